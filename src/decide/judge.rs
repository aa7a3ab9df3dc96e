//! From evidence to verdict: adds what other verdicts say, sums up, and settles rivals.

use super::evidence::neighbours;
use super::feature::Feature;
use super::memory::Memory;
use super::verdict::{Decision, Draft, Evidence, Verdict};
use super::weights::{self, Weights};
use crate::detect::Matching;
use crate::edit::Applicability;
use crate::glossary::Class;
use crate::glossary::schema::Scope;

/// Adds what depends on other verdicts, and sums up. A `withdrawn` candidate, which what it confirms speaks
/// against, is suggested at most.
pub(super) fn judge(draft: &Draft<'_>, memory: &Memory, withdrawn: bool) -> Decision {
    let mut evidence = draft.evidence.clone();
    let context = &draft.context;
    let weights = context.weights;
    let (at, id) = (draft.candidate.tokens.start, draft.candidate.entry);
    let mut identified = draft.sourced || draft.listed;
    let mut add = |feature, weight, own, item, span, note: String| {
        evidence.push(Evidence { feature, weight: Some(weight), own, item, span, note });
    };
    let written = |cue: &crate::glossary::Cue| memory.places_of(&context.termbase.cues[cue.id.0 as usize]);
    let near = neighbours::near(context, draft.entry, &written);
    let mut close = false;
    for (near, (feature, weight)) in near.iter().zip(neighbours::weigh(&near, weights)) {
        if !weights.reads(feature) {
            continue;
        }
        let place = match near.scope {
            Scope::Sentence => "in the sentence",
            Scope::Paragraph => "in the paragraph",
            Scope::Title => "in a title",
            Scope::Document => "in the document",
        };
        let span = context.token(near.token).span;
        identified |= weight > 0 && !near.generic;
        close |= weight > 0 && near.scope == Scope::Sentence && !near.common && !near.generic;
        add(
            feature,
            weight,
            near.own.is_some(),
            Some(near.cue),
            Some(span),
            format!("“{}” {place}", span.of(context.text)),
        );
    }
    let span_of = |token: usize| Some(context.token(token).span);
    let read = |feature: Feature| weights.reads(feature);
    let standing = context.detection.nearest_mention(id, at, weights::REACH).filter(|_| read(Feature::Standing));
    let surname = context.termbase.kind(draft.entry).surname;
    let same = |same: bool| match (same, surname) {
        (true, true) => Feature::Introduced,
        (true, false) => Feature::ConfirmedSame,
        (false, _) => Feature::ConfirmedOther,
    };
    // "Fernando Tours" says nothing of Tours: what is a name of the language's own may be meant as that.
    let own_name = surname && context.is_own_name(at);
    let mended =
        memory.nearest(id, at, draft.wrong(), weights::REACH).filter(|&(_, is_same)| read(same(is_same)) && !own_name);
    if let Some((place, is_same)) = mended {
        identified = true;
        let feature = same(is_same);
        add(feature, weights.of(feature), false, None, span_of(place), "mended elsewhere in the document".to_owned());
    } else if let Some(place) = standing {
        // Whoever wrote "Bush" right may mean another family by "Buisson".
        identified |= !surname;
        let note = format!("{} stands in the document", draft.entry.name);
        add(Feature::Standing, weights.of(Feature::Standing), false, None, span_of(place), note);
    }
    let beside = standing.filter(|place| {
        read(Feature::StandingBeside) && context.sentence.contains(place) && !context.tokens.contains(place)
    });
    if let Some(place) = beside.filter(|_| draft.common() && draft.head.is_none()) {
        let feature = Feature::StandingBeside;
        add(feature, weights.of(feature), false, None, span_of(place), feature.what().to_owned());
    }
    // What says which name it is has to stand near, unless the glossary says how far it may be: a text of many
    // paragraphs is about many things.
    let here = |place: usize| place.abs_diff(at) <= weights::NEARBY;
    let mut nearby = draft.sourced
        || draft.listed
        || draft.apposed
        || near.iter().any(|near| {
            !near.common && !near.generic && (near.scope <= Scope::Title || near.own.is_some() || here(near.token))
        })
        || mended.is_some_and(|(place, _)| here(place))
        || standing.is_some_and(here);
    for (item, related) in draft.entry.related.iter().enumerate().filter(|_| weights.reads(Feature::Related)) {
        let standing = context.detection.mentions.get(&related.entry).map_or(&[][..], Vec::as_slice);
        let places = [standing, memory.places(related.entry)];
        let (farthest, weight) = related.own.unwrap_or((Scope::Document, weights.of(Feature::Related)));
        if let Some(place) = neighbours::nearest_within(context, places, farthest, &related.barrier) {
            identified |= weight > 0;
            nearby |= related.own.is_some() || here(place);
            let name = &context.termbase.entry(related.entry).name;
            let note = format!("{name} is in the document");
            add(Feature::Related, weight, related.own.is_some(), Some(item), span_of(place), note);
        }
    }
    let score = evidence.iter().filter_map(|e| e.weight).sum();
    let everyday = draft.rendering.is_some_and(|r| r.everyday);
    let known = !matches!(draft.class, Class::Ordinary | Class::Phrase | Class::Foreign) || identified;
    // A word that its field hardly uses needs no frame, only a name of the field in its own sentence; but
    // not where the right name stands there too, which whoever wrote both knew.
    let close = close && beside.is_none();
    let framed = draft.framed || draft.aligned || !everyday && (close || draft.class != Class::Ordinary);
    let distant = !nearby && everyday && draft.ordinary();
    // Topic alone says nothing of an everyday word: every text about the name has such words too.
    let topical = !framed && draft.ordinary();
    let mut applicability = if score >= weights::SAFE && known && framed && !distant {
        Applicability::Safe
    } else if score >= weights::SUGGESTED && known && !topical {
        Applicability::Suggested
    } else {
        Applicability::Reported
    };
    let lack = match applicability {
        Applicability::Reported if score >= weights::SUGGESTED && !known => Some(Feature::LacksName),
        Applicability::Reported if score >= weights::SUGGESTED => Some(Feature::LacksFrame),
        Applicability::Suggested if score >= weights::SAFE && distant => Some(Feature::LacksNearness),
        Applicability::Suggested if score >= weights::SAFE => Some(Feature::LacksCertainty),
        _ => None,
    };
    let said = |feature: Feature, note: String| Evidence {
        feature,
        weight: Some(0),
        own: false,
        item: None,
        span: None,
        note,
    };
    if let Some(feature) = lack.filter(|_| !draft.vetoed) {
        evidence.push(said(feature, feature.what().to_owned()));
    }
    if withdrawn && applicability == Applicability::Safe {
        applicability = Applicability::Suggested;
        evidence.push(said(Feature::Withdrawn, Feature::Withdrawn.what().to_owned()));
    }
    let unless = read(Feature::Unless) && !draft.vetoed;
    let silencer = memory.silencer(context.termbase, id, at, weights::REACH).filter(|_| unless);
    if let Some((item, name)) = silencer {
        let note = format!("not where {name} is meant");
        evidence.push(Evidence {
            feature: Feature::Unless,
            weight: None,
            own: false,
            item: Some(item),
            span: None,
            note,
        });
    }
    let keep = draft.vetoed || silencer.is_some() || applicability == Applicability::Reported;
    // What its verdict lacks, no score makes up for.
    let confidence = match applicability {
        Applicability::Safe => weights.confidence(score),
        Applicability::Suggested => weights.confidence(score.min(weights::SAFE - 1)),
        Applicability::Reported => 0,
    };
    // A name a letter off may be another name.
    let slip = matches!(draft.candidate.matching, Matching::Fuzzy(_)) && draft.rendering.is_none();
    let own = if slip { Applicability::Suggested } else { Applicability::Safe };
    let ceiling = draft.rendering.map_or(own, |r| r.ceiling);
    applicability = applicability.min(ceiling).min(draft.entry.status.ceiling());
    let verdict = match applicability {
        _ if keep => Verdict::Keep,
        Applicability::Safe => Verdict::Replace,
        _ => Verdict::Suggest,
    };
    Decision {
        candidate: draft.candidate.clone(),
        phrase: context.token(context.start()).span.cover(draft.candidate.span),
        verdict,
        applicability,
        score,
        confidence,
        evidence,
        rule: draft.entry.id.clone(),
        target: draft.target(),
        head: draft.head,
    }
}

/// Where two entries claim one place with nearly equal scores, neither is sure; where one is clearly
/// ahead, the other stays out.
pub(super) fn settle_rivals(decisions: &mut [Decision], weights: &Weights) {
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
            let close = !longer && (a.score - b.score).abs() <= weights.rival_margin;
            let note = |other: &Decision| Evidence {
                feature: Feature::Rival,
                weight: Some(0),
                own: false,
                item: None,
                span: None,
                note: format!("{} claims the same place with {}", other.target.form, other.score),
            };
            let (note_a, score) = (note(b), b.score);
            let a = &mut decisions[i];
            if close && a.verdict == Verdict::Replace {
                a.verdict = Verdict::Suggest;
                a.applicability = Applicability::Suggested;
                a.confidence = a.confidence.min(weights.confidence(weights::SAFE - 1));
                a.evidence.push(note_a);
            } else if longer || score > a.score {
                a.verdict = Verdict::Keep;
                a.evidence.push(note_a);
            }
        }
    }
}
