//! The control: what a glossary of names that do not exist changes.
//!
//! What makes it mean something is what it does not invent. Each entry has the kind and the cues of an entry of the
//! loaded glossaries, so that its frames and its words of the field are those that the tool acts on every day, and
//! they do stand in the texts. Its wrong form is a word of the texts that is a noun among other things, often used. Only the bond
//! between them is missing: the cues speak for the name that they were taken from, not for this one, and this one
//! (its letters, shuffled) nobody ever wrote, so that no machine can have translated it. Every edit is one that
//! chance alone is behind: a word of the field here, a frame there. Wrong forms that no text has, or cues that no
//! text has, would hold for any tool; real names would be right now and then.
//!
//! Terminology tasks put random terms beside the real ones for the same reason, and proteomics searches decoys.

use super::Shown;
use crate::diagnostic::Source;
use crate::glossary::schema::Status;
use crate::glossary::{Entry, Termbase, slug};
use crate::lang::features::Pos;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many entries are made where the texts have nouns enough.
const ENTRIES: usize = 200;

/// A noun that stands in the texts less often is no test.
const OFTEN: usize = 3;

/// What the control showed.
#[derive(Clone, Debug, Serialize)]
pub struct Control {
    /// How many invented names there were.
    pub entries: usize,
    /// At how many places of the texts their wrong forms stand.
    pub places: usize,
    /// What was changed, by chance.
    pub failures: Vec<Shown>,
}

/// A glossary of invented names for some texts.
#[derive(Clone, Debug)]
pub struct Decoys {
    /// The glossary.
    pub source: Arc<Source>,
    /// Its entries.
    pub entries: usize,
    /// At how many places of the texts their wrong forms stand.
    pub places: usize,
}

/// Numbers that look random and are the same everywhere: `SplitMix64` (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or_default()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (2..=items.len()).rev() {
            items.swap(end - 1, self.below(end));
        }
    }
}

/// Invented names in the manner of the entries of `termbase`, with nouns of `texts` as their wrong forms. The same
/// for the same texts and glossaries.
#[must_use]
pub fn decoys<'t>(termbase: &Termbase, texts: impl Iterator<Item = &'t str>) -> Decoys {
    let mut random = Random(1);
    let lexicon = termbase.language.lexicon();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for word in texts.flat_map(super::text::words) {
        *seen.entry(word).or_default() += 1;
    }
    let taken_words: BTreeSet<String> =
        termbase.entries.iter().flat_map(|entry| &entry.forms).map(|form| form.to_lowercase()).collect();
    let light = &termbase.kinds.common.light_verbs;
    let is_light = |word: &str| lexicon.analyses(word).iter().any(|a| light.contains(&a.lemma()));
    // "dans" is the plural of a noun too and "est" is the east, and no glossary would list them; "docker" is a
    // trade, and in these texts a name.
    let is_noun = |word: &str| {
        let tags = lexicon.tags(word);
        let open = |pos| matches!(pos, Pos::Noun | Pos::Adjective | Pos::Verb | Pos::Infinitive | Pos::PastParticiple);
        word.chars().all(char::is_lowercase)
            && !taken_words.contains(word)
            && !is_light(word)
            && tags.iter().any(|tag| tag.pos == Pos::Noun)
            && tags.iter().all(|tag| open(tag.pos))
    };
    let mut nouns: Vec<(&str, usize)> =
        seen.iter().map(|(&word, &count)| (word, count)).filter(|&(w, count)| count >= OFTEN && is_noun(w)).collect();
    random.shuffle(&mut nouns);
    let models: Vec<(&Entry, Vec<&str>)> = termbase
        .entries
        .iter()
        .filter(|entry| entry.status == Status::On)
        .map(|entry| (entry, cues(termbase, entry)))
        .filter(|(_, cues)| !cues.is_empty())
        .collect();
    let mut taken: BTreeSet<String> = termbase.entries.iter().map(|entry| slug(&entry.name)).collect();
    let mut text = format!("format = 1\n\n[pack]\nid = \"control\"\ntarget = \"{}\"\n", termbase.language.code());
    let (mut entries, mut places) = (0, 0);
    for (noun, count) in nouns {
        if entries == ENTRIES || models.is_empty() {
            break;
        }
        let (model, cues) = &models[random.below(models.len())];
        if cues.iter().any(|cue| super::text::words(cue).any(|word| word.to_lowercase() == noun)) {
            continue;
        }
        let name = invented(&model.name, &mut random);
        if lexicon.contains(&name.to_lowercase()) || seen.contains_key(name.as_str()) || !taken.insert(slug(&name)) {
            continue;
        }
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let near = cues.iter().map(|cue| quoted(cue)).collect::<Vec<_>>().join(", ");
        text.push_str(&format!(
            "\n[[entry]]\nname = {}\nkind = {}\ninstead-of = [{noun}]\nnear = [{near}]\nchange = [[{noun}, {}]]\n\
             keep = [{noun}]\n",
            quoted(&name),
            quoted(&model.kind),
            quoted(&name),
            noun = quoted(noun),
        ));
        entries += 1;
        places += count;
    }
    let source = Arc::new(Source { name: "the control".to_owned(), text });
    Decoys { source, entries, places }
}

/// The cues of `entry` that speak for it wherever they stand.
fn cues<'t>(termbase: &'t Termbase, entry: &Entry) -> Vec<&'t str> {
    let plain = entry.cues.iter().filter(|cue| cue.own.is_none());
    plain.map(|cue| termbase.cues[cue.id.0 as usize].as_str()).collect()
}

/// A name of the letters of `name` in another order.
fn invented(name: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    random.shuffle(&mut letters);
    let mut letters = letters.into_iter();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
