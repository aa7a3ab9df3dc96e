//! What is counted before a number word: digits or words, and a thousand between.

use super::numeral::{self, Notation, Numeral};
use super::value::Value;
use crate::glossary::numbers::LanguageNumbers;
use crate::lang::features::Number;
use crate::text::words::{Token, TokenKind};
use std::ops::Range;

/// Most tokens of a number in words ("neuf cent quatre-vingt-dix-neuf mille" has ten).
const WORDS: usize = 14;
/// Longest word that may be a number word, in bytes.
const LETTERS: usize = 24;

/// Tokens that are read as counts in one language.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'r> {
    /// The text.
    pub text: &'r str,
    /// Its tokens.
    pub tokens: &'r [Token],
    /// The first token that may be read.
    pub floor: usize,
    /// The language's numbers.
    pub numbers: &'r LanguageNumbers,
}

/// A number in digits, with the thousand after it if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// The digits; of "3 mille 200" those of both.
    pub numeral: Numeral,
    /// True if a word for a thousand multiplies it, and is not counted in the numeral's value.
    pub thousand: bool,
}

/// What stands before a number word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Digits; the tokens of a word for a thousand after them are the second.
    Digits(Digits, Range<usize>),
    /// Number words: those before a word for a thousand, that word, those after it.
    Words(Range<usize>, Range<usize>, Range<usize>),
    /// A noun for a thousand ("milliers de") with its number; what counts it stays as it is.
    Linked(Range<usize>, Number),
}

impl Reader<'_> {
    /// Token `at` in small letters; empty if it is no short word or mark.
    pub fn word(&self, at: usize) -> String {
        let word = self.tokens[at].span.of(self.text);
        if word.len() > LETTERS || self.tokens[at].kind == TokenKind::Masked {
            return String::new();
        }
        word.to_lowercase()
    }

    /// The token before `at`.
    pub fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|&i| i >= self.floor)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Number
    }

    /// The number in digits that ends with token `at`.
    pub fn numeral(&self, at: usize) -> Option<Numeral> {
        let token = self.tokens[at];
        let digits = token.kind == TokenKind::Number;
        digits.then(|| numeral::before(self.text, self.tokens, self.floor, at, token.span.end())).flatten()
    }

    /// The number in digits that ends with token `at`, a word for a thousand after it or within it included.
    pub fn digits(&self, at: usize) -> Option<Digits> {
        if self.numbers.is_thousand(&self.word(at)) {
            let numeral = self.numeral(self.before(at)?)?;
            return Some(Digits {
                numeral: Numeral { span: numeral.span.cover(self.tokens[at].span), ..numeral },
                thousand: true,
            });
        }
        let numeral = self.numeral(at)?;
        // "3 mil 200" is one number, as Apertium leaves it.
        let joint = self.before(numeral.first).filter(|&i| self.numbers.is_thousand(&self.word(i)));
        let Some(head) = joint.and_then(|i| self.before(i)).and_then(|i| self.numeral(i)) else {
            return Some(Digits { numeral, thousand: false });
        };
        let plain = head.notation == Notation::Plain && numeral.notation == Notation::Plain;
        let value = plain.then(|| head.value.shifted(3).plus(numeral.value)).flatten()?;
        let notation = Notation::Grouped('.');
        let numeral =
            Numeral { first: head.first, span: head.span.cover(numeral.span), notation, value, decimal: None };
        Some(Digits { numeral, thousand: false })
    }

    /// What is counted by the number word `at`.
    pub fn count(&self, at: usize) -> Option<Count> {
        let last = self.before(at)?;
        let word = self.word(last);
        if matches!(word.as_str(), "de" | "d'" | "d’") {
            let noun = self.before(last)?;
            let number = *self.numbers.linked.get(&self.word(noun))?;
            let counted = self.before(noun).filter(|&i| self.is_number(i)).map(|i| self.numeral(i));
            return match counted {
                None => Some(Count::Linked(noun..at, number)),
                Some(numeral) => Some(Count::Digits(Digits { numeral: numeral?, thousand: true }, noun..at)),
            };
        }
        if self.numbers.is_thousand(&word)
            && let Some(digits) = self.before(last).filter(|&i| self.is_number(i))
        {
            let numeral = self.numeral(digits)?;
            return Some(Count::Digits(Digits { numeral, thousand: true }, last..at));
        }
        if self.is_number(last) {
            return self.digits(last).map(|digits| Count::Digits(digits, at..at));
        }
        self.words(at)
    }

    /// Number words right before token `at`.
    fn words(&self, at: usize) -> Option<Count> {
        let mut first = at;
        let mut thousands = Vec::new();
        while let Some(i) = self.before(first) {
            let word = self.word(i);
            if self.numbers.is_thousand(&word) {
                thousands.push(i);
            } else if !self.numbers.cardinal.contains_key(&word) && !self.joins(i, first, at) {
                break;
            }
            first = i;
            if at - first > WORDS {
                return None;
            }
        }
        // A link cannot open a number: "et deux mille".
        while first < at && !self.says_number(first) {
            first += 1;
        }
        match thousands[..] {
            _ if first == at => None,
            [] => Some(Count::Words(first..at, at..at, at..at)),
            [thousand] => Some(Count::Words(first..thousand, thousand..thousand + 1, thousand + 1..at)),
            _ => None,
        }
    }

    fn says_number(&self, at: usize) -> bool {
        let word = self.word(at);
        self.numbers.cardinal.contains_key(&word) || self.numbers.is_thousand(&word)
    }

    /// True if token `i` links the number words on both sides: "vingt-deux", "vingt et un".
    fn joins(&self, i: usize, next: usize, at: usize) -> bool {
        let link = self.tokens[i].span.of(self.text);
        let tight = link == "-" && !self.tokens[i].spaced && !self.tokens[next].spaced;
        next < at
            && (tight || link == "et")
            && self.before(i).is_some_and(|j| self.numbers.cardinal.contains_key(&self.word(j)))
    }

    /// The value of number words that are one word, or none before a thousand.
    pub fn spoken(&self, words: &Range<usize>) -> Option<Value> {
        match words.len() {
            0 => Some(Value::of(1)),
            1 => self.numbers.cardinal.get(&self.word(words.start)).copied().map(Value::of),
            _ => None,
        }
    }
}
