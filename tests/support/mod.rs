//! What the tests of the laws share: the engine, and random texts that wake its rules.

use decalque::Engine;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The built-in glossaries.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap_or_else(|error| panic!("{error}")));

/// Words that start rules, cues, frames and what surrounds them, so that random texts are not all silent.
const WORDS: [&str; 64] = [
    "l'objectif",
    "la cible",
    "le but",
    "flamme",
    "la flamme",
    "modèle de flamme",
    "de l'objectif",
    "Objectif",
    "Lama",
    "Zuckerberg",
    "Meta",
    "Llama",
    "OpenAI",
    "Openai",
    "anthropic",
    "Gémeaux",
    "pomme",
    "la pomme",
    "iPhone",
    "Tim Cook",
    "Apple",
    "Google",
    "Microsoft",
    "Fenêtres",
    "fenêtres",
    "Équipes",
    "bord",
    "le navigateur",
    "Fils",
    "Instagram",
    "le géant",
    "technologique",
    "les salariés",
    "l'avenir",
    "a annoncé",
    "a licencié",
    "annonce",
    "est",
    "de",
    "du",
    "que",
    "qui",
    "et",
    ",",
    ".",
    ":",
    "«",
    "»",
    "un",
    "son",
    "leur",
    "ouverte",
    "49 %",
    "d'IA à l'échelle",
    "14 000 millions",
    "IA",
    "\n",
    "\n\n",
    "!",
    "**",
    "`code`",
    "https://exemple.fr/objectif",
    "jusqu'à",
    "’",
];

/// Words that wake rules, in any order.
pub fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((0..WORDS.len(), prop::bool::weighted(0.9)), 1..60).prop_map(|picks| {
        let mut text = String::new();
        for (word, spaced) in picks {
            text.push_str(WORDS[word]);
            if spaced {
                text.push(' ');
            }
        }
        text
    })
}
