//! Every piece of evidence for every place that was looked at, what stays included.

use super::text::{AROUND, around, beginning, ending, mended};
use crate::document::Document;
use crate::review::{Decision, Evidence, Finding, RULE, Restoration, Review, Source, Verdict};
use crate::text::{LineIndex, Span};
use std::io::{self, Write};

/// Something that a rule had to say about a place.
enum Row<'r> {
    Decision(&'r Decision),
    Restoration(&'r Restoration),
    /// What no decision stands behind: a quantity, a space.
    Finding(&'r Finding),
    /// The loser and the winner.
    Rejected(&'r str, &'r str),
}

/// Writes the judgements of `review`; with `line` only those of that line, with `column` too only those that
/// touch it. A judgement touches what its rule looked at, the determiner before it, and what its fix changes,
/// so that every place that another report names is answered. Returns how many were written.
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
    let index = document.lines();
    let sides = Sides::of(document, review, &index);
    let rows = rows(review).into_iter().filter(|(span, _)| touches(&index, *span, line, column));
    let mut shown = 0;
    for (span, row) in rows {
        shown += 1;
        match row {
            Row::Decision(decision) => {
                write_decision(document, &index, decision, out)?;
                sides.write(decision.candidate.span, out)?;
            }
            Row::Restoration(restoration) => write_restoration(&sides, restoration, out)?,
            Row::Finding(finding) => {
                let at = index.position(finding.span.start());
                let (name, rule, tier) = (&document.name, &finding.rule, finding.applicability.as_str());
                let (wrong, right) = (finding.span.of(&document.text), mended(document, finding));
                writeln!(out, "{name}:{}:{}: “{wrong}” → “{right}”, {tier} [{rule}]", at.line, at.column)?;
                writeln!(out, "         {}", finding.because)?;
                sides.write(finding.span, out)?;
            }
            Row::Rejected(loser, winner) => {
                let at = index.position(span.start());
                writeln!(out, "{}:{}:{}: {loser} was set aside for {winner}", document.name, at.line, at.column)?;
            }
        }
    }
    Ok(shown)
}

/// Everything that there is to say, in order of place, each with the bytes that it is about.
fn rows(review: &Review) -> Vec<(Span, Row<'_>)> {
    let mut decisions: Vec<(Span, &Decision)> = review.decisions.iter().map(|d| (d.phrase, d)).collect();
    decisions.sort_by_key(|(_, decision)| decision.candidate.span);
    let mut rows = Vec::new();
    for finding in &review.findings {
        let first = decisions.partition_point(|(_, d)| d.candidate.span.start() < finding.span.start());
        let within = decisions[first..].iter_mut().take_while(|(_, d)| d.candidate.span.start() < finding.span.end());
        let mut alone = finding.rule != RULE;
        for (span, _) in within.filter(|(_, d)| d.rule == finding.rule && finding.span.contains(d.candidate.span)) {
            *span = span.cover(finding.span);
            alone = false;
        }
        if alone {
            rows.push((finding.span, Row::Finding(finding)));
        }
    }
    rows.extend(decisions.into_iter().map(|(span, decision)| (span, Row::Decision(decision))));
    rows.extend(review.restorations.iter().map(|one| (one.span, Row::Restoration(one))));
    rows.extend(review.rejected.iter().map(|(loser, winner, span)| (*span, Row::Rejected(loser, winner))));
    rows.sort_by_key(|(span, _)| *span);
    rows
}

/// True if `span` is to be shown: it holds the place, of which nothing not given counts.
fn touches(index: &LineIndex<'_>, span: Span, line: Option<usize>, column: Option<usize>) -> bool {
    let Some(line) = line else { return true };
    let (from, to) = (index.position(span.start()), index.position(span.end()));
    match column {
        None => from.line <= line && line <= to.line,
        // A missing space is at one place, and as wide as none.
        Some(_) if span.is_empty() => Some(from.column) == column && from.line == line,
        Some(column) => (from.line, from.column) <= (line, column) && (line, column) < (to.line, to.column),
    }
}

fn write_decision(
    document: &Document,
    index: &LineIndex<'_>,
    decision: &Decision,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (span, target, verdict) = (decision.candidate.span, &decision.target.form, decision.verdict);
    write_head(document, index, span, target, verdict, (decision.score, decision.confidence, &decision.rule), out)?;
    write_evidence(index, &decision.evidence, out)
}

/// A name of the source: what was seen, then both sides.
fn write_restoration(sides: &Sides<'_>, one: &Restoration, out: &mut dyn Write) -> io::Result<()> {
    let summary = (one.score, one.confidence, RULE);
    write_head(sides.document, sides.index, one.span, &one.target.form, one.verdict, summary, out)?;
    write_evidence(sides.index, &one.evidence, out)?;
    sides.write_marked(one, out)
}

/// The line that `part` begins in.
fn line(index: &LineIndex<'_>, part: Span) -> usize {
    index.position(part.start()).line
}

/// The part `line` of `text` with `place` between brackets, cut to what is near.
fn marked(text: &str, line: Span, place: Span) -> String {
    let (head, tail) = (&text[line.start()..place.start()], &text[place.end()..line.end()]);
    let shown = format!("{}[{}]{}", ending(head, AROUND), place.of(text), beginning(tail, AROUND));
    shown.replace(['\n', '\r', '\t'], " ")
}

fn write_head(
    document: &Document,
    index: &LineIndex<'_>,
    span: Span,
    target: &str,
    verdict: Verdict,
    (score, confidence, rule): (i32, u16, &str),
    out: &mut dyn Write,
) -> io::Result<()> {
    let from = index.position(span.start());
    let (name, wrong) = (&document.name, span.of(&document.text));
    let likely = f64::from(confidence) / 10_000.0;
    let likely = if verdict == Verdict::Keep { String::new() } else { format!(", confidence {likely:.3}") };
    let verdict = match verdict {
        Verdict::Replace => "replace",
        Verdict::Suggest => "suggest",
        Verdict::Keep => "keep",
    };
    writeln!(
        out,
        "{name}:{}:{}: “{wrong}” → {target}? {verdict}, score {score}{likely} [{rule}]",
        from.line, from.column
    )
}

fn write_evidence(index: &LineIndex<'_>, evidence: &[Evidence], out: &mut dyn Write) -> io::Result<()> {
    for evidence in evidence {
        let weight = evidence.weight.map_or_else(|| "veto".to_owned(), |weight| format!("{weight:+}"));
        let place = evidence.span.map(|span| index.position(span.start()));
        let place = place.map_or_else(String::new, |at| format!(" ({}:{})", at.line, at.column));
        writeln!(out, "  {weight:>5}  {}: {}{place}", evidence.feature.kind(), evidence.note)?;
    }
    Ok(())
}

/// A text and its source, to be shown side by side.
struct Sides<'r> {
    document: &'r Document,
    index: &'r LineIndex<'r>,
    /// The source with its lines, and which part of it goes with which.
    source: Option<(&'r str, LineIndex<'r>, &'r Source)>,
}

impl<'r> Sides<'r> {
    fn of(document: &'r Document, review: &'r Review, index: &'r LineIndex<'r>) -> Self {
        let used = review.source.as_ref().and_then(|source| source.as_ref().ok());
        let source = document.source.as_deref().zip(used).map(|(text, used)| (text, LineIndex::new(text), &**used));
        Self { document, index, source }
    }

    /// Writes the part of the text around `span` and the part of the source that it translates, each with its line.
    fn write(&self, span: Span, out: &mut dyn Write) -> io::Result<()> {
        let Some((source, lines, used)) = &self.source else { return Ok(()) };
        let Some(pair) = used.alignment.at(span.start()) else {
            return writeln!(out, " source  no part of it goes with this for sure");
        };
        let (ours, theirs) = (pair.target.of(&self.document.text), pair.source.of(source));
        let at = span.start() - pair.target.start();
        // Of a long part the stretch about as far in.
        let mut there = theirs.len() * at / ours.len().max(1);
        while !theirs.is_char_boundary(there) {
            there -= 1;
        }
        writeln!(out, "   text  {}: {}", line(self.index, pair.target), around(ours, at).0)?;
        writeln!(out, " source  {}: {}", line(lines, pair.source), around(theirs, there).0)
    }

    /// The same with the name and its remains between brackets.
    fn write_marked(&self, one: &Restoration, out: &mut dyn Write) -> io::Result<()> {
        let Some((source, lines, _)) = &self.source else { return Ok(()) };
        let (ours, theirs) = (one.pair.target, one.pair.source);
        writeln!(out, "   text  {}: {}", line(self.index, ours), marked(&self.document.text, ours, one.span))?;
        writeln!(out, " source  {}: {}", line(lines, theirs), marked(source, theirs, one.name))
    }
}
