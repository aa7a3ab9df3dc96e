//! Renderings with typing errors in them: candidates by shared deletions, verified by edit distance.

use super::{Candidate, Found, Matching};
use crate::document::{Document, Facts};
use crate::glossary::Termbase;
use crate::text::words::TokenKind;

/// The largest distance that a glossary may ask for.
const LARGEST: u8 = 2;

/// Appends the places that are near a rendering matched fuzzily. Only words that the lexicon lacks
/// are looked at: a known word is itself, not another one misspelled.
pub fn near(document: &Document, facts: &Facts, termbase: &Termbase, out: &mut Vec<Candidate>) {
    if !termbase.index.has_fuzzy() {
        return;
    }
    let lexicon = termbase.language.lexicon();
    for (at, token) in facts.tokens.iter().enumerate() {
        let word = token.span.of(&document.text);
        if token.kind != TokenKind::Word || token.span.len() < 4 || lexicon.knows(word) {
            continue;
        }
        let lower = word.to_lowercase();
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
