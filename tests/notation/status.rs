//! `status` and `ceiling`, and how examples hold under them.

use super::{CLIFFHEAD, Row, SHOWN, change, engine_of, hold, keep, source, suggest};
use decalque::diagnostic::Source;
use decalque::glossary::Termbase;
use decalque::{Applicability, Document, Engine};
use std::sync::Arc;

#[test]
fn a_trial_suggests_and_what_is_off_does_nothing() {
    const TEXT: &str = "La falaise a embauché Morvan.";
    const MENDED: &str = "Cliffhead a embauché Morvan.";
    const NONE: Row = keep("Morvan regarde la falaise.");
    let with = |status: &str| {
        format!(
            "{CLIFFHEAD}near = [\"Morvan\"]\nstatus = \"{status}\"\n{SHOWN}\
             change = [[\"La falaise a dévoilé dix projets, dit Morvan.\", \"Cliffhead a dévoilé dix projets, dit Morvan.\"]]\n"
        )
    };
    hold(&with("on"), &[change(TEXT, MENDED), NONE]);
    hold(&with("trial"), &[suggest(TEXT, MENDED), NONE]);
    hold(&with("off"), &[keep(TEXT), NONE]);
}

#[test]
fn an_overlay_may_put_an_entry_on_trial_or_switch_it_off_and_its_examples_still_hold() {
    let base = format!(
        "{CLIFFHEAD}near = [\"Morvan\"]\n{SHOWN}\
         change = [[\"La falaise a embauché Morvan.\", \"Cliffhead a embauché Morvan.\"]]\n"
    );
    for (status, wanted) in [("on", 3), ("trial", 3), ("off", 2)] {
        let overlay = Arc::new(Source {
            name: "overlay.toml".to_owned(),
            text: format!(
                "format = 1\n[pack]\nid = \"over\"\ntarget = \"fr\"\n[[extend]]\nid = \"mine.cliffhead\"\nstatus = \"{status}\"\n"
            ),
        });
        let termbase = Termbase::load(&[source(&base), overlay]).unwrap_or_else(|error| panic!("{error}"));
        let (count, failed) = decalque::measure::examples(&Engine::new(termbase), "mine.cliffhead");
        assert_eq!((count, failed), (wanted, Vec::new()), "{status}");
    }
}

#[test]
fn examples_that_do_not_hold_are_told_whatever_the_ceiling() {
    let with = |more: &str, before: &str, after: &str| {
        let keep = "keep = [\"La falaise a embauché Morvan.\"]\n";
        let glossary = format!("{CLIFFHEAD}near = [\"Morvan\"]\n{more}{keep}change = [[\"{before}\", \"{after}\"]]\n");
        decalque::measure::examples(&engine_of(&glossary), "").1
    };
    let (right, wrong) = ("Cliffhead a embauché Morvan.", "Cliffhead embauche Morvan.");
    let before = "La falaise a embauché Morvan.";
    // The keep example is mended unasked, or not.
    assert_eq!(with("", before, right).len(), 1);
    assert_eq!(with("status = \"trial\"\n", before, right).len(), 0);
    assert_eq!(with("status = \"off\"\n", before, wrong).len(), 0);
    assert_eq!(
        with("status = \"trial\"\n", before, wrong),
        [format!("mine.cliffhead\n  example: {before}\n  wanted:  {wrong}\n  got:     {right}\n")]
    );
}

#[test]
fn a_ceiling_caps_its_rendering_alone() {
    const OTHER: Row = change("La falaise a embauché Morvan.", "Cliffhead a embauché Morvan.");
    const TEXT: &str = "Le rocher a embauché Morvan.";
    const MENDED: &str = "Cliffhead a embauché Morvan.";
    const NONE: Row = keep("Morvan regarde le rocher.");
    let with = |ceiling: &str| {
        format!(
            "[[entry]]\nname = \"Cliffhead\"\nkind = \"org\"\nnear = [\"Morvan\"]\n\
             instead-of = [\"falaise\", {{ text = \"rocher\", ceiling = \"{ceiling}\" }}]\n\
             keep = [\"Une falaise domine la mer.\", \"Morvan longe un rocher.\"]\n\
             change = [[\"La falaise a embauché Morvan.\", \"Cliffhead a embauché Morvan.\"],\
                       [\"Le rocher a embauché Morvan.\", \"Cliffhead a embauché Morvan.\"]]\n"
        )
    };
    hold(&with("safe"), &[OTHER, change(TEXT, MENDED), NONE, keep("Une falaise domine la mer.")]);
    hold(&with("suggested"), &[OTHER, suggest(TEXT, MENDED), NONE]);
    hold(&with("reported"), &[OTHER, keep(TEXT), NONE]);
    // It is shown all the same.
    let found = engine_of(&with("reported")).review(&Document::plain("", TEXT)).findings;
    assert_eq!(
        found.iter().map(|f| (f.form.as_str(), f.applicability)).collect::<Vec<_>>(),
        [("Cliffhead", Applicability::Reported)]
    );
}

#[test]
fn a_name_s_own_words_in_another_order_are_suggested() {
    let with = |name: &str, wrong: &str| {
        format!(
            "[[entry]]\nname = \"{name}\"\nkind = \"product\"\nnear = [\"Morvan\"]\ninstead-of = [{{ {wrong} }}]\n\
             keep = [\"Une action de Grutier.\", \"La stable lente.\"]\nchange = [[\"a\", \"a\"]]\n"
        )
    };
    let order = |wrong: &str| with("Zorvex Actions", wrong);
    let right = "Morvan lance Zorvex Actions.";
    hold(&order("text = \"Actions Zorvex\""), &[suggest("Morvan lance Actions Zorvex.", right), keep(right)]);
    hold(&order("text = \"actions de Zorvex\""), &[suggest("Morvan lance Actions de Zorvex.", right), keep(right)]);
    // An entry may know better.
    let safe = order("text = \"Actions Zorvex\", ceiling = \"safe\"");
    hold(&safe, &[change("Morvan lance Actions Zorvex.", right), keep("Morvan vend ses actions Zorvex.")]);
    // A word of it is translated, or all of them are words of the language.
    let translated = with("Zorvex Workspace", "text = \"espace de travail Zorvex\"");
    hold(
        &translated,
        &[
            change("Morvan ouvre l'espace de travail Zorvex.", "Morvan ouvre Zorvex Workspace."),
            keep("Morvan ouvre son espace de travail Zorvex."),
        ],
    );
    let common = with("Stable Fusion", "text = \"fusion stable\"");
    hold(
        &common,
        &[
            change("Morvan lance Fusion stable.", "Morvan lance Stable Fusion."),
            keep("Morvan lance une fusion stable."),
        ],
    );
}
