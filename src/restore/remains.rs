//! Where a translation holds the remains of a name that it lost, and what says so.

use super::links::{Kind, Links, Side};
use super::names::ARTICLES;
use super::source::Standing;
use crate::decide::Feature;
use crate::lang::features::Pos;
use crate::lang::{DeterminerKind, Language, Lexicon};
use crate::text::fold::Case;
use crate::text::words::TokenKind;
use std::ops::Range;

/// A pair with its links.
pub struct Line<'l> {
    /// The source's side, its tokens those of the pair.
    pub source: Side<'l>,
    /// The target's side.
    pub target: Side<'l>,
    /// Where the words of the target stand.
    pub standings: &'l [Standing],
    /// For each token of the target whether it has a capital that no sentence asks for.
    pub free: &'l [bool],
    /// What stands for what.
    pub links: &'l Links,
    /// Coined and kept names of the document: what stands for itself is no remains of another.
    pub others: &'l dyn Fn(&str) -> bool,
    /// For each token of the source, whether it is a lost name.
    pub lost: &'l [bool],
    /// True if the source may put nouns side by side where the target has "de" between them.
    pub compounds: bool,
    /// The language of the target.
    pub language: &'static dyn Language,
}

/// Words of the target that may be the remains of a unit.
#[derive(Clone, Debug)]
pub struct Found {
    /// Tokens of the target.
    pub tokens: Range<usize>,
    /// What says so, each with how often it counts.
    pub evidence: Vec<(Feature, i32)>,
    /// True if the source has an article before the name, and so may the target.
    pub article: bool,
}

impl Line<'_> {
    pub(super) fn anchored(&self, at: usize) -> Option<usize> {
        self.links.source[at].filter(|link| link.kind > Kind::Tie && !link.across && !self.lost[at]).map(|link| link.to)
    }

    pub(super) fn lexicon(&self) -> &'static Lexicon {
        self.language.lexicon()
    }

    /// True if token `at` of the target is a short word: what stands between names.
    pub(super) fn is_short(&self, at: usize) -> bool {
        let word = self.target.word(at);
        if self.target.tokens[at].kind == TokenKind::Elided {
            return true;
        }
        let lower = word.to_lowercase();
        self.language
            .determiner(word)
            .is_some_and(|d| matches!(d.kind, DeterminerKind::Definite | DeterminerKind::Indefinite))
            || self.language.is_preposition(word)
            || matches!(
                lower.as_str(),
                "et" | "ou"
                    | "qui"
                    | "que"
                    | "il"
                    | "ils"
                    | "elle"
                    | "elles"
                    | "je"
                    | "tu"
                    | "se"
                    | "nous"
                    | "y"
                    | "me"
                    | "te"
                    | "lui"
                    | "a"
                    | "est"
            )
    }

    /// Where the remains of `unit`, in tokens of the line, may stand, best first.
    #[must_use]
    pub fn find(&self, unit: &Range<usize>) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        found.extend(self.between(unit));
        if let Some(tied) = self.tied(unit).filter(|tied| found.iter().all(|other| other.tokens != tied.tokens)) {
            found.push(tied);
        }
        if found.is_empty() {
            found.extend(self.left_over(unit));
        }
        for one in &mut found {
            one.tokens = self.with_pronoun(one.tokens.clone(), unit);
        }
        found
    }

    /// What stands between the same neighbours.
    #[must_use]
    pub fn between(&self, unit: &Range<usize>) -> Option<Found> {
        /// Words that the remains may have more than the name.
        const MORE: usize = 3;
        let n = self.source.tokens.len();
        let left = (0..unit.start).rev().find_map(|at| self.anchored(at).map(|to| (at, to)));
        let right = (unit.end..n).find_map(|at| self.anchored(at).map(|to| (at, to)));
        let from = left.map_or(0, |(_, to)| to + 1);
        let until = right.map_or(self.target.tokens.len(), |(_, to)| to);
        let before = left.map_or(0, |(at, _)| at + 1)..unit.start;
        let after = unit.end..right.map_or(n, |(at, _)| at);
        let article = |at: usize| self.is_article(at);
        let loose = before.chain(after).filter(|&at| self.source.is_word(at) && !article(at)).count();
        if loose > 0 || from >= until {
            return None;
        }
        let mut tokens = from..until;
        let mark = |at: usize| !self.target.is_word(at);
        while !tokens.is_empty() && mark(tokens.start) {
            tokens.start += 1;
        }
        // "Donne-les" was one verb to the engine.
        let clitic = |at: usize| at > 1 && self.target.word(at - 1) == "-" && !self.target.tokens[at].spaced;
        while !tokens.is_empty() && (mark(tokens.end - 1) || self.is_short(tokens.end - 1) && !clitic(tokens.end - 1)) {
            tokens.end -= 1;
        }
        let (tokens, article) = self.trimmed(self.narrowed(tokens, unit), unit);
        let words = tokens.clone().filter(|&at| self.target.is_word(at)).count();
        let stops = tokens.clone().any(|at| mark(at) && !matches!(self.target.word(at), "-" | "." | "'" | "’" | "&"));
        if words == 0 || words > unit.len() + MORE || stops {
            return None;
        }
        let edge = |side: Side<'_>, at: Option<usize>| {
            at.is_none_or(|at| matches!(side.word(at), "|" | "," | ";" | "(" | ")" | "/" | "+" | "#" | ":" | "•"))
        };
        let whole = edge(self.source, left.map(|(at, _)| at))
            && edge(self.source, right.map(|(at, _)| at))
            && edge(self.target, tokens.start.checked_sub(1))
            && edge(self.target, Some(tokens.end).filter(|&end| end < self.target.tokens.len()));
        let mut evidence = vec![(Feature::RemainsPlace, 1)];
        evidence.extend(whole.then_some((Feature::RemainsWhole, 1)));
        Some(Found { tokens, evidence, article })
    }

    /// True if token `at` of the source is an article.
    pub(super) fn is_article(&self, at: usize) -> bool {
        let word = self.source.word(at).to_lowercase();
        ARTICLES.contains(&word.as_str())
    }

    /// `tokens` without the words in small letters around the capitals, where they are more than the name has.
    fn narrowed(&self, tokens: Range<usize>, unit: &Range<usize>) -> Range<usize> {
        let content = tokens.clone().filter(|&at| self.target.is_word(at) && !self.is_short(at)).count();
        let free = |at: &usize| self.free[*at] && self.standings[*at] == Standing::Inside;
        let (Some(first), Some(last)) = (tokens.clone().find(free), tokens.clone().rfind(free)) else { return tokens };
        // "je suis Venu" is a verb with what it stands with, all of it made from the name.
        let verb = tokens.clone().take_while(|&at| at < first).all(|at| self.is_short(at) || self.is_auxiliary(at));
        let words = unit.clone().filter(|&at| self.source.is_word(at)).count();
        if content <= words {
            return tokens;
        }
        (if verb { tokens.start } else { self.opened(first, unit) })..last + 1
    }

    /// True if nothing in the source asks for "de" before the name at token `at`: no word for it, and no language that
    /// puts nouns side by side.
    fn has_no_of(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.source.word(before));
        !self.compounds && !matches!(before, "de" | "del" | "di" | "do" | "da" | "dos" | "das")
    }

    /// `tokens` with the pronoun after them that took up the wrong words as a subject ("la Vigne il a").
    fn with_pronoun(&self, tokens: Range<usize>, unit: &Range<usize>) -> Range<usize> {
        let pronoun = |at: usize| matches!(self.target.word(at), "il" | "elle" | "ils" | "elles");
        let taken = (unit.end..self.source.tokens.len().min(unit.end + 3)).any(|at| {
            matches!(
                self.source.word(at).to_lowercase().as_str(),
                "he" | "she" | "it" | "they" | "él" | "ella" | "ellos" | "ellas"
            )
        });
        let next = tokens.end;
        let verb = |at: usize| {
            let tags = self.lexicon().tags(self.target.word(at));
            at < self.target.tokens.len()
                && (tags.iter().any(|tag| tag.pos == Pos::Verb) || self.target.tokens[at].kind == TokenKind::Elided)
        };
        let extra = next + 1 < self.target.tokens.len()
            && pronoun(next)
            && self.target.tokens[next].spaced
            && self.links.target[next].is_none()
            && verb(next + 1);
        tokens.start..next + usize::from(extra && !taken)
    }

    fn is_auxiliary(&self, at: usize) -> bool {
        matches!(
            self.target.word(at).to_lowercase().as_str(),
            "suis" | "es" | "est" | "ai" | "as" | "a" | "sont" | "ont"
        )
    }

    /// Where the remains whose first capital is token `first` begin: with a pronoun that the engine made up for what
    /// it took for a verb, or with an article that only a common noun has.
    fn opened(&self, first: usize, unit: &Range<usize>) -> usize {
        let Some(before) = first.checked_sub(1).filter(|&at| self.links.target[at].is_none()) else { return first };
        let word = self.target.word(before).to_lowercase();
        let pronoun =
            matches!(word.as_str(), "je" | "tu" | "il" | "elle" | "ils" | "elles" | "se" | "te" | "me" | "s'" | "j'");
        let governed = before > 0 && self.language.is_preposition(self.target.word(before - 1));
        let governed = governed || self.has_no_of(unit.start);
        if pronoun || word == "des" && governed { before } else { first }
    }

    /// `tokens` without what belongs before the name, and whether the author has an article there.
    fn trimmed(&self, mut tokens: Range<usize>, unit: &Range<usize>) -> (Range<usize>, bool) {
        let article = unit.start > 0 && self.is_article(unit.start - 1);
        while tokens.len() > 1 && self.is_short(tokens.start) {
            let word = self.target.word(tokens.start);
            let determiner = self.language.determiner(word);
            let preposition = self.language.is_preposition(word)
                || determiner.is_some_and(|d| d.preposition.is_some())
                || matches!(word, "et" | "ou" | "qui" | "que" | "a" | "est");
            // "avec des Bottes": an indefinite article goes with the common noun.
            let after = tokens.start.checked_sub(1).map_or("", |before| self.target.word(before));
            let indefinite =
                word == "des" && !article && (self.language.is_preposition(after) || self.has_no_of(unit.start));
            if !indefinite && (preposition || determiner.is_some()) {
                tokens.start += 1;
            } else {
                // A pronoun that the engine made up ("María tu Tais"), or "des".
                break;
            }
        }
        (tokens, article)
    }

    /// What has a capital as the name has, in its order.
    fn tied(&self, unit: &Range<usize>) -> Option<Found> {
        let ties =
            unit.clone().filter_map(|at| self.links.source[at].filter(|link| link.kind == Kind::Tie || self.lost[at]));
        let (mut first, mut last) = (usize::MAX, 0);
        for link in ties {
            first = first.min(link.to);
            last = last.max(link.to);
        }
        if first == usize::MAX || last - first > unit.len() + 2 {
            return None;
        }
        let inner = |at: usize| self.links.target[at].is_none_or(|link| unit.contains(&link.to));
        if !(first..=last).all(|at| inner(at) || self.is_short(at)) {
            return None;
        }
        let (first, last) = self.widened(unit, first, last);
        let article = unit.start > 0 && self.is_article(unit.start - 1);
        let first = if article { first } else { self.opened(first, unit) };
        Some(Found { tokens: first..last + 1, evidence: Vec::new(), article })
    }

    /// "Alouette de Marie" for "Marie Lark": what stands before the word that the name begins with, and belongs to it.
    #[must_use]
    pub fn reversed(&self, unit: &Range<usize>) -> Option<Found> {
        let before = unit.start.checked_sub(1)?;
        let kept = self.links.source[before].filter(|link| link.kind == Kind::Same)?.to;
        let of = |at: usize| matches!(self.target.word(at).to_lowercase().as_str(), "de" | "du" | "d'" | "d’" | "des");
        let mut last = kept.checked_sub(1)?;
        if self.target.word(last) == "la" {
            last = last.checked_sub(1)?;
        }
        let last = last.checked_sub(1).filter(|_| of(last))?;
        let open = |at: usize| self.links.target[at].is_none_or(|link| unit.contains(&link.to));
        let free = |at: usize| self.free[at] && self.standings[at] > Standing::Small && open(at);
        let opens = |at: usize| at == 0 && Case::is_capitalised(self.target.word(at)) && open(at);
        if !free(last) && !opens(last) {
            return None;
        }
        let wanted = unit.clone().filter(|&at| self.source.is_word(at)).count();
        let mut first = last;
        while last - first + 1 < wanted && first > 0 && free(first - 1) {
            first -= 1;
        }
        Some(Found {
            tokens: first..kept + 1,
            evidence: vec![(Feature::RemainsReversed, 1)],
            article: before > 0 && self.is_article(before - 1),
        })
    }

    /// The words from `first` to `last` with the free capitals beside them, up to as many as the name has.
    fn widened(&self, unit: &Range<usize>, mut first: usize, mut last: usize) -> (usize, usize) {
        /// "de la" between two words of a name.
        const SHORT: usize = 2;
        let wanted = unit.clone().filter(|&at| self.source.is_word(at) && self.lost[at]).count();
        let has = |first: usize, last: usize| (first..=last).filter(|&at| !self.is_short(at)).count();
        let free = |at: usize| self.free[at] && self.links.target[at].is_none();
        let passes = |at: usize| self.is_short(at) && self.links.target[at].is_none_or(|link| link.kind != Kind::Same);
        while has(first, last) < wanted {
            let next = (last + 1..self.target.tokens.len().min(last + 2 + SHORT))
                .find(|&at| !passes(at))
                .filter(|&at| free(at));
            let before = (first.saturating_sub(1 + SHORT)..first).rev().find(|&at| !passes(at)).filter(|&at| free(at));
            match (next, before) {
                (Some(at), _) => last = at,
                (None, Some(at)) => first = at,
                (None, None) => break,
            }
        }
        (first, last)
    }

    /// The one capital that nothing explains, where one name has no remains.
    fn left_over(&self, unit: &Range<usize>) -> Option<Found> {
        let mut free = (0..self.target.tokens.len()).filter(|&at| self.free[at] && self.links.target[at].is_none());
        let first = free.next()?;
        let last = free.next_back().unwrap_or(first);
        let others = (0..self.source.tokens.len()).any(|at| {
            self.lost[at] && !unit.contains(&at) && self.links.source[at].is_none_or(|link| link.kind == Kind::Tie)
        });
        if others || last - first > unit.len() {
            return None;
        }
        let article = unit.start > 0 && self.is_article(unit.start - 1);
        Some(Found { tokens: first..last + 1, evidence: Vec::new(), article })
    }
}
