//! French: its determiners, contractions and elisions.
//!
//! Facts from Grevisse and Goosse, *Le bon usage*: § 44-45 elision, § 586-593 articles and their
//! contractions, § 609-630 other determiners.

use super::features::Gender::{self, Feminine, Masculine};
use super::features::Number::{self, Plural, Singular};
use super::features::Pos;
use super::{Determiner, DeterminerKind, Language, Lexicon};
use DeterminerKind::{Definite, Demonstrative, Indefinite, Possessive, Quantifier};
use std::sync::OnceLock;

/// The French language.
#[derive(Clone, Copy, Debug)]
pub struct French;

type Row = (&'static str, DeterminerKind, Option<&'static str>, Option<Gender>, Number);

/// "des" stands as the contraction: as an indefinite it does not come before a name either.
const DETERMINERS: [Row; 56] = [
    ("le", Definite, None, Some(Masculine), Singular),
    ("la", Definite, None, Some(Feminine), Singular),
    ("l'", Definite, None, None, Singular),
    ("les", Definite, None, None, Plural),
    ("du", Definite, Some("de"), Some(Masculine), Singular),
    ("des", Definite, Some("de"), None, Plural),
    ("au", Definite, Some("à"), Some(Masculine), Singular),
    ("aux", Definite, Some("à"), None, Plural),
    ("un", Indefinite, None, Some(Masculine), Singular),
    ("une", Indefinite, None, Some(Feminine), Singular),
    ("mon", Possessive, None, None, Singular),
    ("ma", Possessive, None, Some(Feminine), Singular),
    ("mes", Possessive, None, None, Plural),
    ("ton", Possessive, None, None, Singular),
    ("ta", Possessive, None, Some(Feminine), Singular),
    ("tes", Possessive, None, None, Plural),
    ("son", Possessive, None, None, Singular),
    ("sa", Possessive, None, Some(Feminine), Singular),
    ("ses", Possessive, None, None, Plural),
    ("notre", Possessive, None, None, Singular),
    ("nos", Possessive, None, None, Plural),
    ("votre", Possessive, None, None, Singular),
    ("vos", Possessive, None, None, Plural),
    ("leur", Possessive, None, None, Singular),
    ("leurs", Possessive, None, None, Plural),
    ("ce", Demonstrative, None, Some(Masculine), Singular),
    ("cet", Demonstrative, None, Some(Masculine), Singular),
    ("cette", Demonstrative, None, Some(Feminine), Singular),
    ("ces", Demonstrative, None, None, Plural),
    ("aucun", Quantifier, None, Some(Masculine), Singular),
    ("aucune", Quantifier, None, Some(Feminine), Singular),
    ("chaque", Quantifier, None, None, Singular),
    ("tout", Quantifier, None, Some(Masculine), Singular),
    ("toute", Quantifier, None, Some(Feminine), Singular),
    ("quel", Quantifier, None, Some(Masculine), Singular),
    ("quelle", Quantifier, None, Some(Feminine), Singular),
    ("quels", Quantifier, None, Some(Masculine), Plural),
    ("quelles", Quantifier, None, Some(Feminine), Plural),
    ("nul", Quantifier, None, Some(Masculine), Singular),
    ("nulle", Quantifier, None, Some(Feminine), Singular),
    ("quelque", Quantifier, None, None, Singular),
    ("quelques", Quantifier, None, None, Plural),
    ("plusieurs", Quantifier, None, None, Plural),
    ("certains", Quantifier, None, Some(Masculine), Plural),
    ("certaines", Quantifier, None, Some(Feminine), Plural),
    ("divers", Quantifier, None, Some(Masculine), Plural),
    ("diverses", Quantifier, None, Some(Feminine), Plural),
    ("deux", Quantifier, None, None, Plural),
    ("trois", Quantifier, None, None, Plural),
    ("quatre", Quantifier, None, None, Plural),
    ("cinq", Quantifier, None, None, Plural),
    ("six", Quantifier, None, None, Plural),
    ("sept", Quantifier, None, None, Plural),
    ("huit", Quantifier, None, None, Plural),
    ("neuf", Quantifier, None, None, Plural),
    ("dix", Quantifier, None, None, Plural),
];

/// Words that lose their vowel, with what is left of them. "l'" comes from "le" and "la".
const ELIDED: [(&str, &str); 15] = [
    ("de", "d'"),
    ("que", "qu'"),
    ("ne", "n'"),
    ("se", "s'"),
    ("je", "j'"),
    ("me", "m'"),
    ("te", "t'"),
    ("ce", "c'"),
    ("jusque", "jusqu'"),
    ("lorsque", "lorsqu'"),
    ("puisque", "puisqu'"),
    ("quoique", "quoiqu'"),
    ("quelque", "quelqu'"),
    ("le", "l'"),
    ("la", "l'"),
];

/// Determiners with another form before a vowel (§ 617, 628).
const VOWEL: [(&str, &str); 4] = [("ce", "cet"), ("ma", "mon"), ("ta", "ton"), ("sa", "son")];

const CONTRACTIONS: [(&str, &str, &str); 4] =
    [("de", "le", "du"), ("de", "les", "des"), ("à", "le", "au"), ("à", "les", "aux")];

const PREPOSITIONS: [&str; 32] = [
    "de",
    "d'",
    "à",
    "avec",
    "chez",
    "contre",
    "dans",
    "depuis",
    "derrière",
    "devant",
    "dès",
    "en",
    "entre",
    "envers",
    "hors",
    "malgré",
    "outre",
    "par",
    "parmi",
    "pendant",
    "pour",
    "sans",
    "sauf",
    "selon",
    "sous",
    "sur",
    "vers",
    "via",
    "comme",
    "face",
    "grâce",
    "versus",
];

/// Subject pronouns of the third person (§ 658), and whether they are of many.
const SUBJECTS: [(&str, bool); 5] = [("il", false), ("elle", false), ("on", false), ("ils", true), ("elles", true)];

/// What stands between a subject pronoun and its verb (§ 681).
const CLITICS: [&str; 14] = ["ne", "n'", "se", "s'", "le", "la", "les", "l'", "lui", "leur", "y", "en", "me", "nous"];

/// Abbreviations that a name, a number or a date follows.
const ABBREVIATIONS: [&str; 42] = [
    "EE", "JJ", "M", "MM", "Mme", "Mmes", "Mlle", "Mgr", "Me", "Dr", "Drs", "Pr", "Prof", "St", "Ste", "gén", "col",
    "cap", "art", "av", "apr", "bd", "cf", "chap", "env", "etc", "ex", "fig", "hab", "ibid", "janv", "févr", "juil",
    "sept", "oct", "nov", "déc", "no", "p", "pp", "vol", "vs",
];

/// Words that begin with a vowel letter and yet bar elision (§ 47), in the singular.
const DISJUNCTIVE: [&str; 13] = [
    "onze", "onzième", "oui", "ouistiti", "uhlan", "ululer", "un-deux", "ouate", "yaourt", "yacht", "yoga", "yen",
    "yeti",
];

/// Longest line of `fr-h-aspire.txt` that `word` begins with: true if it says aspirated.
fn is_aspirated(word: &str) -> bool {
    static STEMS: OnceLock<Vec<(&str, bool)>> = OnceLock::new();
    let stems = STEMS.get_or_init(|| {
        let mut stems: Vec<_> = include_str!("data/fr-h-aspire.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .map(|item| item.strip_suffix('!').map_or((item, true), |stem| (stem, false)))
            .collect();
        stems.sort_unstable();
        stems
    });
    let mut prefix = word;
    while let Some((cut, _)) = prefix.char_indices().next_back() {
        if let Ok(found) = stems.binary_search_by(|(stem, _)| (*stem).cmp(prefix)) {
            return stems[found].1;
        }
        prefix = &prefix[..cut];
    }
    false
}

fn straight(word: &str) -> String {
    word.chars().map(crate::text::fold::fold_mark).collect::<String>().to_lowercase()
}

impl Language for French {
    fn code(&self) -> &'static str {
        "fr"
    }

    fn lexicon(&self) -> &'static Lexicon {
        Lexicon::french()
    }

    fn determiner(&self, word: &str) -> Option<Determiner> {
        // The longest determiner has nine letters; most words of a text end here.
        if word.len() > 12 {
            return None;
        }
        let word = straight(word);
        DETERMINERS.iter().find(|row| row.0 == word).map(|&(_, kind, preposition, gender, number)| Determiner {
            kind,
            preposition,
            gender,
            number,
        })
    }

    fn is_preposition(&self, word: &str) -> bool {
        PREPOSITIONS.contains(&straight(word).as_str())
    }

    fn elides(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let first = chars.next().map_or(' ', |c| crate::text::fold::base_letter(crate::text::fold::lower(c)));
        let lower = straight(word);
        match first {
            'a' | 'e' | 'i' | 'o' | 'u' | 'œ' | 'æ' => {
                !DISJUNCTIVE.contains(&lower.strip_suffix('s').unwrap_or(&lower))
            }
            'y' if ["yeux", "yeuse", "yeuses", "yèble"].contains(&lower.as_str()) => true,
            'y' => chars.next().is_some_and(|second| !"aeiouâéèêAEIOU".contains(second)) && word.chars().count() > 2,
            // The name of a firm or a place takes no elision unless we know better ("de Huawei"); any
            // other word does unless it is on the list.
            'h' => !is_aspirated(&lower) && self.lexicon().tags(word).iter().any(|tag| tag.pos != Pos::ProperName),
            _ => false,
        }
    }

    fn short(&self, word: &str) -> Option<&'static str> {
        let word = straight(word);
        ELIDED.iter().find(|(full, _)| *full == word).map(|(_, short)| *short)
    }

    fn before_vowel(&self, word: &str) -> Option<&'static str> {
        VOWEL.iter().find(|(before_consonant, _)| *before_consonant == word).map(|(_, other)| *other)
    }

    fn full(&self, word: &str) -> Option<&'static str> {
        let word = straight(word);
        if word == "l'" {
            return None;
        }
        ELIDED.iter().find(|(_, short)| *short == word).map(|(full, _)| *full)
    }

    fn definite(&self, gender: Gender, number: Number) -> &'static str {
        match (gender, number) {
            (_, Plural) => "les",
            (Masculine, Singular) => "le",
            (Feminine, Singular) => "la",
        }
    }

    fn contraction(&self, preposition: &str, article: &str) -> Option<&'static str> {
        CONTRACTIONS.iter().find(|(p, a, _)| *p == preposition && *a == article).map(|(_, _, joined)| *joined)
    }

    fn locative(&self, preposition: &str) -> Option<&'static str> {
        (preposition == "en").then_some("à")
    }

    fn subject(&self, word: &str) -> Option<bool> {
        SUBJECTS.iter().find(|(pronoun, _)| *pronoun == word).map(|(_, plural)| *plural)
    }

    fn is_clitic(&self, word: &str) -> bool {
        CLITICS.contains(&straight(word).as_str())
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        ABBREVIATIONS.contains(&word) || word == "J-C"
    }
}

#[cfg(test)]
mod tests {
    use super::{DeterminerKind, French};
    use crate::lang::Language;

    #[test]
    fn elision_before_vowels_and_mute_h() {
        for word in ["OpenAI", "homme", "Édouard", "IBM", "yeux", "Ypres", "hôtel", "héroïne", "huître", "œuvre"]
        {
            assert!(French.elides(word), "{word}");
        }
        for word in [
            "Meta",
            "héros",
            "onze",
            "oui",
            "haut",
            "Yahoo",
            "YouTube",
            "Huawei",
            "hache",
            "yaourt",
            "huit",
            "X",
            "ouistitis",
        ] {
            assert!(!French.elides(word), "{word}");
        }
    }

    #[test]
    fn determiners_in_any_case_and_apostrophe() {
        assert_eq!(French.determiner("L’").map(|d| d.kind), Some(DeterminerKind::Definite));
        assert_eq!(French.determiner("Du").and_then(|d| d.preposition), Some("de"));
        assert_eq!(French.determiner("objectif"), None);
        assert_eq!((French.short("que"), French.full("D’"), French.full("l'")), (Some("qu'"), Some("de"), None));
        assert_eq!(French.contraction("de", "le"), Some("du"));
        assert_eq!(French.contraction("de", "la"), None);
    }
}
