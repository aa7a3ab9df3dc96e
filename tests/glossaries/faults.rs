//! Every fault of a glossary is told at once: line, caret, message, cure.

use super::{HEAD, engine};
use decalque::diagnostic::Source;
use decalque::glossary::{Termbase, builtin};
use std::sync::Arc;

/// Every fault of a glossary of `body` below [`HEAD`], in order: its line, the bytes that the caret is
/// under, the message and the cure.
fn told(body: &str) -> Vec<(usize, String, String, String)> {
    let mut sources = builtin::packs();
    sources.push(Arc::new(Source { name: "mine.toml".to_owned(), text: format!("{HEAD}{body}") }));
    let Err(error) = Termbase::load(&sources) else { return Vec::new() };
    let faults = error.faults().iter().map(|fault| {
        assert_eq!(fault.source.name, "mine.toml", "{fault}");
        let line = fault.source.text[..fault.span.start()].matches('\n').count() + 1;
        let caret = fault.span.of(&fault.source.text).to_owned();
        (line, caret, fault.message.clone(), fault.cure.clone().unwrap_or_else(|| panic!("{fault} has no cure")))
    });
    faults.collect()
}

/// Line, bytes under the caret, message, cure.
type Told<'t> = (usize, &'t str, &'t str, &'t str);

fn assert_told(body: &str, expected: &[Told<'_>]) {
    let told = told(body);
    let told: Vec<_> = told.iter().map(|(line, a, b, c)| (*line, a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(told, expected, "{body}");
}

/// An entry without faults, to which the fields under test are added; its name stands in line 6.
const ZORBLAX: &str =
    "[[entry]]\nname = \"Zorblax\"\nkind = \"org\"\nchange = [[\"a\", \"b\"]]\nkeep = [\"Une maison.\"]\n";

/// Faults of fields added to [`ZORBLAX`]; the first field stands in line 10.
const FAULTY_FIELDS: &[(&str, &[Told<'_>])] = &[
    (
        "instead-of = [{ text = \"maison\", sure = true }]\n",
        &[
            (10, "{ text = \"maison\", sure = true }", "`maison` is an ordinary word (fr), so it is not sure", UNSURE),
            (
                10,
                "{ text = \"maison\", sure = true }",
                "`maison`, an ordinary word (fr), would be mended without evidence",
                NEAR,
            ),
        ],
    ),
    (
        "instead-of = [{ text = \"la villa\", sure = true }]\nnear = [\"Zorg\"]\n",
        &[
            (10, "{ text = \"la villa\", sure = true }", "`villa` is an ordinary word (fr), so it is not sure", UNSURE),
            (
                10,
                "{ text = \"la villa\", sure = true }",
                "`villa`, an ordinary word (fr), may be right, and no keep example shows it",
                "add a sentence to `keep` where `villa` is right",
            ),
        ],
    ),
    (
        "instead-of = [{ pattern = \"villas?\" }]\n",
        &[
            (10, "{ pattern = \"villas?\" }", "the pattern `villas?` would be mended without evidence", NEAR),
            (
                10,
                "{ pattern = \"villas?\" }",
                "the pattern `villas?` may be right, and no keep example shows it",
                "add a sentence to `keep` that it matches",
            ),
        ],
    ),
    (
        // The keep example has "maison", of which this is a part only.
        "instead-of = [{ pattern = \"mais\" }]\nnear = [\"Zorg\"]\n",
        &[(
            10,
            "{ pattern = \"mais\" }",
            "the pattern `mais` may be right, and no keep example shows it",
            "add a sentence to `keep` that it matches",
        )],
    ),
    (
        "instead-of = [{ pattern = \"maisons?\", sure = true }]\nnear = [\"Zorg\"]\n",
        &[(
            10,
            "{ pattern = \"maisons?\", sure = true }",
            "the pattern `maisons?` cannot be sure: no lexicon knows what it matches",
            UNSURE,
        )],
    ),
    (
        "instead-of = [{ pattern = \"\" }, { pattern = \"x*\" }]\n",
        &[
            (
                10,
                "{ pattern = \"\" }",
                "the pattern `` also matches where nothing stands",
                "write an expression that matches one word at least",
            ),
            (
                10,
                "{ pattern = \"x*\" }",
                "the pattern `x*` also matches where nothing stands",
                "write an expression that matches one word at least",
            ),
        ],
    ),
    (
        // The second rendering is sound; the fault of the third is shown at the third.
        "instead-of = [{ pattern = \"(zor\" }, \"zurbel\", { text = \"zarbel\", distance = 1 }]\n",
        &[
            (
                10,
                "{ pattern = \"(zor\" }",
                "not a regular expression: error: unclosed group",
                "a sign that stands for itself needs a backslash, as in \\(; or write plain words as `text`",
            ),
            (10, "{ text = \"zarbel\", distance = 1 }", DISTANCE, "add match = \"fuzzy\" or remove `distance`"),
        ],
    ),
    (
        "instead-of = [{ pattern = \"zor(?=g)\" }]\n",
        &[(
            10,
            "{ pattern = \"zor(?=g)\" }",
            "not a regular expression: error: look-around, including look-ahead and look-behind, is not supported",
            "list the forms as words instead: such expressions can take for ever, so none are known",
        )],
    ),
    (
        "instead-of = [{ pattern = \"maison\", match = \"fuzzy\" }]\nnear = [\"Zorg\"]\n",
        &[(
            10,
            "{ pattern = \"maison\", match = \"fuzzy\" }",
            "a pattern stands alone, without `text`, `determiner` and `match`",
            "write what it needs into the pattern",
        )],
    ),
    (
        "instead-of = [{ text = \"zarb\", match = \"fuzzy\" }, { text = \"zarbelix\", match = \"fuzzy\", distance = 3 }]\n",
        &[
            (
                10,
                "{ text = \"zarb\", match = \"fuzzy\" }",
                "`zarb` is too short, or too many words, to be matched fuzzily",
                "one word of 5 letters at least",
            ),
            (
                10,
                "{ text = \"zarbelix\", match = \"fuzzy\", distance = 3 }",
                DISTANCE,
                "add match = \"fuzzy\" or remove `distance`",
            ),
        ],
    ),
    (
        "instead-of = [{ text = \"la zarbel\", determiner = \"none\" }, \"…\"]\n",
        &[
            (
                10,
                "{ text = \"la zarbel\", determiner = \"none\" }",
                "`la` is an article, and `determiner = \"none\"` forbids one",
                "remove one of them",
            ),
            (10, "\"…\"", "a rendering without words", "write the wrong form as `text`"),
        ],
    ),
    (
        "instead-of = [{ text = \"zarbel\", as = \"Zor\" }]\n",
        &[(
            10,
            "{ text = \"zarbel\", as = \"Zor\" }",
            "`Zor` is no form of this entry",
            "add it to `accept` or `short`",
        )],
    ),
    (
        "instead-of = [{ txt = \"zarbel\" }]\nevidence = [{ near = [\"Zorg\"] }, { frame = \"subjet\", weight = 2 }]\n",
        &[
            (
                10,
                "txt",
                "unknown field `txt`, expected one of `text`, `pattern`, `case`, `determiner`, `match`, `distance`, \
                 `ceiling`, `as`, `sure`, `animate`, `everyday`",
                "did you mean `text`?",
            ),
            (11, "{ near = [\"Zorg\"] }", "missing field `weight`", "add `weight = …` to this table"),
            // The second of the list, though the first was set aside.
            (11, "{ frame = \"subjet\", weight = 2 }", "no frame is called `subjet`", "did you mean `subject`?"),
        ],
    ),
    (
        "never = [\"licencier …\", \"…\", \"\"]\n",
        &[
            (10, "\"…\"", "`…` has no word that could silence the entry", "write a word, or a phrase with one"),
            (10, "\"\"", "`` has no word that could silence the entry", "write a word, or a phrase with one"),
        ],
    ),
    (
        "evidence = [{ weight = 3 }, { near = [\"a\"], frame = \"subject\", weight = 1 }]\n",
        &[
            (
                10,
                "{ weight = 3 }",
                "evidence that looks for nothing",
                "say what it looks for: near = [\"…\"], frame = \"…\" or entry = \"…\"",
            ),
            (
                10,
                "{ near = [\"a\"], frame = \"subject\", weight = 1 }",
                "one weight for several of `near`, `frame` and `entry`, which could be meant as “and” or “or”",
                "give each a table of its own",
            ),
        ],
    ),
    (
        "evidence = [{ frame = \"subject\", weight = 1, scope = \"title\" }, \
         { frame = \"agent\", weight = 1, barrier = [\"mais\"] }, { near = [\"a\"], weight = 1, barrier = [\"…\"] }]\n",
        &[
            (
                10,
                "{ frame = \"subject\", weight = 1, scope = \"title\" }",
                "`scope` and `barrier` do nothing beside `frame`, which is read in place",
                "remove them, or write `near`",
            ),
            (
                10,
                "{ frame = \"agent\", weight = 1, barrier = [\"mais\"] }",
                "`scope` and `barrier` do nothing beside `frame`, which is read in place",
                "remove them, or write `near`",
            ),
            (
                10,
                "{ near = [\"a\"], weight = 1, barrier = [\"…\"] }",
                "`…` has no word that could cut anything off",
                "write a word, or a phrase with one",
            ),
        ],
    ),
    (
        "near = [\"\", \"@ai\"]\nsource = { klingon = [\"Z\"], es = [\"\"] }\naccept = [\"\"]\nrelated = [\"zorblax\"]\n",
        &[
            (10, "\"\"", "a cue without a word", "write it or remove it"),
            (10, "\"@ai\"", "no set is called `ai`", "did you mean `fr-ai.ai`?"),
            (11, "klingon", "`klingon` is no language code", LANGUAGE),
            (11, "es", "a form of the source without a word", "write it or remove it"),
            (12, "\"\"", "a right form without a word", "write it or remove it"),
            (13, "\"zorblax\"", "`zorblax` is this entry itself", "name another one, or remove it"),
        ],
    ),
];

const UNSURE: &str = "remove `sure = true` and say what speaks for the name: near = [\"…\"]";
const NEAR: &str = "say what speaks for the name: near = [\"…\"]";
const DISTANCE: &str = "`distance` is 1 or 2 and goes with match = \"fuzzy\"";
const LANGUAGE: &str = "write two or three small letters, such as \"en\" or \"es\"";
const NAME: &str = "add `name = …` to this table";
const KIND: &str = "say what it is, `kind = \"org\"`";
const FIELDS: &str = "expected one of `name`, `kind`, `id`, `gender`, `number`, `article`, `elision`, `accept`, `short`, \
                      `source`, `instead-of`, `near`, `given`, `never`, `evidence`, `repair`, `related`, `unless`, `status`, \
                      `change`, `keep`, `silent`";

#[test]
fn each_faulty_field_is_told_at_its_place_with_its_cure() {
    for (fields, expected) in FAULTY_FIELDS {
        assert_told(&format!("{ZORBLAX}{fields}"), expected);
    }
}

#[test]
fn a_faulty_table_hides_no_other() {
    assert_told(
        "[[entry]]\nkind = \"org\"\n[[entry]]\nname = \"Zeta\"\nkind = \"org\"\ninsted-of = [\"z\"]\n",
        &[
            (5, "[[entry]]", "missing field `name`", NAME),
            (10, "insted-of", &format!("unknown field `insted-of`, {FIELDS}"), "did you mean `instead-of`?"),
        ],
    );
    // The last entry is the fourth of the file and the first of those that could be read.
    assert_told(
        "[[entry]]\nkind = \"org\"\n[[entry]]\nname = \"Zeta\"\n[[entry]]\n\
         [[entry]]\nname = \"Zork\"\nkind = \"orga\"\nnever = [\"…\"]\n",
        &[
            (5, "[[entry]]", "missing field `name`", NAME),
            (7, "[[entry]]", "missing field `kind`", KIND),
            (9, "[[entry]]", "missing field `name`", NAME),
            (9, "[[entry]]", "missing field `kind`", KIND),
            (12, "\"orga\"", "no kind is called `orga`", "did you mean `org`?"),
            (13, "\"…\"", "`…` has no word that could silence the entry", "write a word, or a phrase with one"),
        ],
    );
    assert_told(
        "[[quantity]]\nunit = \"milliers\"\n[entry]\nname = \"Zeta\"\n",
        &[
            (5, "[[quantity]]", "missing field `becomes`", "add `becomes = …` to this table"),
            (5, "[[quantity]]", "missing field `becomes-plural`", "add `becomes-plural = …` to this table"),
            (
                7,
                "[entry]",
                "invalid type: map, expected a sequence",
                "a list of tables has two brackets, [[entry]]; other lists have one",
            ),
        ],
    );
}

#[test]
fn a_fault_has_no_echo() {
    // The name was told to be wrong, so it is not told to be missing; the entry that it was of is not missed.
    assert_told(
        "[[entry]]\nname = 5\nkind = \"org\"\n[[entry]]\nnmae = \"Zeta\"\nkind = \"org\"\n\
         [[extend]]\nid = \"mine.zeta\"\n[[extend]]\nid = \"fr-ai.meat\"\n",
        &[
            (6, "5", "invalid type: integer `5`, expected a string", "write it in quotes, \"…\""),
            (9, "nmae", &format!("unknown field `nmae`, {FIELDS}"), "did you mean `name`?"),
            (14, "\"fr-ai.meat\"", "no entry has the id `fr-ai.meat`", "did you mean `fr-ai.meta`?"),
        ],
    );
    // What did not parse may have held what is missing.
    assert_told(
        "[[entry]]\nname = \"Zarg\nkind = \"org\"\n",
        &[(6, "", "invalid basic string, expected `\"`", "write `\"` here")],
    );
}

#[test]
fn faults_of_an_overlay_are_told_in_the_overlay() {
    assert_told(
        "[[extend]]\nid = \"fr-ai.grok\"\ninstead-of = [\"zarbel\", { text = \"zarbelix\", distance = 9 }, \"Meta\"]\n",
        &[
            (7, "\"zarbel\"", "no example shows what this entry mends", "add change = [[\"before\", \"after\"]]"),
            (7, "{ text = \"zarbelix\", distance = 9 }", DISTANCE, "add match = \"fuzzy\" or remove `distance`"),
            (7, "\"Meta\"", &taken("Meta", "fr-ai.meta"), "remove it here or from the right forms there"),
        ],
    );
    assert_told(
        "[[extend]]\nid = \"fr-ai.grok\"\nwithout = [\"grogue\"]\nchange = [[\"a\", \"b\"], [\"c\", \"d\"]]\n\
         unless = [\"fr-ai.grok\", \"fr-ai.lama\"]\nevidence = [{ entry = \"fr-ai.gemni\", weight = 1 }]\n",
        &[
            (7, "\"grogue\"", "`fr-ai.grok` has no rendering `grogue`", "`decalque rules show fr-ai.grok` lists them"),
            (
                8,
                "change",
                "with these, `fr-ai.grok` has 2 change examples and only 1 keep examples",
                "show at least as many texts that must stay",
            ),
            (9, "\"fr-ai.grok\"", "`fr-ai.grok` is this entry itself", "name another one, or remove it"),
            (9, "\"fr-ai.lama\"", "no entry has the id `fr-ai.lama`", "did you mean `fr-ai.llama`?"),
            (
                10,
                "{ entry = \"fr-ai.gemni\", weight = 1 }",
                "no entry has the id `fr-ai.gemni`",
                "did you mean `fr-ai.gemini`?",
            ),
        ],
    );
    assert_told(
        "[[extend]]\nid = \"fr-calques.makes-sense\"\nnever = [\"bon sens\"]\nkeep = [\"a\"]\n",
        &[(
            6,
            "\"fr-calques.makes-sense\"",
            "`fr-calques.makes-sense` is no name: only `change`, `keep` and `silent` can be added to it",
            "write only these, or a calque of your own",
        )],
    );
    // "passerelle" is suggested at most, and no keep example shows it.
    assert_told(
        "[[extend]]\nid = \"fr-ai.runway\"\nceiling = \"safe\"\n",
        &[(
            7,
            "\"safe\"",
            "`passerelle`, an ordinary word (fr), may be right, and no keep example shows it",
            "add a sentence to `keep` where `passerelle` is right",
        )],
    );
}

/// The message about a rendering that is a right form of the built-in entry `id`.
fn taken(text: &str, id: &str) -> String {
    let engine = engine();
    let entry = engine.termbase().by_id(id).expect("a built-in entry");
    let source = &engine.termbase().packs[entry.place.0].source;
    let name = source.text.find(&format!("\nname = \"{}\"\n", entry.name)).expect("its name");
    let line = source.text[..=name].matches('\n').count() + 1;
    format!("`{text}` is a right form of `{id}` ({}, line {line}), so this rendering is never reached", source.name)
}

#[test]
fn a_rendering_that_is_another_entrys_right_form_is_refused() {
    let fields = "instead-of = [\"Carrefour\", { text = \"carrefour\", case = \"capital\" }]\nnear = [\"Zorg\"]\n";
    let body = format!("{ZORBLAX}{fields}").replace("Une maison.", "Un carrefour.");
    let cure = "remove it here or from the right forms there";
    assert_told(
        &body,
        &[
            (10, "\"Carrefour\"", &taken("Carrefour", "fr-brands.carrefour"), cure),
            (10, "{ text = \"carrefour\", case = \"capital\" }", &taken("carrefour", "fr-brands.carrefour"), cure),
        ],
    );
    // In small letters it is a word, which no name claims; and an entry that is off claims nothing.
    assert_told(&body.replace("\"Carrefour\", { text = \"carrefour\", case = \"capital\" }", "\"carrefour\""), &[]);
    assert_told(
        &format!("{body}[[extend]]\nid = \"fr-brands.carrefour\"\nstatus = \"off\"\n").replace("\"Carrefour\", ", ""),
        &[],
    );
}

#[test]
fn a_circle_is_told_once() {
    let entry = |name: &str, from: &str| {
        format!(
            "[[entry]]\nname = \"{name}\"\nkind = \"org\"\ninstead-of = [\"{from}\"]\nchange = [[\"a\", \"b\"]]\nkeep = [\"c\"]\n"
        )
    };
    assert_told(
        &[entry("Zarg", "Zorg"), entry("Zorg", "Zurg"), entry("Zurg", "Zarg")].concat(),
        &[(
            6,
            "\"Zarg\"",
            "`Zarg` becomes itself again by way of `Zurg`, `Zorg`",
            "remove one of the renderings of the circle",
        )],
    );
    // Two ways to one entry are no circle.
    let twice = [entry("Zarg", "zerga"), entry("Zorg", "zerga"), entry("Zurg", "zerga")].concat();
    assert_told(&twice, &[]);
}

#[test]
fn faulty_packs_and_sets_are_told() {
    assert_told(
        "sources = [\"en\", \"klingon\", \"pt-BR\", \"\"]\n",
        &[
            (5, "\"klingon\"", "`klingon` is no language code", LANGUAGE),
            (5, "\"\"", "`` is no language code", LANGUAGE),
        ],
    );
    assert_told(
        "[extend-sets]\n\"fr-ai.nosuchset\" = [\"a\"]\n\"fr-ai.meta-famly\" = [\"…\"]\n\
         [without-sets]\n\"fr-ia.meta-family\" = [\"Llama\"]\n\"fr-ai.meta-family\" = [\"Facebok\"]\n",
        &[
            (
                6,
                "\"fr-ai.nosuchset\"",
                "no set is called `fr-ai.nosuchset`",
                "write the pack and the set, as \"fr-ai.meta-family\"",
            ),
            (7, "\"fr-ai.meta-famly\"", "no set is called `fr-ai.meta-famly`", "did you mean `fr-ai.meta-family`?"),
            (7, "\"…\"", "a cue without a word", "write it or remove it"),
            (9, "\"fr-ia.meta-family\"", "no set is called `fr-ia.meta-family`", "did you mean `fr-ai.meta-family`?"),
            (10, "\"Facebok\"", "the set `fr-ai.meta-family` has no `Facebok`", "did you mean `Facebook`?"),
        ],
    );
}

#[test]
fn many_faults_are_all_told_and_take_no_longer_each() {
    // A search through all ids for each of these would take minutes.
    const COUNT: usize = 3000;
    let entry = |i: usize| format!("[[entry]]\nname = \"Zor{i}x\"\nkind = \"org\"\nwrong = 1\n");
    let extend = |i: usize| format!("[[extend]]\nid = \"mine.zor{i}y\"\n");
    let body: String = (0..COUNT).map(entry).chain((0..COUNT).map(extend)).collect();
    let source = Source { name: "mine.toml".to_owned(), text: format!("{HEAD}{body}") };
    let error = Termbase::load(&[Arc::new(source)]).expect_err("faults");
    assert_eq!(error.faults().len(), 2 * COUNT);
    let last = &error.faults()[2 * COUNT - 1];
    assert_eq!(last.message, format!("no entry has the id `mine.zor{}y`", COUNT - 1));
    assert_eq!(last.span.of(&last.source.text), format!("\"mine.zor{}y\"", COUNT - 1));
}
