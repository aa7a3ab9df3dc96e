//! Finds renderings, right names and cues among the words of a text.
//!
//! Keyed by the hash of the last word, or of the last two: one look-up a word whatever the number of
//! entries, where an automaton over all of them slows down as it grows.

use super::multimap::Multimap;
use super::termbase::{CalqueRule, CueId, Entry, EntryId};
use crate::lang::Lexicon;
use crate::text::fold::{self, Case};
use crate::text::words::{Token, TokenKind, tokens};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A spelling of a rendering.
    Rendering {
        /// Whose.
        entry: EntryId,
        /// Which.
        rendering: u32,
        /// Which spelling.
        variant: u16,
    },
    /// A right form, in whatever case.
    Name {
        /// Whose.
        entry: EntryId,
        /// Which.
        form: u32,
    },
    /// A cue.
    Cue(CueId),
}

/// Something to find, by where its words are among those of the index.
#[derive(Clone, Debug)]
struct Row {
    target: Target,
    first: u32,
    end: u32,
}

/// The index of a termbase.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The words of all rows, one after the other, each up to its end: a string of its own for each word
    /// would cost a start as much as reading the glossaries.
    words: String,
    ends: Vec<u32>,
    rows: Multimap<Row>,
    /// Rules for phrases by the keys of the words that they are found by.
    calques: Multimap<u16>,
    /// Keys of the words with one letter left out, for renderings matched fuzzily.
    deletions: Multimap<(EntryId, u32)>,
    /// The same for right forms, which a slip may have left a letter off.
    slips: Multimap<(EntryId, u32)>,
    /// Renderings that are regular expressions: nothing else is tried on every text.
    patterns: Vec<(EntryId, u32)>,
}

/// An index whose tables are lists yet.
#[derive(Default)]
struct Draft {
    words: String,
    ends: Vec<u32>,
    rows: Vec<(u64, Row)>,
    deletions: Vec<(u64, (EntryId, u32))>,
    slips: Vec<(u64, (EntryId, u32))>,
    patterns: Vec<(EntryId, u32)>,
}

impl Draft {
    fn push<W: AsRef<str>>(&mut self, target: Target, words: &[W]) {
        let key = match words {
            [] => return,
            [one] => fold::key(one.as_ref()),
            [.., before, last] => fold::pair_key(fold::key(before.as_ref()), fold::key(last.as_ref())),
        };
        let size = |n: usize| u32::try_from(n).expect("glossaries of less than 4 GiB");
        let first = size(self.ends.len());
        for word in words {
            self.words.push_str(word.as_ref());
            self.ends.push(size(self.words.len()));
        }
        self.rows.push((key, Row { target, first, end: size(self.ends.len()) }));
    }
}

impl Index {
    /// Indexes `entries` and `cues`.
    #[must_use]
    pub fn new(entries: &[Entry], cues: &[String], calques: &[CalqueRule], lexicon: &Lexicon) -> Self {
        let mut index = Draft::default();
        let anchors =
            calques.iter().zip(0..).flat_map(|(rule, c)| rule.calque.anchor.1.iter().map(move |&key| (key, c)));
        let calques = Multimap::new(anchors.collect());
        for (entry, e) in entries.iter().zip(0..) {
            let id = EntryId(e);
            for (rendering, r) in entry.renderings.iter().zip(0..) {
                for (variant, v) in rendering.variants.iter().zip(0..) {
                    index.push(Target::Rendering { entry: id, rendering: r, variant: v }, &variant.tokens);
                }
                if rendering.pattern.is_some() {
                    index.patterns.push((id, r));
                }
                if rendering.distance > 0 {
                    for key in deletions(&rendering.text, rendering.distance) {
                        index.deletions.push((key, (id, r)));
                    }
                }
            }
            for (form, f) in entry.forms.iter().zip(0..) {
                let words: Vec<&str> = split(form).collect();
                let coined = words.len() == 1 && Case::is_capitalised(form) && form.chars().count() >= SLIP_LETTERS;
                if coined && entry.kind != "term" {
                    for key in deletions(form, 1) {
                        index.slips.push((key, (id, f)));
                    }
                }
                index.push(Target::Name { entry: id, form: f }, &words);
                let spaced = respaced(form);
                let words: Vec<&str> = spaced.iter().flat_map(|spacing| split(spacing)).collect();
                index.push(Target::Name { entry: id, form: f }, &words);
            }
        }
        for (cue, c) in cues.iter().zip(0..) {
            let words: Vec<&str> = split(cue).collect();
            // Common words as cues count in both numbers ("réseau social", "réseaux sociaux").
            let other = |word: &str| {
                Some(word).filter(|w| w.chars().all(char::is_lowercase)).and_then(|w| lexicon.other_number(w))
            };
            let shifted: Vec<Option<String>> = words.iter().map(|word| other(word)).collect();
            if shifted.iter().any(Option::is_some) {
                let shifted: Vec<&str> =
                    shifted.iter().zip(&words).map(|(shifted, word)| shifted.as_deref().unwrap_or(word)).collect();
                index.push(Target::Cue(CueId(c)), &shifted);
            }
            index.push(Target::Cue(CueId(c)), &words);
        }
        let Draft { words, ends, rows, deletions, slips, patterns } = index;
        let ((rows, deletions), slips) =
            rayon::join(|| (Multimap::new(rows), Multimap::new(deletions)), || Multimap::new(slips));
        Self { words, ends, rows, calques, deletions, slips, patterns }
    }

    /// The words of a row.
    fn words(&self, row: &Row) -> impl ExactSizeIterator<Item = &str> {
        let start = |at: usize| at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        (row.first as usize..row.end as usize).map(move |at| &self.words[start(at)..self.ends[at] as usize])
    }

    /// Calls `found(target, first token)` for everything that ends at token `last`.
    pub fn ending_at(&self, text: &str, tokens: &[Token], last: usize, found: &mut dyn FnMut(Target, usize)) {
        let here = tokens[last];
        if here.kind == TokenKind::Masked {
            return;
        }
        let pair = last.checked_sub(1).map(|before| fold::pair_key(tokens[before].key, here.key));
        for key in std::iter::once(here.key).chain(pair) {
            for row in self.rows.get(key) {
                let words = self.words(row);
                let Some(first) = (last + 1).checked_sub(words.len()) else { continue };
                let same = |(token, word): (&Token, &str)| fold::same_word(token.span.of(text), word);
                if tokens[first..=last].iter().zip(words).all(same) {
                    found(row.target, first);
                }
            }
        }
    }

    /// Rules for phrases that are found by the word with this key, by their place in the termbase.
    #[must_use]
    pub fn calques(&self, key: u64) -> &[u16] {
        self.calques.get(key)
    }

    /// The renderings that are regular expressions, ascending. Each is tried on every block of every
    /// document, so this is what a glossary's size may cost; all others are looked up.
    #[must_use]
    pub fn patterns(&self) -> &[(EntryId, u32)] {
        &self.patterns
    }

    /// Right forms that may be one typing error from `word`, each with its place in its entry; the caller
    /// verifies the distance.
    #[must_use]
    pub fn slips(&self, word: &str) -> Vec<(EntryId, u32)> {
        if word.chars().count() + 1 < SLIP_LETTERS {
            return Vec::new();
        }
        let mut found: Vec<(EntryId, u32)> =
            deletions(word, 1).iter().flat_map(|&key| self.slips.get(key)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// True if some rendering is matched fuzzily.
    #[must_use]
    pub fn has_fuzzy(&self) -> bool {
        !self.deletions.is_empty()
    }

    /// Renderings that may be a few typing errors from `word`; the caller verifies the distance.
    #[must_use]
    pub fn near(&self, word: &str, distance: u8) -> Vec<(EntryId, u32)> {
        let mut found: Vec<(EntryId, u32)> =
            deletions(word, distance).iter().flat_map(|&key| self.deletions.get(key)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Fewest letters of a name that is looked for with a slip: a shorter one is a letter from other names.
const SLIP_LETTERS: usize = 6;

/// A name with its blanks lost ("`CloudRun`"), or of one word with blanks before its capitals ("Git Hub"): as
/// machines and people space it, and as no other word is written. Nothing for a name with neither, or a short one.
#[must_use]
pub fn respaced(name: &str) -> Option<String> {
    /// Letters of a word that is told from others by its capitals: two short halves are two words.
    const LETTERS: usize = 5;
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == ' ');
    if !plain || name.chars().count() < LETTERS {
        return None;
    }
    if name.contains(' ') {
        let capital = |word: &str| !word.chars().next().is_some_and(char::is_lowercase);
        return name.split(' ').all(capital).then(|| name.replace(' ', ""));
    }
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && out.ends_with(char::is_lowercase) {
            out.push(' ');
        }
        out.push(c);
    }
    (out != name && Case::is_capitalised(name)).then_some(out)
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).into_iter().map(move |token| token.span.of(text))
}

/// Keys of `word` and of what is left of it when up to `distance` letters go: two words within that
/// distance share one of them (Garbe's symmetric deletion).
fn deletions(word: &str, distance: u8) -> Vec<u64> {
    let mut forms: Vec<String> = vec![word.to_lowercase()];
    let mut from = 0;
    for _ in 1..distance {
        let until = forms.len();
        for i in from..until {
            let shorter: Vec<String> = forms[i]
                .char_indices()
                .map(|(at, c)| format!("{}{}", &forms[i][..at], &forms[i][at + c.len_utf8()..]))
                .collect();
            forms.extend(shorter);
        }
        from = until;
    }
    let mut keys: Vec<u64> = forms.iter().map(|form| fold::key(form)).collect();
    // Of the last letter to go only the key is wanted, and a start asks for thousands.
    let mut shorter = String::new();
    for form in forms[from..].iter().filter(|_| distance > 0) {
        for (at, c) in form.char_indices() {
            shorter.clear();
            shorter.push_str(&form[..at]);
            shorter.push_str(&form[at + c.len_utf8()..]);
            keys.push(fold::key(&shorter));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
