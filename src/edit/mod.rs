//! Replacements, atomic groups of them, and the choice among rivals.

#[expect(clippy::module_inception, reason = "an edit is the smallest part of a fix; no better word exists")]
mod edit;
mod fix;
mod plan;
mod source_map;

pub use edit::Edit;
pub use fix::{Applicability, Fix};
pub use plan::{Plan, apply};
pub use source_map::SourceMap;
