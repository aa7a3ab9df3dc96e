//! Alignment by length, after W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora",
//! Computational Linguistics 19 (1), 1993.
//!
//! Long sentences are translated by long ones: the difference of the lengths of two units that go together, in
//! characters, is normally distributed around nought, with a variance that grows with the length. The best way to
//! pair two texts off (one to one, one to none, two to one, two to two) is found by dynamic programming. Two things
//! differ from the paper. What one side lacks costs the prior alone: the paper's program charges its length too, as
//! if it had been translated by nothing, and then rather misaligns all that follows. And numbers and names that both
//! units have ([`super::anchors`]) make a pair likelier, as they do in later programs. Word translation models were the
//! alternative; they need a corpus or a dictionary, and a user with one document has neither.

use super::anchors::{Anchor, Side};
use std::ops::Range;
use std::sync::LazyLock;

/// Costs are hundredths of a nat, as in the program that the paper prints (its appendix), whose figures these are:
/// the ratios of the probabilities of its table 5 (1-1: 0.89, 1-0 and 0-1: 0.0099, 2-1 and 1-2: 0.089, 2-2: 0.011).
const SKIP: i32 = 450;
/// Two to one and two to two: of sentences as in the paper. Lines are kept by whoever translates a file, so that
/// one is rather left out than joined with the next.
pub(super) const SENTENCES: (i32, i32) = (230, 440);
pub(super) const LINES: (i32, i32) = (500, 900);
/// What a difference costs that cannot be measured.
const FAR: i32 = 2_500;

/// Variance of the difference in length, for each character: the paper's figure for all its language pairs.
const VARIANCE: f64 = 6.8;

/// Standard deviations beyond which two units do not go together. What machines translate is half of one off on
/// average, by our own count of six thousand lines.
const UNLIKE: f64 = 2.5;

/// Characters of French for one of Spanish or English, by our own count, and the characters of a text at which its
/// own ratio says as much. The paper has 1 for all pairs, which is too far off for long paragraphs.
const LONGER: (f64, f64) = (1.1, 2_000.0);

/// Units of both sides that go together; none on one of them where the other lacks something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bead {
    pub target: Range<usize>,
    pub source: Range<usize>,
}

/// The steps there are: units of the text, units of the source. Of equals the first is taken.
const STEPS: [(usize, usize); 6] = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2)];

/// Characters of the text for one of its source.
pub(super) fn ratio(target: &Side<'_>, source: &Side<'_>) -> f64 {
    let (usual, given) = LONGER;
    let (ours, theirs) = (f64::from(target.before(target.len())), f64::from(source.before(source.len())));
    // Where one side lacks a part, the lengths of the wholes say nothing.
    if target.len().abs_diff(source.len()) > source.len() / 8 {
        return usual;
    }
    ((ours + usual * given) / (theirs + given)).clamp(0.5, 2.0)
}

/// The difference of two lengths in standard deviations.
fn difference(target: u32, source: u32, ratio: f64) -> f64 {
    let (target, source) = (f64::from(target), f64::from(source));
    let mean = f64::midpoint(source, target / ratio).max(1.0);
    let difference = source * ratio - target;
    (difference * difference / (VARIANCE * mean)).sqrt()
}

/// True if so many characters may translate so many.
pub(super) fn fits(target: u32, source: u32, ratio: f64) -> bool {
    difference(target, source, ratio) <= UNLIKE
}

/// What a difference costs: minus the logarithm of how often one is greater.
fn cost(difference: f64) -> i32 {
    /// Sixteenths of a standard deviation, up to eight.
    const ROWS: usize = 128;
    static TABLE: LazyLock<[i32; ROWS]> = LazyLock::new(|| {
        std::array::from_fn(|row| {
            #[expect(clippy::cast_precision_loss, reason = "rows are few")]
            let z = row as f64 / 16.0;
            #[expect(clippy::cast_possible_truncation, reason = "below the one that is far")]
            let cost = (-100.0 * (2.0 * tail(z)).ln()).round() as i32;
            cost.clamp(0, FAR)
        })
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative")]
    let row = (difference * 16.0).round() as usize;
    TABLE.get(row).copied().unwrap_or(FAR)
}

/// The share of a normal distribution above `z`, which is not negative: 26.2.17 of M. Abramowitz and I. A. Stegun,
/// "Handbook of Mathematical Functions", as in the paper's program.
fn tail(z: f64) -> f64 {
    const TERMS: [f64; 5] = [1.330_274_429, -1.821_255_978, 1.781_477_937, -0.356_563_782, 0.319_381_530];
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let sum = TERMS.iter().fold(0.0, |sum, term| (sum + term) * t);
    0.398_942_280_401 * (-z * z / 2.0).exp() * sum
}

/// The likeliest way to pair the units of both sides off, looking `half` units of the source to either side of where
/// a unit of the text stands by the characters before it; `merges` is what it costs to put two together.
pub(super) fn path(target: &Side<'_>, source: &Side<'_>, half: usize, merges: (i32, i32)) -> Vec<Bead> {
    let (n, m) = (target.len(), source.len());
    let table = Table { target, source, ratio: ratio(target, source), merges };
    // Two rows back at most: a row is its first column, what it cost to come there, and what its units share.
    let mut rows: Vec<Row> = Vec::new();
    let mut steps: Vec<(usize, Vec<u8>)> = Vec::with_capacity(n + 1);
    for i in 0..=n {
        let columns = band(target, source, i, half, rows.last());
        let (row, taken) = table.row(i, columns, &rows);
        steps.push((row.first, taken));
        rows.push(row);
        if rows.len() > 2 {
            rows.remove(0);
        }
    }
    let (mut i, mut j) = (n, m);
    let mut beads = Vec::new();
    while i + j > 0 {
        let (first, row) = &steps[i];
        let (ours, theirs) = STEPS[usize::from(row[j - first])];
        beads.push(Bead { target: i - ours..i, source: j - theirs..j });
        (i, j) = (i - ours, j - theirs);
    }
    beads.reverse();
    beads
}

/// The columns of row `i`. They begin where the row before ends at the latest, so that there always is a way.
fn band(target: &Side<'_>, source: &Side<'_>, i: usize, half: usize, last: Option<&Row>) -> Range<usize> {
    let whole = (u64::from(target.before(target.len())), u64::from(source.before(source.len())));
    let chars = u64::from(target.before(i)) * whole.1 / whole.0.max(1);
    let center = source.units_before(u32::try_from(chars).unwrap_or(u32::MAX));
    let from = last.map_or(0, |last| (last.first + last.costs.len() - 1).min(center.saturating_sub(half)));
    let until = if i == target.len() { source.len() } else { (center + half).min(source.len()) };
    from..until + 1
}

/// The costs of one row.
struct Row {
    first: usize,
    costs: Vec<i32>,
    /// What the unit of the row shares with the unit before each column.
    shared: Vec<i32>,
}

/// No way leads there; a few steps more must not overflow.
const NOWHERE: i32 = i32::MAX / 2;

impl Row {
    fn cost(&self, column: usize) -> i32 {
        self.costs.get(column.wrapping_sub(self.first)).copied().unwrap_or(NOWHERE)
    }

    fn shared(&self, column: usize) -> i32 {
        self.shared.get(column.wrapping_sub(self.first)).copied().unwrap_or(0)
    }
}

struct Table<'s, 't> {
    target: &'s Side<'t>,
    source: &'s Side<'t>,
    ratio: f64,
    merges: (i32, i32),
}

impl Table<'_, '_> {
    /// Row `i` after `rows`, the two before it, and the step that leads to each of its columns.
    fn row(&self, i: usize, columns: Range<usize>, rows: &[Row]) -> (Row, Vec<u8>) {
        let in_common = |column: usize| match (i.checked_sub(1), column.checked_sub(1)) {
            (Some(ours), Some(theirs)) => common(self.source.anchors(theirs), self.target.anchors(ours)),
            _ => 0,
        };
        let mut row = Row { first: columns.start, costs: Vec::new(), shared: columns.clone().map(in_common).collect() };
        let (merge, both) = self.merges;
        let empty = Row { first: 0, costs: Vec::new(), shared: Vec::new() };
        let above = rows.last().unwrap_or(&empty);
        let over = if rows.len() == 2 { &rows[0] } else { &empty };
        let chars = |back: usize| self.target.chars(&(i.saturating_sub(back)..i));
        let ours = [chars(1), chars(2)];
        let mut steps = Vec::with_capacity(columns.len());
        for j in columns {
            let mut best = (if i + j == 0 { 0 } else { NOWHERE }, 0);
            let here = row.shared(j);
            // What lengths cost is asked last, for they cost no less than nothing, and time.
            let mut offer = |step: u8, cost: i32| {
                let (units, back) = STEPS[usize::from(step)];
                let paired = units > 0 && back > 0;
                let owed = || self.source.owed(&(j - back..j)) + self.target.owed(&(i - units..i));
                let cost = if paired { cost + owed() } else { cost };
                if cost < best.0 {
                    let unlike = if paired {
                        self::cost(difference(ours[units - 1], self.source.chars(&(j - back..j)), self.ratio))
                    } else {
                        0
                    };
                    if cost + unlike < best.0 {
                        best = (cost + unlike, step);
                    }
                }
            };
            if i >= 1 && j >= 1 {
                offer(0, above.cost(j - 1) - here);
            }
            offer(1, above.cost(j) + SKIP);
            if j >= 1 {
                offer(2, row.cost(j - 1) + SKIP);
            }
            if i >= 2 && j >= 1 {
                offer(3, over.cost(j - 1) + merge - here - above.shared(j));
            }
            if i >= 1 && j >= 2 {
                let left = row.shared(j - 1);
                offer(4, above.cost(j - 2) + merge - here - left);
                if i >= 2 {
                    let shared = (here + above.shared(j - 1)).max(left + above.shared(j));
                    offer(5, over.cost(j - 2) + both - shared);
                }
            }
            row.costs.push(best.0);
            steps.push(best.1);
        }
        (row, steps)
    }
}

/// What two units have in common, by the weights of the first one's anchors; both ascend.
fn common(own: &[Anchor], other: &[Anchor]) -> i32 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(a), Some(b)) = (own.get(i), other.get(j)) {
        match a.key.cmp(&b.key) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a.weight;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}
