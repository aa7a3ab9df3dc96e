//! From evidence to verdict.

use super::context::Context;
use super::evidence::source::{self, Standing};
use super::evidence::{casing, frame, neighbours, ordinary};
use super::memory::{self, Memory};
use super::weights;
use crate::detect::{Candidate, Detection, Found, Matching};
use crate::document::{Document, Facts};
use crate::edit::Applicability;
use crate::glossary::schema::{Scope, Slot, Status};
use crate::glossary::{Class, Entry, Rendering, Termbase};
use crate::lang::DeterminerKind;
use crate::lang::features::{Article, Elision, Gender, Number};
use crate::text::Span;
use crate::text::fold::Case;

/// Frames that say nothing of a common noun that is a person: "le gardien affirme".
const ANIMATE: [&str; 8] =
    ["subject", "weak subject", "agent", "predicate", "possessor", "weak possessor", "object", "preposition"];

/// One observation for or against a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its kind, a word for `explain`.
    pub kind: &'static str,
    /// What it adds; `None` for a veto, which nothing outvotes.
    pub weight: Option<i32>,
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
    /// What becomes of it.
    pub verdict: Verdict,
    /// How far its fix may be trusted.
    pub applicability: Applicability,
    /// The sum of the evidence.
    pub score: i32,
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
struct Draft<'c> {
    context: Context<'c>,
    candidate: &'c Candidate,
    entry: &'c Entry,
    rendering: Option<&'c Rendering>,
    class: Class,
    form: String,
    evidence: Vec<Evidence>,
    vetoed: bool,
    framed: bool,
    sourced: bool,
    head: Option<usize>,
}

/// Judges all candidates of a document.
#[must_use]
pub fn decide(document: &Document, facts: &Facts, detection: &Detection, termbase: &Termbase) -> Vec<Decision> {
    // A place that is mended is a name to its neighbours, as it will be on a second run.
    let mut detection = detection.clone();
    let mut memory = Memory::default();
    let mut confirmed = vec![false; detection.candidates.len()];
    loop {
        let read = |candidate| draft(document, facts, &detection, termbase, candidate);
        let drafts: Vec<Draft<'_>> = detection.candidates.iter().map(read).collect();
        let mut decisions: Vec<Decision> = drafts.iter().map(|draft| judge(draft, &memory)).collect();
        settle_rivals(&mut decisions);
        let mut grown = Vec::new();
        for (decision, seen) in decisions.iter().zip(&mut confirmed) {
            let sure = decision.verdict == Verdict::Replace && decision.applicability == Applicability::Safe;
            if sure && !*seen {
                *seen = true;
                let candidate = &decision.candidate;
                memory.confirm(candidate, candidate.span.of(&document.text), &decision.target.form);
                grown.push(candidate.tokens.clone());
            }
        }
        if grown.is_empty() {
            return decisions;
        }
        drop(drafts);
        for tokens in grown {
            detection.named[tokens].fill(true);
        }
    }
}

/// The part of the judgement that is read off the text once.
fn draft<'c>(
    document: &'c Document,
    facts: &'c Facts,
    detection: &'c Detection,
    termbase: &'c Termbase,
    candidate: &'c Candidate,
) -> Draft<'c> {
    let entry = termbase.entry(candidate.entry);
    let context = Context::new(document, facts, detection, termbase, candidate);
    let (rendering, class, form) = match candidate.found {
        Found::Rendering(r, _) => {
            let row = &entry.renderings[usize::from(r)];
            (Some(row), row.class, row.form.clone())
        }
        Found::Form(f) => (None, Class::Drift, entry.forms[usize::from(f)].clone()),
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
        sourced: false,
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
    fn add(&mut self, kind: &'static str, weight: i32, span: Option<Span>, note: impl Into<String>) {
        self.evidence.push(Evidence { kind, weight: Some(weight), span, note: note.into() });
    }

    fn veto(&mut self, span: Option<Span>, note: impl Into<String>) {
        self.evidence.push(Evidence { kind: "veto", weight: None, span, note: note.into() });
        self.vetoed = true;
    }

    /// True for words that mean something else too.
    fn ordinary(&self) -> bool {
        self.class == Class::Ordinary
    }

    fn wrong(&self) -> &str {
        self.candidate.span.of(self.context.text)
    }

    fn target(&self) -> Target {
        let shouted = casing::is_shouted(self.wrong()) && Case::of(&self.form) != Case::Upper;
        let variant = match self.candidate.found {
            Found::Rendering(_, v) => self.rendering.and_then(|r| r.variants.get(usize::from(v))),
            Found::Form(_) => None,
        };
        let number_of_place = self.context.determiner.map(|(_, d)| d.number);
        Target {
            form: if shouted { self.form.to_uppercase() } else { self.form.clone() },
            gender: self.entry.gender,
            number: self.entry.number,
            article: self.entry.article,
            elision: self.entry.elision,
            old_gender: self.rendering.and_then(|r| r.gender),
            old_number: number_of_place.or(variant.and_then(|v| v.number)).unwrap_or(Number::Singular),
            misspelled: self.rendering.is_none(),
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
        self.add("rendering", weights::prior(self.class), Some(self.candidate.span), note);
        if let Matching::Fuzzy(errors) = self.candidate.matching {
            self.add("typing", weights::TYPING_ERROR * i32::from(errors), None, format!("{errors} letter(s) differ"));
        }
        if let Some(weight) = casing::small_letters(self.wrong(), &self.form).filter(|_| self.class == Class::Drift) {
            self.add("casing", weight, Some(self.candidate.span), "in small letters");
        }
        if self.class == Class::Drift && self.rendering.is_none() && Case::of(self.wrong()) == Case::Mixed {
            self.add("casing", weights::ODD_CAPITALS, Some(self.candidate.span), "with capitals that it does not have");
        }
    }

    fn read_vetoes(&mut self) {
        let slot = self.rendering.map_or(Slot::Any, |r| r.slot);
        let definite = self.context.determiner.is_some_and(|(_, d)| d.kind == DeterminerKind::Definite);
        match slot {
            Slot::Definite if !definite => return self.veto(None, "this rendering needs a definite article"),
            Slot::None if self.context.determiner.is_some() => {
                return self.veto(None, "this rendering stands without a determiner");
            }
            _ => {}
        }
        let variant = match self.candidate.found {
            Found::Rendering(_, v) => self.rendering.and_then(|r| r.variants.get(usize::from(v))),
            Found::Form(_) => None,
        };
        let shifted = variant.is_some_and(|v| v.shifted);
        let plural = variant.is_some_and(|v| v.number != Some(Number::Singular));
        let plural_name = self.entry.number == Number::Plural;
        // Words that mean nothing else still mean what they say behind "une", unless a capital says otherwise.
        let common = matches!(self.class, Class::Ordinary | Class::Phrase)
            || self.class == Class::Sure && !Case::is_capitalised(self.wrong());
        let shifted = shifted && variant.is_some_and(|v| v.number.is_some()) && plural != plural_name;
        let barred = ordinary::barred(&self.context, shifted, plural);
        if let Some((note, span)) = barred.filter(|_| common) {
            return self.veto(Some(span), note);
        }
        let sentence = self.context.sentence.clone();
        let words: Vec<u64> = self.candidate.tokens.clone().map(|at| self.context.token(at).key).collect();
        let is_form = |at: usize, lemmas: &[String]| self.context.is_form_of(at, lemmas);
        let hit = self.entry.never.iter().find_map(|phrase| {
            let own = phrase.mentions(&words);
            let place = |range: &std::ops::Range<usize>| {
                // "bord de" is about edges of things, not about "le navigateur Bord de Microsoft".
                let owner = range.end == self.candidate.tokens.end + 1
                    && ordinary::is_of_a_name(&self.context, self.candidate.tokens.end);
                !own || range.start < self.candidate.tokens.end && self.candidate.tokens.start < range.end && !owner
            };
            let tokens = &self.context.facts.tokens;
            let found = phrase.find(self.context.text, tokens, sentence.clone(), &is_form, place)?;
            Some((crate::text::sentences::cover(tokens, &found), phrase.text.clone()))
        });
        if let Some((span, phrase)) = hit {
            return self.veto(Some(span), format!("never where “{phrase}” stands"));
        }
        let (detection, at) = (self.context.detection, self.candidate.tokens.start);
        if let Some(other) =
            memory::silenced(detection, self.context.termbase, self.candidate.entry, at, weights::REACH)
        {
            self.veto(None, format!("not where {other} is meant"));
        }
    }

    fn read_frames(&mut self) {
        let kind = self.context.termbase.kind(self.entry);
        let mut frames = frame::frames(&self.context, kind);
        // A misspelled name with its capital stands where names stand, right or wrong: only a word of its
        // field says more.
        let misspelled = self.class == Class::Drift && Case::is_capitalised(self.wrong());
        frames.retain(|_| !misspelled);
        let capital = casing::capital(&self.context).filter(|_| !misspelled);
        frames.extend(capital.filter(|f| frames.iter().all(|other| other.name != f.name)));
        if let Some(span) = casing::titled(&self.context).filter(|_| self.class != Class::Drift) {
            let title = self.entry.article == Article::Lexical;
            let weight = if title { weights::TITLED.0 } else { weights::TITLED.1 };
            self.framed |= title;
            self.add("casing", weight, Some(span), "its article has a capital, as titles have");
        }
        if let Some(span) = casing::longer_name(&self.context).filter(|_| self.class != Class::Sure) {
            self.add("casing", weights::LONGER_NAME, Some(span), "part of a longer name");
        }
        let other = casing::other_head(&self.context, kind).filter(|_| self.class != Class::Sure);
        if let Some(span) = other {
            self.add("casing", weights::LONGER_NAME, Some(span), "the name of something of another kind");
        }
        let animate = self.rendering.is_some_and(|r| r.animate) && !Case::is_capitalised(self.wrong());
        frames.retain(|found| !animate || !ANIMATE.contains(&found.name));
        for found in frames {
            let own = self.entry.frames.iter().find(|(name, _)| name == found.name).map(|(_, weight)| *weight);
            self.head = self.head.or(found.head);
            self.framed = true;
            let word = found.span.of(self.context.text);
            self.add("frame", own.unwrap_or(found.weight), Some(found.span), format!("{}: “{word}”", found.name));
        }
    }

    fn read_ordinary(&mut self) {
        if matches!(self.class, Class::Sure | Class::Drift) {
            return;
        }
        for (note, weight, span) in ordinary::signs(&self.context, self.rendering, self.head.is_some()) {
            self.add("ordinary", weight, Some(span), note);
        }
        if self.ordinary() && !self.framed && ordinary::bare(&self.context) {
            self.add("ordinary", weights::BARE, Some(self.candidate.span), "bare, in small letters, in no frame");
        }
    }

    fn read_source(&mut self, document: &Document) {
        let Some(line) = source::line_of(document, self.candidate.span) else { return };
        match source::names(self.entry, line) {
            Some(Standing::Inside) => {
                self.sourced = true;
                self.add("source", weights::SOURCE, None, "the name stands in the source");
            }
            Some(Standing::AtStart) => {
                self.add(
                    "source",
                    weights::SOURCE_AT_START,
                    None,
                    "the source begins with the name, or with a word like it",
                );
            }
            None => self.veto(None, "the source does not have the name"),
        }
    }
}

/// Adds what depends on other verdicts, and sums up.
fn judge(draft: &Draft<'_>, memory: &Memory) -> Decision {
    let mut evidence = draft.evidence.clone();
    let context = &draft.context;
    let (at, id) = (draft.candidate.tokens.start, draft.candidate.entry);
    let mut identified = draft.sourced;
    let mut add = |kind, weight, span, note: String| evidence.push(Evidence { kind, weight: Some(weight), span, note });
    let written = |cue: &crate::glossary::Cue| memory.places_of(&context.termbase.cues[cue.id.0 as usize]);
    let near = neighbours::near(context, draft.entry, &written);
    for (near, weight) in near.iter().zip(neighbours::weigh(&near)) {
        let place = match near.scope {
            Scope::Sentence => "in the sentence",
            Scope::Paragraph => "in the paragraph",
            Scope::Title => "in a title",
            Scope::Document => "in the document",
        };
        let span = context.token(near.token).span;
        identified |= weight > 0 && !near.generic;
        add("cue", weight, Some(span), format!("“{}” {place}", span.of(context.text)));
    }
    let span_of = |token: usize| Some(context.token(token).span);
    let standing = context.detection.nearest_mention(id, at, weights::REACH);
    let mended = memory.nearest(id, at, draft.wrong(), weights::REACH);
    if let Some((place, same)) = mended {
        identified = true;
        let weight = if same { weights::CONFIRMED_SAME } else { weights::CONFIRMED_OTHER };
        add("memory", weight, span_of(place), "mended elsewhere in the document".to_owned());
    } else if let Some(place) = standing {
        identified = true;
        add("memory", weights::STANDING, span_of(place), format!("{} stands in the document", draft.entry.name));
    }
    let beside = standing.filter(|place| context.sentence.contains(place));
    if let Some(place) = beside.filter(|_| draft.ordinary() && draft.head.is_none()) {
        add(
            "memory",
            weights::STANDING_BESIDE,
            span_of(place),
            "the right name stands in the same sentence".to_owned(),
        );
    }
    for related in &draft.entry.related {
        let place = context
            .detection
            .nearest_mention(related.entry, at, weights::REACH)
            .or_else(|| memory.nearest(related.entry, at, "", weights::REACH).map(|(place, _)| place));
        if let Some(place) = place {
            identified = true;
            let weight = related.own.map_or(weights::RELATED, |(_, weight)| weight);
            add(
                "related",
                weight,
                span_of(place),
                format!("{} is in the document", context.termbase.entry(related.entry).name),
            );
        }
    }
    let score = evidence.iter().filter_map(|e| e.weight).sum();
    let everyday = draft.rendering.is_some_and(|r| r.everyday);
    let known = !matches!(draft.class, Class::Ordinary | Class::Phrase | Class::Foreign) || identified;
    // A word that its field hardly uses needs no frame, only something of the field in its own sentence.
    let close = near.first().is_some_and(|near| near.scope == Scope::Sentence);
    let framed = draft.framed || draft.sourced || !everyday && (close || draft.class != Class::Ordinary);
    let mut applicability = if score >= weights::SAFE && known && framed {
        Applicability::Safe
    } else if score >= weights::SUGGESTED && known {
        Applicability::Suggested
    } else {
        Applicability::Reported
    };
    let keep = draft.vetoed || applicability == Applicability::Reported;
    let ceiling = draft.rendering.map_or(Applicability::Safe, |r| r.ceiling);
    let trial = if draft.entry.status == Status::Trial { Applicability::Suggested } else { Applicability::Safe };
    applicability = applicability.min(ceiling).min(trial);
    let verdict = match applicability {
        _ if keep => Verdict::Keep,
        Applicability::Safe => Verdict::Replace,
        _ => Verdict::Suggest,
    };
    Decision {
        candidate: draft.candidate.clone(),
        verdict,
        applicability,
        score,
        evidence,
        rule: draft.entry.id.clone(),
        target: draft.target(),
        head: draft.head,
    }
}

/// Where two entries claim one place with nearly equal scores, neither is sure; where one is clearly
/// ahead, the other stays out.
fn settle_rivals(decisions: &mut [Decision]) {
    let mut first = 0;
    for i in 0..decisions.len() {
        // Candidates ascend by place, so rivals stand in one run of overlapping ones.
        let run = decisions[i].candidate.span;
        while decisions[first].candidate.span.end() <= run.start() && first < i {
            first += 1;
        }
        for j in first..decisions.len() {
            if decisions[j].candidate.span.start() >= run.end() {
                break;
            }
            let (a, b) = (&decisions[i], &decisions[j]);
            let rivals = i != j
                && a.candidate.entry != b.candidate.entry
                && a.candidate.span.overlaps(b.candidate.span)
                && a.candidate.span.len() <= b.candidate.span.len()
                && a.verdict != Verdict::Keep
                && b.verdict != Verdict::Keep
                && a.target.form != b.target.form;
            if !rivals {
                continue;
            }
            let longer = b.candidate.span.len() > a.candidate.span.len();
            let close = !longer && (a.score - b.score).abs() <= weights::RIVAL_MARGIN;
            let note = |other: &Decision| Evidence {
                kind: "rival",
                weight: Some(0),
                span: None,
                note: format!("{} claims the same place with {}", other.target.form, other.score),
            };
            let (note_a, score) = (note(b), b.score);
            let a = &mut decisions[i];
            if close && a.verdict == Verdict::Replace {
                a.verdict = Verdict::Suggest;
                a.applicability = Applicability::Suggested;
                a.evidence.push(note_a);
            } else if longer || score > a.score {
                a.verdict = Verdict::Keep;
                a.evidence.push(note_a);
            }
        }
    }
}
