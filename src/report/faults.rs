//! Faults of glossaries and settings, with the line, a caret and the cure.

use crate::diagnostic::Diagnostic;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// All `faults` as text, in colour if `styled`.
#[must_use]
pub fn render(faults: &[Diagnostic], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for fault in faults {
        let annotation = AnnotationKind::Primary.span(fault.span.start()..fault.span.end());
        let snippet = Snippet::source(&*fault.source.text).path(&*fault.source.name).annotation(annotation);
        let mut group = Group::with_title(Level::ERROR.primary_title(&*fault.message)).element(snippet);
        if let Some(cure) = &fault.cure {
            group = group.element(Level::HELP.message(&**cure));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}
