//! `add` where data cannot say it: folders, rights, what a second command sees.

use super::{folder, text_in};
use std::fs;
use std::path::Path;

const SENTENCE: &str = "Sony vend le jeu de la pente foncée sur PlayStation.";
const ENTRY: &str = "\r
[[entry]]\r
name = \"Dark Slope\"\r
kind = \"product\"\r
instead-of = [\"pente foncée\"]\r
near = [\"Sony\", \"PlayStation\"]\r
change = [[\"Sony vend le jeu de la pente foncée sur PlayStation.\", \"Sony vend le jeu Dark Slope sur PlayStation.\"]]\r
keep = [\"C'est une pente foncée.\"]\r
";

fn add(folder: &Path) -> (i32, String, String) {
    text_in(folder, &["add", "la pente foncée", "Dark Slope", "--in", SENTENCE], "")
}

#[test]
fn the_settings_above_are_taken_and_every_byte_stays() {
    let folder = folder();
    let (settings, glossary) = (folder.path().join("decalque.toml"), folder.path().join("glossary.toml"));
    let head = "# Mine.\r\nformat = 1\r\n[pack]\r\nid = \"mine\"\r\ntarget = \"fr\"\r\n[[entry]] # one\r\nname = \"Zorb\"\r\nkind = \"org\"";
    fs::write(&settings, "tier = \"safe\" # as ever\r\nglossaries = [ # none yet\r\n]").unwrap();
    fs::write(&glossary, head).unwrap();
    let deep = folder.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    let (code, out, err) = add(&deep);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(fs::read_to_string(&glossary).unwrap(), format!("{head}\r\n{ENTRY}"));
    assert_eq!(
        fs::read_to_string(&settings).unwrap(),
        "tier = \"safe\" # as ever\r\nglossaries = [\"glossary.toml\" # none yet\r\n]"
    );
    assert_eq!(
        text_in(&deep, &["fix"], "Le jeu de la pente foncée sort chez Sony.\n").1,
        "Le jeu Dark Slope sort chez Sony.\n"
    );
    assert_eq!(fs::read_dir(&deep).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn rights_and_links_stay_and_read_only_is_respected() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    fs::write(path("shared.toml"), "# Ours.\n").unwrap();
    fs::set_permissions(path("shared.toml"), fs::Permissions::from_mode(0o440)).unwrap();
    symlink("shared.toml", path("glossary.toml")).unwrap();
    let (code, _, err) = add(folder.path());
    assert!(code == 2 && err.contains("shared.toml: read-only"), "{code} {err}");
    assert_eq!(fs::read_to_string(path("shared.toml")).unwrap(), "# Ours.\n");
    assert!(!path("decalque.toml").exists(), "settings that name nothing new");
    fs::set_permissions(path("shared.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    fs::write(path("decalque.toml"), "").unwrap();
    fs::set_permissions(path("decalque.toml"), fs::Permissions::from_mode(0o440)).unwrap();
    let (code, _, err) = add(folder.path());
    assert!(code == 2 && err.contains("decalque.toml: read-only"), "{code} {err}");
    assert_eq!(fs::read_to_string(path("shared.toml")).unwrap(), "# Ours.\n");
    fs::remove_file(path("decalque.toml")).unwrap();
    assert_eq!(add(folder.path()).0, 0);
    assert!(path("glossary.toml").is_symlink() && mode("shared.toml") == 0o640);
    // A file that is made is as open as any other, not its writer's alone as temporary files are.
    fs::write(path("other.txt"), "").unwrap();
    assert_eq!(mode("decalque.toml"), mode("other.txt"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}
