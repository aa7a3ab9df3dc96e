//! Right names in a wrong spelling: "Openai", "anthropic", "Méta".

use crate::glossary::index::respaced;
use crate::glossary::{Entry, Termbase};
use crate::text::fold::{self, Case};

/// True if `text` is the right form `name`: as it is written, or all in capitals, as headings are. A
/// capital may lack its accent ("L'Equipe"), the article of a title may be small ("der Spiegel"), and an
/// acronym may be written as a word ("Nasa"), as the French press does.
#[must_use]
pub fn is_right(text: &str, name: &str) -> bool {
    let folded = |word: &str| word.chars().map(fold::fold_mark).collect::<String>();
    let (text, name) = (folded(text), folded(name));
    let shouted = text.chars().count() > 1 && text.chars().all(|c| !c.is_lowercase());
    let same = |(i, (t, n)): (usize, (char, char))| {
        let bare = t.is_uppercase() && fold::lower(t) == fold::base_letter(fold::lower(n));
        let article = i == 0 && name.contains(' ') && fold::lower(n) == t;
        t == n
            || article
            || bare && (n.is_uppercase() || shouted)
            || shouted && t == n.to_uppercase().next().unwrap_or(n)
    };
    if text.chars().count() == name.chars().count() && text.chars().zip(name.chars()).enumerate().all(same) {
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
    // "Diaz" is another family than "Díaz", and "fields" no family.
    if termbase.kind(entry).surname {
        return false;
    }
    // More capitals than the name has are a way of writing it ("LLaMA"), not a slip.
    if matches!(Case::of(text), Case::Mixed | Case::Upper) && Case::of(name) != Case::Mixed {
        return false;
    }
    // However the text breaks its lines.
    let text = &text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blanks = |text: &str| text.matches(' ').count();
    if blanks(text) != blanks(name) {
        return respaced(name).is_some_and(|spacing| spacing == *text);
    }
    let lexicon = termbase.language.lexicon();
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // A name of two letters or an acronym in small letters is too little to go by.
    let common = words().all(|word| lexicon.knows(word) || word.chars().all(char::is_numeric));
    name.chars().count() > 3 && (!common || lost_capitals(text, name))
}

/// True if `text` begins as `name` does and has an acronym of it in small letters: "Azure ad" is no sentence about
/// a colour, though the language has both words.
fn lost_capitals(text: &str, name: &str) -> bool {
    let (mut said, mut named) = (text.split(' '), name.split(' '));
    let begins = said.next() == named.next() && Case::is_capitalised(text);
    let acronym = |(said, named): (&str, &str)| {
        said != named && Case::of(named) == Case::Upper && Case::of(said) == Case::Lower && named.len() > 1
    };
    begins && said.zip(named).any(acronym)
}

#[cfg(test)]
mod tests {
    use super::is_right;

    #[test]
    fn spellings_that_are_right() {
        for (text, name) in [
            ("Meta", "Meta"),
            ("META", "Meta"),
            ("L’Equipe", "L'Équipe"),
            ("L'EQUIPE", "L'Équipe"),
            ("Nasa", "NASA"),
            ("der Spiegel", "Der Spiegel"),
            ("YOUTUBE", "YouTube"),
            ("iPhone", "iPhone"),
        ] {
            assert!(is_right(text, name), "{text}");
        }
    }

    #[test]
    fn spellings_that_are_not() {
        for (text, name) in [
            ("Youtube", "YouTube"),
            ("meta", "Meta"),
            ("Méta", "Meta"),
            ("l'équipe", "L'Équipe"),
            ("Openai", "OpenAI"),
            ("Iphone", "iPhone"),
            ("nasa", "NASA"),
            ("der spiegel", "Der Spiegel"),
        ] {
            assert!(!is_right(text, name), "{text}");
        }
    }
}
