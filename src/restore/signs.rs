//! What the words that may be the remains of a name say for and against it.

use super::links::{COGNATE, Kind, likeness};
use super::names::Unit;
use super::remains::{Found, Line};
use super::source::Standing;
use crate::decide::Feature;
use crate::lang::features::Pos;
use crate::text::fold::{self, Case};
use std::ops::Range;

impl Line<'_> {
    /// Adds what the words of `found` say of `unit`.
    pub fn weigh(&self, unit: &Range<usize>, names: &Unit, found: &mut Found) {
        let name: String = unit.clone().filter(|&at| self.source.is_word(at)).map(|at| self.source.word(at)).collect();
        let content: Vec<usize> =
            found.tokens.clone().filter(|&at| self.target.is_word(at) && !self.is_short(at)).collect();
        let written: String = content.iter().map(|&at| self.target.word(at)).collect();
        let mut evidence = Vec::new();
        let mut add = |feature: Feature, times: i32| {
            if times > 0 {
                evidence.push((feature, times));
            }
        };
        let lower = |at: usize| self.target.word(at).to_lowercase();
        let knows = |at: usize| self.lexicon().contains(&lower(at));
        let odd = |at: usize| self.free[at] && matches!(self.standings[at], Standing::Inside | Standing::Weak);
        let own = |at: usize| {
            let kept = |link: &super::links::Link| link.kind == Kind::Same && unit.contains(&link.to);
            self.links.target[at].is_some_and(|link| kept(&link))
        };
        let capitals = content.iter().filter(|&&at| odd(at)).count();
        let upper = content.iter().filter(|&&at| odd(at) || own(at)).count();
        let capital = capitals > 0 && upper * 2 >= content.len();
        add(Feature::RemainsCapital, i32::from(capital));
        let words = unit.clone().filter(|&at| self.source.is_word(at) && self.lost[at] && !self.is_article(at)).count();
        add(Feature::RemainsCapitals, i32::from(capitals > 1 && capitals >= words));
        let nameless = |at: usize| {
            let tags = self.lexicon().tags(self.target.word(at));
            let names = |pos: Pos| {
                matches!(pos, Pos::Noun | Pos::Adjective | Pos::ProperName | Pos::FirstName | Pos::Surname | Pos::Other)
            };
            !tags.is_empty() && !tags.iter().any(|tag| names(tag.pos))
        };
        add(Feature::RemainsOdd, i32::from(content.iter().any(|&at| odd(at) && nameless(at))));
        if !found.evidence.iter().any(|(feature, _)| *feature == Feature::RemainsPlace) {
            let left = unit.start.checked_sub(1).and_then(|at| self.anchored(at));
            let right = (unit.end < self.source.tokens.len()).then(|| self.anchored(unit.end)).flatten();
            let near = left.is_some_and(|to| to + 1 == found.tokens.start) || right == Some(found.tokens.end);
            add(Feature::RemainsNear, i32::from(near));
        }
        let lone = (0..self.target.tokens.len()).all(|at| {
            !odd(at) || found.tokens.contains(&at) || self.links.target[at].is_some_and(|link| link.kind > Kind::Tie)
        }) && (0..self.source.tokens.len()).all(|at| !self.lost[at] || unit.contains(&at));
        add(Feature::RemainsOnly, i32::from(capital && lone));
        let alike = likeness(&name, &written);
        let step = match alike {
            ..40 => 0,
            40..55 => 1,
            55..70 => 2,
            70..85 => 3,
            _ => 4,
        };
        add(Feature::RemainsAlike, step);
        let kept = names.evidence.contains(&Feature::NameKept) || names.evidence.contains(&Feature::NameCoined);
        let beside = self.beside(unit, &found.tokens);
        add(Feature::RemainsApart, i32::from(!beside && self.has_rest(unit)));
        add(Feature::RemainsBeside, i32::from(beside));
        let foreign = content.iter().any(|&at| {
            !self.lexicon().knows(self.target.word(at)) && self.target.word(at).chars().all(char::is_alphabetic)
        });
        add(Feature::RemainsForeign, i32::from(foreign));
        let part = content.iter().any(|&at| is_part(&name, self.target.word(at)));
        add(
            Feature::RemainsPart,
            i32::from(part && content.len() > 1 && unit.len() == 1 && !self.lexicon().contains(&name.to_lowercase())),
        );
        let common = content.iter().all(|&at| knows(at) && !self.free[at]);
        let same = content.iter().all(|&at| !self.free[at]) && fold::key(&name) == fold::key(&written);
        let small = written.chars().all(char::is_lowercase);
        add(
            Feature::RemainsLowered,
            i32::from(
                common && alike >= COGNATE && !kept || same && small && !names.evidence.contains(&Feature::NameUsual),
            ),
        );
        let stands = |at: usize| {
            let word = self.target.word(at);
            !self.free[at]
                && (0..self.source.tokens.len()).any(|from| !unit.contains(&from) && self.source.word(from) == word)
        };
        let other = content.iter().any(|&at| (self.others)(self.target.word(at)) || stands(at));
        let proper = content.iter().any(|&at| {
            let word = self.target.word(at);
            Case::is_capitalised(word)
                && !knows(at)
                && self
                    .lexicon()
                    .analyses(word)
                    .iter()
                    .any(|a| matches!(a.tag.pos, Pos::ProperName | Pos::Noun | Pos::FirstName))
        });
        add(Feature::RemainsProper, i32::from(proper && !kept && !beside));
        let learned = content.iter().any(|&at| {
            let word = lower(at);
            self.lexicon().contains(&word)
                && unit.clone().any(|from| is_learned(&self.source.word(from).to_lowercase(), &word))
        });
        add(Feature::RemainsAbstract, i32::from(learned && !kept && !beside));
        let explained = content
            .iter()
            .any(|&at| self.links.target[at].is_some_and(|link| link.kind > Kind::Tie && !unit.contains(&link.to)));
        add(Feature::RemainsExplained, i32::from(explained || other));
        let more = content.len().saturating_sub(unit.len() + 1);
        add(Feature::RemainsLong, i32::try_from(more).unwrap_or(0));
        let placed = found.evidence.iter().any(|(feature, _)| *feature == Feature::RemainsPlace);
        let whole = unit.clone().filter(|&at| !self.is_article(at)).count();
        let fewer = if placed { 0 } else { whole.saturating_sub(content.len()) };
        add(Feature::RemainsShort, i32::try_from(fewer).unwrap_or(0));
        found.evidence.extend(evidence);
    }

    /// True if the name goes on in the source with a word that the line kept.
    fn has_rest(&self, unit: &Range<usize>) -> bool {
        let kept = |at: usize| {
            let word = self.source.word(at);
            let same = self.links.source[at].is_some_and(|link| link.kind == Kind::Same);
            same && self.source.is_word(at) && Case::is_capitalised(word) && word.chars().count() > 1
        };
        let spaced = |at: usize| self.source.tokens[at].spaced;
        let before = unit.start.checked_sub(1).is_some_and(|at| kept(at) && spaced(unit.start));
        before || unit.end < self.source.tokens.len() && kept(unit.end) && spaced(unit.end)
    }

    /// True if a word that goes on with the name stands beside it on both sides.
    fn beside(&self, unit: &Range<usize>, tokens: &Range<usize>) -> bool {
        let same = |at: usize| {
            let word = self.source.word(at);
            let link = self.links.source[at].filter(|link| link.kind == Kind::Same)?;
            let numeral = word.chars().all(|c| "IVXLC".contains(c));
            let name = Case::is_capitalised(word) && self.source.is_word(at) && (!numeral || word.len() == 1);
            name.then_some(link.to)
        };
        let spaced = |at: usize| self.source.tokens[at].spaced;
        let left = unit.start.checked_sub(1).filter(|_| spaced(unit.start)).and_then(same);
        let right = Some(unit.end).filter(|&end| end < self.source.tokens.len() && spaced(end)).and_then(same);
        left.is_some_and(|to| to < tokens.start && tokens.start - to <= 2)
            || right.is_some_and(|to| to >= tokens.end && to - tokens.end <= 1)
    }
}

/// True if `word` is, but for its end, a part of the compound `name`.
fn is_part(name: &str, word: &str) -> bool {
    /// Fewer letters are met by chance.
    const LETTERS: usize = 4;
    let plain = |text: &str| text.chars().map(|c| fold::base_letter(fold::lower(c))).collect::<String>();
    let (name, word) = (plain(name), plain(word));
    let count = word.chars().count();
    (LETTERS..=count).rev().take(3).any(|cut| {
        let stem: String = word.chars().take(cut).collect();
        name.len() > stem.len() + 1 && name.contains(&stem)
    })
}

/// True for a pair of learned words that differ by their ending as the languages do ("comisión", "commission").
fn is_learned(source: &str, target: &str) -> bool {
    const ENDINGS: [(&str, &str); 32] = [
        ("ción", "tion"),
        ("sión", "sion"),
        ("tion", "tion"),
        ("sion", "sion"),
        ("dad", "té"),
        ("tad", "té"),
        ("ty", "té"),
        ("ismo", "isme"),
        ("ism", "isme"),
        ("ista", "iste"),
        ("ist", "iste"),
        ("ico", "ique"),
        ("ica", "ique"),
        ("ic", "ique"),
        ("ical", "ique"),
        ("icos", "iques"),
        ("icas", "iques"),
        ("ario", "aire"),
        ("aria", "aire"),
        ("ary", "aire"),
        ("ivo", "if"),
        ("iva", "ive"),
        ("ive", "if"),
        ("encia", "ence"),
        ("ancia", "ance"),
        ("ence", "ence"),
        ("ance", "ance"),
        ("miento", "ment"),
        ("ment", "ment"),
        ("os", "es"),
        ("ía", "ie"),
        ("ura", "ure"),
    ];
    let ends = |(a, b): &(&str, &str)| source.ends_with(a) && target.ends_with(b);
    ENDINGS.iter().any(ends) && likeness(source, target) >= 60
}

#[cfg(test)]
mod tests {
    use super::{is_learned, is_part};

    #[test]
    fn compounds_and_learned_words_are_seen() {
        assert!(!is_part("Stonewall", "muraille") && is_part("Larkfront", "front"));
        assert!(is_part("Nestmanager", "managers") && !is_part("Lark", "larve"));
        assert!(is_learned("comisión", "commission") && !is_learned("ministerial", "ministérielle"));
    }
}
