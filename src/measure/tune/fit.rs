//! Regularised logistic regression: the weights that make labelled cases most likely without straying from
//! those that were reasoned.
//!
//! Minimises Σ c·ln(1 + e^(∓z)) + ½·λ·Σ (w − w₀)² + ½·κ·Σ b², where z is the score in the logarithm of the odds,
//! c what a case counts, w₀ the weight that the table had, and b by how much a case is on the wrong side of its
//! bound. The second term is a Gaussian prior around the reasoned weights (Hoerl and Kennard 1970 for the
//! penalty; le Cessie and van Houwelingen 1992 for logistic models), the third keeps what examples promise. A
//! row that spoke against a name may lose its weight and not change sides. Cyclic coordinate descent with Newton steps (Genkin, Lewis and Madigan
//! 2007): the loss is convex, so where it ends does not depend on the way there. A library was the alternative;
//! those at hand shrink towards nothing, and take no bounds.

use crate::decide::Feature;

/// A point in the logarithm of the odds: (logit 0.98 − logit 0.80) / (10 − 6).
pub const POINT: f64 = 0.626_381;

/// The logarithm of the odds at a score of nothing: logit 0.98 − 10 points.
pub const ZERO: f64 = -2.371_99;

/// No single observation may decide by itself what ten points ask for twice over.
const MOST: f64 = 20.0;

/// One labelled place.
#[derive(Clone, Debug)]
pub struct Case {
    /// How often, or to what part, each row of the table was seen there.
    pub seen: Vec<(Feature, f64)>,
    /// Points that glossaries give, which no fit changes.
    pub fixed: f64,
    /// True if the name is meant there.
    pub name: bool,
    /// What it counts.
    pub count: f64,
    /// Where its score must lie.
    pub bound: Option<Bound>,
}

/// Where a score must lie, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// There or above.
    AtLeast(f64),
    /// Not there and not above.
    Below(f64),
}

impl Bound {
    /// By how much `score` is on the wrong side; positive where it must rise. Rounding may take half a point.
    fn breach(self, score: f64) -> f64 {
        const ROOM: f64 = 0.5;
        match self {
            Self::AtLeast(least) => (least + ROOM - score).max(0.0),
            Self::Below(most) => (most - 1.0 - ROOM - score).min(0.0),
        }
    }
}

/// The probability that a score of `points` stands for.
#[must_use]
pub fn probability(points: f64) -> f64 {
    1.0 / (1.0 + (-(ZERO + POINT * points)).exp())
}

/// Mean loss of `cases` at the weights `of` gives, in nats.
#[must_use]
pub fn loss(cases: &[Case], of: &dyn Fn(Feature) -> f64) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for case in cases {
        let p = probability(case.score(of));
        sum -= case.count * if case.name { p.ln() } else { (1.0 - p).ln() };
        count += case.count;
    }
    sum / f64::max(count, f64::MIN_POSITIVE)
}

impl Case {
    /// Its score in points at the weights that `of` gives.
    #[must_use]
    pub fn score(&self, of: &dyn Fn(Feature) -> f64) -> f64 {
        self.fixed + self.seen.iter().map(|&(feature, times)| times * of(feature)).sum::<f64>()
    }
}

/// Between which weights a row may move, in points.
fn bounds(feature: Feature, was: f64) -> (f64, f64) {
    match feature.kind() {
        // A class of rendering speaks for or against by itself.
        "rendering" => (-MOST, MOST),
        _ if was > 0.0 => (0.0, MOST),
        _ => (-MOST, 0.0),
    }
}

/// The weights, in the order of [`Feature::ALL`], in points; `was` gives those that they are drawn to, and
/// `strength` (λ) how strongly.
#[must_use]
pub fn fit(cases: &[Case], was: &dyn Fn(Feature) -> f64, strength: f64) -> Vec<f64> {
    /// Passes over all rows, and the change in points at which they end; integers are asked for.
    const PASSES: usize = 200;
    const STILL: f64 = 1e-4;
    /// What half the square of a breach counts: a tenth of a point beside what a place of a text counts.
    const BREACH: f64 = 10.0;
    let prior: Vec<f64> = Feature::ALL.iter().map(|&feature| was(feature)).collect();
    let mut weights = prior.clone();
    let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); Feature::COUNT];
    for (i, case) in cases.iter().enumerate() {
        for &(feature, times) in &case.seen {
            holders[feature as usize].push((i, times));
        }
    }
    let mut scores: Vec<f64> = cases.iter().map(|case| case.score(&|feature| prior[feature as usize])).collect();
    for _ in 0..PASSES {
        let mut moved: f64 = 0.0;
        for &feature in Feature::ALL.iter().filter(|feature| feature.is_weighed()) {
            let row = feature as usize;
            if holders[row].is_empty() {
                continue;
            }
            let (mut slope, mut curve) = (strength * (weights[row] - prior[row]), strength);
            for &(i, times) in &holders[row] {
                let p = probability(scores[i]);
                let aim = if cases[i].name { 1.0 } else { 0.0 };
                slope += cases[i].count * (p - aim) * POINT * times;
                curve += cases[i].count * p * (1.0 - p) * (POINT * times).powi(2);
                let breach = cases[i].bound.map_or(0.0, |bound| bound.breach(scores[i]));
                if breach != 0.0 {
                    slope -= BREACH * breach * times;
                    curve += BREACH * times.powi(2);
                }
            }
            let (low, high) = bounds(feature, prior[row]);
            // A whole point at a time at most: far from the minimum a Newton step of this loss leaps past it.
            let step = (-slope / curve).clamp(-1.0, 1.0);
            let new = (weights[row] + step).clamp(low, high);
            let change = new - weights[row];
            if change != 0.0 {
                holders[row].iter().for_each(|&(i, times)| scores[i] += change * times);
                weights[row] = new;
                moved = moved.max(change.abs());
            }
        }
        if moved < STILL {
            break;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::{Case, fit, loss, probability};
    use crate::decide::Feature;

    fn case(seen: &[(Feature, f64)], name: bool, count: f64) -> Case {
        Case { seen: seen.to_vec(), fixed: 0.0, name, count, bound: None }
    }

    #[test]
    fn the_scale_is_what_it_is_said_to_be() {
        assert!((probability(10.0) - 0.98).abs() < 1e-4);
        assert!((probability(6.0) - 0.80).abs() < 1e-4);
    }

    #[test]
    fn without_a_prior_the_fit_is_what_was_counted() {
        // Nine in ten are names: the score must say 0.9, which is 7.29 points.
        let cases = [case(&[(Feature::Subject, 1.0)], true, 9.0), case(&[(Feature::Subject, 1.0)], false, 1.0)];
        let weights = fit(&cases, &|feature| if feature == Feature::Subject { 5.0 } else { 0.0 }, 1e-9);
        assert!((probability(weights[Feature::Subject as usize]) - 0.9).abs() < 1e-3);
    }

    #[test]
    fn a_strong_prior_stays_and_a_row_never_changes_sides() {
        let cases = [case(&[(Feature::Complement, 1.0)], true, 50.0)];
        let was = |feature| if feature == Feature::Complement { -8.0 } else { 0.0 };
        assert!((fit(&cases, &was, 1e6)[Feature::Complement as usize] + 8.0).abs() < 1e-2);
        assert!(fit(&cases, &was, 1e-9)[Feature::Complement as usize].abs() < 1e-9);
    }

    #[test]
    fn a_fit_is_never_worse_than_where_it_began() {
        let rows = [Feature::Subject, Feature::Capital, Feature::Complement, Feature::CueSentence];
        let cases: Vec<Case> = (0..64_u32)
            .map(|i| {
                let seen: Vec<_> = (0..4).filter(|bit| i >> bit & 1 == 1).map(|bit| (rows[bit], 1.0)).collect();
                case(&seen, i.count_ones() + i % 3 > 3, 1.0)
            })
            .collect();
        let was = |feature: Feature| if feature == Feature::Complement { -8.0 } else { 5.0 };
        let fitted = fit(&cases, &was, 0.1);
        assert!(loss(&cases, &|feature| fitted[feature as usize]) < loss(&cases, &was));
    }
}
