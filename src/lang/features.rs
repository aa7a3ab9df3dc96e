//! Grammatical features that languages of Europe share.

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub enum Gender {
    /// Masculine.
    #[serde(rename = "m")]
    Masculine,
    /// Feminine.
    #[serde(rename = "f")]
    Feminine,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub enum Number {
    /// Singular.
    #[serde(rename = "sg")]
    Singular,
    /// Plural.
    #[serde(rename = "pl")]
    Plural,
}

/// Part of speech, as coarse as the engine needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    /// Common noun.
    Noun,
    /// Adjective, qualifying ones only.
    Adjective,
    /// Verb in a finite form.
    Verb,
    /// Infinitive.
    Infinitive,
    /// Past participle.
    PastParticiple,
    /// Present participle.
    PresentParticiple,
    /// Adverb.
    Adverb,
    /// Preposition.
    Preposition,
    /// Article, possessive, demonstrative, quantifier.
    Determiner,
    /// Pronoun.
    Pronoun,
    /// Conjunction.
    Conjunction,
    /// Name of a place, firm or body.
    ProperName,
    /// Given name.
    FirstName,
    /// Family name.
    Surname,
    /// Anything else: interjections, symbols, parts of fixed phrases.
    Other,
}

/// Tense and mood of a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Indicative present.
    Present,
    /// Indicative imperfect.
    Imperfect,
    /// Simple past.
    SimplePast,
    /// Future.
    Future,
    /// Conditional.
    Conditional,
    /// Subjunctive present.
    Subjunctive,
    /// Subjunctive imperfect.
    SubjunctiveImperfect,
    /// Imperative.
    Imperative,
}
