//! README shows what the program does, and every command of it runs.

use super::{root, run, run_in};

/// The shell blocks of README: `$ decalque …` lines and the two commands at its head.
fn readme_commands() -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let (mut commands, mut shell) = (Vec::new(), false);
    for line in readme.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            shell = !shell && matches!(fence, "console" | "sh");
        } else if shell {
            let command = line.trim_start_matches("$ ");
            commands.extend(command.strip_prefix("decalque ").map(str::to_owned));
            commands.extend(command.strip_prefix("cargo run --release -- ").map(str::to_owned));
        }
    }
    commands
}

/// The words of a command as a shell has them: double quotes hold together what is between them.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    let parts = quoted.flat_map(|(i, part)| if i % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
    parts.map(str::to_owned).collect()
}

#[test]
fn every_command_of_readme_runs() {
    let commands = readme_commands();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in &commands {
        let (line, input) = command.split_once(" < ").unwrap_or((command, ""));
        let stdin = if input.is_empty() { Vec::new() } else { std::fs::read(root().join(input)).unwrap() };
        let args = words(line);
        let output = run_in(root(), &args.iter().map(String::as_str).collect::<Vec<_>>(), &stdin);
        let wanted = i32::from(line.starts_with("check"));
        assert_eq!(output.status.code(), Some(wanted), "decalque {command}");
        assert!(!output.stdout.is_empty(), "decalque {command}");
    }
}

#[test]
fn readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let (_, fixed, _) = run(&["fix", "tests/example/article.txt"], "");
    let (_, checked, _) = run(&["check", "tests/example/article.txt"], "");
    let mut blocks = readme.split("```text\n").skip(1).map(|block| block.split("```").next().unwrap());
    assert!(fixed.starts_with(blocks.next().unwrap()), "{fixed}");
    assert!(checked.contains(blocks.next().unwrap()), "{checked}");
    let pair = |label: &str| {
        let start = readme.find(label).unwrap() + label.len();
        readme[start..].lines().next().unwrap().trim().to_owned()
    };
    let (_, out, _) = run(&["fix", "--isolated"], &pair("**before**"));
    assert_eq!(out, pair("**after**"));
}

#[test]
fn the_example_is_mended_whole_and_once() {
    let example = root().join("tests/example");
    let wanted = std::fs::read_to_string(example.join("article.fixed.txt")).unwrap();
    let (code, out, _) = run(&["fix", "--isolated", "tests/example/article.txt"], "");
    assert_eq!((code, out.as_str()), (0, wanted.as_str()));
    assert_eq!(run(&["fix", "--isolated"], &out).1, wanted);
}

#[test]
fn schema_and_completions_are_printed() {
    let (code, out, _) = run(&["schema"], "");
    let schema = serde_json::from_str::<serde_json::Value>(&out).unwrap();
    assert_eq!((code, schema["title"].as_str()), (0, Some("GlossaryFile")));
    let committed = std::fs::read_to_string(root().join("glossaries/schema.json")).unwrap();
    assert_eq!(out, committed, "glossaries/schema.json: run `decalque schema > glossaries/schema.json`");
    for shell in ["bash", "zsh", "fish"] {
        let (code, out, _) = run(&["completions", shell], "");
        assert!(code == 0 && out.contains("decalque"));
    }
}

/// All commands, outermost first.
const COMMANDS: [&[&str]; 17] = [
    &[],
    &["fix"],
    &["check"],
    &["explain"],
    &["add"],
    &["eval"],
    &["tune"],
    &["learn"],
    &["rules"],
    &["rules", "list"],
    &["rules", "show"],
    &["rules", "test"],
    &["rules", "cover"],
    &["rules", "lint"],
    &["schema"],
    &["completions"],
    &["man"],
];

#[test]
fn every_help_has_examples() {
    for command in COMMANDS {
        let (code, out, _) = run(&[command, &["--help"]].concat(), "");
        assert_eq!(code, 0, "{command:?}");
        assert!(out.contains("\nExamples:\n  decalque "), "{command:?}: {out}");
    }
}

#[test]
fn the_manual_shows_every_command_and_its_options() {
    let (code, page, _) = run(&["man"], "");
    assert_eq!(code, 0);
    assert!(page.contains("\n.TH decalque 1"), "{page}");
    for command in &COMMANDS[1..] {
        let heading = format!("\n.SH \"DECALQUE {}\"\n", command.join(" ").to_uppercase());
        assert_eq!(page.matches(&heading).count(), 1, "{heading}");
    }
    for option in [
        "tier",
        "write",
        "backup",
        "diff",
        "format",
        "at",
        "field",
        "source\\-field",
        "max\\-size",
        "in",
        "keep",
        "dictionary",
        "renderings",
    ] {
        assert!(page.contains(&format!("\\-\\-{option}\\fR")), "{option}");
    }
}
