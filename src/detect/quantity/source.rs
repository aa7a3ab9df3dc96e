//! The quantities of the source text, where it is known.

use super::count::{Count, Digits, Reader};
use super::numeral::{self, Notation};
use super::value::Value;
use crate::document::Document;
use crate::glossary::numbers::{LanguageNumbers, NumbersTable};
use crate::lang::{Profile, Tally};
use crate::text::words::{self, Token, TokenKind};

/// The values that a source text names, by line.
#[derive(Clone, Debug, Default)]
pub struct SourceValues {
    /// The language of the source, if its function words tell.
    pub language: Option<String>,
    /// Line and value, ascending.
    values: Vec<(usize, Value)>,
    /// Where the lines of the text end, if text and source have as many.
    lines: Option<Vec<usize>>,
}

impl SourceValues {
    /// Reads the source of `document` once.
    pub fn new(document: &Document, numbers: &NumbersTable, profile: &Profile, target: &str) -> Self {
        let Some(source) = document.source.as_deref() else { return Self::default() };
        let tokens = words::tokens(source);
        let mut tally = Tally::default();
        for token in &tokens {
            profile.count(token.key, &mut tally);
        }
        let Some(code) = profile.leading(&tally, target) else { return Self::default() };
        let Some(language) = numbers.language.get(code) else {
            return Self { language: Some(code.to_owned()), ..Self::default() };
        };
        let ends = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
        let (own, other) = (ends(&document.text), ends(source));
        let lines = (own.len() == other.len()).then_some(own);
        let mut values = Vec::new();
        let mut floor = 0;
        for at in 0..tokens.len() {
            let start = tokens[at].span.start();
            let line = other.partition_point(|&end| end < start);
            let line_start = line.checked_sub(1).map_or(0, |i| other[i]);
            while tokens[floor].span.start() < line_start {
                floor += 1;
            }
            let reader = Reader { text: source, tokens: &tokens, floor, numbers: language };
            let line = if lines.is_some() { line } else { 0 };
            values.extend(at_token(&reader, at).into_iter().map(|value| (line, value)));
        }
        values.sort_unstable();
        Self { language: Some(code.to_owned()), values, lines }
    }

    /// True if the line of the source that translates the one at byte `at` of the text names `value`.
    pub fn has(&self, at: usize, value: Value) -> bool {
        let line = self.lines.as_ref().map_or(0, |lines| lines.partition_point(|&end| end < at));
        self.values.binary_search(&(line, value)).is_ok()
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
