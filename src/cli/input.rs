//! Where texts come from: files, folders, standard input.

use super::args::{Input, MarkupArg};
use super::settings::Settings;
use crate::error::Error;
use crate::format::{self, Format, Markup, ReadOptions};
use std::fs::File;
use std::io::{BufRead, BufReader, stdin};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Place {
    /// What findings call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Opens it.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be opened.
    pub fn open(&self) -> Result<Box<dyn BufRead>, Error> {
        match self {
            Self::Stdin => Ok(Box::new(stdin().lock())),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| Error::io(self.name(), error))?;
                Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
            }
        }
    }

    /// The format of it: by its name's ending, and JSON Lines where a field is named.
    #[must_use]
    pub fn format(&self, input: &Input) -> &'static dyn Format {
        let jsonl = || format::by_name("jsonl");
        let text = || format::by_name("text");
        let known = match self {
            Self::File(path) => {
                path.extension().and_then(|e| e.to_str()).and_then(|e| format::by_extension(&e.to_lowercase()))
            }
            Self::Stdin => None,
        };
        let named = if input.field.is_some() { jsonl() } else { text() };
        known.or(named).expect("the table of formats has jsonl and text")
    }
}

/// All places of `input`, folders walked in order of name; what is not to be found is an error of its own.
#[must_use]
pub fn places(input: &Input) -> Vec<Result<Place, Error>> {
    if input.paths.is_empty() {
        return vec![Ok(Place::Stdin)];
    }
    input.paths.iter().flat_map(|path| below(path)).collect()
}

fn below(path: &Path) -> Vec<Result<Place, Error>> {
    if path == Path::new("-") {
        return vec![Ok(Place::Stdin)];
    }
    if !path.is_dir() {
        return vec![Ok(Place::File(path.to_owned()))];
    }
    let mut places: Vec<Result<Place, Error>> = Vec::new();
    for item in ignore::WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build() {
        match item {
            Ok(item) if item.file_type().is_some_and(|kind| kind.is_file()) => {
                let ending = item.path().extension().and_then(|e| e.to_str()).map(str::to_lowercase);
                if ending.is_some_and(|ending| format::by_extension(&ending).is_some()) {
                    places.push(Ok(Place::File(item.into_path())));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let message = error.to_string();
                let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other(message));
                places.push(Err(Error::io(path.display().to_string(), cause)));
            }
        }
    }
    places
}

/// The options of the readers.
#[must_use]
pub fn options(input: &Input, settings: &Settings) -> ReadOptions {
    let defaults = ReadOptions::default();
    ReadOptions {
        field: input.field.clone().or_else(|| settings.field.clone()).unwrap_or(defaults.field),
        source_field: input.source_field.clone(),
        markup: match input.markup {
            MarkupArg::Detect => Markup::Detect,
            MarkupArg::Plain => Markup::Plain,
            MarkupArg::Markdown => Markup::Markdown,
        },
        cap: defaults.cap,
    }
}
