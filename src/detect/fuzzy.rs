//! Renderings and names with typing errors in them: candidates by shared deletions, verified by edit distance.

use super::{Candidate, Found, Matching};
use crate::document::{Document, Facts};
use crate::glossary::Termbase;
use crate::text::Span;
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// The largest distance that a glossary may ask for.
const LARGEST: u8 = 2;

/// Appends the places that are near a rendering matched fuzzily. Only words that the lexicon lacks
/// are looked at: a known word is itself, not another one misspelled.
pub fn near(document: &Document, facts: &Facts, termbase: &Termbase, out: &mut Vec<Candidate>) {
    let lexicon = termbase.language.lexicon();
    for (at, token) in facts.tokens.iter().enumerate() {
        let word = token.span.of(&document.text);
        if token.kind != TokenKind::Word || token.span.len() < 4 || lexicon.knows(word) {
            continue;
        }
        let lower = word.to_lowercase();
        if Case::of(word) == Case::Capital {
            slips(token.span, at, &lower, termbase, out);
        }
        if !termbase.index.has_fuzzy() {
            continue;
        }
        for (entry, rendering) in termbase.index.near(&lower, LARGEST) {
            let row = &termbase.entry(entry).renderings[rendering as usize];
            let distance = strsim::osa_distance(&lower, &row.text.to_lowercase());
            let Ok(distance) = u8::try_from(distance) else { continue };
            if distance > 0 && distance <= row.distance {
                out.push(Candidate {
                    span: token.span,
                    tokens: at..at + 1,
                    entry,
                    found: Found::Rendering(rendering, 0),
                    matching: Matching::Fuzzy(distance),
                });
            }
        }
    }
}

/// Appends the names that `lower`, the small letters of a capitalised word that the lexicon lacks, is one
/// typing error from.
fn slips(span: Span, at: usize, lower: &str, termbase: &Termbase, out: &mut Vec<Candidate>) {
    for (entry, form) in termbase.index.slips(lower) {
        let name = &termbase.entry(entry).forms[form as usize];
        if strsim::osa_distance(lower, &name.to_lowercase()) == 1 {
            out.push(Candidate {
                span,
                tokens: at..at + 1,
                entry,
                found: Found::Form(form),
                matching: Matching::Fuzzy(1),
            });
        }
    }
}
