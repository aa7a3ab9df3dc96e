//! What `fix`, `check` and `explain` share: the places to read, the rules that hold there, the count.

use super::args::{Common, Input};
use super::exit::Exit;
use super::input::{self, Place};
use super::settings::{self, Settings};
use super::sources::{self, Sources};
use crate::corpus;
use crate::document::protected;
use crate::engine::Engine;
use crate::error::Error;
use crate::format::{Body, Record, size};
use crate::glossary::Termbase;
use crate::review::Review;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

/// What one settings file asks for, made ready.
#[derive(Debug)]
pub struct Rules {
    /// The glossaries and weights.
    pub engine: Engine,
    /// What the file says.
    pub settings: Settings,
}

/// Everything that a run needs, made once.
#[derive(Debug)]
pub struct Session<'i> {
    input: &'i Input,
    /// What is to be read, in order, each with the rules of the settings file nearest to it.
    pub places: Vec<(Place, Rc<Rules>)>,
    pool: rayon::ThreadPool,
}

impl<'i> Session<'i> {
    /// Makes ready what `input` asks for; nothing is read of the texts yet.
    ///
    /// # Errors
    ///
    /// Returns every fault of every settings file and glossary.
    pub fn new(input: &'i Input, common: &Common) -> Result<Self, Error> {
        let pool = pool(common)?;
        // Beside the loading of the glossaries, which does not keep every thread busy.
        pool.spawn(protected::prepare);
        let here = std::env::current_dir().map_err(|error| Error::io("the current folder", error))?;
        let mut nearest: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
        let mut made: HashMap<Option<PathBuf>, Option<Rc<Rules>>> = HashMap::new();
        let (mut places, mut faults) = (Vec::new(), Vec::new());
        let mut rules = |folder: PathBuf| {
            let file = nearest.entry(folder).or_insert_with_key(|folder| settings::nearest(folder, common));
            let load = || match pool.install(|| settings::load(file.as_deref(), common, Termbase::start)) {
                Ok((settings, termbase)) => {
                    let engine = settings.engine(termbase).typography(input.typography);
                    let engine = engine.source_language(input.source_language.clone());
                    let rules = Rc::new(Rules { engine, settings });
                    // They go with the process: taking them apart word by word is a tenth of a short run.
                    std::mem::forget(Rc::clone(&rules));
                    Some(rules)
                }
                Err(found) => {
                    faults.extend(found);
                    None
                }
            };
            made.entry(file.clone()).or_insert_with(load).clone()
        };
        for place in input::places(input) {
            places.extend(rules(place.folder(&here)).map(|rules| (place, rules)));
        }
        // A folder without texts is no reason to be silent about a faulty glossary.
        if places.is_empty() {
            rules(here);
        }
        // A glossary that two settings files name has its faults once.
        let mut seen = HashSet::new();
        faults.retain(|fault| seen.insert(fault.to_string()));
        if !faults.is_empty() {
            return Err(Error::glossary(faults));
        }
        let targets: BTreeSet<&str> = places.iter().map(|(_, rules)| rules.engine.termbase().language.code()).collect();
        sources::check(input, places.len(), &targets)?;
        let notes = made.values().flatten().flat_map(|rules| &rules.settings.notes);
        notes.collect::<BTreeSet<_>>().into_iter().for_each(|note| complain(note));
        Ok(Self { input, places, pool })
    }

    /// Makes ready what `input` asks for, with `engine` and `settings` for every text.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the options.
    pub fn with(input: &'i Input, common: &Common, engine: Engine, settings: Settings) -> Result<Self, Error> {
        let rules = Rc::new(Rules { engine, settings });
        let places = input::places(input).into_iter().map(|place| (place, Rc::clone(&rules))).collect();
        Ok(Self { input, places, pool: pool(common)? })
    }

    /// What was asked for.
    #[must_use]
    pub const fn input(&self) -> &'i Input {
        self.input
    }

    /// Reviews everything in `place`, in order.
    ///
    /// # Errors
    ///
    /// Returns why `place` cannot be read, or what `each` returns.
    pub fn walk(
        &self,
        place: &Place,
        rules: &Rules,
        tally: &mut Tally,
        mut each: impl FnMut(&Record, Option<&Review>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let name = place.name();
        let (reader, format) = place.open(self.input, &rules.settings)?;
        let mut options = input::options(self.input, &rules.settings);
        options.source = sources::read(self.input, place, format.name(), options.cap)?;
        let (mut cuts, mut failed) = (0, None);
        let mut done = |record: &Record, review: Option<&Review>| {
            cuts += usize::from(record.cut);
            match (&record.body, review) {
                (Body::Malformed { message, .. }, _) => {
                    tally.malformed += 1;
                    complain(&format!("{name}: {message}; passed through unchanged"));
                }
                (Body::Document { document, .. }, Some(review)) => {
                    tally.documents += 1;
                    if let Some(source) = sources::of(self.input, document, review) {
                        tally.sources.count(source);
                    }
                    if let Some(language) = review.foreign {
                        *tally.foreign.entry(language).or_default() += 1;
                    }
                }
                _ => {}
            }
            // What failed to be read is the place's fault, and what `each` returns is not: kept apart here.
            each(record, review).map_err(|error| {
                failed = Some(error);
                io::Error::other("what was read could not be taken further")
            })
        };
        let result = corpus::review_all(format.records(reader, &name, &options), &rules.engine, &self.pool, &mut done);
        if cuts > 0 {
            complain(&format!(
                "{name}: longer than {}, so it was cut into {} parts, between paragraphs where it has any; what one \
                 part says about names is not known in the next (--max-size raises the limit)",
                size(options.cap),
                cuts + 1
            ));
        }
        failed.map_or_else(|| result.map_err(|error| Error::io(name, error)), Err)
    }
}

/// The threads that `common` asks for.
///
/// # Errors
///
/// Returns that it asks for none, or that they cannot be had.
pub fn pool(common: &Common) -> Result<rayon::ThreadPool, Error> {
    if common.jobs == Some(0) {
        return Err(Error::settings("-j 0: there is nobody to do the work; leave -j out to use all processors"));
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(common.jobs.unwrap_or(0)).build();
    pool.map_err(|error| Error::settings(format!("cannot start threads: {error}")))
}

/// Says `message` on standard error.
pub fn complain(message: &str) {
    // Standard error that is gone cannot be told so.
    let _ = writeln!(anstream::stderr(), "decalque: {message}");
}

/// What was seen, for the summary.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Texts that were reviewed.
    pub documents: usize,
    /// Those of them with at least one edit.
    pub mended: usize,
    /// Edits made, or proposed.
    pub edits: usize,
    /// Findings below the tier that was asked for.
    pub left: usize,
    /// What became of the texts that they were translated from.
    pub sources: Sources,
    malformed: usize,
    unreadable: usize,
    foreign: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Counts the findings of one text, of which `made` are carried out.
    pub fn count(&mut self, made: usize, all: usize) {
        self.edits += made;
        self.mended += usize::from(made > 0);
        self.left += all - made;
    }

    /// Takes in the count of one place.
    pub const fn add(&mut self, counts: &Self) {
        self.edits += counts.edits;
        self.mended += counts.mended;
        self.left += counts.left;
    }

    /// Takes in how a place went: one that failed is reported and counted, and its message returned.
    ///
    /// # Errors
    ///
    /// Returns a failure of our own output or of the command, which ends the run.
    pub fn settle(&mut self, done: Result<(), Error>) -> Result<Option<String>, Error> {
        match done {
            Err(error) if error.is_settings() || error.is_output() => Err(error),
            Err(error) => {
                self.unreadable += 1;
                complain(&error.to_string());
                Ok(Some(error.to_string()))
            }
            Ok(()) => Ok(None),
        }
    }

    /// How the run ends, as far as the input is concerned.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        if self.malformed + self.unreadable > 0 { Exit::Unreadable } else { Exit::Done }
    }

    /// What became of the sources, on standard error.
    pub fn say_sources(&self) {
        self.sources.lines(self.documents).iter().for_each(|line| complain(line));
    }

    /// Why some documents were left alone, and how the run went, on standard error.
    pub fn summary(&self, verb: &str) {
        for (language, count) in &self.foreign {
            complain(&format!(
                "{count} of {} document(s) are in `{language}`, not in the language of the glossaries: unchanged",
                self.documents
            ));
        }
        self.say_sources();
        let mut line = format!("{} edit(s) {verb} in {} of {} document(s)", self.edits, self.mended, self.documents);
        if self.left > 0 {
            line.push_str(&format!("; {} less sure left alone (see `decalque check`)", self.left));
        }
        if self.malformed + self.unreadable > 0 {
            line.push_str(&format!("; {} could not be read", self.malformed + self.unreadable));
        }
        complain(&line);
    }
}
