//! What a well-formed glossary file must also hold to be trusted with other people's texts.

use super::kinds::Kinds;
use super::load::{self, Loaded, Step};
use super::schema::{Match, QuantityTable, Slot, Status};
use super::termbase::{Class, Entry, Rendering, slug};
use crate::diagnostic::Diagnostic;
use crate::edit::Applicability;
use crate::lang::{self, Language};
use crate::text::{fold, words};
use std::collections::HashMap;
use std::sync::Arc;

/// The names of frames, as `explain` shows them and `frame = "…"` asks for them.
pub const FRAMES: [&str; 25] = [
    "apposition",
    "apposed",
    "deed",
    "staff",
    "speech",
    "enumeration",
    "alone",
    "parallel",
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
];

/// Fewest letters of a word that is matched fuzzily: shorter ones are one error from everything.
const FUZZY_LETTERS: usize = 5;

struct Checker<'c> {
    packs: &'c [Loaded],
    faults: &'c mut Vec<Diagnostic>,
}

/// Appends the faults of `entries` to `faults`.
pub(super) fn check(
    packs: &[Loaded],
    entries: &[Entry],
    kinds: &Kinds,
    language: &dyn Language,
    faults: &mut Vec<Diagnostic>,
) {
    let mut checker = Checker { packs, faults };
    checker.packs(kinds);
    let mut seen: HashMap<&str, &Entry> = HashMap::new();
    for entry in entries {
        checker.kind(entry, kinds);
        checker.renderings(entry, language);
        checker.examples(entry);
        if let Some(first) = seen.insert(&entry.id, entry) {
            let place = load::locate(
                &packs[first.place.0].source,
                &[Step::Key("entry"), Step::At(first.place.1), Step::Key("name")],
            );
            let line = packs[first.place.0].source.text[..place.start()].matches('\n').count() + 1;
            let message = format!(
                "the id `{}` is taken by an entry in {}, line {line}",
                entry.id, packs[first.place.0].source.name
            );
            checker.entry(entry, &[Step::Key("name")], message, "give this one an `id` of its own".to_owned());
        }
    }
    checker.cycles(entries);
}

impl Checker<'_> {
    fn fault(&mut self, pack: usize, path: &[Step<'_>], message: String, cure: String) {
        let source = &self.packs[pack].source;
        let span = load::locate(source, path);
        self.faults.push(Diagnostic { source: Arc::clone(source), span, message, cure: Some(cure) });
    }

    fn entry(&mut self, entry: &Entry, path: &[Step<'_>], message: String, cure: String) {
        let mut full = vec![Step::Key("entry"), Step::At(entry.place.1)];
        full.extend(path);
        self.fault(entry.place.0, &full, message, cure);
    }

    fn packs(&mut self, kinds: &Kinds) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (p, pack) in self.packs.iter().enumerate() {
            let file = &pack.file;
            if file.format != 1 {
                let message = format!("format {} is not known to this version", file.format);
                self.fault(p, &[Step::Key("format")], message, "write `format = 1`".to_owned());
            }
            if lang::by_code(&file.pack.target).is_none() || file.pack.target != kinds.target {
                let message = format!("texts in `{}` cannot be mended yet", file.pack.target);
                self.fault(
                    p,
                    &[Step::Key("pack"), Step::Key("target")],
                    message,
                    format!("the target is `{}`", kinds.target),
                );
            }
            if file.pack.id.is_empty() || slug(&file.pack.id) != file.pack.id {
                let message = format!("`{}` is no id", file.pack.id);
                self.fault(
                    p,
                    &[Step::Key("pack"), Step::Key("id")],
                    message,
                    "use small letters, digits and hyphens".to_owned(),
                );
            }
            if let Some(first) = seen.insert(&file.pack.id, p) {
                let message = format!(
                    "the pack `{}` is loaded twice, first from {}",
                    file.pack.id, self.packs[first].source.name
                );
                self.fault(p, &[Step::Key("pack"), Step::Key("id")], message, "give one of them another id".to_owned());
            }
            for (q, quantity) in file.quantity.iter().enumerate() {
                for (message, cure) in self.quantity(&file.pack.target, quantity) {
                    self.fault(p, &[Step::Key("quantity"), Step::At(q), Step::Key("unit")], message, cure);
                }
            }
        }
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
        if !kinds.kind.contains_key(&entry.kind) {
            let known: Vec<&str> = kinds.kind.keys().map(String::as_str).collect();
            let cure = load::nearest(&entry.kind, known.iter().copied())
                .map_or_else(|| format!("the kinds are {}", known.join(", ")), |n| format!("did you mean `{n}`?"));
            self.entry(entry, &[Step::Key("kind")], format!("no kind is called `{}`", entry.kind), cure);
        }
        if entry.name.trim().is_empty() {
            self.entry(
                entry,
                &[Step::Key("name")],
                "an entry without a name".to_owned(),
                "write the right form".to_owned(),
            );
        }
        for (i, (frame, _)) in entry.frames.iter().enumerate() {
            if !FRAMES.contains(&frame.as_str()) {
                let cure = load::nearest(frame, FRAMES).map_or_else(
                    || format!("the frames are {}", FRAMES.join(", ")),
                    |n| format!("did you mean `{n}`?"),
                );
                self.entry(entry, &[Step::Key("evidence"), Step::At(i)], format!("no frame is called `{frame}`"), cure);
            }
        }
    }

    fn renderings(&mut self, entry: &Entry, language: &dyn Language) {
        let (pack, at) = entry.place;
        let own = self.packs[pack].file.entry[at].instead_of.len();
        for (r, rendering) in entry.renderings.iter().enumerate() {
            let index = r.min(own.saturating_sub(1));
            let path = [Step::Key("instead-of"), Step::At(index)];
            let text = &rendering.text;
            if entry.forms.contains(text) {
                let message = format!("`{text}` is a right form of this entry, so this rendering is never reached");
                self.entry(entry, &path, message, "remove it here or from the right forms".to_owned());
            }
            let twin = |other: &&Rendering| {
                fold::same_word(&other.text, text)
                    && other.slot == rendering.slot
                    && other.case == rendering.case
                    && other.pattern.is_none()
            };
            if rendering.pattern.is_none() && entry.renderings[..r].iter().any(|other| twin(&other)) {
                self.entry(
                    entry,
                    &path,
                    format!("`{text}` stands here twice, so the second is never reached"),
                    "remove one".to_owned(),
                );
            }
            if !entry.forms.contains(&rendering.form) {
                let message = format!("`{}` is no form of this entry", rendering.form);
                self.entry(entry, &path, message, "add it to `accept` or `short`".to_owned());
            }
            self.fuzzy(entry, r, rendering, &path);
            if rendering.ceiling == Applicability::Safe
                && entry.status == Status::On
                && rendering.class == Class::Ordinary
            {
                self.ordinary(entry, rendering, &path, language);
            }
        }
    }

    fn fuzzy(&mut self, entry: &Entry, r: usize, rendering: &Rendering, path: &[Step<'_>]) {
        let table = self.packs[entry.place.0].file.entry[entry.place.1].instead_of.get(r).map(|item| item.0.clone());
        if table.is_some_and(|t| t.distance.is_some_and(|d| t.matching != Match::Fuzzy || !(1..=2).contains(&d))) {
            let message = "`distance` is 1 or 2 and goes with match = \"fuzzy\"".to_owned();
            self.entry(entry, path, message, "add match = \"fuzzy\" or remove `distance`".to_owned());
        }
        let one_word = rendering.variants.first().is_none_or(|v| v.tokens.len() == 1);
        if rendering.distance > 0 && (!one_word || rendering.text.chars().count() < FUZZY_LETTERS) {
            let message = format!("`{}` is too short, or too many words, to be matched fuzzily", rendering.text);
            self.entry(entry, path, message, format!("one word of {FUZZY_LETTERS} letters at least"));
        }
        if rendering.pattern.is_some() && (rendering.slot != Slot::Any || !rendering.text.is_empty()) {
            let message = "a pattern stands alone, without `text` and `determiner`".to_owned();
            self.entry(entry, path, message, "write what it needs into the pattern".to_owned());
        }
    }

    /// An ordinary word is a fix only where something speaks for it, and somebody has shown what must stay.
    fn ordinary(&mut self, entry: &Entry, rendering: &Rendering, path: &[Step<'_>], language: &dyn Language) {
        let text = &rendering.text;
        if entry.cues.is_empty() && entry.related.is_empty() {
            let message =
                format!("`{text}` is an ordinary word ({}) that would be mended without evidence", language.code());
            self.entry(entry, path, message, "say what speaks for the name: near = [\"…\"]".to_owned());
        }
        let keys: Vec<u64> =
            rendering.variants.iter().filter_map(|v| v.tokens.last()).map(|word| fold::key(word)).collect();
        let shown = entry.keep.iter().any(|keep| words::tokens(keep).iter().any(|token| keys.contains(&token.key)));
        if !shown {
            let message = format!("`{text}` is an ordinary word ({}) and no keep example shows it", language.code());
            self.entry(entry, path, message, format!("add a sentence to `keep` where `{text}` is right"));
        }
    }

    fn examples(&mut self, entry: &Entry) {
        if entry.keep.len() < entry.change.len() {
            let message = format!("{} change examples and only {} keep examples", entry.change.len(), entry.keep.len());
            self.entry(entry, &[Step::Key("change")], message, "show at least as many texts that must stay".to_owned());
        }
        if !entry.renderings.is_empty() && entry.change.is_empty() {
            let message = "no example shows what this entry mends".to_owned();
            self.entry(entry, &[Step::Key("name")], message, "add change = [[\"before\", \"after\"]]".to_owned());
        }
    }

    /// "A becomes B" and "B becomes A" would go round for ever: follows each rendering that is another
    /// entry's name.
    fn cycles(&mut self, entries: &[Entry]) {
        let names: HashMap<String, usize> =
            entries.iter().enumerate().map(|(i, e)| (e.name.to_lowercase(), i)).collect();
        // An edge goes from the entry whose name is a rendering to the entry that it becomes.
        let mut becomes: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
        for (i, entry) in entries.iter().enumerate() {
            for from in entry.renderings.iter().filter_map(|r| names.get(&r.text.to_lowercase())) {
                // "chrome" is a word of its own beside Chrome: no circle, only a capital.
                if *from != i {
                    becomes[*from].push(i);
                }
            }
        }
        for start in 0..entries.len() {
            let (mut open, mut seen) = (becomes[start].clone(), vec![false; entries.len()]);
            while let Some(next) = open.pop() {
                if next == start {
                    let message = format!("`{}` becomes itself again by way of other entries", entries[start].name);
                    self.entry(
                        &entries[start],
                        &[Step::Key("name")],
                        message,
                        "remove one of the renderings of the circle".to_owned(),
                    );
                    break;
                }
                if !std::mem::replace(&mut seen[next], true) {
                    open.extend(&becomes[next]);
                }
            }
        }
    }
}
