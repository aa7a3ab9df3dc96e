//! From a wish to an entry that was loaded and tried on its own sentences, or to what stands against it.

use super::checks;
use super::guess;
use super::text::{Addition, Head, appended};
use super::wish::{Wish, stripped};
use crate::diagnostic::Source;
use crate::document::Document;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::error::Error;
use crate::glossary::Termbase;
use crate::measure::examples;
use crate::review::Review;
use crate::text::fold;
use std::sync::Arc;

/// An entry that holds.
#[derive(Debug)]
pub struct Proposal {
    /// The `[[entry]]` or `[[extend]]` table.
    pub addition: String,
    /// The whole file with it.
    pub text: String,
    /// Id of the rule.
    pub rule: String,
    /// Its kind.
    pub kind: String,
    /// What the kind is, for the user.
    pub about: String,
    /// What in the sentence speaks for the kind, if it was guessed.
    pub why: Vec<String>,
    /// True if the kind was guessed.
    pub guessed: bool,
    /// Words for the name that were found in the sentence.
    pub near: Vec<String>,
    /// The keep example that nobody gave.
    pub made: Option<String>,
    /// The glossaries without it.
    pub before: Engine,
    /// The glossaries with it.
    pub after: Engine,
}

/// Why there is no entry: what its sentences show.
#[derive(Debug)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What would mend it, each a line.
    pub cures: Vec<String>,
    /// The sentence, and what the entry made of it.
    pub shown: Option<(Document, Review)>,
}

/// What became of a wish.
#[derive(Debug)]
pub enum Outcome {
    /// An entry that holds.
    Ready(Box<Proposal>),
    /// None.
    Refused(Box<Refusal>),
}

/// Makes an entry of `wish` for the glossary file `own`, beside the glossaries `sources`; of a name that is
/// known already, an addition to its entry.
///
/// # Errors
///
/// Returns what is wrong with the glossaries, `own` and its new entry among them, or with the wish itself.
///
/// # Panics
///
/// Panics if a glossary with one entry more loads without it, which its loader rules out.
pub fn propose(sources: &[Arc<Source>], own: &Arc<Source>, wish: &Wish) -> Result<Outcome, Error> {
    let all: Vec<Arc<Source>> = sources.iter().chain([own]).cloned().collect();
    let engine = |termbase| Engine::new(termbase).weights(wish.weights.clone());
    let before = engine(Termbase::load(&all)?);
    let termbase = before.termbase();
    let Some(words) = stripped(&wish.wrong, termbase.language) else {
        let message =
            format!("`{}` has no word besides its article; put quotes around words that belong together", wish.wrong);
        return Err(Error::settings(message));
    };
    if words == wish.name {
        return Err(Error::settings(format!("`{words}` is both the wrong form and the name")));
    }
    let known = checks::known(termbase, wish)?;
    let sentence = Document::plain("--in", wish.sentence.as_str());
    if !checks::stands(&wish.sentence, words) && checks::stands(&wish.sentence, &wish.name) && known.is_none() {
        let message = format!("`{words}` does not stand in the --in sentence, and `{}` does", wish.name);
        return Ok(checks::refused(message, vec!["the wrong form comes first, then the name".to_owned()]));
    }
    let standing = known.is_some_and(|entry| entry.renderings.iter().any(|r| fold::same_word(&r.text, words)));
    if let Some(refusal) = known.and_then(|entry| checks::needless(&before, entry, &sentence, words)) {
        return Ok(refusal);
    }
    let names = guess::near(&sentence, termbase, &[words, &wish.name]);
    let lacking = |word: &&String| {
        let cue = |text: &String| text == *word;
        known.is_none_or(|entry| !entry.cues.iter().any(|own| cue(&termbase.cues[own.id.0 as usize])))
    };
    let asked: Vec<&str> = wish.near.iter().filter(lacking).map(String::as_str).collect();
    let found: Vec<&str> =
        names.iter().filter(lacking).map(String::as_str).filter(|word| !asked.contains(word)).collect();
    let near = [asked.as_slice(), &found].concat();
    let kinds: Vec<&str> = match known.map(|entry| &entry.kind).or(wish.kind.as_ref()) {
        Some(kind) => vec![kind.as_str()],
        None => termbase.kinds.kind.keys().map(String::as_str).collect(),
    };
    let target = &termbase.kinds.target;
    let lexicon = termbase.language.lexicon();
    if let Some(refusal) = checks::too_sure(wish, words, lexicon) {
        return Ok(refusal);
    }
    let probe = guess::probe(&all, target, &sentence, (words, &wish.name, wish.sure), &near, &kinds);
    if let Some(refusal) =
        probe.as_ref().and_then(|probe| checks::unproven(probe, lexicon, known, wish, words, near.is_empty()))
    {
        return Ok(refusal);
    }
    let kind = probe.as_ref().map_or(kinds[0], |probe| &probe.kind);

    // First with the sentence as its own example, since only the entry itself can say what it makes of it.
    let head = known.map_or(Head::Entry { name: &wish.name, kind }, |entry| Head::Extend { id: &entry.id });
    let mut keep: Vec<&str> = wish.keep.iter().map(String::as_str).collect();
    // As many texts that stay as texts that change.
    let short = known.map_or(1, |entry| (entry.change.len() + 1).saturating_sub(entry.keep.len())) > keep.len();
    let place_holder = sentence.text.as_str();
    keep.extend(short.then_some(place_holder));
    let mut addition = Addition {
        head,
        instead_of: (!standing).then_some((words, wish.sure)),
        near: Vec::new(),
        never: &wish.never,
        change: (place_holder, place_holder),
        keep,
    };
    let load = |addition: &Addition<'_>| {
        let text = appended(&own.text, &addition.toml());
        let source = Arc::new(Source { name: own.name.clone(), text });
        let all: Vec<Arc<Source>> = sources.iter().chain([&source]).cloned().collect();
        Termbase::load(&all).map(|termbase| (engine(termbase), source.text.clone()))
    };
    let guessed = known.is_none() && wish.kind.is_none();
    let mut tried = None;
    // What others wrote an entry's cues for is not to be changed by a name that happened to be near.
    let asked = known.filter(|entry| !entry.cues.is_empty() || !entry.related.is_empty()).map(|_| asked);
    for near in asked.into_iter().chain([near]) {
        addition.near = near;
        let trial = load(&addition)?.0;
        let rule = match known {
            Some(entry) => entry.id.clone(),
            None => trial.termbase().entries.last().expect("the entry was loaded last").id.clone(),
        };
        let review = trial.review(&sentence);
        let refusal = checks::unmended(&trial, &review, &sentence, &rule, words, guessed);
        let done = refusal.is_none();
        tried = Some((trial, rule, review, refusal));
        if done {
            break;
        }
    }
    let (trial, rule, review, refusal) = tried.expect("one list of words is always tried");
    if let Some(refusal) = refusal {
        return Ok(refusal);
    }
    let changed = review.mended(&sentence.text, Applicability::Safe);
    if let Some(refusal) = wish.keep.iter().find_map(|text| checks::touched(&trial, text, &rule)) {
        return Ok(refusal);
    }

    let own_sense = probe.as_ref().and_then(|probe| guess::own_sense(&probe.rendering, words));
    let stays = |text: &String| checks::touched(&trial, text, &rule).is_none();
    // The sentence put right is always a text that must stay.
    let made = short.then(|| own_sense.filter(stays).unwrap_or_else(|| changed.clone()));
    addition.change = (place_holder, &changed);
    addition.keep = wish.keep.iter().chain(&made).map(String::as_str).collect();
    let (after, text) = load(&addition)?;
    let (_, failed) = examples(&after, &rule);
    if let Some(failure) = failed.iter().find(|failure| failure.lines().next() == Some(&rule)) {
        return Ok(checks::refused(format!("an example of the rule does not hold:\n{failure}"), Vec::new()));
    }
    Ok(Outcome::Ready(Box::new(Proposal {
        addition: addition.toml(),
        text,
        kind: kind.to_owned(),
        about: termbase.kinds.kind.get(kind).map_or_else(String::new, |kind| kind.about.clone()),
        why: probe.as_ref().map_or_else(Vec::new, |probe| probe.why.clone()),
        guessed,
        near: addition.near.iter().filter(|word| found.contains(word)).map(|&word| word.to_owned()).collect(),
        made,
        rule,
        after,
        before,
    })))
}
