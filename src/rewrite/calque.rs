//! What is said in the place of a calque, in the form that its sentence asks for.

use crate::calque::{Calque, Part, Piece, Sort};
use crate::document::{Document, Facts};
use crate::edit::Edit;
use crate::lang::Language;
use crate::lang::features::{Gender, Number, Pos, Tag};
use crate::text::fold::{self, Case};
use crate::text::sentences::cover;
use crate::text::words::{self, TokenKind};
use std::ops::Range;

/// One word of what will stand there.
#[derive(Debug)]
struct Word {
    /// What separates it from the word before.
    blank: String,
    text: String,
    /// The token that it is a copy of.
    origin: Option<usize>,
}

impl Word {
    fn new(blank: String, text: &str, origin: Option<usize>) -> Self {
        Self { blank, text: text.to_owned(), origin }
    }
}

/// The edit that says `tokens`, which match `rule` with these `slots`, right; `None` if a form that is asked for
/// does not exist or nothing would change.
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
    // "du NATO": the preposition is no part of the calque, and is joined anew with what is said.
    let opening = slots.first().filter(|_| rule.opens(0)).and_then(|slot| reader.joined(slot.start));
    if let Some((preposition, _)) = opening {
        out.push(Word::new(String::new(), preposition, None));
        " ".clone_into(&mut blank);
    }
    for piece in &rule.pieces {
        match piece {
            Piece::Text(text) => {
                let mut done = 0;
                for token in words::tokens(text) {
                    blank.push_str(&text[done..token.span.start()]);
                    done = token.span.end();
                    let word = token.span.of(text).replace('\'', &facts.apostrophe.to_string());
                    out.push(Word::new(std::mem::take(&mut blank), &word, None));
                }
                text[done..].clone_into(&mut blank);
            }
            Piece::Copy(slot) if matches!(rule.slots[*slot].1, Sort::Article | Sort::Determiner) => {
                let at = slots[*slot].start;
                let (word, origin) =
                    reader.joined(at).map_or((reader.word(at), Some(at)), |(_, article)| (article, None));
                out.push(Word::new(std::mem::take(&mut blank), word, origin));
            }
            Piece::Copy(slot) => {
                for at in slots[*slot].clone() {
                    let inner = at > slots[*slot].start;
                    let blank = if inner { reader.blank_before(at) } else { std::mem::take(&mut blank) };
                    out.push(Word::new(blank, reader.word(at), Some(at)));
                }
            }
            Piece::Agree(word, slot) if matches!(rule.slots[*slot].1, Sort::Preposition(_)) => {
                out.push(Word::new(std::mem::take(&mut blank), word, None));
                if let Some((_, article)) = reader.joined(slots[*slot].start) {
                    out.push(Word::new(" ".to_owned(), article, None));
                }
            }
            Piece::Agree(word, slot) => {
                let text = reader.agreed(word, &rule.slots[*slot].1, slots[*slot].start)?;
                out.push(Word::new(std::mem::take(&mut blank), &text, None));
            }
        }
    }
    // A line in capitals stays one; an acronym, which is all capitals itself, tells nothing of its line.
    if reader.shouts(tokens) && !rule.parts.iter().any(|part| matches!(part, Part::Exact(_))) {
        for word in out.iter_mut().filter(|word| word.origin.is_none()) {
            word.text = word.text.to_uppercase();
        }
    }
    let tokens = reader.seams(tokens, &mut out)?;
    reader.join(&mut out);
    reader.edit(&tokens, out)
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

    /// Preposition and article of the word at `at`, if it is both ("du").
    fn joined(&self, at: usize) -> Option<(&'static str, &'static str)> {
        let determiner = self.language.determiner(self.word(at))?;
        let gender = determiner.gender.unwrap_or(Gender::Masculine);
        Some((determiner.preposition?, self.language.definite(gender, determiner.number)))
    }

    /// True if `tokens` are written in capitals.
    fn shouts(&self, tokens: &Range<usize>) -> bool {
        let mut words = tokens.clone().map(|at| self.word(at));
        words.any(|word| Case::of(word) == Case::Upper)
            && tokens.clone().all(|at| self.word(at).chars().all(|c| !c.is_lowercase()))
    }

    /// Takes the words on both sides along where what is said may change them: "de l'IMF" → "du FMI",
    /// "qu'en ordre de" → "que pour", "en base à un" → "sur la base d'un". Returns the tokens that `out` replaces; `None` where "l'" would have to be written out,
    /// which a rule that names the article does better.
    fn seams(&self, tokens: &Range<usize>, out: &mut Vec<Word>) -> Option<Range<usize>> {
        let Range { mut start, mut end } = tokens.clone();
        let sentence = self.facts.sentence(start);
        if let Some(first) = out.first_mut().filter(|word| word.origin != Some(start) && start > sentence.start) {
            let (before, blank) = (self.word(start - 1), self.blank_before(start));
            let cut = self.facts.tokens[start - 1].kind == TokenKind::Elided && blank.is_empty();
            let full = self.language.full(before).filter(|_| cut && !self.language.elides(&first.text));
            if cut && full.is_none() && !self.language.elides(&first.text) {
                return None;
            }
            let changes =
                blank == " " && (self.language.short(before).is_some() || self.language.is_preposition(before));
            if full.is_some() || changes {
                " ".clone_into(&mut first.blank);
                let word = full.map_or_else(|| before.to_owned(), |full| like(before, full));
                let origin = full.is_none().then_some(start - 1);
                out.insert(0, Word::new(String::new(), &word, origin));
                start -= 1;
            }
        }
        if let Some(last) = out.last().filter(|word| word.origin != Some(end - 1) && end < sentence.end) {
            let (word, mut blank) = (self.word(end), self.blank_before(end));
            let cut = self.facts.tokens[end - 1].kind == TokenKind::Elided && blank.is_empty();
            if self.facts.tokens[end].is_word() && (cut || blank == " " && self.language.short(&last.text).is_some()) {
                " ".clone_into(&mut blank);
                out.push(Word::new(blank, word, Some(end)));
                end += 1;
            }
        }
        Some(start..end)
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
        // From the end: "de le OTAN" is "de l'OTAN", not "du OTAN".
        for i in (1..words.len()).rev() {
            let (before, here) = (&words[i - 1], &words[i]);
            let stood = before.origin.zip(here.origin).is_some_and(|(a, b)| a + 1 == b);
            if stood || here.blank != " " {
                continue;
            }
            let lower = before.text.to_lowercase();
            let vowel = self.language.elides(&here.text);
            if let Some(other) = self.language.before_vowel(&lower).filter(|_| vowel) {
                words[i - 1].text = like(&words[i - 1].text, other);
                words[i - 1].origin = None;
            } else if let Some(joined) = self.language.contraction(&lower, &here.text) {
                words[i - 1].text = like(&words[i - 1].text, joined);
                words[i - 1].origin = None;
                words.remove(i);
            } else if let Some(short) = self.language.short(&lower).filter(|_| vowel) {
                let short = short.replace('\'', &self.facts.apostrophe.to_string());
                words[i - 1].text = like(&words[i - 1].text, &short);
                words[i - 1].origin = None;
                words[i].blank.clear();
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
        let stays = |i: usize, at: usize| {
            words[i].origin == Some(at)
                || self.is_written(&words[i].text, at) && (i == 0 || words[i].blank == self.blank_before(at))
        };
        while from < words.len() && first < end && stays(from, first) {
            from += 1;
            first += 1;
        }
        let mut until = words.len();
        while until > from
            && end > first
            && (words[until - 1].origin == Some(end - 1) || self.is_written(&words[until - 1].text, end - 1))
            && self.is_blank(&words[until - 1].blank, end - 1)
        {
            until -= 1;
            end -= 1;
        }
        // What is shown must stand somewhere: words that only come take the one before along.
        if first == end && until > from && from > 0 {
            from -= 1;
            first -= 1;
        }
        let blank = |i: usize| if i == from { "" } else { &words[i].blank };
        let new: String = (from..until).flat_map(|i| [blank(i), &words[i].text]).collect();
        if first == end || new.is_empty() {
            return self.gap(first, end, &words[from..until]);
        }
        let span = cover(&self.facts.tokens, &(first..end));
        (span.of(self.text) != new).then(|| Edit::new(span, new))
    }

    /// True if `word` stands at `at`, whatever its apostrophe: a text may have both.
    fn is_written(&self, word: &str, at: usize) -> bool {
        word.chars().map(fold::fold_mark).eq(self.word(at).chars().map(fold::fold_mark))
    }

    /// True if `blank` is what stands before `at`, or would take the place of another blank there: a line end, a
    /// no-break space, or a space with markup beside it.
    fn is_blank(&self, blank: &str, at: usize) -> bool {
        let stands = self.blank_before(at);
        blank == stands || blank == " " && stands.contains(char::is_whitespace)
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

#[cfg(test)]
mod tests {
    use crate::diagnostic::Source;
    use crate::glossary::Termbase;
    use crate::{Applicability, Document, Engine};
    use std::sync::Arc;

    /// What the rule `text` → `say` makes of `line`.
    fn said(text: &str, say: &str, line: &str) -> String {
        let rule = format!("id = \"x\"\ntext = \"{text}\"\nsay = \"{say}\"\nchange = [[\"a\", \"b\"]]\nkeep = [\"a\"]");
        let pack = format!("format = 1\n[pack]\nid = \"mine\"\ntarget = \"fr\"\n[[calque]]\n{rule}\n");
        let source = Arc::new(Source { name: "mine.toml".to_owned(), text: pack });
        let engine = Engine::new(Termbase::load(&[source]).expect("a pack without faults"));
        engine.review(&Document::plain("", line)).mended(line, Applicability::Safe)
    }

    #[test]
    fn a_preposition_joined_with_the_opening_article_stays() {
        let nato = |line| said("<le> NATO", "<le> OTAN", line);
        assert_eq!(nato("Le chef du NATO parle."), "Le chef de l'OTAN parle.");
        assert_eq!(nato("Il va au NATO demain."), "Il va à l'OTAN demain.");
        assert_eq!(nato("La NATO parle."), "L'OTAN parle.");
        assert_eq!(said("<det> UFO", "<det> OVNI", "Il regarde ce UFO."), "Il regarde cet OVNI.");
        assert_eq!(said("<det> UFO", "<det> OVNI", "Il parle des UFO."), "Il parle des OVNI.");
    }

    #[test]
    fn words_beside_the_phrase_are_joined_anew() {
        assert_eq!(said("l'IMF", "le FMI", "Le chef de l'IMF parle."), "Le chef du FMI parle.");
        assert_eq!(said("l'IMF", "le FMI", "Il doit à l’IMF son poste."), "Il doit au FMI son poste.");
        let order = |line| said("en ordre de <inf>", "pour <inf>", line);
        assert_eq!(order("Il dit qu'en ordre d'avancer il faut payer."), "Il dit que pour avancer il faut payer.");
        assert_eq!(said("pomme", "poire", "J'ai vu l'pomme."), "J'ai vu l'pomme.");
    }

    #[test]
    fn a_preposition_slot_hands_its_article_on() {
        let base = |line| said("en base <à>", "sur la base de@à", line);
        assert_eq!(base("Il juge en base au rapport."), "Il juge sur la base du rapport.");
        assert_eq!(base("Il juge en base aux faits."), "Il juge sur la base des faits.");
        assert_eq!(base("Il juge en base à un fait."), "Il juge sur la base d'un fait.");
        assert_eq!(said("d'accord <à>", "selon@à", "D'accord au chef, il pleut."), "Selon le chef, il pleut.");
    }

    #[test]
    fn blanks_capitals_and_apostrophes_are_the_texts_own() {
        let order = |line| said("en ordre de <inf>", "pour <inf>", line);
        assert_eq!(order("Il court en ordre de\u{a0}sortir."), "Il court pour\u{a0}sortir.");
        let mixed = "C’est l’eau d’ici, et l'UE n’a rien.";
        assert_eq!(said("la UE", "l'UE", mixed), mixed);
        assert_eq!(order("IL COURT EN ORDRE DE SORTIR."), "IL COURT POUR SORTIR.");
        assert_eq!(
            said("par autre part", "d'autre part", "L’eau manque par autre part."),
            "L’eau manque d’autre part."
        );
    }
}
