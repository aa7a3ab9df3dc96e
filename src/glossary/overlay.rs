//! `[[extend]]`: what a file changes of the rules of another.

use super::build::{Builder, Built, Relations, did_you_mean, forms, renderings};
use super::fault::Place;
use super::schema::ExtendTable;
use super::termbase::Entry;
use crate::text::fold;
use std::collections::HashMap;

/// The examples of a calque or a quantity.
struct Examples<'r> {
    change: &'r mut Vec<(String, String)>,
    keep: &'r mut Vec<String>,
    silent: &'r mut Vec<String>,
}

/// Those of the calque or the quantity with this id.
fn examples_of<'r>(built: &'r mut Built, id: &str) -> Option<Examples<'r>> {
    if let Some(rule) = built.calques.iter_mut().find(|rule| rule.id == id) {
        return Some(Examples { change: &mut rule.change, keep: &mut rule.keep, silent: &mut rule.silent });
    }
    let table = built.quantities.iter_mut().find(|quantity| quantity.id == id).map(|quantity| &mut quantity.table)?;
    Some(Examples { change: &mut table.change, keep: &mut table.keep, silent: &mut table.silent })
}

impl<'p> Builder<'_, 'p> {
    /// Applies every `[[extend]]` to the entry that it names, or adds its examples to the calque or quantity.
    pub(super) fn extend(&mut self, built: &mut Built, relations: &mut Vec<Relations<'p>>) {
        let mut ids: HashMap<String, usize> = HashMap::new();
        for (i, entry) in built.entries.iter().enumerate() {
            ids.entry(entry.id.clone()).or_insert(i);
        }
        for (p, pack) in self.packs.iter().enumerate() {
            for (x, table) in pack.file.extend.iter().enumerate() {
                let place = Place::new(p, "extend", x);
                let Some(&entry) = ids.get(&table.id) else {
                    if let Some(mut examples) = examples_of(built, &table.id) {
                        self.examples(&mut examples, place, table);
                        continue;
                    }
                    self.no_entry(place.field("id"), &table.id, ids.keys().map(String::as_str));
                    continue;
                };
                let (related, unless, evidence) = (&table.related[..], &table.unless[..], &table.evidence[..]);
                relations.push(Relations { entry, place, related, unless, evidence });
                self.overlay(&mut built.entries[entry], place, table);
            }
        }
    }

    fn overlay(&mut self, entry: &mut Entry, place: Place, table: &'p ExtendTable) {
        for (i, text) in table.without.iter().enumerate() {
            let before = entry.renderings.len();
            entry.renderings.retain(|rendering| !fold::same_word(&rendering.written, text));
            if entry.renderings.len() == before {
                let cure = did_you_mean(text, entry.renderings.iter().map(|r| r.written.as_str()))
                    .unwrap_or_else(|| format!("`decalque rules show {}` lists them", entry.id));
                self.faults.push(
                    place.field("without").item(i),
                    format!("`{}` has no rendering `{text}`", entry.id),
                    cure,
                );
            }
        }
        if let Some(ceiling) = table.ceiling {
            for rendering in &mut entry.renderings {
                (rendering.ceiling, rendering.place) = (ceiling, place.field("ceiling"));
            }
        }
        forms(entry, place, &table.accept, &table.short, &table.source, self.faults);
        entry.renderings.extend(renderings(place, &table.instead_of, &entry.forms, self.language, self.faults));
        let cues = self.cues_of(place.field("near"), &table.near);
        entry.cues.extend(cues);
        let given = self.given(place.field("given"), &table.given);
        entry.given.extend(given);
        self.surname(entry);
        self.evidence(entry, place, &table.evidence);
        entry.never.extend(self.phrases(place.field("never"), &table.never, "silence the entry"));
        entry.status = table.status.unwrap_or(entry.status);
        entry.gender = table.gender.or(entry.gender);
        entry.number = table.number.unwrap_or(entry.number);
        entry.article = table.article.unwrap_or(entry.article);
        entry.elision = table.elision.unwrap_or(entry.elision);
        entry.repair = table.repair.unwrap_or(entry.repair);
        entry.change.extend(table.change.iter().cloned());
        entry.keep.extend(table.keep.iter().cloned());
        entry.silent.extend(table.silent.iter().cloned());
        // An entry's own examples are checked where it stands; what an overlay unbalances, it balances.
        if entry.keep.len() < entry.change.len() && table.keep.len() < table.change.len() {
            let message = format!(
                "with these, `{}` has {} change examples and only {} keep examples",
                entry.id,
                entry.change.len(),
                entry.keep.len()
            );
            self.faults.push(place.field("change"), message, "show at least as many texts that must stay");
        }
    }

    /// Nothing but examples can be added to a calque or a quantity: what else one would change of it, one
    /// writes anew.
    fn examples(&mut self, to: &mut Examples<'_>, place: Place, table: &ExtendTable) {
        let ExtendTable { id, change, keep, silent, .. } = table.clone();
        let alone = ExtendTable { id, change, keep, silent, ..ExtendTable::default() };
        if *table != alone {
            let message = format!("`{}` is no name: only `change`, `keep` and `silent` can be added to it", table.id);
            self.faults.push(place.field("id"), message, "write only these, or a calque of your own");
        }
        to.change.extend(alone.change);
        to.keep.extend(alone.keep);
        to.silent.extend(alone.silent);
    }
}
