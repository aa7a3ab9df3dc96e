//! From what was seen to a verdict: whether the remains are mended, and by what.

use super::names::Unit;
use super::source::{self, Source};
use super::{Draft, Input, Restoration};
use crate::decide::weights::{SAFE, SUGGESTED};
use crate::decide::{Decision, Evidence, Feature, Target, Verdict};
use crate::detect::is_tied;
use crate::dictionary::{Fate, Rendered};
use crate::document::{Document, Facts};
use crate::edit::Applicability;
use crate::lang::DeterminerKind;
use crate::lang::features::{Article, Elision, Gender, Number, Pos};
use crate::text::{Span, fold, words};
use std::collections::HashMap;
use std::ops::Range;

/// What the rest of the document says of a name and the words in its place.
#[derive(Default)]
pub(super) struct Known {
    /// In how many lines they stand where the name is missing.
    pub(super) repeated: HashMap<(String, String), usize>,
    /// Those that are sure somewhere.
    pub(super) restored: HashMap<(String, String), Vec<Span>>,
}

pub(super) fn lower(one: &Restoration, document: &Document) -> String {
    one.span.of(&document.text).to_lowercase()
}

/// By name and words: in how many lines the words stand where the name is missing.
pub(super) fn repetitions(drafts: &[Draft], source: &Source<'_>) -> HashMap<(String, String), usize> {
    let mut counts: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for draft in drafts {
        let name = name_of(source, &draft.unit).of(source.reading.text).to_owned();
        let lines = counts.entry((name, draft.words.clone())).or_default();
        if lines.last() != Some(&draft.pair.target.start()) {
            lines.push(draft.pair.target.start());
        }
    }
    counts.into_iter().map(|(key, lines)| (key, lines.len())).collect()
}

pub(super) fn name_of(source: &Source<'_>, unit: &Unit) -> Span {
    let tokens = &source.reading.tokens;
    tokens[unit.tokens.start].span.cover(tokens[unit.tokens.end - 1].span)
}

/// Sums up what speaks for and against one draft; `None` where it cannot be put in.
pub(super) fn judge(input: &Input<'_>, source: &Source<'_>, draft: &Draft, known: &Known) -> Option<Restoration> {
    let (document, facts, weights) = (input.document, input.facts, input.weights);
    let tokens = tokens_of(facts, draft.span)?;
    if facts.is_foreign(tokens.start)
        || document.protects(draft.span)
        || is_tied(&document.text, draft.span, |c| c == '-')
    {
        return None;
    }
    let first_comes = |decision: &Decision| {
        decision.verdict == Verdict::Replace && decision.phrase.cover(decision.candidate.span).overlaps(draft.span)
    };
    let line = draft.pair.target;
    if line.starting(input.decisions, |decision| decision.candidate.span.start()).iter().any(first_comes) {
        return None;
    }
    let has = |feature: Feature| draft.found.evidence.iter().any(|&(other, _)| other == feature);
    // "Nouvelle-Zélande" is right, but for "New Zealand Herald".
    if draft.unit.exonym && !has(Feature::RemainsBeside) {
        return None;
    }
    let name = name_of(source, &draft.unit);
    let written = name.of(source.reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut evidence = Vec::new();
    let (mut named, mut placed) = (0, 0);
    let mut add = |feature: Feature, times: i32, sum: &mut i32| {
        if weights.reads(feature) {
            let weight = weights.of(feature) * times;
            *sum += weight;
            let (span, note) = (Some(draft.span), feature.what().to_owned());
            evidence.push(Evidence { feature, weight: Some(weight), own: false, item: None, span, note });
        }
    };
    for &feature in &draft.unit.evidence {
        add(feature, 1, &mut named);
    }
    for &(feature, times) in &draft.found.evidence {
        add(feature, times, &mut placed);
    }
    let wrong = draft.span.of(&document.text);
    let here = line.starting(&input.detection.candidates, |candidate| candidate.span.start()).iter();
    let mut here = here.filter(|candidate| candidate.span.overlaps(draft.span));
    let entry = draft.unit.entry;
    if here.any(|candidate| Some(candidate.entry) == entry) {
        add(Feature::RemainsSense, 1, &mut placed);
    }
    // Somebody looked at what the corpus has for it, and it is right.
    let rendered = input.renderings.of(&written);
    if rendered.iter().any(|one| one.fate == Fate::Translated && one.text.to_lowercase() == draft.words) {
        return None;
    }
    let so = |one: &Rendered| one.fate == Fate::Lost && one.text.to_lowercase() == draft.words;
    if !has(Feature::RemainsRendered) && rendered.iter().any(so) {
        add(Feature::RemainsRendered, 1, &mut placed);
    }
    if is_translated(input, &written, &draft.words) {
        add(Feature::RemainsTranslated, 1, &mut placed);
    }
    let own = [Feature::NameKept, Feature::NameCoined].iter().any(|own| draft.unit.evidence.contains(own));
    let repeats = own || has(Feature::RemainsCapital);
    let pair = (name.of(source.reading.text).to_owned(), draft.words.clone());
    if repeats && known.repeated.get(&pair).is_some_and(|&lines| lines > 1) {
        add(Feature::RemainsRepeated, 1, &mut placed);
    }
    if known.restored.get(&pair).is_some_and(|places| places.iter().any(|&span| span != draft.span)) {
        add(Feature::RemainsRestored, 1, &mut placed);
    }
    // What the source has in small letters too is translated where the translation is written so.
    let small = source.writing(source.reading.tokens[draft.unit.tokens.end - 1].key).small > 0;
    let own = draft.unit.evidence.contains(&Feature::NameCoined);
    let common = small && !own && !wrong.contains(char::is_uppercase);
    if common && !draft.unit.evidence.contains(&Feature::NameCommon) {
        add(Feature::NameCommon, 1, &mut named);
    }
    let says = |feature: Feature| draft.unit.evidence.contains(&feature);
    let steps = draft.found.evidence.iter().find(|(other, _)| *other == Feature::RemainsAlike).map_or(0, |&(_, n)| n);
    // "VSCode" for "VS Code" at the head of a title, where no capital says anything.
    let plain = |text: &str| fold::key(&text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    if entry.is_some() && !says(Feature::NameEntry) && plain(wrong) == plain(&written) && wrong != written {
        add(Feature::NameEntry, 1, &mut named);
    }
    let score = named + placed;
    let seen = |feature: Feature| evidence.iter().any(|one| one.feature == feature);
    // A name in the right place says where it stood; that it was there takes more.
    let strong = has(Feature::RemainsCapital)
        || has(Feature::RemainsPart)
        || steps > 2
        || if says(Feature::NameWeak) {
            says(Feature::NameKept)
        } else {
            has(Feature::RemainsForeign) && wrong.contains(char::is_uppercase)
                || seen(Feature::RemainsSense)
                || seen(Feature::RemainsRendered)
                || seen(Feature::RemainsRepeated)
                || has(Feature::RemainsPlace) && (named > 6 || has(Feature::RemainsBeside))
        };
    // A word alike in an unproven list may be the same word in two languages.
    let weak = says(Feature::NameWeak) && steps > 2 && entry.is_none() && !says(Feature::NameKept);
    // At the head of a sentence the name may be a common word this time.
    let inside =
        [Feature::NameInside, Feature::NameCoined, Feature::NameListed, Feature::NameWeak].into_iter().any(says);
    let opens = !inside && !says(Feature::NameUsual) && !has(Feature::RemainsWhole);
    let letters = source::is_acronym(&written) && !wrong.chars().any(char::is_uppercase);
    let anywhere = !seen(Feature::RemainsPlace) && !seen(Feature::RemainsNear) && !seen(Feature::RemainsBeside);
    let known = [Feature::RemainsRestored, Feature::RemainsSense, Feature::RemainsRendered, Feature::RemainsReversed];
    let known = known.into_iter().any(seen);
    let lost = anywhere && steps == 0 && !known;
    // French has letters of its own for the same words ("CSPi" for "iPSCs").
    let short = |text: &str| text.chars().count() <= 6 && text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.trim_end_matches('s').to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    let turned = sorted(&written) == sorted(wrong) && fold::key(&written) != fold::key(wrong);
    let swapped = short(&written) && short(wrong) && (turned || steps < 4 && !says(Feature::NameKept));
    let cut = has(Feature::RemainsExplained) || has(Feature::RemainsShort);
    let sure = strong && !lost && !weak && !opens && !letters && !cut && !swapped && named > 2 && placed > 3;
    let applicability = if score >= SAFE && sure {
        Applicability::Safe
    } else if score >= SUGGESTED && named > 0 && placed > 2 && !letters {
        Applicability::Suggested
    } else {
        Applicability::Reported
    };
    let (verdict, confidence) = match applicability {
        Applicability::Safe => (Verdict::Replace, weights.confidence(score)),
        Applicability::Suggested => (Verdict::Suggest, weights.confidence(score.min(SAFE - 1))),
        Applicability::Reported => (Verdict::Keep, 0),
    };
    let target = target(input, draft, &tokens, written, wrong)?;
    Some(Restoration {
        span: draft.span,
        tokens,
        pair: draft.pair,
        name,
        target,
        verdict,
        applicability,
        score,
        confidence,
        evidence,
    })
}

/// True if a dictionary translates `name`, or each of its words, by words that stand in its place.
fn is_translated(input: &Input<'_>, name: &str, words: &str) -> bool {
    let keys: Vec<u64> = words.split([' ', '\'', '’']).map(fold::key).collect();
    let stands = |name: &str| {
        let senses = input.dictionary.translations(name).iter();
        senses.map(|sense| sense.split(' ')).any(|mut sense| sense.all(|word| keys.contains(&fold::key(word))))
    };
    !input.dictionary.is_empty() && (stands(name) || name.split(' ').all(stands))
}

/// The tokens of the facts that `span` is made of; `None` if it cuts one, or holds none.
fn tokens_of(facts: &Facts, span: Span) -> Option<Range<usize>> {
    let tokens = words::spelling(&facts.tokens, span)?;
    (facts.block(tokens.start) == facts.block(tokens.end - 1)).then_some(tokens)
}

/// What is written in the place of a draft's remains, and what of its grammar the words around it must follow.
fn target(input: &Input<'_>, draft: &Draft, tokens: &Range<usize>, written: String, wrong: &str) -> Option<Target> {
    let (document, facts) = (input.document, input.facts);
    let language = input.termbase.language;
    let before = tokens.start.checked_sub(1).map(|at| facts.tokens[at].span.of(&document.text));
    let determiner = before.and_then(|word| language.determiner(word));
    let nouns = facts.readings(&document.text, tokens.start, language.lexicon()).tags.iter();
    let nouns: Vec<_> = nouns.filter(|tag| tag.pos == Pos::Noun).collect();
    let gender = nouns.first().and_then(|tag| tag.gender).filter(|g| nouns.iter().all(|tag| tag.gender == Some(*g)));
    let old_gender: Option<Gender> = determiner.and_then(|d| d.gender).or(gender);
    let old_number = determiner.map_or(Number::Singular, |d| d.number);
    let entry = draft.unit.entry.map(|id| input.termbase.entry(id));
    let keeps = draft.found.article && determiner.is_some_and(|d| d.kind == DeterminerKind::Definite);
    let form = entry.filter(|entry| !entry.forms.contains(&written)).map_or(written, |entry| entry.name.clone());
    // "Lark2.0" for "Lark 2.0": the number that stuck to the name is the author's.
    let stuck = wrong.strip_prefix(form.as_str()).filter(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    let form = stuck.filter(|rest| !rest.is_empty()).map_or_else(|| form.clone(), |rest| format!("{form} {rest}"));
    (form != wrong).then(|| Target {
        form,
        gender: entry.and_then(|entry| entry.gender).or(old_gender.filter(|_| keeps)),
        number: entry.map_or(if keeps { old_number } else { Number::Singular }, |entry| entry.number),
        article: match entry {
            Some(entry) => entry.article,
            None if keeps => Article::Definite,
            None => Article::None,
        },
        elision: entry.map_or(Elision::Auto, |entry| entry.elision),
        old_gender,
        old_number,
        misspelled: stuck.is_some(),
        linked: false,
        mends_article: true,
        mends_agreement: true,
    })
}
