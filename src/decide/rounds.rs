//! Verdicts feed each other: a name mended in one place lowers the bar in another, or silences it.
//!
//! They are computed round by round until nothing more is confirmed. Within one run confirmations only
//! grow, so its rounds end. A later round may overturn what an earlier one confirmed: by a veto of
//! `unless`, by evidence that speaks against, by a rival. That candidate is then withdrawn for good, and a
//! new run begins in which it confirms nothing. Each run withdraws one candidate at least and there are
//! finitely many, so the runs end too, and no verdict rests on a mend that is not made. Taking a
//! confirmation back between two rounds was the alternative: two candidates that speak against each other
//! would go round for ever.

use super::judge::{judge, settle_rivals};
use super::memory::Memory;
use super::verdict::{Decision, Draft, Verdict, draft};
use super::weights::Weights;
use crate::detect::Detection;
use crate::document::{Document, Facts};
use crate::edit::Applicability;
use crate::glossary::Termbase;

/// Judges all candidates of a document.
#[must_use]
pub fn decide(
    document: &Document,
    facts: &Facts,
    detection: &Detection,
    termbase: &Termbase,
    weights: &Weights,
) -> Vec<Decision> {
    let mut withdrawn = vec![false; detection.candidates.len()];
    loop {
        let (decisions, overturned) = run(document, facts, detection, termbase, weights, &withdrawn);
        if overturned.is_empty() {
            return decisions;
        }
        for candidate in overturned {
            withdrawn[candidate] = true;
        }
    }
}

/// One run of rounds: the verdicts, and which candidates must be withdrawn before they hold.
fn run(
    document: &Document,
    facts: &Facts,
    detection: &Detection,
    termbase: &Termbase,
    weights: &Weights,
    withdrawn: &[bool],
) -> (Vec<Decision>, Vec<usize>) {
    // A place that is mended is a name to its neighbours, as it will be on a second run.
    let mut detection = detection.clone();
    let mut memory = Memory::default();
    let mut confirmed = vec![false; detection.candidates.len()];
    loop {
        let read = |candidate| draft(document, facts, &detection, termbase, weights, candidate);
        let drafts: Vec<Draft<'_>> = detection.candidates.iter().map(read).collect();
        let decisions = judge_all(&drafts, &memory, weights, withdrawn);
        let mut grown = Vec::new();
        for (decision, seen) in decisions.iter().zip(&mut confirmed) {
            if is_sure(decision) && !*seen {
                *seen = true;
                memory.confirm(decision, document);
                grown.push(decision.candidate.tokens.clone());
            }
        }
        if grown.is_empty() {
            let overturned: Vec<usize> =
                (0..decisions.len()).filter(|&i| confirmed[i] && !is_sure(&decisions[i])).collect();
            if overturned.is_empty() {
                return (decisions, overturned);
            }
            // Only what itself stands may overturn: where A is silenced by B and B by C, B goes and A stays. In a
            // circle that leaves none, and all go: no side is sure then.
            let mut sound = Memory::default();
            decisions
                .iter()
                .filter(|decision| is_sure(decision))
                .for_each(|decision| sound.confirm(decision, document));
            let again = judge_all(&drafts, &sound, weights, withdrawn);
            let lasting: Vec<usize> = overturned.iter().copied().filter(|&i| !is_sure(&again[i])).collect();
            return (decisions, if lasting.is_empty() { overturned } else { lasting });
        }
        drop(drafts);
        for tokens in grown {
            detection.named[tokens].fill(true);
        }
    }
}

fn judge_all(drafts: &[Draft<'_>], memory: &Memory, weights: &Weights, withdrawn: &[bool]) -> Vec<Decision> {
    let mut decisions: Vec<Decision> =
        drafts.iter().zip(withdrawn).map(|(draft, &withdrawn)| judge(draft, memory, withdrawn)).collect();
    settle_rivals(&mut decisions, weights);
    decisions
}

fn is_sure(decision: &Decision) -> bool {
    decision.verdict == Verdict::Replace && decision.applicability == Applicability::Safe
}
