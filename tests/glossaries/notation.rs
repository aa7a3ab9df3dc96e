//! What the notation says is what comes out of it.

use super::HEAD;
use decalque::diagnostic::Source;
use decalque::glossary::schema::{Scope, Slot, Status};
use decalque::glossary::{Entry, Termbase, builtin};
use decalque::lang::features::{Article, Elision, Gender, Number};
use decalque::measure;
use decalque::{Applicability, Document, Engine};
use std::sync::Arc;

fn engine(body: &str) -> Engine {
    let mut sources = builtin::packs();
    sources.push(Arc::new(Source { name: "mine.toml".to_owned(), text: format!("{HEAD}{body}") }));
    Engine::new(Termbase::load(&sources).unwrap_or_else(|error| panic!("{body}\n{error}")))
}

/// The same without the built-in glossaries, which take longer to load than all else here.
fn alone(body: &str) -> Engine {
    let source = Source { name: "mine.toml".to_owned(), text: format!("{HEAD}{body}") };
    Engine::new(Termbase::load(&[Arc::new(source)]).unwrap_or_else(|error| panic!("{body}\n{error}")))
}

/// A made-up name for made-up wrong forms: no built-in entry knows any of them.
const ZORBLAX: &str = "[[entry]]\nname = \"Zorblax\"\nkind = \"org\"\nshort = [\"Zor\"]\nnear = [\"Zuckerberg\"]\n\
                       change = [[\"a\", \"b\"]]\nkeep = [\"Une villa.\"]\n";

/// Fields of the entry; what the speaker said; what becomes of it, safe fixes only and all of them.
const OUTCOMES: &[(&str, &str, &str, &str)] = &[
    (FUZZY, "le groupe Zarbelyx recrute", RECRUITS, RECRUITS),
    (FUZZY, "le groupe Zarbolyx recrute", KEPT, KEPT),
    (FUZZY_2, "le groupe Zarbolyx recrute", RECRUITS, RECRUITS),
    (FUZZY_2, "le groupe Zurbolyx recrute", KEPT, KEPT),
    ("instead-of = [\"zarbelix\"]", "le groupe Zarbelyx recrute", KEPT, KEPT),
    ("instead-of = [\"villa\"]", "le groupe Villa recrute", RECRUITS, RECRUITS),
    (EXACT, "le groupe Villa recrute", RECRUITS, RECRUITS),
    (EXACT, "le groupe Villas recrute", KEPT, KEPT),
    (PATTERN, "le groupe Villa recrute", RECRUITS, RECRUITS),
    (PATTERN, "le groupe Villas recrute", RECRUITS, RECRUITS),
    (PATTERN, "le groupe Villageois recrute", KEPT, KEPT),
    ("instead-of = [\"zarbel\"]", "le zarbel recrute", "Zorblax recrute", "Zorblax recrute"),
    ("instead-of = [\"zarbel\"]", "zarbel recrute", "Zorblax recrute", "Zorblax recrute"),
    (DEFINITE, "le zarbel recrute", "Zorblax recrute", "Zorblax recrute"),
    (DEFINITE, "Zarbel recrute", KEPT, KEPT),
    ("instead-of = [\"le zarbel\"]", "le zarbel recrute", "Zorblax recrute", "Zorblax recrute"),
    ("instead-of = [\"le zarbel\"]", "Zarbel recrute", KEPT, KEPT),
    (BARE, "le zarbel recrute", KEPT, KEPT),
    (BARE, "Zarbel recrute", "Zorblax recrute", "Zorblax recrute"),
    (CAPITAL, "le groupe Zarbel recrute", RECRUITS, RECRUITS),
    (CAPITAL, "le groupe zarbel recrute", KEPT, KEPT),
    (
        "instead-of = [{ text = \"zarbel\", as = \"Zor\" }]",
        "le groupe Zarbel recrute",
        "le groupe Zor recrute",
        "le groupe Zor recrute",
    ),
    ("instead-of = [\"zarbel\"]", "les cadres de la zarbel partent", "les cadres de Zorblax partent", SAME),
    (
        "instead-of = [\"zarbel\"]\nrepair = { article = false }",
        "les cadres de la zarbel partent",
        "les cadres de la Zorblax partent",
        SAME,
    ),
    (
        "instead-of = [\"villa\"]\ngender = \"m\"",
        "la Villa est accusée de fraude",
        "Zorblax est accusé de fraude",
        SAME,
    ),
    (
        "instead-of = [\"villa\"]\ngender = \"m\"\nrepair = { agreement = false }",
        "la Villa est accusée de fraude",
        "Zorblax est accusée de fraude",
        SAME,
    ),
    ("instead-of = [\"zarbel\"]\nstatus = \"trial\"", "le groupe Zarbel recrute", KEPT, RECRUITS),
    ("instead-of = [\"zarbel\"]\nstatus = \"off\"", "le groupe Zarbel recrute", KEPT, KEPT),
    ("instead-of = [{ text = \"zarbel\", ceiling = \"suggested\" }]", "le groupe Zarbel recrute", KEPT, RECRUITS),
    ("instead-of = [{ text = \"zarbel\", ceiling = \"reported\" }]", "le groupe Zarbel recrute", KEPT, KEPT),
];

const FUZZY: &str = "instead-of = [{ text = \"zarbelix\", match = \"fuzzy\" }]";
const FUZZY_2: &str = "instead-of = [{ text = \"zarbelix\", match = \"fuzzy\", distance = 2 }]";
const EXACT: &str = "instead-of = [{ text = \"villa\", match = \"exact\" }]";
const PATTERN: &str = "instead-of = [{ pattern = \"villas?\" }]";
const DEFINITE: &str = "instead-of = [{ text = \"zarbel\", determiner = \"definite\" }]";
const BARE: &str = "instead-of = [{ text = \"zarbel\", determiner = \"none\" }]";
const CAPITAL: &str = "instead-of = [{ text = \"zarbel\", case = \"capital\" }]";
const RECRUITS: &str = "le groupe Zorblax recrute";
/// What was there before.
const KEPT: &str = "";
/// What the safe fixes alone make.
const SAME: &str = "=";

#[test]
fn each_field_does_what_it_says() {
    for (fields, said, safe, all) in OUTCOMES {
        let engine = alone(&format!("{ZORBLAX}{fields}\n"));
        let text = format!("Selon Zuckerberg, {said}.");
        let mended = |tier| engine.review(&Document::plain("", &*text)).mended(&text, tier);
        let safe = if *safe == KEPT { said } else { safe };
        let all = match *all {
            KEPT => said,
            SAME => safe,
            other => other,
        };
        assert_eq!(mended(Applicability::Safe), format!("Selon Zuckerberg, {safe}."), "{fields}");
        assert_eq!(mended(Applicability::Suggested), format!("Selon Zuckerberg, {all}."), "{fields}");
    }
}

/// The entry `id` with and without the overlay `body`.
fn overlaid(id: &str, body: &str) -> (Entry, Entry) {
    let of = |body: &str| engine(body).termbase().by_id(id).expect("a built-in entry").clone();
    (of(""), of(&format!("[[extend]]\nid = \"{id}\"\n{body}")))
}

#[test]
fn an_overlay_changes_every_field_that_it_names() {
    let (before, after) = overlaid(
        "fr-ai.meta",
        "status = \"trial\"\nceiling = \"suggested\"\nwithout = [\"cible\"]\n\
         instead-of = [{ text = \"zarbel\", as = \"Met\" }]\naccept = [\"Meta Platforms Inc\"]\nshort = [\"Met\"]\n\
         source = { es = [\"La Meta\"] }\nnever = [\"licencier\"]\nrelated = [\"fr-ai.grok\"]\n\
         unless = [\"fr-ai.bard\"]\nevidence = [{ entry = \"fr-ai.gemini\", weight = 3, scope = \"document\" }, \
         { frame = \"subject\", weight = 7 }, { near = [\"Zorg\"], weight = 2, barrier = [\"mais\"] }]\n\
         gender = \"m\"\nnumber = \"pl\"\narticle = \"definite\"\nelision = \"no\"\nrepair = { agreement = false }\n\
         change = [[\"a\", \"b\"]]\nkeep = [\"c\"]\nsilent = [\"d\"]\n",
    );
    assert_eq!(after.status, Status::Trial);
    let texts = |entry: &Entry| entry.renderings.iter().map(|r| r.text.clone()).collect::<Vec<_>>();
    let mut expected = texts(&before);
    expected.retain(|text| text != "cible");
    assert_eq!(expected.len() + 1, texts(&before).len(), "one rendering goes");
    expected.push("zarbel".to_owned());
    assert_eq!(texts(&after), expected);
    let (new, old) = after.renderings.split_last().expect("the new rendering");
    assert_eq!((new.ceiling, &*new.form), (Applicability::Safe, "Met"));
    assert!(old.iter().all(|rendering| rendering.ceiling == Applicability::Suggested));
    assert_eq!(after.forms[before.forms.len()..], ["Meta Platforms Inc", "Met"]);
    assert_eq!(after.source_forms[before.source_forms.len()..], ["Meta Platforms Inc", "Met", "La Meta"]);
    assert_eq!(after.never.len(), before.never.len() + 1);
    assert_eq!(after.unless.len(), before.unless.len() + 1);
    let related = &after.related[before.related.len()..];
    assert_eq!(related.iter().map(|r| r.own).collect::<Vec<_>>(), [None, Some((Scope::Document, 3))]);
    assert_eq!(after.frames, [("subject".to_owned(), 7)]);
    let cue = after.cues.last().expect("the new cue");
    assert_eq!((cue.own, cue.barrier.len()), (Some((Scope::Sentence, 2)), 1));
    assert_eq!((after.gender, after.number), (Some(Gender::Masculine), Number::Plural));
    assert_eq!((after.article, after.elision), (Article::Definite, Elision::No));
    assert_eq!((after.repair.article, after.repair.agreement), (true, false));
    assert_eq!(after.change.len(), before.change.len() + 1);
    assert_eq!(after.keep.len(), before.keep.len() + 1);
    assert_eq!(after.silent[before.silent.len()..], ["d"]);
}

/// A calque and a quantity, each with examples of its own.
const RULES: &str = "[[calque]]\nid = \"prix\"\ntext = \"<v=prix> compétitif\"\nsay = \"<v> avantageux@v\"\n\
     never = [\"course\"]\nceiling = \"suggested\"\nchange = [[\"Un prix compétitif.\", \"Un prix avantageux.\"]]\n\
     keep = [\"Un prix.\"]\n[[quantity]]\nunit = \"grumes\"\nbecomes = \"grumion\"\nbecomes-plural = \"grumions\"\n\
     change = [[\"Il coûte 14 000 grumes.\", \"Il coûte 14 grumions.\"]]\nkeep = [\"Il coûte 14 grumes.\"]\n";

#[test]
fn an_overlay_adds_examples_to_calques_and_quantities_too() {
    let failed = |overlay: &str| {
        let (count, failed) = measure::examples(&alone(&format!("{RULES}[[extend]]\n{overlay}")), "");
        (count, failed.len())
    };
    // What is only suggested is kept, and is not silent.
    assert_eq!(failed("id = \"mine.prix\"\nkeep = [\"Un prix compétitif.\"]\n"), (5, 0));
    assert_eq!(failed("id = \"mine.prix\"\nsilent = [\"Un prix compétitif.\"]\n"), (5, 1));
    assert_eq!(failed("id = \"mine.prix\"\nsilent = [\"Une course à prix compétitif.\"]\n"), (5, 0));
    assert_eq!(failed("id = \"mine.grumes\"\nkeep = [\"Elle coûte 15 000 grumes.\", \"Un arbre.\"]\n"), (6, 1));
    assert_eq!(failed("id = \"mine.grumes\"\nchange = [[\"15 000 grumes.\", \"15 grumions.\"]]\n"), (5, 0));
}

#[test]
fn an_overlay_without_a_field_leaves_it() {
    let (before, after) = overlaid("fr-ai.copilot", "");
    let single = |entry: &Entry| {
        let repair = (entry.repair.article, entry.repair.agreement);
        (entry.status, entry.gender, entry.number, entry.article, entry.elision, repair)
    };
    assert_eq!(single(&before), single(&after));
    assert_eq!(before.forms, after.forms);
    assert_eq!(before.source_forms, after.source_forms);
    let renderings =
        |entry: &Entry| entry.renderings.iter().map(|r| (r.text.clone(), r.ceiling, r.slot)).collect::<Vec<_>>();
    assert_eq!(renderings(&before), renderings(&after));
    assert!(renderings(&before).iter().all(|(_, _, slot)| *slot == Slot::Any));
}

#[test]
fn the_overlay_of_the_manual_loads() {
    let manual = include_str!("../../glossaries/README.md");
    let blocks = manual.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let overlay = blocks.filter(|block| block.starts_with("[[extend]]")).collect::<Vec<_>>();
    let engine = engine(overlay[0]);
    let entry = engine.termbase().by_id("fr-ai.meta").expect("a built-in entry");
    assert!(entry.renderings.iter().all(|rendering| rendering.text != "but"));
}

#[test]
fn sets_lose_and_win_words_by_overlays() {
    let cues = |body: &str| {
        let engine = engine(body);
        let entry = engine.termbase().by_id("fr-ai.meta").expect("a built-in entry");
        entry.cues.iter().map(|cue| engine.termbase().cues[cue.id.0 as usize].clone()).collect::<Vec<_>>()
    };
    let mut expected = cues("");
    assert!(expected.contains(&"Facebook".to_owned()));
    expected.retain(|word| word != "Facebook");
    let after = cues(
        "[without-sets]\n\"fr-ai.meta-family\" = [\"Facebook\", \"Zorg\"]\n\n[extend-sets]\n\"fr-ai.meta-family\" = [\"Zorg\"]\n",
    );
    assert_eq!(after, expected, "what goes goes, whichever file added it");
}

#[test]
fn right_forms_are_right_in_a_source_that_has_forms_of_its_own() {
    let fields = "instead-of = [\"villa\"]\nsource = { es = [\"Zorbla\"] }\n";
    let engine = alone(&format!("{ZORBLAX}{fields}"));
    let mended = |source: &str| {
        let text = "Selon Zuckerberg, le groupe Villa recrute.";
        let mut document = Document::plain("", text);
        document.source = Some(source.to_owned());
        engine.review(&document).mended(text, Applicability::Safe)
    };
    let right = "Selon Zuckerberg, le groupe Zorblax recrute.";
    assert_eq!(mended("According to Zuckerberg, the Zorblax group is hiring."), right);
    assert_eq!(mended("Según Zuckerberg, el grupo Zorbla contrata."), right);
    assert_eq!(mended("According to Zuckerberg, the Zor group is hiring."), right);
    let kept = "Selon Zuckerberg, le groupe Villa recrute.";
    assert_eq!(mended("According to Zuckerberg, the Villa group is hiring."), kept);
}

#[test]
fn only_an_article_before_the_words_is_one() {
    let engine = alone(&format!("{ZORBLAX}instead-of = [\"le zarbel\", \"votre zarbelix\"]\n"));
    let entry = engine.termbase().by_id("mine.zorblax").expect("the entry");
    let slots: Vec<_> = entry.renderings.iter().map(|r| (&*r.text, r.slot)).collect();
    assert_eq!(slots, [("zarbel", Slot::Definite), ("votre zarbelix", Slot::Any)]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test of the program runs it")]
fn the_built_in_glossaries_leave_lint_nothing_to_say() {
    let lint = std::process::Command::new(env!("CARGO_BIN_EXE_decalque"))
        .args(["rules", "lint", "--isolated"])
        .output()
        .expect("the program starts");
    let said = String::from_utf8(lint.stdout).expect("UTF-8");
    assert!(lint.status.success() && said.ends_with(" 0 note(s)\n"), "{said}");
}
