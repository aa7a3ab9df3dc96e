//! FreeDict dictionaries as the dict server has them: an index of words, and articles that it points into.
//!
//! The stylesheet that makes them writes a headword with its sound and grammar, and on the next line or behind
//! `1.` the translations, with commas between; every other line explains or shows a sense:
//!
//! ```text
//! spring /spriŋ/
//! 1. fontaine, source
//! 2. printemps
//! ```

use super::list::{Way, WordList};

/// No article of a bilingual dictionary is longer, in bytes; what an index says to be is at fault.
const LONGEST: usize = 1 << 16;

/// Reads `index`, and from `articles` what it points at, each once: several words may lead to one article.
pub(super) fn read(index: &str, articles: &[u8]) -> WordList {
    let mut list = WordList::default();
    let mut places = Vec::new();
    for (line, row) in index.lines().enumerate() {
        match place(row) {
            Some((word, _, _)) if word.starts_with("00database") || word.starts_with("00-database") => {}
            Some((_, _, len)) if len > LONGEST => list.fault(line + 1, "an article longer than any is"),
            Some((_, start, len)) if start.checked_add(len).is_none_or(|end| end > articles.len()) => {
                list.fault(line + 1, "points behind the last article");
            }
            Some((word, start, len)) => places.push((start, start + len, line + 1, word)),
            None => list.fault(line + 1, "no word, place and length with tabs between"),
        }
    }
    places.sort_unstable();
    let mut done = 0;
    for (start, end, line, word) in places {
        if start < done {
            continue;
        }
        done = end;
        match str::from_utf8(&articles[start..end]) {
            Ok(text) => article(text, word, &mut list),
            Err(_) => list.fault(line, "an article that is not UTF-8"),
        }
    }
    list
}

/// A row of the index: its word, and where its article begins and how long it is, in bytes.
fn place(row: &str) -> Option<(&str, usize, usize)> {
    let mut cells = row.split('\t');
    Some((cells.next()?, number(cells.next()?)?, number(cells.next()?)?))
}

/// A number in the digits of base 64, the greatest first.
fn number(digits: &str) -> Option<usize> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |byte: u8| DIGITS.iter().position(|&digit| digit == byte);
    let add = |number: usize, byte: u8| number.checked_mul(64)?.checked_add(digit(byte)?);
    (!digits.is_empty()).then(|| digits.bytes().try_fold(0, add))?
}

fn article(text: &str, word: &str, list: &mut WordList) {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let head = lines.next().unwrap_or_default();
    let head =
        [" /", " <", " [", " {", " ("].iter().filter_map(|mark| head.find(mark)).min().map_or(head, |at| &head[..at]);
    let mut words = glosses(head);
    if words.is_empty() {
        words.push(word.to_owned());
    }
    for (at, line) in lines.enumerate() {
        let sense = match line.split_once('.') {
            Some((number, sense)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => sense,
            _ if at == 0 => line,
            _ => continue,
        };
        // "obra 2.": the next sense has an explanation and no translation.
        let sense = match sense.rsplit_once(' ') {
            Some((sense, end)) if end.strip_suffix('.').is_some_and(is_digits) => sense,
            _ => sense,
        };
        for translation in glosses(sense) {
            for word in &words {
                list.push(word, &translation, Way::Both);
            }
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands between commas, without what stands in brackets.
fn glosses(text: &str) -> Vec<String> {
    let (mut bare, mut depth) = (String::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '[' | '<' | '{' => depth += 1,
            ')' | ']' | '>' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare.split([',', ';']).map(|gloss| gloss.trim().to_owned()).filter(|gloss| !gloss.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{number, read};

    #[test]
    fn numbers_are_in_base_64() {
        assert_eq!(
            [number("A"), number("/"), number("BA"), number("IUK")],
            [Some(0), Some(63), Some(64), Some(34_058)]
        );
        assert_eq!([number(""), number("a-b"), number("zzzzzzzzzzzzzzzzz")], [None; 3]);
    }

    /// The pairs of dictionaries of one article.
    fn pairs(article: &str) -> Vec<(String, String)> {
        assert!(article.len() < 64 * 64);
        let digit = |at: usize| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[at]);
        let (high, low) = (digit(article.len() / 64), digit(article.len() % 64));
        let list =
            read(&format!("00databaseshort\tA\tA\nx\tA\t{high}{low}\nalias\tA\t{high}{low}\n"), article.as_bytes());
        assert_eq!(list.malformed, 0);
        list.pairs().into_iter().map(|(left, right)| (left.to_owned(), right.to_owned())).collect()
    }

    fn wanted(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(left, right)| (left.to_owned(), right.to_owned())).collect()
    }

    #[test]
    fn articles_give_their_translations_and_nothing_else() {
        let article = "spring /spriŋ/\n1. fontaine, source\n2. printemps\n";
        assert_eq!(pairs(article), wanted(&[("spring", "fontaine"), ("spring", "source"), ("spring", "printemps")]));
        let article = "year\u{2010}book /jˈiə bˈʊk/ <n>\nannuaire (papier)\nLivre qui paraît une fois l'an\n";
        assert_eq!(pairs(article), wanted(&[("year-book", "annuaire")]));
        let article = "œuvre /œvʁ/ <n, fem>\nobra 2.\nObjet créé par un être vivant\n 3.\nProduction littéraire\n";
        assert_eq!(pairs(article), wanted(&[("œuvre", "obra")]));
        assert_eq!(pairs("and/or\net/ou\n"), wanted(&[("and/or", "et/ou")]));
        assert_eq!(pairs("(sic)\nainsi\n"), wanted(&[("x", "ainsi")]));
        assert_eq!(pairs("lonely\n"), wanted(&[]));
    }

    #[test]
    fn what_the_index_has_wrong_is_counted() {
        let list = read("a\tA\tE\nb\tA\n\nc\tA\tBAA\nd\tA\t////\ne\t?\tA\n", b"a\nb\n");
        assert_eq!(list.pairs(), [("a", "b")]);
        assert_eq!((list.malformed, list.first.map(|(line, _)| line)), (5, Some(2)));
        assert_eq!(read("a\tA\tC", b"\xFF\xFE").first, Some((1, "an article that is not UTF-8".to_owned())));
    }
}
