//! Which examples need which veto, cue and feature: each is taken out in turn, and an example that held with
//! it and fails without it notices.
//!
//! Vetoes, cues and related entries are read from the entry when a place is judged, so that the index stays as
//! it is; and what shows in no decision of an example cannot be missed there, so that only the few examples in
//! which it shows are run again. To run all of them for each was the alternative: three thousand times twelve
//! thousand.

use super::examples::{self, Example};
use super::parts::{self, Rule};
use crate::decide::weights::SAFE;
use crate::detect::Found;
use crate::document::Document;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::glossary::EntryId;
use crate::review::{Decision, Evidence, Feature, Verdict};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

pub use super::parts::Part;

/// What the examples of the glossaries cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// The rules, in order.
    pub rules: Vec<RuleCover>,
    /// What decisions weigh whatever the rule; empty if only some rules were asked for.
    pub features: Vec<FeatureCover>,
}

impl Cover {
    /// True if an example notices where any veto of the rules is taken out.
    #[must_use]
    pub fn holds(&self) -> bool {
        let mut items = self.rules.iter().flat_map(|rule| &rule.items);
        items.all(|item| !item.part.is_veto() || item.noticed.is_some())
    }
}

/// What the examples cover of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleCover {
    /// Its id.
    pub id: String,
    /// How many examples it has.
    pub examples: usize,
    /// Its renderings and what speaks for and against them.
    pub items: Vec<Item>,
}

/// One rendering, veto or cue of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What it is.
    pub part: Part,
    /// As the glossary has it.
    pub text: String,
    /// In how many examples of its rule it shows: in the evidence of a decision or, for a rule without decisions,
    /// in what is found.
    pub exercised: usize,
    /// The first example that fails without it.
    pub noticed: Option<String>,
    /// Why no example does; never of a rendering, which is not taken out.
    pub why: Option<String>,
}

/// One feature of the table of weights, or a veto of the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeatureCover {
    /// Which.
    pub feature: Feature,
    /// In how many examples of all rules it shows.
    pub exercised: usize,
    /// The first example that fails where it is not read.
    pub noticed: Option<String>,
    /// Why no example does.
    pub why: Option<String>,
}

/// What the examples cover of the rules whose id begins with `prefix`; of the features too if that is all.
#[must_use]
pub fn cover(engine: &Engine, prefix: &str) -> Cover {
    let runs = Runs::new(engine);
    let rules = covered(engine, &runs, prefix, |_| true);
    let features = if prefix.is_empty() { features(engine, &runs) } else { Vec::new() };
    Cover { rules, features }
}

/// What they cover of the vetoes of these rules, and of nothing else: most of the time of [`cover`] goes into cues,
/// which stand in many examples and decide in few.
#[must_use]
pub fn cover_vetoes(engine: &Engine, prefix: &str) -> Cover {
    Cover { rules: covered(engine, &Runs::new(engine), prefix, Part::is_veto), features: Vec::new() }
}

/// The same of the parts that are `wanted`.
fn covered(engine: &Engine, runs: &Runs<'_>, prefix: &str, wanted: fn(Part) -> bool) -> Vec<RuleCover> {
    let rules: Vec<Rule> = Rule::all(engine.termbase());
    let rules: Vec<Rule> = rules.into_iter().filter(|rule| rule.id(engine.termbase()).starts_with(prefix)).collect();
    // A copy of the glossaries for each part of the work, not for each item.
    let size = rules.len().div_ceil(4 * rayon::current_num_threads()).max(1);
    let covered = rules.par_chunks(size).flat_map_iter(|chunk| {
        let mut lab = Lab { runs, engine: engine.clone() };
        chunk.iter().map(|&rule| lab.rule(rule, wanted)).collect::<Vec<_>>()
    });
    covered.collect()
}

/// The examples as they come out with everything in its place.
struct Runs<'t> {
    examples: Vec<Example<'t>>,
    /// For each item of an entry, the examples that hold and show it, ascending.
    shown: BTreeMap<(EntryId, Part, usize), Vec<usize>>,
    /// The same for each feature.
    features: BTreeMap<Feature, Vec<usize>>,
    /// For each rule without decisions, the examples that hold and that it may apply to.
    phrases: BTreeMap<Rule, Vec<usize>>,
}

impl<'t> Runs<'t> {
    fn new(engine: &'t Engine) -> Self {
        let examples = examples::all(engine.termbase());
        let seen: Vec<Option<Vec<Decision>>> = examples
            .par_iter()
            .map(|example| {
                if examples::failure(engine, example).is_some() {
                    return None;
                }
                let mut decisions = review(engine, example.before);
                if example.before != example.after {
                    decisions.extend(review(engine, example.after));
                }
                Some(decisions)
            })
            .collect();
        let mut runs = Self { shown: BTreeMap::new(), features: BTreeMap::new(), phrases: BTreeMap::new(), examples };
        for (at, decisions) in seen.iter().enumerate().filter_map(|(at, seen)| Some((at, seen.as_ref()?))) {
            let example = runs.examples[at];
            for rule in Rule::found_by(engine.termbase(), example.before, example.rule) {
                runs.phrases.entry(rule).or_default().push(at);
            }
            let items: BTreeSet<_> = decisions.iter().flat_map(items).collect();
            for item in items {
                runs.shown.entry(item).or_default().push(at);
            }
            let features: BTreeSet<Feature> =
                decisions.iter().flat_map(|decision| decision.evidence.iter().map(|e| e.feature)).collect();
            for feature in features {
                runs.features.entry(feature).or_default().push(at);
            }
        }
        runs
    }

    fn shown(&self, entry: EntryId, part: Part, item: usize) -> &[usize] {
        self.shown.get(&(entry, part, item)).map_or(&[], Vec::as_slice)
    }

    /// What to call example `at` in a report on `rule`.
    fn name(&self, at: usize, rule: &str) -> String {
        let Example { rule: of, field, number, .. } = self.examples[at];
        if of == rule { format!("{field} {number}") } else { format!("{field} {number} of {of}") }
    }

    /// `shown`, the rule's own examples first.
    fn own_first(&self, shown: &[usize], rule: &str) -> Vec<usize> {
        let (mut first, others): (Vec<usize>, Vec<usize>) =
            shown.iter().partition(|&&at| self.examples[at].rule == rule);
        first.extend(others);
        first
    }
}

fn review(engine: &Engine, text: &str) -> Vec<Decision> {
    engine.review(&Document::plain("example", text)).decisions
}

/// What of an entry shows in `decision`.
fn items(decision: &Decision) -> impl Iterator<Item = (EntryId, Part, usize)> {
    let entry = decision.candidate.entry;
    let rendering = match decision.candidate.found {
        Found::Rendering(rendering, _) => Some((entry, Part::Rendering, rendering as usize)),
        Found::Form(_) => None,
    };
    let evidence = decision.evidence.iter().filter_map(move |evidence| {
        let part = match (evidence.feature, evidence.feature.kind()) {
            (Feature::Never, _) => Part::Never,
            (Feature::Unless, _) => Part::Unless,
            (Feature::Related, _) => Part::Related,
            (_, "frame") => Part::Frame,
            _ => Part::Near,
        };
        Some((entry, part, evidence.item?))
    });
    evidence.chain(rendering)
}

/// The glossaries, to take things out of.
struct Lab<'r, 't> {
    runs: &'r Runs<'t>,
    engine: Engine,
}

impl Lab<'_, '_> {
    fn rule(&mut self, rule: Rule, wanted: fn(Part) -> bool) -> RuleCover {
        let id = rule.id(self.engine.termbase()).to_owned();
        let rows = rule.items(self.engine.termbase());
        let rows = rows.into_iter().filter(|&(part, ..)| wanted(part));
        let items = rows.map(|(part, item, text)| self.item(rule, &id, part, item, text)).collect();
        let examples = self.runs.examples.iter().filter(|example| example.rule == id).count();
        RuleCover { id, examples, items }
    }

    fn item(&mut self, rule: Rule, id: &str, part: Part, item: usize, text: String) -> Item {
        let runs = self.runs;
        if let Rule::Entry(entry) = rule {
            let shown = runs.own_first(runs.shown(entry, part, item), id);
            let exercised = shown.iter().filter(|&&at| runs.examples[at].rule == id).count();
            if part == Part::Rendering {
                return Item { part, text, exercised, noticed: None, why: None };
            }
            let noticed = self.without(rule, part, item, |engine| first_failing(runs, engine, &shown));
            let why = noticed.is_none().then(|| self.why(entry, id, (part, item), shown.first().copied()));
            return Item { part, text, exercised, noticed: noticed.map(|at| runs.name(at, id)), why };
        }
        // Such a rule applies or does not: what its examples find is all that there is to see.
        let all = runs.phrases.get(&rule).map_or(&[][..], Vec::as_slice);
        let with: Vec<String> = all.iter().map(|&at| everything(&self.engine, runs.examples[at].before)).collect();
        let (noticed, differ) = self.without(rule, part, item, |engine| {
            let differ: Vec<usize> = all
                .iter()
                .zip(with)
                .filter(|(at, with)| everything(engine, runs.examples[**at].before) != *with)
                .map(|(at, _)| *at)
                .collect();
            (first_failing(runs, engine, &runs.own_first(all, id)), differ)
        });
        let exercised = differ.iter().filter(|&&at| runs.examples[at].rule == id).count();
        let why = noticed.is_none().then(|| match differ.first() {
            Some(&at) => format!("{} finds more without it, and holds all the same", runs.name(at, id)),
            None => "makes no difference in any example".to_owned(),
        });
        Item { part, text, exercised, noticed: noticed.map(|at| runs.name(at, id)), why }
    }

    /// What `look` sees while an item of `rule` is out.
    fn without<R>(&mut self, rule: Rule, part: Part, item: usize, look: impl FnOnce(&Engine) -> R) -> R {
        let row = rule.take(self.engine.termbase_mut(), part, item);
        let seen = look(&self.engine);
        row.put_back(self.engine.termbase_mut());
        seen
    }

    /// Why no example misses an item of `entry`, which shows first in example `shown`.
    fn why(&mut self, entry: EntryId, id: &str, (part, item): (Part, usize), shown: Option<usize>) -> String {
        let runs = self.runs;
        let Some(at) = shown else { return self.why_hidden(entry, id, part, item) };
        let Example { before, after, .. } = runs.examples[at];
        let name = runs.name(at, id);
        for text in [before, after] {
            let with = review(&self.engine, text);
            let Some(place) = with.iter().find(|d| items(d).any(|found| found == (entry, part, item))) else {
                continue;
            };
            let without = self.without(Rule::Entry(entry), part, item, |engine| review(engine, text));
            let same = |d: &&Decision| d.candidate == place.candidate;
            if let Some(decision) = without.iter().find(same) {
                return format!("stands in {name}, which {}", outcome(decision));
            }
        }
        format!("stands in {name}, which holds without it")
    }

    /// The same where it shows in no example: perhaps another veto was read first.
    fn why_hidden(&mut self, entry: EntryId, id: &str, part: Part, item: usize) -> String {
        const NOWHERE: &str = "stands in no example";
        let runs = self.runs;
        if !matches!(part, Part::Never | Part::Unless) {
            return NOWHERE.to_owned();
        }
        let renderings = 0..self.engine.termbase().entry(entry).renderings.len();
        let places: BTreeSet<usize> = renderings.flat_map(|r| runs.shown(entry, Part::Rendering, r)).copied().collect();
        let places = runs.own_first(&places.into_iter().collect::<Vec<_>>(), id);
        let alone = parts::only(self.engine.termbase(), entry, part, item);
        let whole = std::mem::replace(&mut self.engine.termbase_mut().entries[entry.0 as usize], alone);
        let vetoes = Feature::ALL.iter().copied().filter(|feature| feature.kind() == "veto");
        let others = vetoes.filter(|feature| !matches!(feature, Feature::Never | Feature::Unless));
        let bare = self.engine.clone().weights(self.engine.table().clone().without(others));
        let hidden = places.into_iter().find_map(|at| {
            let decisions = review(&bare, runs.examples[at].before);
            let here = decisions.into_iter().find(|d| items(d).any(|found| found == (entry, part, 0)))?;
            Some((at, here.candidate))
        });
        drop(bare);
        self.engine.termbase_mut().entries[entry.0 as usize] = whole;
        let Some((at, candidate)) = hidden else { return NOWHERE.to_owned() };
        let decisions = review(&self.engine, runs.examples[at].before);
        let veto = decisions.iter().filter(|d| d.candidate == candidate).flat_map(|d| &d.evidence);
        let veto = veto.filter(|e| e.weight.is_none()).map(|e| e.note.as_str()).next().unwrap_or("another veto");
        format!("stands in {}, where another veto holds first: {veto}", runs.name(at, id))
    }
}

/// The first of `places`, whose examples held, that does not hold with `engine`.
fn first_failing(runs: &Runs<'_>, engine: &Engine, places: &[usize]) -> Option<usize> {
    places.iter().copied().find(|&at| examples::failure(engine, &runs.examples[at]).is_some())
}

/// What rules find in `text`, down to what is only reported.
fn everything(engine: &Engine, text: &str) -> String {
    let review = engine.review(&Document::plain("example", text));
    review.mended(text, Applicability::Reported)
}

/// What becomes of a place without something that speaks of it, and why.
fn outcome(decision: &Decision) -> String {
    let what = match decision.verdict {
        Verdict::Keep => "stays without it too",
        Verdict::Suggest => "is only suggested without it",
        Verdict::Replace => "is mended without it too",
    };
    if let Some(veto) = decision.evidence.iter().find(|evidence| evidence.weight.is_none()) {
        return format!("{what} (veto: {})", veto.note);
    }
    let score = decision.score;
    let lack = decision.evidence.iter().find(|evidence| evidence.feature.kind() == "lack");
    let against = decision.evidence.iter().filter(|e| e.weight.is_some_and(|w| w < 0)).min_by_key(|e| e.weight);
    match (lack, against) {
        (Some(lack), _) => format!("{what} (score {score} of {SAFE}: {})", lack.note),
        (None, Some(Evidence { feature, weight: Some(weight), .. })) => {
            format!("{what} (score {score} of {SAFE}: {} {weight})", feature.id())
        }
        _ => format!("{what} (score {score} of {SAFE})"),
    }
}

fn features(engine: &Engine, runs: &Runs<'_>) -> Vec<FeatureCover> {
    let read = |feature: &&Feature| feature.is_weighed() || feature.kind() == "veto";
    let one = |&feature: &Feature| {
        let shown = runs.features.get(&feature).map_or(&[][..], Vec::as_slice);
        let weights = engine.table().clone().without([feature]);
        let blind = engine.clone().weights(weights);
        let noticed = first_failing(runs, &blind, shown).map(|at| runs.name(at, ""));
        let why = noticed.is_none().then(|| match shown.first() {
            None => "stands in no example".to_owned(),
            Some(_) if feature.is_weighed() && engine.table().of(feature) == 0 => "weighs nothing".to_owned(),
            Some(&at) => format!("stands in {} first, which holds without it", runs.name(at, "")),
        });
        FeatureCover { feature, exercised: shown.len(), noticed, why }
    };
    let all: Vec<&Feature> = Feature::ALL.iter().filter(read).collect();
    all.into_par_iter().map(one).collect()
}
