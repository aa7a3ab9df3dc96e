//! From a rendering as a glossary writes it to one that is ready to be looked for.

use super::fault::{Faults, Place};
use super::pattern;
use super::schema::{Match, RenderingTable, Slot};
use super::termbase::{Class, Rendering, Variant, slug};
use crate::edit::Applicability;
use crate::lang::features::{Number, Pos, Tag};
use crate::lang::{DeterminerKind, Language, Lexicon};
use crate::text::{fold, words};
use regex::Regex;
use std::collections::HashSet;

/// Fewest letters of a word that is matched fuzzily: shorter ones are one error from everything.
const FUZZY_LETTERS: usize = 5;

/// The right forms of an entry, the name first.
pub(super) struct Right<'e> {
    name: &'e str,
    /// In small letters without blanks, hyphens and accents.
    squeezed: HashSet<String>,
    /// The same with accents.
    accented: HashSet<String>,
}

impl<'e> Right<'e> {
    pub(super) fn new(forms: &'e [String]) -> Self {
        Self {
            name: forms.first().map_or("", String::as_str),
            squeezed: forms.iter().map(|form| squeeze(form)).collect(),
            accented: forms.iter().map(|form| letters(form)).collect(),
        }
    }

    /// True if `text` is a right form but for case, blanks and hyphens, and unless `strictly`, accents.
    fn is_near(&self, text: &str, strictly: bool) -> bool {
        if strictly { self.accented.contains(&letters(text)) } else { self.squeezed.contains(&squeeze(text)) }
    }
}

fn squeeze(text: &str) -> String {
    slug(text).replace('-', "")
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).map(fold::lower).collect()
}

/// Makes a rendering ready; `None` if it cannot be looked for at all. Whatever is wrong with `table`
/// by itself goes to `faults`.
pub(super) fn read(
    table: &RenderingTable,
    place: Place,
    right: &Right<'_>,
    language: &dyn Language,
    faults: &mut Faults<'_>,
) -> Option<Rendering> {
    check_fields(table, place, faults);
    let pattern = match &table.pattern {
        Some(text) => Some(expression(text, place, faults)?),
        None => None,
    };
    let mut tokens: Vec<String> =
        words::tokens(&table.text).iter().map(|t| t.span.of(&table.text).to_owned()).collect();
    let mut slot = table.determiner;
    let article = |word: &String| {
        language.determiner(word).is_some_and(|d| d.kind == DeterminerKind::Definite && d.preposition.is_none())
    };
    if tokens.len() > 1 && article(&tokens[0]) {
        let article = tokens.remove(0);
        if slot == Slot::None {
            let message = format!("`{article}` is an article, and `determiner = \"none\"` forbids one");
            faults.push(place, message, "remove one of them");
        }
        slot = Slot::Definite;
    }
    if pattern.is_none() && !tokens.iter().any(|token| is_word(token)) {
        faults.nothing(place, "a rendering without words", "write the wrong form as `text`");
        return None;
    }
    let lexicon = language.lexicon();
    let tags: Vec<Vec<Tag>> = tokens.iter().map(|word| lexicon.tags(word)).collect();
    let class = classify(&tokens, &tags, table.sure, right, pattern.is_some());
    if table.sure == Some(true) && matches!(class, Class::Ordinary | Class::Phrase) {
        let message = match &table.pattern {
            Some(pattern) => format!("the pattern `{pattern}` cannot be sure: no lexicon knows what it matches"),
            None => format!("`{}` is an ordinary word ({}), so it is not sure", tokens.join(" "), language.code()),
        };
        faults.push(place, message, "remove `sure = true` and say what speaks for the name: near = [\"…\"]");
    }
    let noun = tags.iter().flatten().find(|tag| tag.pos == Pos::Noun && tag.gender.is_some());
    let form = table.form.clone().unwrap_or_else(|| right.name.to_owned());
    let most = if is_reordered(&tokens, &form, language) { Applicability::Suggested } else { Applicability::Safe };
    Some(Rendering {
        written: table.pattern.clone().unwrap_or_else(|| table.text.clone()),
        text: tokens.join(" ").replace("' ", "'").replace(" - ", "-"),
        variants: if pattern.is_some() { Vec::new() } else { variants(&tokens, &tags, table.matching, lexicon) },
        pattern,
        class,
        everyday: table.everyday.unwrap_or(matches!(class, Class::Ordinary | Class::Phrase)),
        animate: table.animate,
        gender: noun.and_then(|tag| tag.gender),
        case: table.case,
        slot,
        distance: if table.matching == Match::Fuzzy { table.distance.unwrap_or(1) } else { 0 },
        ceiling: table.ceiling.unwrap_or(most),
        form,
        place,
    })
}

/// Fields that contradict one another.
fn check_fields(table: &RenderingTable, place: Place, faults: &mut Faults<'_>) {
    if table.pattern.is_some() {
        if table.determiner != Slot::Any || table.matching != Match::Inflected || !table.text.is_empty() {
            let message = "a pattern stands alone, without `text`, `determiner` and `match`";
            faults.push(place, message, "write what it needs into the pattern");
        }
        return;
    }
    if table.distance.is_some_and(|d| table.matching != Match::Fuzzy || !(1..=2).contains(&d)) {
        let message = "`distance` is 1 or 2 and goes with match = \"fuzzy\"";
        faults.push(place, message, "add match = \"fuzzy\" or remove `distance`");
    }
    let words = words::tokens(&table.text);
    if table.matching == Match::Fuzzy && (words.len() != 1 || table.text.chars().count() < FUZZY_LETTERS) {
        let message = format!("`{}` is too short, or too many words, to be matched fuzzily", table.text);
        faults.push(place, message, format!("one word of {FUZZY_LETTERS} letters at least"));
    }
}

/// The expression, in any case; `None` and a fault if it is none.
fn expression(text: &str, place: Place, faults: &mut Faults<'_>) -> Option<Regex> {
    match pattern::compile(text) {
        Ok(pattern) if pattern.is_match("") => {
            let message = format!("the pattern `{text}` also matches where nothing stands");
            faults.push(place, message, "write an expression that matches one word at least");
            None
        }
        Ok(pattern) => Some(pattern),
        Err(message) => {
            let cure = if message.ends_with("not supported") {
                "list the forms as words instead: such expressions can take for ever, so none are known"
            } else if message.ends_with("renderings") || message.contains("size limit") {
                "several short renderings do the work of one long expression"
            } else {
                "a sign that stands for itself needs a backslash, as in \\(; or write plain words as `text`"
            };
            faults.push(place, message, cure);
            None
        }
    }
}

/// True if `words` are those of `name` in another order, as French puts them ("Actions GitHub"): short words
/// between them, case, accents and number aside. The reader still has the name, and some style guides ask for
/// this order. One word at least has to be a name by itself: "diffusion stable" says nothing of Stable Diffusion.
fn is_reordered(words: &[String], name: &str, language: &dyn Language) -> bool {
    // Most wrong forms share no word with the name, which is soon seen.
    let shares = |word: &String| word.len() > 1 && name.split(' ').any(|other| fold::same_word(word, other));
    if words.len() < 2 || !words.iter().any(shares) {
        return false;
    }
    let full = |word: &&str| is_word(word) && !language.is_preposition(word) && language.determiner(word).is_none();
    let read = |word: &str| slug(word).trim_end_matches('s').to_owned();
    let ours: Vec<&str> = words.iter().map(String::as_str).filter(full).collect();
    let named = words::tokens(name);
    let named = named.iter().map(|token| token.span.of(name)).filter(full);
    let (mut given, mut wanted): (Vec<String>, Vec<String>) =
        (ours.iter().map(|word| read(word)).collect(), named.map(read).collect());
    if given == wanted || !ours.iter().any(|word| !language.lexicon().contains(&word.to_lowercase())) {
        return false;
    }
    given.sort_unstable();
    wanted.sort_unstable();
    given == wanted
}

/// True for what holds a letter or digit.
pub(super) fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn classify(tokens: &[String], tags: &[Vec<Tag>], sure: Option<bool>, right: &Right<'_>, pattern: bool) -> Class {
    let words: Vec<(&String, &Vec<Tag>)> = tokens.iter().zip(tags).filter(|(token, _)| is_word(token)).collect();
    let known = words.iter().all(|(word, tags)| !tags.is_empty() || word.ends_with(['\'', '’']));
    match sure {
        _ if pattern => Class::Phrase,
        // "Chat GPT" is as sure as "Chatgpt": people write it too. "Míchigan" only a machine leaves in French.
        _ if !known && right.is_near(&tokens.concat(), sure == Some(true)) => Class::Drift,
        // Nobody can vouch that one word of the language means nothing else.
        Some(true) if words.len() > 1 || !known => Class::Sure,
        _ if words.len() > 1 => Class::Phrase,
        _ if known => Class::Ordinary,
        _ => Class::Foreign,
    }
}

/// The rendering as written and, unless matched exactly, in the other number: every noun and
/// adjective up to the first preposition changes, as in "temps financier(s)".
fn variants(tokens: &[String], tags: &[Vec<Tag>], matching: Match, lexicon: &Lexicon) -> Vec<Variant> {
    let noun = tags.iter().flatten().find(|tag| tag.pos == Pos::Noun);
    let number = noun.map_or(Some(Number::Singular), |tag| tag.number);
    let mut out = vec![Variant { tokens: tokens.to_vec(), number, shifted: false }];
    if matching == Match::Exact {
        return out;
    }
    let other = number.map(|number| match number {
        Number::Singular => Number::Plural,
        Number::Plural => Number::Singular,
    });
    let head = tags.iter().position(|tags| tags.iter().any(|tag| tag.pos == Pos::Preposition));
    let mut shifted = tokens.to_vec();
    for word in &mut shifted[..head.unwrap_or(tokens.len())] {
        if let Some(variant) = lexicon.other_number(&word.to_lowercase()) {
            *word = variant;
        }
    }
    if shifted != tokens {
        out.push(Variant { tokens: shifted, number: other, shifted: true });
    }
    out
}
