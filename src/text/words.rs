//! Words, marks and masks of a text.

use super::{Span, fold};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits or an inner apostrophe ("aujourd'hui").
    Word,
    /// A short word that lost its vowel, with its apostrophe ("l'", "qu'").
    Elided,
    /// Digits.
    Number,
    /// One mark of punctuation or a symbol.
    Mark,
    /// Something protected that stands where a word could stand: code, an address.
    Masked,
}

/// One token, with the key under which the index knows it.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// [`fold::key`] of its text.
    pub key: u64,
    /// True if a blank or the text's start comes before it.
    pub spaced: bool,
}

impl Token {
    /// True for words with or without apostrophe.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Elided)
    }
}

fn is_apostrophe(c: char) -> bool {
    fold::fold_mark(c) == '\''
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || fold::is_combining(c)
}

/// Splits the part `within` of `text` into tokens and appends them.
///
/// `protected` spans become one [`TokenKind::Masked`] token each, or vanish if they hold no letter
/// or digit: emphasis marks must not cut a phrase in two.
pub fn tokenize(text: &str, within: Span, protected: &[Span], out: &mut Vec<Token>) {
    let mut at = within.start();
    let mut spaced = true;
    let mut masks = protected[protected.partition_point(|p| p.end() <= at)..].iter().peekable();
    while at < within.end() {
        while masks.next_if(|m| m.end() <= at).is_some() {}
        let limit = match masks.peek() {
            Some(mask) if mask.start() <= at => {
                let end = mask.end().min(within.end());
                if text[at..end].contains(char::is_alphanumeric) {
                    out.push(Token { span: Span::new(at, end), kind: TokenKind::Masked, key: 0, spaced });
                    spaced = false;
                }
                at = end;
                continue;
            }
            Some(mask) => mask.start().min(within.end()),
            None => within.end(),
        };
        let rest = &text[at..limit];
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        let (len, kind) = if is_word_char(first) { word(rest) } else { (first.len_utf8(), TokenKind::Mark) };
        let span = Span::new(at, at + len);
        out.push(Token { span, kind, key: fold::key(span.of(text)), spaced });
        spaced = false;
        at += len;
    }
}

/// Length and kind of the word that `rest` begins with.
fn word(rest: &str) -> (usize, TokenKind) {
    let run = |from: usize| rest[from..].find(|c| !is_word_char(c)).map_or(rest.len(), |i| from + i);
    let mut end = run(0);
    loop {
        let mut chars = rest[end..].chars();
        let joined = chars.next().filter(|&c| is_apostrophe(c));
        let Some(mark) = joined.filter(|_| chars.next().is_some_and(char::is_alphabetic)) else { break };
        let before = &rest[..end];
        // French and Italian elide short words and those in -qu; a longer left part ("aujourd'hui",
        // "prud'homme") is the same word going on.
        if before.chars().count() <= 2 && before.chars().all(char::is_alphabetic) || before.ends_with("qu") {
            return (end + mark.len_utf8(), TokenKind::Elided);
        }
        end = run(end + mark.len_utf8());
    }
    let number = rest[..end].chars().all(|c| c.is_ascii_digit());
    (end, if number { TokenKind::Number } else { TokenKind::Word })
}

/// The tokens of a short text on its own, such as a phrase of a glossary.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokenize(text, Span::new(0, text.len()), &[], &mut out);
    out
}

/// Those of `tokens`, which ascend, that spell the stretch `span`; `None` if it cuts one, or holds none.
#[must_use]
pub fn spelling(tokens: &[Token], span: Span) -> Option<Range<usize>> {
    let first = tokens.partition_point(|token| token.span.start() < span.start());
    let last = tokens.partition_point(|token| token.span.end() < span.end());
    let starts = tokens.get(first).is_some_and(|token| token.span.start() == span.start());
    let ends = tokens.get(last).is_some_and(|token| token.span.end() == span.end());
    (starts && ends && first <= last).then_some(first..last + 1)
}

/// `word` without the genitive that English hangs onto a name ("Zorg's"); `None` if it has none.
#[must_use]
pub fn without_genitive(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('s')?;
    let bare = stem.trim_end_matches(['\'', '’']);
    (bare.len() < stem.len() && !bare.is_empty()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, spelling, tokenize, tokens, without_genitive};
    use crate::text::Span;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn elided_words_stand_alone_and_others_keep_their_apostrophe() {
        assert_eq!(
            words("l’objectif qu'aujourd'hui, jusqu'à"),
            ["l’", "objectif", "qu'", "aujourd'hui", ",", "jusqu'", "à"]
        );
        assert_eq!(words("14 000 GPT-4 «aider»"), ["14", "000", "GPT", "-", "4", "«", "aider", "»"]);
    }

    #[test]
    fn whole_tokens_spell_a_stretch() {
        let tokens = tokens("le bord de mer");
        assert_eq!(spelling(&tokens, Span::new(3, 10)), Some(1..3));
        assert_eq!(spelling(&tokens, Span::new(4, 10)), None);
        assert_eq!(spelling(&tokens, Span::new(2, 3)), None);
    }

    #[test]
    fn a_genitive_needs_a_word() {
        assert_eq!(["Zorg's", "Zorg’s", "Zorgs", "'s"].map(without_genitive), [Some("Zorg"), Some("Zorg"), None, None]);
    }

    #[test]
    fn masks_are_one_token_and_emphasis_none() {
        let text = "le **bord** de `x y`";
        let mut out = Vec::new();
        let protected = [Span::new(3, 5), Span::new(9, 11), Span::new(15, 20)];
        tokenize(text, Span::new(0, text.len()), &protected, &mut out);
        let found: Vec<_> = out.iter().map(|t| (t.span.of(text), t.kind)).collect();
        assert_eq!(
            found,
            [("le", TokenKind::Word), ("bord", TokenKind::Word), ("de", TokenKind::Word), ("`x y`", TokenKind::Masked)]
        );
    }
}
