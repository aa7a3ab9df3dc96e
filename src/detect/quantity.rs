//! Numbers counted the way of another language: "14 000 millions" is "14 milliards".

use crate::document::{Document, Facts};
use crate::glossary::Termbase;
use crate::text::Span;
use crate::text::words::TokenKind;

/// A number with a unit that is one too small, and how it is to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityHit {
    /// Bytes of the document's text, number and unit.
    pub span: Span,
    /// Index of the quantity in the termbase.
    pub quantity: usize,
    /// What is written instead.
    pub text: String,
    /// False where accountants count so too ("1 200 millions").
    pub sure: bool,
}

/// Most groups of three digits that a number may have here.
const GROUPS: usize = 3;

/// Finds the quantities of `document`.
#[must_use]
pub fn quantities(document: &Document, facts: &Facts, termbase: &Termbase) -> Vec<QuantityHit> {
    let text = &document.text;
    let mut hits = Vec::new();
    for (at, token) in facts.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
        let word = token.span.of(text);
        let row = termbase.quantities.iter().position(|q| q.table.unit == word);
        let Some((quantity, row)) = row.map(|i| (i, &termbase.quantities[i].table)) else { continue };
        if facts.is_foreign(at) {
            continue;
        }
        let Some((span, value)) = number_before(document, facts, at) else { continue };
        // Only round thousands up to a tenth read as one number of the larger unit ("2 500" → "2,5").
        if value < row.from || value % 100 != 0 || value >= row.from * row.from {
            continue;
        }
        let (whole, rest) = (value / row.from, value % row.from);
        let number = if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole},{}", format!("{:03}", rest * 1000 / row.from).trim_end_matches('0'))
        };
        let unit = if whole < 2 { &row.becomes } else { &row.becomes_plural };
        // French groups by spaces: a dot, or five digits and more, is another language's count.
        let sure = whole >= 10 || span.of(text).contains('.') || !span.of(text).contains(char::is_whitespace);
        let space = text[span.end()..token.span.start()].to_owned();
        hits.push(QuantityHit { span: span.cover(token.span), quantity, text: format!("{number}{space}{unit}"), sure });
    }
    hits
}

/// The number that ends before token `at`: one group of one to three digits and groups of three,
/// parted by a space, a thin space or a dot, all the same.
fn number_before(document: &Document, facts: &Facts, at: usize) -> Option<(Span, u64)> {
    let (text, tokens) = (&document.text, &facts.tokens);
    let block = facts.block(at);
    let mut first = at.checked_sub(1).filter(|&i| i >= block.start && tokens[i].kind == TokenKind::Number)?;
    let end = tokens[first].span.end();
    let mut groups = vec![tokens[first].span.of(text)];
    let mut separator: Option<&str> = None;
    while groups.len() <= GROUPS && groups[0].len() == 3 {
        let dotted = first >= block.start + 2 && tokens[first - 1].span.of(text) == "." && !tokens[first].spaced;
        let next = if dotted { first - 2 } else { first.wrapping_sub(1) };
        let Some(token) = tokens.get(next).filter(|t| next >= block.start && t.kind == TokenKind::Number) else {
            break;
        };
        let between = &text[token.span.end()..tokens[first].span.start()];
        if between.chars().count() != 1 || between == "\n" || separator.is_some_and(|s| s != between) {
            break;
        }
        separator = Some(between);
        groups.insert(0, token.span.of(text));
        first = next;
    }
    let plausible =
        groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3) || groups.len() == 1 && groups[0].len() == 4;
    // "2024. 500 millions", "de 10 à 14 000": a digit or comma right before means that this is not all of it.
    let before = text[..tokens[first].span.start()].chars().next_back();
    let whole = !before.is_some_and(|c| c == ',' || c == '.' || c == '-' || c.is_alphanumeric());
    let value = groups.concat().parse().ok()?;
    (plausible && whole).then_some((Span::new(tokens[first].span.start(), end), value))
}
