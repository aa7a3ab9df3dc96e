//! Containers of text: one file each behind [`Format`], and the table of them.

mod detect;
mod encoding;
mod front_matter;
mod jsonl;
mod markdown;
mod segmenter;
mod text;

pub use jsonl::Jsonl;
pub use markdown::Markdown;
pub use text::Text;

use crate::document::Document;
use crate::edit::Edit;
use crate::text::OffsetMap;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

/// How the text inside a record is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// Look at each text and decide.
    #[default]
    Detect,
    /// No markup.
    Plain,
    /// Markdown.
    Markdown,
}

/// What a reader needs to know beside the bytes.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Name of the field that holds the text of a record.
    pub field: String,
    /// Name of the field that holds the text that it was translated from, if the records have one.
    pub source_field: Option<String>,
    /// The text that a file which is one text was translated from, if it is known.
    pub source: Option<Arc<str>>,
    /// Markup of the text.
    pub markup: Markup,
    /// Most bytes that one document may have; a longer text file is cut between paragraphs, a longer
    /// record passes through unchanged and is reported.
    pub cap: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { field: "text".to_owned(), source_field: None, source: None, markup: Markup::Detect, cap: 16 << 20 }
    }
}

/// One piece of the input, in order; the pieces written one after the other are the output.
#[derive(Debug)]
pub struct Record {
    /// The bytes as they were read, line ending included.
    pub raw: Vec<u8>,
    /// What the bytes hold.
    pub body: Body,
    /// True where the file was cut after these bytes, for it is longer than [`ReadOptions::cap`].
    pub cut: bool,
}

/// What a record holds.
#[derive(Debug)]
pub enum Body {
    /// A text to review.
    Document {
        /// The text.
        document: Document,
        /// From offsets of the text to offsets of `Record::raw`.
        map: OffsetMap,
        /// Writes a replacement in the container's own notation.
        encode: fn(&str, &mut String),
    },
    /// Nothing to review: a blank line, a byte-order mark, the rest of a record that was reported as too long.
    Blank,
    /// Not readable as what the input is said to be: passed through unchanged, reported, counted.
    Malformed {
        /// What findings would call it.
        name: String,
        /// Where and why, for the user.
        message: String,
    },
}

impl Record {
    /// Writes the record with `edits` made, every other byte as it was.
    ///
    /// # Errors
    ///
    /// Returns what `out` returns.
    pub fn write(&self, edits: &[&Edit], out: &mut dyn Write) -> io::Result<()> {
        let Body::Document { map, encode, .. } = &self.body else {
            return out.write_all(&self.raw);
        };
        let mut done = 0;
        let mut text = String::new();
        for edit in edits {
            let (start, end) = (map.raw(edit.span.start()), map.raw(edit.span.end()));
            text.clear();
            encode(&edit.text, &mut text);
            out.write_all(&self.raw[done..start])?;
            out.write_all(text.as_bytes())?;
            done = end;
        }
        out.write_all(&self.raw[done..])
    }
}

/// One container of text.
pub trait Format: Sync {
    /// The name used in messages and on the command line.
    fn name(&self) -> &'static str;

    /// File name endings, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Splits `input` into records as a stream; `name` is what findings call the input.
    fn records<'i>(
        &self,
        input: Box<dyn BufRead + 'i>,
        name: &str,
        options: &ReadOptions,
    ) -> Box<dyn Iterator<Item = io::Result<Record>> + 'i>;
}

/// Every format there is; a new one is a file beside these and a row here.
#[must_use]
pub fn all() -> &'static [&'static dyn Format] {
    &[&Text, &Markdown, &Jsonl]
}

/// The format that files with this ending are in; `""` for names without one. Case does not matter.
#[must_use]
pub fn by_extension(extension: &str) -> Option<&'static dyn Format> {
    let extension = extension.to_lowercase();
    all().iter().copied().find(|format| format.extensions().contains(&extension.as_str()))
}

/// The format that the command line calls `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    all().iter().copied().find(|format| format.name() == name)
}

/// The document of a decoded text.
fn document(name: String, text: &str, markup: Markup) -> Document {
    let markdown = match markup {
        Markup::Detect => detect::markdown(text),
        Markup::Plain => false,
        Markup::Markdown => true,
    };
    if markdown { markdown::document(name, text) } else { Document::plain(name, text) }
}

/// The text of a whole file, without its byte-order mark.
///
/// # Errors
///
/// Returns where and why it is no text, and the cure.
pub fn decoded(bytes: &[u8]) -> Result<&str, String> {
    let text = encoding::utf8(bytes).map_err(|fault| format!("byte {}: {}", fault.at, fault.message))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// A size in bytes as the user counts it.
#[must_use]
pub fn size(bytes: usize) -> String {
    if bytes > 0 && bytes.is_multiple_of(1 << 20) { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

/// The notation of a container without escapes.
fn verbatim(text: &str, out: &mut String) {
    out.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::{all, by_extension, by_name};
    use std::collections::HashSet;

    #[test]
    fn formats_are_found_by_name_and_ending() {
        let name = |extension| by_extension(extension).map(super::Format::name);
        assert_eq!([name("md"), name("TXT"), name("")], [Some("markdown"), Some("text"), Some("text")]);
        assert_eq!([name("ndjson"), name("pdf"), name("qmd")], [Some("jsonl"), None, None]);
        assert!(by_name("jsonl").is_some() && by_name("md").is_none());
    }

    #[test]
    fn no_two_formats_share_a_name_or_an_ending() {
        let mut seen = HashSet::new();
        assert!(all().iter().all(|format| seen.insert(format.name())));
        let mut seen = HashSet::new();
        assert!(all().iter().flat_map(|format| format.extensions()).all(|ending| seen.insert(ending)));
    }
}
