//! French spacing of quotation marks and high punctuation, looked for only where the user asks.

use crate::document::{Document, Facts};
use crate::text::Span;
use crate::text::words::{Token, TokenKind};

/// A place where a space lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The empty span where it goes.
    pub span: Span,
    /// The space.
    pub space: char,
}

/// The no-break space, for a document that has none of its own (Lexique de l'Imprimerie nationale,
/// "Espacement").
const NO_BREAK: char = '\u{a0}';

/// Spaces that a document may already use there.
const SPACES: [char; 3] = [NO_BREAK, '\u{202f}', ' '];

/// The places in `document` where French has a space and the text has none.
#[must_use]
pub fn gaps(document: &Document, facts: &Facts) -> Vec<Gap> {
    let text = &document.text;
    let space = own_space(text);
    let mut found = Vec::new();
    for (block, _) in &facts.blocks {
        let tokens = &facts.tokens[block.clone()];
        for (i, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Mark) {
            let (before, after) = (i.checked_sub(1).map(|b| tokens[b]), tokens.get(i + 1));
            let mut add = |at: usize| found.push(Gap { span: Span::new(at, at), space });
            match token.span.of(text) {
                "«" if after.is_some_and(|next| !next.spaced) => add(token.span.end()),
                "»" | ";" | ":" | "!" | "?"
                    if !token.spaced && before.is_some_and(|b| closes(b, text)) && free(text, token) =>
                {
                    add(token.span.start());
                }
                _ => {}
            }
        }
    }
    found
}

/// True if a word, a number or a closing mark ends here, so that a space may follow.
fn closes(token: Token, text: &str) -> bool {
    match token.kind {
        TokenKind::Word | TokenKind::Number => true,
        TokenKind::Mark => matches!(token.span.of(text), ")" | "»" | "%" | "." | "…"),
        TokenKind::Elided | TokenKind::Masked => false,
    }
}

/// True if no letter or digit follows: "10:30" and "a:b" are not French punctuation.
fn free(text: &str, token: &Token) -> bool {
    token.span.of(text) == "»"
        || !text[token.span.end()..].chars().next().is_some_and(|c| c.is_alphanumeric() || "/:;!?)-".contains(c))
}

/// The space that the document itself has inside its quotation marks, most often.
fn own_space(text: &str) -> char {
    let count = |space: char| text.matches(&format!("«{space}")).count();
    SPACES.into_iter().max_by_key(|&space| (count(space), space == NO_BREAK)).unwrap_or(NO_BREAK)
}

#[cfg(test)]
mod tests {
    use super::gaps;
    use crate::document::{Document, Facts};
    use crate::lang::{French, Profile};

    fn mended(text: &str) -> String {
        let document = Document::plain("", text);
        let facts = Facts::new(&document, &French, &Profile::new());
        let mut out = text.to_owned();
        for gap in gaps(&document, &facts).iter().rev() {
            out.insert(gap.span.start(), gap.space);
        }
        out
    }

    #[test]
    fn spaces_come_where_french_has_them() {
        assert_eq!(mended("Il dit «oui»: bien sûr!"), "Il dit «\u{a0}oui\u{a0}»\u{a0}: bien sûr\u{a0}!");
        assert_eq!(mended("« Un » puis «deux»."), "« Un » puis « deux ».");
    }

    #[test]
    fn hours_addresses_and_spaced_marks_stay() {
        for text in ["À 10:30, sur https://a.fr/?q=1.", "Il dit\u{202f}: «\u{202f}oui\u{202f}» !", "C'est std::io ;-)"]
        {
            assert_eq!(mended(text), text);
        }
    }
}
