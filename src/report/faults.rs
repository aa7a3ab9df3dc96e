//! Faults of glossaries and settings, with the line, a caret and the cure.

use crate::diagnostic::Diagnostic;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// All `faults` as text, in colour if `styled`.
#[must_use]
pub fn render(faults: &[Diagnostic], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for fault in faults {
        let title = Group::with_title(Level::ERROR.primary_title(&*fault.message));
        // A file that could not be read, or is empty, has no line to show.
        let mut group = if fault.source.text.is_empty() {
            title.element(Origin::path(&*fault.source.name))
        } else {
            let annotation = AnnotationKind::Primary.span(fault.span.start()..fault.span.end());
            title.element(Snippet::source(&*fault.source.text).path(&*fault.source.name).annotation(annotation))
        };
        if let Some(cure) = &fault.cure {
            group = group.element(Level::HELP.message(&**cure));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}
