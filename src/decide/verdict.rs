//! What is read off the text at one candidate, whatever becomes of the others.

use super::context::Context;
use super::evidence::source::{self, Standing};
use super::evidence::{casing, frame, ordinary, person};
use super::feature::Feature;
use super::memory;
use super::weights::{self, Weights};
use crate::detect::{Candidate, Detection, Found, Matching};
use crate::document::{Document, Facts};
use crate::edit::Applicability;
use crate::glossary::schema::Slot;
use crate::glossary::{Class, Entry, Rendering, Termbase, Variant};
use crate::lang::DeterminerKind;
use crate::lang::features::{Article, Elision, Gender, Number};
use crate::text::Span;
use crate::text::fold::Case;

/// Frames that say nothing of a common noun that is a person: "le gardien affirme".
const ANIMATE: [Feature; 11] = [
    Feature::Subject,
    Feature::WeakSubject,
    Feature::Deed,
    Feature::Speech,
    Feature::Agent,
    Feature::Predicate,
    Feature::Staff,
    Feature::Possessor,
    Feature::WeakPossessor,
    Feature::Object,
    Feature::Preposition,
];

/// One observation for or against a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it is an instance of.
    pub feature: Feature,
    /// What it adds; `None` for a veto, which nothing outvotes.
    pub weight: Option<i32>,
    /// True if the glossary gives this weight, not the table.
    pub own: bool,
    /// Its place in the entry's list of phrases, entries, cues or frames, if it comes from there.
    pub item: Option<usize>,
    /// Where it was seen, in bytes of the document's text.
    pub span: Option<Span>,
    /// What was seen.
    pub note: String,
}

/// What becomes of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is mended.
    Replace,
    /// It is shown, and mended if the user asks for suggestions too.
    Suggest,
    /// It stays.
    Keep,
}

/// What is written, and what of its grammar the words around it must follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The right form.
    pub form: String,
    /// Its gender, where it is known.
    pub gender: Option<Gender>,
    /// Its number.
    pub number: Number,
    /// Whether an article stands before it.
    pub article: Article,
    /// Whether short words lose their vowel before it.
    pub elision: Elision,
    /// Gender of the wrong form.
    pub old_gender: Option<Gender>,
    /// Number of the wrong form.
    pub old_number: Number,
    /// True if the wrong form is the name misspelled, so that what stands before it is a name's.
    pub misspelled: bool,
    /// True if "de" links it to a noun of its kind ("la ville de X"), where others stand beside it ("le groupe X").
    pub linked: bool,
    /// Whether the article and its preposition are mended.
    pub mends_article: bool,
    /// Whether what agreed with the wrong form is mended.
    pub mends_agreement: bool,
}

/// A candidate judged, with all that the later stages need to know.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The candidate.
    pub candidate: Candidate,
    /// Bytes of the document's text: the candidate with the determiner that stands before it.
    pub phrase: Span,
    /// What becomes of it.
    pub verdict: Verdict,
    /// How far its fix may be trusted.
    pub applicability: Applicability,
    /// The sum of the evidence.
    pub score: i32,
    /// How likely the fix is right, in ten-thousandths; nothing for what is kept for want of evidence.
    pub confidence: u16,
    /// The evidence, in the order in which it was read.
    pub evidence: Vec<Evidence>,
    /// Id of its entry.
    pub rule: String,
    /// What is written instead.
    pub target: Target,
    /// The noun that the name stands in apposition to.
    pub head: Option<usize>,
}

/// What of a judgement does not depend on other verdicts.
pub(super) struct Draft<'c> {
    pub(super) context: Context<'c>,
    pub(super) candidate: &'c Candidate,
    pub(super) entry: &'c Entry,
    pub(super) rendering: Option<&'c Rendering>,
    pub(super) class: Class,
    form: String,
    pub(super) evidence: Vec<Evidence>,
    pub(super) vetoed: bool,
    pub(super) framed: bool,
    /// True if a list of its kind, or a given name before it, says which name it is.
    pub(super) listed: bool,
    /// True if a given name stands before it.
    given: bool,
    /// True if a noun of its kind stands in apposition to it.
    pub(super) apposed: bool,
    pub(super) sourced: bool,
    /// True if the source has the name as often as the line has places for it.
    pub(super) aligned: bool,
    pub(super) head: Option<usize>,
}

/// The part of the judgement that is read off the text once.
pub(super) fn draft<'c>(
    document: &'c Document,
    facts: &'c Facts,
    detection: &'c Detection,
    termbase: &'c Termbase,
    weights: &'c Weights,
    candidate: &'c Candidate,
) -> Draft<'c> {
    let entry = termbase.entry(candidate.entry);
    let context = Context::new(document, facts, detection, termbase, weights, candidate);
    let (rendering, class, form) = match candidate.found {
        Found::Rendering(r, _) => {
            let row = &entry.renderings[r as usize];
            (Some(row), row.class, row.form.clone())
        }
        Found::Form(f) => (None, Class::Drift, entry.forms[f as usize].clone()),
    };
    let mut draft = Draft {
        context,
        candidate,
        entry,
        rendering,
        class,
        form,
        evidence: Vec::new(),
        vetoed: false,
        framed: false,
        listed: false,
        given: false,
        apposed: false,
        sourced: false,
        aligned: false,
        head: None,
    };
    draft.read_rendering();
    draft.read_vetoes();
    if !draft.vetoed {
        draft.read_frames();
        draft.read_ordinary();
    }
    draft.read_source(document);
    draft
}

impl Draft<'_> {
    fn add(&mut self, feature: Feature, span: Option<Span>, note: impl Into<String>) {
        self.add_times(1, feature, span, note);
    }

    fn add_times(&mut self, times: i32, feature: Feature, span: Option<Span>, note: impl Into<String>) {
        let weights = self.context.weights;
        if weights.reads(feature) {
            let weight = Some(weights.of(feature) * times);
            self.evidence.push(Evidence { feature, weight, own: false, item: None, span, note: note.into() });
        }
    }

    fn veto(&mut self, feature: Feature, item: Option<usize>, span: Option<Span>, note: impl Into<String>) {
        if self.context.weights.reads(feature) {
            self.evidence.push(Evidence { feature, weight: None, own: false, item, span, note: note.into() });
            self.vetoed = true;
        }
    }

    /// True for words that mean something else too.
    pub(super) fn ordinary(&self) -> bool {
        self.class == Class::Ordinary
    }

    /// True for words of the language, alone or together.
    pub(super) fn common(&self) -> bool {
        matches!(self.class, Class::Ordinary | Class::Phrase)
    }

    pub(super) fn wrong(&self) -> &str {
        self.candidate.span.of(self.context.text)
    }

    fn variant(&self) -> Option<&Variant> {
        let Found::Rendering(_, v) = self.candidate.found else { return None };
        self.rendering?.variants.get(usize::from(v))
    }

    pub(super) fn target(&self) -> Target {
        let shouted = casing::is_shouted(self.wrong()) && Case::of(&self.form) != Case::Upper;
        let number_of_place = self.context.determiner.map(|(_, d)| d.number);
        Target {
            form: if shouted { self.form.to_uppercase() } else { self.form.clone() },
            gender: self.entry.gender,
            number: self.entry.number,
            article: self.entry.article,
            elision: self.entry.elision,
            old_gender: self.rendering.and_then(|r| r.gender),
            old_number: number_of_place.or(self.variant().and_then(|v| v.number)).unwrap_or(Number::Singular),
            misspelled: self.rendering.is_none(),
            linked: self.context.termbase.kind(self.entry).linked,
            mends_article: self.entry.repair.article,
            mends_agreement: self.entry.repair.agreement,
        }
    }

    fn read_rendering(&mut self) {
        let note = match self.class {
            Class::Sure => "these words mean nothing else",
            Class::Drift => "the name in another spelling",
            Class::Foreign => "no word of the language",
            Class::Phrase => "words that rarely stand together",
            Class::Ordinary => "an ordinary word: nothing by itself",
        };
        self.add(weights::prior(self.class), Some(self.candidate.span), note);
        if let Matching::Fuzzy(errors) = self.candidate.matching {
            self.add_times(i32::from(errors), Feature::TypingError, None, format!("{errors} letter(s) differ"));
        }
        if let Some(feature) = casing::small_letters(self.wrong(), &self.form).filter(|_| self.class == Class::Drift) {
            self.add(feature, Some(self.candidate.span), "in small letters");
        }
        if self.class == Class::Drift && self.rendering.is_none() && Case::of(self.wrong()) == Case::Mixed {
            self.add(Feature::OddCapitals, Some(self.candidate.span), "with capitals that it does not have");
        }
    }

    fn read_vetoes(&mut self) {
        let slot = self.rendering.map_or(Slot::Any, |r| r.slot);
        let definite = self.context.determiner.is_some_and(|(_, d)| d.kind == DeterminerKind::Definite);
        match slot {
            Slot::Definite if !definite => {
                return self.veto(Feature::NeedsArticle, None, None, "this rendering needs a definite article");
            }
            Slot::None if self.context.determiner.is_some() => {
                return self.veto(Feature::NeedsNone, None, None, "this rendering stands without a determiner");
            }
            _ => {}
        }
        let variant = self.variant();
        let shifted = variant.is_some_and(|v| v.shifted);
        let plural = variant.is_some_and(|v| v.number != Some(Number::Singular));
        let plural_name = self.entry.number == Number::Plural;
        // Words that mean nothing else still mean what they say behind "une", unless a capital says otherwise.
        let common = matches!(self.class, Class::Ordinary | Class::Phrase)
            || self.class == Class::Sure && !Case::is_capitalised(self.wrong());
        let shifted = shifted && variant.is_some_and(|v| v.number.is_some()) && plural != plural_name;
        let barred = ordinary::barred(&self.context, shifted, plural);
        if let Some((feature, span)) = barred.filter(|&(feature, _)| common && self.context.weights.reads(feature)) {
            return self.veto(feature, None, Some(span), feature.what());
        }
        let sentence = self.context.sentence.clone();
        let words: Vec<u64> = self.candidate.tokens.clone().map(|at| self.context.token(at).key).collect();
        let is_form = |at: usize, lemmas: &[String]| self.context.is_form_of(at, lemmas);
        let hit = self.entry.never.iter().enumerate().find_map(|(item, phrase)| {
            let own = phrase.mentions(&words);
            let place = |range: &std::ops::Range<usize>| {
                // "bord de" is about edges of things, not about "le navigateur Bord de Microsoft".
                let owner = range.end == self.candidate.tokens.end + 1
                    && ordinary::is_of_a_name(&self.context, self.candidate.tokens.end);
                !own || range.start < self.candidate.tokens.end && self.candidate.tokens.start < range.end && !owner
            };
            let tokens = &self.context.facts.tokens;
            let found = phrase.find(self.context.text, tokens, sentence.clone(), &is_form, place)?;
            Some((item, crate::text::sentences::cover(tokens, &found), &phrase.text))
        });
        if let Some((item, span, phrase)) = hit {
            return self.veto(Feature::Never, Some(item), Some(span), format!("never where “{phrase}” stands"));
        }
        let (detection, termbase) = (self.context.detection, self.context.termbase);
        let at = self.candidate.tokens.start;
        if let Some((item, other)) = memory::silenced(detection, termbase, self.candidate.entry, at, weights::REACH) {
            self.veto(Feature::Unless, Some(item), None, format!("not where {other} is meant"));
        }
    }

    fn read_frames(&mut self) {
        let kind = self.context.termbase.kind(self.entry);
        // A misspelled name with its capital stands where names stand, right or wrong: only a word of its
        // field says more.
        let misspelled = self.class == Class::Drift && Case::is_capitalised(self.wrong());
        let mut frames = if misspelled { Vec::new() } else { frame::frames(&self.context, kind) };
        frames.extend(person::frames(&self.context, kind));
        let capital = casing::capital(&self.context).filter(|_| !misspelled);
        frames.extend(capital.filter(|capital| frames.iter().all(|other| other.feature != capital.feature)));
        frames.retain(|found| self.context.weights.reads(found.feature));
        let is_person = frames.iter().any(|found| matches!(found.feature, Feature::GivenName | Feature::Honorific));
        // "Le Temps de dimanche" for the Sunday Times: the article of a name that takes one says nothing.
        let titled = casing::titled(&self.context).filter(|_| self.class != Class::Drift);
        if let Some(span) = titled.filter(|_| self.entry.article != Article::Definite) {
            let title = self.entry.article == Article::Lexical;
            let feature = if title { Feature::Title } else { Feature::TitledBare };
            self.framed |= title && self.context.weights.reads(feature);
            self.add(feature, Some(span), "its article has a capital, as titles have");
        }
        if let Some(span) = casing::longer_name(&self.context).filter(|_| self.class != Class::Sure && !is_person) {
            self.add(Feature::LongerName, Some(span), "part of a longer name");
        }
        let other = casing::other_head(&self.context, kind).filter(|_| self.class != Class::Sure);
        if let Some(span) = other {
            self.add(Feature::OtherKind, Some(span), "the name of something of another kind");
        }
        let animate = self.rendering.is_some_and(|r| r.animate) && !Case::is_capitalised(self.wrong());
        frames.retain(|found| !animate || !ANIMATE.contains(&found.feature));
        let own_name = casing::own_name(&self.context).filter(|_| self.ordinary());
        if let Some(span) = own_name.filter(|_| self.context.weights.reads(Feature::OwnName)) {
            frames.retain(|found| {
                !matches!(
                    found.feature,
                    Feature::Capital | Feature::WeakSubject | Feature::Agent | Feature::WeakPossessor
                )
            });
            self.add(Feature::OwnName, Some(span), "an article and a capital: perhaps a name of the language's own");
        }
        // "| Outil | Objectif |": an everyday word may head a column or a section in its own sense.
        let parallel =
            frames.iter().any(|found| matches!(found.feature, Feature::Parallel | Feature::Defined | Feature::Glossed));
        let everyday = self.rendering.is_some_and(|r| r.everyday && r.class == Class::Ordinary);
        frames.retain(|found| found.feature != Feature::Alone || parallel || !everyday);
        // "L'Amazonie perd ses arbres": a place or a person in its own sense does what any thing does.
        let proper = self.context.is_proper(self.candidate.tokens.start);
        frames.retain(|found| !proper || !matches!(found.feature, Feature::WeakSubject | Feature::Agent));
        for found in frames {
            let feature = found.feature;
            let own = self.entry.frames.iter().position(|(name, _)| name == feature.name());
            self.head = self.head.or(found.head);
            // "la société de la perplexité, Comet,": the head has its own name.
            let taken = found.head.is_some() && ordinary::named_head(&self.context).is_some();
            self.framed |= !taken;
            self.given |= found.feature == Feature::GivenName;
            self.listed |= matches!(found.feature, Feature::Enumeration | Feature::GivenName);
            self.apposed |= !taken && matches!(found.feature, Feature::Apposition | Feature::Apposed);
            let word = found.span.of(self.context.text);
            let weight = own.map_or_else(|| self.context.weights.of(feature), |item| self.entry.frames[item].1);
            let note = format!("{}: “{word}”", feature.name());
            let span = Some(found.span);
            self.evidence.push(Evidence { feature, weight: Some(weight), own: own.is_some(), item: own, span, note });
        }
    }

    fn read_ordinary(&mut self) {
        // What follows a surname says nothing of the word that it was taken for.
        if self.given || matches!(self.class, Class::Sure | Class::Drift) {
            return;
        }
        for (feature, span) in ordinary::signs(&self.context, self.rendering, self.head.is_some()) {
            self.add(feature, Some(span), feature.what());
        }
        if self.ordinary() && !self.framed && ordinary::bare(&self.context) {
            self.add(Feature::Bare, Some(self.candidate.span), Feature::Bare.what());
        }
    }

    /// At how many places of `line` the entry stands or may stand.
    fn places_in(&self, line: Span) -> usize {
        let (detection, tokens) = (self.context.detection, &self.context.facts.tokens);
        let standing = detection.mentions.get(&self.candidate.entry).map_or(&[][..], Vec::as_slice);
        // Both ascend by place: only those of the line are looked at.
        let right = line.starting(standing, |&at| tokens[at].span.start()).len();
        let here = line.starting(&detection.candidates, |other| other.span.start()).iter();
        right + here.filter(|other| other.entry == self.candidate.entry).count()
    }

    fn read_source(&mut self, document: &Document) {
        let Some((part, source)) = self.context.facts.translated(document, self.candidate.span) else { return };
        let Some(named) = source::names(self.entry, source) else {
            self.veto(Feature::SourceLacks, None, None, Feature::SourceLacks.what());
            return;
        };
        let note = |feature: Feature| format!("{}: “{}”", feature.what(), named.form);
        match named.standing {
            Standing::Inside if self.context.weights.reads(Feature::Source) => {
                self.sourced = true;
                // Of more places than the source has names some mean what they say: the frame tells which.
                self.aligned = self.places_in(part) <= named.places;
                self.add(Feature::Source, None, note(Feature::Source));
            }
            Standing::AtStart => self.add(Feature::SourceAtStart, None, note(Feature::SourceAtStart)),
            Standing::Inside => {}
        }
    }
}
