//! Which words of the sources are names: those that a whole corpus writes with a capital inside its sentences.

use super::corpus::{Corpus, Side, Word};
use crate::text::fold::Case;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Small words that stand inside of names, in the languages of sources.
const PARTICLES: [&str; 20] = [
    "of", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "las", "los", "el", "van", "von",
    "der", "den", "le",
];

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is written most often.
    pub text: String,
    /// True if running text shows that it is one, or its spelling; false if only headings and cells have it.
    pub attested: bool,
    /// Pairs, and in each the words of the name: first and behind the last. Ascending.
    pub places: Vec<(usize, usize, usize)>,
}

/// How often a word has a capital where others would not, and how often it has none.
#[derive(Clone, Copy, Debug, Default)]
struct Habit {
    capital: u32,
    small: u32,
}

/// How a corpus writes each word of one side.
#[derive(Clone, Debug)]
struct Habits(Vec<Habit>);

impl Habits {
    /// Reads all sentences of `side`, which are `sentences`.
    fn of<'c>(side: &Side, sentences: impl Iterator<Item = &'c [Word]>) -> Self {
        let mut habits = vec![Habit::default(); side.vocabulary()];
        for words in sentences.filter(|words| runs_on(side, words)) {
            for (at, &word) in words.iter().enumerate() {
                let habit = &mut habits[word.id as usize];
                let capital = Case::is_capitalised(side.of(word));
                habit.small += u32::from(!capital);
                habit.capital += u32::from(capital && !follows(side, words, at) && !begins(side, words, at));
            }
        }
        Self(habits)
    }

    /// True for a word that has a capital more often than not.
    fn is_name(&self, word: u32) -> bool {
        let habit = self.0[word as usize];
        habit.capital > habit.small
    }

    /// True for a word of which running text says nothing.
    fn is_unseen(&self, word: u32) -> bool {
        let habit = self.0[word as usize];
        habit.capital + habit.small == 0
    }
}

/// True if `words` are running text rather than a heading or a list of names: small words of some length outweigh
/// the capitals inside.
fn runs_on(side: &Side, words: &[Word]) -> bool {
    const LONG: usize = 4;
    let (mut small, mut capitals) = (0, 0);
    for (at, &word) in words.iter().enumerate() {
        let text = side.of(word);
        if Case::is_capitalised(text) {
            capitals += usize::from(!begins(side, words, at));
        } else if text.chars().count() >= LONG && text.chars().all(char::is_alphabetic) {
            small += 1;
        }
    }
    small >= 2 && small >= capitals
}

/// True if any word would have a capital at `at`.
fn begins(side: &Side, words: &[Word], at: usize) -> bool {
    let starts = |gap: &str| gap != "." && gap.contains(['.', '!', '?', ':', '…', '•', '"', '“', '«', '\n']);
    at == 0 || starts(side.gap(words[at - 1], words[at]))
}

/// True if a capital stands right before `at`: what follows may be a common word of a name ("Slope" in "play Dark
/// Slope") or of a label ("Use Cases: …").
fn follows(side: &Side, words: &[Word], at: usize) -> bool {
    at > 0 && Case::is_capitalised(side.of(words[at - 1])) && joins(side.gap(words[at - 1], words[at]))
}

/// True for a word that is written as names alone are: capitals inside, all capitals, digits after capitals.
fn is_coined(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match Case::of(text) {
        Case::Mixed | Case::Upper => letters > 1,
        Case::Capital => text.contains(|c: char| c.is_ascii_digit()),
        Case::Lower => false,
    }
}

/// True if `text` may stand between two words of one name.
fn joins(gap: &str) -> bool {
    matches!(gap, " " | "-" | "" | " & " | "&" | ".")
}

/// The names of the sources of `corpus` that stand at `least` places or more, in the order of the alphabet.
pub(super) fn names(corpus: &Corpus, least: usize) -> Vec<Name> {
    let side = &corpus.source;
    let sentence = |pair| corpus.pair(pair)[0];
    let habits = Habits::of(side, (0..corpus.len()).map(sentence));
    let finder = Finder { side, habits: &habits };
    let mut found: Vec<Vec<(usize, usize)>> = Vec::with_capacity(corpus.len());
    let mut known = Known::default();
    for pair in 0..corpus.len() {
        let words = sentence(pair);
        let runs = if runs_on(side, words) { finder.inside(words) } else { Vec::new() };
        runs.iter().filter(|(start, end)| end - start > 1).for_each(|&(start, end)| known.add(&words[start..end]));
        found.push(runs);
    }
    let mut names: BTreeMap<String, (BTreeMap<&str, usize>, Name)> = BTreeMap::new();
    for (pair, runs) in found.into_iter().enumerate() {
        let words = sentence(pair);
        let runs =
            if runs_on(side, words) { finder.with_heads(words, runs, &known) } else { finder.apart(words, &known) };
        let running = runs_on(side, words);
        for (start, end) in runs {
            let text = side.cover(&words[start..end]);
            let empty = || (BTreeMap::new(), Name { text: String::new(), attested: false, places: Vec::new() });
            let (forms, name) = names.entry(text.to_lowercase()).or_insert_with(empty);
            *forms.entry(text).or_default() += 1;
            name.attested |= running || is_coined(text);
            name.places.push((pair, start, end));
        }
    }
    names
        .into_values()
        .filter(|(_, name)| name.places.len() >= least)
        .map(|(forms, name)| {
            // Of equals the last in the alphabet: it has fewer capitals.
            let text = forms.into_iter().max_by_key(|&(form, count)| (count, form)).map_or("", |(form, _)| form);
            Name { text: text.to_owned(), ..name }
        })
        .collect()
}

/// What running text shows to be a name of several words.
#[derive(Default)]
struct Known {
    names: HashSet<Vec<u32>>,
    /// The most words that a name with this first word has.
    longest: HashMap<u32, usize>,
}

impl Known {
    fn add(&mut self, words: &[Word]) {
        let longest = self.longest.entry(words[0].id).or_default();
        *longest = words.len().max(*longest);
        self.names.insert(words.iter().map(|word| word.id).collect());
    }

    /// How many words the longest name has that `words` begin with.
    fn longest(&self, words: &[Word]) -> Option<usize> {
        let most = words.len().min(*self.longest.get(&words.first()?.id)?);
        let ids: Vec<u32> = words[..most].iter().map(|word| word.id).collect();
        (2..=most).rev().find(|&len| self.names.contains(&ids[..len]))
    }
}

struct Finder<'c> {
    side: &'c Side,
    habits: &'c Habits,
}

impl Finder<'_> {
    /// The runs of capitals inside of running text. At the head of a sentence the corpus must say so.
    fn inside(&self, words: &[Word]) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let text = self.side.of(words[at]);
            let capital = self.is_capital(words[at]);
            let head = begins(self.side, words, at) || follows(self.side, words, at);
            let known = is_coined(text) || self.habits.is_name(words[at].id);
            if !capital || head && !known {
                at += 1;
                continue;
            }
            let end = self.end(words, at);
            // One letter ("I", "a vitamin C") is no name by itself.
            if end - at > 1 || text.chars().nth(1).is_some() {
                runs.push((at, end));
            }
            at = end;
        }
        runs
    }

    /// `runs`, and the names of several words that running text has elsewhere and that begin a sentence here.
    fn with_heads(&self, words: &[Word], mut runs: Vec<(usize, usize)>, known: &Known) -> Vec<(usize, usize)> {
        for at in (0..words.len()).filter(|&at| begins(self.side, words, at)) {
            let end = at + self.known_at(words, at, known);
            if end > at && !runs.iter().any(|&(start, stop)| start <= at && stop >= end) {
                runs.retain(|&(start, stop)| stop <= at || start >= end);
                runs.push((at, end));
            }
        }
        runs.sort_unstable();
        runs
    }

    /// How many words the longest name of `known` has that stands at `at`; none if none does.
    fn known_at(&self, words: &[Word], at: usize, known: &Known) -> usize {
        let joined =
            (at + 1..words.len()).take_while(|&next| joins(self.side.gap(words[next - 1], words[next]))).count();
        let names = known.longest(&words[at..=at + joined]).filter(|_| self.is_capital(words[at]));
        names.unwrap_or(0)
    }

    /// True if nothing but what joins the words of names stands between `words[from..to]`.
    fn are_joined(&self, words: &[Word], from: usize, to: usize) -> bool {
        (from + 1..to).all(|at| joins(self.side.gap(words[at - 1], words[at])))
    }

    /// The names in a heading, a cell or a list, where every word may have a capital: those that running text has, and
    /// what stands alone and is never written small.
    fn apart(&self, words: &[Word], known: &Known) -> Vec<(usize, usize)> {
        /// A cell that is a name has no more words.
        const SHORT: usize = 3;
        let all = words.iter().all(|&word| self.is_capital(word));
        let unseen = |&word: &Word| self.habits.is_unseen(word.id) && self.side.of(word).chars().nth(2).is_some();
        if words.len() <= SHORT && all && self.are_joined(words, 0, words.len()) && words.iter().any(unseen) {
            return vec![(0, words.len())];
        }
        let mut runs = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let long = self.known_at(words, at, known);
            let mut end = at;
            while end < words.len()
                && self.is_sure(words[end])
                && (end == at || self.are_joined(words, end - 1, end + 1))
            {
                end += 1;
            }
            let end = end.max(at + long);
            if end > at {
                runs.push((at, end));
            }
            at = end.max(at + 1);
        }
        runs
    }

    /// Where the run of capitals that begins at `at` ends: small words of names and numbers may stand inside.
    fn end(&self, words: &[Word], at: usize) -> usize {
        let mut end = at + 1;
        while end < words.len() {
            let gap = self.side.gap(words[end - 1], words[end]);
            if !joins(gap) {
                break;
            }
            let text = self.side.of(words[end]);
            let number = matches!(gap, "-" | ".") && text.chars().all(|c| c.is_ascii_digit());
            // "Node.js": what a dot joins is one word.
            if self.is_capital(words[end]) || number || gap == "." {
                end += 1;
            } else if let Some(next) = self.beyond(words, end) {
                end = next;
            } else {
                break;
            }
        }
        end
    }

    /// Behind the capital that follows small words of names at `at`, if one does.
    fn beyond(&self, words: &[Word], at: usize) -> Option<usize> {
        let particles = words[at..].iter().take_while(|&&word| PARTICLES.contains(&self.side.of(word))).count();
        let next = at + particles;
        let spaced = (at + 1..=next).all(|i| i < words.len() && self.side.gap(words[i - 1], words[i]) == " ");
        ((1..=2).contains(&particles) && spaced && self.is_capital(words[next])).then_some(next + 1)
    }

    fn is_capital(&self, word: Word) -> bool {
        let text = self.side.of(word);
        // Code and addresses are one word each, and no name.
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '_');
        (Case::is_capitalised(text) || is_coined(text))
            && text.chars().all(plain)
            && text.ends_with(char::is_alphanumeric)
    }

    /// True for a word that is a name wherever it has a capital.
    fn is_sure(&self, word: Word) -> bool {
        self.is_capital(word)
            && (is_coined(self.side.of(word)) || self.habits.is_name(word.id))
            && self.side.of(word).chars().nth(1).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::learn::Corpus;

    /// The names of `sources`, each with the number of its places.
    fn found(sources: &[&str], least: usize) -> Vec<String> {
        let mut corpus = Corpus::default();
        for source in sources {
            corpus.push(source, "x");
        }
        names(&corpus, least).iter().map(|name| format!("{} {}", name.text, name.places.len())).collect()
    }

    #[test]
    fn capitals_inside_of_sentences_make_names() {
        let sources = [
            "They play Dark Slope with friends from the Bank of Zorg every evening.",
            "Dark Slope sells well this year, says Node.js user Anna.",
            "The slope is dark here, and nobody plays with Zorg's APIs, says Anna.",
            "Anna plays another game about slopes.",
            "Slope of a dark line that nobody plays with anymore.",
        ];
        assert_eq!(found(&sources, 1), ["Anna 3", "API 1", "Bank of Zorg 1", "Dark Slope 2", "Node.js 1", "Zorg 1"]);
        assert_eq!(found(&sources, 2), ["Anna 3", "Dark Slope 2"]);
    }

    #[test]
    fn headings_and_cells_have_the_names_that_sentences_have() {
        let sources = [
            "They play Dark Slope with friends every single evening.",
            "A Guide to Dark Slope and Other Games",
            "Guide to Games",
            "Zurgon",
            "Evening",
            "every evening there are games, and a guide tells other friends",
        ];
        assert_eq!(found(&sources, 1), ["Dark Slope 2", "Zurgon 1"]);
    }

    #[test]
    fn labels_and_code_are_no_names() {
        let sources = [
            "Use Cases: small programs, large programs, and those between that nobody counts",
            "Run `Dark Slope` and look at https://Zorg.example/A to learn what happens then.",
            "The New Slope: what everybody plays with every evening.",
        ];
        assert_eq!(found(&sources, 1), [""; 0]);
    }
}
