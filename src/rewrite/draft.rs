//! The draft of a fix: the name in the place of its wrong form.

use super::{agreement, article};
use crate::decide::{Context, Decision};
use crate::document::Document;
use crate::edit::{Edit, Fix};
use crate::text::Span;
use std::ops::Range;

/// The fix that carries out `decision` in its `context`; `None` where it would touch a protected place
/// or change nothing.
#[must_use]
pub fn rewrite(document: &Document, context: &Context<'_>, decision: &Decision) -> Option<Fix> {
    let (span, target) = (decision.candidate.span, &decision.target);
    let first = decision.candidate.tokens.start;
    let opening = if target.misspelled {
        // A name in another spelling already stands where a name stands: its article is right.
        article::elision_only(context, target)
    } else if target.mends_article {
        article::opening(context, target, decision.head)
    } else {
        article::Opening { first, text: String::new() }
    };
    let mut edits = Vec::new();
    let before = Span::new(context.token(opening.first).span.start(), span.start());
    if opening.first < first && document.protects(before) {
        edits.extend(word_by_word(document, context, opening.first..first, &opening.text));
        edits.push(Edit::new(span, target.form.clone()));
    } else {
        edits.push(Edit::new(before.cover(span), format!("{}{}", opening.text, target.form)));
    }
    if target.mends_agreement && !target.misspelled {
        edits.extend(agreement::repairs(context, target, decision.head));
    }
    edits.retain(|edit| edit.span.of(&document.text) != edit.text);
    if edits.is_empty() || edits.iter().any(|edit| document.protects(edit.span)) {
        return None;
    }
    Some(Fix::new(edits, decision.applicability, decision.score, decision.rule.clone()))
}

/// The words before the name changed one by one, where markup stands between them and the name
/// ("l'**objectif**"): the first takes the new text, the others go with the blank after them.
fn word_by_word(document: &Document, context: &Context<'_>, tokens: Range<usize>, text: &str) -> Vec<Edit> {
    tokens
        .clone()
        .map(|at| {
            let span = context.token(at).span;
            let rest = &document.text[span.end()..context.token(at + 1).span.start()];
            let blank = rest.len() - rest.trim_start().len();
            Edit::new(Span::new(span.start(), span.end() + blank), if at == tokens.start { text } else { "" })
        })
        .collect()
}
