//! Cues: words of the entry's field, weighed by how near they stand.

use crate::decide::Feature;
use crate::decide::context::Context;
use crate::decide::weights::{self, Weights};
use crate::document::BlockKind;
use crate::glossary::phrase::Phrase;
use crate::glossary::schema::Scope;
use crate::glossary::{Cue, Entry};

/// A cue that counts, where, and how near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its place among the cues of the entry.
    pub cue: usize,
    /// Its token.
    pub token: usize,
    /// How near.
    pub scope: Scope,
    /// True for a word that says what the name is, not which ("journal").
    pub generic: bool,
    /// True for words of the language, which other texts have too ("lessive", "réseau social").
    pub common: bool,
    /// A weight of its own.
    pub own: Option<i32>,
}

/// The nearest place of each cue of `entry`; `extra` adds the places of names that were mended.
#[must_use]
pub fn near<'m>(context: &Context<'_>, entry: &Entry, extra: &dyn Fn(&Cue) -> &'m [usize]) -> Vec<Near> {
    let mut found: Vec<Near> = Vec::new();
    // A word that `evidence` weighs counts as it says there, not as a plain `near` as well.
    let all = || entry.cues.iter().enumerate();
    let (own, plain) = (all().filter(|(_, cue)| cue.own.is_some()), all().filter(|(_, cue)| cue.own.is_none()));
    for (item, cue) in own.chain(plain) {
        // The name itself is memory's business.
        let text = &context.termbase.cues[cue.id.0 as usize];
        if entry.forms.contains(text) {
            continue;
        }
        let standing = context.detection.cues.get(&cue.id).map_or(&[][..], Vec::as_slice);
        let farthest = cue.own.map_or(Scope::Document, |(farthest, _)| farthest);
        let Some(token) = nearest_within(context, [standing, extra(cue)], farthest, &cue.barrier) else { continue };
        if cue.own.is_some() || found.iter().all(|near| near.token != token) {
            let common = !text.contains(char::is_uppercase);
            let generic = context.termbase.kind(entry).heads.contains(text);
            let own = cue.own.map(|(_, weight)| weight);
            found.push(Near { cue: item, token, scope: scope_of(context, token), generic, common, own });
        }
    }
    found.sort_by_key(|near| (near.scope, near.token));
    found
}

/// The nearest place beside the candidate that `farthest` takes in and no `barrier` cuts off, nearest by scope
/// first. Each list of places ascends.
#[must_use]
pub fn nearest_within(
    context: &Context<'_>,
    places: [&[usize]; 2],
    farthest: Scope,
    barrier: &[Phrase],
) -> Option<usize> {
    let reached = |at: &usize| reaches(context, farthest, barrier, *at);
    let ranked = |at| (scope_of(context, at), context.tokens.start.abs_diff(at), at);
    let all =
        places.into_iter().filter(|places| !places.is_empty()).flat_map(|places| beside(context, places, farthest));
    all.filter(reached).map(ranked).min().map(|(_, _, at)| at)
}

/// The places that may be the nearest: one before and one after the candidate, the same for its block, since a
/// barrier counts only within it, and for a title all in titles.
fn beside<'p>(context: &Context<'_>, places: &'p [usize], farthest: Scope) -> impl Iterator<Item = usize> + use<'p> {
    let block = context.facts.block(context.tokens.start);
    let until = |at: usize| &places[..places.partition_point(|&place| place < at)];
    let from = |at: usize| &places[places.partition_point(|&place| place < at)..];
    let near = [
        until(context.tokens.start).last(),
        from(context.tokens.end).first(),
        until(block.start).last(),
        from(block.end).first(),
    ];
    let titles: Vec<usize> = if farthest == Scope::Title {
        let reach = from(context.tokens.start.saturating_sub(weights::REACH)).iter();
        let within = reach.take_while(|&&at| at <= context.tokens.end + weights::REACH);
        let beside = within.filter(|at| !context.tokens.contains(at));
        beside.copied().filter(|&at| context.facts.kind(at) == BlockKind::Title).collect()
    } else {
        Vec::new()
    };
    near.into_iter().flatten().copied().chain(titles)
}

/// How near token `at` stands.
fn scope_of(context: &Context<'_>, at: usize) -> Scope {
    if context.sentence.contains(&at) {
        Scope::Sentence
    } else if context.facts.block(context.tokens.start).contains(&at) {
        Scope::Paragraph
    } else if context.facts.kind(at) == BlockKind::Title {
        Scope::Title
    } else {
        Scope::Document
    }
}

/// True if `farthest` takes token `at` in and no barrier within the paragraph cuts it off. A title is not a
/// distance: what asks for one is not content with the same sentence of a text.
fn reaches(context: &Context<'_>, farthest: Scope, barrier: &[Phrase], at: usize) -> bool {
    let block = context.facts.block(context.tokens.start);
    let taken = match farthest {
        Scope::Sentence => context.sentence.contains(&at),
        Scope::Paragraph => block.contains(&at),
        Scope::Title => context.facts.kind(at) == BlockKind::Title,
        Scope::Document => true,
    };
    taken
        && context.tokens.start.abs_diff(at) <= weights::REACH
        && !(block.contains(&at) && cut_off(context, barrier, at))
}

/// True if a barrier stands between token `at` and the candidate.
fn cut_off(context: &Context<'_>, barrier: &[Phrase], at: usize) -> bool {
    let between = if at < context.tokens.start { at + 1..context.tokens.start } else { context.tokens.end..at };
    let is_form = |at: usize, lemmas: &[String]| context.is_form_of(at, lemmas);
    let stands = |phrase: &Phrase| {
        phrase.find(context.text, &context.facts.tokens, between.clone(), &is_form, |_| true).is_some()
    };
    barrier.iter().any(stands)
}

/// What each of `found` is and adds, the caps applied in order of nearness.
#[must_use]
pub fn weigh(found: &[Near], weights: &Weights) -> Vec<(Feature, i32)> {
    let mut sums = [0; 3];
    let mut total = 0;
    let rows = [
        (Feature::CueSentence, Feature::CueSentenceMore, weights.caps.sentence),
        (Feature::CueParagraph, Feature::CueParagraphMore, weights.caps.paragraph),
        (Feature::CueDocument, Feature::CueDocumentMore, weights.caps.document),
    ];
    found
        .iter()
        .map(|near| {
            let row = match near.scope {
                Scope::Sentence => 0,
                Scope::Paragraph => 1,
                Scope::Title | Scope::Document => 2,
            };
            let (first, further, cap) = rows[row];
            let first = if near.scope == Scope::Title { Feature::CueTitle } else { first };
            let common = near.common && weights.of(Feature::CueCommon) < weights.of(first);
            let first = if common { Feature::CueCommon } else { first };
            let feature = if sums[row] == 0 { first } else { further };
            if let Some(own) = near.own {
                return (feature, own);
            }
            let given = weights.of(feature).min(cap - sums[row]).min(weights.caps.all - total).max(0);
            sums[row] += given;
            total += given;
            (feature, given)
        })
        .collect()
}
