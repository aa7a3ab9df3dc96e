//! The text that a document was translated from: its language, its words, and which part goes with which.

use super::{Document, Facts};
use crate::align::{self, Alignment};
use crate::lang::{Profile, Tally};
use crate::text::words::{self, Token};
use std::fmt;
use std::sync::Arc;

/// A source that something may be concluded from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Which part of it each part of the document translates.
    pub alignment: Alignment,
    /// Its language: as the user says, or as its function words tell.
    pub language: Option<String>,
    /// Its words.
    pub tokens: Arc<[Token]>,
}

/// Why nothing is concluded from a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unused {
    /// It was looked for and is not there.
    Missing,
    /// The text was cut, and nobody knows where its source would have to be.
    Cut,
    /// It has no words.
    Empty,
    /// It is the text itself.
    Same,
    /// It is in the language of the text, which this is.
    Untranslated(&'static str),
    /// It is in the language that the text should be in, and the text in another: first the source's.
    Swapped(&'static str, &'static str),
    /// It is in another language than the user says.
    Language {
        /// What it is in.
        is: &'static str,
        /// What the user says.
        said: String,
    },
    /// It does not go with the text.
    Doubtful {
        /// How far it does, in ten-thousandths.
        confidence: u16,
    },
}

impl Source {
    /// Reads the source of `document` once, if it has one; `language` is the document's, and `said` the source's if
    /// the user says so.
    ///
    /// # Errors
    ///
    /// Returns why nothing may be concluded from it.
    #[must_use = "a source that is not used is to be reported"]
    pub fn read(
        document: &Document,
        facts: &Facts,
        profile: &Profile,
        language: &str,
        said: Option<&str>,
    ) -> Option<Result<Self, Unused>> {
        let source = document.source.as_deref()?;
        if source.trim().is_empty() {
            return Some(Err(Unused::Empty));
        }
        let tokens = words::tokens(source);
        let mut tally = Tally::default();
        for token in &tokens {
            profile.count(token.key, &mut tally);
        }
        let certain = profile.certain(&tally);
        let same = source.trim() == document.text.trim();
        // A name or a number is the same in two languages, a sentence is not.
        let unused = match (certain, facts.foreign) {
            (Some(code), Some(foreign)) if code == language => Some(Unused::Swapped(code, foreign)),
            _ if same && !tally.is_empty() => Some(Unused::Same),
            (Some(code), None) if code == language => Some(Unused::Untranslated(code)),
            (Some(is), _) => said
                .filter(|&said| said != is && profile.knows(said))
                .map(|said| Unused::Language { is, said: said.to_owned() }),
            (None, None) => profile.mostly(&tally, language).map(Unused::Untranslated),
            _ => None,
        };
        if let Some(unused) = unused {
            return Some(Err(unused));
        }
        let alignment = Alignment::of(&document.text, source);
        if !alignment.is_sure() {
            return Some(Err(Unused::Doubtful { confidence: alignment.confidence }));
        }
        let language = said.or(certain).or_else(|| profile.leading(&tally, language)).map(str::to_owned);
        Some(Ok(Self { alignment, language, tokens: tokens.into() }))
    }
}

impl Unused {
    /// True if both are one reason, how far a source does not go with its text aside.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Doubtful { .. }, Self::Doubtful { .. }))
    }
}

impl fmt::Display for Unused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is none"),
            Self::Cut => f.write_str("the text was cut; raise --max-size"),
            Self::Empty => f.write_str("it is empty"),
            Self::Same => f.write_str("it is the text itself"),
            Self::Untranslated(code) => write!(f, "it is in `{code}`, as the text is"),
            Self::Swapped(source, text) => {
                write!(f, "it is in `{source}`, and the text in `{text}`: give them the other way round")
            }
            Self::Language { is, said } => write!(f, "it is in `{is}`, not in `{said}` as said"),
            Self::Doubtful { confidence } => write!(
                f,
                "it does not go with the text (confidence {:.2}, {:.2} is needed)",
                f64::from(*confidence) / 10_000.0,
                f64::from(align::FLOOR) / 10_000.0
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, Unused};
    use crate::document::{Document, Facts};
    use crate::lang::{French, Profile};

    const FRENCH: &str =
        "Le groupe Zorb a vendu 14 maisons dans la ville, et le maire de Zorbourg est content pour une fois.";
    const ENGLISH: &str = "The Zorb group has sold 14 houses in the town, and the mayor of Zorbourg is happy for once.";

    fn read(text: &str, source: &str, said: Option<&str>) -> Option<Result<Option<String>, Unused>> {
        let document = Document { source: Some(source.to_owned()), ..Document::plain("", text) };
        let profile = Profile::new();
        let facts = Facts::new(&document, &French, &profile);
        Source::read(&document, &facts, &profile, "fr", said).map(|read| read.map(|source| source.language))
    }

    #[test]
    fn a_source_is_used_where_it_goes_with_its_text() {
        assert_eq!(read(FRENCH, ENGLISH, None), Some(Ok(Some("en".to_owned()))));
        assert_eq!(read(FRENCH, ENGLISH, Some("en")), Some(Ok(Some("en".to_owned()))));
        // Of a language that is not known here nothing can be said.
        assert_eq!(read(FRENCH, ENGLISH, Some("xx")), Some(Ok(Some("xx".to_owned()))));
        // A name is the same in two languages.
        assert_eq!(read("Zorb 14", "Zorb 14", None), Some(Ok(None)));
    }

    #[test]
    fn every_other_source_has_its_reason() {
        let unused = |text: &str, source: &str, said: Option<&str>| read(text, source, said).and_then(Result::err);
        assert_eq!(unused(FRENCH, " \n", None), Some(Unused::Empty));
        assert_eq!(unused(FRENCH, &format!("{FRENCH}\n"), None), Some(Unused::Same));
        let other = FRENCH.replace("content", "heureux");
        assert_eq!(unused(FRENCH, &other, None), Some(Unused::Untranslated("fr")));
        assert_eq!(unused(ENGLISH, FRENCH, None), Some(Unused::Swapped("fr", "en")));
        assert_eq!(unused(FRENCH, ENGLISH, Some("es")), Some(Unused::Language { is: "en", said: "es".to_owned() }));
        assert_eq!(unused(FRENCH, "No.", None), Some(Unused::Doubtful { confidence: 0 }));
        let document = Document::plain("", FRENCH);
        let facts = Facts::new(&document, &French, &Profile::new());
        assert!(Source::read(&document, &facts, &Profile::new(), "fr", None).is_none());
    }
}
