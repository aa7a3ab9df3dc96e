//! Regularised logistic regression: the weights that make labelled cases most likely without straying from
//! those that were reasoned.
//!
//! Minimises Σ c·ln(1 + e^(∓z)) + ½·λ·Σ (w − w₀)², where z is the score in the logarithm of the odds, c what a
//! case counts, and w₀ the weight that the table had: a Gaussian prior around the reasoned weights (Hoerl and
//! Kennard 1970 for the penalty; le Cessie and van Houwelingen 1992 for logistic models). A row that spoke
//! against a name may lose its weight and not change sides, and a case with a bound stays on its side of it.
//! A library was the alternative; those at hand shrink towards nothing, and take neither bounds nor integers.

use crate::decide::Feature;

/// A point in the logarithm of the odds: (logit 0.98 − logit 0.80) / (10 − 6).
pub const POINT: f64 = 0.626_381;

/// The logarithm of the odds at a score of nothing: logit 0.98 − 10 points.
pub const ZERO: f64 = -2.371_99;

/// No single observation may decide by itself what ten points ask for twice over.
const MOST: i32 = 20;

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
    /// By how much `score` is on the wrong side.
    fn breach(self, score: f64) -> f64 {
        match self {
            Self::AtLeast(least) => (least - score).max(0.0),
            // Scores are whole.
            Self::Below(most) => (score - most + 1.0).max(0.0),
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
        sum += case.count * case.loss(case.score(of));
        count += case.count;
    }
    sum / f64::max(count, f64::MIN_POSITIVE)
}

impl Case {
    /// −ln of the probability that `score` gives to what is so: ln(1 + e^(∓z)).
    fn loss(&self, score: f64) -> f64 {
        let odds = ZERO + POINT * score;
        (if self.name { -odds } else { odds }).exp().ln_1p()
    }

    /// Its score in points at the weights that `of` gives.
    #[must_use]
    pub fn score(&self, of: &dyn Fn(Feature) -> f64) -> f64 {
        self.fixed + self.seen.iter().map(|&(feature, times)| times * of(feature)).sum::<f64>()
    }
}

/// Between which weights a row may move, in points.
fn bounds(feature: Feature, was: i32) -> (i32, i32) {
    match feature.kind() {
        // A class of rendering speaks for or against by itself.
        "rendering" => (-MOST, MOST),
        _ if was > 0 => (0, MOST),
        _ => (-MOST, 0),
    }
}

/// A fit under way: the weights, and what they make of each case.
struct Descent<'c> {
    cases: &'c [Case],
    /// For each row, the cases that have it and how often.
    holders: Vec<Vec<(usize, f64)>>,
    scores: Vec<f64>,
    weights: Vec<i32>,
    prior: Vec<i32>,
    strength: f64,
}

impl Descent<'_> {
    /// What changes if row `feature` gains `step`: the loss with its penalty; `None` where the row may not
    /// move so, or where a case would get farther on the wrong side of its bound.
    fn gain(&self, feature: Feature, step: i32) -> Option<f64> {
        let row = feature as usize;
        let (low, high) = bounds(feature, self.prior[row]);
        let new = self.weights[row] + step;
        if !(low..=high).contains(&new) {
            return None;
        }
        let away = |weight: i32| f64::from(weight - self.prior[row]).powi(2);
        let mut change = self.strength / 2.0 * (away(new) - away(self.weights[row]));
        for &(i, times) in &self.holders[row] {
            let (case, score) = (&self.cases[i], self.scores[i]);
            let moved = score + f64::from(step) * times;
            if case.bound.is_some_and(|bound| bound.breach(moved) > bound.breach(score)) {
                return None;
            }
            change += case.count * (case.loss(moved) - case.loss(score));
        }
        Some(change)
    }

    fn shift(&mut self, feature: Feature, step: i32) {
        let row = feature as usize;
        self.weights[row] += step;
        for &(i, times) in &self.holders[row] {
            self.scores[i] += f64::from(step) * times;
        }
    }
}

/// The weights in whole points, in the order of [`Feature::ALL`]; `was` gives those that they begin with and
/// are drawn to, and `strength` (λ) how strongly.
///
/// Rows move by a point at a time, in turn, until none gains. Rounding a continuous fit was the alternative:
/// of bounds that hold to the point it breaks some.
#[must_use]
pub fn fit(cases: &[Case], was: &dyn Fn(Feature) -> i32, strength: f64) -> Vec<i32> {
    /// Gains below this are noise of the sums: a row would go to and fro for ever.
    const GAIN: f64 = 1e-6;
    let prior: Vec<i32> = Feature::ALL.iter().map(|&feature| was(feature)).collect();
    let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); Feature::COUNT];
    for (i, case) in cases.iter().enumerate() {
        for &(feature, times) in &case.seen {
            // A row that a case has twice moves its score by both at once.
            match holders[feature as usize].last_mut() {
                Some((last, sum)) if *last == i => *sum += times,
                _ => holders[feature as usize].push((i, times)),
            }
        }
    }
    let scores = cases.iter().map(|case| case.score(&|feature| f64::from(prior[feature as usize]))).collect();
    let mut descent = Descent { cases, holders, scores, weights: prior.clone(), prior, strength };
    let rows: Vec<Feature> = Feature::ALL.iter().copied().filter(|feature| feature.is_weighed()).collect();
    // Each move lowers a loss that is bounded below by at least `GAIN`, well above that noise, so there is a last one.
    loop {
        let mut moved = false;
        for &feature in &rows {
            let gains = [1, -1].into_iter().filter_map(|step| Some((descent.gain(feature, step)?, step)));
            let best = gains.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(gain, _)| *gain < -GAIN);
            if let Some((_, step)) = best {
                descent.shift(feature, step);
                moved = true;
            }
        }
        if !moved {
            return descent.weights;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Case, fit, loss, probability};
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
        let weights = fit(&cases, &|feature| if feature == Feature::Subject { 5 } else { 0 }, 1e-9);
        assert_eq!(weights[Feature::Subject as usize], 7);
    }

    #[test]
    fn a_strong_prior_stays_and_a_row_never_changes_sides() {
        let cases = [case(&[(Feature::Complement, 1.0)], true, 50.0)];
        let was = |feature| if feature == Feature::Complement { -8 } else { 0 };
        assert_eq!(fit(&cases, &was, 1e6)[Feature::Complement as usize], -8);
        assert_eq!(fit(&cases, &was, 1e-9)[Feature::Complement as usize], 0);
    }

    #[test]
    fn a_row_seen_twice_in_a_case_moves_it_twice() {
        // Taken one by one each step would seem to gain, there and back, for ever.
        let twice = [(Feature::CueSentenceMore, 1.0), (Feature::CueSentenceMore, 1.0)];
        let cases = [case(&twice, true, 9.0), case(&twice, false, 1.0)];
        let fitted = fit(&cases, &|feature| if feature == Feature::CueSentenceMore { 2 } else { 0 }, 1e-9);
        // Nine in ten are 7.29 points.
        assert_eq!(fitted[Feature::CueSentenceMore as usize], 4);
    }

    #[test]
    fn a_bound_is_kept_whatever_the_cases_say() {
        let mut kept = case(&[(Feature::Subject, 1.0), (Feature::Capital, 1.0)], true, 0.0);
        kept.bound = Some(Bound::AtLeast(10.0));
        let mut stays = case(&[(Feature::Subject, 1.0)], false, 0.0);
        stays.bound = Some(Bound::Below(6.0));
        let cases = [case(&[(Feature::Capital, 1.0)], false, 50.0), kept, stays];
        let was = |feature| if matches!(feature, Feature::Subject | Feature::Capital) { 5 } else { 0 };
        let fitted = fit(&cases, &was, 1e-9);
        assert_eq!((fitted[Feature::Subject as usize], fitted[Feature::Capital as usize]), (5, 5));
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
        let was = |feature: Feature| if feature == Feature::Complement { -8 } else { 5 };
        let fitted = fit(&cases, &was, 0.1);
        let points = |feature: Feature| f64::from(fitted[feature as usize]);
        assert!(loss(&cases, &points) < loss(&cases, &|feature| f64::from(was(feature))));
    }
}
