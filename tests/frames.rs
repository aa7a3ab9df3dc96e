//! What sentences, lists and pages say of a word that may be a name: each frame with texts that it mends, and
//! the same words where they mean what they say.

#[path = "frames/own_sense.rs"]
mod own_sense;

use decalque::format::{self, Body, Markup, ReadOptions};
use decalque::{Applicability, Document, Engine};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap_or_else(|error| panic!("{error}")));

fn mended(text: &str) -> String {
    ENGINE.review(&Document::plain("text", text)).mended(text, Applicability::Safe)
}

/// Every text of `cases` is mended as its pair says; a text paired with itself stays.
fn hold(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(before, after)| mended(before) != *after)
        .map(|(before, after)| format!("before: {before}\nwanted: {after}\ngot:    {}\n", mended(before)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn stay(texts: &[&str]) {
    hold(&texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>());
}

#[test]
fn deeds_and_people_are_a_company_s() {
    hold(&[
        (
            "Instagram grandit. WhatsApp aussi. L'objectif a embauché cent ingénieurs.",
            "Instagram grandit. WhatsApp aussi. Meta a embauché cent ingénieurs.",
        ),
        (
            "WhatsApp et Instagram ralentissent. La porte-parole de la cible n'a rien dit.",
            "WhatsApp et Instagram ralentissent. La porte-parole de Meta n'a rien dit.",
        ),
    ]);
    stay(&[
        "Instagram grandit. WhatsApp aussi. L'objectif a changé la donne.",
        "WhatsApp et Instagram ralentissent. La moitié de la cible n'a rien vu.",
        "Instagram grandit. WhatsApp aussi. L'objectif justifie les moyens.",
    ]);
}

#[test]
fn who_has_a_will_is_somebody() {
    hold(&[
        ("La pomme veut remplacer Tim Cook.", "Apple veut remplacer Tim Cook."),
        ("La pomme refuse toujours de répondre à Tim Cook.", "Apple refuse toujours de répondre à Tim Cook."),
    ]);
    stay(&["La pomme va mûrir, écrit Tim Cook.", "La pomme doit reposer une heure, conseille Tim Cook."]);
}

#[test]
fn what_stands_between_commas_after_its_kind() {
    hold(&[(
        "Un rival plus petit, la perplexité, a séduit Aravind Srinivas.",
        "Un rival plus petit, Perplexity, a séduit Aravind Srinivas.",
    )]);
    stay(&["Un sentiment plus discret, la perplexité, a gagné Aravind Srinivas."]);
}

#[test]
fn a_quotation_ends_with_who_said_it() {
    hold(&[(
        "« Nous avons des progrès à faire », reconnaît la pomme dans une note sur l'iPhone.",
        "« Nous avons des progrès à faire », reconnaît Apple dans une note sur l'iPhone.",
    )]);
    stay(&["Un critique écrit la pomme sans majuscule dans une note sur l'iPhone."]);
}

#[test]
fn names_in_a_row() {
    hold(&[(
        "Le Gardien, les temps financiers et Reuters ont confirmé.",
        "The Guardian, le Financial Times et Reuters ont confirmé.",
    )]);
    stay(&["Le gardien, le portier et Jean ont confirmé.", "La pomme, la poire et le raisin sont des fruits."]);
}

#[test]
fn product_lines_end_in_a_word_of_their_own() {
    hold(&[(
        "Google a présenté Gémeaux 2.5 Pro et Gémeaux Flash, deux modèles.",
        "Google a présenté Gemini 2.5 Pro et Gemini Flash, deux modèles.",
    )]);
    stay(&["Google Maps montre la rue des Gémeaux à Lyon."]);
}

#[test]
fn agreement_goes_past_versions_asides_and_copulas() {
    hold(&[
        (
            "Zuckerberg et Facebook promettent que la flamme 5 resterait ouverte.",
            "Zuckerberg et Facebook promettent que Llama 5 resterait ouvert.",
        ),
        (
            "Selon Zuckerberg, le modèle de flamme 4 est gratuit et la flamme 4 sera ouverte à Facebook.",
            "Selon Zuckerberg, le modèle Llama 4 est gratuit et Llama 4 sera ouvert à Facebook.",
        ),
    ]);
    stay(&["La flamme olympique resterait ouverte, selon Zuckerberg."]);
}

#[test]
fn a_capital_right_after_a_given_name_is_a_surname() {
    hold(&[
        ("Le discours de Pablo Églises a duré.", "Le discours de Pablo Iglesias a duré."),
        ("Les avocats d'Antonio Fleurs ont plaidé.", "Les avocats d'Antonio Flores ont plaidé."),
        ("À José Antonio Rois, tout réussit.", "À José Antonio Reyes, tout réussit."),
        ("George W. Buisson et Bill Portes ont ri.", "George W. Bush et Bill Gates ont ri."),
        ("Luis García Montagnes entraîne.", "Luis García Montes entraîne."),
        ("Juan Tours Rois court, comme Ana Croix Pérez.", "Juan Torres Reyes court, comme Ana Cruz Pérez."),
        ("Le patron d'Apple Tim Cuisinier a souri.", "Le patron d'Apple Tim Cook a souri."),
        ("PENÉLOPE CROIX À ROME", "PENÉLOPE CRUZ À ROME"),
    ]);
    stay(&[
        // French families, and given names of French.
        "Juan Blanc et Tim Boulanger ont un bistrot.",
        "Pierre Fleurs et Marie Tours vivent à Pau.",
        "Kevin Buisson et Théo Portes ont ri.",
        // Longer given names, saints, compounds.
        "Marie José Fleurs et Marie-José Rois vivent à Pau.",
        "Jean-Carlos Tours plaide.",
        "Le pont de San José Rivières est fermé.",
        // What is named after people.
        "La boutique José Fleurs vend des roses.",
        "La boutique de José Fleurs vend des roses.",
        "La société Carlos Roses a fermé.",
        "Steve Travaux Publics embauche.",
        "Rue Juan Rivières, la chaussée est fermée.",
        // Something stands between.
        "Pablo : Églises de Castille, roman.",
        "Ont voté : Luis, Tours ; Carlos, Valence.",
        "Il s'appelle José. Fleurs et couronnes sont de trop.",
        "Bill aime les Portes du Soleil.",
        "Juan achète des fleurs.",
    ]);
}

#[test]
fn a_surname_alone_follows_its_given_name() {
    hold(&[
        ("Pablo Églises se tait. Églises a tout dit.", "Pablo Iglesias se tait. Iglesias a tout dit."),
        ("Selon M. Églises, c'est fini. Pablo Églises part.", "Selon M. Iglesias, c'est fini. Pablo Iglesias part."),
        ("Bill Portes part. On a salué Portes.", "Bill Gates part. On a salué Gates."),
        ("Steve Emplois est né. « Non », a dit Emplois.", "Steve Jobs est né. « Non », a dit Jobs."),
        ("Tigre Bois a gagné. Bois a souri.", "Tiger Woods a gagné. Woods a souri."),
    ]);
    for rest in [
        "Les Églises protestantes se taisent.",
        "Églises et temples ont fermé.",
        "Les églises ferment.",
        "L'Église a répondu.",
        "M. Église a répondu.",
    ] {
        hold(&[(&format!("Pablo Églises part. {rest}"), &format!("Pablo Iglesias part. {rest}"))]);
    }
    stay(&[
        "Églises a tout dit.",
        "Selon M. Églises, c'est fini.",
        // The right name in the text vouches for nobody: another family may be meant.
        "George Bush a perdu. Selon Buisson, tout est dit.",
    ]);
    // A town is a name of its own.
    hold(&[("Fernando Tours a marqué. Tours a battu Nantes.", "Fernando Torres a marqué. Tours a battu Nantes.")]);
}

#[test]
fn a_mended_surname_completes_the_name_that_is_a_cue() {
    hold(&[
        ("La pomme veut remplacer Tim Cuisinier.", "Apple veut remplacer Tim Cook."),
        ("« Tim Cuisinier, la pomme l'a embauché. »", "« Tim Cook, Apple l'a embauché. »"),
    ]);
    stay(&["La pomme veut remplacer Tim.", "La pomme veut remplacer le cuisinier de Tim."]);
}

fn mended_markdown(text: &str) -> String {
    let options = ReadOptions { markup: Markup::Markdown, ..ReadOptions::default() };
    let format = format::by_name("markdown").expect("the table has it");
    let mut out = Vec::new();
    for record in format.records(Box::new(text.as_bytes()), "a.md", &options) {
        let record = record.expect("memory can be read");
        let Body::Document { document, .. } = &record.body else { continue };
        let review = ENGINE.review(document);
        record.write(&review.edits(Applicability::Safe), &mut out).expect("memory can be written");
    }
    String::from_utf8(out).expect("still text")
}

#[test]
fn headings_and_cells_beside_names_are_names() {
    let table = "| Moteur | Usage |\n|---|---|\n| Perplexité | citer ses sources en ligne |\n| ChatGPT | écrire des lettres |\n| DeepSeek | calculer à bas prix |\n";
    assert_eq!(mended_markdown(table), table.replace("Perplexité", "Perplexity"));
    let heads = "| Moteur | Objectif |\n|---|---|\n| ChatGPT | écrire |\n| DeepSeek | calculer |\n| Facebook | joindre |\n\nMeta l'a dit.\n";
    assert_eq!(mended_markdown(heads), heads);
    let plain = "| Émotion | Signe |\n|---|---|\n| Perplexité | le front se plisse |\n| Joie | le visage s'ouvre |\n\nChatGPT ne les voit pas.\n";
    assert_eq!(mended_markdown(plain), plain);
}

#[test]
fn a_name_a_letter_off_is_suggested_where_its_field_is() {
    let suggested = |text: &str| ENGINE.review(&Document::plain("text", text)).mended(text, Applicability::Suggested);
    assert_eq!(suggested("Sam Altman quitte Antropic et l'IA."), "Sam Altman quitte Anthropic et l'IA.");
    for text in ["Le docteur Antropic est venu dîner.", "Sam Altman quitte Antropia et l'IA."] {
        assert_eq!(suggested(text), text);
    }
    stay(&["Sam Altman quitte Antropic et l'IA."]);
}

#[test]
fn a_source_names_as_many_places_as_it_has_names() {
    let with = |text: &str, source: &str| {
        let mut document = Document::plain("text", text);
        document.source = Some(source.to_owned());
        ENGINE.review(&document).mended(text, Applicability::Safe)
    };
    let once = "Zuckerberg parle de l'objectif chez Facebook.";
    assert_eq!(with(once, "Zuckerberg habla de Meta en Facebook."), "Zuckerberg parle de Meta chez Facebook.");
    // One name and two places: which of them it is, the frame has to say.
    let twice = "Zuckerberg parle de l'objectif. Facebook a un but : l'objectif de tous.";
    assert_eq!(with(twice, "Zuckerberg habla del objetivo. Facebook tiene un objetivo: Meta."), twice);
    assert_eq!(with(once, "Zuckerberg habla del objetivo en Facebook."), once);
}

/// Every line of `cases` is mended in its Markdown text `before`…`after` as its pair says.
fn hold_markdown(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(before, after)| mended_markdown(before) != *after)
        .map(|(before, after)| format!("before: {before}\nwanted: {after}\ngot:    {}\n", mended_markdown(before)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn stay_markdown(texts: &[&str]) {
    hold_markdown(&texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>());
}

#[test]
fn a_heading_over_the_definition_of_the_name() {
    let rubis = "# Rubis\n\nRuby est un langage de programmation souple. Rails en vient.\n";
    let terraform = "## Terraforme\n\nTerraform, né chez HashiCorp, est un outil qui décrit les serveurs AWS.\n";
    hold_markdown(&[
        (rubis, &rubis.replace("Rubis", "Ruby")),
        (terraform, &terraform.replace("Terraforme\n", "Terraform\n")),
    ]);
    stay_markdown(&[
        "## Objectif\n\nMeta est décidé à rassurer Instagram et WhatsApp.\n",
        "## Objectif\n\nMeta est une des cibles de la plainte contre Facebook.\n",
        "## Cible\n\nMeta est une entreprise dont la cible est large, d'Instagram à WhatsApp.\n",
        "# Rubis\n\nRuby est un prénom, et un langage. Un rubis orne la bague.\n",
    ]);
}

#[test]
fn sister_headings_are_those_of_the_same_rank() {
    let items = "- composants\n- gabarits\n- routes\n- modules\n- formulaires\n";
    let text = format!("# Frontend\n\n### Vue.js\n\n{items}\n### Angulaire\n\n{items}\n### Svelte\n\n{items}");
    assert_eq!(mended_markdown(&text), text.replace("Angulaire", "Angular"));
    // Of another rank, or in another section, they are no sisters.
    let ranks = format!("# Frontend\n\n### Vue.js\n\n{items}\n## Angulaire\n\n{items}\n### Svelte\n\n{items}");
    let sections = format!("# Frontend\n\n### Vue.js\n\n{items}\n## Formes\n\n### Angulaire\n\n{items}\n### Ronde\n");
    // A heading twice is no pair of names.
    let twice = "# Facebook\n\n## Objectif\n\nInstagram.\n\n## Cible\n\nWhatsApp.\n\n## Budget\n\nMeta.\n".to_owned();
    stay_markdown(&[&ranks, &sections, &twice]);
}

#[test]
fn a_name_and_what_it_belongs_to_in_brackets() {
    let heading = "## Paquets\n\n### Cargaison (rouille)\n\nPython a pip. Le langage Rust compile.\n";
    let right = "## Paquets\n\n### Cargaison (Rust)\n\nPython a pip. Le langage Rust compile.\n";
    hold_markdown(&[
        (heading, &heading.replace("Cargaison (rouille)", "Cargo (Rust)")),
        (right, &right.replace("Cargaison", "Cargo")),
    ]);
    stay_markdown(&[
        "## Port\n\n### Cargaison (acier)\n\nLe langage Rust compte les conteneurs.\n",
        "## Port\n\n### Dégâts (rouille)\n\nLe langage Rust compte les conteneurs.\n",
    ]);
}

#[test]
fn headings_name_the_subject_of_the_text() {
    let text = "# Rust\n\nRust est un langage de Mozilla, comme C++.\n\n## Pourquoi la rouille plaît\n\nIl est sûr.\n";
    assert_eq!(mended_markdown(text), text.replace("la rouille", "Rust"));
    stay_markdown(&[
        // The word stands in a sentence too.
        &text.replace("Il est sûr.", "Les ponts, eux, craignent la rouille."),
        // The text is about something else.
        &text.replace("Rust est un langage", "L'acier est un métal connu"),
        // Firms have goals.
        "# Meta\n\nMeta est une entreprise, mère d'Instagram.\n\n## Pourquoi l'objectif compte\n\nFacebook grandit.\n",
    ]);
}

#[test]
fn a_cell_is_a_list_of_names_or_of_words() {
    let row = |cell: &str| {
        format!("| Besoin en Python | Choix |\n|---|---|\n| Outils | {cell} |\n\nLe langage Rust et Go.\n")
    };
    for (before, after) in
        [("Rouille, C, C++", "Rust, C, C++"), ("Allez, Rouille", "Go, Rust"), ("Java, Rubis", "Java, Ruby")]
    {
        assert_eq!(mended_markdown(&row(before)), row(after));
    }
    stay_markdown(&[
        &row("Rouille, PVC, acier"),
        &row("Rapide, simple"),
        &row("Rouille, corrosion"),
        &row("Allez, on y va"),
    ]);
}

#[test]
fn blanks_and_capitals_of_a_name() {
    hold(&[
        ("Le dépôt Git est sur Git Hub, pas sur Git Lab.", "Le dépôt Git est sur GitHub, pas sur GitLab."),
        ("Le code Git passe par GitLabCI.", "Le code Git passe par GitLab CI."),
    ]);
    stay(&["Le code est dans le hub du Lab.", "Le code Git passe par gitlabci.", "Le code Git passe par Gitlabcité."]);
}

#[test]
fn what_is_sold_or_described_or_listed_is_a_thing() {
    hold(&[
        ("La pomme vend moins d'iPhone, écrit Tim Cook.", "Apple vend moins d'iPhone, écrit Tim Cook."),
        (
            "Les salariés de la perplexité attendent Aravind Srinivas.",
            "Les salariés de Perplexity attendent Aravind Srinivas.",
        ),
    ]);
    stay(&[
        "Apple a dévoilé un iPhone à Cupertino. La pomme se vend bien cette année, selon Tim Cook.",
        "Apple a dévoilé un iPhone à Cupertino. La pomme s'est bien vendue cette année, selon Tim Cook.",
        "Aravind Srinivas dirige Perplexity. Les salariés de la grande perplexité attendent une hausse.",
        "Instagram et WhatsApp grandissent. On mesure l'objectif (groupe, niveau, durée) chaque mois.",
    ]);
}
