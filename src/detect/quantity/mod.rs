//! Quantities counted or said the way of another language: "14 000 millions" is "14 milliards".
//!
//! A typed transducer: what stands before a number word is read into exact values ([`count`], [`numeral`],
//! [`value`]), compared with what the source says ([`source`]), and written anew ([`digits`], [`spoken`]). One
//! regular expression for each case was the alternative; it cannot say that "1,500" has two readings, nor that
//! both ends of a range change or none. Words, thresholds and false friends are rows of the glossaries.

mod count;
mod digits;
mod numeral;
mod source;
mod spoken;
mod value;

use crate::document::{Document, Facts};
use crate::edit::Applicability;
use crate::glossary::numbers::LanguageNumbers;
use crate::glossary::schema::QuantityTable;
use crate::glossary::{Quantity, Termbase};
use crate::text::Span;
use crate::text::fold::{self, Case};
use crate::text::words::{self, TokenKind};
use count::{Count, Reader};
use source::SourceValues;
use std::cell::OnceCell;
use value::Value;

/// A quantity that is to read otherwise, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityHit {
    /// Bytes of the document's text and what is written there; made together or not at all.
    pub edits: Vec<(Span, String)>,
    /// Index of the quantity in the termbase.
    pub quantity: usize,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// Why, in one line.
    pub because: &'static str,
}

/// Finds the quantities of `document`.
#[must_use]
pub fn quantities(document: &Document, facts: &Facts, termbase: &Termbase) -> Vec<QuantityHit> {
    let mut units: Vec<(u64, usize)> = Vec::new();
    for (i, row) in termbase.quantities.iter().enumerate() {
        units.extend(spellings(&row.table).map(|word| (fold::key(word), i)));
    }
    let none = LanguageNumbers::default();
    let target = termbase.language.code();
    let numbers = termbase.numbers.language.get(target).unwrap_or(&none);
    let scan = Scan { document, facts, termbase, numbers, source: OnceCell::new(), space: OnceCell::new() };
    let mut hits = Vec::new();
    for (at, token) in facts.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
        let rows = units.iter().filter(|(key, _)| *key == token.key);
        let reader = || Reader { text: &document.text, tokens: &facts.tokens, floor: facts.block(at).start, numbers };
        let hit = rows.filter(|_| !facts.is_foreign(at)).find_map(|&(_, row)| scan.judge(&reader(), at, row));
        hits.extend(hit);
    }
    hits
}

/// Every spelling of the unit of `row`.
fn spellings(row: &QuantityTable) -> impl Iterator<Item = &String> {
    std::iter::once(&row.unit).chain(&row.also)
}

/// One document, and what is found out about it only where a quantity stands in it.
struct Scan<'s> {
    document: &'s Document,
    facts: &'s Facts,
    termbase: &'s Termbase,
    numbers: &'s LanguageNumbers,
    source: OnceCell<SourceValues>,
    space: OnceCell<char>,
}

/// A unit in its place.
struct Place<'p> {
    reader: &'p Reader<'p>,
    /// The token of the unit.
    at: usize,
    row: &'p QuantityTable,
    /// What links it to the noun after it and is not there, with its space, and where the noun starts.
    link: Option<(&'p str, usize)>,
}

/// What is made of a place, before ceilings.
struct Proposal {
    edits: Vec<(Span, String)>,
    applicability: Applicability,
    because: &'static str,
}

impl Scan<'_> {
    fn judge(&self, reader: &Reader<'_>, at: usize, quantity: usize) -> Option<QuantityHit> {
        let Quantity { table: row, .. } = &self.termbase.quantities[quantity];
        let word = reader.word(at);
        if !spellings(row).any(|unit| *unit == word) {
            return None;
        }
        let next = (at + 1 < self.facts.block(at).end).then_some(at + 1);
        if self.goes_on(reader, at, next) {
            return None;
        }
        let noun = next.and_then(|next| Some((self.termbase.numbers.link(&reader.word(next))?, next)));
        if row.measured && noun.is_none() {
            return None;
        }
        let link = noun.map(|(link, next)| (link, reader.tokens[next].span.start()));
        let place = Place { reader, at, row, link };
        let count = reader.count(at)?;
        let first = match &count {
            Count::Digits(digits, _) => digits.numeral.first,
            Count::Words(words, thousand, rest) => {
                [words, thousand, rest].into_iter().find(|range| !range.is_empty())?.start
            }
            Count::Linked(range, _) => range.start,
        };
        if row.never.iter().any(|phrase| self.stands(phrase, first, at)) {
            return None;
        }
        let proposal = match count {
            Count::Digits(digits, thousand) => self.digits(&place, digits, &thousand),
            Count::Words(words, thousand, rest) => self.spoken(&place, &words, &thousand, &rest),
            Count::Linked(range, number) => Self::linked(&place, &range, number),
        }?;
        let applicability = proposal.applicability.min(row.ceiling);
        Some(QuantityHit { edits: proposal.edits, quantity, applicability, because: proposal.because })
    }

    /// True if what follows the unit belongs to the number: another number, or a compound.
    fn goes_on(&self, reader: &Reader<'_>, at: usize, next: Option<usize>) -> bool {
        let mut after = self.document.text[reader.tokens[at].span.end()..].chars().map(fold::fold_mark);
        let joined = after.next() == Some('-') && after.next().is_some_and(char::is_alphanumeric);
        let number = |next: usize| {
            reader.tokens[next].kind == TokenKind::Number || self.numbers.scale.contains_key(&reader.word(next))
        };
        joined || next.is_some_and(number)
    }

    /// True if `phrase` stands in the text from a token of `first..=last` on.
    fn stands(&self, phrase: &str, first: usize, last: usize) -> bool {
        let keys: Vec<u64> = words::tokens(phrase).iter().map(|token| token.key).collect();
        let tokens = &self.facts.tokens[first..];
        let here = |start: usize| {
            tokens
                .get(start..start + keys.len())
                .is_some_and(|part| part.iter().map(|token| token.key).eq(keys.iter().copied()))
        };
        (0..=last - first).any(here)
    }

    /// What the source says.
    fn source(&self) -> &SourceValues {
        self.source.get_or_init(|| SourceValues::new(self.document, self.facts, &self.termbase.numbers))
    }

    /// The zeros of `word` in the language of the text, or in the first other that has it: left-over words.
    fn zeros(&self, word: &str) -> Option<i32> {
        let numbers = &self.termbase.numbers;
        let other = || numbers.language.values().find_map(|language| language.scale.get(word).copied());
        let zeros = if word.is_empty() { Some(0) } else { self.numbers.scale.get(word).copied().or_else(other) };
        zeros.and_then(|zeros| i32::try_from(zeros).ok())
    }

    /// The space that the document puts between groups of digits; if it has none, the one before the unit.
    fn space(&self, place: &Place<'_>) -> char {
        const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
        let count = || {
            let (mut counts, mut last) = ([0_usize; 3], [' '; 2]);
            for c in self.document.text.chars() {
                let kind = SPACES.iter().position(|&space| space == last[1]);
                if let Some(kind) = kind.filter(|_| last[0].is_ascii_digit() && c.is_ascii_digit()) {
                    counts[kind] += 1;
                }
                last = [last[1], c];
            }
            let most = (0..SPACES.len()).rev().max_by_key(|&i| counts[i])?;
            (counts[most] > 0).then(|| SPACES[most])
        };
        let before = self.document.text[..place.unit().start()].chars().next_back();
        let beside = before.filter(|c| SPACES.contains(c)).unwrap_or(' ');
        *self.space.get_or_init(|| count().unwrap_or(beside))
    }

    /// True if token `at` is one of `words`.
    fn is_one_of(reader: &Reader<'_>, at: Option<usize>, words: &[String]) -> bool {
        at.is_some_and(|at| words.contains(&reader.word(at)))
    }
}

impl Place<'_> {
    /// The unit's bytes.
    fn unit(&self) -> Span {
        self.reader.tokens[self.at].span
    }

    /// The number word to write for `value`: French has the singular below two.
    fn form(&self, value: Value) -> &str {
        if value.below(2) { &self.row.becomes } else { &self.row.becomes_plural }
    }

    /// Writes `word` in the place of everything from byte `start` to the end of the unit, in the unit's case,
    /// with the link to its noun.
    fn rename(&self, start: usize, word: &str) -> (Span, String) {
        let cased = alike(word, self.unit().of(self.reader.text));
        let end = self.unit().end();
        match self.link {
            Some((link, noun)) if link.ends_with('\'') => (Span::new(start, noun), format!("{cased} {link}")),
            Some((link, _)) => (Span::new(start, end), format!("{cased} {link}")),
            None => (Span::new(start, end), cased),
        }
    }
}

/// `word` in capitals if `model` is.
fn alike(word: &str, model: &str) -> String {
    match Case::of(model) {
        Case::Upper => word.to_uppercase(),
        Case::Capital => fold::capitalise(word),
        _ => word.to_owned(),
    }
}
