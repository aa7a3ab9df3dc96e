//! A corpus of texts and their sources, taken apart into sentences and words.

use crate::align;
use crate::align::word::{Bitext, LONGEST};
use crate::document::protected;
use crate::lang::{Language, Profile, Tally};
use crate::text::fold::Case;
use crate::text::sentences::{cover, sentences};
use crate::text::words::{self, TokenKind};
use crate::text::{Span, fold};
use std::collections::HashMap;
use std::ops::Range;

/// Most words that are learned from, on the side of the source: some thirty books, more than any name needs. The
/// tables of the alignment grow with it, to a gigabyte.
pub const MOST: usize = 4_000_000;

/// One word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its number: the same for every case of it.
    pub id: u32,
    start: u32,
    end: u32,
}

/// All sentences of one language, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    text: String,
    words: Vec<Word>,
    numbers: HashMap<String, u32>,
}

/// Texts and their sources, sentence by sentence.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pub(super) source: Side,
    pub(super) target: Side,
    /// Where the words and the text of each pair end, source first.
    ends: Vec<[(usize, usize); 2]>,
    /// Pairs that were passed over: one side has more than [`LONGEST`] words, or none.
    pub passed: usize,
}

impl Corpus {
    /// Adds `text`, a translation of `source`; false if there is enough, and it was not taken.
    pub fn add(&mut self, text: &str, source: &str) -> bool {
        if self.source.words.len() >= MOST {
            return false;
        }
        for pair in align::pairs(text, source) {
            let (source, text) = (pair.source.of(source), pair.target.of(text));
            if source.trim().is_empty() && text.trim().is_empty() {
                continue;
            }
            for (source, text) in parts(source, text) {
                self.push(source, text);
            }
        }
        true
    }

    /// How many pairs it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if it has no pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Words on the side of the source.
    #[must_use]
    pub fn words(&self) -> usize {
        self.source.words.len()
    }

    /// The language that the translations are in, if it is not `language`.
    #[must_use]
    pub fn foreign(&self, language: &dyn Language) -> Option<&'static str> {
        let profile = Profile::new();
        let mut tally = Tally::default();
        self.target.words.iter().for_each(|&word| profile.count(fold::key(self.target.of(word)), &mut tally));
        profile.foreign(&tally, language.code())
    }

    /// Adds one pair of sentences.
    pub(super) fn push(&mut self, source: &str, text: &str) {
        let found = [tokens(source, true), tokens(text, false)];
        if found.iter().any(|words| words.is_empty() || words.len() > LONGEST) {
            // A row of marks on both sides ("|---|") is no sentence.
            self.passed += usize::from(found.iter().any(|words| !words.is_empty()));
            return;
        }
        self.source.push(source, &found[0]);
        self.target.push(text, &found[1]);
        self.ends.push([&self.source, &self.target].map(|side| (side.words.len(), side.text.len())));
    }

    /// Where the words and the text of each side of a pair begin, source first.
    fn starts(&self, pair: usize) -> [(usize, usize); 2] {
        pair.checked_sub(1).map_or([(0, 0); 2], |before| self.ends[before])
    }

    /// The words of a pair, source first.
    pub(super) fn pair(&self, pair: usize) -> [&[Word]; 2] {
        let starts = self.starts(pair);
        let [source, target] = [0, 1].map(|side| starts[side].0..self.ends[pair][side].0);
        [&self.source.words[source], &self.target.words[target]]
    }

    /// The text of a pair, source first.
    pub(super) fn texts(&self, pair: usize) -> [&str; 2] {
        let starts = self.starts(pair);
        let [source, target] = [0, 1].map(|side| starts[side].1..self.ends[pair][side].1);
        [&self.source.text[source], &self.target.text[target]]
    }

    /// The pairs as the alignment takes them.
    pub(super) fn bitext(&self) -> Bitext {
        let mut bitext = Bitext::default();
        for pair in 0..self.len() {
            let [source, target] = self.pair(pair).map(|words| words.iter().map(|word| word.id).collect::<Vec<_>>());
            bitext.push(&source, &target);
        }
        bitext
    }
}

impl Side {
    fn push(&mut self, text: &str, tokens: &[Span]) {
        let base = self.text.len();
        self.text.push_str(text);
        for token in tokens {
            let next = u32::try_from(self.numbers.len()).expect("a corpus has fewer words than MOST times LONGEST");
            let key: String = token.of(text).chars().map(|c| fold::lower(fold::fold_mark(c))).collect();
            let id = *self.numbers.entry(key).or_insert(next);
            let at = |offset: usize| u32::try_from(base + offset).unwrap_or(u32::MAX);
            self.words.push(Word { id, start: at(token.start()), end: at(token.end()) });
        }
    }

    /// `word` as it is written.
    pub(super) fn of(&self, word: Word) -> &str {
        &self.text[word.start as usize..word.end as usize]
    }

    /// From the first of `words` to the last, as it is written.
    pub(super) fn cover(&self, words: &[Word]) -> &str {
        match words {
            [first, .., last] => &self.text[first.start as usize..last.end as usize],
            [only] => self.of(*only),
            [] => "",
        }
    }

    /// What stands between two words of one sentence.
    pub(super) fn gap(&self, before: Word, after: Word) -> &str {
        self.text.get(before.end as usize..after.start as usize).unwrap_or_default()
    }

    /// The number of `word`, in small letters, if the corpus has it.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// How many different words it has.
    pub(super) fn vocabulary(&self) -> usize {
        self.numbers.len()
    }
}

/// The cells of a row of a table, where both sides have as many; the sentences of a long line, likewise; else all.
fn parts<'t>(source: &'t str, text: &'t str) -> Vec<(&'t str, &'t str)> {
    let cells = |line: &str| line.matches('|').count();
    if cells(source) > 0 && cells(source) == cells(text) {
        return source
            .split('|')
            .zip(text.split('|'))
            .filter(|(a, b)| !(a.trim().is_empty() && b.trim().is_empty()))
            .collect();
    }
    if words::tokens(source).len().max(words::tokens(text).len()) > LONGEST {
        let (first, second) = (split(source), split(text));
        if first.len() == second.len() {
            return first.into_iter().zip(second).collect();
        }
    }
    vec![(source, text)]
}

fn split(text: &str) -> Vec<&str> {
    let tokens = words::tokens(text);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // Abbreviations of two languages and more: a part too few on one side only leaves the line whole.
    sentences(text, &tokens, 0..tokens.len(), &|_| false, &mut ranges);
    ranges.iter().map(|range| cover(&tokens, range).of(text)).collect()
}

/// Where the words of `text` stand. In a source, what English hangs onto a name is cut off: "Zorg's", "APIs".
fn tokens(text: &str, source: bool) -> Vec<Span> {
    let mut protected = protected::inline(text);
    protected.extend(code(text));
    let protected = protected::merge(protected);
    let mut found = Vec::new();
    words::tokenize(text, Span::new(0, text.len()), &protected, &mut found);
    let bare = |span: Span| {
        let word = span.of(text);
        let plural = || word.strip_suffix('s').filter(|rest| rest.len() > 1 && Case::of(rest) == Case::Upper);
        let rest = words::without_genitive(word).or_else(plural);
        Span::new(span.start(), span.start() + rest.filter(|_| source).unwrap_or(word).len())
    };
    found.iter().filter(|token| token.kind != TokenKind::Mark).map(|token| bare(token.span)).collect()
}

/// The spans of code between backticks.
fn code(text: &str) -> Vec<Span> {
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    ticks.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1] + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::Corpus;

    /// The words of each pair, source first.
    fn pairs(text: &str, source: &str) -> Vec<[String; 2]> {
        let mut corpus = Corpus::default();
        assert!(corpus.add(text, source));
        let of = |pair| {
            let [source, target] = corpus.pair(pair);
            let join = |side: &super::Side, words: &[super::Word]| {
                words.iter().map(|&w| side.of(w)).collect::<Vec<_>>().join(" ")
            };
            [join(&corpus.source, source), join(&corpus.target, target)]
        };
        (0..corpus.len()).map(of).collect()
    }

    fn wanted(pairs: &[[&str; 2]]) -> Vec<[String; 2]> {
        pairs.iter().map(|pair| pair.map(str::to_owned)).collect()
    }

    #[test]
    fn rows_are_taken_apart_where_both_have_as_many_cells() {
        assert_eq!(
            pairs("| **Pente** | Un jeu |\n|---|---|\nL'eau", "| **Slope** | A game |\n|---|---|\nWater"),
            wanted(&[["Slope", "Pente"], ["A game", "Un jeu"], ["Water", "L' eau"]])
        );
        assert_eq!(pairs("| a | b", "| a b"), wanted(&[["a b", "a b"]]));
    }

    #[test]
    fn what_hangs_onto_a_name_is_cut_off_and_code_is_one_word() {
        assert_eq!(
            pairs("les API de Zorg, `a b`", "Zorg's APIs, `a b`"),
            wanted(&[["Zorg APIs `a b`".replace("APIs", "API").as_str(), "les API de Zorg `a b`"]])
        );
    }

    #[test]
    fn long_lines_are_taken_apart_into_sentences() {
        let line = |word: &str| format!("{}. {}.", [word; 60].join(" "), [word; 60].join(" ")).replace(". a", ". A");
        assert_eq!(pairs(&line("a"), &line("a")).len(), 2);
        let mut corpus = Corpus::default();
        corpus.add(&line("a"), &"a ".repeat(120));
        assert_eq!((corpus.len(), corpus.passed), (0, 1));
    }
}
