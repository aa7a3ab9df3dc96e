//! What a document or a section is about: whose definition opens it.

use super::frame::Frame;
use super::layout;
use crate::decide::context::Context;
use crate::document::BlockKind;
use crate::lang::DeterminerKind;
use std::ops::Range;

/// How many blocks of a section's beginning are looked at: a note or a list of contents may stand before its
/// first sentence.
const OPENING: usize = 4;

/// "# Rubis" over "Ruby est un langage": the section that the heading stands over defines the name, and does not
/// have the word that stands for it in the heading.
#[must_use]
pub fn defined(context: &Context<'_>) -> Option<Frame> {
    let own = context.facts.block_index(context.tokens.start);
    let (block, kind) = &context.facts.blocks[own];
    if *kind != BlockKind::Title || layout::lead(context, block) != context.tokens {
        return None;
    }
    let below = context.facts.blocks.get(own + 1).filter(|(_, kind)| *kind == BlockKind::Paragraph)?;
    definition(context, &below.0).map(|at| found(context, "defined", at))
}

/// "## Pourquoi la rouille est importante" in a text that begins "Rust est un langage": the headings of a text
/// name its subject. Only where the word stands in no sentence of the text: there it would mean what it says.
#[must_use]
pub fn subject(context: &Context<'_>) -> Option<Frame> {
    let kind = context.facts.kind(context.tokens.start);
    let heads = kind == BlockKind::Title || kind == BlockKind::Cell && layout::heads(context);
    let article = context.determiner.is_some_and(|(_, d)| d.kind == DeterminerKind::Definite);
    // Firms and papers have goals and guards of their own; a language has no rust.
    if !heads || !article || !context.termbase.kind(context.termbase.entry(context.entry)).versions {
        return None;
    }
    let at = opening(context)?;
    (!is_running(context)).then(|| found(context, "topic", at))
}

fn found(context: &Context<'_>, name: &'static str, at: usize) -> Frame {
    Frame { name, span: context.token(at).span, head: None }
}

/// The name where the text begins with its definition, past its title.
fn opening(context: &Context<'_>) -> Option<usize> {
    let mut blocks = context.facts.blocks.iter().take(OPENING);
    let first = blocks.find(|(block, kind)| *kind == BlockKind::Paragraph && !block.is_empty())?;
    definition(context, &first.0)
}

/// The first token of `block` that is the entry's right form, if the block begins with a sentence that says what
/// it is ("Rust est un langage", "Le langage Rust" is no such sentence).
fn definition(context: &Context<'_>, block: &Range<usize>) -> Option<usize> {
    /// "Rust est donc aussi un": a form of the copula and what may stand around it.
    const REACH: usize = 3;
    let named = |at: usize| context.detection.named[at];
    let places = context.detection.mentions.get(&context.entry)?;
    let definite = |at: usize| context.language().determiner(context.word(at)).is_some_and(|d| d.is_definite());
    let first = block.start + usize::from(!block.is_empty() && definite(block.start));
    places.binary_search(&first).ok()?;
    let end = (first..block.end).find(|&at| !named(at))?;
    // "Rust (le langage) est", "Rust, né chez Mozilla, est"
    let from = past_aside(context, end, block.end);
    let within = |at: &usize| *at < block.end;
    let copula = (from..from + REACH).take_while(within).find(|&at| context.is_form_of(at, &["être"]) && context.is_finite(at))?;
    let article = (copula + 1..copula + 1 + REACH).take_while(within).find(|&at| {
        let determiner = context.language().determiner(context.word(at));
        determiner.is_some_and(|d| d.preposition.is_none() && d.kind != DeterminerKind::Possessive)
    })?;
    let passed = (from..copula).chain(copula + 1..article).all(|at| context.passes(at));
    let sentence = context.facts.sentence(first);
    (passed && !stands_in(context, &sentence)).then_some(first)
}

/// Past "(le langage)" or ", né chez Mozilla," to where the sentence goes on.
fn past_aside(context: &Context<'_>, from: usize, end: usize) -> usize {
    /// The longest aside that is looked across, in words.
    const ASIDE: usize = 14;
    let close = match (from < end).then(|| context.word(from)) {
        Some(",") => ",",
        Some("(") => ")",
        _ => return from,
    };
    (from + 1..end.min(from + 1 + ASIDE)).find(|&at| context.word(at) == close).map_or(from, |at| at + 1)
}

/// Where the wrong forms of the entry stand that are not mended.
fn ordinary<'c>(context: &'c Context<'_>) -> impl Iterator<Item = usize> + 'c {
    let own = context.detection.candidates.iter().filter(|other| other.entry == context.entry);
    own.map(|other| other.tokens.start).filter(|&at| !context.detection.named[at])
}

fn stands_in(context: &Context<'_>, sentence: &Range<usize>) -> bool {
    ordinary(context).any(|at| sentence.contains(&at))
}

/// True if a wrong form of the entry stands in running text.
fn is_running(context: &Context<'_>) -> bool {
    ordinary(context).any(|at| matches!(context.facts.kind(at), BlockKind::Paragraph | BlockKind::Item))
}
