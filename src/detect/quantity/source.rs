//! The quantities of the source text, where it is known.

use super::count::{Count, Digits, Reader};
use super::numeral::{self, Notation};
use super::value::Value;
use crate::document::{Document, Facts, Source};
use crate::glossary::numbers::{LanguageNumbers, NumbersTable};
use crate::text::words::{Token, TokenKind};
use std::sync::Arc;

/// The values that a source text names, by the part of it that names them.
#[derive(Clone, Debug, Default)]
pub struct SourceValues {
    /// The language of the source, if it is known.
    pub language: Option<String>,
    /// The place of the pair in the alignment, and the value; ascending.
    values: Vec<(usize, Value)>,
    source: Option<Arc<Source>>,
}

impl SourceValues {
    /// Reads the source of `document` once.
    pub fn new(document: &Document, facts: &Facts, numbers: &NumbersTable) -> Self {
        let (Some(text), Some(source)) = (document.source.as_deref(), &facts.source) else { return Self::default() };
        let language = source.language.clone();
        let Some(numbers) = language.as_deref().and_then(|code| numbers.language.get(code)) else {
            return Self { language, ..Self::default() };
        };
        let tokens = &source.tokens;
        let mut values = Vec::new();
        for (index, pair) in source.alignment.pairs().iter().enumerate().filter(|(_, pair)| pair.sure) {
            let floor = tokens.partition_point(|token| token.span.start() < pair.source.start());
            let end = tokens.partition_point(|token| token.span.start() < pair.source.end());
            let reader = Reader { text, tokens, floor, numbers };
            let named = (floor..end).flat_map(|at| at_token(&reader, at));
            values.extend(named.map(|value| (index, value)));
        }
        values.sort_unstable();
        Self { language, values, source: Some(Arc::clone(source)) }
    }

    /// True if the part of the source that translates what stands at byte `at` of the text names `value`.
    pub fn has(&self, at: usize, value: Value) -> bool {
        let index = self.source.as_ref().and_then(|source| source.alignment.index_at(at));
        index.is_some_and(|index| self.values.binary_search(&(index, value)).is_ok())
    }
}

/// The values that the number word `at` may say with what is before it.
fn at_token(reader: &Reader<'_>, at: usize) -> Vec<Value> {
    let numbers = reader.numbers;
    if let Some((numeral, zeros)) = glued(reader, at) {
        return readings(Digits { numeral, thousand: false }, numbers).into_iter().map(|v| v.shifted(zeros)).collect();
    }
    let Some(zeros) = numbers.scale.get(&reader.word(at)).and_then(|&zeros| i32::try_from(zeros).ok()) else {
        return Vec::new();
    };
    let shifted = |values: Vec<Value>| values.into_iter().map(|value| value.shifted(zeros)).collect();
    match reader.count(at) {
        Some(Count::Digits(digits, _)) => shifted(readings(digits, numbers)),
        Some(Count::Words(words, thousand, rest)) if rest.is_empty() => {
            let more = if thousand.is_empty() { 0 } else { 3 };
            shifted(reader.spoken(&words).map(|value| value.shifted(more)).into_iter().collect())
        }
        _ => Vec::new(),
    }
}

/// "$2bn", "14M": digits and the number word in one.
fn glued(reader: &Reader<'_>, at: usize) -> Option<(numeral::Numeral, i32)> {
    let token: Token = reader.tokens[at];
    let word = token.span.of(reader.text);
    let digits = word.find(|c: char| !c.is_ascii_digit()).filter(|&len| len > 0 && token.kind == TokenKind::Word)?;
    let zeros = *reader.numbers.scale.get(&word[digits..].to_lowercase())?;
    let end = token.span.start() + digits;
    Some((numeral::before(reader.text, reader.tokens, reader.floor, at, end)?, i32::try_from(zeros).ok()?))
}

/// What `digits` may be in a language: both, where it writes the same mark for groups and for decimals.
fn readings(digits: Digits, numbers: &LanguageNumbers) -> Vec<Value> {
    let numeral = digits.numeral;
    let mut values = Vec::new();
    match numeral.notation {
        Notation::Plain | Notation::Bare | Notation::Grouped(' ') => values.push(numeral.value),
        Notation::Decimal(mark) if numbers.decimal.contains(mark) => values.push(numeral.value),
        Notation::Grouped(mark) => {
            values.extend(numbers.group.contains(mark).then_some(numeral.value));
            values.extend(numeral.decimal.filter(|_| numbers.decimal.contains(mark)));
        }
        Notation::Decimal(_) => {}
    }
    let zeros = if digits.thousand { 3 } else { 0 };
    values.into_iter().map(|value| value.shifted(zeros)).collect()
}
