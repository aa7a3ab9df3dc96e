//! Runs the examples that glossaries carry.

use crate::document::Document;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::glossary::Entry;
use crate::glossary::schema::Status;

/// Runs every example of the rules whose id begins with `prefix`. Returns how many were run and a
/// description of each that failed.
///
/// A `change` example must come out so among the safe fixes or, where the entry is on trial or one of its
/// renderings has a lower ceiling, among those of that tier, which is all that they may do; of an entry
/// that is off none is run. A `keep` example must stay among the safe fixes, whatever the ceiling: it says
/// what is not touched unasked, and what is only suggested is for a reader to judge. Both must stay as they
/// came out on a second run.
#[must_use]
pub fn examples(engine: &Engine, prefix: &str) -> (usize, Vec<String>) {
    let termbase = engine.termbase();
    let entries = termbase.entries.iter().map(|entry| {
        let change = if entry.status == Status::Off { &[][..] } else { &entry.change };
        (&entry.id, change, &entry.keep, lowest(entry))
    });
    let quantities =
        termbase.quantities.iter().map(|q| (&q.id, q.table.change.as_slice(), &q.table.keep, Applicability::Safe));
    let calques = termbase.calques.iter().map(|rule| {
        let change = if rule.status == Status::Off { &[][..] } else { &rule.change };
        (&rule.id, change, &rule.keep, rule.ceiling.min(rule.status.ceiling()))
    });
    let mut count = 0;
    let mut failed = Vec::new();
    for (id, change, keep, lowest) in entries.chain(quantities).chain(calques).filter(|(id, ..)| id.starts_with(prefix))
    {
        let change = change.iter().map(|(before, after)| (before, after, lowest));
        let keep = keep.iter().map(|text| (text, text, Applicability::Safe));
        for (before, after, lowest) in change.chain(keep) {
            count += 1;
            failed.extend(failure(engine, id, before, after, lowest));
        }
    }
    (count, failed)
}

/// The lowest tier that the fixes of `entry` may come out at by its own word.
fn lowest(entry: &Entry) -> Applicability {
    entry.renderings.iter().map(|rendering| rendering.ceiling).fold(entry.status.ceiling(), Applicability::min)
}

/// What is wrong with an example, which may hold at any tier from safe down to `lowest`.
fn failure(engine: &Engine, id: &str, before: &str, after: &str, lowest: Applicability) -> Option<String> {
    let tiers = [Applicability::Safe, Applicability::Suggested, Applicability::Reported];
    let held = tiers.into_iter().filter(|&tier| tier >= lowest).find(|&tier| mend(engine, id, before, tier) == after);
    let Some(tier) = held else {
        let mended = mend(engine, id, before, lowest);
        return Some(format!("{id}\n  example: {before}\n  wanted:  {after}\n  got:     {mended}\n"));
    };
    let again = mend(engine, id, after, tier);
    (again != after).then(|| format!("{id}\n  example: {before}\n  a second run changes it again: {again}\n"))
}

fn mend(engine: &Engine, id: &str, text: &str, tier: Applicability) -> String {
    engine.review(&Document::plain(id, text)).mended(text, tier)
}
