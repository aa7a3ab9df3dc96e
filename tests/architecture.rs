//! Holds the rooms of the house to what they may use, and files to their size.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "a test of the tree reads the tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may use. A new room gets its line first, and its line points downwards.
const MAY_USE: [(&str, &[&str]); 24] = [
    ("text", &[]),
    ("edit", &["text"]),
    ("diagnostic", &["text"]),
    ("error", &["diagnostic"]),
    ("lang", &["text"]),
    ("align", &["text", "lang"]),
    ("document", &["text", "edit", "lang", "align"]),
    ("calque", &["text", "lang"]),
    ("glossary", &["text", "edit", "lang", "calque", "diagnostic", "error"]),
    ("dictionary", &["text", "lang", "diagnostic", "glossary"]),
    ("learn", &["text", "lang", "document", "align", "dictionary"]),
    ("detect", &["text", "edit", "lang", "calque", "document", "glossary"]),
    ("decide", &["text", "edit", "lang", "diagnostic", "document", "glossary", "detect"]),
    ("rewrite", &["text", "edit", "lang", "calque", "document", "decide"]),
    ("restore", &["text", "edit", "lang", "document", "align", "dictionary", "glossary", "detect", "decide"]),
    ("review", &["text", "edit", "document", "decide", "restore"]),
    (
        "engine",
        &[
            "text",
            "edit",
            "lang",
            "document",
            "glossary",
            "dictionary",
            "detect",
            "decide",
            "rewrite",
            "restore",
            "review",
            "error",
        ],
    ),
    (
        "measure",
        &["text", "edit", "lang", "diagnostic", "document", "glossary", "detect", "decide", "review", "engine"],
    ),
    (
        "derive",
        &[
            "text",
            "edit",
            "lang",
            "diagnostic",
            "error",
            "document",
            "glossary",
            "detect",
            "decide",
            "review",
            "engine",
            "measure",
        ],
    ),
    ("format", &["text", "edit", "document", "diagnostic", "error"]),
    ("report", &["text", "edit", "diagnostic", "document", "review", "measure"]),
    ("corpus", &["document", "edit", "engine", "review", "format", "report", "error"]),
    (
        "cli",
        &[
            "text",
            "edit",
            "lang",
            "diagnostic",
            "error",
            "document",
            "glossary",
            "align",
            "dictionary",
            "learn",
            "decide",
            "engine",
            "review",
            "measure",
            "derive",
            "format",
            "report",
            "corpus",
        ],
    ),
    ("main", &["cli"]),
];

/// Most lines of a file, its tests included.
const BUDGET: usize = 600;

/// A file above this many lines stands in [`LONG`].
const SOFT_BUDGET: usize = 400;

/// Files above the soft budget, each with what keeps it whole.
const LONG: [(&str, &str); 7] = [
    ("src/cli/args.rs", "all that the user may type, from which help, manual and completions come"),
    ("src/decide/evidence/frame.rs", "the frames of one language read one another's helpers"),
    ("src/decide/verdict.rs", "what is read off the text at one candidate, in the order in which it is read"),
    ("src/glossary/build.rs", "an entry and its overlays fill the same fields by the same readers"),
    ("src/glossary/schema.rs", "the notation, each field with its line of the manual"),
    ("tests/glossaries/faults.rs", "a table of faults, and what it is read with"),
    ("tests/quantities.rs", "a table of quantities, and what it is read with"),
];

/// Most lines of code, comments and tests left out, of the middle one of all files.
const MEDIAN: usize = 150;

fn files(below: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(below).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

fn room(path: &Path) -> String {
    below_src(path).components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// Every room named after `crate::`, also inside braces: `use crate::{edit, text::Span}`.
fn used(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(list) = rest.strip_prefix('{') {
            let (mut depth, mut item) = (1, String::new());
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 1 => {
                        found.insert(word(item.trim()));
                        item.clear();
                        continue;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                item.push(c);
            }
            found.insert(word(item.trim()));
        } else {
            found.insert(word(rest));
        }
    }
    found.retain(|room| !room.is_empty() && room.chars().next().is_some_and(char::is_lowercase));
    found
}

/// The path of a source file below `src`.
fn below_src(path: &Path) -> &Path {
    path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap()
}

/// `source` without its tests: one module at the end of the file, so that nothing after it escapes these checks.
fn without_tests<'s>(path: &Path, source: &'s str) -> &'s str {
    let Some((code, tests)) = source.split_once("#[cfg(test)]") else { return source };
    let closed = tests.find("\n}").is_some_and(|end| tests[end..].trim_end() == "\n}");
    let at_end = code.ends_with('\n') && tests.starts_with("\nmod tests {\n") && closed;
    assert!(at_end, "{}: tests stand in one `mod tests` at the end of the file", path.display());
    code
}

/// What `path` uses, `super::` of a room's first file included: there it is the root of the crate.
fn uses(path: &Path, code: &str) -> BTreeSet<String> {
    let code = code.replace("decalque::", "crate::");
    for evasion in ["super::super", "self::super", "crate::*", "use crate as", "extern crate"] {
        assert!(!code.contains(evasion), "{}: `{evasion}` hides which room is used; name it", path.display());
    }
    let first = below_src(path).components().count() == 1
        || path.ends_with("mod.rs") && below_src(path).components().count() == 2;
    used(&if first { code.replace("super::", "crate::") } else { code })
}

#[test]
fn rooms_use_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut wrong = Vec::new();
    for path in sources() {
        let room = room(&path);
        if room == "lib" {
            continue;
        }
        let allowed = table.get(room.as_str()).unwrap_or_else(|| panic!("room `{room}` has no line in the table"));
        let source = fs::read_to_string(&path).unwrap();
        // The code of a test may build what it needs from below.
        for other in uses(&path, without_tests(&path, &source)) {
            if other != room && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{}: `{room}` may not use `{other}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_are_read_whatever_their_shape() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let uses = |file: &str, code: &str| uses(&src.join(file), code).into_iter().collect::<Vec<_>>();
    assert_eq!(
        uses("text/fold.rs", "use crate::{cli::{a, b}, edit};\nlet x = crate::lang::y();"),
        ["cli", "edit", "lang"]
    );
    assert_eq!(uses("text/mod.rs", "use super::cli;"), ["cli"]);
    assert_eq!(uses("engine.rs", "super::cli::run()"), ["cli"]);
    assert_eq!(uses("text/fold.rs", "use super::words;"), [""; 0]);
    assert_eq!(uses("decide/evidence/mod.rs", "use super::memory;"), [""; 0]);
    let refused = |code: &str| std::panic::catch_unwind(|| uses("text/fold.rs", code)).is_err();
    assert!(refused("use super::super::cli;") && refused("use crate::*;"));
}

#[test]
fn tests_are_cut_off_only_at_the_end() {
    let cut = |source: &str| std::panic::catch_unwind(|| without_tests(Path::new("a.rs"), source).to_owned()).ok();
    assert_eq!(
        cut("fn a() {}\n\n#[cfg(test)]\nmod tests {\n    fn b() {\n    }\n}\n").as_deref(),
        Some("fn a() {}\n\n")
    );
    assert_eq!(cut("fn a() {}\n").as_deref(), Some("fn a() {}\n"));
    assert_eq!(cut("#[cfg(test)]\nuse a::b;\nfn c() {}\n"), None);
    assert_eq!(cut("#[cfg(test)]\nmod tests {\n}\n\nfn c() {\n}\n"), None);
}

#[test]
fn bans_are_lifted_for_the_command_line_alone() {
    for path in sources() {
        let source = fs::read_to_string(&path).unwrap();
        let file = path.display();
        assert!(
            room(&path) == "cli" || !source.contains("clippy::disallowed_methods"),
            "{file} lifts the bans of clippy.toml"
        );
        assert!(!source.contains("clippy::disallowed_types"), "{file} lifts the ban on the network");
        // The room that may do the rest must not end the process either.
        assert!(!source.contains("process::exit") && !source.contains("process::abort"), "{file} ends the process");
    }
}

#[test]
fn the_table_points_downwards() {
    for (i, (room, allowed)) in MAY_USE.iter().enumerate() {
        for other in *allowed {
            let place = MAY_USE.iter().position(|(name, _)| name == other);
            assert!(
                place.is_some_and(|place| place < i),
                "`{room}` uses `{other}`, which is not above it in the table"
            );
        }
    }
}

#[test]
fn files_keep_to_their_budget() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = sources();
    for folder in ["tests", "xtask", "fuzz/src", "fuzz/fuzz_targets"] {
        files(&root.join(folder), &mut all);
    }
    let mut wrong = Vec::new();
    for path in &all {
        let lines = fs::read_to_string(path).unwrap().lines().count();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap();
        let listed = LONG.iter().any(|(file, _)| *file == name);
        if lines > BUDGET {
            wrong.push(format!("{name}: {lines} lines, {BUDGET} at most"));
        } else if lines > SOFT_BUDGET && !listed {
            wrong.push(format!("{name}: {lines} lines; above {SOFT_BUDGET} a file says in LONG what keeps it whole"));
        } else if lines <= SOFT_BUDGET && listed {
            wrong.push(format!("{name}: {lines} lines; it needs no row in LONG"));
        }
    }
    let gone = LONG.iter().filter(|(file, _)| !root.join(file).exists());
    wrong.extend(gone.map(|(file, _)| format!("{file} is in LONG and not in the tree")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_middle_file_is_short() {
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    let mut lines: Vec<usize> = sources()
        .iter()
        .map(|path| without_tests(path, &fs::read_to_string(path).unwrap()).lines().filter(is_code).count())
        .collect();
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!(median < MEDIAN, "the median file has {median} lines of code, fewer than {MEDIAN} are wanted");
}

#[test]
fn the_map_shows_the_tree() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md")).unwrap();
    let rooms: BTreeSet<String> = sources().iter().map(|path| room(path)).collect();
    for name in rooms.iter().filter(|name| !matches!(name.as_str(), "lib" | "main")) {
        let shown = map.contains(&format!("`src/{name}`")) || map.contains(&format!("`src/{name}.rs`"));
        assert!(shown, "docs/architecture.md lacks src/{name}");
    }
    for (at, _) in map.match_indices("`src/") {
        let path = map[at + 1..].split('`').next().unwrap();
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(),
            "docs/architecture.md names {path}, which is not there"
        );
    }
}
