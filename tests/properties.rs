//! The laws of the house that hold for one document, over random texts made of the words that the rules look at.

mod laws;
mod support;

use decalque::edit::{Edit, Fix, Plan, apply};
use decalque::format::{Body, Format, Markdown, Markup, ReadOptions, Text};
use decalque::glossary::Class;
use decalque::review::{Decision, Verdict};
use decalque::text::Span;
use decalque::{Applicability, Document, Review};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use support::{ENGINE, text};

/// An unoptimised build is twenty times slower, and the same laws must hold there while one works.
const CASES: u32 = if cfg!(debug_assertions) { 60 } else { 1_000 };

const TIERS: [Applicability; 3] = [Applicability::Safe, Applicability::Suggested, Applicability::Reported];

/// `text` as a plain document, and its review.
fn review(text: &str) -> (Document, Review) {
    let document = Document::plain("text", text);
    let review = ENGINE.review(&document);
    (document, review)
}

proptest! {
    #![proptest_config(laws::fixed(CASES))]

    /// Law 3: edits are sorted, disjoint, on character boundaries, outside protected places.
    #[test]
    fn edits_are_disjoint_and_outside_protected_places(text in text()) {
        let (document, review) = review(&text);
        let edits = review.edits(Applicability::Reported);
        for pair in edits.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for edit in edits {
            prop_assert!(text.is_char_boundary(edit.span.start()) && text.is_char_boundary(edit.span.end()));
            prop_assert!(document.protected.iter().all(|protected| !protected.overlaps(edit.span)));
        }
    }

    /// Law 5: reviewing our own output gives no safe fix.
    #[test]
    fn a_second_run_changes_nothing(text in text()) {
        let once = review(&text).1.mended(&text, Applicability::Safe);
        let twice = review(&once).1.mended(&once, Applicability::Safe);
        prop_assert_eq!(once, twice);
    }

    /// Law 7: what is mended or suggested has a score that its evidence adds up to, and no veto.
    #[test]
    fn verdicts_are_the_sum_of_their_evidence(text in text()) {
        for decision in review(&text).1.decisions {
            let sum: i32 = decision.evidence.iter().filter_map(|evidence| evidence.weight).sum();
            prop_assert_eq!(sum, decision.score);
            if decision.verdict != Verdict::Keep {
                prop_assert!(decision.evidence.iter().all(|evidence| evidence.weight.is_some()));
            }
        }
    }

    /// Law 9: a paragraph without cues or triggers, put before a text, moves findings and changes none.
    #[test]
    fn a_silent_paragraph_before_a_text_only_shifts_findings(text in text()) {
        let silent = "Il pleuvait sur la ville, et personne ne sortait plus le soir depuis des semaines.\n\n";
        let shifted = format!("{silent}{text}");
        let here: Vec<_> = review(&text).1.findings.iter().map(|f| (f.span, f.rule.clone())).collect();
        let there: Vec<_> = review(&shifted).1.findings.iter().map(|f| (f.span, f.rule.clone())).collect();
        let moved: Vec<_> = here.into_iter().map(|(span, rule)| (span.shifted(silent.len()), rule)).collect();
        prop_assert_eq!(moved, there);
    }

    /// Law 4: the same document has the same review, and applying its edits is what `mended` gives.
    #[test]
    fn reviews_are_pure(text in text()) {
        let (first, second) = (review(&text).1, review(&text).1);
        prop_assert_eq!(first.edits(Applicability::Suggested), second.edits(Applicability::Suggested));
        prop_assert_eq!(apply(&text, &first.edits(Applicability::Safe)), second.mended(&text, Applicability::Safe));
    }

    /// Law 11: a text in another language comes through unchanged, names and wrong forms in it or not.
    #[test]
    fn another_language_is_left_alone(
        language in 0..FOREIGN.len(),
        picks in prop::collection::vec((0..4_usize, 0..INTRUDERS.len()), 3..12),
    ) {
        let (code, sentences) = FOREIGN[language];
        let text: String = picks.iter().map(|&(s, i)| sentences[s].replace("{}", INTRUDERS[i]) + "\n").collect();
        let (document, review) = review(&text);
        prop_assert_eq!(review.foreign, Some(code));
        prop_assert!(review.findings.is_empty() && review.decisions.is_empty());
        let typography = Document { text: text.clone(), ..document };
        prop_assert!(SPACING.review(&typography).findings.is_empty());
    }

    /// Law 2: a fix is applied whole or not at all.
    #[test]
    fn a_text_is_mended_by_whole_fixes(text in text()) {
        let review = review(&text).1;
        for tier in TIERS {
            let whole: Vec<&Fix> = review.findings.iter().map(|f| &f.fix).filter(|f| f.applicability >= tier).collect();
            prop_assert_eq!(review.mended(&text, tier), spliced(&text, &whole));
        }
    }

    /// Law 2: of fixes that collide in any of their edits, one is applied whole and the other leaves no trace.
    #[test]
    fn plans_take_whole_fixes(fixes in fixes()) {
        let text = "0123456789".repeat(4);
        let plan = Plan::resolve(&fixes);
        let whole: Vec<&Fix> = plan.accepted.iter().map(|&index| &fixes[index]).collect();
        prop_assert_eq!(apply(&text, &plan.edits(&fixes, |_| true)), spliced(&text, &whole));
        let mut all: Vec<usize> = plan.accepted.iter().copied().chain(plan.rejected.iter().map(|r| r.0)).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..fixes.len()).collect::<Vec<_>>());
    }

    /// Law 4: the order in which fixes are found changes nothing.
    #[test]
    fn plans_do_not_depend_on_the_order_of_fixes(fixes in fixes(), turn in 0..8_usize) {
        let text = "0123456789".repeat(4);
        let mut turned = fixes.clone();
        turned.reverse();
        turned.rotate_left(turn % fixes.len());
        let applied = |fixes: &[Fix]| apply(&text, &Plan::resolve(fixes).edits(fixes, |_| true));
        prop_assert_eq!(applied(&fixes), applied(&turned));
    }

    /// Law 2: what is odd in a text before us stays, beside names that are mended too.
    #[test]
    fn oddities_of_a_text_are_never_repaired(
        lines in prop::collection::vec((text(), prop::collection::vec(0..ODDITIES.len(), 1..3)), 1..4),
    ) {
        let odd = |picks: &[usize]| picks.iter().map(|&i| ODDITIES[i]).collect::<Vec<_>>().join(" ");
        let alone = lines.iter().map(|(_, picks)| odd(picks)).collect::<Vec<_>>().join("\n\n");
        prop_assert!(review(&alone).1.edits(Applicability::Reported).is_empty(), "{alone}");
        let mixed = lines.iter().map(|(text, picks)| format!("{text}\n\n{}", odd(picks))).collect::<Vec<_>>();
        let mixed = mixed.join("\n\n");
        let review = review(&mixed).1;
        let mended = review.mended(&mixed, Applicability::Reported);
        for (_, picks) in &lines {
            prop_assert!(mended.contains(&odd(picks)), "{mended}");
        }
    }

    /// Law 6: an ordinary word that is also a wrong form stays, where no name, cue or other trigger stands.
    #[test]
    fn ordinary_words_stay_in_ordinary_sentences(
        picks in prop::collection::vec((0..FRAMES.len(), 0..1_000_usize, 0..FRAMES.len()), 1..6),
    ) {
        let sentences = picks.iter().flat_map(|&(frame, word, neutral)| {
            let sentence = FRAMES[frame].replace("{}", &ORDINARY[word % ORDINARY.len()]);
            [sentence, FRAMES[neutral].replace("{}", "caillou")]
        });
        let text = sentences.collect::<Vec<_>>().join("\n");
        let review = review(&text).1;
        prop_assert!(review.edits(Applicability::Safe).is_empty(), "{text}: {:?}", review.findings);
    }

    /// Law 7: what `fix` does is what `explain` says.
    #[test]
    fn fixes_are_the_decisions_that_are_explained(text in text()) {
        explained(&text)?;
    }

    /// Law 10: what is masked is the same, byte for byte, at every tier, in plain text and in Markdown.
    #[test]
    fn masked_places_are_the_same_bytes(
        pieces in prop::collection::vec((text(), 0..MASKS.len()), 1..4),
        markdown in any::<bool>(),
    ) {
        let usable: Vec<&str> = MASKS.iter().filter(|(_, marked)| markdown || !marked).map(|(mask, _)| *mask).collect();
        // Marks of ours would open code or emphasis somewhere and close it somewhere else.
        let prose = |text: &str| text.replace(['*', '`', '«', '»'], " ").replace("  ", " ");
        // A number makes each mask the only one of its kind.
        let masks: Vec<String> = pieces.iter().enumerate()
            .map(|(i, (_, pick))| usable[pick % usable.len()].replace("{}", &i.to_string()))
            .collect();
        let mut text = "Il a écrit, selon Zuckerberg : l'objectif ".to_owned();
        for ((piece, _), mask) in pieces.iter().zip(&masks) {
            text.extend([&prose(piece), " ", mask, " "]);
        }
        text.push_str("l'objectif a licencié, selon Zuckerberg.");
        let format: &dyn Format = if markdown { &Markdown } else { &Text };
        let options = ReadOptions { markup: if markdown { Markup::Markdown } else { Markup::Plain }, ..ReadOptions::default() };
        for tier in TIERS {
            let mut out = Vec::new();
            for record in format.records(Box::new(text.as_bytes()), "text", &options).map(|record| record.expect("memory")) {
                let Body::Document { document, .. } = &record.body else { continue };
                record.write(&ENGINE.review(document).edits(tier), &mut out).expect("memory");
            }
            let out = String::from_utf8(out).expect("edits cut no character");
            let mut rest = out.as_str();
            for mask in &masks {
                let at = rest.find(mask.as_str());
                prop_assert!(at.is_some(), "{mask} is not in\n{out}\nfrom\n{text}");
                rest = &rest[at.unwrap_or_default() + mask.len()..];
            }
        }
    }
}

/// Sentences of languages that the packs are not for; `{}` is where a name or a wrong form goes.
const FOREIGN: [(&str, [&str; 4]); 5] = [
    (
        "es",
        [
            "El objetivo de la empresa es que los modelos de {} mejoren con los datos del año.",
            "La compañía que compró {} dice que no quiere vender las acciones de sus socios.",
            "Según el informe, {} es una de las marcas que más ha crecido en el país.",
            "Los empleados de {} no saben por qué la dirección ha cambiado de idea.",
        ],
    ),
    (
        "en",
        [
            "The goal of the company is that the models of {} get better with the data of this year.",
            "The firm that bought {} says that it does not want to sell the shares of its partners.",
            "According to the report, {} is one of the brands that have grown the most in the country.",
            "The employees of {} do not know why the board has changed its mind about this.",
        ],
    ),
    (
        "pt",
        [
            "O objetivo da empresa é que os modelos da {} melhorem com os dados do ano e não com sorte.",
            "A companhia que comprou a {} diz que não quer vender as ações dos seus sócios.",
            "Segundo o relatório, a {} é uma das marcas que mais cresceram no país e no mundo.",
            "Os empregados da {} não sabem por que a direção mudou de ideia em uma semana.",
        ],
    ),
    (
        "it",
        [
            "L'obiettivo della società è che i modelli di {} siano migliori con i dati di questo anno.",
            "La compagnia che ha comprato {} dice che non vuole vendere le azioni dei suoi soci.",
            "Secondo il rapporto, {} è una delle marche che sono cresciute di più nel paese.",
            "Gli impiegati di {} non sanno perché la direzione ha cambiato idea su questo piano.",
        ],
    ),
    (
        "de",
        [
            "Das Ziel der Firma ist es, dass die Modelle von {} mit den Daten des Jahres besser werden.",
            "Die Firma, die {} gekauft hat, will die Anteile der Partner nicht verkaufen.",
            "Nach dem Bericht ist {} eine der Marken, die in dem Land am meisten gewachsen sind.",
            "Die Angestellten von {} wissen nicht, warum der Vorstand sich das anders überlegt hat.",
        ],
    ),
];

const INTRUDERS: [&str; 8] = ["Meta", "objectif", "flamme", "Zuckerberg", "Openai", "pomme", "Gémeaux", "anthropic"];

/// Right French that a repair of articles, elisions or agreements could take for a fault, and faults of an author:
/// neither is ours to touch.
const ODDITIES: [&str; 12] = [
    "Il a décidé de le faire hier.",
    "Elle tient à le dire ce soir.",
    "Nous rêvons de les voir un jour.",
    "Ils ont cherché à les suivre.",
    "On parle de le laisser dormir.",
    "Il est venu le onze mars.",
    "Elle boit de le eau froide.",
    "Il pense que elle dormira.",
    "Tu sais si il pleuvra.",
    "Ces arbres est grande.",
    "Nous allons à le marché.",
    "La hache de le héros fatigué.",
];

/// Sentences without a name, a cue, or a frame of names; `{}` is where a noun goes.
const FRAMES: [&str; 12] = [
    "Il a vu {} dans le jardin de la voisine.",
    "Le soir, la vieille dame rangeait {} sous la table.",
    "Nous avons posé un {} près de la porte.",
    "Le {} était petit et tout gris.",
    "Un {} tombait lentement dans la neige.",
    "Ce {} ne sert plus depuis longtemps.",
    "Les enfants jouaient avec le {} de leur grand-mère.",
    "Elle aimait beaucoup son {} et le disait souvent.",
    "Il y avait trop de {} dans cette chambre.",
    "Sans {}, la soirée semblait longue.",
    "Les {} dormaient au bord du chemin.",
    "On trouve parfois des {} derrière la maison.",
];

const SECOND_LOOKS: [&str; 1] =
    ["la cible flamme de l'objectif Apple d'IA à l'échelle 14 000 millions flamme ObjectifObjectif Openai\n"];

/// What must not be touched, with wrong forms inside; true where only Markdown masks it. `{}` is a number.
const MASKS: [(&str, bool); 14] = [
    ("https://exemple.fr/l'objectif/{}?q=flamme", false),
    ("www.exemple.fr/de-l'objectif-{}", false),
    ("objectif{}@exemple.fr", false),
    ("<a title=\"de l'objectif {}\">", false),
    ("{objectif{}}", false),
    ("{{ l'objectif {} }}", false),
    ("%(objectif{})s", false),
    ("docs/objectif/flamme{}.md", false),
    ("@objectif{}", false),
    ("#objectif{}", false),
    ("`de l'objectif {}`", true),
    ("[voir](l'objectif/{} \"la cible\")", true),
    ("<!-- de l'objectif {} -->", true),
    ("\n\n```\nselon Zuckerberg, l'objectif {}\n```\n\n", true),
];

/// Every ordinary French word that the built-in glossaries know as a wrong form.
static ORDINARY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let renderings = ENGINE.termbase().entries.iter().flat_map(|entry| &entry.renderings);
    let words: BTreeSet<String> =
        renderings.filter(|r| r.class == Class::Ordinary).map(|r| r.text.to_lowercase()).collect();
    assert!(words.len() > 20, "the glossaries hold {} ordinary words", words.len());
    words.into_iter().collect()
});

static SPACING: LazyLock<decalque::Engine> =
    LazyLock::new(|| decalque::Engine::builtin().expect("the built-in glossaries load").typography(true));

/// `text` with the edits of `fixes` made one by one, from the last to the first: a second way to what `apply` does.
fn spliced(text: &str, fixes: &[&Fix]) -> String {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| fix.edits()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start()..edit.span.end(), &edit.text);
    }
    text
}

/// Each finding of an entry has its decision, and each sure decision has its finding, or lost to another, or would
/// have touched what is masked.
fn explained(text: &str) -> Result<(), TestCaseError> {
    let (document, review) = review(text);
    let decided = |applicability| {
        let sure =
            review.decisions.iter().filter(move |d| d.verdict != Verdict::Keep && d.applicability == applicability);
        sure.map(|d| (d.rule.as_str(), d.candidate.span))
    };
    // Quantities and calques are no entries: what speaks for them is in the finding.
    let termbase = ENGINE.termbase();
    let of_entry = |rule: &str| {
        termbase.quantities.iter().all(|quantity| quantity.id != rule)
            && termbase.calques.iter().all(|calque| calque.id != rule)
    };
    for finding in review.findings.iter().filter(|finding| of_entry(&finding.rule)) {
        let found =
            decided(finding.applicability).any(|(rule, span)| rule == finding.rule && finding.span.contains(span));
        prop_assert!(found, "not explained: {finding:?}\n{text}");
    }
    for (rule, span) in decided(Applicability::Safe) {
        let mended = review.findings.iter().any(|f| {
            f.applicability == Applicability::Safe && f.span.overlaps(span) && (f.rule == rule || f.span.contains(span))
        });
        let lost = review.rejected.iter().any(|(loser, _, place)| loser == rule && place.contains(span));
        let masked = document.protected.iter().any(|protected| protected.overlaps(span));
        prop_assert!(mended || lost || masked, "not done: {rule} {:?}\n{text}", span.of(text));
    }
    Ok(())
}

/// Texts whose second look finds what the first one could not see.
#[test]
fn what_a_second_look_finds_is_explained_too() {
    for text in SECOND_LOOKS {
        let review = review(text).1;
        let second =
            |decision: &&Decision| decision.evidence.iter().any(|evidence| evidence.feature.id() == "look.second");
        assert_eq!(review.decisions.iter().filter(second).count(), 1, "{text}");
        explained(text).unwrap_or_else(|failure| panic!("{failure}"));
    }
}

/// Fixes of one or two edits each in forty bytes, so that they collide often.
fn fixes() -> impl Strategy<Value = Vec<Fix>> {
    let edit = (0..36_usize, 1..4_usize);
    let one = (edit.clone(), prop::option::of(edit), 0..3_usize, 0..3_i32, 0..6_u8);
    let fix = one.prop_map(|(first, second, tier, score, rule)| {
        let edit = |(start, len): (usize, usize)| Edit::new(Span::new(start, start + len), format!("<{rule}>"));
        let mut edits = vec![edit(first)];
        edits.extend(second.map(edit).filter(|other| !other.span.overlaps(edits[0].span)));
        Fix::new(edits, TIERS[tier], score, format!("rule{rule}"))
    });
    prop::collection::vec(fix, 1..8)
}
