//! For a person at a terminal: the line, a caret under the place, the suggestion and the reason.

use super::Report;
use crate::document::Document;
use crate::edit::{Applicability, apply};
use crate::review::{Finding, Review};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// The report for people.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// Characters of the line that are shown before and after the place.
pub(super) const AROUND: usize = 60;

const PLACE: Style = Style::new().bold();
const SAFE: Style = AnsiColor::Green.on_default().bold();
const UNSURE: Style = AnsiColor::Yellow.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// What stands in the place of `finding` once it is mended.
#[must_use]
pub(super) fn mended(document: &Document, finding: &Finding) -> String {
    let shifted: Vec<_> = finding
        .fix
        .edits()
        .iter()
        .map(|edit| {
            let (from, to) = (edit.span.start() - finding.span.start(), edit.span.end() - finding.span.start());
            crate::edit::Edit::new(crate::text::Span::new(from, to), edit.text.clone())
        })
        .collect();
    apply(finding.span.of(&document.text), &shifted.iter().collect::<Vec<_>>()).replace(['\n', '\r'], " ")
}

impl Report for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn write(&self, document: &Document, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        let index = document.lines();
        for finding in &review.findings {
            let at = index.position(finding.span.start());
            let style = if finding.applicability == Applicability::Safe { SAFE } else { UNSURE };
            let tier = finding.applicability.as_str();
            writeln!(
                out,
                "{PLACE}{}:{}:{}{PLACE:#} {style}{tier}{style:#} {}",
                document.name, at.line, at.column, finding.rule
            )?;
            let line = index.line_text(finding.span.start());
            let start = finding.span.start() - line_offset(line, &document.text);
            let (shown, column) = around(line, start);
            let width = finding.span.of(&document.text).chars().take_while(|&c| c != '\n').count();
            let visible = width.min(shown.chars().count().saturating_sub(column)).max(1);
            let caret = format!("{}{style}{}{style:#}", " ".repeat(column), "^".repeat(visible));
            writeln!(
                out,
                "  {shown}\n  {caret} → {style}{}{style:#} {QUIET}({}){QUIET:#}\n",
                mended(document, finding),
                finding.because
            )?;
        }
        Ok(())
    }
}

/// Offset of `line`, a part of `text`, in it.
fn line_offset(line: &str, text: &str) -> usize {
    line.as_ptr() as usize - text.as_ptr() as usize
}

/// The part of `line` around byte `at`, and the column of `at` in it, in characters.
pub(super) fn around(line: &str, at: usize) -> (String, usize) {
    let (head, tail) = (ending(&line[..at], AROUND), beginning(&line[at..], AROUND * 2));
    let column = head.chars().count();
    (format!("{head}{tail}").replace(['\t', '\r', '\n'], " "), column)
}

/// The last `most` characters of `text`, and a mark where there are more.
pub(super) fn ending(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most.saturating_sub(1)) {
        Some((at, _)) if at > 0 => format!("…{}", &text[at..]),
        _ => text.to_owned(),
    }
}

/// The first `most` characters of `text`, and a mark where there are more.
pub(super) fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn long_lines_are_cut_around_the_place() {
        assert_eq!(around("le mot juste", 3), ("le mot juste".to_owned(), 3));
        let line = format!("{}é{}", "a".repeat(100), "b".repeat(200));
        let (shown, column) = around(&line, 100);
        assert_eq!((shown.chars().count(), column), (1 + 60 + 120 + 1, 61));
        assert_eq!(shown.chars().nth(column), Some('é'));
    }
}
