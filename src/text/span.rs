//! A half-open range of bytes.

use std::fmt;
use std::ops::Range;

/// A half-open byte range `start..end` in one text.
///
/// Offsets are bytes of the text the span was made from; they lie on `char` boundaries whenever the
/// span was taken from a token, which every span in this crate is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The range `start..end`.
    ///
    /// # Panics
    ///
    /// Panics if `start > end`: a reversed range is a fault of the caller, and every later use of it
    /// would be wrong in a way that is harder to see.
    #[must_use]
    #[track_caller]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "reversed span {start}..{end}");
        Self { start, end }
    }

    /// First byte of the range.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// First byte after the range.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// True for a range that holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes of `text` in this range.
    ///
    /// # Panics
    ///
    /// Panics if the range is not within `text` or cuts a character.
    #[must_use]
    #[track_caller]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// True if both ranges share at least one byte, or one is empty and lies strictly inside the other.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True if `other` lies within this range.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Those of `items`, which ascend by `start`, that begin in this range.
    #[must_use]
    pub fn starting<T>(self, items: &[T], start: impl Fn(&T) -> usize) -> &[T] {
        let from = items.partition_point(|item| start(item) < self.start);
        &items[from..][..items[from..].partition_point(|item| start(item) < self.end)]
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range moved `by` bytes to the right.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn ranges_that_only_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(2, 2)));
        assert!(!Span::new(0, 4).overlaps(Span::new(4, 4)));
    }

    #[test]
    fn what_starts_in_a_range_may_end_after_it() {
        let items = [Span::new(0, 2), Span::new(3, 9), Span::new(4, 5), Span::new(6, 7)];
        assert_eq!(Span::new(3, 6).starting(&items, |item| item.start()), &items[1..3]);
        assert_eq!(Span::new(7, 9).starting(&items, |item| item.start()), []);
    }

    #[test]
    #[should_panic(expected = "reversed span 2..1")]
    fn a_reversed_range_is_refused() {
        let _ = Span::new(2, 1);
    }
}
