//! A corpus as the alignment of words takes it.

/// Most words of a sentence on either side: what is longer is no sentence, and costs the square of its length.
pub const LONGEST: usize = 100;

/// Sentences and their translations, in numbers of words.
#[derive(Clone, Debug, Default)]
pub struct Bitext {
    pub(super) source: Vec<u32>,
    pub(super) target: Vec<u32>,
    /// Where each pair ends in both.
    ends: Vec<(usize, usize)>,
}

impl Bitext {
    /// Adds a pair; words are numbered from zero without gaps.
    ///
    /// # Panics
    ///
    /// Panics if a side has more than [`LONGEST`] words.
    pub fn push(&mut self, source: &[u32], target: &[u32]) {
        assert!(source.len() <= LONGEST && target.len() <= LONGEST, "a sentence of more than {LONGEST} words");
        self.source.extend_from_slice(source);
        self.target.extend_from_slice(target);
        self.ends.push((self.source.len(), self.target.len()));
    }

    /// How many pairs it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if it has no pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The words of a pair, source first.
    #[must_use]
    pub fn pair(&self, pair: usize) -> (&[u32], &[u32]) {
        let (source, target) = pair.checked_sub(1).map_or((0, 0), |before| self.ends[before]);
        (&self.source[source..self.ends[pair].0], &self.target[target..self.ends[pair].1])
    }

    /// The same with source and translation exchanged.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let ends = self.ends.iter().map(|&(source, target)| (target, source)).collect();
        Self { source: self.target.clone(), target: self.source.clone(), ends }
    }
}
