//! What entries say of each other: `related`, `unless`, evidence by `entry`, in circles or not.

use super::{CLIFFHEAD, Row, SHOWN, change, engine_of, hold, keep, mend, suggest};
use decalque::{Applicability, Document};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const FOAMROCK: &str = "[[entry]]\nname = \"Foamrock\"\nkind = \"org\"\ninstead-of = [\"écume\"]\nnear = [\"Tessier\"]\n\
     keep = [\"Tessier contemple l'écume.\"]\n\
     change = [[\"L'écume a embauché Tessier.\", \"Foamrock a embauché Tessier.\"]]\n";

#[test]
fn what_an_entry_silences_stays_wherever_the_other_is_meant() {
    let cliffhead = format!(
        "{CLIFFHEAD}near = [\"Morvan\"]\nunless = [\"foamrock\"]\n{SHOWN}\
         change = [[\"La falaise a dévoilé dix projets, dit Morvan.\", \"Cliffhead a dévoilé dix projets, dit Morvan.\"]]\n"
    );
    hold(
        &format!("{cliffhead}{FOAMROCK}"),
        &[
            change(
                "Morvan dit que la falaise a dévoilé dix projets.",
                "Morvan dit que Cliffhead a dévoilé dix projets.",
            ),
            // The other standing, before and after.
            keep("Foamrock se tait. La falaise a dévoilé dix projets, dit Morvan."),
            keep("La falaise a dévoilé dix projets, dit Morvan. Foamrock se tait."),
            // The other mended, before and after.
            change(
                "L'écume a embauché Tessier. La falaise a dévoilé dix projets, dit Morvan.",
                "Foamrock a embauché Tessier. La falaise a dévoilé dix projets, dit Morvan.",
            ),
            change(
                "La falaise a dévoilé dix projets, dit Morvan. L'écume a embauché Tessier.",
                "La falaise a dévoilé dix projets, dit Morvan. Foamrock a embauché Tessier.",
            ),
            keep("Tessier contemple l'écume. Morvan regarde la falaise."),
        ],
    );
}

#[test]
fn who_is_silenced_silences_nobody_and_a_circle_silences_all() {
    let entry = |name: &str, wrong: &str, cue: &str, unless: &str| {
        format!(
            "[[entry]]\nname = \"{name}\"\nkind = \"org\"\ninstead-of = [\"{wrong}\"]\nnear = [\"{cue}\"]\nunless = [{unless}]\n\
             keep = [\"{cue} regarde la {wrong}.\"]\nchange = [[\"La {wrong} a embauché {cue}.\", \"{name} a embauché {cue}.\"]]\n"
        )
    };
    let [cliff, sand, dune] =
        ["La falaise a embauché Morvan.", "La plage a embauché Tessier.", "La dune a embauché Vidal."];
    let chain = [
        entry("Cliffhead", "falaise", "Morvan", "\"sandfirm\""),
        entry("Sandfirm", "plage", "Tessier", "\"dunecorp\""),
        entry("Dunecorp", "dune", "Vidal", ""),
    ];
    let engine = engine_of(&chain.concat());
    let safe = |text: &str| mend(&engine, text, Applicability::Safe);
    assert_eq!(safe(&format!("{cliff} {sand}")), format!("{cliff} Sandfirm a embauché Tessier."));
    assert_eq!(safe(&format!("{sand} {dune}")), format!("{sand} Dunecorp a embauché Vidal."));
    let all = format!("Cliffhead a embauché Morvan. {sand} Dunecorp a embauché Vidal.");
    assert_eq!(safe(&format!("{cliff} {sand} {dune}")), all);
    assert_eq!(safe(&all), all);
    // Found at once, not only when a second look finds the silencer gone.
    let decisions = engine.review(&Document::plain("", format!("{cliff} {sand} {dune}"))).decisions;
    assert!(
        decisions.iter().flat_map(|decision| &decision.evidence).all(|evidence| evidence.feature.id() != "look.second")
    );

    // Each silences the next and the last the first: where two are as sure, neither is.
    let circle = [
        entry("Cliffhead", "falaise", "Morvan", "\"sandfirm\""),
        entry("Sandfirm", "plage", "Tessier", "\"dunecorp\""),
        entry("Dunecorp", "dune", "Vidal", "\"cliffhead\""),
    ];
    let engine = engine_of(&circle.concat());
    let safe = |text: &str| mend(&engine, text, Applicability::Safe);
    let all = format!("{cliff} {sand} {dune}");
    assert_eq!(safe(&all), all);
    assert_eq!(safe(&format!("{cliff} {sand}")), format!("{cliff} Sandfirm a embauché Tessier."));
    assert_eq!(safe(cliff), "Cliffhead a embauché Morvan.");
}

#[test]
fn a_mend_that_speaks_against_what_it_rests_on_is_not_made() {
    // Foamrock is a cue of Cliffhead, which silences Foamrock: each run ends, and nothing is mended unasked.
    let glossary = format!(
        "{CLIFFHEAD}near = [\"Foamrock\"]\n{SHOWN}change = [[\"a\", \"a\"]]\n\
         [[entry]]\nname = \"Foamrock\"\nkind = \"org\"\ninstead-of = [\"écume\"]\nnear = [\"Tessier\"]\nunless = [\"cliffhead\"]\n\
         keep = [\"Tessier contemple l'écume.\"]\nchange = [[\"a\", \"a\"]]\n"
    );
    hold(
        &glossary,
        &[
            suggest(
                "L'écume a embauché Tessier, et la falaise a dévoilé dix projets.",
                "Foamrock a embauché Tessier, et la falaise a dévoilé dix projets.",
            ),
            change("L'écume a embauché Tessier.", "Foamrock a embauché Tessier."),
            keep("Cliffhead se tait. L'écume a embauché Tessier."),
        ],
    );
}

#[test]
fn what_speaks_against_a_mend_withdraws_it_and_what_it_told_others() {
    let cliffhead = format!(
        "{CLIFFHEAD}near = [\"Morvan\"]\n{SHOWN}change = [[\"a\", \"a\"]]\n\
         evidence = [{{ entry = \"foamrock\", scope = \"document\", weight = -10 }}]\n"
    );
    let reefworks = "[[entry]]\nname = \"Reefworks\"\nkind = \"org\"\ninstead-of = [\"barque\"]\nkeep = [\"Une barque passe.\"]\n\
         change = [[\"a\", \"a\"]]\nevidence = [{ entry = \"cliffhead\", scope = \"document\", weight = 6 }]\n";
    hold(
        &format!("{cliffhead}{FOAMROCK}{reefworks}"),
        &[
            change(
                "La falaise a embauché Morvan. L'écume a embauché Tessier.",
                "La falaise a embauché Morvan. Foamrock a embauché Tessier.",
            ),
            change(
                "La falaise a embauché Morvan. La falaise a dévoilé dix projets.",
                "Cliffhead a embauché Morvan. Cliffhead a dévoilé dix projets.",
            ),
            keep("La falaise a embauché Morvan. La falaise a dévoilé dix projets. Foamrock se tait."),
            keep("Foamrock se tait.\n\nLa falaise a embauché Morvan."),
            change(
                "La falaise a embauché Morvan. La barque a dévoilé dix projets.",
                "Cliffhead a embauché Morvan. Reefworks a dévoilé dix projets.",
            ),
            change(
                "La falaise a embauché Morvan. La barque a dévoilé dix projets. L'écume a embauché Tessier.",
                "La falaise a embauché Morvan. La barque a dévoilé dix projets. Foamrock a embauché Tessier.",
            ),
            keep("La falaise a embauché Morvan. La barque a dévoilé dix projets. Foamrock se tait."),
            keep("La barque a dévoilé dix projets."),
        ],
    );
}

#[test]
fn other_entries_speak_for_a_name() {
    const STANDING: &str = "Foamrock se tait et la falaise a dévoilé dix projets.";
    const STANDING_MENDED: &str = "Foamrock se tait et Cliffhead a dévoilé dix projets.";
    const MENDED: Row = change(
        "L'écume a embauché Tessier et la falaise a dévoilé dix projets.",
        "Foamrock a embauché Tessier et Cliffhead a dévoilé dix projets.",
    );
    const NEXT: &str = "Foamrock se tait.\n\nLa falaise a dévoilé dix projets.";
    const NEXT_MENDED: &str = "Foamrock se tait.\n\nCliffhead a dévoilé dix projets.";
    const NONE: [Row; 3] = [
        keep("La falaise a dévoilé dix projets."),
        keep("Le vent use la falaise."),
        keep("Une falaise domine la mer et Foamrock."),
    ];
    const CUT: Row = keep("Foamrock se tait mais la falaise a dévoilé dix projets.");
    let with = |relation: &str| format!("{CLIFFHEAD}{relation}\n{SHOWN}change = [[\"a\", \"a\"]]\n{FOAMROCK}");
    hold(
        &with("related = [\"foamrock\"]"),
        &[suggest(STANDING, STANDING_MENDED), suggest(NEXT, NEXT_MENDED), NONE[0], NONE[1], NONE[2]],
    );
    let scoped = |scope: &str| {
        with(&format!(
            "evidence = [{{ entry = \"mine.foamrock\", scope = \"{scope}\", weight = 6, barrier = [\"mais\"] }}]"
        ))
    };
    hold(&scoped("sentence"), &[change(STANDING, STANDING_MENDED), MENDED, CUT, keep(NEXT), NONE[0], NONE[1]]);
    hold(&scoped("paragraph"), &[change(STANDING, STANDING_MENDED), MENDED, CUT, keep(NEXT), NONE[0], NONE[1]]);
    hold(
        &scoped("title"),
        &[
            keep(STANDING),
            CUT,
            keep(NEXT),
            NONE[0],
            NONE[1],
            NONE[2],
            change(
                "Foamrock se tait\n\nLa falaise a dévoilé dix projets.",
                "Foamrock se tait\n\nCliffhead a dévoilé dix projets.",
            ),
        ],
    );
    hold(
        &scoped("document"),
        &[change(STANDING, STANDING_MENDED), MENDED, change(NEXT, NEXT_MENDED), CUT, NONE[0], NONE[1]],
    );
}

/// One entry, with its name, its wrong word and its cue.
const ENTRIES: [(&str, &str, &str); 4] = [
    ("Cliffhead", "falaise", "Morvan"),
    ("Sandfirm", "plage", "Tessier"),
    ("Dunecorp", "dune", "Vidal"),
    ("Reefworks", "barque", "Lasserre"),
];

/// A glossary where each pair of entries has one of these relations, or none.
fn related(relations: &[usize]) -> String {
    let mut glossary = String::new();
    for (i, (name, wrong, cue)) in ENTRIES.iter().enumerate() {
        let (mut near, mut unless, mut evidence) = (format!("\"{cue}\""), String::new(), String::new());
        for (j, (other, ..)) in ENTRIES.iter().enumerate().filter(|(j, _)| *j != i) {
            let id = other.to_lowercase();
            match relations[ENTRIES.len() * i + j] {
                0 => near.push_str(&format!(", \"{other}\"")),
                1 | 2 => unless.push_str(&format!("\"{id}\",")),
                3 => evidence.push_str(&format!("{{ entry = \"{id}\", scope = \"document\", weight = -6 }},")),
                4 => evidence.push_str(&format!("{{ entry = \"{id}\", scope = \"paragraph\", weight = 6 }},")),
                _ => {}
            }
        }
        glossary.push_str(&format!(
            "[[entry]]\nname = \"{name}\"\nkind = \"org\"\ninstead-of = [\"{wrong}\"]\nnear = [{near}]\n\
             unless = [{unless}]\nevidence = [{evidence}]\nkeep = [\"{cue} regarde la {wrong}.\"]\nchange = [[\"a\", \"a\"]]\n"
        ));
    }
    glossary
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// Whatever speaks for and against whatever, in circles or not, a review ends, and a second one finds nothing.
    #[test]
    fn reviews_end_and_a_second_one_finds_nothing(
        relations in prop::collection::vec(0..8_usize, 16),
        texts in prop::collection::vec(prop::collection::vec((0..4_usize, 0..4_usize), 1..8), 8),
    ) {
        let engine = engine_of(&related(&relations));
        for picks in texts {
            let mut text = String::new();
            for (entry, shape) in picks {
                let (name, wrong, cue) = ENTRIES[entry];
                text.push_str(&match shape {
                    0 => format!("La {wrong} a embauché {cue}. "),
                    1 => format!("La {wrong} a dévoilé dix projets. "),
                    2 => format!("La {wrong} a embauché {cue}.\n\n"),
                    _ => format!("{name} se tait. "),
                });
            }
            let once = mend(&engine, &text, Applicability::Safe);
            let twice = mend(&engine, &once, Applicability::Safe);
            prop_assert_eq!(&once, &twice, "{}", text);
        }
    }
}
