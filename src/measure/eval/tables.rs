//! Which rules, which evidence and which wrong forms are behind right and wrong edits.

use super::Evaluation;
use super::judge::Judgement;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What one rule, one piece of evidence or one wrong form did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which one.
    pub key: String,
    /// Its edits that are right or wrong.
    pub edits: usize,
    /// Those that are right.
    pub right: usize,
    /// Those that are wrong.
    pub wrong: usize,
    /// Its edits on which gold is silent.
    pub unlisted: usize,
    /// Its small repairs beside a name that came back.
    pub mended: usize,
}

/// The tables, most wrong edits first. An edit that several are behind counts for each of them, so that a column
/// may add up to more than there are.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tables {
    /// By rule.
    pub by_entry: Vec<Row>,
    /// By kind of evidence; "none" where the rule alone decides.
    pub by_kind: Vec<Row>,
    /// By piece of evidence.
    pub by_evidence: Vec<Row>,
    /// By wrong form, in small letters, and right form.
    pub by_rendering: Vec<Row>,
}

/// What is behind an edit that nothing is known of.
const UNKNOWN: &str = "unknown";
/// The evidence of a rule that weighs none.
const NONE: &str = "none";

impl Tables {
    /// The tables over all of `evaluations`.
    #[must_use]
    pub fn of(evaluations: &[Evaluation<'_>]) -> Self {
        let mut maps: [BTreeMap<String, Row>; 4] = Default::default();
        for (_, output, place) in evaluations.iter().flat_map(Evaluation::all) {
            let behind = output.behind(place);
            let mut keys: [BTreeSet<String>; 4] = Default::default();
            for made in &behind {
                keys[0].insert(made.rule.clone());
                keys[1].extend(made.evidence.iter().map(|reason| reason.kind.to_owned()));
                keys[2].extend(made.evidence.iter().map(|reason| reason.feature.to_owned()));
                keys[3].insert(format!("{} → {}", made.wrong.to_lowercase(), made.right).replace('\n', " "));
                if made.evidence.is_empty() {
                    keys[1].insert(NONE.to_owned());
                    keys[2].insert(NONE.to_owned());
                }
            }
            for (map, mut keys) in maps.iter_mut().zip(keys) {
                if behind.is_empty() {
                    keys.insert(UNKNOWN.to_owned());
                }
                for key in keys {
                    let row = map.entry(key).or_default();
                    let column = match place.judgement {
                        Judgement::Right => &mut row.right,
                        Judgement::Wrong => &mut row.wrong,
                        Judgement::Unlisted => &mut row.unlisted,
                        Judgement::Mended => &mut row.mended,
                    };
                    *column += place.weight;
                }
            }
        }
        let [by_entry, by_kind, by_evidence, by_rendering] = maps.map(sorted);
        Self { by_entry, by_kind, by_evidence, by_rendering }
    }
}

fn sorted(map: BTreeMap<String, Row>) -> Vec<Row> {
    let mut rows: Vec<Row> =
        map.into_iter().map(|(key, row)| Row { key, edits: row.right + row.wrong, ..row }).collect();
    // Equals stay in the order of their keys.
    rows.sort_by_key(|row| Reverse((row.wrong, row.edits, row.unlisted, row.mended)));
    rows
}
