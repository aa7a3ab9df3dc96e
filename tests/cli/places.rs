//! Places: what `check` names, `explain` answers, in the file's own lines and offsets.

use super::{WRONG, folder, root, run, run_in, text_in};
use decalque::{Document, Engine, report};
use std::fs;
use std::path::Path;

/// The places that `check` prints, with the rule of each.
fn places(at: &Path, args: &[&str]) -> Vec<(String, String)> {
    let (_, out, _) = text_in(at, &[&["check", "--format", "short"], args].concat(), "");
    let place = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        let rule = rest.rsplit_once('[').unwrap().1.split_once(',').unwrap().0;
        (place.to_owned(), rule.to_owned())
    };
    out.lines().map(place).collect()
}

/// That each place of `check` over `args` is answered by `explain --at`, with and without the file named.
fn answered(at: &Path, args: &[&str]) -> usize {
    let places = places(at, args);
    for (place, rule) in &places {
        for files in [args, &args[..args.len() - 1]] {
            let (code, out, err) = text_in(at, &[&["explain", "--at", place], files].concat(), "");
            assert!(code == 0 && err.is_empty(), "{place}: {err}");
            assert!(out.lines().any(|line| line.ends_with(&format!("[{rule}]"))), "{place} [{rule}]: {out}");
        }
    }
    places.len()
}

#[test]
fn every_place_that_check_prints_is_explained() {
    assert!(answered(root(), &["tests/example/article.txt"]) > 0);
    let dir = folder();
    let records = "{\"text\": \"Rien.\"}\n\
                   {\"text\": \"Titre\\nL'objectif a licencié, selon Zuckerberg.\\nIl vaut 14 000 millions d'euros.\"}\n\
                   {\"text\": \"Le géant de la cible, dit «Zuckerberg»!\"}\n";
    fs::write(dir.path().join("docs.jsonl"), records).unwrap();
    assert_eq!(answered(dir.path(), &["--typography", "docs.jsonl"]), 6);
    assert_eq!(places(dir.path(), &["docs.jsonl"])[0].0, "docs.jsonl#2:2:1");
}

#[test]
fn every_finding_of_the_glossaries_examples_is_explained() {
    let engine = Engine::builtin().unwrap().typography(true);
    let entries = engine.termbase().entries.iter().flat_map(|entry| entry.change.iter().map(|(before, _)| before));
    let quantities = engine.termbase().quantities.iter().flat_map(|q| q.table.change.iter().map(|(before, _)| before));
    let mut findings = 0;
    for text in entries.chain(quantities) {
        let document = Document::plain("a", text.as_str());
        let review = engine.review(&document);
        for finding in &review.findings {
            let at = document.lines().position(finding.span.start());
            let mut out = Vec::new();
            let shown = report::explain(&document, &review, Some(at.line), Some(at.column), &mut out).unwrap();
            let said = String::from_utf8(out).unwrap();
            assert!(shown > 0 && said.contains(&format!("[{}]", finding.rule)), "{at:?} of {text}: {said}");
            findings += 1;
        }
    }
    assert!(findings > 100, "{findings}");
}

#[test]
fn spans_are_those_of_the_file_behind_a_byte_order_mark() {
    let dir = folder();
    let text = format!("\u{FEFF}é\n{WRONG}");
    fs::write(dir.path().join("a.txt"), &text).unwrap();
    let output = run_in(dir.path(), &["check", "--format", "json", "a.txt"], b"");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(finding["position"], serde_json::json!({ "line": 2, "column": 1 }));
    assert_eq!(finding["start"], serde_json::json!({ "byte": 6, "char": 3, "utf16": 3 }));
    assert!(text[6..].starts_with("L'objectif"));
}

#[test]
fn a_file_cut_into_parts_is_counted_as_one() {
    let dir = folder();
    // Paragraphs of plain words above one MiB, and the place to be found in the second part.
    let line = "La pluie tombe sur le port 𝄞 et le marin rentre.\n\n";
    let before = line.repeat((1 << 20) / line.len() + 40);
    let text = format!("{before}{WRONG}");
    fs::write(dir.path().join("big.txt"), &text).unwrap();
    let lines = before.matches('\n').count();
    let args = ["check", "--isolated", "--max-size", "1", "--format", "json", "big.txt"];
    let (code, out, err) = text_in(dir.path(), &args, "");
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "decalque: big.txt: longer than 1 MiB, so it was cut into 2 parts, between paragraphs where it has any; what \
         one part says about names is not known in the next (--max-size raises the limit)\n\
         decalque: 1 edit(s) proposed in 1 of 2 document(s)\n"
    );
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(finding["document"], "big.txt");
    assert_eq!(finding["position"], serde_json::json!({ "line": lines + 1, "column": 1 }));
    let chars = before.chars().count();
    let utf16: usize = before.chars().map(char::len_utf16).sum();
    assert_eq!(finding["start"], serde_json::json!({ "byte": before.len(), "char": chars, "utf16": utf16 }));
    assert_eq!(
        finding["end"],
        serde_json::json!({ "byte": before.len() + 10, "char": chars + 10, "utf16": utf16 + 10 })
    );
}

#[test]
fn another_size_than_a_sane_one_is_refused() {
    for size in ["0", "1025", "-1", "x"] {
        let (code, _, err) = run(&["check", &format!("--max-size={size}")], "");
        assert!(code == 2 && err.contains("--max-size <MIB>"), "{size}: {err}");
    }
}

#[test]
fn spans_are_in_three_units() {
    let (code, out, _) = run(&["check", "--isolated", "--format", "json"], &format!("𝄞é {WRONG}"));
    assert_eq!(code, 1);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let start = &report["findings"][0]["start"];
    assert_eq!((&start["byte"], &start["char"], &start["utf16"]), (&7.into(), &3.into(), &4.into()));
    assert_eq!(report["findings"][0]["replacement"], "Meta");
}
