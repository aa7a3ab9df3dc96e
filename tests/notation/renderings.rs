//! How renderings are found and written: determiner, case, number, typing errors, patterns, repairs.

use super::{Row, change, hold, keep, one, source, suggest};
use decalque::glossary::{Termbase, builtin};

#[test]
fn a_rendering_has_the_determiner_that_it_asks_for() {
    const WITH: Row = change("La falaise a embauché Morvan.", "Cliffhead a embauché Morvan.");
    const WITHOUT: Row = change("Falaise embauche Morvan.", "Cliffhead embauche Morvan.");
    const OTHERS: [Row; 2] = [keep("Une falaise a embauché Morvan."), keep("Cette falaise a embauché Morvan.")];
    let not = |row: Row| keep(row.0);
    hold(&one("\"falaise\"", ""), &[WITH, WITHOUT, OTHERS[0], OTHERS[1]]);
    hold(&one("\"la falaise\"", ""), &[WITH, not(WITHOUT), OTHERS[0], OTHERS[1]]);
    hold(&one("{ text = \"falaise\", determiner = \"definite\" }", ""), &[WITH, not(WITHOUT), OTHERS[0], OTHERS[1]]);
    hold(&one("{ text = \"falaise\", determiner = \"none\" }", ""), &[not(WITH), WITHOUT, OTHERS[0], OTHERS[1]]);
}

#[test]
fn a_rendering_may_ask_for_a_capital() {
    hold(
        &one("{ text = \"falaise\", case = \"capital\" }", ""),
        &[
            change("La Falaise a embauché Morvan.", "Cliffhead a embauché Morvan."),
            change("Morvan dit que Falaise licencie.", "Morvan dit que Cliffhead licencie."),
            keep("La falaise a embauché Morvan."),
            keep("Morvan dit que la falaise licencie."),
        ],
    );
}

#[test]
fn a_rendering_may_become_another_right_form() {
    hold(
        &one("\"falaise\", { text = \"rocher fendu\", as = \"Cliff\" }", "short = [\"Cliff\"]\n"),
        &[
            change("Le rocher fendu a embauché Morvan.", "Cliff a embauché Morvan."),
            change("La falaise a embauché Morvan.", "Cliffhead a embauché Morvan."),
            keep("Cliff a embauché Morvan."),
            keep("Morvan peint un rocher fendu."),
        ],
    );
}

#[test]
fn repairs_can_be_switched_off() {
    const TEXT: &str = "Morvan dit que la falaise est lancée.";
    const NONE: Row = keep("Morvan dit que la mer est belle.");
    let with = |repair: &str| {
        format!(
            "[[entry]]\nname = \"Cliffpad\"\nkind = \"product\"\nnear = [\"Morvan\"]\ninstead-of = [\"falaise\"]\n\
             {repair}keep = [\"Une falaise domine la mer.\"]\nchange = [[\"a\", \"a\"]]\n"
        )
    };
    hold(&with(""), &[change(TEXT, "Morvan dit que Cliffpad est lancé."), NONE]);
    hold(&with("repair = { agreement = false }\n"), &[change(TEXT, "Morvan dit que Cliffpad est lancée."), NONE]);
    hold(&with("repair = { article = false }\n"), &[change(TEXT, "Morvan dit que la Cliffpad est lancé."), NONE]);
}

#[test]
fn a_fuzzy_rendering_forgives_as_many_errors_as_it_says() {
    const EXACT: Row = change("Morvan a lancé le modèle Zéphirosse.", "Morvan a lancé le modèle Zephyros.");
    const ONE: Row = change("Morvan a lancé le modèle Zéphirose.", "Morvan a lancé le modèle Zephyros.");
    const TWO: Row = change("Morvan a lancé le modèle Zéfirosse.", "Morvan a lancé le modèle Zephyros.");
    const NONE: [Row; 3] = [
        keep("Morvan a lancé le modèle Zéfirose."),
        keep("Morvan a lancé le modèle Zéphyr."),
        keep("Morvan a lancé le modèle Zéphirosserie."),
    ];
    let with = |distance: u8| {
        format!(
            "[[entry]]\nname = \"Zephyros\"\nkind = \"product\"\nnear = [\"Morvan\"]\n\
             instead-of = [{{ text = \"Zéphirosse\", match = \"fuzzy\", distance = {distance} }}]\n\
             keep = [\"Le zéphyr souffle.\"]\nchange = [[\"Le modèle Zéphirosse bat Morvan.\", \"Le modèle Zephyros bat Morvan.\"]]\n"
        )
    };
    hold(&with(1), &[EXACT, ONE, keep(TWO.0), NONE[0], NONE[1], NONE[2]]);
    hold(&with(2), &[EXACT, ONE, TWO, NONE[0], NONE[1], NONE[2]]);
}

#[test]
fn a_rendering_is_found_in_both_numbers_unless_it_is_exact() {
    const PLURAL: Row = change("Les gardes des falaises ont battu Morvan.", "Les Cliff Rangers ont battu Morvan.");
    let with = |matching: &str| {
        format!(
            "[[entry]]\nname = \"Cliff Rangers\"\nkind = \"team\"\nnumber = \"pl\"\narticle = \"definite\"\nnear = [\"Morvan\"]\n\
             instead-of = [{{ text = \"gardes des falaises\", match = \"{matching}\" }}]\n\
             keep = [\"Une falaise domine la mer.\"]\nchange = [[\"a\", \"a\"]]\n"
        )
    };
    hold(&with("inflected"), &[PLURAL, keep("Une garde des falaises salue Morvan.")]);
    hold(&with("exact"), &[PLURAL, keep("La garde des falaises a battu Morvan.")]);
}

#[test]
fn a_pattern_covers_shapes_that_no_list_does() {
    hold(
        "[[entry]]\nname = \"Kora 7\"\nkind = \"product\"\nnear = [\"Morvan\"]\n\
         instead-of = [{ pattern = \"kora[- ]?(7|sept|vii)\" }]\n\
         keep = [\"Morvan joue de la kora. La kora sept est rare.\"]\nchange = [[\"Morvan a lancé le modèle Kora-sept.\", \"Morvan a lancé le modèle Kora 7.\"]]\n",
        &[
            change("Morvan a lancé le modèle Kora VII.", "Morvan a lancé le modèle Kora 7."),
            change("Morvan a lancé le modèle korasept.", "Morvan a lancé le modèle Kora 7."),
            change("Morvan a lancé le modèle kora-7.", "Morvan a lancé le modèle Kora 7."),
            keep("Morvan a lancé le modèle Koraseptième."),
            keep("Morvan a lancé le modèle Nekora sept."),
            keep("Morvan a lancé sa kora. Sept personnes rient."),
            keep("Morvan a lancé le modèle Kora 7."),
        ],
    );
}

#[test]
fn a_pattern_that_also_matches_nothing_is_refused() {
    let error = Termbase::load(&[source(&one("{ pattern = \"z*\" }", ""))]).expect_err("an empty match");
    let messages: Vec<_> = error.faults().iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages[0], "the pattern `z*` also matches where nothing stands");
}

#[test]
fn what_a_text_costs_does_not_grow_with_the_glossary() {
    // All that is tried on every text is the list of patterns: the built-in glossaries have none.
    let termbase = Termbase::load(&builtin::packs()).unwrap_or_else(|error| panic!("{error}"));
    assert!(termbase.index.patterns().is_empty());
    let glossary = one("\"falaise\", { pattern = \"roch(er|ette)\" }, \"caillou\"", "");
    let termbase = Termbase::load(&[source(&glossary.replace("Des falaises", "Un caillou, un rocher"))])
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(termbase.index.patterns().iter().map(|(entry, at)| (entry.0, *at)).collect::<Vec<_>>(), [(0, 1)]);
}

#[test]
fn the_name_with_other_accents_may_be_sure() {
    const ACCENT: Row = change("Le train va jusqu'à Zórvich.", "Le train va jusqu'à Zorvich.");
    const BLANK: Row = suggest("Le train va jusqu'à Zor Vich.", "Le train va jusqu'à Zorvich.");
    const RIGHT: Row = keep("Le train va jusqu'à Zorvich.");
    let town = |wrong: &str| {
        format!(
            "[[entry]]\nname = \"Zorvich\"\nkind = \"place\"\nnear = [\"Morvan\"]\ninstead-of = [{wrong}]\n\
             keep = [\"La mer est belle.\"]\nchange = [[\"a\", \"a\"]]\n"
        )
    };
    hold(&town("{ text = \"Zórvich\", sure = true }, { text = \"Zor Vich\", sure = true }"), &[ACCENT, BLANK, RIGHT]);
    hold(&town("\"Zórvich\""), &[suggest("Le train va jusqu'à Zórvich.", "Le train va jusqu'à Zorvich."), RIGHT]);
}

#[test]
fn a_place_keeps_the_word_that_links_it_to_its_noun() {
    let of = |kind: &str| {
        format!(
            "[[entry]]\nname = \"Zorvich\"\nkind = \"{kind}\"\ninstead-of = [{{ text = \"Zorbille\", sure = true }}]\n\
             keep = [\"La mer est belle.\"]\nchange = [[\"a\", \"a\"]]\n"
        )
    };
    hold(
        &of("place"),
        &[
            change("La ville de Zorbille dort.", "La ville de Zorvich dort."),
            change("La province de la Zorbille dort.", "La province de Zorvich dort."),
            keep("La ville de Zorvich dort."),
            keep("La province de Zorvich dort."),
        ],
    );
    hold(
        &of("org"),
        &[change("Le groupe de Zorbille dort.", "Le groupe Zorvich dort."), keep("Le groupe de Zorvich dort.")],
    );
}
