//! Where a fault of a glossary is: from the way to a value in its file to the bytes of it.

use super::load::Loaded;
use crate::diagnostic::{Diagnostic, Source};
use crate::text::Span;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One step of the way to a value in a TOML document.
#[derive(Clone, Copy, Debug)]
pub enum Step<'p> {
    /// A key of a table.
    Key(&'p str),
    /// A place in an array, from zero.
    At(usize),
}

/// A table of a list of a glossary file ("the third `[[entry]]`"), or a field of it, or an item of
/// that field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the pack.
    pub pack: usize,
    /// Name of the list, "entry" or "extend".
    pub list: &'static str,
    /// Index of the table in the list.
    pub table: usize,
    /// The field; empty for the table as a whole.
    pub field: &'static str,
    /// The item of the field, if it is a list and one of it is meant.
    pub item: Option<usize>,
}

impl Place {
    /// The table numbered `table` of `list`.
    #[must_use]
    pub const fn new(pack: usize, list: &'static str, table: usize) -> Self {
        Self { pack, list, table, field: "", item: None }
    }

    /// A field of the same table.
    #[must_use]
    pub const fn field(self, field: &'static str) -> Self {
        Self { field, item: None, ..self }
    }

    /// An item of the same field.
    #[must_use]
    pub const fn item(self, item: usize) -> Self {
        Self { item: Some(item), ..self }
    }

    fn path(self) -> Vec<Step<'static>> {
        let mut path = vec![Step::Key(self.list), Step::At(self.table)];
        path.extend(Some(self.field).filter(|field| !field.is_empty()).map(Step::Key));
        path.extend(self.item.map(Step::At));
        path
    }
}

/// The faults of some glossary files. A file is parsed again for its places, once, and only if
/// something is wrong with it: spans kept with every value would weigh on every start.
#[derive(Debug)]
pub(super) struct Faults<'p> {
    packs: &'p [Loaded],
    trees: Vec<Option<Spanned<DeValue<'p>>>>,
    list: Vec<Diagnostic>,
}

impl<'p> Faults<'p> {
    /// No faults yet of `packs`.
    pub(super) fn new(packs: &'p [Loaded]) -> Self {
        Self { packs, trees: vec![None; packs.len()], list: Vec::new() }
    }

    /// Adds a fault of what stands at `place`.
    pub(super) fn push(&mut self, place: Place, message: impl Into<String>, cure: impl Into<String>) {
        self.at(place.pack, &place.path(), message, cure);
    }

    /// Adds the fault that nothing is at `place`, unless something was set aside there for a fault of its own.
    pub(super) fn nothing(&mut self, place: Place, message: impl Into<String>, cure: impl Into<String>) {
        let span = self.span(place.pack, &place.path());
        let cut = &self.packs[place.pack].cut;
        if !cut.iter().any(|cut| span.start() <= cut.start && cut.end <= span.end()) {
            self.push(place, message, cure);
        }
    }

    /// Adds a fault of what stands at `path` in a pack.
    pub(super) fn at(&mut self, pack: usize, path: &[Step<'_>], message: impl Into<String>, cure: impl Into<String>) {
        let span = self.span(pack, path);
        let source = Arc::clone(&self.packs[pack].source);
        self.list.push(Diagnostic { source, span, message: message.into(), cure: Some(cure.into()) });
    }

    /// The file and line of `place`, for a sentence about it.
    pub(super) fn line(&mut self, place: Place) -> String {
        let start = self.span(place.pack, &place.path()).start();
        let source = &self.packs[place.pack].source;
        format!("{}, line {}", source.name, source.text[..start].matches('\n').count() + 1)
    }

    /// True while faults are few enough for a cure that takes a search through all entries.
    pub(super) fn are_few(&self) -> bool {
        const FEW: usize = 100;
        self.list.len() < FEW
    }

    /// Adds faults that were found elsewhere.
    pub(super) fn extend(&mut self, faults: Vec<Diagnostic>) {
        self.list.extend(faults);
    }

    /// All faults.
    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    fn span(&mut self, pack: usize, path: &[Step<'_>]) -> Span {
        let loaded = &self.packs[pack];
        walk(self.trees[pack].get_or_insert_with(|| tree(&loaded.source.text, &loaded.cut)), path)
    }
}

/// The bytes of the value at `path` in a TOML file, or of the nearest thing above it that exists.
#[must_use]
pub fn locate(source: &Source, path: &[Step<'_>]) -> Span {
    walk(&tree(&source.text, &[]), path)
}

fn walk(root: &Spanned<DeValue<'_>>, path: &[Step<'_>]) -> Span {
    let mut value = root;
    let mut span = value.span();
    for step in path {
        match (step, value.get_ref()) {
            (Step::Key(key), DeValue::Table(table)) => {
                let Some((key, item)) = table.iter().find(|(k, _)| k.get_ref() == key) else { break };
                // A table's own span is its whole body; its key is where the eye should go.
                let whole = item.get_ref().is_table() || item.get_ref().is_array();
                span = if whole { key.span() } else { item.span() };
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

/// The file as its reader saw it: without what was set aside, so that items have their numbers.
fn tree<'t>(text: &'t str, cut: &[Range<usize>]) -> Spanned<DeValue<'t>> {
    let first_line = 0..text.lines().next().map_or(0, str::len);
    let mut root = Spanned::new(first_line, DeValue::Table(DeTable::parse_recoverable(text).0.into_inner()));
    if !cut.is_empty() {
        without(&mut root, cut);
    }
    root
}

fn without(value: &mut Spanned<DeValue<'_>>, cut: &[Range<usize>]) {
    match value.get_mut() {
        DeValue::Table(table) => table.iter_mut().for_each(|(_, value)| without(value, cut)),
        DeValue::Array(array) => {
            let gone =
                |span: &Range<usize>| cut.binary_search_by_key(&(span.start, span.end), |c| (c.start, c.end)).is_ok();
            if array.iter().any(|item| gone(&item.span())) {
                *array = array.clone().into_iter().filter(|item| !gone(&item.span())).collect();
            }
            array.iter_mut().for_each(|item| without(item, cut));
        }
        _ => {}
    }
}
