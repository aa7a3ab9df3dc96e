//! The results, as programs read them and reports print them.

use super::compare::{Comparison, Difference};
use super::control::Control;
use super::counts::{Counts, Figures};
use super::gold::Layout;
use super::reliability::Reliability;
use super::tables::Tables;
use super::worst::{Shown, worst};
use super::{Evaluation, Folder};
use crate::edit::Applicability;
use serde::Serialize;

/// Counts, and what follows from them.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Measure {
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
    /// What follows from them.
    #[serde(flatten)]
    pub figures: Figures,
}

impl From<Counts> for Measure {
    fn from(counts: Counts) -> Self {
        Self { counts, figures: counts.figures() }
    }
}

impl Measure {
    /// Over all of `evaluations`.
    #[must_use]
    pub fn over(evaluations: &[Evaluation<'_>]) -> Self {
        let mut counts = Counts::default();
        for evaluation in evaluations {
            counts += evaluation.counts;
        }
        counts.into()
    }
}

/// How a folder was run.
#[derive(Clone, Debug, Serialize)]
pub struct Setting {
    /// The folder.
    pub folder: String,
    /// Its gold.
    pub gold: Layout,
    /// How far the run went.
    pub tier: Applicability,
    /// True if the rules were shown what the documents were translated from.
    pub source: bool,
}

impl Setting {
    /// How `folder` was run.
    #[must_use]
    pub fn new(folder: &Folder, tier: Applicability, source: bool) -> Self {
        Self { folder: folder.name.clone(), gold: folder.layout(), tier, source }
    }
}

/// What came of a folder.
#[derive(Clone, Debug, Serialize)]
pub struct FolderResult {
    /// How it was run.
    #[serde(flatten)]
    pub setting: Setting,
    /// The figures.
    #[serde(flatten)]
    pub measure: Measure,
}

/// Everything that a run over some folders shows.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// Version of this notation.
    pub version: u32,
    /// Folder by folder.
    pub folders: Vec<FolderResult>,
    /// All of them together.
    pub all: Measure,
    /// What is behind the edits.
    pub tables: Tables,
    /// Whether confidence means what it says.
    pub reliability: Reliability,
    /// The wrong edits that the tool was surest of.
    pub worst: Vec<Shown>,
}

impl Measured {
    /// What `evaluations`, run by `settings`, show, with `most` of the wrong edits.
    #[must_use]
    pub fn new(evaluations: &[Evaluation<'_>], settings: Vec<Setting>, most: usize) -> Self {
        let folders = settings.into_iter().zip(evaluations);
        Self {
            version: 1,
            folders: folders
                .map(|(setting, evaluation)| FolderResult { setting, measure: evaluation.counts.into() })
                .collect(),
            all: Measure::over(evaluations),
            tables: Tables::of(evaluations),
            reliability: Reliability::of(evaluations),
            worst: worst(evaluations, most),
        }
    }
}

/// How two runs over a folder differ.
#[derive(Clone, Debug, Serialize)]
pub struct FolderCompared {
    /// How it was run.
    #[serde(flatten)]
    pub setting: Setting,
    /// The figures of the first run.
    pub a: Measure,
    /// Those of the second.
    pub b: Measure,
    /// How many edits both made.
    pub same: usize,
    /// The edits that differ.
    pub differences: Vec<Difference>,
}

/// How two runs differ.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// Version of this notation.
    pub version: u32,
    /// What the first run was.
    pub a: String,
    /// What the second run was.
    pub b: String,
    /// Folder by folder.
    pub folders: Vec<FolderCompared>,
    /// The figures of the first run over all folders.
    pub all_a: Measure,
    /// Those of the second.
    pub all_b: Measure,
}

impl Compared {
    /// How the runs `a` and `b`, named so, differ over the same folders.
    #[must_use]
    pub fn new(
        (a, b): (&str, &str),
        (runs_a, runs_b): (&[Evaluation<'_>], &[Evaluation<'_>]),
        settings: Vec<Setting>,
    ) -> Self {
        let folders = settings.into_iter().zip(runs_a.iter().zip(runs_b)).map(|(setting, (a, b))| {
            let Comparison { differences, same } = Comparison::of(a, b);
            FolderCompared { setting, a: a.counts.into(), b: b.counts.into(), same, differences }
        });
        Self {
            version: 1,
            a: a.to_owned(),
            b: b.to_owned(),
            folders: folders.collect(),
            all_a: Measure::over(runs_a),
            all_b: Measure::over(runs_b),
        }
    }
}

/// What a glossary of invented names did to a folder.
#[derive(Clone, Debug, Serialize)]
pub struct FolderControl {
    /// How it was run.
    #[serde(flatten)]
    pub setting: Setting,
    /// What was changed.
    #[serde(flatten)]
    pub control: Control,
}

/// What glossaries of invented names did.
#[derive(Clone, Debug, Serialize)]
pub struct Controlled {
    /// Version of this notation.
    pub version: u32,
    /// Folder by folder.
    pub folders: Vec<FolderControl>,
}

impl Controlled {
    /// How many edits were made, each a failure.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.folders.iter().map(|folder| folder.control.failures.len()).sum()
    }
}
