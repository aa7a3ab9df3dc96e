//! What every consumer reads: the findings of one document, and its text mended.

pub use crate::decide::{Decision, Evidence, Verdict};
use crate::edit::{Applicability, Fix, Plan, apply};
use crate::text::Span;

/// One place worth telling the user about.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Id of the rule: an entry or a quantity.
    pub rule: String,
    /// Bytes of the document's text from the first byte touched to the last.
    pub span: Span,
    /// What would be done.
    pub fix: Fix,
    /// The right form.
    pub form: String,
    /// Why, in one line.
    pub because: String,
    /// How far the fix may be trusted.
    pub applicability: Applicability,
}

/// The review of one document.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Findings whose fixes do not collide, in order of place.
    pub findings: Vec<Finding>,
    /// Findings set aside for another: loser and winner by rule id, and where.
    pub rejected: Vec<(String, String, Span)>,
    /// Every judgement, what stays included.
    pub decisions: Vec<Decision>,
    /// Why the document was not looked at, if it was not: the language that it is in.
    pub foreign: Option<&'static str>,
}

impl Review {
    /// A review of `fixes`, resolved: the losers go to `rejected`.
    #[must_use]
    pub fn new(found: Vec<Finding>, decisions: Vec<Decision>) -> Self {
        let fixes: Vec<Fix> = found.iter().map(|finding| finding.fix.clone()).collect();
        let plan = Plan::resolve(&fixes);
        let rejected = plan
            .rejected
            .iter()
            .map(|&(loser, winner)| (found[loser].rule.clone(), found[winner].rule.clone(), found[loser].span))
            .collect();
        let mut found: Vec<Option<Finding>> = found.into_iter().map(Some).collect();
        let kept = plan.accepted.iter().filter_map(|&index| found[index].take()).collect();
        Self { findings: kept, rejected, decisions, foreign: None }
    }

    /// The edits of all findings of at least `tier`, sorted and disjoint.
    #[must_use]
    pub fn edits(&self, tier: Applicability) -> Vec<&crate::edit::Edit> {
        let chosen = self.findings.iter().filter(|finding| finding.applicability >= tier);
        let mut edits: Vec<_> = chosen.flat_map(|finding| finding.fix.edits()).collect();
        edits.sort_by_key(|edit| edit.span);
        edits
    }

    /// `text`, which the review is of, with the findings of at least `tier` mended.
    #[must_use]
    pub fn mended(&self, text: &str, tier: Applicability) -> String {
        apply(text, &self.edits(tier))
    }

    /// Decisions to keep a place as it is that came within reach of a suggestion, or met a veto.
    pub fn kept(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|decision| decision.verdict == Verdict::Keep)
    }
}
