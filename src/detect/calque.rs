//! Places where a rule for a phrase applies.

use super::Detection;
use crate::calque::{Calque, Part, Piece, Sort};
use crate::document::{Document, Facts};
use crate::glossary::schema::Status;
use crate::glossary::{CalqueRule, Termbase};
use crate::lang::features::{Gender, Number, Pos, Tag};
use crate::text::fold::{self, Case};
use crate::text::sentences::cover;
use crate::text::words::TokenKind;
use std::ops::Range;

/// A phrase that a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalqueHit {
    /// Index of the rule in the termbase.
    pub rule: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The tokens of each slot.
    pub slots: Vec<Range<usize>>,
    /// Tokens of the words of its field that stand in the sentence.
    pub near: Vec<usize>,
    /// The acronym of the rule, if the source has it too.
    pub sourced: Option<String>,
}

/// Most tokens of a name, and most tokens before the word that a rule is found by.
const NAME: usize = 4;
const BEFORE: usize = 12;

/// Finds the calques of `document`.
#[must_use]
pub fn calques(document: &Document, facts: &Facts, detection: &Detection, termbase: &Termbase) -> Vec<CalqueHit> {
    let reader = Reader { document, text: &document.text, facts, detection, termbase };
    let mut hits: Vec<CalqueHit> = Vec::new();
    for at in 0..facts.tokens.len() {
        let rules = termbase.index.calques(facts.tokens[at].key);
        if rules.is_empty() || facts.is_foreign(at) {
            continue;
        }
        for rule in rules.iter().map(|&rule| usize::from(rule)) {
            let row = &termbase.calques[rule];
            let found = (row.status != Status::Off).then(|| reader.around(rule, row, at)).flatten();
            hits.extend(found);
        }
    }
    longest(&mut hits);
    hits
}

/// Leaves out what stands inside a longer hit: who writes a rule for "le Meta-président" knows more than who
/// writes one for "Meta-président".
fn longest(hits: &mut Vec<CalqueHit>) {
    hits.sort_by_key(|hit| (hit.tokens.start, std::cmp::Reverse(hit.tokens.end), hit.rule));
    let mut end = 0;
    let mut last = 0..0;
    hits.retain(|hit| {
        let inside = hit.tokens.end <= end && hit.tokens != last;
        if hit.tokens.end > end {
            end = hit.tokens.end;
            last = hit.tokens.clone();
        }
        !inside
    });
}

struct Reader<'d> {
    document: &'d Document,
    text: &'d str,
    facts: &'d Facts,
    detection: &'d Detection,
    termbase: &'d Termbase,
}

/// Where an acronym comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    /// The source has it.
    Source(String),
    /// There is no source, or it has another one that may have become this one.
    Unknown,
    /// The source has none: whoever wrote the text meant another thing, or wrote a word in capitals ("l'UN").
    Elsewhere,
}

/// The acronyms of `text`, without their dots ("U.S.", "EE. UU.").
fn acronyms(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.replace('.', ""));
    words.filter(|word| is_acronym(word)).collect()
}

/// True for two capital letters or more, and nothing else.
fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

impl Reader<'_> {
    /// The place of `rule` whose anchor is token `at`.
    fn around(&self, rule: usize, row: &CalqueRule, at: usize) -> Option<CalqueHit> {
        let sentence = self.facts.sentence(at);
        let (anchor, _) = row.calque.anchor;
        let first = sentence.start.max(at.saturating_sub(BEFORE));
        let places = (first..=at).find_map(|start| {
            let mut places = Vec::new();
            let matched = self.matches(&row.calque, start, &sentence, &mut places);
            (matched && places[anchor].start == at && !places[anchor].is_empty()).then_some(places)
        })?;
        let tokens = places.iter().map(|p| p.start).min()?..places.iter().map(|p| p.end).max()?;
        let masked = tokens.clone().any(|i| self.facts.tokens[i].kind == TokenKind::Masked);
        if masked || !self.is_free(row, &tokens, &sentence) {
            return None;
        }
        let origin = self.origin(row, &tokens);
        if origin == Origin::Elsewhere {
            return None;
        }
        let lexicon = self.termbase.language.lexicon();
        let is_form = |i: usize, lemmas: &[String]| self.facts.is_form_of(self.text, i, lexicon, lemmas);
        let silenced = row
            .never
            .iter()
            .any(|phrase| phrase.find(self.text, &self.facts.tokens, sentence.clone(), &is_form, |_| true).is_some());
        let near: Vec<usize> = row
            .near
            .iter()
            .filter_map(|cue| {
                let standing = self.detection.cues.get(cue)?;
                standing.iter().copied().find(|i| sentence.contains(i) && !tokens.contains(i))
            })
            .collect();
        if silenced || near.len() < row.enough {
            return None;
        }
        let slots = row.calque.parts.iter().zip(&places).filter(|(part, _)| matches!(part, Part::Slot(_)));
        let slots = slots.map(|(_, place)| place.clone()).collect();
        let sourced = if let Origin::Source(acronym) = origin { Some(acronym) } else { None };
        Some(CalqueHit { rule, tokens, slots, near, sourced })
    }

    /// Where the acronym of `row` at `tokens` comes from, as far as the source tells.
    fn origin(&self, row: &CalqueRule, tokens: &Range<usize>) -> Origin {
        let parts = &row.calque.parts;
        let own = parts.iter().filter_map(|part| if let Part::Exact(word) = part { Some(word.as_str()) } else { None });
        let own: Vec<&str> = own.filter(|word| is_acronym(word)).collect();
        let Some((part, source)) = self.facts.translated(self.document, cover(&self.facts.tokens, tokens)) else {
            return Origin::Unknown;
        };
        if own.is_empty() {
            return Origin::Unknown;
        }
        let theirs = acronyms(source);
        if let Some(word) = own.iter().find(|word| theirs.iter().any(|other| other == *word)) {
            return Origin::Source((*word).to_owned());
        }
        let said = row.calque.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(acronyms(text)),
            _ => None,
        });
        let said: Vec<String> = said.flatten().collect();
        let ours = acronyms(part.of(self.text));
        // One that the text lacks may have become this one by way of a third language: VAT, IVA, TVA.
        let may = |other: &String| said.contains(other) || !ours.contains(other);
        if theirs.iter().any(may) { Origin::Unknown } else { Origin::Elsewhere }
    }

    /// False where an acronym is part of a longer name ("AI Act"), of a compound, or of a line in capitals.
    fn is_free(&self, row: &CalqueRule, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
        if !row.calque.parts.iter().any(|part| matches!(part, Part::Exact(_))) {
            return true;
        }
        let lower = |i: usize| self.facts.tokens[i].is_word() && Case::of(self.word(i)) == Case::Lower;
        let word = |i: usize| self.word(i).chars().count() > 2 && lower(i);
        if !sentence.clone().any(word) {
            return false;
        }
        let tied = |i: usize| matches!(self.word(i), "-" | "." | "/" | "_" | "&") && !self.facts.tokens[i].spaced;
        if tokens.start > sentence.start && tied(tokens.start - 1) {
            return false;
        }
        let Some(next) = Some(tokens.end).filter(|&i| i < sentence.end) else { return true };
        let goes_on = tied(next) && next + 1 < sentence.end && !self.facts.tokens[next + 1].spaced;
        let named = self.facts.tokens[next].kind == TokenKind::Word
            && Case::is_capitalised(self.word(next))
            && !self.termbase.language.lexicon().contains(self.word(next));
        !goes_on && !named
    }

    fn matches(&self, calque: &Calque, at: usize, sentence: &Range<usize>, places: &mut Vec<Range<usize>>) -> bool {
        let Some(part) = calque.parts.get(places.len()) else { return true };
        // Longest first, so that a name is taken whole.
        for len in self.lengths(calque, part, at, sentence).rev() {
            places.push(at..at + len);
            if self.matches(calque, at + len, sentence, places) {
                return true;
            }
            places.pop();
        }
        false
    }

    /// How many tokens from `at` on `part` may take; an empty range if it does not fit.
    fn lengths(&self, calque: &Calque, part: &Part, at: usize, sentence: &Range<usize>) -> Range<usize> {
        const NONE: Range<usize> = 0..0;
        const EMPTY: Range<usize> = 0..1;
        const ONE: Range<usize> = 1..2;
        let here = at < sentence.end;
        let one = |fits: bool| if fits { ONE } else { NONE };
        match part {
            Part::Start => {
                let opens = at == sentence.start || matches!(self.word(at - 1), "«" | "“" | "\"" | "–" | "—");
                if opens { EMPTY } else { NONE }
            }
            Part::End => {
                let ends = !here || matches!(self.word(at), "." | "," | ";" | ":" | "!" | "?" | "»" | ")" | "…");
                if ends { EMPTY } else { NONE }
            }
            Part::Dot if here && self.word(at) == "." => {
                if at + 1 < sentence.end {
                    ONE
                } else {
                    EMPTY
                }
            }
            Part::Dot => EMPTY,
            _ if !here => NONE,
            Part::Mark(mark) => one(self.word(at) == mark),
            Part::Exact(word) => one(self.word(at) == word),
            Part::Word { text, lemmas, shapes } => {
                let written = |form: &str| fold::same_word(self.word(at), form);
                one(written(text) || shapes.is_some_and(written) || self.is_form(at, lemmas))
            }
            Part::Slot(slot) => match &calque.slots[*slot].1 {
                Sort::Name => {
                    let ahead = (at..sentence.end.min(at + NAME)).take_while(|&i| self.is_name(i, sentence));
                    1..ahead.count() + 1
                }
                Sort::FormOf(words) => {
                    let written = words.iter().any(|word| fold::same_word(self.word(at), word));
                    one(written || self.is_form(at, words))
                }
                sort => one(self.is(sort, at, calque.opens(*slot))),
            },
        }
    }

    fn word(&self, at: usize) -> &str {
        self.facts.tokens[at].span.of(self.text)
    }

    /// True if the word at `at` is of `sort`. An article that `opens` the phrase may be joined with a preposition
    /// ("du NATO"), which then stays before what is said instead.
    fn is(&self, sort: &Sort, at: usize, opens: bool) -> bool {
        let lexicon = self.termbase.language.lexicon();
        let readings = self.facts.readings(self.text, at, lexicon);
        let has = |wanted: fn(&Tag) -> bool| readings.tags.iter().any(wanted);
        let small = Case::of(self.word(at)) == Case::Lower;
        match sort {
            Sort::Noun => has(|tag| tag.pos == Pos::Noun) && small,
            Sort::Adjective => has(|tag| matches!(tag.pos, Pos::Adjective | Pos::PastParticiple)) && small,
            Sort::Adverb => has(|tag| tag.pos == Pos::Adverb),
            Sort::Human => {
                let kinds = &self.termbase.kinds.kind;
                let human = |word: &str| {
                    kinds.values().any(|kind| kind.staff.contains(word))
                        || kinds.get("person").is_some_and(|kind| kind.heads.contains(word))
                };
                human(self.word(at)) || readings.lemmas.iter().any(|(tag, lemma)| tag.pos == Pos::Noun && human(lemma))
            }
            Sort::Infinitive => has(|tag| tag.pos == Pos::Infinitive),
            Sort::Number => self.facts.tokens[at].kind == TokenKind::Number,
            Sort::Preposition(preposition) => {
                let joined = self.termbase.language.determiner(self.word(at)).and_then(|d| d.preposition);
                let elided = self.termbase.language.short(preposition);
                let written = |form: &str| fold::same_word(self.word(at), form);
                written(preposition) || elided.is_some_and(written) || joined == Some(*preposition)
            }
            Sort::Determiner => {
                self.termbase.language.determiner(self.word(at)).is_some_and(|d| opens || d.preposition.is_none())
            }
            Sort::Article => self
                .termbase
                .language
                .determiner(self.word(at))
                .is_some_and(|d| (opens || d.preposition.is_none()) && d.is_definite()),
            Sort::Name | Sort::FormOf(_) => false,
        }
    }

    fn is_form(&self, at: usize, lemmas: &[String]) -> bool {
        let lexicon = self.termbase.language.lexicon();
        if self.facts.is_form_of(self.text, at, lexicon, lemmas) {
            return true;
        }
        // "fermées" is a form of "fermer" to the lexicon, and of "fermé" to who writes a rule.
        let participle =
            self.facts.readings(self.text, at, lexicon).tags.iter().any(|tag| tag.pos == Pos::PastParticiple);
        let base = || lexicon.agree(self.word(at), Gender::Masculine, Number::Singular);
        participle && base().is_some_and(|base| lemmas.contains(&base))
    }

    /// True for a right form, or a capitalised word that is none of the language's.
    fn is_name(&self, at: usize, sentence: &Range<usize>) -> bool {
        if self.detection.named[at] {
            return true;
        }
        let word = self.word(at);
        if self.facts.tokens[at].kind != TokenKind::Word || !Case::is_capitalised(word) || at == sentence.start {
            return false;
        }
        let lexicon = self.termbase.language.lexicon();
        let proper = |tag: Tag| matches!(tag.pos, Pos::ProperName | Pos::FirstName | Pos::Surname);
        lexicon.analyses(word).iter().any(|a| proper(a.tag)) || !lexicon.knows(word)
    }
}

impl CalqueHit {
    /// Why, in one line.
    #[must_use]
    pub fn because(&self, document: &Document, facts: &Facts, rule: &CalqueRule) -> String {
        let whole = cover(&facts.tokens, &self.tokens).of(&document.text);
        let mut because = format!("“{whole}” is put together as another language does");
        if let Some(&near) = self.near.first().filter(|_| rule.enough > 0) {
            because.push_str(&format!("; “{}” in the sentence", facts.tokens[near].span.of(&document.text)));
        }
        if let Some(acronym) = &self.sourced {
            because.push_str(&format!("; “{acronym}” in the source"));
        }
        because
    }
}

#[cfg(test)]
mod tests {
    use super::acronyms;

    #[test]
    fn acronyms_are_read_without_their_dots() {
        assert_eq!(acronyms("The U.S.-led NATO, the EU's and I. A."), ["US", "NATO", "EU"]);
        assert_eq!(acronyms("los EE. UU. y la IA (UE)"), ["EE", "UU", "IA", "UE"]);
        assert!(acronyms("Zorb, A4, a. No").is_empty());
    }
}
