//! What is known of a language of sources: its short words in French, and the names that French writes otherwise.

use crate::text::fold;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// One language of sources.
#[derive(Debug, Default)]
pub struct Lexis {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// From the key of a word to the keys of what stands for it.
    words: HashMap<u64, Vec<u64>>,
    /// Keys of those that begin names too.
    heads: HashSet<u64>,
    exonyms: HashSet<&'static str>,
}

impl Lexis {
    /// The language with this code, if anything is known of it.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        static ALL: OnceLock<Vec<Lexis>> = OnceLock::new();
        ALL.get_or_init(read).iter().find(|lexis| lexis.code == code)
    }

    /// The keys of what stands for the word with this key.
    #[must_use]
    pub fn translations(&self, key: u64) -> &[u64] {
        self.words.get(&key).map_or(&[], Vec::as_slice)
    }

    /// True if the word with this key is a short or frequent one.
    #[must_use]
    pub fn is_common(&self, key: u64) -> bool {
        self.words.contains_key(&key)
    }

    /// True if the word with this key begins names too: "Puerto X".
    #[must_use]
    pub fn begins_names(&self, key: u64) -> bool {
        self.heads.contains(&key)
    }

    /// True if French writes `name` in its own way.
    #[must_use]
    pub fn is_exonym(&self, name: &str) -> bool {
        self.exonyms.contains(name)
    }

    /// True if every noun has a capital, so that one says nothing.
    #[must_use]
    pub fn capitalises_nouns(&self) -> bool {
        self.code == "de"
    }

    /// True if headings have a capital on every word.
    #[must_use]
    pub fn capitalises_titles(&self) -> bool {
        self.code == "en"
    }
}

fn read() -> Vec<Lexis> {
    let mut all: Vec<Lexis> = Vec::new();
    let mut of = |code: &'static str, add: &mut dyn FnMut(&mut Lexis)| {
        let at = all.iter().position(|lexis| lexis.code == code).unwrap_or_else(|| {
            all.push(Lexis { code, ..Lexis::default() });
            all.len() - 1
        });
        add(&mut all[at]);
    };
    for (code, row) in rows(include_str!("data/words.txt")) {
        let Some((word, translations)) = row.split_once('=') else { continue };
        of(code, &mut |lexis| {
            let (word, keys) = (word.trim(), translations.split_whitespace().map(fold::key));
            let key = fold::key(word.trim_end_matches('+'));
            lexis.words.entry(key).or_default().extend(keys);
            if word.ends_with('+') {
                lexis.heads.insert(key);
            }
        });
    }
    for (code, name) in rows(include_str!("data/exonyms.txt")) {
        of(code, &mut |lexis| {
            lexis.exonyms.insert(name);
        });
    }
    all
}

/// The items of a list with the language of each.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    lines.flat_map(|(code, items)| items.split('|').map(move |item| (code, item.trim())))
}

#[cfg(test)]
mod tests {
    use super::{Lexis, rows};
    use crate::text::fold;

    #[test]
    fn languages_have_words_and_exonyms() {
        let english = Lexis::of("en").expect("English is listed");
        assert!(english.translations(fold::key("With")).contains(&fold::key("avec")));
        assert!(english.is_exonym("Northern Ireland") && !english.is_exonym("Northern"));
        assert!(Lexis::of("es").is_some_and(|spanish| spanish.is_exonym("Pekín")));
        assert!(Lexis::of("fr").is_none());
    }

    #[test]
    fn every_row_is_whole() {
        for (code, row) in rows(include_str!("data/words.txt")) {
            let whole = row
                .split_once('=')
                .is_some_and(|(word, french)| !word.trim().contains(' ') && !french.trim().is_empty());
            assert!(whole, "{code}: {row}");
        }
        for (code, name) in rows(include_str!("data/exonyms.txt")) {
            assert!(!name.is_empty() && name.len() < 60, "{code}: {name}");
        }
    }
}
