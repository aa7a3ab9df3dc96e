//! Names by their place on the page: a heading, a cell or the lead of an item that is nothing but a name,
//! beside others that are.

use super::frame::Frame;
use super::topic;
use crate::decide::context::Context;
use crate::decide::feature::Feature;
use crate::document::BlockKind;
use crate::glossary::{Entry, EntryId};
use crate::lang::features::{Pos, Tag};
use crate::text::fold::Case;
use crate::text::words::TokenKind;
use std::ops::Range;

/// How many blocks before and after are looked at for others of the kind: a table's row or two, a section's
/// headings.
const NEIGHBOURS: usize = 24;

/// How many blocks before and after are looked at for the sister headings of a heading, whose sections stand
/// between them.
const SISTERS: usize = 400;

/// How many of them have to be names.
const NAMES: usize = 2;

/// "### Angulaire", "| Framboise Pi | … |", "- Mise en veille prolongée : …": the candidate is all that stands
/// there; two others about it that are names ("### Vue.js"), its definition below, or a name in brackets.
#[must_use]
pub fn frames(context: &Context<'_>) -> Vec<Frame> {
    let own = context.facts.block_index(context.tokens.start);
    let blocks = &context.facts.blocks;
    let (tokens, kind) = &blocks[own];
    let found = |feature| Frame::at(context, feature, context.tokens.start);
    let mut frames: Vec<Frame> = topic::subject(context).into_iter().collect();
    if *kind != BlockKind::Paragraph && glossed(context, tokens) {
        frames.push(found(Feature::Glossed));
    }
    let lead = lead(context, tokens);
    let whole = lead == context.tokens || context.determiner.is_some() && lead == (context.start()..context.tokens.end);
    if *kind == BlockKind::Paragraph || !whole || !Case::is_capitalised(context.word(lead.start)) {
        return frames;
    }
    if *kind != BlockKind::Title && describes(context) || *kind == BlockKind::Cell && heads(context) {
        return frames;
    }
    frames.push(found(Feature::Alone));
    let (wrong, right): (Vec<usize>, Vec<usize>) = sisters(context, own).partition(|&i| !names(context, i));
    // A wrong form beside it may be another name of the field: with one right name it makes up a pair.
    let both =
        right.len() + wrong.iter().filter(|&&i| is_wrong_name(context, &self::lead(context, &blocks[i].0))).count();
    if !right.is_empty() && both >= NAMES {
        frames.push(found(Feature::Parallel));
    }
    frames.extend(topic::defined(context));
    frames
}

/// "| Rapide | Lent |": cells and items describe, so an adjective there is one.
fn describes(context: &Context<'_>) -> bool {
    let has = |wanted: fn(&Tag) -> bool| context.tokens.clone().any(|at| context.tags(at).iter().any(wanted));
    has(|tag| matches!(tag.pos, Pos::Adjective | Pos::PastParticiple)) && !has(|tag| tag.pos == Pos::Noun)
}

/// The blocks about block `own` that are what it is: the cells of its column, the items about it, the headings of
/// its rank.
fn sisters<'c>(context: &'c Context<'_>, own: usize) -> impl Iterator<Item = usize> + 'c {
    let blocks = &context.facts.blocks;
    let (tokens, kind) = &blocks[own];
    let place = |block: &Range<usize>| Place::of(context.text, context.token(block.start).span.start());
    let here = place(tokens);
    let rank = |i: usize| match &blocks[i] {
        (block, BlockKind::Title) if !block.is_empty() => rank(context, block),
        _ => None,
    };
    let own_rank = rank(own);
    let reach = if own_rank.is_some() { SISTERS } else { NEIGHBOURS };
    // A heading of a higher rank ends the section that the sisters share.
    let higher = move |i: &usize| own_rank.is_some_and(|own| rank(*i).is_some_and(|other| other < own));
    let before = (own.saturating_sub(reach)..own).rev().take_while(move |i| !higher(i));
    let after = (own + 1..(own + reach + 1).min(blocks.len())).take_while(move |i| !higher(i));
    let sister = move |i: &usize| {
        let (block, other) = &blocks[*i];
        !block.is_empty()
            && other == kind
            && (own_rank.is_none() || rank(*i) == own_rank)
            && (*kind != BlockKind::Cell || here.shares_column(&place(block)))
    };
    before.chain(after).filter(sister)
}

/// True if block `i` begins with a name, and another one than the candidate's: no two sections have one heading.
fn names(context: &Context<'_>, i: usize) -> bool {
    let lead = lead(context, &context.facts.blocks[i].0);
    if context.stands_for_own(lead.start) {
        return false;
    }
    let coined = lead.clone().all(|at| is_name(context, at)) && lead.clone().any(|at| is_word(context, at));
    !lead.is_empty() && (coined || context.is_field_name(&lead))
}

/// True if `tokens` are a wrong form of another name that belongs to the candidate's.
pub(super) fn is_wrong_name(context: &Context<'_>, tokens: &Range<usize>) -> bool {
    let all = &context.detection.candidates;
    let here = &all[all.partition_point(|other| other.tokens.start < tokens.start)..];
    let mut here = here.iter().take_while(|other| other.tokens.start == tokens.start);
    here.any(|other| other.tokens == *tokens && belongs(context, other.entry))
}

/// True if the entry `id` is another one than the candidate's, and the one knows the other's name as a word of
/// its field.
fn belongs(context: &Context<'_>, id: EntryId) -> bool {
    let (own, other) = (context.termbase.entry(context.entry), context.termbase.entry(id));
    let knows = |one: &Entry, name: &Entry| {
        one.cues.iter().any(|cue| name.forms.contains(&context.termbase.cues[cue.id.0 as usize]))
    };
    id != context.entry && (knows(own, other) || knows(other, own))
}

/// How many marks a heading has before it; nothing for one that is marked otherwise.
fn rank(context: &Context<'_>, block: &Range<usize>) -> Option<usize> {
    let before = &context.text[..context.token(block.start).span.start()];
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    Some(line.matches('#').count()).filter(|&marks| marks > 0)
}

/// True if the candidate stands in the row that heads a table.
pub(super) fn heads(context: &Context<'_>) -> bool {
    Place::of(context.text, context.token(context.tokens.start).span.start()).heads
}

/// "### Cargaison (rouille)": what stands before the bracket and what is in it are each a name or a wrong form of
/// one, and the one entry knows the other's name.
fn glossed(context: &Context<'_>, block: &Range<usize>) -> bool {
    let outer = lead(context, block);
    let bracket = outer.end..block.end;
    let closed = |at: usize| context.word(at) == ")";
    if bracket.len() < 3 || context.word(bracket.start) != "(" || !closed(bracket.end - 1) {
        return false;
    }
    let inner = bracket.start + 1..bracket.end - 1;
    let (own, other) = (&context.tokens, if outer == context.tokens { &inner } else { &outer });
    if *own != outer && *own != inner {
        return false;
    }
    is_wrong_name(context, other) || context.is_field_name(other)
}

/// Where in a table a cell is, as its text tells: a line is a row, and bars part its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
    /// True in the row that heads the table: it names the columns and is of none.
    heads: bool,
}

impl Place {
    fn of(text: &str, at: usize) -> Self {
        let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let column = text[line..at].matches('|').count() - text[line..at].matches("\\|").count();
        let below = text[at..].find('\n').map_or("", |end| text[at + end + 1..].lines().next().unwrap_or_default());
        let heads = below.contains("--") && below.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '\r'));
        Self { line, column, heads }
    }

    const fn shares_column(&self, other: &Self) -> bool {
        self.column == other.column && self.line != other.line && !other.heads
    }
}

fn is_word(context: &Context<'_>, at: usize) -> bool {
    matches!(context.token(at).kind, TokenKind::Word)
}

/// What a block begins with, up to a colon, a dash or a bracket.
pub(super) fn lead(context: &Context<'_>, block: &Range<usize>) -> Range<usize> {
    let ends = |at: usize| match context.word(at) {
        ":" => true,
        "(" | "–" | "—" | "-" => context.token(at).spaced,
        _ => false,
    };
    block.start..block.clone().find(|&at| ends(at)).unwrap_or(block.end)
}

/// True for a word of a name that needs no sentence around it: a right form, a capitalised word that the
/// language does not have, or a mark or number within.
fn is_name(context: &Context<'_>, at: usize) -> bool {
    let word = context.word(at);
    match context.token(at).kind {
        TokenKind::Word => {
            context.detection.named[at] || !Case::of(word).eq(&Case::Lower) && !context.lexicon().knows(word)
        }
        TokenKind::Number => true,
        TokenKind::Mark => matches!(word, "." | "+" | "#" | "/" | "&" | "-" | ","),
        TokenKind::Elided | TokenKind::Masked => false,
    }
}
