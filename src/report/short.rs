//! One line a finding, for editors and `grep`.

use super::Report;
use crate::document::Document;
use crate::review::Review;
use std::io::{self, Write};

/// `file:line:column: wrong → right [rule, applicability]`.
#[derive(Clone, Copy, Debug)]
pub struct Short;

impl Report for Short {
    fn name(&self) -> &'static str {
        "short"
    }

    fn write(&self, document: &Document, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        let index = document.lines();
        for finding in &review.findings {
            let at = index.position(finding.span.start());
            let (wrong, right) =
                (finding.span.of(&document.text).replace('\n', " "), super::text::mended(document, finding));
            let (rule, tier) = (&finding.rule, finding.applicability.as_str());
            writeln!(out, "{}:{}:{}: {wrong} → {right} [{rule}, {tier}]", document.name, at.line, at.column)?;
        }
        Ok(())
    }
}
