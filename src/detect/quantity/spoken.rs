//! Quantities in words: "cent mille millions", "des milliers de millions", "deux billions".

use super::count::Reader;
use super::digits::friend_reason;
use super::value::Value;
use super::{Place, Proposal, Scan, alike};
use crate::edit::Applicability::{Reported, Safe, Suggested};
use crate::lang::features::Number;
use crate::text::{Span, fold};
use std::ops::Range;

impl Scan<'_> {
    /// `words` a thousand `rest` of the unit; a thousand and words on either side may lack.
    pub(super) fn spoken(
        &self,
        place: &Place<'_>,
        words: &Range<usize>,
        thousand: &Range<usize>,
        rest: &Range<usize>,
    ) -> Option<Proposal> {
        let (reader, row) = (place.reader, place.row);
        let first = if words.is_empty() { thousand.start } else { words.start };
        let before = reader.before(first);
        let table = &self.termbase.numbers;
        // "en deux mille" is a year.
        if Self::is_one_of(reader, before, &table.years) || Self::is_one_of(reader, before, &table.labels) {
            return None;
        }
        if !row.false_friend.is_empty() {
            return thousand.is_empty().then(|| self.spoken_friend(place, words)).flatten();
        }
        let one = words.is_empty() || reader.spoken(words) == Some(Value::of(1));
        if thousand.is_empty() {
            let edit = if let Some((singular, plural)) = &row.below {
                place.rename(place.unit().start(), if one { singular } else { plural })
            } else {
                self.renamed(place, words, one, self.zeros(&row.unit)? - self.zeros(&row.becomes)?)?
            };
            let because = "a number word of another language";
            return Some(Proposal { edits: vec![edit], applicability: Safe, because });
        }
        if row.becomes.is_empty() {
            return None;
        }
        let form = if one { &row.becomes } else { &row.becomes_plural };
        let mille = reader.tokens[thousand.start].span;
        let (mut edits, mut applicability) = (self.agreed(reader, words).into_iter().collect::<Vec<_>>(), Safe);
        let (start, lead) =
            if words.is_empty() { self.led(reader, thousand.start, "un") } else { (mille.start(), String::new()) };
        if rest.is_empty() {
            let (span, text) = place.rename(start, form);
            edits.push((span, format!("{lead}{text}")));
        } else {
            // "deux mille cinq cents millions" is right, and old: "deux milliards cinq cents millions".
            edits.push((Span::new(start, mille.end()), format!("{lead}{form}")));
            if let Some((_, plural)) = &row.below {
                edits.push(place.rename(place.unit().start(), plural));
            }
            applicability = Suggested;
        }
        let mut because = "a number counted in thousands of its unit";
        // "les mille millions", "quelques mille millions"
        let determined = before.is_some_and(|at| self.termbase.language.determiner(&reader.word(at)).is_some());
        if determined && one {
            (applicability, because) = (Reported, "the determiner before it does not go with one");
        }
        Some(Proposal { edits, applicability, because })
    }

    /// Where the text that begins with `word` in the place of token `at` starts, and how: an elision before it
    /// is made or undone ("de mille" → "d'un").
    fn led(&self, reader: &Reader<'_>, at: usize, word: &str) -> (usize, String) {
        let language = self.termbase.language;
        let model = reader.tokens[at].span;
        let word = alike(word, model.of(reader.text));
        let plain = (model.start(), format!("{word} "));
        let Some(before) = reader.before(at) else { return plain };
        let span = reader.tokens[before].span;
        let is_determiner = language.determiner(&reader.word(before)).is_some();
        let Some(short) = language.short(&reader.word(before)).filter(|_| !is_determiner) else { return plain };
        let short = short.replace('\'', &self.facts.apostrophe.to_string());
        (span.start(), format!("{}{word} ", alike(&short, span.of(reader.text))))
    }

    /// "deux cent mille" and "quatre-vingt mille" take their s before a noun, which "milliards" is.
    fn agreed(&self, reader: &Reader<'_>, words: &Range<usize>) -> Option<(Span, String)> {
        let last = words.end.checked_sub(1).filter(|last| *last > words.start)?;
        let cardinal = &self.numbers.cardinal;
        let word = reader.word(last);
        let (value, before) =
            (*cardinal.get(&word)?, (words.start..last).rev().find_map(|i| cardinal.get(&reader.word(i))));
        let times = matches!((value, before), (100, Some(2..=9)) | (20, Some(4)));
        let plural = cardinal.iter().find(|(other, v)| **v == value && **other > word).map(|(other, _)| other)?;
        let span = reader.tokens[last].span;
        times.then(|| (span, alike(plural, span.of(reader.text))))
    }

    /// "deux billions", "un trillion"
    fn spoken_friend(&self, place: &Place<'_>, words: &Range<usize>) -> Option<Proposal> {
        let (reader, row) = (place.reader, place.row);
        let value = reader.spoken(words)?;
        let (own, new) = (self.zeros(&row.unit)?, self.zeros(&row.becomes)?);
        let (foreign, told) = self.foreign_zeros(place)?;
        let at = place.unit().start();
        let says = |zeros: i32| self.source().has(at, value.shifted(zeros));
        let (right, wrong) = (says(own), told && says(foreign));
        if right && !wrong {
            return None;
        }
        let edit = self.renamed(place, words, value == Value::of(1), foreign - new)?;
        let (applicability, because) = friend_reason(wrong && !right);
        Some(Proposal { edits: vec![edit], applicability, because })
    }

    /// The unit of `words` written as `becomes`, which has so many zeros less.
    fn renamed(&self, place: &Place<'_>, words: &Range<usize>, one: bool, zeros: i32) -> Option<(Span, String)> {
        let (at, row) = (place.unit().start(), place.row);
        match zeros {
            0 => Some(place.rename(at, if one { &row.becomes } else { &row.becomes_plural })),
            // "un trillion" is "mille milliards", and "d'un trillion" "de mille milliards".
            3 => {
                let (start, lead) = if one { self.unled(place.reader, words.start) } else { (at, String::new()) };
                let (span, text) = place.rename(start, &format!("mille {}", row.becomes_plural));
                Some((span, format!("{lead}{text}")))
            }
            _ => None,
        }
    }

    /// Where a text without elision in the place of token `at` starts, with the full form of what was elided.
    fn unled(&self, reader: &Reader<'_>, at: usize) -> (usize, String) {
        let elided = reader.before(at).filter(|&before| !reader.tokens[at].spaced && before + 1 == at);
        let full = elided.and_then(|before| {
            let word: String = reader.word(before).chars().map(fold::fold_mark).collect();
            Some((before, self.termbase.language.full(&word)?))
        });
        full.map_or_else(
            || (reader.tokens[at].span.start(), String::new()),
            |(before, full)| (reader.tokens[before].span.start(), format!("{full} ")),
        )
    }

    /// "des milliers de millions" → "des milliards"
    pub(super) fn linked(place: &Place<'_>, thousands: &Range<usize>, number: Number) -> Option<Proposal> {
        let row = place.row;
        if !row.false_friend.is_empty() || row.becomes.is_empty() {
            return None;
        }
        let form = if number == Number::Singular { &row.becomes } else { &row.becomes_plural };
        let edit = place.rename(place.reader.tokens[thousands.start].span.start(), form);
        Some(Proposal { edits: vec![edit], applicability: Safe, because: "a number counted in thousands of its unit" })
    }
}
