//! Names that a translation lost and no glossary need know: seen in the source, found again by what they left.
//!
//! A name of the source that its line lost is looked for where its place is: between the neighbours that both sides
//! share, at a capital that nothing else explains, in words spelled like it. Every reason is a row of the table of
//! weights; `docs/source.md` tells the method.

mod lexis;
mod links;
mod names;
mod remains;
mod source;

pub use names::{Entries, entries};
pub use source::Source;

use crate::align::{self, Pair};
use crate::decide::weights::{SAFE, SUGGESTED};
use crate::decide::{Decision, Evidence, Feature, Target, Verdict, Weights};
use crate::detect::Detection;
use crate::dictionary::Dictionary;
use crate::document::{Document, Facts};
use crate::edit::Applicability;
use crate::glossary::Termbase;
use crate::lang::DeterminerKind;
use crate::lang::features::{Article, Elision, Gender, Number, Pos};
use crate::text::words::TokenKind;
use crate::text::{Span, fold};
use links::{Kind, Links, Side};
use names::{Census, Unit};
use remains::{Found, Line};
use source::{Reading, Standing};
use std::collections::HashMap;
use std::ops::Range;

/// Id of the rule.
pub const RULE: &str = "source.name";

/// A name that the source has, its remains, and what becomes of them.
#[derive(Clone, Debug)]
pub struct Restoration {
    /// Bytes of the text: the remains, without article.
    pub span: Span,
    /// The same in tokens of the facts.
    pub tokens: Range<usize>,
    /// The line of the text and the part of the source that it translates.
    pub pair: Pair,
    /// Bytes of the source: the name.
    pub name: Span,
    /// What is written instead.
    pub target: Target,
    /// What becomes of the remains.
    pub verdict: Verdict,
    /// How far its fix may be trusted.
    pub applicability: Applicability,
    /// The sum of the evidence.
    pub score: i32,
    /// How likely it is right, in ten-thousandths.
    pub confidence: u16,
    /// All that was seen.
    pub evidence: Vec<Evidence>,
}

/// What restoring reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'i> {
    /// The text.
    pub document: &'i Document,
    /// Its words.
    pub facts: &'i Facts,
    /// What was found in it.
    pub detection: &'i Detection,
    /// What became of that: it comes first.
    pub decisions: &'i [Decision],
    /// The glossaries.
    pub termbase: &'i Termbase,
    /// Their names.
    pub entries: &'i Entries,
    /// Bilingual dictionaries, if the user has any.
    pub dictionary: &'i Dictionary,
    /// What evidence weighs.
    pub weights: &'i Weights,
}

/// One unit with a place for its remains.
struct Draft {
    pair: Pair,
    unit: Unit,
    found: Found,
    /// Bytes of the text.
    span: Span,
    words: String,
}

/// The names that the translation of `source` lost, in order of place.
#[must_use]
pub fn restore(input: &Input<'_>, source: &Source<'_>) -> Vec<Restoration> {
    let document = input.document;
    let pairs = align::pairs(&document.text, source.reading.text);
    let put = |pair: &Pair| -> Vec<String> {
        let from = input.decisions.partition_point(|decision| decision.candidate.span.start() < pair.target.start());
        let here = input.decisions[from..].iter().take_while(|decision| decision.candidate.span.start() < pair.target.end());
        here.filter(|decision| decision.verdict == Verdict::Replace)
            .map(|decision| decision.target.form.clone())
            .collect()
    };
    let census = Census::new(source, &document.text, &pairs, &put);
    let mut drafts = Vec::new();
    for (pair, tokens, lost) in &census.lost {
        drafts.extend(line(input, source, &census, *pair, tokens.clone(), lost));
    }
    let mut known = Known { repeated: repetitions(&drafts, source), ..Known::default() };
    let judged = |known: &Known| -> Vec<Restoration> {
        drafts.iter().filter_map(|draft| judge(input, source, draft, known)).collect()
    };
    // A name that is sure in one place speaks for the same words in others.
    let sure: Vec<_> = judged(&known).into_iter().filter(|one| one.verdict == Verdict::Replace).collect();
    for one in sure {
        let pair = (one.name.of(source.reading.text).to_owned(), lower(&one, document));
        known.restored.entry(pair).or_default().push(one.span);
    }
    let mut all = judged(&known);
    all.sort_by_key(|one| (std::cmp::Reverse(one.score), one.span));
    let mut taken: Vec<Restoration> = Vec::new();
    for one in all {
        // A name has one place, and a place one name.
        let rival = |other: &Restoration| other.span.overlaps(one.span) || other.name.overlaps(one.name);
        if !taken.iter().any(rival) {
            taken.push(one);
        }
    }
    taken.sort_by_key(|one| one.span);
    taken
}

/// The drafts of one pair.
fn line(
    input: &Input<'_>,
    source: &Source<'_>,
    census: &Census<'_>,
    pair: Pair,
    tokens: Range<usize>,
    lost: &[usize],
) -> Vec<Draft> {
    let language = input.termbase.language;
    let lexicon = language.lexicon();
    /// A longer row of capitals is a title.
    const LONGEST: usize = 6;
    let (first, end) = (tokens.start, tokens.end);
    let words = &source.reading;
    let exonym = |word: &str| source.lexis.is_some_and(|lexis| lexis.is_exonym(word));
    let mut is_lost = vec![false; tokens.len()];
    for &at in lost.iter().filter(|&&at| !exonym(words.word(at))) {
        is_lost[at - first] = true;
    }
    let units = names::units(source, census, lexicon, input.entries, lost, &|_| false);
    if units.is_empty() {
        return Vec::new();
    }
    let text = pair.target.of(&input.document.text);
    let reading = Reading::new(text, source::tokens(text), None, false);
    let line = pair.source.of(words.text);
    let free: Vec<bool> = (0..reading.tokens.len())
        .map(|at| {
            let word = reading.word(at);
            let odd = source::is_coined(word) || reading.standings[at] > Standing::Start;
            odd && names::occurrences(line, word) == 0 && !exonym(word)
        })
        .collect();
    let side = Side { text: words.text, tokens: &words.tokens[tokens.clone()] };
    let target = Side { text, tokens: &reading.tokens };
    let links = links::links(side, target, source.lexis, input.dictionary, &is_lost, &free);
    if !is_translation(side, target, &links) {
        return Vec::new();
    }
    // What stands there all the same, or in the words that are known to translate it, is not lost.
    let article = |at: usize| names::ARTICLES.contains(&words.word(at).to_lowercase().as_str());
    let here = |at: usize| links.source[at - first].filter(|link| link.kind > Kind::Cognate);
    let found = |at: usize| {
        let named = article(at) && words.standings[at] == Standing::Inside && lost.contains(&(at + 1));
        let begins = source.lexis.is_some_and(|lexis| lexis.begins_names(words.tokens[at].key))
            && words.standings[at] == Standing::Inside
            && names::around(source, &(at..at + 1)).len() > 1;
        here(at).is_some_and(|link| link.kind == Kind::Same || link.kind == Kind::Known && !named && !begins)
    };
    let lost: Vec<usize> = lost.iter().copied().filter(|&at| !found(at)).collect();
    let is_head = |at: usize| {
        at >= first && links.source[at - first].is_some_and(|link| matches!(link.kind, Kind::Known | Kind::Cognate))
    };
    let units = names::units(source, census, lexicon, input.entries, &lost, &is_head);
    is_lost.fill(false);
    for unit in &units {
        unit.tokens.clone().for_each(|at| is_lost[at - first] = true);
    }
    let others = |word: &str| census.of(word).0 > 1 && !lexicon.contains(&word.to_lowercase());
    let line = Line {
        source: side,
        target,
        standings: &reading.standings,
        free: &free,
        links: &links,
        others: &others,
        lost: &is_lost,
        language,
    };
    let mut drafts = Vec::new();
    let mut add = |unit: &Unit, own: &Range<usize>, mut found: Found| {
        line.weigh(own, unit, &mut found);
        let bytes = reading.tokens[found.tokens.start].span.cover(reading.tokens[found.tokens.end - 1].span);
        let span = bytes.shifted(pair.target.start());
        drafts.push(Draft { pair, unit: unit.clone(), found, span, words: bytes.of(text).to_lowercase() });
    };
    for unit in units {
        let own = unit.tokens.start - first..unit.tokens.end - first;
        let found = line.find(&own);
        let placed = found.iter().any(|found| found.evidence.contains(&(Feature::RemainsPlace, 1)));
        found.into_iter().for_each(|found| add(&unit, &own, found));
        // "espace de travail Lark" for "Lark Workspace": what is left of the name stands on its other side.
        let row = names::around(source, &unit.tokens);
        let named = row.clone().all(|at| words.standings[at] == Standing::Inside);
        if !placed && named && row.len() > unit.tokens.len() && row.len() <= LONGEST && row.start >= first && row.end <= end {
            let whole = Unit { tokens: row.clone(), ..unit.clone() };
            let own = row.start - first..row.end - first;
            line.between(&own).into_iter().for_each(|found| add(&whole, &own, found));
        }
        if let Some(found) = line.reversed(&own).filter(|_| row.start < unit.tokens.start) {
            let whole = Unit { tokens: unit.tokens.start - 1..unit.tokens.end, ..unit.clone() };
            add(&whole, &(own.start - 1..own.end), found);
        }
    }
    drafts
}

/// True if enough of the two sides stands for each other, and not all of it as it is: of lines that do not belong
/// together, or are in one language, nothing is concluded.
fn is_translation(source: Side<'_>, target: Side<'_>, links: &Links) -> bool {
    /// Shorter lines may be a name and nothing else.
    const SHORT: usize = 6;
    /// One word of so many must have its partner.
    const SHARE: usize = 6;
    let words = |side: Side<'_>| (0..side.tokens.len()).filter(|&at| side.is_word(at)).count();
    let fewer = words(source).min(words(target));
    let linked = |&at: &usize| source.is_word(at) && links.source[at].is_some_and(|link| link.kind > Kind::Tie);
    let common = |&at: &usize| {
        let word = source.word(at);
        source.tokens[at].kind == TokenKind::Word && word.len() > 1 && !word.contains(char::is_uppercase)
    };
    let same = |&at: &usize| links.source[at].is_some_and(|link| link.kind == Kind::Same);
    let all = (0..source.tokens.len()).filter(common).count();
    let kept = (0..source.tokens.len()).filter(common).filter(same).count();
    let answered = (0..source.tokens.len()).filter(linked).count() * SHARE >= fewer;
    fewer < SHORT || answered && (all < SHORT || kept * 2 < all)
}

/// What the rest of the document says of a name and the words in its place.
#[derive(Default)]
struct Known {
    /// In how many lines they stand where the name is missing.
    repeated: HashMap<(String, String), usize>,
    /// Those that are sure somewhere.
    restored: HashMap<(String, String), Vec<Span>>,
}

fn lower(one: &Restoration, document: &Document) -> String {
    one.span.of(&document.text).to_lowercase()
}

/// By name and words: in how many lines the words stand where the name is missing.
fn repetitions(drafts: &[Draft], source: &Source<'_>) -> HashMap<(String, String), usize> {
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

fn name_of(source: &Source<'_>, unit: &Unit) -> Span {
    let tokens = &source.reading.tokens;
    tokens[unit.tokens.start].span.cover(tokens[unit.tokens.end - 1].span)
}

/// Sums up what speaks for and against one draft; `None` where it cannot be put in.
fn judge(input: &Input<'_>, source: &Source<'_>, draft: &Draft, known: &Known) -> Option<Restoration> {
    let (document, facts, weights) = (input.document, input.facts, input.weights);
    let tokens = tokens_of(facts, draft.span)?;
    if facts.is_foreign(tokens.start) || document.protects(draft.span) {
        return None;
    }
    let first_comes = |decision: &Decision| {
        decision.verdict == Verdict::Replace && decision.phrase.cover(decision.candidate.span).overlaps(draft.span)
    };
    let near = |start: usize| draft.pair.target.start() <= start && start < draft.pair.target.end();
    let from = input.decisions.partition_point(|decision| decision.candidate.span.start() < draft.pair.target.start());
    let mut decided = input.decisions[from..].iter().take_while(|decision| near(decision.candidate.span.start()));
    if decided.any(first_comes) {
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
    let all = &input.detection.candidates;
    let from = all.partition_point(|candidate| candidate.span.start() < draft.pair.target.start());
    let here = all[from..].iter().take_while(|candidate| near(candidate.span.start()));
    let mut here = here.filter(|candidate| candidate.span.overlaps(draft.span));
    let entry = draft.unit.entry;
    if here.any(|candidate| Some(candidate.entry) == entry)
        || input.dictionary.translations(&written).iter().any(|sense| sense.to_lowercase() == draft.words)
    {
        add(Feature::RemainsSense, 1, &mut placed);
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
                || seen(Feature::RemainsRepeated)
                || has(Feature::RemainsPlace) && (named > 6 || has(Feature::RemainsBeside))
        };
    // A word alike in an unproven list may be the same word in two languages.
    let weak = says(Feature::NameWeak) && steps > 2 && entry.is_none() && !says(Feature::NameKept);
    // At the head of a sentence the name may be a common word this time.
    let inside = [Feature::NameInside, Feature::NameCoined, Feature::NameListed, Feature::NameWeak].into_iter().any(says);
    let opens = !inside && !says(Feature::NameUsual) && !has(Feature::RemainsWhole);
    let letters = source::is_acronym(&written) && !wrong.chars().any(char::is_uppercase);
    let anywhere = !seen(Feature::RemainsPlace) && !seen(Feature::RemainsNear) && !seen(Feature::RemainsBeside);
    let known = [Feature::RemainsRestored, Feature::RemainsSense, Feature::RemainsReversed].into_iter().any(seen);
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

/// The tokens of the facts that `span` is made of; `None` if it cuts one, or holds none.
fn tokens_of(facts: &Facts, span: Span) -> Option<Range<usize>> {
    let first = facts.tokens.partition_point(|token| token.span.start() < span.start());
    let last = facts.tokens.partition_point(|token| token.span.end() < span.end());
    let starts = facts.tokens.get(first).is_some_and(|token| token.span.start() == span.start());
    let ends = facts.tokens.get(last).is_some_and(|token| token.span.end() == span.end());
    (starts && ends && first <= last && facts.block(first) == facts.block(last)).then_some(first..last + 1)
}

/// What is written in the place of a draft's remains, and what of its grammar the words around it must follow.
fn target(
    input: &Input<'_>,
    draft: &Draft,
    tokens: &Range<usize>,
    written: String,
    wrong: &str,
) -> Option<Target> {
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
