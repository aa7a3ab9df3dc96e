//! What a run reads beside glossaries: dictionaries, of the user or installed, and learned renderings.

use super::settings;
use crate::diagnostic::Diagnostic;
use crate::dictionary::{self, Dictionary, Notation, Renderings};
use crate::lang::{self, Language};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Languages that dictionaries are installed for, by both codes: of ISO 639-1, as the user writes, and of 639-3.
const LANGUAGES: [(&str, &str); 24] = [
    ("bg", "bul"),
    ("br", "bre"),
    ("ca", "cat"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("gl", "glg"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("la", "lat"),
    ("lt", "lit"),
    ("nl", "nld"),
    ("oc", "oci"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("wo", "wol"),
];

/// The language that texts can be in.
pub fn target() -> &'static dyn Language {
    lang::by_code("fr").expect("the table of languages has French")
}

/// What was read, and what there is to say of it.
#[derive(Debug, Default)]
pub struct Resources {
    dictionary: Dictionary,
    renderings: Renderings,
    notes: Vec<String>,
}

impl Resources {
    /// Reads the dictionary `wanted`: a file, relative to `base`; or the code of a language, for all dictionaries
    /// that are installed between it and that of the texts.
    ///
    /// # Errors
    ///
    /// Returns why there is none, as a fault of the file.
    pub fn dictionary(&mut self, base: &Path, wanted: &Path) -> Result<(), Diagnostic> {
        let code = wanted.to_str().unwrap_or_default();
        let Some(source) = LANGUAGES.iter().find(|(short, _)| *short == code) else {
            return self.file(&base.join(wanted));
        };
        let target = LANGUAGES.iter().find(|(short, _)| *short == target().code()).unwrap_or(source);
        let found = installed(&data_folders(), *source, *target);
        if found.is_empty() {
            let message = format!("no dictionary between `{code}` and `{}` is installed", target.0);
            let cure = format!(
                "install one, as Debian's dict-freedict-{}-{} where there is one, or name a file: a FreeDict .index, an \
                 Apertium .dix, or words and translations with a tab between",
                source.1, target.1
            );
            return Err(*dictionary::fault(code, message, &cure));
        }
        found.iter().try_for_each(|path| self.file(path))
    }

    fn file(&mut self, path: &Path) -> Result<(), Diagnostic> {
        let name = settings::name(path);
        let notation = Notation::of(&name);
        let (index, articles) = match notation {
            Notation::Dictd => halves(path),
            Notation::Dix | Notation::Tsv => (path.to_owned(), None),
        };
        let bytes = bytes(&index)?;
        let articles = articles.map_or_else(|| Ok(Vec::new()), |path| self::bytes(&path))?;
        let list = dictionary::read(&name, notation, &bytes, &articles).map_err(|fault| *fault)?;
        let Some(direction) = list.direction(target()) else {
            let code = target().code();
            let message = format!("neither of its languages is `{code}`");
            return Err(*dictionary::fault(
                &name,
                message,
                &format!("give a dictionary of which one side is `{code}`"),
            ));
        };
        let mut note = format!("{name}: {} translation(s) read", list.len());
        if let Some((line, what)) = &list.first {
            note.push_str(&format!("; {} row(s) passed over, the first on line {line}: {what}", list.malformed));
        }
        self.notes.push(note);
        list.add_to(&mut self.dictionary, direction);
        Ok(())
    }

    /// Reads the renderings at `path`.
    ///
    /// # Errors
    ///
    /// Returns every fault of the file.
    pub fn renderings(&mut self, path: &Path) -> Result<(), Vec<Diagnostic>> {
        let source = settings::read(path).map_err(|fault| vec![fault])?;
        self.renderings.extend(Renderings::read(&source)?);
        Ok(())
    }

    /// The dictionary, the renderings, and a line about each dictionary that was read.
    #[must_use]
    pub fn into_parts(self) -> (Arc<Dictionary>, Arc<Renderings>, Vec<String>) {
        (Arc::new(self.dictionary), Arc::new(self.renderings), self.notes)
    }
}

/// The folders in which programs install data, the user's own first (the XDG base directories).
fn data_folders() -> Vec<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = set("XDG_DATA_HOME").map(PathBuf::from).or_else(|| Some(Path::new(&set("HOME")?).join(".local/share")));
    let all = set("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    home.into_iter().chain(std::env::split_paths(&all)).collect()
}

/// The dictionaries between two languages, each by both of its codes, below `folders`.
fn installed(folders: &[PathBuf], source: (&str, &str), target: (&str, &str)) -> Vec<PathBuf> {
    let mut names = Vec::new();
    for (a, b) in [(source, target), (target, source)] {
        names.push(format!("dictd/freedict-{}-{}.index", a.1, b.1));
        for (a, b) in [(a.0, b.0), (a.1, b.1)] {
            names.push(format!("apertium/apertium-{a}-{b}/apertium-{a}-{b}.{a}-{b}.dix"));
        }
    }
    let paths =
        names.iter().filter_map(|name| folders.iter().map(move |folder| folder.join(name)).find(|path| path.is_file()));
    paths.collect()
}

/// The index and the articles of a dictionary of the dict server, whichever of its files is named.
fn halves(path: &Path) -> (PathBuf, Option<PathBuf>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = [".index", ".dict.dz", ".dict"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    let with = |ending: &str| path.with_file_name(format!("{stem}{ending}"));
    let packed = with(".dict.dz");
    (with(".index"), Some(if packed.is_file() { packed } else { with(".dict") }))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    capped(path, dictionary::MOST).map_err(|error| {
        let cure = "give the path of a dictionary, or a language, as `en`, for those that are installed";
        *dictionary::fault(&settings::name(path), format!("cannot be read: {error}"), cure)
    })
}

/// All of a file that has at most `most` bytes.
///
/// # Errors
///
/// Returns why not, or that it has more.
pub fn capped(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("longer than {} MiB", most >> 20)));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{halves, installed};
    use std::path::{Path, PathBuf};

    #[test]
    fn installed_dictionaries_are_found_in_either_direction() {
        let base = tempfile::tempdir().unwrap();
        let folders = ["own", "all"].map(|name| base.path().join(name)).to_vec();
        let make = |name: &str| {
            let path = base.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        };
        make("all/dictd/freedict-fra-eng.index");
        make("all/dictd/freedict-eng-fra.index");
        make("own/dictd/freedict-eng-fra.index");
        make("all/dictd/freedict-eng-spa.index");
        make("all/apertium/apertium-fr-en/apertium-fr-en.fr-en.dix");
        let found = installed(&folders, ("en", "eng"), ("fr", "fra"));
        let names: Vec<&Path> = found.iter().map(|path| path.strip_prefix(base.path()).unwrap()).collect();
        let wanted = [
            "own/dictd/freedict-eng-fra.index",
            "all/dictd/freedict-fra-eng.index",
            "all/apertium/apertium-fr-en/apertium-fr-en.fr-en.dix",
        ];
        assert_eq!(names, wanted.map(Path::new));
    }

    #[test]
    fn any_file_of_a_dictionary_names_it() {
        for name in ["/x/a-b.index", "/x/a-b.dict", "/x/a-b.dict.dz"] {
            let wanted = (PathBuf::from("/x/a-b.index"), Some(PathBuf::from("/x/a-b.dict")));
            assert_eq!(halves(Path::new(name)), wanted);
        }
    }
}
