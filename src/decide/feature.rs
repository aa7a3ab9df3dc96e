//! What a piece of evidence is an instance of: the rows of the table of weights, and what has no weight.

use serde::{Deserialize, Serialize};

macro_rules! features {
    ($($variant:ident $id:literal $what:literal)*) => {
        /// What a piece of evidence is an instance of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Feature {
            $(#[doc = $what] #[serde(rename = $id)] $variant,)*
        }

        impl Feature {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Kind and name: "frame.apposition".
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// What it says, in a few words.
            #[must_use]
            pub const fn what(self) -> &'static str {
                match self { $(Self::$variant => $what),* }
            }
        }
    };
}

features! {
    Sure "rendering.sure" "words that mean nothing else"
    // People write "Youtube" too: it takes a word of the field to call it a machine's doing.
    Drift "rendering.drift" "the name in another spelling"
    Foreign "rendering.foreign" "no word of the language"
    Phrase "rendering.phrase" "words that rarely stand together"
    Ordinary "rendering.ordinary" "an ordinary word"
    TypingError "typing.error" "each letter that differs"
    OddCapitals "casing.odd-capitals" "capitals inside where the name has other ones (openAI)"
    SmallCoined "casing.small-coined" "a name that is coined (OpenAI) in small letters"
    SmallLetters "casing.small" "another name in small letters"
    Title "casing.title" "a capitalised article inside a sentence, before a name that has one"
    TitledBare "casing.titled-bare" "the same before a name without article"
    LongerName "casing.longer-name" "a capitalised neighbour: part of a longer name"
    OtherKind "casing.other-kind" "the name of something of another kind (rue de la Pomme)"
    OwnName "casing.own-name" "an article and a capital: perhaps a name of the language's own"
    Apposition "frame.apposition" "a noun of its kind and the name (le géant X)"
    Apposed "frame.apposed" "between commas after what it is"
    BareApposition "frame.bare apposition" "a noun of its kind and a bare word in small letters"
    Deed "frame.deed" "subject of what only such a thing does (licencier)"
    Staff "frame.staff" "people that only such a thing has (porte-parole de X)"
    Speech "frame.speech" "who says what was quoted"
    Enumeration "frame.enumeration" "in a list of names"
    Coordination "frame.coordination" "beside one name"
    Alone "frame.alone" "all that a heading or a cell is"
    Parallel "frame.parallel" "headings or cells about it are names"
    Defined "frame.defined" "a heading over the definition of the name"
    Glossed "frame.glossed" "a name that it belongs to beside it in brackets"
    Topic "frame.topic" "in a heading of a text that begins with the definition of the name"
    Subject "frame.subject" "subject of what such a thing does"
    WeakSubject "frame.weak subject" "subject of what a common noun does as often"
    Agent "frame.agent" "by whom something is done"
    Predicate "frame.predicate" "what is said to be such a thing"
    Possessor "frame.possessor" "what such a thing owns"
    WeakPossessor "frame.weak possessor" "what a common noun may own too"
    Disagreement "frame.disagreement" "words around it agree with the name, not with the wrong form"
    Uncontracted "frame.uncontracted" "de le, à le: the machine saw a name"
    Undetermined "frame.undetermined" "no article where a common noun has one"
    Object "frame.object" "object of what is done to such a thing"
    Share "frame.share" "shares of it are bought"
    Headline "frame.headline" "bare at the head of a sentence, its verb after it"
    Preposition "frame.preposition" "after a preposition that names take"
    Version "frame.version" "a version number follows"
    Capital "frame.capital" "a capital inside a sentence"
    // A word of the language in capitals right after "José" is no word of the language: enough by itself.
    GivenName "frame.given name" "right after a given name of its language (José X)"
    Honorific "frame.honorific" "right after a word of address (M. X)"
    AdjectiveBefore "ordinary.adjective-before" "an adjective between article and noun"
    AdjectiveAfter "ordinary.adjective-after" "an adjective that agrees follows"
    AdjectiveOfHead "ordinary.adjective-of-head" "the same after an apposition, whose adjective it may be"
    AdjectiveOwn "ordinary.adjective-own" "the same where only the wrong form explains its gender"
    Complement "ordinary.complement" "a complement that a common noun takes"
    Relative "ordinary.relative" "a relative clause follows"
    ToDo "ordinary.to-do" "something to do follows"
    Owned "ordinary.owned" "it belongs to what was named before"
    HeadNamed "ordinary.head-named" "the head of the apposition has another name"
    Governed "ordinary.governed" "a verb that takes things governs it"
    Copula "ordinary.copula" "it is defined by what follows"
    Outcome "ordinary.outcome" "what befalls a common noun"
    Bare "ordinary.bare" "bare, in small letters, in no frame"
    CueSentence "cue.sentence" "the first word of its field in the sentence"
    CueSentenceMore "cue.sentence-more" "each further one"
    CueParagraph "cue.paragraph" "the first word of its field in the rest of the paragraph"
    CueParagraphMore "cue.paragraph-more" "each further one"
    CueTitle "cue.title" "the first word of its field, in a title"
    CueDocument "cue.document" "the first word of its field in the rest of the document"
    CueDocumentMore "cue.document-more" "each further one"
    CueCommon "cue.common" "the most that a common word weighs as the first one: other texts have it too"
    Standing "memory.standing" "the right name stands in the document"
    // Whoever wrote both meant two things.
    StandingBeside "memory.beside" "the right name stands in the same sentence"
    ConfirmedSame "memory.same" "another place with the same wrong form was mended"
    // A given name has told whose it is, and its capital does the rest.
    Introduced "memory.introduced" "the same for a surname"
    ConfirmedOther "memory.other" "another place with another wrong form was mended"
    Related "related.entry" "a related entry stands or was mended in the document"
    Source "source.inside" "the name stands in the source"
    // There every word has a capital.
    SourceAtStart "source.at-start" "the source begins with the name, or with a word like it"
    NameInside "name.inside" "a capital inside a sentence of the source"
    NameCoined "name.coined" "capitals inside, or digits"
    NameListed "name.listed" "in a list of the source whose items have capitals"
    NameWeak "name.weak" "a capital after a bracket of the source"
    NameElsewhere "name.elsewhere" "a capital inside another sentence of the source"
    NameKept "name.kept" "the translation keeps it elsewhere"
    NameUsual "name.usual" "the translation keeps it nearly always"
    NameFaithful "name.faithful" "the translation keeps nearly all capitals: what it translates it means"
    NameEntry "name.entry" "a glossary knows it"
    NameCommon "name.common" "the source has it in small letters too"
    NameComplement "name.complement" "it says of what a translated word is (Ministerio de X)"
    RemainsPlace "remains.place" "between the same neighbours as the name in the source"
    RemainsReversed "remains.reversed" "before the word that the name begins with (X de Y for Y X)"
    RemainsWhole "remains.whole" "all of a cell, an item, a bracket"
    RemainsCapital "remains.capital" "a capital that nothing else in the source explains"
    RemainsCapitals "remains.capitals" "as many such capitals as the name has"
    RemainsOdd "remains.odd" "a capital on a verb or an adverb, which no name of the language is"
    RemainsNear "remains.near" "beside a neighbour of the name in the source"
    RemainsRestored "remains.restored" "the same words were the name elsewhere in the document"
    RemainsOnly "remains.only" "the only such capital, of the only name that is missing"
    RemainsAlike "remains.alike" "each step of likeness to the name"
    RemainsBeside "remains.beside" "the rest of the name stands beside it"
    RemainsApart "remains.apart" "the rest of the name stands elsewhere"
    RemainsSense "remains.sense" "a wrong form of the name that a glossary has"
    RemainsTranslated "remains.translated" "a dictionary translates the name so"
    RemainsRendered "remains.rendered" "the engine that translated the corpus renders the name so"
    RemainsRepeated "remains.repeated" "the same words stand in other lines that lack the name"
    RemainsForeign "remains.foreign" "no word of the language"
    RemainsPart "remains.part" "part of the name stands in it"
    RemainsProper "remains.proper" "a name of the language's own"
    RemainsLowered "remains.lowered" "the same word in small letters, as the language writes it"
    RemainsAbstract "remains.abstract" "a learned word that both languages have"
    RemainsExplained "remains.explained" "another word of the source explains part of it"
    RemainsLong "remains.long" "each word too many"
    RemainsShort "remains.short" "each word too few, where the place is not sure"

    NeedsArticle "veto.needs-article" "this rendering needs a definite article"
    NeedsNone "veto.needs-none" "this rendering stands without a determiner"
    Determiner "veto.determiner" "a determiner that no name takes"
    Partitive "veto.partitive" "an indefinite article"
    Clause "veto.clause" "the clause goes on"
    OtherNumber "veto.number" "the other number is the common noun's"
    Counted "veto.counted" "it is counted"
    Never "veto.never" "a phrase beside which the words stay"
    Unless "veto.unless" "another entry is meant"
    SourceLacks "veto.source" "the source does not have the name"
    LacksName "lack.name" "nothing says which name is meant"
    LacksFrame "lack.frame" "nothing says that it is a name"
    LacksNearness "lack.nearness" "what names it stands too far away"
    LacksCertainty "lack.certainty" "nothing says for sure that it is a name"
    Withdrawn "lack.peace" "what it would confirm speaks against it"
    Rival "rival.entry" "another entry claims the place"
    SecondLook "look.second" "seen once the rest was mended"
}

impl Feature {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Its kind, a word for `explain`: "frame".
    #[must_use]
    pub fn kind(self) -> &'static str {
        self.id().split_once('.').map_or("", |(kind, _)| kind)
    }

    /// Its name among its kind: "apposition".
    #[must_use]
    pub fn name(self) -> &'static str {
        self.id().split_once('.').map_or("", |(_, name)| name)
    }

    /// True if it has a row in the table of weights: a veto has none, nothing outvotes it.
    #[must_use]
    pub fn is_weighed(self) -> bool {
        !matches!(self.kind(), "veto" | "lack" | "rival" | "look")
    }
}

#[cfg(test)]
mod tests {
    use super::Feature;
    use crate::glossary::FRAMES;
    use std::collections::BTreeSet;

    #[test]
    fn glossaries_may_weigh_every_frame_and_nothing_else() {
        let frames: BTreeSet<&str> =
            Feature::ALL.iter().filter(|feature| feature.kind() == "frame").map(|feature| feature.name()).collect();
        assert_eq!(FRAMES.into_iter().collect::<BTreeSet<_>>(), frames);
    }

    #[test]
    fn ids_have_a_kind_and_a_name_and_are_unlike() {
        let ids: BTreeSet<&str> = Feature::ALL.iter().map(|feature| feature.id()).collect();
        assert_eq!(ids.len(), Feature::COUNT);
        assert!(Feature::ALL.iter().all(|feature| !feature.kind().is_empty() && !feature.name().is_empty()));
    }
}
