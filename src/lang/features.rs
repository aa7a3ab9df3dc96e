//! Grammatical features that languages of Europe share, and their packing into the lexicon's tags.

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

/// Whether an article stands before a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Article {
    /// Never: "Meta".
    #[default]
    None,
    /// The definite one: "la NASA", "le Pentagone".
    Definite,
    /// It is part of the name: "Le Monde", "The Guardian".
    Lexical,
}

/// Whether short words lose their vowel before a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Elision {
    /// By its spelling.
    #[default]
    Auto,
    /// Always: "d'Hermès".
    Yes,
    /// Never: "de Hugging Face".
    No,
}

/// Part of speech, as coarse as the engine needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    /// Common noun; a capitalised one takes the article ("la France").
    Noun,
    /// Adjective.
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
    /// Name of a place, firm or body that takes no article ("Cuba", "Google").
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

/// What one form of a word may be, packed into sixteen bits in the lexicon file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Part of speech.
    pub pos: Pos,
    /// Gender; `None` if the form serves both or has none.
    pub gender: Option<Gender>,
    /// Number of a noun, adjective or participle; `None` if the form serves both or has none.
    pub number: Option<Number>,
    /// Tense of a finite verb.
    pub tense: Option<Tense>,
    /// True for a verb form of the third person singular.
    pub third_singular: bool,
    /// True for a verb form of the third person plural.
    pub third_plural: bool,
}

const POS: [Pos; 15] = [
    Pos::Noun,
    Pos::Adjective,
    Pos::Verb,
    Pos::Infinitive,
    Pos::PastParticiple,
    Pos::PresentParticiple,
    Pos::Adverb,
    Pos::Preposition,
    Pos::Determiner,
    Pos::Pronoun,
    Pos::Conjunction,
    Pos::ProperName,
    Pos::FirstName,
    Pos::Surname,
    Pos::Other,
];

const TENSES: [Tense; 8] = [
    Tense::Present,
    Tense::Imperfect,
    Tense::SimplePast,
    Tense::Future,
    Tense::Conditional,
    Tense::Subjunctive,
    Tense::SubjunctiveImperfect,
    Tense::Imperative,
];

impl Tag {
    /// A tag with a part of speech and nothing else.
    #[must_use]
    pub const fn new(pos: Pos) -> Self {
        Self { pos, gender: None, number: None, tense: None, third_singular: false, third_plural: false }
    }

    /// Four bits of part of speech, two of gender, two of number, four of tense, two of person.
    #[must_use]
    pub const fn pack(self) -> u16 {
        let gender = match self.gender {
            None => 0,
            Some(Gender::Masculine) => 1,
            Some(Gender::Feminine) => 2,
        };
        let number = match self.number {
            None => 0,
            Some(Number::Singular) => 1,
            Some(Number::Plural) => 2,
        };
        let tense = match self.tense {
            None => 0,
            Some(tense) => tense as u16 + 1,
        };
        self.pos as u16
            | gender << 4
            | number << 6
            | tense << 8
            | (self.third_singular as u16) << 12
            | (self.third_plural as u16) << 13
    }

    /// The tag that [`Tag::pack`] packed; bits that mean nothing read as "none".
    #[must_use]
    pub fn unpack(bits: u16) -> Self {
        Self {
            pos: POS.get(usize::from(bits & 15)).copied().unwrap_or(Pos::Other),
            gender: [None, Some(Gender::Masculine), Some(Gender::Feminine), None][usize::from(bits >> 4 & 3)],
            number: [None, Some(Number::Singular), Some(Number::Plural), None][usize::from(bits >> 6 & 3)],
            tense: usize::from(bits >> 8 & 15).checked_sub(1).and_then(|i| TENSES.get(i).copied()),
            third_singular: bits >> 12 & 1 == 1,
            third_plural: bits >> 13 & 1 == 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Gender, Number, POS, Pos, TENSES, Tag, Tense};

    #[test]
    fn tags_survive_packing() {
        for (i, &pos) in POS.iter().enumerate() {
            assert_eq!(pos as usize, i);
            assert_eq!(Tag::unpack(Tag::new(pos).pack()), Tag::new(pos));
        }
        for (i, &tense) in TENSES.iter().enumerate() {
            assert_eq!(tense as usize, i);
        }
        let tag = Tag {
            gender: Some(Gender::Feminine),
            number: Some(Number::Plural),
            tense: Some(Tense::Imperative),
            third_singular: true,
            third_plural: true,
            ..Tag::new(Pos::Verb)
        };
        assert_eq!(Tag::unpack(tag.pack()), tag);
    }
}
