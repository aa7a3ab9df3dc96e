//! Which words of a line stand for which of its source: what is the same, what is alike, what is known, in order.
//!
//! A monotone alignment by dynamic programming (Needleman and Wunsch 1970) over scores of likeness. Statistical
//! word alignment was the alternative: it needs a corpus, and a line has names that are met once.

use super::lexis::Lexis;
use super::names::ARTICLES;
use crate::dictionary::Dictionary;
use crate::text::fold::{self, Case};
use crate::text::words::{Token, TokenKind};

/// Why two tokens are linked, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A lost name and a word with a capital that nothing else explains.
    Tie,
    /// Spelled much alike.
    Cognate,
    /// Known to stand for each other.
    Known,
    /// The same but for case and accents.
    Folded,
    /// The same.
    Same,
}

/// A token of one side and its partner on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The partner.
    pub to: usize,
    /// Why.
    pub kind: Kind,
    /// True if it goes across the order of the others.
    pub across: bool,
}

/// One side of a pair.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The text that the spans of the tokens are of.
    pub text: &'s str,
    /// Words and marks.
    pub tokens: &'s [Token],
}

impl<'s> Side<'s> {
    /// The text of token `at`.
    #[must_use]
    pub fn word(&self, at: usize) -> &'s str {
        self.tokens[at].span.of(self.text)
    }

    /// True if token `at` is a word or a number.
    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        !matches!(self.tokens[at].kind, TokenKind::Mark)
    }
}

/// The links of a line: for each token of the source and of the target its partner.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// By token of the source.
    pub source: Vec<Option<Link>>,
    /// By token of the target.
    pub target: Vec<Option<Link>>,
}

/// The most cells that are computed: a pair without line breaks is not aligned word by word.
pub const CELLS: usize = 160_000;

/// How alike two words are written, in percent: the longest common subsequence over the mean length, with small
/// letters and without accents.
#[must_use]
pub fn likeness(a: &str, b: &str) -> u32 {
    /// Words of more letters are compared by these.
    const LETTERS: usize = 32;
    let letters = |word: &str| -> Vec<char> {
        let plain = word.chars().map(|c| fold::base_letter(fold::lower(c)));
        plain.filter(|c| c.is_alphanumeric()).take(LETTERS).collect()
    };
    let (a, b) = (letters(a), letters(b));
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let mut row = [0_u32; LETTERS + 1];
    for &x in &a {
        let mut diagonal = 0;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    // Both lengths are at most `LETTERS`.
    let total = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    200 * row[b.len()] / total
}

/// Aligns `source` with `target`. `lost` says which tokens of the source are names that the target lacks, `free`
/// which of the target have a capital that no sentence asks for.
#[must_use]
pub fn links(
    source: Side<'_>,
    target: Side<'_>,
    lexis: Option<&Lexis>,
    dictionary: &Dictionary,
    lost: &[bool],
    free: &[bool],
) -> Links {
    let (n, m) = (source.tokens.len(), target.tokens.len());
    let mut links = Links { source: vec![None; n], target: vec![None; m] };
    if n * m > CELLS {
        return links;
    }
    let senses = |at: usize| -> Vec<u64> {
        let own = lexis.map_or(&[][..], |lexis| lexis.translations(source.tokens[at].key));
        let mut all = own.to_vec();
        // A dictionary knows what a name means: that its meaning stands there is no proof that it was meant.
        if !dictionary.is_empty() && !lost[at] {
            let read = dictionary.translations(source.word(at)).iter().filter(|sense| !sense.contains(' '));
            all.extend(read.map(|sense| fold::key(sense)));
        }
        all
    };
    let width = m + 1;
    let mut best = vec![0_i32; (n + 1) * width];
    let mut kinds: Vec<Option<Kind>> = vec![None; n * m];
    let first = |side: Side<'_>, at: usize| side.word(at).chars().next().map(|c| fold::base_letter(fold::lower(c)));
    let firsts: Vec<Option<char>> = (0..m).map(|j| first(target, j)).collect();
    for i in 0..n {
        let known = if source.is_word(i) { senses(i) } else { Vec::new() };
        let own = first(source, i);
        for j in 0..m {
            let key = target.tokens[j].key;
            // Most pairs have nothing in common, and are told so by their first letters and their keys.
            let akin = own == firsts[j] || source.tokens[i].key == key || lost[i] && free[j] || known.contains(&key);
            let akin = akin || !source.is_word(i) && !target.is_word(j);
            let scored = if akin { score(source, target, i, j, &known, lost[i] && free[j]) } else { None };
            let skip = best[i * width + j + 1].max(best[(i + 1) * width + j]);
            let mut value = skip;
            if let Some((kind, gain)) = scored {
                // Far from the diagonal a short word is another one of its kind.
                let (x, y) = (i * 100 / n, j * 100 / m);
                let off = if kind == Kind::Same && gain >= STRONG {
                    0
                } else {
                    i32::try_from(x.abs_diff(y)).unwrap_or(0) / 5
                };
                let linked = best[i * width + j] + (gain - off).max(1);
                if linked > skip {
                    value = linked;
                    kinds[i * m + j] = Some(kind);
                }
            }
            best[(i + 1) * width + j + 1] = value;
        }
    }
    let (mut i, mut j) = (n, m);
    while i > 0 && j > 0 {
        let here = best[i * width + j];
        if here == best[(i - 1) * width + j] {
            i -= 1;
        } else if here == best[i * width + j - 1] {
            j -= 1;
        } else {
            i -= 1;
            j -= 1;
            let Some(kind) = kinds[i * m + j] else { continue };
            links.source[i] = Some(Link { to: j, kind, across: false });
            links.target[j] = Some(Link { to: i, kind, across: false });
        }
    }
    cross(source, target, lexis, &mut links);
    links
}

/// What a link of words that are known to stand for each other is worth.
const KNOWN: i32 = 18;

/// The same of articles: one is put before a name where the other stood before another noun.
const ARTICLE: i32 = 10;

/// What a link of two words that are the same is worth at least, in tenths of a plain one.
const STRONG: i32 = 30;

/// Why tokens `i` and `j` may be linked and what that is worth.
fn score(source: Side<'_>, target: Side<'_>, i: usize, j: usize, known: &[u64], tied: bool) -> Option<(Kind, i32)> {
    let (a, b) = (source.word(i), target.word(j));
    let same_mark = |a: &str, b: &str| {
        a == b || matches!((a, b), ("\"" | "“" | "”", "«" | "»" | "\"") | ("—" | "–", "—" | "–" | "-"))
    };
    if !source.is_word(i) || !target.is_word(j) {
        let gain = match a {
            "|" => 60,
            "," | "." => 8,
            _ => 15,
        };
        return (!source.is_word(i) && !target.is_word(j) && same_mark(a, b)).then_some((Kind::Same, gain));
    }
    if a == b {
        return Some((
            Kind::Same,
            if a.chars().count() > 2 || source.tokens[i].kind == TokenKind::Number { 40 } else { 20 },
        ));
    }
    if source.tokens[i].key == target.tokens[j].key {
        return Some((Kind::Folded, 30));
    }
    if let Some(rank) = known.iter().position(|&key| key == target.tokens[j].key) {
        // The first sense is the likeliest.
        let worth = if ARTICLES.contains(&a.to_lowercase().as_str()) { ARTICLE } else { KNOWN };
        return Some((Kind::Known, worth - i32::try_from(rank.min(4)).unwrap_or(0)));
    }
    let number = |side: Side<'_>, at: usize| side.tokens[at].kind == TokenKind::Number;
    if number(source, i) || number(target, j) {
        return None;
    }
    let long = a.len() > 3 && b.len() > 3;
    let first = |word: &str| word.chars().next().map(|c| fold::base_letter(fold::lower(c)));
    if !tied && (!long || first(a) != first(b)) {
        return None;
    }
    let alike = likeness(a, b);
    let points = i32::try_from(alike).unwrap_or(0);
    if tied {
        return Some((Kind::Tie, 12 + points / 5));
    }
    // What is only alike must not bind a lost name to a common word that it happens to look like.
    (alike >= COGNATE).then_some((Kind::Cognate, points / 5))
}

/// From this likeness on two words are taken for cognates.
pub const COGNATE: u32 = 70;

/// Links what is the same but stands elsewhere: English puts its adjectives and its owners first.
fn cross(source: Side<'_>, target: Side<'_>, lexis: Option<&Lexis>, links: &mut Links) {
    for i in 0..source.tokens.len() {
        if links.source[i].is_some_and(|link| link.kind > Kind::Tie) || !source.is_word(i) {
            continue;
        }
        let capital = Case::is_capitalised(source.word(i));
        let known = lexis.map_or(&[][..], |lexis| lexis.translations(source.tokens[i].key));
        let free = |j: &usize| links.target[*j].is_none_or(|link| link.kind == Kind::Tie) && target.is_word(*j);
        let same =
            |j: &usize| source.word(i) == target.word(*j) && (capital || source.tokens[i].kind == TokenKind::Number);
        // Only what has content: a "de" elsewhere explains nothing.
        let sense = |j: &usize| known.contains(&target.tokens[*j].key) && target.word(*j).len() > 3;
        let all = || (0..target.tokens.len()).filter(free);
        let found = all().find(same).map(|j| (j, Kind::Same));
        let found = found.or_else(|| all().find(sense).map(|j| (j, Kind::Known)));
        let Some((j, kind)) = found else { continue };
        for old in [links.source[i].map(|link| link.to), Some(j)].into_iter().flatten() {
            if let Some(link) = links.target[old].take() {
                links.source[link.to] = None;
            }
        }
        links.source[i] = Some(Link { to: j, kind, across: true });
        links.target[j] = Some(Link { to: i, kind, across: true });
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Links, Side, likeness, links};
    use crate::dictionary::Dictionary;
    use crate::restore::lexis::Lexis;
    use crate::restore::source::tokens;

    fn linked(source: &str, target: &str, lost: &[usize], free: &[usize]) -> Links {
        let (a, b) = (tokens(source), tokens(target));
        let marked = |count: usize, of: &[usize]| (0..count).map(|at| of.contains(&at)).collect::<Vec<_>>();
        let side = |text, tokens| Side { text, tokens };
        let dictionary = Dictionary::default();
        let (lost, free) = (marked(a.len(), lost), marked(b.len(), free));
        links(side(source, &a), side(target, &b), Lexis::of("en"), &dictionary, &lost, &free)
    }

    #[test]
    fn words_are_linked_in_order_and_names_across_it() {
        let found = linked("the nest of Lark in 2019", "le nid d'Alouette en 2019", &[3], &[3]);
        let to: Vec<_> = found.source.iter().map(|link| link.map(|link| (link.to, link.kind))).collect();
        assert_eq!(
            to,
            [
                Some((0, Kind::Known)),
                None,
                Some((2, Kind::Known)),
                Some((3, Kind::Tie)),
                Some((4, Kind::Known)),
                Some((5, Kind::Same))
            ]
        );
        let found = linked("Lark Boxes", "boîtes Lark", &[], &[]);
        assert_eq!(found.source[0].map(|link| link.to), Some(1));
    }

    #[test]
    fn likeness_is_of_letters_alone() {
        assert_eq!(likeness("Zephyr", "Zéphyr"), 100);
        assert_eq!(likeness("lark", "ours"), 25);
        assert_eq!(likeness("", "ours"), 0);
    }
}
