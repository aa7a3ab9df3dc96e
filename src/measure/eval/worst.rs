//! Places shown in their line, with what is behind them.

use super::Evaluation;
use super::judge::{Judgement, Place, Sort};
use super::made::{Made, Output, Reason};
use serde::Serialize;
use std::cmp::Reverse;

/// Characters of the line that are shown before and after a place.
const AROUND: usize = 60;

/// A finding behind a place.
#[derive(Clone, Debug, Serialize)]
pub struct Behind {
    /// Id of the rule.
    pub rule: String,
    /// The sum of its evidence.
    pub score: i32,
    /// How likely it was taken to be right.
    pub confidence: f64,
    /// The evidence; where there is none, why in one line.
    pub evidence: Vec<Reason>,
    /// Why, in one line.
    pub because: String,
}

/// A place in its line.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// The folder.
    pub folder: String,
    /// Id of the document.
    pub document: String,
    /// Line of the document, from 1.
    pub line: usize,
    /// What the place is.
    pub sort: Sort,
    /// What gold says of it.
    pub judgement: Judgement,
    /// What stands before it on the line.
    pub left: String,
    /// What was taken out; nothing for broken French, which `new` shows.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// What stands after it on the line.
    pub right: String,
    /// What is behind it.
    pub behind: Vec<Behind>,
}

impl Shown {
    /// `place` of document `doc` of `evaluation`.
    #[must_use]
    pub fn new(evaluation: &Evaluation<'_>, doc: usize, output: &Output, place: &Place) -> Self {
        let document = &evaluation.folder.docs[doc];
        // Broken French is seen in what was made, everything else in what was there.
        let (text, at) = match place.sort {
            Sort::Broken => (&output.text, &place.new),
            Sort::Changed | Sort::Reshaped => (&document.text, &place.old),
        };
        let lines = |text: &str| format!("{} line(s)", text.split('\n').count());
        let (old, new) = match place.sort {
            Sort::Changed => (document.text[place.old.clone()].to_owned(), output.text[place.new.clone()].to_owned()),
            Sort::Broken => (String::new(), output.text[place.new.clone()].to_owned()),
            Sort::Reshaped => (lines(&document.text), lines(&output.text)),
        };
        Self {
            folder: evaluation.folder.name.clone(),
            document: document.id.clone(),
            line: place.line + 1,
            sort: place.sort,
            judgement: place.judgement,
            left: left(&text[..at.start]),
            old,
            new,
            right: right(&text[at.end..]),
            behind: output.behind(place).into_iter().map(behind).collect(),
        }
    }
}

fn behind(made: &Made) -> Behind {
    Behind {
        rule: made.rule.clone(),
        score: made.score,
        confidence: f64::from(made.confidence) / 10_000.0,
        evidence: made.evidence.clone(),
        because: made.because.clone(),
    }
}

/// The end of the last line of `text`.
fn left(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let skip = line.chars().count().saturating_sub(AROUND);
    let shown: String = line.chars().skip(skip).collect();
    if skip > 0 { format!("…{shown}") } else { shown }
}

/// The beginning of the first line of `text`.
fn right(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or_default();
    let shown: String = line.chars().take(AROUND).collect();
    if shown.len() < line.len() { format!("{shown}…") } else { shown }
}

/// The wrong places of `evaluations`, `most` of them: what the tool was surest of comes first.
#[must_use]
pub fn worst(evaluations: &[Evaluation<'_>], most: usize) -> Vec<Shown> {
    let mut wrong: Vec<(u16, &Evaluation<'_>, usize, &Output, &Place)> = Vec::new();
    for evaluation in evaluations {
        for (doc, output, place) in evaluation.all().filter(|(.., place)| place.judgement == Judgement::Wrong) {
            let surest = output.behind(place).iter().map(|made| made.confidence).max().unwrap_or_default();
            wrong.push((surest, evaluation, doc, output, place));
        }
    }
    wrong.sort_by_key(|(surest, ..)| Reverse(*surest));
    let shown = wrong.into_iter().take(most);
    shown.map(|(_, evaluation, doc, output, place)| Shown::new(evaluation, doc, output, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::{AROUND, left, right};

    #[test]
    fn a_line_is_cut_at_its_ends() {
        assert_eq!((left("a\nb c "), right(" d\ne")), ("b c ".to_owned(), " d".to_owned()));
        let line = "é".repeat(AROUND + 1);
        assert_eq!(left(&line), format!("…{}", "é".repeat(AROUND)));
        assert_eq!(right(&line), format!("{}…", "é".repeat(AROUND)));
        assert_eq!(right(&line[2..]), line[2..]);
    }
}
