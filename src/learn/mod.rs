//! What a corpus teaches: how the engine that translated it renders the names of its sources.
//!
//! The words of each sentence are aligned with those of its translation; what the words of a name are aligned with is
//! its rendering there. One sentence proves nothing, for an alignment errs; a rendering is believed where it comes again
//! and stands in the sentences of that name more often than chance would have it.

mod corpus;
mod names;
mod phrases;
mod significance;

pub use corpus::{Corpus, MOST};

use crate::align::word;
use crate::dictionary::{Dictionary, Fate, Rendered, Renderings};
use crate::lang::Language;
use crate::text::fold::Case;
use corpus::Word;
use names::Name;
use phrases::{Phrases, Standing};
use significance::Table;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What stands for one name: its words, in numbers, and where.
type Groups = BTreeMap<Vec<u32>, Vec<Place>>;

/// A place of a rendering: its pair, and in the translation its first word and the one behind it.
#[derive(Clone, Copy, Debug)]
struct Place {
    pair: usize,
    start: usize,
    end: usize,
}

/// Learns from `corpus`, whose texts are in `language`, how names are rendered. What is seen at fewer than `least`
/// places is not believed. What `dictionary` has as the translation of a name is its translation.
#[must_use]
pub fn learn(corpus: &Corpus, language: &dyn Language, dictionary: &Dictionary, least: usize) -> Renderings {
    let names = names::names(corpus, least);
    let links = word::align(&corpus.bitext());
    let phrases = Phrases { corpus, links: &links, language };
    let standing = phrases.of(&names);
    let mut found: Vec<(usize, Groups)> = Vec::with_capacity(names.len());
    for (name, places) in names.iter().zip(&standing) {
        let kept = places.iter().filter(|standing| **standing == Standing::Kept).count();
        let mut groups = Groups::new();
        for (&(pair, _, _), standing) in name.places.iter().zip(places) {
            if let Standing::Phrase(start, end) = *standing {
                let ids = corpus.pair(pair)[1][start..end].iter().map(|word| word.id).collect();
                groups.entry(ids).or_default().push(Place { pair, start, end });
            }
        }
        // What headings and cells alone have, and no translation has kept, is any word with its capital.
        if !name.attested && kept == 0 {
            groups.clear();
        }
        let mut groups = phrases.extended(groups, least);
        groups.retain(|_, places| places.len() >= least);
        without_parts(&mut groups);
        found.push((kept, groups));
    }
    let sentences = sentences_with(corpus, found.iter().flat_map(|(_, groups)| groups.keys()));
    let mut renderings = Renderings::default();
    for (name, (kept, groups)) in names.iter().zip(found) {
        let own: BTreeSet<usize> = name.places.iter().map(|&(pair, _, _)| pair).collect();
        let believed = |ids: &Vec<u32>| {
            let with = &sentences[ids];
            let both = with.iter().filter(|pair| own.contains(pair)).count();
            Table { both, first: own.len(), second: with.len(), all: corpus.len() }.is_no_chance()
        };
        let mut rows: Vec<Rendered> = groups
            .iter()
            .filter(|(ids, _)| believed(ids))
            .map(|(_, places)| rendered(corpus, name, places))
            .map(|row| Rendered { fate: fate(dictionary, &row, &name.text, kept), ..row })
            .collect();
        if kept >= least || kept > 0 && !rows.is_empty() {
            // Where nothing else is seen, what became of the other places is not known: they are not counted.
            let total = count(if rows.is_empty() { kept } else { name.places.len() });
            rows.push(Rendered { text: name.text.clone(), count: count(kept), total, fate: Fate::Kept, example: None });
        }
        if !rows.is_empty() {
            renderings.add(&name.text, rows);
        }
    }
    renderings
}

fn count(places: usize) -> u32 {
    u32::try_from(places).unwrap_or(u32::MAX)
}

/// Takes out what is only a part of a more frequent rendering: there the alignment missed the rest.
fn without_parts(groups: &mut Groups) {
    let all: Vec<(Vec<u32>, usize)> = groups.iter().map(|(ids, places)| (ids.clone(), places.len())).collect();
    groups.retain(|ids, places| {
        let holds = |whole: &Vec<u32>| whole.len() > ids.len() && whole.windows(ids.len()).any(|part| part == ids);
        !all.iter().any(|(whole, count)| *count >= places.len() && holds(whole))
    });
}

/// What stands at `places` for `name`; what that is for the name is left open.
fn rendered(corpus: &Corpus, name: &Name, places: &[Place]) -> Rendered {
    let words = |place: &Place| -> &[Word] { &corpus.pair(place.pair)[1][place.start..place.end] };
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for place in places {
        *forms.entry(corpus.target.cover(words(place))).or_default() += 1;
    }
    // Of equals the last in the alphabet: it has fewer capitals.
    let text = forms.iter().max_by_key(|&(form, count)| (count, form)).map_or("", |(form, _)| form);
    let [source, target] = corpus.texts(places[0].pair);
    Rendered {
        text: text.to_owned(),
        count: count(places.len()),
        total: count(name.places.len()),
        fate: Fate::Unclear,
        example: Some((excerpt(source, &name.text), excerpt(target, corpus.target.cover(words(&places[0]))))),
    }
}

/// What `row` is for `name`, which was kept at `kept` places besides.
fn fate(dictionary: &Dictionary, row: &Rendered, name: &str, kept: usize) -> Fate {
    // Capitals inside, as in "RabbitMQ", are no other language's.
    let coined = || name.split(|c: char| !c.is_alphanumeric()).any(|word| Case::of(word) == Case::Mixed);
    if dictionary.translates_name(name, &row.text) {
        Fate::Translated
    } else if kept >= row.count as usize || coined() {
        Fate::Lost
    } else {
        // A capital in the translation would not tell: "Londres" is London, and "Rose" is Rosa, who lost her name.
        Fate::Unclear
    }
}

/// The part of `line` around `phrase` that a person reads at a glance, on one line.
fn excerpt(line: &str, phrase: &str) -> String {
    /// Characters on either side.
    const AROUND: usize = 40;
    let at = line.find(phrase).unwrap_or(0);
    let end = (at + phrase.len()).min(line.len());
    let start = line[..at].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let stop = line[end..].char_indices().nth(AROUND).map_or(line.len(), |(at, _)| end + at);
    let text: Vec<&str> = line[start..stop]
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let mark = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", mark(start > 0), text.join(" "), mark(stop < line.len()))
}

/// The pairs in whose translation each of `phrases` stands.
fn sentences_with<'p>(corpus: &Corpus, phrases: impl Iterator<Item = &'p Vec<u32>>) -> HashMap<Vec<u32>, Vec<usize>> {
    let mut found: HashMap<Vec<u32>, Vec<usize>> = phrases.map(|ids| (ids.clone(), Vec::new())).collect();
    let mut by_first: HashMap<u32, Vec<&Vec<u32>>> = HashMap::new();
    let keys: Vec<Vec<u32>> = found.keys().cloned().collect();
    for ids in &keys {
        by_first.entry(ids[0]).or_default().push(ids);
    }
    for pair in 0..corpus.len() {
        let words: Vec<u32> = corpus.pair(pair)[1].iter().map(|word| word.id).collect();
        for (at, first) in words.iter().enumerate() {
            for ids in by_first.get(first).into_iter().flatten().filter(|ids| words[at..].starts_with(ids)) {
                let pairs = found.get_mut(*ids).expect("the keys of the table");
                if pairs.last() != Some(&pair) {
                    pairs.push(pair);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Corpus, learn};
    use crate::dictionary::{Dictionary, Fate, Renderings};
    use crate::lang::French;

    /// Ten sentences about a game, whose name the engine loses in four; ten about a town; and other things.
    fn corpus() -> Corpus {
        let mut corpus = Corpus::default();
        let people = ["Anna", "Zorg", "Berta", "Carl", "Dora", "Emil", "Frida", "Gustav", "Hilda", "Ivo"];
        for (at, person) in people.iter().enumerate() {
            let game = if at % 5 < 2 { "la pente foncée" } else { "Dark Slope" };
            corpus.push(
                &format!("Every evening {person} plays Dark Slope with old friends."),
                &format!("Chaque soir {person} joue à {game} avec de vieux amis."),
            );
            corpus.push(
                &format!("This year {person} lives in London without friends."),
                &format!("Cette année {person} vit à Londres sans amis."),
            );
            corpus.push(
                &format!("Old friends play with {person} this year."),
                &format!("De vieux amis jouent avec {person} cette année."),
            );
            corpus.push("The slope is dark every evening.", "La pente est foncée chaque soir.");
        }
        corpus
    }

    /// What stands for `name`: words, places, of how many, fate.
    fn of(renderings: &Renderings, name: &str) -> Vec<(String, u32, u32, Fate)> {
        renderings.of(name).iter().map(|one| (one.text.clone(), one.count, one.total, one.fate)).collect()
    }

    #[test]
    fn a_corpus_tells_what_stands_for_a_name() {
        let mut renderings = learn(&corpus(), &French, &Dictionary::default(), 2);
        assert_eq!(
            of(&renderings, "Dark Slope"),
            [("Dark Slope".to_owned(), 6, 10, Fate::Kept), ("pente foncée".to_owned(), 4, 10, Fate::Lost)]
        );
        assert_eq!(
            renderings.of("Dark Slope")[1].example,
            Some((
                "Every evening Anna plays Dark Slope with old friends.".to_owned(),
                "Chaque soir Anna joue à la pente foncée avec de vieux amis.".to_owned()
            ))
        );
        assert_eq!(of(&renderings, "London"), [("Londres".to_owned(), 10, 10, Fate::Unclear)]);
        assert_eq!(of(&renderings, "Anna"), [("Anna".to_owned(), 3, 3, Fate::Kept)]);
        let mut dictionary = Dictionary::default();
        dictionary.add("London", "Londres");
        renderings = learn(&corpus(), &French, &dictionary, 2);
        assert_eq!(of(&renderings, "London"), [("Londres".to_owned(), 10, 10, Fate::Translated)]);
        renderings = learn(&corpus(), &French, &dictionary, 5);
        assert_eq!(of(&renderings, "Dark Slope"), [("Dark Slope".to_owned(), 6, 6, Fate::Kept)]);
    }

    #[test]
    fn threads_change_nothing() {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| learn(&corpus(), &French, &Dictionary::default(), 1)).to_toml()
        };
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn nothing_is_learned_from_nothing() {
        assert!(learn(&Corpus::default(), &French, &Dictionary::default(), 1).is_empty());
    }
}
