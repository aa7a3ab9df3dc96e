//! Apertium's bilingual dictionaries, in XML.
//!
//! Entities that a file defines itself are not expanded: an entry with one is passed over, and no file can make
//! more of a line than it is.

use super::list::{Direction, Way, WordList};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// An entry while it is read.
struct Entry {
    left: String,
    right: String,
    way: Way,
    /// False for a regular expression, an entry that is switched off, or one that cannot be read.
    wanted: bool,
}

/// Where the text that comes next belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Neither,
    Left,
    Right,
    Both,
}

/// Reads the entries of a dictionary; those of its paradigms are endings, not words.
///
/// # Errors
///
/// Returns the line at which the text is no XML any more, and why.
pub(super) fn read(text: &str) -> Result<WordList, (usize, String)> {
    let mut list = WordList::default();
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, at: 0, line: 1 };
    let (mut depth, mut paradigms) = (0_usize, 0_usize);
    let mut entry: Option<Entry> = None;
    let mut side = Side::Neither;
    loop {
        let event = reader.read_event().map_err(|error| (lines.of(reader.error_position()), error.to_string()))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                paradigms += usize::from(start.name().0 == "pardefs");
                match start.name().0 {
                    "e" if paradigms == 0 => entry = Some(open(&start)),
                    name => side = within(name, side, &mut entry),
                }
            }
            Event::Empty(empty) => match (empty.name().0, &mut entry) {
                ("b" | "j", Some(entry)) => entry.put(" ", side),
                ("re", Some(entry)) => entry.wanted = false,
                _ => {}
            },
            Event::Text(text) => {
                if let Some(entry) = &mut entry {
                    entry.put(&text.xml10_content(), side);
                }
            }
            Event::CData(text) => {
                if let Some(entry) = &mut entry {
                    entry.put(&text.xml10_content(), side);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(entry) = &mut entry {
                    let known = match &*reference {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "apos" => Some('\''),
                        "quot" => Some('"'),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    match known {
                        Some(c) => entry.put(c.encode_utf8(&mut [0; 4]), side),
                        None if entry.wanted => {
                            entry.wanted = false;
                            list.fault(
                                lines.of(reader.buffer_position()),
                                format!("`&{};` is not expanded", &*reference),
                            );
                        }
                        None => {}
                    }
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                match end.name().0 {
                    "pardefs" => paradigms = paradigms.saturating_sub(1),
                    "l" | "r" | "i" => side = Side::Neither,
                    "e" => {
                        if let Some(entry) = entry.take().filter(|entry| entry.wanted) {
                            list.push(&entry.left, &entry.right, entry.way);
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof if depth > 0 => {
                return Err((lines.of(text.len() as u64), "the text ends before its elements do".to_owned()));
            }
            Event::Eof => return Ok(list),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The entry that `start` opens.
fn open(start: &BytesStart<'_>) -> Entry {
    let is = |name: &str, value: &str| {
        start.try_get_attribute(name).ok().flatten().is_some_and(|attribute| &*attribute.value == value)
    };
    let way = match (is("r", "LR"), is("r", "RL")) {
        (true, _) => Way::Only(Direction::Forth),
        (_, true) => Way::Only(Direction::Back),
        _ => Way::Both,
    };
    let wanted = !is("i", "yes") && !is("ignore", "yes");
    Entry { left: String::new(), right: String::new(), way, wanted }
}

/// Where the text inside of the element `name` of `entry` belongs; `side` is where it belongs outside of it.
fn within(name: &str, side: Side, entry: &mut Option<Entry>) -> Side {
    match (name, entry) {
        ("l", Some(_)) => Side::Left,
        ("r", Some(_)) => Side::Right,
        ("i", Some(_)) => Side::Both,
        ("re", Some(entry)) => {
            entry.wanted = false;
            Side::Neither
        }
        ("b" | "j", Some(entry)) => {
            entry.put(" ", side);
            side
        }
        _ => side,
    }
}

impl Entry {
    fn put(&mut self, text: &str, side: Side) {
        if matches!(side, Side::Left | Side::Both) {
            self.left.push_str(text);
        }
        if matches!(side, Side::Right | Side::Both) {
            self.right.push_str(text);
        }
    }
}

/// Numbers of lines, for places that ascend.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of byte `at`, from 1.
    fn of(&mut self, at: u64) -> usize {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len()).max(self.at);
        self.line += self.text.as_bytes()[self.at..at].split(|&byte| byte == b'\n').count() - 1;
        self.at = at;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::dictionary::{Dictionary, Direction};

    const HEAD: &str = "<?xml version=\"1.0\"?>\n<dictionary>\n<pardefs><pardef n=\"x\"><e><p><l>s</l><r/></p></e></pardef></pardefs>\n\
                        <section id=\"main\" type=\"standard\">\n";

    fn file(entries: &str) -> String {
        format!("{HEAD}{entries}</section></dictionary>\n")
    }

    #[test]
    fn entries_are_pairs() {
        let list = read(&file(
            "<e><p><l>huerto<s n=\"n\"/></l><r>potager<s n=\"n\"/></r></p></e>\n\
             <e><p><l>casi<b/>nada</l><r>presque<b/>rien</r></p></e>\n\
             <e lm=\"x\"><i>radio&amp;t&#233;l&#xE9;<s n=\"np\"/></i></e>\n\
             <e><p><l>a<g><b/>b</g></l><r>c</r></p><par n=\"x\"/></e>\n\
             <e i=\"yes\"><p><l>off</l><r>off</r></p></e><e><re>[0-9]+</re><p><l/><r/></p></e><!-- end -->\n",
        ));
        let list = list.unwrap();
        let wanted = [("huerto", "potager"), ("casi nada", "presque rien"), ("radio&télé", "radio&télé"), ("a b", "c")];
        assert_eq!((list.pairs().as_slice(), list.malformed), (wanted.as_slice(), 0));
    }

    #[test]
    fn an_entry_may_hold_in_one_direction() {
        let list = read(&file(
            "<e r=\"LR\"><p><l>a</l><r>b</r></p></e><e r=\"RL\"><p><l>c</l><r>d</r></p></e><e><p><l>e</l><r>f</r></p></e>",
        ));
        let list = list.unwrap();
        let found = |direction, words: [&str; 2]| {
            let mut dictionary = Dictionary::default();
            list.clone().add_to(&mut dictionary, direction);
            (dictionary.len(), words.map(|word| dictionary.translations(word).join(",")))
        };
        assert_eq!(found(Direction::Forth, ["a", "e"]), (2, ["b".to_owned(), "f".to_owned()]));
        assert_eq!(found(Direction::Back, ["d", "f"]), (2, ["c".to_owned(), "e".to_owned()]));
    }

    #[test]
    fn entities_of_a_file_are_not_expanded() {
        let text = file("<e><p><l>a &b;&b;</l><r>c</r></p></e>\n<e><p><l>d</l><r>e</r></p></e>");
        let text = text.replace("<dictionary>", "<!DOCTYPE d [<!ENTITY b \"&c;&c;\"><!ENTITY c \"x\">]>\n<dictionary>");
        let list = read(&text).unwrap();
        assert_eq!(list.pairs(), [("d", "e")]);
        assert_eq!((list.malformed, list.first), (1, Some((6, "`&b;` is not expanded".to_owned()))));
    }

    #[test]
    fn what_is_no_xml_is_refused_at_its_line() {
        let (line, _) = read(&file("<e><p><l>a</r></p></e>")).unwrap_err();
        assert_eq!(line, 5);
        assert_eq!(read(&file("<e>").replace("</section></dictionary>", "")).unwrap_err().0, 6);
        assert!(read("no XML").unwrap().is_empty());
    }
}
