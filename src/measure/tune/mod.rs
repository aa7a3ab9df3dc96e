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
use cases::{FOLDS, Labelled};
use fit::{Case, fit, loss, probability};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// How strongly the fit is drawn to the weights that it began with, from which cross-validation chooses.
const STRENGTHS: [f64; 6] = [0.3, 1.0, 3.0, 10.0, 30.0, 100.0];

/// A fit this strong is what it began with.
const STRONGEST: f64 = 1e6;

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
    /// Strength and mean loss on the parts that were left out, for each strength; the smallest loss wins.
    pub strengths: Vec<(f64, f64)>,
    /// The strength that won.
    pub strength: f64,
    /// The strength at which every example holds that held before.
    pub used: f64,
    /// Mean loss in nats of all places, at the weights before and after.
    pub loss: (f64, f64),
    /// Rows that were seen: their id, in how many places, the weight before and after.
    pub rows: Vec<(&'static str, usize, i32, i32)>,
    /// What was predicted of the places that the score alone decides, and what came true.
    pub reliability: Vec<Bin>,
    /// Examples that do not hold with the new weights, each described.
    pub failed: Vec<String>,
}

/// One row of a reliability table.
#[derive(Clone, Debug, Serialize)]
pub struct Bin {
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
/// Deterministic: the order of the texts and the number of threads change nothing but the last bits of sums,
/// which are rounded to whole points.
#[must_use]
pub fn tune(engine: &Engine, texts: &[Document]) -> Tuned {
    let mut all = cases::of_examples(engine);
    let parts: Vec<Vec<Labelled>> = texts.par_iter().map(|document| cases::of_text(engine, document)).collect();
    all.extend(parts.into_iter().flatten());
    let before = engine.table().clone();
    let was = |feature: Feature| before.of(feature);
    let of = |keep: &dyn Fn(usize) -> bool| -> Vec<Case> {
        all.iter().filter(|one| keep(one.fold)).map(|one| one.case.clone()).collect()
    };
    let parts: Vec<(Vec<Case>, Vec<Case>)> =
        (0..FOLDS).map(|out| (of(&|fold| fold != out), of(&|fold| fold == out))).collect();
    let strengths: Vec<(f64, f64)> = STRENGTHS
        .par_iter()
        .map(|&strength| {
            let held = parts.iter().map(|(learned, left_out)| {
                let weights = fit(learned, &was, strength);
                loss(left_out, &|feature| f64::from(weights[feature as usize]))
            });
            let held: f64 = held.sum();
            (strength, held / f64::from(u8::try_from(FOLDS).unwrap_or(u8::MAX)))
        })
        .collect();
    let best =
        strengths.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(STRENGTHS[0], |(strength, _)| strength);
    let everything = of(&|_| true);
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

fn reliability(tally: &BTreeMap<i32, Seen>) -> Vec<Bin> {
    let bin = |(&score, seen): (&i32, &Seen)| Bin {
        score,
        predicted: probability(f64::from(score)),
        observed: seen.right / seen.count,
        places: seen.places,
    };
    tally.iter().map(bin).collect()
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
