//! Which examples need what: items of a rule, and features of the language.

use super::HEAD;
use decalque::Engine;
use decalque::diagnostic::Source;
use decalque::glossary::Termbase;
use decalque::measure::{Item, Part, cover, cover_vetoes};
use decalque::review::Feature;
use std::sync::Arc;

const SLOPE: &str = "[[entry]]\nname = \"Dark Slope\"\nkind = \"org\"\ninstead-of = [\"pente\"]\nnear = [\"Zorbelle\", \"Grumeau\"]\n\
     never = [\"sous la neige\", \"pente raide\"]\nunless = [\"vex\"]\n\
     change = [[\"La pente a licencié dix personnes, dit Zorbelle.\", \"Dark Slope a licencié dix personnes, dit Zorbelle.\"]]\n\
     keep = [\"Sous la neige, la pente a licencié dix moniteurs, dit Zorbelle.\", \"Une pente raide.\"]\n\
     [[entry]]\nname = \"Vex\"\nkind = \"org\"\nkeep = [\"La pente a licencié dix personnes de Vex, dit Zorbelle.\"]\n";

fn engine() -> Engine {
    let source = Source { name: "mine.toml".to_owned(), text: format!("{HEAD}{SLOPE}") };
    Engine::new(Termbase::load(&[Arc::new(source)]).unwrap_or_else(|error| panic!("{error}")))
}

fn item(part: Part, text: &str, exercised: usize, noticed: Option<&str>, why: Option<&str>) -> Item {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Item { part, text: text.to_owned(), exercised, noticed: owned(noticed), why: owned(why) }
}

#[test]
fn each_item_says_which_example_needs_it_or_why_none_does() {
    let covered = cover(&engine(), "");
    let nowhere = Some("stands in no example");
    let determiner = Some("stands in keep 2, where another veto holds first: a determiner that no name takes");
    assert_eq!(
        covered.rules[0].items,
        [
            item(Part::Rendering, "pente", 3, None, None),
            item(Part::Never, "sous la neige", 1, Some("keep 1"), None),
            item(Part::Never, "pente raide", 0, None, determiner),
            item(Part::Unless, "mine.vex", 0, Some("keep 1 of mine.vex"), None),
            item(Part::Near, "Zorbelle", 2, Some("change 1"), None),
            item(Part::Near, "Grumeau", 0, None, nowhere),
        ]
    );
    assert_eq!((covered.rules[0].examples, covered.rules[1].examples), (3, 1));
    assert!(!covered.holds());
}

#[test]
fn each_feature_too_unless_only_some_rules_are_asked_for() {
    let engine = engine();
    let covered = cover(&engine, "");
    let of = |feature| covered.features.iter().find(|row| row.feature == feature).expect("every feature has its row");
    let deed = of(Feature::Deed);
    assert_eq!((deed.exercised, deed.noticed.as_deref()), (1, Some("change 1 of mine.dark-slope")));
    let determiner = of(Feature::Determiner);
    let why = "stands in keep 2 of mine.dark-slope first, which holds without it";
    assert_eq!((determiner.exercised, determiner.why.as_deref()), (1, Some(why)));
    assert_eq!(of(Feature::Ordinary).why.as_deref(), Some("weighs nothing"));
    assert_eq!(of(Feature::Speech).why.as_deref(), Some("stands in no example"));
    // What a verdict lacks is said of it, not weighed: there is nothing to take out.
    assert!(covered.features.iter().all(|row| row.feature.kind() != "lack"));
    let parts = cover_vetoes(&engine, "").rules.into_iter().flat_map(|rule| rule.items).map(|item| item.part);
    assert_eq!(parts.collect::<Vec<_>>(), [Part::Never, Part::Never, Part::Unless]);
    let vex = cover(&engine, "mine.vex");
    assert_eq!((vex.rules.len(), vex.features.len()), (1, 0));
    assert!(vex.holds());
}

#[test]
fn a_silent_example_needs_the_veto_of_what_can_only_be_suggested() {
    let slope = SLOPE.replace("\"pente\"]", "{ text = \"pente\", ceiling = \"suggested\" }]");
    let noticed = |field: &str| {
        let text = format!("{HEAD}{}", slope.replacen("keep = [", field, 1));
        let source = Source { name: "mine.toml".to_owned(), text };
        let engine = Engine::new(Termbase::load(&[Arc::new(source)]).unwrap_or_else(|error| panic!("{error}")));
        cover(&engine, "mine.dark").rules[0].items[1].noticed.clone()
    };
    assert_eq!(noticed("keep = ["), None);
    assert_eq!(noticed("keep = [\"Une pente.\"]\nsilent = [").as_deref(), Some("silent 1"));
}

#[test]
fn an_engine_is_as_before_afterwards() {
    let engine = engine();
    assert_eq!(cover(&engine, ""), cover(&engine, ""));
    assert_eq!(engine.termbase().entries[0].never.len(), 2);
}
