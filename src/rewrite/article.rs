//! What stands before a name: its article, the preposition joined to it, and shortened words.

use crate::decide::{Place, Preposition, Target};
use crate::lang::DeterminerKind;
use crate::lang::features::{Article, Elision, Gender, Number};
use crate::text::fold::Case;

/// The words to write before and with a name, and how many tokens before the candidate they replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// First token that is replaced.
    pub first: usize,
    /// What is written before the name, with its space or apostrophe.
    pub text: String,
}

/// True if short words lose their vowel before `name`.
fn elides(context: &Place<'_>, target: &Target) -> bool {
    let name = &target.form;
    match target.elision {
        Elision::Yes => true,
        Elision::No => false,
        Elision::Auto => {
            let first = name.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or(name);
            context.language().elides(first)
        }
    }
}

/// "de" or "d'" before `vowel`, with what separates it from the next word.
fn with_elision(context: &Place<'_>, word: &str, vowel: bool) -> String {
    match context.language().short(word).filter(|_| vowel) {
        Some(short) => short.replace('\'', &context.facts.apostrophe.to_string()),
        None => format!("{word} "),
    }
}

/// What comes before the name in the place of the candidate of `context`.
#[must_use]
pub fn opening(context: &Place<'_>, target: &Target, head: Option<usize>) -> Opening {
    let vowel = elides(context, target);
    let definite = context.determiner.filter(|(_, d)| d.kind == DeterminerKind::Definite);
    let mut opening = if definite.is_none() && context.determiner.is_some() {
        // "leur Lama": the determiner is the author's, the name alone goes in.
        Opening { first: context.tokens.start, text: String::new() }
    } else {
        let locative = context.preposition.as_ref().and_then(|p| locative(context, target, p, vowel));
        let article = match target.article {
            Article::Definite if definite.is_some() || locative.is_some() => {
                let gender = target.gender.unwrap_or(Gender::Masculine);
                Some(context.language().definite(gender, target.number))
            }
            _ => None,
        };
        let joined = context.preposition.as_ref().filter(|p| locative.is_some() || takes_part(context, p));
        match (joined, head) {
            // An apposition needs no preposition: "le géant de l'objectif" is "le géant Meta". A place does: "la ville de X".
            (Some(p), Some(_)) if p.word == "de" && article.is_none() && !target.linked => {
                Opening { first: p.token, text: String::new() }
            }
            (Some(p), _) => {
                let text = prepositional(context, locative.unwrap_or(&p.word), article, vowel);
                Opening { first: p.token, text }
            }
            (None, _) => Opening {
                first: context.start(),
                text: article.map_or_else(String::new, |article| with_elision(context, article, vowel)),
            },
        }
    };
    shorten_before(context, &mut opening, vowel);
    // A sentence keeps its capital; the name's own letters are its own.
    if Case::is_capitalised(context.word(opening.first)) && opening.first < context.tokens.start {
        opening.text = crate::text::fold::capitalise(&opening.text);
    }
    opening
}

/// True if the preposition changes with what follows it: it is joined to the article, or it is "de".
fn takes_part(context: &Place<'_>, p: &Preposition) -> bool {
    context.determiner.is_some_and(|(at, _)| at == p.token)
        || p.word == "de"
        || p.word == "à" && context.determiner.is_some()
}

/// "en Ville de Kansas" → "à Kansas City", "en Tejas" → "au Texas"; "en Géorgie" and "en Oregon" stay.
fn locative(context: &Place<'_>, target: &Target, p: &Preposition, vowel: bool) -> Option<&'static str> {
    let feminine = target.gender == Some(Gender::Feminine);
    let land = target.article == Article::Definite && target.number == Number::Singular && (feminine || vowel);
    (target.linked && !land).then(|| context.language().locative(&p.word)).flatten()
}

/// "de", "de la", "du", "d'", "de l'" as the name asks.
fn prepositional(context: &Place<'_>, preposition: &str, article: Option<&str>, vowel: bool) -> String {
    let Some(article) = article else { return with_elision(context, preposition, vowel) };
    if vowel && context.language().short(article).is_some() {
        return format!("{preposition} {}", with_elision(context, article, true));
    }
    match context.language().contraction(preposition, article) {
        Some(joined) => format!("{joined} "),
        None => format!("{preposition} {article} "),
    }
}

/// For a name that stands in another spelling: only the short word before it may have to change
/// ("de Openai" → "d'OpenAI").
#[must_use]
pub fn elision_only(context: &Place<'_>, target: &Target) -> Opening {
    let mut opening = Opening { first: context.tokens.start, text: String::new() };
    shorten_before(context, &mut opening, elides(context, target));
    opening
}

/// "que l'objectif" → "qu'OpenAI", "qu'objectif" → "que Meta": the word before loses or regains its vowel.
fn shorten_before(context: &Place<'_>, opening: &mut Opening, vowel: bool) {
    let Some(before) = context.before(opening.first) else { return };
    let word = context.word(before);
    let next_is_name = opening.text.is_empty();
    let starts_with_vowel = if next_is_name { vowel } else { context.language().elides(&opening.text) };
    if context.language().determiner(word).is_some() {
        return;
    }
    let full = context.language().full(word);
    let changed = match (full, starts_with_vowel) {
        (Some(full), false) => format!("{full} "),
        (None, true) if context.language().short(word).is_some() => with_elision(context, &word.to_lowercase(), true),
        _ => return,
    };
    let changed = if Case::is_capitalised(word) { crate::text::fold::capitalise(&changed) } else { changed };
    opening.text.insert_str(0, &changed);
    opening.first = before;
}
