//! The settings file: the nearest `decalque.toml` upwards.

use super::args::{Common, Tier};
use crate::diagnostic::Source;
use crate::error::Error;
use crate::glossary::{Termbase, builtin, load};
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
}

/// Reads `path` as a text that diagnostics can point into.
///
/// # Errors
///
/// Returns why it cannot be read.
pub fn read(path: &Path) -> Result<Arc<Source>, Error> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Error::io(name.clone(), error))?;
    Ok(Arc::new(Source { name, text }))
}

/// The settings that hold in `folder`, their glossary paths made absolute.
///
/// # Errors
///
/// Returns the faults of the file.
pub fn find(folder: &Path, common: &Common) -> Result<Settings, Error> {
    if common.isolated {
        return Ok(Settings::default());
    }
    let Some(path) = folder.ancestors().map(|dir| dir.join(FILE)).find(|path| path.is_file()) else {
        return Ok(Settings::default());
    };
    let (settings, faults) = load::parse::<Settings>(&read(&path)?);
    if !faults.is_empty() {
        return Err(Error::glossary(faults));
    }
    let mut settings = settings.unwrap_or_default();
    let base = path.parent().unwrap_or(folder);
    settings.glossaries.iter_mut().for_each(|glossary| *glossary = base.join(&glossary));
    Ok(settings)
}

/// The built-in glossaries and the user's own.
///
/// # Errors
///
/// Returns every fault of every file.
pub fn termbase(settings: &Settings, common: &Common) -> Result<Termbase, Error> {
    let mut sources = builtin::packs();
    for path in settings.glossaries.iter().chain(&common.glossary) {
        sources.push(read(path)?);
    }
    Termbase::load(&sources)
}
