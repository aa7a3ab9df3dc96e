//! Folding: which different spellings of a word are the same word to a matcher.

/// The apostrophes and hyphens that stand for each other, and every kind of blank, as one character.
#[must_use]
pub const fn fold_mark(c: char) -> char {
    match c {
        '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{00A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' | '\u{2002}' | '\u{2003}' | '\t' => ' ',
        other => other,
    }
}

/// True for a mark that combines with the letter before it, as decomposed text has them.
#[must_use]
pub const fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// The letter without its accent, for the letters of western European languages.
#[must_use]
pub const fn base_letter(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// Lower case of one character; the few whose lower case is longer keep their first part.
#[must_use]
pub fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

fn folded(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|&c| !is_combining(c)).map(|c| base_letter(lower(fold_mark(c))))
}

/// Hash of a word that is the same for every case, accent and apostrophe of it.
///
/// Multiplicative (Fx) rather than the standard library's: words are short, keys come from our own
/// glossaries, and this is computed for every word of every text.
#[must_use]
pub fn key(word: &str) -> u64 {
    const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
    let hash = folded(word).fold(0_u64, |hash, c| (hash.rotate_left(5) ^ u64::from(u32::from(c))).wrapping_mul(SEED));
    hash ^ (hash >> 32)
}

/// The key of two words in a row.
#[must_use]
pub const fn pair_key(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// True if `text` spells the word `pattern`: in any case, with either apostrophe, composed or
/// decomposed; an accent may be missing from a capital letter only (French prints ETAT beside État),
/// since elsewhere it tells words apart (*but*, *bût*).
#[must_use]
pub fn same_word(text: &str, pattern: &str) -> bool {
    let mut pattern = pattern.chars().filter(|&c| !is_combining(c)).peekable();
    let mut text = text.chars().peekable();
    while let Some(t) = text.next() {
        let mut decomposed = false;
        while text.next_if(|&c| is_combining(c)).is_some() {
            decomposed = true;
        }
        let Some(p) = pattern.next() else { return false };
        let (folded_t, folded_p) = (lower(fold_mark(t)), lower(fold_mark(p)));
        let same = folded_t == folded_p || (decomposed || t.is_uppercase()) && folded_t == base_letter(folded_p);
        if !same {
            return false;
        }
    }
    pattern.next().is_none()
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital.
    Lower,
    /// One capital, the first letter.
    Capital,
    /// Two letters or more, all capitals.
    Upper,
    /// Capitals inside.
    Mixed,
}

impl Case {
    /// The case of `word`; digits and marks do not count.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let (mut letters, mut capitals, mut first) = (0, 0, false);
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            if c.is_uppercase() {
                capitals += 1;
                first |= letters == 0;
            }
            letters += 1;
        }
        match (capitals, first) {
            (0, _) => Self::Lower,
            (1, true) => Self::Capital,
            _ if capitals == letters => Self::Upper,
            _ => Self::Mixed,
        }
    }

    /// True for a word that begins with a capital letter.
    #[must_use]
    pub fn is_capitalised(word: &str) -> bool {
        word.chars().next().is_some_and(char::is_uppercase)
    }
}

/// `word` with its first letter capital.
#[must_use]
pub fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::{Case, capitalise, key, same_word};

    #[test]
    fn case_accent_and_apostrophe_are_folded_where_they_tell_nothing() {
        assert!(same_word("L’", "l'"));
        assert!(same_word("ETAT", "État"));
        assert!(same_word("e\u{301}tat", "état"));
        assert!(same_word("Objectif", "objectif"));
        assert_eq!(key("ÉTAT"), key("etat"));
        assert_eq!(key("L’"), key("l'"));
    }

    #[test]
    fn accents_of_small_letters_tell_words_apart() {
        assert!(!same_word("bût", "but"));
        assert!(!same_word("cote", "côté"));
        assert!(!same_word("cibles", "cible"));
        assert!(!same_word("cible", "cibles"));
    }

    #[test]
    fn cases() {
        let found = ["objectif", "Objectif", "OBJECTIF", "OpenAI", "l'", "A", "iPhone"].map(Case::of);
        let expected = [Case::Lower, Case::Capital, Case::Upper, Case::Mixed, Case::Lower, Case::Capital, Case::Mixed];
        assert_eq!(found, expected);
        assert_eq!(capitalise("équipe"), "Équipe");
    }
}
