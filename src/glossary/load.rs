//! From TOML text to [`GlossaryFile`], with every fault found at once.

use super::schema::GlossaryFile;
use crate::diagnostic::{Diagnostic, Source};
use crate::text::Span;
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A glossary file that was read, with the text that faults point into.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the file says.
    pub file: GlossaryFile,
    /// Its name and text.
    pub source: Arc<Source>,
}

/// One step of the way to a value in a TOML document.
#[derive(Clone, Copy, Debug)]
pub enum Step<'p> {
    /// A key of a table.
    Key(&'p str),
    /// A place in an array, from zero.
    At(usize),
}

/// Parses one glossary file. A fault does not hide the next: the value at fault is set aside and
/// reading goes on, so that a translator mends a file in one round.
#[must_use]
pub fn parse<T: for<'de> Deserialize<'de>>(source: &Arc<Source>) -> (Option<T>, Vec<Diagnostic>) {
    let (mut tree, errors) = DeTable::parse_recoverable(&source.text);
    let mut faults: Vec<Diagnostic> = errors.iter().map(|error| fault(source, error)).collect();
    if faults.is_empty() {
        newer_syntax(source, tree.get_ref(), &mut faults);
    }
    loop {
        match T::deserialize(toml::de::Deserializer::from(tree.clone())) {
            Ok(file) => return (Some(file), faults),
            Err(error) => {
                let span = error.span();
                // A file that did not parse lacks things that its author wrote: those faults are echoes.
                if faults.is_empty() || !error.message().starts_with("missing field") {
                    faults.push(fault(source, &error));
                }
                if !span.is_some_and(|span| cut_table(tree.get_mut(), &span)) {
                    return (None, faults);
                }
            }
        }
    }
}

/// The bytes of the value at `path`, or of the nearest thing above it that exists.
#[must_use]
pub fn locate(source: &Source, path: &[Step<'_>]) -> Span {
    let (tree, _) = DeTable::parse_recoverable(&source.text);
    let mut span = 0..source.text.lines().next().map_or(0, str::len);
    let root = Spanned::new(span.clone(), DeValue::Table(tree.into_inner()));
    let mut value = &root;
    for step in path {
        match (step, value.get_ref()) {
            (Step::Key(key), DeValue::Table(table)) => {
                let Some((key, item)) = table.iter().find(|(k, _)| k.get_ref() == key) else { break };
                // A table's own span is its whole body; its key is where the eye should go.
                span = if item.get_ref().is_table() || item.get_ref().is_array() { key.span() } else { item.span() };
                value = item;
            }
            (Step::At(index), DeValue::Array(array)) => {
                let Some(item) = array.get(*index) else { break };
                span = item.span();
                value = item;
            }
            _ => break,
        }
    }
    Span::from(span)
}

fn fault(source: &Arc<Source>, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    let span = error.span().unwrap_or(0..0);
    let end = source.text.len();
    // Whole tables would paint half the file: the first line says where.
    let first_line = source.text[span.start.min(end)..].find('\n').map_or(end, |i| span.start + i);
    let cure = did_you_mean(&message).or_else(|| cure_of_missing(&message));
    Diagnostic {
        source: Arc::clone(source),
        span: Span::new(span.start.min(end), span.end.min(first_line).max(span.start).min(end)),
        message,
        cure,
    }
}

fn cure_of_missing(message: &str) -> Option<String> {
    let field = message.strip_prefix("missing field `")?.trim_end_matches('`');
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

/// Sets the smallest value aside that `span` points at; false if there is none.
fn cut_table(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let at = |key: Range<usize>, value: Range<usize>| key == *span || value == *span;
    let inside = |value: &Range<usize>| value.start <= span.start && span.end <= value.end;
    let hit = table.iter().find(|(key, value)| at(key.span(), value.span())).map(|(key, _)| key.clone());
    if let Some(key) = hit {
        table.remove(&key);
        return true;
    }
    let mut cut = false;
    for (_, value) in table.iter_mut() {
        cut = cut || cut_value(value, span);
    }
    if cut {
        return true;
    }
    let around = table.iter().find(|(_, value)| inside(&value.span())).map(|(key, _)| key.clone());
    around.is_some_and(|key| {
        table.remove(&key);
        true
    })
}

fn cut_value(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => {
            let inside = table.iter().any(|(k, v)| {
                let (k, v) = (k.span(), v.span());
                k == *span || v.start <= span.start && span.end <= v.end
            });
            inside && cut_table(table, span)
        }
        DeValue::Array(array) => {
            if let Some(index) = array.iter().position(|item| item.span() == *span) {
                drop_item(array, index);
                return true;
            }
            for index in 0..array.len() {
                if array.get_mut(index).is_some_and(|item| cut_value(item, span)) {
                    return true;
                }
            }
            let inside = array.iter().position(|item| item.span().start <= span.start && span.end <= item.span().end);
            inside.is_some_and(|index| {
                drop_item(array, index);
                true
            })
        }
        _ => false,
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
