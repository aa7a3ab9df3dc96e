//! What looks like a frame of names and is one of common words: reflexives, lists, adjectives, ranges.

use super::{hold, stay};

#[test]
fn what_one_does_to_oneself_is_a_deed_and_other_reflexives_are_passives() {
    hold(&[
        ("La pomme s'excuse auprès de Tim Cook.", "Apple s'excuse auprès de Tim Cook."),
        ("La pomme s'est alliée à Samsung, dit Tim Cook.", "Apple s'est alliée à Samsung, dit Tim Cook."),
    ]);
    stay(&[
        "La pomme s'annonce rare cette année, dit Tim Cook.",
        "La pomme s'est bien vendue, dit Tim Cook.",
        "L'objectif se développe en trois phases chez WhatsApp et Instagram.",
    ]);
}

#[test]
fn a_list_that_had_its_conjunction_ends_at_the_next_comma() {
    hold(&[
        ("Tim Cook salue Google, la pomme et Amazon.", "Tim Cook salue Google, Apple et Amazon."),
        ("La pomme, Google et Amazon ont invité Tim Cook.", "Apple, Google et Amazon ont invité Tim Cook."),
    ]);
    stay(&[
        "À côté de Google et d'Amazon, la pomme fait pâle figure, admet Tim Cook.",
        "Chez Google, Samsung et Amazon, la cible reste la même.",
    ]);
}

#[test]
fn small_words_after_several_products_say_what_these_are_for() {
    hold(&[(
        "Zuckerberg présente deux modèles de flamme à Menlo Park.",
        "Zuckerberg présente deux modèles Llama à Menlo Park.",
    )]);
    stay(&[
        "# WhatsApp\n\nLe code des modèles de flamme fait rêver.",
        "Google et Apple ont un langage rapide pour iOS et Android.",
        "Le rapport de Google dit que le langage angulaire déplaît.",
    ]);
}

#[test]
fn a_range_is_no_version() {
    hold(&[("Google lance Gémeaux 2 à Mountain View.", "Google lance Gemini 2 à Mountain View.")]);
    stay(&["Chez Google, les gémeaux 20 à 40 fois plus rares étonnent."]);
}

#[test]
fn a_head_with_its_own_name_is_not_the_name_s() {
    hold(&[(
        "La société de la perplexité a séduit Aravind Srinivas.",
        "La société Perplexity a séduit Aravind Srinivas.",
    )]);
    stay(&["La société de la perplexité, Comet, plaît aux lecteurs de ChatGPT."]);
}

#[test]
fn an_engine_says_the_subject_again() {
    hold(&[(
        "Pedro Sánchez gouverne avec le PSOE. Citoyens il disparaît.",
        "Pedro Sánchez gouverne avec le PSOE. Ciudadanos il disparaît.",
    )]);
    stay(&["Pedro Sánchez gouverne avec le PSOE. Citoyens, il disparaît."]);
}

#[test]
fn where_one_is_asks_for_another_preposition() {
    hold(&[
        ("Il travaille en Ville de Kansas.", "Il travaille à Kansas City."),
        ("Il travaille en Tejas.", "Il travaille au Texas."),
        ("Il vit en les EE. UU. depuis un an.", "Il vit aux États-Unis depuis un an."),
    ]);
    stay(&[
        "Il travaille en Californie.",
        "Il change en les unissant les États-Unis.",
        "En Kansas City, il voit un ami.",
    ]);
}
