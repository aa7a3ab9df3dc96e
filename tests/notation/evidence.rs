//! What speaks for a name: `near`, `evidence`, its scopes and barriers, `everyday`.

use super::{CLIFFHEAD, Row, SHOWN, change, hold, keep, one, source, suggest};
use decalque::glossary::Termbase;

#[test]
fn words_nearby_speak_for_a_name_and_nothing_does_not() {
    hold(
        &format!(
            "{CLIFFHEAD}near = [\"Morvan\"]\n{SHOWN}\
             change = [[\"La falaise a dévoilé dix projets, dit Morvan.\", \"Cliffhead a dévoilé dix projets, dit Morvan.\"]]\n"
        ),
        &[
            change(
                "Morvan dit que la falaise a dévoilé dix projets.",
                "Morvan dit que Cliffhead a dévoilé dix projets.",
            ),
            suggest(
                "La falaise a dévoilé dix projets. Morvan se tait.",
                "Cliffhead a dévoilé dix projets. Morvan se tait.",
            ),
            keep("La falaise a dévoilé dix projets."),
            keep("Morvan regarde la falaise."),
        ],
    );
}

#[test]
fn evidence_reaches_as_far_as_its_scope() {
    const SENTENCE: Row =
        change("La falaise a dévoilé dix projets, dit Morvan.", "Cliffhead a dévoilé dix projets, dit Morvan.");
    const PARAGRAPH: Row =
        change("La falaise a dévoilé dix projets. Morvan se tait.", "Cliffhead a dévoilé dix projets. Morvan se tait.");
    const TITLE: Row = change(
        "Morvan se tait\n\nLa falaise a dévoilé dix projets.",
        "Morvan se tait\n\nCliffhead a dévoilé dix projets.",
    );
    const DOCUMENT: Row = change(
        "La falaise a dévoilé dix projets.\n\nMorvan se tait.",
        "Cliffhead a dévoilé dix projets.\n\nMorvan se tait.",
    );
    const NOWHERE: Row = keep("La falaise a dévoilé dix projets.");
    let glossary = |scope: &str| {
        format!(
            "{CLIFFHEAD}evidence = [{{ near = [\"Morvan\"], scope = \"{scope}\", weight = 6 }}]\n{SHOWN}change = [[\"a\", \"a\"]]\n"
        )
    };
    let not = |row: Row| keep(row.0);
    hold(&glossary("sentence"), &[SENTENCE, not(PARAGRAPH), not(TITLE), not(DOCUMENT), NOWHERE]);
    hold(
        &glossary("paragraph"),
        &[SENTENCE, PARAGRAPH, not(TITLE), not(DOCUMENT), NOWHERE, keep("Morvan regarde la falaise.")],
    );
    hold(&glossary("title"), &[not(SENTENCE), not(PARAGRAPH), TITLE, not(DOCUMENT), NOWHERE]);
    hold(
        &glossary("document"),
        &[
            SENTENCE,
            PARAGRAPH,
            TITLE,
            DOCUMENT,
            NOWHERE,
            keep("Morvan regarde la falaise."),
            keep("Une falaise domine la mer.\n\nMorvan se tait."),
            keep("Morvan aime cette falaise."),
        ],
    );
}

#[test]
fn a_barrier_cuts_evidence_off_at_every_scope_up_to_the_paragraph() {
    const NEAR: Row =
        change("Selon Morvan, la falaise a dévoilé dix projets.", "Selon Morvan, Cliffhead a dévoilé dix projets.");
    const ELSEWHERE: Row = change(
        "Mais selon Morvan, la falaise a dévoilé dix projets.",
        "Mais selon Morvan, Cliffhead a dévoilé dix projets.",
    );
    const FARTHER: Row =
        change("Morvan se tait. La falaise a dévoilé dix projets.", "Morvan se tait. Cliffhead a dévoilé dix projets.");
    const OUTSIDE: Row = change(
        "Morvan attend, mais en vain.\n\nLa falaise a dévoilé dix projets.",
        "Morvan attend, mais en vain.\n\nCliffhead a dévoilé dix projets.",
    );
    const CUT: [Row; 6] = [
        keep("Morvan attend, mais la falaise a dévoilé dix projets."),
        keep("La falaise a dévoilé dix projets, mais Morvan attend."),
        keep("Morvan attend ; au contraire, la falaise a dévoilé dix projets."),
        keep("Morvan vit loin des villes et la falaise a dévoilé dix projets."),
        keep("Morvan attend. Mais la falaise a dévoilé dix projets."),
        keep("Morvan attend. Au contraire, la falaise a dévoilé dix projets."),
    ];
    let glossary = |scope: &str| {
        format!(
            "{CLIFFHEAD}evidence = [{{ near = [\"Morvan\"], scope = \"{scope}\", weight = 6, barrier = [\"mais\", \"au contraire\", \"loin de\"] }}]\n\
             {SHOWN}change = [[\"a\", \"a\"]]\n"
        )
    };
    let with = |rows: &[Row]| [&CUT[..], rows].concat();
    hold(&glossary("sentence"), &with(&[NEAR, ELSEWHERE]));
    hold(&glossary("paragraph"), &with(&[NEAR, ELSEWHERE, FARTHER]));
    hold(&glossary("document"), &with(&[NEAR, ELSEWHERE, FARTHER, OUTSIDE]));
}

#[test]
fn an_everyday_word_needs_a_frame_and_another_only_its_field() {
    const TEXT: &str = "Tessier parle de la falaise.";
    const MENDED: &str = "Tessier parle de Cliffhead.";
    const NONE: [Row; 2] = [keep("Une falaise domine Tessier."), keep("Le vent parle de la falaise.")];
    let evidence = "evidence = [{ near = [\"Tessier\"], weight = 18 }]\n";
    hold(&one("\"falaise\"", evidence), &[keep(TEXT), NONE[0], NONE[1]]);
    hold(&one("{ text = \"falaise\", everyday = false }", evidence), &[change(TEXT, MENDED), NONE[0], NONE[1]]);
}

#[test]
fn a_word_that_speaks_against_a_name_is_no_field_of_its_own() {
    let evidence = "evidence = [{ near = [\"Lasserre\"], weight = -1 }, { near = [\"Tessier\"], scope = \"document\", weight = 18 }]\n";
    hold(
        &one("{ text = \"falaise\", everyday = false }", evidence),
        &[
            change("Tessier parle de la falaise.", "Tessier parle de Cliffhead."),
            keep("Lasserre parle de la falaise.\n\nTessier se tait."),
        ],
    );
}

#[test]
fn evidence_outweighs_near_for_the_same_word() {
    let evidence = "evidence = [{ near = [\"Morvan\"], weight = 1 }]\n";
    hold(
        &one("\"falaise\"", evidence),
        &[suggest("La falaise a embauché Morvan.", "Cliffhead a embauché Morvan."), keep("Morvan longe la falaise.")],
    );
}

#[test]
fn a_barrier_without_a_word_is_refused() {
    let glossary = format!(
        "{CLIFFHEAD}evidence = [{{ near = [\"Morvan\"], weight = 6, barrier = [\"mais\", \"de\"] }}]\n{SHOWN}change = [[\"a\", \"a\"]]\n"
    );
    let error = Termbase::load(&[source(&glossary)]).expect_err("a barrier of small words");
    let faults: Vec<_> =
        error.faults().iter().map(|fault| (fault.span.of(&fault.source.text), fault.message.as_str())).collect();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].1, "`de` has no word that could cut anything off");
    assert!(faults[0].0.contains("\"de\""), "{}", faults[0].0);
}

#[test]
fn a_surname_stands_after_its_given_names() {
    let entry = |given: &str| {
        format!(
            "[sets]\nnorth = [\"Åse\", \"Leif\"]\n[[entry]]\nname = \"Strand\"\nkind = \"surname\"\ngiven = {given}\n\
             short = [\"Åse Strand\"]\ninstead-of = [\"Plages\", {{ text = \"ose Plages\", as = \"Åse Strand\", sure = true }}]\n\
             keep = [\"Leif aime les plages.\"]\nchange = [[\"Leif Plages a dit non.\", \"Leif Strand a dit non.\"]]\n"
        )
    };
    let rows = [
        change("On a vu Leif Plages.", "On a vu Leif Strand."),
        change("On a vu Leif O. Plages.", "On a vu Leif O. Strand."),
        change("Ose Plages a gagné. Plages a dit oui.", "Åse Strand a gagné. Strand a dit oui."),
        keep("On a vu Odd Plages."),
        keep("On a vu Leif plages et dunes."),
        keep("On a vu Leif, Plages et Dunes."),
        keep("Plages a dit oui."),
    ];
    hold(&entry("\"north\""), &rows);
    hold(&entry("[\"@north\"]"), &rows);
    hold(&entry("[\"Åse\", \"Leif\"]"), &rows);
    for (given, message) in [("\"south\"", "no set is called `south`"), ("[\"—\"]", "a given name without a word")] {
        let faults = Termbase::load(&[source(&entry(given))]).expect_err("a faulty glossary");
        assert!(faults.faults().iter().any(|fault| fault.message == message), "{faults}");
    }
}

#[test]
fn overlays_add_given_names() {
    let glossary = "[[entry]]\nname = \"Strand\"\nkind = \"surname\"\ngiven = [\"Leif\"]\ninstead-of = [\"Plages\"]\n\
         keep = [\"Leif aime les plages.\"]\nchange = [[\"Leif Plages a dit non.\", \"Leif Strand a dit non.\"]]\n\
         [[extend]]\nid = \"mine.strand\"\ngiven = [\"Odd\"]\ninstead-of = [\"Rivages\"]\nkeep = [\"Des rivages.\"]\n";
    hold(
        glossary,
        &[
            change("On a vu Odd Plages.", "On a vu Odd Strand."),
            change("On a vu Leif Rivages.", "On a vu Leif Strand."),
            keep("On a vu Per Plages."),
            keep("On a vu les Rivages."),
        ],
    );
}
