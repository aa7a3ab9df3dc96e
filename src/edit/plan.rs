//! Which fixes are applied where they compete, and the applying.

use super::{Edit, Fix};
use crate::text::Span;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The disjoint set of fixes that is applied, and what lost to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Indices of the accepted fixes, in order of place.
    pub accepted: Vec<usize>,
    /// `(loser, winner)`: the fix that was set aside and the accepted one it collided with.
    pub rejected: Vec<(usize, usize)>,
}

/// The one total order of resolution: applicability, score, length, start, rule id.
fn precedence(a: &Fix, b: &Fix) -> Ordering {
    b.applicability
        .cmp(&a.applicability)
        .then(b.score.cmp(&a.score))
        .then(b.len().cmp(&a.len()))
        .then(a.span().start().cmp(&b.span().start()))
        .then_with(|| a.rule.cmp(&b.rule))
        .then_with(|| a.edits().iter().map(|e| &e.text).cmp(b.edits().iter().map(|e| &e.text)))
}

impl Plan {
    /// Chooses among `fixes` by the one total order; the order of the input changes nothing.
    #[must_use]
    pub fn resolve(fixes: &[Fix]) -> Self {
        let mut order: Vec<usize> = (0..fixes.len()).collect();
        order.sort_by(|&a, &b| precedence(&fixes[a], &fixes[b]));
        let mut plan = Self::default();
        // Accepted edits are disjoint, so that a rival of a new one can only be a neighbour by start.
        let mut taken: BTreeMap<Span, usize> = BTreeMap::new();
        for candidate in order {
            let fix = &fixes[candidate];
            let rival = fix.edits().iter().find_map(|edit| {
                let before = taken.range(..=edit.span).next_back();
                let after = taken.range(edit.span..).next();
                let collides = |(span, _): &(&Span, &usize)| span.overlaps(edit.span) || **span == edit.span;
                before.into_iter().chain(after).find(collides).map(|(_, &winner)| winner)
            });
            if let Some(winner) = rival {
                plan.rejected.push((candidate, winner));
            } else {
                plan.accepted.push(candidate);
                taken.extend(fix.edits().iter().map(|edit| (edit.span, candidate)));
            }
        }
        plan.accepted.sort_by_key(|&index| fixes[index].span());
        plan.rejected.sort_unstable();
        plan
    }

    /// All edits of the accepted fixes that `wanted` lets through, sorted and disjoint.
    #[must_use]
    pub fn edits<'f>(&self, fixes: &'f [Fix], wanted: impl Fn(&Fix) -> bool) -> Vec<&'f Edit> {
        let mut edits: Vec<&Edit> =
            self.accepted.iter().map(|&i| &fixes[i]).filter(|fix| wanted(fix)).flat_map(Fix::edits).collect();
        edits.sort_by_key(|edit| edit.span);
        edits
    }
}

/// `text` with `edits` made, in one forward pass.
///
/// # Panics
///
/// Panics if the edits are not sorted, disjoint and within `text`, which `Plan::edits` guarantees.
#[must_use]
pub fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.span.start()]);
        out.push_str(&edit.text);
        done = edit.span.end();
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{Plan, apply};
    use crate::edit::{Applicability, Edit, Fix};
    use crate::text::Span;

    fn fix(start: usize, end: usize, score: i32, rule: &str) -> Fix {
        Fix::new(vec![Edit::new(Span::new(start, end), rule)], Applicability::Safe, score, rule)
    }

    #[test]
    fn the_stronger_of_two_rivals_wins_whatever_the_order() {
        let (weak, strong, apart) = (fix(0, 4, 1, "weak"), fix(2, 3, 5, "strong"), fix(8, 9, 0, "apart"));
        let plan = Plan::resolve(&[weak.clone(), strong.clone(), apart.clone()]);
        assert_eq!((plan.accepted, plan.rejected), (vec![1, 2], vec![(0, 1)]));
        let plan = Plan::resolve(&[apart, strong, weak]);
        assert_eq!((plan.accepted, plan.rejected), (vec![1, 0], vec![(2, 1)]));
    }

    #[test]
    fn a_fix_with_a_rival_anywhere_is_dropped_whole() {
        let two = Fix::new(
            vec![Edit::new(Span::new(0, 1), "x"), Edit::new(Span::new(5, 6), "y")],
            Applicability::Safe,
            1,
            "two",
        );
        let fixes = [two, fix(5, 6, 9, "one")];
        let plan = Plan::resolve(&fixes);
        assert_eq!(apply("abcdefg", &plan.edits(&fixes, |_| true)), "abcdeoneg");
    }
}
