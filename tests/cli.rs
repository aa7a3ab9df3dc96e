//! The program as users meet it: exact bytes and exit codes, and every command of README.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "a test makes the files that the program reads")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run_in(folder: &Path, args: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_decalque"))
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that is refused at once never reads its input.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn run(args: &[&str], stdin: &str) -> (i32, String, String) {
    let output = run_in(root(), args, stdin.as_bytes());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

const WRONG: &str = "L'objectif a licencié 600 chercheurs, selon Mark Zuckerberg.\n";
const RIGHT: &str = "Meta a licencié 600 chercheurs, selon Mark Zuckerberg.\n";

#[test]
fn fix_prints_the_mended_text_and_a_summary() {
    let (code, out, err) = run(&["fix", "--isolated"], WRONG);
    assert_eq!((code, out.as_str()), (0, RIGHT));
    assert_eq!(err, "decalque: 1 edit(s) made in 1 of 1 document(s)\n");
    let (code, out, err) = run(&["fix", "-", "--isolated"], RIGHT);
    assert_eq!((code, out.as_str(), err.as_str()), (0, RIGHT, "decalque: 0 edit(s) made in 0 of 1 document(s)\n"));
}

#[test]
fn jsonl_keeps_every_other_byte() {
    let input = "{\"id\":1 , \"text\": \"L\\u2019objectif a licencié, selon Zuckerberg : \\\"non\\\".\",\"n\":1.0}\r\n\nnot json\n{\"text\":\"Rien.\"}";
    let wanted = "{\"id\":1 , \"text\": \"Meta a licencié, selon Zuckerberg : \\\"non\\\".\",\"n\":1.0}\r\n\nnot json\n{\"text\":\"Rien.\"}";
    let (code, out, err) = run(&["fix", "--isolated", "--field", "text", "-j", "2"], input);
    assert_eq!((code, out.as_str()), (3, wanted));
    assert!(err.contains("<stdin>: line 3: not JSON") || err.contains("line 3"), "{err}");
    assert!(err.ends_with("; 1 could not be read\n"), "{err}");
}

#[test]
fn check_reports_lines_columns_and_offsets_in_three_units() {
    let (code, out, _) = run(&["check", "--isolated", "--format", "short"], WRONG);
    assert_eq!((code, out.as_str()), (1, "<stdin>:1:1: L'objectif → Meta [fr-ai.meta, safe]\n"));
    let (code, out, _) = run(&["check", "--isolated", "--format", "json"], &format!("𝄞é {WRONG}"));
    assert_eq!(code, 1);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let start = &report["findings"][0]["start"];
    assert_eq!((&start["byte"], &start["char"], &start["utf16"]), (&7.into(), &3.into(), &4.into()));
    assert_eq!(report["findings"][0]["replacement"], "Meta");
    let (code, out, _) = run(&["check", "--isolated"], RIGHT);
    assert_eq!((code, out.as_str()), (0, ""));
}

#[test]
fn explain_shows_what_stays_and_why() {
    let (code, out, _) = run(&["explain", "--isolated"], "Zuckerberg a un objectif : grandir.\n");
    assert_eq!(code, 0);
    assert!(out.starts_with("<stdin>:1:17: “objectif” → Meta? keep, score 5 [fr-ai.meta]\n"), "{out}");
    assert!(out.contains("   veto  veto: a determiner that no name takes (1:14)\n"), "{out}");
    let (_, out, err) = run(&["explain", "--isolated", "--at", "1:1"], "Zuckerberg a un objectif : grandir.\n");
    assert_eq!((out.as_str(), err.as_str()), ("", "decalque: no rule looked at anything there\n"));
}

#[test]
fn write_in_place_keeps_a_copy_and_leaves_unchanged_files_alone() {
    let dir = folder();
    std::fs::write(dir.path().join("a.txt"), WRONG).unwrap();
    std::fs::write(dir.path().join("b.md"), "# Titre\n\n`l'objectif` de Zuckerberg\n").unwrap();
    std::fs::write(dir.path().join("c.bin"), WRONG).unwrap();
    std::fs::write(dir.path().join("ignored.txt"), WRONG).unwrap();
    std::fs::write(dir.path().join(".gitignore"), "ignored.txt\n").unwrap();
    let before = std::fs::metadata(dir.path().join("b.md")).unwrap().modified().unwrap();
    let output = run_in(dir.path(), &["fix", "-w", "--backup", "."], b"");
    assert_eq!(output.status.code(), Some(0));
    let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
    assert_eq!((read("a.txt").as_str(), read("a.txt.bak").as_str()), (RIGHT, WRONG));
    assert_eq!((read("c.bin").as_str(), read("ignored.txt").as_str()), (WRONG, WRONG));
    assert_eq!(std::fs::metadata(dir.path().join("b.md")).unwrap().modified().unwrap(), before);
    let again = run_in(dir.path(), &["fix", "-w", "."], b"");
    assert_eq!(String::from_utf8(again.stderr).unwrap(), "decalque: 0 edit(s) made in 0 of 2 document(s)\n");
    assert_eq!(read("a.txt"), RIGHT);
}

#[test]
fn diff_shows_the_lines_that_change() {
    let dir = folder();
    std::fs::write(dir.path().join("a.txt"), WRONG).unwrap();
    let output = run_in(dir.path(), &["fix", "--diff", "a.txt"], b"");
    let wanted = format!("--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-{WRONG}+{RIGHT}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), wanted);
}

#[test]
fn the_settings_file_brings_the_user_s_own_glossary() {
    let dir = folder();
    let glossary = "format = 1\n[pack]\nid = \"mine\"\ntarget = \"fr\"\n[[entry]]\nname = \"Dark Slope\"\nkind = \"work\"\n\
                    instead-of = [\"pente foncée\"]\nnear = [\"jeu vidéo\"]\n\
                    change = [[\"Le jeu vidéo La pente foncée sort.\", \"Le jeu vidéo Dark Slope sort.\"]]\n\
                    keep = [\"Une pente foncée dans un jeu vidéo.\"]\n";
    std::fs::write(dir.path().join("mine.toml"), glossary).unwrap();
    std::fs::write(dir.path().join("decalque.toml"), "glossaries = [\"mine.toml\"]\n").unwrap();
    std::fs::create_dir(dir.path().join("deep")).unwrap();
    let list = run_in(&dir.path().join("deep"), &["rules", "list", "--format", "json"], b"");
    let entries: Vec<serde_json::Value> = serde_json::from_slice(&list.stdout).unwrap();
    assert!(entries.iter().any(|entry| entry["id"] == "mine.dark-slope"));
    let isolated = run_in(&dir.path().join("deep"), &["rules", "list", "--isolated"], b"");
    assert!(!String::from_utf8(isolated.stdout).unwrap().contains("mine.dark-slope"));
}

#[test]
fn what_is_wrong_is_said_with_place_and_cure() {
    let dir = folder();
    std::fs::write(dir.path().join("bad.toml"), "format = 1\n[pack]\nid = \"bad\"\ntarget = \"xx\"\nlicense = 1\n")
        .unwrap();
    let output = run_in(dir.path(), &["check", "--glossary", "bad.toml", "-"], b"");
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("bad.toml:5:1") && err.contains("did you mean `licence`?"), "{err}");
    assert!(err.contains("bad.toml:4:10") && err.contains("the target is `fr`"), "{err}");
    for (args, part) in [
        (vec!["fix", "-w", "-"], "standard input cannot be written in place"),
        (vec!["fix", "-j", "0"], "-j 0"),
        (vec!["rules", "show", "fr-ai.mata"], "did you mean `fr-ai.meta`?"),
        (vec!["fix", "--glossary", "absent.toml"], "absent.toml"),
        (vec!["fix", "--teir", "safe"], "--tier"),
    ] {
        let (code, _, err) = run(&args, "");
        assert_eq!(code, 2, "{args:?}");
        assert!(err.contains(part), "{args:?}: {err}");
    }
}

#[test]
fn unreadable_input_does_not_stop_the_rest() {
    let dir = folder();
    std::fs::write(dir.path().join("a.txt"), b"caf\xe9 de l'objectif\n").unwrap();
    std::fs::write(dir.path().join("b.txt"), WRONG).unwrap();
    let output = run_in(dir.path(), &["fix", "a.txt", "absent.txt", "b.txt"], b"");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(output.stdout, [b"caf\xe9 de l'objectif\n".as_slice(), RIGHT.as_bytes()].concat());
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("a.txt: ") && err.contains("iconv") && err.contains("absent.txt"), "{err}");
}

#[test]
fn another_language_is_left_alone_and_the_summary_says_so() {
    let text = "El objetivo de la empresa es mejorar los modelos que ha publicado en el año, dijo Zuckerberg.\n";
    let (code, out, err) = run(&["fix", "--isolated"], text);
    assert_eq!((code, out.as_str()), (0, text));
    assert!(err.contains("1 of 1 document(s) are in `es`"), "{err}");
}

#[test]
fn typography_only_where_asked() {
    let text = "Il dit «oui»!\n";
    assert_eq!(run(&["fix", "--isolated"], text).1, text);
    assert_eq!(run(&["fix", "--isolated", "--typography"], text).1, "Il dit «\u{a0}oui\u{a0}»\u{a0}!\n");
}

#[test]
fn schema_completions_and_manual_are_printed() {
    let (code, out, _) = run(&["schema"], "");
    assert_eq!(
        (code, serde_json::from_str::<serde_json::Value>(&out).unwrap()["title"].as_str()),
        (0, Some("GlossaryFile"))
    );
    let committed = std::fs::read_to_string(root().join("glossaries/schema.json")).unwrap();
    assert_eq!(out, committed, "glossaries/schema.json: run `decalque schema > glossaries/schema.json`");
    for shell in ["bash", "zsh", "fish"] {
        let (code, out, _) = run(&["completions", shell], "");
        assert!(code == 0 && out.contains("decalque"));
    }
    let (code, out, _) = run(&["man"], "");
    assert!(code == 0 && out.contains(".TH decalque"));
}

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

#[test]
fn every_command_of_readme_runs() {
    let commands = readme_commands();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in &commands {
        let (line, input) = command.split_once(" < ").unwrap_or((command, ""));
        let stdin = if input.is_empty() { Vec::new() } else { std::fs::read(root().join(input)).unwrap() };
        let output = run_in(root(), &line.split_whitespace().collect::<Vec<_>>(), &stdin);
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
    let example: PathBuf = root().join("tests/example");
    let wanted = std::fs::read_to_string(example.join("article.fixed.txt")).unwrap();
    let (code, out, _) = run(&["fix", "--isolated", "tests/example/article.txt"], "");
    assert_eq!((code, out.as_str()), (0, wanted.as_str()));
    assert_eq!(run(&["fix", "--isolated"], &out).1, wanted);
}
