//! How often the tool is right, on documents with gold: what is right and wrong, and what is behind it.
//!
//! The layouts and the rules are those of the project's benchmark and its scorer, to the last digit (`.ci/agree`
//! holds them to one another). Three kinds of gold, see [`Gold`]:
//!
//! - names that a translation lost, by line. *Right* is a place that brings one back, or a word that most
//!   translations keep; *unlisted* one that brings back a capitalised word of the source on which gold is silent;
//!   *mended* a small repair beside a name that came back; everything else is *wrong*.
//! - a gold version of each document. Right is what it has too, or what brings a name of it back.
//! - none: nothing is wrong with the documents, so every edit is.
//!
//! A line that loses or gains far too many words is ruined and nothing in it is right; a pure insertion is never
//! right; plainly broken French ("de le X") that came in is a wrong edit more.

mod compare;
mod control;
mod counts;
mod gold;
mod judge;
mod made;
mod opcodes;
mod reliability;
mod summary;
mod tables;
mod text;
mod worst;

pub use compare::{Comparison, Difference, Side};
pub use control::{Control, Decoys, decoys};
pub use counts::{Counts, Figures, digits, wilson};
pub use gold::{Doc, Fields, Folder, Gold, Layout, LineGold, Lost, Pair};
pub use judge::{Judgement, Place, Sort, judge};
pub use made::{Made, Output, Reason};
pub use opcodes::changes;
pub use reliability::{Bin, Calibration, Reliability};
pub use summary::{Compared, Controlled, FolderCompared, FolderControl, FolderResult, Measure, Measured, Setting};
pub use tables::{Row, Tables};
pub(super) use text::count as count_name;
pub use worst::{Behind, Shown, worst};

use std::collections::HashSet;

/// A folder, what came of its documents, and what gold says of it.
#[derive(Clone, Debug)]
pub struct Evaluation<'f> {
    /// The folder.
    pub folder: &'f Folder,
    /// What came of each document, in order.
    pub outputs: Vec<Output>,
    /// The changed places of each, judged.
    pub places: Vec<Vec<Place>>,
    /// What is counted.
    pub counts: Counts,
}

impl<'f> Evaluation<'f> {
    /// Judges what came of the documents of `folder`, one output each in their order; `known` are the right forms
    /// of the glossaries.
    ///
    /// # Panics
    ///
    /// Panics if there is not one output for each document.
    #[must_use]
    pub fn new(folder: &'f Folder, outputs: Vec<Output>, known: &HashSet<&str>) -> Self {
        assert_eq!(folder.docs.len(), outputs.len(), "one output for each document");
        let places: Vec<Vec<Place>> =
            outputs.iter().enumerate().map(|(doc, output)| judge(folder, doc, &output.text)).collect();
        let outcome = outputs.iter().map(|output| output.text.as_str()).zip(places.iter().map(Vec::as_slice));
        let counts = Counts::of(folder, outcome, known);
        Self { folder, outputs, places, counts }
    }

    /// Every changed place with its document's index and what came of that, in order.
    pub fn all(&self) -> impl Iterator<Item = (usize, &Output, &Place)> {
        let docs = self.outputs.iter().zip(&self.places).enumerate();
        docs.flat_map(|(doc, (output, places))| places.iter().map(move |place| (doc, output, place)))
    }
}
