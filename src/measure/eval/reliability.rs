//! Whether confidence means what it says: how often findings of some confidence are right.

use super::Evaluation;
use super::judge::{Judgement, judge};
use crate::edit::apply;
use serde::Serialize;

/// Where the bins begin, in ten-thousandths. What is worth telling apart lies between 0.8, from where on a place
/// is suggested, and one: bins of equal width would hold everything in the last two.
const EDGES: [u16; 9] = [0, 5_000, 8_000, 9_000, 9_500, 9_800, 9_900, 9_950, 9_990];

/// Findings of about the same confidence.
#[derive(Clone, Debug, Serialize)]
pub struct Bin {
    /// The lowest confidence in it.
    pub from: f64,
    /// The lowest confidence above it; one for the last.
    pub to: f64,
    /// How many findings gold judges.
    pub count: usize,
    /// Those that are right.
    pub right: usize,
    /// Their mean confidence.
    pub predicted: f64,
    /// The share that is right.
    pub observed: f64,
    /// The 95 % interval of that.
    pub interval: (f64, f64),
}

/// Confidence against truth, bin by bin.
#[derive(Clone, Debug, Serialize)]
pub struct Calibration {
    /// The bins that hold something, ascending.
    pub bins: Vec<Bin>,
    /// Findings that gold judges.
    pub judged: usize,
    /// Findings on which it is silent.
    pub silent: usize,
    /// The expected calibration error: how far predicted and observed lie apart, each bin by its share.
    pub expected_error: f64,
}

/// Confidence against truth. A rule that weighs no evidence is taken to be as sure as its tier, which no score said:
/// among the others it would hide how far scores hold.
#[derive(Clone, Debug, Serialize)]
pub struct Reliability {
    /// Findings whose evidence was weighed.
    #[serde(flatten)]
    pub weighed: Calibration,
    /// Findings that a fixed rule decides: quantities, calques, acronyms, spacing.
    pub ruled: Calibration,
}

#[expect(clippy::cast_precision_loss, reason = "there are no 2^52 findings")]
fn mean(sum: u64, count: usize) -> f64 {
    if count == 0 { f64::NAN } else { sum as f64 / 10_000.0 / count as f64 }
}

/// What came true of findings of about the same confidence.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    count: usize,
    right: usize,
    /// The sum of their confidence, in ten-thousandths.
    confidence: u64,
}

/// What came true, bin by bin.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    bins: [Seen; EDGES.len()],
    silent: usize,
}

impl Tally {
    /// `right` is nothing where gold is silent.
    fn add(&mut self, confidence: u16, right: Option<bool>) {
        let Some(right) = right else {
            self.silent += 1;
            return;
        };
        let bin = &mut self.bins[EDGES.partition_point(|&edge| edge <= confidence) - 1];
        bin.count += 1;
        bin.right += usize::from(right);
        bin.confidence += u64::from(confidence);
    }
}

impl From<Tally> for Calibration {
    fn from(Tally { bins, silent }: Tally) -> Self {
        let judged = bins.iter().map(|bin| bin.count).sum();
        let edge = |at: usize| EDGES.get(at).map_or(1.0, |&edge| f64::from(edge) / 10_000.0);
        let bins: Vec<Bin> = bins
            .into_iter()
            .enumerate()
            .filter(|(_, seen)| seen.count > 0)
            .map(|(at, Seen { count, right, confidence })| Bin {
                from: edge(at),
                to: edge(at + 1),
                count,
                right,
                predicted: mean(confidence, count),
                observed: mean(10_000 * right as u64, count),
                interval: super::wilson(right, count),
            })
            .collect();
        let share = |bin: &Bin| mean(10_000 * bin.count as u64, judged);
        let error: f64 = bins.iter().map(|bin| share(bin) * (bin.predicted - bin.observed).abs()).sum();
        Self { bins, judged, silent, expected_error: if judged == 0 { f64::NAN } else { error } }
    }
}

impl Reliability {
    /// What gold says of the findings of `evaluations`, suggestions too. Each is judged as if it alone were made,
    /// so that a wrong neighbour does not count against it; it is wrong if anything that it does is.
    #[must_use]
    pub fn of(evaluations: &[Evaluation<'_>]) -> Self {
        let (mut weighed, mut ruled) = (Tally::default(), Tally::default());
        for evaluation in evaluations {
            for (doc, output) in evaluation.outputs.iter().enumerate() {
                for made in &output.made {
                    let edits: Vec<_> = made.edits.iter().collect();
                    let after = apply(&evaluation.folder.docs[doc].text, &edits);
                    let places = judge(evaluation.folder, doc, &after);
                    let any = |judgement| places.iter().any(|place| place.judgement == judgement);
                    let right = match (any(Judgement::Wrong), any(Judgement::Right)) {
                        (true, _) => Some(false),
                        (false, true) => Some(true),
                        (false, false) => None,
                    };
                    if made.evidence.is_empty() { &mut ruled } else { &mut weighed }.add(made.confidence, right);
                }
            }
        }
        Self { weighed: weighed.into(), ruled: ruled.into() }
    }
}
