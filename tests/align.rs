//! Which part of a source each part of a text translates: what must hold of every pair of texts, and how sure it is
//! of texts that go together and of texts that do not.

mod laws;
mod support;

use decalque::align::{Alignment, FLOOR};
use decalque::text::Span;
use decalque::{Applicability, Document};
use proptest::prelude::*;
use std::fmt::Write;
use support::ENGINE;

/// An unoptimised build is twenty times slower, and the same must hold there while one works.
const CASES: u32 = if cfg!(debug_assertions) { 100 } else { 1_000 };

/// Lines of an English text and of its French, with names and numbers of our own.
const STORY: [(&str, &str); 12] = [
    ("The harbour of Zorbourg", "Le port de Zorbourg"),
    ("Work on the new quay began in March 1998.", "Les travaux du nouveau quai ont commencé en mars 1998."),
    (
        "Its builder, the Karlstadt company, had promised the town that it would take no more than 20 months.",
        "Son constructeur, la société Karlstadt, avait promis à la ville que cela ne prendrait pas plus de 20 mois.",
    ),
    ("Nobody believed it.", "Personne n'y croyait."),
    (
        "When the first of 14 cranes arrived from Lindholm, half of Zorbourg stood on the old wall to watch.",
        "Quand la première des 14 grues est arrivée de Lindholm, la moitié de Zorbourg se tenait sur le vieux mur.",
    ),
    ("The mayor, Anna Velden, counted them.", "La maire, Anna Velden, les a comptées."),
    (
        "She wrote the numbers down in a small book that is still shown to visitors of the museum on the hill.",
        "Elle a noté les nombres dans un petit livre que l'on montre encore aux visiteurs du musée sur la colline.",
    ),
    ("In winter the water froze.", "En hiver l'eau a gelé."),
    (
        "The 300 workers were sent home, and only Peter Brand, who had a key, walked through the empty halls.",
        "Les 300 ouvriers ont été renvoyés chez eux, et seul Peter Brand, qui avait une clé, traversait les halles.",
    ),
    (
        "What he found there he told the Karlstadt people in a letter.",
        "Ce qu'il y a trouvé, il l'a écrit aux gens de Karlstadt.",
    ),
    ("Two pillars had sunk by 35 centimetres.", "Deux piliers s'étaient enfoncés de 35 centimètres."),
    ("It took until 2003 to lift them.", "Il a fallu attendre 2003 pour les relever."),
];

/// The French and the English of some lines of the story.
fn story(lines: impl Iterator<Item = usize>) -> (String, String) {
    let (text, source): (Vec<&str>, Vec<&str>) = lines.map(|line| (STORY[line].1, STORY[line].0)).unzip();
    (text.join("\n"), source.join("\n"))
}

/// What goes with what: the sure pairs, both sides trimmed to a line.
fn pairs<'t>(text: &'t str, source: &'t str) -> Vec<(&'t str, &'t str)> {
    decalque::align::pairs(text, source).iter().map(|pair| (pair.target.of(text), pair.source.of(source))).collect()
}

fn told(lines: impl Iterator<Item = usize>) -> Vec<(&'static str, &'static str)> {
    lines.map(|line| (STORY[line].1, STORY[line].0)).collect()
}

#[test]
fn a_text_goes_with_its_source() {
    let (text, source) = story(0..12);
    assert_eq!(pairs(&text, &source), told(0..12));
    let alignment = Alignment::of(&text, &source);
    assert!(alignment.line_by_line && alignment.confidence > 9_000, "{}", alignment.confidence);
}

#[test]
fn a_line_that_one_side_lacks_is_found() {
    for missing in 1..11 {
        let rest = (0..12).filter(|&line| line != missing);
        let ((text, source), (shorter, less)) = (story(0..12), story(rest.clone()));
        assert_eq!(pairs(&text, &less), told(rest.clone()), "line {missing} of the source is missing");
        assert_eq!(pairs(&shorter, &source), told(rest), "line {missing} of the text is missing");
    }
}

#[test]
fn a_line_put_in_and_another_left_out_are_found() {
    let (text, _) = story((0..12).filter(|&line| line != 2));
    let (_, source) = story((0..12).filter(|&line| line != 8));
    assert_eq!(text.lines().count(), source.lines().count());
    assert_eq!(pairs(&text, &source), told((0..12).filter(|&line| line != 2 && line != 8)));
}

#[test]
fn paragraphs_go_together_by_their_sentences() {
    let (text, source) = story(1..12);
    let (text, source) = (text.replace('\n', " "), source.replacen('\n', " ", 5));
    assert_eq!(pairs(&text, &source), told(1..12));
    assert!(!Alignment::of(&text, &source).line_by_line);
}

#[test]
fn lines_broken_at_a_width_are_their_paragraph() {
    let wrapped = |text: &str| {
        let (mut out, mut width) = (String::new(), 0);
        for word in text.split_whitespace() {
            let separator = if width == 0 {
                ""
            } else if width + word.len() > 70 {
                "\n"
            } else {
                " "
            };
            width = if separator == "\n" { 0 } else { width + separator.len() } + word.chars().count();
            write!(out, "{separator}{word}").unwrap_or_default();
        }
        out
    };
    let (text, source) = story(1..12);
    assert_eq!(pairs(&wrapped(&text), &wrapped(&source)).len(), 1);
    assert_eq!(pairs(&wrapped(&text), &source.replace('\n', " ")).len(), 1);
}

#[test]
fn what_does_not_go_together_is_doubted() {
    let (text, source) = story(0..12);
    let reversed = source.lines().rev().collect::<Vec<_>>().join("\n");
    let (head, tail) = (story(0..6).0, story(6..12).1);
    let other = "The recipe asks for flour, butter and a little salt.\nKnead it well.\n".repeat(6);
    for (text, source) in [(&text, &reversed), (&head, &tail), (&text, &other), (&text, &"Nothing.".to_owned())] {
        let alignment = Alignment::of(text, source);
        assert!(alignment.confidence < FLOOR, "{}: {source}", alignment.confidence);
        assert!(decalque::align::pairs(text, source).is_empty());
    }
}

/// `text` mended with its `source`.
fn mended(text: &str, source: &str) -> String {
    let document = Document { source: Some(source.to_owned()), ..Document::plain("", text) };
    ENGINE.review(&document).mended(text, Applicability::Safe)
}

#[test]
fn a_doubtful_source_proves_nothing_and_forbids_nothing() {
    let rows = [
        // The source alone proves the one, and alone forbids the other.
        (
            "Selon le porte-parole, l'objectif a licencié 600 chercheurs.",
            "According to the spokesman, Meta laid off 600 researchers.",
            "Selon le porte-parole, Meta a licencié 600 chercheurs.",
        ),
        (
            "L'objectif a licencié, dit-on chez Facebook.",
            "The goal has laid off, they say at Facebook.",
            "L'objectif a licencié, dit-on chez Facebook.",
        ),
    ];
    for (text, line, right) in rows {
        let (told, source) = story(0..12);
        let text = format!("{told}\n{text}");
        let source = format!("{source}\n{line}");
        assert_eq!(mended(&text, &source), format!("{told}\n{right}"));
        let reversed = source.lines().rev().collect::<Vec<_>>().join("\n");
        let without = ENGINE.review(&Document::plain("", &text)).mended(&text, Applicability::Safe);
        assert_ne!(without, format!("{told}\n{right}"));
        assert_eq!(mended(&text, &reversed), without);
    }
}

/// Texts of words that anchor and words that do not, with every kind of line end.
fn text() -> impl Strategy<Value = String> {
    const WORDS: [&str; 14] =
        ["le", "port", "de", "Zorbourg", "1998", "Anna", "éà", "𝕏", ".", "\n", "\r\n", "\n\n", "! ", "NATO"];
    prop::collection::vec(0..WORDS.len(), 0..80)
        .prop_map(|picks| picks.into_iter().flat_map(|pick| [WORDS[pick], " "]).collect())
}

proptest! {
    #![proptest_config(laws::fixed(CASES))]

    /// Pairs ascend and are disjoint on both sides, lie on character boundaries, and together hold all that is not
    /// blank, if both texts hold anything.
    #[test]
    fn pairs_are_in_order_and_cover_both_sides(text in text(), source in text()) {
        let alignment = Alignment::of(&text, &source);
        let sides: [(&str, Vec<Span>); 2] = [
            (&text, alignment.pairs().iter().map(|pair| pair.target).collect()),
            (&source, alignment.pairs().iter().map(|pair| pair.source).collect()),
        ];
        prop_assert_eq!(alignment.pairs().is_empty(), text.trim().is_empty() || source.trim().is_empty());
        for (side, spans) in sides {
            let mut end = 0;
            for span in &spans {
                prop_assert!(span.start() >= end && side.is_char_boundary(span.start()) && side.is_char_boundary(span.end()));
                prop_assert!(side[end..span.start()].trim().is_empty());
                end = span.end();
            }
            prop_assert!(spans.is_empty() || side[end..].trim().is_empty());
        }
        prop_assert!(alignment.confidence <= 10_000);
    }

    /// Where both sides have as many lines, and each is as long as the other's, each goes with its own.
    #[test]
    fn equal_lines_go_with_their_own(text in text()) {
        let alignment = Alignment::of(&text, &text);
        prop_assert!(text.trim().is_empty() || alignment.confidence == 10_000);
        prop_assert!(alignment.pairs().iter().all(|pair| pair.sure && pair.target == pair.source));
        prop_assert!(text.trim().is_empty() || alignment.line_by_line);
    }

    /// Every byte of a sure pair is found in it.
    #[test]
    fn a_place_is_found_in_its_pair(text in text(), source in text()) {
        let alignment = Alignment::of(&text, &source);
        for at in 0..text.len() {
            let wanted = alignment.pairs().iter().find(|pair| pair.sure && (pair.target.start()..pair.target.end()).contains(&at));
            prop_assert_eq!(alignment.at(at), wanted.copied());
        }
    }

    /// The same texts have the same alignment.
    #[test]
    fn alignments_are_pure(text in text(), source in text()) {
        prop_assert_eq!(Alignment::of(&text, &source), Alignment::of(&text, &source));
    }

    /// Law 5 with a source: reviewing our own output gives no safe fix.
    #[test]
    fn a_second_run_with_the_source_changes_nothing(text in support::text(), source in prop::sample::select(&SOURCES)) {
        let once = mended(&text, source);
        prop_assert_eq!(mended(&once, source), once);
    }
}

/// Sources that some of the random texts go with.
const SOURCES: [&str; 4] = [
    "The goal of the model is to say what the target of Mark Zuckerberg was.",
    "Meta lays off the people, and Llama is what OpenAI says of Google and of the Windows of Microsoft.",
    "El objetivo de Apple es una llama abierta, y Meta anuncia 14.000 millones para la nube de Google.\n\nMeta es Llama.",
    "Meta\nLlama",
];
