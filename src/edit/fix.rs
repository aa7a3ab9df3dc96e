//! An atomic group of edits.

use super::Edit;
use crate::text::Span;

/// How far a fix may be trusted: the one ladder used for ceilings, `--tier` and findings.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Shown, never applied.
    Reported,
    /// Applied when the user asks for suggestions too.
    Suggested,
    /// Applied by a plain `fix`.
    Safe,
}

impl Applicability {
    /// The word used in files and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Suggested => "suggested",
            Self::Safe => "safe",
        }
    }
}

/// Edits that are applied together or not at all: a name and every repair its arrival made necessary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    edits: Vec<Edit>,
    /// How far this fix may be trusted.
    pub applicability: Applicability,
    /// The score of the decision that made it; only ever compared with other scores.
    pub score: i32,
    /// Id of the rule that made it.
    pub rule: String,
}

impl Fix {
    /// A fix of `edits`, sorted by place; the edit at the lowest offset comes first.
    ///
    /// # Panics
    ///
    /// Panics if there is no edit or two edits overlap: a fix that contradicts itself is a fault of
    /// the stage that made it.
    #[must_use]
    pub fn new(mut edits: Vec<Edit>, applicability: Applicability, score: i32, rule: impl Into<String>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        assert!(!edits.is_empty(), "a fix needs an edit");
        assert!(edits.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "edits of a fix overlap");
        Self { edits, applicability, score, rule: rule.into() }
    }

    /// The edits in ascending order.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// From the first byte touched to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.edits[0].span.start(), self.edits[self.edits.len() - 1].span.end())
    }

    /// Bytes of the original text that this fix replaces, the untouched ones between its edits not counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.edits.iter().map(|edit| edit.span.len()).sum()
    }

    /// Always false: a fix has at least one edit. Here because clippy rightly wants it beside `len`.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// True if an edit of this fix and one of `other` touch the same place.
    #[must_use]
    pub fn collides(&self, other: &Self) -> bool {
        self.edits.iter().any(|a| other.edits.iter().any(|b| a.span.overlaps(b.span) || a.span == b.span))
    }
}
