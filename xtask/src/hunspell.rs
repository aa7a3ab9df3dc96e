//! Reads a Hunspell dictionary with morphological fields and expands it into forms.

use anyhow::{Context, bail};
use decalque::lang::features::{Gender, Number, Pos, Tag, Tense};
use regex::Regex;
use std::collections::HashMap;

/// One way to end a word: `SFX flag strip add/flags condition fields`.
struct Suffix {
    strip: String,
    add: String,
    flags: Vec<String>,
    condition: Regex,
    fields: Vec<String>,
}

/// A dictionary as its two files say it.
pub struct Dictionary {
    words: Vec<(String, Vec<String>, Vec<String>)>,
    suffixes: HashMap<String, Vec<Suffix>>,
}

/// The flag that says "no word without a suffix" in this dictionary, and the one that forbids.
const NEED_SUFFIX: &str = "()";
const FORBIDDEN: &str = "{}";

fn flags(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(2).map(|pair| pair.iter().collect()).collect()
}

fn fields(parts: &[&str]) -> Vec<String> {
    parts.iter().filter(|p| p.starts_with("po:") || p.starts_with("is:")).map(|p| (*p).to_owned()).collect()
}

impl Dictionary {
    /// Parses the `.dic` and `.aff` texts. Prefixes are left out: French ones are elisions ("l'"),
    /// which our tokens are split at anyway.
    pub fn parse(dic: &str, aff: &str) -> anyhow::Result<Self> {
        let mut suffixes: HashMap<String, Vec<Suffix>> = HashMap::new();
        for line in aff.lines() {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let ["SFX", flag, strip, add, condition, ..] = parts[..] else { continue };
            let (add, more) = add.split_once('/').unwrap_or((add, ""));
            let zero = |part: &str| if part == "0" { String::new() } else { part.to_owned() };
            suffixes.entry(flag.to_owned()).or_default().push(Suffix {
                strip: zero(strip),
                add: zero(add),
                flags: flags(more),
                condition: Regex::new(&format!("{condition}$")).with_context(|| line.to_owned())?,
                fields: fields(&parts[5..]),
            });
        }
        let words = dic
            .lines()
            .skip(1)
            .filter_map(|line| {
                let parts: Vec<&str> = line.split_whitespace().collect();
                let (word, more) = parts.first()?.split_once('/').unwrap_or((parts[0], ""));
                Some((word.to_owned(), flags(more), fields(&parts[1..])))
            })
            .collect::<Vec<_>>();
        if words.is_empty() || suffixes.is_empty() {
            bail!("no words or no suffixes: are these the .dic and the .aff file?");
        }
        Ok(Self { words, suffixes })
    }

    /// Calls `found(form, lemma, tag)` for every form and reading.
    pub fn expand(&self, found: &mut dyn FnMut(&str, &str, Tag)) {
        for (word, flags, own) in &self.words {
            if flags.iter().any(|f| f == FORBIDDEN) {
                continue;
            }
            if !flags.iter().any(|f| f == NEED_SUFFIX) {
                tags(own, &[]).into_iter().for_each(|tag| found(word, word, tag));
            }
            self.suffixed(word, word, flags, own, 2, found);
        }
    }

    fn suffixed(
        &self,
        word: &str,
        lemma: &str,
        flags: &[String],
        own: &[String],
        levels: u8,
        found: &mut dyn FnMut(&str, &str, Tag),
    ) {
        for suffix in flags.iter().filter_map(|flag| self.suffixes.get(flag)).flatten() {
            let Some(stem) = word.strip_suffix(suffix.strip.as_str()) else { continue };
            if !suffix.condition.is_match(word) {
                continue;
            }
            let form = format!("{stem}{}", suffix.add);
            if !suffix.flags.iter().any(|f| f == NEED_SUFFIX) {
                tags(own, &suffix.fields).into_iter().for_each(|tag| found(&form, lemma, tag));
            }
            if levels > 1 {
                let mut both = own.to_vec();
                both.extend(suffix.fields.iter().cloned());
                self.suffixed(&form, lemma, &suffix.flags, &both, levels - 1, found);
            }
        }
    }
}

/// The readings that the fields of a word and of its suffix say: the suffix's part of speech wins,
/// the rest is joined; every part of speech and every tense is a reading of its own.
fn tags(own: &[String], suffix: &[String]) -> Vec<Tag> {
    let has_pos = suffix.iter().any(|field| pos(field).is_some() || tense(field).is_some());
    let fields: Vec<&String> = own.iter().filter(|f| !has_pos || f.starts_with("is:")).chain(suffix).collect();
    let has = |names: &[&str]| fields.iter().any(|f| names.contains(&&f[3..]));
    let (masculine, feminine, both) = (has(&["mas"]), has(&["fem"]), has(&["epi"]));
    let (singular, plural, fixed) = (has(&["sg"]), has(&["pl"]), has(&["inv"]));
    let base = Tag {
        gender: match (masculine, feminine, both) {
            (true, false, false) => Some(Gender::Masculine),
            (false, true, false) => Some(Gender::Feminine),
            _ => None,
        },
        number: match (singular, plural, fixed) {
            (true, false, false) => Some(Number::Singular),
            (false, true, false) => Some(Number::Plural),
            _ => None,
        },
        ..Tag::new(Pos::Other)
    };
    let mut out: Vec<Tag> = Vec::new();
    for field in &fields {
        if let Some(pos) = pos(field) {
            out.push(Tag { pos, ..base });
        }
        if let Some(tense) = tense(field) {
            out.push(Tag {
                tense: Some(tense),
                third_singular: has(&["3sg"]),
                third_plural: has(&["3pl", "3pl!"]),
                ..Tag::new(Pos::Verb)
            });
        }
    }
    if out.is_empty() {
        out.push(base);
    }
    out.dedup();
    out
}

fn pos(field: &str) -> Option<Pos> {
    let name = field.strip_prefix("po:")?;
    Some(match name {
        "nom" | "loc.nom" => Pos::Noun,
        "adj" | "loc.adj" | "nbro" => Pos::Adjective,
        "npr" => Pos::ProperName,
        "prn" => Pos::FirstName,
        "patr" => Pos::Surname,
        "infi" => Pos::Infinitive,
        "ppas" => Pos::PastParticiple,
        "ppre" => Pos::PresentParticiple,
        "adv" | "loc.adv" | "advint" | "negadv" => Pos::Adverb,
        "prep" | "prepv" | "loc.prep" => Pos::Preposition,
        "det" | "detpos" | "detind" | "detdem" | "detneg" | "detex" | "nb" => Pos::Determiner,
        "cjsub" | "cjco" | "cj" | "loc.cj" => Pos::Conjunction,
        _ if name.starts_with("pro") => Pos::Pronoun,
        _ => return None,
    })
}

fn tense(field: &str) -> Option<Tense> {
    Some(match field.get(3..)? {
        "ipre" => Tense::Present,
        "iimp" => Tense::Imperfect,
        "ipsi" => Tense::SimplePast,
        "ifut" => Tense::Future,
        "cond" => Tense::Conditional,
        "spre" => Tense::Subjunctive,
        "simp" => Tense::SubjunctiveImperfect,
        "impe" => Tense::Imperative,
        _ => return None,
    })
}
