//! One JSON object a line.

use super::{Body, Format, ReadOptions, Record, document, encoding};
use crate::text::OffsetMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead, Read};

/// JSON Lines: the text of a line is the string in its field [`ReadOptions::field`].
#[derive(Clone, Copy, Debug)]
pub struct Jsonl;

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn records<'i>(
        &self,
        input: Box<dyn BufRead + 'i>,
        name: &str,
        options: &ReadOptions,
    ) -> Box<dyn Iterator<Item = io::Result<Record>> + 'i> {
        Box::new(Lines {
            input,
            name: name.to_owned(),
            options: options.clone(),
            line: 0,
            pending: None,
            overlong: false,
            failed: false,
        })
    }
}

/// The records of a JSONL file: one a line, and the byte-order mark if it has one.
struct Lines<'i> {
    input: Box<dyn BufRead + 'i>,
    name: String,
    options: ReadOptions,
    /// Number of the line that was read last, from 1.
    line: usize,
    /// What stood behind the byte-order mark.
    pending: Option<Vec<u8>>,
    /// True while a line above the cap is handed on piece by piece.
    overlong: bool,
    /// True after a failed read, for there is no way on.
    failed: bool,
}

impl Lines<'_> {
    /// The next line with its ending, or as much of it as the cap and one byte allow; empty at the end.
    fn next_line(&mut self) -> io::Result<Vec<u8>> {
        if let Some(rest) = self.pending.take() {
            return Ok(rest);
        }
        let mut raw = Vec::new();
        self.input.by_ref().take((self.options.cap as u64).saturating_add(1)).read_until(b'\n', &mut raw)?;
        if self.line == 0 && raw.starts_with(encoding::BOM) {
            self.pending = Some(raw.split_off(encoding::BOM.len())).filter(|rest| !rest.is_empty());
        }
        Ok(raw)
    }

    fn body(&mut self, raw: &[u8]) -> Body {
        // The first piece of an overlong line was reported, the others only pass through.
        if self.overlong || self.line == 0 && raw == encoding::BOM {
            self.overlong &= !raw.ends_with(b"\n");
            return Body::Blank;
        }
        self.line += 1;
        if raw.len() > self.options.cap {
            self.overlong = !raw.ends_with(b"\n");
            let cap = super::size(self.options.cap);
            return self.malformed(&format!("longer than {cap}; split the record or raise the limit (--max-size)"));
        }
        let line = match encoding::utf8(raw) {
            Ok(line) => line,
            Err(fault) => return self.malformed(&format!("byte {}: {}", fault.at, fault.message)),
        };
        if line.trim().is_empty() {
            return Body::Blank;
        }
        match text(line.trim_end(), &self.options.field) {
            Ok((text, map)) => {
                let mut document = document(self.record(), &text, self.options.markup);
                // A record without a source, or with one that is no string, is a record whose source is not known.
                let source = self.options.source_field.as_deref();
                document.source =
                    source.and_then(|field| self::text(line.trim_end(), field).ok()).map(|(source, _)| source);
                Body::Document { document, map, encode }
            }
            Err(message) => self.malformed(&message),
        }
    }

    /// What findings call the record of the line.
    fn record(&self) -> String {
        format!("{}#{}", self.name, self.line)
    }

    fn malformed(&self, message: &str) -> Body {
        Body::Malformed { name: self.record(), message: format!("line {}: {message}", self.line) }
    }
}

impl Iterator for Lines<'_> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match self.next_line() {
            Ok(raw) if raw.is_empty() => None,
            Ok(raw) => {
                let body = self.body(&raw);
                Some(Ok(Record { raw, body, cut: false }))
            }
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}

/// The decoded text of `field` in `line` and where it stands, or what is wrong and how to mend it.
fn text(line: &str, field: &str) -> Result<(String, OffsetMap), String> {
    let wrong = |error: serde_json::Error| {
        // Its own place says line 1 of the one line it was given.
        let cause = error.to_string();
        let cause = cause.rsplit_once(" at line ").map_or(cause.as_str(), |(cause, _)| cause);
        format!("column {}: {cause}; mend the line, or read the input as text", error.column().max(1))
    };
    let Some(value) = find(line, field).map_err(wrong)? else {
        return Err(format!("no field `{field}`; name the one that holds the text (here: {})", keys(line)));
    };
    if !value.starts_with('"') {
        let kind = match value.as_bytes()[0] {
            b'{' => "an object",
            b'[' => "a list",
            b't' | b'f' => "true or false",
            b'n' => "null",
            _ => "a number",
        };
        return Err(format!("field `{field}` is {kind}, not a string; name the one that holds the text"));
    }
    // `value` is a part of `line`, so the distance of their first bytes is its offset.
    let offset = value.as_ptr() as usize - line.as_ptr() as usize;
    decode(&value[1..value.len() - 1], offset + 1).map_err(|escape| {
        format!("field `{field}`: {escape} is half a character; write its surrogate pair whole or take it out")
    })
}

/// The raw value of `field`, a key or a path of keys joined by dots, in the object `json`. Of equal keys the last
/// one counts, as in every common reader.
fn find<'j>(json: &'j str, field: &str) -> serde_json::Result<Option<&'j str>> {
    let mut parser = serde_json::Deserializer::from_str(json);
    let found = parser.deserialize_map(Pick(field))?;
    parser.end()?;
    match (found, field.split_once('.')) {
        (Some(value), _) => Ok(Some(value.get())),
        (None, None) => Ok(None),
        (None, Some((head, tail))) => match find(json, head)? {
            Some(inner) if inner.starts_with('{') => find(inner, tail),
            _ => Ok(None),
        },
    }
}

/// The first few keys of `json`, for a message.
fn keys(json: &str) -> String {
    const SHOWN: usize = 8;
    let object: BTreeMap<String, &RawValue> = serde_json::from_str(json).unwrap_or_default();
    let names: Vec<String> = object.into_keys().take(SHOWN).map(|key| format!("`{key}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Walks an object and keeps the value of one key as it is written.
struct Pick<'k>(&'k str);

impl<'de> Visitor<'de> for Pick<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(wanted) = map.next_key_seed(Is(self.0))? {
            if wanted {
                found = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Compares a key without copying it.
struct Is<'k>(&'k str);

impl<'de> DeserializeSeed<'de> for Is<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Is<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}

/// The text that the inside of a JSON string stands for, and the map to it when it begins at `start` of a line.
///
/// # Errors
///
/// Returns the escape that stands for half a character.
fn decode(inside: &str, start: usize) -> Result<(String, OffsetMap), &str> {
    let mut text = String::with_capacity(inside.len());
    let mut map = OffsetMap::shift(start);
    let mut at = 0;
    while let Some(plain) = inside[at..].find('\\') {
        text.push_str(&inside[at..at + plain]);
        at += plain;
        let (decoded, len) = unescape(&inside[at..]).ok_or_else(|| &inside[at..inside.len().min(at + 6)])?;
        text.push(decoded);
        at += len;
        map.push(text.len(), start + at);
    }
    text.push_str(&inside[at..]);
    Ok((text, map))
}

/// The character that `escape` begins with, and how many bytes it takes; nothing for a lone surrogate.
fn unescape(escape: &str) -> Option<(char, usize)> {
    let simple = match escape.as_bytes().get(1)? {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = unit(escape)?;
            let second = escape.get(6..).and_then(unit);
            let decoded = char::decode_utf16([Some(first), second].into_iter().flatten()).next()?.ok()?;
            return Some((decoded, 6 * decoded.len_utf16()));
        }
        &other => char::from(other),
    };
    Some((simple, 2))
}

/// The UTF-16 unit that `escape` (`\u00e9`) begins with.
fn unit(escape: &str) -> Option<u16> {
    u16::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

/// Writes `text` as the inside of a JSON string; what is not ASCII stays as it is.
fn encode(text: &str, out: &mut String) {
    let quoted = serde_json::Value::from(text).to_string();
    out.push_str(&quoted[1..quoted.len() - 1]);
}

#[cfg(test)]
mod tests {
    use super::Jsonl;
    use crate::edit::Edit;
    use crate::format::{Body, Format, Markup, ReadOptions, Record};
    use crate::text::Span;

    fn records(input: &str, field: &str) -> Vec<Record> {
        let options = ReadOptions { field: field.to_owned(), markup: Markup::Plain, cap: 64, ..ReadOptions::default() };
        Jsonl.records(Box::new(input.as_bytes()), "a", &options).map(Result::unwrap).collect()
    }

    /// What a record holds, in short.
    fn shape(record: &Record) -> String {
        match &record.body {
            Body::Document { document, .. } => format!("{}: {}", document.name, document.text),
            Body::Blank => "blank".to_owned(),
            Body::Malformed { message, .. } => message.clone(),
        }
    }

    fn shapes(input: &str, field: &str) -> Vec<String> {
        records(input, field).iter().map(shape).collect()
    }

    /// `input`, one record, with `from` replaced by `to` in its text.
    fn replaced(input: &str, from: &str, to: &str) -> String {
        let record = &records(input, "text")[0];
        let Body::Document { document, .. } = &record.body else { panic!("{}", shape(record)) };
        let start = document.text.find(from).unwrap();
        let mut out = Vec::new();
        record.write(&[&Edit::new(Span::new(start, start + from.len()), to)], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_line_is_one_record() {
        let input = "\u{FEFF}{\"text\": \"a\"}\r\n\r\n \n{\"text\":\"b\"}";
        assert_eq!(shapes(input, "text"), ["blank", "a#1: a", "blank", "blank", "a#4: b"]);
        let raw: Vec<u8> = records(input, "text").into_iter().flat_map(|record| record.raw).collect();
        assert_eq!(raw, input.as_bytes());
    }

    #[test]
    fn fields_may_lie_deep_and_the_last_of_equals_counts() {
        assert_eq!(shapes(r#"{"a": {"b": "x", "c": 1}}"#, "a.b"), ["a#1: x"]);
        assert_eq!(shapes(r#"{"a.b": "x", "a": {"b": "y"}}"#, "a.b"), ["a#1: x"]);
        assert_eq!(shapes(r#"{"text": 1, "te\u0078t": "y"}"#, "text"), ["a#1: y"]);
    }

    #[test]
    fn edits_land_on_the_bytes_they_mean() {
        let input = r#"{"text": "l\u2019objectif \"objectif\"", "x": "objectif"}"#.to_owned() + "\r\n";
        assert_eq!(
            replaced(&input, "l’objectif", "Meta"),
            r#"{"text": "Meta \"objectif\"", "x": "objectif"}"#.to_owned() + "\r\n"
        );
        assert_eq!(
            replaced(&input, "\"objectif\"", "« \"\\\n\u{1}é »"),
            r#"{"text": "l\u2019objectif « \"\\\n\u0001é »", "x": "objectif"}"#.to_owned() + "\r\n"
        );
    }

    #[test]
    fn every_escape_is_decoded_and_mapped() {
        let input = r#"{"text": "\"\\\/\b\f\n\r\t\u00E9\ud835\udd4f.x"}"#;
        assert_eq!(shapes(input, "text"), ["a#1: \"\\/\u{8}\u{c}\n\r\té𝕏.x"]);
        assert_eq!(replaced(input, "x", "y"), input.replace(".x", ".y"));
        assert_eq!(replaced(input, "é", "e"), input.replace("\\u00E9", "e"));
        assert_eq!(replaced(input, "𝕏", "X"), input.replace("\\ud835\\udd4f", "X"));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line_and_passed_through() {
        let input = "{\"text\": \"a\"\n[]\n{\"a\":1,\"b\":2}\n{\"text\":null}\n{\"text\":\"\\ud800x\"}\n{}\n";
        assert_eq!(
            shapes(input, "text"),
            [
                "line 1: column 12: EOF while parsing an object; mend the line, or read the input as text",
                "line 2: column 1: invalid type: sequence, expected a JSON object; mend the line, or read the input as text",
                "line 3: no field `text`; name the one that holds the text (here: `a`, `b`)",
                "line 4: field `text` is null, not a string; name the one that holds the text",
                "line 5: field `text`: \\ud800 is half a character; write its surrogate pair whole or take it out",
                "line 6: no field `text`; name the one that holds the text (here: none)",
            ]
        );
        let raw: Vec<u8> = records(input, "text").into_iter().flat_map(|record| record.raw).collect();
        assert_eq!(raw, input.as_bytes());
    }

    #[test]
    fn a_line_above_the_cap_is_reported_once() {
        let long = format!("{{\"text\":\"{}\"}}\n", "x".repeat(200));
        assert_eq!(
            shapes(&format!("{long}{{\"text\":\"b\"}}"), "text"),
            [
                "line 1: longer than 64 bytes; split the record or raise the limit (--max-size)",
                "blank",
                "blank",
                "blank",
                "a#2: b"
            ]
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_passed_through() {
        let input: &[u8] = b"{\"text\":\"\xE9\"}\n";
        let records: Vec<Record> =
            Jsonl.records(Box::new(input), "a", &ReadOptions::default()).map(Result::unwrap).collect();
        assert!(shape(&records[0]).starts_with("line 1: byte 9: 0xE9 is not UTF-8"));
        assert_eq!(records[0].raw, input);
    }
}
