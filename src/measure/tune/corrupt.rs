//! What a machine would have made of a name: the inverse of the rewrite, for cases that need no labeller.
//!
//! In good text that mentions an entry, its name gives way to one of its wrong forms, with the article and the
//! contractions that the wrong form asks for ("de Meta" → "de l'objectif"). The verb is not touched: engines
//! keep the number of the source more often than not.

use crate::document::Document;
use crate::edit::Edit;
use crate::glossary::{Entry, Rendering};
use crate::lang::Language;
use crate::lang::features::{Article, Number};
use crate::text::Span;
use crate::text::fold::{self, Case};

/// How the wrong form stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As a common noun with its article: "la cible".
    Noun,
    /// As a name in the words of the language: "Cible".
    Bare,
}

/// The edit that puts `rendering` in the place of the right name of `entry` at `span` of `document`; `None`
/// where no machine would write it so: a determiner stands there that its noun does not have, or the place is
/// protected.
#[must_use]
pub fn corrupt(
    document: &Document,
    language: &dyn Language,
    entry: &Entry,
    span: Span,
    rendering: &Rendering,
    manner: Manner,
) -> Option<Edit> {
    if document.protects(span) || rendering.text.is_empty() || is_tied(&document.text, span) {
        return None;
    }
    let number = rendering.variants.iter().find(|variant| !variant.shifted).and_then(|variant| variant.number);
    let article = rendering.gender.map(|gender| language.definite(gender, number.unwrap_or(Number::Singular)));
    let article = article.filter(|_| manner == Manner::Noun && !Case::is_capitalised(&rendering.text));
    let mut start = span.start();
    let mut before = word_before(&document.text, start);
    let determiner = before.and_then(|word| language.determiner(word.of(&document.text)));
    let mut preposition = None;
    if let Some(determiner) = determiner {
        // "les Warriors": the article goes with the name.
        if entry.article != Article::Definite || !determiner.is_definite() {
            return None;
        }
        start = before.map_or(start, Span::start);
        preposition = determiner.preposition;
        before = word_before(&document.text, start);
    }
    let Some(article) = article else {
        let word = fold::capitalise(&rendering.text);
        let text = opened(language, preposition, &word);
        return Some(shortened(document, language, before.filter(|_| preposition.is_none()), start, span.end(), &text));
    };
    let short = language.short(article).filter(|_| language.elides(&rendering.text));
    if preposition.is_none() {
        let joined = before.map(|word| word.of(&document.text).to_lowercase());
        let full = joined.map(|word| language.full(&word.replace('\u{2019}', "'")).map_or(word.clone(), str::to_owned));
        let joined = full.filter(|word| matches!(word.as_str(), "de" | "à"));
        if let (Some(word), Some(place)) = (joined, before) {
            start = place.start();
            preposition = Some(if word == "de" { "de" } else { "à" });
            before = None;
        }
    }
    let phrase = match (preposition, short) {
        (Some(preposition), None) => match language.contraction(preposition, article) {
            Some(joined) => format!("{joined} {}", rendering.text),
            None => format!("{preposition} {article} {}", rendering.text),
        },
        (Some(preposition), Some(short)) => format!("{preposition} {short}{}", rendering.text),
        (None, Some(short)) => format!("{short}{}", rendering.text),
        (None, None) => format!("{article} {}", rendering.text),
    };
    Some(shortened(document, language, before, start, span.end(), &phrase))
}

/// `word` after the preposition that stood joined to an article.
fn opened(language: &dyn Language, preposition: Option<&str>, word: &str) -> String {
    match preposition {
        None => word.to_owned(),
        Some(preposition) => match language.short(preposition).filter(|_| language.elides(word)) {
            Some(short) => format!("{short}{word}"),
            None => format!("{preposition} {word}"),
        },
    }
}

/// The edit from `start` to `end`; "qu'" before it becomes "que" where `text` begins with no vowel, and a
/// sentence keeps its capital.
fn shortened(
    document: &Document,
    language: &dyn Language,
    before: Option<Span>,
    start: usize,
    end: usize,
    text: &str,
) -> Edit {
    let first = text.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    let opens = document.blocks.iter().any(|block| block.span.start() == start)
        || document.text[..start].trim_end().ends_with(['.', '!', '?']);
    let text = if opens { fold::capitalise(text) } else { text.to_owned() };
    let full = before.and_then(|word| language.full(&word.of(&document.text).replace('\u{2019}', "'")));
    match (before, full) {
        (Some(word), Some(full)) if !language.elides(first) => {
            Edit::new(Span::new(word.start(), end), format!("{full} {text}"))
        }
        _ => Edit::new(Span::new(start, end), text),
    }
}

/// The word right before byte `at` of `text`, its apostrophe included, past one space.
fn word_before(text: &str, at: usize) -> Option<Span> {
    let head = &text[..at];
    let trimmed = head.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(head);
    let letters = trimmed.trim_end_matches(['\'', '\u{2019}']);
    let start = letters
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |i| i + letters[i..].chars().next().map_or(0, char::len_utf8));
    (start < letters.len()).then(|| Span::new(start, trimmed.len()))
}

/// True if a hyphen, dot or slash ties the name to a word beside it ("OpenAI-like"): no machine takes that apart.
fn is_tied(text: &str, span: Span) -> bool {
    let tie = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '/' | '_' | '@' | '#') || c.is_alphanumeric());
    let (before, after) = (text[..span.start()].chars().next_back(), text[span.end()..].chars().next());
    tie(before) || tie(after)
}

#[cfg(test)]
mod tests {
    use super::{Manner, corrupt};
    use crate::document::Document;
    use crate::edit::apply;
    use crate::engine::Engine;

    fn corrupted(text: &str, id: &str, wrong: &str, manner: Manner) -> Option<String> {
        let engine = Engine::builtin().unwrap_or_else(|error| panic!("{error}"));
        let entry = engine.termbase().by_id(id).expect("a built-in entry");
        let rendering = entry.renderings.iter().find(|rendering| rendering.text == wrong).expect("one of its forms");
        let document = Document::plain("", text);
        let (_, span) =
            engine.mentions(&document).into_iter().find(|(found, _)| engine.termbase().entry(*found).id == id)?;
        let edit = corrupt(&document, engine.termbase().language, entry, span, rendering, manner)?;
        Some(apply(text, &[&edit]))
    }

    #[test]
    fn the_wrong_form_comes_with_its_article() {
        for (text, wrong, expected) in [
            ("Le patron de Meta part.", "objectif", "Le patron de l'objectif part."),
            ("Le patron de Meta part.", "but", "Le patron du but part."),
            ("Le patron de Meta part.", "cible", "Le patron de la cible part."),
            ("Meta recrute.", "cible", "La cible recrute."),
            ("Il dit. Meta recrute.", "but", "Il dit. Le but recrute."),
            ("On l'a dit à Meta hier.", "but", "On l'a dit au but hier."),
        ] {
            assert_eq!(corrupted(text, "fr-ai.meta", wrong, Manner::Noun).as_deref(), Some(expected));
        }
    }

    #[test]
    fn elision_goes_and_comes() {
        for (text, wrong, manner, expected) in [
            ("Le code d'Ubuntu", "", Manner::Noun, ""),
            ("Il sait que Meta ment.", "objectif", Manner::Bare, "Il sait que Objectif ment."),
            ("Le patron de Meta part.", "cible", Manner::Bare, "Le patron de Cible part."),
        ] {
            if !wrong.is_empty() {
                assert_eq!(corrupted(text, "fr-ai.meta", wrong, manner).as_deref(), Some(expected));
            }
        }
    }

    #[test]
    fn what_no_machine_writes_is_not_written() {
        for text in ["Un Meta plus petit.", "L'outil Meta-Learn sort.", "Voir https://a.fr/Meta ici."] {
            let found = corrupted(text, "fr-ai.meta", "cible", Manner::Noun);
            assert_eq!(found, None, "{text}");
        }
    }
}
