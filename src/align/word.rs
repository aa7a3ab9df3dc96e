//! Which word of the source each word of a translation stands for, learned from a corpus.
//!
//! IBM model 1 with a prior for the diagonal, after Dyer, Chahuneau and Smith (2013), "A simple, fast, and effective
//! reparameterization of IBM model 2": a word of the translation comes from nothing with a fixed chance, else from a
//! word of the source, the likelier the nearer both stand to the same part of their sentences. How much nearer, the
//! tension, is learned too. Rare words, as names are, would attract what nothing else explains, so that tables are
//! re-estimated with a sparse Dirichlet prior (variational Bayes, as `fast_align -v`). Models that look at the
//! neighbours (an HMM, a neural aligner) were the alternative: slower, or not deterministic, for a gain that phrases
//! counted over a whole corpus do not need.
//!
//! Expected counts are summed in whole numbers, so that no order of adding and no number of threads changes the result.

pub use super::bitext::{Bitext, LONGEST};

use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rounds of re-estimation; Dyer et al. take five, more fit rare words too closely.
const ROUNDS: usize = 5;
/// The chance that a word of the translation comes from no word of the source.
const NOTHING: f64 = 0.08;
/// The concentration of the prior of tables: below one, so that a word has few translations.
const SPARSE: f64 = 0.01;
/// What the tension may be. It begins with the least, as plain model 1, which knows no local optimum: with a strong
/// prior from the start (Dyer et al. begin at 4), what stands in the same place is believed before the words are
/// known, and "the green house" never swaps its words in "la maison verte".
const TENSIONS: std::ops::RangeInclusive<f64> = 0.1..=14.0;
/// Most that a round changes it by.
const STEP: f64 = 4.0;

/// One, as expected counts are summed: half of a thousand million million counts would overflow, which no corpus has.
const ONE: f64 = 4_294_967_296.0;

/// For each pair, which word of the source (from zero) and which of the translation go together, ascending:
/// the links of both directions, symmetrised.
#[must_use]
pub fn align(bitext: &Bitext) -> Vec<Vec<(u8, u8)>> {
    let forth = Model::learn(bitext).links(bitext);
    let back = {
        let reversed = bitext.reversed();
        Model::learn(&reversed).links(&reversed)
    };
    (0..bitext.len())
        .into_par_iter()
        .map(|pair| {
            let (source, target) = bitext.pair(pair);
            super::symmetry::grow(&forth[pair], &back[pair], source.len(), target.len())
        })
        .collect()
}

/// What each word of the source becomes, and how near the diagonal.
struct Model {
    /// Where the row of each word begins in `words`; row zero is of no word.
    rows: Vec<usize>,
    /// The words of the translation that a row has, ascending.
    words: Vec<u32>,
    /// The chance of each.
    chances: Vec<f32>,
    /// For each pair and each word of its translation, the places in `words` of that word in the rows of its source.
    /// They are looked up once, at four bytes each: to search the rows in every round takes longer than all else.
    cells: Vec<Box<[u32]>>,
    tension: f64,
}

/// Sums over a corpus, in [`ONE`]s.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Distance from the diagonal of the links that are expected.
    seen: u64,
    /// The same of what the prior expects, and its variance.
    prior: u64,
    variance: u64,
}

impl Sums {
    const fn plus(self, other: Self) -> Self {
        Self { seen: self.seen + other.seen, prior: self.prior + other.prior, variance: self.variance + other.variance }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "expected counts are not negative, and small"
)]
fn fixed(count: f64) -> u64 {
    (count * ONE).round() as u64
}

#[expect(clippy::cast_precision_loss, reason = "sums of counts, whose last bits say nothing")]
fn float(sum: u64) -> f64 {
    sum as f64 / ONE
}

impl Model {
    fn learn(bitext: &Bitext) -> Self {
        let mut model = Self::new(bitext);
        for round in 0..ROUNDS {
            let counts: Vec<AtomicU64> = model.words.iter().map(|_| AtomicU64::new(0)).collect();
            let sums = (0..bitext.len())
                .into_par_iter()
                .map(|pair| model.expect(bitext, pair, &counts))
                .reduce(Sums::default, Sums::plus);
            model.re_estimate(&counts);
            // A step of Newton's: the prior is of an exponential family, its mean and variance are the derivatives.
            // The first round has seen the prior alone.
            if round > 0 && sums.variance > 0 {
                let step = (float(sums.prior) - float(sums.seen)) / float(sums.variance);
                model.tension = (model.tension + step.clamp(-STEP, STEP)).clamp(*TENSIONS.start(), *TENSIONS.end());
            }
        }
        model
    }

    /// Every word of a sentence may come from every word of its source, with the same chance.
    fn new(bitext: &Bitext) -> Self {
        let most = |words: &[u32]| words.iter().max().map_or(0, |&word| word as usize + 1);
        let mut pairs_of: Vec<Vec<u32>> = vec![Vec::new(); most(&bitext.source)];
        for pair in 0..bitext.len() {
            let number = u32::try_from(pair).expect("a corpus has fewer pairs than words, and words are numbered so");
            for &word in bitext.pair(pair).0 {
                let pairs = &mut pairs_of[word as usize];
                if pairs.last() != Some(&number) {
                    pairs.push(number);
                }
            }
        }
        let row = |pairs: &Vec<u32>| {
            let mut row: Vec<u32> = pairs.iter().flat_map(|&pair| bitext.pair(pair as usize).1).copied().collect();
            row.sort_unstable();
            row.dedup();
            row.shrink_to_fit();
            row
        };
        let found: Vec<Vec<u32>> = pairs_of.par_iter().map(row).collect();
        let nothing = u32::try_from(most(&bitext.target)).expect("words are numbered so");
        let mut words: Vec<u32> = (0..nothing).collect();
        let mut rows = vec![0];
        for row in found {
            rows.push(words.len());
            words.extend(row);
        }
        rows.push(words.len());
        let chances = vec![1.0; words.len()];
        let mut model = Self { rows, words, chances, cells: Vec::new(), tension: *TENSIONS.start() };
        let of_pair = |pair: usize| {
            let (source, target) = bitext.pair(pair);
            target
                .iter()
                .flat_map(|&to| source.iter().map(move |&from| (from, to)))
                .map(|(from, to)| model.cell(from, to))
                .collect()
        };
        model.cells = (0..bitext.len()).into_par_iter().map(of_pair).collect();
        model
    }

    /// The place of `target` in the row of `source`; row zero has every word.
    fn cell(&self, source: u32, target: u32) -> u32 {
        let (start, end) = (self.rows[source as usize + 1], self.rows[source as usize + 2]);
        let at = start + self.words[start..end].binary_search(&target).expect("the rows have all that stands together");
        u32::try_from(at).expect("a corpus of so many cells has more words than a `Corpus` takes")
    }

    /// The cells of word `at` of the translation of `pair`, one for each of `sources` words of its source.
    fn cells_of(&self, pair: usize, at: usize, sources: usize) -> &[u32] {
        &self.cells[pair][at * sources..(at + 1) * sources]
    }

    /// Weights of where a word of a translation comes from: nothing, then each word of the source; with the distances
    /// of these from the diagonal. `nothing` is the cell of the word in row zero, `cells` are those in the others,
    /// `place` is how much of the translation is behind it. The weights are not yet a distribution.
    fn weigh(&self, nothing: u32, cells: &[u32], place: f64, places: &mut Places) {
        places.far.clear();
        places.prior.clear();
        places.weights.clear();
        let width = length(cells.len());
        let (mut sum, mut column) = (0.0, 0.0);
        for _ in cells {
            column += 1.0;
            let far = (column / width - place).abs();
            let prior = (-self.tension * far).exp();
            sum += prior;
            places.far.push(far);
            places.prior.push(prior);
        }
        places.weights.push(NOTHING * f64::from(self.chances[nothing as usize]));
        for (prior, &cell) in places.prior.iter_mut().zip(cells) {
            *prior /= sum;
            places.weights.push((1.0 - NOTHING) * *prior * f64::from(self.chances[cell as usize]));
        }
    }

    /// Adds what a pair is expected to show to `counts`; returns how far from the diagonal.
    fn expect(&self, bitext: &Bitext, pair: usize, counts: &[AtomicU64]) -> Sums {
        let (source, target) = bitext.pair(pair);
        let mut sums = Sums::default();
        let mut places = Places::default();
        for (at, &word) in target.iter().enumerate() {
            let cells = self.cells_of(pair, at, source.len());
            self.weigh(word, cells, length(at + 1) / length(target.len()), &mut places);
            let sum: f64 = places.weights.iter().sum();
            let add = |cell: u32, weight: f64| {
                counts[cell as usize].fetch_add(fixed(weight / sum), Ordering::Relaxed);
            };
            add(word, places.weights[0]);
            let (mut seen, mut mean, mut square) = (0.0, 0.0, 0.0);
            for (i, &cell) in cells.iter().enumerate() {
                add(cell, places.weights[i + 1]);
                seen += places.weights[i + 1] / sum * places.far[i];
                mean += places.prior[i] * places.far[i];
                square += places.prior[i] * places.far[i] * places.far[i];
            }
            let some = 1.0 - places.weights[0] / sum;
            let variance = mean.mul_add(-mean, square).max(0.0);
            sums = sums.plus(Sums {
                seen: fixed(seen),
                prior: fixed((some * mean).max(0.0)),
                variance: fixed((some * variance).max(0.0)),
            });
        }
        sums
    }

    /// Makes chances of expected counts.
    fn re_estimate(&mut self, counts: &[AtomicU64]) {
        /// What cannot be told from never, and can still be multiplied.
        const LEAST: f32 = 1e-30;
        let mut cells: Vec<(&mut [f32], &[AtomicU64])> = Vec::with_capacity(self.rows.len());
        let (mut chances, mut counts) = (self.chances.as_mut_slice(), counts);
        for row in self.rows.windows(2) {
            let (head, tail) = chances.split_at_mut(row[1] - row[0]);
            let (first, rest) = counts.split_at(row[1] - row[0]);
            cells.push((head, first));
            (chances, counts) = (tail, rest);
        }
        cells.into_par_iter().for_each(|(chances, counts)| {
            let count = |count: &AtomicU64| float(count.load(Ordering::Relaxed)) + SPARSE;
            let sum: f64 = counts.iter().map(count).sum();
            let all = digamma(sum);
            for (chance, one) in chances.iter_mut().zip(counts) {
                #[expect(clippy::cast_possible_truncation, reason = "a chance, to seven digits")]
                let new = (digamma(count(one)) - all).exp() as f32;
                *chance = new.max(LEAST);
            }
        });
    }

    /// For each pair and each word of its translation, the likeliest word of the source, from one; zero is none.
    fn links(&self, bitext: &Bitext) -> Vec<Vec<u8>> {
        let of = |pair: usize| {
            let (source, target) = bitext.pair(pair);
            let mut places = Places::default();
            let best = |at: usize| {
                let cells = self.cells_of(pair, at, source.len());
                self.weigh(target[at], cells, length(at + 1) / length(target.len()), &mut places);
                let mut best = 0;
                for (i, weight) in places.weights.iter().enumerate() {
                    if *weight > places.weights[best] {
                        best = i;
                    }
                }
                u8::try_from(best).expect("a sentence has at most LONGEST words")
            };
            (0..target.len()).map(best).collect()
        };
        (0..bitext.len()).into_par_iter().map(of).collect()
    }
}

/// The buffers of [`Model::weigh`].
#[derive(Default)]
struct Places {
    far: Vec<f64>,
    prior: Vec<f64>,
    weights: Vec<f64>,
}

/// A number of words of one sentence.
fn length(words: usize) -> f64 {
    f64::from(u8::try_from(words).unwrap_or(u8::MAX))
}

/// The derivative of the logarithm of the gamma function, for a positive number.
fn digamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < 7.0 {
        below += 1.0 / x;
        x += 1.0;
    }
    // The asymptotic series about the half, as good as the double from seven on.
    x -= 0.5;
    let square = 1.0 / (x * x);
    let series = square * (1.0 / 24.0 - square * (7.0 / 960.0 - square * (31.0 / 8064.0 - square * 127.0 / 30720.0)));
    x.ln() + series - below
}

#[cfg(test)]
mod tests {
    use super::{Bitext, LONGEST, align, digamma};
    use proptest::prelude::*;

    #[test]
    fn digamma_is_that_of_the_tables() {
        for (x, wanted) in
            [(1.0, -0.577_215_664_901_532_9), (0.5, -1.963_510_026_021_423_5), (10.0, 2.251_752_589_066_721)]
        {
            assert!((digamma(x) - wanted).abs() < 1e-9, "{x}: {}", digamma(x));
        }
    }

    fn number<'w>(words: &mut Vec<&'w str>, word: &'w str) -> u32 {
        let at = words.iter().position(|known| *known == word).unwrap_or_else(|| {
            words.push(word);
            words.len() - 1
        });
        u32::try_from(at).unwrap()
    }

    /// The links of each line of a corpus, one a word of the translation: `english | french` as "house-maison".
    fn links(corpus: &[(&str, &str)]) -> Vec<String> {
        let (mut left, mut right): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut bitext = Bitext::default();
        for (source, target) in corpus {
            let source: Vec<u32> = source.split(' ').map(|word| number(&mut left, word)).collect();
            let target: Vec<u32> = target.split(' ').map(|word| number(&mut right, word)).collect();
            bitext.push(&source, &target);
        }
        let word = |pair: usize, &(s, t): &(u8, u8)| {
            let (source, target) = bitext.pair(pair);
            format!("{}-{}", left[source[usize::from(s)] as usize], right[target[usize::from(t)] as usize])
        };
        let line = |(pair, links): (usize, &Vec<(u8, u8)>)| {
            links.iter().map(|link| word(pair, link)).collect::<Vec<_>>().join(" ")
        };
        align(&bitext).iter().enumerate().map(line).collect()
    }

    #[test]
    fn words_that_go_together_are_linked() {
        let nouns =
            [("house", "maison"), ("door", "porte"), ("table", "table"), ("apple", "pomme"), ("car", "voiture")];
        let frames = [("a", "une", ""), ("the", "la", ""), ("the green", "la", " verte"), ("a green", "une", " verte")];
        let pair = |(english, french, after): (&str, &str, &str), noun: (&str, &str)| {
            (format!("{english} {}", noun.0), format!("{french} {}{after}", noun.1))
        };
        let corpus: Vec<(String, String)> =
            frames.iter().flat_map(|&frame| nouns.iter().map(move |&noun| pair(frame, noun))).collect();
        let corpus: Vec<(&str, &str)> = corpus.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let links = links(&corpus);
        assert_eq!(links[0], "a-une house-maison");
        assert_eq!(links[6], "the-la door-porte");
        assert_eq!(links[12], "the-la green-verte table-table");
        assert_eq!(links[18], "a-une green-verte apple-pomme");
    }

    #[test]
    fn a_corpus_of_nothing_has_no_links() {
        assert!(align(&Bitext::default()).is_empty());
        let mut bitext = Bitext::default();
        bitext.push(&[], &[0]);
        bitext.push(&[0], &[]);
        assert_eq!(align(&bitext), [vec![], vec![]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn threads_change_nothing_and_links_stay_within_their_sentences(
            corpus in prop::collection::vec(
                (prop::collection::vec(0..30_u32, 0..LONGEST.min(14)), prop::collection::vec(0..30_u32, 0..14)), 0..60)
        ) {
            let mut bitext = Bitext::default();
            for (source, target) in &corpus {
                bitext.push(source, target);
            }
            let with = |threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| align(&bitext))
            };
            let links = with(1);
            for (pair, links) in links.iter().enumerate() {
                let (source, target) = bitext.pair(pair);
                prop_assert!(links.iter().all(|&(s, t)| usize::from(s) < source.len() && usize::from(t) < target.len()));
                prop_assert!(links.is_sorted());
            }
            prop_assert_eq!(&links, &with(2));
            prop_assert_eq!(&links, &with(5));
        }
    }
}
