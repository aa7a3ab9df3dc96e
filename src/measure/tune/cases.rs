//! Labelled places: from the examples that glossaries carry, and from good text spoiled on purpose.

use super::corrupt::{Manner, corrupt};
use super::fit::{Bound, Case};
use crate::decide::weights::{SAFE, Weights};
use crate::decide::{Decision, Feature};
use crate::document::Document;
use crate::edit::{Applicability, Edit, SourceMap};
use crate::engine::Engine;
use crate::glossary::schema::Status;
use crate::glossary::{Class, Entry, EntryId, Rendering};
use crate::measure::eval::count_name;
use crate::text::Span;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeMap;

/// A labelled place with what a fit does not read.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// What the fit reads.
    pub case: Case,
    /// True if nothing that the verdict asks for lacks, so that the score alone decides.
    pub decided: bool,
    /// True if it stands in an example of a glossary, which binds the fit and teaches it nothing: examples are
    /// written to show a border and say nothing of how often it is met.
    pub example: bool,
}

/// What one mention of a name counts: engines keep most names, so a wrong form in a text is rarer than its words
/// in their own sense.
const MISTRANSLATED: f64 = 0.1;

/// Entries of one text that are spoiled by themselves, the others right; more show nothing new.
const ALONE: usize = 3;

/// A small hash that is the same everywhere (FNV-1a, Fowler, Noll and Vo).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What is seen of `decision`; `None` if a veto settles it, which no weight can change.
fn case(decision: &Decision, weights: &Weights, name: bool, count: f64) -> Option<Case> {
    let mut case = Case { seen: Vec::new(), fixed: 0.0, name, count, bound: None };
    for evidence in &decision.evidence {
        let weight = f64::from(evidence.weight?);
        let table = f64::from(weights.of(evidence.feature));
        if evidence.own {
            case.fixed += weight;
        } else if evidence.feature.is_weighed() {
            // Cues that a cap cuts short count for a part, a typing error for each letter.
            let times = if table == 0.0 { 1.0 } else { weight / table };
            case.seen.push((evidence.feature, times));
        }
    }
    Some(case)
}

fn labelled(decision: &Decision, weights: &Weights, name: bool, count: f64) -> Option<Labelled> {
    let lacks = decision.evidence.iter().any(|evidence| evidence.feature.kind() == "lack");
    let case = case(decision, weights, name, count)?;
    Some(Labelled { case, decided: !lacks, example: false })
}

/// The places of all examples: what a `change` example mends is a name, everything else in it and all of a
/// `keep` example is not.
#[must_use]
pub fn of_examples(engine: &Engine) -> Vec<Labelled> {
    let mut found = Vec::new();
    for entry in engine.termbase().entries.iter().filter(|entry| entry.status == Status::On) {
        let change = entry.change.iter().map(|(before, after)| (before.as_str(), after.as_str()));
        let keep = entry.keep.iter().map(|text| (text.as_str(), text.as_str()));
        for (before, after) in change.chain(keep) {
            let review = engine.review(&Document::plain("", before));
            let changed = changed(before, after);
            let right = |decision: &Decision| {
                let form = &decision.target.form;
                count_name(form, after) > count_name(form, before)
                    && changed.iter().any(|span| span.overlaps(decision.candidate.span))
            };
            found.extend(review.decisions.iter().filter_map(|decision| {
                let name = right(decision);
                let mut labelled = labelled(decision, engine.table(), name, 0.0)?;
                labelled.example = true;
                labelled.case.bound = match decision.applicability {
                    Applicability::Safe if name => Some(Bound::AtLeast(f64::from(SAFE))),
                    Applicability::Suggested if !name && labelled.decided => Some(Bound::Below(f64::from(SAFE))),
                    _ => None,
                };
                Some(labelled)
            }));
        }
    }
    found
}

/// The bytes of `before` that are other in `after`.
fn changed(before: &str, after: &str) -> Vec<Span> {
    let diff = TextDiff::from_words(before, after);
    let (mut at, mut spans) = (0, Vec::new());
    for change in diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Insert) {
        let end = at + change.value().len();
        if change.tag() == ChangeTag::Delete {
            spans.push(Span::new(at, end));
        }
        at = end;
    }
    spans
}

/// The places of `document`, which is good text: the native words are none of the names that they could stand
/// for; and where an entry's name stands, one of its wrong forms is put, all names at once and a few alone.
#[must_use]
pub fn of_text(engine: &Engine, document: &Document) -> Vec<Labelled> {
    let mut found = Vec::new();
    let review = engine.review(document);
    if review.foreign.is_some() {
        return found;
    }
    // A name in another spelling is a slip in good text too, and so are words that mean nothing else.
    let slip = |d: &&Decision| {
        let slipped = |feature: Feature| matches!(feature, Feature::Sure | Feature::Drift);
        d.evidence.iter().any(|evidence| slipped(evidence.feature))
            || d.candidate.span.of(&document.text) == d.target.form
    };
    let words = review.decisions.iter().filter(|d| !slip(d));
    found.extend(words.filter_map(|d| labelled(d, engine.table(), false, 1.0)));
    let mut mentions: BTreeMap<EntryId, Vec<Span>> = BTreeMap::new();
    for (entry, span) in engine.mentions(document) {
        mentions.entry(entry).or_default().push(span);
    }
    let sets: Vec<Vec<EntryId>> = std::iter::once(mentions.keys().copied().collect())
        .chain(mentions.keys().take(ALONE).map(|&entry| vec![entry]))
        .collect();
    // With one entry the first set is the second.
    let sets = if mentions.len() == 1 { &sets[..1] } else { &sets[..] };
    for set in sets.iter().filter(|set| !set.is_empty()) {
        let count = MISTRANSLATED / f64::from(u32::try_from(sets.len()).unwrap_or(u32::MAX));
        found.extend(spoiled(engine, document, set.iter().map(|entry| (*entry, mentions[entry].as_slice())), count));
    }
    found
}

/// The places of `document` once the `mentions` of some entries are spoiled.
fn spoiled<'m>(
    engine: &Engine,
    document: &Document,
    mentions: impl Iterator<Item = (EntryId, &'m [Span])>,
    count: f64,
) -> Vec<Labelled> {
    let termbase = engine.termbase();
    let mut edits: Vec<(Edit, EntryId)> = Vec::new();
    for (id, spans) in mentions {
        let entry = termbase.entry(id);
        // One engine writes one thing throughout a text, sometimes with its article and sometimes bare.
        let Some(rendering) = choose(entry, hash(&document.text)) else { continue };
        for &span in spans {
            let bare = hash(&document.text[span.start()..]) % 5 < 2;
            let manner = if bare { Manner::Bare } else { Manner::Noun };
            let edit = corrupt(document, termbase.language, entry, span, rendering, manner);
            edits.extend(edit.map(|edit| (edit, id)));
        }
    }
    edits.sort_by_key(|(edit, _)| edit.span);
    edits.dedup_by(|next, kept| kept.0.span.overlaps(next.0.span) || kept.0.span.end() > next.0.span.start());
    let only: Vec<&Edit> = edits.iter().map(|(edit, _)| edit).collect();
    let map = SourceMap::new(&only);
    let spoiled = document.mended(&only);
    let review = engine.review(&spoiled);
    let places: Vec<(Span, EntryId)> = edits
        .iter()
        .map(|(edit, entry)| {
            let end = map.forward(edit.span.end());
            (Span::new(end - edit.text.len(), end), *entry)
        })
        .collect();
    let decisions = review.decisions.iter();
    decisions
        .filter_map(|decision| {
            // What another entry makes of the place is right or wrong with it: "Ruby" of "Ruby on Rails".
            let own = |(span, entry): &&(Span, EntryId)| {
                span.overlaps(decision.candidate.span) && *entry == decision.candidate.entry
            };
            places.iter().find(own)?;
            labelled(decision, engine.table(), true, count)
        })
        .collect()
}

/// One of the wrong forms of `entry` that is words, by `seed`.
fn choose(entry: &Entry, seed: u64) -> Option<&Rendering> {
    let fits = |rendering: &&Rendering| rendering.pattern.is_none() && rendering.class != Class::Drift;
    let all: Vec<&Rendering> = entry.renderings.iter().filter(fits).collect();
    let at = usize::try_from(seed % (all.len().max(1) as u64)).unwrap_or(0);
    all.get(at).copied()
}
