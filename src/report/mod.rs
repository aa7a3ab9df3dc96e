//! Findings as output: one file each. Knows reviews, not the stages that made them.

mod cover;
mod eval;
mod explain;
mod faults;
mod json;
mod short;
mod text;
mod tuned;

pub use cover::{cover, write_json as cover_json};
pub use eval::{compared, controlled, measured};
pub use explain::explain;
pub use faults::render as render_faults;
pub use json::{FindingJson, findings as json_findings};
pub use tuned::tuned;

use crate::document::Document;
use crate::review::Review;
use std::io::{self, Write};

/// How findings are written.
pub trait Report: Sync {
    /// The name on the command line.
    fn name(&self) -> &'static str;

    /// Writes the findings of one document.
    ///
    /// # Errors
    ///
    /// Returns what `out` returns.
    fn write(&self, document: &Document, review: &Review, out: &mut dyn Write) -> io::Result<()>;
}

/// All reports that are written document by document.
#[must_use]
pub fn all() -> &'static [&'static dyn Report] {
    &[&text::Text, &short::Short, &json::Jsonl]
}
