//! Where mended texts go: standard output, a diff, or the file itself, whole or not at all.

use crate::error::Error;
use similar::TextDiff;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file being written beside the one that it will replace.
#[derive(Debug)]
pub struct Replacement {
    path: PathBuf,
    file: NamedTempFile,
    /// False if there is no file to replace yet.
    replaces: bool,
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
        Ok(Self { path, file, replaces: true })
    }

    /// Starts what will be the file at `path`, whether or not one is there.
    ///
    /// # Errors
    ///
    /// Returns why no file can be made there.
    pub fn at(path: &Path) -> Result<Self, Error> {
        if path.exists() { Self::of(path) } else { Self::new(path) }
    }

    /// Starts a file at `path`, where none is.
    ///
    /// # Errors
    ///
    /// Returns why no file can be made there.
    pub fn new(path: &Path) -> Result<Self, Error> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let mut builder = tempfile::Builder::new();
        // A temporary file is its owner's alone; a glossary is shared like any other file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        // Said without the name of the temporary file, which its user never saw.
        let fail = |error: io::Error| Error::io(path.display().to_string(), error.kind().into());
        let file = builder.tempfile_in(folder).map_err(fail)?;
        Ok(Self { path: path.to_owned(), file, replaces: false })
    }

    /// Brings everything on disk, and with the rights of the old file: what is left to do is to rename.
    ///
    /// # Errors
    ///
    /// Returns why not, or that the old file is read-only.
    pub fn settle(&self) -> Result<(), Error> {
        let fail = |error| Error::io(self.path.display().to_string(), error);
        if self.replaces {
            let old = fs::metadata(&self.path).map_err(fail)?;
            let permissions = old.permissions();
            if permissions.readonly() {
                // A rename would get past it, but whoever set it meant the text.
                return Err(fail(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    "read-only, so it is left as it is; make it writable to have it mended",
                )));
            }
            #[cfg(unix)]
            {
                use std::os::unix::fs::{MetadataExt, fchown};
                // Only root may, and only root has to: else the file is the user's own, or cannot be given away.
                let _ = fchown(self.file.as_file(), Some(old.uid()), Some(old.gid()));
            }
            self.file.as_file().set_permissions(permissions).map_err(fail)?;
        }
        self.file.as_file().sync_all().map_err(fail)
    }

    /// Puts the new file in the place of the old one, after everything is on disk; the old one is kept if
    /// `backup`, see [`keep`].
    ///
    /// # Errors
    ///
    /// Returns why not; the old file is then still there.
    pub fn finish(self, backup: bool) -> Result<(), Error> {
        self.settle()?;
        let name = self.path.display().to_string();
        let fail = |error| Error::io(name.clone(), error);
        if !self.replaces {
            // What was put there meanwhile is not ours to write over.
            return self.file.persist_noclobber(&self.path).map(drop).map_err(|error| fail(error.error));
        }
        if backup {
            keep(&self.path)?;
        }
        self.file.persist(&self.path).map(drop).map_err(|error| fail(error.error))
    }
}

/// Copies the file at `path` to `FILE.bak` beside it, on disk when this returns. A copy from an earlier run is
/// never lost: where one is, the new one is `FILE.bak1`, `FILE.bak2` and so on, the first that is free. To
/// refuse instead would stop whoever mends a folder twice.
fn keep(path: &Path) -> Result<(), Error> {
    for number in 0usize.. {
        let mut name = path.as_os_str().to_owned();
        name.push(".bak");
        if number > 0 {
            name.push(number.to_string());
        }
        let copy = PathBuf::from(name);
        let fail = |error| Error::io(copy.display().to_string(), error);
        match File::options().write(true).create_new(true).open(&copy) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(fail(error)),
            Ok(mut file) => {
                let mut old = File::open(path).map_err(fail)?;
                io::copy(&mut old, &mut file).map_err(fail)?;
                file.set_permissions(old.metadata().map_err(fail)?.permissions()).map_err(fail)?;
                file.sync_all().map_err(fail)?;
                // Its name has to be on disk too; not every system can be asked for that.
                if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
                    let _ = folder.sync_all();
                }
                return Ok(());
            }
        }
    }
    unreachable!("there are fewer files than numbers")
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Said of the file that the user knows, not of the temporary one.
        let path = &self.path;
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        self.file.as_file_mut().write(bytes).map_err(named)
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

#[expect(clippy::disallowed_methods, reason = "a test makes the files that are replaced")]
#[cfg(test)]
mod tests {
    use super::Replacement;
    use std::fs;
    use std::io::Write;

    #[test]
    fn copies_are_numbered_and_none_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "0").unwrap();
        for text in ["1", "2", "3"] {
            let mut replacement = Replacement::of(&path).unwrap();
            replacement.write_all(text.as_bytes()).unwrap();
            replacement.finish(true).unwrap();
        }
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!([read("a.txt"), read("a.txt.bak"), read("a.txt.bak1"), read("a.txt.bak2")], ["3", "0", "1", "2"]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn owner_and_mode_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "0").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        // Works for root alone; for everybody else the owner is the same anyway.
        let _ = chown(&path, Some(4321), Some(4321));
        let owner = |path| fs::metadata(path).map(|old| (old.uid(), old.gid(), old.mode() & 0o777)).unwrap();
        let before = owner(&path);
        let mut replacement = Replacement::of(&path).unwrap();
        replacement.write_all(b"1").unwrap();
        replacement.finish(false).unwrap();
        assert_eq!((owner(&path), before.2), (before, 0o640));
    }

    #[test]
    fn a_file_that_vanishes_meanwhile_is_an_error_and_no_debris_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "0").unwrap();
        let replacement = Replacement::of(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let error = replacement.finish(true).unwrap_err();
        assert!(error.is_io() && error.to_string().contains("a.txt: "), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_vanishes_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/a.txt");
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::write(&path, "0").unwrap();
        let mut replacement = Replacement::of(&path).unwrap();
        replacement.write_all(b"1").unwrap();
        fs::remove_dir_all(folder.path().join("deep")).unwrap();
        assert!(replacement.finish(false).unwrap_err().is_io());
        let error = Replacement::of(&path).unwrap_err();
        assert!(error.to_string().contains("a.txt: No such file"), "{error}");
    }
}
