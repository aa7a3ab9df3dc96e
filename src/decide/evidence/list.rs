//! Names in a row: what stands in a list of names is a name.

use super::frame::Frame;
use super::layout;
use crate::decide::context::Context;
use crate::decide::feature::Feature;
use crate::detect::{Candidate, Found};
use crate::document::BlockKind;
use crate::glossary::Class;
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// The longest item of a list of names, in words, its article and preposition included.
const ITEM: usize = 7;

/// What one item of a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// A name that stands there.
    Name(usize),
    /// Capital letters in a cell, which may be a name ("C") or not ("PVC").
    Acronym(usize),
    /// A name of the entry's field, whatever it is the name of.
    Field(usize),
    /// Words that would be a name if the list says so: a wrong form of an entry of the same kind.
    Rendering(usize),
    /// Anything else: the list of names ends there.
    Other,
}

/// "OpenAI et anthropic", "Google, la pomme et Amazon"; and two other names of the kind or more, some of
/// them perhaps mistranslated too ("Le gardien, l'économiste et les temps financiers").
#[must_use]
pub fn frame(context: &Context<'_>) -> Option<Frame> {
    // "Colonel Moutarde, Rose et Vert": persons in a game, colours in a list, and no telling which.
    let surname = context.termbase.kind(context.termbase.entry(context.entry)).surname;
    if surname || context.adjective_before.is_some() || context.determiner.is_some_and(|(_, d)| !d.is_definite()) {
        return None;
    }
    let (left, right) = (walk(context, false), walk(context, true));
    let cell = context.facts.kind(context.tokens.start) == BlockKind::Cell;
    let joined = left.joined || right.joined || cell;
    let items: Vec<Item> = left.items.iter().chain(&right.items).copied().collect();
    let place = |item: &Item| match *item {
        Item::Name(at) | Item::Acronym(at) | Item::Field(at) | Item::Rendering(at) => Some(at),
        Item::Other => None,
    };
    let listed: Vec<usize> = items.iter().filter_map(place).collect();
    let own = &context.termbase.entry(context.entry).kind;
    let of_kind = |item: &Item| match *item {
        Item::Rendering(_) | Item::Field(_) => true,
        Item::Name(at) => kind_of(context, at) == Some(own.as_str()),
        Item::Acronym(_) | Item::Other => false,
    };
    if joined && listed.len() >= 2 && items.iter().any(of_kind) {
        return listed.first().map(|&at| Frame::at(context, Feature::Enumeration, at));
    }
    // One neighbour alone has to be a name, and joined by more than a comma.
    let beside = |side: &Side| side.items.first().filter(|_| side.strong).copied();
    let name = [beside(&left), beside(&right)].into_iter().flatten().find_map(|item| match item {
        Item::Name(at) if kind_of(context, at).is_none_or(|kind| mix(kind, own)) => Some(at),
        Item::Field(at) => Some(at),
        _ => None,
    });
    // "| Allez, Rouille |": a cell of nothing but names, all of them lost.
    let all = || listed.first().copied().filter(|_| cell && left.whole && right.whole);
    name.or_else(all).map(|at| Frame::at(context, Feature::Coordination, at))
}

/// The items on one side of the candidate, nearest first.
#[derive(Debug, Default)]
struct Side {
    items: Vec<Item>,
    /// True if "et" or the like stands somewhere in it.
    joined: bool,
    /// True if the nearest item is joined by more than a comma, or by a comma of a list that ends in "et".
    strong: bool,
    /// True if the list goes as far as the block.
    whole: bool,
}

fn walk(context: &Context<'_>, ahead: bool) -> Side {
    let cell = context.facts.kind(context.tokens.start) == BlockKind::Cell;
    // The marks of "C++" are its own.
    let conjunction = |at: usize| match context.word(at) {
        "+" => context.token(at).spaced,
        word => matches!(word, "et" | "ou" | "&" | "ni" | "/"),
    };
    let mark = |at: usize| conjunction(at) || context.word(at) == "," || cell && context.word(at) == ";";
    let start = context.preposition.as_ref().map_or(context.start(), |p| p.token);
    let block = context.facts.block(context.tokens.start);
    let mut side = Side::default();
    // The last token, or going back the first, of what was read as a list.
    let mut reached = if ahead { context.tokens.end - 1 } else { start };
    let mut at = if ahead { context.within(context.tokens.end) } else { context.before(start) };
    while let Some(separator) = at.filter(|&at| mark(at)) {
        let mut joins = conjunction(separator);
        let mut edge = step(context, separator, ahead);
        // ", et"
        if let Some(second) = edge.filter(|&at| mark(at)) {
            joins |= conjunction(second);
            edge = step(context, second, ahead);
        }
        let Some(edge) = edge else { break };
        let first = side.items.is_empty();
        // "À côté de Google et d'Amazon, la pomme": a list before a comma that had its "et" is over.
        if !ahead && !first && !cell && joins && !side.joined {
            return Side::default();
        }
        side.joined |= joins;
        side.strong |= first && (joins || cell);
        let mut tokens = Vec::new();
        let mut next = Some(edge);
        while let Some(token) = next.filter(|&at| !mark(at) && tokens.len() < ITEM && !closes(context, at)) {
            tokens.push(token);
            next = step(context, token, ahead);
        }
        if !ahead {
            tokens.reverse();
        }
        match item(context, &tokens, ahead) {
            Item::Other => break,
            item => side.items.push(item),
        }
        reached = if ahead { reached.max(edge + tokens.len() - 1) } else { edge + 1 - tokens.len() };
        at = next;
    }
    side.whole = if ahead { reached + 1 == block.end } else { reached == block.start };
    // "Google, la pomme et Amazon": the comma before is one of a list.
    side.strong |= !side.items.is_empty() && side.joined;
    side
}

fn step(context: &Context<'_>, at: usize, ahead: bool) -> Option<usize> {
    if ahead { context.within(at + 1) } else { context.before(at) }
}

/// True for a mark that no list goes past.
fn closes(context: &Context<'_>, at: usize) -> bool {
    matches!(context.word(at), "." | ":" | ";" | "(" | ")" | "«" | "»" | "!" | "?" | "…" | "|")
}

/// What `tokens`, from one mark of the list to the next, are. The last item of a list runs on into the rest
/// of the sentence, and the first one begins somewhere in it: on the far side only the near end counts.
fn item(context: &Context<'_>, tokens: &[usize], ahead: bool) -> Item {
    if let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) {
        let whole = first..last + 1;
        if context.is_field_name(&whole) {
            return Item::Field(first);
        }
        // Nothing of a sentence stands in a cell: there an item is what it says, and all of it.
        let acronym = whole.len() == 1 && context.word(first).chars().all(char::is_uppercase);
        match context.facts.kind(first) {
            BlockKind::Cell if acronym => return Item::Acronym(first),
            BlockKind::Cell if layout::is_wrong_name(context, &whole) => return Item::Rendering(first),
            _ => {}
        }
    }
    let light = |at: usize| {
        context.language().is_preposition(context.word(at)) || context.language().determiner(context.word(at)).is_some()
    };
    if ahead {
        let Some(&first) = tokens.iter().find(|&&at| !light(at)) else { return Item::Other };
        return match rendering(context, |c| c.tokens.start == first) {
            Some(_) => Item::Rendering(first),
            None if context.is_name(first) => Item::Name(first),
            None => Item::Other,
        };
    }
    let Some(&last) = tokens.last() else { return Item::Other };
    let numbered = context.token(last).kind == TokenKind::Number && named_before(context, last);
    match rendering(context, |c| c.tokens.end == last + 1) {
        Some(_) => Item::Rendering(last),
        None if numbered || context.is_name(last) => Item::Name(last),
        None => Item::Other,
    }
}

/// "iPhone 16": the number belongs to the name before it.
fn named_before(context: &Context<'_>, at: usize) -> bool {
    context.before(at).is_some_and(|before| context.is_name(before))
}

/// The kind of the right form that begins or ends with token `at`: the candidate's own if one of them has it;
/// `None` if no entry is about it.
fn kind_of<'c>(context: &Context<'c>, at: usize) -> Option<&'c str> {
    // A name that ends at `at` begins at most so many words before.
    let first = (at.saturating_sub(ITEM)..=at).rev().take_while(|&i| context.detection.named[i]).last().unwrap_or(at);
    let here = |places: &[usize]| {
        let near = places.partition_point(|&place| place < first);
        places.get(near).is_some_and(|&place| place <= at)
    };
    let own = context.termbase.entry(context.entry).kind.as_str();
    let mentions = context.detection.mentions.iter().filter(|(_, places)| here(places));
    // The order of the map must change nothing.
    mentions.map(|(&entry, _)| context.termbase.entry(entry).kind.as_str()).min_by_key(|&kind| (kind != own, kind))
}

/// True if names of the two kinds stand side by side: companies and what they make do, newspapers and clubs
/// keep to themselves.
fn mix(one: &str, other: &str) -> bool {
    const TRADE: [&str; 2] = ["org", "product"];
    one == other || TRADE.contains(&one) && TRADE.contains(&other)
}

/// A candidate of another entry of the same kind that is more than an ordinary word in small letters.
fn rendering<'c>(context: &Context<'c>, wanted: impl Fn(&Candidate) -> bool) -> Option<&'c Candidate> {
    let own = context.termbase.entry(context.entry);
    context.candidates_near().iter().find(|candidate| {
        let entry = context.termbase.entry(candidate.entry);
        let first = candidate.tokens.start;
        let telling = match candidate.found {
            Found::Rendering(r, _) => entry.renderings[r as usize].class != Class::Ordinary,
            Found::Form(_) => true,
        };
        let capital = first != context.head && Case::is_capitalised(context.word(first));
        wanted(candidate) && entry.id != own.id && entry.kind == own.kind && (telling || capital)
    })
}
