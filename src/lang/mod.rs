//! Languages: what a word is, what stands before it, what must agree with it. Knows no glossary.

pub mod features;
mod french;
mod inflect;
mod lexicon;
mod profile;

pub use french::French;
pub use lexicon::{Analysis, Lexicon, MAGIC};
pub use profile::{Profile, Tally};

use features::{Gender, Number};

/// What a determiner says of its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeterminerKind {
    /// "le", and with its preposition "du": the one determiner that machine translation puts before names.
    Definite,
    /// "un", "des".
    Indefinite,
    /// "son", "leur".
    Possessive,
    /// "ce".
    Demonstrative,
    /// "plusieurs", "chaque", "trois", "quel".
    Quantifier,
}

/// A word that opens a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Determiner {
    /// What it says of its noun.
    pub kind: DeterminerKind,
    /// The preposition that it holds ("du" is "de" and "le").
    pub preposition: Option<&'static str>,
    /// Gender of its noun, where it tells.
    pub gender: Option<Gender>,
    /// Number of its noun.
    pub number: Number,
}

impl Determiner {
    /// True for the one determiner that machine translation puts before names.
    #[must_use]
    pub fn is_definite(&self) -> bool {
        self.kind == DeterminerKind::Definite
    }
}

/// A language that text can be mended in. One file each, one row in [`by_code`].
pub trait Language: Sync {
    /// ISO 639-1 code.
    fn code(&self) -> &'static str;

    /// Its words.
    fn lexicon(&self) -> &'static Lexicon;

    /// What `word` is as a determiner, in any case; `None` if it is none.
    fn determiner(&self, word: &str) -> Option<Determiner>;

    /// True if `word` is a preposition that a name may follow.
    fn is_preposition(&self, word: &str) -> bool;

    /// True if short words lose their vowel before `word`.
    fn elides(&self, word: &str) -> bool;

    /// What `word` becomes before a vowel ("de" → "d'"), if it changes.
    fn short(&self, word: &str) -> Option<&'static str>;

    /// The determiner that stands in the place of `word` before a vowel ("ce" → "cet", "sa" → "son").
    fn before_vowel(&self, word: &str) -> Option<&'static str>;

    /// What stands for the shortened `word` before a consonant ("qu'" → "que"). "l'" has no answer:
    /// its full form depends on gender.
    fn full(&self, word: &str) -> Option<&'static str>;

    /// The definite article.
    fn definite(&self, gender: Gender, number: Number) -> &'static str;

    /// Preposition and article in one word ("de", "le" → "du"), where the language joins them.
    fn contraction(&self, preposition: &str, article: &str) -> Option<&'static str>;

    /// The preposition that says where, before a town or a land with its article, in the place of `preposition`, which
    /// stands before lands alone ("en Kansas City" → "à Kansas City").
    fn locative(&self, preposition: &str) -> Option<&'static str>;

    /// Whether `word`, in small letters, is a subject pronoun of the third person, and if so whether of many.
    fn subject(&self, word: &str) -> Option<bool>;

    /// True if `word`, in small letters, may stand between a subject pronoun and its verb.
    fn is_clitic(&self, word: &str) -> bool;

    /// True if `word`, without its dot, is an abbreviation that does not end a sentence.
    fn is_abbreviation(&self, word: &str) -> bool;
}

/// The language with this ISO 639-1 code.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static dyn Language> {
    static LANGUAGES: [&dyn Language; 1] = [&French];
    LANGUAGES.into_iter().find(|language| language.code() == code)
}
