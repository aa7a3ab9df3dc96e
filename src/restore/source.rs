//! What one pass over a source knows: how each of its words is written, and where it stands.

use super::lexis::Lexis;
use crate::text::Span;
use crate::text::fold::{self, Case};
use crate::text::words::{self, Token, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

/// How much the capital of a word says, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is in small letters, or no word.
    Small,
    /// A sentence, a cell, a title begins with it, or every word around it has one: nothing.
    Start,
    /// After a bracket or a semicolon, where writers differ.
    Weak,
    /// In a list whose items have one: something.
    Listed,
    /// Inside a sentence: it is a name, or what the language takes for one.
    Inside,
}

/// How often a word is written how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writing {
    /// With a capital that says nothing.
    pub start: u32,
    /// With a capital inside a sentence.
    pub inside: u32,
    /// In small letters.
    pub small: u32,
}

/// A text with what the capitals of its words say.
#[derive(Debug)]
pub struct Reading<'s> {
    /// The text.
    pub text: &'s str,
    /// Its words and marks; emphasis is left out, and what marks a genitive is no part of a word.
    pub tokens: Vec<Token>,
    /// Where each stands.
    pub standings: Vec<Standing>,
    lexis: Option<&'static Lexis>,
    /// True if titles have a capital on every word.
    titles: bool,
}

/// A source that was read.
#[derive(Debug)]
pub struct Source<'s> {
    /// Its words.
    pub reading: Reading<'s>,
    /// Its language, if its short words tell.
    pub lexis: Option<&'static Lexis>,
    writings: HashMap<u64, Writing>,
}

impl<'s> Source<'s> {
    /// Reads `text`, of which these are the `words`, and which is in `language` (ISO 639-1), if that is known.
    #[must_use]
    pub fn read(text: &'s str, words: &[Token], language: Option<&str>) -> Self {
        let lexis = language.and_then(Lexis::of);
        let tokens = bare(text, words.to_vec());
        let reading = Reading::new(text, tokens, lexis, lexis.is_none_or(Lexis::capitalises_titles));
        let mut writings: HashMap<u64, Writing> = HashMap::new();
        for (token, standing) in reading.tokens.iter().zip(&reading.standings) {
            if token.kind == TokenKind::Word {
                let writing = writings.entry(token.key).or_default();
                match standing {
                    Standing::Small => writing.small += 1,
                    Standing::Inside => writing.inside += 1,
                    Standing::Start => writing.start += 1,
                    Standing::Weak | Standing::Listed => {}
                }
            }
        }
        Self { reading, lexis, writings }
    }

    /// How the word with this key is written in the whole of it.
    #[must_use]
    pub fn writing(&self, key: u64) -> Writing {
        self.writings.get(&key).copied().unwrap_or_default()
    }
}

impl<'s> Reading<'s> {
    /// Reads `tokens` of `text`, which is in the language of `lexis`, if that is known.
    #[must_use]
    pub fn new(text: &'s str, tokens: Vec<Token>, lexis: Option<&'static Lexis>, titles: bool) -> Self {
        let mut reading = Self { text, standings: vec![Standing::Small; tokens.len()], tokens, lexis, titles };
        let mut first = 0;
        while first < reading.tokens.len() {
            let end = reading.segment_end(first);
            reading.stand(first..end);
            first = end;
        }
        reading
    }

    /// The text of token `at`.
    #[must_use]
    pub fn word(&self, at: usize) -> &'s str {
        self.tokens[at].span.of(self.text)
    }

    /// The tokens of a stretch of the text.
    #[must_use]
    pub fn within(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.start() < span.start());
        first..first + self.tokens[first..].partition_point(|token| token.span.end() <= span.end())
    }

    /// True if token `at` begins a line of the text.
    fn begins_line(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let between = &self.text[self.tokens[before].span.end()..self.tokens[at].span.start()];
        !matches!(between, "" | " ") && between.contains('\n')
    }

    /// What emphasis stands before token `at`: `Some(true)` if it opens there, `Some(false)` if it closes.
    fn emphasis(&self, at: usize) -> Option<bool> {
        let from = at.checked_sub(1).map_or(0, |before| self.tokens[before].span.end());
        let between = &self.text[from..self.tokens[at].span.start()];
        if matches!(between, "" | " ") {
            return None;
        }
        between.contains(['*', '_', '`']).then(|| between.ends_with(['*', '_', '`']))
    }

    /// Where the sentence, cell, title or emphasis that begins with token `first` ends.
    fn segment_end(&self, first: usize) -> usize {
        let mut at = first;
        loop {
            let word = self.word(at);
            at += 1;
            if at >= self.tokens.len() || self.begins_line(at) || self.emphasis(at).is_some() {
                return at;
            }
            let ends = match word {
                "|" | "!" | "?" | "…" | ":" | "\"" | "“" | "”" | "«" | "»" | "—" | "–" | "•" | "#" | "¿" | "¡"
                | "[" | "]" | "(" | ")" | "→" | "⇒" | ">" | "=" => true,
                "." => self.tokens[at].spaced && !self.is_initial(at - 1),
                _ => matches!(self.word(at), "]" | ")"),
            };
            if ends {
                return at;
            }
        }
    }

    /// True if a sentence goes on with the segment that begins with token `first`.
    fn goes_on(&self, first: usize) -> bool {
        !self.begins_line(first)
            && (self.emphasis(first) == Some(false)
                && !matches!(self.word(first - 1), "." | ":" | "!" | "?" | "|" | "-")
                || matches!(self.word(first - 1), "]" | ")" | "”" | "»"))
    }

    /// True if the stop `at` belongs to an initial or a short form ("J.", "Mr.").
    fn is_initial(&self, at: usize) -> bool {
        const SHORT: [&str; 14] =
            ["Mr", "Mrs", "Ms", "Dr", "St", "Sr", "Sra", "Jr", "Rep", "Sen", "Gov", "EE", "UU", "vs"];
        at > 0 && {
            let word = self.word(at - 1);
            SHORT.contains(&word) || word.chars().count() == 1 && word.chars().all(char::is_uppercase)
        }
    }

    /// Says of each word of a segment how much its capital says.
    fn stand(&mut self, segment: Range<usize>) {
        let is_word = |at: usize| self.tokens[at].kind == TokenKind::Word;
        let capital = |at: usize| is_word(at) && self.word(at).contains(char::is_uppercase);
        let common = |at: usize| self.lexis.is_some_and(|lexis| lexis.is_common(self.tokens[at].key));
        let Some(head) = segment.clone().find(|&at| is_word(at)) else { return };
        let bracket = segment.start > 0 && self.word(segment.start - 1) == "(";
        let small = segment.clone().filter(|&at| is_word(at) && !capital(at) && !common(at)).count();
        let capitals = segment.clone().filter(|&at| capital(at)).count();
        let nouns = self.lexis.is_some_and(Lexis::capitalises_nouns);
        let listed = self.is_list(&segment);
        let goes_on = self.goes_on(segment.start);
        let heading = segment.start > 0 && self.word(segment.start - 1) == "#";
        let titled = nouns || self.titles && capitals > 1 && !listed && small * 4 <= if heading { capitals } else { 0 };
        let places: Vec<usize> = segment.clone().filter(|&at| capital(at)).collect();
        for at in places {
            let before = at.checked_sub(1).filter(|_| at > segment.start).map_or("", |before| self.word(before));
            self.standings[at] = match before {
                _ if listed && !bracket => Standing::Listed,
                // "(Lark, Thrush)" may be names as well as things.
                _ if bracket && (listed || at == head || before == ",") => Standing::Weak,
                _ if at == head && !goes_on || titled || matches!(before, "-" | "*") && !self.tokens[at].spaced => {
                    Standing::Start
                }
                _ if at == head + 1 && before == "-" => Standing::Start,
                ";" | "'" | "‘" => Standing::Weak,
                _ => Standing::Inside,
            };
        }
    }

    /// True for a list of which every item is written with capitals: "Python, Shell".
    fn is_list(&self, segment: &Range<usize>) -> bool {
        /// The longest item, in words.
        const ITEM: usize = 4;
        let (mut items, mut words, mut plain) = (1, 0, false);
        for at in segment.clone() {
            let word = self.word(at);
            match word {
                "," | ";" | "/" | "+" | "·" => {
                    plain |= words == 0;
                    items += 1;
                    words = 0;
                }
                "&" => words = 0,
                "|" | "." | "(" | ")" | "-" | "*" | "#" => {}
                _ if self.tokens[at].kind == TokenKind::Word => {
                    words += 1;
                    plain |= !word.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) || words > ITEM;
                }
                _ => {}
            }
        }
        items > 1 && words > 0 && !plain
    }
}

/// The words and marks of `text`, as both sides of a pair are read.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    bare(text, words::tokens(text))
}

/// `tokens` of `text`, emphasis left out and a genitive cut off.
fn bare(text: &str, mut tokens: Vec<Token>) -> Vec<Token> {
    tokens.retain(|token| !matches!(token.span.of(text), "*" | "_" | "`"));
    for token in &mut tokens {
        let word = Some(token.span.of(text)).filter(|_| token.kind == TokenKind::Word);
        if let Some(stem) = word.and_then(words::without_genitive) {
            let span = Span::new(token.span.start(), token.span.start() + stem.len());
            *token = Token { span, key: fold::key(stem), ..*token };
        }
    }
    tokens
}

/// True for a word with capitals inside, or with digits: nobody writes a common word so.
#[must_use]
pub fn is_coined(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let small = word.chars().any(char::is_lowercase);
    let digits = word.chars().any(|c| c.is_ascii_digit());
    let plural = word.strip_suffix('s').is_some_and(|stem| Case::of(stem) == Case::Upper && !digits);
    small && Case::of(word) == Case::Mixed && !plural && letters > 2
        || digits && letters > 1 && word.starts_with(char::is_uppercase)
}

/// True for letters that stand for words: all capitals, few, perhaps a plural's.
#[must_use]
pub fn is_acronym(word: &str) -> bool {
    /// The longest, in letters.
    const LONGEST: usize = 6;
    let stem = word.strip_suffix('s').unwrap_or(word);
    Case::of(stem) == Case::Upper && stem.chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::{Source, Standing, is_acronym, is_coined, tokens, words};

    fn standings(text: &str) -> Vec<(&str, Standing)> {
        let source = Source::read(text, &words::tokens(text), Some("en")).reading;
        let capitals = (0..source.tokens.len()).filter(|&at| source.standings[at] != Standing::Small);
        capitals.map(|at| (source.word(at), source.standings[at])).collect()
    }

    #[test]
    fn a_capital_says_most_inside_a_sentence() {
        use Standing::{Inside, Listed, Start, Weak};
        assert_eq!(
            standings("The keeper of Alder said it. She left."),
            [("The", Start), ("Alder", Inside), ("She", Start)]
        );
        assert_eq!(
            standings("| Wide Load | of the (Lark) |\n| Lark, Thrush | not in the way |"),
            [("Wide", Start), ("Load", Start), ("Lark", Weak), ("Lark", Listed), ("Thrush", Listed)]
        );
    }

    #[test]
    fn coined_words_and_acronyms_are_told_from_others() {
        assert!(is_coined("LarkMQ") && is_coined("STM32") && is_coined("iLark"));
        assert!(!is_coined("APIs") && !is_coined("Lark") && !is_coined("API") && !is_coined("3rd"));
        assert!(is_acronym("API") && is_acronym("APIs") && !is_acronym("Api"));
    }

    #[test]
    fn a_genitive_is_cut_off() {
        let text = "Lark's nest isn't O'Neill's";
        let words: Vec<&str> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, ["Lark", "nest", "isn't", "O'", "Neill"]);
    }
}
