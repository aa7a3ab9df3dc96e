//! Phrases of a veto: plain words that match a text by their dictionary forms.

use crate::lang::Lexicon;
use crate::lang::features::Pos;
use crate::text::fold;
use crate::text::words::{self, Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// One word of a phrase.
#[derive(Clone, Debug)]
enum Part {
    /// Any form of one of its dictionary forms.
    Word(Word),
    /// One of the forms of a preposition or article.
    OneOf(&'static [&'static str]),
    /// Up to four words.
    Gap,
}

#[derive(Clone, Debug)]
struct Word {
    key: u64,
    text: String,
    lexicon: &'static Lexicon,
    /// Its dictionary forms, looked up for the first text that has a word in its place: most phrases never
    /// come so far.
    lemmas: OnceLock<Vec<String>>,
}

impl Word {
    fn lemmas(&self) -> &[String] {
        self.lemmas.get_or_init(|| lemmas(&self.text, self.lexicon))
    }
}

/// A phrase such as "avoir pour objectif", "objectif de", "but … match".
#[derive(Clone, Debug)]
pub struct Phrase {
    /// As the glossary has it, for `explain`.
    pub text: String,
    lexicon: &'static Lexicon,
    keys: Vec<u64>,
    /// Its words, made ready for the first text that it is looked for in: a start has thousands of phrases,
    /// and an article asks for a few of them.
    parts: OnceLock<Vec<Part>>,
}

/// Small words that change their shape with what follows.
const SHAPES: [&[&str]; 4] =
    [&["de", "d'", "du", "des"], &["à", "au", "aux"], &["le", "la", "l'", "les"], &["que", "qu'"]];

/// The small word's shapes, if `word` is one of them.
fn shapes(word: &str) -> Option<&'static [&'static str]> {
    /// Bytes of the longest, an apostrophe being of three.
    const LONGEST: usize = 4;
    let small = word.len() <= LONGEST;
    small.then(|| SHAPES.into_iter().find(|shapes| shapes.iter().any(|shape| fold::same_word(word, shape)))).flatten()
}

/// What stands for a few words.
const GAP_MARK: &str = "…";

/// Most words that it stands for.
const GAP: usize = 4;

/// `text` with each gap as one mark.
fn marked(text: &str) -> Cow<'_, str> {
    if text.contains("...") { Cow::Owned(text.replace("...", GAP_MARK)) } else { Cow::Borrowed(text) }
}

impl Phrase {
    /// Reads a phrase; `None` if it has no word.
    #[must_use]
    pub fn new(text: &str, lexicon: &'static Lexicon) -> Option<Self> {
        let marked = marked(text);
        let full = |token: &Token| {
            let word = token.span.of(&marked);
            word != GAP_MARK && shapes(word).is_none()
        };
        let keys: Vec<u64> = words::tokens(&marked).iter().filter(|token| full(token)).map(|token| token.key).collect();
        (!keys.is_empty()).then(|| Self { text: text.to_owned(), lexicon, keys, parts: OnceLock::new() })
    }

    fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| {
            let marked = marked(&self.text);
            let part = |token: &Token| {
                let word = token.span.of(&marked);
                if word == GAP_MARK {
                    return Part::Gap;
                }
                shapes(word).map_or_else(
                    || {
                        let text = word.chars().map(fold::fold_mark).collect::<String>().to_lowercase();
                        Part::Word(Word { key: token.key, text, lexicon: self.lexicon, lemmas: OnceLock::new() })
                    },
                    Part::OneOf,
                )
            };
            words::tokens(&marked).iter().map(part).collect()
        })
    }

    /// True if a word of the phrase is one of `words` (keys).
    #[must_use]
    pub fn mentions(&self, words: &[u64]) -> bool {
        self.keys.iter().any(|key| words.contains(key))
    }

    /// The first place within `tokens[within]` where the phrase stands and `wanted` accepts it; `is_form`
    /// says whether a token is a form of one of some dictionary forms.
    #[must_use]
    pub fn find(
        &self,
        text: &str,
        tokens: &[Token],
        within: Range<usize>,
        is_form: &dyn Fn(usize, &[String]) -> bool,
        wanted: impl Fn(&Range<usize>) -> bool,
    ) -> Option<Range<usize>> {
        within.clone().find_map(|start| {
            let end = Self::match_at(self.parts(), text, tokens, start, within.end, is_form)?;
            Some(start..end).filter(&wanted)
        })
    }

    fn match_at(
        parts: &[Part],
        text: &str,
        tokens: &[Token],
        at: usize,
        end: usize,
        is_form: &dyn Fn(usize, &[String]) -> bool,
    ) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return Some(at) };
        if matches!(part, Part::Gap) {
            return (at..=(at + GAP).min(end)).find_map(|next| Self::match_at(rest, text, tokens, next, end, is_form));
        }
        let token = tokens.get(at).filter(|_| at < end)?;
        let word = token.span.of(text);
        let fits = match part {
            Part::OneOf(shapes) => shapes.iter().any(|shape| fold::same_word(word, shape)),
            Part::Word(own) => {
                token.key == own.key && fold::same_word(word, &own.text)
                    || token.kind == TokenKind::Word && !own.lemmas().is_empty() && is_form(at, own.lemmas())
            }
            Part::Gap => unreachable!("handled above"),
        };
        if fits {
            return Self::match_at(rest, text, tokens, at + 1, end, is_form);
        }
        None
    }
}

/// The dictionary forms under which `word` matches: of an infinitive its verb, of other content
/// words their nouns and adjectives; small words match as they are.
fn lemmas(word: &str, lexicon: &Lexicon) -> Vec<String> {
    let all = lexicon.analyses(word);
    let infinitive = all.iter().any(|a| a.tag.pos == Pos::Infinitive);
    let mut lemmas: Vec<String> = all
        .iter()
        .filter(|a| match a.tag.pos {
            Pos::Infinitive => true,
            Pos::Noun | Pos::Adjective => !infinitive,
            _ => false,
        })
        .map(crate::lang::Analysis::lemma)
        .collect();
    lemmas.sort_unstable();
    lemmas.dedup();
    lemmas
}

#[cfg(test)]
mod tests {
    use super::Phrase;
    use crate::lang::Lexicon;
    use crate::text::words;

    fn found(phrase: &str, text: &str) -> bool {
        let lexicon = Lexicon::french();
        let tokens = words::tokens(text);
        let phrase = Phrase::new(phrase, lexicon).expect("a phrase");
        let is_form = |at: usize, lemmas: &[String]| {
            lexicon.lemmas(tokens[at].span.of(text)).iter().any(|lemma| lemmas.contains(lemma))
        };
        phrase.find(text, &tokens, 0..tokens.len(), &is_form, |_| true).is_some()
    }

    #[test]
    fn phrases_match_by_dictionary_form() {
        assert!(found("avoir pour objectif", "La loi avait pour objectif la paix."));
        assert!(found("atteindre … objectif", "Ils ont atteint leurs deux objectifs."));
        assert!(found("objectif de", "l’objectif d’une vie"));
        assert!(found("objectif de", "les objectifs du plan"));
        assert!(found("prendre pour cible", "Ils prirent pour cible un convoi."));
        assert!(found("affirmer que", "Il vient d'affirmer qu'elle ment."));
    }

    #[test]
    fn other_words_do_not_match() {
        assert!(!found("avoir pour objectif", "Meta a licencié pour cet objectif."));
        assert!(!found("objectif de", "l'objectif a licencié de nombreux salariés"));
        assert!(!found("but … match", "le but que le onzième de la liste a marqué hier soir au match"));
    }
}
