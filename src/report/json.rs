//! Findings for programs. Offsets in bytes, characters and UTF-16 units, so that no reader has to guess.

use super::Report;
use crate::document::Document;
use crate::review::{Finding, Review};
use crate::text::{LineIndex, Offsets, Position};
use serde::Serialize;
use std::io::{self, Write};

/// One finding a line.
#[derive(Clone, Copy, Debug)]
pub struct Jsonl;

/// A finding as JSON has it.
#[derive(Debug, Serialize)]
pub struct FindingJson {
    /// The document's name.
    pub document: String,
    /// Id of the rule.
    pub rule: String,
    /// "safe", "suggested" or "reported".
    pub applicability: &'static str,
    /// How likely it is right, from 0 to 1.
    pub confidence: f64,
    /// First byte, character and UTF-16 unit.
    pub start: Offsets,
    /// The same past the end.
    pub end: Offsets,
    /// Line and column of the start, from one.
    pub position: Position,
    /// What stands there.
    pub text: String,
    /// What would stand there.
    pub replacement: String,
    /// The single edits, which are made together or not at all.
    pub edits: Vec<EditJson>,
    /// Why, in one line.
    pub because: String,
}

/// One edit.
#[derive(Debug, Serialize)]
pub struct EditJson {
    /// Where it starts.
    pub start: Offsets,
    /// Where it ends.
    pub end: Offsets,
    /// What is written there.
    pub text: String,
}

/// The findings of a document as JSON has them.
#[must_use]
pub fn findings(document: &Document, review: &Review) -> Vec<FindingJson> {
    let index = document.lines();
    review.findings.iter().map(|finding| one(document, &index, finding)).collect()
}

fn one(document: &Document, index: &LineIndex<'_>, finding: &Finding) -> FindingJson {
    let edits = finding.fix.edits().iter().map(|edit| EditJson {
        start: index.offsets(edit.span.start()),
        end: index.offsets(edit.span.end()),
        text: edit.text.clone(),
    });
    FindingJson {
        document: document.name.clone(),
        rule: finding.rule.clone(),
        applicability: finding.applicability.as_str(),
        confidence: f64::from(finding.confidence) / 10_000.0,
        start: index.offsets(finding.span.start()),
        end: index.offsets(finding.span.end()),
        position: index.position(finding.span.start()),
        text: finding.span.of(&document.text).to_owned(),
        replacement: super::text::mended(document, finding),
        edits: edits.collect(),
        because: finding.because.clone(),
    }
}

impl Report for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn write(&self, document: &Document, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        for finding in findings(document, review) {
            serde_json::to_writer(&mut *out, &finding)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
