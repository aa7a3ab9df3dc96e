//! What no example of the glossaries needs, by rule, and how much is covered.

use crate::measure::{Cover, Item, Part, RuleCover};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many of some are needed by an example.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Share {
    noticed: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, noticed: bool) {
        self.all += 1;
        self.noticed += usize::from(noticed);
    }

    fn of<'i>(items: impl Iterator<Item = &'i Item>) -> Self {
        let mut share = Self::default();
        items.for_each(|item| share.add(item.noticed.is_some()));
        share
    }

    fn plus(self, other: Self) -> Self {
        Self { noticed: self.noticed + other.noticed, all: self.all + other.all }
    }
}

impl std::fmt::Display for Share {
    /// "3/4 (75.0 %)", rounded down: 100 % is all.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { noticed, all } = *self;
        let permille = (noticed * 1000).checked_div(all).unwrap_or(1000);
        write!(f, "{noticed}/{all} ({}.{} %)", permille / 10, permille % 10)
    }
}

/// What is covered of a pack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct PackCover {
    vetoes: Share,
    cues: Share,
}

/// The packs in order of their rules, each with its name.
fn packs(cover: &Cover) -> Vec<(&str, PackCover)> {
    let mut packs: Vec<(&str, PackCover)> = Vec::new();
    for rule in &cover.rules {
        let pack = rule.id.split_once('.').map_or(rule.id.as_str(), |(pack, _)| pack);
        let at = packs.iter().position(|(name, _)| *name == pack).unwrap_or_else(|| {
            packs.push((pack, PackCover::default()));
            packs.len() - 1
        });
        let own = &mut packs[at].1;
        own.vetoes = own.vetoes.plus(Share::of(rule.items.iter().filter(|item| item.part.is_veto())));
        own.cues = own.cues.plus(Share::of(rule.items.iter().filter(|item| item.part.is_cue())));
    }
    packs
}

fn total<'p>(packs: impl Iterator<Item = &'p PackCover>) -> PackCover {
    packs.fold(PackCover::default(), |sum, pack| PackCover {
        vetoes: sum.vetoes.plus(pack.vetoes),
        cues: sum.cues.plus(pack.cues),
    })
}

fn features(cover: &Cover) -> Share {
    let mut share = Share::default();
    cover.features.iter().for_each(|feature| share.add(feature.noticed.is_some()));
    share
}

/// Writes what no example needs, by rule, and the shares of what one does need.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn cover(cover: &Cover, out: &mut dyn Write) -> io::Result<()> {
    for rule in &cover.rules {
        write_rule(rule, out)?;
    }
    let unnoticed = || cover.features.iter().filter_map(|f| Some((f.feature.id(), f.why.as_deref()?)));
    if unnoticed().next().is_some() {
        writeln!(out, "features")?;
    }
    for (id, why) in unnoticed() {
        writeln!(out, "  {id}: {why}")?;
    }
    let packs = packs(cover);
    let all = total(packs.iter().map(|(_, pack)| pack));
    // Cues may not have been asked for.
    let shares = |PackCover { vetoes, cues }: PackCover| match all.cues.all {
        0 => format!("vetoes {vetoes}"),
        _ => format!("vetoes {vetoes}, cues {cues}"),
    };
    for (name, pack) in &packs {
        writeln!(out, "{name:<20} {}", shares(*pack))?;
    }
    let shown = if cover.features.is_empty() { String::new() } else { format!(", features {}", features(cover)) };
    writeln!(out, "needed by an example: {}{shown}", shares(all))
}

/// Items of one sort that are not noticed for the same reason share a line: most cues stand in no example.
fn write_rule(rule: &RuleCover, out: &mut dyn Write) -> io::Result<()> {
    let mut lines: Vec<((Part, &str), Vec<&str>)> = Vec::new();
    for (item, why) in rule.items.iter().filter_map(|item| Some((item, item.why.as_deref()?))) {
        let key = (item.part, why);
        match lines.iter_mut().find(|(line, _)| *line == key) {
            Some((_, texts)) => texts.push(&item.text),
            None => lines.push((key, vec![&item.text])),
        }
    }
    if !lines.is_empty() {
        writeln!(out, "{}", rule.id)?;
    }
    for ((part, why), texts) in lines {
        writeln!(out, "  {} “{}”: {why}", part.as_str(), texts.join("”, “"))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Json<'c> {
    packs: BTreeMap<&'c str, PackCover>,
    all: PackCover,
    features_noticed: Share,
    #[serde(flatten)]
    cover: &'c Cover,
}

/// Writes everything as one JSON object.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn write_json(cover: &Cover, out: &mut dyn Write) -> io::Result<()> {
    let packs: BTreeMap<&str, PackCover> = packs(cover).into_iter().collect();
    let all = total(packs.values());
    let json = Json { packs, all, features_noticed: features(cover), cover };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}
