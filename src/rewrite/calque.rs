//! What is said in the place of a calque, in the form that its sentence asks for.

use crate::calque::{Calque, Piece, Sort};
use crate::document::{Document, Facts};
use crate::edit::Edit;
use crate::lang::Language;
use crate::lang::features::{Gender, Number, Pos, Tag};
use crate::text::fold::{self, Case};
use crate::text::sentences::cover;
use crate::text::words;
use std::ops::Range;

/// One word of what will stand there.
struct Word {
    /// What separates it from the word before.
    blank: String,
    text: String,
    /// The token that it is a copy of.
    origin: Option<usize>,
}

/// The edit that says `tokens`, which match `rule` with these `slots`, right; `None` if a form that is asked for does not exist or nothing would change.
#[must_use]
pub fn calque(
    document: &Document,
    facts: &Facts,
    language: &dyn Language,
    rule: &Calque,
    tokens: &Range<usize>,
    slots: &[Range<usize>],
) -> Option<Edit> {
    let reader = Reader { text: &document.text, facts, language };
    let mut out: Vec<Word> = Vec::new();
    let mut blank = String::new();
    for piece in &rule.pieces {
        match piece {
            Piece::Text(text) => {
                let mut done = 0;
                for token in words::tokens(text) {
                    blank.push_str(&text[done..token.span.start()]);
                    done = token.span.end();
                    let word = token.span.of(text).to_owned();
                    out.push(Word { blank: std::mem::take(&mut blank), text: word, origin: None });
                }
                text[done..].clone_into(&mut blank);
            }
            Piece::Copy(slot) => {
                for at in slots[*slot].clone() {
                    let inner = at > slots[*slot].start;
                    let blank = if inner { reader.blank_before(at) } else { std::mem::take(&mut blank) };
                    out.push(Word { blank, text: reader.word(at).to_owned(), origin: Some(at) });
                }
            }
            Piece::Agree(word, slot) => {
                let text = reader.agreed(word, &rule.slots[*slot].1, slots[*slot].start)?;
                out.push(Word { blank: std::mem::take(&mut blank), text, origin: None });
            }
        }
    }
    reader.join(&mut out);
    reader.edit(tokens, out)
}

struct Reader<'d> {
    text: &'d str,
    facts: &'d Facts,
    language: &'d dyn Language,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.facts.tokens[at].span.of(self.text)
    }

    fn tags(&self, at: usize) -> &[Tag] {
        &self.facts.readings(self.text, at, self.language.lexicon()).tags
    }

    fn blank_before(&self, at: usize) -> String {
        self.text[self.facts.tokens[at - 1].span.end()..self.facts.tokens[at].span.start()].to_owned()
    }

    /// `word` in the form that the word at `at`, which fills a slot of this sort, asks for.
    fn agreed(&self, word: &str, sort: &Sort, at: usize) -> Option<String> {
        let lexicon = self.language.lexicon();
        if let Sort::FormOf(lemmas) = sort {
            let same = lemmas.iter().find_map(|old| lexicon.in_place_of(self.word(at), old, word));
            if same.is_some() {
                return same;
            }
        }
        let wanted = |tag: &&Tag| match sort {
            Sort::Adjective => matches!(tag.pos, Pos::Adjective | Pos::PastParticiple),
            Sort::FormOf(_) => matches!(tag.pos, Pos::Noun | Pos::Adjective | Pos::PastParticiple),
            _ => tag.pos == Pos::Noun,
        };
        let determiner = at.checked_sub(1).and_then(|before| self.language.determiner(self.word(before)));
        let mut readings = self.tags(at).iter().filter(wanted);
        let first = readings.next()?;
        // A noun of either gender goes by its determiner ("la modèle"), else by the commoner gender.
        let gender = first.gender.filter(|gender| readings.all(|tag| tag.gender == Some(*gender)));
        let gender = gender.or_else(|| determiner.and_then(|d| d.gender)).unwrap_or(Gender::Masculine);
        let number = first.number.or_else(|| determiner.map(|d| d.number)).unwrap_or(Number::Singular);
        if fold::same_word(word, "le") {
            return Some(self.language.definite(gender, number).to_owned());
        }
        lexicon.agree(word, gender, number)
    }

    /// Joins short words with what now follows them ("la équipe" → "l'équipe"); words that stood side by side
    /// before are left as they were.
    fn join(&self, words: &mut Vec<Word>) {
        let mut i = 1;
        while i < words.len() {
            let (before, here) = (&words[i - 1], &words[i]);
            let stood = before.origin.zip(here.origin).is_some_and(|(a, b)| a + 1 == b);
            if stood || here.blank != " " {
                i += 1;
                continue;
            }
            let lower = before.text.to_lowercase();
            if let Some(joined) = self.language.contraction(&lower, &here.text) {
                words[i - 1].text = like(&words[i - 1].text, joined);
                words[i - 1].origin = None;
                words.remove(i);
            } else if let Some(short) = self.language.short(&lower).filter(|_| self.language.elides(&here.text)) {
                let short = short.replace('\'', &self.facts.apostrophe.to_string());
                words[i - 1].text = like(&words[i - 1].text, &short);
                words[i - 1].origin = None;
                words[i].blank.clear();
            } else {
                i += 1;
            }
        }
    }

    /// The smallest edit of whole words that puts `words` in the place of `tokens`.
    fn edit(&self, tokens: &Range<usize>, mut words: Vec<Word>) -> Option<Edit> {
        let head = self.facts.sentence(tokens.start).start == tokens.start;
        if let Some(first) = words.first_mut().filter(|_| head && Case::is_capitalised(self.word(tokens.start))) {
            first.text = fold::capitalise(&first.text);
        }
        let (mut first, mut end) = (tokens.start, tokens.end);
        let mut from = 0;
        while from < words.len() && first < end && words[from].origin == Some(first) {
            from += 1;
            first += 1;
        }
        let mut until = words.len();
        while until > from
            && end > first
            && words[until - 1].origin == Some(end - 1)
            && words[until - 1].blank == self.blank_before(end - 1)
        {
            until -= 1;
            end -= 1;
        }
        let blank = |i: usize| if i == from { "" } else { &words[i].blank };
        let new: String = (from..until).flat_map(|i| [blank(i), &words[i].text]).collect();
        if first == end || new.is_empty() {
            return self.gap(first, end, &words[from..until]);
        }
        let span = cover(&self.facts.tokens, &(first..end));
        (span.of(self.text) != new).then(|| Edit::new(span, new))
    }

    /// Words that go without any coming, or come without any going: the word before takes the blank along.
    fn gap(&self, first: usize, end: usize, words: &[Word]) -> Option<Edit> {
        let start = first.checked_sub(1).map_or(0, |before| self.facts.tokens[before].span.end());
        if first < end {
            let last = self.facts.tokens[end - 1].span.end();
            return Some(Edit::new(crate::text::Span::new(start, last), ""));
        }
        let new: String = words.iter().flat_map(|word| [word.blank.as_str(), &word.text]).collect();
        (!new.is_empty()).then(|| Edit::new(crate::text::Span::new(start, start), new))
    }
}

/// `word` with a capital if `model` has one.
fn like(model: &str, word: &str) -> String {
    if Case::is_capitalised(model) { fold::capitalise(word) } else { word.to_owned() }
}
