//! The weights of evidence, all in one table. Integers, so that no two machines disagree.
//!
//! They are reasoned, not fitted: a frame that only a name stands in weighs about as much as two
//! words of the field beside it; a sign of the ordinary sense weighs more than any single frame.

use crate::glossary::Class;

/// From this score on a candidate is replaced.
pub const SAFE: i32 = 10;
/// From this score on it is suggested.
pub const SUGGESTED: i32 = 6;
/// Two entries this close at one place are both in doubt.
pub const RIVAL_MARGIN: i32 = 2;
/// How far "anywhere in the document" reaches, in words: some ten pages. Beyond, a corpus file is
/// many texts, and a name in one says nothing of another.
pub const REACH: usize = 5_000;

/// How far from a place what names it may stand, in words, for an everyday word to be sure: a long paragraph.
pub const NEARBY: usize = 120;

/// What a rendering weighs by its class alone.
#[must_use]
pub const fn prior(class: Class) -> i32 {
    match class {
        Class::Sure => 10,
        // People write "Youtube" too: it takes a word of the field to call it a machine's doing.
        Class::Drift => 7,
        Class::Foreign => 4,
        Class::Phrase => 2,
        Class::Ordinary => 0,
    }
}

/// First cue in the sentence, each further one, and the most that cues of the sentence may weigh.
pub const CUE_SENTENCE: (i32, i32, i32) = (5, 2, 9);
/// The same for the rest of the paragraph.
pub const CUE_PARAGRAPH: (i32, i32, i32) = (3, 1, 4);
/// The same for the rest of the document.
pub const CUE_DOCUMENT: (i32, i32, i32) = (2, 1, 4);
/// A cue in a title, where the document has none nearer.
pub const CUE_TITLE: i32 = 3;
/// The most that a common word weighs as the first cue: other texts have it too.
pub const CUE_COMMON: i32 = 3;
/// The most that all cues together may weigh.
pub const CUE_CAP: i32 = 10;

/// The right name stands in the document.
pub const STANDING: i32 = 3;
/// The right name stands in the same sentence: whoever wrote both meant two things.
pub const STANDING_BESIDE: i32 = -5;
/// Another place with the same wrong form was mended.
pub const CONFIRMED_SAME: i32 = 4;
/// Another place with another wrong form of the same name was mended.
pub const CONFIRMED_OTHER: i32 = 3;
/// A related entry stands or was mended in the document.
pub const RELATED: i32 = 3;

/// The name stands in the source text.
pub const SOURCE: i32 = 8;
/// The same at the head of a sentence or cell, where every word has a capital.
pub const SOURCE_AT_START: i32 = 3;

/// A frame by its name.
#[must_use]
pub fn frame(name: &str) -> i32 {
    match name {
        "apposition" => 9,
        "enumeration" => 8,
        "apposed" | "share" | "headline" | "object" | "predicate" | "uncontracted" | "bare apposition" => 6,
        "disagreement" | "version" | "deed" | "staff" => 7,
        "subject" | "possessor" | "undetermined" | "capital" | "coordination" | "parallel" | "speech" => 5,
        "preposition" | "alone" => 4,
        "weak possessor" => 3,
        "weak subject" | "agent" => 2,
        _ => 0,
    }
}

/// An adjective or participle between article and noun, or right after the noun.
pub const ADJECTIVE: i32 = -6;
/// A complement that a common noun takes ("objectif de croissance").
pub const COMPLEMENT: i32 = -8;
/// A relative clause right after ("la flamme qui brûle").
pub const RELATIVE: i32 = -6;
/// What one does with a common noun of this sense ("l'objectif a été atteint").
pub const OUTCOME: i32 = -8;
/// "dont l'objectif": it belongs to what was named before.
pub const OWNED: i32 = -8;
/// "rallumer la flamme": the object of a verb that is not done to names.
pub const GOVERNED: i32 = -4;
/// "l'objectif est de", "est que".
pub const COPULA: i32 = -12;
/// A bare common noun in small letters where no frame asks for a name.
pub const BARE: i32 = -6;
/// A capitalised article inside a sentence, for a title and for a name without article.
pub const TITLED: (i32, i32) = (5, -6);
/// A capitalised neighbour: part of a longer name.
pub const LONGER_NAME: i32 = -8;
/// Capitals inside where the name has other ones ("openAI"), which nobody writes by habit.
pub const ODD_CAPITALS: i32 = 3;
/// A name that is coined ("OpenAI") in small letters; other names in small letters.
pub const SMALL_LETTERS: (i32, i32) = (-2, -6);
/// Each typing error of a fuzzy match.
pub const TYPING_ERROR: i32 = -2;
