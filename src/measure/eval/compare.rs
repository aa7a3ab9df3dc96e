//! Two runs over the same documents: the edits that differ.

use super::judge::{Judgement, Sort};
use super::{Evaluation, Shown};
use serde::Serialize;
use std::collections::HashSet;
use std::ops::Range;

/// Which of two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// An edit that one run made and the other did not, or that is judged otherwise for what stands beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// Which run made it.
    pub only: Side,
    /// The edit.
    #[serde(flatten)]
    pub place: Shown,
}

/// What differs between two runs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Comparison {
    /// The edits that differ, in order of place.
    pub differences: Vec<Difference>,
    /// How many edits both made.
    pub same: usize,
}

type Key<'t> = (Sort, Judgement, Range<usize>, &'t str, usize);

/// What makes two edits of a document the same one.
fn keys<'e>(evaluation: &'e Evaluation<'_>, doc: usize) -> impl Iterator<Item = Key<'e>> {
    let text = &evaluation.outputs[doc].text;
    evaluation.places[doc]
        .iter()
        .map(move |place| (place.sort, place.judgement, place.old.clone(), &text[place.new.clone()], place.line))
}

impl Comparison {
    /// Compares two runs over one folder.
    ///
    /// # Panics
    ///
    /// Panics if the runs were over different documents.
    #[must_use]
    pub fn of(a: &Evaluation<'_>, b: &Evaluation<'_>) -> Self {
        assert!(std::ptr::eq(a.folder, b.folder), "two runs over the same documents");
        let mut comparison = Self::default();
        for doc in 0..a.folder.docs.len() {
            let (in_a, in_b): (HashSet<_>, HashSet<_>) = (keys(a, doc).collect(), keys(b, doc).collect());
            comparison.same += in_a.intersection(&in_b).count();
            let mut found = Vec::new();
            for (only, run, other) in [(Side::A, a, &in_b), (Side::B, b, &in_a)] {
                for (key, place) in keys(run, doc).zip(&run.places[doc]).filter(|(key, _)| !other.contains(key)) {
                    let shown = Shown::new(run, doc, &run.outputs[doc], place);
                    found.push((key.2.start, Difference { only, place: shown }));
                }
            }
            found.sort_by_key(|(start, _)| *start);
            comparison.differences.extend(found.into_iter().map(|(_, difference)| difference));
        }
        comparison
    }
}
