//! A plural rendering that becomes the name of one thing: its verbs follow it, and no others do.

use super::{engine_of, mend};
use decalque::Applicability;

const TEAMS: &str = "[[entry]]\nname = \"Zorvex Teams\"\nkind = \"product\"\nnear = [\"Morvan\"]\n\
     instead-of = [{ text = \"équipes Zorvex\", sure = true }]\nkeep = [\"Des équipes Zorvex.\", \"Nos équipes Zorvex.\"]\n\
     change = [[\"Les équipes Zorvex aident Morvan.\", \"Zorvex Teams aide Morvan.\"]]\n";

/// Texts after "Les équipes Zorvex" and after "Zorvex Teams".
fn hold(cases: &[(&str, &str)]) {
    let engine = engine_of(TEAMS);
    for (before, after) in cases {
        let text = format!("Morvan note ceci. Les équipes Zorvex{before}");
        let wanted = format!("Morvan note ceci. Zorvex Teams{after}");
        assert_eq!(mend(&engine, &text, Applicability::Safe), wanted);
        assert_eq!(mend(&engine, &wanted, Applicability::Safe), wanted);
    }
}

#[test]
fn the_verb_follows_past_negations_pronouns_and_adverbs() {
    hold(&[
        (" permettent de parler.", " permet de parler."),
        (" ne permettent plus cela.", " ne permet plus cela."),
        (" lui en donnent souvent.", " lui en donne souvent."),
        (", dit Morvan, sont en ligne.", ", dit Morvan, est en ligne."),
        (" servent à parler.", " sert à parler."),
        (" aident Morvan et sont enfin vendues.", " aide Morvan et est enfin vendu."),
        (", qui sont gratuites, restent lentes.", ", qui est gratuit, reste lent."),
        (" aident les élèves perdues.", " aide les élèves perdues."),
    ]);
}

#[test]
fn a_relative_clause_follows_with_what_comes_after_it() {
    hold(&[
        (", qui permettent de parler.", ", qui permet de parler."),
        (", qui leur permettent de parler, peuvent aider.", ", qui leur permet de parler, peut aider."),
        (" qui trient les lettres peuvent aider.", " qui trie les lettres peut aider."),
        (" qui trient les lettres.", " qui trie les lettres."),
        (" qui sont restent gratuites.", " qui est reste gratuit."),
        // What others do stays theirs.
        (", que les élèves lisent, peuvent aider.", ", que les élèves lisent, peut aider."),
        (", dont les élèves parlent, peuvent aider.", ", dont les élèves parlent, peut aider."),
        (" qui trient ce que les élèves lisent.", " qui trie ce que les élèves lisent."),
        (", qui aident ceux qui lisent, peuvent trier.", ", qui aide ceux qui lisent, peut trier."),
    ]);
}

#[test]
fn further_verbs_of_the_same_subject_follow() {
    hold(&[
        (" offrent des salons et lisent les lettres.", " offre des salons et lit les lettres."),
        (" cherchent, trient puis affichent les lettres.", " cherche, trie puis affiche les lettres."),
        (" offrent des salons mais ne lisent rien.", " offre des salons mais ne lit rien."),
        // Others do these.
        (" aident Morvan et les élèves lisent.", " aide Morvan et les élèves lisent."),
        (" aident ceux qui lisent et écrivent.", " aide ceux qui lisent et écrivent."),
        (" aident Morvan, les élèves lisent et écrivent.", " aide Morvan, les élèves lisent et écrivent."),
    ]);
}

#[test]
fn two_subjects_and_other_determiners_keep_their_plural() {
    let engine = engine_of(TEAMS);
    for (text, wanted) in [
        ("Morvan et les équipes Zorvex permettent de parler.", "Morvan et Zorvex Teams permettent de parler."),
        ("Les équipes Zorvex et Morvan permettent de parler.", "Zorvex Teams et Morvan permettent de parler."),
        ("Les élèves des équipes Zorvex aident Morvan.", "Les élèves de Zorvex Teams aident Morvan."),
        ("Nos équipes Zorvex aident Morvan et lisent.", "Nos équipes Zorvex aident Morvan et lisent."),
    ] {
        assert_eq!(mend(&engine, text, Applicability::Safe), wanted);
    }
}
