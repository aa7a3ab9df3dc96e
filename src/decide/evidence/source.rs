//! The source text, where it is known: does the name stand in it?

use crate::document::Document;
use crate::glossary::Entry;
use crate::text::Span;
use crate::text::fold::Case;

/// The line of `span`, in bytes of the document's text, and the part of the source that it translates: line by
/// line where both have as many lines, else all of both. `None` without a source.
#[must_use]
pub fn line_of(document: &Document, span: Span) -> Option<(Span, &str)> {
    let (text, source) = (&document.text, document.source.as_deref()?);
    let breaks = |text: &str| text.matches('\n').count();
    if breaks(source) != breaks(text) {
        return Some((Span::new(0, text.len()), source));
    }
    let line = source.split('\n').nth(breaks(&text[..span.start()]))?;
    let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start()..].find('\n').map_or(text.len(), |at| span.start() + at);
    Some((Span::new(start, end), line))
}

/// How a name stands in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Where a sentence, a cell or a heading begins, so that any word would have its capital.
    AtStart,
    /// Inside a sentence, as only a name is written.
    Inside,
}

/// How a form of the name stands in `source`, if it does, and at how many places.
#[must_use]
pub fn names(entry: &Entry, source: &str) -> Option<(Standing, usize)> {
    let forms = entry.source_forms.iter().filter(|form| Case::of(form) != Case::Lower);
    let mut places: Vec<usize> = Vec::new();
    let best = forms
        .flat_map(|form| source.match_indices(form.as_str()))
        .filter_map(|(at, hit)| {
            let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let bounded = edge(source[..at].chars().next_back()) && edge(source[at + hit.len()..].chars().next());
            let before = source[..at].trim_end().chars().next_back();
            let coined = matches!(Case::of(hit), Case::Mixed | Case::Upper) && !hit.contains(' ');
            let inside = coined || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '/' | '&'));
            let standing = if inside { Standing::Inside } else { Standing::AtStart };
            // A short form stands within the long one ("Meta" in "Meta AI"): one place.
            if bounded && !places.contains(&at) {
                places.push(at);
            }
            bounded.then_some(standing)
        })
        .max()?;
    Some((best, places.len()))
}

#[cfg(test)]
mod tests {
    use super::{Standing, line_of, names};
    use crate::document::Document;
    use crate::engine::Engine;
    use crate::text::Span;

    #[test]
    fn names_inside_a_sentence_are_names() {
        let engine = Engine::builtin().unwrap_or_else(|error| panic!("{error}"));
        let entry = engine.termbase().by_id("fr-ai.perplexity").expect("a built-in entry");
        assert_eq!(names(entry, "He asked Perplexity again."), Some((Standing::Inside, 1)));
        assert_eq!(names(entry, "Perplexity falls with training."), Some((Standing::AtStart, 1)));
        assert_eq!(names(entry, "The perplexity of a model."), None);
    }

    #[test]
    fn lines_of_text_and_source_go_together_where_they_are_as_many() {
        let mut document = Document::plain("", "un\ndeux");
        document.source = Some("one\ntwo".to_owned());
        assert_eq!(line_of(&document, Span::new(3, 7)), Some((Span::new(3, 7), "two")));
        document.source = Some("one two".to_owned());
        assert_eq!(line_of(&document, Span::new(3, 7)), Some((Span::new(0, document.text.len()), "one two")));
    }
}
