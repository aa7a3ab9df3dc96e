//! Every piece of evidence for every place that was looked at, what stays included.

use crate::document::Document;
use crate::review::{Review, Verdict};
use crate::text::LineIndex;
use std::io::{self, Write};

/// Writes the judgements of `review`; with `line` only those of that line, with `column` too only those that
/// touch it.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn explain(
    document: &Document,
    review: &Review,
    line: Option<usize>,
    column: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    if let Some(language) = review.foreign {
        writeln!(out, "{}: the text is in `{language}`, so no rule was tried", document.name)?;
        return Ok(0);
    }
    let index = LineIndex::new(&document.text);
    let mut shown = 0;
    for decision in &review.decisions {
        let span = decision.candidate.span;
        let (from, to) = (index.position(span.start()), index.position(span.end()));
        let touches = column.is_none_or(|c| from.column <= c && (c < to.column || from.line != to.line));
        if line.is_some_and(|line| line != from.line) || !touches {
            continue;
        }
        shown += 1;
        let verdict = match decision.verdict {
            Verdict::Replace => "replace",
            Verdict::Suggest => "suggest",
            Verdict::Keep => "keep",
        };
        let (name, wrong, rule) = (&document.name, span.of(&document.text), &decision.rule);
        writeln!(
            out,
            "{name}:{}:{}: “{wrong}” → {}? {verdict}, score {} [{rule}]",
            from.line, from.column, decision.target.form, decision.score
        )?;
        for evidence in &decision.evidence {
            let weight = evidence.weight.map_or_else(|| "veto".to_owned(), |weight| format!("{weight:+}"));
            let place = evidence.span.map(|span| index.position(span.start()));
            let place = place.map_or_else(String::new, |at| format!(" ({}:{})", at.line, at.column));
            writeln!(out, "  {weight:>5}  {}: {}{place}", evidence.kind, evidence.note)?;
        }
    }
    for (loser, winner, span) in &review.rejected {
        let at = index.position(span.start());
        if line.is_none_or(|line| line == at.line) {
            writeln!(out, "{}:{}:{}: {loser} was set aside for {winner}", document.name, at.line, at.column)?;
        }
    }
    Ok(shown)
}
