//! `learn`: from texts and their sources, how the engine that translated them renders names.

use super::args::{Common, LearnArgs};
use super::exit::Exit;
use super::output::Replacement;
use super::resources::{capped, target};
use super::session::{complain, pool};
use super::settings;
use crate::dictionary::{Dictionary, Fate};
use crate::error::Error;
use crate::format::{self, Body, Markup, ReadOptions};
use crate::learn::{self, Corpus};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;
use std::sync::Arc;

/// Most bytes of a text or of its source, where each is a file.
const MOST: u64 = 256 << 20;

/// Lines of two files that are aligned at once, where both have as many.
const LINES: usize = 1_000;

/// Learns from what `args` name and writes the renderings.
///
/// # Errors
///
/// Returns what is wrong with the options, or that nothing can be learned.
pub fn learn(args: &LearnArgs, common: &Common) -> Result<Exit, Error> {
    let pool = pool(common)?;
    let dictionary = dictionary(common)?;
    // Before the work rather than after it: a folder that is not there is known now.
    let mut table = Replacement::at(&args.output)?;
    let mut reading = Reading::default();
    match (&args.source_field, args.paths.as_slice()) {
        (Some(field), paths) => {
            for path in paths {
                reading.records(path, args.field.as_deref().unwrap_or("text"), field)?;
            }
        }
        (None, [source, text]) if args.field.is_none() => reading.files(source, text)?,
        (None, _) => {
            return Err(Error::settings(
                "name a SOURCE and a TARGET, its translation; or JSON Lines that have both, with --source-field",
            ));
        }
    }
    let corpus = &reading.corpus;
    if let Some(code) = corpus.foreign(target()) {
        return Err(Error::settings(format!(
            "the translations are in `{code}`, not in `{}`: are source and translation exchanged?",
            target().code()
        )));
    }
    if corpus.is_empty() {
        return Err(Error::settings(format!(
            "there is nothing to learn from: of {} pair(s) none has at most {} words on each side; give texts whose \
             lines are the translations of the lines of their sources",
            corpus.passed,
            crate::align::word::LONGEST
        )));
    }
    let renderings = pool.install(|| learn::learn(corpus, target(), &dictionary, args.min_count as usize));
    let fail = |error| Error::io(args.output.display().to_string(), error);
    table.write_all(renderings.to_toml().as_bytes()).map_err(fail)?;
    table.finish(false)?;
    complain(&format!(
        "{} written: names that are lost: {}, unclear: {}, translated: {}, kept: {}; learned from {} pair(s), {} words of \
         source",
        args.output.display(),
        renderings.count(Fate::Lost),
        renderings.count(Fate::Unclear),
        renderings.count(Fate::Translated),
        renderings.count(Fate::Kept),
        corpus.len(),
        corpus.words()
    ));
    if corpus.passed > 0 {
        complain(&format!(
            "{} pair(s) were passed over: a side has no words, or more than {}",
            corpus.passed,
            crate::align::word::LONGEST
        ));
    }
    if reading.full {
        complain(&format!("there is more, but {} words are enough; the rest was not read", learn::MOST));
    }
    Ok(if reading.malformed > 0 { Exit::Unreadable } else { Exit::Done })
}

/// The dictionaries of the command line and of the settings that hold here.
fn dictionary(common: &Common) -> Result<Arc<Dictionary>, Error> {
    let here = std::env::current_dir().map_err(|error| Error::io("the current folder", error))?;
    let (settings, _, faults) = settings::sources(settings::nearest(&here, common).as_deref(), common, None);
    if !faults.is_empty() {
        return Err(Error::glossary(faults));
    }
    settings.notes.iter().for_each(|note| complain(note));
    Ok(settings.dictionary)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    corpus: Corpus,
    malformed: usize,
    full: bool,
}

impl Reading {
    /// Takes in the records of `path` that have both fields.
    fn records(&mut self, path: &Path, field: &str, source_field: &str) -> Result<(), Error> {
        let name = path.display().to_string();
        let options = ReadOptions {
            field: field.to_owned(),
            source_field: Some(source_field.to_owned()),
            markup: Markup::Plain,
            ..ReadOptions::default()
        };
        let file = File::open(path).map_err(|error| Error::io(&name, error))?;
        let format = format::by_name("jsonl").expect("the table of formats has jsonl");
        let mut alone = 0;
        for record in format.records(Box::new(BufReader::new(file)), &name, &options) {
            match record.map_err(|error| Error::io(&name, error))?.body {
                Body::Document { document, .. } => match document.source {
                    Some(source) => self.add(&document.text, &source),
                    None => alone += 1,
                },
                Body::Malformed { message, .. } => {
                    self.malformed += 1;
                    complain(&format!("{name}: {message}; passed over"));
                }
                Body::Blank => {}
            }
            if self.full {
                break;
            }
        }
        if alone > 0 {
            complain(&format!("{name}: {alone} record(s) have no text in `{source_field}`; passed over"));
        }
        Ok(())
    }

    /// Takes in a text and its source.
    fn files(&mut self, source: &Path, text: &Path) -> Result<(), Error> {
        let (source, text) = (read(source)?, read(text)?);
        let lines = |text: &str| text.lines().count();
        if lines(&source) != lines(&text) {
            self.add(&text, &source);
            return Ok(());
        }
        let (mut source, mut text) = (source.as_str(), text.as_str());
        while !text.is_empty() || !source.is_empty() {
            let (one, other) = (take(&mut text), take(&mut source));
            self.add(one, other);
        }
        Ok(())
    }

    fn add(&mut self, text: &str, source: &str) {
        self.full |= !self.corpus.add(text, source);
    }
}

/// Takes the next [`LINES`] lines off `text`.
fn take<'t>(text: &mut &'t str) -> &'t str {
    let end = text.match_indices('\n').nth(LINES - 1).map_or(text.len(), |(at, _)| at + 1);
    let (head, rest) = text.split_at(end);
    *text = rest;
    head.trim_end_matches(['\n', '\r'])
}

fn read(path: &Path) -> Result<String, Error> {
    let name = path.display().to_string();
    let bytes = capped(path, MOST).map_err(|error| Error::io(&name, error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = str::from_utf8(&error.as_bytes()[..error.utf8_error().valid_up_to()]).unwrap_or_default();
        let line = sound.matches('\n').count() + 1;
        Error::input(format!("{name}: line {line}: not UTF-8; convert it, as with `iconv -f latin1 -t utf-8`"))
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), str::to_owned))
}
