//! The program as users meet it: exact bytes and exit codes.
//!
//! A case is a file `tests/cli/*.toml`: `[files]` that are there, a `[[run]]` for each command in turn (`args`,
//! `stdin`, and what comes out: `stdout`, `stderr`, `code`), and the files that are there `[after]`; every other
//! file must be as it was. With `latin-1 = true` each character is one byte, for what TOML cannot write. What data
//! cannot say is code in the modules below.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "a test makes the files that the program reads")]

#[path = "cli/add.rs"]
mod add;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/places.rs"]
mod places;
#[path = "cli/readme.rs"]
mod readme;
#[path = "cli/rules.rs"]
mod rules;

use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const WRONG: &str = "L'objectif a licencié 600 chercheurs, selon Mark Zuckerberg.\n";
const RIGHT: &str = "Meta a licencié 600 chercheurs, selon Mark Zuckerberg.\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn command_in(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_decalque"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run_in(folder: &Path, args: &[&str], stdin: &[u8]) -> Output {
    let mut child = command_in(folder, args).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A command that is refused at once never reads its input.
        scope.spawn(move || input.write_all(stdin));
        child.wait_with_output().unwrap()
    })
}

/// Exit code, standard output and standard error of a command that prints text.
fn text_in(folder: &Path, args: &[&str], stdin: &str) -> (i32, String, String) {
    let output = run_in(folder, args, stdin.as_bytes());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn run(args: &[&str], stdin: &str) -> (i32, String, String) {
    text_in(root(), args, stdin)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Case {
    #[serde(default)]
    latin_1: bool,
    #[serde(default)]
    files: BTreeMap<String, String>,
    run: Vec<Run>,
    #[serde(default)]
    after: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    args: Vec<String>,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
    code: i32,
}

impl Case {
    fn bytes(&self, text: &str) -> Vec<u8> {
        if self.latin_1 {
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
        } else {
            text.as_bytes().to_vec()
        }
    }

    /// What is not as the case wants it.
    fn faults(&self) -> Vec<String> {
        let folder = folder();
        for (name, text) in &self.files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, self.bytes(text)).unwrap();
        }
        let mut faults = Vec::new();
        let mut expect = |what: String, got: &[u8], wanted: &[u8]| {
            if got != wanted {
                let text = String::from_utf8_lossy;
                faults.push(format!("{what}\n  wanted: {:?}\n  got:    {:?}", text(wanted), text(got)));
            }
        };
        for run in &self.run {
            let args: Vec<&str> = run.args.iter().map(String::as_str).collect();
            let output = run_in(folder.path(), &args, &self.bytes(&run.stdin));
            let line = args.join(" ");
            let code = output.status.code().map_or_else(|| "a signal".to_owned(), |code| code.to_string());
            expect(format!("{line}: exit code"), code.as_bytes(), run.code.to_string().as_bytes());
            expect(format!("{line}: stdout"), &output.stdout, &self.bytes(&run.stdout));
            expect(format!("{line}: stderr"), &output.stderr, run.stderr.as_bytes());
        }
        let mut wanted = self.files.clone();
        wanted.extend(self.after.clone());
        for (name, got) in found(folder.path(), folder.path()) {
            let wanted = wanted.remove(&name).map(|text| self.bytes(&text));
            expect(format!("{name} afterwards"), &got, wanted.as_deref().unwrap_or(b"no such file"));
        }
        faults.extend(wanted.into_keys().map(|name| format!("{name} is not there afterwards")));
        faults
    }
}

/// Every file below `folder`, named from `base`.
fn found(folder: &Path, base: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files.extend(found(&path, base));
        } else {
            let name = path.strip_prefix(base).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn every_case_comes_out_byte_for_byte() {
    let mut cases = found(&root().join("tests/cli"), &root().join("tests/cli"));
    cases.retain(|name, _| Path::new(name).extension().is_some_and(|ending| ending == "toml"));
    assert!(cases.len() >= 20, "{} cases", cases.len());
    let mut faults = Vec::new();
    for (name, text) in cases {
        match toml::from_str::<Case>(str::from_utf8(&text).unwrap()) {
            Ok(case) => faults.extend(case.faults().into_iter().map(|fault| format!("{name}: {fault}"))),
            Err(error) => faults.push(format!("{name}: {error}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
