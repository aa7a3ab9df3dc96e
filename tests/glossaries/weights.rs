//! The tables of weights keep the sentences that they answer for, and each row has one.

use decalque::Engine;
use decalque::decide::Weights;
use decalque::diagnostic::Source;
use decalque::glossary::{Termbase, builtin};
use decalque::measure::{cover, examples};
use decalque::review::Feature;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Kinds whose rows no example can miss: an example has no source. tests/restore.rs has them.
const SOURCED: [&str; 2] = ["name", "remains"];

/// Other rows that no example can miss, and why.
const UNMISSED: [(&str, &str); 8] = [
    ("rendering.ordinary", "weighs nothing"),
    ("typing.error", "a name a letter off is suggested at most: tests/frames.rs"),
    ("frame.glossed", "asks for a marked heading, which an example has not: tests/frames.rs"),
    ("ordinary.adjective-of-head", "weighs little, and only beside an apposition, which weighs much"),
    ("ordinary.head-named", "such a head is no frame at all; the row decides whether the place is suggested"),
    ("memory.other", "the right name, once it is written there, weighs the same"),
    ("source.inside", "an example has no source: tests/frames.rs"),
    ("source.at-start", "an example has no source: tests/frames.rs"),
];

fn engine() -> Engine {
    let mut sources = builtin::packs();
    let text = include_str!("../weights.toml").to_owned();
    sources.push(Arc::new(Source { name: "tests/weights.toml".to_owned(), text }));
    Engine::new(Termbase::load(&sources).unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn every_example_holds_by_the_fitted_and_by_the_reasoned_table() {
    let text = include_str!("../../glossaries/tuning/reasoned.toml").to_owned();
    let source = Arc::new(Source { name: "reasoned.toml".to_owned(), text });
    let reasoned = Weights::read(&source).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_ne!(reasoned, Weights::default());
    for engine in [engine(), engine().weights(reasoned)] {
        let (_, failed) = examples(&engine, "");
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }
}

#[test]
fn an_example_hangs_on_every_row_of_the_table() {
    let covered = cover(&engine(), "");
    let rows = covered.features.iter().filter(|row| row.feature.is_weighed() && row.noticed.is_none());
    let rows = rows.filter(|row| !SOURCED.contains(&row.feature.kind()));
    let unmissed: BTreeSet<&str> = rows.map(|row| row.feature.id()).collect();
    assert_eq!(unmissed, UNMISSED.iter().map(|(id, _)| *id).collect());
}

#[test]
fn what_speaks_against_a_name_weighs_something() {
    let weights = Weights::default();
    let kinds = ["ordinary", "typing"];
    let rows: Vec<&Feature> = Feature::ALL.iter().filter(|feature| kinds.contains(&feature.kind())).collect();
    assert!(rows.iter().all(|feature| weights.of(**feature) < 0), "{rows:?}");
}
