//! Signs that the words mean what they say: the ordinary sense.

use crate::decide::Feature;
use crate::decide::context::Context;
use crate::decide::place::fold_word;
use crate::glossary::Rendering;
use crate::lang::DeterminerKind;
use crate::lang::features::{Number, Pos, Tag, Tense};
use crate::text::Span;
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// A sign and the words that made it.
pub type Sign = (Feature, Span);

/// A determiner that no name has ("un objectif", "leur cible"), or the plural of a word whose name is one.
#[must_use]
pub fn barred(context: &Context<'_>, shifted: bool, plural_rendering: bool) -> Option<Sign> {
    let (at, determiner) = context.determiner.map_or((None, None), |(at, d)| (Some(at), Some(d)));
    let span = at.map_or(context.token(context.tokens.start).span, |at| context.token(at).span);
    if determiner.is_some_and(|d| d.kind != DeterminerKind::Definite) {
        return Some((Feature::Determiner, span));
    }
    // "recrute des équipes", "avec du temps": no noun stands before that "de" could belong to.
    let partitive = at.filter(|&at| matches!(fold_word(context.word(at)).as_str(), "des" | "du"));
    let ungoverned = partitive.filter(|&at| {
        context.before(at).is_none_or(|b| {
            let tags = context.tags(b);
            context.language().is_preposition(context.word(b))
                || !tags.is_empty() && tags.iter().all(|tag| tag.pos == Pos::Verb)
        })
    });
    if let Some(at) = ungoverned {
        return Some((Feature::Partitive, context.token(at).span));
    }
    if let Some(at) = goes_on(context) {
        return Some((Feature::Clause, context.token(at).span));
    }
    let plural = determiner.is_some_and(|d| d.number == Number::Plural);
    if plural && !plural_rendering || shifted {
        return Some((Feature::OtherNumber, span));
    }
    let number_before = context.before(context.start()).filter(|_| determiner.is_none());
    if number_before.is_some_and(|at| context.token(at).kind == TokenKind::Number && at + 1 == context.tokens.start) {
        return Some((Feature::Counted, span));
    }
    None
}

/// "Nous pouvons encore gagner": words that end in a verb and have what the verb asks for after them are a
/// clause, not a name.
fn goes_on(context: &Context<'_>) -> Option<usize> {
    const BETWEEN: usize = 3;
    let last = context.tokens.end - 1;
    let verb = context.tokens.len() > 1
        && has(context, last, |tag| tag.pos == Pos::Verb && tag.tense != Some(Tense::Imperative));
    let mut ahead = (last + 1..last + 2 + BETWEEN).take_while(|&at| verb && context.within(at).is_some());
    let governed = |tag: &Tag| matches!(tag.pos, Pos::Infinitive | Pos::PastParticiple);
    ahead.find(|&at| has(context, at, governed) || !context.passes(at)).filter(|&at| has(context, at, governed))
}

/// All signs of the ordinary sense around the candidate.
#[must_use]
pub fn signs(context: &Context<'_>, rendering: Option<&Rendering>, apposition: bool) -> Vec<Sign> {
    let mut found = Vec::new();
    let span = |at: usize| context.token(at).span;
    if let Some(at) = context.adjective_before {
        found.push((Feature::AdjectiveBefore, span(at)));
    }
    if let Some(at) = context.within(context.tokens.end) {
        let word = fold_word(context.word(at));
        match word.as_str() {
            "de" | "d'" | "du" | "des" if !is_of_a_name(context, at) => {
                found.push((Feature::Complement, span(at)));
            }
            "qui" | "que" | "qu'" | "dont" | "où" | "duquel" | "auquel" | "lequel" if !apposition => {
                found.push((Feature::Relative, span(at)));
            }
            "à" if context.within(at + 1).is_some_and(|next| has(context, next, |t| t.pos == Pos::Infinitive)) => {
                found.push((Feature::ToDo, span(at)));
            }
            "-" | "–" => {}
            _ => {
                if let Some(sign) = adjective_after(context, at, rendering, apposition) {
                    found.push(sign);
                }
            }
        }
    }
    // "trois modèles, dont Flamme 3": without an article it is one of them.
    let owned = context.determiner.is_some();
    if let Some(at) = context.before(context.start()).filter(|&at| owned && context.is(at, "dont")) {
        found.push((Feature::Owned, span(at)));
    }
    if let Some(at) = named_head(context).filter(|_| apposition) {
        found.push((Feature::HeadNamed, span(at)));
    }
    if let Some(at) = governed(context) {
        found.push((Feature::Governed, span(at)));
    }
    if let Some(at) = copula(context) {
        found.push((Feature::Copula, span(at)));
    }
    if let Some(at) = outcome(context, apposition) {
        found.push((Feature::Outcome, span(at)));
    }
    found
}

fn has(context: &Context<'_>, at: usize, wanted: impl Fn(&Tag) -> bool) -> bool {
    context.tags(at).iter().any(wanted)
}

/// True if token `de` opens the owner of a capitalised candidate ("le navigateur Bord de Microsoft"): only
/// a complement in small letters is a common noun's.
#[must_use]
pub fn is_of_a_name(context: &Context<'_>, de: usize) -> bool {
    if context.within(de).is_none_or(|at| !matches!(fold_word(context.word(at)).as_str(), "de" | "d'" | "du" | "des")) {
        return false;
    }
    let capital = Case::is_capitalised(context.word(context.tokens.start)) && !context.opens(context.tokens.start);
    capital && context.within(de + 1).is_some_and(|next| context.is_name(next))
}

/// An adjective that agrees with the rendering and directly follows it ("objectif principal"). One
/// that could be a verb says nothing; after an apposition it may belong to the head.
fn adjective_after(context: &Context<'_>, at: usize, rendering: Option<&Rendering>, apposition: bool) -> Option<Sign> {
    if !context.is_adjective(at) || context.detection.named[at] || Case::is_capitalised(context.word(at)) {
        return None;
    }
    let gender = rendering.and_then(|r| r.gender);
    let agrees = has(context, at, |tag| {
        matches!(tag.pos, Pos::Adjective | Pos::PastParticiple)
            && (gender.is_none() || tag.gender.is_none() || tag.gender == gender)
    });
    // After an apposition it may be the head's, unless only the wrong form explains its gender.
    let own = gender.is_some_and(|gender| context.tags(at).iter().all(|tag| tag.gender.is_none_or(|g| g == gender)));
    let feature = match (apposition, own) {
        (true, false) => Feature::AdjectiveOfHead,
        (true, true) => Feature::AdjectiveOwn,
        (false, _) => Feature::AdjectiveAfter,
    };
    agrees.then(|| (feature, context.token(at).span))
}

/// "le géant de la pomme, Blue Whale,": the name of the head follows.
#[must_use]
pub fn named_head(context: &Context<'_>) -> Option<usize> {
    let comma = context.within(context.tokens.end).filter(|&at| matches!(context.word(at), "," | "("))?;
    let name = context.within(comma + 1)?;
    let closed =
        (name + 1..name + 4).any(|at| context.within(at).is_none_or(|at| matches!(context.word(at), "," | ")" | ".")));
    (context.is_name(name) && !context.is_first_name(name) && closed).then_some(name)
}

/// "rallumer la flamme": the object of a verb that is not done to names.
fn governed(context: &Context<'_>) -> Option<usize> {
    let (start, _) = context.determiner.filter(|_| context.preposition.is_none())?;
    let verb = context.before(start)?;
    let tags = context.tags(verb);
    let verbal = |tag: &Tag| {
        matches!(tag.pos, Pos::Infinitive | Pos::PresentParticiple)
            || tag.pos == Pos::Verb && tag.tense != Some(Tense::Imperative)
    };
    let only = !tags.is_empty() && tags.iter().all(|tag| tag.pos == Pos::Verb || verbal(tag));
    // "», reconnaît la pomme": who speaks comes after the verb.
    if context.is_of(verb, &context.termbase.kinds.common.speech, |tag| tag.pos == Pos::Verb && tag.third_singular) {
        return None;
    }
    let mut kinds = context.termbase.kinds.kind.values();
    // "annonce la pomme": a verb of saying has its subject after it.
    let named = kinds.any(|kind| {
        context.is_of(verb, &kind.objects_of, |tag| verbal(&tag))
            || context.is_of(verb, &kind.verbs, |tag| tag.pos == Pos::Verb && tag.third_singular)
    });
    (only && !named).then_some(verb)
}

/// "l'objectif est de", "le but était que", "l'objectif : réduire": the common noun is being said.
fn copula(context: &Context<'_>) -> Option<usize> {
    let mut at = context.within(context.tokens.end)?;
    if context.word(at) == ":" || context.word(at) == "," {
        let next = context.within(at + 1)?;
        if context.word(at) == ":" && has(context, next, |t| t.pos == Pos::Infinitive) {
            return Some(next);
        }
        return None;
    }
    let lemma = |at: usize, wanted: &[&str]| context.is_form_of(at, wanted);
    // Past "n'est donc pas", "a toujours été" to the word that follows the copula.
    let mut seen = false;
    for _ in 0..5 {
        let word = fold_word(context.word(at));
        let is_copula = lemma(at, &["être", "consister", "rester", "demeurer", "devenir"])
            && context.tags(at).iter().any(|t| matches!(t.pos, Pos::Verb | Pos::PastParticiple | Pos::Infinitive));
        if is_copula {
            seen = true;
        } else if seen
            && matches!(word.as_str(), "de" | "d'" | "que" | "qu'" | "à" | "double" | "simple" | "clair" | "multiple")
        {
            // "est à Paris", "est de retour" are as common as definitions are rare after a name in "à".
            let infinitive = context.within(at + 1).is_some_and(|n| {
                has(context, n, |t| t.pos == Pos::Infinitive)
                    || matches!(
                        fold_word(context.word(n)).as_str(),
                        "ne" | "n'" | "se" | "s'" | "les" | "le" | "la" | "l'" | "leur" | "lui" | "y" | "en"
                    )
            });
            let defines = !matches!(word.as_str(), "à" | "de" | "d'") || infinitive;
            return defines.then_some(at);
        } else if !(lemma(at, &["avoir", "pouvoir", "devoir", "aller"])
            || context.termbase.kinds.common.between.contains(&word)
            || has(context, at, |t| t.pos == Pos::Adverb))
        {
            return None;
        }
        at = context.within(at + 1)?;
    }
    None
}

/// "l'objectif a été atteint", "l'objectif fixé", "atteindre l'objectif".
fn outcome(context: &Context<'_>, apposition: bool) -> Option<usize> {
    let outcomes = &context.termbase.kinds.common.outcomes;
    let verbal = |tag: Tag| matches!(tag.pos, Pos::Verb | Pos::Infinitive | Pos::PastParticiple | Pos::Adjective);
    let participle = |tag: Tag| matches!(tag.pos, Pos::PastParticiple);
    let verb = context.before(context.start()).filter(|_| context.preposition.is_none());
    if let Some(at) = verb.filter(|&at| context.is_of(at, outcomes, verbal)) {
        return Some(at);
    }
    // After an apposition a participle belongs to the head.
    let mut first = context.within(context.tokens.end).filter(|_| !apposition)?;
    // "L'objectif, désormais fixé entre": an aside may say it.
    if context.word(first) == "," {
        first = context.within(first + 1)?;
        if has(context, first, |tag| tag.pos == Pos::Adverb) {
            first = context.within(first + 1)?;
        }
    }
    if context.is_of(first, outcomes, participle) && !context.is_finite(first) {
        return Some(first);
    }
    // "est", "a été", "sera bientôt", then the participle: passive only, "a atteint" is what a firm does.
    let passive = (first..first + 4)
        .take_while(|&at| context.within(at).is_some())
        .skip_while(|&at| !context.is_form_of(at, &["être"]))
        .skip(1)
        .find(|&at| context.is_of(at, outcomes, participle));
    let auxiliary = context.is_form_of(first, &["être", "avoir"])
        || context.termbase.kinds.common.between.contains(&fold_word(context.word(first)));
    passive.filter(|_| auxiliary)
}

/// A bare common noun in small letters, which French uses in set phrases ("sans objectif").
#[must_use]
pub fn bare(context: &Context<'_>) -> bool {
    context.determiner.is_none() && !Case::is_capitalised(context.word(context.tokens.start))
}
