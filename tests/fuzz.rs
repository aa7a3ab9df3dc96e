//! A smoke run of the fuzz targets on stable Rust: each over inputs that a seeded generator makes of the seeds in
//! `fuzz/seeds`. `fuzz/README.md` says how to run them under libFuzzer.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "a test reads the seeds")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What the parsers look for, so that changes of a seed are not all noise.
const TOKENS: [&[u8]; 44] = [
    b"\n",
    b"\n\n",
    b"\r\n",
    b" ",
    b"\t",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xC3",
    b"\xF0\x9D\x95\x8F",
    b"\"",
    b"\\",
    b"\\u00e9",
    b"\\ud835\\udd4f",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b"[[entry]]\n",
    b"=",
    b"'",
    "\u{2019}".as_bytes(),
    b"# ",
    b"- ",
    b"> ",
    b"```\n",
    b"`",
    b"**",
    b"_",
    b"|",
    b"---\n",
    b"](",
    b"<b>",
    b"<!--",
    b"&eacute;",
    b"{{",
    b"%s",
    "l'objectif a licencié ".as_bytes(),
    b"selon Zuckerberg, ",
    "modèle de flamme ouverte".as_bytes(),
    b"Openai ",
    "« ".as_bytes(),
    "14 000 millions d'euros ".as_bytes(),
    b"https://exemple.fr/objectif ",
];

/// Inputs of a target in an optimised build; the unoptimised one is twenty times slower.
const INPUTS: usize = if cfg!(debug_assertions) { 300 } else { 4_000 };

/// `SplitMix64`: the same inputs at every run, and no dependency on how a crate draws its numbers.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number below `end`, which is not zero.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// A stretch of `bytes` of at most `most` bytes.
    fn stretch(&mut self, bytes: &[u8], most: usize) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        start..(start + self.below(most + 1)).min(bytes.len())
    }
}

/// `seeds` cut, joined, repeated and sprinkled with [`TOKENS`].
fn input(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..random.below(8) {
        match random.below(6) {
            0 => drop(bytes.drain(random.stretch(&bytes, 40))),
            1 => bytes.extend_from_within(random.stretch(&bytes, 60)),
            2 => {
                let other = &seeds[random.below(seeds.len())];
                let (to, from) = (random.stretch(&bytes, 20), random.stretch(other, 80));
                bytes.splice(to, other[from].iter().copied());
            }
            3 => {
                let at = random.below(bytes.len() + 1);
                let byte = u8::try_from(random.below(256)).unwrap();
                bytes.splice(at..at, [byte]);
            }
            _ => {
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, TOKENS[random.below(TOKENS.len())].iter().copied());
            }
        }
    }
    bytes
}

fn run(name: &str, target: fn(&[u8]), inputs: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let mut random = Random(1);
    for bytes in seeds.iter().cloned().chain((0..inputs).map(|_| input(&seeds, &mut random))) {
        let held = catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_ok();
        assert!(held, "{name} fails on b\"{}\"", bytes.escape_ascii());
    }
}

#[test]
fn markdown_and_text() {
    run("markdown", targets::markdown, INPUTS * 4);
}

#[test]
fn jsonl() {
    run("jsonl", targets::jsonl, INPUTS * 4);
}

#[test]
fn glossaries() {
    run("glossary", targets::glossary, INPUTS);
}

#[test]
fn dictionaries() {
    run("dictionary", targets::dictionary, INPUTS * 4);
}

#[test]
fn renderings() {
    run("renderings", targets::renderings, INPUTS);
}

#[test]
fn learning() {
    run("learn", targets::learn, INPUTS);
}

#[test]
fn reviews() {
    run("review", targets::review, INPUTS);
}
