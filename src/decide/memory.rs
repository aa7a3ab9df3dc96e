//! Document memory: a sure mention lowers the bar for doubtful ones before and after it.
//!
//! Verdicts feed each other, so they are computed round by round until none changes. Each round only
//! adds confirmations and a confirmation only adds to scores, so the rounds end, and what a mended
//! name will weigh on a second run it already weighs on the first.

use crate::detect::{Candidate, Detection};
use crate::glossary::{EntryId, Termbase};
use std::collections::{BTreeMap, HashMap};

/// What has been confirmed so far.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// For each entry, the first tokens of its mended places, with the wrong form that stood there.
    places: BTreeMap<EntryId, Vec<(usize, String)>>,
    /// For each name as it is written, where it will stand.
    names: HashMap<String, Vec<usize>>,
}

impl Memory {
    /// Remembers that `candidate` becomes `form`.
    pub fn confirm(&mut self, candidate: &Candidate, wrong: &str, form: &str) {
        let at = candidate.tokens.start;
        self.places.entry(candidate.entry).or_default().push((at, wrong.to_lowercase()));
        self.names.entry(form.to_owned()).or_default().push(at);
    }

    /// Where the name `written` will stand.
    #[must_use]
    pub fn places_of(&self, written: &str) -> Vec<usize> {
        self.names.get(written).cloned().unwrap_or_default()
    }

    /// The nearest mended place of `entry` within `reach` of `at`, other than `at`: with the same wrong form
    /// if there is one, and whether it is the same.
    #[must_use]
    pub fn nearest(&self, entry: EntryId, at: usize, wrong: &str, reach: usize) -> Option<(usize, bool)> {
        let wrong = wrong.to_lowercase();
        self.places
            .get(&entry)?
            .iter()
            .filter(|(place, _)| *place != at && place.abs_diff(at) <= reach)
            .map(|(place, text)| (*text != wrong, place.abs_diff(at), *place))
            .min()
            .map(|(other, _, place)| (place, !other))
    }
}

/// The nearest right form of `entry` within `reach` of token `at`, if one stands in the text.
#[must_use]
pub fn standing(detection: &Detection, entry: EntryId, at: usize, reach: usize) -> Option<usize> {
    detection
        .mentions
        .iter()
        .filter(|mention| mention.entry == entry && mention.tokens.start.abs_diff(at) <= reach)
        .map(|mention| mention.tokens.start)
        .min_by_key(|place| place.abs_diff(at))
}

/// True if an entry that silences `entry` stands in the text.
#[must_use]
pub fn silenced<'t>(
    detection: &Detection,
    termbase: &'t Termbase,
    entry: EntryId,
    at: usize,
    reach: usize,
) -> Option<&'t str> {
    let unless = &termbase.entry(entry).unless;
    unless
        .iter()
        .find(|&&other| standing(detection, other, at, reach).is_some())
        .map(|&other| termbase.entry(other).name.as_str())
}
