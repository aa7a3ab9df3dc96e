//! What each piece of evidence weighs: a table read from a file, `weights.toml`. Integers, so that no two
//! machines disagree; `decalque tune` writes such a file.
//!
//! One point is the same odds everywhere: a score of ten is a probability of 0.98, one of six 0.80, which makes
//! a point 0.6264 in the logarithm of the odds (`docs/decision-model.md`).

use super::feature::Feature;
use crate::diagnostic::{Diagnostic, Source};
use crate::edit::Applicability;
use crate::glossary::{Class, load};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

/// How far "anywhere in the document" reaches, in words: some ten pages. Beyond, a corpus file is
/// many texts, and a name in one says nothing of another.
pub const REACH: usize = 5_000;

/// How far from a place what names it may stand, in words, for an everyday word to be sure: a long paragraph.
pub const NEARBY: usize = 120;

/// From this score on a candidate is replaced; with [`SUGGESTED`] it makes the scale, by definition.
pub const SAFE: i32 = 10;
/// From this score on it is suggested.
pub const SUGGESTED: i32 = 6;

/// The file that comes with the program.
const FILE: &str = include_str!("weights.toml");

static BUILTIN: LazyLock<Weights> = LazyLock::new(|| {
    let source = Arc::new(Source { name: "weights.toml".to_owned(), text: FILE.to_owned() });
    // A test reads the same file and holds it to no fault.
    Weights::complete(&source).unwrap_or_else(|faults| panic!("the built-in weights: {faults:?}"))
});

/// Bounds of what cues add together, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Caps {
    /// The most that cues of the sentence may weigh.
    pub sentence: i32,
    /// The same for the rest of the paragraph.
    pub paragraph: i32,
    /// The same for the rest of the document.
    pub document: i32,
    /// The most that all cues together may weigh.
    pub all: i32,
}

/// How likely a place is right from a score on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The lowest score of the step.
    pub score: i32,
    /// Ten-thousandths: 9800 is 0.98.
    pub confidence: u16,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(default)]
    weight: BTreeMap<Feature, i32>,
    cap: Option<Caps>,
    rival_margin: Option<i32>,
    confidence: Option<Vec<Step>>,
    /// Kinds and single rows that are not read at all.
    #[serde(default)]
    off: Vec<String>,
}

/// The table of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    values: [i32; Feature::COUNT],
    /// Bounds of what cues add together.
    pub caps: Caps,
    /// Two entries this close at one place are both in doubt.
    pub rival_margin: i32,
    /// Ascending by score.
    confidence: Vec<Step>,
    /// What is not read at all.
    off: BTreeSet<Feature>,
}

impl Default for Weights {
    fn default() -> Self {
        BUILTIN.clone()
    }
}

impl Weights {
    /// Reads a file; what it does not say is as in the built-in one.
    ///
    /// # Errors
    ///
    /// Returns every fault of the file with its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        Self::over(Self::default(), source)
    }

    fn complete(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let caps = Caps { sentence: 0, paragraph: 0, document: 0, all: 0 };
        let empty =
            Self { values: [0; Feature::COUNT], caps, rival_margin: 0, confidence: Vec::new(), off: BTreeSet::new() };
        Self::over(empty, source)
    }

    fn over(mut base: Self, source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let (file, mut faults) = load::parse::<File>(source);
        let Some(file) = file else { return Err(faults) };
        let mut fault = |path: &[load::Step<'_>], message: String, cure: &str| {
            faults.push(Diagnostic {
                source: Arc::clone(source),
                span: load::locate(source, path),
                message,
                cure: Some(cure.to_owned()),
            });
        };
        let key = load::Step::Key;
        if file.format != 1 {
            fault(&[key("format")], format!("format {} is not known", file.format), "write `format = 1`");
        }
        for (&feature, &weight) in &file.weight {
            if feature.is_weighed() {
                base.values[feature as usize] = weight;
            } else {
                let message = format!("`{}` has no weight: nothing outvotes it", feature.id());
                fault(&[key("weight"), key(feature.id())], message, "leave the row out");
            }
        }
        for (at, name) in file.off.iter().enumerate() {
            let named = Feature::ALL.iter().copied().filter(|feature| feature.kind() == name || feature.id() == name);
            let before = base.off.len();
            base.off.extend(named);
            if base.off.len() == before {
                let message = format!("`{name}` is no kind and no row of evidence, or stands here twice");
                fault(&[key("off"), load::Step::At(at)], message, "write a kind as `frame`, or a row as `frame.alone`");
            }
        }
        base.caps = file.cap.unwrap_or(base.caps);
        base.rival_margin = file.rival_margin.unwrap_or(base.rival_margin);
        if let Some(steps) = file.confidence {
            let ascend = steps.is_sorted_by(|a, b| a.score < b.score && a.confidence <= b.confidence);
            if !ascend || steps.is_empty() || steps.iter().any(|step| step.confidence > 10_000) {
                let message = "a higher score must not be less likely to be right".to_owned();
                let cure = "let `score` and `confidence` ascend, `confidence` in ten-thousandths";
                fault(&[key("confidence")], message, cure);
            }
            base.confidence = steps;
        }
        if faults.is_empty() { Ok(base) } else { Err(faults) }
    }

    /// The table as a file, rows in their order; see [`Weights::read`].
    #[must_use]
    pub fn to_toml(&self) -> String {
        /// Where the comments of the rows begin, so that they stand below each other.
        const COMMENT: usize = 40;
        let mut text = String::from(
            "# What each piece of evidence weighs, in points; docs/decision-model.md says how `decalque tune` writes such a file.\n\
             # A score of ten is a probability of 0.98, one of six 0.80.\n\nformat = 1\n",
        );
        // Writing to a string cannot fail.
        let _ = writeln!(text, "rival-margin = {}", self.rival_margin);
        if !self.off.is_empty() {
            let off: Vec<String> = self.off.iter().map(|feature| format!("\"{}\"", feature.id())).collect();
            let _ = writeln!(text, "off = [{}]", off.join(", "));
        }
        text.push_str("\n[weight]\n");
        for &feature in Feature::ALL.iter().filter(|feature| feature.is_weighed()) {
            let row = format!("\"{}\" = {}", feature.id(), self.of(feature));
            let _ = writeln!(text, "{row:<COMMENT$}# {}", feature.what());
        }
        let Caps { sentence, paragraph, document, all } = self.caps;
        let _ = writeln!(
            text,
            "\n# The most that cues add.\n[cap]\nsentence = {sentence}\nparagraph = {paragraph}\ndocument = {document}\nall = {all}\n\n\
             # How likely a place is right from a score on, in ten-thousandths."
        );
        for Step { score, confidence } in &self.confidence {
            let _ = writeln!(text, "[[confidence]]\nscore = {score}\nconfidence = {confidence}");
        }
        text
    }

    /// What `feature` weighs.
    #[must_use]
    pub const fn of(&self, feature: Feature) -> i32 {
        self.values[feature as usize]
    }

    /// The same table with another weight for `feature`.
    #[must_use]
    pub const fn with(mut self, feature: Feature, weight: i32) -> Self {
        self.values[feature as usize] = weight;
        self
    }

    /// The same table with other steps of confidence, ascending.
    #[must_use]
    pub fn with_confidence(self, confidence: Vec<Step>) -> Self {
        Self { confidence, ..self }
    }

    /// The same table, as if `features` did not exist: what they would say is not read, vetoes too.
    #[must_use]
    pub fn without(mut self, features: impl IntoIterator<Item = Feature>) -> Self {
        self.off.extend(features);
        self
    }

    /// True if `feature` is read.
    #[must_use]
    pub fn reads(&self, feature: Feature) -> bool {
        self.off.is_empty() || !self.off.contains(&feature)
    }

    /// How likely a fixed rule, which weighs no evidence, is right, in ten-thousandths: by definition as sure as the
    /// scale says of the lowest score of its tier. What was seen of scores says nothing of it.
    #[must_use]
    pub const fn confidence_of(tier: Applicability) -> u16 {
        match tier {
            Applicability::Safe => 9_800,
            Applicability::Suggested => 8_000,
            Applicability::Reported => 0,
        }
    }

    /// How likely a place with `score` is right, in ten-thousandths, where nothing that its verdict asks for
    /// lacks.
    #[must_use]
    pub fn confidence(&self, score: i32) -> u16 {
        let step = self.confidence.partition_point(|step| step.score <= score);
        step.checked_sub(1).map_or(0, |at| self.confidence[at].confidence)
    }
}

/// The row of what a rendering weighs by its class alone.
#[must_use]
pub const fn prior(class: Class) -> Feature {
    match class {
        Class::Sure => Feature::Sure,
        Class::Drift => Feature::Drift,
        Class::Foreign => Feature::Foreign,
        Class::Phrase => Feature::Phrase,
        Class::Ordinary => Feature::Ordinary,
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, SAFE, SUGGESTED, Weights};
    use crate::decide::Feature;
    use crate::diagnostic::Source;
    use std::sync::Arc;

    fn faults(text: &str) -> Vec<String> {
        let source = Arc::new(Source { name: "mine.toml".to_owned(), text: text.to_owned() });
        Weights::read(&source).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_built_in_file_gives_every_row_and_is_as_it_is_printed() {
        let source = Arc::new(Source { name: String::new(), text: FILE.to_owned() });
        let weights = Weights::complete(&source).expect("the built-in file has no fault");
        assert_eq!(weights.to_toml(), FILE);
        assert!(weights.confidence(SAFE) > weights.confidence(SUGGESTED));
        assert_eq!(weights.confidence(i32::MIN), 0);
    }

    #[test]
    fn what_a_fit_begins_with_gives_every_row_too() {
        let text = include_str!("../../glossaries/tuning/reasoned.toml");
        let source = Arc::new(Source { name: String::new(), text: text.to_owned() });
        assert_eq!(Weights::complete(&source).expect("the reasoned table has no fault").to_toml(), text);
    }

    #[test]
    fn a_file_of_ones_own_says_what_differs() {
        let text = "format = 1\n[weight]\n\"frame.alone\" = 1\n";
        let source = Arc::new(Source { name: "mine.toml".to_owned(), text: text.to_owned() });
        let weights = Weights::read(&source).expect("nothing is wrong with it");
        assert_eq!(weights, Weights::default().with(Feature::Alone, 1));
    }

    #[test]
    fn a_kind_or_a_row_that_is_off_is_not_read() {
        let text = "format = 1\noff = [\"veto\", \"frame.alone\"]\n";
        let source = Arc::new(Source { name: "mine.toml".to_owned(), text: text.to_owned() });
        let weights = Weights::read(&source).expect("nothing is wrong with it");
        assert!(!weights.reads(Feature::Never) && !weights.reads(Feature::Alone) && weights.reads(Feature::Subject));
        let again = Arc::new(Source { name: String::new(), text: weights.to_toml() });
        assert_eq!(Weights::read(&again).expect("nor with what is printed"), weights);
        let found = faults("format = 1\noff = [\"frames\"]\n");
        assert!(found.len() == 1 && found[0].starts_with("mine.toml:2:8"), "{found:?}");
    }

    #[test]
    fn faults_have_their_place_and_cure() {
        let found = faults("format = 2\n[weight]\n\"frame.alon\" = 1\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("mine.toml:3:1") && found[0].contains("did you mean `frame.alone`?"), "{found:?}");
        assert!(found[1].starts_with("mine.toml:1:10"), "{found:?}");
        let found = faults("format = 2\n[weight]\n\"veto.never\" = 1\n[[confidence]]\nscore = 3\nconfidence = 10001\n");
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].contains("mine.toml:3:") && found[1].contains("nothing outvotes it"), "{found:?}");
    }
}
