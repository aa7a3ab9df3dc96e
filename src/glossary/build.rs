//! From glossary files to entries: kinds, sets and overlays filled in, ids looked up.

use super::fault::{Faults, Place, Step};
use super::kinds::Kinds;
use super::load::{self, Loaded};
use super::phrase::Phrase;
use super::rendering::{self, Right, is_word};
use super::schema::{CaseRule, EntryTable, EvidenceTable, GlossaryFile, OneOrMany, RenderingItem, Scope, Slot};
use super::termbase::{CalqueRule, Cue, CueId, Entry, EntryId, Quantity, Related, Rendering, slug};
use super::validate::FRAMES;
use crate::calque::Calque;
use crate::diagnostic::Diagnostic;
use crate::edit::Applicability;
use crate::lang::Language;
use crate::lang::features::{Article, Number};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What the files say.
pub(super) struct Built {
    pub(super) entries: Vec<Entry>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) calques: Vec<CalqueRule>,
    /// The text of every cue.
    pub(super) cues: Vec<String>,
}

pub(super) struct Builder<'b, 'p> {
    pub(super) language: &'static dyn Language,
    kinds: &'b Kinds,
    pub(super) packs: &'p [Loaded],
    /// False if a file could not be read at all.
    all_read: bool,
    pub(super) faults: &'b mut Faults<'p>,
    sets: HashMap<String, Vec<&'p str>>,
    cues: Vec<String>,
    cue_ids: HashMap<&'p str, CueId>,
    /// The cues of the sets that were asked for: dozens of entries share one.
    set_cues: HashMap<String, Arc<[CueId]>>,
    /// The same for sets of given names.
    set_given: HashMap<String, Arc<HashSet<String>>>,
}

/// The lists of ids and evidence of one table, which are looked up once all entries are known.
pub(super) struct Relations<'p> {
    pub(super) entry: usize,
    pub(super) place: Place,
    pub(super) related: &'p [String],
    pub(super) unless: &'p [String],
    pub(super) evidence: &'p [EvidenceTable],
}

impl<'b, 'p> Builder<'b, 'p> {
    pub(super) fn new(
        language: &'static dyn Language,
        kinds: &'b Kinds,
        packs: &'p [Loaded],
        all_read: bool,
        faults: &'b mut Faults<'p>,
    ) -> Self {
        let (sets, cues, cue_ids) = (sets(packs), Vec::new(), HashMap::new());
        let (set_cues, set_given) = (HashMap::new(), HashMap::new());
        Self { language, kinds, packs, all_read, faults, sets, cues, cue_ids, set_cues, set_given }
    }

    pub(super) fn build(mut self) -> Built {
        let mut entries = Vec::new();
        let mut relations = Vec::new();
        let read = self
            .packs
            .par_iter()
            .enumerate()
            .map(|(p, pack)| read(self.packs, p, &pack.file, self.kinds, self.language));
        let read: Vec<(Vec<Entry>, Vec<Diagnostic>)> = read.collect();
        for (p, (pack, (read, faults))) in self.packs.iter().zip(read).enumerate() {
            self.faults.extend(faults);
            for (e, (table, read)) in pack.file.entry.iter().zip(read).enumerate() {
                let place = Place::new(p, "entry", e);
                let (related, unless, evidence) = (&table.related[..], &table.unless[..], &table.evidence[..]);
                relations.push(Relations { entry: entries.len(), place, related, unless, evidence });
                let mut entry = read;
                self.look_up(&mut entry, place, table);
                entries.push(entry);
            }
        }
        let rows = self.packs.iter().flat_map(|pack| pack.file.quantity.iter().map(move |table| (pack, table)));
        let quantities = rows.map(|(pack, table)| Quantity {
            id: format!("{}.{}", pack.file.pack.id, slug(&table.unit)),
            table: table.clone(),
        });
        let calques = self.calques();
        let mut built = Built { entries, quantities: quantities.collect(), calques, cues: Vec::new() };
        self.extend(&mut built, &mut relations);
        self.relate(&mut built.entries, &relations);
        Built { cues: self.cues, ..built }
    }

    /// What of an entry depends on the sets and cues of all packs.
    fn look_up(&mut self, entry: &mut Entry, place: Place, table: &'p EntryTable) {
        entry.cues = self.cues_of(place.field("near"), &table.near);
        entry.given = self.given(place.field("given"), &table.given);
        self.evidence(entry, place, &table.evidence);
        self.surname(entry);
    }

    /// A wrong surname of one word is one only with its capital, as it is written, and without article: in
    /// small letters or in the other number it is the common noun.
    pub(super) fn surname(&self, entry: &mut Entry) {
        if !self.kinds.kind.get(&entry.kind).is_some_and(|kind| kind.surname) {
            return;
        }
        // "José Antonio Tours et d'autres ont plaidé": the number of the word never was the person's.
        entry.repair.agreement = false;
        for rendering in entry.renderings.iter_mut().filter(|r| r.pattern.is_none() && !r.text.contains(' ')) {
            rendering.case = CaseRule::Capital;
            rendering.slot = Slot::None;
            rendering.everyday = false;
            rendering.variants.truncate(1);
        }
    }

    pub(super) fn phrases(&mut self, place: Place, texts: &[String], purpose: &str) -> Vec<Phrase> {
        phrases(place, texts, purpose, self.language, self.faults)
    }

    /// Reads the evidence of `entry`, but for other entries, which are not known yet.
    pub(super) fn evidence(&mut self, entry: &mut Entry, place: Place, tables: &'p [EvidenceTable]) {
        for (i, table) in tables.iter().enumerate() {
            let place = place.field("evidence").item(i);
            let given = [!table.near.0.is_empty(), table.frame.is_some(), table.entry.is_some()];
            match given.iter().filter(|given| **given).count() {
                0 => {
                    let cure = "say what it looks for: near = [\"…\"], frame = \"…\" or entry = \"…\"";
                    self.faults.nothing(place, "evidence that looks for nothing", cure);
                }
                1 => {}
                _ => {
                    let message =
                        "one weight for several of `near`, `frame` and `entry`, which could be meant as “and” or “or”";
                    self.faults.push(place, message, "give each a table of its own");
                }
            }
            if let Some(frame) = &table.frame {
                self.frame(place, frame);
                if table.scope.is_some() || !table.barrier.is_empty() {
                    let message = "`scope` and `barrier` do nothing beside `frame`, which is read in place";
                    self.faults.push(place, message, "remove them, or write `near`");
                }
                entry.frames.retain(|(known, _)| known != frame);
                entry.frames.push((frame.clone(), table.weight));
            }
            let barrier = self.phrases(place, &table.barrier, "cut anything off");
            let own = Some((table.scope.unwrap_or_default(), table.weight));
            for cue in self.cues_of(place, &table.near) {
                entry.cues.push(Cue { own, barrier: barrier.clone(), ..cue });
            }
        }
    }

    fn frame(&mut self, place: Place, frame: &str) {
        if !FRAMES.contains(&frame) {
            let cure = did_you_mean(frame, FRAMES).unwrap_or_else(|| format!("the frames are {}", FRAMES.join(", ")));
            self.faults.push(place, format!("no frame is called `{frame}`"), cure);
        }
    }

    /// The cues of a `near`: words as they are, "@set" as the words of the set.
    pub(super) fn cues_of(&mut self, place: Place, near: &'p OneOrMany) -> Vec<Cue> {
        let mut cues: Vec<Cue> = Vec::new();
        let mut seen: HashSet<CueId> = HashSet::new();
        for (i, item) in near.0.iter().enumerate() {
            let place = if place.item.is_none() { place.item(i) } else { place };
            let mut add = |id: CueId| {
                if seen.insert(id) {
                    cues.push(Cue { id, own: None, barrier: Vec::new() });
                }
            };
            match item.strip_prefix('@') {
                None if is_word(item) => add(self.cue(item)),
                None => self.faults.push(place, "a cue without a word", "write it or remove it"),
                Some(name) => match self.set(place.pack, name) {
                    Some(full) => self.cues_of_set(full).iter().copied().for_each(&mut add),
                    None => self.no_set(place, name),
                },
            }
        }
        cues
    }

    /// The cues of the set with this full name.
    fn cues_of_set(&mut self, full: String) -> Arc<[CueId]> {
        if let Some(cues) = self.set_cues.get(&full) {
            return Arc::clone(cues);
        }
        let words = self.sets[&full].clone();
        let cues: Arc<[CueId]> = words.into_iter().map(|word| self.cue(word)).collect();
        self.set_cues.insert(full, Arc::clone(&cues));
        cues
    }

    /// The given names of a `given`: those of a set are shared, dozens of entries have the same.
    pub(super) fn given(&mut self, place: Place, names: &'p OneOrMany) -> Vec<Arc<HashSet<String>>> {
        let small = |names: &[&str]| names.iter().map(|name| name.to_lowercase()).collect::<HashSet<String>>();
        let mut lists = Vec::new();
        let mut own: Vec<&str> = Vec::new();
        for (i, item) in names.0.iter().enumerate() {
            match item.strip_prefix('@') {
                None if is_word(item) => own.push(item),
                None => self.faults.push(place.item(i), "a given name without a word", "write it or remove it"),
                Some(name) => match self.set(place.pack, name) {
                    Some(full) => {
                        let words = &self.sets[&full];
                        lists.push(Arc::clone(self.set_given.entry(full).or_insert_with(|| Arc::new(small(words)))));
                    }
                    None => self.no_set(place.item(i), name),
                },
            }
        }
        if !own.is_empty() {
            lists.push(Arc::new(small(&own)));
        }
        lists
    }

    /// The full name of the set that `name` means in `pack`: its own, or another's under "pack.set".
    fn set(&self, pack: usize, name: &str) -> Option<String> {
        let own = format!("{}.{name}", self.packs[pack].file.pack.id);
        [own, name.to_owned()].into_iter().find(|full| self.sets.contains_key(full))
    }

    fn no_set(&mut self, place: Place, name: &str) {
        let own = self.packs[place.pack].file.sets.keys().map(String::as_str);
        let cure = did_you_mean(name, own)
            .or_else(|| did_you_mean_in_pack(name, self.sets.keys().map(String::as_str)))
            .unwrap_or_else(|| format!("add it under [sets], or write a list: near = [\"{name}\"]"));
        self.faults.push(place, format!("no set is called `{name}`"), cure);
    }

    fn cue(&mut self, word: &'p str) -> CueId {
        *self.cue_ids.entry(word).or_insert_with(|| {
            self.cues.push(word.to_owned());
            CueId(u32::try_from(self.cues.len() - 1).expect("fewer than 2^32 cues"))
        })
    }

    fn calques(&mut self) -> Vec<CalqueRule> {
        let mut rules = Vec::new();
        for (p, pack) in self.packs.iter().enumerate() {
            for (c, table) in pack.file.calque.iter().enumerate() {
                let place = Place::new(p, "calque", c);
                if table.keep.len() < table.change.len() || table.change.is_empty() {
                    let message = format!("the calque `{}` lacks examples", table.id);
                    let cure = "show what it mends, and at least as many texts that must stay";
                    self.faults.push(place.field("id"), message, cure);
                }
                let calque = match Calque::new(&table.text, &table.say, self.language) {
                    Ok(calque) => calque,
                    Err((message, cure)) => {
                        self.faults.push(place.field("text"), message, cure);
                        continue;
                    }
                };
                rules.push(CalqueRule {
                    id: format!("{}.{}", pack.file.pack.id, table.id),
                    calque,
                    near: self.cues_of(place.field("near"), &table.near).iter().map(|cue| cue.id).collect(),
                    enough: usize::from(table.enough.unwrap_or(u8::from(!table.near.0.is_empty()))),
                    never: self.phrases(place.field("never"), &table.never, "silence it"),
                    ceiling: table.ceiling.unwrap_or(Applicability::Safe),
                    status: table.status,
                    change: table.change.clone(),
                    keep: table.keep.clone(),
                    silent: table.silent.clone(),
                });
            }
        }
        rules
    }

    /// Resolves ids of other entries.
    fn relate(&mut self, entries: &mut [Entry], relations: &[Relations<'p>]) {
        let ids: BTreeMap<String, EntryId> =
            entries.iter().zip(0..).map(|(entry, i)| (entry.id.clone(), EntryId(i))).collect();
        for Relations { entry, place, related, unless, evidence } in relations {
            let entry = &mut entries[*entry];
            for (i, name) in related.iter().enumerate() {
                if let Some(id) = self.related_id(&ids, entry, place.field("related").item(i), name) {
                    entry.related.push(Related { entry: id, own: None, barrier: Vec::new() });
                }
            }
            for (i, name) in unless.iter().enumerate() {
                entry.unless.extend(self.related_id(&ids, entry, place.field("unless").item(i), name));
            }
            for (i, table) in evidence.iter().enumerate() {
                let Some(name) = &table.entry else { continue };
                if let Some(id) = self.related_id(&ids, entry, place.field("evidence").item(i), name) {
                    // Its faults were reported with the cues.
                    let barrier = table.barrier.iter().filter_map(|text| Phrase::new(text, self.language.lexicon()));
                    let own = Some((table.scope.unwrap_or(Scope::Sentence), table.weight));
                    entry.related.push(Related { entry: id, own, barrier: barrier.collect() });
                }
            }
        }
    }

    /// The entry that `name` means at `place`: in full, or one of the same pack.
    fn related_id(
        &mut self,
        ids: &BTreeMap<String, EntryId>,
        entry: &Entry,
        place: Place,
        name: &str,
    ) -> Option<EntryId> {
        let pack = &self.packs[place.pack].file.pack.id;
        let Some((full, id)) = ids.get_key_value(name).or_else(|| ids.get_key_value(&format!("{pack}.{name}"))) else {
            self.no_entry(place, name, ids.keys().map(String::as_str));
            return None;
        };
        if *full == entry.id {
            self.faults.push(place, format!("`{name}` is this entry itself"), "name another one, or remove it");
            return None;
        }
        Some(*id)
    }

    pub(super) fn no_entry<'i>(&mut self, place: Place, id: &str, ids: impl Iterator<Item = &'i str>) {
        // An entry that was left out for its own faults is not missed a second time.
        let own = &self.packs[place.pack];
        let pack = id.split_once('.').map_or(own.file.pack.id.as_str(), |(pack, _)| pack);
        let left_out = match self.packs.iter().find(|loaded| loaded.file.pack.id == pack) {
            Some(loaded) => loaded.left_out,
            None => !self.all_read,
        };
        if !left_out {
            // A generated file may have one wrong id ten thousand times, among as many entries.
            let near = if self.faults.are_few() { did_you_mean_in_pack(id, ids) } else { None };
            let cure = near.unwrap_or_else(|| "`decalque rules list` lists all".to_owned());
            self.faults.push(place, format!("no entry has the id `{id}`"), cure);
        }
    }
}

/// Reads of the entries of pack `p` what means the same whatever the other packs say, with what is wrong with it.
/// Half a start goes by here, so the packs share the threads.
fn read(
    packs: &[Loaded],
    p: usize,
    file: &GlossaryFile,
    kinds: &Kinds,
    language: &dyn Language,
) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut faults = Faults::new(packs);
    let read = file
        .entry
        .iter()
        .enumerate()
        .map(|(e, table)| entry(Place::new(p, "entry", e), &file.pack.id, table, kinds, language, &mut faults));
    (read.collect(), faults.into_list())
}

fn entry(
    place: Place,
    pack: &str,
    table: &EntryTable,
    kinds: &Kinds,
    language: &dyn Language,
    faults: &mut Faults<'_>,
) -> Entry {
    let kind = kinds.kind.get(&table.kind);
    let slug = table.id.clone().unwrap_or_else(|| slug(&table.name));
    let others = table.accept.iter().chain(&table.short).filter(|form| is_word(form));
    let right: Vec<String> = std::iter::once(&table.name).chain(others).cloned().collect();
    let mut entry = Entry {
        id: format!("{pack}.{slug}"),
        name: table.name.clone(),
        kind: table.kind.clone(),
        gender: table.gender.or_else(|| kind.and_then(|k| k.gender)),
        number: table.number.or_else(|| kind.and_then(|k| k.number)).unwrap_or(Number::Singular),
        article: table.article.unwrap_or_else(|| kind.map_or(Article::None, |k| k.article)),
        elision: table.elision,
        forms: vec![table.name.clone()],
        source_forms: vec![table.name.clone()],
        renderings: renderings(place, &table.instead_of, &right, language, faults),
        cues: Vec::new(),
        given: Vec::new(),
        frames: Vec::new(),
        related: Vec::new(),
        unless: Vec::new(),
        never: phrases(place.field("never"), &table.never, "silence the entry", language, faults),
        status: table.status,
        repair: table.repair,
        change: table.change.clone(),
        keep: table.keep.clone(),
        silent: table.silent.clone(),
        place: (place.pack, place.table),
    };
    forms(&mut entry, place, &table.accept, &table.short, &table.source, faults);
    entry
}

/// Adds right forms and forms of the source; what is right in the text is right in its source too.
pub(super) fn forms(
    entry: &mut Entry,
    place: Place,
    accept: &[String],
    short: &[String],
    source: &BTreeMap<String, Vec<String>>,
    faults: &mut Faults<'_>,
) {
    for (field, forms) in [("accept", accept), ("short", short)] {
        for (i, form) in forms.iter().enumerate() {
            if is_word(form) {
                entry.forms.push(form.clone());
                entry.source_forms.push(form.clone());
            } else {
                faults.push(place.field(field).item(i), "a right form without a word", "write it or remove it");
            }
        }
    }
    for (code, forms) in source {
        let path = [Step::Key(place.list), Step::At(place.table), Step::Key("source"), Step::Key(code)];
        if !is_language(code) {
            faults.at(place.pack, &path, not_a_language(code), LANGUAGE_CURE);
        }
        if !forms.iter().all(|form| is_word(form)) {
            faults.at(place.pack, &path, "a form of the source without a word", "write it or remove it");
            continue;
        }
        entry.source_forms.extend(forms.iter().cloned());
    }
}

pub(super) fn renderings(
    place: Place,
    items: &[RenderingItem],
    forms: &[String],
    language: &dyn Language,
    faults: &mut Faults<'_>,
) -> Vec<Rendering> {
    let right = Right::new(forms);
    let read = |(i, item): (usize, &RenderingItem)| {
        rendering::read(&item.0, place.field("instead-of").item(i), &right, language, faults)
    };
    items.iter().enumerate().filter_map(read).collect()
}

/// The phrases that a field lists, or an item of it has, to `purpose`.
fn phrases(
    place: Place,
    texts: &[String],
    purpose: &str,
    language: &dyn Language,
    faults: &mut Faults<'_>,
) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        if let Some(phrase) = Phrase::new(text, language.lexicon()) {
            phrases.push(phrase);
        } else {
            let place = if place.item.is_none() { place.item(i) } else { place };
            let message = format!("`{text}` has no word that could {purpose}");
            faults.push(place, message, "write a word, or a phrase with one");
        }
    }
    phrases
}

/// "did you mean …?", if something known is near.
pub(super) fn did_you_mean<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    load::nearest(wrong, known).map(|near| format!("did you mean `{near}`?"))
}

/// The same for full names, "pack.name": within the pack that `wrong` names, if there is such a pack.
pub(super) fn did_you_mean_in_pack<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let known: Vec<(&str, &str)> = known.into_iter().filter_map(|full| full.split_once('.')).collect();
    let (pack, short) = wrong.split_once('.').unwrap_or(("", wrong));
    let near = if let Some(pack) = load::nearest(pack, known.iter().map(|(pack, _)| *pack)) {
        let beside = known.iter().filter(|(other, _)| *other == pack).map(|(_, short)| *short);
        load::nearest(short, beside).map(|short| (pack, short))
    } else {
        let short = load::nearest(short, known.iter().map(|(_, short)| *short));
        known.iter().copied().find(|(_, other)| Some(*other) == short)
    };
    near.map(|(pack, short)| format!("did you mean `{pack}.{short}`?"))
}

/// The words of every set under its full name, with what overlays add and take out.
fn sets(packs: &[Loaded]) -> HashMap<String, Vec<&str>> {
    let mut sets: HashMap<String, Vec<&str>> = HashMap::new();
    for pack in packs {
        for (name, words) in &pack.file.sets {
            let full = format!("{}.{name}", pack.file.pack.id);
            sets.entry(full).or_default().extend(words.iter().map(String::as_str));
        }
    }
    for (full, words) in packs.iter().flat_map(|pack| &pack.file.extend_sets) {
        if let Some(set) = sets.get_mut(full) {
            set.extend(words.iter().map(String::as_str));
        }
    }
    for (full, words) in packs.iter().flat_map(|pack| &pack.file.without_sets) {
        let gone: HashSet<&str> = words.iter().map(String::as_str).collect();
        if let Some(set) = sets.get_mut(full) {
            set.retain(|word| !gone.contains(word));
        }
    }
    sets
}

/// Advice for [`not_a_language`].
pub(super) const LANGUAGE_CURE: &str = "write two or three small letters, such as \"en\" or \"es\"";

pub(super) fn not_a_language(code: &str) -> String {
    format!("`{code}` is no language code")
}

/// True for a code as BCP 47 has it: two or three letters, then script, region and the like.
pub(super) fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
