//! Names by their place on the page: a heading, a cell or the lead of an item that is nothing but a name,
//! beside others that are.

use super::frame::Frame;
use crate::decide::context::Context;
use crate::document::BlockKind;
use crate::lang::features::Pos;
use crate::text::fold::Case;
use crate::text::words::TokenKind;
use std::ops::Range;

/// How many blocks before and after are looked at for others of the kind: a table's row or two, a section's
/// headings.
const NEIGHBOURS: usize = 24;

/// How many of them have to be names.
const NAMES: usize = 2;

/// "### Angulaire", "| Framboise Pi | … |", "- Mise en veille prolongée : …": the candidate is all that stands
/// there; and two others about it that are names ("### Vue.js").
#[must_use]
pub fn frames(context: &Context<'_>) -> Vec<Frame> {
    let own = context.facts.block_index(context.tokens.start);
    let (tokens, kind) = &context.facts.blocks[own];
    let lead = lead(context, tokens);
    let whole = lead == context.tokens || context.determiner.is_some() && lead == (context.start()..context.tokens.end);
    if *kind == BlockKind::Paragraph || !whole || !Case::is_capitalised(context.word(lead.start)) {
        return Vec::new();
    }
    // "| Rapide | Lent |": cells and items describe, so an adjective there is one.
    let noun = context.tokens.clone().any(|at| context.tags(at).iter().any(|tag| tag.pos == Pos::Noun));
    if *kind != BlockKind::Title && !noun && !context.is_name_like() {
        return Vec::new();
    }
    let place = |block: &Range<usize>| Place::of(context.text, context.token(block.start).span.start());
    let here = place(tokens);
    if *kind == BlockKind::Cell && here.heads {
        return Vec::new();
    }
    let around = own.saturating_sub(NEIGHBOURS)..(own + NEIGHBOURS + 1).min(context.facts.blocks.len());
    let beside = |i: usize| {
        let (block, other) = &context.facts.blocks[i];
        i != own
            && other == kind
            && !block.is_empty()
            && (*kind != BlockKind::Cell || here.shares_column(&place(block)))
    };
    let named = around.filter(|&i| beside(i)).filter(|&i| {
        let lead = self::lead(context, &context.facts.blocks[i].0);
        !lead.is_empty() && lead.clone().all(|at| is_name(context, at)) && lead.clone().any(|at| is_word(context, at))
    });
    let span = context.token(context.tokens.start).span;
    let found = |name: &'static str| Frame { name, span, head: None };
    if named.take(NAMES).count() == NAMES { vec![found("alone"), found("parallel")] } else { vec![found("alone")] }
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
fn lead(context: &Context<'_>, block: &Range<usize>) -> Range<usize> {
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
