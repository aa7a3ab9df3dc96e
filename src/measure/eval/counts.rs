//! What is counted, and the figures that follow from it.

use super::gold::{Doc, Folder, Gold, Layout, LineGold};
use super::judge::{Judgement, Place, Sort, thirds};
use super::text::{self, count, count_words};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use std::ops::AddAssign;

/// What is counted; counts of folders add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents; of pairs, those that have a gold version.
    pub documents: usize,
    /// Those of them that were changed.
    pub touched: usize,
    /// Words of the documents.
    pub words: usize,
    /// Edited places that are right or wrong; in clean text a place counts once per three words that it takes out.
    pub edits: usize,
    /// Those that are right.
    pub right: usize,
    /// Those that are wrong.
    pub wrong: usize,
    /// Places on which gold is silent; neither right nor wrong.
    pub unlisted: usize,
    /// Small repairs beside a name that came back; neither right nor wrong.
    pub mended: usize,
    /// All places, each once per three words that it takes out.
    pub volume: usize,
    /// Lost names.
    pub lost: usize,
    /// Those that came back.
    pub found: usize,
    /// Lost names of which only the spelling is lost.
    pub form: usize,
    /// Those that came back.
    pub form_found: usize,
    /// Lost names that are right forms of the glossaries.
    pub known: usize,
    /// Those that came back.
    pub known_found: usize,
    /// Lost words that most translations keep.
    pub silver: usize,
    /// Those that came back.
    pub silver_found: usize,
    /// Lines that had lost nothing.
    pub intact: usize,
    /// Those that were edited wrongly.
    pub harmed: usize,
    /// Documents whose lines no longer correspond.
    pub reshaped: usize,
    /// Documents in which nothing but names is wrong.
    pub clean: usize,
    /// Those that came out as gold has them.
    pub exact: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.touched += other.touched;
        self.words += other.words;
        self.edits += other.edits;
        self.right += other.right;
        self.wrong += other.wrong;
        self.unlisted += other.unlisted;
        self.mended += other.mended;
        self.volume += other.volume;
        self.lost += other.lost;
        self.found += other.found;
        self.form += other.form;
        self.form_found += other.form_found;
        self.known += other.known;
        self.known_found += other.known_found;
        self.silver += other.silver;
        self.silver_found += other.silver_found;
        self.intact += other.intact;
        self.harmed += other.harmed;
        self.reshaped += other.reshaped;
        self.clean += other.clean;
        self.exact += other.exact;
    }
}

/// What follows from the counts; NaN (`null` in JSON) where there is nothing to divide by.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figures {
    /// Right edits among all.
    pub precision: f64,
    /// The 95 % interval of the precision, see [`wilson`].
    pub precision_interval: (f64, f64),
    /// Lost names that came back.
    pub recall: f64,
    /// The same for names of which only the spelling is lost.
    pub recall_form: f64,
    /// The same for names whose right form the glossaries have.
    pub recall_known: f64,
    /// Precision and recall in one, precision weighing twice as much.
    pub f05: f64,
    /// Lost words that came back and that most translations keep.
    pub silver: f64,
    /// Outputs equal to gold among those that can be.
    pub exact: f64,
    /// Lines edited wrongly among 1,000 that had lost nothing.
    pub harmed_per_1000_lines: f64,
    /// Edits in a million words, each counted once per three words that it takes out.
    pub edits_per_million_words: f64,
}

#[expect(clippy::cast_precision_loss, reason = "nothing that is counted here reaches 2^52")]
fn real(count: usize) -> f64 {
    count as f64
}

fn ratio(a: f64, b: f64) -> f64 {
    if b == 0.0 { f64::NAN } else { a / b }
}

/// The 95 % interval of Wilson (1927) for a share of `of` seen `hits` times: unlike the normal one it is not
/// empty where all, or none, were hits, and holds for the few edits that a careful program makes.
#[must_use]
pub fn wilson(hits: usize, of: usize) -> (f64, f64) {
    /// The 97.5th percentile of the normal distribution.
    const Z: f64 = 1.959_963_984_540_054;
    if of == 0 {
        return (f64::NAN, f64::NAN);
    }
    let (n, share) = (real(of), real(hits) / real(of));
    let (middle, width) = (share + Z * Z / (2.0 * n), Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt());
    let all = 1.0 + Z * Z / n;
    (((middle - width) / all).max(0.0), ((middle + width) / all).min(1.0))
}

impl Counts {
    /// Counts what came of `folder`: each document as it came out with its places, as the judge has them.
    /// `known` are the right forms of the glossaries.
    #[must_use]
    pub fn of<'o>(
        folder: &Folder,
        outcome: impl Iterator<Item = (&'o str, &'o [Place])>,
        known: &HashSet<&str>,
    ) -> Self {
        let mut counts = Self::default();
        for ((index, doc), (after, places)) in folder.docs.iter().enumerate().zip(outcome) {
            match &folder.gold {
                Gold::Clean => {}
                Gold::Pairs(pairs) => {
                    let Some(pair) = &pairs[index] else { continue };
                    let gone = doc.text != after && after != pair.gold && text::gutted(&doc.text, after);
                    for name in &pair.names {
                        let back = count(name, after) > count(name, &doc.text) && !gone;
                        counts.name(name, back, known);
                    }
                    counts.clean += usize::from(pair.clean);
                    counts.exact += usize::from(pair.clean && after == pair.gold);
                }
                Gold::Names(lines) => counts.lines(doc, after, places, &lines[index], known),
            }
            counts.documents += 1;
            counts.touched += usize::from(doc.text != after);
            counts.words += count_words(&doc.text);
            for place in places {
                match place.judgement {
                    Judgement::Right => counts.right += place.weight,
                    Judgement::Wrong => counts.wrong += place.weight,
                    Judgement::Unlisted => counts.unlisted += 1,
                    Judgement::Mended => counts.mended += 1,
                }
                if place.sort != Sort::Broken {
                    counts.volume += thirds(&doc.text[place.old.clone()]);
                }
            }
        }
        counts.edits = counts.right + counts.wrong;
        counts
    }

    fn name(&mut self, name: &str, back: bool, known: &HashSet<&str>) {
        self.lost += 1;
        self.found += usize::from(back);
        self.known += usize::from(known.contains(name));
        self.known_found += usize::from(back && known.contains(name));
    }

    fn lines(
        &mut self,
        doc: &Doc,
        after: &str,
        places: &[Place],
        gold: &BTreeMap<usize, LineGold>,
        known: &HashSet<&str>,
    ) {
        let lines = doc.text.split('\n').count();
        if places.iter().any(|place| place.sort == Sort::Reshaped) {
            self.reshaped += 1;
            self.harmed += lines;
            self.intact += lines;
            self.lost += gold.values().map(|told| told.listed).sum::<usize>();
            let names = gold.values().flat_map(|told| &told.lost);
            self.known += names.filter(|lost| known.contains(lost.name.as_str())).count();
            return;
        }
        let wrong: HashSet<usize> =
            places.iter().filter(|place| place.judgement == Judgement::Wrong).map(|place| place.line).collect();
        for (line, (x, y)) in doc.text.split('\n').zip(after.split('\n')).enumerate() {
            let told = gold.get(&line);
            let ruined = x != y && text::gutted(x, y);
            for word in told.iter().flat_map(|told| &told.kept).filter(|word| count(word, x) == 0) {
                self.silver += 1;
                self.silver_found += usize::from(count(word, y) > 0 && !ruined);
            }
            for lost in told.iter().flat_map(|told| &told.lost) {
                let back = count(&lost.name, y) > count(&lost.name, x) && !ruined;
                self.name(&lost.name, back, known);
                self.form += usize::from(lost.kind == "form");
                self.form_found += usize::from(back && lost.kind == "form");
            }
            if told.is_none_or(|told| told.lost.is_empty()) {
                self.intact += 1;
                self.harmed += usize::from(wrong.contains(&line));
            }
        }
    }

    /// What follows from the counts.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let share = |a, b| ratio(real(a), real(b));
        let (precision, recall) = (share(self.right, self.edits), share(self.found, self.lost));
        Figures {
            precision,
            precision_interval: wilson(self.right, self.edits),
            recall,
            recall_form: share(self.form_found, self.form),
            recall_known: share(self.known_found, self.known),
            f05: ratio(1.25 * precision * recall, 0.25 * precision + recall),
            silver: share(self.silver_found, self.silver),
            exact: share(self.exact, self.clean),
            harmed_per_1000_lines: 1000.0 * share(self.harmed, self.intact),
            edits_per_million_words: ratio(1e6 * real(self.volume), real(self.words)),
        }
    }

    /// The line that scorers of such folders print, with the same names and digits.
    #[must_use]
    pub fn line(&self, layout: Layout) -> String {
        let figures = self.figures();
        let head = format!(
            "recall {}{}  precision {}  F0.5 {}",
            digits(figures.recall, 3),
            if layout == Layout::Names { format!(" (form {})", digits(figures.recall_form, 3)) } else { String::new() },
            digits(figures.precision, 3),
            digits(figures.f05, 3)
        );
        let Self { edits, unlisted, mended, .. } = self;
        match layout {
            Layout::Clean => format!(
                "words {}  edits {edits}  edits/million words {}  documents touched {}/{}",
                self.words,
                digits(figures.edits_per_million_words, 1),
                self.touched,
                self.documents
            ),
            Layout::Names => format!(
                "lost names {} (form {})  {head}  silver {} of {}  edits {edits}  harmed lines {}/{} = {} per 1,000  \
                 unlisted {unlisted}  mended {mended}  reshaped documents {}",
                self.lost,
                self.form,
                digits(figures.silver, 3),
                self.silver,
                self.harmed,
                self.intact,
                digits(figures.harmed_per_1000_lines, 2),
                self.reshaped
            ),
            Layout::Pairs => format!(
                "names {}  {head}  edits {edits}  unlisted {unlisted}  mended {mended}  exact {}/{} = {}",
                self.lost,
                self.exact,
                self.clean,
                digits(figures.exact, 3)
            ),
        }
    }
}

/// `value` with so many digits after the point, "nan" where there is none.
#[must_use]
pub fn digits(value: f64, count: usize) -> String {
    if value.is_nan() { "nan".to_owned() } else { format!("{value:.count$}") }
}

#[cfg(test)]
mod tests {
    use super::{digits, wilson};

    #[test]
    fn intervals_are_those_of_wilson() {
        let shown = |hits, of| {
            let (low, high) = wilson(hits, of);
            (digits(low, 4), digits(high, 4))
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        assert_eq!(shown(81, 263), pair("0.2553", "0.3662"));
        assert_eq!(shown(15, 148), pair("0.0624", "0.1605"));
        assert_eq!(shown(0, 20), pair("0.0000", "0.1611"));
        assert_eq!(shown(1, 29), pair("0.0061", "0.1718"));
        assert_eq!(shown(0, 0), pair("nan", "nan"));
    }
}
