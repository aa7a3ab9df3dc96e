//! Cues: words of the entry's field, weighed by how near they stand.

use crate::decide::context::Context;
use crate::decide::weights;
use crate::document::BlockKind;
use crate::glossary::phrase::Phrase;
use crate::glossary::schema::Scope;
use crate::glossary::{Cue, Entry};

/// A cue that counts, where, and how near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its token.
    pub token: usize,
    /// How near.
    pub scope: Scope,
    /// True for a word that says what the name is, not which ("journal").
    pub generic: bool,
    /// True for a word of the language, which other texts have too ("lessive").
    pub common: bool,
    /// Weight and farthest scope of its own.
    pub own: Option<i32>,
}

/// The nearest place of each cue of `entry`; `extra` adds the places of names that were mended.
#[must_use]
pub fn near<'m>(context: &Context<'_>, entry: &Entry, extra: &dyn Fn(&Cue) -> &'m [usize]) -> Vec<Near> {
    let block = context.facts.block(context.tokens.start);
    let mut found: Vec<Near> = Vec::new();
    for cue in &entry.cues {
        // The name itself is memory's business.
        let text = &context.termbase.cues[cue.id.0 as usize];
        if entry.forms.contains(text) {
            continue;
        }
        let standing = context.detection.cues.get(&cue.id).map_or(&[][..], Vec::as_slice);
        let places = beside(standing, &context.tokens).chain(beside(extra(cue), &context.tokens));
        let best = places
            .filter_map(|at| {
                let scope = if context.sentence.contains(&at) && !cut_off(context, cue, at) {
                    Scope::Sentence
                } else if block.contains(&at) {
                    Scope::Paragraph
                } else if at.abs_diff(context.tokens.start) > weights::REACH {
                    return None;
                } else if context.facts.kind(at) == BlockKind::Title {
                    Scope::Title
                } else {
                    Scope::Document
                };
                Some((scope, at.abs_diff(context.tokens.start), at))
            })
            .min();
        let Some((scope, _, token)) = best else { continue };
        if cue.own.is_none_or(|(farthest, _)| scope <= farthest) && found.iter().all(|near| near.token != token) {
            let common = !text.contains(char::is_uppercase) && !text.contains(' ');
            let generic = context.termbase.kind(entry).heads.contains(text);
            found.push(Near { token, scope, generic, common, own: cue.own.map(|(_, weight)| weight) });
        }
    }
    found.sort_by_key(|near| (near.scope, near.token));
    found
}

/// The places of a cue nearest to the candidate, one before and one after it: farther ones say less.
fn beside<'p>(places: &'p [usize], tokens: &std::ops::Range<usize>) -> impl Iterator<Item = usize> + use<'p> {
    let before = places[..places.partition_point(|&place| place < tokens.start)].last();
    let after = places.get(places.partition_point(|&place| place < tokens.end));
    before.into_iter().chain(after).copied()
}

/// True if a barrier of the cue stands between it and the candidate.
fn cut_off(context: &Context<'_>, cue: &Cue, at: usize) -> bool {
    let between = if at < context.tokens.start { at + 1..context.tokens.start } else { context.tokens.end..at };
    let is_form = |at: usize, lemmas: &[String]| context.is_form_of(at, lemmas);
    let tokens = &context.facts.tokens;
    let stands = |phrase: &Phrase| phrase.find(context.text, tokens, between.clone(), &is_form, |_| true).is_some();
    cue.barrier.iter().any(stands)
}

/// What each of `found` adds, the caps applied in order of nearness.
#[must_use]
pub fn weigh(found: &[Near]) -> Vec<i32> {
    let mut sums = [0; 3];
    let mut total = 0;
    let scales = [weights::CUE_SENTENCE, weights::CUE_PARAGRAPH, weights::CUE_DOCUMENT];
    found
        .iter()
        .map(|near| {
            if let Some(own) = near.own {
                return own;
            }
            let row = match near.scope {
                Scope::Sentence => 0,
                Scope::Paragraph => 1,
                Scope::Title | Scope::Document => 2,
            };
            let (first, further, cap) = scales[row];
            let first = if near.scope == Scope::Title { weights::CUE_TITLE } else { first };
            let first = if near.common { first.min(weights::CUE_COMMON) } else { first };
            let wanted = if sums[row] == 0 { first } else { further };
            let given = wanted.min(cap - sums[row]).min(weights::CUE_CAP - total).max(0);
            sums[row] += given;
            total += given;
            given
        })
        .collect()
}
