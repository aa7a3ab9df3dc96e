//! Capital letters: where one stands that only a name has, and where a name lacks it.

use super::frame::{self, Frame};
use super::person;
use crate::decide::context::Context;
use crate::decide::feature::Feature;
use crate::decide::place::fold_word;
use crate::document::BlockKind;
use crate::glossary::kinds::Kind;
use crate::lang::features::{Article, Pos};
use crate::text::Span;
use crate::text::fold::{self, Case};
use crate::text::words::TokenKind;

/// A capital inside a sentence, or a bare capitalised noun at its head with a verb after it.
#[must_use]
pub fn capital(context: &Context<'_>) -> Option<Frame> {
    let first = context.tokens.start;
    let word = context.word(first);
    if Case::of(word) == Case::Upper && word.chars().count() > 1 || !Case::is_capitalised(word) {
        return None;
    }
    // "Amazonie" has its capital from its own sense.
    if context.is_proper(first) {
        return None;
    }
    if context.opens(first) || context.determiner.is_some_and(|(at, _)| at == context.head && shouting(context)) {
        return headline(context).then(|| Frame::at(context, Feature::Headline, first));
    }
    // "L'Objectif Principal": where every word has a capital, a capital says nothing.
    (!shouting(context)).then(|| Frame::at(context, Feature::Capital, first))
}

/// "La Citadelle", "Le Bloc": an article and a capital make a name of the language's own where the entry's name
/// has no article. Machines give an article or keep the capital, rarely both.
#[must_use]
pub fn own_name(context: &Context<'_>) -> Option<Span> {
    let (at, _) = context.determiner.filter(|(_, d)| d.is_definite())?;
    let bare = context.termbase.entry(context.entry).article == Article::None;
    let capital = Case::of(context.word(context.tokens.start)) == Case::Capital && !shouting(context);
    (bare && capital).then(|| context.token(at).span)
}

/// True if most content words of the sentence have a capital: a title in the English manner.
fn shouting(context: &Context<'_>) -> bool {
    let (mut small, mut capital) = (0, 0);
    for at in context.sentence.clone().filter(|&at| context.token(at).kind == TokenKind::Word) {
        let word = context.word(at);
        if word.chars().count() > 3 && !context.tokens.contains(&at) {
            if Case::is_capitalised(word) { capital += 1 } else { small += 1 }
        }
    }
    capital > small
}

/// "Objectif réexamine son modèle": no French sentence begins with a bare noun and its verb. In a
/// title the verb may itself be garbled ("Objectif Reconsident le…"): an unknown word and then an
/// article.
fn headline(context: &Context<'_>) -> bool {
    let (first, end) = (context.tokens.start, context.tokens.end);
    // A cell is no sentence, and "Composer est un art" is one as it stands.
    let cell = context.facts.kind(first) == BlockKind::Cell;
    if context.determiner.is_some() || first != context.head || cell || context.is_infinitive() {
        return false;
    }
    // "Rayure, qui n'est pas cotée, est": past an aside to the verb.
    let Some(mut next) = context.within(frame::after_parenthesis(context, end)) else { return false };
    // "Citoyens il disparaît": engines say the subject of a verb that had none in the source, the name being there.
    if context.language().subject(&fold_word(context.word(next))).is_some() && context.within(next + 1).is_some() {
        next += 1;
    }
    // "Rayure s'allie", "Objectif ne paiera".
    let clitic = |at: usize| ["se", "s'", "ne", "n'"].iter().any(|word| context.is(at, word));
    if clitic(next) && context.within(next + 1).is_some() {
        next += 1;
    }
    let tags = context.tags(next);
    let verb = tags.iter().any(|t| t.tense.is_some() && t.third_singular)
        && !tags.iter().any(|t| matches!(t.pos, Pos::Adjective | Pos::Noun));
    let auxiliary = ["a", "est", "va", "veut", "peut", "doit"].iter().any(|word| context.is(next, word));
    let garbled = context.facts.kind(first) == BlockKind::Title
        && context.token(next).kind == TokenKind::Word
        && !context.lexicon().knows(context.word(next))
        && context.within(next + 1).is_some_and(|at| context.language().determiner(context.word(at)).is_some());
    // A noun that is also a verb or an adjective at the head ("Cible", "Libre") is no bare noun.
    verb || auxiliary || garbled || third_plural(context, next)
}

fn third_plural(context: &Context<'_>, next: usize) -> bool {
    // "Rapide, simple, excellent": an adjective that could be a verb is one.
    let tags = context.tags(next);
    tags.iter().any(|t| t.third_plural)
        && tags.iter().all(|t| t.pos == Pos::Verb)
        && context.word(next).ends_with("ent")
}

/// A capitalised article inside a sentence ("selon Le Bord"): the name is a title, article and all.
#[must_use]
pub fn titled(context: &Context<'_>) -> Option<Span> {
    let (at, _) = context.determiner.filter(|_| context.adjective_before.is_none())?;
    let capital = Case::is_capitalised(context.word(at)) && !context.opens(at);
    let name = Case::is_capitalised(context.word(context.tokens.start)) && !shouting(context);
    (capital && name).then(|| context.token(at).span)
}

/// A capitalised word right beside the candidate: both may be parts of a longer name.
#[must_use]
pub fn longer_name(context: &Context<'_>) -> Option<Span> {
    let capital = |at: usize| {
        context.token(at).kind == TokenKind::Word
            && Case::is_capitalised(context.word(at))
            && !context.detection.named[at]
            && context.language().determiner(context.word(at)).is_none()
            && (context.facts.kind(at) != BlockKind::Title || context.lexicon().knows(context.word(at)))
    };
    let first = context.tokens.start;
    let before =
        context.before(first).filter(|&at| context.token(first).spaced && context.token(at).kind != TokenKind::Elided);
    // "Serge Lama": a given name right before makes it a person's, in capitals too.
    let given = before.filter(|&at| Case::is_capitalised(context.word(at)) && context.is_first_name(at));
    if given.is_some() && Case::is_capitalised(context.word(first)) {
        return given.map(|at| context.token(at).span);
    }
    let after = context.within(context.tokens.end).filter(|&at| context.token(at).spaced);
    if !Case::is_capitalised(context.word(first)) {
        // "la pomme Pink Lady": what follows is its name.
        let named = after.filter(|&at| {
            Case::is_capitalised(context.word(at)) && context.is_name(at) && !context.detection.named[at]
        });
        return named.map(|at| context.token(at).span);
    }
    if Case::of(context.word(first)) == Case::Upper {
        return None;
    }
    // "Dupont & Fils", but not "Erlang & Élixir"
    let firm = before.filter(|&at| {
        context.word(at) == "&" && context.before(at).is_none_or(|other| !context.is_field_name(&(other..other + 1)))
    });
    let before = before.filter(|&at| capital(at) && !context.opens(at));
    // "Gémeaux Flash": product lines end so.
    let suffix = |at: usize| context.termbase.kinds.common.suffixes.contains(context.word(at));
    let after = after.filter(|&at| capital(at) && !context.is_first_name(at) && !suffix(at));
    firm.or(before).or(after).map(|at| context.token(at).span)
}

/// "la rue de la Pomme", "Voix, festival de chant": a head that such a name never has.
#[must_use]
pub fn other_head(context: &Context<'_>, kind: &Kind) -> Option<Span> {
    let heads = &context.termbase.kinds.common.other_heads;
    if !Case::is_capitalised(context.word(context.tokens.start)) {
        return None;
    }
    let own = [&kind.heads, &kind.staff, &kind.owned];
    let fits = |at: usize| own.iter().all(|nouns| !context.is_noun_of(at, nouns));
    // "la boutique de José Fleurs"; what follows a person is no head of his name ("José Fleurs, prix Nobel").
    let given = person::given_names(context);
    let start = match given {
        Some(first) => {
            context.before(first).filter(|&at| context.is(at, "de") || context.is(at, "d'")).unwrap_or(first)
        }
        None => context.preposition.as_ref().filter(|p| p.word == "de").map_or(context.start(), |p| p.token),
    };
    let before = context.noun_before(start, heads).filter(|&at| fits(at));
    let comma =
        context.within(context.tokens.end).filter(|&at| given.is_none() && matches!(context.word(at), "," | "("));
    let after = comma.and_then(|comma| {
        let first = context.within(comma + 1)?;
        let from = first + usize::from(context.language().determiner(context.word(first)).is_some());
        (from..from + 2).find(|&at| context.within(at).is_some() && context.is_noun_of(at, heads) && fits(at))
    });
    before.or(after).map(|at| context.token(at).span)
}

/// How a misspelled name is written: a coined one in small letters may be slack typing, another name
/// in small letters a common word.
#[must_use]
pub fn small_letters(text: &str, form: &str) -> Option<Feature> {
    if Case::of(text) != Case::Lower || Case::of(form) == Case::Lower {
        return None;
    }
    let coined =
        Case::of(form) == Case::Mixed && form.split(|c: char| !c.is_alphanumeric()).any(|w| Case::of(w) == Case::Mixed);
    Some(if coined { Feature::SmallCoined } else { Feature::SmallLetters })
}

/// True if the candidate is all in capitals, as its neighbours in a heading are.
#[must_use]
pub fn is_shouted(text: &str) -> bool {
    fold::Case::of(text) == Case::Upper && text.chars().filter(|c| c.is_alphabetic()).count() > 3
}
