//! What stands for a name in one translation: the words that are aligned with its words, as one phrase.

use super::corpus::{Corpus, Word};
use super::names::Name;
use super::{Groups, Place};
use crate::lang::Language;
use std::collections::{BTreeMap, HashMap};

/// Marks that no rendering holds.
const MARKS: [char; 15] = ['`', '|', '\n', '.', ':', ';', '?', '!', '(', ')', '*', '"', '«', '»', ','];

/// What stands for a name at one of its places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The name.
    Kept,
    /// Words of the translation: the first, and the one behind the last.
    Phrase(usize, usize),
    /// Nothing that could be told.
    Unknown,
}

/// A corpus with its alignment.
pub(super) struct Phrases<'c> {
    pub corpus: &'c Corpus,
    /// For each pair, the words of source and translation that go together.
    pub links: &'c [Vec<(u8, u8)>],
    /// The language of the translations.
    pub language: &'c dyn Language,
}

impl Phrases<'_> {
    /// What stands for each of `names` at each of its places.
    pub(super) fn of(&self, names: &[Name]) -> Vec<Vec<Standing>> {
        names.iter().map(|name| self.of_name(name)).collect()
    }

    /// `groups` with what the alignment missed: where most places of a phrase have one and the same word beside it that
    /// nothing of the source is aligned with, articles and prepositions between, that word belongs to it. Only groups
    /// of at least `least` places show that.
    pub(super) fn extended(&self, groups: Groups, least: usize) -> Groups {
        /// "espace de travail Google": a word on either side, and one more.
        const STEPS: usize = 3;
        let mut groups = groups;
        for _ in 0..STEPS {
            let mut next = Groups::new();
            for (ids, places) in groups {
                let mut wider: BTreeMap<Vec<u32>, Vec<Place>> = BTreeMap::new();
                for place in
                    places.iter().flat_map(|&place| [self.beside(place, true), self.beside(place, false)]).flatten()
                {
                    wider.entry(self.ids(place)).or_default().push(place);
                }
                let best = wider.into_iter().max_by_key(|(ids, found)| (found.len(), std::cmp::Reverse(ids.clone())));
                let best = best.filter(|(_, found)| places.len() >= least && found.len() * 4 >= places.len() * 3);
                let Some((wide, found)) = best else {
                    next.entry(ids).or_default().extend(places);
                    continue;
                };
                let moved = |place: &Place| {
                    found
                        .iter()
                        .any(|wide| wide.pair == place.pair && wide.start <= place.start && place.end <= wide.end)
                };
                let rest: Vec<Place> = places.into_iter().filter(|place| !moved(place)).collect();
                next.entry(wide).or_default().extend(found);
                if !rest.is_empty() {
                    next.entry(ids).or_default().extend(rest);
                }
            }
            groups = next;
        }
        for places in groups.values_mut() {
            places.sort_unstable_by_key(|place| (place.pair, place.start));
        }
        groups
    }

    fn ids(&self, place: Place) -> Vec<u32> {
        self.corpus.pair(place.pair)[1][place.start..place.end].iter().map(|word| word.id).collect()
    }

    /// `place` with the next word on one side that is no article or preposition, if nothing is aligned with it.
    fn beside(&self, place: Place, left: bool) -> Option<Place> {
        let words = self.corpus.pair(place.pair)[1];
        let small = |&at: &usize| self.is_small(self.corpus.target.of(words[at]));
        let at = if left {
            (0..place.start).rev().find(|at| !small(at))
        } else {
            (place.end..words.len()).find(|at| !small(at))
        }?;
        let alone = !self.links[place.pair].iter().any(|&(_, target)| usize::from(target) == at);
        let wide = Place { start: place.start.min(at), end: place.end.max(at + 1), ..place };
        let near = wide.end - wide.start - (place.end - place.start) <= 3;
        let text = self.corpus.target.cover(&words[wide.start..wide.end]);
        (alone && near && !text.contains(MARKS)).then_some(wide)
    }

    fn of_name(&self, name: &Name) -> Vec<Standing> {
        let mut standing = vec![Standing::Unknown; name.places.len()];
        let mut by_pair: Vec<(usize, Vec<usize>)> = Vec::new();
        for (at, &(pair, _, _)) in name.places.iter().enumerate() {
            match by_pair.last_mut() {
                Some((last, places)) if *last == pair => places.push(at),
                _ => by_pair.push((pair, vec![at])),
            }
        }
        for (pair, places) in by_pair {
            // The name where the translation has it: first for the place that is aligned with it, then for the others.
            let (_, start, end) = name.places[places[0]];
            let mut own = self.written(pair, start, end);
            let mut left = Vec::new();
            for at in places {
                let (_, start, end) = name.places[at];
                standing[at] =
                    self.aligned(pair, start, end).map_or(Standing::Unknown, |(s, e)| Standing::Phrase(s, e));
                let touched =
                    |&(from, to): &(usize, usize)| matches!(standing[at], Standing::Phrase(s, e) if from < e && s < to);
                if let Some(found) = own.iter().position(touched) {
                    own.remove(found);
                    standing[at] = Standing::Kept;
                } else {
                    left.push(at);
                }
            }
            left.into_iter().zip(own).for_each(|(at, _)| standing[at] = Standing::Kept);
        }
        standing
    }

    /// Where the words of a source stand in its translation as they are, case aside.
    fn written(&self, pair: usize, start: usize, end: usize) -> Vec<(usize, usize)> {
        let [source, target] = self.corpus.pair(pair);
        let number = |&word: &Word| self.corpus.target.number(&self.corpus.source.of(word).to_lowercase());
        let Some(ids) = source[start..end].iter().map(number).collect::<Option<Vec<u32>>>() else { return Vec::new() };
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, words) in target.windows(ids.len()).enumerate() {
            if words.iter().map(|word| word.id).eq(ids.iter().copied()) && found.last().is_none_or(|last| last.1 <= at)
            {
                found.push((at, at + ids.len()));
            }
        }
        found
    }

    /// The phrase that is aligned with the words from `start` to `end` of a source, and with no other word of it.
    fn aligned(&self, pair: usize, start: usize, end: usize) -> Option<(usize, usize)> {
        let target = self.corpus.pair(pair)[1];
        let inside = |source: u8| (start..end).contains(&usize::from(source));
        let links = &self.links[pair];
        let own = || links.iter().filter(|&&(source, _)| inside(source)).map(|&(_, target)| usize::from(target));
        let (mut first, mut last) = (own().min()?, own().max()?);
        let text = |at: usize| self.corpus.target.of(target[at]);
        let small = |at: usize| self.is_small(text(at));
        while first < last && small(first) {
            first += 1;
        }
        while first < last && small(last) {
            last -= 1;
        }
        let mut others: HashMap<usize, bool> = HashMap::new();
        for &(source, target) in links {
            *others.entry(usize::from(target)).or_default() |= !inside(source);
        }
        // An article or a preposition inside may be aligned with another word: they go with whatever stands beside them.
        let strange = (first..=last).any(|at| others.get(&at) == Some(&true) && !small(at));
        let whole = self.corpus.target.cover(&target[first..=last]);
        // A phrase of more words than this for a name is an alignment that went astray.
        let long = last - first + 1 > 2 * (end - start) + 2;
        (!strange && !small(first) && !long && !whole.contains(MARKS)).then_some((first, last + 1))
    }

    /// True for an article, a preposition or what is left of one: no rendering begins or ends with them.
    fn is_small(&self, word: &str) -> bool {
        word.ends_with(['\'', '’']) || self.language.determiner(word).is_some() || self.language.is_preposition(word)
    }
}
