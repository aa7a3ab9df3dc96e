//! Right names in a wrong spelling: "Openai", "anthropic", "Méta".

use crate::glossary::{Entry, Termbase};
use crate::text::fold::{self, Case};

/// True if `text` is the right form `name`: as it is written, or all in capitals, as headings are.
/// An acronym may be written as a word ("Nasa"), as the French press does.
#[must_use]
pub fn is_right(text: &str, name: &str) -> bool {
    let folded = |word: &str| word.chars().map(fold::fold_mark).collect::<String>();
    let (text, name) = (folded(text), folded(name));
    if text == name || text == name.to_uppercase() && text.chars().count() > 1 {
        return true;
    }
    Case::of(&name) == Case::Upper && text == fold::capitalise(&name.to_lowercase())
}

/// True if `text`, which folds to the right form `name`, is that form gone wrong rather than a word
/// of its own: no word of the language, nor a name in small letters that other words share.
#[must_use]
pub fn is_drift(text: &str, entry: &Entry, name: &str, termbase: &Termbase) -> bool {
    if entry.forms.iter().any(|form| is_right(text, form)) || entry.renderings.iter().any(|r| r.text == text) {
        return false;
    }
    // More capitals than the name has are a way of writing it ("LLaMA"), not a slip.
    if matches!(Case::of(text), Case::Mixed | Case::Upper) && Case::of(name) != Case::Mixed {
        return false;
    }
    let lexicon = termbase.language.lexicon();
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // A name of two letters or an acronym in small letters is too little to go by.
    name.chars().count() > 3 && !words().all(|word| lexicon.knows(word) || word.chars().all(char::is_numeric))
}
