//! What came of a document, and which findings are behind which place.

use super::judge::{Place, Sort};
use crate::document::Document;
use crate::edit::{Applicability, Edit, apply};
use crate::review::{Decision, Finding, Review, Verdict};
use crate::text::Span;
use serde::Serialize;
use std::ops::Range;

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Id of its row in the table of weights.
    pub feature: &'static str,
    /// Its kind.
    #[serde(skip)]
    pub kind: &'static str,
    /// What it adds; nothing for a veto.
    pub weight: Option<i32>,
    /// What was seen.
    pub note: String,
}

/// A finding that would change the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Id of the rule.
    pub rule: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// The sum of its evidence.
    pub score: i32,
    /// How likely it is right, in ten-thousandths.
    pub confidence: u16,
    /// What it looked at, without determiner; or all that it takes out, where no evidence was weighed.
    pub wrong: String,
    /// The right form.
    pub right: String,
    /// Why, in one line.
    pub because: String,
    /// The evidence; nothing where the rule alone decides.
    pub evidence: Vec<Reason>,
    /// Its edits, ascending.
    pub edits: Vec<Edit>,
    /// What stands in the mended text in the place of each edit; nothing if it was not made.
    pub new: Vec<Range<usize>>,
}

/// What came of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The text.
    pub text: String,
    /// What is behind it: suggested findings too, made or not. Nothing where another program made the text.
    pub made: Vec<Made>,
}

impl Output {
    /// What came of `document` by the findings of at least `tier` of its `review`.
    #[must_use]
    pub fn of(document: &Document, review: &Review, tier: Applicability) -> Self {
        let likely = review.findings.iter().filter(|finding| finding.applicability >= Applicability::Suggested);
        let mut made: Vec<Made> = likely.map(|finding| one(document, review, finding)).collect();
        let chosen = made.iter_mut().filter(|made| made.applicability >= tier);
        let mut edits: Vec<(&Edit, &mut Range<usize>)> = Vec::new();
        for made in chosen {
            made.new = vec![0..0; made.edits.len()];
            edits.extend(made.edits.iter().zip(made.new.iter_mut()));
        }
        edits.sort_by_key(|(edit, _)| edit.span);
        let text = apply(&document.text, &edits.iter().map(|(edit, _)| *edit).collect::<Vec<_>>());
        // Bytes that came in and bytes that went out so far.
        let (mut came, mut went) = (0, 0);
        for (edit, new) in edits {
            let start = edit.span.start() + came - went;
            *new = start..start + edit.text.len();
            came += edit.text.len();
            went += edit.span.len();
        }
        Self { text, made }
    }

    /// The findings behind `place`: those whose edits it overlaps in the text or in the mended one, else touches,
    /// else stands nearest to. Which of two equal words went, edits and comparison may see differently.
    #[must_use]
    pub fn behind(&self, place: &Place) -> Vec<&Made> {
        let made = || self.made.iter().filter(|made| !made.new.is_empty());
        if place.sort == Sort::Reshaped {
            return made().collect();
        }
        let distance = |made: &Made| {
            let old = made.edits.iter().map(|edit| gap(&Range::from(edit.span), &place.old));
            let new = made.new.iter().map(|new| gap(new, &place.new));
            // Where broken French stood before is not known.
            let old = old.filter(|_| place.sort != Sort::Broken);
            old.chain(new).min().unwrap_or(usize::MAX)
        };
        let Some(least) = made().map(distance).min() else { return Vec::new() };
        made().filter(|made| distance(made) == least).collect()
    }
}

/// How far two ranges are apart: nothing if they overlap, one if they touch, else one more than what lies between.
fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.start < b.end && b.start < a.end || a == b {
        return 0;
    }
    1 + a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

fn one(document: &Document, review: &Review, finding: &Finding) -> Made {
    let here = |span: Span| finding.span.overlaps(span) || finding.span.contains(span);
    let own = |decision: &&Decision| decision.rule == finding.rule && here(decision.candidate.span);
    let decision = review.decisions.iter().filter(|decision| decision.verdict != Verdict::Keep).find(own);
    let evidence = decision.iter().flat_map(|decision| &decision.evidence).map(|evidence| Reason {
        feature: evidence.feature.id(),
        kind: evidence.feature.kind(),
        weight: evidence.weight,
        note: evidence.note.clone(),
    });
    Made {
        rule: finding.rule.clone(),
        applicability: finding.applicability,
        score: finding.fix.score,
        confidence: finding.confidence,
        wrong: decision.map_or(finding.span, |decision| decision.candidate.span).of(&document.text).to_owned(),
        right: finding.form.clone(),
        because: finding.because.clone(),
        evidence: evidence.collect(),
        edits: finding.fix.edits().to_vec(),
        new: Vec::new(),
    }
}
