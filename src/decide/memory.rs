//! Document memory: a sure mention lowers the bar for doubtful ones before and after it.
//!
//! What a mended name will weigh on a second run it already weighs on the first.

use super::verdict::Decision;
use crate::detect::{Detection, nearest};
use crate::document::Document;
use crate::glossary::{EntryId, Termbase};
use crate::text::fold::Case;
use std::collections::HashMap;

/// What has been confirmed so far. Places are first tokens, ascending.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Mended places of each entry.
    entries: HashMap<EntryId, Vec<usize>>,
    /// Mended places of each entry by the wrong form that stood there.
    wrong: HashMap<(EntryId, String), Vec<usize>>,
    /// For each name as it is written, where it will stand.
    names: HashMap<String, Vec<usize>>,
}

/// How many words before a mended name may be the beginning of a longer one.
const COMPLETED: usize = 2;

fn insert(places: &mut Vec<usize>, at: usize) {
    let index = places.partition_point(|&place| place < at);
    places.insert(index, at);
}

/// The nearest of `places` other than `at` itself.
fn nearest_other(places: &[usize], at: usize, reach: usize) -> Option<usize> {
    let own = places.partition_point(|&place| place < at);
    let (before, after) = (&places[..own], &places[places.partition_point(|&place| place <= at)..]);
    let sides = [nearest(before, at, reach), nearest(after, at, reach)];
    sides.into_iter().flatten().min_by_key(|place| place.abs_diff(at))
}

impl Memory {
    /// Remembers that the place of `decision`, which is one of `document`, is mended.
    pub fn confirm(&mut self, decision: &Decision, document: &Document) {
        let (candidate, form) = (&decision.candidate, &decision.target.form);
        let wrong = candidate.span.of(&document.text);
        let at = candidate.tokens.start;
        insert(self.entries.entry(candidate.entry).or_default(), at);
        let wrong = wrong.to_lowercase();
        // "Tim Cuisinier" mended, "Cuisinier" is the same wrong form.
        if let Some((_, last)) = wrong.rsplit_once(' ') {
            insert(self.wrong.entry((candidate.entry, last.to_owned())).or_default(), at);
        }
        insert(self.wrong.entry((candidate.entry, wrong)).or_default(), at);
        insert(self.names.entry(form.clone()).or_default(), at);
        // A mended surname completes the name that the given names before it begin ("Tim Cook").
        let mut longer = form.clone();
        let line = document.text[..candidate.span.start()].rsplit('\n').next().unwrap_or_default();
        let words = line.split_whitespace().rev().take(COMPLETED);
        let bare = words.map(|word| word.rsplit(['\'', '’', '«', '“', '"', '(']).next().unwrap_or(word));
        for given in bare.take_while(|word| Case::is_capitalised(word)) {
            longer = [given, " ", &longer].concat();
            insert(self.names.entry(longer.clone()).or_default(), at);
        }
    }

    /// Where the name `written` will stand, ascending.
    #[must_use]
    pub fn places_of(&self, written: &str) -> &[usize] {
        self.names.get(written).map_or(&[], Vec::as_slice)
    }

    /// Mended places of `entry`, ascending.
    #[must_use]
    pub fn places(&self, entry: EntryId) -> &[usize] {
        self.entries.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// Place among its `unless` and name of an entry that silences `entry` and is mended within `reach` of `at`.
    #[must_use]
    pub fn silencer<'t>(
        &self,
        termbase: &'t Termbase,
        entry: EntryId,
        at: usize,
        reach: usize,
    ) -> Option<(usize, &'t str)> {
        silencer(termbase, entry, |other| nearest(self.places(other), at, reach).is_some())
    }

    /// The nearest mended place of `entry` within `reach` of `at`, other than `at`: with the same wrong form
    /// if there is one, and whether it is the same.
    #[must_use]
    pub fn nearest(&self, entry: EntryId, at: usize, wrong: &str, reach: usize) -> Option<(usize, bool)> {
        let all = self.entries.get(&entry)?;
        let same = self.wrong.get(&(entry, wrong.to_lowercase())).and_then(|places| nearest_other(places, at, reach));
        same.map(|place| (place, true)).or_else(|| nearest_other(all, at, reach).map(|place| (place, false)))
    }
}

/// The name of an entry that silences `entry` and stands in the text.
#[must_use]
pub fn silenced<'t>(
    detection: &Detection,
    termbase: &'t Termbase,
    entry: EntryId,
    at: usize,
    reach: usize,
) -> Option<(usize, &'t str)> {
    silencer(termbase, entry, |other| detection.nearest_mention(other, at, reach).is_some())
}

fn silencer(termbase: &Termbase, entry: EntryId, is_there: impl Fn(EntryId) -> bool) -> Option<(usize, &str)> {
    let (item, other) = termbase.entry(entry).unless.iter().enumerate().find(|&(_, &other)| is_there(other))?;
    Some((item, termbase.entry(*other).name.as_str()))
}
