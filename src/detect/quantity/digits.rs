//! Quantities in digits: "14 000 millions", "2,5 mille millions", "entre 10 000 et 14 000 millions".

use super::count::{Digits, Reader};
use super::numeral::{Notation, Numeral};
use super::value::Value;
use super::{Place, Proposal, Scan};
use crate::edit::Applicability::{Reported, Safe, Suggested};
use crate::lang::features::Number;
use crate::text::Span;
use crate::text::words::TokenKind;
use std::ops::Range;

/// Most decimals of what is written: "14 253 millions" is an accountant's, and exact.
const DECIMALS: usize = 3;
/// Decimals that a journalist writes.
const FEW: usize = 2;

/// What stands left of a number.
enum Left {
    /// Nothing that it goes on from.
    Alone,
    /// The other end of a range.
    Range(Digits),
    /// Numbers of a list that share its unit.
    List,
}

/// How sure the reading of one number is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// The source names the same value.
    Confirmed,
    /// Its notation has one reading here.
    Plain,
    /// Its mark may part thousands or decimals.
    Ambiguous,
}

/// One end, read and written.
struct End {
    digits: Digits,
    value: Value,
    out: Value,
}

impl Scan<'_> {
    pub(super) fn digits(&self, place: &Place<'_>, mut digits: Digits, thousand: &Range<usize>) -> Option<Proposal> {
        digits.thousand |= !thousand.is_empty();
        let left = self.left(place.reader, &digits.numeral)?;
        let mut ends = vec![digits];
        if let Left::Range(mut other) = left {
            // "entre 10 et 14 mille millions": the word counts both.
            other.thousand |= digits.thousand && other.numeral.value.below(place.row.from);
            ends.insert(0, other);
        }
        let proposal = if place.row.false_friend.is_empty() {
            self.counted(place, &ends, thousand)
        } else {
            self.false_friend(place, &ends)
        }?;
        let list = matches!(left, Left::List);
        let one =
            ends.len() == 1 && proposal.1 == Value::of(1) && self.plural_before(place.reader, digits.numeral.first);
        let (mut proposal, _) = proposal;
        if list || one {
            proposal.applicability = Reported;
            proposal.because = if list {
                "one number of a list that shares its unit"
            } else {
                "the plural before it does not go with one"
            };
        }
        Some(proposal)
    }

    /// Too many of a unit, or a unit of another language.
    fn counted(&self, place: &Place<'_>, ends: &[Digits], thousand: &Range<usize>) -> Option<(Proposal, Value)> {
        let row = place.row;
        let unit_zeros = self.zeros(&row.unit);
        let digits_of_from = i32::try_from(row.from.ilog10()).ok()?;
        let shift = unit_zeros.zip(self.zeros(&row.becomes)).map_or(-digits_of_from, |(unit, new)| unit - new);
        let readings: Option<Vec<(Reading, Value)>> =
            ends.iter().map(|end| self.choose(place, *end, unit_zeros)).collect();
        let readings = readings?;
        let limit = row.from.saturating_mul(1000);
        if readings.iter().any(|(_, value)| !value.below(limit)) {
            return None;
        }
        let confirmed = readings.iter().all(|(reading, _)| *reading == Reading::Confirmed);
        let ambiguous = readings.iter().any(|(reading, _)| *reading == Reading::Ambiguous);
        let ends: Vec<End> = ends
            .iter()
            .zip(&readings)
            .map(|(&digits, &(_, value))| End { digits, value, out: value.shifted(shift) })
            .collect();
        let few = ends.iter().filter(|end| end.value.below(row.from) && !end.digits.thousand).count();
        let start =
            if thousand.is_empty() { place.unit().start() } else { place.reader.tokens[thousand.start].span.start() };
        let last = ends.last()?;
        if few == ends.len() {
            let (one, many) = row.below.as_ref()?;
            let edit = place.rename(start, if last.value.below(2) { one } else { many });
            let because = "a number word of another language";
            return Some((Proposal { edits: vec![edit], applicability: Safe, because }, last.value));
        }
        let sure = ends.iter().any(|end| end.is_foreign(row.sure_from.unwrap_or(row.from.saturating_mul(10))));
        if few > 0 {
            return (sure && !ambiguous).then(|| self.mixed(place, &ends, row.from)).flatten();
        }
        let decimals = ends.iter().map(|end| end.out.decimals()).max()?;
        if decimals > DECIMALS {
            return None;
        }
        let edits = self.write(place, &ends, start);
        let (applicability, because) = if ambiguous {
            (Reported, "the mark in the number may part thousands or decimals, and no source tells which")
        } else if confirmed {
            (Safe, "a number counted in thousands of its unit, as in the source")
        } else if sure && decimals <= FEW {
            (Safe, "a number counted in thousands of its unit")
        } else {
            (Suggested, "a number counted in thousands of its unit, as accountants do too")
        };
        Some((Proposal { edits, applicability, because }, last.out))
    }

    /// "entre 800 et 14 000 millions": each end would have a unit of its own, or it is 800 of the greater.
    fn mixed(&self, place: &Place<'_>, ends: &[End], from: u64) -> Option<(Proposal, Value)> {
        let [first, last] = ends else { return None };
        if place.row.below.is_some() || !first.value.below(from) || last.digits.thousand {
            return None;
        }
        let (end, space) = (first.digits.numeral.span.end(), self.space(place));
        let mut edits = vec![(Span::new(end, end), format!("{space}{}", place.unit().of(place.reader.text)))];
        edits.push((last.digits.numeral.span, last.out.write(space)));
        edits.push(place.rename(place.unit().start(), place.form(last.out)));
        let because = "only one end of the range is counted in thousands of its unit";
        Some((Proposal { edits, applicability: Reported, because }, last.out))
    }

    /// "2 billions": from English a milliard each, from Spanish and in French a thousand of them.
    fn false_friend(&self, place: &Place<'_>, ends: &[Digits]) -> Option<(Proposal, Value)> {
        let row = place.row;
        let (own, new) = (self.zeros(&row.unit)?, self.zeros(&row.becomes)?);
        let (foreign, told) = self.foreign_zeros(place)?;
        let at = place.unit().start();
        let says = |zeros: i32| -> Option<Vec<Value>> {
            ends.iter().map(|end| end.readings().find(|value| self.source().has(at, value.shifted(zeros)))).collect()
        };
        let (right, wrong) = (says(own), says(foreign).filter(|_| told));
        if right.is_some() && wrong.is_none() {
            return None;
        }
        let sure = right.is_none() && wrong.is_some();
        let values = wrong.or_else(|| ends.iter().map(|end| end.readings().next()).collect())?;
        let written: Vec<End> = ends
            .iter()
            .zip(values)
            .map(|(&digits, value)| End { digits, value, out: value.shifted(foreign - new) })
            .collect();
        if written.iter().any(|end| !end.value.below(row.from.saturating_mul(1000)) || end.out.decimals() > DECIMALS) {
            return None;
        }
        let last = written.last()?.out;
        let (applicability, because) = friend_reason(sure);
        Some((Proposal { edits: self.write(place, &written, place.unit().start()), applicability, because }, last))
    }

    /// What the unit is worth in the language of the source, and whether the source's language is told; in
    /// the first language of the row if it is not.
    pub(super) fn foreign_zeros(&self, place: &Place<'_>) -> Option<(i32, bool)> {
        let zeros =
            |code: &str| self.termbase.numbers.zeros(code, &place.row.unit).and_then(|zeros| i32::try_from(zeros).ok());
        let told = self.source().language.as_deref().filter(|code| place.row.false_friend.iter().any(|c| c == code));
        let code = told.or_else(|| place.row.false_friend.first().map(String::as_str))?;
        Some((zeros(code)?, told.is_some()))
    }

    /// The reading of one number that the source confirms, else the one that its notation has here.
    fn choose(&self, place: &Place<'_>, digits: Digits, zeros: Option<i32>) -> Option<(Reading, Value)> {
        let at = place.unit().start();
        let has = |value: Value| zeros.is_some_and(|zeros| self.source().has(at, value.shifted(zeros)));
        let mut readings = digits.readings();
        let value = readings.next()?;
        let Some(decimal) = readings.next() else {
            return Some((if has(value) { Reading::Confirmed } else { Reading::Plain }, value));
        };
        match (has(value), has(decimal)) {
            (true, false) => return Some((Reading::Confirmed, value)),
            (false, true) => return Some((Reading::Confirmed, decimal)),
            _ => {}
        }
        let comma = digits.numeral.notation == Notation::Grouped(',');
        // "1,234 million": the singular says that it is less than two.
        if comma && decimal.below(2) && place.reader.word(place.at) != place.row.unit {
            return None;
        }
        let source = self.source().language.as_deref().and_then(|code| self.termbase.numbers.language.get(code));
        let dot = source.is_some_and(|language| language.decimal.contains('.'));
        Some((if comma || dot { Reading::Ambiguous } else { Reading::Plain }, value))
    }

    /// The edits that write `ends`, and the unit from byte `start` on.
    fn write(&self, place: &Place<'_>, ends: &[End], start: usize) -> Vec<(Span, String)> {
        let space = self.space(place);
        let mut edits = Vec::new();
        for (i, end) in ends.iter().enumerate() {
            let (span, text) = (end.digits.numeral.span, end.out.write(space));
            if i + 1 == ends.len() && place.row.becomes.is_empty() {
                edits.push((span.cover(place.unit()), text));
                return edits;
            }
            if span.of(place.reader.text) != text {
                edits.push((span, text));
            }
        }
        if let Some(last) = ends.last() {
            edits.push(place.rename(start, place.form(last.out)));
        }
        edits
    }

    /// Judges what stands left of `numeral`; `None` if it is part of something else.
    fn left(&self, reader: &Reader<'_>, numeral: &Numeral) -> Option<Left> {
        let table = &self.termbase.numbers;
        let tight = reader.text[..numeral.span.start()].chars().next_back();
        if tight.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '.' | '/' | ':' | '°' | '#')) {
            return None;
        }
        let Some(before) = reader.before(numeral.first) else { return Some(Left::Alone) };
        let (token, word) = (reader.tokens[before], reader.word(before));
        if token.kind == TokenKind::Number || table.labels.contains(&word) {
            return None;
        }
        let year = numeral.is_like_a_year() && table.years.contains(&word);
        let openers = table.ranges.get(&word);
        let outer = reader.before(before);
        let says_number = |at: usize| reader.tokens[at].kind == TokenKind::Number;
        let mark = token.kind == TokenKind::Mark && !matches!(word.as_str(), "(" | "[" | "«" | "“" | "\"" | "." | ":");
        let joins = mark || openers.is_some();
        let thousand = |at: usize| reader.numbers.is_thousand(&reader.word(at));
        let Some(outer) = outer.filter(|_| joins) else { return (!year).then_some(Left::Alone) };
        let counted = says_number(outer) || thousand(outer) && reader.before(outer).is_some_and(says_number);
        if !counted {
            // "A-14 000" is a name; "entre mille et 2 000" has an end that is not read.
            let named = word == "-" && !token.spaced && !reader.tokens[numeral.first].spaced;
            let spoken =
                openers.is_some() && (thousand(outer) || reader.numbers.cardinal.contains_key(&reader.word(outer)));
            return (!named && !spoken).then_some(Left::Alone);
        }
        let other = reader.digits(outer)?;
        let opener = reader.before(other.numeral.first);
        let dated = Self::is_one_of(reader, opener, &table.years) || other.numeral.notation != numeral.notation;
        if other.numeral.is_like_a_year() && dated {
            return Some(Left::Alone);
        }
        // "10-12-14 000": no range.
        if opener.is_some_and(|at| says_number(at) || reader.word(at) == "-" && !reader.tokens[at].spaced) {
            return None;
        }
        let open = openers.is_some_and(|words| words.is_empty() || Self::is_one_of(reader, opener, words));
        Some(if open { Left::Range(other) } else { Left::List })
    }

    /// True if a plural determiner stands before token `at`.
    pub(super) fn plural_before(&self, reader: &Reader<'_>, at: usize) -> bool {
        let word = reader.before(at).map(|at| reader.word(at));
        word.and_then(|word| self.termbase.language.determiner(&word)).is_some_and(|d| d.number == Number::Plural)
    }
}

/// How far a false friend may be mended, and why.
pub(super) const fn friend_reason(sure: bool) -> (crate::edit::Applicability, &'static str) {
    if sure {
        (Safe, "the source has the same word, which is worth less in its language")
    } else {
        (Reported, "a number word that is worth less in another language, and no source tells which is meant")
    }
}

impl Digits {
    /// Its value, and the one with its mark before decimals if it may be read so.
    fn readings(self) -> impl Iterator<Item = Value> {
        let zeros = if self.thousand { 3 } else { 0 };
        [Some(self.numeral.value), self.numeral.decimal].into_iter().flatten().map(move |value| value.shifted(zeros))
    }
}

impl Numeral {
    /// Four digits as a year of our time has them.
    fn is_like_a_year(&self) -> bool {
        self.notation == Notation::Bare && !self.value.below(1900) && self.value.below(2100)
    }
}

impl End {
    /// True if French does not write such a number: its notation, a thousand after digits, its size.
    fn is_foreign(&self, sure_from: u64) -> bool {
        let numeral = self.digits.numeral;
        let notation = match numeral.notation {
            Notation::Bare => !numeral.is_like_a_year() || numeral.value.is_multiple_of_hundred(),
            Notation::Grouped(mark) => mark == '.',
            Notation::Plain | Notation::Decimal(_) => false,
        };
        notation || self.digits.thousand || !self.value.below(sure_from)
    }
}
