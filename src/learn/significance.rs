//! Whether two things stand together more often than chance would have it.

/// Where neither, one or both of two things stand, in numbers of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Sentences with both.
    pub both: usize,
    /// Sentences with the first, alone or not.
    pub first: usize,
    /// Sentences with the second, alone or not.
    pub second: usize,
    /// All sentences.
    pub all: usize,
}

/// The value that twice the logarithm of the likelihood ratio passes by chance once in a thousand times, for tables
/// with one degree of freedom.
const ONCE_IN_A_THOUSAND: f64 = 10.828;

impl Table {
    /// Twice the logarithm of how much likelier the table is if the two depend on each other, after Dunning (1993),
    /// "Accurate methods for the statistics of surprise and coincidence": unlike chi-squared it holds for rare things.
    #[expect(clippy::cast_precision_loss, reason = "numbers of sentences")]
    pub(super) fn likelihood_ratio(self) -> f64 {
        let cells = [
            (self.both, self.first, self.second),
            (self.first - self.both, self.first, self.all - self.second),
            (self.second - self.both, self.all - self.first, self.second),
            (self.all + self.both - self.first - self.second, self.all - self.first, self.all - self.second),
        ];
        let term = |(seen, row, column): (usize, usize, usize)| {
            let expected = row as f64 * column as f64 / self.all as f64;
            if seen == 0 { 0.0 } else { seen as f64 * (seen as f64 / expected).ln() }
        };
        2.0 * cells.into_iter().map(term).sum::<f64>()
    }

    /// True if they stand together more often than by chance.
    pub(super) fn is_no_chance(self) -> bool {
        self.both * self.all > self.first * self.second && self.likelihood_ratio() > ONCE_IN_A_THOUSAND
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn the_ratio_is_dunnings() {
        // "the swiss" of his table 1: 110 together, 2442 and 111 beside, 29114 without: 270.72.
        let swiss = Table { both: 110, first: 110 + 2442, second: 110 + 111, all: 110 + 2442 + 111 + 29_114 };
        assert!((swiss.likelihood_ratio() - 270.72).abs() < 0.01, "{}", swiss.likelihood_ratio());
        assert!(swiss.is_no_chance());
    }

    #[test]
    fn what_stands_together_as_often_as_chance_has_it_is_nothing() {
        let even = Table { both: 25, first: 50, second: 50, all: 100 };
        assert!(even.likelihood_ratio().abs() < 1e-9 && !even.is_no_chance());
        let apart = Table { both: 0, first: 50, second: 50, all: 100 };
        assert!(apart.likelihood_ratio() > 100.0 && !apart.is_no_chance());
        assert!(Table { both: 2, first: 2, second: 2, all: 1000 }.is_no_chance());
    }
}
