//! What is aligned, line by line or sentence by sentence, and what both languages write alike in it.

use crate::text::words::{self, Token};
use crate::text::{Span, fold, lines, sentences};
use std::collections::HashMap;
use std::ops::Range;

/// One side of an alignment, cut into units.
#[derive(Debug)]
pub(super) struct Side<'t> {
    text: &'t str,
    units: Vec<Span>,
    /// Characters before each unit, and those of all.
    before: Vec<u32>,
    /// What the anchors before each unit cost where they are not met, and those of all; see [`Side::owed`].
    owed: Vec<i32>,
    /// The anchors of all units, each unit's ascending and without twins.
    anchors: Vec<Anchor>,
    /// Where the anchors of each unit end.
    ends: Vec<usize>,
    /// For each key its place in `spread`.
    known: HashMap<u64, usize>,
    /// In how many units an anchor stands, by order of its first place.
    spread: Vec<u32>,
}

/// A word that is likely to stand in a translation as it is: a number, a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Anchor {
    pub key: u64,
    /// Its place among all of its side.
    id: usize,
    /// True for digits alone.
    number: bool,
    /// What is gained by two units that both have it, in hundredths of a nat: see [`weight`], and what it is
    /// owed on both sides.
    pub weight: i32,
}

/// Most that the anchors of one unit are owed: a heading in title case is all capitals, and none of them a name.
const MOST_OWED: i32 = 300;

/// What a number and a name say of two texts where only one has them, beside one that stands where it should:
/// numbers survive a translation, names are what machines lose.
const LOST: (f64, f64) = (0.3, 0.01);

impl Anchor {
    /// What it costs to pair its unit off with one that lacks it, in hundredths of a nat: one number in five is
    /// written otherwise in a translation, and three names in four.
    const fn owed(&self) -> i32 {
        if self.number { 160 } else { 30 }
    }

    fn lost(self) -> f64 {
        if self.number { LOST.0 } else { LOST.1 }
    }
}

/// What becomes of the anchors of a source, one vote for each however often it stands: a name that the machine
/// lost thirty times and kept once is no proof of another order.
#[derive(Debug)]
pub(super) struct Votes {
    /// For each anchor: in how many units the text has it where it should, and in how many elsewhere alone.
    counts: Vec<(u32, u32)>,
    /// What the anchors say that only one of the texts has.
    lost: f64,
}

impl Votes {
    pub(super) fn of(source: &Side<'_>, target: &Side<'_>) -> Self {
        let lost = |one: &Side<'_>, other: &Side<'_>| {
            let mut seen = vec![false; one.spread.len()];
            let fresh = one.anchors.iter().filter(|anchor| !std::mem::replace(&mut seen[anchor.id], true));
            fresh.filter(|anchor| !other.known.contains_key(&anchor.key)).map(|anchor| anchor.lost()).sum::<f64>()
        };
        Self { counts: vec![(0, 0); source.spread.len()], lost: lost(source, target) + lost(target, source) }
    }

    /// The share that stands where it should, of those that both texts have, and the share that both have.
    pub(super) fn shares(&self, source: &Side<'_>) -> (f64, f64) {
        /// Anchors in their place that are given, so that a text without names is not doubted.
        const GIVEN: f64 = 1.5;
        let (mut here, mut there) = (GIVEN, GIVEN);
        for (&(right, wrong), &spread) in self.counts.iter().zip(&source.spread).filter(|(count, _)| **count != (0, 0))
        {
            // What stands everywhere says nothing.
            #[expect(clippy::cast_precision_loss, reason = "units are fewer than 2^53")]
            let rarity = 1.0 - f64::from(spread - 1) / source.len() as f64;
            there += rarity;
            here += rarity * f64::from(right) / f64::from(right + wrong);
        }
        (here / there, there / (there + self.lost))
    }
}

impl<'t> Side<'t> {
    /// The lines that are not blank; a paragraph that was broken into lines is one unit.
    pub(super) fn lines(text: &'t str) -> Self {
        let mut units = Vec::new();
        for run in lines::runs(text) {
            if lines::are_wrapped(text, &run) {
                units.push(run[0].cover(run[run.len() - 1]));
            } else {
                units.extend(run);
            }
        }
        Self::new(text, units)
    }

    /// The sentences of the lines. No language is asked for its abbreviations: both sides are cut by the same rule,
    /// and what is cut too often goes together two by two.
    pub(super) fn sentences(text: &'t str) -> Self {
        let (mut units, mut tokens, mut ranges) = (Vec::new(), Vec::<Token>::new(), Vec::new());
        let title = |word: &str| word.chars().count() <= 3 && fold::Case::is_capitalised(word);
        for line in Self::lines(text).units {
            tokens.clear();
            ranges.clear();
            words::tokenize(text, line, &[], &mut tokens);
            sentences::sentences(text, &tokens, 0..tokens.len(), &title, &mut ranges);
            units.extend(ranges.iter().map(|range| sentences::cover(&tokens, range)));
        }
        Self::new(text, units)
    }

    fn new(text: &'t str, units: Vec<Span>) -> Self {
        let mut side = Self {
            text,
            units,
            before: vec![0],
            owed: vec![0],
            anchors: vec![],
            ends: vec![],
            known: HashMap::new(),
            spread: vec![],
        };
        let mut chars = 0;
        let mut own = Vec::new();
        for unit in &side.units {
            own.clear();
            chars += read(unit.of(text), &mut own);
            own.sort_unstable();
            own.dedup();
            for anchor in &mut own {
                anchor.id = *side.known.entry(anchor.key).or_insert(side.spread.len());
                if anchor.id == side.spread.len() {
                    side.spread.push(0);
                }
                side.spread[anchor.id] += 1;
            }
            let owed: i32 = own.iter().map(Anchor::owed).sum();
            side.owed.push(side.owed[side.owed.len() - 1] + owed.min(MOST_OWED));
            side.anchors.extend_from_slice(&own);
            side.before.push(chars);
            side.ends.push(side.anchors.len());
        }
        for anchor in &mut side.anchors {
            anchor.weight = weight(side.units.len(), side.spread[anchor.id]) + 2 * anchor.owed();
        }
        side
    }

    /// How many units there are.
    pub(super) const fn len(&self) -> usize {
        self.units.len()
    }

    /// The characters of some units in a row.
    pub(super) fn chars(&self, units: &Range<usize>) -> u32 {
        self.before[units.end] - self.before[units.start]
    }

    /// What it costs to pair some units in a row off with units that have none of their anchors.
    pub(super) fn owed(&self, units: &Range<usize>) -> i32 {
        self.owed[units.end] - self.owed[units.start]
    }

    /// The characters before unit `at`; of all for the one after the last.
    pub(super) fn before(&self, at: usize) -> u32 {
        self.before[at]
    }

    /// How many units begin before character `at`.
    pub(super) fn units_before(&self, at: u32) -> usize {
        self.before.partition_point(|&before| before < at).min(self.len())
    }

    /// The bytes of some units in a row; where there are none, the place where they would be.
    pub(super) fn span(&self, units: &Range<usize>) -> Span {
        if units.is_empty() {
            let at = self.units.get(units.start).map_or(self.text.len(), |unit| unit.start());
            return Span::new(at, at);
        }
        self.units[units.start].cover(self.units[units.end - 1])
    }

    /// The anchors of unit `at`, ascending.
    pub(super) fn anchors(&self, at: usize) -> &[Anchor] {
        &self.anchors[at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]]
    }

    /// Counts into `votes` what became in `units` of `other` of the anchors of `own` units, of this side. False if
    /// they lack what these name, and other units have it.
    pub(super) fn vote(&self, own: &Range<usize>, other: &Side<'_>, units: &Range<usize>, votes: &mut Votes) -> bool {
        let (mut here, mut astray) = (0, 0);
        for anchor in own.clone().flat_map(|unit| self.anchors(unit)) {
            let stands = |unit: usize| other.anchors(unit).binary_search_by_key(&anchor.key, |a| a.key).is_ok();
            if units.clone().any(stands) {
                votes.counts[anchor.id].0 += 1;
                here += 1;
            } else if other.known.contains_key(&anchor.key) {
                votes.counts[anchor.id].1 += 1;
                astray += 1;
            }
        }
        here > 0 || astray < 2
    }
}

/// What two units that share an anchor are likelier to go together by, in hundredths of a nat, if it stands in
/// `spread` of `units` units: the ratio of how often a name survives to how often chance would put it there.
fn weight(units: usize, spread: u32) -> i32 {
    /// How often a name or a number survives a translation, by our own count.
    const SURVIVES: f64 = 0.7;
    /// No word is so rare that it outweighs everything else.
    const MOST: f64 = 500.0;
    #[expect(clippy::cast_precision_loss, reason = "units are fewer than 2^53")]
    let ratio = SURVIVES * units as f64 / f64::from(spread);
    #[expect(clippy::cast_possible_truncation, reason = "five hundred at most")]
    let weight = (100.0 * ratio.ln()).clamp(0.0, MOST) as i32;
    weight
}

/// Appends the anchors of one unit, and returns its characters.
fn read(unit: &str, out: &mut Vec<Anchor>) -> u32 {
    let (mut chars, mut start, mut opens) = (0, None, true);
    let mut close = |word: &str, opens: bool| {
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let capital = word.starts_with(char::is_uppercase);
        let coined = capitals > usize::from(capital) || !number && word.contains(|c: char| c.is_ascii_digit());
        // Where a sentence begins every word has its capital.
        if word.len() >= 2 && (number || coined || capital && !opens) {
            out.push(Anchor { key: fold::key(word), id: 0, number, weight: 0 });
        }
    };
    for (at, c) in unit.char_indices() {
        chars += 1;
        if c.is_alphanumeric() || fold::is_combining(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            close(&unit[start..at], opens);
            opens = false;
        }
        opens |= matches!(c, '.' | '!' | '?' | ':' | '…' | '|');
    }
    if let Some(start) = start {
        close(&unit[start..], opens);
    }
    chars
}

#[cfg(test)]
mod tests {
    use super::{Side, read};

    fn anchors(unit: &str) -> usize {
        let mut out = Vec::new();
        read(unit, &mut out);
        out.len()
    }

    #[test]
    fn numbers_and_names_are_anchors() {
        for (unit, count) in [
            ("The town of Zorbourg has 14,000 houses", 3),
            ("Nobody came. Nobody ever does.", 0),
            ("| Docker | GPT4 | NATO |", 2),
            ("l'OpenAI", 1),
            ("a 3 b", 0),
        ] {
            assert_eq!(anchors(unit), count, "{unit}");
        }
    }

    #[test]
    fn units_are_lines_or_sentences() {
        let text = "Rien. Deux.\n\nMme. Zorb dort.";
        assert_eq!((Side::lines(text).len(), Side::sentences(text).len()), (2, 3));
        assert_eq!(Side::lines("éà\nb").before, [0, 2, 3]);
    }
}
