//! What is measured on: documents, and what is known to be wrong in them.

use super::text;
use crate::diagnostic::{Diagnostic, Source};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Names of the fields of a document.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'n> {
    /// The text; `a.b` for one within another.
    pub text: &'n str,
    /// The text that it was translated from, which gold may be read with whether or not the engine is shown it.
    pub source: &'n str,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// Its id.
    pub id: String,
    /// What the engine is given.
    pub text: String,
    /// What it was translated from, where that is known.
    pub source: String,
}

/// A name that the translation lost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Lost {
    /// The name.
    pub name: String,
    /// What became of it: "form" where only its spelling is lost.
    pub kind: String,
}

/// What is known about one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineGold {
    /// The names that it lost, each once.
    pub lost: Vec<Lost>,
    /// How many gold lists, twins counted.
    pub listed: usize,
    /// Capitalised words of the source that most translations keep.
    pub kept: Vec<String>,
    /// Those that they translate.
    pub translated: Vec<String>,
}

/// A document and its gold version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The gold version.
    pub gold: String,
    /// The names that were lost, in order.
    pub names: Vec<String>,
    /// True if nothing else is wrong with the document, so that the output can be equal to gold.
    pub clean: bool,
}

/// What is known of the documents of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gold {
    /// Lost names by line, for each document; a line that is not there lost nothing.
    Names(Vec<BTreeMap<usize, LineGold>>),
    /// The gold version of each document that has one.
    Pairs(Vec<Option<Pair>>),
    /// Nothing is wrong: every edit is a false alarm.
    Clean,
}

/// The three kinds of gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// [`Gold::Names`]
    Names,
    /// [`Gold::Pairs`]
    Pairs,
    /// [`Gold::Clean`]
    Clean,
}

impl Layout {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Pairs => "pairs",
            Self::Clean => "clean",
        }
    }
}

/// Documents that are measured on together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// What the user calls it.
    pub name: String,
    /// The documents.
    pub docs: Vec<Doc>,
    /// What is known of them.
    pub gold: Gold,
}

#[derive(Deserialize)]
struct LineRecord {
    id: Value,
    line: usize,
    lost: Vec<Lost>,
    #[serde(default)]
    kept: Vec<String>,
    #[serde(default)]
    translated: Vec<String>,
}

#[derive(Deserialize)]
struct PairRecord {
    id: Value,
    gold: String,
    clean: bool,
    errors: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

impl Folder {
    /// Reads `docs`, one JSON object a line with `id` and the `fields`, and `gold`, if there is any: lines with
    /// `id`, `line` (from 0), `lost` and perhaps `kept` and `translated`; or with `id`, `gold`, `clean`, `errors`.
    ///
    /// # Errors
    ///
    /// Returns every fault of both files with its place.
    pub fn read(
        name: &str,
        docs: &Arc<Source>,
        gold: Option<&Arc<Source>>,
        fields: Fields<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Faults(Vec::new());
        let docs = faults.docs(docs, fields);
        let gold = gold.map_or(Gold::Clean, |gold| faults.gold(gold, &docs));
        if faults.0.is_empty() { Ok(Self { name: name.to_owned(), docs, gold }) } else { Err(faults.0) }
    }

    /// Which kind of gold it has.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        match self.gold {
            Gold::Names(_) => Layout::Names,
            Gold::Pairs(_) => Layout::Pairs,
            Gold::Clean => Layout::Clean,
        }
    }
}

/// One line of a file that is not blank.
#[derive(Clone, Copy)]
struct Line<'s> {
    source: &'s Arc<Source>,
    start: usize,
    text: &'s str,
}

impl<'s> Line<'s> {
    fn all(source: &'s Arc<Source>) -> impl Iterator<Item = Self> {
        let mut at = 0;
        let lines = source.text.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            let text = line.trim_end();
            // Some editors begin a file with a byte-order mark.
            let marked = if start == 0 { text.strip_prefix('\u{feff}') } else { None };
            Line { source, start: start + (text.len() - marked.unwrap_or(text).len()), text: marked.unwrap_or(text) }
        });
        lines.filter(|line| !line.text.trim().is_empty())
    }
}

/// What is wrong with the files.
struct Faults(Vec<Diagnostic>);

impl Faults {
    /// Complains of the part `at` of a line.
    fn add(&mut self, line: Line<'_>, at: std::ops::Range<usize>, message: String, cure: &str) {
        let span = Span::new(line.start + at.start, line.start + at.end);
        let source = Arc::clone(line.source);
        self.0.push(Diagnostic { source, span, message, cure: Some(cure.to_owned()) });
    }

    /// Complains of the field `key`, or of the line where it cannot be seen.
    fn at_key(&mut self, line: Line<'_>, key: &str, message: String, cure: &str) {
        let quoted = format!("\"{key}\"");
        let at = line.text.find(&quoted).map_or(0..line.text.len(), |at| at..at + quoted.len());
        self.add(line, at, message, cure);
    }

    fn parse<T: for<'de> Deserialize<'de>>(&mut self, line: Line<'_>, cure: &str) -> Option<T> {
        serde_json::from_str(line.text)
            .map_err(|error| {
                let mut at = error.column().saturating_sub(1).min(line.text.len());
                while !line.text.is_char_boundary(at) {
                    at -= 1;
                }
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default().to_owned();
                self.add(line, at..at, message, cure);
            })
            .ok()
    }

    fn id(&mut self, line: Line<'_>, id: Option<&Value>) -> Option<String> {
        match id {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            Some(_) => {
                self.at_key(line, "id", "`id` is no string".to_owned(), "write it in quotes");
                None
            }
            None => {
                self.add(line, 0..1, "no field `id`".to_owned(), "give each document an id of its own");
                None
            }
        }
    }

    fn docs(&mut self, source: &Arc<Source>, fields: Fields<'_>) -> Vec<Doc> {
        let mut docs = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for line in Line::all(source) {
            let cure = format!("a document is {{\"id\": …, \"{}\": …}} on a line of its own", fields.text);
            let Some(record) = self.parse::<serde_json::Map<String, Value>>(line, &cure).map(Value::Object) else {
                continue;
            };
            let Some(id) = self.id(line, record.get("id")) else { continue };
            let Some(Value::String(text)) = field(&record, fields.text) else {
                let message = format!("no field `{}` with a string", fields.text);
                self.add(line, 0..1, message, "--field names the one that holds the text");
                continue;
            };
            if seen.insert(id.clone(), docs.len()).is_some() {
                let message = format!("the id `{id}` stands here twice");
                self.at_key(line, "id", message, "give each document an id of its own");
                continue;
            }
            let source = field(&record, fields.source).and_then(Value::as_str).unwrap_or_default();
            docs.push(Doc { id, text: text.clone(), source: source.to_owned() });
        }
        docs
    }

    fn gold(&mut self, source: &Arc<Source>, docs: &[Doc]) -> Gold {
        let by_id: HashMap<&str, usize> = docs.iter().enumerate().map(|(i, doc)| (doc.id.as_str(), i)).collect();
        let Some(first) = Line::all(source).next() else {
            let message = "no gold in this file".to_owned();
            let cure = "remove the file if nothing is wrong with the documents";
            self.0.push(Diagnostic {
                source: Arc::clone(source),
                span: Span::default(),
                message,
                cure: Some(cure.to_owned()),
            });
            return Gold::Clean;
        };
        let names = serde_json::from_str::<Value>(first.text).is_ok_and(|record| record.get("line").is_some());
        if names { self.names(source, docs, &by_id) } else { self.pairs(source, &by_id) }
    }

    /// The document that a line of gold is about.
    fn doc(&mut self, line: Line<'_>, id: &Value, by_id: &HashMap<&str, usize>) -> Option<usize> {
        let id = self.id(line, Some(id))?;
        let doc = by_id.get(id.as_str()).copied();
        if doc.is_none() {
            let message = format!("no document has the id `{id}`");
            self.at_key(line, "id", message, "write an id of docs.jsonl, or take the line out");
        }
        doc
    }

    fn named<'n>(&mut self, line: Line<'_>, mut names: impl Iterator<Item = &'n String>) -> bool {
        let nameless = names.any(|name| text::count_words(name) == 0);
        if nameless {
            let message = "a name without letters".to_owned();
            self.at_key(line, "name", message, "write the name, or take it out of the list");
        }
        !nameless
    }

    fn names(&mut self, source: &Arc<Source>, docs: &[Doc], by_id: &HashMap<&str, usize>) -> Gold {
        let mut gold = vec![BTreeMap::new(); docs.len()];
        for line in Line::all(source) {
            let cure = "a line of gold is {\"id\": …, \"line\": …, \"lost\": [{\"name\": …, \"kind\": …}]}";
            let Some(record) = self.parse::<LineRecord>(line, cure) else { continue };
            let Some(doc) = self.doc(line, &record.id, by_id) else { continue };
            let listed = record.lost.iter().map(|lost| &lost.name);
            if !self.named(line, listed.chain(&record.kept).chain(&record.translated)) {
                continue;
            }
            let lines = docs[doc].text.split('\n').count();
            if record.line >= lines {
                let message = format!("line {} of a document with {lines} line(s)", record.line);
                self.at_key(line, "line", message, "lines are counted from 0 and end with `\\n`");
                continue;
            }
            let listed = record.lost.len();
            // Of twins the first has the place and the last the kind.
            let mut lost: Vec<Lost> = Vec::new();
            for one in record.lost {
                match lost.iter_mut().find(|other| other.name == one.name) {
                    Some(twin) => twin.kind = one.kind,
                    None => lost.push(one),
                }
            }
            let told = LineGold { lost, listed, kept: record.kept, translated: record.translated };
            if gold[doc].insert(record.line, told).is_some() {
                let message = format!("line {} of `{}` stands here twice", record.line, docs[doc].id);
                self.at_key(line, "line", message, "put what is known of a line into one record");
            }
        }
        Gold::Names(gold)
    }

    fn pairs(&mut self, source: &Arc<Source>, by_id: &HashMap<&str, usize>) -> Gold {
        let mut pairs = vec![None; by_id.len()];
        for line in Line::all(source) {
            let cure = "gold has `line` and `lost`, or `gold`, `clean` and `errors` with a `name` each";
            let Some(record) = self.parse::<PairRecord>(line, cure) else { continue };
            let Some(doc) = self.doc(line, &record.id, by_id) else { continue };
            if !self.named(line, record.errors.iter().map(|error| &error.name)) {
                continue;
            }
            let names = record.errors.into_iter().map(|error| error.name).collect();
            if pairs[doc].replace(Pair { gold: record.gold, names, clean: record.clean }).is_some() {
                let message = "a document has two gold versions".to_owned();
                self.at_key(line, "id", message, "keep one of them");
            }
        }
        Gold::Pairs(pairs)
    }
}

/// The field at `path`, as `--field` names it.
fn field<'v>(record: &'v Value, path: &str) -> Option<&'v Value> {
    record.get(path).or_else(|| {
        let (head, tail) = path.split_once('.')?;
        field(record.get(head)?, tail)
    })
}
