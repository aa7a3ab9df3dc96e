//! Names that a translation lost and no glossary need know: seen in the source, found again by what they left.
//!
//! A name of the source that its line lost is looked for where its place is: between the neighbours that both sides
//! share, at a capital that nothing else explains, in words spelled like it. Every reason is a row of the table of
//! weights; `docs/source.md` tells the method.

mod judge;
mod lexis;
mod links;
mod names;
mod remains;
mod signs;
mod source;

pub use names::{Entries, entries};
pub use source::Source;

use crate::align::Pair;
use crate::decide::{Decision, Evidence, Feature, Target, Verdict, Weights};
use crate::detect::Detection;
use crate::dictionary::{Dictionary, Fate, Renderings};
use crate::document::{Document, Facts};
use crate::edit::Applicability;
use crate::glossary::Termbase;
use crate::text::Span;
use crate::text::words::{self, TokenKind};
use judge::{Known, judge, lower, repetitions};
use links::{Kind, Links, Side};
use names::{Census, Unit};
use remains::{Found, Line};
use source::{Reading, Standing};
use std::ops::Range;

/// Id of the rule.
pub const RULE: &str = "source.name";

/// A name that the source has, its remains, and what becomes of them.
#[derive(Clone, Debug)]
pub struct Restoration {
    /// Bytes of the text: the remains, without article.
    pub span: Span,
    /// The same in tokens of the facts.
    pub tokens: Range<usize>,
    /// The line of the text and the part of the source that it translates.
    pub pair: Pair,
    /// Bytes of the source: the name.
    pub name: Span,
    /// What is written instead.
    pub target: Target,
    /// What becomes of the remains.
    pub verdict: Verdict,
    /// How far its fix may be trusted.
    pub applicability: Applicability,
    /// The sum of the evidence.
    pub score: i32,
    /// How likely it is right, in ten-thousandths.
    pub confidence: u16,
    /// All that was seen.
    pub evidence: Vec<Evidence>,
}

/// What restoring reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'i> {
    /// The text.
    pub document: &'i Document,
    /// Its words.
    pub facts: &'i Facts,
    /// What was found in it.
    pub detection: &'i Detection,
    /// What became of that: it comes first.
    pub decisions: &'i [Decision],
    /// Which part of the source each part of the text translates.
    pub pairs: &'i [Pair],
    /// The glossaries.
    pub termbase: &'i Termbase,
    /// Their names.
    pub entries: &'i Entries,
    /// Bilingual dictionaries, if the user has any.
    pub dictionary: &'i Dictionary,
    /// How the engine that translated the text renders names, if a corpus taught it.
    pub renderings: &'i Renderings,
    /// What evidence weighs.
    pub weights: &'i Weights,
}

/// One unit with a place for its remains.
struct Draft {
    pair: Pair,
    unit: Unit,
    found: Found,
    /// Bytes of the text.
    span: Span,
    words: String,
}

/// The names that the translation of `source` lost, in order of place.
#[must_use]
pub fn restore(input: &Input<'_>, source: &Source<'_>) -> Vec<Restoration> {
    let document = input.document;
    let pairs: Vec<Pair> = input.pairs.iter().copied().filter(|pair| pair.sure).collect();
    let put = |pair: &Pair| -> Vec<String> {
        let here = pair.target.starting(input.decisions, |decision| decision.candidate.span.start()).iter();
        here.filter(|decision| decision.verdict == Verdict::Replace)
            .map(|decision| decision.target.form.clone())
            .collect()
    };
    let census = Census::new(source, &document.text, &pairs, &put);
    let mut drafts = Vec::new();
    for (pair, tokens, lost) in &census.lost {
        drafts.extend(line(input, source, &census, *pair, tokens.clone(), lost));
    }
    let mut known = Known { repeated: repetitions(&drafts, source), ..Known::default() };
    let judged = |known: &Known| -> Vec<Restoration> {
        drafts.iter().filter_map(|draft| judge(input, source, draft, known)).collect()
    };
    // A name that is sure in one place speaks for the same words in others.
    let sure: Vec<_> = judged(&known).into_iter().filter(|one| one.verdict == Verdict::Replace).collect();
    for one in sure {
        let pair = (one.name.of(source.reading.text).to_owned(), lower(&one, document));
        known.restored.entry(pair).or_default().push(one.span);
    }
    let mut all = judged(&known);
    all.sort_by_key(|one| (std::cmp::Reverse(one.score), one.span));
    let mut taken: Vec<Restoration> = Vec::new();
    for one in all {
        // A name has one place, and a place one name.
        let rival = |other: &Restoration| other.span.overlaps(one.span) || other.name.overlaps(one.name);
        if !taken.iter().any(rival) {
            taken.push(one);
        }
    }
    taken.sort_by_key(|one| one.span);
    taken
}

/// The drafts of one pair.
fn line(
    input: &Input<'_>,
    source: &Source<'_>,
    census: &Census<'_>,
    pair: Pair,
    tokens: Range<usize>,
    lost: &[usize],
) -> Vec<Draft> {
    /// A longer row of capitals is a title.
    const LONGEST: usize = 6;
    let language = input.termbase.language;
    let lexicon = language.lexicon();
    let (first, end) = (tokens.start, tokens.end);
    let words = &source.reading;
    let exonym = |word: &str| source.lexis.is_some_and(|lexis| lexis.is_exonym(word));
    let mut is_lost = vec![false; tokens.len()];
    for &at in lost.iter().filter(|&&at| !exonym(words.word(at))) {
        is_lost[at - first] = true;
    }
    let units = names::units(source, census, lexicon, input.entries, lost, &|_| false);
    if units.is_empty() {
        return Vec::new();
    }
    let text = pair.target.of(&input.document.text);
    let reading = Reading::new(text, source::tokens(text), None, false);
    let line = pair.source.of(words.text);
    let free: Vec<bool> = (0..reading.tokens.len())
        .map(|at| {
            let word = reading.word(at);
            let odd = source::is_coined(word) || reading.standings[at] > Standing::Start;
            odd && names::occurrences(line, word) == 0 && !exonym(word)
        })
        .collect();
    let side = Side { text: words.text, tokens: &words.tokens[tokens.clone()] };
    let target = Side { text, tokens: &reading.tokens };
    let links = links::links(side, target, source.lexis, input.dictionary, &is_lost, &free);
    if !is_translation(side, target, &links) {
        return Vec::new();
    }
    // What stands there all the same, or in the words that are known to translate it, is not lost.
    let article = |at: usize| names::ARTICLES.contains(&words.word(at).to_lowercase().as_str());
    let here = |at: usize| links.source[at - first].filter(|link| link.kind > Kind::Cognate);
    let found = |at: usize| {
        let named = article(at) && words.standings[at] == Standing::Inside && lost.contains(&(at + 1));
        let begins = source.lexis.is_some_and(|lexis| lexis.begins_names(words.tokens[at].key))
            && words.standings[at] == Standing::Inside
            && names::around(source, &(at..at + 1)).len() > 1;
        here(at).is_some_and(|link| link.kind == Kind::Same || link.kind == Kind::Known && !named && !begins)
    };
    let lost: Vec<usize> = lost.iter().copied().filter(|&at| !found(at)).collect();
    let is_head = |at: usize| {
        at >= first && links.source[at - first].is_some_and(|link| matches!(link.kind, Kind::Known | Kind::Cognate))
    };
    let mut units = names::units(source, census, lexicon, input.entries, &lost, &is_head);
    // A glossary may write it otherwise than the source does.
    units.retain(|unit| {
        let name = judge::name_of(source, unit).of(words.text);
        let forms = unit.entry.map_or(&[][..], |id| &input.termbase.entry(id).forms);
        let more = |form: &String| names::occurrences(text, form) > names::occurrences(line, form);
        !forms.iter().any(|form| form != name && more(form))
    });
    is_lost.fill(false);
    for unit in &units {
        unit.tokens.clone().for_each(|at| is_lost[at - first] = true);
    }
    let others = |word: &str| census.of(word).0 > 1 && !lexicon.contains(&word.to_lowercase());
    let line = Line {
        source: side,
        target,
        standings: &reading.standings,
        free: &free,
        links: &links,
        others: &others,
        lost: &is_lost,
        compounds: source.lexis.is_none_or(|lexis| lexis.capitalises_titles() || lexis.capitalises_nouns()),
        language,
    };
    let mut drafts = Vec::new();
    let mut add = |unit: &Unit, own: &Range<usize>, mut found: Found| {
        line.weigh(own, unit, &mut found);
        let bytes = reading.tokens[found.tokens.start].span.cover(reading.tokens[found.tokens.end - 1].span);
        let span = bytes.shifted(pair.target.start());
        drafts.push(Draft { pair, unit: unit.clone(), found, span, words: bytes.of(text).to_lowercase() });
    };
    // A longer name has an entry of its own, or none: that of its surname would write the surname alone.
    let longer = |unit: &Unit, tokens: Range<usize>| {
        let name = words.tokens[tokens.start].span.cover(words.tokens[tokens.end - 1].span).of(words.text);
        Unit { entry: input.entries.get(name).copied(), tokens, ..unit.clone() }
    };
    for unit in units {
        let own = unit.tokens.start - first..unit.tokens.end - first;
        let mut found = line.find(&own);
        found.extend(known(input, &reading, &pair, &unit, lost.len()));
        found.extend(rendered(input, &reading, judge::name_of(source, &unit).of(words.text)));
        let placed = found.iter().any(|found| found.evidence.contains(&(Feature::RemainsPlace, 1)));
        for found in found {
            add(&unit, &own, found);
        }
        // "espace de travail Lark" for "Lark Workspace": what is left of the name stands on its other side.
        let row = names::around(source, &unit.tokens);
        let named = row.clone().all(|at| words.standings[at] == Standing::Inside);
        if !placed
            && named
            && row.len() > unit.tokens.len()
            && row.len() <= LONGEST
            && row.start >= first
            && row.end <= end
        {
            let whole = longer(&unit, row.clone());
            let own = row.start - first..row.end - first;
            line.between(&own).into_iter().for_each(|found| add(&whole, &own, found));
        }
        if let Some(found) = line.reversed(&own).filter(|_| row.start < unit.tokens.start) {
            let whole = longer(&unit, unit.tokens.start - 1..unit.tokens.end);
            add(&whole, &(own.start - 1..own.end), found);
        }
    }
    drafts
}

/// The wrong form of the unit's entry that the glossaries see in the line, where it has one and the source one name.
fn known(input: &Input<'_>, reading: &Reading<'_>, pair: &Pair, unit: &Unit, missing: usize) -> Option<Found> {
    let entry = unit.entry.filter(|_| missing == unit.tokens.len())?;
    let here = pair.target.starting(input.decisions, |decision| decision.candidate.span.start());
    let mut own = here.iter().filter(|decision| decision.candidate.entry == entry);
    let only = own.next().filter(|_| own.next().is_none())?;
    // What no name can be is not this one either.
    if only.evidence.iter().any(|evidence| evidence.weight.is_none()) {
        return None;
    }
    let (span, line) = (only.candidate.span, pair.target.start());
    let tokens = words::spelling(&reading.tokens, Span::new(span.start() - line, span.end() - line))?;
    Some(Found { tokens, evidence: Vec::new(), article: false })
}

/// The one place in the line where words stand that the engine is known to put for `name`.
fn rendered(input: &Input<'_>, reading: &Reading<'_>, name: &str) -> Option<Found> {
    let lost = input.renderings.of(name).iter().filter(|one| one.fate == Fate::Lost);
    let mut places = lost.flat_map(|one| {
        let words: Vec<u64> = source::tokens(&one.text).iter().map(|token| token.key).collect();
        let length = words.len().max(1);
        let ends = (length..=reading.tokens.len()).filter(move |&end| {
            let here = reading.tokens[end - length..end].iter().map(|token| token.key);
            here.eq(words.iter().copied())
        });
        ends.map(move |end| end - length..end)
    });
    let tokens = places.next().filter(|_| places.next().is_none())?;
    Some(Found { tokens, evidence: vec![(Feature::RemainsRendered, 1)], article: false })
}

/// True if enough of the two sides stands for each other, and not all of it as it is: of lines that do not belong
/// together, or are in one language, nothing is concluded.
fn is_translation(source: Side<'_>, target: Side<'_>, links: &Links) -> bool {
    /// Shorter lines may be a name and nothing else.
    const SHORT: usize = 6;
    /// Fewer common words may be the same by chance.
    const ENOUGH: usize = 3;
    /// One word of so many must have its partner.
    const SHARE: usize = 6;
    let words = |side: Side<'_>| (0..side.tokens.len()).filter(|&at| side.is_word(at)).count();
    let fewer = words(source).min(words(target));
    let linked = |&at: &usize| source.is_word(at) && links.source[at].is_some_and(|link| link.kind > Kind::Tie);
    let common = |&at: &usize| {
        let word = source.word(at);
        // "de la" is said in many languages.
        source.tokens[at].kind == TokenKind::Word && word.len() > 3 && !word.contains(char::is_uppercase)
    };
    let same = |&at: &usize| links.source[at].is_some_and(|link| link.kind == Kind::Same);
    let all = (0..source.tokens.len()).filter(common).count();
    let kept = (0..source.tokens.len()).filter(common).filter(same).count();
    let answered = (0..source.tokens.len()).filter(linked).count() * SHARE >= fewer;
    fewer < SHORT || answered && (all < ENOUGH || kept * 2 < all)
}
