//! Holds the rooms of the house to what they may use, and files to their size.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may use. A new room gets its line first, and its line points downwards.
const MAY_USE: [(&str, &[&str]); 18] = [
    ("text", &[]),
    ("edit", &["text"]),
    ("diagnostic", &["text"]),
    ("error", &["diagnostic"]),
    ("lang", &["text"]),
    ("document", &["text", "edit", "lang"]),
    ("glossary", &["text", "edit", "lang", "diagnostic", "error"]),
    ("detect", &["text", "edit", "lang", "document", "glossary"]),
    ("decide", &["text", "edit", "lang", "document", "glossary", "detect"]),
    ("rewrite", &["text", "edit", "lang", "document", "decide"]),
    ("review", &["text", "edit", "document", "decide"]),
    ("engine", &["text", "edit", "lang", "document", "glossary", "detect", "decide", "rewrite", "review", "error"]),
    ("measure", &["edit", "document", "engine"]),
    ("format", &["text", "edit", "document", "diagnostic", "error"]),
    ("report", &["text", "edit", "diagnostic", "document", "review", "measure"]),
    ("corpus", &["document", "edit", "engine", "review", "format", "report", "error"]),
    (
        "cli",
        &[
            "text",
            "edit",
            "diagnostic",
            "error",
            "document",
            "glossary",
            "engine",
            "review",
            "measure",
            "format",
            "report",
            "corpus",
        ],
    ),
    ("main", &["cli"]),
];

/// Most lines of a file of code.
const BUDGET: usize = 600;

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
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    below.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
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
        let source = fs::read_to_string(&path).unwrap().replace("decalque::", "crate::");
        // The code of a test may build what it needs from below.
        let code = source.split("#[cfg(test)]").next().unwrap();
        for other in used(code) {
            if other != room && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{}: `{room}` may not use `{other}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    let mut all = sources();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut all);
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("xtask"), &mut all);
    let long: Vec<String> = all
        .iter()
        .map(|path| (path, fs::read_to_string(path).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > BUDGET)
        .map(|(path, lines)| format!("{}: {lines} lines, {BUDGET} at most", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
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
