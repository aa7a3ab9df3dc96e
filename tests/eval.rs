//! The judge of `eval`: every rule on a line of its own, exact results.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "eval/faults.rs"]
mod faults;
mod laws;
mod support;

use decalque::diagnostic::Source;
use decalque::measure::eval::{
    Comparison, Evaluation, Fields, Folder, Judgement, Measured, Output, Reliability, Sort, Tables, changes, decoys,
};
use decalque::{Applicability, Document};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;
use support::{ENGINE, text};

const FIELDS: Fields<'_> = Fields { text: "text", source: "source" };

fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source { name: name.to_owned(), text: text.to_owned() })
}

fn folder(docs: &str, gold: Option<&str>) -> Folder {
    let gold = gold.map(|gold| source("gold.jsonl", gold));
    Folder::read("folder", &source("docs.jsonl", docs), gold.as_ref(), FIELDS).unwrap()
}

/// What came of `folder` where `texts` came out, by whatever means.
fn evaluation<'f>(folder: &'f Folder, texts: &[&str]) -> Evaluation<'f> {
    let outputs = texts.iter().map(|&text| Output { text: text.to_owned(), made: Vec::new() }).collect();
    Evaluation::new(folder, outputs, &HashSet::from(["Meta"]))
}

/// What came of `folder` by the built-in glossaries.
fn reviewed(folder: &Folder) -> Evaluation<'_> {
    let output = |text: &String| {
        let document = Document::plain("text", text.as_str());
        Output::of(&document, &ENGINE.review(&document), Applicability::Safe)
    };
    Evaluation::new(folder, folder.docs.iter().map(|doc| output(&doc.text)).collect(), &HashSet::from(["Meta"]))
}

/// Old and new words of each place and what gold says of it.
fn judged(evaluation: &Evaluation<'_>) -> Vec<String> {
    let shown = evaluation.all().map(|(doc, output, place)| {
        let before = &evaluation.folder.docs[doc].text;
        match place.sort {
            Sort::Changed => {
                let (old, new) = (&before[place.old.clone()], &output.text[place.new.clone()]);
                format!("{old}|{new} {}", place.judgement)
            }
            Sort::Broken => format!("broken {} {}", &output.text[place.new.clone()], place.judgement),
            Sort::Reshaped => format!("reshaped {}", place.judgement),
        }
    });
    shown.collect()
}

/// One document, one line, its source, what gold knows of it, what came out; what is said of that.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const LOST_META: &str =
    r#""lost": [{"name": "Meta", "kind": "meaning"}], "kept": ["Zuckerberg"], "translated": ["Goal"]"#;
const NOTHING: &str = r#""lost": []"#;

const LINES: [Case; 16] = [
    // A lost name is back.
    ("Le but licencie.", "Meta lays off.", LOST_META, "Meta licencie.", &["Le but|Meta right"]),
    // A kept word is back, though it is no lost name.
    ("Selon Montagne-Sucre.", "", LOST_META, "Selon Zuckerberg.", &["Montagne-Sucre|Zuckerberg wrong"]),
    ("Selon Montagne-Sucre.", "Says Zuckerberg.", LOST_META, "Selon Zuckerberg.", &["Montagne-Sucre|Zuckerberg right"]),
    // It moved: the line has it as often as before.
    ("Meta dit le but.", "Meta says it.", LOST_META, "Le but dit Meta.", &["Meta|Le but wrong", "le but|Meta wrong"]),
    // Nothing was there that it could be a repair of.
    ("Il dit tout.", "Meta says all.", LOST_META, "Il dit Meta tout.", &["|Meta  wrong"]),
    // Only the missing part of a longer name comes.
    (
        "Le Monde est lu.",
        "The New York Times is read.",
        r#""lost": [{"name": "Le Times", "kind": "form"}]"#,
        "Le Times est lu.",
        &["Monde|Times right"],
    ),
    // Gold is silent on a capitalised word of the source.
    ("La pomme est là.", "Apple is here.", NOTHING, "Apple est là.", &["La pomme|Apple unlisted"]),
    // Translations translate it: it is no name.
    ("Le but est là.", "Goal is here.", LOST_META, "Goal est là.", &["Le but|Goal wrong"]),
    // One number for another.
    ("Il vaut 14 000 euros.", "", NOTHING, "Il vaut 14,5 euros.", &[" 000|,5 unlisted"]),
    ("Il vaut 14 euros.", "", NOTHING, "Il vaut 15 euros.", &["14|15 unlisted"]),
    // A repair beside the name that came back, and the same where none did.
    (
        "Le but veut et il est fort.",
        "Meta wants.",
        LOST_META,
        "Meta veut et elle est forte.",
        &["Le but|Meta right", "il|elle mended", "fort|forte mended"],
    ),
    ("Le but veut et il est.", "Meta wants.", LOST_META, "Le but veut et elle est.", &["il|elle wrong"]),
    // Broken French counts once more, beside the name that is back.
    (
        "La force du but croît.",
        "Meta grows.",
        LOST_META,
        "La force de le Meta croît.",
        &["du but|de le Meta right", "broken de le M wrong"],
    ),
    (
        "Une part de but.",
        "A share of Meta.",
        LOST_META,
        "Une part d'Meta.",
        &["de but|d'Meta right", "broken d'Me wrong"],
    ),
    // Too many words went, or came: nothing in it is right.
    (
        "Le but a dit hier soir que tout irait bien pour lui.",
        "Meta said so.",
        LOST_META,
        "Meta.",
        &["Le but a dit hier soir que tout irait bien pour lui|Meta wrong"],
    ),
    ("Le but.", "Meta.", LOST_META, "Meta a b c d e f g h i.", &["Le but|Meta a b c d e f g h i wrong"]),
];

#[test]
fn lines_are_judged_by_the_names_that_they_lost() {
    for (before, original, gold, after, wanted) in LINES {
        let docs = serde_json::json!({"id": "a", "text": before, "source": original}).to_string();
        let folder = folder(&docs, Some(&format!(r#"{{"id": "a", "line": 0, {gold}}}"#)));
        assert_eq!(judged(&evaluation(&folder, &[after])), wanted, "{before} → {after}");
    }
}

const PAIRS: [Case; 9] = [
    ("Le but rit fort.", "", r#""gold": "Meta rit fort.""#, "Meta rit fort.", &["Le but|Meta right"]),
    // As gold has it, whatever the name.
    ("Le but rit fort.", "", r#""gold": "Le but sourit fort.""#, "Le but sourit.", &["rit fort|sourit wrong"]),
    ("Le but rit, fort.", "", r#""gold": "Il rit, faible.""#, "Le but rit, faible.", &["fort|faible right"]),
    ("La pomme rit.", "Apple laughs.", r#""gold": "Il rit.""#, "Apple rit.", &["La pomme|Apple unlisted"]),
    ("Il a 14 ans.", "", r#""gold": "Il a dix ans.""#, "Il a 15 ans.", &["14|15 unlisted"]),
    (
        "Le but rit et il est là.",
        "",
        r#""gold": "Meta rit et il est là.""#,
        "Meta rit et elle est là.",
        &["Le but|Meta right", "il|elle mended"],
    ),
    ("Le but rit.", "", r#""gold": "Meta rit.""#, "La cible rit.", &["Le but|La cible wrong"]),
    (
        "L'or du but luit.",
        "",
        r#""gold": "L'or de Meta luit.""#,
        "L'or de le Meta luit.",
        &["du but|de le Meta right", "broken de le M wrong"],
    ),
    // What gold has is not ruined, however much went.
    (
        "Le but a dit hier soir que tout irait bien pour lui.",
        "",
        r#""gold": "Meta.""#,
        "Meta.",
        &["Le but a dit hier soir que tout irait bien pour lui|Meta right"],
    ),
];

#[test]
fn documents_are_judged_by_their_gold_versions() {
    for (before, original, gold, after, wanted) in PAIRS {
        let docs = serde_json::json!({"id": 7, "text": before, "source": original}).to_string();
        let gold = format!(r#"{{"id": 7, {gold}, "clean": true, "errors": [{{"name": "Meta"}}]}}"#);
        let folder = folder(&docs, Some(&gold));
        assert_eq!(judged(&evaluation(&folder, &[after])), wanted, "{before} → {after}");
    }
}

#[test]
fn names_are_counted_by_line() {
    let docs = r#"{"id": "a", "text": "Le but rit.\nIl dort.\nLa fin.\nLe sucre.", "source": "Meta laughs.\nHe sleeps.\nX.\nSugar."}
{"id": "b", "text": "un\ndeux", "source": "one\ntwo"}
"#;
    let gold = r#"{"id": "a", "line": 0, "lost": [{"name": "Meta", "kind": "form"}, {"name": "Zorb", "kind": "meaning"}]}
{"id": "a", "line": 3, "lost": [], "kept": ["Sugar", "sucre"]}
{"id": "b", "line": 1, "lost": [{"name": "Two", "kind": "form"}, {"name": "Two", "kind": "meaning"}]}
"#;
    let folder = folder(docs, Some(gold));
    let mended = evaluation(&folder, &["Meta rit.\nElle dort.\nLa fin.\nLe Sugar.", "un\ndeux"]);
    assert_eq!(
        mended.counts.line(folder.layout()),
        "lost names 3 (form 1)  recall 0.333 (form 1.000)  precision 0.667  F0.5 0.556  silver 1.000 of 1  edits 3  \
         harmed lines 1/4 = 250.00 per 1,000  unlisted 0  mended 0  reshaped documents 0"
    );
    let counts = mended.counts;
    assert_eq!((counts.known, counts.known_found, counts.touched, counts.documents), (1, 1, 1, 2));
    // A line more: nothing corresponds any longer, and the names that gold lists twice are lost twice.
    let reshaped = evaluation(&folder, &["Meta rit.\nElle dort.\nLa fin.\nLe Sugar.", "un\ndeux\n"]);
    assert_eq!(judged(&reshaped).last().unwrap(), "reshaped wrong");
    assert_eq!(
        reshaped.counts.line(folder.layout()),
        "lost names 4 (form 1)  recall 0.250 (form 1.000)  precision 0.500  F0.5 0.417  silver 1.000 of 1  edits 4  \
         harmed lines 3/5 = 600.00 per 1,000  unlisted 0  mended 0  reshaped documents 1"
    );
}

#[test]
fn pairs_are_counted_by_name_and_document() {
    let docs = "{\"id\": \"a\", \"text\": \"Le but rit.\"}\n{\"id\": \"b\", \"text\": \"La pomme.\"}\n{\"id\": \"c\", \"text\": \"x\"}\n";
    let gold = r#"{"id": "b", "gold": "Apple.", "clean": true, "errors": [{"name": "Apple"}]}
{"id": "a", "gold": "Meta rit.", "clean": false, "errors": [{"name": "Meta"}]}"#;
    let folder = folder(docs, Some(gold));
    let counts = evaluation(&folder, &["Meta rit.", "La poire.", "y"]).counts;
    assert_eq!(
        counts.line(folder.layout()),
        "names 2  recall 0.500  precision 0.500  F0.5 0.500  edits 2  unlisted 0  mended 0  exact 0/1 = 0.000"
    );
    // Of the third nothing is known.
    assert_eq!((counts.documents, counts.words, counts.touched), (2, 5, 2));
}

#[test]
fn every_edit_of_clean_text_is_wrong_and_counts_by_its_words() {
    let folder =
        folder("{\"id\": \"a\", \"text\": \"un deux trois quatre. Fin.\"}\n{\"id\": \"b\", \"text\": \"x\"}", None);
    let evaluation = evaluation(&folder, &["Meta. La fin.", "x"]);
    assert_eq!(judged(&evaluation), ["un deux trois quatre|Meta wrong", "Fin|La fin wrong"]);
    assert_eq!(
        evaluation.counts.line(folder.layout()),
        "words 6  edits 3  edits/million words 500000.0  documents touched 1/2"
    );
    assert_eq!((evaluation.counts.wrong, evaluation.counts.figures().precision), (3, 0.0));
}

#[test]
fn what_is_behind_a_place_is_known() {
    let text = "L'objectif a licencié 600 chercheurs, selon Mark Zuckerberg.\nIl vaut 14 000 millions d'euros.";
    let docs = serde_json::json!({"id": "a", "text": text}).to_string();
    let folder = folder(&docs, Some(r#"{"id": "a", "line": 0, "lost": [{"name": "Meta", "kind": "meaning"}]}"#));
    let evaluation = reviewed(&folder);
    assert_eq!(judged(&evaluation), ["L'objectif|Meta right", "000 millions|milliards wrong"]);
    let tables = Tables::of(std::slice::from_ref(&evaluation));
    let shown = |rows: &[decalque::measure::eval::Row]| {
        rows.iter().map(|row| format!("{} {}/{} {}", row.key, row.right, row.edits, row.wrong)).collect::<Vec<_>>()
    };
    assert_eq!(shown(&tables.by_entry), ["fr-quantities.millions 0/1 1", "fr-ai.meta 1/1 0"]);
    assert_eq!(shown(&tables.by_rendering), ["14 000 millions → 14 milliards 0/1 1", "objectif → Meta 1/1 0"]);
    assert_eq!(shown(&tables.by_kind), ["none 0/1 1", "cue 1/1 0", "frame 1/1 0", "rendering 1/1 0"]);
    let measured = Measured::new(&[evaluation], Vec::new(), 1);
    let worst = &measured.worst[0];
    assert_eq!((worst.old.as_str(), worst.new.as_str(), worst.line), ("000 millions", "milliards", 2));
    assert_eq!((worst.behind[0].rule.as_str(), worst.right.as_str()), ("fr-quantities.millions", " d'euros."));
}

#[test]
fn confidence_is_held_against_truth() {
    let lines = ["L'objectif a licencié 600 chercheurs, selon Mark Zuckerberg.", "Il vaut 14 000 millions d'euros."];
    let docs = serde_json::json!({"id": "a", "text": lines.join("\n")}).to_string();
    let folder = folder(&docs, Some(r#"{"id": "a", "line": 0, "lost": [{"name": "Meta", "kind": "meaning"}]}"#));
    let reliability = Reliability::of(&[reviewed(&folder)]);
    for (calibration, right) in [(&reliability.weighed, 1), (&reliability.ruled, 0)] {
        let bins: Vec<_> = calibration.bins.iter().map(|bin| (bin.count, bin.right)).collect();
        assert_eq!((bins, calibration.judged, calibration.silent), (vec![(1, right)], 1, 0));
        let off: f64 = calibration.bins.iter().map(|bin| (bin.predicted - bin.observed).abs()).sum();
        assert!((calibration.expected_error - off).abs() < 1e-12, "{calibration:?}");
    }
    assert!(Reliability::of(&[]).weighed.expected_error.is_nan());
}

#[test]
fn runs_are_compared_edit_by_edit() {
    let folder = folder(r#"{"id": "a", "text": "un deux, trois quatre"}"#, None);
    let (a, b) = (evaluation(&folder, &["un 2, trois 4"]), evaluation(&folder, &["un 2, 3 quatre"]));
    let comparison = Comparison::of(&a, &b);
    let shown: Vec<_> = comparison
        .differences
        .iter()
        .map(|difference| format!("{:?} {} {}", difference.only, difference.place.old, difference.place.new))
        .collect();
    assert_eq!((comparison.same, shown), (1, vec!["B trois 3".to_owned(), "A quatre 4".to_owned()]));
    assert!(Comparison::of(&a, &a).differences.is_empty());
}

#[test]
fn invented_names_are_the_same_every_time_and_load() {
    let text =
        "Le jardinier range la brouette, le jardinier et la brouette et le jardinier, dans la brouette, dans, dans.";
    let make = || decoys(ENGINE.termbase(), [text].into_iter());
    let (one, again) = (make(), make());
    assert_eq!(one.source.text, again.source.text);
    // Not "dans", which is the plural of a noun too.
    assert_eq!((one.entries, one.places), (2, 6));
    let termbase = decalque::glossary::Termbase::load(&[one.source]).unwrap();
    let renderings: HashSet<_> = termbase.entries.iter().map(|entry| entry.renderings[0].text.as_str()).collect();
    assert_eq!(renderings, HashSet::from(["jardinier", "brouette"]));
    assert!(termbase.entries.iter().all(|entry| !entry.cues.is_empty()));
}

proptest! {
    #![proptest_config(laws::fixed(60))]

    /// Nothing is said of an output that is as it was, whatever gold knows.
    #[test]
    fn an_unchanged_output_has_no_edits_and_no_precision(text in text()) {
        let docs = serde_json::json!({"id": "a", "text": text}).to_string();
        let lost = r#"{"id": "a", "line": 0, "lost": [{"name": "Zorb", "kind": "form"}]}"#;
        let pair = r#"{"id": "a", "gold": "Zorb", "clean": true, "errors": [{"name": "Zorb"}]}"#;
        for gold in [None, Some(lost), Some(pair)] {
            let folder = folder(&docs, gold);
            let evaluation = evaluation(&folder, &[&text]);
            prop_assert!(evaluation.all().next().is_none());
            let (counts, figures) = (evaluation.counts, evaluation.counts.figures());
            prop_assert_eq!((counts.edits, counts.touched, counts.harmed, counts.found), (0, 0, 0, 0));
            prop_assert!(figures.precision.is_nan() && figures.precision_interval.0.is_nan());
            let line = counts.line(folder.layout());
            prop_assert!(gold.is_none() || line.contains("precision nan"), "{}", line);
        }
    }

    /// Whatever came out, nothing panics, and each place is right, wrong, or neither.
    #[test]
    fn any_output_is_judged(before in text(), after in text()) {
        let docs = serde_json::json!({"id": "a", "text": before, "source": after}).to_string();
        let lost = r#"{"id": "a", "line": 0, "lost": [{"name": "Meta", "kind": "form"}], "kept": ["OpenAI"]}"#;
        let pair = r#"{"id": "a", "gold": "Meta", "clean": true, "errors": [{"name": "Meta"}]}"#;
        for gold in [None, Some(lost), Some(pair)] {
            let folder = folder(&docs, gold);
            let evaluation = evaluation(&folder, &[&after]);
            let counts = evaluation.counts;
            let places: usize = evaluation.all().map(|(.., place)| place.weight).sum();
            prop_assert_eq!(places, counts.right + counts.wrong + counts.unlisted + counts.mended);
            prop_assert_eq!(counts.edits, counts.right + counts.wrong);
            let wrong = evaluation.all().any(|(.., place)| place.judgement == Judgement::Wrong);
            prop_assert_eq!(wrong, counts.wrong > 0);
        }
    }

    /// What differs, put in its place, makes the one sequence of the other.
    #[test]
    fn changes_lead_from_one_sequence_to_the_other(
        a in prop::collection::vec(0..4_u8, 0..30),
        b in prop::collection::vec(0..4_u8, 0..30),
    ) {
        let (mut made, mut at) = (Vec::new(), 0);
        for (old, new) in changes(&a, &b) {
            made.extend_from_slice(&a[at..old.start]);
            made.extend_from_slice(&b[new]);
            at = old.end;
        }
        made.extend_from_slice(&a[at..]);
        prop_assert_eq!(made, b);
    }
}
