//! What a document or a section is about: whose definition opens it.

use super::frame::Frame;
use super::layout;
use crate::decide::context::Context;
use crate::decide::feature::Feature;
use crate::document::BlockKind;
use crate::lang::DeterminerKind;
use std::ops::Range;

/// How many blocks of a section's beginning are looked at: a note or a list of contents may stand before its
/// first sentence.
const OPENING: usize = 4;

/// "# Rubis" over "Ruby est un langage": what the heading stands over begins with the definition of the name, and
/// does not have the word that stands for it in the heading.
#[must_use]
pub fn defined(context: &Context<'_>) -> Option<Frame> {
    let own = context.facts.block_index(context.tokens.start);
    let (block, kind) = &context.facts.blocks[own];
    if *kind != BlockKind::Title || layout::lead(context, block) != context.tokens {
        return None;
    }
    let blocks = &context.facts.blocks;
    let below = blocks.get(own + 1).filter(|(_, kind)| *kind == BlockKind::Paragraph)?;
    let at = definition(context, &below.0)?;
    let end = (own + 1..blocks.len()).find(|&i| blocks[i].1 == BlockKind::Title).unwrap_or(blocks.len());
    (!is_running(context, own + 1..end)).then(|| Frame::at(context, Feature::Defined, at))
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
    (!is_running(context, 0..context.facts.blocks.len())).then(|| Frame::at(context, Feature::Topic, at))
}

/// The name where the text begins with its definition, past its title.
fn opening(context: &Context<'_>) -> Option<usize> {
    let mut blocks = context.facts.blocks.iter().take(OPENING);
    let first = blocks.find(|(block, kind)| *kind == BlockKind::Paragraph && !block.is_empty())?;
    definition(context, &first.0)
}

/// The first token of `block` that is the entry's right form, if the block begins with a sentence that says what
/// it is, in a word of its kind ("Rust est un langage").
fn definition(context: &Context<'_>, block: &Range<usize>) -> Option<usize> {
    /// "n'est donc plus un vrai petit langage": the most words from one of these to the next.
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
    let copula = (from..from + REACH)
        .take_while(within)
        .find(|&at| context.is_form_of(at, &["être"]) && context.is_finite(at))?;
    let article = (copula + 1..copula + 1 + REACH).take_while(within).find(|&at| !context.passes(at))?;
    let determiner = context.language().determiner(context.word(article))?;
    let kind = context.termbase.kind(context.termbase.entry(context.entry));
    let noun = (article + 1..article + 1 + REACH).take_while(within);
    // "est un langage", "est le nouveau langage", but not "est un prénom", "est une des cibles"
    let said = determiner.preposition.is_none()
        && noun.into_iter().any(|at| context.is_noun_of(at, &kind.heads) || context.is_noun_of(at, &kind.predicates));
    ((from..copula).all(|at| context.passes(at)) && said).then_some(first)
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

/// True if a wrong form of the entry stands in the running text of the blocks `among`.
fn is_running(context: &Context<'_>, among: Range<usize>) -> bool {
    let running = |at: usize| matches!(context.facts.kind(at), BlockKind::Paragraph | BlockKind::Item);
    ordinary(context).any(|at| running(at) && among.contains(&context.facts.block_index(at)))
}
