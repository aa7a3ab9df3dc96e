//! Which names of each line of the source its translation lost.

use super::lexis::Lexis;
use super::source::{Source, Standing, is_acronym, is_coined};
use crate::align::Pair;
use crate::decide::Feature;
use crate::glossary::{EntryId, Termbase};
use crate::lang::Lexicon;
use crate::text::fold::Case;
use crate::text::words::TokenKind;
use std::collections::HashMap;
use std::ops::Range;

/// What the two sides of a document have, and not, of each capitalised word of the source.
#[derive(Debug, Default)]
pub struct Census<'s> {
    /// By word as it is written: in how many lines the translation keeps it, and in how many not.
    counts: HashMap<&'s str, (u32, u32)>,
    /// Pairs with words that the target has less often, and those words.
    pub lost: Vec<(Pair, Range<usize>, Vec<usize>)>,
}

/// At how many places `word` stands in `text`, not as a part of another word.
#[must_use]
pub fn occurrences(text: &str, word: &str) -> usize {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let places = text.match_indices(word);
    places.filter(|(at, _)| edge(text[..*at].chars().next_back()) && edge(text[at + word.len()..].chars().next())).count()
}

impl<'s> Census<'s> {
    /// Counts the capitalised words of `source` in `target`, pair by pair. `put` says what earlier decisions write into
    /// a pair.
    #[must_use]
    pub fn new(source: &Source<'s>, target: &str, pairs: &[Pair], put: &dyn Fn(&Pair) -> Vec<String>) -> Self {
        let mut census = Self::default();
        let reading = &source.reading;
        for pair in pairs {
            let tokens = reading.within(pair.source);
            let (line, origin) = (pair.target.of(target), pair.source.of(reading.text));
            let mut lost = Vec::new();
            let mut written: Option<Vec<String>> = None;
            for at in tokens.clone().filter(|&at| is_candidate(source, at)) {
                let word = reading.word(at);
                let has = |word: &str| occurrences(line, word);
                let short = word.strip_suffix('s').filter(|stem| is_acronym(stem));
                let mut found = has(word) + short.map_or(0, has);
                let wanted = occurrences(origin, word);
                if found < wanted {
                    let written = written.get_or_insert_with(|| put(pair));
                    found += written.iter().map(|form| occurrences(form, word)).sum::<usize>();
                }
                let counts = census.counts.entry(word).or_default();
                if found < wanted {
                    counts.1 += 1;
                    lost.push(at);
                } else {
                    counts.0 += 1;
                }
            }
            if !lost.is_empty() {
                census.lost.push((*pair, tokens, lost));
            }
        }
        census
    }

    /// In how many lines the translation keeps `word`, and in how many not.
    #[must_use]
    pub fn of(&self, word: &str) -> (u32, u32) {
        self.counts.get(word).copied().unwrap_or_default()
    }
}

/// True if token `at` of the source may be a name or part of one.
fn is_candidate(source: &Source<'_>, at: usize) -> bool {
    let reading = &source.reading;
    let (token, word) = (reading.tokens[at], reading.word(at));
    let standing = reading.standings[at];
    if token.kind != TokenKind::Word || standing == Standing::Small || word.chars().count() < 2 {
        return false;
    }
    // "The" at the head of a sentence is no part of a name; inside of one it may be.
    standing > Standing::Weak || !source.lexis.is_some_and(|lexis| lexis.is_common(token.key))
}

/// A name, or the part of one, that a line lost.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its tokens in the source.
    pub tokens: Range<usize>,
    /// What says that it is a name.
    pub evidence: Vec<Feature>,
    /// An entry with this name.
    pub entry: Option<EntryId>,
}

/// Names of glossaries by what stands for them in sources.
pub type Entries = HashMap<String, EntryId>;

/// The names of `termbase`, made ready.
#[must_use]
pub fn entries(termbase: &Termbase) -> Entries {
    let mut entries = HashMap::new();
    for (at, entry) in (0_u32..).zip(&termbase.entries) {
        for form in entry.source_forms.iter().filter(|form| Case::of(form) != Case::Lower) {
            entries.entry(form.clone()).or_insert(EntryId(at));
        }
    }
    entries
}

/// What says that token `at` of the source is a name.
#[must_use]
pub fn evidence(source: &Source<'_>, census: &Census<'_>, lexicon: &Lexicon, at: usize) -> Vec<Feature> {
    let reading = &source.reading;
    let (token, word) = (reading.tokens[at], reading.word(at));
    let writing = source.writing(token.key);
    let mut found = Vec::new();
    let standing = match reading.standings[at] {
        Standing::Inside => Some(Feature::NameInside),
        Standing::Listed => Some(Feature::NameListed),
        Standing::Weak => Some(Feature::NameWeak),
        Standing::Start | Standing::Small => None,
    };
    if is_coined(word) {
        found.push(Feature::NameCoined);
    } else if writing.inside > 0 && writing.small == 0 && standing != Some(Feature::NameInside) {
        found.push(Feature::NameElsewhere);
    } else {
        found.extend(standing);
    }
    if writing.small > 0 && writing.small >= writing.inside && !is_coined(word) {
        found.push(Feature::NameCommon);
    }
    // What is a word of the target's language too is kept for what it means.
    if census.of(word).0 > 0 && !lexicon.contains(&word.to_lowercase()) {
        found.push(Feature::NameKept);
    }
    found
}

/// The names of a pair that may be restored, from its lost words, ascending.
#[must_use]
pub fn units(
    source: &Source<'_>,
    census: &Census<'_>,
    lexicon: &Lexicon,
    entries: &Entries,
    lost: &[usize],
) -> Vec<Unit> {
    /// A longer row of capitals is a title.
    const LONGEST: usize = 7;
    let reading = &source.reading;
    let mut units: Vec<Range<usize>> = Vec::new();
    for &at in lost {
        match units.last_mut() {
            Some(unit) if joins(source, unit.end, at) => unit.end = at + 1,
            _ => units.push(at..at + 1),
        }
    }
    let text = |tokens: &Range<usize>| {
        reading.tokens[tokens.start].span.cover(reading.tokens[tokens.end - 1].span).of(reading.text)
    };
    let exonym = |name: &str| source.lexis.is_some_and(|lexis| lexis.is_exonym(name));
    let unit = |tokens: Range<usize>| {
        let name = text(&tokens);
        let common = |at: usize| source.lexis.is_some_and(|lexis| lexis.is_common(reading.tokens[at].key));
        if tokens.len() > LONGEST || exonym(name) || tokens.clone().all(|at| common(at) || exonym(reading.word(at))) {
            return None;
        }
        let all: Vec<Vec<Feature>> = tokens.clone().map(|at| evidence(source, census, lexicon, at)).collect();
        // The best of its words speaks for it; what speaks against one speaks against all if it has no better.
        let worth = |found: &Vec<Feature>| {
            found.iter().filter(|&&f| f != Feature::NameCommon).count() * 2
                + usize::from(found.contains(&Feature::NameCoined))
                + usize::from(found.contains(&Feature::NameInside))
                - usize::from(found.contains(&Feature::NameCommon))
        };
        let mut found = all.into_iter().max_by_key(|found| worth(found) + 1)?;
        let entry = entries.get(name).copied();
        found.extend(entry.map(|_| Feature::NameEntry));
        // Letters that stand for words have letters of their own in each language.
        let letters = tokens.clone().all(|at| is_acronym(reading.word(at)));
        (!letters || found.contains(&Feature::NameKept) || entry.is_some())
            .then_some(Unit { tokens, evidence: found, entry })
    };
    units.into_iter().filter_map(unit).collect()
}

/// True if the lost word `next` goes on with a name whose last word is right before `end`.
fn joins(source: &Source<'_>, end: usize, next: usize) -> bool {
    const PARTICLES: [&str; 9] = ["of", "the", "&", "de", "del", "la", "los", "las", "-"];
    /// "of the", "de la".
    const MOST: usize = 2;
    let reading = &source.reading;
    let between = reading.tokens[end - 1].span.end()..reading.tokens[next].span.start();
    next - end <= MOST
        && !reading.text[between].contains('\n')
        && (end..next).all(|at| PARTICLES.contains(&reading.word(at)))
        && !source.lexis.is_some_and(Lexis::capitalises_nouns)
}
