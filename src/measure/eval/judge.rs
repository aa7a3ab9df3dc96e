//! What gold says of each changed place of a document.

use super::gold::{Folder, Gold, LineGold, Pair};
use super::text::{self, Hunk};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// What gold says of a changed place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// It brings back what was lost.
    Right,
    /// It does something else.
    Wrong,
    /// It brings back a capitalised word of the source on which gold is silent: for a person to read.
    Unlisted,
    /// A small repair beside a name that came back: neither right nor wrong.
    Mended,
}

impl std::fmt::Display for Judgement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Unlisted => "unlisted",
            Self::Mended => "mended",
        })
    }
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Words that other words took the place of.
    Changed,
    /// Plainly broken French that was not there before.
    Broken,
    /// A document whose lines no longer correspond.
    Reshaped,
}

/// A changed place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub sort: Sort,
    /// What gold says of it.
    pub judgement: Judgement,
    /// Line of the text, from 0.
    pub line: usize,
    /// Bytes of the text; of broken French, where the line begins.
    pub old: Range<usize>,
    /// Bytes of the mended text.
    pub new: Range<usize>,
    /// As how many edits it counts: in clean text once per three words that it takes out, else once.
    pub weight: usize,
}

/// A stretch of a document that is judged by itself.
struct Unit<'t> {
    /// Its line.
    line: usize,
    /// The text before and after, and where both begin.
    before: &'t str,
    after: &'t str,
    start: (usize, usize),
}

impl Unit<'_> {
    fn place(&self, hunk: &Hunk, judgement: Judgement) -> Place {
        let shifted = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
        Place {
            sort: Sort::Changed,
            judgement,
            line: self.line + self.before[..hunk.old.start].matches('\n').count(),
            old: shifted(&hunk.old, self.start.0),
            new: shifted(&hunk.new, self.start.1),
            weight: 1,
        }
    }

    /// The changed places as `judge` judges them, and the broken French that came in if `grammar`.
    fn places(&self, grammar: bool, judge: impl Fn(&Changed<'_>) -> Judgement) -> Vec<Place> {
        let hunks = text::hunks(self.before, self.after);
        let ruined = text::gutted(self.before, self.after);
        let mut places: Vec<Place> = hunks
            .iter()
            .map(|hunk| {
                let words = (&self.before[hunk.old.clone()], &self.after[hunk.new.clone()]);
                self.place(hunk, judge(&Changed { words, before: self.before, after: self.after, ruined }))
            })
            .collect();
        if grammar {
            let broken = text::broken(self.after);
            let came = broken.len().saturating_sub(text::broken(self.before).len());
            let touched = |at: &Range<usize>| hunks.iter().any(|h| h.new.start <= at.end && at.start <= h.new.end);
            // Which of equals came in cannot be known; those at a changed place are likelier.
            let (near, far): (Vec<_>, Vec<_>) = broken.into_iter().partition(touched);
            places.extend(
                near.into_iter()
                    .chain(far)
                    .take(came)
                    .map(|new| Place { sort: Sort::Broken, ..self.place(&Hunk { old: 0..0, new }, Judgement::Wrong) }),
            );
        }
        places
    }
}

/// A changed place and what stands around it.
struct Changed<'t> {
    words: (&'t str, &'t str),
    before: &'t str,
    after: &'t str,
    /// True if nothing in it can be right.
    ruined: bool,
}

impl Changed<'_> {
    /// True where the text has one of `names` more often than before by it.
    fn brings<'n>(&self, mut names: impl Iterator<Item = &'n String>) -> bool {
        !self.ruined && names.any(|name| text::brings(name, self.words, self.before, self.after))
    }

    fn replaces(&self) -> bool {
        text::count_words(self.words.0) > 0
    }

    fn small(&self) -> bool {
        text::small(self.words)
    }

    /// A small repair beside a name that came `back`.
    fn mends(&self, back: bool) -> bool {
        let (old, new) = self.words;
        !self.ruined && back && self.small() && text::count_words(new) <= text::count_words(old) + 1
    }

    fn on_line(&self, source: &str, gold: &LineGold) -> Judgement {
        let brought = text::source_words(self.words.1, self.before, source);
        let has = |words: &[String], word: &str| words.iter().any(|other| other == word);
        let kept = || brought.iter().any(|word| has(&gold.kept, word));
        if self.brings(gold.lost.iter().map(|lost| &lost.name))
            || !self.ruined && self.replaces() && self.small() && kept()
        {
            return Judgement::Right;
        }
        let silent = !brought.is_empty() && self.replaces() && !brought.iter().all(|word| has(&gold.translated, word));
        if !self.ruined && self.small() && (text::quantity(self.words) || silent) {
            return Judgement::Unlisted;
        }
        let back =
            gold.lost.iter().any(|lost| text::count(&lost.name, self.after) > text::count(&lost.name, self.before));
        if brought.is_empty() && self.mends(back) { Judgement::Mended } else { Judgement::Wrong }
    }

    fn in_pair(&self, source: &str, pair: &Pair, wanted: &[(&str, &str)]) -> Judgement {
        if !self.ruined && wanted.contains(&self.words) || self.brings(pair.names.iter()) {
            return Judgement::Right;
        }
        let brought = || !text::source_words(self.words.1, self.before, source).is_empty();
        if !self.ruined && self.small() && (text::quantity(self.words) || self.replaces() && brought()) {
            return Judgement::Unlisted;
        }
        let back = pair.names.iter().any(|name| text::count(name, self.after) > text::count(name, self.before));
        if self.mends(back) { Judgement::Mended } else { Judgement::Wrong }
    }
}

/// The changed places of document `doc` of `folder`, in order, of which `after` was made. A document that gold
/// says nothing of has none.
#[must_use]
pub fn judge(folder: &Folder, doc: usize, after: &str) -> Vec<Place> {
    let before = folder.docs[doc].text.as_str();
    if before == after {
        return Vec::new();
    }
    let whole = Unit { line: 0, before, after, start: (0, 0) };
    match &folder.gold {
        Gold::Clean => {
            let mut places = whole.places(false, |_| Judgement::Wrong);
            for place in &mut places {
                place.weight = thirds(&before[place.old.clone()]);
            }
            places
        }
        Gold::Pairs(pairs) => {
            let Some(pair) = &pairs[doc] else { return Vec::new() };
            let same = after == pair.gold;
            let hunks = text::hunks(before, &pair.gold);
            let wanted: Vec<_> = hunks.into_iter().map(|hunk| (&before[hunk.old], &pair.gold[hunk.new])).collect();
            whole.places(!same, |changed| {
                let ruined = changed.ruined && !same;
                Changed { ruined, ..*changed }.in_pair(&folder.docs[doc].source, pair, &wanted)
            })
        }
        Gold::Names(lines) => named(folder, doc, after, &lines[doc]),
    }
}

fn named(folder: &Folder, doc: usize, after: &str, gold: &BTreeMap<usize, LineGold>) -> Vec<Place> {
    let before = folder.docs[doc].text.as_str();
    if before.matches('\n').count() != after.matches('\n').count() {
        let (old, new) = (0..before.len(), 0..after.len());
        return vec![Place { sort: Sort::Reshaped, judgement: Judgement::Wrong, line: 0, old, new, weight: 1 }];
    }
    let nothing = LineGold::default();
    let mut source = folder.docs[doc].source.split('\n');
    let (mut places, mut start) = (Vec::new(), (0, 0));
    for (line, (x, y)) in before.split('\n').zip(after.split('\n')).enumerate() {
        let source = source.next().unwrap_or_default();
        if x != y {
            let gold = gold.get(&line).unwrap_or(&nothing);
            let unit = Unit { line, before: x, after: y, start };
            places.extend(unit.places(true, |changed| changed.on_line(source, gold)));
        }
        start = (start.0 + x.len() + 1, start.1 + y.len() + 1);
    }
    places
}

/// As how many edits a place counts that takes `old` out: once per three words.
#[must_use]
pub fn thirds(old: &str) -> usize {
    text::count_words(old).div_ceil(3).max(1)
}
