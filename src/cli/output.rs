//! Where mended texts go: standard output, a diff, or the file itself, whole or not at all.

use crate::error::Error;
use similar::TextDiff;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file being written beside the one that it will replace.
#[derive(Debug)]
pub struct Replacement {
    path: PathBuf,
    file: NamedTempFile,
}

impl Replacement {
    /// Starts a replacement of the file at `path`; a link is followed, so that the link stays.
    ///
    /// # Errors
    ///
    /// Returns why no file can be made beside it.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let fail = |error| Error::io(path.display().to_string(), error);
        let path = fs::canonicalize(path).map_err(fail)?;
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let file = NamedTempFile::new_in(folder).map_err(fail)?;
        Ok(Self { path, file })
    }

    /// Puts the new file in the place of the old one, after everything is on disk; the old one is kept
    /// as `FILE.bak` if `backup`.
    ///
    /// # Errors
    ///
    /// Returns why not; the old file is then still there.
    pub fn finish(self, backup: bool) -> Result<(), Error> {
        let fail = |error| Error::io(self.path.display().to_string(), error);
        let permissions = fs::metadata(&self.path).map_err(fail)?.permissions();
        self.file.as_file().set_permissions(permissions).map_err(fail)?;
        self.file.as_file().sync_all().map_err(fail)?;
        if backup {
            let mut name = self.path.clone().into_os_string();
            name.push(".bak");
            fs::copy(&self.path, &name).map_err(|error| Error::io(PathBuf::from(name).display().to_string(), error))?;
        }
        let path = self.path.clone();
        self.file.persist(&self.path).map_err(|error| Error::io(path.display().to_string(), error.error))?;
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes the unified diff from `before` to `after`.
///
/// # Errors
///
/// Returns what `out` returns.
pub fn diff(name: &str, before: &str, after: &str, out: &mut dyn Write) -> io::Result<()> {
    if before == after {
        return Ok(());
    }
    let diff = TextDiff::from_lines(before, after);
    write!(out, "{}", diff.unified_diff().context_radius(2).header(&format!("a/{name}"), &format!("b/{name}")))
}
