//! Lists with tabs: a word, and behind each tab a translation.

use super::list::{Way, WordList};

/// Reads a list: a word a line; blank lines and those that begin with `#` say nothing.
pub(super) fn read(text: &str) -> WordList {
    let mut list = WordList::default();
    for (line, row) in text.lines().enumerate() {
        if row.trim().is_empty() || row.starts_with('#') {
            continue;
        }
        let mut cells = row.split('\t');
        let word = cells.next().unwrap_or_default();
        let mut translations = cells.filter(|cell| !cell.trim().is_empty()).peekable();
        if word.trim().is_empty() || translations.peek().is_none() {
            list.fault(line + 1, "no word, a tab and its translation");
        }
        translations.for_each(|translation| list.push(word, translation, Way::Both));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_row_has_a_word_and_its_translations() {
        let list = read("# mine\r\nslope\tpente\tversant \r\n\r\ntwo  words\tdeux mots\r\nodd\n\tx\nend\t\n");
        assert_eq!(list.pairs(), [("slope", "pente"), ("slope", "versant"), ("two words", "deux mots")]);
        let wanted = "no word, a tab and its translation";
        assert_eq!((list.malformed, list.first.clone()), (3, Some((5, wanted.to_owned()))));
    }
}
