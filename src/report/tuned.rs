//! How a fit of the weights went.

use crate::measure::tune::{Strength, Summary};
use std::io::{self, Write};

/// Writes `summary` for people.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn tuned(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let ((names, words), (text_names, text_words)) = (summary.examples, summary.text);
    writeln!(
        out,
        "places: {names} names and {words} native words in examples, {text_names} and {text_words} in texts"
    )?;
    writeln!(out, "\nstrength   loss on what was left out, and above the smallest")?;
    for &Strength { strength, loss, excess, error } in &summary.strengths {
        let chosen = if strength.total_cmp(&summary.strength).is_eq() { "  ← chosen" } else { "" };
        writeln!(out, "{strength:>8}   {loss:.5}   {excess:.5} ± {error:.5}{chosen}")?;
    }
    if summary.used > summary.strength {
        writeln!(out, "used {}: with less some example no longer holds", summary.used)?;
    }
    writeln!(out, "\nloss of all places: {:.5} before, {:.5} after", summary.loss.0, summary.loss.1)?;
    writeln!(out, "\n{:<30} {:>7} {:>7} {:>6}", "row", "places", "before", "after")?;
    for &(id, places, before, after) in &summary.rows {
        let moved = if before == after { "" } else { "  *" };
        writeln!(out, "{id:<30} {places:>7} {before:>7} {after:>6}{moved}")?;
    }
    writeln!(out, "\nscore  predicted  observed  places")?;
    for bin in &summary.reliability {
        writeln!(out, "{:>5} {:>10.4} {:>9.4} {:>7}", bin.score, bin.predicted, bin.observed, bin.places)?;
    }
    writeln!(out, "\nexamples that do not hold with these weights: {}", summary.failed.len())?;
    for failure in &summary.failed {
        writeln!(out, "{failure}")?;
    }
    Ok(())
}
