//! Runs the examples that glossaries carry.

use crate::document::Document;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::glossary::schema::Status;
use crate::glossary::{Entry, Termbase};

/// An example that a rule carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example<'t> {
    /// Id of its rule.
    pub rule: &'t str,
    /// Its field: "change", "keep" or "silent".
    pub field: &'static str,
    /// Its place there, from one.
    pub number: usize,
    /// The text.
    pub before: &'t str,
    /// What must come out.
    pub after: &'t str,
    /// The lowest tier at which it may come out so.
    pub lowest: Applicability,
}

/// Runs every example of the rules whose id begins with `prefix`. Returns how many were run and a
/// description of each that failed.
///
/// A `change` example must come out so among the safe fixes or, where the entry is on trial or one of its
/// renderings has a lower ceiling, among those of that tier, which is all that they may do; of an entry
/// that is off none is run. A `keep` example must stay among the safe fixes, whatever the ceiling: it says
/// what is not touched unasked, and what is only suggested is for a reader to judge. A `silent` example must
/// stay among the suggested ones too. All must stay as they came out on a second run.
#[must_use]
pub fn examples(engine: &Engine, prefix: &str) -> (usize, Vec<String>) {
    let wanted: Vec<Example<'_>> =
        all(engine.termbase()).into_iter().filter(|example| example.rule.starts_with(prefix)).collect();
    let failed = wanted.iter().filter_map(|example| failure(engine, example)).collect();
    (wanted.len(), failed)
}

/// The examples of all rules, in the order of the rules.
pub(super) fn all(termbase: &Termbase) -> Vec<Example<'_>> {
    let entries = termbase.entries.iter().map(|entry| {
        let change = if entry.status == Status::Off { &[][..] } else { &entry.change };
        (&entry.id, change, [&entry.keep, &entry.silent], lowest(entry))
    });
    let quantities = termbase.quantities.iter().map(|quantity| {
        let table = &quantity.table;
        (&quantity.id, table.change.as_slice(), [&table.keep, &table.silent], Applicability::Safe)
    });
    let calques = termbase.calques.iter().map(|rule| {
        let change = if rule.status == Status::Off { &[][..] } else { &rule.change };
        (&rule.id, change, [&rule.keep, &rule.silent], rule.ceiling.min(rule.status.ceiling()))
    });
    let mut all = Vec::new();
    for (rule, change, [keep, silent], lowest) in entries.chain(quantities).chain(calques) {
        let mut add = |field, number, before, after, lowest| {
            all.push(Example { rule, field, number, before, after, lowest });
        };
        for (number, (before, after)) in (1..).zip(change) {
            add("change", number, before, after, lowest);
        }
        for (number, text) in (1..).zip(keep) {
            add("keep", number, text, text, Applicability::Safe);
        }
        for (number, text) in (1..).zip(silent) {
            add("silent", number, text, text, Applicability::Suggested);
        }
    }
    all
}

/// The lowest tier that the fixes of `entry` may come out at by its own word.
fn lowest(entry: &Entry) -> Applicability {
    entry.renderings.iter().map(|rendering| rendering.ceiling).fold(entry.status.ceiling(), Applicability::min)
}

/// What is wrong with an example, which may hold at any tier from safe down to its lowest.
pub(super) fn failure(engine: &Engine, example: &Example<'_>) -> Option<String> {
    let Example { rule, before, after, lowest, .. } = *example;
    let review = engine.review(&Document::plain(rule, before));
    let tiers = [Applicability::Safe, Applicability::Suggested, Applicability::Reported];
    // What changes may come out at any of the tiers; what stays has to at the lowest one.
    let allowed = tiers.into_iter().filter(|&tier| if before == after { tier == lowest } else { tier >= lowest });
    let held = allowed.into_iter().find(|&tier| review.mended(before, tier) == after);
    let Some(tier) = held else {
        let mended = review.mended(before, lowest);
        return Some(format!("{rule}\n  example: {before}\n  wanted:  {after}\n  got:     {mended}\n"));
    };
    if before == after {
        return None;
    }
    let again = engine.review(&Document::plain(rule, after)).mended(after, tier);
    (again != after).then(|| format!("{rule}\n  example: {before}\n  a second run changes it again: {again}\n"))
}
