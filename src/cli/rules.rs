//! `rules`: list, show, test and lint the glossaries.

use super::args::{Common, ListFormat, RulesCommand};
use super::exit::Exit;
use super::settings;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::error::Error;
use crate::glossary::{Class, Entry, Termbase, load};
use crate::measure::examples;
use serde::Serialize;
use std::io::Write;

/// An entry as `rules list --format json` has it.
#[derive(Debug, Serialize)]
struct EntryJson<'e> {
    id: &'e str,
    name: &'e str,
    kind: &'e str,
    pack: &'e str,
    status: crate::glossary::schema::Status,
    instead_of: Vec<&'e str>,
    examples: usize,
}

/// Runs a `rules` command.
///
/// # Errors
///
/// Returns the faults of the glossaries, or a failed write.
pub fn rules(command: &RulesCommand, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let here = std::env::current_dir().map_err(|error| Error::io("the current folder", error))?;
    let settings = settings::find(&here, common)?;
    let termbase = settings::termbase(&settings, common)?;
    match command {
        RulesCommand::List { format } => list(&termbase, *format, out),
        RulesCommand::Show { id } => show(&termbase, id, out),
        RulesCommand::Test { id } => test(termbase, id.as_deref().unwrap_or_default(), out),
        RulesCommand::Lint => lint(&termbase, out),
    }
}

fn list(termbase: &Termbase, format: ListFormat, out: &mut dyn Write) -> Result<Exit, Error> {
    let row = |entry: &'_ Entry| (entry.renderings.iter().map(|r| r.text.clone()).collect::<Vec<_>>()).join(", ");
    if format == ListFormat::Json {
        let rows: Vec<EntryJson<'_>> = termbase
            .entries
            .iter()
            .map(|entry| EntryJson {
                id: &entry.id,
                name: &entry.name,
                kind: &entry.kind,
                pack: &termbase.packs[entry.place.0].file.pack.id,
                status: entry.status,
                instead_of: entry.renderings.iter().map(|r| r.text.as_str()).collect(),
                examples: entry.change.len() + entry.keep.len(),
            })
            .collect();
        let json = serde_json::to_string_pretty(&rows).map_err(|error| Error::output(error.into()))?;
        writeln!(out, "{json}").map_err(Error::output)?;
        return Ok(Exit::Done);
    }
    for entry in &termbase.entries {
        writeln!(out, "{:<34} {:<24} {}", entry.id, entry.name, row(entry)).map_err(Error::output)?;
    }
    Ok(Exit::Done)
}

fn show(termbase: &Termbase, id: &str, out: &mut dyn Write) -> Result<Exit, Error> {
    let Some(entry) = termbase.by_id(id) else {
        let cure = load::nearest(id, termbase.entries.iter().map(|entry| entry.id.as_str()))
            .map_or_else(|| "`decalque rules list` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(Error::settings(format!("no entry has the id `{id}` ({cure})")));
    };
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
            rendering.text,
            rendering.form,
            rendering.ceiling.as_str()
        ));
    }
    let cues: Vec<&str> = entry.cues.iter().map(|cue| termbase.cues[cue.id.0 as usize].as_str()).collect();
    if !cues.is_empty() {
        text.push_str(&format!("near: {}\n", cues.join(", ")));
    }
    for phrase in &entry.never {
        text.push_str(&format!("never: {}\n", phrase.text));
    }
    for (before, after) in &entry.change {
        text.push_str(&format!("change: {before}\n     → : {after}\n"));
    }
    for keep in &entry.keep {
        text.push_str(&format!("keep: {keep}\n"));
    }
    out.write_all(text.as_bytes()).map_err(Error::output)?;
    Ok(Exit::Done)
}

fn test(termbase: Termbase, prefix: &str, out: &mut dyn Write) -> Result<Exit, Error> {
    let engine = Engine::new(termbase);
    let (count, failed) = examples(&engine, prefix);
    for failure in &failed {
        writeln!(out, "{failure}").map_err(Error::output)?;
    }
    writeln!(out, "{count} example(s), {} failed", failed.len()).map_err(Error::output)?;
    if count == 0 {
        return Err(Error::settings(format!("no entry's id begins with `{prefix}` (`decalque rules list` lists all)")));
    }
    Ok(if failed.is_empty() { Exit::Done } else { Exit::Findings })
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
