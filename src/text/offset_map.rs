//! From offsets of a text that was taken out of a container back to the container's bytes.

/// Maps offsets of a decoded text to offsets of the raw bytes that it was decoded from.
///
/// Stored as the places where the distance between the two changes, so a text without escapes costs
/// one row. Positions are never searched for again in the raw text: that is how tools come to
/// report the wrong one of two equal words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetMap {
    /// `(decoded, raw)` pairs, ascending; between two pairs both sides advance byte by byte.
    steps: Vec<(usize, usize)>,
}

impl OffsetMap {
    /// A text that stands in the raw bytes as it is, from `raw_start` on.
    #[must_use]
    pub fn shift(raw_start: usize) -> Self {
        Self { steps: vec![(0, raw_start)] }
    }

    /// Says that from `decoded` on, the raw counterpart starts at `raw`. Calls come in ascending order.
    ///
    /// # Panics
    ///
    /// Panics if a call goes backwards.
    pub fn push(&mut self, decoded: usize, raw: usize) {
        let last = self.steps[self.steps.len() - 1];
        assert!(decoded >= last.0 && raw >= last.1, "offset map must ascend");
        if decoded - last.0 == raw - last.1 {
            return;
        }
        if decoded == last.0 {
            self.steps.pop();
        }
        self.steps.push((decoded, raw));
    }

    /// The raw offset of the first byte of what stands at `decoded`.
    #[must_use]
    pub fn raw(&self, decoded: usize) -> usize {
        let step = self.steps[self.steps.partition_point(|s| s.0 <= decoded).max(1) - 1];
        step.1 + (decoded - step.0)
    }
}

#[cfg(test)]
mod tests {
    use super::OffsetMap;

    #[test]
    fn an_escape_moves_what_follows() {
        // raw `xx"a\u00e9b`: the text `aéb` starts at raw 3, é is six raw bytes for two.
        let mut map = OffsetMap::shift(3);
        map.push(1, 4);
        map.push(3, 10);
        assert_eq!((map.raw(0), map.raw(1), map.raw(3), map.raw(4)), (3, 4, 10, 11));
    }
}
