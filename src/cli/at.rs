//! A place as the reports print it, taken back in.

use std::path::{Path, PathBuf};
use std::str::FromStr;

/// `[[FILE][#RECORD]:]LINE[:COLUMN]`: what `check` prints before a finding, or less of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The document, or `#` and the number of its record; any if it is not named.
    document: Option<String>,
    /// The line, from one.
    pub line: usize,
    /// The column, from one.
    pub column: Option<usize>,
}

impl FromStr for At {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // Read from the right, since names may hold colons too; the report "short" puts one more at the end.
        let text = text.trim_end_matches(':');
        let split = |text: &'_ str| text.rsplit_once(':').map(|(head, tail)| (head.to_owned(), tail.to_owned()));
        let number = |part: &str| part.parse::<usize>().ok().filter(|&n| n > 0);
        let last = |part: &str| number(part).ok_or_else(|| format!("`{part}` is no number from 1 on"));
        let Some((head, tail)) = split(text) else {
            return Ok(Self { document: None, line: last(text)?, column: None });
        };
        let end = last(&tail)?;
        Ok(match (number(&head), split(&head)) {
            (Some(line), _) => Self { document: None, line, column: Some(end) },
            (None, Some((name, line))) if number(&line).is_some() => {
                Self { document: Some(name), line: last(&line)?, column: Some(end) }
            }
            (None, _) if head.is_empty() => return Err(format!("no line before `:{tail}`")),
            (None, _) => Self { document: Some(head), line: end, column: None },
        })
    }
}

impl At {
    /// True if the place may lie in the document of this name.
    #[must_use]
    pub fn is_in(&self, name: &str) -> bool {
        self.document.as_deref().is_none_or(|own| own == name || own.starts_with('#') && name.ends_with(own))
    }

    /// The file to read if the user gave no other: the one that the place names.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        let name = self.document.as_deref().filter(|name| !name.starts_with(['#', '<']))?;
        let whole = Path::new(name).exists();
        let file = name.rsplit_once('#').filter(|_| !whole).map_or(name, |(file, _)| file);
        Some(PathBuf::from(file))
    }
}

#[cfg(test)]
mod tests {
    use super::At;

    fn at(text: &str) -> Result<(Option<String>, usize, Option<usize>), String> {
        text.parse::<At>().map(|at| (at.document, at.line, at.column))
    }

    #[test]
    fn what_check_prints_is_taken_back() {
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(at("3"), Ok((None, 3, None)));
        assert_eq!(at("3:14"), Ok((None, 3, Some(14))));
        assert_eq!(at("#2:3:14"), Ok((named("#2"), 3, Some(14))));
        assert_eq!(at("#2:3"), Ok((named("#2"), 3, None)));
        assert_eq!(at("docs.jsonl#2:3:14"), Ok((named("docs.jsonl#2"), 3, Some(14))));
        assert_eq!(at("a:b.txt:3:14:"), Ok((named("a:b.txt"), 3, Some(14))));
        assert_eq!(at("<stdin>:3:14"), Ok((named("<stdin>"), 3, Some(14))));
        for wrong in ["", "0", "a", "3:0", "3:x", ":3", "a.txt:"] {
            assert!(at(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_record_is_named_with_or_without_its_file() {
        let is_in = |place: &str, name: &str| place.parse::<At>().is_ok_and(|at| at.is_in(name));
        assert!(is_in("3:1", "a.txt") && is_in("#2:3:1", "docs.jsonl#2") && is_in("a#2:1", "a#2"));
        assert!(!is_in("#2:3:1", "docs.jsonl#12") && !is_in("a.txt:1", "b/a.txt"));
    }
}
