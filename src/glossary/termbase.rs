//! The glossaries as loaded: one entry a concept, everything looked up once.

use super::build::{Builder, Built};
use super::fault::{Faults, Place};
use super::index::Index;
use super::kinds::{Kind, Kinds};
use super::load::{self, Loaded};
use super::numbers::NumbersTable;
use super::phrase::Phrase;
use super::schema::{CaseRule, QuantityTable, RepairTable, Scope, Slot, Status};
use super::validate;
use crate::calque::Calque;
use crate::diagnostic::{Diagnostic, Source};
use crate::edit::Applicability;
use crate::error::Error;
use crate::lang::features::{Article, Elision, Gender, Number};
use crate::lang::{self, Language};
use crate::text::fold;
use rayon::prelude::*;
use regex::Regex;
use std::collections::HashSet;
use std::sync::Arc;

/// Index of an entry in its termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Index of a cue in its termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CueId(pub u32);

/// How much a rendering says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It means nothing else.
    Sure,
    /// It is the name itself, misspelled in case, accents or spacing.
    Drift,
    /// A word that the language does not have.
    Foreign,
    /// Ordinary words that rarely stand together.
    Phrase,
    /// An ordinary word.
    Ordinary,
}

/// One spelling of a rendering.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its words.
    pub tokens: Vec<String>,
    /// Its number; `None` if it serves both ("temps").
    pub number: Option<Number>,
    /// True if it is not the number that the glossary wrote.
    pub shifted: bool,
}

/// A wrong form of a name, made ready.
#[derive(Clone, Debug)]
pub struct Rendering {
    /// As the glossary has it: its words, or its regular expression.
    pub written: String,
    /// Its words, without their article; empty if it is a pattern.
    pub text: String,
    /// Its spellings; none if it is a pattern.
    pub variants: Vec<Variant>,
    /// A regular expression instead of words.
    pub pattern: Option<Regex>,
    /// How much it says by itself.
    pub class: Class,
    /// True for a common word that a text may use in its own sense beside the name.
    pub everyday: bool,
    /// True for a common noun that is a person.
    pub animate: bool,
    /// Gender of its noun.
    pub gender: Option<Gender>,
    /// How it must be written.
    pub case: CaseRule,
    /// Which determiner it must have.
    pub slot: Slot,
    /// Most typing errors.
    pub distance: u8,
    /// The most that it may become.
    pub ceiling: Applicability,
    /// What is written instead.
    pub form: String,
    /// Where the glossary has it, or what it may become, if an overlay says that.
    pub place: Place,
}

/// A cue of an entry, with what is particular about it there.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Which cue.
    pub id: CueId,
    /// Farthest scope and weight, if the entry says so itself.
    pub own: Option<(Scope, i32)>,
    /// What cuts it off where it stands between it and the place.
    pub barrier: Vec<Phrase>,
}

/// An entry whose presence speaks for another.
#[derive(Clone, Debug)]
pub struct Related {
    /// Which entry.
    pub entry: EntryId,
    /// Farthest scope and weight, if the glossary says so itself.
    pub own: Option<(Scope, i32)>,
    /// What cuts it off where it stands between it and the place.
    pub barrier: Vec<Phrase>,
}

/// One concept: its right forms, its wrong ones, its evidence.
#[derive(Clone, Debug)]
pub struct Entry {
    /// "pack.entry".
    pub id: String,
    /// The right form.
    pub name: String,
    /// Name of its kind.
    pub kind: String,
    /// Gender, its own or its kind's.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
    /// Whether an article stands before it.
    pub article: Article,
    /// Whether short words lose their vowel before it.
    pub elision: Elision,
    /// All right forms, the name first.
    pub forms: Vec<String>,
    /// What may stand for it in source texts, the right forms among it.
    pub source_forms: Vec<String>,
    /// Its wrong forms.
    pub renderings: Vec<Rendering>,
    /// What speaks for it.
    pub cues: Vec<Cue>,
    /// Given names after which it stands as a surname, in small letters; each list is shared.
    pub given: Vec<Arc<HashSet<String>>>,
    /// Weights that it gives to frames.
    pub frames: Vec<(String, i32)>,
    /// Entries whose presence speaks for it.
    pub related: Vec<Related>,
    /// Entries whose presence silences it.
    pub unless: Vec<EntryId>,
    /// What silences it.
    pub never: Vec<Phrase>,
    /// Whether it works.
    pub status: Status,
    /// What is mended around it.
    pub repair: RepairTable,
    /// Examples of what is mended.
    pub change: Vec<(String, String)>,
    /// Examples of what stays.
    pub keep: Vec<String>,
    /// Examples of what is not even suggested.
    pub silent: Vec<String>,
    /// The pack's index, and the entry's in the pack.
    pub place: (usize, usize),
}

/// A number word that is one too small.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Rule id.
    pub id: String,
    /// As the glossary has it.
    pub table: QuantityTable,
}

/// A rule for a phrase, made ready.
#[derive(Clone, Debug)]
pub struct CalqueRule {
    /// Rule id.
    pub id: String,
    /// What is looked for and what is said instead.
    pub calque: Calque,
    /// Words of which `enough` must stand in the sentence.
    pub near: Vec<CueId>,
    /// How many.
    pub enough: usize,
    /// What silences it.
    pub never: Vec<Phrase>,
    /// The most that it may become.
    pub ceiling: Applicability,
    /// Whether it works.
    pub status: Status,
    /// Examples of what is mended.
    pub change: Vec<(String, String)>,
    /// Examples of what stays.
    pub keep: Vec<String>,
    /// Examples of what is not even suggested.
    pub silent: Vec<String>,
}

/// Everything that the loaded glossaries say.
#[derive(Clone, Debug)]
pub struct Termbase {
    /// The language of the texts.
    pub language: &'static dyn Language,
    /// The glossary files.
    pub packs: Vec<Loaded>,
    /// The entries, in order of file and place.
    pub entries: Vec<Entry>,
    /// The kinds of the language.
    pub kinds: Kinds,
    /// Number words.
    pub quantities: Vec<Quantity>,
    /// Rules for phrases.
    pub calques: Vec<CalqueRule>,
    /// How languages write and say numbers.
    pub numbers: NumbersTable,
    /// The text of every cue.
    pub cues: Vec<String>,
    /// Finds renderings, names and cues.
    pub index: Index,
}

impl std::fmt::Debug for dyn Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Language({})", self.code())
    }
}

impl Termbase {
    /// Loads glossary files in order; later ones may extend earlier ones.
    ///
    /// # Errors
    ///
    /// Returns every fault of every file at once.
    ///
    /// # Panics
    ///
    /// Panics if the embedded kinds are faulty, which a test rules out.
    pub fn load(sources: &[Arc<Source>]) -> Result<Self, Error> {
        Self::read(sources, true)
    }

    /// The same without the checks that a test holds the built-in files to, if there are no others: a start
    /// need not prove again what the build proved.
    ///
    /// # Errors
    ///
    /// Returns every fault of every file at once.
    ///
    /// # Panics
    ///
    /// Panics if the embedded kinds are faulty, which a test rules out.
    pub fn start(sources: &[Arc<Source>]) -> Result<Self, Error> {
        Self::read(sources, !sources.iter().all(|source| super::builtin::holds(source)))
    }

    fn read(sources: &[Arc<Source>], check: bool) -> Result<Self, Error> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        let mut packs: Vec<Loaded> = Vec::new();
        let (read, kinds) =
            rayon::join(|| sources.par_iter().map(load::glossary).collect::<Vec<_>>(), super::builtin::kinds);
        for (loaded, found) in read {
            faults.extend(found);
            packs.extend(loaded);
        }
        let language = lang::by_code(&kinds.target).expect("the built-in kinds name a language of the table");
        let mut places = Faults::new(&packs);
        let built = Builder::new(language, &kinds, &packs, packs.len() == sources.len(), &mut places).build();
        let mut numbers = NumbersTable::default();
        for pack in &packs {
            numbers.merge(&pack.file.numbers);
        }
        // Faulty glossaries are indexed for nothing, which is rarer than a start that need not wait.
        let ((), index) = rayon::join(
            || {
                if check {
                    validate::check(&packs, &built.entries, &kinds, language, &mut places);
                }
            },
            || Index::new(&built.entries, &built.cues, &built.calques, language.lexicon()),
        );
        faults.extend(places.into_list());
        if !faults.is_empty() {
            // A translator reads a file from the top, whichever check came first.
            let file = |fault: &Diagnostic| sources.iter().position(|source| Arc::ptr_eq(source, &fault.source));
            faults.sort_by_key(|fault| (file(fault), fault.span));
            return Err(Error::glossary(faults));
        }
        let Built { entries, quantities, calques, cues } = built;
        Ok(Self { language, packs, entries, kinds, quantities, calques, numbers, cues, index })
    }

    /// The entry with this index.
    ///
    /// # Panics
    ///
    /// Panics if the id is of another termbase.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The kind of `entry`; loading made sure that it exists.
    #[must_use]
    pub fn kind(&self, entry: &Entry) -> &Kind {
        &self.kinds.kind[&entry.kind]
    }

    /// The entry with this full id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }
}

/// Small letters, digits and hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().map(|c| fold::base_letter(fold::lower(c))) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
