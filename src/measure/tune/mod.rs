//! Fits the weights of evidence to labelled places, and says how likely a score is right.
//!
//! `docs/decision-model.md` explains the method.

mod cases;
mod corrupt;
mod fit;

use crate::decide::Feature;
use crate::decide::weights::{SAFE, SUGGESTED, Step, Weights};
use crate::document::Document;
use crate::engine::Engine;
use cases::Labelled;
use fit::{Case, fit, loss, probability};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Parts that cross-validation leaves out in turn: fifths of the texts as they are given. Texts that stand together are
/// parts of one manual or one site and alike; dealt out among the parts they would tell each other what to say, and how
/// little was learned of texts of another kind would not show.
const FOLDS: usize = 5;

/// How strongly the fit is drawn to the weights that it began with, from which cross-validation chooses. At the weakest
/// a row is taken to be reasoned to within a point (a standard deviation of the prior). Weaker ones win on what is left
/// out, which was spoiled by the same rules: they learn how we spoil, as that a wrong form never stands alone.
const STRENGTHS: [f64; 5] = [1.0, 3.0, 10.0, 30.0, 100.0];

/// A fit this strong is what it began with.
const STRONGEST: f64 = 1e6;

/// How well a fit of some strength does on texts that it did not see.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Strength {
    /// How strongly it is drawn to the weights that it began with (λ).
    pub strength: f64,
    /// The mean over the parts that were left out of the mean loss on each, in nats.
    pub loss: f64,
    /// By how much that exceeds the smallest such loss: the mean over the parts.
    pub excess: f64,
    /// The standard error of the excess, which is taken part by part: that one part is harder than another says nothing.
    pub error: f64,
}

impl Strength {
    /// True if the parts cannot tell it from the best.
    #[must_use]
    pub fn is_as_good(&self) -> bool {
        self.excess <= self.error
    }
}

/// What a fit found.
#[derive(Clone, Debug)]
pub struct Tuned {
    /// The new table.
    pub weights: Weights,
    /// How it went.
    pub summary: Summary,
}

/// How a fit went, for a reader.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// Labelled places from examples, and from text: names and native words.
    pub examples: (usize, usize),
    /// The same from text.
    pub text: (usize, usize),
    /// What each strength lost on the parts that were left out, ascending.
    pub strengths: Vec<Strength>,
    /// The strongest of those that are as good as the best.
    pub strength: f64,
    /// The strength at which every example holds that held before.
    pub used: f64,
    /// Mean loss in nats of all places, at the weights before and after.
    pub loss: (f64, f64),
    /// Rows that were seen: their id, in how many places, the weight before and after.
    pub rows: Vec<(&'static str, usize, i32, i32)>,
    /// What was predicted of the places that the score alone decides, and what came true.
    pub reliability: Vec<AtScore>,
    /// Examples that do not hold with the new weights, each described.
    pub failed: Vec<String>,
}

/// What the scale says of a score and what was seen at it.
#[derive(Clone, Debug, Serialize)]
pub struct AtScore {
    /// The score.
    pub score: i32,
    /// What the scale says.
    pub predicted: f64,
    /// The share of names among the places.
    pub observed: f64,
    /// How many places.
    pub places: usize,
}

/// Fits the table of `engine` to the examples of its glossaries and to `texts`, which are good.
///
/// Deterministic: the number of threads changes nothing. The order of the texts decides which of them
/// cross-validation leaves out together.
#[must_use]
pub fn tune(engine: &Engine, texts: &[Document]) -> Tuned {
    let examples = cases::of_examples(engine);
    let found: Vec<Vec<Labelled>> = texts.par_iter().map(|document| cases::of_text(engine, document)).collect();
    let folds: Vec<&[Vec<Labelled>]> = found.chunks(texts.len().div_ceil(FOLDS).max(1)).collect();
    let case = |labelled: &Labelled| labelled.case.clone();
    // Examples bind whatever is left out.
    let parts: Vec<(Vec<Case>, Vec<Case>)> = (0..folds.len())
        .map(|out| {
            let learned = folds.iter().enumerate().filter(|(at, _)| *at != out).flat_map(|(_, fold)| *fold);
            (
                examples.iter().chain(learned.flatten()).map(case).collect(),
                folds[out].iter().flatten().map(case).collect(),
            )
        })
        .collect();
    let all: Vec<Labelled> = examples.iter().chain(found.iter().flatten()).cloned().collect();
    let before = engine.table().clone();
    let was = |feature: Feature| before.of(feature);
    let losses: Vec<(f64, Vec<f64>)> = STRENGTHS
        .par_iter()
        .map(|&strength| {
            let held = parts.iter().map(|(learned, left_out)| {
                let weights = fit(learned, &was, strength);
                loss(left_out, &|feature| f64::from(weights[feature as usize]))
            });
            (strength, held.collect())
        })
        .collect();
    let strengths = compared(&losses);
    let best = strongest(&strengths);
    let everything: Vec<Case> = all.iter().map(case).collect();
    // The best fit that breaks no example which holds now: a stronger pull leads back to what they were written for.
    let broken = |weights: &Weights| super::examples(&engine.clone().weights(weights.clone()), "").1;
    let now = broken(&before).len();
    let (mut strength, mut weights) = (best, with(&before, &fit(&everything, &was, best)));
    let mut failed = broken(&weights);
    while failed.len() > now && strength < STRONGEST {
        strength *= 2.0;
        weights = with(&before, &fit(&everything, &was, strength));
        failed = broken(&weights);
    }
    let points = |feature: Feature| f64::from(weights.of(feature));
    let tally = tally(&all, &points);
    let reliability = reliability(&tally);
    let weights = weights.clone().with_confidence(steps(&tally));
    let seen =
        |feature: Feature| everything.iter().filter(|case| case.seen.iter().any(|(one, _)| *one == feature)).count();
    let rows = Feature::ALL.iter().filter(|feature| feature.is_weighed());
    let rows = rows.map(|&feature| (feature.id(), seen(feature), before.of(feature), weights.of(feature))).collect();
    let count =
        |example: bool, name: bool| all.iter().filter(|one| one.example == example && one.case.name == name).count();
    let summary = Summary {
        examples: (count(true, true), count(true, false)),
        text: (count(false, true), count(false, false)),
        strengths,
        strength: best,
        used: strength,
        loss: (
            loss(&everything, &|feature| f64::from(was(feature))),
            loss(&everything, &|feature| f64::from(weights.of(feature))),
        ),
        rows,
        reliability,
        failed,
    };
    Tuned { weights, summary }
}

/// The losses on the parts that were left out, of each strength, held against those of the best.
fn compared(losses: &[(f64, Vec<f64>)]) -> Vec<Strength> {
    let count = |values: &[f64]| f64::from(u16::try_from(values.len()).unwrap_or(u16::MAX));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count(values);
    let best = losses.iter().min_by(|a, b| mean(&a.1).total_cmp(&mean(&b.1)));
    let Some((_, best)) = best else { return Vec::new() };
    let one = |(strength, parts): &(f64, Vec<f64>)| {
        let excesses: Vec<f64> = parts.iter().zip(best).map(|(loss, best)| loss - best).collect();
        let excess = mean(&excesses);
        let squares: f64 = excesses.iter().map(|one| (one - excess).powi(2)).sum();
        let error = (squares / (count(&excesses) - 1.0) / count(&excesses)).sqrt();
        Strength { strength: *strength, loss: mean(parts), excess, error }
    };
    losses.iter().map(one).collect()
}

/// The strongest pull that is as good as the best within one standard error (Breiman et al. 1984). What was reasoned
/// holds for texts of every kind, the cases come from a few: where they do not clearly gain, it stays.
fn strongest(strengths: &[Strength]) -> f64 {
    strengths.iter().filter(|one| one.is_as_good()).map(|one| one.strength).fold(STRENGTHS[0], f64::max)
}

/// `before` with the weights `fitted`, which are in the order of the table.
fn with(before: &Weights, fitted: &[i32]) -> Weights {
    let weighed = Feature::ALL.iter().filter(|feature| feature.is_weighed());
    weighed.fold(before.clone(), |weights, &feature| weights.with(feature, fitted[feature as usize]))
}

/// What came true at one score.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// What the names count.
    right: f64,
    /// What all places count.
    count: f64,
    places: usize,
}

/// What came true at each score from [`SUGGESTED`] on, of the places that the score alone decides.
fn tally(all: &[Labelled], of: &dyn Fn(Feature) -> f64) -> BTreeMap<i32, Seen> {
    let mut tally: BTreeMap<i32, Seen> = BTreeMap::new();
    for case in all.iter().filter(|one| one.decided && !one.example).map(|one| &one.case) {
        #[expect(clippy::cast_possible_truncation, reason = "scores are a few hundred at most")]
        let score = case.score(of).round() as i32;
        if score >= SUGGESTED {
            let seen = tally.entry(score).or_default();
            seen.right += if case.name { case.count } else { 0.0 };
            seen.count += case.count;
            seen.places += 1;
        }
    }
    tally
}

fn reliability(tally: &BTreeMap<i32, Seen>) -> Vec<AtScore> {
    let row = |(&score, seen): (&i32, &Seen)| AtScore {
        score,
        predicted: probability(f64::from(score)),
        observed: seen.right / seen.count,
        places: seen.places,
    };
    tally.iter().map(row).collect()
}

/// What a score is worth, by what came true at it and above: the mean of what the scale says and of what was
/// seen, weighed by how much was seen, and never falling (pool adjacent violators, Ayer et al. 1955).
fn steps(tally: &BTreeMap<i32, Seen>) -> Vec<Step> {
    /// What the scale itself counts in each step, in places: twenty are needed to speak against it.
    const SCALE: f64 = 20.0;
    /// From here on nothing more is told apart.
    const TOP: i32 = 2 * SAFE;
    let mut blocks: Vec<(i32, f64, f64)> = Vec::new();
    for score in SUGGESTED..=TOP {
        let at = tally.range(score..=if score == TOP { i32::MAX } else { score });
        let (mut right, mut count) = (SCALE * probability(f64::from(score)), SCALE);
        for (_, seen) in at {
            right += seen.right;
            count += seen.count;
        }
        blocks.push((score, right, count));
        while blocks.len() > 1 {
            let ((_, right, count), (_, right_before, count_before)) =
                (blocks[blocks.len() - 1], blocks[blocks.len() - 2]);
            if right / count >= right_before / count_before {
                break;
            }
            blocks.pop();
            let last = blocks.last_mut().expect("there were two");
            (last.1, last.2) = (last.1 + right, last.2 + count);
        }
    }
    // A share is between nothing and one.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of ten thousand")]
    let parts = |share: f64| (share * 10_000.0).round() as u16;
    blocks.into_iter().map(|(score, right, count)| Step { score, confidence: parts(right / count) }).collect()
}

#[cfg(test)]
mod tests {
    use super::{STRENGTHS, Strength, compared, strongest};

    #[test]
    fn the_strongest_of_those_that_the_parts_cannot_tell_from_the_best() {
        // Of the second the parts disagree, of the third none doubts that it is worse, however little.
        let losses = [(1.0, vec![0.2, 0.4]), (3.0, vec![0.1, 0.6]), (10.0, vec![0.3, 0.5])];
        let found = compared(&losses);
        assert_eq!(found.iter().map(Strength::is_as_good).collect::<Vec<_>>(), [true, true, false]);
        assert!((found[1].excess - 0.05).abs() < 1e-12 && (found[1].error - 0.15).abs() < 1e-12, "{found:?}");
        assert_eq!(strongest(&found).to_bits(), 3.0_f64.to_bits());
    }

    #[test]
    fn without_texts_nothing_speaks_against_the_strongest() {
        let losses: Vec<(f64, Vec<f64>)> = STRENGTHS.iter().map(|&strength| (strength, vec![0.0; 5])).collect();
        assert_eq!(strongest(&compared(&losses)).to_bits(), 100.0_f64.to_bits());
    }
}
