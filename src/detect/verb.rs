//! Verbs that no dictionary has, where the subject says what form they should have ("Ils reconsident").

use crate::document::{Document, Facts};
use crate::glossary::Termbase;
use crate::lang::features::{Pos, Tag};
use crate::text::Span;
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// A word that is no verb of the language, and the one that it is nearest to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbHit {
    /// Bytes of the document's text.
    pub span: Span,
    /// What was meant.
    pub form: String,
}

/// Fewest letters: shorter words are near to too many others.
const LETTERS: usize = 8;
/// Most typing errors, and how many letters of the beginning must be right: machines garble endings.
const ERRORS: usize = 2;
const STEM: usize = 4;

/// Finds the garbled verbs of `document`: unknown words in small letters after a subject pronoun.
#[must_use]
pub fn verbs(document: &Document, facts: &Facts, termbase: &Termbase) -> Vec<VerbHit> {
    let text = &document.text;
    let lexicon = termbase.language.lexicon();
    let mut hits = Vec::new();
    for (at, token) in facts.tokens.iter().enumerate() {
        let word = token.span.of(text);
        let looks = token.kind == TokenKind::Word
            && word.chars().count() >= LETTERS
            && word.chars().all(char::is_alphabetic)
            && Case::of(word) == Case::Lower;
        if !looks || facts.is_foreign(at) || lexicon.knows(word) {
            continue;
        }
        let Some(plural) = subject(text, facts, termbase, at) else { continue };
        let person = |tag: Tag| tag.pos == Pos::Verb && if plural { tag.third_plural } else { tag.third_singular };
        if let Some(form) = lexicon.nearest(word, STEM, ERRORS, &person) {
            hits.push(VerbHit { span: token.span, form });
        }
    }
    hits
}

/// Whether the pronoun right before token `at`, past negations and other pronouns, is a plural subject; `None`
/// if there is none.
fn subject(text: &str, facts: &Facts, termbase: &Termbase, at: usize) -> Option<bool> {
    /// "ils ne se le".
    const BETWEEN: usize = 3;
    let sentence = facts.sentence(at);
    let from = sentence.start.max(at.saturating_sub(BETWEEN + 1));
    for before in (from..at).rev() {
        let word = facts.tokens[before].span.of(text).to_lowercase();
        if let Some(plural) = termbase.language.subject(&word) {
            return Some(plural);
        }
        if !termbase.language.is_clitic(&word) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Facts};
    use crate::engine::Engine;
    use crate::lang::Profile;

    fn found(text: &str) -> Vec<(String, String)> {
        let engine = Engine::builtin().unwrap_or_else(|error| panic!("{error}"));
        let document = Document::plain("", text);
        let facts = Facts::new(&document, engine.termbase().language, &Profile::new());
        let hits = super::verbs(&document, &facts, engine.termbase());
        hits.into_iter().map(|hit| (hit.span.of(text).to_owned(), hit.form)).collect()
    }

    #[test]
    fn a_garbled_verb_after_its_subject_is_found() {
        for (text, wrong, right) in [
            ("Ils reconsident leur choix.", "reconsident", "reconsidèrent"),
            ("Elles ne se souviendent plus.", "souviendent", "souviennent"),
        ] {
            assert_eq!(found(text), [(wrong.to_owned(), right.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for text in [
            "Ils reconsidèrent leur choix.",
            "Le logiciel reconsident tourne.",
            "Ils Reconsident leur choix.",
            "Il kubernetise tout.",
            "Ils zzzzzzent fort.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
