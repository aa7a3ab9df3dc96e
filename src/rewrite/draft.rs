//! The draft of a fix: the name in the place of its wrong form.

use super::{agreement, article};
use crate::decide::{Context, Decision};
use crate::detect::{Detection, Found};
use crate::document::{Document, Facts};
use crate::edit::{Edit, Fix};
use crate::glossary::Termbase;
use crate::lang::features::Number;
use crate::text::Span;

/// The fix that carries out `decision`; `None` where it would touch a protected place or change nothing.
#[must_use]
pub fn rewrite(
    document: &Document,
    facts: &Facts,
    detection: &Detection,
    termbase: &Termbase,
    decision: &Decision,
) -> Option<Fix> {
    let candidate = &decision.candidate;
    let entry = termbase.entry(candidate.entry);
    let context = Context::new(document, facts, detection, termbase, candidate);
    let rendering = match candidate.found {
        Found::Rendering(r, _) => Some(&entry.renderings[usize::from(r)]),
        Found::Form(_) => None,
    };
    let mut edits = Vec::new();
    let opening = match rendering {
        Some(_) if entry.repair.article => article::opening(&context, entry, &decision.form, decision.head),
        Some(_) => article::Opening { first: candidate.tokens.start, text: String::new() },
        // A name in another spelling already stands where a name stands: its article is right.
        None => article::elision_only(&context, entry, &decision.form),
    };
    if opening.first == candidate.tokens.start {
        edits.push(Edit::new(candidate.span, format!("{}{}", opening.text, decision.form)));
    } else {
        let before = Span::new(facts.tokens[opening.first].span.start(), candidate.span.start());
        if touches(document, before) {
            edits.extend(word_by_word(document, facts, opening.first..candidate.tokens.start, &opening.text));
            edits.push(Edit::new(candidate.span, decision.form.clone()));
        } else {
            edits.push(Edit::new(before.cover(candidate.span), format!("{}{}", opening.text, decision.form)));
        }
    }
    if let Some(row) = rendering.filter(|_| entry.repair.agreement) {
        let variant = match candidate.found {
            Found::Rendering(_, v) => row.variants.get(usize::from(v)),
            Found::Form(_) => None,
        };
        let was = article::number_of_place(&context).or(variant.map(|v| v.number)).unwrap_or(Number::Singular);
        edits.extend(agreement::repairs(&context, entry, row, was, decision.head));
    }
    edits.retain(|edit| edit.span.of(&document.text) != edit.text);
    if edits.is_empty() || edits.iter().any(|edit| touches(document, edit.span)) {
        return None;
    }
    Some(Fix::new(edits, decision.applicability, decision.score, entry.id.clone()))
}

fn touches(document: &Document, span: Span) -> bool {
    let first = document.protected.partition_point(|p| p.end() <= span.start());
    document.protected.get(first).is_some_and(|p| p.overlaps(span))
}

/// The words before the name changed one by one, where markup stands between them and the name
/// ("l'**objectif**"): the first takes the new text, the others go with the blank after them.
fn word_by_word(document: &Document, facts: &Facts, tokens: std::ops::Range<usize>, text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in tokens.clone() {
        let span = facts.tokens[at].span;
        let blank =
            document.text[span.end()..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        let next = facts.tokens.get(at + 1).map_or(span.end(), |next| next.span.start());
        let end = (span.end() + blank).min(next);
        edits.push(Edit::new(Span::new(span.start(), end), if at == tokens.start { text } else { "" }));
    }
    edits
}
