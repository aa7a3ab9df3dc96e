//! How an engine renders names: a file that `decalque learn` writes, a person looks through and prunes, and
//! `fix --renderings` reads.

use crate::diagnostic::{Diagnostic, Source};
use crate::glossary::load::{self, Step};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

/// What became of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It stands in the translation as it is.
    Kept,
    /// The other language has a name of its own for it, which is to stay ("Londres"): a dictionary says so, or a person.
    Translated,
    /// Other words stand there more often than it was kept: the engine loses it, or it is to be translated ("anglais"
    /// for English). The corpus cannot tell.
    Unclear,
    /// Other words stand there, and elsewhere it was kept, at least as often: the engine does not agree with itself. Or
    /// the name has capitals inside, as no word of another language has.
    Lost,
}

impl Fate {
    /// As a file has it.
    const fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Translated => "translated",
            Self::Unclear => "unclear",
            Self::Lost => "lost",
        }
    }
}

/// What stands for a name in the translations, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The words, without article; the name itself where it was kept.
    pub text: String,
    /// Places where they stand for the name.
    pub count: u32,
    /// Places of the name in all sources.
    pub total: u32,
    /// What that is for the name.
    pub fate: Fate,
    /// A line of the source and what it became, where that is known.
    pub example: Option<(String, String)>,
}

/// How an engine renders names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renderings {
    /// By name in small letters; the name as it is written, and what stands for it, the most frequent first.
    names: BTreeMap<String, (String, Vec<Rendered>)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(default)]
    name: Vec<Entry>,
    /// Names that were always kept, with the number of their places.
    #[serde(default)]
    kept: BTreeMap<String, u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    total: u32,
    #[serde(default)]
    kept: u32,
    #[serde(default)]
    rendering: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    count: u32,
    #[serde(default = "lost")]
    fate: Fate,
    #[serde(default)]
    source: String,
    #[serde(default)]
    target: String,
}

/// Who adds a rendering by hand means one that is wrong.
const fn lost() -> Fate {
    Fate::Lost
}

impl Renderings {
    /// What stands for `name`, case aside, the most frequent first; empty where the corpus does not tell.
    #[must_use]
    pub fn of(&self, name: &str) -> &[Rendered] {
        self.names.get(&name.to_lowercase()).map_or(&[], |(_, rendered)| rendered.as_slice())
    }

    /// Adds what stands for `name`. Of equal counts the one that is less of a loss comes first.
    pub fn add(&mut self, name: &str, mut rendered: Vec<Rendered>) {
        rendered.sort_by(|a, b| (b.count, a.fate, &a.text).cmp(&(a.count, b.fate, &b.text)));
        self.names.insert(name.to_lowercase(), (name.to_owned(), rendered));
    }

    /// True if it has no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Names that have met each fate at least once.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.names.values().filter(|(_, rendered)| rendered.iter().any(|one| one.fate == fate)).count()
    }

    /// Takes in what `other` has; where both know a name, `other` is believed.
    pub fn extend(&mut self, other: Self) {
        self.names.extend(other.names);
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Returns every fault of the file with its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let (file, mut faults) = load::parse::<File>(source);
        let Some(file) = file else { return Err(faults) };
        let mut fault = |path: &[Step<'_>], message: String, cure: &str| {
            faults.push(Diagnostic {
                source: Arc::clone(source),
                span: load::locate(source, path),
                message,
                cure: Some(cure.to_owned()),
            });
        };
        if file.format != 1 {
            fault(&[Step::Key("format")], format!("format {} is not known", file.format), "write `format = 1`");
        }
        let mut renderings = Self::default();
        let mut seen = HashMap::new();
        for (at, entry) in file.name.into_iter().enumerate() {
            let here = |field| [Step::Key("name"), Step::At(at), Step::Key(field)];
            if entry.name.trim().is_empty() {
                fault(&here("name"), "the name is blank".to_owned(), "write the name as the source has it");
            } else if let Some(first) = seen.insert(entry.name.to_lowercase(), at + 1) {
                let message = format!("`{}` is the name of table {first} too", entry.name);
                fault(&here("name"), message, "put the renderings into one table");
            }
            let counted = entry.rendering.iter().fold(u64::from(entry.kept), |sum, row| sum + u64::from(row.count));
            if counted > u64::from(entry.total) {
                let message = format!("{counted} places are counted of {}", entry.total);
                fault(
                    &here("total"),
                    message,
                    "`total` counts every place of the name, `kept` and renderings are some of them",
                );
            }
            if let Some(row) = entry.rendering.iter().position(|row| row.text.trim().is_empty()) {
                let place = [Step::Key("name"), Step::At(at), Step::Key("rendering"), Step::At(row), Step::Key("text")];
                fault(
                    &place,
                    "the rendering is blank".to_owned(),
                    "write the words that stand for the name, or take it out",
                );
            }
            if let Some(row) = entry.rendering.iter().position(|row| row.fate == Fate::Kept) {
                let place = [Step::Key("name"), Step::At(at), Step::Key("rendering"), Step::At(row), Step::Key("fate")];
                fault(&place, "a rendering is not what was kept".to_owned(), "count it in `kept` of its name");
            }
            let rows = rows(&entry);
            if !rows.is_empty() {
                renderings.add(&entry.name, rows);
            }
        }
        for (name, total) in file.kept {
            // A name with a table of its own has said how often it was kept.
            if !seen.contains_key(&name.to_lowercase()) {
                renderings.add(&name, vec![kept(&name, total, total)]);
            }
        }
        if faults.is_empty() { Ok(renderings) } else { Err(faults) }
    }

    /// The renderings as a file: names that were lost, then those of which that is not clear, then those that are
    /// translated, the most frequent first, and at the end those that were always kept; see [`Renderings::read`].
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = String::from(
            "# What a translation engine makes of the names of its source; `decalque learn` wrote this from a corpus.\n\
             # Take out what is no name or stands for none; give the rest to `decalque fix --renderings FILE`.\n\
             # total: places of the name in the source; kept: places where the translation has it as it is.\n\
             # fate: \"lost\", the name is to be put back; \"translated\", the words are to stay; \"unclear\", the name is\n\
             # kept less often or never, and the corpus cannot tell: make one of the others of it where you can.\n\nformat = 1\n",
        );
        let changed = |rows: &[Rendered]| rows.iter().any(|one| one.fate != Fate::Kept || one.count != one.total);
        let weight = |rendered: &[Rendered]| {
            let most = |fate| rendered.iter().filter(|one| one.fate == fate).map(|one| one.count).max().unwrap_or(0);
            [Fate::Lost, Fate::Unclear, Fate::Translated].map(most)
        };
        let mut names: Vec<&(String, Vec<Rendered>)> = self.names.values().filter(|(_, rows)| changed(rows)).collect();
        // Stable: names that weigh the same stay in the order of the alphabet.
        names.sort_by_key(|(_, rows)| std::cmp::Reverse(weight(rows)));
        // Writing to a string cannot fail.
        for (name, rows) in names {
            let total = rows.first().map_or(0, |one| one.total);
            let _ = write!(text, "\n[[name]]\nname = {}\ntotal = {total}\n", quoted(name));
            if let Some(kept) = rows.iter().find(|one| one.fate == Fate::Kept) {
                let _ = writeln!(text, "kept = {}", kept.count);
            }
            for row in rows.iter().filter(|one| one.fate != Fate::Kept) {
                let fate = row.fate.name();
                let _ = write!(
                    text,
                    "[[name.rendering]]\ntext = {}\ncount = {}\nfate = \"{fate}\"\n",
                    quoted(&row.text),
                    row.count
                );
                if let Some((source, target)) = &row.example {
                    let _ = write!(text, "source = {}\ntarget = {}\n", quoted(source), quoted(target));
                }
            }
        }
        text.push_str("\n# Names that are always kept, and how often they were seen.\n[kept]\n");
        for (name, rows) in self.names.values().filter(|(_, rows)| !changed(rows)) {
            let _ = writeln!(text, "{} = {}", quoted(name), rows.iter().map(|one| one.count).sum::<u32>());
        }
        text
    }
}

/// `text` as a string or a key of TOML: JSON has the same escapes, but for one character that it need not escape.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7F}', "\\u007F")
}

/// A name that was kept `count` times of `total`.
fn kept(name: &str, count: u32, total: u32) -> Rendered {
    Rendered { text: name.to_owned(), count, total, fate: Fate::Kept, example: None }
}

fn rows(entry: &Entry) -> Vec<Rendered> {
    let example = |row: &Row| (!row.source.is_empty()).then(|| (row.source.clone(), row.target.clone()));
    let mut rows: Vec<Rendered> = entry
        .rendering
        .iter()
        .map(|row| Rendered {
            text: row.text.clone(),
            count: row.count,
            total: entry.total,
            fate: row.fate,
            example: example(row),
        })
        .collect();
    rows.extend((entry.kept > 0).then(|| kept(&entry.name, entry.kept, entry.total)));
    rows
}

#[cfg(test)]
mod tests {
    use super::{Fate, Rendered, Renderings};
    use crate::diagnostic::Source;
    use std::sync::Arc;

    fn read(text: &str) -> Result<Renderings, Vec<String>> {
        let source = Arc::new(Source { name: "r.toml".to_owned(), text: text.to_owned() });
        Renderings::read(&source).map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    const FILE: &str = "format = 1\n\n[[name]]\nname = \"Dark Slope\"\ntotal = 9\nkept = 2\n\
                        [[name.rendering]]\ntext = \"pente foncée\"\ncount = 5\nsource = \"He plays \\\"Dark Slope\\\".\"\n\
                        target = \"Il joue à « pente foncée ».\"\n\n[[name]]\nname = \"London\"\ntotal = 4\n\
                        [[name.rendering]]\ntext = \"Londres\"\ncount = 4\nfate = \"translated\"\n\n[kept]\nZorg = 3\n\"C++\" = 2\n";

    #[test]
    fn a_file_says_what_stands_for_a_name() {
        let renderings = read(FILE).unwrap();
        let short = |one: &Rendered| (one.text.clone(), one.count, one.total, one.fate);
        let of = |name: &str| renderings.of(name).iter().map(short).collect::<Vec<_>>();
        assert_eq!(
            of("Dark slope"),
            [("pente foncée".to_owned(), 5, 9, Fate::Lost), ("Dark Slope".to_owned(), 2, 9, Fate::Kept)]
        );
        assert_eq!(of("London"), [("Londres".to_owned(), 4, 4, Fate::Translated)]);
        assert_eq!((of("C++"), of("Paris")), (vec![("C++".to_owned(), 2, 2, Fate::Kept)], Vec::new()));
        assert_eq!([Fate::Lost, Fate::Translated, Fate::Kept].map(|fate| renderings.count(fate)), [1, 1, 3]);
    }

    #[test]
    fn what_is_written_is_read() {
        let renderings = read(FILE).unwrap();
        let text = renderings.to_toml();
        assert_eq!(read(&text).unwrap(), renderings, "{text}");
        let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {text}"));
        assert!(at("Dark Slope") < at("London") && at("London") < at("[kept]"));
        assert_eq!(read(&Renderings::default().to_toml()).unwrap(), Renderings::default());
        let odd = read("format = 1\n[[name]]\nname = \"a\\n\\\"\\u007F]\"\ntotal = 3\nkept = 1\n[kept]\n\"\\n\" = 0\n")
            .unwrap();
        assert_eq!(read(&odd.to_toml()).unwrap(), odd, "{}", odd.to_toml());
    }

    #[test]
    fn faults_are_shown_in_their_place() {
        let faults = read(
            "format = 2\n[[name]]\nname = \"A\"\ntotal = 1\n[[name.rendering]]\ntext = \" \"\ncount = 2\n\
             [[name]]\nname = \"a\"\ntotal = 1\n[[name]]\nname = \"\"\ntotal = 1\n",
        );
        let faults = faults.unwrap_err();
        let places: Vec<&str> = faults.iter().map(|fault| fault.split(": ").next().unwrap()).collect();
        assert_eq!(places, ["r.toml:1:10", "r.toml:4:9", "r.toml:6:8", "r.toml:9:8", "r.toml:12:8"], "{faults:?}");
        assert_eq!(read("format = 1\n[[name]]\nname = \"A\"\n").unwrap_err().len(), 1);
        let kept = "format = 1\n[[name]]\nname = \"A\"\ntotal = 2\n[[name.rendering]]\ntext = \"A\"\ncount = 1\nfate = \"kept\"\n";
        assert_eq!(
            read(kept).unwrap_err(),
            ["r.toml:8:8: a rendering is not what was kept (count it in `kept` of its name)"]
        );
    }
}
