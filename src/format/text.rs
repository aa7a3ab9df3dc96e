//! Plain text files.

use super::{Body, Format, Markup, ReadOptions, Record, document, encoding, markdown, verbatim};
use crate::document::Document;
use crate::text::{OffsetMap, Origin};
use std::io::{self, BufRead, Read};
use std::mem;
use std::sync::Arc;

/// Text without a container; whether it is Markdown is looked at unless [`ReadOptions::markup`] says.
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", ""]
    }

    fn records<'i>(
        &self,
        input: Box<dyn BufRead + 'i>,
        name: &str,
        options: &ReadOptions,
    ) -> Box<dyn Iterator<Item = io::Result<Record>> + 'i> {
        Box::new(Parts::new(input, name, options.markup, options))
    }
}

/// The records of a text file: its byte-order mark, then the text in as many parts as the cap asks for.
///
/// Text that is not UTF-8 is one malformed record; of a file above the cap, each part that is not.
pub(super) struct Parts<'i> {
    input: Box<dyn BufRead + 'i>,
    name: String,
    /// `Detect` until the first part is seen: one file has one markup.
    markup: Markup,
    cap: usize,
    /// What the whole was translated from.
    source: Option<Arc<str>>,
    /// What was read and not yet handed on, at most one byte more than the cap.
    buffer: Vec<u8>,
    /// Where the buffer begins in the input.
    origin: Origin,
    /// True after a failed read, for there is no way on.
    failed: bool,
}

impl<'i> Parts<'i> {
    pub(super) fn new(input: Box<dyn BufRead + 'i>, name: &str, markup: Markup, options: &ReadOptions) -> Self {
        // A part has to hold at least one character, and the byte after it has to be countable.
        let cap = options.cap.clamp(4, usize::MAX - 1);
        Self {
            input,
            name: name.to_owned(),
            markup,
            cap,
            source: options.source.clone(),
            buffer: Vec::new(),
            origin: Origin::default(),
            failed: false,
        }
    }

    /// The next bytes to hand on, and whether the input was cut after them; empty at its end.
    fn next_part(&mut self) -> io::Result<(Vec<u8>, bool)> {
        let missing = self.cap + 1 - self.buffer.len();
        self.input.by_ref().take(missing as u64).read_to_end(&mut self.buffer)?;
        if self.origin == Origin::default() && self.buffer.starts_with(encoding::BOM) {
            return Ok((self.split(encoding::BOM.len()), false));
        }
        let complete = self.buffer.len() <= self.cap;
        let head = prefix(&self.buffer[..self.buffer.len().min(self.cap)]);
        if self.markup == Markup::Detect {
            self.markup = if super::detect::markdown(head) { Markup::Markdown } else { Markup::Plain };
        }
        if complete {
            return Ok((mem::take(&mut self.buffer), false));
        }
        // One block longer than a part is cut as text is: there is no better place in it.
        let block = if self.markup == Markup::Markdown { markdown::last_block(head) } else { None };
        let at = block.unwrap_or_else(|| cut(&self.buffer[..self.cap]));
        Ok((self.split(at), true))
    }

    /// Takes the first `at` bytes off the buffer.
    fn split(&mut self, at: usize) -> Vec<u8> {
        let rest = self.buffer.split_off(at);
        mem::replace(&mut self.buffer, rest)
    }

    fn record(&mut self, raw: Vec<u8>, cut: bool) -> Record {
        let origin = self.origin;
        if origin == Origin::default() && raw == encoding::BOM {
            self.origin = Origin::BEHIND_MARK;
            return Record { raw, body: Body::Blank, cut };
        }
        // Nobody asks where the input ends, and counting its characters takes a pass over it.
        if cut {
            self.origin = origin.past(&raw);
        }
        let name = self.name.clone();
        let body = match encoding::utf8(&raw) {
            Err(fault) => {
                let at = origin.offsets.byte + fault.at;
                Body::Malformed { name, message: format!("byte {at}: {}", fault.message) }
            }
            Ok(text) if text.trim().is_empty() => Body::Blank,
            Ok(text) => {
                // Which part of it a part of the text was translated from, nobody knows.
                let whole = !cut && [Origin::default(), Origin::BEHIND_MARK].contains(&origin);
                let source = self.source.as_deref().filter(|_| whole).map(str::to_owned);
                let document = Document { source, origin, ..document(name, text, self.markup) };
                Body::Document { document, map: OffsetMap::shift(0), encode: verbatim }
            }
        };
        Record { raw, body, cut }
    }
}

impl Iterator for Parts<'_> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match self.next_part() {
            Ok((raw, _)) if raw.is_empty() => None,
            Ok((raw, cut)) => Some(Ok(self.record(raw, cut))),
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}

/// The text that `bytes` begin with; all of it but a cut character if it is UTF-8.
fn prefix(bytes: &[u8]) -> &str {
    let valid = str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    str::from_utf8(&bytes[..valid]).unwrap_or_default()
}

/// Where a part ends that cannot hold more than `bytes`: after the last blank line, else the last line, else the
/// last word, else the last whole character.
fn cut(bytes: &[u8]) -> usize {
    let line_ends = || bytes.iter().enumerate().rev().filter(|&(_, &byte)| byte == b'\n').map(|(at, _)| at + 1);
    let blank = |end: usize| {
        let line = bytes[..end - 1].rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        line.trim_ascii().is_empty()
    };
    let character = || bytes.iter().rposition(|&byte| !(0x80..0xC0).contains(&byte)).filter(|&at| at > 0);
    line_ends()
        .find(|&end| blank(end))
        .or_else(|| line_ends().next())
        .or_else(|| bytes.iter().rposition(|&byte| byte == b' ').map(|at| at + 1))
        .or_else(character)
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{Text, cut};
    use crate::document::BlockKind;
    use crate::edit::Edit;
    use crate::format::{Body, Format, Markdown, Markup, ReadOptions, Record};
    use crate::text::Span;

    fn read(format: &dyn Format, input: &[u8], markup: Markup, cap: usize) -> Vec<(Vec<u8>, String)> {
        let options = ReadOptions { markup, cap, ..ReadOptions::default() };
        let records = format.records(Box::new(input), "a", &options).map(Result::unwrap);
        let shape = |record: Record| match record.body {
            Body::Document { document, .. } => {
                let at = document.lines().position(0);
                (record.raw, format!("{}:{}:{}: {}", document.name, at.line, at.column, document.text))
            }
            Body::Blank => (record.raw, "blank".to_owned()),
            Body::Malformed { message, .. } => (record.raw, message),
        };
        records.map(shape).collect()
    }

    fn shapes(input: &str, markup: Markup, cap: usize) -> Vec<String> {
        read(&Text, input.as_bytes(), markup, cap).into_iter().map(|(_, shape)| shape).collect()
    }

    #[test]
    fn a_file_is_one_text_and_its_mark_stands_apart() {
        assert_eq!(shapes("\u{FEFF}un\r\ndeux", Markup::Detect, 99), ["blank", "a:1:1: un\r\ndeux"]);
        assert_eq!(shapes("\u{FEFF}", Markup::Detect, 99), ["blank"]);
        assert_eq!(shapes(" \r\n\n", Markup::Detect, 99), ["blank"]);
        assert!(shapes("", Markup::Detect, 99).is_empty());
    }

    #[test]
    fn a_long_file_is_cut_between_paragraphs() {
        assert_eq!(
            shapes("un\ndeux\r\n \r\ntrois\nquatre\n", Markup::Plain, 16),
            ["a:1:1: un\ndeux\r\n \r\n", "a:4:1: trois\nquatre\n"]
        );
        assert_eq!(shapes("un\ndeux\ntrois\n", Markup::Plain, 10), ["a:1:1: un\ndeux\n", "a:3:1: trois\n"]);
        assert_eq!(shapes("un deux trois", Markup::Plain, 10), ["a:1:1: un deux ", "a:1:9: trois"]);
        assert_eq!(shapes("éàéàé", Markup::Plain, 5), ["a:1:1: éà", "a:1:3: éà", "a:1:5: é"]);
    }

    #[test]
    fn only_a_whole_text_has_its_source() {
        let sources = |input: &'static str| -> Vec<Option<String>> {
            let options = ReadOptions { source: Some("one".into()), cap: 10, ..ReadOptions::default() };
            let records = Text.records(Box::new(input.as_bytes()), "a", &options).map(Result::unwrap);
            let source = |record: Record| match record.body {
                Body::Document { document, .. } => Some(document.source),
                _ => None,
            };
            records.filter_map(source).collect()
        };
        assert_eq!(sources("un\n"), [Some("one".to_owned())]);
        assert_eq!(sources("\u{FEFF}un\n"), [Some("one".to_owned())]);
        assert_eq!(sources("un\ndeux\ntrois\n"), [None, None]);
    }

    #[test]
    fn a_part_ends_after_whole_characters() {
        assert_eq!(cut("aé𝕏".as_bytes()), 3);
        assert_eq!(cut("𝕏".as_bytes()), 4);
        assert_eq!(cut(b"\x80\x80\x80\x80"), 4);
    }

    #[test]
    fn a_long_markdown_file_is_not_cut_in_its_code() {
        let input = "un\n\n```\ndeux\n\ntrois\n```\n";
        let parts = read(&Markdown, input.as_bytes(), Markup::Detect, 20);
        assert_eq!(parts[0].1, "a:1:1: un\n\n");
        assert_eq!(parts[1].1, "a:3:1: ```\ndeux\n\ntrois\n```\n");
    }

    #[test]
    fn markup_is_looked_at_unless_it_is_said() {
        let kinds = |format: &dyn Format, markup| {
            let options = ReadOptions { markup, ..ReadOptions::default() };
            let record = format.records(Box::new("## Un\nun mot.\n".as_bytes()), "a", &options).next();
            match record.unwrap().unwrap().body {
                Body::Document { document, .. } => document.blocks.iter().map(|b| (b.span, b.kind)).collect(),
                _ => Vec::new(),
            }
        };
        let marked = [(Span::new(3, 5), BlockKind::Title), (Span::new(6, 13), BlockKind::Paragraph)];
        let plain = [(Span::new(0, 5), BlockKind::Title), (Span::new(6, 13), BlockKind::Paragraph)];
        assert_eq!(kinds(&Text, Markup::Detect), marked);
        assert_eq!(kinds(&Text, Markup::Plain), plain);
        assert_eq!(kinds(&Markdown, Markup::Detect), marked);
        assert_eq!(kinds(&Markdown, Markup::Plain), plain);
    }

    #[test]
    fn what_is_not_utf_8_is_one_record_that_passes_through() {
        for input in [b"\xEF\xBB\xBFa\xE9b".as_slice(), b"\xFF\xFEa\0", b"un\0deux", b"un\n\nd\xE9ux\n"] {
            let records = read(&Text, input, Markup::Detect, 99);
            assert_eq!(records.iter().flat_map(|(raw, _)| raw).copied().collect::<Vec<u8>>(), input);
            assert_eq!(records.iter().filter(|(_, shape)| shape.starts_with("byte ")).count(), 1);
        }
        let records = read(&Text, b"\xEF\xBB\xBFa\xE9b", Markup::Detect, 99);
        assert!(records[1].1.starts_with("byte 4: 0xE9 is not UTF-8"), "{}", records[1].1);
    }

    #[test]
    fn an_edit_changes_its_span_alone() {
        let mut records = Text.records(Box::new("le but\r\nfin".as_bytes()), "a", &ReadOptions::default());
        let mut out = Vec::new();
        records.next().unwrap().unwrap().write(&[&Edit::new(Span::new(0, 6), "Meta")], &mut out).unwrap();
        assert_eq!(out, b"Meta\r\nfin");
    }
}
