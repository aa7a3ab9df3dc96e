//! The embedded lexicon: form to lemma, part of speech and features, read in place.

use super::features::Tag;
use std::sync::OnceLock;

/// First bytes of a lexicon file; the number is the format's version.
pub const MAGIC: &[u8; 8] = b"DCQLEX1\n";

/// One reading of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Analysis<'f> {
    form: &'f str,
    cut: usize,
    append: &'static str,
    /// Part of speech and features.
    pub tag: Tag,
}

impl Analysis<'_> {
    /// The dictionary form, joined only when asked for.
    #[must_use]
    pub fn lemma(&self) -> String {
        let keep = self.form.char_indices().rev().nth(self.cut.wrapping_sub(1)).map_or(self.form.len(), |(i, _)| i);
        [&self.form[..if self.cut == 0 { self.form.len() } else { keep }], self.append].concat()
    }

    /// True if the dictionary form is `lemma`, without joining it.
    #[must_use]
    pub fn is_of(&self, lemma: &str) -> bool {
        let kept = self.form.chars().count() - self.cut;
        let mut chars = lemma.chars();
        chars.by_ref().take(kept).eq(self.form.chars().take(kept)) && chars.as_str() == self.append
    }
}

/// Forms of one language with their readings.
///
/// The file is `MAGIC`, the length of the readings (u32, little endian), the readings, and a finite
/// state map from form to the offset of its readings. Nothing is decoded at start: an article needs
/// a thousand of the half million forms.
pub struct Lexicon {
    pub(super) forms: fst::Map<&'static [u8]>,
    readings: &'static [u8],
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lexicon({} forms)", self.forms.len())
    }
}

impl Lexicon {
    /// The French lexicon, made by `cargo run -p xtask -- lexicon` from Hunspell's French dictionary.
    ///
    /// # Panics
    ///
    /// Panics if the embedded file is not one this version reads, which a test rules out.
    pub fn french() -> &'static Self {
        static FRENCH: OnceLock<Lexicon> = OnceLock::new();
        FRENCH.get_or_init(|| Self::open(include_bytes!("data/fr.lex")).expect("the embedded lexicon is well-formed"))
    }

    /// Reads a lexicon file; `None` if it is not one.
    #[must_use]
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (len, rest) = rest.split_first_chunk::<4>()?;
        let (readings, forms) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        Some(Self { forms: fst::Map::new(forms).ok()?, readings })
    }

    /// All forms, sorted by bytes.
    #[must_use]
    pub fn forms(&self) -> Vec<String> {
        self.forms.stream().into_str_keys().unwrap_or_default()
    }

    /// True if `form`, spelled exactly so, is a word.
    #[must_use]
    pub fn contains(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    /// True if `word` is a word as it stands or in small letters (as at the head of a sentence).
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.contains(word) || self.contains(&word.to_lowercase())
    }

    /// The readings of `form`, spelled exactly so; empty if it is no word.
    #[must_use]
    pub fn analyses<'f>(&self, form: &'f str) -> Vec<Analysis<'f>> {
        let Some(offset) = self.forms.get(form) else { return Vec::new() };
        #[expect(clippy::cast_possible_truncation, reason = "offsets come from a file below 4 GiB")]
        let mut at = offset as usize;
        let count = self.readings[at];
        at += 1;
        (0..count)
            .map(|_| {
                let tag = Tag::unpack(u16::from_le_bytes([self.readings[at], self.readings[at + 1]]));
                let (cut, len) = (usize::from(self.readings[at + 2]), usize::from(self.readings[at + 3]));
                let append = std::str::from_utf8(&self.readings[at + 4..at + 4 + len]).unwrap_or_default();
                at += 4 + len;
                Analysis { form, cut, append, tag }
            })
            .collect()
    }

    /// The tags of `word` as it stands, or failing that in small letters.
    #[must_use]
    pub fn tags(&self, word: &str) -> Vec<Tag> {
        let tags = |form: &str| self.analyses(form).into_iter().map(|a| a.tag).collect::<Vec<_>>();
        let found = tags(word);
        if found.is_empty() && word.chars().any(char::is_uppercase) { tags(&word.to_lowercase()) } else { found }
    }

    /// The dictionary forms of `word`, in small letters if it is unknown as it stands.
    #[must_use]
    pub fn lemmas(&self, word: &str) -> Vec<String> {
        let lower = word.to_lowercase();
        let mut lemmas: Vec<String> =
            self.analyses(word).iter().chain(&self.analyses(&lower)).map(Analysis::lemma).collect();
        lemmas.sort_unstable();
        lemmas.dedup();
        lemmas
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::lang::features::{Gender, Number, Pos};

    #[test]
    fn forms_have_their_readings() {
        let fr = Lexicon::french();
        assert!(fr.contains("objectif") && fr.contains("cibles") && fr.contains("aujourd'hui"));
        assert!(!fr.contains("reconsident") && !fr.contains("Openai") && fr.knows("Objectif"));
        let verb = fr.analyses("conserva").into_iter().find(|a| a.tag.pos == Pos::Verb).expect("a verb");
        assert_eq!((verb.lemma().as_str(), verb.tag.third_singular), ("conserver", true));
        assert!(verb.is_of("conserver") && !verb.is_of("conserv"));
        let noun = fr.tags("flamme").into_iter().find(|t| t.pos == Pos::Noun).expect("a noun");
        assert_eq!((noun.gender, noun.number), (Some(Gender::Feminine), Some(Number::Singular)));
    }
}
