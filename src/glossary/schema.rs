//! The notation of glossary files, version 1: what `serde` reads and `decalque schema` publishes.

use super::numbers::NumbersTable;
use crate::edit::Applicability;
use crate::lang::features::{Article, Elision, Gender, Number};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// A glossary of decalque: names and terms, what machines make of them, and when to put them right.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GlossaryFile {
    /// Version of this notation; always 1.
    pub format: u32,
    /// What this file is.
    pub pack: PackTable,
    /// Lists of words that speak for an entry, shared under a name.
    #[serde(default)]
    pub sets: BTreeMap<String, Vec<String>>,
    /// One table a name or term.
    #[serde(default)]
    pub entry: Vec<EntryTable>,
    /// Number words that a machine joins wrongly.
    #[serde(default)]
    pub quantity: Vec<QuantityTable>,
    /// Phrases put together the way of another language.
    #[serde(default)]
    pub calque: Vec<CalqueTable>,
    /// How languages write and say numbers.
    #[serde(default)]
    pub numbers: NumbersTable,
    /// Changes to entries of other packs, without copying them.
    #[serde(default)]
    pub extend: Vec<ExtendTable>,
    /// Words added to sets of other packs, under "pack.set".
    #[serde(default)]
    pub extend_sets: BTreeMap<String, Vec<String>>,
    /// Words taken out of sets of other packs, under "pack.set".
    #[serde(default)]
    pub without_sets: BTreeMap<String, Vec<String>>,
}

/// What a glossary file is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PackTable {
    /// Short name, unique among loaded packs; ids of entries begin with it.
    pub id: String,
    /// Version of the pack, "1.0.0".
    #[serde(default = "first_version")]
    pub version: String,
    /// Language of the texts that it mends, such as "fr".
    pub target: String,
    /// Languages that those texts were translated from.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Licence of the pack, as SPDX writes it.
    #[serde(default)]
    pub licence: Option<String>,
    /// One line on what the pack covers.
    #[serde(default)]
    pub about: Option<String>,
}

fn first_version() -> String {
    "1.0.0".to_owned()
}

/// A name or term and everything known about its mistranslations.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EntryTable {
    /// The right form, as it is written into the text.
    pub name: String,
    /// What it is; its kind knows which nouns and verbs stand beside it.
    pub kind: String,
    /// Id after the pack's; the name in small letters with hyphens unless given.
    #[serde(default)]
    pub id: Option<String>,
    /// Grammatical gender; the kind's unless given.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Grammatical number; singular unless given.
    #[serde(default)]
    pub number: Option<Number>,
    /// Whether an article stands before it; the kind's unless given.
    #[serde(default)]
    pub article: Option<Article>,
    /// Whether short words lose their vowel before it; by its spelling unless given.
    #[serde(default)]
    pub elision: Elision,
    /// Other right forms, left alone where they stand.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Other right forms, shorter, which `as = "…"` may write.
    #[serde(default)]
    pub short: Vec<String>,
    /// What the source text may have, by language, beside the right forms.
    #[serde(default)]
    pub source: BTreeMap<String, Vec<String>>,
    /// What machines write instead, as plain words of the target language.
    #[serde(default)]
    pub instead_of: Vec<RenderingItem>,
    /// Words that speak for the entry: the name of a set, or a list of words and "@set"s.
    #[serde(default)]
    pub near: OneOrMany,
    /// Given names after which it stands as a surname: the name of a set, or a list of names and "@set"s.
    #[serde(default)]
    pub given: OneOrMany,
    /// Phrases that silence the entry whatever else speaks for it; an infinitive stands for every
    /// form of its verb, "…" for up to four words.
    #[serde(default)]
    pub never: Vec<String>,
    /// Evidence with a weight or scope of its own.
    #[serde(default)]
    pub evidence: Vec<EvidenceTable>,
    /// How the text around the name is mended.
    #[serde(default)]
    pub repair: RepairTable,
    /// Ids of entries whose presence speaks for this one.
    #[serde(default)]
    pub related: Vec<String>,
    /// Ids of entries whose presence silences this one.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Whether it works: on, on trial (suggested at most), or off.
    #[serde(default)]
    pub status: Status,
    /// Examples of what is mended: pairs of before and after.
    #[serde(default)]
    pub change: Vec<(String, String)>,
    /// Examples of what must stay as it is; at least as many as `change`.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Examples of what is not even suggested.
    #[serde(default)]
    pub silent: Vec<String>,
}

/// Whether an entry works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It does.
    #[default]
    On,
    /// It suggests at most.
    Trial,
    /// It does not.
    Off,
}

impl Status {
    /// The most that a fix of an entry or rule of this status may become.
    #[must_use]
    pub const fn ceiling(self) -> Applicability {
        match self {
            Self::On => Applicability::Safe,
            Self::Trial => Applicability::Suggested,
            Self::Off => Applicability::Reported,
        }
    }
}

/// How a rendering is compared with the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// In singular and plural.
    #[default]
    Inflected,
    /// As it is written, case aside.
    Exact,
    /// With up to `distance` typing errors.
    Fuzzy,
}

/// Which determiner a rendering must have before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// A definite article or nothing.
    #[default]
    Any,
    /// A definite article.
    Definite,
    /// Nothing.
    None,
}

/// How a rendering must be written to be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CaseRule {
    /// In any case.
    #[default]
    Any,
    /// With a capital letter.
    Capital,
}

/// A wrong form of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RenderingTable {
    /// The words, as plain text; a definite article before them makes it obligatory.
    #[serde(default)]
    pub text: String,
    /// A regular expression instead of words, for shapes that no list of words covers; like an
    /// ordinary word, it needs something that speaks for the name, and a `keep` example that it matches.
    #[serde(default)]
    pub pattern: Option<String>,
    /// How it must be written.
    #[serde(default)]
    pub case: CaseRule,
    /// Which determiner it must have.
    #[serde(default)]
    pub determiner: Slot,
    /// How it is compared.
    #[serde(default, rename = "match")]
    pub matching: Match,
    /// Most typing errors of a fuzzy match, 1 or 2.
    #[serde(default)]
    pub distance: Option<u8>,
    /// The most that this rendering may become.
    #[serde(default)]
    pub ceiling: Option<Applicability>,
    /// The form to write, one of the entry's own; the name unless given.
    #[serde(default, rename = "as")]
    pub form: Option<String>,
    /// True for words that mean nothing else, which one word of the language alone never is; false
    /// for words that also have a sense of their own; found out from the lexicon unless given.
    #[serde(default)]
    pub sure: Option<bool>,
    /// True for a common noun that is a person ("gardien"): what persons do then says nothing.
    #[serde(default)]
    pub animate: bool,
    /// False for a common word that texts near this name hardly use in its own sense, so that a
    /// known name nearby is enough.
    #[serde(default)]
    pub everyday: Option<bool>,
}

/// Evidence with a weight of its own: one of `near`, `frame` and `entry`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EvidenceTable {
    /// Words, or "@set"s.
    #[serde(default)]
    pub near: OneOrMany,
    /// A syntactic frame, by the name that `explain` shows.
    #[serde(default)]
    pub frame: Option<String>,
    /// Another entry found or confirmed in the document.
    #[serde(default)]
    pub entry: Option<String>,
    /// How far away it may be, the sentence unless given; not for a frame, which is read in place.
    #[serde(default)]
    pub scope: Option<Scope>,
    /// What it adds to the score; negative speaks against.
    pub weight: i32,
    /// Words that cut it off where they stand between it and the place; not for a frame.
    #[serde(default)]
    pub barrier: Vec<String>,
}

/// How far evidence reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The same sentence.
    #[default]
    Sentence,
    /// The same paragraph.
    Paragraph,
    /// A title of the document.
    Title,
    /// Anywhere in the document.
    Document,
}

/// How the text around a name is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RepairTable {
    /// Mend the article and its preposition.
    pub article: bool,
    /// Make the words that agreed with the wrong form agree again.
    pub agreement: bool,
}

impl Default for RepairTable {
    fn default() -> Self {
        Self { article: true, agreement: true }
    }
}

fn thousand() -> u64 {
    1000
}

fn safe() -> Applicability {
    Applicability::Safe
}

/// A number word that a machine joins to numbers that its language counts otherwise.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct QuantityTable {
    /// The number word as it stands ("millions").
    pub unit: String,
    /// Other spellings of it ("million").
    #[serde(default)]
    pub also: Vec<String>,
    /// Numbers from here on are too many of it (1000).
    #[serde(default = "thousand")]
    pub from: u64,
    /// Numbers from here on are wrong in any notation; ten times `from` unless given. Below, accountants
    /// count so too, and only a notation of another language, or the source, makes it sure.
    #[serde(default)]
    pub sure_from: Option<u64>,
    /// The number word to write, singular ("milliard"); empty to write the number out.
    pub becomes: String,
    /// The same in the plural.
    pub becomes_plural: String,
    /// The number word to write below `from`, singular and plural, where the unit is a word of another language.
    #[serde(default)]
    pub below: Option<(String, String)>,
    /// Languages in which the same word is worth something else, see `[numbers]`: without a source that
    /// tells, it is reported and never mended.
    #[serde(default)]
    pub false_friend: Vec<String>,
    /// Only before a noun of `measured`, see `[numbers]`.
    #[serde(default)]
    pub measured: bool,
    /// How far a fix may be trusted at most.
    #[serde(default = "safe")]
    pub ceiling: Applicability,
    /// Phrases in which it stays.
    #[serde(default)]
    pub never: Vec<String>,
    /// Examples of what is mended.
    #[serde(default)]
    pub change: Vec<(String, String)>,
    /// Examples of what must stay.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Examples of what is not even suggested.
    #[serde(default)]
    pub silent: Vec<String>,
}

/// A phrase put together the way of another language, and what is said instead.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CalqueTable {
    /// Id after the pack's.
    pub id: String,
    /// What is looked for: a word stands for all its forms, `<noun>` and its like for a word of that sort,
    /// `<v=signer|engager>` for a form of these words, `<à>` and `<de>` for the preposition with or without an
    /// article, `^` for the start of a sentence, `<end>` for the end of a clause.
    pub text: String,
    /// What is said instead: slots are copied, `payant@adj` is a word in the form that a slot asks for.
    pub say: String,
    /// Words that must stand in the same sentence: the name of a set, or a list of words and "@set"s.
    #[serde(default)]
    pub near: OneOrMany,
    /// How many of them must; one unless given.
    #[serde(default)]
    pub enough: Option<u8>,
    /// Phrases that silence it where they stand in the same sentence.
    #[serde(default)]
    pub never: Vec<String>,
    /// The most that it may become.
    #[serde(default)]
    pub ceiling: Option<Applicability>,
    /// Whether it works.
    #[serde(default)]
    pub status: Status,
    /// Examples of what is mended.
    #[serde(default)]
    pub change: Vec<(String, String)>,
    /// Examples of what must stay; at least as many as `change`.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Examples of what is not even suggested.
    #[serde(default)]
    pub silent: Vec<String>,
}

/// Changes to an entry of another pack. Lists are added to; what is single replaces what the entry says. Of a calque or
/// a quantity only the examples can be added to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ExtendTable {
    /// Full id of the entry, "pack.entry", or of the calque or quantity.
    pub id: String,
    /// Switches it on, off, or to trial.
    #[serde(default)]
    pub status: Option<Status>,
    /// The most that the renderings it has already may become.
    #[serde(default)]
    pub ceiling: Option<Applicability>,
    /// Renderings taken out, as the entry writes them.
    #[serde(default)]
    pub without: Vec<String>,
    /// Renderings added.
    #[serde(default)]
    pub instead_of: Vec<RenderingItem>,
    /// Right forms added.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Short right forms added.
    #[serde(default)]
    pub short: Vec<String>,
    /// Forms of the source text added, by language.
    #[serde(default)]
    pub source: BTreeMap<String, Vec<String>>,
    /// Words added that speak for it.
    #[serde(default)]
    pub near: OneOrMany,
    /// Given names added.
    #[serde(default)]
    pub given: OneOrMany,
    /// Evidence added; the weight of a frame replaces the one that the entry gives it.
    #[serde(default)]
    pub evidence: Vec<EvidenceTable>,
    /// Vetoes added.
    #[serde(default)]
    pub never: Vec<String>,
    /// Ids added of entries whose presence speaks for this one.
    #[serde(default)]
    pub related: Vec<String>,
    /// Ids added of entries whose presence silences this one.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Another grammatical gender.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Another grammatical number.
    #[serde(default)]
    pub number: Option<Number>,
    /// Another use of the article.
    #[serde(default)]
    pub article: Option<Article>,
    /// Another elision.
    #[serde(default)]
    pub elision: Option<Elision>,
    /// Other repairs.
    #[serde(default)]
    pub repair: Option<RepairTable>,
    /// Examples added.
    #[serde(default)]
    pub change: Vec<(String, String)>,
    /// Examples added.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Examples of what is not even suggested, added.
    #[serde(default)]
    pub silent: Vec<String>,
}

/// One string, or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

impl JsonSchema for OneOrMany {
    fn schema_name() -> Cow<'static, str> {
        "OneOrMany".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "array"], "items": { "type": "string" } })
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = OneOrMany;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a set, or a list of words")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                // A lone word names a set; the loader tells `near = "meta-family"` from a word by this mark.
                Ok(OneOrMany(vec![format!("@{text}")]))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = seq.next_element()? {
                    words.push(word);
                }
                Ok(OneOrMany(words))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A rendering written as a plain string or as a table. `serde(untagged)` was the alternative: its
/// errors name neither the field nor the cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderingItem(pub RenderingTable);

impl<'de> Deserialize<'de> for RenderingItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = RenderingTable;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the wrong form as a string, or a table with `text`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<RenderingTable, E> {
                Ok(RenderingTable { text: text.to_owned(), ..RenderingTable::default() })
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<RenderingTable, A::Error> {
                RenderingTable::deserialize(de::value::MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_any(Visitor).map(Self)
    }
}

impl JsonSchema for RenderingItem {
    fn schema_name() -> Cow<'static, str> {
        "Rendering".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let table = generator.subschema_for::<RenderingTable>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, table] })
    }
}

/// The JSON Schema of glossary files.
#[must_use]
pub fn json_schema() -> schemars::Schema {
    schemars::schema_for!(GlossaryFile)
}
