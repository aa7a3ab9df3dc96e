//! One shape for everything that is wrong at a place: glossary faults, unreadable input.

use crate::text::{LineIndex, Span};
use std::fmt;
use std::sync::Arc;

/// A file's name and text, shared by the diagnostics that point into it.
#[derive(Debug)]
pub struct Source {
    /// Name as the user would write it.
    pub name: String,
    /// Whole text.
    pub text: String,
}

/// Something wrong at a place, with its cure.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The file that `span` points into.
    pub source: Arc<Source>,
    /// Bytes of the file that are at fault.
    pub span: Span,
    /// What is wrong and why, one line, no full stop.
    pub message: String,
    /// What would make it right, one line.
    pub cure: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = LineIndex::new(&self.source.text).position(self.span.start());
        write!(f, "{}:{}:{}: {}", self.source.name, at.line, at.column, self.message)?;
        if let Some(cure) = &self.cure {
            write!(f, " ({cure})")?;
        }
        Ok(())
    }
}
