//! A bilingual word list as it was read, before it is known which side is in the language of the texts.

use super::Dictionary;
use crate::lang::Language;
use crate::text::fold::fold_mark;

/// Which side of a word list is the language of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The left side, as in English–French for texts in French.
    Forth,
    /// The right side: a French–English list, used backwards.
    Back,
}

/// In which directions a pair of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Both,
    Only(Direction),
}

#[derive(Clone, Debug)]
struct Row {
    left: String,
    right: String,
    way: Way,
}

/// The pairs of a file, and what of it could not be read.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    rows: Vec<Row>,
    /// Rows that are not what the notation asks for; they are passed over.
    pub malformed: usize,
    /// The line of the first of them, and what is wrong with it.
    pub first: Option<(usize, String)>,
}

impl WordList {
    /// Adds a pair; one with a side that is blank says nothing.
    pub(super) fn push(&mut self, left: &str, right: &str, way: Way) {
        let (left, right) = (tidy(left), tidy(right));
        if !left.is_empty() && !right.is_empty() {
            self.rows.push(Row { left, right, way });
        }
    }

    /// Counts the row on `line`, from 1, as one that cannot be read.
    pub(super) fn fault(&mut self, line: usize, message: impl Into<String>) {
        self.malformed += 1;
        self.first.get_or_insert_with(|| (line, message.into()));
    }

    /// How many pairs it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if it has no pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Which side is not in `language`, by the words that its lexicon knows; `None` where neither side is in it.
    /// The name of the file would tell of most lists, but of none that a user made.
    #[must_use]
    pub fn direction(&self, language: &dyn Language) -> Option<Direction> {
        /// Single words that are looked up, taken from all over the list.
        const SAMPLE: usize = 2_000;
        /// A shorter list may be of names alone, which no lexicon knows.
        const ENOUGH: usize = 100;
        let words: Vec<&Row> =
            self.rows.iter().filter(|row| !row.left.contains(' ') && !row.right.contains(' ')).collect();
        let step = words.len().div_ceil(SAMPLE).max(1);
        let (mut looked, mut left, mut right) = (0, 0, 0);
        for row in words.iter().step_by(step) {
            looked += 1;
            left += usize::from(language.lexicon().knows(&row.left));
            right += usize::from(language.lexicon().knows(&row.right));
        }
        if looked >= ENOUGH && left.max(right) * 2 < looked {
            return None;
        }
        Some(if left > right { Direction::Back } else { Direction::Forth })
    }

    /// Puts what holds in `direction` into `dictionary`.
    pub fn add_to(self, dictionary: &mut Dictionary, direction: Direction) {
        for row in self.rows {
            match (row.way, direction) {
                (Way::Only(way), _) if way != direction => {}
                (_, Direction::Forth) => dictionary.insert(row.left, row.right),
                (_, Direction::Back) => dictionary.insert(row.right, row.left),
            }
        }
    }

    /// The pairs, left side first, in the order of the file.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.rows.iter().map(|row| (row.left.as_str(), row.right.as_str())).collect()
    }
}

/// `text` with one blank between words, and with the hyphen and the apostrophe that keyboards have.
fn tidy(text: &str) -> String {
    let text = text.trim();
    let mut blank = false;
    let tidy = |c: char| {
        let after = std::mem::replace(&mut blank, c.is_whitespace());
        fold_mark(c) == c && !(blank && (after || c != ' '))
    };
    // Nearly every word of a dictionary is as it should be, and a dictionary has half a million of them.
    if text.chars().all(tidy) {
        return text.to_owned();
    }
    let mut tidied = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.extend(word.chars().map(fold_mark));
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn words_have_one_blank_between_them_and_the_marks_of_keyboards() {
        for (text, wanted) in [
            ("deux mots", "deux mots"),
            (" deux \t mots ", "deux mots"),
            ("deux\u{A0}mots", "deux mots"),
            ("chou\u{2010}fleur l\u{2019}eau", "chou-fleur l'eau"),
            ("été", "été"),
            (" ", ""),
        ] {
            assert_eq!(tidy(text), wanted);
        }
    }
}
