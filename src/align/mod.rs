//! Which part of the source each part of a text translates.
//!
//! Line by line where both have as many lines and these go together, else by length in the manner of Gale and
//! Church (`src/align/sentence.rs`), lines first and sentences if lines do not do. How far that can be relied on is
//! computed from the lengths and from the numbers and names that both sides have; a source that does not go with its
//! text is worse than none, since what it lacks would be kept and what it has would be put in.

mod anchors;
mod bitext;
mod sentence;
mod symmetry;
pub mod word;

use crate::text::Span;
use anchors::{Side, Votes};
use sentence::Bead;

/// The least confidence, in ten-thousandths, with which anything is concluded from a source. Translations come out
/// above eight tenths, other texts and other orders of the same one, unless they are a sentence or two, below a half.
pub const FLOOR: u16 = 6_000;

/// From here on there is nothing to gain by another way.
const SOUND: u16 = 9_000;

/// Most cells of the table of one text; more would take longer than reading the text.
const CELLS: usize = 16 << 20;

/// A part of a text and the part of its source that it translates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Bytes of the text; none if the text lacks what the source has.
    pub target: Span,
    /// Bytes of the source; none if the source lacks what the text has.
    pub source: Span,
    /// True if nothing speaks against the pair: both sides are there, neither is far too long for the other, and
    /// what the source part names is not elsewhere in the text instead.
    pub sure: bool,
}

/// A text and its source, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Ascending and disjoint on both sides; together they hold every line that is not blank.
    pairs: Vec<Pair>,
    /// How far it can be relied on, in ten-thousandths; see [`FLOOR`].
    pub confidence: u16,
    /// The part of the confidence that another way to pair the text off could better.
    order: u16,
    /// True if each line goes with the line of the same number, blank ones left out.
    pub line_by_line: bool,
}

impl Alignment {
    /// Aligns `text` with the `source` that it was translated from.
    #[must_use]
    pub fn of(text: &str, source: &str) -> Self {
        let lines = Self::between(&Side::lines(text), &Side::lines(source), sentence::LINES);
        // A line that one side lacks is better told by lines, even where sentences leave less over.
        if lines.order >= FLOOR {
            return lines;
        }
        let sentences = Self::between(&Side::sentences(text), &Side::sentences(source), sentence::SENTENCES);
        let sentences = Self { line_by_line: false, ..sentences };
        if sentences.order > lines.order { sentences } else { lines }
    }

    /// All pairs, in order.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// True if something may be concluded from the source.
    #[must_use]
    pub const fn is_sure(&self) -> bool {
        self.confidence >= FLOOR
    }

    /// The place among [`Alignment::pairs`] of the one that holds byte `at` of the text, if it is sure.
    #[must_use]
    pub fn index_at(&self, at: usize) -> Option<usize> {
        let index = self.pairs.partition_point(|pair| pair.target.end() <= at);
        self.pairs.get(index).filter(|pair| pair.sure && pair.target.start() <= at).map(|_| index)
    }

    /// The pair that holds byte `at` of the text, if it is sure.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<Pair> {
        self.index_at(at).map(|index| self.pairs[index])
    }

    fn between(target: &Side<'_>, source: &Side<'_>, merges: (i32, i32)) -> Self {
        let (n, m) = (target.len(), source.len());
        if n == 0 || m == 0 {
            return Self::default();
        }
        let mut best = Self::default();
        if n == m {
            let beads: Vec<Bead> = (0..n).map(|i| Bead { target: i..i + 1, source: i..i + 1 }).collect();
            best = Self { line_by_line: true, ..Self::along(target, source, &beads) };
        }
        // A wider band takes longer, and only a part that lacks on one side needs it.
        for half in [32, 128, 512, 2048] {
            if best.order >= SOUND || half > 32 && (n * half * 2 > CELLS || half > 4 * n.max(m)) {
                break;
            }
            let found = Self::along(target, source, &sentence::path(target, source, half, merges));
            if found.order <= best.order && !best.pairs.is_empty() {
                break;
            }
            best = found;
        }
        best
    }

    /// The pairs that `beads` make, and how far they can be relied on.
    fn along(target: &Side<'_>, source: &Side<'_>, beads: &[Bead]) -> Self {
        let ratio = sentence::ratio(target, source);
        let (mut held, mut whole) = (0_u64, 0_u64);
        let mut votes = Votes::of(source, target);
        let mut pairs = Vec::with_capacity(beads.len());
        for bead in beads {
            let (ours, theirs) = (target.chars(&bead.target), source.chars(&bead.source));
            let named = source.vote(&bead.source, target, &bead.target, &mut votes);
            let both = !bead.target.is_empty() && !bead.source.is_empty();
            let sure = both && named && sentence::fits(ours, theirs, ratio);
            let chars = u64::from(ours) + u64::from(theirs);
            whole += chars;
            held += if sure { chars } else { 0 };
            pairs.push(Pair { target: target.span(&bead.target), source: source.span(&bead.source), sure });
        }
        #[expect(clippy::cast_precision_loss, reason = "texts are shorter than 2^53 characters")]
        let held = held as f64 / whole.max(1) as f64;
        let (in_place, present) = votes.shares(source);
        let order = held * in_place;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ten thousand at most")]
        let rounded = |share: f64| (share * 10_000.0).round() as u16;
        Self { pairs, confidence: rounded(order * present), order: rounded(order), line_by_line: false }
    }
}

/// The sure pairs of `text` and `source`, ascending; none if they do not go together.
#[must_use]
pub fn pairs(text: &str, source: &str) -> Vec<Pair> {
    let alignment = Alignment::of(text, source);
    if alignment.is_sure() { alignment.pairs.into_iter().filter(|pair| pair.sure).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{Alignment, pairs};

    fn shown<'t>(text: &'t str, source: &'t str) -> Vec<(&'t str, &'t str)> {
        pairs(text, source).iter().map(|pair| (pair.target.of(text), pair.source.of(source))).collect()
    }

    #[test]
    fn lines_go_together_where_they_are_as_many() {
        assert_eq!(shown("un\r\n\ndeux\n", "one\ntwo"), [("un", "one"), ("deux", "two")]);
        assert!(Alignment::of("un\ndeux", "one\ntwo").line_by_line);
    }

    #[test]
    fn one_line_goes_with_the_two_that_it_was_cut_into() {
        let source = "The council met for three hours on Monday. Nobody asked what the bridge would cost.";
        let text = source.replace(". ", ".\n");
        assert_eq!(shown(&text, source), [(text.as_str(), source)]);
        assert!(!Alignment::of(&text, source).line_by_line);
    }

    #[test]
    fn nothing_goes_with_nothing() {
        assert!(pairs("", "one").is_empty() && pairs("un", " \n").is_empty());
        assert_eq!(Alignment::of("un", "").confidence, 0);
    }
}
