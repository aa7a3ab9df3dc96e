//! A candidate with what stands around it.

use super::place::Place;
use super::weights::Weights;
use crate::detect::{Candidate, Detection};
use crate::document::{Document, Facts};
use crate::glossary::{EntryId, Termbase};
use crate::text::words::TokenKind;
use std::ops::{Deref, Range};

/// A candidate with its surroundings read.
#[derive(Clone, Debug)]
pub struct Context<'c> {
    place: Place<'c>,
    /// The entry that the candidate may stand for.
    pub entry: EntryId,
}

impl<'c> Deref for Context<'c> {
    type Target = Place<'c>;

    fn deref(&self) -> &Place<'c> {
        &self.place
    }
}

impl<'c> Context<'c> {
    /// Reads the surroundings of `candidate`.
    #[must_use]
    pub fn new(
        document: &'c Document,
        facts: &'c Facts,
        detection: &'c Detection,
        termbase: &'c Termbase,
        weights: &'c Weights,
        candidate: &Candidate,
    ) -> Self {
        let heads = &termbase.kind(termbase.entry(candidate.entry)).heads;
        let place = Place::new(document, facts, detection, termbase, weights, candidate.tokens.clone(), heads);
        Self { place, entry: candidate.entry }
    }

    /// True if a right or a wrong form of the candidate's own entry begins at token `at`.
    #[must_use]
    pub fn stands_for_own(&self, at: usize) -> bool {
        let (all, mentions) = (&self.detection.candidates, self.detection.mentions.get(&self.entry));
        let here = all[all.partition_point(|other| other.tokens.start < at)..].iter();
        mentions.is_some_and(|places| places.binary_search(&at).is_ok())
            || here.take_while(|other| other.tokens.start == at).any(|other| other.entry == self.entry)
    }

    /// True if `tokens` are a name of the entry's field: one of its cues, as it is written, and no common word.
    #[must_use]
    pub fn is_field_name(&self, tokens: &Range<usize>) -> bool {
        if tokens.is_empty() {
            return false;
        }
        let text = self.token(tokens.start).span.cover(self.token(tokens.end - 1).span).of(self.text);
        let mut cues = self.termbase.entry(self.entry).cues.iter();
        let coined = |at: usize| self.token(at).kind == TokenKind::Word && !self.lexicon().knows(self.word(at));
        cues.any(|cue| self.termbase.cues[cue.id.0 as usize] == text)
            && (text.contains(char::is_uppercase) || tokens.clone().any(coined))
    }
}
