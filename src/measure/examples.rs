//! Runs the examples that glossaries carry.

use crate::document::Document;
use crate::edit::Applicability;
use crate::engine::Engine;

/// Runs every example of the rules whose id begins with `prefix`: each `change` must come out so, each
/// `keep` must stay, and what came out must stay on a second run. Returns how many were run and a
/// description of each that failed.
#[must_use]
pub fn examples(engine: &Engine, prefix: &str) -> (usize, Vec<String>) {
    let termbase = engine.termbase();
    let entries = termbase.entries.iter().map(|entry| (&entry.id, &entry.change, &entry.keep));
    let quantities = termbase.quantities.iter().map(|q| (&q.id, &q.table.change, &q.table.keep));
    let calques = termbase.calques.iter().map(|rule| (&rule.id, &rule.change, &rule.keep));
    let mut count = 0;
    let mut failed = Vec::new();
    for (id, change, keep) in entries.chain(quantities).chain(calques).filter(|(id, ..)| id.starts_with(prefix)) {
        let pairs = change.iter().map(|(before, after)| (before, after)).chain(keep.iter().map(|text| (text, text)));
        for (before, after) in pairs {
            count += 1;
            let mended = mend(engine, id, before);
            if mended != *after {
                failed.push(format!("{id}\n  example: {before}\n  wanted:  {after}\n  got:     {mended}\n"));
            }
            let again = mend(engine, id, &mended);
            if again != mended {
                failed.push(format!("{id}\n  example: {before}\n  a second run changes it again: {again}\n"));
            }
        }
    }
    (count, failed)
}

fn mend(engine: &Engine, id: &str, text: &str) -> String {
    engine.review(&Document::plain(id, text)).mended(text, Applicability::Safe)
}
