//! People: a capitalised word right after a given name, or after a word of address, is a surname.

use super::casing;
use super::frame::Frame;
use crate::decide::context::Context;
use crate::decide::feature::Feature;
use crate::decide::place::fold_word;
use crate::detect::Candidate;
use crate::glossary::kinds::Kind;
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// The frames that make the candidate a person's name.
#[must_use]
pub fn frames(context: &Context<'_>, kind: &Kind) -> Vec<Frame> {
    let given = given_names(context).filter(|&first| !names_something_else(context, kind, first)).map(|first| {
        let span = context.token(first).span.cover(context.token(context.tokens.start - 1).span);
        Frame { feature: Feature::GivenName, span, head: None }
    });
    let honorific = || honorific(context, kind).map(|at| Frame::at(context, Feature::Honorific, at));
    given.or_else(honorific).into_iter().collect()
}

/// The first of the given names right before the candidate, if there are any: "Juan Antonio Tours", "George W. Buisson",
/// "Pablo García Églises". They are of the entry's language, with a second one or a first surname between them and
/// the candidate. Another given name or a saint before them makes it another name ("Marie José Fleurs", "San José
/// Rivières"); anything else is a neighbour ("le patron d'Apple Tim Cuisinier").
#[must_use]
pub fn given_names(context: &Context<'_>) -> Option<usize> {
    /// "Ana Patricia Botín Rivières".
    const BETWEEN: usize = 2;
    let lists = &context.termbase.entry(context.entry).given;
    let capital = |at: usize| context.token(at).kind == TokenKind::Word && Case::is_capitalised(context.word(at));
    if lists.is_empty() || !capital(context.tokens.start) {
        return None;
    }
    let (mut first, mut between, mut begun) = (context.tokens.start, 0, false);
    while let Some(before) = context.before(first) {
        if !context.token(first).spaced {
            // "Marie-José Rivières"
            if context.word(before) == "-" {
                return None;
            }
            break;
        }
        if let Some(initial) = initial(context, before) {
            first = initial;
            continue;
        }
        if !capital(before) {
            break;
        }
        let word = context.word(before).to_lowercase();
        if lists.iter().any(|list| list.contains(&word)) {
            begun = true;
        } else if begun && (context.is_first_name(before) || context.termbase.kinds.common.saints.contains(&word)) {
            return None;
        } else if begun || between == BETWEEN || !may_be_between(context, before, &word) {
            break;
        } else {
            between += 1;
        }
        first = before;
    }
    begun.then_some(first)
}

/// "la boutique José Fleurs", "la société Carlos Roses", "Steve Travaux Publics": what is called after a person, or
/// means the word.
fn names_something_else(context: &Context<'_>, kind: &Kind, given: usize) -> bool {
    let kinds = &context.termbase.kinds.kind;
    let firm = kinds.get("org").and_then(|org| context.noun_before(given, &org.heads));
    let firm = firm.is_some_and(|at| !context.is_noun_of(at, &kind.heads));
    let last = context.tokens.end - 1;
    let goes_on = context.within(last + 1).is_some_and(|at| {
        let word = context.word(at);
        // "Juan Tours Rois": the second surname may be mistranslated too.
        let surname = || {
            let of_kind = |c: &Candidate| context.termbase.kind(context.termbase.entry(c.entry)).surname;
            context.candidates_near().iter().any(|c| c.tokens.start == at && of_kind(c))
        };
        context.token(at).kind == TokenKind::Word
            && Case::is_capitalised(word)
            && Case::of(context.word(last)) != Case::Upper
            && context.lexicon().contains(&word.to_lowercase())
            && !context.detection.named[at]
            && !context.is_first_name(at)
            && !surname()
    });
    firm || goes_on || casing::other_head(context, kind).is_some()
}

/// A second given name, or a surname: no word of the language.
fn may_be_between(context: &Context<'_>, at: usize, word: &str) -> bool {
    context.detection.named[at] || context.is_first_name(at) || !context.lexicon().contains(word)
}

/// The capital letter of "W." or "W", if token `at` ends one; not the "À" that opens a sentence.
fn initial(context: &Context<'_>, at: usize) -> Option<usize> {
    let letter = if context.word(at) == "." && !context.token(at).spaced { context.before(at)? } else { at };
    let word = context.word(letter);
    let one = context.token(letter).kind == TokenKind::Word && word.chars().count() == 1;
    (one && Case::is_capitalised(word) && !context.opens(letter)).then_some(letter)
}

/// "M. Églises", "la ministre Mme Rois".
fn honorific(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    let first = context.tokens.start;
    if kind.honorifics.is_empty() || !context.token(first).spaced || !Case::is_capitalised(context.word(first)) {
        return None;
    }
    let before = context.before(first)?;
    let word = if context.word(before) == "." { context.before(before)? } else { before };
    kind.honorifics.contains(&fold_word(context.word(word))).then_some(word)
}
