//! `rules` lists everything that has a rule's id.

use super::{folder, run, run_in, text_in};

#[test]
fn the_settings_file_brings_the_user_s_own_glossary() {
    let dir = folder();
    let glossary = "format = 1\n[pack]\nid = \"mine\"\ntarget = \"fr\"\n[[entry]]\nname = \"Dark Slope\"\nkind = \"work\"\n\
                    instead-of = [\"pente foncée\", { pattern = 'Sl[o0]pe sombre' }]\nnear = [\"jeu vidéo\"]\n\
                    change = [[\"Le jeu vidéo La pente foncée sort.\", \"Le jeu vidéo Dark Slope sort.\"]]\n\
                    keep = [\"Une pente foncée dans un jeu vidéo.\", \"Un slope sombre, au tennis.\"]\n";
    std::fs::write(dir.path().join("mine.toml"), glossary).unwrap();
    std::fs::write(dir.path().join("decalque.toml"), "glossaries = [\"mine.toml\"]\n").unwrap();
    std::fs::create_dir(dir.path().join("deep")).unwrap();
    let list = run_in(&dir.path().join("deep"), &["rules", "list", "--format", "json"], b"");
    let rules: Vec<serde_json::Value> = serde_json::from_slice(&list.stdout).unwrap();
    let mine = rules.iter().find(|rule| rule["id"] == "mine.dark-slope").unwrap();
    assert_eq!(mine["instead_of"], serde_json::json!(["pente foncée", "/Sl[o0]pe sombre/"]));
    let (_, shown, _) = text_in(&dir.path().join("deep"), &["rules", "show", "mine.dark-slope"], "");
    assert!(shown.contains("\ninstead of: /Sl[o0]pe sombre/ → Dark Slope ("), "{shown}");
    let isolated = run_in(&dir.path().join("deep"), &["rules", "list", "--isolated"], b"");
    assert!(!String::from_utf8(isolated.stdout).unwrap().contains("mine.dark-slope"));
}

#[test]
fn quantities_are_listed_and_shown() {
    let (_, list, _) = run(&["rules", "list", "--isolated"], "");
    assert!(
        list.lines().any(|line| line.starts_with("fr-quantities.millions ") && line.ends_with(" millions")),
        "{list}"
    );
    let (_, json, _) = run(&["rules", "list", "--isolated", "--format", "json"], "");
    let rules: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let millions = rules.iter().find(|rule| rule["id"] == "fr-quantities.millions").unwrap();
    assert_eq!((&millions["kind"], &millions["pack"]), (&"quantity".into(), &"fr-quantities".into()));
    assert!(rules.iter().all(|rule| rule["instead_of"].as_array().unwrap().iter().all(|text| text != "")));
    assert_eq!(list.lines().count(), rules.len());
    let (code, shown, _) = run(&["rules", "show", "--isolated", "fr-quantities.millions"], "");
    assert_eq!(code, 0);
    assert!(shown.starts_with("fr-quantities.millions: milliards (quantity)\n"), "{shown}");
    assert!(shown.contains("\nkeep: Il vaut 800 millions d'euros.\n"), "{shown}");
}
