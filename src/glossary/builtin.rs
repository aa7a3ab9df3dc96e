//! The glossaries that come with the program.

use super::kinds::Kinds;
use super::load;
use crate::diagnostic::Source;
use serde::Deserialize;
use std::sync::Arc;

/// A file: its name, its text, and its tables as `build.rs` compiled them.
struct File {
    name: &'static str,
    text: &'static str,
    json: &'static str,
}

macro_rules! pack {
    ($path:literal) => {
        File {
            name: concat!("glossaries/", $path),
            text: include_str!(concat!("../../glossaries/", $path)),
            json: include_str!(concat!(env!("OUT_DIR"), "/glossaries/", $path, ".json")),
        }
    };
}

static PACKS: [File; 58] = [
    pack!("fr/ai.toml"),
    pack!("fr/tech.toml"),
    pack!("fr/media.toml"),
    pack!("fr/institutions.toml"),
    pack!("fr/brands.toml"),
    pack!("fr/calques.toml"),
    pack!("fr/connectives.toml"),
    pack!("fr/acronyms.toml"),
    pack!("fr/quantities.toml"),
    pack!("fr/languages.toml"),
    pack!("fr/web.toml"),
    pack!("fr/backend.toml"),
    pack!("fr/testing.toml"),
    pack!("fr/devops.toml"),
    pack!("fr/build.toml"),
    pack!("fr/cloud.toml"),
    pack!("fr/editors.toml"),
    pack!("fr/security.toml"),
    pack!("fr/data.toml"),
    pack!("fr/charts.toml"),
    pack!("fr/ml.toml"),
    pack!("fr/finance.toml"),
    pack!("fr/markets.toml"),
    pack!("fr/hispanic.toml"),
    pack!("fr/industry.toml"),
    pack!("fr/shops.toml"),
    pack!("fr/football.toml"),
    pack!("fr/leagues.toml"),
    pack!("fr/surnames-es.toml"),
    pack!("fr/surnames-es-land.toml"),
    pack!("fr/surnames-es-things.toml"),
    pack!("fr/surnames-en.toml"),
    pack!("fr/surnames-en-stage.toml"),
    pack!("fr/surnames-en-sport.toml"),
    pack!("fr/persons.toml"),
    pack!("fr/states.toml"),
    pack!("fr/regions.toml"),
    pack!("fr/cities.toml"),
    pack!("fr/cities-east.toml"),
    pack!("fr/world.toml"),
    pack!("fr/british.toml"),
    pack!("fr/press.toml"),
    pack!("fr/press-us.toml"),
    pack!("fr/programmes.toml"),
    pack!("fr/clubs.toml"),
    pack!("fr/clubs-europe.toml"),
    pack!("fr/azure.toml"),
    pack!("fr/microsoft.toml"),
    pack!("fr/aws.toml"),
    pack!("fr/google-cloud.toml"),
    pack!("fr/observability.toml"),
    pack!("fr/models.toml"),
    pack!("fr/mobility.toml"),
    pack!("fr/robots-space.toml"),
    pack!("fr/analytics.toml"),
    pack!("fr/fintech.toml"),
    pack!("fr/games.toml"),
    pack!("fr/variants.toml"),
];

static KINDS: File = pack!("kinds/fr.toml");

fn source(file: &File) -> Arc<Source> {
    Arc::new(Source { name: file.name.to_owned(), text: file.text.to_owned() })
}

fn file(source: &Source) -> Option<&'static File> {
    PACKS.iter().chain([&KINDS]).find(|file| file.name == source.name && file.text == source.text)
}

/// True if `source` is one of these files.
pub(super) fn holds(source: &Source) -> bool {
    file(source).is_some()
}

/// What `source` says, if it is one of these files, from its compiled form; `None` if it has faults, which the
/// reader of TOML finds.
pub(super) fn compiled<T: for<'de> Deserialize<'de>>(source: &Source) -> Option<T> {
    serde_json::from_str(file(source)?.json).ok()
}

/// The glossary files, in the order in which they load.
#[must_use]
pub fn packs() -> Vec<Arc<Source>> {
    PACKS.iter().map(source).collect()
}

/// The kinds of French.
///
/// # Panics
///
/// Panics if the embedded file is faulty, which a test rules out.
#[must_use]
pub fn kinds() -> Kinds {
    let (kinds, faults) = load::parse::<Kinds>(&source(&KINDS));
    assert!(faults.is_empty(), "{}", faults[0]);
    kinds.expect("a file without faults was read")
}

#[cfg(test)]
mod tests {
    use super::{KINDS, PACKS, compiled, source};
    use crate::glossary::kinds::Kinds;
    use crate::glossary::schema::GlossaryFile;

    #[test]
    fn the_compiled_form_says_what_the_source_says() {
        for file in &PACKS {
            let read: GlossaryFile = toml::from_str(file.text).expect("a built-in file has no fault");
            let compiled: GlossaryFile = compiled(&source(file)).expect("every built-in file is compiled");
            assert_eq!(format!("{compiled:?}"), format!("{read:?}"), "{}", file.name);
        }
        let read: Kinds = toml::from_str(KINDS.text).expect("the kinds have no fault");
        let compiled: Kinds = compiled(&source(&KINDS)).expect("the kinds are compiled");
        assert_eq!(compiled.common.between, read.common.between);
        assert_eq!(compiled.kind.keys().collect::<Vec<_>>(), read.kind.keys().collect::<Vec<_>>());
    }
}
