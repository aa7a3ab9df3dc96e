//! The source text, where it is known: does the name stand in it?

use crate::document::Document;
use crate::glossary::Entry;
use crate::text::Span;
use crate::text::fold::Case;

/// The part of the source that translates the line of `span`: line by line where both have as many
/// lines, else all of it. `None` without a source.
#[must_use]
pub fn line_of(document: &Document, span: Span) -> Option<&str> {
    let source = document.source.as_deref()?;
    let lines: Vec<&str> = source.split('\n').collect();
    let count = document.text.split('\n').count();
    if lines.len() != count {
        return Some(source);
    }
    let line = document.text[..span.start()].matches('\n').count();
    lines.get(line).copied()
}

/// True if a form of the name stands in `source` as a word, written as a name.
#[must_use]
pub fn names(entry: &Entry, source: &str) -> bool {
    entry.source_forms.iter().any(|form| {
        source.match_indices(form.as_str()).any(|(at, hit)| {
            let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let bounded = edge(source[..at].chars().next_back()) && edge(source[at + hit.len()..].chars().next());
            bounded && (Case::of(form) != Case::Lower || form.chars().any(char::is_numeric))
        })
    })
}
