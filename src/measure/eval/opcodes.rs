//! What differs between two sequences, as `difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()` of
//! Python says it: the matching of Ratcliff and Obershelp ("gestalt pattern matching", Dr. Dobb's Journal, July
//! 1988) as `CPython`'s `Lib/difflib.py` has it. The longest common run is taken, the earliest in `a` and then in
//! `b` of those that are as long; what is left of it and right of it is treated the same way.
//!
//! Figures that others compute in Python are only the same if the changed places are the same places. `similar`,
//! which prints our diffs, finds other ones (Myers); the crate `difflib` is this algorithm with the heuristic of
//! "popular" elements always on, which takes blanks for junk in lines of 200 tokens and more.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// A stretch of `a` and the stretch of `b` in its place; one of them may be empty.
pub type Change = (Range<usize>, Range<usize>);

/// The stretches of `a` and `b` that differ, ascending; what lies between them is equal. Takes time with the
/// product of both lengths where the same elements come again and again, as blanks do.
#[must_use]
pub fn changes<T: Eq + Hash>(a: &[T], b: &[T]) -> Vec<Change> {
    let mut matching = Matching::new(a, b).blocks();
    matching.push((a.len(), b.len(), 0));
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    for (from, to, size) in matching {
        if i < from || j < to {
            changes.push((i..from, j..to));
        }
        (i, j) = (from + size, to + size);
    }
    changes
}

struct Matching<'s, T> {
    a: &'s [T],
    b: usize,
    /// Where each element stands in `b`, ascending.
    places: HashMap<&'s T, Vec<usize>>,
    /// Lengths of the common runs that end at an element of `b`, one place up, and at the element of `a` before.
    runs: Vec<usize>,
}

impl<'s, T: Eq + Hash> Matching<'s, T> {
    fn new(a: &'s [T], b: &'s [T]) -> Self {
        let mut places: HashMap<&T, Vec<usize>> = HashMap::new();
        for (j, element) in b.iter().enumerate() {
            places.entry(element).or_default().push(j);
        }
        Self { a, b: b.len(), places, runs: vec![0; b.len() + 1] }
    }

    /// The longest common run of these stretches: where it begins in each, and its length.
    fn longest(&mut self, a: &Range<usize>, b: &Range<usize>) -> (usize, usize, usize) {
        let mut best = (a.start, b.start, 0);
        self.runs[b.start..=b.end].fill(0);
        let mut before: &[usize] = &[];
        for i in a.clone() {
            let all = self.places.get(&self.a[i]).map_or(&[][..], Vec::as_slice);
            let here = &all[all.partition_point(|&j| j < b.start)..all.partition_point(|&j| j < b.end)];
            // From the right, so that the run of the element of `a` before is read before it is overwritten.
            let mut grown = best.2;
            for &j in here.iter().rev() {
                self.runs[j + 1] = self.runs[j] + 1;
                grown = grown.max(self.runs[j + 1]);
            }
            for &j in before.iter().filter(|j| here.binary_search(j).is_err()) {
                self.runs[j + 1] = 0;
            }
            before = here;
            if grown > best.2
                && let Some(&j) = here.iter().find(|&&j| self.runs[j + 1] == grown)
            {
                best = (i + 1 - grown, j + 1 - grown, grown);
            }
        }
        best
    }

    /// The runs that match, ascending.
    fn blocks(&mut self) -> Vec<(usize, usize, usize)> {
        let mut open = vec![(0..self.a.len(), 0..self.b)];
        let mut found = Vec::new();
        while let Some((a, b)) = open.pop() {
            let (i, j, size) = self.longest(&a, &b);
            if size > 0 {
                found.push((i, j, size));
                if a.start < i && b.start < j {
                    open.push((a.start..i, b.start..j));
                }
                if i + size < a.end && j + size < b.end {
                    open.push((i + size..a.end, j + size..b.end));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::changes;

    fn changed(a: &str, b: &str) -> Vec<(String, String)> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let text = |of: &[char]| of.iter().collect::<String>();
        changes(&a, &b).into_iter().map(|(i, j)| (text(&a[i]), text(&b[j]))).collect()
    }

    fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
        wanted.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect()
    }

    // What Python 3 prints for the same texts.
    #[test]
    fn changes_are_those_of_python() {
        assert_eq!(changed("qabxcd", "abycdf"), pairs(&[("q", ""), ("x", "y"), ("", "f")]));
        assert_eq!(changed("", ""), []);
        assert_eq!(changed("", "ab"), pairs(&[("", "ab")]));
        assert_eq!(changed("ab", ""), pairs(&[("ab", "")]));
        // The longest run wins over the earliest, and of two as long the earlier.
        assert_eq!(changed("ab abc", "abc"), pairs(&[("ab ", "")]));
        assert_eq!(changed("abab", "ab"), pairs(&[("ab", "")]));
        assert_eq!(changed("ab", "abab"), pairs(&[("", "ab")]));
        assert_eq!(changed("xaybzcd", "cdabz"), pairs(&[("x", "cd"), ("y", ""), ("cd", "")]));
    }

    #[test]
    fn a_frequent_element_is_no_junk() {
        let (a, b) = ("x ".repeat(300) + "a", "x ".repeat(300) + "b");
        assert_eq!(changed(&a, &b), pairs(&[("a", "b")]));
    }
}
