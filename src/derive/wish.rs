//! What the user says of a name, before anything is known of it.

use crate::decide::Weights;
use crate::lang::Language;
use crate::text::words;

/// A name that a machine made words of, as its user describes it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What the machine writes, with or without its article.
    pub wrong: String,
    /// What it should write.
    pub name: String,
    /// A sentence in which the wrong form stood.
    pub sentence: String,
    /// Sentences that must stay as they are.
    pub keep: Vec<String>,
    /// Words that speak for the name.
    pub near: Vec<String>,
    /// Phrases that silence it.
    pub never: Vec<String>,
    /// What it is; guessed unless given.
    pub kind: Option<String>,
    /// True if the wrong form means nothing else.
    pub sure: bool,
    /// What evidence weighs where the entry is tried.
    pub weights: Weights,
}

/// `text` on one line: an argument pasted over several is one sentence all the same.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split(['\r', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `wrong` without the determiner and preposition before its words ("de la pente" → "pente"), as glossaries
/// write renderings that stand with an article and without; `None` if nothing else is left.
pub(super) fn stripped<'w>(wrong: &'w str, language: &dyn Language) -> Option<&'w str> {
    let tokens = words::tokens(wrong);
    let word = |at: usize| tokens.get(at).map(|token| token.span.of(wrong));
    let determiner = |at: usize| word(at).is_some_and(|word| language.determiner(word).is_some());
    let mut first = 0;
    if word(0).is_some_and(|word| language.is_preposition(word)) && determiner(1) {
        first = 1;
    }
    if determiner(first) {
        first += 1;
    }
    Some(wrong[tokens.get(first)?.span.start()..].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{one_line, stripped};
    use crate::lang::French;

    #[test]
    fn articles_and_their_prepositions_go() {
        for (wrong, wanted) in [
            ("la pente foncée", Some("pente foncée")),
            ("de la pente foncée", Some("pente foncée")),
            ("du bord", Some("bord")),
            ("l’objectif", Some("objectif")),
            ("de l'objectif", Some("objectif")),
            ("Les Guerriers de l'État d'Or", Some("Guerriers de l'État d'Or")),
            ("objectif", Some("objectif")),
            ("à l'échelle IA", Some("échelle IA")),
            ("la", None),
            ("de la", None),
            ("", None),
        ] {
            assert_eq!(stripped(wrong, &French), wanted, "{wrong}");
        }
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line(" Une pente\r\n  foncée.\t\n"), "Une pente foncée.");
        assert_eq!(one_line("«\u{A0}oui\u{A0}»"), "«\u{A0}oui\u{A0}»");
    }
}
