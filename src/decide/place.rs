//! What stands around a stretch of a text: its determiner, its preposition, the words before and after.

use super::weights::Weights;
use crate::detect::{Candidate, Detection};
use crate::document::{Document, Facts, Readings};
use crate::glossary::Termbase;
use crate::lang::features::{Pos, Tag};
use crate::lang::{Determiner, Language, Lexicon};
use crate::text::fold::{self, Case};
use crate::text::words::{Token, TokenKind};
use std::collections::HashSet;
use std::ops::Range;

/// How far a sentence is read before and after a stretch, in words. A list without an end is one sentence
/// too, and the time to read it must not grow with its square.
const WINDOW: usize = 80;

/// A preposition before a noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preposition {
    /// Its token; the determiner's own if the two are one word ("du").
    pub token: usize,
    /// Its full form ("de" for "d'" and "du").
    pub word: String,
}

/// A stretch of a text with its surroundings read.
#[derive(Clone, Debug)]
pub struct Place<'c> {
    /// The text.
    pub text: &'c str,
    /// Its words.
    pub facts: &'c Facts,
    /// What was found in it.
    pub detection: &'c Detection,
    /// The glossaries.
    pub termbase: &'c Termbase,
    /// What evidence weighs.
    pub weights: &'c Weights,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Tokens of its sentence, eighty words either way at most.
    pub sentence: Range<usize>,
    /// First token of its sentence.
    pub head: usize,
    /// The determiner right before it, or before one adjective before it.
    pub determiner: Option<(usize, Determiner)>,
    /// An adjective between determiner and stretch.
    pub adjective_before: Option<usize>,
    /// The preposition of the noun phrase.
    pub preposition: Option<Preposition>,
}

impl<'c> Place<'c> {
    /// Reads the surroundings of `tokens`; an adjective that is a noun of `heads` too is no adjective before them.
    #[must_use]
    pub fn new(
        document: &'c Document,
        facts: &'c Facts,
        detection: &'c Detection,
        termbase: &'c Termbase,
        weights: &'c Weights,
        tokens: Range<usize>,
        heads: &HashSet<String>,
    ) -> Self {
        let whole = facts.sentence(tokens.start);
        let near = tokens.start.saturating_sub(WINDOW)..tokens.end + WINDOW;
        let mut place = Self {
            text: &document.text,
            facts,
            detection,
            termbase,
            weights,
            tokens,
            sentence: whole.start.max(near.start)..whole.end.min(near.end),
            head: whole.start,
            determiner: None,
            adjective_before: None,
            preposition: None,
        };
        let language = termbase.language;
        let capital = Case::is_capitalised(place.word(place.tokens.start));
        let mut left = place.before(place.tokens.start);
        // "le logiciel Moteur": a noun that could be an adjective is the head of a capitalised name.
        let adjective = |at: usize| {
            let noun = place.tags(at).iter().any(|tag| tag.pos == Pos::Noun);
            let head = noun && (capital || place.is_noun_of(at, heads));
            language.determiner(place.word(at)).is_none() && place.is_adjective(at) && !head
        };
        if let Some(at) = left.filter(|&at| adjective(at)) {
            let outer = place.before(at);
            if outer.is_some_and(|d| language.determiner(place.word(d)).is_some()) {
                place.adjective_before = Some(at);
                left = outer;
            }
        }
        place.determiner = left.and_then(|at| language.determiner(place.word(at)).map(|d| (at, d)));
        place.preposition = match place.determiner {
            Some((at, Determiner { preposition: Some(word), .. })) => {
                Some(Preposition { token: at, word: word.to_owned() })
            }
            Some((at, _)) => place.before(at).and_then(|p| place.preposition_at(p)),
            None => left.and_then(|p| place.preposition_at(p)),
        };
        place
    }

    fn preposition_at(&self, at: usize) -> Option<Preposition> {
        let word = self.word(at);
        let language = self.termbase.language;
        let full = language.full(word).map_or_else(|| fold_word(word), str::to_owned);
        language.is_preposition(word).then_some(Preposition { token: at, word: full })
    }

    /// The language of the text.
    #[must_use]
    pub fn language(&self) -> &'static dyn Language {
        self.termbase.language
    }

    /// Its words.
    #[must_use]
    pub fn lexicon(&self) -> &'static Lexicon {
        self.termbase.language.lexicon()
    }

    /// The text of token `at`.
    #[must_use]
    pub fn word(&self, at: usize) -> &'c str {
        self.facts.tokens[at].span.of(self.text)
    }

    /// Token `at`.
    #[must_use]
    pub fn token(&self, at: usize) -> Token {
        self.facts.tokens[at]
    }

    /// The candidates in the part of the sentence that is read, in order of place.
    #[must_use]
    pub fn candidates_near(&self) -> &'c [Candidate] {
        let all = &self.detection.candidates;
        let from = all.partition_point(|candidate| candidate.tokens.start < self.sentence.start);
        let until = all.partition_point(|candidate| candidate.tokens.start < self.sentence.end);
        &all[from..until]
    }

    /// The token before `at` within the sentence.
    #[must_use]
    pub fn before(&self, at: usize) -> Option<usize> {
        (at > self.sentence.start).then(|| at - 1)
    }

    /// Token `at` if it is within the sentence.
    #[must_use]
    pub fn within(&self, at: usize) -> Option<usize> {
        (at < self.sentence.end).then_some(at)
    }

    /// True if token `at` is written `word`, in any case.
    #[must_use]
    pub fn is(&self, at: usize, word: &str) -> bool {
        fold::same_word(self.word(at), word)
    }

    fn readings(&self, at: usize) -> &'c Readings {
        self.facts.readings(self.text, at, self.lexicon())
    }

    /// The readings of token `at`.
    #[must_use]
    pub fn tags(&self, at: usize) -> &'c [Tag] {
        &self.readings(at).tags
    }

    /// True if token `at` is a form of one of the dictionary forms `lemmas`.
    #[must_use]
    pub fn is_form_of(&self, at: usize, lemmas: &[impl AsRef<str>]) -> bool {
        self.facts.is_form_of(self.text, at, self.lexicon(), lemmas)
    }

    /// True if a dictionary form of token `at` with a part of speech that `wanted` takes is in `set`.
    #[must_use]
    pub fn is_of(&self, at: usize, set: &HashSet<String>, wanted: impl Fn(Tag) -> bool) -> bool {
        self.token(at).kind == TokenKind::Word
            && (set.contains(self.word(at))
                || self.readings(at).lemmas.iter().any(|(tag, lemma)| wanted(*tag) && set.contains(lemma)))
    }

    /// True if a noun reading of token `at`, or the token itself, is in `set`.
    #[must_use]
    pub fn is_noun_of(&self, at: usize, set: &HashSet<String>) -> bool {
        self.is_of(at, set, |tag| matches!(tag.pos, Pos::Noun | Pos::Adjective))
    }

    /// True if token `at` reads as an adjective and not as a finite verb.
    #[must_use]
    pub fn is_adjective(&self, at: usize) -> bool {
        let tags = self.tags(at);
        tags.iter().any(|tag| matches!(tag.pos, Pos::Adjective | Pos::PastParticiple))
            && !tags.iter().any(|tag| tag.pos == Pos::Verb && (tag.third_singular || tag.third_plural))
    }

    /// True if token `at` reads as a finite verb of the third person.
    #[must_use]
    pub fn is_finite(&self, at: usize) -> bool {
        self.tags(at).iter().any(|tag| tag.pos == Pos::Verb && (tag.third_singular || tag.third_plural))
    }

    /// The first token of the noun phrase, its determiner included.
    #[must_use]
    pub fn start(&self) -> usize {
        self.determiner.map_or(self.tokens.start, |(at, _)| at)
    }

    /// The noun that ends right before token `at`, past adjectives, if it is in `set`.
    #[must_use]
    pub fn noun_before(&self, at: usize, set: &HashSet<String>) -> Option<usize> {
        /// "géant technologique américain de": more adjectives than two are not a phrase that is written.
        const ADJECTIVES: usize = 3;
        let mut token = self.before(at)?;
        for _ in 0..=ADJECTIVES {
            if self.is_noun_of(token, set) || set.contains(self.hyphenated(token)) {
                return Some(token);
            }
            let tags = self.tags(token);
            let passable = tags.iter().any(|t| matches!(t.pos, Pos::Adjective | Pos::PastParticiple | Pos::Adverb));
            if !passable {
                return None;
            }
            token = self.before(token)?;
        }
        None
    }

    /// True if token `at` may stand between a subject and its verb: an adverb, a negation, a pronoun.
    #[must_use]
    pub fn passes(&self, at: usize) -> bool {
        self.termbase.kinds.common.between.contains(&fold_word(self.word(at)))
            || self.tags(at).iter().any(|tag| tag.pos == Pos::Adverb)
    }

    /// The hyphenated word that ends with token `at` ("start-up"), or the token alone.
    #[must_use]
    pub fn hyphenated(&self, at: usize) -> &'c str {
        let mut first = at;
        while first >= self.sentence.start + 2
            && self.word(first - 1) == "-"
            && !self.token(first).spaced
            && !self.token(first - 1).spaced
        {
            first -= 2;
        }
        self.token(first).span.cover(self.token(at).span).of(self.text)
    }

    /// True if token `at` is a name: a right form, or capitalised where no sentence begins and no
    /// common word is.
    #[must_use]
    pub fn is_name(&self, at: usize) -> bool {
        if self.detection.named[at] {
            return true;
        }
        let word = self.word(at);
        if self.token(at).kind != TokenKind::Word || !Case::is_capitalised(word) || self.opens(at) {
            return false;
        }
        let tags = self.lexicon().analyses(word);
        let lower = word.to_lowercase();
        tags.iter().any(|a| a.tag.pos == Pos::ProperName) || tags.is_empty() && !self.lexicon().contains(&lower)
    }

    /// True if token `at` is a name of the language's own, written with a capital in its own sense too ("Amazonie").
    #[must_use]
    pub fn is_proper(&self, at: usize) -> bool {
        let word = self.word(at);
        self.lexicon().contains(word) && !self.lexicon().contains(&word.to_lowercase())
    }

    /// True if token `at`, as it is written, may be a name of the language's own: a town, a given name ("Tours").
    #[must_use]
    pub fn is_own_name(&self, at: usize) -> bool {
        let word = fold::capitalise(&self.word(at).to_lowercase());
        self.lexicon().analyses(&word).iter().any(|a| matches!(a.tag.pos, Pos::ProperName | Pos::FirstName))
    }

    /// True if no word of the stretch is one of the language: it can only be a name.
    #[must_use]
    pub fn is_name_like(&self) -> bool {
        self.tokens.clone().all(|at| !self.lexicon().knows(self.word(at)))
    }

    /// True if the stretch is an infinitive at the head of its sentence and no noun: with or without a capital
    /// French has such subjects.
    #[must_use]
    pub fn is_infinitive(&self) -> bool {
        let tags = self.tags(self.tokens.start);
        self.tokens.start == self.head
            && self.tokens.len() == 1
            && tags.iter().any(|tag| tag.pos == Pos::Infinitive)
            && tags.iter().all(|tag| tag.pos != Pos::Noun)
    }

    /// True if token `at` is a given name.
    #[must_use]
    pub fn is_first_name(&self, at: usize) -> bool {
        let word = fold::capitalise(&self.word(at).to_lowercase());
        self.lexicon().analyses(&word).iter().any(|a| a.tag.pos == Pos::FirstName)
    }

    /// True if a sentence, a quotation or a clause after a colon begins with token `at`, so that its
    /// capital says nothing.
    #[must_use]
    pub fn opens(&self, at: usize) -> bool {
        at == self.head
            || at > 0
                && matches!(
                    self.word(at - 1),
                    "«" | "“" | "\"" | ":" | "•" | "-" | "–" | "—" | "*" | "(" | "[" | "." | "|"
                )
    }
}

/// Small letters and straight apostrophes.
#[must_use]
pub fn fold_word(word: &str) -> String {
    word.chars().map(fold::fold_mark).collect::<String>().to_lowercase()
}
