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
    /// The same for words in a row that have capitals, none of them before or after.
    rows: HashMap<&'s str, (u32, u32)>,
    /// How many capitals inside sentences the translation keeps, and how many not.
    inside: (u32, u32),
    /// Pairs with words that the target has less often, and those words.
    pub lost: Vec<(Pair, Range<usize>, Vec<usize>)>,
}

/// At how many places `word` stands in `text`, not as a part of another word.
#[must_use]
pub fn occurrences(text: &str, word: &str) -> usize {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let places = text.match_indices(word);
    places
        .filter(|(at, _)| edge(text[..*at].chars().next_back()) && edge(text[at + word.len()..].chars().next()))
        .count()
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
                // "Larks", "APIs": French leaves the plural's letter out, or the name's.
                let short = word.strip_suffix('s').filter(|stem| stem.len() > 2 || is_coined(word));
                let mut found = has(word) + short.map_or(0, has);
                let wanted = occurrences(origin, word);
                if found < wanted {
                    let written = written.get_or_insert_with(|| put(pair));
                    found += written.iter().map(|form| occurrences(form, word)).sum::<usize>();
                }
                let counts = census.counts.entry(word).or_default();
                let inside = reading.standings[at] == Standing::Inside
                    && !source
                        .lexis
                        .is_some_and(|lexis| lexis.is_exonym(word) || lexis.is_common(reading.tokens[at].key));
                if found < wanted {
                    counts.1 += 1;
                    census.inside.1 += u32::from(inside);
                    lost.push(at);
                } else {
                    counts.0 += 1;
                    census.inside.0 += u32::from(inside);
                }
            }
            let mut at = tokens.start;
            while at < tokens.end {
                let row = row(source, at, &tokens);
                if row.len() > 1 || is_candidate(source, at) {
                    let text = text(source, &row);
                    let kept = row.clone().all(|at| !lost.contains(&at)) && (row.len() == 1 || line.contains(text));
                    let counts = census.rows.entry(text).or_default();
                    counts.0 += u32::from(kept);
                    counts.1 += u32::from(!kept);
                }
                at = row.end;
            }
            if !lost.is_empty() {
                census.lost.push((*pair, tokens, lost));
            }
        }
        census
    }

    /// In how many lines the translation keeps the capitalised words in a row around `tokens` of `source`, and in how
    /// many not.
    #[must_use]
    pub fn row(&self, source: &Source<'_>, tokens: &Range<usize>) -> (u32, u32) {
        let of = |row: &Range<usize>| self.rows.get(text(source, row)).copied().unwrap_or_default();
        of(tokens).max(of(&around(source, tokens)))
    }

    /// True if the translation keeps three capitals of five and more inside sentences: what it translates is then a word
    /// to it more often than not, and no name.
    #[must_use]
    pub fn is_faithful(&self) -> bool {
        /// Fewer capitals say nothing.
        const ENOUGH: u32 = 12;
        let (kept, lost) = self.inside;
        kept + lost >= ENOUGH && 2 * kept >= 3 * lost
    }

    /// In how many lines the translation keeps `word`, and in how many not.
    #[must_use]
    pub fn of(&self, word: &str) -> (u32, u32) {
        self.counts.get(word).copied().unwrap_or_default()
    }
}

/// The capitalised words in a row around `tokens`.
#[must_use]
pub fn around(source: &Source<'_>, tokens: &Range<usize>) -> Range<usize> {
    let (mut first, mut end) = (tokens.start, tokens.end);
    while first > 0 && follows(source, first) {
        first -= 1;
    }
    while end < source.reading.tokens.len() && follows(source, end) {
        end += 1;
    }
    first..end
}

/// True if tokens `at` and the one before it are capitalised words with nothing but a blank between them.
fn follows(source: &Source<'_>, at: usize) -> bool {
    let reading = &source.reading;
    let capital = |at: usize| reading.standings[at] != Standing::Small;
    at > 0
        && capital(at)
        && capital(at - 1)
        && &reading.text[reading.tokens[at - 1].span.end()..reading.tokens[at].span.start()] == " "
}

/// The capitalised words in a row from token `first` on; at least one token.
fn row(source: &Source<'_>, first: usize, within: &Range<usize>) -> Range<usize> {
    let mut end = first + 1;
    while end < within.end && follows(source, end) {
        end += 1;
    }
    first..end
}

fn text<'s>(source: &Source<'s>, tokens: &Range<usize>) -> &'s str {
    let reading = &source.reading;
    reading.tokens[tokens.start].span.cover(reading.tokens[tokens.end - 1].span).of(reading.text)
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
    /// True if French writes it in its own way, unless it is part of a longer name.
    pub exonym: bool,
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
fn evidence(source: &Source<'_>, census: &Census<'_>, lexicon: &Lexicon, at: usize) -> Vec<Feature> {
    let reading = &source.reading;
    let (token, word) = (reading.tokens[at], reading.word(at));
    let writing = source.writing(token.key);
    let mut found = Vec::new();
    let standing = match reading.standings[at] {
        Standing::Inside => Some(Feature::NameInside),
        Standing::Listed if is_listed_with_names(source, census, lexicon, at) => Some(Feature::NameListed),
        Standing::Listed | Standing::Weak => Some(Feature::NameWeak),
        Standing::Start | Standing::Small => None,
    };
    // A common word begins many a sentence, and seldom is a name inside of one.
    let elsewhere = writing.inside > 0 && writing.small == 0 && writing.inside * 2 >= writing.start;
    if is_coined(word) {
        found.push(Feature::NameCoined);
    } else if elsewhere && standing != Some(Feature::NameInside) {
        found.push(Feature::NameElsewhere);
    } else {
        found.extend(standing);
    }
    if writing.small > 0 && writing.small * 2 >= writing.inside && !is_coined(word) {
        found.push(Feature::NameCommon);
    }
    found
}

/// True if a name that the translation keeps stands in the list of token `at`.
fn is_listed_with_names(source: &Source<'_>, census: &Census<'_>, lexicon: &Lexicon, at: usize) -> bool {
    /// How far the list is read either way, in tokens.
    const REACH: usize = 16;
    let reading = &source.reading;
    let names = |other: usize| {
        let word = reading.word(other);
        reading.standings[other] == Standing::Listed
            && census.of(word).0 > 0
            && word.chars().count() > 1
            && !lexicon.contains(&word.to_lowercase())
    };
    let ends = |other: &usize| !matches!(reading.word(*other), "|" | "." | "#");
    let after = (at + 1..reading.tokens.len().min(at + REACH)).take_while(ends);
    let before = (at.saturating_sub(REACH)..at).rev().take_while(ends);
    after.chain(before).any(names)
}

/// The names of a pair that may be restored, from its lost words, ascending. `is_head` says of a token whether it is a
/// capitalised word that was rightly translated.
#[must_use]
pub fn units(
    source: &Source<'_>,
    census: &Census<'_>,
    lexicon: &Lexicon,
    entries: &Entries,
    lost: &[usize],
    is_head: &dyn Fn(usize) -> bool,
) -> Vec<Unit> {
    /// A longer row of capitals is a title.
    const LONGEST: usize = 7;
    let reading = &source.reading;
    let mut units: Vec<Range<usize>> = Vec::new();
    for &at in lost {
        match units.last_mut() {
            Some(unit) if joins(source, unit.end, at) || (unit.end..=at).all(|at| follows(source, at)) => {
                unit.end = at + 1;
            }
            _ => units.push(at..at + 1),
        }
    }
    let exonym = |name: &str| source.lexis.is_some_and(|lexis| lexis.is_exonym(name));
    let unit = |mut tokens: Range<usize>| {
        // "Lawyer Lark said": what begins the sentence is written as names are, and is no part of this one.
        let own = |at: usize| !evidence(source, census, lexicon, at).is_empty();
        while tokens.len() > 1
            && reading.standings[tokens.start] == Standing::Start
            && reading.standings[tokens.end - 1] == Standing::Inside
            && !own(tokens.start)
        {
            tokens.start += 1;
            while reading.standings[tokens.start] == Standing::Small {
                tokens.start += 1;
            }
        }
        let name = text(source, &tokens);
        let article = |at: usize| ARTICLES.contains(&reading.word(at).to_lowercase().as_str());
        let common = |at: usize| source.lexis.is_some_and(|lexis| lexis.is_common(reading.tokens[at].key));
        let said = |at: usize| article(at) || tokens.len() > 1 && (exonym(reading.word(at)) || common(at));
        if tokens.len() > LONGEST || tokens.clone().all(said) {
            return None;
        }
        let all: Vec<Vec<Feature>> = tokens
            .clone()
            .filter(|&at| reading.standings[at] != Standing::Small)
            .map(|at| evidence(source, census, lexicon, at))
            .collect();
        let every = |feature: Feature| all.iter().all(|found| found.contains(&feature));
        let any = |feature: Feature| all.iter().any(|found| found.contains(&feature));
        let mut found = Vec::new();
        // One word that can only be a name makes the others one; what is said of one elsewhere is said of it alone.
        let best = [Feature::NameCoined, Feature::NameInside].into_iter().find(|&feature| any(feature));
        let best = best.or_else(|| {
            let rest = [Feature::NameElsewhere, Feature::NameListed, Feature::NameWeak];
            rest.into_iter().find(|&feature| every(feature))
        });
        found.extend(best);
        // What is a word of the target's language too is kept for what it means.
        let (kept, gone) = census.row(source, &tokens);
        let own = kept > 0 && kept >= gone && !lexicon.contains(&name.to_lowercase());
        found.extend(own.then_some(Feature::NameKept));
        found.extend((own && kept > gone * 3).then_some(Feature::NameUsual));
        let entry = entries.get(name).copied();
        // Of what nothing says that it is a name there is nothing to look for.
        if found.is_empty() && entry.is_none() {
            return None;
        }
        // At the head of a sentence a name that is a word too may be that word: the glossary's own rules know more.
        found.extend(entry.filter(|_| best.is_some()).map(|_| Feature::NameEntry));
        found.extend(Some(Feature::NameCommon).filter(|_| every(Feature::NameCommon)));
        let proved = [Feature::NameKept, Feature::NameCoined, Feature::NameEntry];
        let bare = proved.iter().all(|feature| !found.contains(feature));
        found.extend((bare && census.is_faithful()).then_some(Feature::NameFaithful));
        found.extend(complement(source, tokens.start, is_head).then_some(Feature::NameComplement));
        // Letters that stand for words have letters of their own in each language.
        let letters = tokens.clone().all(|at| is_acronym(reading.word(at)));
        (!letters || found.contains(&Feature::NameKept) || entry.is_some()).then_some(Unit {
            exonym: exonym(name) || exonym(text(source, &around(source, &tokens))),
            tokens,
            evidence: found,
            entry,
        })
    };
    units.into_iter().filter_map(unit).collect()
}

/// Articles of the languages of sources.
pub const ARTICLES: [&str; 22] = [
    "the", "el", "la", "los", "las", "del", "al", "il", "lo", "i", "gli", "le", "o", "os", "as", "do", "da", "der",
    "die", "das", "den", "dem",
];

/// Small words inside names.
const PARTICLES: [&str; 9] = ["of", "the", "&", "de", "del", "la", "los", "las", "-"];

/// True if the name at token `at` says of what a translated head is ("Ministerio de Trabajo").
fn complement(source: &Source<'_>, at: usize, is_head: &dyn Fn(usize) -> bool) -> bool {
    let reading = &source.reading;
    let mut before = at;
    while before > 0 && at - before < 2 && PARTICLES.contains(&reading.word(before - 1)) {
        before -= 1;
    }
    before < at && before > 0 && reading.standings[before - 1] != Standing::Small && is_head(before - 1)
}

/// True if the lost word `next` goes on with a name whose last word is right before `end`.
fn joins(source: &Source<'_>, end: usize, next: usize) -> bool {
    /// "of the", "de la".
    const MOST: usize = 2;
    let reading = &source.reading;
    let between = &reading.text[reading.tokens[end - 1].span.end()..reading.tokens[next].span.start()];
    let particles = next == end || reading.word(end) != "the" && reading.word(end) != "la";
    next - end <= MOST
        && particles
        && !between.contains(['\n', '*', '_', '`', '[', ']'])
        && (end..next).all(|at| PARTICLES.contains(&reading.word(at)))
        && !source.lexis.is_some_and(Lexis::capitalises_nouns)
}
