//! Which part of the source each part of a text translates.

mod bitext;
mod symmetry;
pub mod word;

use crate::text::Span;

/// A part of a text and the part of its source that it translates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Bytes of the text.
    pub target: Span,
    /// Bytes of the source.
    pub source: Span,
}

/// The pairs of `text` and `source`, ascending: line by line where both have as many lines, else all of both.
#[must_use]
pub fn pairs(text: &str, source: &str) -> Vec<Pair> {
    let (target, source) = (lines(text), lines(source));
    if target.len() == source.len() {
        return target.into_iter().zip(source).map(|(target, source)| Pair { target, source }).collect();
    }
    let whole = |lines: &[Span]| lines[0].cover(lines[lines.len() - 1]);
    vec![Pair { target: whole(&target), source: whole(&source) }]
}

/// The lines of `text` without what ends them; at least one.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let line = |line: &str| {
        let span = Span::new(start, start + line.len());
        start = span.end() + 1;
        span
    };
    text.split('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{Pair, pairs};
    use crate::text::Span;

    #[test]
    fn lines_go_together_where_they_are_as_many() {
        let pair = |target: (usize, usize), source: (usize, usize)| Pair {
            target: Span::new(target.0, target.1),
            source: Span::new(source.0, source.1),
        };
        assert_eq!(pairs("un\ndeux", "one\ntwo"), [pair((0, 2), (0, 3)), pair((3, 7), (4, 7))]);
        assert_eq!(pairs("un\ndeux", "one two"), [pair((0, 7), (0, 7))]);
    }
}
