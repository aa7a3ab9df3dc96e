//! `eval`: how often edits are right, on documents with gold.

use super::args::{Common, EvalArgs, Input, ListFormat, MarkupArg, Tier};
use super::exit::Exit;
use super::input::Place;
use super::session::{Rules, Session, Tally};
use super::settings;
use crate::diagnostic::Source;
use crate::edit::Applicability;
use crate::error::Error;
use crate::format::Body;
use crate::glossary::Termbase;
use crate::measure::eval::{
    Compared, Control, Controlled, Evaluation, Fields, Folder, FolderControl, Measured, Output, Setting, Shown, decoys,
};
use crate::report;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// The files of a folder.
const DOCS: &str = "docs.jsonl";
const GOLD: &str = "gold.jsonl";

/// The field of the source that gold is read with where the rules are shown none.
const SOURCE: &str = "source";

/// This program, as it is, for `--compare`.
const THIS: &str = "-";

/// Measures what `args` ask for.
///
/// # Errors
///
/// Returns what is wrong with the options, the glossaries, the documents or the gold.
pub fn eval(args: &EvalArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let input = Input {
        paths: args.folders.iter().map(|folder| folder.join(DOCS)).collect(),
        field: args.field.clone(),
        source_field: args.source_field.clone(),
        source: None,
        source_language: None,
        markup: MarkupArg::Detect,
        typography: false,
        max_size: 1024,
    };
    let session = Session::new(&input, common)?;
    let folders = folders(args, &session)?;
    let run = Run { args, folders: &folders };
    match args.compare.as_slice() {
        [a, b] => run.compare(&session, common, (a, b), out),
        _ if args.control => run.control(&session, out),
        _ => run.measure(&session, out),
    }
}

/// The documents and gold of each folder.
fn folders(args: &EvalArgs, session: &Session<'_>) -> Result<Vec<Folder>, Error> {
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for (folder, (_, rules)) in args.folders.iter().zip(&session.places) {
        let docs = source(&folder.join(DOCS))?;
        let gold = folder.join(GOLD);
        let gold = if gold.exists() { Some(source(&gold)?) } else { None };
        // Without the slash that completion leaves.
        let name = folder.components().collect::<PathBuf>().display().to_string();
        let shown = args.source_field.as_deref().unwrap_or(SOURCE);
        match Folder::read(&name, &docs, gold.as_ref(), Fields { text: field(args, rules), source: shown }) {
            Ok(folder) => read.push(folder),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(Error::gold(faults)) }
}

fn field<'a>(args: &'a EvalArgs, rules: &'a Rules) -> &'a str {
    args.field.as_deref().or(rules.settings.field.as_deref()).unwrap_or("text")
}

fn source(path: &Path) -> Result<Arc<Source>, Error> {
    let name = settings::name(path);
    let text = std::fs::read_to_string(path).map_err(|error| {
        Error::settings(format!(
            "{name}: {error}; a folder to measure on has {DOCS}, and {GOLD} unless nothing is wrong"
        ))
    })?;
    Ok(Arc::new(Source { name, text }))
}

/// The right forms that the glossaries have, as `rules list` shows them.
fn known(termbase: &Termbase) -> HashSet<&str> {
    termbase.entries.iter().map(|entry| entry.name.as_str()).collect()
}

/// What one run over the folders shares.
struct Run<'r> {
    args: &'r EvalArgs,
    folders: &'r [Folder],
}

impl<'r> Run<'r> {
    fn tier(&self, rules: &Rules) -> Applicability {
        self.args.tier.or(rules.settings.tier).unwrap_or(Tier::Safe).into()
    }

    fn settings(&self, session: &Session<'_>) -> Vec<Setting> {
        let source = self.args.source_field.is_some();
        let rules = session.places.iter().map(|(_, rules)| rules);
        self.folders.iter().zip(rules).map(|(folder, rules)| Setting::new(folder, self.tier(rules), source)).collect()
    }

    /// What `rules` make of the documents of `folder`, which lie at `place`.
    fn outputs(
        &self,
        session: &Session<'_>,
        (place, rules): (&Place, &Rules),
        folder: &Folder,
        tally: &mut Tally,
    ) -> Result<Vec<Output>, Error> {
        let tier = self.tier(rules);
        let mut outputs = Vec::new();
        let mut counts = Tally::default();
        session.walk(place, rules, tally, |record, review| {
            if let (Body::Document { document, .. }, Some(review)) = (&record.body, review) {
                if folder.docs.get(outputs.len()).is_none_or(|doc| doc.text != document.text) {
                    return Err(changed(folder));
                }
                let made = review.findings.iter().filter(|finding| finding.applicability >= tier).count();
                counts.count(made, review.findings.len());
                outputs.push(Output::of(document, review, tier));
            }
            Ok(())
        })?;
        tally.add(&counts);
        if outputs.len() == folder.docs.len() { Ok(outputs) } else { Err(changed(folder)) }
    }

    /// What this program makes of all folders.
    fn evaluations(&self, session: &Session<'_>, tally: &mut Tally) -> Result<Vec<Evaluation<'r>>, Error> {
        let mut evaluations = Vec::new();
        for (folder, (place, rules)) in self.folders.iter().zip(&session.places) {
            let outputs = self.outputs(session, (place, rules), folder, tally)?;
            evaluations.push(Evaluation::new(folder, outputs, &known(rules.engine.termbase())));
        }
        Ok(evaluations)
    }

    fn measure(&self, session: &Session<'_>, out: &mut dyn Write) -> Result<Exit, Error> {
        let mut tally = Tally::default();
        let evaluations = self.evaluations(session, &mut tally)?;
        let measured = Measured::new(&evaluations, self.settings(session), self.args.worst);
        self.print(&measured, out, |out| report::measured(&measured, out))?;
        tally.summary("judged");
        Ok(Exit::Done)
    }

    /// Runs a glossary of invented names over each folder.
    fn control(&self, session: &Session<'_>, out: &mut dyn Write) -> Result<Exit, Error> {
        let mut folders = Vec::new();
        let mut tally = Tally::default();
        for ((folder, setting), (place, rules)) in self.folders.iter().zip(self.settings(session)).zip(&session.places)
        {
            let texts = folder.docs.iter().map(|doc| doc.text.as_str());
            let invented = decoys(rules.engine.termbase(), texts);
            let termbase = Termbase::load(&[invented.source])?;
            let settings = rules.settings.clone();
            let engine = settings.engine(termbase);
            let rules = Rules { engine, settings };
            let outputs = self.outputs(session, (place, &rules), folder, &mut tally)?;
            let evaluation = Evaluation::new(folder, outputs, &HashSet::new());
            let failures =
                evaluation.all().map(|(doc, output, place)| Shown::new(&evaluation, doc, output, place)).collect();
            let control = Control { entries: invented.entries, places: invented.places, failures };
            folders.push(FolderControl { setting, control });
        }
        let controlled = Controlled { version: 1, folders };
        self.print(&controlled, out, |out| report::controlled(&controlled, out))?;
        Ok(if controlled.failures() > 0 { Exit::Findings } else { Exit::Done })
    }

    fn compare(
        &self,
        session: &Session<'_>,
        common: &Common,
        (a, b): (&Path, &Path),
        out: &mut dyn Write,
    ) -> Result<Exit, Error> {
        let (one, other) = (self.side(session, common, a)?, self.side(session, common, b)?);
        let names = (a.display().to_string(), b.display().to_string());
        let compared = Compared::new((&names.0, &names.1), (&one, &other), self.settings(session));
        self.print(&compared, out, |out| report::compared(&compared, out))?;
        Ok(Exit::Done)
    }

    /// One side of a comparison: this program with a glossary or weights more, or another program.
    fn side(&self, session: &Session<'_>, common: &Common, path: &Path) -> Result<Vec<Evaluation<'r>>, Error> {
        let mut common = common.clone();
        match Sort::of(path)? {
            Sort::This => return self.evaluations(session, &mut Tally::default()),
            Sort::Glossary => common.glossary.push(path.to_owned()),
            Sort::Weights => common.weights = Some(path.to_owned()),
            Sort::Program => {
                let runs = self.folders.iter().zip(&session.places).map(|(folder, (_, rules))| {
                    let outputs = self.program(path, &common, folder, rules)?;
                    Ok(Evaluation::new(folder, outputs, &known(rules.engine.termbase())))
                });
                return runs.collect();
            }
        }
        self.evaluations(&Session::new(session.input(), &common)?, &mut Tally::default())
    }

    /// What another program makes of `folder`.
    fn program(&self, path: &Path, common: &Common, folder: &Folder, rules: &Rules) -> Result<Vec<Output>, Error> {
        let name = path.display();
        let fail = |what: &str| Error::settings(format!("{name}: {what}"));
        let field = field(self.args, rules);
        // A bare name is the file here, not the one on the search path.
        let place = if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) };
        let mut command = Command::new(place);
        command.args(["fix", "--field", field, "--tier", self.tier(rules).as_str()]);
        command.args(self.args.source_field.iter().flat_map(|field| ["--source-field", field]));
        command.args(common.isolated.then_some("--isolated"));
        let glossaries = common.glossary.iter().map(|path| ("--glossary", path));
        for (option, path) in glossaries.chain(common.weights.iter().map(|path| ("--weights", path))) {
            command.arg(option).arg(path);
        }
        let docs = File::open(PathBuf::from(&folder.name).join(DOCS)).map_err(|error| Error::io(DOCS, error))?;
        let done = command.stdin(docs).stdout(Stdio::piped()).stderr(Stdio::piped()).output();
        let done = done.map_err(|error| fail(&format!("cannot be run: {error}")))?;
        if done.status.code().is_none_or(|code| code > 1) {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(fail(&format!(
                "{}: {}",
                done.status,
                said.trim_end().lines().next_back().unwrap_or("no word")
            )));
        }
        let text = String::from_utf8(done.stdout).map_err(|_| fail("what it printed is no UTF-8"))?;
        let printed = Arc::new(Source { name: format!("{name}, its output"), text });
        let read = Folder::read(&folder.name, &printed, None, Fields { text: field, source: SOURCE });
        let mut texts: HashMap<String, String> =
            read.map_err(Error::gold)?.docs.into_iter().map(|doc| (doc.id, doc.text)).collect();
        let mut outputs = Vec::new();
        for doc in &folder.docs {
            let text = texts.remove(&doc.id);
            let text = text.ok_or_else(|| fail(&format!("the document `{}` is missing from its output", doc.id)))?;
            outputs.push(Output { text, made: Vec::new() });
        }
        Ok(outputs)
    }

    /// Prints `results` as JSON, or by `text`.
    fn print(
        &self,
        results: &impl Serialize,
        out: &mut dyn Write,
        text: impl Fn(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        match self.args.format {
            ListFormat::Text => text(out),
            ListFormat::Json => serde_json::to_string_pretty(results)
                .map_err(std::io::Error::from)
                .and_then(|json| writeln!(out, "{json}")),
        }
        .map_err(Error::output)
    }
}

/// The documents were read twice and differ.
fn changed(folder: &Folder) -> Error {
    Error::settings(format!("{}: {DOCS} changed while it was read; run again", folder.name))
}

/// What `--compare` names.
enum Sort {
    This,
    Glossary,
    Weights,
    Program,
}

impl Sort {
    /// Told by what is in the file: a glossary has a `[pack]`, a program is no text or begins like a script.
    fn of(path: &Path) -> Result<Self, Error> {
        if path == Path::new(THIS) {
            return Ok(Self::This);
        }
        let bytes = std::fs::read(path).map_err(|error| {
            let name = path.display();
            Error::settings(format!("{name}: {error}; give a glossary, a file of weights, a build of decalque, or `-`"))
        })?;
        Ok(match String::from_utf8(bytes) {
            Ok(text) if text.starts_with("#!") => Self::Program,
            Ok(text) if text.lines().any(|line| line.trim_end() == "[pack]") => Self::Glossary,
            Ok(_) => Self::Weights,
            Err(_) => Self::Program,
        })
    }
}
