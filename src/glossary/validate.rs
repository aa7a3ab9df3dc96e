//! What a well-formed glossary file must also hold to be trusted with other people's texts.

use super::build::{LANGUAGE_CURE, did_you_mean, did_you_mean_in_pack, is_language, not_a_language};
use super::fault::{Faults, Place, Step};
use super::kinds::Kinds;
use super::load::Loaded;
use super::rendering::is_word;
use super::schema::{CaseRule, QuantityTable, Status};
use super::termbase::{Class, Entry, Rendering, slug};
use crate::edit::Applicability;
use crate::lang::{self, Language};
use crate::text::{fold, words};
use regex::Regex;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The names of frames, as `explain` shows them and `frame = "…"` asks for them.
pub const FRAMES: [&str; 30] = [
    "apposition",
    "apposed",
    "deed",
    "staff",
    "speech",
    "enumeration",
    "alone",
    "parallel",
    "defined",
    "glossed",
    "topic",
    "subject",
    "weak subject",
    "bare apposition",
    "agent",
    "predicate",
    "possessor",
    "weak possessor",
    "disagreement",
    "uncontracted",
    "undetermined",
    "object",
    "share",
    "headline",
    "preposition",
    "coordination",
    "version",
    "capital",
    "given name",
    "honorific",
];

struct Checker<'c, 'p> {
    packs: &'p [Loaded],
    faults: &'c mut Faults<'p>,
}

/// Appends the faults of `entries` to `faults`.
pub(super) fn check<'p>(
    packs: &'p [Loaded],
    entries: &[Entry],
    kinds: &Kinds,
    language: &dyn Language,
    faults: &mut Faults<'p>,
) {
    let mut checker = Checker { packs, faults };
    checker.packs(kinds);
    checker.sets();
    let circles = checker.circles(entries);
    let right = right_forms(entries);
    let mut seen: HashMap<&str, &Entry> = HashMap::new();
    for (e, entry) in entries.iter().enumerate() {
        checker.kind(entry, kinds);
        checker.renderings(entry, language);
        checker.examples(entry);
        let others = entry.renderings.iter().filter_map(|rendering| {
            let owners = right.get(claimed_by(rendering).as_str())?;
            let other = owners.iter().copied().find(|&o| o != e && entries[o].id != entry.id)?;
            Some((rendering, other)).filter(|_| !circles.contains(&(other, e)))
        });
        for (rendering, other) in others {
            checker.unreachable(rendering, &entries[other]);
        }
        if let Some(first) = seen.insert(&entry.id, entry) {
            let line = checker.faults.line(name_of(first));
            let message = format!("the id `{}` is taken by an entry in {line}", entry.id);
            checker.faults.push(name_of(entry), message, "give this one an `id` of its own");
        }
    }
}

fn name_of(entry: &Entry) -> Place {
    Place::new(entry.place.0, "entry", entry.place.1).field("name")
}

/// Which entries that are not off have each right form.
fn right_forms(entries: &[Entry]) -> HashMap<String, Vec<usize>> {
    let mut right: HashMap<String, Vec<usize>> = HashMap::new();
    for (e, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.status != Status::Off) {
        for form in &entry.forms {
            right.entry(spelled(form)).or_default().push(e);
        }
    }
    right
}

fn spelled(text: &str) -> String {
    text.chars().map(fold::fold_mark).collect()
}

/// The right form that would claim every place of `rendering`, as the detector reads right forms.
fn claimed_by(rendering: &Rendering) -> String {
    let text = spelled(&rendering.text);
    if rendering.case == CaseRule::Capital { fold::capitalise(&text) } else { text }
}

impl Checker<'_, '_> {
    fn packs(&mut self, kinds: &Kinds) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let packs = self.packs;
        for (p, pack) in packs.iter().enumerate() {
            let file = &pack.file;
            let field = |name: &'static str| [Step::Key("pack"), Step::Key(name)];
            if file.format != 1 {
                let message = format!("format {} is not known to this version", file.format);
                self.faults.at(p, &[Step::Key("format")], message, "write `format = 1`");
            }
            if lang::by_code(&file.pack.target).is_none() || file.pack.target != kinds.target {
                let message = format!("texts in `{}` cannot be mended yet", file.pack.target);
                self.faults.at(p, &field("target"), message, format!("the target is `{}`", kinds.target));
            }
            for (i, code) in file.pack.sources.iter().enumerate().filter(|(_, code)| !is_language(code)) {
                let path = [Step::Key("pack"), Step::Key("sources"), Step::At(i)];
                self.faults.at(p, &path, not_a_language(code), LANGUAGE_CURE);
            }
            if file.pack.id.is_empty() || slug(&file.pack.id) != file.pack.id {
                let message = format!("`{}` is no id", file.pack.id);
                self.faults.at(p, &field("id"), message, "use small letters, digits and hyphens");
            }
            if let Some(first) = seen.insert(&file.pack.id, p) {
                let message =
                    format!("the pack `{}` is loaded twice, first from {}", file.pack.id, packs[first].source.name);
                self.faults.at(p, &field("id"), message, "give one of them another id");
            }
            for (q, quantity) in file.quantity.iter().enumerate() {
                for (message, cure) in self.quantity(&file.pack.target, quantity) {
                    self.faults.at(p, &[Step::Key("quantity"), Step::At(q), Step::Key("unit")], message, cure);
                }
            }
        }
    }

    /// Sets have words, and what overlays change in them exists.
    fn sets(&mut self) {
        let packs = self.packs;
        let mut known: BTreeMap<String, HashSet<&str>> = BTreeMap::new();
        for (p, pack) in packs.iter().enumerate() {
            for (name, words) in &pack.file.sets {
                let set = known.entry(format!("{}.{name}", pack.file.pack.id)).or_default();
                set.extend(words.iter().map(String::as_str));
                self.words(p, "sets", name, words);
            }
        }
        for (p, pack) in packs.iter().enumerate() {
            for (name, words) in &pack.file.extend_sets {
                self.words(p, "extend-sets", name, words);
                match known.get_mut(name) {
                    Some(set) => set.extend(words.iter().map(String::as_str)),
                    None => self.no_set(p, "extend-sets", name, &known),
                }
            }
        }
        for (p, pack) in packs.iter().enumerate() {
            for (name, words) in &pack.file.without_sets {
                let Some(set) = known.get(name) else {
                    self.no_set(p, "without-sets", name, &known);
                    continue;
                };
                for (i, word) in words.iter().enumerate().filter(|(_, word)| !set.contains(word.as_str())) {
                    let path = [Step::Key("without-sets"), Step::Key(name), Step::At(i)];
                    let cure = did_you_mean(word, set.iter().copied()).unwrap_or_else(|| "remove it here".to_owned());
                    self.faults.at(p, &path, format!("the set `{name}` has no `{word}`"), cure);
                }
            }
        }
    }

    fn words(&mut self, pack: usize, table: &str, name: &str, words: &[String]) {
        for (i, _) in words.iter().enumerate().filter(|(_, word)| !is_word(word)) {
            let path = [Step::Key(table), Step::Key(name), Step::At(i)];
            self.faults.at(pack, &path, "a cue without a word", "write it or remove it");
        }
    }

    fn no_set(&mut self, pack: usize, table: &str, name: &str, known: &BTreeMap<String, HashSet<&str>>) {
        let cure = did_you_mean_in_pack(name, known.keys().map(String::as_str))
            .unwrap_or_else(|| "write the pack and the set, as \"fr-ai.meta-family\"".to_owned());
        self.faults.at(pack, &[Step::Key(table), Step::Key(name)], format!("no set is called `{name}`"), cure);
    }

    /// What is wrong with a number word, and the cures.
    fn quantity(&self, target: &str, quantity: &QuantityTable) -> Vec<(String, String)> {
        let unit = &quantity.unit;
        let mut faults = Vec::new();
        if quantity.from == 0 || quantity.keep.len() < quantity.change.len() {
            let message =
                format!("the quantity `{unit}` needs `from` above 0 and as many keep examples as change examples");
            faults.push((message, "add what lacks".to_owned()));
        }
        if [&quantity.becomes, &quantity.becomes_plural]
            .iter()
            .any(|word| *word == unit || quantity.also.contains(word))
        {
            let cure = "write another number word into `becomes`".to_owned();
            faults.push((format!("the quantity `{unit}` becomes itself"), cure));
        }
        let abroad = quantity.false_friend.iter().map(|code| (code.as_str(), unit));
        let here = [(target, unit), (target, &quantity.becomes)].into_iter();
        let needed = abroad.chain(here.filter(|_| !quantity.false_friend.is_empty()));
        let known = |code: &str, word: &str| self.packs.iter().any(|p| p.file.numbers.zeros(code, word).is_some());
        for (code, word) in needed.filter(|(code, word)| !known(code, word)) {
            let message = format!("no `[numbers.language.{code}]` says what `{word}` is worth");
            faults.push((message, format!("add `{word} = …`, its zeros, to its `scale`")));
        }
        faults
    }

    fn kind(&mut self, entry: &Entry, kinds: &Kinds) {
        let table = Place::new(entry.place.0, "entry", entry.place.1);
        if !kinds.kind.contains_key(&entry.kind) {
            let known: Vec<&str> = kinds.kind.keys().map(String::as_str).collect();
            let cure = did_you_mean(&entry.kind, known.iter().copied())
                .unwrap_or_else(|| format!("the kinds are {}", known.join(", ")));
            self.faults.push(table.field("kind"), format!("no kind is called `{}`", entry.kind), cure);
        }
        if !is_word(&entry.name) {
            self.faults.push(table.field("name"), "an entry without a name", "write the right form");
        }
    }

    fn renderings(&mut self, entry: &Entry, language: &dyn Language) {
        let forms: HashSet<&str> = entry.forms.iter().map(String::as_str).collect();
        let shown: Vec<u64> = entry.keep.iter().flat_map(|keep| words::tokens(keep)).map(|t| t.key).collect();
        let mut seen: HashMap<u64, Vec<&Rendering>> = HashMap::new();
        for rendering in &entry.renderings {
            let (text, place) = (&rendering.text, rendering.place);
            if forms.contains(text.as_str()) {
                let message = format!("`{text}` is a right form of this entry, so this rendering is never reached");
                self.faults.push(place, message, "remove it here or from the right forms");
            }
            let twins = seen.entry(fold::key(text)).or_default();
            let twin = |other: &&Rendering| {
                fold::same_word(&other.text, text) && other.slot == rendering.slot && other.case == rendering.case
            };
            if rendering.pattern.is_none() {
                if twins.iter().any(twin) {
                    let message = format!("`{text}` stands here twice, so the second is never reached");
                    self.faults.push(place, message, "remove one");
                }
                twins.push(rendering);
            }
            if !forms.contains(rendering.form.as_str()) {
                let message = format!("`{}` is no form of this entry", rendering.form);
                self.faults.push(place, message, "add it to `accept` or `short`");
            }
            if rendering.ceiling == Applicability::Safe && entry.status == Status::On {
                if let Some(pattern) = &rendering.pattern {
                    let shown = entry.keep.iter().any(|keep| matches_words(pattern, keep));
                    self.doubtful(entry, rendering, &format!("the pattern `{}`", rendering.written), shown);
                } else if rendering.class == Class::Ordinary {
                    let last = rendering.variants.iter().filter_map(|variant| variant.tokens.last());
                    let shown = last.map(|word| fold::key(word)).any(|key| shown.contains(&key));
                    let what = format!("`{text}`, an ordinary word ({}),", language.code());
                    self.doubtful(entry, rendering, &what, shown);
                }
            }
        }
    }

    /// What may be right as it stands is a fix only where something speaks for the name, and somebody has
    /// shown what must stay.
    fn doubtful(&mut self, entry: &Entry, rendering: &Rendering, what: &str, shown: bool) {
        if entry.cues.is_empty() && entry.related.is_empty() && entry.given.is_empty() {
            let message = format!("{what} would be mended without evidence");
            self.faults.push(rendering.place, message, "say what speaks for the name: near = [\"…\"]");
        }
        if !shown {
            let cure = match rendering.pattern {
                Some(_) => "add a sentence to `keep` that it matches".to_owned(),
                None => format!("add a sentence to `keep` where `{}` is right", rendering.text),
            };
            self.faults.push(rendering.place, format!("{what} may be right, and no keep example shows it"), cure);
        }
    }

    /// A place where a right name stands is left alone, whoever else has designs on it.
    fn unreachable(&mut self, rendering: &Rendering, other: &Entry) {
        let line = self.faults.line(name_of(other));
        let message = format!(
            "`{}` is a right form of `{}` ({line}), so this rendering is never reached",
            rendering.written, other.id
        );
        self.faults.push(rendering.place, message, "remove it here or from the right forms there");
    }

    fn examples(&mut self, entry: &Entry) {
        let place = name_of(entry);
        // What overlays add was weighed with them.
        let own = &self.packs[entry.place.0].file.entry[entry.place.1];
        if own.keep.len() < own.change.len() {
            let message = format!("{} change examples and only {} keep examples", own.change.len(), own.keep.len());
            self.faults.push(place.field("change"), message, "show at least as many texts that must stay");
        }
        if let Some(first) = entry.renderings.first().filter(|_| entry.change.is_empty()) {
            let place = if first.place.list == "entry" { place } else { first.place };
            let message = "no example shows what this entry mends";
            self.faults.push(place, message, "add change = [[\"before\", \"after\"]]");
        }
    }

    /// "A becomes B" and "B becomes A" would go round for ever: follows each rendering that is another
    /// entry's name, depth first. Returns the steps of the circles, each from an entry to the one that
    /// its name becomes.
    fn circles(&mut self, entries: &[Entry]) -> HashSet<(usize, usize)> {
        #[derive(Clone, Copy, PartialEq)]
        enum Colour {
            Unseen,
            Open,
            Done,
        }
        let names: HashMap<String, usize> =
            entries.iter().enumerate().map(|(i, e)| (e.name.to_lowercase(), i)).collect();
        let mut becomes: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
        for (i, entry) in entries.iter().enumerate() {
            for from in entry.renderings.iter().filter_map(|r| names.get(&r.text.to_lowercase())) {
                // A rendering that is the entry's own name in another case is no step.
                if *from != i {
                    becomes[*from].push(i);
                }
            }
        }
        let mut colours = vec![Colour::Unseen; entries.len()];
        let mut circles = HashSet::new();
        for start in 0..entries.len() {
            if colours[start] != Colour::Unseen {
                continue;
            }
            colours[start] = Colour::Open;
            // The way from `start`, with how many steps of each entry were tried: a chain of renderings may be
            // longer than the call stack is deep.
            let mut way: Vec<(usize, usize)> = vec![(start, 0)];
            while let Some((here, tried)) = way.last_mut() {
                let (at, step) = (*here, *tried);
                *tried += 1;
                let Some(&next) = becomes[at].get(step) else {
                    colours[at] = Colour::Done;
                    way.pop();
                    continue;
                };
                match colours[next] {
                    Colour::Done => {}
                    Colour::Unseen => {
                        colours[next] = Colour::Open;
                        way.push((next, 0));
                    }
                    Colour::Open => {
                        let from = way.iter().position(|(entry, _)| *entry == next).unwrap_or_default();
                        let circle: Vec<usize> = way[from..].iter().map(|(entry, _)| *entry).collect();
                        let onward = circle.iter().skip(1).chain([&next]);
                        circles.extend(circle.iter().copied().zip(onward.copied()));
                        self.circle(entries, &circle);
                    }
                }
            }
        }
        circles
    }

    fn circle(&mut self, entries: &[Entry], circle: &[usize]) {
        let by: Vec<String> = circle[1..].iter().map(|&e| format!("`{}`", entries[e].name)).collect();
        let first = &entries[circle[0]];
        let message = format!("`{}` becomes itself again by way of {}", first.name, by.join(", "));
        self.faults.push(name_of(first), message, "remove one of the renderings of the circle");
    }
}

/// True if `pattern` matches whole words of `text`, as the detector asks of it.
fn matches_words(pattern: &Regex, text: &str) -> bool {
    let tokens = words::tokens(text);
    pattern.find_iter(text).any(|hit| {
        tokens.iter().any(|token| token.span.start() == hit.start())
            && tokens.iter().any(|token| token.span.end() == hit.end())
    })
}
