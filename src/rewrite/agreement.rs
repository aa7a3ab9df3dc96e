//! Words that agreed with the wrong form and must agree with the name, or with its head, again.

use crate::decide::{Place, Target};
use crate::edit::Edit;
use crate::lang::features::{Gender, Number, Pos, Tag};
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// Edits that make the words after the candidate agree again. Only what agreed with the wrong form in
/// gender or number is touched: other words were right or wrong before us.
#[must_use]
pub fn repairs(context: &Place<'_>, name: &Target, head: Option<usize>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let target = match head {
        Some(head) => noun_features(context, head),
        None => name.gender.or(name.old_gender).map(|gender| (gender, name.number)),
    };
    let verbs = if head.is_some() { Vec::new() } else { verbs(context, name) };
    let Some((gender, number)) = target else { return verbs.into_iter().map(|(_, edit)| edit).collect() };
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
        let places: Vec<usize> = verbs.iter().map(|(at, _)| *at).collect();
        edits.extend(verbs.into_iter().map(|(_, edit)| edit));
        let from = if places.is_empty() { vec![predicate(context)] } else { places };
        for mended in from.into_iter().filter_map(|from| attribute(context, from, old, (gender, number))) {
            // "qui sont restent gratuites": two verbs in a row have one attribute.
            if !edits.contains(&mended) {
                edits.push(mended);
            }
        }
    }
    edits
}

/// Gender and number of the noun at `token`: the lexicon's if it is sure, else its determiner's, else
/// masculine, the gender of French nouns that serve both ("modèle").
fn noun_features(context: &Place<'_>, token: usize) -> Option<(Gender, Number)> {
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
fn adjective(context: &Place<'_>, at: usize, old: (Option<Gender>, Number), new: (Gender, Number)) -> Agreement {
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

/// "Les équipes permettent et offrent" → "Teams permet et offre": the verbs of a plural that became one name, in
/// its relative clause ("Les équipes, qui permettent") and in its own, each with its place.
fn verbs(context: &Place<'_>, name: &Target) -> Vec<(usize, Edit)> {
    if name.old_number != Number::Plural || name.number == Number::Plural || context.preposition.is_some() {
        return Vec::new();
    }
    // "Le PP et Ciudadanos ont signé": two subjects keep their plural.
    if context.before(context.start()).is_some_and(|at| matches!(context.word(at), "et" | "ou" | ",")) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut from = predicate(context);
    if let Some(relative) = relative(context) {
        let Some(first) = verb(context, relative + 1) else { return edits };
        let verb = first.0;
        edits.push(first);
        // "Les équipes qui lisent écrivent": without commas the clause ends where another verb stands.
        if relative == after_number(context) {
            let plain = |at: usize| !clause(context, at) && !matches!(context.word(at), "et" | "ou" | ",");
            let mut ahead = (verb + 1..context.sentence.end).take_while(|&at| plain(at));
            let Some(main) = ahead.find(|&at| is_plural_verb(context, at)) else { return edits };
            from = main;
        } else if from <= verb {
            return edits;
        }
    }
    if let Some(first) = verb(context, from) {
        let further = joined(context, first.0);
        edits.push(first);
        edits.extend(further);
    }
    edits
}

/// The "qui" of the candidate's relative clause, a comma before it or not.
fn relative(context: &Place<'_>) -> Option<usize> {
    let end = after_number(context);
    let comma = context.within(end).is_some_and(|at| context.word(at) == ",");
    context.within(end + usize::from(comma)).filter(|&at| context.is(at, "qui"))
}

/// The plural verb at `from` or a few words on, and the edit that makes it singular.
fn verb(context: &Place<'_>, from: usize) -> Option<(usize, Edit)> {
    /// Words that may stand between subject and verb: "ne nous y".
    const BETWEEN: usize = 4;
    for at in from..from + BETWEEN {
        context.within(at)?;
        if let Some(edit) = singular(context, at) {
            return Some((at, edit));
        }
        if !context.passes(at) {
            return None;
        }
    }
    None
}

fn singular(context: &Place<'_>, at: usize) -> Option<Edit> {
    let plural = context.tags(at).iter().any(|tag| tag.third_plural);
    let form = context.lexicon().singular_verb(&context.word(at).to_lowercase()).filter(|_| plural)?;
    Some(Edit::new(context.token(at).span, form))
}

/// True for a plural verb that is nothing else.
fn is_plural_verb(context: &Place<'_>, at: usize) -> bool {
    let tags = context.tags(at);
    tags.iter().any(|tag| tag.third_plural) && tags.iter().all(|tag| tag.pos == Pos::Verb)
}

/// True for a word that opens another clause, or a mark that ends this one.
fn clause(context: &Place<'_>, at: usize) -> bool {
    const OPENERS: [&str; 14] = [
        "qui", "que", "qu'", "dont", "où", "si", "quand", "lorsque", "lorsqu'", "comme", "car", "puisque", "tandis",
        "lequel",
    ];
    OPENERS.iter().any(|word| context.is(at, word))
        || matches!(context.word(at), ";" | ":" | "." | "(" | ")" | "«" | "»" | "–" | "—")
}

/// "et lisent", ", trient puis affichent": the further verbs of the subject whose first one is at `verb`, up to the
/// first that somebody else is the subject of.
fn joined(context: &Place<'_>, verb: usize) -> Vec<(usize, Edit)> {
    let mut edits = Vec::new();
    let mut at = verb + 1;
    while context.within(at).is_some() && !clause(context, at) {
        let joins =
            matches!(context.word(at), ",") || ["et", "ou", "puis", "mais"].iter().any(|word| context.is(at, word));
        if joins {
            if let Some(next) = self::verb(context, at + 1).filter(|(next, _)| is_plural_verb(context, *next)) {
                at = next.0;
                edits.push(next);
            }
        } else if is_plural_verb(context, at) {
            break;
        }
        at += 1;
    }
    edits
}

/// Past the number of a version ("La flamme 4 est").
fn after_number(context: &Place<'_>) -> usize {
    let end = context.tokens.end;
    end + usize::from(context.within(end).is_some_and(|at| context.token(at).kind == TokenKind::Number))
}

/// Where the clause goes on after the candidate: past the number of a version ("La flamme 4 est") and past an
/// aside between commas ("Les Fils, le réseau de Meta, comptent").
fn predicate(context: &Place<'_>) -> usize {
    /// The longest aside that is looked across, in words.
    const ASIDE: usize = 14;
    let mut from = after_number(context);
    if context.within(from).is_some_and(|at| context.word(at) == ",") {
        let aside = (from + 1..from + 1 + ASIDE).take_while(|&at| context.within(at).is_some());
        from = aside.into_iter().find(|&at| context.word(at) == ",").map_or(from, |at| at + 1);
    }
    from
}

/// "la flamme est gratuite" → "Llama est gratuit", "resterait ouverte" → "resterait ouvert": the attribute
/// after *être* and the verbs like it, from the verb at `from` on.
fn attribute(context: &Place<'_>, from: usize, old: (Option<Gender>, Number), new: (Gender, Number)) -> Option<Edit> {
    /// "n'est donc pas encore" and the attribute.
    const REACH: usize = 5;
    if old.0.is_none_or(|gender| gender == new.0) && old.1 == new.1 {
        return None;
    }
    let mut seen = false;
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
