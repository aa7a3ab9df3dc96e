//! Where texts come from: files, folders, standard input.

use super::args::{Input, MarkupArg};
use super::settings::Settings;
use crate::error::Error;
use crate::format::{self, Format, Markup, ReadOptions};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, stdin};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// Something in a folder that cannot be reached, and why.
    Lost(PathBuf, String),
}

impl Place {
    /// What findings call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) | Self::Lost(path, _) => path.display().to_string(),
        }
    }

    /// The folder whose settings hold for it; `here` is the current one.
    #[must_use]
    pub fn folder(&self, here: &Path) -> PathBuf {
        match self {
            Self::Stdin => here.to_owned(),
            Self::File(path) | Self::Lost(path, _) => here.join(path).parent().unwrap_or(here).to_owned(),
        }
    }

    /// Opens it and says which format it is read as: JSON Lines where the user names a field, whatever the
    /// file is called; else by the name's ending. A field in the settings file names the one of files that are
    /// JSON Lines, and standard input is taken for those if it begins like them.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be opened, or that it cannot have fields.
    pub fn open(&self, input: &Input, settings: &Settings) -> Result<(Box<dyn BufRead>, &'static dyn Format), Error> {
        let fail = |error| Error::io(self.name(), error);
        let by_name = |name| format::by_name(name).expect("the table of formats has jsonl and text");
        match self {
            Self::Lost(path, message) => Err(Error::input(format!("{}: {message}", path.display()))),
            Self::Stdin if input.field.is_some() => Ok((Box::new(stdin().lock()), by_name("jsonl"))),
            Self::Stdin if settings.field.is_some() => {
                let (reader, object) = begins_with_object(stdin().lock()).map_err(fail)?;
                Ok((Box::new(reader), by_name(if object { "jsonl" } else { "text" })))
            }
            Self::Stdin => Ok((Box::new(stdin().lock()), by_name("text"))),
            Self::File(path) => {
                let ending = path.extension().and_then(|ending| ending.to_str());
                let known = ending.and_then(format::by_extension);
                let format = match &input.field {
                    Some(field) if known.is_some_and(|format| format.name() == "markdown") => {
                        return Err(Error::input(format!(
                            "{}: Markdown by its name, which has no field `{field}`; leave --field out, or give a \
                             file of JSON Lines another name",
                            self.name()
                        )));
                    }
                    Some(_) => by_name("jsonl"),
                    None => known.unwrap_or_else(|| by_name("text")),
                };
                let file = File::open(path).map_err(fail)?;
                Ok((Box::new(BufReader::with_capacity(1 << 16, file)), format))
            }
        }
    }
}

/// Whether the first byte of `reader` that is no blank opens a JSON object, and all of `reader` again.
fn begins_with_object(mut reader: impl BufRead) -> io::Result<(impl BufRead, bool)> {
    /// Nobody begins a corpus with more blanks than this.
    const BLANKS: u64 = 1 << 16;
    let mut head = Vec::new();
    for byte in reader.by_ref().take(BLANKS).bytes() {
        let byte = byte?;
        head.push(byte);
        // The three bytes of a byte-order mark count as blanks.
        if !byte.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(&byte) {
            break;
        }
    }
    let object = head.ends_with(b"{");
    Ok((Cursor::new(head).chain(reader), object))
}

/// All places of `input`, folders walked in order of name.
#[must_use]
pub fn places(input: &Input) -> Vec<Place> {
    if input.paths.is_empty() {
        return vec![Place::Stdin];
    }
    input.paths.iter().flat_map(|path| below(path)).collect()
}

fn below(path: &Path) -> Vec<Place> {
    if path == Path::new("-") {
        return vec![Place::Stdin];
    }
    if !path.is_dir() {
        return vec![Place::File(path.to_owned())];
    }
    let mut places = Vec::new();
    for item in ignore::WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build() {
        match item {
            Ok(item) if item.file_type().is_some_and(|kind| kind.is_file()) => {
                let ending = item.path().extension().and_then(|ending| ending.to_str());
                if ending.is_some_and(|ending| format::by_extension(ending).is_some()) {
                    places.push(Place::File(item.into_path()));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let message = error.to_string();
                let cause = error.into_io_error().map_or(message, |error| error.to_string());
                places.push(Place::Lost(path.to_owned(), cause));
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
        source: None,
        markup: match input.markup {
            MarkupArg::Detect => Markup::Detect,
            MarkupArg::Plain => Markup::Plain,
            MarkupArg::Markdown => Markup::Markdown,
        },
        cap: (input.max_size as usize) << 20,
    }
}

#[cfg(test)]
mod tests {
    use super::begins_with_object;
    use std::io::Read;

    #[test]
    fn what_was_looked_at_is_read_again() {
        let blanks = " ".repeat(1 << 17);
        for (text, wanted) in [
            ("{\"a\":1}", true),
            ("\u{FEFF}\r\n {", true),
            ("l'objectif {", false),
            ("", false),
            (" \n", false),
            ("é{", false),
            (blanks.as_str(), false),
        ] {
            let (mut reader, object) = begins_with_object(text.as_bytes()).unwrap();
            let mut again = String::new();
            reader.read_to_string(&mut again).unwrap();
            assert_eq!((again.as_str(), object), (text, wanted));
        }
    }
}
