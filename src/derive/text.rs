//! The text of an entry, and where it goes in a file whose own bytes all stay.

use crate::glossary::slug;
use toml::de::{DeTable, DeValue};

/// What an addition is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Head<'a> {
    /// A new entry.
    Entry { name: &'a str, kind: &'a str },
    /// More about the entry with this id.
    Extend { id: &'a str },
}

/// An `[[entry]]` or `[[extend]]` table.
#[derive(Clone, Debug)]
pub(super) struct Addition<'a> {
    pub(super) head: Head<'a>,
    /// The rendering, and whether it means nothing else.
    pub(super) instead_of: Option<(&'a str, bool)>,
    pub(super) near: Vec<&'a str>,
    pub(super) never: &'a [String],
    pub(super) change: (&'a str, &'a str),
    pub(super) keep: Vec<&'a str>,
}

/// `text` as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", items.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

impl Addition<'_> {
    /// The table, one key a line in the order of the notation's own description.
    pub(super) fn toml(&self) -> String {
        let mut text = match self.head {
            Head::Entry { name, kind } => format!("[[entry]]\nname = {}\nkind = {}\n", quoted(name), quoted(kind)),
            Head::Extend { id } => format!("[[extend]]\nid = {}\n", quoted(id)),
        };
        match self.instead_of {
            Some((words, true)) => {
                text.push_str(&format!("instead-of = [{{ text = {}, sure = true }}]\n", quoted(words)));
            }
            Some((words, false)) => text.push_str(&format!("instead-of = {}\n", list([words]))),
            None => {}
        }
        if !self.near.is_empty() {
            text.push_str(&format!("near = {}\n", list(self.near.iter().copied())));
        }
        if !self.never.is_empty() {
            text.push_str(&format!("never = {}\n", list(self.never.iter().map(String::as_str))));
        }
        text.push_str(&format!("change = [{}]\n", list([self.change.0, self.change.1])));
        if !self.keep.is_empty() {
            text.push_str(&format!("keep = {}\n", list(self.keep.iter().copied())));
        }
        text
    }
}

/// The head of a new glossary file.
#[must_use]
pub fn head(id: &str, target: &str) -> String {
    format!("format = 1\n\n[pack]\nid = {}\ntarget = {}\n", quoted(id), quoted(target))
}

/// An id for a pack kept in a file called `stem`, none of `taken`.
///
/// # Panics
///
/// Never: one more id is tried than is taken.
#[must_use]
pub fn fresh_id(stem: &str, taken: &[&str]) -> String {
    let stem = Some(slug(stem)).filter(|id| !id.is_empty()).unwrap_or_else(|| "mine".to_owned());
    let free = |id: &String| !taken.contains(&id.as_str());
    let numbered = (2..=taken.len() + 2).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(free).expect("more ids than packs were tried")
}

/// True if a glossary file says nothing yet: it is empty, or has comments only.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    DeTable::parse(text).is_ok_and(|table| table.get_ref().is_empty())
}

/// `text` with `addition` after a blank line at its end, in its own line endings.
#[must_use]
pub fn appended(text: &str, addition: &str) -> String {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut whole = text.to_owned();
    if !text.is_empty() {
        whole.push_str(if text.ends_with('\n') { "" } else { ending });
        whole.push_str(ending);
    }
    whole.push_str(&addition.replace('\n', ending));
    whole
}

/// The settings `text` with `glossary` among its glossaries, of which it names none.
#[must_use]
pub fn listed(text: &str, glossary: &str) -> String {
    let table = DeTable::parse(text).ok();
    let list = table.as_ref().and_then(|table| table.get_ref().get("glossaries"));
    if let Some(list) = list.filter(|list| matches!(list.get_ref(), DeValue::Array(_))) {
        let (before, after) = text.split_at(list.span().start + "[".len());
        return format!("{before}{}{after}", quoted(glossary));
    }
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { ending };
    format!("{text}{gap}glossaries = [{}]{ending}", quoted(glossary))
}

#[cfg(test)]
mod tests {
    use super::{Addition, Head, appended, fresh_id, is_blank, listed};

    #[test]
    fn a_table_has_one_key_a_line_and_quotes_what_needs_it() {
        let never = ["pente \"raide\"".to_owned()];
        let mut addition = Addition {
            head: Head::Entry { name: "Dark Slope", kind: "work" },
            instead_of: Some(("pente foncée", false)),
            near: vec!["Zorbelle", "C:\\"],
            never: &never,
            change: ("a", "b"),
            keep: vec!["c", "d"],
        };
        assert_eq!(
            addition.toml(),
            "[[entry]]\nname = \"Dark Slope\"\nkind = \"work\"\ninstead-of = [\"pente foncée\"]\n\
             near = [\"Zorbelle\", 'C:\\']\nnever = ['pente \"raide\"']\nchange = [[\"a\", \"b\"]]\nkeep = [\"c\", \"d\"]\n"
        );
        addition =
            Addition { head: Head::Extend { id: "x.y" }, near: Vec::new(), never: &[], keep: Vec::new(), ..addition };
        addition.instead_of = Some(("pente", true));
        assert_eq!(
            addition.toml(),
            "[[extend]]\nid = \"x.y\"\ninstead-of = [{ text = \"pente\", sure = true }]\nchange = [[\"a\", \"b\"]]\n"
        );
    }

    #[test]
    fn a_file_keeps_its_bytes_and_line_endings() {
        assert_eq!(appended("", "[a]\nb = 1\n"), "[a]\nb = 1\n");
        assert_eq!(appended("x = 1 # c", "[a]\nb = 1\n"), "x = 1 # c\n\n[a]\nb = 1\n");
        assert_eq!(appended("x = 1\r\n", "[a]\nb = 1\n"), "x = 1\r\n\r\n[a]\r\nb = 1\r\n");
        assert!(is_blank("") && is_blank("# mine\n") && !is_blank("format = 1") && !is_blank("format ="));
    }

    #[test]
    fn settings_name_the_glossary() {
        let listed = |text: &str| listed(text, "mine.toml");
        assert_eq!(listed(""), "glossaries = [\"mine.toml\"]\n");
        assert_eq!(listed("tier = \"safe\" # all"), "tier = \"safe\" # all\nglossaries = [\"mine.toml\"]\n");
        assert_eq!(listed("tier = \"safe\"\r\n"), "tier = \"safe\"\r\nglossaries = [\"mine.toml\"]\r\n");
        assert_eq!(listed("glossaries = [ # none\n]\n"), "glossaries = [\"mine.toml\" # none\n]\n");
    }

    #[test]
    fn ids_are_free_ones() {
        assert_eq!(fresh_id("Mes noms", &["fr-ai"]), "mes-noms");
        assert_eq!(fresh_id("mine", &["mine", "mine-2"]), "mine-3");
        assert_eq!(fresh_id("…", &[]), "mine");
    }
}
