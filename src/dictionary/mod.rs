//! Bilingual dictionaries, from the language of a source to that of its translation.

use std::collections::HashMap;

/// What words and phrases of one language are in another.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    senses: HashMap<String, Vec<String>>,
}

impl Dictionary {
    /// Adds a translation of `word`; one that is known already is not added twice.
    pub fn add(&mut self, word: &str, translation: &str) {
        let senses = self.senses.entry(word.to_lowercase()).or_default();
        if !senses.iter().any(|sense| sense == translation) {
            senses.push(translation.to_owned());
        }
    }

    /// The translations of `word`, case aside, in the order in which they were added.
    #[must_use]
    pub fn translations(&self, word: &str) -> &[String] {
        self.senses.get(&word.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// True if it has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.senses.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;

    #[test]
    fn a_word_has_all_its_translations_once() {
        let mut dictionary = Dictionary::default();
        for translation in ["cible", "objectif", "cible"] {
            dictionary.add("Target", translation);
        }
        assert_eq!(dictionary.translations("target"), ["cible", "objectif"]);
        assert!(dictionary.translations("goal").is_empty());
    }
}
