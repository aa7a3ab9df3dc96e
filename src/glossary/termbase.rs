//! The glossaries as loaded: one entry a concept, everything looked up once.

use super::index::Index;
use super::kinds::{Kind, Kinds};
use super::load::{self, Loaded, Step};
use super::numbers::NumbersTable;
use super::pattern;
use super::phrase::Phrase;
use super::schema::{
    CaseRule, EntryTable, GlossaryFile, Match, OneOrMany, QuantityTable, RenderingTable, RepairTable, Scope, Slot,
    Status,
};
use super::validate;
use crate::calque::Calque;
use crate::diagnostic::{Diagnostic, Source};
use crate::edit::Applicability;
use crate::error::Error;
use crate::lang::features::{Article, Elision, Gender, Number, Pos};
use crate::lang::{self, Language, Lexicon};
use crate::text::{fold, words};
use regex::Regex;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Index of an entry in its termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Index of a cue in its termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CueId(pub u32);

/// How much a rendering says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It means nothing else.
    Sure,
    /// It is the name itself, misspelled in case, accents or spacing.
    Drift,
    /// A word that the language does not have.
    Foreign,
    /// Ordinary words that rarely stand together.
    Phrase,
    /// An ordinary word.
    Ordinary,
}

/// One spelling of a rendering.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its words.
    pub tokens: Vec<String>,
    /// Its number; `None` if it serves both ("temps").
    pub number: Option<Number>,
    /// True if it is not the number that the glossary wrote.
    pub shifted: bool,
}

/// A wrong form of a name, made ready.
#[derive(Clone, Debug)]
pub struct Rendering {
    /// As the glossary has it, without its article.
    pub text: String,
    /// Its spellings; none if it is a pattern.
    pub variants: Vec<Variant>,
    /// A regular expression instead of words.
    pub pattern: Option<Regex>,
    /// How much it says by itself.
    pub class: Class,
    /// True for a common word that a text may use in its own sense beside the name.
    pub everyday: bool,
    /// True for a common noun that is a person.
    pub animate: bool,
    /// Gender of its noun.
    pub gender: Option<Gender>,
    /// How it must be written.
    pub case: CaseRule,
    /// Which determiner it must have.
    pub slot: Slot,
    /// Most typing errors.
    pub distance: u8,
    /// The most that it may become.
    pub ceiling: Applicability,
    /// What is written instead.
    pub form: String,
}

/// A cue of an entry, with what is particular about it there.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Which cue.
    pub id: CueId,
    /// Farthest scope and weight, if the entry says so itself.
    pub own: Option<(Scope, i32)>,
    /// What cuts it off where it stands between it and the place.
    pub barrier: Vec<Phrase>,
}

/// An entry whose presence speaks for another.
#[derive(Clone, Debug)]
pub struct Related {
    /// Which entry.
    pub entry: EntryId,
    /// Farthest scope and weight, if the glossary says so itself.
    pub own: Option<(Scope, i32)>,
    /// What cuts it off where it stands between it and the place.
    pub barrier: Vec<Phrase>,
}

/// One concept: its right forms, its wrong ones, its evidence.
#[derive(Clone, Debug)]
pub struct Entry {
    /// "pack.entry".
    pub id: String,
    /// The right form.
    pub name: String,
    /// Name of its kind.
    pub kind: String,
    /// Gender, its own or its kind's.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
    /// Whether an article stands before it.
    pub article: Article,
    /// Whether short words lose their vowel before it.
    pub elision: Elision,
    /// All right forms, the name first.
    pub forms: Vec<String>,
    /// The name in source texts.
    pub source_forms: Vec<String>,
    /// Its wrong forms.
    pub renderings: Vec<Rendering>,
    /// What speaks for it.
    pub cues: Vec<Cue>,
    /// Weights that it gives to frames.
    pub frames: Vec<(String, i32)>,
    /// Entries whose presence speaks for it.
    pub related: Vec<Related>,
    /// Entries whose presence silences it.
    pub unless: Vec<EntryId>,
    /// What silences it.
    pub never: Vec<Phrase>,
    /// Whether it works.
    pub status: Status,
    /// What is mended around it.
    pub repair: RepairTable,
    /// Examples of what is mended.
    pub change: Vec<(String, String)>,
    /// Examples of what stays.
    pub keep: Vec<String>,
    /// The pack's index, and the entry's in the pack.
    pub place: (usize, usize),
}

/// A number word that is one too small.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Rule id.
    pub id: String,
    /// As the glossary has it.
    pub table: QuantityTable,
}

/// A rule for a phrase, made ready.
#[derive(Clone, Debug)]
pub struct CalqueRule {
    /// Rule id.
    pub id: String,
    /// What is looked for and what is said instead.
    pub calque: Calque,
    /// Words of which `enough` must stand in the sentence.
    pub near: Vec<CueId>,
    /// How many.
    pub enough: usize,
    /// What silences it.
    pub never: Vec<Phrase>,
    /// The most that it may become.
    pub ceiling: Applicability,
    /// Whether it works.
    pub status: Status,
    /// Examples of what is mended.
    pub change: Vec<(String, String)>,
    /// Examples of what stays.
    pub keep: Vec<String>,
}

/// Everything that the loaded glossaries say.
#[derive(Debug)]
pub struct Termbase {
    /// The language of the texts.
    pub language: &'static dyn Language,
    /// The glossary files.
    pub packs: Vec<Loaded>,
    /// The entries, in order of file and place.
    pub entries: Vec<Entry>,
    /// The kinds of the language.
    pub kinds: Kinds,
    /// Number words.
    pub quantities: Vec<Quantity>,
    /// Rules for phrases.
    pub calques: Vec<CalqueRule>,
    /// How languages write and say numbers.
    pub numbers: NumbersTable,
    /// The text of every cue.
    pub cues: Vec<String>,
    /// Finds renderings, names and cues.
    pub index: Index,
}

impl std::fmt::Debug for dyn Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Language({})", self.code())
    }
}

impl Termbase {
    /// Loads glossary files in order; later ones may extend earlier ones.
    ///
    /// # Errors
    ///
    /// Returns every fault of every file at once.
    ///
    /// # Panics
    ///
    /// Panics if the embedded kinds are faulty, which a test rules out.
    pub fn load(sources: &[Arc<Source>]) -> Result<Self, Error> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        let mut packs: Vec<Loaded> = Vec::new();
        for source in sources {
            let (file, found) = load::parse::<GlossaryFile>(source);
            faults.extend(found);
            if let Some(file) = file {
                packs.push(Loaded { file, source: Arc::clone(source) });
            }
        }
        let kinds = super::builtin::kinds();
        let language = lang::by_code(&kinds.target).expect("the built-in kinds name a language of the table");
        let mut builder = Builder {
            language,
            kinds: &kinds,
            packs: &packs,
            faults: &mut faults,
            cues: Vec::new(),
            cue_ids: HashMap::new(),
        };
        let mut entries = builder.entries();
        builder.extend(&mut entries);
        builder.relate(&mut entries);
        let quantities = builder.quantities();
        let calques = builder.calques();
        let mut numbers = NumbersTable::default();
        for pack in &packs {
            numbers.merge(&pack.file.numbers);
        }
        let cues = builder.cues;
        validate::check(&packs, &entries, &kinds, language, &mut faults);
        if !faults.is_empty() {
            return Err(Error::glossary(faults));
        }
        let index = Index::new(&entries, &cues, &calques, language.lexicon());
        Ok(Self { language, packs, entries, kinds, quantities, numbers, calques, cues, index })
    }

    /// The entry with this index.
    ///
    /// # Panics
    ///
    /// Panics if the id is of another termbase.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The kind of `entry`; loading made sure that it exists.
    #[must_use]
    pub fn kind(&self, entry: &Entry) -> &Kind {
        &self.kinds.kind[&entry.kind]
    }

    /// The entry with this full id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }
}

struct Builder<'b> {
    language: &'static dyn Language,
    kinds: &'b Kinds,
    packs: &'b [Loaded],
    faults: &'b mut Vec<Diagnostic>,
    cues: Vec<String>,
    cue_ids: HashMap<String, CueId>,
}

impl Builder<'_> {
    fn fault(&mut self, pack: usize, path: &[Step<'_>], message: String, cure: Option<String>) {
        let source = &self.packs[pack].source;
        let span = load::locate(source, path);
        self.faults.push(Diagnostic { source: Arc::clone(source), span, message, cure });
    }

    fn entries(&mut self) -> Vec<Entry> {
        let packs = self.packs;
        let mut entries = Vec::new();
        for (p, pack) in packs.iter().enumerate() {
            for (e, table) in pack.file.entry.iter().enumerate() {
                entries.push(self.entry(p, e, table));
            }
        }
        entries
    }

    fn entry(&mut self, pack: usize, at: usize, table: &EntryTable) -> Entry {
        let kind = self.kinds.kind.get(&table.kind);
        let slug = table.id.clone().unwrap_or_else(|| slug(&table.name));
        let mut forms = vec![table.name.clone()];
        forms.extend(table.accept.iter().chain(&table.short).cloned());
        let mut source_forms: Vec<String> = table.source.values().flatten().cloned().collect();
        if source_forms.is_empty() {
            source_forms.extend(forms.iter().cloned());
        }
        let mut renderings = Vec::new();
        for (r, item) in table.instead_of.iter().enumerate() {
            let path = [Step::Key("entry"), Step::At(at), Step::Key("instead-of"), Step::At(r)];
            renderings.extend(self.rendering(pack, &path, &item.0, &forms));
        }
        let mut cues = self.cues_of(pack, &table.near, &[Step::Key("entry"), Step::At(at), Step::Key("near")]);
        let mut frames = Vec::new();
        for (i, evidence) in table.evidence.iter().enumerate() {
            let path = [Step::Key("entry"), Step::At(at), Step::Key("evidence"), Step::At(i)];
            let barrier = self.barrier(pack, &path, &evidence.barrier);
            for cue in self.cues_of(pack, &evidence.near, &path) {
                cues.push(Cue { own: Some((evidence.scope, evidence.weight)), barrier: barrier.clone(), ..cue });
            }
            frames.extend(evidence.frame.iter().map(|frame| (frame.clone(), evidence.weight)));
        }
        let lexicon = self.language.lexicon();
        Entry {
            id: format!("{}.{slug}", self.packs[pack].file.pack.id),
            name: table.name.clone(),
            kind: table.kind.clone(),
            gender: table.gender.or_else(|| kind.and_then(|k| k.gender)),
            number: table.number.or_else(|| kind.and_then(|k| k.number)).unwrap_or(Number::Singular),
            article: table.article.unwrap_or_else(|| kind.map_or(Article::None, |k| k.article)),
            elision: table.elision,
            forms,
            source_forms,
            renderings,
            cues,
            frames,
            related: Vec::new(),
            unless: Vec::new(),
            never: table.never.iter().filter_map(|text| Phrase::new(text, lexicon)).collect(),
            status: table.status,
            repair: table.repair,
            change: table.change.clone(),
            keep: table.keep.clone(),
            place: (pack, at),
        }
    }

    fn rendering(
        &mut self,
        pack: usize,
        path: &[Step<'_>],
        table: &RenderingTable,
        forms: &[String],
    ) -> Option<Rendering> {
        let form = table.form.clone().unwrap_or_else(|| forms[0].clone());
        let pattern = match table.pattern.as_deref().map(pattern::compile) {
            Some(Err(message)) => {
                self.fault(pack, path, message, None);
                return None;
            }
            Some(Ok(pattern)) => Some(pattern),
            None => None,
        };
        let mut tokens: Vec<String> =
            words::tokens(&table.text).iter().map(|t| t.span.of(&table.text).to_owned()).collect();
        let mut slot = table.determiner;
        if tokens.len() > 1 && self.language.determiner(&tokens[0]).is_some_and(|d| d.preposition.is_none()) {
            tokens.remove(0);
            slot = Slot::Definite;
        }
        if tokens.is_empty() && pattern.is_none() {
            self.fault(
                pack,
                path,
                "a rendering without words".to_owned(),
                Some("write the wrong form as `text`".to_owned()),
            );
            return None;
        }
        let lexicon = self.language.lexicon();
        let class = classify(&tokens, table.sure, forms, lexicon, pattern.is_some());
        let noun = tokens
            .iter()
            .find_map(|word| lexicon.tags(word).into_iter().find(|tag| tag.pos == Pos::Noun && tag.gender.is_some()));
        Some(Rendering {
            text: tokens.join(" ").replace("' ", "'").replace(" - ", "-"),
            variants: if pattern.is_some() { Vec::new() } else { variants(&tokens, table.matching, lexicon) },
            pattern,
            class,
            everyday: table.everyday.unwrap_or(matches!(class, Class::Ordinary | Class::Phrase)),
            animate: table.animate,
            gender: noun.and_then(|tag| tag.gender),
            case: table.case,
            slot,
            distance: if table.matching == Match::Fuzzy { table.distance.unwrap_or(1) } else { 0 },
            ceiling: table.ceiling.unwrap_or(Applicability::Safe),
            form,
        })
    }

    /// The cues of a `near`: words as they are, "@set" as the words of the set.
    fn cues_of(&mut self, pack: usize, near: &OneOrMany, path: &[Step<'_>]) -> Vec<Cue> {
        let packs = self.packs;
        let mut cues: Vec<Cue> = Vec::new();
        for item in &near.0 {
            let words: Vec<&String> = match item.strip_prefix('@') {
                None => vec![item],
                Some(name) => {
                    let Some(words) = find_set(packs, pack, name) else {
                        let known: Vec<&str> = packs[pack].file.sets.keys().map(String::as_str).collect();
                        let cure = load::nearest(name, known).map_or_else(
                            || format!("add it under [sets], or write a list: near = [\"{name}\"]"),
                            |n| format!("did you mean `{n}`?"),
                        );
                        self.fault(pack, path, format!("no set is called `{name}`"), Some(cure));
                        continue;
                    };
                    words
                }
            };
            for word in words {
                let id = self.cue(word);
                if cues.iter().all(|cue| cue.id != id) {
                    cues.push(Cue { id, own: None, barrier: Vec::new() });
                }
            }
        }
        cues
    }

    /// The phrases of the `barrier` of the evidence at `path`.
    fn barrier(&mut self, pack: usize, path: &[Step<'_>], texts: &[String]) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for (i, text) in texts.iter().enumerate() {
            if let Some(phrase) = Phrase::new(text, self.language.lexicon()) {
                phrases.push(phrase);
            } else {
                let path = [path, &[Step::Key("barrier"), Step::At(i)]].concat();
                let cure = "write a word such as \"mais\", or a phrase".to_owned();
                self.fault(pack, &path, format!("`{text}` has no word that could cut anything off"), Some(cure));
            }
        }
        phrases
    }

    fn cue(&mut self, word: &str) -> CueId {
        if let Some(&id) = self.cue_ids.get(word) {
            return id;
        }
        let id = CueId(u32::try_from(self.cues.len()).expect("fewer than 2^32 cues"));
        self.cues.push(word.to_owned());
        self.cue_ids.insert(word.to_owned(), id);
        id
    }

    /// Applies every `[[extend]]` to the entry that it names.
    fn extend(&mut self, entries: &mut [Entry]) {
        let packs = self.packs;
        for (p, pack) in packs.iter().enumerate() {
            for (x, table) in pack.file.extend.iter().enumerate() {
                let path = [Step::Key("extend"), Step::At(x), Step::Key("id")];
                let Some(target) = entries.iter().position(|entry| entry.id == table.id) else {
                    let cure = load::nearest(&table.id, entries.iter().map(|e| e.id.as_str()))
                        .map(|n| format!("did you mean `{n}`?"));
                    self.fault(p, &path, format!("no entry has the id `{}`", table.id), cure);
                    continue;
                };
                let mut forms = entries[target].forms.clone();
                forms.extend(table.accept.iter().cloned());
                let mut renderings = Vec::new();
                for (r, item) in table.instead_of.iter().enumerate() {
                    let path = [Step::Key("extend"), Step::At(x), Step::Key("instead-of"), Step::At(r)];
                    renderings.extend(self.rendering(p, &path, &item.0, &forms));
                }
                let cues = self.cues_of(p, &table.near, &[Step::Key("extend"), Step::At(x), Step::Key("near")]);
                let entry = &mut entries[target];
                entry.forms = forms;
                entry.renderings.extend(renderings);
                entry.cues.extend(cues);
                entry.never.extend(table.never.iter().filter_map(|text| Phrase::new(text, self.language.lexicon())));
                entry.change.extend(table.change.iter().cloned());
                entry.keep.extend(table.keep.iter().cloned());
                entry.status = table.status.unwrap_or(entry.status);
            }
        }
    }

    /// Resolves ids of other entries, and lets the names of related entries count as cues.
    fn relate(&mut self, entries: &mut [Entry]) {
        let ids: BTreeMap<String, EntryId> =
            entries.iter().zip(0..).map(|(entry, i)| (entry.id.clone(), EntryId(i))).collect();
        let packs = self.packs;
        for entry in entries {
            let (p, e) = entry.place;
            let table = &packs[p].file.entry[e];
            let pack = &packs[p].file.pack.id;
            let find = |name: &str| ids.get(name).or_else(|| ids.get(&format!("{pack}.{name}"))).copied();
            let mut missing = Vec::new();
            for (field, names) in [("related", &table.related), ("unless", &table.unless)] {
                for (i, name) in names.iter().enumerate() {
                    match find(name) {
                        Some(id) if field == "related" => {
                            entry.related.push(Related { entry: id, own: None, barrier: Vec::new() });
                        }
                        Some(id) => entry.unless.push(id),
                        None => missing.push((field, i, name)),
                    }
                }
            }
            for (i, evidence) in table.evidence.iter().enumerate() {
                match evidence.entry.as_deref().map(|name| (name, find(name))) {
                    Some((_, Some(id))) => {
                        // Its faults were reported with the cues.
                        let barrier =
                            evidence.barrier.iter().filter_map(|text| Phrase::new(text, self.language.lexicon()));
                        let own = Some((evidence.scope, evidence.weight));
                        entry.related.push(Related { entry: id, own, barrier: barrier.collect() });
                    }
                    Some((_, None)) => missing.push(("evidence", i, evidence.entry.as_ref().unwrap_or(&table.name))),
                    None => {}
                }
            }
            for (field, i, name) in missing {
                let path = [Step::Key("entry"), Step::At(e), Step::Key(field), Step::At(i)];
                let cure = load::nearest(name, ids.keys().map(String::as_str)).map(|n| format!("did you mean `{n}`?"));
                self.fault(p, &path, format!("no entry has the id `{name}`"), cure);
            }
        }
    }

    fn calques(&mut self) -> Vec<CalqueRule> {
        let packs = self.packs;
        let mut rules = Vec::new();
        for (p, pack) in packs.iter().enumerate() {
            for (c, table) in pack.file.calque.iter().enumerate() {
                let path = |field| [Step::Key("calque"), Step::At(c), Step::Key(field)];
                if table.keep.len() < table.change.len() || table.change.is_empty() {
                    let message = format!("the calque `{}` lacks examples", table.id);
                    let cure = "show what it mends, and at least as many texts that must stay".to_owned();
                    self.fault(p, &path("id"), message, Some(cure));
                }
                let calque = match Calque::new(&table.text, &table.say, self.language) {
                    Ok(calque) => calque,
                    Err((message, cure)) => {
                        self.fault(p, &path("text"), message, Some(cure));
                        continue;
                    }
                };
                let near = self.cues_of(p, &table.near, &path("near")).iter().map(|cue| cue.id).collect();
                rules.push(CalqueRule {
                    id: format!("{}.{}", pack.file.pack.id, table.id),
                    calque,
                    near,
                    enough: usize::from(table.enough.unwrap_or(u8::from(!table.near.0.is_empty()))),
                    never: table.never.iter().filter_map(|text| Phrase::new(text, self.language.lexicon())).collect(),
                    ceiling: table.ceiling.unwrap_or(Applicability::Safe),
                    status: table.status,
                    change: table.change.clone(),
                    keep: table.keep.clone(),
                });
            }
        }
        rules
    }

    fn quantities(&self) -> Vec<Quantity> {
        let rows = self.packs.iter().flat_map(|pack| pack.file.quantity.iter().map(move |q| (pack, q)));
        rows.map(|(pack, table)| Quantity {
            id: format!("{}.{}", pack.file.pack.id, slug(&table.unit)),
            table: table.clone(),
        })
        .collect()
    }
}

/// The words of set `name`: of the pack itself, or of another under "pack.set", with what overlays add.
fn find_set<'p>(packs: &'p [Loaded], pack: usize, name: &str) -> Option<Vec<&'p String>> {
    let full = if packs[pack].file.sets.contains_key(name) {
        format!("{}.{name}", packs[pack].file.pack.id)
    } else {
        name.to_owned()
    };
    let (owner, short) = full.split_once('.')?;
    let own = packs.iter().find(|p| p.file.pack.id == owner)?.file.sets.get(short)?;
    let added = packs.iter().filter_map(|p| p.file.extend_sets.get(&full)).flatten();
    Some(own.iter().chain(added).collect())
}

/// Small letters, digits and hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().map(|c| fold::base_letter(fold::lower(c))) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn classify(tokens: &[String], sure: Option<bool>, forms: &[String], lexicon: &Lexicon, pattern: bool) -> Class {
    let squeeze = |text: &str| slug(text).replace('-', "");
    let joined: String = tokens.concat();
    let words: Vec<&String> = tokens.iter().filter(|t| t.chars().any(char::is_alphanumeric)).collect();
    let known = words.iter().all(|word| lexicon.knows(word) || word.ends_with(['\'', '’']));
    match sure {
        // "Chat GPT" is as sure as "Chatgpt": people write it too.
        _ if forms.iter().any(|form| squeeze(form) == squeeze(&joined)) && !known => Class::Drift,
        Some(true) => Class::Sure,
        _ if pattern || words.len() > 1 => Class::Phrase,
        _ if known => Class::Ordinary,
        _ => Class::Foreign,
    }
}

/// The rendering as written and, unless matched exactly, in the other number: every noun and
/// adjective up to the first preposition changes, as in "temps financier(s)".
fn variants(tokens: &[String], matching: Match, lexicon: &Lexicon) -> Vec<Variant> {
    let noun = tokens.iter().find_map(|word| lexicon.tags(word).into_iter().find(|tag| tag.pos == Pos::Noun));
    let number = noun.map_or(Some(Number::Singular), |tag| tag.number);
    let mut out = vec![Variant { tokens: tokens.to_vec(), number, shifted: false }];
    if matching == Match::Exact {
        return out;
    }
    let other = number.map(|number| match number {
        Number::Singular => Number::Plural,
        Number::Plural => Number::Singular,
    });
    let head = tokens
        .iter()
        .position(|word| lexicon.tags(word).iter().any(|tag| tag.pos == Pos::Preposition))
        .unwrap_or(tokens.len());
    let mut shifted = tokens.to_vec();
    for word in &mut shifted[..head] {
        if let Some(variant) = lexicon.other_number(&word.to_lowercase()) {
            *word = variant;
        }
    }
    if shifted != tokens {
        out.push(Variant { tokens: shifted, number: other, shifted: true });
    }
    out
}
