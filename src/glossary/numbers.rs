//! The notation of `[numbers]`: how languages write and say numbers.

use crate::lang::features::Number;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What reading a quantity needs to know of languages.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct NumbersTable {
    /// Nouns that follow a number word, each with its link ("de dollars", "d'euros").
    pub measured: Vec<String>,
    /// Words and marks between two numbers that share a unit, each with the words one of which must open the
    /// range; none if the range needs no opening.
    pub ranges: BTreeMap<String, Vec<String>>,
    /// Words that a year follows ("en", "janvier").
    pub years: Vec<String>,
    /// Words that a number follows which counts nothing ("page", "article").
    pub labels: Vec<String>,
    /// Numbers by language, under its ISO 639-1 code.
    pub language: BTreeMap<String, LanguageNumbers>,
}

/// How one language writes and says numbers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct LanguageNumbers {
    /// The marks that may part groups of three digits, besides spaces.
    pub group: String,
    /// The marks that may stand before decimals.
    pub decimal: String,
    /// Number words below a thousand.
    pub cardinal: BTreeMap<String, u64>,
    /// Number words from a thousand on, by their zeros (million = 6).
    pub scale: BTreeMap<String, u32>,
    /// Nouns for a thousand that "de" links to what they count, with their number.
    pub linked: BTreeMap<String, Number>,
}

impl NumbersTable {
    /// Adds what `other` says; where both say something, `other` holds.
    pub fn merge(&mut self, other: &Self) {
        self.measured.extend(other.measured.iter().cloned());
        self.years.extend(other.years.iter().cloned());
        self.labels.extend(other.labels.iter().cloned());
        self.ranges.extend(other.ranges.clone());
        for (code, theirs) in &other.language {
            let own = self.language.entry(code.clone()).or_default();
            own.cardinal.extend(theirs.cardinal.clone());
            own.scale.extend(theirs.scale.clone());
            own.linked.extend(theirs.linked.clone());
            for (mine, marks) in [(&mut own.group, &theirs.group), (&mut own.decimal, &theirs.decimal)] {
                if !marks.is_empty() {
                    mine.clone_from(marks);
                }
            }
        }
    }

    /// The zeros of `word` in `language`.
    #[must_use]
    pub fn zeros(&self, language: &str, word: &str) -> Option<u32> {
        self.language.get(language)?.scale.get(word).copied()
    }

    /// What links a number word to the noun `word` ("de", "d'"), if it takes one.
    #[must_use]
    pub fn link(&self, word: &str) -> Option<&str> {
        let link = |row: &&String| row.strip_suffix(word).is_some_and(|link| link.ends_with([' ', '\'']));
        self.measured.iter().find(link).map(|row| row[..row.len() - word.len()].trim_end())
    }
}

impl LanguageNumbers {
    /// True if `word` says a thousand and is no noun ("mille").
    #[must_use]
    pub fn is_thousand(&self, word: &str) -> bool {
        self.scale.get(word) == Some(&3) && !self.linked.contains_key(word)
    }
}
