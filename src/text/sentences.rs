//! Where sentences end.

use super::words::{Token, TokenKind};
use super::{Span, fold};
use std::ops::Range;

/// Splits `tokens[within]` into sentences and appends their token ranges.
///
/// A stop ends a sentence if it is `?`, `!`, `…`, or a full stop that neither follows an abbreviation
/// (`abbreviation` is asked with the word before, without its dot), nor stands inside a number or
/// initials ("14.000", "J.-C."). Closing quotes and brackets go with the sentence they close. UAX 29
/// was the alternative: it cuts "M. Dupont" in two.
pub fn sentences(
    text: &str,
    tokens: &[Token],
    within: Range<usize>,
    abbreviation: &dyn Fn(&str) -> bool,
    out: &mut Vec<Range<usize>>,
) {
    let mut start = within.start;
    let mut i = within.start;
    while i < within.end {
        let word = |at: usize| tokens[at].span.of(text);
        let ends = match word(i) {
            "?" | "!" | "…" => true,
            "." => ends_sentence(text, tokens, i, &within, abbreviation),
            _ => false,
        };
        i += 1;
        if !ends {
            continue;
        }
        while i < within.end && matches!(word(i), "." | "?" | "!" | "…" | ")" | "]" | "\"" | "»" | "”") {
            i += 1;
        }
        // « … ! » dit-il: a small letter goes on with the same sentence.
        if i < within.end && tokens[i].is_word() && !fold::Case::is_capitalised(word(i)) && word(i - 1) != "." {
            continue;
        }
        out.push(start..i);
        start = i;
    }
    if start < within.end {
        out.push(start..within.end);
    }
}

fn ends_sentence(
    text: &str,
    tokens: &[Token],
    stop: usize,
    within: &Range<usize>,
    abbreviation: &dyn Fn(&str) -> bool,
) -> bool {
    let Some(next) = (stop + 1 < within.end).then(|| tokens[stop + 1]) else { return true };
    if !next.spaced {
        return !matches!(next.kind, TokenKind::Word | TokenKind::Number | TokenKind::Elided)
            && next.span.of(text) != "-"
            && next.span.of(text) != ",";
    }
    if stop == within.start {
        return true;
    }
    let before = tokens[stop - 1];
    let word = before.span.of(text);
    let initial = before.kind == TokenKind::Word && word.chars().count() == 1 && fold::Case::is_capitalised(word);
    // An initial goes on with a name ("J. Dupont"), but "la vitamine C. Elle" ends: a name is rarely a pronoun.
    if initial || before.kind == TokenKind::Word && abbreviation(word) {
        return false;
    }
    !(next.is_word() && next.span.of(text).chars().next().is_some_and(char::is_lowercase))
}

/// The bytes that a range of tokens covers.
///
/// # Panics
///
/// Panics if the range is empty.
#[must_use]
pub fn cover(tokens: &[Token], range: &Range<usize>) -> Span {
    tokens[range.start].span.cover(tokens[range.end - 1].span)
}

#[cfg(test)]
mod tests {
    use super::{cover, sentences};
    use crate::text::words;

    fn split(text: &str) -> Vec<&str> {
        let tokens = words::tokens(text);
        let mut out = Vec::new();
        let abbreviation = |word: &str| matches!(word, "M" | "Mme" | "Dr" | "av" | "p");
        sentences(text, &tokens, 0..tokens.len(), &abbreviation, &mut out);
        out.iter().map(|range| cover(&tokens, range).of(text)).collect()
    }

    #[test]
    fn abbreviations_numbers_and_initials_do_not_end_a_sentence() {
        assert_eq!(split("M. Dupont paie 14.000 euros. Il part."), ["M. Dupont paie 14.000 euros.", "Il part."]);
        assert_eq!(split("En 52 av. J.-C. César gagne. Fin"), ["En 52 av. J.-C. César gagne.", "Fin"]);
        assert_eq!(split("Voir p. 12. Puis J. K. Rowling écrit."), ["Voir p. 12.", "Puis J. K. Rowling écrit."]);
    }

    #[test]
    fn quotes_go_with_their_sentence() {
        assert_eq!(split("Il dit : « Non ! » Elle part."), ["Il dit : « Non ! »", "Elle part."]);
        assert_eq!(split("« Quoi ? » demande-t-il. Rien…"), ["« Quoi ? » demande-t-il.", "Rien…"]);
    }
}
