//! Which language a text is in, by its function words.
//!
//! A statistical identifier (whichlang, lingua) was the alternative: it fails on short texts just as
//! this does, and says nothing that can be shown. Counting function words is exact about its reason.

use crate::text::fold;
use std::collections::HashMap;

/// The function words of all languages known here.
#[derive(Clone, Debug)]
pub struct Profile {
    codes: Vec<&'static str>,
    /// From word key to a bit for each language that uses the word.
    words: HashMap<u64, u8, std::hash::BuildHasherDefault<KeyHasher>>,
}

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| hash << 8 | u64::from(byte));
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// How many function words a text has, by the set of languages that use them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    counts: [u32; SETS],
}

/// Sets of the languages of the profile, one bit each.
const SETS: usize = 1 << 6;

impl Profile {
    /// The built-in profile.
    #[must_use]
    pub fn new() -> Self {
        let mut profile = Self { codes: Vec::new(), words: HashMap::default() };
        for line in include_str!("data/function-words.txt").lines().filter(|line| !line.starts_with('#')) {
            let Some((code, words)) = line.split_once(':') else { continue };
            let bit = 1 << profile.codes.len();
            profile.codes.push(code);
            for word in words.split_whitespace() {
                *profile.words.entry(fold::key(word)).or_insert(0) |= bit;
            }
        }
        profile
    }

    /// Counts one word into `tally`.
    pub fn count(&self, key: u64, tally: &mut Tally) {
        let Some(&languages) = self.words.get(&key) else { return };
        tally.counts[usize::from(languages)] += 1;
    }

    /// The language that `tally` surely speaks for: it has more words of its own than any other language by half,
    /// and a few of them.
    #[must_use]
    pub fn certain(&self, tally: &Tally) -> Option<&'static str> {
        let best = (0..self.codes.len()).max_by_key(|&i| (tally.of(i), std::cmp::Reverse(i)))?;
        let ahead = |other: usize| other == best || tally.is_ahead(best, other);
        (0..self.codes.len()).all(ahead).then(|| self.codes[best])
    }

    /// True if the function words of `language` are known.
    #[must_use]
    pub fn knows(&self, language: &str) -> bool {
        self.codes.contains(&language)
    }

    /// The language that `tally` speaks for instead of `target`; `None` if the text is in `target`
    /// or too short to tell, which must not silence a title.
    #[must_use]
    pub fn foreign(&self, tally: &Tally, target: &str) -> Option<&'static str> {
        let own = self.codes.iter().position(|code| *code == target)?;
        let best = (0..self.codes.len()).filter(|&i| i != own).max_by_key(|&i| (tally.of(i), std::cmp::Reverse(i)))?;
        tally.is_ahead(best, own).then(|| self.codes[best])
    }

    /// The language that most words of `tally` speak for, if one is ahead of all others; `except` is known
    /// not to be it. For a source text of one sentence, where [`Profile::foreign`] asks for too much.
    #[must_use]
    pub fn leading(&self, tally: &Tally, except: &str) -> Option<&'static str> {
        let others = (0..self.codes.len()).filter(|&i| self.codes[i] != except);
        let best = others.clone().max_by_key(|&i| tally.of(i))?;
        let alone = others.filter(|&i| tally.of(i) == tally.of(best)).count() == 1;
        (alone && tally.of(best) > 0).then(|| self.codes[best])
    }

    /// `target`, if `tally` has more words of it than of any other language. For a text of one sentence that must
    /// not be in it, where [`Profile::certain`] asks for too much.
    #[must_use]
    pub fn mostly(&self, tally: &Tally, target: &str) -> Option<&'static str> {
        let own = self.codes.iter().position(|code| *code == target)?;
        let behind = |other: usize| other == own || tally.of_but(other, own) < tally.of_but(own, other);
        (0..self.codes.len()).all(behind).then(|| self.codes[own])
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::new()
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self { counts: [0; SETS] }
    }
}

impl Tally {
    /// Words that language `i` of the profile uses.
    fn of(&self, i: usize) -> u32 {
        self.sum(|set| set >> i & 1 == 1)
    }

    /// Words that language `i` uses and language `j` does not.
    fn of_but(&self, i: usize, j: usize) -> u32 {
        self.sum(|set| set >> i & 1 == 1 && set >> j & 1 == 0)
    }

    /// True if language `i` has enough words that `j` lacks, and more than the other way round by half. Romance
    /// languages share "de", "la", "que", which say nothing, and a text that quotes another language has more of
    /// its own.
    fn is_ahead(&self, i: usize, j: usize) -> bool {
        /// Fewer function words than this say nothing.
        const ENOUGH: u32 = 4;
        let (ours, theirs) = (self.of_but(i, j), self.of_but(j, i));
        ours >= ENOUGH && ours * 2 > theirs * 3
    }

    /// True if no function word was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|&count| count == 0)
    }

    fn sum(&self, wanted: impl Fn(usize) -> bool) -> u32 {
        self.counts.iter().enumerate().filter(|&(set, _)| wanted(set)).map(|(_, count)| count).sum()
    }

    /// Adds the counts of `other`.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine += theirs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Profile, Tally};
    use crate::text::words;

    fn foreign(text: &str) -> Option<&'static str> {
        let (profile, tally) = counted(text);
        profile.foreign(&tally, "fr")
    }

    fn counted(text: &str) -> (Profile, Tally) {
        let profile = Profile::new();
        let mut tally = Tally::default();
        for token in words::tokens(text) {
            profile.count(token.key, &mut tally);
        }
        (profile, tally)
    }

    #[test]
    fn other_languages_are_told_from_french() {
        assert_eq!(foreign("El objetivo de la empresa es mejorar los modelos que ha publicado en el año."), Some("es"));
        assert_eq!(
            foreign(
                "Los sistemas de la placa: la unidad de memoria, los sensores y el puerto de entrada con los cables."
            ),
            Some("es")
        );
        assert_eq!(foreign("The goal of the company is to improve the models that it has published."), Some("en"));
        assert_eq!(
            foreign("O objetivo da empresa é melhorar os modelos que foram publicados no ano, não a marca."),
            Some("pt")
        );
        assert_eq!(
            foreign("L'obiettivo della società è migliorare i modelli che sono nel catalogo di casa."),
            Some("it")
        );
        assert_eq!(
            foreign("Das Ziel der Firma ist es, die Modelle zu verbessern, und das mit einem Plan."),
            Some("de")
        );
    }

    #[test]
    fn french_and_short_texts_are_not_foreign() {
        assert_eq!(foreign("L'objectif de l'entreprise est d'améliorer les modèles qu'elle a publiés."), None);
        assert_eq!(foreign("Meta, la cible"), None);
        assert_eq!(foreign("De la ville de Lille à la place de la mairie, que de monde, on y danse en silence."), None);
        assert_eq!(foreign("Real Madrid 3-1 Barcelone"), None);
        assert_eq!(foreign("Le livre « The Art of the Deal » est de Donald Trump et il est dans la liste."), None);
    }

    #[test]
    fn a_language_is_certain_where_no_other_comes_near() {
        for (text, language) in [
            ("Le prix de la maison est dans la liste, et elle a été vendue pour peu.", Some("fr")),
            ("The price of the house is on the list, and it was sold for little.", Some("en")),
            ("El precio de la casa está en la lista, y se vendió por poco en los días del año.", Some("es")),
            ("De la casa, en la lista.", None),
            ("Zorbourg 12", None),
            ("The list of the house and of the town is on the wall; il est dans la liste, et pour une fois.", None),
        ] {
            let (profile, tally) = counted(text);
            assert_eq!(profile.certain(&tally), language, "{text}");
        }
    }
}
