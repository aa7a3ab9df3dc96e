//! One form of a word from another: numbers, agreement, verbs. Every form is one that the lexicon has.

use super::features::{Gender, Number, Pos, Tag, Tense};
use super::lexicon::{Analysis, Lexicon};
use fst::{IntoStreamer, Streamer};

/// Endings of adjectives and participles (Grevisse, *Le bon usage*, § 540-552): masculine and feminine, singular
/// then plural. "eau" comes before "el", which has no masculine of its own before a consonant ("nouvel").
const ADJECTIVES: [[&str; 4]; 10] = [
    ["", "e", "s", "es"],
    ["", "", "s", "s"],
    ["eau", "elle", "eaux", "elles"],
    ["f", "ve", "fs", "ves"],
    ["eux", "euse", "eux", "euses"],
    ["er", "ère", "ers", "ères"],
    ["el", "elle", "els", "elles"],
    ["en", "enne", "ens", "ennes"],
    ["on", "onne", "ons", "onnes"],
    ["al", "ale", "aux", "ales"],
];

/// Adjectives whose feminine the lexicon has as another word (Grevisse, *Le bon usage*, § 549): masculine and
/// feminine, singular then plural.
const SUPPLETIVE: [[&str; 4]; 1] = [["tiers", "tierce", "tiers", "tierces"]];

/// Endings of the regular conjugation, every person, tense and participle; "er" last, the infinitive's own.
const REGULAR: [&str; 39] = [
    "e", "es", "ons", "ez", "ent", "ais", "ait", "ions", "iez", "aient", "ai", "as", "a", "âmes", "âtes", "èrent",
    "erai", "eras", "era", "erons", "erez", "eront", "erais", "erait", "erions", "eriez", "eraient", "asse", "asses",
    "ât", "assions", "assiez", "assent", "é", "ée", "és", "ées", "ant", "er",
];

impl Lexicon {
    /// The noun or adjective `form` in the other number ("cibles" for "cible"), if the lexicon has it.
    #[must_use]
    pub fn other_number(&self, form: &str) -> Option<String> {
        /// Endings of singular and plural, commonest first (Grevisse, *Le bon usage*, § 513-525).
        const ENDINGS: [(&str, &str); 5] = [("", "s"), ("al", "aux"), ("ail", "aux"), ("", "x"), ("œil", "yeux")];
        let nominal = |tag: Tag| matches!(tag.pos, Pos::Noun | Pos::Adjective);
        let here = self.analyses(form);
        if !here.iter().any(|a| nominal(a.tag)) {
            return None;
        }
        for (singular, plural) in ENDINGS {
            for (from, to, number) in [(singular, plural, Number::Plural), (plural, singular, Number::Singular)] {
                let Some(stem) = form.strip_suffix(from) else { continue };
                let other = format!("{stem}{to}");
                let variant = |a: &Analysis<'_>| {
                    nominal(a.tag)
                        && a.tag.number == Some(number)
                        && here.iter().any(|h| {
                            nominal(h.tag)
                                && h.tag.number != Some(number)
                                && h.tag.gender == a.tag.gender
                                && a.is_of(&h.lemma())
                        })
                };
                if self.analyses(&other).iter().any(variant) {
                    return Some(other);
                }
            }
        }
        None
    }

    /// The adjective or participle `form` in `gender` and `number`, if the lexicon has it.
    #[must_use]
    pub fn agree(&self, form: &str, gender: Gender, number: Number) -> Option<String> {
        let lower = form.to_lowercase();
        if let Some(row) = SUPPLETIVE.iter().find(|row| row.contains(&lower.as_str())) {
            let column = usize::from(gender == Gender::Feminine) + 2 * usize::from(number == Number::Plural);
            return Some(row[column].to_owned());
        }
        let adjectival = |tag: Tag| matches!(tag.pos, Pos::Adjective | Pos::PastParticiple);
        let fits = |tag: Tag| tag.gender.is_none_or(|g| g == gender) && tag.number.is_none_or(|n| n == number);
        let here = self.analyses(&lower);
        let own = here.iter().find(|a| adjectival(a.tag))?;
        if here.iter().any(|a| adjectival(a.tag) && fits(a.tag)) {
            return Some(lower);
        }
        let (lemma, pos) = (own.lemma(), own.tag.pos);
        // Most adjectives go by one of a few rows of endings; the rest of the letter is searched for the others.
        let column = usize::from(gender == Gender::Feminine) + 2 * usize::from(number == Number::Plural);
        let regular = ADJECTIVES.iter().find_map(|row| {
            let stems = row.iter().filter_map(|ending| lower.strip_suffix(ending));
            let mut forms = stems.map(|stem| format!("{stem}{}", row[column]));
            forms.find(|form| self.analyses(form).iter().any(|a| a.tag.pos == pos && fits(a.tag) && a.is_of(&lemma)))
        });
        if regular.is_some() {
            return regular;
        }
        // Forms of one adjective share all but its last letters ("nouveau", "nouvelle"): 3 covers them.
        let stem: String =
            lower.chars().take(lemma.chars().count().min(lower.chars().count()).saturating_sub(3).max(2)).collect();
        let mut past = stem.clone();
        past.push(char::MAX);
        let mut stream = self.forms.range().ge(&stem).lt(&past).into_stream();
        while let Some((key, _)) = stream.next() {
            let Ok(candidate) = std::str::from_utf8(key) else { continue };
            if self.analyses(candidate).iter().any(|a| a.tag.pos == pos && fits(a.tag) && a.is_of(&lemma)) {
                return Some(candidate.to_owned());
            }
        }
        None
    }

    /// The one form nearest to `word` that has a reading `wanted` takes, begins with the same `stem` letters and
    /// is at most `errors` typing errors away; of two equally far the one that begins longer like it; `None`
    /// if two are left, since then nobody knows which was meant.
    #[must_use]
    pub fn nearest(&self, word: &str, stem: usize, errors: usize, wanted: &dyn Fn(Tag) -> bool) -> Option<String> {
        let start: String = word.chars().take(stem).collect();
        let mut past = start.clone();
        past.push(char::MAX);
        let shared = |form: &str| word.chars().zip(form.chars()).take_while(|(a, b)| a == b).count();
        let mut best: Vec<(usize, std::cmp::Reverse<usize>, String)> = Vec::new();
        let mut stream = self.forms.range().ge(&start).lt(&past).into_stream();
        while let Some((key, _)) = stream.next() {
            let Ok(form) = std::str::from_utf8(key) else { continue };
            if form.chars().count().abs_diff(word.chars().count()) > errors {
                continue;
            }
            let distance = strsim::osa_distance(word, form);
            if distance <= errors && self.analyses(form).iter().any(|a| wanted(a.tag)) {
                best.push((distance, std::cmp::Reverse(shared(form)), form.to_owned()));
            }
        }
        best.sort();
        match &best[..] {
            [] => None,
            [first, second, ..] if (first.0, first.1) == (second.0, second.1) => None,
            [first, ..] => Some(first.2.clone()),
        }
    }

    /// All forms of the verb `infinitive` if it goes by the regular conjugation in "-er" (Grevisse, *Le bon usage*,
    /// § 789), which nine verbs in ten do; `None` for any other word.
    #[must_use]
    pub fn regular_forms(&self, infinitive: &str) -> Option<Vec<String>> {
        let stem = infinitive.strip_suffix("er")?;
        let of_verb = |form: &String| self.analyses(form).iter().any(|a| a.is_of(infinitive));
        let forms: Vec<String> = REGULAR.iter().map(|ending| format!("{stem}{ending}")).filter(of_verb).collect();
        // A verb whose stem changes ("appeler") lacks some of them, and is still found by the rest.
        (forms.len() > REGULAR.len() / 2).then_some(forms)
    }

    /// The form of the dictionary form `word` that stands where `form` of the dictionary form `old` does:
    /// "recruter" for "signé" of "signer" is "recruté", "démonstration" for "manifestations" is "démonstrations".
    #[must_use]
    pub fn in_place_of(&self, form: &str, old: &str, word: &str) -> Option<String> {
        let form = form.to_lowercase();
        let here = self.analyses(&form);
        let same = |candidate: &str| {
            self.analyses(candidate)
                .iter()
                .any(|a| a.is_of(word) && here.iter().any(|h| h.is_of(old) && h.tag == a.tag))
        };
        if let (Some(stem), Some(new)) = (old.strip_suffix("er"), word.strip_suffix("er")) {
            let ending = form.strip_prefix(stem).filter(|ending| REGULAR.contains(ending));
            return ending.map(|ending| format!("{new}{ending}")).filter(|candidate| same(candidate));
        }
        [Some(word.to_owned()), self.other_number(word)].into_iter().flatten().find(|candidate| same(candidate))
    }

    /// The third person singular of the plural verb form `form` ("permettent" → "permet"), if it is one.
    #[must_use]
    pub fn singular_verb(&self, form: &str) -> Option<String> {
        /// Whole forms whose singular shares no stem with them.
        const IRREGULAR: [(&str, &str); 6] =
            [("ont", "a"), ("sont", "est"), ("font", "fait"), ("vont", "va"), ("aient", "ait"), ("soient", "soit")];
        /// Endings of the two numbers, longest first; each result is verified in the lexicon.
        const ENDINGS: [(&str, &str); 38] = [
            ("aient", "ait"),
            ("eraient", "erait"),
            ("aisent", "aît"),
            ("aissent", "aît"),
            ("oissent", "oît"),
            ("ssent", "t"),
            ("assent", "ât"),
            ("issent", "ît"),
            ("ussent", "ût"),
            ("inssent", "înt"),
            ("gèrent", "gea"),
            ("cèrent", "ça"),
            ("èrent", "a"),
            ("irent", "it"),
            ("urent", "ut"),
            ("inrent", "int"),
            ("ïrent", "ït"),
            ("ennent", "end"),
            ("iennent", "ient"),
            ("oivent", "oit"),
            ("euvent", "eut"),
            ("eulent", "eut"),
            ("illent", "t"),
            ("alent", "aut"),
            ("avent", "ait"),
            ("èrent", "ert"),
            ("gnent", "nt"),
            ("lvent", "ut"),
            ("ment", "t"),
            ("quent", "c"),
            ("ttent", "t"),
            ("isent", "it"),
            ("ivent", "it"),
            ("ont", "a"),
            ("ent", ""),
            ("ent", "t"),
            ("ent", "e"),
            ("vent", "t"),
        ];
        if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == form) {
            return Some((*singular).to_owned());
        }
        let here: Vec<Analysis<'_>> = self.analyses(form).into_iter().filter(|a| a.tag.third_plural).collect();
        let ending = |wanted: &dyn Fn(Tag) -> bool| {
            ENDINGS.iter().find_map(|(from, to)| {
                let candidate = format!("{}{to}", form.strip_suffix(from)?);
                let same_verb = |a: &Analysis<'_>| {
                    let same = |h: &Analysis<'_>| h.tag.tense == a.tag.tense && a.is_of(&h.lemma());
                    a.tag.third_singular && wanted(a.tag) && here.iter().any(same)
                };
                self.analyses(&candidate).iter().any(same_verb).then_some(candidate)
            })
        };
        // "servent" is of both moods, and "serve" of the rare one.
        ending(&|tag| tag.tense != Some(Tense::Subjunctive)).or_else(|| ending(&|_| true))
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::lang::features::{Gender, Number};

    #[test]
    fn number_of_nouns() {
        let fr = Lexicon::french();
        let other = |form| fr.other_number(form);
        assert_eq!(other("cible").as_deref(), Some("cibles"));
        assert_eq!(other("cibles").as_deref(), Some("cible"));
        assert_eq!(other("cheval").as_deref(), Some("chevaux"));
        assert_eq!(other("chevaux").as_deref(), Some("cheval"));
        assert_eq!(other("bureau").as_deref(), Some("bureaux"));
        assert_eq!(other("mois"), None);
        assert_eq!(other("temps"), None);
    }

    #[test]
    fn agreement_of_adjectives() {
        let fr = Lexicon::french();
        let agree = |form, gender, number| fr.agree(form, gender, number);
        assert_eq!(agree("ouverte", Gender::Masculine, Number::Singular).as_deref(), Some("ouvert"));
        assert_eq!(agree("nouvelles", Gender::Masculine, Number::Singular).as_deref(), Some("nouveau"));
        assert_eq!(agree("libre", Gender::Feminine, Number::Singular).as_deref(), Some("libre"));
        assert_eq!(agree("puissant", Gender::Feminine, Number::Plural).as_deref(), Some("puissantes"));
        assert_eq!(agree("maison", Gender::Masculine, Number::Plural), None);
    }

    #[test]
    fn one_word_in_the_place_of_another() {
        let fr = Lexicon::french();
        let put = |form, old, word| fr.in_place_of(form, old, word);
        assert_eq!(put("signé", "signer", "recruter").as_deref(), Some("recruté"));
        assert_eq!(put("signera", "signer", "recruter").as_deref(), Some("recrutera"));
        assert_eq!(put("signaient", "signer", "recruter").as_deref(), Some("recrutaient"));
        assert_eq!(put("manifestations", "manifestation", "démonstration").as_deref(), Some("démonstrations"));
        assert_eq!(put("manifestation", "manifestation", "démonstration").as_deref(), Some("démonstration"));
        assert_eq!(put("signal", "signer", "recruter"), None);
        assert_eq!(fr.regular_forms("signer").map(|forms| forms.len()), Some(39));
        assert_eq!(fr.regular_forms("vendre"), None);
    }

    #[test]
    fn number_of_verbs() {
        let fr = Lexicon::french();
        for (plural, singular) in [
            ("permettent", "permet"),
            ("ont", "a"),
            ("annoncent", "annonce"),
            ("finissent", "finit"),
            ("viennent", "vient"),
            ("prennent", "prend"),
            ("peuvent", "peut"),
            ("lancèrent", "lança"),
            ("étaient", "était"),
            ("seront", "sera"),
            ("perdent", "perd"),
            ("déclarent", "déclare"),
            ("plaisent", "plaît"),
            ("connaissent", "connaît"),
            ("servent", "sert"),
            ("dorment", "dort"),
            ("craignent", "craint"),
            ("résolvent", "résout"),
            ("vainquent", "vainc"),
            ("acquièrent", "acquiert"),
            ("valent", "vaut"),
            ("savent", "sait"),
            ("bouillent", "bout"),
            ("puissent", "puisse"),
            ("décroissent", "décroît"),
            ("arrivassent", "arrivât"),
            ("admissent", "admît"),
            ("fussent", "fût"),
            ("détinssent", "détînt"),
        ] {
            assert_eq!(fr.singular_verb(plural).as_deref(), Some(singular), "{plural}");
        }
        assert_eq!(fr.singular_verb("annonce"), None);
        assert_eq!(fr.singular_verb("objectif"), None);
    }
}
