//! Tasks of the project that are not part of the program:
//! `cargo run -p xtask -- lexicon DIC AFF OUT` makes the embedded lexicon, `… sample` prints what
//! it and the tables of French say of a sample of words, for a comparison with other dictionaries.

#![expect(clippy::disallowed_methods, reason = "a task writes the file that it is asked for")]

mod hunspell;
mod sample;

use anyhow::{Context, bail};
use decalque::lang::MAGIC;
use hunspell::Dictionary;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["lexicon", dic, aff, out] => lexicon(dic, aff, out),
        ["sample"] => {
            sample::print();
            Ok(())
        }
        _ => bail!("usage: cargo run -p xtask -- lexicon FILE.dic FILE.aff OUTPUT.lex | sample"),
    }
}

/// Expands a Hunspell dictionary into the file that `decalque::lang::Lexicon` reads. The same input
/// always gives the same bytes.
fn lexicon(dic: &str, aff: &str, out: &str) -> anyhow::Result<()> {
    let read = |path: &str| fs::read_to_string(path).with_context(|| format!("reading {path}"));
    let mut forms: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
    Dictionary::parse(&read(dic)?, &read(aff)?)?.expand(&mut |form, lemma, tag| {
        let shared = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let cut = form.chars().count() - shared;
        let append: String = lemma.chars().skip(shared).collect();
        let mut reading = tag.pack().to_le_bytes().to_vec();
        reading.extend([u8::try_from(cut).unwrap_or(u8::MAX), u8::try_from(append.len()).unwrap_or(u8::MAX)]);
        reading.extend(append.bytes());
        forms.entry(form.to_owned()).or_default().insert(reading);
    });
    let (mut readings, mut offsets, mut map) = (Vec::new(), HashMap::new(), fst::MapBuilder::memory());
    for (form, set) in &forms {
        let offset = *offsets.entry(set.clone()).or_insert_with(|| {
            let offset = readings.len() as u64;
            readings.push(u8::try_from(set.len()).expect("a form has fewer than 256 readings"));
            set.iter().for_each(|reading| readings.extend(reading));
            offset
        });
        map.insert(form, offset)?;
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(u32::try_from(readings.len())?.to_le_bytes());
    bytes.extend(readings);
    bytes.extend(map.into_inner()?);
    fs::write(out, &bytes).with_context(|| format!("writing {out}"))?;
    println!("{} forms, {} distinct sets of readings, {} bytes", forms.len(), offsets.len(), bytes.len());
    Ok(())
}
