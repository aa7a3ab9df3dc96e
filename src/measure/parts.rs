//! What a rule is made of, as far as it can be taken out of it.

use crate::glossary::schema::Scope;
use crate::glossary::{CalqueRule, Cue, CueId, Entry, EntryId, Quantity, Related, Termbase};
use crate::text::words;
use serde::Serialize;

/// What an item of a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// A wrong form.
    Rendering,
    /// A phrase that silences the rule.
    Never,
    /// An entry that silences it.
    Unless,
    /// A word that speaks for it, or against it by a weight of its own.
    Near,
    /// An entry that does.
    Related,
    /// A weight of its own for a frame.
    Frame,
}

impl Part {
    /// The field of the glossary, or what it is.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rendering => "rendering",
            Self::Never => "never",
            Self::Unless => "unless",
            Self::Near => "near",
            Self::Related => "related",
            Self::Frame => "frame",
        }
    }

    /// True for what silences.
    #[must_use]
    pub const fn is_veto(self) -> bool {
        matches!(self, Self::Never | Self::Unless)
    }

    /// True for what weighs.
    #[must_use]
    pub const fn is_cue(self) -> bool {
        matches!(self, Self::Near | Self::Related | Self::Frame)
    }
}

/// A rule, by its place in its termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    Entry(EntryId),
    Quantity(usize),
    Calque(usize),
}

/// A rule as it was before something was taken out of it.
pub(super) enum Whole {
    Entry(EntryId, Box<Entry>),
    Quantity(usize, Box<Quantity>),
    Calque(usize, Box<CalqueRule>),
}

impl Whole {
    /// Puts back what was taken.
    pub(super) fn put_back(self, termbase: &mut Termbase) {
        match self {
            Self::Entry(id, entry) => termbase.entries[id.0 as usize] = *entry,
            Self::Quantity(at, quantity) => termbase.quantities[at] = *quantity,
            Self::Calque(at, rule) => termbase.calques[at] = *rule,
        }
    }
}

impl Rule {
    /// All rules of `termbase`, in the order in which their examples are run.
    pub(super) fn all(termbase: &Termbase) -> Vec<Self> {
        let entries = (0..).zip(&termbase.entries).map(|(at, _)| Self::Entry(EntryId(at)));
        let quantities = (0..termbase.quantities.len()).map(Self::Quantity);
        entries.chain(quantities).chain((0..termbase.calques.len()).map(Self::Calque)).collect()
    }

    pub(super) fn id(self, termbase: &Termbase) -> &str {
        match self {
            Self::Entry(id) => &termbase.entry(id).id,
            Self::Quantity(at) => &termbase.quantities[at].id,
            Self::Calque(at) => &termbase.calques[at].id,
        }
    }

    /// The rules without decisions that may apply to `text`, an example of `owner`.
    pub(super) fn found_by(termbase: &Termbase, text: &str, owner: &str) -> Vec<Self> {
        let tokens = words::tokens(text);
        let calques = tokens.iter().flat_map(|token| termbase.index.calques(token.key));
        let mut rules: Vec<Self> = calques.map(|&rule| Self::Calque(usize::from(rule))).collect();
        // Quantities are few, and so are their examples.
        if termbase.quantities.iter().any(|quantity| quantity.id == owner) {
            rules.extend((0..termbase.quantities.len()).map(Self::Quantity));
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// Its items: what each is, its place among its likes, and its text.
    pub(super) fn items(self, termbase: &Termbase) -> Vec<(Part, usize, String)> {
        let mut items = Vec::new();
        let mut add = |part, texts: Vec<String>| {
            items.extend(texts.into_iter().enumerate().map(|(at, text)| (part, at, text)));
        };
        let cue = |id: &CueId| termbase.cues[id.0 as usize].clone();
        match self {
            Self::Entry(id) => {
                let entry = termbase.entry(id);
                add(Part::Rendering, entry.renderings.iter().map(|rendering| rendering.written.clone()).collect());
                add(Part::Never, entry.never.iter().map(|phrase| phrase.text.clone()).collect());
                let other = |id: &EntryId| termbase.entry(*id).id.clone();
                add(Part::Unless, entry.unless.iter().map(other).collect());
                let near = |Cue { id, own, .. }: &Cue| format!("{}{}", cue(id), weighed(*own));
                add(Part::Near, entry.cues.iter().map(near).collect());
                let related = |Related { entry, own, .. }: &Related| format!("{}{}", other(entry), weighed(*own));
                add(Part::Related, entry.related.iter().map(related).collect());
                let frame = |(name, weight): &(String, i32)| format!("{name} {weight:+}");
                add(Part::Frame, entry.frames.iter().map(frame).collect());
            }
            Self::Quantity(at) => add(Part::Never, termbase.quantities[at].table.never.clone()),
            Self::Calque(at) => {
                let rule = &termbase.calques[at];
                add(Part::Never, rule.never.iter().map(|phrase| phrase.text.clone()).collect());
                add(Part::Near, rule.near.iter().map(cue).collect());
            }
        }
        items
    }

    /// Takes item `at` out of the rule; a rendering stays.
    ///
    /// # Panics
    ///
    /// Panics if the rule has no such item.
    pub(super) fn take(self, termbase: &mut Termbase, part: Part, at: usize) -> Whole {
        match self {
            Self::Entry(id) => {
                let entry = &mut termbase.entries[id.0 as usize];
                let whole = Box::new(entry.clone());
                match part {
                    // The index has it by its place.
                    Part::Rendering => {}
                    Part::Never => drop(entry.never.remove(at)),
                    Part::Unless => drop(entry.unless.remove(at)),
                    Part::Near => drop(entry.cues.remove(at)),
                    Part::Related => drop(entry.related.remove(at)),
                    Part::Frame => drop(entry.frames.remove(at)),
                }
                Whole::Entry(id, whole)
            }
            Self::Quantity(place) => {
                let quantity = &mut termbase.quantities[place];
                let whole = Box::new(quantity.clone());
                quantity.table.never.remove(at);
                Whole::Quantity(place, whole)
            }
            Self::Calque(place) => {
                let rule = &mut termbase.calques[place];
                let whole = Box::new(rule.clone());
                match part {
                    Part::Near => drop(rule.near.remove(at)),
                    _ => drop(rule.never.remove(at)),
                }
                Whole::Calque(place, whole)
            }
        }
    }
}

/// An entry with a single veto, number `at` of its sort.
pub(super) fn only(termbase: &Termbase, entry: EntryId, part: Part, at: usize) -> Entry {
    let mut alone = termbase.entry(entry).clone();
    let keep = |wanted: Part, len: usize| if part == wanted { at..at + 1 } else { len..len };
    let (never, unless) = (keep(Part::Never, alone.never.len()), keep(Part::Unless, alone.unless.len()));
    alone.never = alone.never.drain(never).collect();
    alone.unless = alone.unless.drain(unless).collect();
    alone
}

/// Weight and scope that the glossary gives, after the word that has them.
fn weighed(own: Option<(Scope, i32)>) -> String {
    let scope = |scope| match scope {
        Scope::Sentence => "sentence",
        Scope::Paragraph => "paragraph",
        Scope::Title => "title",
        Scope::Document => "document",
    };
    own.map_or_else(String::new, |(reach, weight)| format!(" ({weight:+} in the {})", scope(reach)))
}
