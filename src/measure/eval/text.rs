//! Texts as Python's `re` sees them, and what the judge asks of a changed place.
//!
//! `\w` of Python is letters and numbers of every sort and the underscore; that of the crate `regex` has
//! combining marks and joiners too and lacks "²". `\s` of Python has the four separators of ASCII besides.

use super::opcodes;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| panic!("an expression of this file: {error}"))
}

static TOKEN: LazyLock<Regex> = LazyLock::new(|| compiled(r"[\p{L}\p{N}_]+|[\s\x1c-\x1f]+|[^\p{L}\p{N}_\s\x1c-\x1f]"));
static WORD: LazyLock<Regex> = LazyLock::new(|| compiled(r"[\p{L}\p{N}_]+"));
static NAME: LazyLock<Regex> = LazyLock::new(|| compiled(r"[\p{L}\p{N}_][\p{L}\p{N}_+#]*"));
static DIGIT: LazyLock<Regex> = LazyLock::new(|| compiled(r"\p{Nd}"));

/// "de le X", "à les X", "l'Meta", "de Apple": the group is what is taken, the rest is only looked at.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    compiled("([dD]e les? )[A-Z]|([àÀ] les? )[A-Z]|([dlDL]['’])[BCDFGJKLMNPQRSTVWXZ][a-zà-ÿ]|([dD]e )[AEIO][a-zà-ÿ]")
});

/// True for a character of a word.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() && WORD.is_match(c.encode_utf8(&mut [0; 4]))
}

/// The words of `text`.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    WORD.find_iter(text).map(|word| word.as_str())
}

/// How many words `text` has.
#[must_use]
pub fn count_words(text: &str) -> usize {
    WORD.find_iter(text).count()
}

/// How often `name` stands in `text` as whole words.
#[must_use]
pub fn count(name: &str, text: &str) -> usize {
    let Some(first) = name.chars().next() else { return 0 };
    let (mut from, mut found) = (0, 0);
    while let Some(at) = text[from..].find(name) {
        let (start, end) = (from + at, from + at + name.len());
        let alone = |c: Option<char>| !c.is_some_and(is_word);
        if alone(text[..start].chars().next_back()) && alone(text[end..].chars().next()) {
            found += 1;
            from = end;
        } else {
            from = start + first.len_utf8();
        }
    }
    found
}

/// A changed place: bytes of the text before and of the text after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// What was taken out.
    pub old: Range<usize>,
    /// What stands there now.
    pub new: Range<usize>,
}

/// The changed places between two texts; places one blank apart are one place.
#[must_use]
pub fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    if before == after {
        return Vec::new();
    }
    let (a, b) = (tokens(before), tokens(after));
    let mut joined: Vec<opcodes::Change> = Vec::new();
    for (old, new) in opcodes::changes(&texts(&a, before), &texts(&b, after)) {
        let blank = |from: usize| {
            let gap = a[from..old.start].first().map_or("", |span| &before[span.clone()]);
            gap.trim_matches([' ', '\'', '’']).is_empty()
        };
        match joined.last_mut() {
            Some(last) if old.start - last.0.end <= 1 && blank(last.0.end) => {
                last.0.end = old.end;
                last.1.end = new.end;
            }
            _ => joined.push((old, new)),
        }
    }
    let bytes = |tokens: &[Range<usize>], span: Range<usize>, len: usize| {
        let start = tokens.get(span.start).map_or(len, |token| token.start);
        start..if span.is_empty() { start } else { tokens[span.end - 1].end }
    };
    let hunk = |(old, new)| Hunk { old: bytes(&a, old, before.len()), new: bytes(&b, new, after.len()) };
    joined.into_iter().map(hunk).collect()
}

fn texts<'t>(tokens: &[Range<usize>], text: &'t str) -> Vec<&'t str> {
    tokens.iter().map(|token| &text[token.clone()]).collect()
}

/// Every character is in a token.
fn tokens(text: &str) -> Vec<Range<usize>> {
    TOKEN.find_iter(text).map(|token| token.range()).collect()
}

/// Capitalised words of `new` that `source` has and the text `before` editing had less often.
#[must_use]
pub fn source_words<'n>(new: &'n str, before: &str, source: &str) -> Vec<&'n str> {
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(1).is_some();
    let names = NAME.find_iter(new).map(|word| word.as_str()).filter(capital);
    names.filter(|word| count(word, source) > count(word, before)).collect()
}

/// The place puts `name`, or its missing part, where other words stood, and the text has it more often than before.
#[must_use]
pub fn brings(name: &str, (old, new): (&str, &str), before: &str, after: &str) -> bool {
    let came = |word: &str| words(new).any(|other| other == word) && words(old).all(|other| other != word);
    count(name, after) > count(name, before) && count_words(old) > 0 && words(name).any(came)
}

/// Places of plainly broken French in `text`, what shows it included.
#[must_use]
pub fn broken(text: &str) -> Vec<Range<usize>> {
    let (mut from, mut found) = (0, Vec::new());
    while let Some(groups) = BROKEN.captures_at(text, from) {
        let whole = groups.get_match();
        if text[..whole.start()].chars().next_back().is_some_and(is_word) {
            from = whole.start() + 1;
            while !text.is_char_boundary(from) {
                from += 1;
            }
            continue;
        }
        found.push(whole.range());
        from = groups.iter().skip(1).flatten().next().map_or(whole.end(), |taken| taken.end());
    }
    found
}

/// True where a text lost or gained far too many words.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
pub fn gutted(before: &str, after: &str) -> bool {
    let (before, after) = (count_words(before) as f64, count_words(after) as f64);
    after < 0.6 * before - 3.0 || after > 1.5 * before + 6.0
}

/// True for a place of a few words.
#[must_use]
pub fn small((old, new): (&str, &str)) -> bool {
    count_words(old) <= 6 && count_words(new) <= 6
}

/// True for a number that another took the place of.
#[must_use]
pub fn quantity((old, new): (&str, &str)) -> bool {
    DIGIT.is_match(old) && DIGIT.is_match(new)
}

#[cfg(test)]
mod tests {
    use super::{broken, count, count_words, gutted, hunks, source_words};

    fn changed<'t>(before: &'t str, after: &'t str) -> Vec<(&'t str, &'t str)> {
        hunks(before, after).into_iter().map(|hunk| (&before[hunk.old], &after[hunk.new])).collect()
    }

    #[test]
    fn words_are_those_of_python() {
        assert_eq!((count_words("a² e\u{301}t"), count_words("l'ⅷ_x ⓐ")), (3, 2));
        assert_eq!((count("Meta", "Meta, Métameta Meta"), count("C++", "C++ C+++ xC++")), (2, 2));
        assert_eq!(count("aa", "aaa aa"), 1);
    }

    #[test]
    fn places_a_blank_apart_are_one() {
        assert_eq!(changed("le but de X", "la cible de X"), [("le but", "la cible")]);
        assert_eq!(changed("a, b", "c, d"), [("a", "c"), ("b", "d")]);
        assert_eq!(changed("l'objectif", "Meta"), [("l'objectif", "Meta")]);
        assert_eq!(changed("a b", "a x b"), [("", "x ")]);
        assert_eq!(changed("a\u{a0}b", "c\u{a0}d"), [("a", "c"), ("b", "d")]);
        assert_eq!(changed("a", "a"), []);
    }

    #[test]
    fn broken_french_is_counted_without_what_is_only_looked_at() {
        let found = |text| broken(text).len();
        assert_eq!((found("de le Monde"), found("à les États"), found("l'Meta d'Meta")), (1, 0, 2));
        assert_eq!((found("de Apple"), found("ode Apple"), found("de le De Apple")), (1, 0, 2));
        assert_eq!((found("de Uber"), found("d'Apple"), found("À le X")), (0, 0, 1));
    }

    #[test]
    fn names_of_the_source_are_capitalised_and_new() {
        assert_eq!(source_words("Go et C++ et X", "", "Go, C++ X"), ["Go", "C++"]);
        assert_eq!(source_words("Go", "Go", "Go"), [""; 0]);
    }

    #[test]
    fn a_text_is_gutted_by_what_goes_or_comes() {
        let text = |words: usize| "a ".repeat(words);
        assert_eq!((gutted(&text(10), &text(3)), gutted(&text(10), &text(2))), (false, true));
        assert_eq!((gutted(&text(2), &text(9)), gutted(&text(2), &text(10))), (false, true));
    }
}
