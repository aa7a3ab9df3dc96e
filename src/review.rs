//! What every consumer reads: the findings of one document, and its text mended.

pub use crate::decide::{Decision, Evidence, Feature, Verdict};
pub use crate::document::{Source, Unused};
use crate::edit::{Applicability, Edit, Fix, Plan, SourceMap, apply};
pub use crate::restore::{RULE, Restoration};
use crate::text::Span;
use std::sync::Arc;

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
    /// How likely it is right, in ten-thousandths.
    pub confidence: u16,
}

/// Which findings are carried out: those that are as sure as both say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The least applicability.
    pub tier: Applicability,
    /// The least confidence, in ten-thousandths.
    pub confidence: u16,
}

impl From<Applicability> for Choice {
    fn from(tier: Applicability) -> Self {
        Self { tier, confidence: 0 }
    }
}

impl Choice {
    /// True if `finding` is carried out.
    #[must_use]
    pub fn takes(&self, finding: &Finding) -> bool {
        finding.applicability >= self.tier && finding.confidence >= self.confidence
    }
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
    /// Every name of the source that the text may have lost, with its remains, what stays included.
    pub restorations: Vec<Restoration>,
    /// Fixes that are not sure after all, because what they put in would be mended again.
    withdrawn: Vec<Fix>,
    /// Why the document was not looked at, if it was not: the language that it is in.
    pub foreign: Option<&'static str>,
    /// The source that was given, or why nothing was concluded from it.
    pub source: Option<Result<Arc<Source>, Unused>>,
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
        Self { findings: kept, rejected, decisions, ..Self::default() }
    }

    /// The review of a document that is in another language than the glossaries.
    #[must_use]
    pub fn in_foreign(language: Option<&'static str>, source: Option<Result<Arc<Source>, Unused>>) -> Self {
        Self { foreign: language, source, ..Self::default() }
    }

    /// The same review, with what came of the source.
    #[must_use]
    pub fn with_source(self, source: Option<Result<Arc<Source>, Unused>>, restorations: Vec<Restoration>) -> Self {
        Self { restorations, source, ..self }
    }

    /// Takes over what a review of the mended text, `again`, would still mend; `map` leads back from that
    /// text. A find in the middle of what was put in cannot be led back: the fix that put it there is then
    /// no longer sure. Says whether anything was taken over.
    pub fn add(&mut self, again: Self, map: &SourceMap) -> bool {
        let mut changed = false;
        for mut finding in again.findings.into_iter().filter(|finding| finding.applicability == Applicability::Safe) {
            let edits = finding.fix.edits().iter();
            let back: Option<Vec<Edit>> =
                edits.map(|edit| map.back(edit.span).map(|span| Edit::new(span, edit.text.clone()))).collect();
            let fix = back.map(|edits| Fix::new(edits, Applicability::Safe, finding.fix.score, finding.rule.clone()));
            if fix.as_ref().is_some_and(|fix| self.withdrawn.iter().any(|other| other.edits() == fix.edits())) {
                continue;
            }
            changed = true;
            let free = |fix: &Fix| {
                self.findings.iter().all(|other| other.applicability < Applicability::Safe || !other.fix.collides(fix))
            };
            if let Some(fix) = fix.filter(free) {
                finding.span = fix.span();
                finding.fix = fix;
                // A place that was only suggested is now sure.
                self.findings.retain(|other| !other.fix.collides(&finding.fix));
                let at = self.findings.partition_point(|other| other.span < finding.span);
                self.findings.insert(at, finding);
            } else {
                let around = map.around(finding.span);
                for other in self.findings.iter_mut().filter(|other| other.span.overlaps(around)) {
                    self.withdrawn.push(other.fix.clone());
                    other.applicability = Applicability::Suggested;
                    other.fix.applicability = Applicability::Suggested;
                }
            }
        }
        for decision in again.decisions.into_iter().filter(|decision| decision.verdict == Verdict::Replace) {
            let Some(span) = map.back(decision.candidate.span) else { continue };
            let twin = self.decisions.iter_mut().find(|own| own.candidate.span == span && own.rule == decision.rule);
            if let Some(own) = twin.filter(|own| own.verdict != Verdict::Replace) {
                let mut evidence = decision.evidence;
                for one in &mut evidence {
                    one.span = one.span.and_then(|span| map.back(span));
                }
                evidence.push(Evidence {
                    feature: Feature::SecondLook,
                    weight: Some(0),
                    own: false,
                    item: None,
                    span: None,
                    note: "seen once the rest was mended".to_owned(),
                });
                own.verdict = Verdict::Replace;
                own.applicability = decision.applicability;
                own.score = decision.score;
                own.evidence = evidence;
            }
        }
        changed
    }

    /// The edits of all findings that `choice` takes, sorted and disjoint.
    #[must_use]
    pub fn edits(&self, choice: impl Into<Choice>) -> Vec<&Edit> {
        let choice = choice.into();
        let chosen = self.findings.iter().filter(|finding| choice.takes(finding));
        let mut edits: Vec<_> = chosen.flat_map(|finding| finding.fix.edits()).collect();
        edits.sort_by_key(|edit| edit.span);
        edits
    }

    /// `text`, which the review is of, with the findings mended that `choice` takes.
    #[must_use]
    pub fn mended(&self, text: &str, choice: impl Into<Choice>) -> String {
        apply(text, &self.edits(choice))
    }

    /// Decisions to keep a place as it is that came within reach of a suggestion, or met a veto.
    pub fn kept(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|decision| decision.verdict == Verdict::Keep)
    }
}
