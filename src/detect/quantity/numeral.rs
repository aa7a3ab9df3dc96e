//! Digits as texts write them: "14", "14 000", "14.000", "14000", "2,5", "1.250,5".

use super::value::Value;
use crate::text::words::{Token, TokenKind};
use crate::text::{Span, fold};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// One to three digits.
    Plain,
    /// Four digits and more without a mark.
    Bare,
    /// Groups of three parted by this mark, a plain space for every kind of space.
    Grouped(char),
    /// With decimals after this mark, and perhaps groups.
    Decimal(char),
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its first token.
    pub first: usize,
    /// Its bytes.
    pub span: Span,
    /// How it is written, read with its marks between groups where it can be.
    pub notation: Notation,
    /// What it is then.
    pub value: Value,
    /// What it is if its only mark stands before decimals ("1.500", "1,500").
    pub decimal: Option<Value>,
}

/// Most groups of digits of one number: more is a table, or a text made to keep us busy.
const GROUPS: usize = 5;
/// Most digits of a number without marks.
const BARE: usize = 6;

/// The number whose last digits are token `at`, up to byte `end` of it, and which begins at token `floor` or after.
pub fn before(text: &str, tokens: &[Token], floor: usize, at: usize, end: usize) -> Option<Numeral> {
    let mut parts = vec![&text[tokens[at].span.start()..end]];
    let mut marks: Vec<char> = Vec::new();
    let mut first = at;
    while let Some((next, mark)) = joined(text, tokens, floor, first) {
        // Only groups of three go on to the left; decimals may be any number of digits.
        let decimals = marks.is_empty() && matches!(mark, ',' | '.');
        if parts[0].len() != 3 && !decimals {
            if mark == ' ' {
                break;
            }
            // "1.2.3" is a version or a date.
            return None;
        }
        if parts.len() == GROUPS {
            return None;
        }
        parts.insert(0, tokens[next].span.of(text));
        marks.insert(0, mark);
        first = next;
    }
    let span = Span::new(tokens[first].span.start(), end);
    let (notation, value, decimal) = read(&parts, &marks)?;
    Some(Numeral { first, span, notation, value, decimal })
}

/// The number token that one mark joins to the number token `at`, and the mark.
fn joined(text: &str, tokens: &[Token], floor: usize, at: usize) -> Option<(usize, char)> {
    let number = |i: usize| (i >= floor && tokens[i].kind == TokenKind::Number).then_some(i);
    let before = at.checked_sub(1).filter(|&i| i >= floor)?;
    if let Some(next) = number(before) {
        let mut between = text[tokens[next].span.end()..tokens[at].span.start()].chars();
        let mark = between.next().filter(|c| !matches!(c, '\n' | '\r' | '\t') && between.next().is_none())?;
        return Some((next, fold::fold_mark(mark))).filter(|(_, mark)| *mark == ' ');
    }
    let mark = tokens[before].span.of(text).chars().next().map(fold::fold_mark)?;
    let tight = !tokens[at].spaced && !tokens[before].spaced;
    let next = before.checked_sub(1).and_then(number)?;
    (tight && matches!(mark, '.' | ',' | '\'')).then_some((next, mark))
}

/// What `parts` with `marks` between them say.
fn read(parts: &[&str], marks: &[char]) -> Option<(Notation, Value, Option<Value>)> {
    let digits = parts.concat();
    let threes = |from: usize, to: usize| parts[from..to].iter().all(|part| part.len() == 3);
    let decimals = parts[parts.len() - 1].len();
    let Some((&last, others)) = marks.split_last() else {
        let notation = if digits.len() <= 3 { Notation::Plain } else { Notation::Bare };
        return (digits.len() <= BARE).then(|| Value::parse(&digits, 0)).flatten().map(|v| (notation, v, None));
    };
    let head = (1..=3).contains(&parts[0].len());
    let leading_zero = parts[0].starts_with('0');
    let alike = others.iter().all(|mark| mark == &last);
    if alike && head && !leading_zero && threes(1, parts.len()) {
        let both = others.is_empty() && matches!(last, ',' | '.');
        let decimal = if both { Value::parse(&digits, decimals) } else { None };
        return Some((Notation::Grouped(last), Value::parse(&digits, 0)?, decimal));
    }
    let groups = others.iter().all(|mark| Some(mark) == others.first() && *mark != last);
    let whole = if others.is_empty() { parts[0].len() <= BARE } else { head && threes(1, parts.len() - 1) };
    let wanted = matches!(last, ',' | '.') && groups && whole;
    wanted.then(|| Value::parse(&digits, decimals)).flatten().map(|value| (Notation::Decimal(last), value, None))
}

#[cfg(test)]
mod tests {
    use super::{Notation, before};
    use crate::text::words;

    fn read(text: &str) -> Option<(&str, Notation, String, Option<String>)> {
        let tokens = words::tokens(text);
        let last = tokens.len() - 1;
        let numeral = before(text, &tokens, 0, last, text.len())?;
        let decimal = numeral.decimal.map(|value| value.write(' '));
        Some((numeral.span.of(text), numeral.notation, numeral.value.write(' '), decimal))
    }

    #[test]
    fn every_notation_is_read() {
        let some = |text, notation, value: &str| Some((text, notation, value.to_owned(), None));
        let both = |text, mark, value: &str, decimal: &str| {
            Some((text, Notation::Grouped(mark), value.to_owned(), Some(decimal.to_owned())))
        };
        assert_eq!(read("14"), some("14", Notation::Plain, "14"));
        assert_eq!(read("14000"), some("14000", Notation::Bare, "14 000"));
        assert_eq!(read("14\u{202f}000"), some("14\u{202f}000", Notation::Grouped(' '), "14 000"));
        assert_eq!(read("14’000"), some("14’000", Notation::Grouped('\''), "14 000"));
        assert_eq!(read("14.000"), both("14.000", '.', "14 000", "14"));
        assert_eq!(read("1,500"), both("1,500", ',', "1 500", "1,5"));
        assert_eq!(read("2,5"), some("2,5", Notation::Decimal(','), "2,5"));
        assert_eq!(read("1.250,5"), some("1.250,5", Notation::Decimal(','), "1 250,5"));
        assert_eq!(read("0,500"), some("0,500", Notation::Decimal(','), "0,5"));
        assert_eq!(read("1.234.567"), some("1.234.567", Notation::Grouped('.'), "1 234 567"));
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        assert_eq!(read("1234567"), None);
        assert_eq!(read("2024 140 000"), None);
        assert_eq!(read("1 234.567"), Some(("1 234.567", Notation::Decimal('.'), "1 234,567".to_owned(), None)));
        assert_eq!(read("1.2.3"), None);
        assert_eq!(read("1 000 000 000 000 000"), None);
    }

    #[test]
    fn a_number_of_its_own_before_is_left_out() {
        assert_eq!(read("2024 14 000").map(|read| read.0), Some("14 000"));
        assert_eq!(read("2024. 500").map(|read| read.0), Some("500"));
    }
}
