//! The built-in glossaries do what they say, and faulty ones are refused with every fault.

use decalque::diagnostic::Source;
use decalque::glossary::{Termbase, builtin, schema};
use decalque::{Applicability, Document, Engine};
use std::sync::Arc;

#[path = "glossaries/cover.rs"]
mod cover;
#[path = "glossaries/faults.rs"]
mod faults;
#[path = "glossaries/notation.rs"]
mod notation;
#[path = "glossaries/weights.rs"]
mod weights;

fn engine() -> Engine {
    Engine::builtin().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_example_of_the_built_in_glossaries_holds() {
    let (count, failed) = decalque::measure::examples(&engine(), "");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(count > 300, "only {count} examples ran");
}

#[test]
fn there_are_sixty_entries_and_each_has_examples() {
    let engine = engine();
    let entries = &engine.termbase().entries;
    assert!(entries.len() >= 60, "{} entries", entries.len());
    for entry in entries {
        assert!(!entry.keep.is_empty() || !entry.change.is_empty(), "{} has no example", entry.id);
        assert!(entry.keep.len() >= entry.change.len(), "{} has more change than keep examples", entry.id);
    }
}

fn faults(text: &str) -> Vec<(usize, String)> {
    let mut sources = builtin::packs();
    sources.push(Arc::new(Source { name: "mine.toml".to_owned(), text: text.to_owned() }));
    let error = Termbase::load(&sources).expect_err("a faulty glossary");
    error
        .faults()
        .iter()
        .map(|fault| (text[..fault.span.start()].matches('\n').count() + 1, fault.message.clone()))
        .collect()
}

const HEAD: &str = "format = 1\n[pack]\nid = \"mine\"\ntarget = \"fr\"\n";

#[test]
fn unknown_fields_are_refused_with_the_nearest_known_one() {
    let text = format!("{HEAD}[[entry]]\nname = \"Zeta\"\nkind = \"org\"\ninsted-of = [\"z\"]\n");
    let mut sources = builtin::packs();
    sources.push(Arc::new(Source { name: "mine.toml".to_owned(), text }));
    let error = Termbase::load(&sources).expect_err("an unknown field");
    assert!(error.is_glossary());
    assert_eq!(error.faults()[0].cure.as_deref(), Some("did you mean `instead-of`?"));
    assert!(error.to_string().starts_with("mine.toml:8:1: unknown field `insted-of`"), "{error}");
}

#[test]
fn all_faults_of_a_file_come_at_once() {
    let text = format!(
        "{HEAD}[[entry]]\nname = \"Zeta\"\nkind = \"orga\"\nwrong = 1\n\
         [[entry]]\nname = \"Beta\"\nkind = \"org\"\ninstead-of = [\"cible\"]\nchange = [[\"a\", \"b\"]]\n\
         [[entry]]\nname = \"Beta\"\nkind = \"org\"\n"
    );
    let found = faults(&text);
    let has = |line: usize, part: &str| found.iter().any(|(l, message)| *l == line && message.contains(part));
    assert!(has(8, "unknown field `wrong`"), "{found:?}");
    assert!(has(7, "no kind is called `orga`"), "{found:?}");
    assert!(has(12, "would be mended without evidence"), "{found:?}");
    assert!(has(12, "no keep example shows it"), "{found:?}");
    assert!(has(13, "1 change examples and only 0 keep examples"), "{found:?}");
    assert!(has(15, "the id `mine.beta` is taken"), "{found:?}");
}

#[test]
fn circles_unreachable_renderings_and_newer_toml_are_refused() {
    let circle = format!(
        "{HEAD}[[entry]]\nname = \"Zorg\"\nkind = \"org\"\ninstead-of = [\"Zarg\"]\nchange = [[\"a\", \"b\"]]\nkeep = [\"c\"]\n\
         [[entry]]\nname = \"Zarg\"\nkind = \"org\"\ninstead-of = [\"Zorg\"]\nchange = [[\"a\", \"b\"]]\nkeep = [\"c\"]\n"
    );
    assert!(faults(&circle).iter().any(|(line, m)| *line == 6 && m.contains("becomes itself again")));
    let twice = format!(
        "{HEAD}[[entry]]\nname = \"Zorg\"\nkind = \"org\"\ninstead-of = [\"zurg\", \"Zurg\"]\nchange = [[\"a\", \"b\"]]\nkeep = [\"c\"]\n"
    );
    assert!(faults(&twice).iter().any(|(line, m)| *line == 8 && m.contains("stands here twice")));
    let newer = format!("{HEAD}[[entry]]\nname = \"Zorg\"\nkind = \"org\"\ninstead-of = [{{ text = \"zurg\", }}]\n");
    assert!(faults(&newer).iter().any(|(line, m)| *line == 8 && m.contains("TOML 1.0")));
    let broken = format!("{HEAD}[[entry]\nname = \"Zorg\"\n");
    assert!(faults(&broken).iter().any(|(line, _)| *line == 5));
}

#[test]
fn an_overlay_changes_a_built_in_entry_without_a_copy() {
    let text = format!(
        "{HEAD}[[extend]]\nid = \"fr-ai.meta\"\nnever = [\"licencier\"]\n\n[extend-sets]\n\"fr-ai.meta-family\" = [\"Bosworth\"]\n"
    );
    let mut sources = builtin::packs();
    sources.push(Arc::new(Source { name: "mine.toml".to_owned(), text }));
    let engine = Engine::new(Termbase::load(&sources).unwrap_or_else(|error| panic!("{error}")));
    let mend = |text: &str| engine.review(&Document::plain("", text)).mended(text, Applicability::Safe);
    assert_eq!(mend("L'objectif a embauché, selon Bosworth."), "Meta a embauché, selon Bosworth.");
    assert_eq!(mend("L'objectif a licencié, selon Bosworth."), "L'objectif a licencié, selon Bosworth.");
}

#[test]
fn the_schema_names_every_field_of_an_entry() {
    let schema = serde_json::to_string(&schema::json_schema()).expect("a schema is JSON");
    for field in ["instead-of", "near", "never", "change", "keep", "ceiling", "extend-sets", "evidence", "barrier"] {
        assert!(schema.contains(&format!("\"{field}\"")), "{field}");
    }
}

/// What `decalque tune` is to read; the length keeps passages comparable, whoever adds one.
#[test]
fn passages_to_tune_on_are_records_of_sixty_to_a_hundred_and_fifty_words() {
    let mut ids = std::collections::HashSet::new();
    for line in include_str!("../glossaries/tuning/fr.jsonl").lines() {
        let record: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).expect("a JSON object");
        assert_eq!(record.keys().collect::<Vec<_>>(), ["id", "text"]);
        let (id, text) = (record["id"].as_str().expect("an id"), record["text"].as_str().expect("a text"));
        assert!(id.starts_with("own:") && ids.insert(id.to_owned()), "{id} has no prefix, or stands twice");
        let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        assert!((60..=150).contains(&words), "{id} has {words} words");
    }
    assert_eq!(ids.len(), 152);
}
