//! The draft of a fix: the name in the place of its wrong form.

use super::{agreement, article};
use crate::decide::{Context, Decision, Place, Target};
use crate::document::Document;
use crate::edit::{Edit, Fix};
use crate::text::Span;
use std::ops::Range;

/// The fix that carries out `decision` in its `context`; `None` where it would touch a protected place
/// or change nothing.
#[must_use]
pub fn rewrite(document: &Document, context: &Context<'_>, decision: &Decision) -> Option<Fix> {
    let edits = put(document, context, decision.candidate.span, &decision.target, decision.head)?;
    Some(Fix::new(edits, decision.applicability, decision.score, decision.rule.clone()))
}

/// The edits that put `target` in the place of `span`, the words of `place`, and mend what stands around it; `head` is
/// the noun that it stands in apposition to. `None` where they would touch a protected place or change nothing.
#[must_use]
pub fn put(
    document: &Document,
    place: &Place<'_>,
    span: Span,
    target: &Target,
    head: Option<usize>,
) -> Option<Vec<Edit>> {
    let first = place.tokens.start;
    let opening = if target.misspelled {
        // A name in another spelling already stands where a name stands: its article is right.
        article::elision_only(place, target)
    } else if target.mends_article {
        article::opening(place, target, head)
    } else {
        article::Opening { first, text: String::new() }
    };
    let mut edits = Vec::new();
    let before = Span::new(place.token(opening.first).span.start(), span.start());
    if opening.first < first && document.protects(before) {
        edits.extend(word_by_word(document, place, opening.first..first, &opening.text));
        edits.push(Edit::new(span, target.form.clone()));
    } else {
        edits.push(Edit::new(before.cover(span), format!("{}{}", opening.text, target.form)));
    }
    if target.mends_agreement && !target.misspelled {
        edits.extend(agreement::repairs(place, target, head));
    }
    edits.retain(|edit| edit.span.of(&document.text) != edit.text);
    if edits.is_empty() || edits.iter().any(|edit| document.protects(edit.span)) {
        return None;
    }
    Some(edits)
}

/// The words before the name changed one by one, where markup stands between them and the name
/// ("l'**objectif**"): the first takes the new text, the others go with the blank after them.
fn word_by_word(document: &Document, place: &Place<'_>, tokens: Range<usize>, text: &str) -> Vec<Edit> {
    tokens
        .clone()
        .map(|at| {
            let span = place.token(at).span;
            let rest = &document.text[span.end()..place.token(at + 1).span.start()];
            let blank = rest.len() - rest.trim_start().len();
            Edit::new(Span::new(span.start(), span.end() + blank), if at == tokens.start { text } else { "" })
        })
        .collect()
}
