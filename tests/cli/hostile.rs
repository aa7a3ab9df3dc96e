//! Hostile days that data cannot describe: a clear message, the right exit code, nothing lost.

use super::{RIGHT, WRONG, command_in, folder, run_in, text_in};
use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

/// Bytes of the longest line: all of them where the optimiser helps.
const LONG: usize = if cfg!(debug_assertions) { 17_500_000 } else { 100_000_000 };

#[test]
fn a_line_of_a_hundred_megabytes_passes_through() {
    let dir = folder();
    let long = vec![b'x'; LONG];
    fs::write(dir.path().join("long.txt"), &long).unwrap();
    let output = run_in(dir.path(), &["fix", "--isolated", "long.txt"], b"");
    assert!(output.stdout == long && output.status.code() == Some(0));
    let parts = LONG.div_ceil(16 << 20);
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        format!(
            "decalque: long.txt: longer than 16 MiB, so it was cut into {parts} parts, between paragraphs where it has \
             any; what one part says about names is not known in the next (--max-size raises the limit)\n\
             decalque: 0 edit(s) made in 0 of {parts} document(s)\n"
        )
    );
}

#[test]
fn a_record_of_a_hundred_megabytes_passes_through_between_others() {
    let record = |text: &str| format!("{{\"text\":\"{text}\"}}\n");
    let long = record(&"x".repeat(100_000_000));
    let input = [record(WRONG.trim()), long.clone(), record(WRONG.trim())].concat();
    let wanted = [record(RIGHT.trim()), long, record(RIGHT.trim())].concat();
    let output = run_in(folder().path(), &["fix", "--isolated", "--field", "text"], input.as_bytes());
    assert!(output.stdout == wanted.as_bytes() && output.status.code() == Some(3));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "decalque: <stdin>: line 2: longer than 16 MiB; split the record or raise the limit (--max-size); passed \
         through unchanged\n\
         decalque: 2 edit(s) made in 2 of 2 document(s); 1 could not be read\n"
    );
}

#[test]
fn a_folder_without_texts_is_no_reason_to_be_silent_about_a_glossary() {
    let dir = folder();
    fs::create_dir(dir.path().join("empty")).unwrap();
    let (code, out, err) = text_in(dir.path(), &["check", "empty"], "");
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, "decalque: 0 edit(s) proposed in 0 of 0 document(s)\n");
    let (code, _, err) = text_in(dir.path(), &["check", "empty", "--glossary", "empty"], "");
    assert_eq!(code, 2);
    assert!(err.contains("Is a directory") && err.contains("--> empty\n"), "{err}");
    assert!(err.ends_with("decalque: 1 fault(s) in glossaries or settings; nothing was done\n"), "{err}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let dir = folder();
    fs::write(dir.path().join("a.txt"), WRONG.repeat(5000)).unwrap();
    for args in [&["fix", "a.txt"][..], &["check", "a.txt"], &["rules", "list"], &["completions", "bash"], &["man"]] {
        let mut child = command_in(dir.path(), args).spawn().unwrap();
        let mut output = child.stdout.take().unwrap();
        output.read_exact(&mut [0; 10]).unwrap();
        drop(output);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {err}");
        assert!(!err.contains("panicked"), "{args:?}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let dir = folder();
    fs::write(dir.path().join("a.txt"), WRONG).unwrap();
    for args in [
        &["fix", "a.txt"][..],
        &["fix", "--diff", "a.txt"],
        &["check", "a.txt"],
        &["check", "--format", "json", "a.txt"],
        &["explain", "a.txt"],
        &["rules", "list"],
        &["rules", "show", "fr-ai.meta"],
        &["rules", "test", "fr-ai.meta"],
        &["schema"],
        &["completions", "bash"],
        &["completions", "zsh"],
        &["man"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = command_in(dir.path(), args).stdout(Stdio::from(full)).stdin(Stdio::null()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {err}");
        let wanted = "decalque: cannot write the output: No space left on device (os error 28)\n";
        assert_eq!(err, wanted, "{args:?}");
    }
}

/// A disk that fills while a file is written in place: the shell limits how long a file may get.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_leaves_the_file_as_it_was() {
    let dir = folder();
    let text = WRONG.repeat(4000);
    fs::write(dir.path().join("a.txt"), &text).unwrap();
    let script = format!("trap '' XFSZ; ulimit -f 8; exec '{}' fix -w --backup a.txt", env!("CARGO_BIN_EXE_decalque"));
    let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(dir.path()).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{err}");
    let path = fs::canonicalize(dir.path().join("a.txt")).unwrap();
    let wanted = format!("decalque: cannot write the output: {}: File too large (os error 27)\n", path.display());
    assert_eq!(err, wanted);
    assert!(fs::read_to_string(dir.path().join("a.txt")).unwrap() == text);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no debris");
}

#[test]
fn a_read_only_file_is_left_as_it_is() {
    let dir = folder();
    let path = dir.path().join("a.txt");
    fs::write(&path, WRONG).unwrap();
    fs::write(dir.path().join("b.txt"), WRONG).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let (code, _, err) = text_in(dir.path(), &["fix", "-w", "--backup", "a.txt", "b.txt"], "");
    assert_eq!(code, 3);
    let name = fs::canonicalize(&path).unwrap();
    assert_eq!(
        err,
        format!(
            "decalque: {}: read-only, so it is left as it is; make it writable to have it mended\n\
             decalque: 1 edit(s) made in 1 of 2 document(s); 1 could not be read\n",
            name.display()
        )
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), WRONG);
    assert_eq!(fs::read_to_string(dir.path().join("b.txt")).unwrap(), RIGHT);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3, "a copy of b.txt alone, and no debris");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let dir = folder();
    fs::create_dir(dir.path().join("real")).unwrap();
    fs::write(dir.path().join("real/a.txt"), WRONG).unwrap();
    std::os::unix::fs::symlink("real/a.txt", dir.path().join("link.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere", dir.path().join("dangling.txt")).unwrap();
    let (code, _, err) = text_in(dir.path(), &["fix", "-w", "link.txt", "dangling.txt"], "");
    assert_eq!(code, 3);
    assert!(err.starts_with("decalque: dangling.txt: No such file or directory"), "{err}");
    assert_eq!(fs::read_link(dir.path().join("link.txt")).unwrap().to_str(), Some("real/a.txt"));
    assert_eq!(fs::read_to_string(dir.path().join("real/a.txt")).unwrap(), RIGHT);
}

#[test]
fn an_unchanged_file_keeps_its_date() {
    let dir = folder();
    let path = dir.path().join("a.txt");
    fs::write(&path, RIGHT).unwrap();
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(text_in(dir.path(), &["fix", "-w", "a.txt"], "").0, 0);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

const HEAD: &str = "format = 1\n[pack]\nid = \"big\"\ntarget = \"fr\"\n";

#[test]
fn a_glossary_with_fifty_faults_shows_fifty() {
    let dir = folder();
    let entry = |i: usize| {
        format!(
            "[[entry]]\nname = \"Zorbelle{i}\"\nkind = \"nonsense{i}\"\ninstead-of = [\"zorbel{i}\"]\n\
             change = [[\"Zorbel{i} sort.\", \"Zorbelle{i} sort.\"]]\nkeep = [\"Rien.\"]\n"
        )
    };
    let text = format!("{HEAD}{}", (0..50).map(entry).collect::<String>());
    fs::write(dir.path().join("bad.toml"), text).unwrap();
    let (code, out, err) = text_in(dir.path(), &["fix", "--glossary", "bad.toml"], WRONG);
    assert_eq!((code, out.as_str()), (2, ""));
    for i in 0..50 {
        assert!(err.contains(&format!("`nonsense{i}`")), "{i}: {err}");
    }
    assert_eq!(err.matches("error: ").count(), 50, "{err}");
    assert!(err.ends_with("decalque: 50 fault(s) in glossaries or settings; nothing was done\n"));
}

fn glossary(instead_of: &str) -> String {
    format!(
        "{HEAD}[[entry]]\nname = \"Dark Slope\"\nkind = \"work\"\ninstead-of = [{instead_of}]\nnear = [\"jeu vidéo\"]\n\
         change = [[\"Le jeu vidéo Zorbelle7 sort.\", \"Le jeu vidéo Dark Slope sort.\"]]\nkeep = [\"Rien.\"]\n"
    )
}

#[test]
fn a_pattern_of_a_hundred_thousand_characters_is_refused() {
    let dir = folder();
    let pattern = "(foo|bar)".repeat(11_111);
    fs::write(dir.path().join("long.toml"), glossary(&format!("{{ pattern = '{pattern}' }}"))).unwrap();
    let (code, out, err) = text_in(dir.path(), &["fix", "--glossary", "long.toml"], WRONG);
    assert_eq!((code, out.as_str()), (2, ""));
    let wanted =
        "error: a pattern of 99999 characters, 1000 at most; write its words as renderings\n --> long.toml:8:15\n";
    assert!(err.starts_with(wanted), "{}", err.chars().take(500).collect::<String>());
}

#[test]
fn a_hundred_thousand_renderings_of_one_name_are_told_apart() {
    /// All of them where the optimiser helps.
    const COUNT: usize = if cfg!(debug_assertions) { 2_000 } else { 100_000 };
    let dir = folder();
    let names: Vec<String> = (0..COUNT).map(|i| format!("\"Zorbelle{i}\"")).collect();
    fs::write(dir.path().join("many.toml"), glossary(&names.join(", "))).unwrap();
    let last = COUNT - 1;
    let text =
        format!("Le jeu vidéo Zorbelle{last} sort. Le jeu vidéo Zorbelle7 plaît. Le jeu vidéo Zorbelle{COUNT} non.\n");
    let (code, out, err) = text_in(dir.path(), &["fix", "--glossary", "many.toml"], &text);
    let wanted =
        format!("Le jeu vidéo Dark Slope sort. Le jeu vidéo Dark Slope plaît. Le jeu vidéo Zorbelle{COUNT} non.\n");
    assert_eq!((code, out), (0, wanted), "{err}");
}

#[test]
fn what_reads_nothing_does_not_wait_for_its_input() {
    // A pipe that is never closed: `rules` and `schema` end all the same.
    let mut child = command_in(folder().path(), &["schema"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    assert!(child.wait().unwrap().success() && text.ends_with("}\n"));
    let _ = input.write_all(b"x");
}
