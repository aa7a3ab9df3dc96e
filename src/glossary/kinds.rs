//! Kinds: what a company, a product, a person does in a sentence, written once per language as data.

use crate::lang::features::{Article, Gender, Number};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// All kinds of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Kinds {
    /// Version of the notation; always 1.
    pub format: u32,
    /// Language whose words these are.
    pub target: String,
    /// Words that a kind's frames share.
    pub common: Common,
    /// The kinds by name.
    pub kind: BTreeMap<String, Kind>,
}

/// Word lists that do not depend on the kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Common {
    /// Verbs that one does to oneself ("s'excuser"); of others the reflexive is a passive ("se vendre").
    pub reflexive_verbs: HashSet<String>,
    /// Verbs too common to say who is their subject.
    pub light_verbs: HashSet<String>,
    /// Verbs that abstract things are the subject of as often as people ("changer", "marquer").
    pub abstract_verbs: HashSet<String>,
    /// Heads of names that no entry is about ("rue", "café"), unless its kind has them.
    pub other_heads: HashSet<String>,
    /// Adverbs and negations that may stand between a subject and its verb.
    pub between: HashSet<String>,
    /// Participles that say of a common noun what became of it ("fixé", "atteint").
    pub outcomes: HashSet<String>,
    /// Prepositions after which a common noun has a determiner.
    pub determined: HashSet<String>,
    /// Verbs that make set phrases with a bare noun ("mettre fin").
    pub bare_object_verbs: HashSet<String>,
    /// Verbs of those who have a will, where an infinitive follows ("refuser de").
    pub will: HashSet<String>,
    /// Verbs that a quotation ends with, their subject after them ("…, dit X").
    pub speech: HashSet<String>,
    /// Words that names of products end in ("Pro", "Flash").
    pub suffixes: HashSet<String>,
    /// Words that make a place of the given name after them ("San José").
    pub saints: HashSet<String>,
    /// What one says is hard, good or bad *for* somebody.
    pub felt: HashSet<String>,
}

/// What names of one kind do in a sentence. All words are dictionary forms.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Kind {
    /// What it is, for the user.
    pub about: String,
    /// Whether an article stands before such names.
    #[serde(default)]
    pub article: Article,
    /// Gender that words take that agree with such a name.
    pub gender: Option<Gender>,
    /// Number of such names.
    pub number: Option<Number>,
    /// Nouns that stand before the name in apposition ("le groupe X", "le géant de X").
    #[serde(default)]
    pub heads: HashSet<String>,
    /// Verbs whose subject nothing but such a thing or a person is ("licencier").
    #[serde(default)]
    pub deeds: HashSet<String>,
    /// Verbs whose subject such a thing is, and a common noun rarely.
    #[serde(default)]
    pub verbs: HashSet<String>,
    /// Verbs whose subject it is, and a common noun as often.
    #[serde(default)]
    pub weak_verbs: HashSet<String>,
    /// Verbs whose passive subject it is ("X est accusé de").
    #[serde(default)]
    pub passives: HashSet<String>,
    /// What one says it *is* ("X est le leader").
    #[serde(default)]
    pub predicates: HashSet<String>,
    /// People that only such a thing has ("le porte-parole de X").
    #[serde(default)]
    pub staff: HashSet<String>,
    /// Nouns that belong to it ("le siège de X").
    #[serde(default)]
    pub owned: HashSet<String>,
    /// The same where a common noun may own them too ("l'avenir de").
    #[serde(default)]
    pub weakly_owned: HashSet<String>,
    /// Verbs whose object it is ("racheter X").
    #[serde(default)]
    pub objects_of: HashSet<String>,
    /// Verbs and nouns of what is done with it ("négocier avec X").
    #[serde(default)]
    pub partners: HashSet<String>,
    /// Verbs done to or for it ("appartenir à X").
    #[serde(default)]
    pub recipients: HashSet<String>,
    /// Prepositions that stand before it and rarely before a common noun ("chez X").
    #[serde(default)]
    pub prepositions: HashSet<String>,
    /// True if a version number may follow ("X 4.5").
    #[serde(default)]
    pub versions: bool,
    /// True if shares of it are bought ("49 % de X").
    #[serde(default)]
    pub shares: bool,
    /// Words of address before it ("M. X").
    #[serde(default)]
    pub honorifics: HashSet<String>,
    /// True for surnames: they stand alone only once a given name has told whose they are, with their capital
    /// and without article.
    #[serde(default)]
    pub surname: bool,
    /// True if "de" links its names to the nouns before them ("la ville de X").
    #[serde(default)]
    pub linked: bool,
    /// False if a name of this kind never stands for a thing that one has ("un X", "leurs X").
    #[serde(default)]
    pub countable: bool,
}
