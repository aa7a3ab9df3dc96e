//! Finds every place that may be a mistranslated name. High recall, no judgement, no edits.

mod calque;
mod fuzzy;
mod quantity;
mod spelling;
mod typography;
mod verb;

pub use calque::{CalqueHit, calques};
pub use quantity::{QuantityHit, quantities};
pub use typography::{Gap, gaps};
pub use verb::{VerbHit, verbs};

use crate::document::{Document, Facts};
use crate::glossary::index::Target;
use crate::glossary::schema::{CaseRule, Status};
use crate::glossary::{Class, CueId, EntryId, Termbase};
use crate::text::Span;
use crate::text::fold::{self, Case};
use crate::text::sentences::cover;
use crate::text::words;
use std::collections::HashMap;
use std::ops::Range;

/// How a place matches its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// As the glossary has it, case aside.
    Exact,
    /// In the other number.
    Inflected,
    /// With so many typing errors.
    Fuzzy(u8),
    /// The name itself, misspelled in case, accents or spacing.
    Spelling,
    /// By a regular expression.
    Pattern,
}

/// What was found at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A rendering of the glossary, and which of its spellings.
    Rendering(u32, u16),
    /// A right form in a wrong spelling, and which.
    Form(u32),
}

/// A place where something was found, not yet judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes of the document's text: the wrong form, without article.
    pub span: Span,
    /// The same in tokens.
    pub tokens: Range<usize>,
    /// The entry that it may stand for.
    pub entry: EntryId,
    /// What was found.
    pub found: Found,
    /// How it matches.
    pub matching: Matching,
}

/// Everything found in one document.
#[derive(Clone, Debug, Default)]
pub struct Detection {
    /// Ascending by place.
    pub candidates: Vec<Candidate>,
    /// For each entry, the first tokens of its right forms, ascending.
    pub mentions: HashMap<EntryId, Vec<usize>>,
    /// Where each cue stands: token numbers, ascending.
    pub cues: HashMap<CueId, Vec<usize>>,
    /// True for tokens that are part of a right form.
    pub named: Vec<bool>,
    /// For each token, how many tokens the longest right form over it has.
    claimed: Vec<usize>,
}

impl Detection {
    /// The right form of `entry` nearest to token `at` and within `reach` of it.
    #[must_use]
    pub fn nearest_mention(&self, entry: EntryId, at: usize, reach: usize) -> Option<usize> {
        nearest(self.mentions.get(&entry)?, at, reach)
    }
}

/// The place of `places`, which ascend, that is nearest to `at` and within `reach` of it.
#[must_use]
pub fn nearest(places: &[usize], at: usize, reach: usize) -> Option<usize> {
    let after = places.partition_point(|&place| place < at);
    let sides = [after.checked_sub(1).map(|i| places[i]), places.get(after).copied()];
    sides.into_iter().flatten().filter(|place| place.abs_diff(at) <= reach).min_by_key(|place| place.abs_diff(at))
}

/// Finds candidates, right forms and cues in `document`.
#[must_use]
pub fn detect(document: &Document, facts: &Facts, termbase: &Termbase) -> Detection {
    let text = &document.text;
    let count = facts.tokens.len();
    let mut found = Detection { named: vec![false; count], claimed: vec![0; count], ..Detection::default() };
    let mut raw: Vec<Candidate> = Vec::new();
    for last in 0..facts.tokens.len() {
        if facts.is_foreign(last) {
            continue;
        }
        let block = facts.block(last).start;
        termbase.index.ending_at(text, &facts.tokens, last, &mut |target, first| {
            if first < block {
                return;
            }
            let tokens = first..last + 1;
            let span = cover(&facts.tokens, &tokens);
            match target {
                Target::Cue(cue) => {
                    let written = &termbase.cues[cue.0 as usize];
                    if !Case::is_capitalised(written) || Case::is_capitalised(span.of(text)) {
                        found.cues.entry(cue).or_default().push(first);
                    }
                }
                Target::Name { entry, form } => {
                    let name = &termbase.entry(entry).forms[form as usize];
                    if spelling::is_right(span.of(text), name) {
                        found.named[tokens.clone()].fill(true);
                        for claimed in &mut found.claimed[tokens.clone()] {
                            *claimed = (*claimed).max(tokens.len());
                        }
                        found.mentions.entry(entry).or_default().push(first);
                    } else if spelling::is_drift(span.of(text), termbase.entry(entry), name, termbase) {
                        raw.push(Candidate {
                            span,
                            tokens,
                            entry,
                            found: Found::Form(form),
                            matching: Matching::Spelling,
                        });
                    }
                }
                Target::Rendering { entry, rendering, variant } => {
                    let row = &termbase.entry(entry).renderings[rendering as usize];
                    let matching =
                        if row.variants[usize::from(variant)].shifted { Matching::Inflected } else { Matching::Exact };
                    raw.push(Candidate { span, tokens, entry, found: Found::Rendering(rendering, variant), matching });
                }
            }
        });
    }
    fuzzy::near(document, facts, termbase, &mut raw);
    patterns(document, facts, termbase, &mut raw);
    raw.retain(|candidate| is_possible(candidate, document, facts, termbase, &found));
    raw.sort_by_key(|c| (c.span, c.entry, c.matching != Matching::Exact));
    raw.dedup_by(|b, a| a.span == b.span && a.entry == b.entry);
    found.mentions.values_mut().chain(found.cues.values_mut()).for_each(|places| places.sort_unstable());
    found.candidates = raw;
    found
}

/// Applies the regular expressions of the glossary, block by block.
fn patterns(document: &Document, facts: &Facts, termbase: &Termbase, out: &mut Vec<Candidate>) {
    let tokens = &facts.tokens;
    for &(entry, rendering) in termbase.index.patterns() {
        let Some(pattern) = &termbase.entry(entry).renderings[rendering as usize].pattern else { continue };
        for (block, _) in facts.blocks.iter().filter(|(block, _)| !block.is_empty()) {
            let whole = cover(tokens, block);
            for hit in pattern.find_iter(whole.of(&document.text)) {
                let span = Span::from(hit.range()).shifted(whole.start());
                // A match that cuts a word is none, nor is one without any.
                if let Some(tokens) = words::spelling(tokens, span) {
                    let found = Found::Rendering(rendering, 0);
                    out.push(Candidate { span, tokens, entry, found, matching: Matching::Pattern });
                }
            }
        }
    }
}

/// Leaves out what is part of something else: a right name, a hyphenated word, another language.
fn is_possible(
    candidate: &Candidate,
    document: &Document,
    facts: &Facts,
    termbase: &Termbase,
    found: &Detection,
) -> bool {
    let entry = termbase.entry(candidate.entry);
    if entry.status == Status::Off || facts.is_foreign(candidate.tokens.start) {
        return false;
    }
    // "Snap Chat" holds the right form Snap, and is wrong all the same: only a name as long claims the place.
    if found.claimed[candidate.tokens.clone()].iter().any(|&length| length >= candidate.tokens.len()) {
        return false;
    }
    let text = candidate.span.of(&document.text);
    if let Found::Rendering(r, _) = candidate.found {
        let row = &entry.renderings[r as usize];
        if row.case == CaseRule::Capital && !Case::is_capitalised(text) {
            return false;
        }
        // "SEUL" may leave an accent out, and then it is a word that "Seúl" is not.
        let bare = Case::of(text) == Case::Upper && text.is_ascii() && !row.text.is_ascii();
        let own = |word: &str| termbase.language.lexicon().contains(&word.to_lowercase());
        if bare && row.class != Class::Ordinary && text.split(' ').all(own) {
            return false;
        }
        // What is only misspelled in case must differ from every right form in more than nothing.
        if row.class == Class::Drift && entry.forms.iter().any(|form| spelling::is_right(text, form)) {
            return false;
        }
    }
    let spelling = matches!(candidate.matching, Matching::Spelling) && fold::Case::of(text) == Case::Capital;
    !is_joined(&document.text, candidate.span) || spelling
}

/// True if a hyphen, dot, slash or the like ties the span to a word beside it ("porte-bonheur",
/// "llama.cpp").
fn is_joined(text: &str, span: Span) -> bool {
    is_tied(text, span, |c| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '.' | '/' | '_' | '@' | '#'))
}

/// True if a character that is a `tie` stands between `span` of `text` and a word beside it.
#[must_use]
pub fn is_tied(text: &str, span: Span, tie: impl Fn(char) -> bool) -> bool {
    let mut after = text[span.end()..].chars();
    let mut before = text[..span.start()].chars().rev();
    after.next().is_some_and(&tie) && after.next().is_some_and(char::is_alphanumeric)
        || before.next().is_some_and(&tie) && before.next().is_some_and(char::is_alphanumeric)
}
