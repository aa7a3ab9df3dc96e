//! Calques: phrases that are put together the way of another language, and what is said instead.
//!
//! A rule is two lines of plain words. In `text` a word stands for all its forms; `<noun>` and its like stand
//! for one word of that sort, `<v=signer|engager>` for a form of one of these words. In `say` the same slots
//! are copied, and `payant@adj` is the word in the form that the slot asks for. A grammar of trees (as rule
//! languages for grammar checkers have) was the alternative: nobody but its author writes in it.

use crate::lang::Language;
use crate::lang::features::{Gender, Number, Pos};
use crate::text::{fold, words};

/// What a slot stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A common noun.
    Noun,
    /// An adjective or past participle.
    Adjective,
    /// A name, of one word or several.
    Name,
    /// A noun for a person by trade or office.
    Human,
    /// Any determiner that is no preposition too.
    Determiner,
    /// A definite article.
    Article,
    /// An adverb in "-ment", or none.
    Adverb,
    /// An infinitive.
    Infinitive,
    /// A number in digits.
    Number,
    /// This preposition, alone or joined with an article ("à", "au", "aux").
    Preposition(&'static str),
    /// A form of one of these dictionary forms.
    FormOf(Vec<String>),
}

/// The sorts by the name that glossaries give them.
const SORTS: [(&str, Sort); 11] = [
    ("noun", Sort::Noun),
    ("adj", Sort::Adjective),
    ("name", Sort::Name),
    ("human", Sort::Human),
    ("det", Sort::Determiner),
    ("le", Sort::Article),
    ("adv", Sort::Adverb),
    ("inf", Sort::Infinitive),
    ("number", Sort::Number),
    ("de", Sort::Preposition("de")),
    ("à", Sort::Preposition("à")),
];

/// One part of what is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Any form of this word, or the word itself.
    Word {
        /// In small letters, straight apostrophes.
        text: String,
        /// Its dictionary forms.
        lemmas: Vec<String>,
        /// What a small word is written as before other words ("de", "d'").
        shapes: Option<&'static str>,
    },
    /// A word written just so: it has a capital inside or is all capitals ("AI").
    Exact(String),
    /// A mark of punctuation.
    Mark(String),
    /// The dot of an abbreviation, which is left where it ends the sentence too.
    Dot,
    /// The beginning of a sentence.
    Start,
    /// The end of a clause: a mark of punctuation, not taken.
    End,
    /// A slot, by its place in [`Calque::slots`].
    Slot(usize),
}

/// One piece of what is said instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words and blanks as they are.
    Text(String),
    /// What stood in a slot.
    Copy(usize),
    /// A word in the form that a slot asks for.
    Agree(String, usize),
}

/// A rule, made ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calque {
    /// What is looked for.
    pub parts: Vec<Part>,
    /// Name and sort of each slot, in order of place.
    pub slots: Vec<(String, Sort)>,
    /// What is said instead.
    pub pieces: Vec<Piece>,
    /// Keys of the words that it is found by: spellings of one part, and which part.
    pub anchor: (usize, Vec<u64>),
}

impl Calque {
    /// Reads a rule.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with it and the cure.
    pub fn new(text: &str, say: &str, language: &dyn Language) -> Result<Self, (String, String)> {
        let mut calque = Self { parts: Vec::new(), slots: Vec::new(), pieces: Vec::new(), anchor: (0, Vec::new()) };
        calque.read_text(text, language)?;
        calque.read_say(say)?;
        let anchors = calque.parts.iter().enumerate().filter_map(|(i, part)| {
            let (rank, keys) = spellings(part, &calque.slots, language)?;
            Some((rank, i, keys))
        });
        // The rarest word costs least: "paiement" rather than "de".
        let best = anchors.min_by_key(|(rank, i, _)| (*rank, *i)).map(|(_, i, keys)| (i, keys));
        let (at, mut keys) = best.ok_or_else(|| {
            (
                format!("`{text}` has no word to find it by"),
                "write at least one noun, regular verb or name out".to_owned(),
            )
        })?;
        keys.sort_unstable();
        keys.dedup();
        calque.anchor = (at, keys);
        Ok(calque)
    }

    /// True if the phrase begins with an article or other determiner, and it fills `slot`.
    #[must_use]
    pub fn opens(&self, slot: usize) -> bool {
        matches!(self.slots[slot].1, Sort::Article | Sort::Determiner)
            && self.parts.iter().find(|part| **part != Part::Start) == Some(&Part::Slot(slot))
    }

    fn read_text(&mut self, text: &str, language: &dyn Language) -> Result<(), (String, String)> {
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(slot) = rest.strip_prefix('<') {
                let (slot, after) = slot
                    .split_once('>')
                    .ok_or_else(|| (format!("`<{slot}` is not closed"), "close it with `>`".to_owned()))?;
                self.read_slot(slot)?;
                rest = after;
                continue;
            }
            let (plain, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            for token in words::tokens(plain) {
                let word = token.span.of(plain);
                self.parts.push(if word == "^" {
                    Part::Start
                } else if token.is_word() {
                    word_part(word, language)
                } else if word == "." && matches!(self.parts.last(), Some(Part::Exact(_))) {
                    Part::Dot
                } else {
                    Part::Mark(word.to_owned())
                });
            }
            rest = after;
        }
        Ok(())
    }

    fn read_slot(&mut self, slot: &str) -> Result<(), (String, String)> {
        if slot == "end" {
            self.parts.push(Part::End);
            return Ok(());
        }
        let (name, sort) = if let Some((name, lemmas)) = slot.split_once('=') {
            (name, Sort::FormOf(lemmas.split('|').map(str::to_owned).collect()))
        } else {
            let sort = SORTS.iter().find(|(known, _)| *known == slot).map(|(_, sort)| sort.clone());
            let known: Vec<&str> = SORTS.iter().map(|(known, _)| *known).collect();
            let cure = format!("the sorts are {}, end, or <v=word|word>", known.join(", "));
            (slot, sort.ok_or_else(|| (format!("no sort of word is called `{slot}`"), cure))?)
        };
        if self.slots.iter().any(|(other, _)| other == name) {
            return Err((format!("two slots are called `{name}`"), "name one of them otherwise: <v=…>".to_owned()));
        }
        self.parts.push(Part::Slot(self.slots.len()));
        self.slots.push((name.to_owned(), sort));
        Ok(())
    }

    fn slot(&self, name: &str) -> Result<usize, (String, String)> {
        self.slots.iter().position(|(own, _)| own == name).ok_or_else(|| {
            (format!("`say` asks for `{name}`, which `text` does not have"), format!("add <{name}> to `text`"))
        })
    }

    fn read_say(&mut self, say: &str) -> Result<(), (String, String)> {
        let mut plain = String::new();
        let mut rest = say;
        while let Some(first) = rest.chars().next() {
            if let Some((slot, after)) = rest.strip_prefix('<').and_then(|slot| slot.split_once('>')) {
                self.pieces.extend((!plain.is_empty()).then(|| Piece::Text(std::mem::take(&mut plain))));
                self.pieces.push(Piece::Copy(self.slot(slot)?));
                rest = after;
                continue;
            }
            if let Some(after) = rest.strip_prefix('@') {
                let from = plain.rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |i| i + 1);
                let word = plain.split_off(from);
                let until = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
                let slot = self.slot(&after[..until])?;
                self.pieces.extend((!plain.is_empty()).then(|| Piece::Text(std::mem::take(&mut plain))));
                self.pieces.push(Piece::Agree(word, slot));
                rest = &after[until..];
                continue;
            }
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
        self.pieces.extend((!plain.is_empty()).then_some(Piece::Text(plain)));
        Ok(())
    }
}

fn word_part(word: &str, language: &dyn Language) -> Part {
    let lexicon = language.lexicon();
    if matches!(fold::Case::of(word), fold::Case::Upper | fold::Case::Mixed) && word.chars().count() > 1 {
        return Part::Exact(word.to_owned());
    }
    let text: String = word.chars().map(fold::fold_mark).collect::<String>().to_lowercase();
    let all = lexicon.analyses(&text);
    let infinitive = all.iter().any(|a| a.tag.pos == Pos::Infinitive);
    let open = |pos| match pos {
        Pos::Infinitive => true,
        Pos::Noun | Pos::Adjective => !infinitive,
        _ => false,
    };
    let mut lemmas: Vec<String> = all.iter().filter(|a| open(a.tag.pos)).map(crate::lang::Analysis::lemma).collect();
    lemmas.sort_unstable();
    lemmas.dedup();
    let shapes = language.short(&text).or_else(|| language.full(&text));
    Part::Word { text, lemmas, shapes }
}

/// How often a word that a rule is found by stands in texts where the rule does not apply, rarest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A noun, an adjective, an acronym.
    Rare,
    /// A verb, or one word of several.
    Verb,
    /// A preposition or the like.
    Small,
    /// A mark of punctuation.
    Mark,
}

/// Keys of all spellings of `part`, if they can be told: a word in its numbers, or a regular verb in all its
/// forms.
fn spellings(part: &Part, slots: &[(String, Sort)], language: &dyn Language) -> Option<(Rank, Vec<u64>)> {
    let lexicon = language.lexicon();
    let of_word = |word: &str| -> Option<(Rank, Vec<u64>)> {
        let verb = lexicon.analyses(word).iter().any(|a| a.tag.pos == Pos::Infinitive);
        if verb {
            return Some((Rank::Verb, lexicon.regular_forms(word)?.iter().map(|form| fold::key(form)).collect()));
        }
        let known = |word| language.is_preposition(word) || language.determiner(word).is_some();
        let small = known(word) || language.short(word).is_some() || language.full(word).is_some();
        let gendered = [Gender::Masculine, Gender::Feminine].into_iter().flat_map(|gender| {
            [Number::Singular, Number::Plural].into_iter().filter_map(move |number| lexicon.agree(word, gender, number))
        });
        let forms = std::iter::once(word.to_owned()).chain(lexicon.other_number(word)).chain(gendered);
        Some((if small { Rank::Small } else { Rank::Rare }, forms.map(|form| fold::key(&form)).collect()))
    };
    match part {
        Part::Word { text, shapes: None, .. } => of_word(text),
        Part::Exact(text) => Some((Rank::Rare, vec![fold::key(text)])),
        Part::Mark(mark) => Some((Rank::Mark, vec![fold::key(mark)])),
        Part::Slot(slot) => match &slots[*slot].1 {
            Sort::FormOf(lemmas) => {
                let all: Option<Vec<(Rank, Vec<u64>)>> = lemmas.iter().map(|lemma| of_word(lemma)).collect();
                let all = all?;
                let rank = all.iter().map(|(rank, _)| *rank).max()?.max(Rank::Verb);
                Some((rank, all.into_iter().flat_map(|(_, keys)| keys).collect()))
            }
            _ => None,
        },
        // "de" stands for "d'" too, so that no key tells where it is.
        Part::Word { .. } | Part::Dot | Part::Start | Part::End => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Calque, Part, Piece, Sort};
    use crate::lang::French;

    #[test]
    fn a_rule_is_read_into_parts_and_pieces() {
        let rule = Calque::new("<noun> de troisième partie", "<noun> tiers@noun", &French).expect("a rule");
        assert_eq!(rule.slots, [("noun".to_owned(), Sort::Noun)]);
        assert_eq!(rule.parts.len(), 4);
        assert_eq!(rule.parts[0], Part::Slot(0));
        assert_eq!(rule.pieces, [Piece::Copy(0), Piece::Text(" ".to_owned()), Piece::Agree("tiers".to_owned(), 0)]);
        let rule = Calque::new("<v=signer> <det> <human>", "recruter@v <det> <human>", &French).expect("a rule");
        assert_eq!(rule.anchor.0, 0);
        assert!(rule.anchor.1.len() > 10);
    }

    #[test]
    fn the_article_that_opens_a_phrase_is_told_from_one_inside() {
        let rule = Calque::new("^ <le> prochain lundi", "lundi prochain", &French).expect("a rule");
        assert!(rule.opens(0));
        let rule = Calque::new("selon <le> NATO", "selon <le> OTAN", &French).expect("a rule");
        assert!(!rule.opens(0));
    }

    #[test]
    fn adjectives_are_found_in_both_genders() {
        let rule = Calque::new("consistant avec", "cohérent avec", &French).expect("a rule");
        for form in ["consistant", "consistants", "consistante", "consistantes"] {
            assert!(rule.anchor.1.contains(&crate::text::fold::key(form)), "{form}");
        }
        assert_eq!(rule.anchor.1.len(), 4);
    }

    #[test]
    fn faults_name_their_cure() {
        let fault = |text: &str, say: &str| Calque::new(text, say, &French).expect_err("a fault").0;
        assert_eq!(fault("<nom> de", "x"), "no sort of word is called `nom`");
        assert_eq!(fault("<noun> de", "x"), "`<noun> de` has no word to find it by");
        assert_eq!(fault("<noun partie", "x"), "`<noun partie` is not closed");
        assert_eq!(fault("partie <noun> <noun>", "x"), "two slots are called `noun`");
        assert_eq!(fault("partie", "<noun>"), "`say` asks for `noun`, which `text` does not have");
    }
}
