//! `rules`: list, show, test, cover and lint the glossaries.

use super::args::{Common, ListFormat, RulesCommand};
use super::exit::Exit;
use super::settings;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::error::Error;
use crate::glossary::schema::Status;
use crate::glossary::{Class, Entry, Quantity, Rendering, Termbase, load};
use crate::measure::{self, Cover, examples};
use crate::report;
use serde::Serialize;
use std::io::Write;

/// A rule as `rules list --format json` has it.
#[derive(Debug, Serialize)]
struct RuleJson<'e> {
    id: &'e str,
    name: &'e str,
    /// The entry's kind, or "quantity".
    kind: &'e str,
    pack: &'e str,
    status: Status,
    /// Words, or a pattern between slashes.
    instead_of: Vec<String>,
    examples: usize,
}

/// Runs a `rules` command.
///
/// # Errors
///
/// Returns the faults of the glossaries, or a failed write.
pub fn rules(command: &RulesCommand, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let here = std::env::current_dir().map_err(|error| Error::io("the current folder", error))?;
    let file = settings::nearest(&here, common);
    let (settings, termbase) = settings::load(file.as_deref(), common, Termbase::load).map_err(Error::glossary)?;
    match command {
        RulesCommand::List { format } => list(&termbase, *format, out),
        RulesCommand::Show { id } => show(&termbase, id, out),
        RulesCommand::Test { id } => test(&settings.engine(termbase), id.as_deref().unwrap_or_default(), out),
        RulesCommand::Cover { id, vetoes, format } => {
            let engine = settings.engine(termbase);
            let of = if *vetoes { measure::cover_vetoes } else { measure::cover };
            cover(&of(&engine, id.as_deref().unwrap_or_default()), id.as_deref(), *format, out)
        }
        RulesCommand::Lint => lint(&termbase, out),
    }
}

/// A rendering as it is shown.
fn written(rendering: &Rendering) -> String {
    let pattern = rendering.pattern.as_ref().map(|pattern| pattern.as_str().trim_start_matches("(?i)"));
    pattern.map_or_else(|| rendering.text.clone(), |pattern| format!("/{pattern}/"))
}

fn of_entry<'e>(termbase: &'e Termbase, entry: &'e Entry) -> RuleJson<'e> {
    RuleJson {
        id: &entry.id,
        name: &entry.name,
        kind: &entry.kind,
        pack: &termbase.packs[entry.place.0].file.pack.id,
        status: entry.status,
        instead_of: entry.renderings.iter().map(written).collect(),
        examples: entry.change.len() + entry.keep.len() + entry.silent.len(),
    }
}

fn of_quantity(quantity: &Quantity) -> RuleJson<'_> {
    RuleJson {
        id: &quantity.id,
        name: &quantity.table.becomes_plural,
        kind: "quantity",
        pack: quantity.id.split_once('.').map_or("", |(pack, _)| pack),
        status: Status::On,
        instead_of: vec![quantity.table.unit.clone()],
        examples: quantity.table.change.len() + quantity.table.keep.len() + quantity.table.silent.len(),
    }
}

fn list(termbase: &Termbase, format: ListFormat, out: &mut dyn Write) -> Result<Exit, Error> {
    let entries = termbase.entries.iter().map(|entry| of_entry(termbase, entry));
    let rules = entries.chain(termbase.quantities.iter().map(of_quantity));
    if format == ListFormat::Json {
        let json = serde_json::to_string_pretty(&rules.collect::<Vec<_>>());
        writeln!(out, "{}", json.map_err(|error| Error::output(error.into()))?).map_err(Error::output)?;
        return Ok(Exit::Done);
    }
    for rule in rules {
        writeln!(out, "{:<34} {:<24} {}", rule.id, rule.name, rule.instead_of.join(", ")).map_err(Error::output)?;
    }
    Ok(Exit::Done)
}

fn show(termbase: &Termbase, id: &str, out: &mut dyn Write) -> Result<Exit, Error> {
    let quantity = termbase.quantities.iter().find(|quantity| quantity.id == id).map(show_quantity);
    let Some(text) = termbase.by_id(id).map(|entry| show_entry(termbase, entry)).or(quantity) else {
        let quantities = termbase.quantities.iter().map(|quantity| quantity.id.as_str());
        let known = termbase.entries.iter().map(|entry| entry.id.as_str()).chain(quantities);
        let cure = load::nearest(id, known)
            .map_or_else(|| "`decalque rules list` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(Error::settings(format!("no rule has the id `{id}` ({cure})")));
    };
    out.write_all(text.as_bytes()).map_err(Error::output)?;
    Ok(Exit::Done)
}

fn show_quantity(quantity: &Quantity) -> String {
    let table = &quantity.table;
    let mut text = format!("{}: {} (quantity)\n", quantity.id, table.becomes_plural);
    text.push_str(&format!(
        "instead of: {} {} and more → {}, {}\n",
        table.from, table.unit, table.becomes, table.becomes_plural
    ));
    examples_of(&table.change, [&table.keep, &table.silent], &mut text);
    text
}

fn examples_of(change: &[(String, String)], [keep, silent]: [&[String]; 2], text: &mut String) {
    for (before, after) in change {
        text.push_str(&format!("change: {before}\n     → : {after}\n"));
    }
    for keep in keep {
        text.push_str(&format!("keep: {keep}\n"));
    }
    for silent in silent {
        text.push_str(&format!("silent: {silent}\n"));
    }
}

fn show_entry(termbase: &Termbase, entry: &Entry) -> String {
    let kind = termbase.kind(entry);
    let mut text = format!("{}: {} ({}, {})\n", entry.id, entry.name, entry.kind, kind.about);
    text.push_str(&format!("from {}\n", termbase.packs[entry.place.0].source.name));
    if entry.forms.len() > 1 {
        text.push_str(&format!("also right: {}\n", entry.forms[1..].join(", ")));
    }
    for rendering in &entry.renderings {
        let class = match rendering.class {
            Class::Sure => "means nothing else",
            Class::Drift => "the name misspelled",
            Class::Foreign => "no word of the language",
            Class::Phrase => "rarely stands together",
            Class::Ordinary => "an ordinary word",
        };
        text.push_str(&format!(
            "instead of: {} → {} ({class}, {} at most)\n",
            written(rendering),
            rendering.form,
            rendering.ceiling.as_str()
        ));
    }
    let cues: Vec<&str> = entry.cues.iter().map(|cue| termbase.cues[cue.id.0 as usize].as_str()).collect();
    if !cues.is_empty() {
        text.push_str(&format!("near: {}\n", cues.join(", ")));
    }
    if !entry.given.is_empty() {
        let names: usize = entry.given.iter().map(|list| list.len()).sum();
        text.push_str(&format!("given: after {names} given name(s)\n"));
    }
    for phrase in &entry.never {
        text.push_str(&format!("never: {}\n", phrase.text));
    }
    examples_of(&entry.change, [&entry.keep, &entry.silent], &mut text);
    text
}

fn test(engine: &Engine, prefix: &str, out: &mut dyn Write) -> Result<Exit, Error> {
    let (count, failed) = examples(engine, prefix);
    for failure in &failed {
        writeln!(out, "{failure}").map_err(Error::output)?;
    }
    writeln!(out, "{count} example(s), {} failed", failed.len()).map_err(Error::output)?;
    if count == 0 {
        return Err(no_rule(prefix));
    }
    Ok(if failed.is_empty() { Exit::Done } else { Exit::Findings })
}

fn cover(covered: &Cover, prefix: Option<&str>, format: ListFormat, out: &mut dyn Write) -> Result<Exit, Error> {
    if covered.rules.is_empty() {
        return Err(no_rule(prefix.unwrap_or_default()));
    }
    match format {
        ListFormat::Text => report::cover(covered, out).map_err(Error::output)?,
        ListFormat::Json => report::cover_json(covered, out).map_err(Error::output)?,
    }
    Ok(if covered.holds() { Exit::Done } else { Exit::Findings })
}

fn no_rule(prefix: &str) -> Error {
    Error::settings(format!("no rule's id begins with `{prefix}` (`decalque rules list` lists all)"))
}

fn lint(termbase: &Termbase, out: &mut dyn Write) -> Result<Exit, Error> {
    let mut notes = Vec::new();
    for entry in &termbase.entries {
        let id = &entry.id;
        if entry.keep.is_empty() {
            notes.push(format!("{id}: no keep example: show a text that must stay"));
        }
        for rendering in
            entry.renderings.iter().filter(|r| r.class == Class::Ordinary && r.ceiling == Applicability::Safe)
        {
            if entry.never.is_empty() && rendering.everyday {
                notes.push(format!("{id}: `{}` is an everyday word and no `never` phrase protects it", rendering.text));
            }
        }
        if entry.cues.len() == 1 {
            notes.push(format!("{id}: a single cue: texts without it are left alone"));
        }
    }
    for note in &notes {
        writeln!(out, "{note}").map_err(Error::output)?;
    }
    writeln!(out, "{} entries, {} note(s)", termbase.entries.len(), notes.len()).map_err(Error::output)?;
    Ok(if notes.is_empty() { Exit::Done } else { Exit::Findings })
}
