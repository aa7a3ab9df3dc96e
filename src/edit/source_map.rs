//! From a mended text back to the text it was made of.

use super::Edit;
use crate::text::Span;

/// Where the bytes of a mended text come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// What was replaced and what stands there now, ascending.
    rows: Vec<(Span, Span)>,
}

impl SourceMap {
    /// The map of a text mended by `edits`, which are sorted and disjoint.
    #[must_use]
    pub fn new(edits: &[&Edit]) -> Self {
        let mut rows = Vec::new();
        // Bytes that came in and bytes that went out so far.
        let (mut added, mut removed) = (0, 0);
        for edit in edits {
            let start = edit.span.start() + added - removed;
            rows.push((edit.span, Span::new(start, start + edit.text.len())));
            added += edit.text.len();
            removed += edit.span.len();
        }
        Self { rows }
    }

    /// Where byte `offset` of the original stands in the mended text; what was replaced is sent to the
    /// end of what replaced it.
    #[must_use]
    pub fn forward(&self, offset: usize) -> usize {
        match self.rows[..self.rows.partition_point(|(old, _)| old.start() < offset)].last() {
            None => offset,
            Some((old, new)) => new.end() + offset.saturating_sub(old.end()),
        }
    }

    /// Where what begins at byte `offset` of the original begins in the mended text.
    #[must_use]
    pub fn start_of(&self, offset: usize) -> usize {
        let row = self.rows.iter().find(|(old, _)| old.start() == offset);
        row.map_or_else(|| self.forward(offset), |(_, new)| new.start())
    }

    /// The original bytes that `span` of the mended text was made of, what was replaced there included.
    #[must_use]
    pub fn around(&self, span: Span) -> Span {
        let touched =
            self.rows.iter().filter(|(_, new)| new.overlaps(span) || span.contains(*new)).map(|(old, _)| *old);
        touched.reduce(Span::cover).or_else(|| self.back(span)).unwrap_or(span)
    }

    /// The original bytes of `span` of the mended text; `None` if it holds, or cuts, text that was put in.
    #[must_use]
    pub fn back(&self, span: Span) -> Option<Span> {
        let touched = self.rows.iter().any(|(_, new)| span.overlaps(*new) || span.contains(*new) && !span.is_empty());
        if touched {
            return None;
        }
        let back = |offset: usize| match self.rows[..self.rows.partition_point(|(_, new)| new.end() <= offset)].last() {
            None => offset,
            Some((old, new)) => old.end() + (offset - new.end()),
        };
        Some(Span::new(back(span.start()), back(span.end())))
    }
}

#[cfg(test)]
mod tests {
    use super::SourceMap;
    use crate::edit::Edit;
    use crate::text::Span;

    #[test]
    fn what_was_not_touched_is_found_on_both_sides() {
        // "l'objectif a la pomme" → "Meta a la pomme"
        let edit = Edit::new(Span::new(0, 10), "Meta");
        let map = SourceMap::new(&[&edit]);
        assert_eq!((map.forward(0), map.forward(10), map.forward(12)), (0, 4, 6));
        assert_eq!(map.back(Span::new(7, 15)), Some(Span::new(13, 21)));
        assert_eq!(map.back(Span::new(4, 6)), Some(Span::new(10, 12)));
        assert_eq!((map.back(Span::new(0, 4)), map.back(Span::new(2, 6))), (None, None));
    }
}
