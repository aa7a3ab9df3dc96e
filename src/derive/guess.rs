//! What a sentence tells of a name in it: its neighbours, and what kind of thing it is.

use super::text::{Addition, Head, head};
use crate::detect;
use crate::diagnostic::Source;
use crate::document::{Document, Facts};
use crate::engine::Engine;
use crate::glossary::{Class, Rendering, Termbase};
use crate::lang::features::{Gender, Number, Pos};
use crate::lang::{Lexicon, Profile};
use crate::review::Decision;
use crate::text::fold::{self, Case};
use crate::text::sentences::cover;
use crate::text::words::{self, TokenKind};
use std::sync::Arc;

/// The pack of the trial entries, one a kind; no file is called so.
const PROBE: &str = "decalque-probe";

/// Which kind is taken where a sentence speaks for several as much, commonest first.
const COMMONEST: [&str; 7] = ["org", "product", "work", "person", "place", "team", "term"];

/// Keys of the words of `texts`.
fn keys(texts: &[&str]) -> Vec<u64> {
    texts.iter().flat_map(|text| words::tokens(text)).map(|token| token.key).collect()
}

/// The names in `document`, a sentence, in order: right forms of the glossaries and capitalised words that
/// are no word of the language; none of the words of `except`. A given name says little of a field, so of
/// "Mark Zuckerberg" it is the surname.
pub(super) fn near(document: &Document, termbase: &Termbase, except: &[&str]) -> Vec<String> {
    let (text, lexicon) = (&document.text, termbase.language.lexicon());
    let facts = Facts::new(document, termbase.language, &Profile::new());
    let detection = detect::detect(document, &facts, termbase);
    let except = keys(except);
    let word = |at: usize| facts.tokens[at].span.of(text);
    let is_name = |at: usize| {
        let token = facts.tokens[at];
        let unknown = Case::is_capitalised(word(at)) && !lexicon.contains(&word(at).to_lowercase());
        let long = word(at).chars().nth(1).is_some();
        !except.contains(&token.key) && (detection.named[at] || token.kind == TokenKind::Word && unknown && long)
    };
    // "Ray-Ban" is one name, whatever "ban" is.
    let tied = |at: usize| {
        let close = |at: usize| facts.tokens.get(at).is_some_and(|token| !token.spaced);
        at < facts.tokens.len() && word(at) == "-" && close(at) && close(at + 1) && Case::is_capitalised(word(at + 1))
    };
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < facts.tokens.len() {
        if !is_name(at) {
            at += 1;
            continue;
        }
        let first = at;
        while at < facts.tokens.len() && (is_name(at) || tied(at)) {
            at += if tied(at) { 2 } else { 1 };
        }
        let given = !detection.named[first] && is_given_name(word(first), lexicon) && !tied(first + 1);
        let run = first + usize::from(given)..at;
        let name = (!run.is_empty()).then(|| cover(&facts.tokens, &run).of(text).to_owned());
        found.extend(name.filter(|name| !found.contains(name)));
    }
    found
}

fn is_given_name(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.analyses(word).iter().any(|a| a.tag.pos == Pos::FirstName)
}

/// What a trial of the rendering showed.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    /// The rendering made ready.
    pub(super) rendering: Rendering,
    /// The kind that the sentence speaks for most.
    pub(super) kind: String,
    /// What in the sentence speaks for that kind; nothing if it tells no kind.
    pub(super) why: Vec<String>,
}

/// Tries `words` as a rendering of `name` under each of `kinds` in `document`. `None` if not even a trial
/// entry is well-formed: its faults show better in the entry itself.
pub(super) fn probe(
    sources: &[Arc<Source>],
    target: &str,
    document: &Document,
    (words, name, sure): (&str, &str, bool),
    near: &[&str],
    kinds: &[&str],
) -> Option<Probe> {
    let mut text = head(PROBE, target);
    for kind in kinds {
        // What the loader asks of an entry, so that it loads; the name beside itself is no evidence.
        let addition = Addition {
            head: Head::Entry { name, kind },
            instead_of: Some((words, sure)),
            near: if near.is_empty() { vec![name] } else { near.to_vec() },
            never: &[],
            change: (&document.text, &document.text),
            keep: vec![words],
        };
        text.push_str(&format!("{}id = \"{kind}\"\n", addition.toml()));
    }
    let trial = Arc::new(Source { name: PROBE.to_owned(), text });
    let sources: Vec<Arc<Source>> = sources.iter().cloned().chain([trial]).collect();
    let engine = Engine::new(Termbase::load(&sources).ok()?);
    let rendering = engine.termbase().entries.last()?.renderings.first()?.clone();
    let review = engine.review(document);
    let judged = |kind: &str| review.decisions.iter().find(|d| d.rule == format!("{PROBE}.{kind}"));
    let mut ranked: Vec<&str> = kinds.to_vec();
    // Stable, so that of equal ones the commonest comes first.
    ranked.sort_by_key(|kind| rank(kind, name, engine.termbase().language.lexicon()));
    ranked.sort_by_key(|kind| std::cmp::Reverse(judged(kind).map_or(0, weight)));
    let kind = (*ranked.first()?).to_owned();
    let telling = ranked.iter().any(|other| judged(other).map_or(0, weight) < judged(&kind).map_or(0, weight));
    let why = judged(&kind).filter(|_| telling || kinds.len() == 1).map_or_else(Vec::new, |decision| {
        let for_it = signs(decision).filter(|(_, weight)| *weight > 0);
        for_it.map(|(note, _)| note.to_owned()).collect()
    });
    Some(Probe { rendering, kind, why })
}

/// Frames, determiners and capitals: what the sentence says of the kind.
fn signs(decision: &Decision) -> impl Iterator<Item = (&str, i32)> {
    let told = decision.evidence.iter().filter(|evidence| matches!(evidence.feature.kind(), "frame" | "casing"));
    told.filter_map(|evidence| Some((evidence.note.as_str(), evidence.weight?)))
}

fn weight(decision: &Decision) -> i32 {
    signs(decision).map(|(_, weight)| weight).sum()
}

/// The place of `kind` among equals: what begins with a given name is a person, what has no capital a term.
fn rank(kind: &str, name: &str, lexicon: &Lexicon) -> usize {
    let first = name.split_whitespace().next().unwrap_or_default();
    let hinted = match kind {
        "person" => is_given_name(first, lexicon) && first.len() < name.len(),
        "term" => !name.contains(char::is_uppercase),
        _ => false,
    };
    if hinted { 0 } else { 1 + COMMONEST.iter().position(|other| *other == kind).unwrap_or(COMMONEST.len()) }
}

/// True if the candidate of `decision` in `text` is a place of `words`, in whatever number.
pub(super) fn is_place_of(decision: &Decision, text: &str, termbase: &Termbase, words: &str) -> bool {
    let written = decision.candidate.span.of(text);
    let rendering = match decision.candidate.found {
        detect::Found::Rendering(r, _) => termbase.entry(decision.candidate.entry).renderings.get(r as usize),
        detect::Found::Form(_) => None,
    };
    keys(&[written]) == keys(&[words]) || rendering.is_some_and(|rendering| fold::same_word(&rendering.text, words))
}

/// A sentence in which the words of `rendering` mean what they say, where that can be made: no name has an
/// indefinite article.
pub(super) fn own_sense(rendering: &Rendering, words: &str) -> Option<String> {
    if rendering.class != Class::Phrase {
        return None;
    }
    let words = words.chars().next().map(|c| format!("{}{}", fold::lower(c), &words[c.len_utf8()..]))?;
    let opening = match (rendering.variants.first()?.number?, rendering.gender?) {
        (Number::Singular, Gender::Masculine) => "C'est un",
        (Number::Singular, Gender::Feminine) => "C'est une",
        (Number::Plural, _) => "Ce sont des",
    };
    Some(format!("{opening} {words}."))
}

#[cfg(test)]
mod tests {
    use super::{near, probe};
    use crate::document::Document;
    use crate::glossary::{Termbase, builtin};

    #[test]
    fn names_beside_it_speak_for_it() {
        let termbase = Termbase::load(&builtin::packs()).expect("the built-in glossaries load");
        let near = |text: &str| near(&Document::plain("a", text), &termbase, &["pente foncée", "Dark Slope"]);
        assert_eq!(
            near("Sony vend le jeu de la pente foncée sur PlayStation, dit Ann Zorb."),
            ["Sony", "PlayStation", "Zorb"]
        );
        assert_eq!(
            near("Zorbelle et Ray-Ban, Zorbelle et Blue Whale : Dark Slope."),
            ["Zorbelle", "Ray-Ban", "Blue Whale"]
        );
        assert_eq!(near("Mark Zuckerberg a vu Pente Foncée avec OpenAI."), ["Zuckerberg", "OpenAI"]);
        assert_eq!(near("Selon Marie, les Français aiment la pente foncée, M. X aussi."), [""; 0]);
    }

    #[test]
    fn the_sentence_tells_the_kind() {
        let packs = builtin::packs();
        let termbase = Termbase::load(&packs).expect("the built-in glossaries load");
        let kinds: Vec<&str> = termbase.kinds.kind.keys().map(String::as_str).collect();
        let guess = |name: &str, text: &str| {
            let document = Document::plain("a", text);
            let found = probe(&packs, "fr", &document, ("pente", name, false), &[], &kinds).expect("a trial entry");
            (found.kind, found.why)
        };
        for (name, text, kind, why) in [
            ("Slope", "Le géant américain de la pente licencie.", "org", vec!["apposition: “géant”"]),
            ("Slope", "Le jeu de la pente amuse.", "product", vec!["apposition: “jeu”"]),
            (
                "Slope",
                "Le quotidien La Pente titre sur la loi.",
                "work",
                vec![
                    "its article has a capital, as titles have",
                    "apposition: “quotidien”",
                    "subject: “titre”",
                    "capital: “Pente”",
                ],
            ),
            ("Slope", "Le maire de la pente parle.", "place", vec!["possessor: “maire”"]),
            ("Slope", "Il a vu la pente.", "org", vec![]),
            ("Marc Slope", "Il a vu Pente hier.", "person", vec![]),
            ("slope", "Il a vu la pente.", "term", vec![]),
        ] {
            let (found, reasons) = guess(name, text);
            assert_eq!((found.as_str(), reasons), (kind, why.iter().map(|w| (*w).to_owned()).collect()), "{text}");
        }
    }
}
