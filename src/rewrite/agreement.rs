//! Words that agreed with the wrong form and must agree with the name, or with its head, again.

use crate::decide::{Context, Target};
use crate::edit::Edit;
use crate::lang::features::{Gender, Number, Pos, Tag};
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// Edits that make the words after the candidate agree again. Only what agreed with the wrong form in
/// gender or number is touched: other words were right or wrong before us.
#[must_use]
pub fn repairs(context: &Context<'_>, name: &Target, head: Option<usize>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let target = match head {
        Some(head) => noun_features(context, head),
        None => name.gender.or(name.old_gender).map(|gender| (gender, name.number)),
    };
    let Some((gender, number)) = target else { return verbs(context, name) };
    let old = (name.old_gender, name.old_number);
    let mut at = context.tokens.end;
    if head.is_some() {
        // "modèle de flamme ouverte": what follows belongs to the model now.
        while context.within(at).is_some() {
            match adjective(context, at, old, (gender, number)) {
                Agreement::Mend(edit) => edits.push(edit),
                Agreement::Right => {}
                Agreement::None => break,
            }
            at += 1;
        }
        return edits;
    }
    if context.preposition.is_none() {
        edits.extend(verbs(context, name));
        edits.extend(attribute(context, old, (gender, number)));
    }
    edits
}

/// Gender and number of the noun at `token`: the lexicon's if it is sure, else its determiner's, else
/// masculine, the gender of French nouns that serve both ("modèle").
fn noun_features(context: &Context<'_>, token: usize) -> Option<(Gender, Number)> {
    let nouns: Vec<Tag> = context.tags(token).iter().copied().filter(|tag| tag.pos == Pos::Noun).collect();
    let first = nouns.first()?;
    let number = first.number.unwrap_or(Number::Singular);
    let determiner = context.before(token).and_then(|at| context.language().determiner(context.word(at)));
    let gender = first.gender.filter(|gender| nouns.iter().all(|tag| tag.gender == Some(*gender)));
    let gender = gender.or_else(|| determiner.and_then(|d| d.gender)).unwrap_or(Gender::Masculine);
    Some((gender, number))
}

/// Verbs whose attribute agrees with their subject (Grevisse, *Le bon usage*, § 216).
const COPULAS: [&str; 6] = ["être", "rester", "devenir", "demeurer", "sembler", "paraître"];

/// What a word that may agree needs.
enum Agreement {
    /// It did not agree with the wrong form.
    None,
    /// It fits already.
    Right,
    /// It must change.
    Mend(Edit),
}

/// What token `at` needs to agree with `new` if it is an adjective that agreed with `old`.
fn adjective(context: &Context<'_>, at: usize, old: (Option<Gender>, Number), new: (Gender, Number)) -> Agreement {
    if !context.is_adjective(at) || Case::is_capitalised(context.word(at)) || context.detection.named[at] {
        return Agreement::None;
    }
    let adjectival = |tag: &Tag| matches!(tag.pos, Pos::Adjective | Pos::PastParticiple);
    let fits = |tag: &Tag, gender: Option<Gender>, number: Number| {
        (tag.gender.is_none() || gender.is_none() || tag.gender == gender) && tag.number.is_none_or(|n| n == number)
    };
    let tags = context.tags(at);
    let agreed = tags.iter().any(|tag| adjectival(tag) && fits(tag, old.0, old.1));
    if !agreed {
        return Agreement::None;
    }
    if tags.iter().any(|tag| adjectival(tag) && fits(tag, Some(new.0), new.1)) {
        return Agreement::Right;
    }
    match context.lexicon().agree(context.word(at), new.0, new.1) {
        Some(form) => Agreement::Mend(Edit::new(context.token(at).span, form)),
        None => Agreement::None,
    }
}

/// "Les équipes permettent" → "Teams permet": the verb of a plural that became one name.
fn verbs(context: &Context<'_>, name: &Target) -> Vec<Edit> {
    /// Words that may stand between subject and verb.
    const BETWEEN: usize = 3;
    if name.old_number != Number::Plural || name.number == Number::Plural || context.preposition.is_some() {
        return Vec::new();
    }
    // "Le PP et Ciudadanos ont signé": two subjects keep their plural.
    if context.before(context.start()).is_some_and(|at| matches!(context.word(at), "et" | "ou" | ",")) {
        return Vec::new();
    }
    let from = predicate(context);
    for at in from..from + BETWEEN {
        if context.within(at).is_none() {
            break;
        }
        let word = context.word(at);
        let lower = word.to_lowercase();
        let plural = context.tags(at).iter().any(|tag| tag.third_plural);
        if let Some(singular) = context.lexicon().singular_verb(&lower).filter(|_| plural) {
            return vec![Edit::new(context.token(at).span, singular)];
        }
        if !context.passes(at) {
            break;
        }
    }
    Vec::new()
}

/// Where the clause goes on after the candidate: past the number of a version ("La flamme 4 est") and past an
/// aside between commas ("Les Fils, le réseau de Meta, comptent").
fn predicate(context: &Context<'_>) -> usize {
    /// The longest aside that is looked across, in words.
    const ASIDE: usize = 14;
    let mut from = context.tokens.end;
    if context.within(from).is_some_and(|at| context.token(at).kind == TokenKind::Number) {
        from += 1;
    }
    if context.within(from).is_some_and(|at| context.word(at) == ",") {
        let aside = (from + 1..from + 1 + ASIDE).take_while(|&at| context.within(at).is_some());
        from = aside.into_iter().find(|&at| context.word(at) == ",").map_or(from, |at| at + 1);
    }
    from
}

/// "la flamme est gratuite" → "Llama est gratuit", "resterait ouverte" → "resterait ouvert": the attribute
/// after *être* and the verbs like it.
fn attribute(context: &Context<'_>, old: (Option<Gender>, Number), new: (Gender, Number)) -> Option<Edit> {
    /// "n'est donc pas encore" and the attribute.
    const REACH: usize = 5;
    if old.0.is_none_or(|gender| gender == new.0) && old.1 == new.1 {
        return None;
    }
    let mut seen = false;
    let from = predicate(context);
    for at in from..from + REACH {
        context.within(at)?;
        let is = |lemma: &str| context.is_form_of(at, &[lemma]);
        let verb = context.tags(at).iter().any(|tag| matches!(tag.pos, Pos::Verb | Pos::PastParticiple));
        let copula = COPULAS.iter().any(|lemma| is(lemma));
        if verb && (copula || is("avoir") && !seen) {
            seen |= copula;
            continue;
        }
        match if seen { adjective(context, at, old, new) } else { Agreement::None } {
            Agreement::Mend(edit) => return Some(edit),
            Agreement::Right => return None,
            Agreement::None => {}
        }
        if !context.passes(at) {
            return None;
        }
    }
    None
}
