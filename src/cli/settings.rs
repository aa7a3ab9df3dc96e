//! The settings file: the nearest `decalque.toml` upwards.

use super::args::{Common, Tier};
use super::resources::Resources;
use crate::decide::Weights;
use crate::diagnostic::{Diagnostic, Source};
use crate::dictionary::{Dictionary, Renderings};
use crate::engine::Engine;
use crate::error::Error;
use crate::glossary::load::{self, Step};
use crate::glossary::{Termbase, builtin};
use crate::text::Span;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the settings file.
pub const FILE: &str = "decalque.toml";

/// What a settings file may say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    /// Glossary files, relative to the settings file.
    pub glossaries: Vec<PathBuf>,
    /// How far `fix` goes.
    pub tier: Option<Tier>,
    /// The field that holds the text of JSON Lines records.
    pub field: Option<String>,
    /// A file of weights, relative to the settings file.
    #[serde(rename = "weights")]
    pub weights_file: Option<PathBuf>,
    /// What evidence weighs: by the file of the command line, of the settings, or as it is built in.
    #[serde(skip)]
    pub weights: Weights,
    /// Dictionaries: files relative to the settings file, or languages whose installed ones are meant.
    pub dictionaries: Vec<PathBuf>,
    /// A file that `learn` wrote, relative to the settings file.
    #[serde(rename = "renderings")]
    pub renderings_file: Option<PathBuf>,
    /// What the dictionaries of the settings and of the command line say.
    #[serde(skip)]
    pub dictionary: Arc<Dictionary>,
    /// How names are rendered: by the file of the command line, or else of the settings.
    #[serde(skip)]
    pub renderings: Arc<Renderings>,
    /// What there is to say of what was read.
    #[serde(skip)]
    pub notes: Vec<String>,
}

impl Settings {
    /// An engine over `termbase` with all that the settings bring along.
    #[must_use]
    pub fn engine(&self, termbase: Termbase) -> Engine {
        Engine::new(termbase)
            .weights(self.weights.clone())
            .dictionary(Arc::clone(&self.dictionary))
            .renderings(Arc::clone(&self.renderings))
    }
}

/// The settings file that holds in `folder`, if there is one and the user does not ignore it.
#[must_use]
pub fn nearest(folder: &Path, common: &Common) -> Option<PathBuf> {
    let mut files = folder.ancestors().map(|dir| dir.join(FILE)).filter(|path| path.is_file());
    if common.isolated { None } else { files.next() }
}

/// The settings of `file`, with the built-in glossaries, its own, and those of the command line, as `read` makes
/// a termbase of them.
///
/// # Errors
///
/// Returns every fault of every file at once; a file that cannot be read is one of them.
pub fn load(
    file: Option<&Path>,
    common: &Common,
    read: fn(&[Arc<Source>]) -> Result<Termbase, Error>,
) -> Result<(Settings, Termbase), Vec<Diagnostic>> {
    let (settings, sources, mut faults) = sources(file, common, None);
    match read(&sources) {
        Ok(termbase) if faults.is_empty() => Ok((settings, termbase)),
        Ok(_) => Err(faults),
        Err(error) => {
            faults.extend_from_slice(error.faults());
            Err(faults)
        }
    }
}

/// The settings of `file` and the texts of all glossaries, the one at `except` left out, with what is wrong
/// with the files; see [`load`].
pub fn sources(
    file: Option<&Path>,
    common: &Common,
    except: Option<&Path>,
) -> (Settings, Vec<Arc<Source>>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut settings = Settings::default();
    let mut sources = builtin::packs();
    let mut resources = Resources::default();
    let wanted = |path: &Path| except.is_none_or(|except| !is_same(path, except));
    if let Some(path) = file {
        match read(path) {
            Ok(source) => {
                let (parsed, found) = load::parse::<Settings>(&source);
                faults.extend(found);
                settings = parsed.unwrap_or_default();
                let base = path.parent().unwrap_or(Path::new(""));
                // What is wrong with the name of a file is shown where it is written.
                let place = |mut fault: Diagnostic, steps: &[Step<'_>]| {
                    fault.message = format!("{}: {}", fault.source.name, fault.message);
                    fault.span = load::locate(&source, steps);
                    fault.source = Arc::clone(&source);
                    fault
                };
                for (at, glossary) in settings.glossaries.iter().enumerate() {
                    let path = base.join(glossary);
                    match wanted(&path).then(|| read(&path)) {
                        Some(Ok(source)) => sources.push(source),
                        Some(Err(fault)) => faults.push(place(fault, &[Step::Key("glossaries"), Step::At(at)])),
                        None => {}
                    }
                }
                if let Some(weights) = settings.weights_file.as_ref().filter(|_| common.weights.is_none()) {
                    match read(&base.join(weights)) {
                        Ok(source) => weigh(&source, &mut settings.weights, &mut faults),
                        Err(fault) => faults.push(place(fault, &[Step::Key("weights")])),
                    }
                }
                for (at, dictionary) in settings.dictionaries.iter().enumerate() {
                    if let Err(fault) = resources.dictionary(base, dictionary) {
                        faults.push(place(fault, &[Step::Key("dictionaries"), Step::At(at)]));
                    }
                }
                if let Some(path) = settings.renderings_file.as_ref().filter(|_| common.renderings.is_none()) {
                    let path = base.join(path);
                    match resources.renderings(&path) {
                        Err(found) if !path.is_file() => {
                            faults.extend(found.into_iter().map(|fault| place(fault, &[Step::Key("renderings")])));
                        }
                        read => faults.extend(read.err().unwrap_or_default()),
                    }
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    for path in common.glossary.iter().filter(|path| wanted(path)) {
        match read(path) {
            Ok(source) => sources.push(source),
            Err(fault) => faults.push(fault),
        }
    }
    if let Some(path) = &common.weights {
        match read(path) {
            Ok(source) => weigh(&source, &mut settings.weights, &mut faults),
            Err(fault) => faults.push(fault),
        }
    }
    faults.extend(common.dictionary.iter().filter_map(|path| resources.dictionary(Path::new(""), path).err()));
    if let Some(path) = &common.renderings {
        faults.extend(resources.renderings(path).err().unwrap_or_default());
    }
    (settings.dictionary, settings.renderings, settings.notes) = resources.into_parts();
    (settings, sources, faults)
}

/// Puts what the file `source` says into `weights`, or what is wrong with it into `faults`.
fn weigh(source: &Arc<Source>, weights: &mut Weights, faults: &mut Vec<Diagnostic>) {
    match Weights::read(source) {
        Ok(read) => *weights = read,
        Err(found) => faults.extend(found),
    }
}

/// True if both paths lead to one file, whether or not it is there yet.
pub fn is_same(a: &Path, b: &Path) -> bool {
    let full = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok();
    a == b || full(a).is_some_and(|a| full(b) == Some(a))
}

/// `path` as the user would write it: from where they stand, as far as it is below that.
pub fn name(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}

/// Reads `path` as a text that diagnostics can point into.
///
/// # Errors
///
/// Returns why not, as a fault of the file.
pub fn read(path: &Path) -> Result<Arc<Source>, Diagnostic> {
    let name = name(path);
    let fail = |name: String, error: std::io::Error| Diagnostic {
        source: Arc::new(Source { name, text: String::new() }),
        span: Span::default(),
        message: format!("cannot be read: {error}"),
        cure: Some("give the path of a glossary, weights or settings file in UTF-8".to_owned()),
    };
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Arc::new(Source { name, text })),
        Err(error) => Err(fail(name, error)),
    }
}
