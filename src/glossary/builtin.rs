//! The glossaries that come with the program.

use super::kinds::Kinds;
use super::load;
use crate::diagnostic::Source;
use std::sync::Arc;

macro_rules! pack {
    ($path:literal) => {
        (concat!("glossaries/", $path), include_str!(concat!("../../glossaries/", $path)))
    };
}

const PACKS: [(&str, &str); 58] = [
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

const KINDS: (&str, &str) = pack!("kinds/fr.toml");

fn source((name, text): (&str, &str)) -> Arc<Source> {
    Arc::new(Source { name: name.to_owned(), text: text.to_owned() })
}

/// The glossary files, in the order in which they load.
#[must_use]
pub fn packs() -> Vec<Arc<Source>> {
    PACKS.into_iter().map(source).collect()
}

/// The kinds of French.
///
/// # Panics
///
/// Panics if the embedded file is faulty, which a test rules out.
#[must_use]
pub fn kinds() -> Kinds {
    let (kinds, faults) = load::parse::<Kinds>(&source(KINDS));
    assert!(faults.is_empty(), "{}", faults[0]);
    kinds.expect("a file without faults was read")
}
