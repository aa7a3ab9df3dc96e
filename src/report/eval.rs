//! What was measured, for a person at a terminal; programs read the same as JSON.

use crate::measure::eval::{Calibration, Compared, Controlled, Measure, Measured, Row, Setting, Shown, Sort, digits};
use std::io::{self, Write};

/// Characters of the first column of a table.
const KEY: usize = 44;

/// Writes the results of a run.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn measured(measured: &Measured, out: &mut dyn Write) -> io::Result<()> {
    for folder in &measured.folders {
        head(&folder.setting, out)?;
        writeln!(out, "  {}", folder.measure.counts.line(folder.setting.gold))?;
        figures(&folder.measure, out)?;
    }
    writeln!(out, "all together")?;
    let Measure { counts, figures: all } = &measured.all;
    writeln!(
        out,
        "  recall {}  F0.5 {}  silver {}  exact {}  harmed lines {} per 1,000",
        digits(all.recall, 3),
        digits(all.f05, 3),
        share(counts.silver_found, counts.silver, all.silver),
        share(counts.exact, counts.clean, all.exact),
        digits(all.harmed_per_1000_lines, 2)
    )?;
    figures(&measured.all, out)?;
    for (title, rows) in [
        ("by entry", &measured.tables.by_entry),
        ("by kind of evidence", &measured.tables.by_kind),
        ("by evidence", &measured.tables.by_evidence),
        ("by wrong form", &measured.tables.by_rendering),
    ] {
        table(title, rows, out)?;
    }
    calibration("confidence, evidence weighed", &measured.reliability.weighed, out)?;
    calibration("confidence, by the tier of a fixed rule", &measured.reliability.ruled, out)?;
    if !measured.worst.is_empty() {
        writeln!(out, "\nwrong edits, the surest first")?;
    }
    measured.worst.iter().try_for_each(|shown| place("", shown, out))
}

/// Writes how two runs differ.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn compared(compared: &Compared, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "A is {}, B is {}", compared.a, compared.b)?;
    for folder in &compared.folders {
        head(&folder.setting, out)?;
        writeln!(out, "  A {}", folder.a.counts.line(folder.setting.gold))?;
        writeln!(out, "  B {}", folder.b.counts.line(folder.setting.gold))?;
        writeln!(out, "  {} edit(s) the same, {} not", folder.same, folder.differences.len())?;
        for difference in &folder.differences {
            place(&format!("only {:?} ", difference.only), &difference.place, out)?;
        }
    }
    for (name, all) in [("A", &compared.all_a), ("B", &compared.all_b)] {
        writeln!(out, "all together, {name}")?;
        figures(all, out)?;
    }
    Ok(())
}

/// Writes what glossaries of invented names did.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn controlled(controlled: &Controlled, out: &mut dyn Write) -> io::Result<()> {
    for folder in &controlled.folders {
        head(&folder.setting, out)?;
        let control = &folder.control;
        let (entries, places, failures) = (control.entries, control.places, control.failures.len());
        writeln!(out, "  {entries} invented names, their wrong forms at {places} places: {failures} edit(s)")?;
        for shown in &control.failures {
            place("", shown, out)?;
        }
    }
    Ok(())
}

fn head(setting: &Setting, out: &mut dyn Write) -> io::Result<()> {
    let source = if setting.source { "source given" } else { "source withheld" };
    writeln!(out, "{}: {}, {source}, {}", setting.folder, setting.gold.as_str(), setting.tier.as_str())
}

/// `hits/of = share`
fn share(hits: usize, of: usize, share: f64) -> String {
    format!("{hits}/{of} = {}", digits(share, 3))
}

fn figures(measure: &Measure, out: &mut dyn Write) -> io::Result<()> {
    let Measure { counts, figures } = measure;
    let (low, high) = figures.precision_interval;
    writeln!(
        out,
        "  edits {}  right {}  wrong {}  unlisted {}  mended {}  precision {} (95 %: {} to {})",
        counts.edits,
        counts.right,
        counts.wrong,
        counts.unlisted,
        counts.mended,
        digits(figures.precision, 3),
        digits(low, 3),
        digits(high, 3)
    )?;
    writeln!(
        out,
        "  names back {}  of those that the glossaries know {}  edits/million words {}  documents touched {}/{}",
        share(counts.found, counts.lost, figures.recall),
        share(counts.known_found, counts.known, figures.recall_known),
        digits(figures.edits_per_million_words, 1),
        counts.touched,
        counts.documents
    )
}

fn table(title: &str, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns = ["edits", "right", "wrong", "unlisted", "mended"];
    writeln!(out, "\n{title:<KEY$} {}", columns.map(|column| format!("{column:>9}")).concat())?;
    for row in rows {
        let cells = [row.edits, row.right, row.wrong, row.unlisted, row.mended];
        writeln!(out, "{:<KEY$} {}", row.key, cells.map(|cell| format!("{cell:>9}")).concat())?;
    }
    Ok(())
}

fn calibration(title: &str, calibration: &Calibration, out: &mut dyn Write) -> io::Result<()> {
    let columns = ["findings", "right", "predicted", "observed"];
    writeln!(out, "\n{title:<KEY$} {}  95 %", columns.map(|column| format!("{column:>10}")).concat())?;
    for bin in &calibration.bins {
        let cells = [bin.count.to_string(), bin.right.to_string(), digits(bin.predicted, 4), digits(bin.observed, 4)];
        let range = format!("{} to {}", digits(bin.from, 4), digits(bin.to, 4));
        let interval = format!("{} to {}", digits(bin.interval.0, 3), digits(bin.interval.1, 3));
        writeln!(out, "{range:<KEY$} {}  {interval}", cells.map(|cell| format!("{cell:>10}")).concat())?;
    }
    writeln!(
        out,
        "{} finding(s) judged, suggestions too; gold is silent on {}; expected calibration error {}",
        calibration.judged,
        calibration.silent,
        digits(calibration.expected_error, 4)
    )
}

/// A place in its line, with what is behind it.
fn place(before: &str, shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
    let what = match shown.sort {
        Sort::Changed => "",
        Sort::Broken => ", broken French",
        Sort::Reshaped => ", lines no longer correspond",
    };
    let judgement = shown.judgement;
    writeln!(out, "{before}{} {}:{} {judgement}{what}", shown.folder, shown.document, shown.line)?;
    let line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
    let (old, new) = (line(&shown.old), line(&shown.new));
    let mark = |open: &str, text: &str, close: &str| {
        if text.is_empty() { String::new() } else { format!("{open}{text}{close}") }
    };
    let (old, new) = (mark("[-", &old, "-]"), mark("{+", &new, "+}"));
    writeln!(out, "  {}{old}{new}{}", line(&shown.left), line(&shown.right))?;
    for behind in &shown.behind {
        let reasons = behind.evidence.iter().map(|reason| {
            let weight = reason.weight.map_or_else(|| "veto".to_owned(), |weight| format!("{weight:+}"));
            format!("{} {weight}", reason.feature)
        });
        let reasons =
            if behind.evidence.is_empty() { behind.because.clone() } else { reasons.collect::<Vec<_>>().join(", ") };
        writeln!(
            out,
            "  {} score {} confidence {}: {reasons}",
            behind.rule,
            behind.score,
            digits(behind.confidence, 4)
        )?;
    }
    Ok(())
}
