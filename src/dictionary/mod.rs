//! Bilingual dictionaries, from the language of a source to that of its translation; and how an engine renders
//! names, as a corpus showed it.

mod dictd;
mod dix;
mod list;
mod renderings;
mod tsv;

pub use list::{Direction, WordList};
pub use renderings::{Fate, Rendered, Renderings};

use crate::diagnostic::{Diagnostic, Source};
use crate::text::Span;
use crate::text::fold::Case;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

/// Most bytes of a file, packed or not. The largest dictionary of FreeDict has a twentieth of it.
pub const MOST: u64 = 256 << 20;

/// Most translations of one word that are kept; who has more of them says nothing.
const SENSES: usize = 64;

/// What words and phrases of one language are in another.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    senses: HashMap<String, Vec<String>>,
    /// Words that have a capital by themselves, in small letters, each with a translation.
    names: HashSet<(String, String)>,
}

impl Dictionary {
    /// Adds a translation of `word`; one that is known already is not added twice, and after 64 no other.
    pub fn add(&mut self, word: &str, translation: &str) {
        self.insert(word.to_owned(), translation.to_owned());
    }

    fn insert(&mut self, word: String, translation: String) {
        let name = Case::is_capitalised(&word).then(|| (word.to_lowercase(), translation.clone()));
        let key = if word.chars().any(char::is_uppercase) { word.to_lowercase() } else { word };
        let senses = self.senses.entry(key).or_default();
        if senses.len() < SENSES {
            self.names.extend(name);
            if !senses.contains(&translation) {
                senses.push(translation);
            }
        }
    }

    /// True if it has `name` as a name, with a capital, and `text` as its translation: "London" is "Londres". That
    /// "rose" translates "rosa" says nothing of somebody called Rosa.
    #[must_use]
    pub fn translates_name(&self, name: &str, text: &str) -> bool {
        self.names.contains(&(name.to_lowercase(), text.to_owned()))
    }

    /// The translations of `word`, case aside, in the order in which they were added.
    #[must_use]
    pub fn translations(&self, word: &str) -> &[String] {
        self.senses.get(&word.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// True if it has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.senses.is_empty()
    }

    /// How many words and phrases it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.senses.len()
    }
}

/// How a dictionary is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// FreeDict's, for the dict server: an index, and the articles in a file of their own.
    Dictd,
    /// Apertium's, in XML.
    Dix,
    /// A word, a tab, and what it is in the other language.
    Tsv,
}

impl Notation {
    /// The notation of the file called `name`, by its ending.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[".index", ".dict", ".dict.dz"]) {
            Self::Dictd
        } else if ends(&[".dix", ".dix.gz", ".xml"]) {
            Self::Dix
        } else {
            Self::Tsv
        }
    }
}

/// Reads the dictionary `name`: its bytes, packed or not, and for [`Notation::Dictd`] those of its articles too.
///
/// # Errors
///
/// Returns what makes it useless as a whole. Single rows that are wrong are counted in the list.
pub fn read(name: &str, notation: Notation, bytes: &[u8], articles: &[u8]) -> Result<WordList, Box<Diagnostic>> {
    let bytes = unpack(bytes).map_err(|(message, cure)| fault(name, message, cure))?;
    let text = str::from_utf8(&bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|&byte| byte == b'\n').count();
        fault(name, format!("line {line}: not UTF-8"), "convert it, as with `iconv -f latin1 -t utf-8`")
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let list = match notation {
        Notation::Dictd => dictd::read(text, &unpack(articles).map_err(|(message, cure)| fault(name, message, cure))?),
        Notation::Dix => dix::read(text).map_err(|(line, message)| {
            fault(name, format!("line {line}: {message}"), "mend the XML there, or give the file as it was published")
        })?,
        Notation::Tsv => tsv::read(text),
    };
    if list.is_empty() {
        let cure = match notation {
            Notation::Dictd => "give the .index of a bilingual dictionary, its .dict or .dict.dz beside it",
            Notation::Dix => "give a bilingual dictionary, with entries like <e><p><l>…</l><r>…</r></p></e>",
            Notation::Tsv => "write a word, a tab and its translation on each line",
        };
        let first = list.first.as_ref().map(|(line, what)| format!("; line {line}: {what}")).unwrap_or_default();
        return Err(fault(name, format!("no translation was found in it{first}"), cure));
    }
    Ok(list)
}

/// A fault of the dictionary `name` as a whole.
#[must_use]
pub fn fault(name: &str, message: impl Into<String>, cure: &str) -> Box<Diagnostic> {
    let source = Arc::new(Source { name: name.to_owned(), text: String::new() });
    Box::new(Diagnostic { source, span: Span::default(), message: message.into(), cure: Some(cure.to_owned()) })
}

/// `bytes`, unpacked if they are gzip or, what is the same with a table in its head, dictzip.
///
/// # Errors
///
/// Returns what is wrong with them, and what would help.
fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, (String, &'static str)> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut plain = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(MOST + 1).read_to_end(&mut plain);
    read.map_err(|error| (format!("cannot be unpacked: {error}"), "get the file again, it is damaged"))?;
    if plain.len() as u64 > MOST {
        return Err((format!("longer than {} MiB when unpacked", MOST >> 20), "give a smaller dictionary"));
    }
    Ok(Cow::Owned(plain))
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, Direction, Notation, read};
    use crate::lang::French;
    use flate2::{Compression, GzBuilder};
    use std::io::Write;

    /// `bytes` as dictzip packs them: gzip with an extra field.
    fn dictzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzBuilder::new()
            .extra(b"RA\x08\0\x01\0\xCB\xE3\x01\0\x05\0".as_slice())
            .write(Vec::new(), Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn a_word_has_all_its_translations_once() {
        let mut dictionary = Dictionary::default();
        for translation in ["cible", "objectif", "cible"] {
            dictionary.add("Target", translation);
        }
        assert_eq!(dictionary.translations("target"), ["cible", "objectif"]);
        assert!(dictionary.translations("goal").is_empty() && dictionary.len() == 1);
        (0..100).for_each(|n| dictionary.add("many", &n.to_string()));
        assert_eq!(dictionary.translations("many").len(), 64);
        dictionary.add("rosa", "Rose");
        assert!(dictionary.translates_name("Target", "cible") && !dictionary.translates_name("Rosa", "Rose"));
    }

    #[test]
    fn names_tell_the_notation() {
        let of = Notation::of;
        assert_eq!([of("a.index"), of("A.DICT.DZ"), of("a.b.dict")], [Notation::Dictd; 3]);
        assert_eq!([of("apertium-fr-es.fr-es.dix"), of("a.dix.gz")], [Notation::Dix; 2]);
        assert_eq!([of("mine.tsv"), of("mine.txt"), of("index")], [Notation::Tsv; 3]);
    }

    #[test]
    fn packed_files_are_unpacked() {
        let articles = dictzip(b"slope /sloup/\npente\n");
        let list = read("a", Notation::Dictd, b"slope\tA\tU\n", &articles).unwrap();
        let mut dictionary = Dictionary::default();
        let direction = list.direction(&French).unwrap();
        list.add_to(&mut dictionary, direction);
        assert_eq!(dictionary.translations("slope"), ["pente"]);
        assert_eq!(read("a", Notation::Tsv, &dictzip(b"slope\tpente"), b"").unwrap().len(), 1);
        let cut = &articles[..articles.len() - 9];
        let error = read("a", Notation::Dictd, b"slope\tA\tU\n", cut).unwrap_err();
        assert!(error.message.starts_with("cannot be unpacked: "), "{error}");
    }

    #[test]
    fn the_side_that_is_french_is_the_translation() {
        let side = |text: &str| read("a", Notation::Tsv, text.as_bytes(), b"").unwrap().direction(&French);
        assert_eq!(side("slope\tpente\ndark\tfoncé\n"), Some(Direction::Forth));
        assert_eq!(side("pente\tslope\nfoncé\tdark\n"), Some(Direction::Back));
        assert_eq!(side("Zorg\tZurg\n"), Some(Direction::Forth));
        assert_eq!(side(&"straßenzug\tstreetlight\n".repeat(200)), None);
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        let fault = |notation, bytes: &[u8]| read("a", notation, bytes, b"").unwrap_err().to_string();
        assert_eq!(
            fault(Notation::Tsv, b"slope = pente\n"),
            "a:1:1: no translation was found in it; line 1: no word, a tab and its translation \
             (write a word, a tab and its translation on each line)"
        );
        assert_eq!(
            fault(Notation::Tsv, b"a\tb\n\xE9t\xE9\tsummer\n"),
            "a:1:1: line 2: not UTF-8 (convert it, as with `iconv -f latin1 -t utf-8`)"
        );
        assert!(fault(Notation::Dix, b"<a>\n<b></a>").starts_with("a:1:1: line 2: "));
    }
}
