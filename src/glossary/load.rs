//! From TOML text to [`GlossaryFile`], with every fault found at once.

use super::builtin;
pub use super::fault::{Step, locate};
use super::schema::GlossaryFile;
use crate::diagnostic::{Diagnostic, Source};
use crate::text::Span;
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

/// A glossary file that was read, with the text that faults point into.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the file says.
    pub file: GlossaryFile,
    /// Its name and text.
    pub source: Arc<Source>,
    /// Bytes of the values that were set aside for their faults, ascending.
    pub(super) cut: Vec<Range<usize>>,
    /// True if an entry was among them as a whole.
    pub(super) left_out: bool,
}

/// Parses a TOML file. A fault does not hide the next: the value at fault is set aside and reading
/// goes on, so that a translator mends a file in one round.
#[must_use]
pub fn parse<T: for<'de> Deserialize<'de>>(source: &Arc<Source>) -> (Option<T>, Vec<Diagnostic>) {
    if let Some(read) = builtin::compiled(source).or_else(|| sound(source)) {
        return (Some(read), Vec::new());
    }
    let (mut reader, root) = Reader::open(source);
    (reader.read(root), reader.faults)
}

/// What a file without faults says, read in one go: the [`Reader`] keeps a copy of each table to look for
/// the next fault in, which a start with sound files need not pay for.
fn sound<T: for<'de> Deserialize<'de>>(source: &Arc<Source>) -> Option<T> {
    let tree = DeTable::parse(&source.text).ok()?;
    let mut newer = Vec::new();
    newer_syntax(source, tree.get_ref(), &mut newer);
    let root = Spanned::new(tree.span(), DeValue::Table(tree.into_inner()));
    T::deserialize(ValueDeserializer::from(root)).ok().filter(|_| newer.is_empty())
}

/// Parses one glossary file, each table of its lists by itself: a table that cannot be read is left
/// out and the rest stays, and a thousand faults cost a thousand small readings, not a thousand
/// readings of the file.
#[must_use]
pub(super) fn glossary(source: &Arc<Source>) -> (Option<Loaded>, Vec<Diagnostic>) {
    if let Some(file) = builtin::compiled(source).or_else(|| sound(source)) {
        return (Some(Loaded { file, source: Arc::clone(source), cut: Vec::new(), left_out: false }), Vec::new());
    }
    let (mut reader, mut root) = Reader::open(source);
    let entry = reader.tables(&mut root, "entry");
    let left_out = reader.dropped > 0;
    let quantity = reader.tables(&mut root, "quantity");
    let calque = reader.tables(&mut root, "calque");
    let extend = reader.tables(&mut root, "extend");
    let file: Option<GlossaryFile> = reader.read(root);
    reader.cut.sort_unstable_by_key(|span| (span.start, span.end));
    let loaded = file.map(|file| Loaded {
        file: GlossaryFile { entry, quantity, calque, extend, ..file },
        source: Arc::clone(source),
        cut: reader.cut,
        left_out,
    });
    (loaded, reader.faults)
}

/// A value that was set aside.
struct Cut {
    /// The table that it was a field of, if it was one, and the name of the field.
    field: Option<(Range<usize>, String)>,
    /// Its bytes.
    span: Range<usize>,
}

struct Reader<'s> {
    source: &'s Arc<Source>,
    faults: Vec<Diagnostic>,
    cut: Vec<Range<usize>>,
    /// True if the text did not parse: it then lacks things that its author wrote.
    broken: bool,
    /// Tables of lists that were set aside as a whole.
    dropped: usize,
}

impl<'s> Reader<'s> {
    fn open(source: &'s Arc<Source>) -> (Self, Spanned<DeValue<'s>>) {
        let (tree, errors) = DeTable::parse_recoverable(&source.text);
        let mut faults: Vec<Diagnostic> = errors.iter().map(|error| fault(source, error)).collect();
        let broken = !faults.is_empty();
        if !broken {
            newer_syntax(source, tree.get_ref(), &mut faults);
        }
        let span = tree.span();
        let root = Spanned::new(span, DeValue::Table(tree.into_inner()));
        (Self { source, faults, cut: Vec::new(), broken, dropped: 0 }, root)
    }

    /// Takes the list `key` out of `root` and reads its tables. What is no list stays, for the
    /// reading of the whole to complain of.
    fn tables<T: for<'de> Deserialize<'de>>(&mut self, root: &mut Spanned<DeValue<'_>>, key: &str) -> Vec<T> {
        let DeValue::Table(table) = root.get_mut() else { return Vec::new() };
        let list = table.iter().find(|(k, value)| k.get_ref() == key && value.get_ref().is_array());
        let Some(list) = list.map(|(key, _)| key.clone()).and_then(|key| table.remove(&key)) else {
            return Vec::new();
        };
        let DeValue::Array(items) = list.into_inner() else { return Vec::new() };
        let mut tables = Vec::new();
        for item in items {
            let span = item.span();
            if let Some(table) = self.read(item) {
                tables.push(table);
            } else {
                self.dropped += 1;
                self.cut.push(span);
            }
        }
        tables
    }

    /// Reads `value`, setting aside what is at fault in it; `None` if it lacks what it must have.
    fn read<T: for<'de> Deserialize<'de>>(&mut self, mut value: Spanned<DeValue<'_>>) -> Option<T> {
        let whole = value.span();
        // Fields whose fault was told, with the table that they are of: that they lack is an echo.
        let mut told: Vec<(Range<usize>, String)> = Vec::new();
        // Tables with a stand-in for a missing field, so that the next missing one is found too.
        let mut patched: Vec<Range<usize>> = Vec::new();
        loop {
            let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(read) => return patched.is_empty().then_some(read),
                Err(error) => error,
            };
            let fault = fault(self.source, &error);
            let span = error.span().unwrap_or_else(|| whole.clone());
            if let Some(field) = quoted_after(&fault.message, "missing field `") {
                let echo = self.broken || told.iter().any(|(table, name)| *table == span && name == field);
                let field = field.to_owned();
                if !echo {
                    self.faults.push(fault);
                }
                if let Some(table) = table_at(&mut value, &span) {
                    let stand_in = Spanned::new(span.clone(), DeValue::String("".into()));
                    table.insert(Spanned::new(span.clone(), field.into()), stand_in);
                    patched.push(span);
                    continue;
                }
            } else if !patched.contains(&span) {
                let meant = fault.cure.as_deref().and_then(|cure| quoted_after(cure, "did you mean `"));
                let meant = meant.map(str::to_owned);
                self.faults.push(fault);
                let cut = Some(&span).filter(|span| **span != whole).and_then(|span| set_aside(&mut value, span))?;
                if let Some((table, name)) = cut.field {
                    told.extend(meant.map(|meant| (table.clone(), meant)));
                    told.push((table, name));
                }
                self.cut.push(cut.span);
                continue;
            }
            // A stand-in of the wrong type was read: the table goes as a whole.
            if span == whole {
                return None;
            }
            patched.retain(|table| *table != span);
            let cut = set_aside(&mut value, &span)?;
            told.extend(cut.field);
            self.cut.push(cut.span);
        }
    }
}

fn fault(source: &Arc<Source>, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    let span = error.span().unwrap_or(0..0);
    let end = source.text.len();
    // Whole tables would paint half the file: the first line says where.
    let first_line = source.text[span.start.min(end)..].find('\n').map_or(end, |i| span.start + i);
    let cure = did_you_mean(&message).or_else(|| cure_of_missing(&message)).or_else(|| cure_of_type(&message));
    Diagnostic {
        source: Arc::clone(source),
        span: Span::new(span.start.min(end), span.end.min(first_line).max(span.start).min(end)),
        message,
        cure,
    }
}

/// The cure for "invalid type: integer `5`, expected a string" and the like, and for unknown words
/// that nothing is near.
fn cure_of_type(message: &str) -> Option<String> {
    if message.starts_with("unknown") {
        return Some("take one of these, or remove it".to_owned());
    }
    let (found, expected) = message.split_once(", expected ")?;
    Some(match expected {
        "a sequence" if found == "invalid type: map" => {
            "a list of tables has two brackets, [[entry]]; other lists have one".to_owned()
        }
        "a sequence" => "write a list, [\"…\"]".to_owned(),
        "a string" => "write it in quotes, \"…\"".to_owned(),
        "a boolean" => "write true or false".to_owned(),
        "u8" | "u32" | "u64" | "i32" => format!("write a whole number ({expected})"),
        _ => format!("write {expected} here"),
    })
}

/// What stands in backticks after `start`.
fn quoted_after<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    message.strip_prefix(start)?.split('`').next()
}

fn cure_of_missing(message: &str) -> Option<String> {
    let field = quoted_after(message, "missing field `")?;
    Some(match field {
        "format" => "begin the file with `format = 1`".to_owned(),
        "pack" => "add a [pack] table with `id` and `target`".to_owned(),
        "target" => "say the language of the texts, `target = \"fr\"`".to_owned(),
        "kind" => "say what it is, `kind = \"org\"`".to_owned(),
        _ => format!("add `{field} = …` to this table"),
    })
}

/// The cure for "unknown field `x`, expected one of `a`, `b`": the known word nearest to it.
fn did_you_mean(message: &str) -> Option<String> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let (wrong, known) = (quoted.next()?, quoted.collect::<Vec<_>>());
    let nearest = nearest(wrong, known.iter().copied())?;
    message.starts_with("unknown").then(|| format!("did you mean `{nearest}`?"))
}

/// The word of `known` nearest to `wrong`, if one is near.
#[must_use]
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    /// Below this Jaro-Winkler similarity a word is another word, not a slip.
    const NEAR: f64 = 0.75;
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(wrong, word), word))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// The table with exactly these bytes.
fn table_at<'v, 'i>(value: &'v mut Spanned<DeValue<'i>>, span: &Range<usize>) -> Option<&'v mut DeTable<'i>> {
    let found = value.span() == *span;
    match value.get_mut() {
        DeValue::Table(table) => {
            if found {
                return Some(table);
            }
            table.iter_mut().find_map(|(_, value)| table_at(value, span))
        }
        DeValue::Array(array) => array.iter_mut().find_map(|item| table_at(item, span)),
        _ => None,
    }
}

/// Sets the smallest value aside that `span` points at; `None` if there is none.
fn set_aside(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<Cut> {
    let here = value.span();
    let holds = |outer: Range<usize>| outer.start <= span.start && span.end <= outer.end;
    match value.get_mut() {
        DeValue::Table(table) => {
            let hit = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span);
            let mut hit = hit.map(|(key, _)| key.clone());
            if hit.is_none() {
                if let Some(cut) = table.iter_mut().find_map(|(_, value)| set_aside(value, span)) {
                    return Some(cut);
                }
                hit = table.iter().find(|(_, value)| holds(value.span())).map(|(key, _)| key.clone());
            }
            let key = hit?;
            let span = table.remove(&key)?.span();
            Some(Cut { field: Some((here, key.into_inner().into_owned())), span })
        }
        DeValue::Array(array) => {
            let mut hit = array.iter().position(|item| item.span() == *span);
            if hit.is_none() {
                if let Some(cut) = array.iter_mut().find_map(|item| set_aside(item, span)) {
                    return Some(cut);
                }
                hit = array.iter().position(|item| holds(item.span()));
            }
            let index = hit?;
            let span = array[index].span();
            drop_item(array, index);
            Some(Cut { field: None, span })
        }
        _ => None,
    }
}

fn drop_item(array: &mut DeArray<'_>, index: usize) {
    let items = array.clone().into_iter().enumerate();
    *array = items.filter(|(i, _)| *i != index).map(|(_, item)| item).collect();
}

/// TOML 1.1 lets an inline table run over lines and end in a comma; editors and other readers know
/// 1.0 only, so a file that works here must work there.
fn newer_syntax(source: &Arc<Source>, table: &DeTable<'_>, faults: &mut Vec<Diagnostic>) {
    for value in table.values() {
        newer_value(source, value, faults);
    }
}

fn newer_value(source: &Arc<Source>, value: &Spanned<DeValue<'_>>, faults: &mut Vec<Diagnostic>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            newer_syntax(source, table, faults);
            let span = value.span();
            if !source.text[span.clone()].starts_with('{') {
                return;
            }
            let mut parts: Vec<Range<usize>> = table.iter().flat_map(|(k, v)| [k.span(), v.span()]).collect();
            parts.sort_by_key(|part| part.start);
            let mut from = span.start;
            let mut gaps: Vec<&str> = Vec::new();
            for part in parts {
                gaps.push(&source.text[from..part.start.max(from)]);
                from = part.end.max(from);
            }
            let last = &source.text[from..span.end];
            if last.contains(',') || last.contains('\n') || gaps.iter().any(|gap| gap.contains('\n')) {
                faults.push(Diagnostic {
                    source: Arc::clone(source),
                    span: Span::new(span.start, span.start + 1),
                    message: "an inline table runs over lines or ends in a comma, which TOML 1.0 does not have"
                        .to_owned(),
                    cure: Some("put it on one line without the last comma".to_owned()),
                });
            }
        }
        DeValue::Array(array) => array.iter().for_each(|item| newer_value(source, item, faults)),
        _ => {}
    }
}
