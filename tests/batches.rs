//! The laws of the house that hold for many documents: the order of packs and the number of threads change
//! nothing, and a bad record stops nothing and loses nothing.

mod laws;
mod support;

use decalque::corpus;
use decalque::format::{Body, Format, Jsonl, ReadOptions, Record};
use decalque::glossary::{Termbase, builtin};
use decalque::{Applicability, Document, Engine, Review};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;
use support::{ENGINE, text};

/// An unoptimised build is twenty times slower, and the same laws must hold there while one works.
const CASES: u32 = if cfg!(debug_assertions) { 40 } else { 400 };

/// Most bytes of a record here, so that one of them can be too long.
const CAP: usize = 4_000;

/// The built-in packs loaded in other orders.
static TURNED: LazyLock<[Engine; 3]> = LazyLock::new(|| {
    let packs = builtin::packs();
    let (mut back, mut on, mut woven) = (packs.clone(), packs.clone(), packs.clone());
    back.reverse();
    on.rotate_left(2);
    // By length, odd ones last: neither the order of the table nor its reverse.
    woven.sort_by_key(|pack| (pack.text.len() % 2, pack.text.len()));
    [back, on, woven].map(|turned| Engine::new(Termbase::load(&turned).unwrap_or_else(|error| panic!("{error}"))))
});

static POOLS: LazyLock<[rayon::ThreadPool; 2]> =
    LazyLock::new(|| [1, 4].map(|n| rayon::ThreadPoolBuilder::new().num_threads(n).build().expect("threads start")));

/// Records that cannot be read, each for another reason.
fn malformed() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(b"not json".to_vec()),
        Just(b"{\"text\": \"cut off".to_vec()),
        Just(b"[\"a\", \"list\"]".to_vec()),
        Just(b"{\"other\": \"l'objectif a licenci\xC3\xA9, selon Zuckerberg\"}".to_vec()),
        Just(b"{\"text\": 12}".to_vec()),
        Just(b"{\"text\": null}".to_vec()),
        Just(b"{\"text\": \"half \\ud800 of a pair\"}".to_vec()),
        Just(b"{\"text\": \"latin \xE9\"}".to_vec()),
        Just(format!("{{\"text\": \"{}\"}}", "long ".repeat(CAP / 4)).into_bytes()),
    ]
}

/// A record of one text, with things beside it that must stay as they are.
fn good(text: &str) -> Vec<u8> {
    format!("{{ \"id\" :7e0, \"text\":{}  ,\"l'objectif\": [\"selon Zuckerberg\"]}}", serde_json::json!(text))
        .into_bytes()
}

/// What a run makes of `input`: the bytes that come out, and how many records are read, malformed and mended.
fn run(input: &[u8], pool: &rayon::ThreadPool) -> (Vec<u8>, [usize; 3]) {
    let options = ReadOptions { cap: CAP, ..ReadOptions::default() };
    let records = Jsonl.records(Box::new(input), "batch", &options);
    let (mut out, mut counts) = (Vec::new(), [0; 3]);
    corpus::review_all(records, &ENGINE, pool, &mut |record: &Record, review: Option<&Review>| {
        let edits = review.map(|review| review.edits(Applicability::Safe)).unwrap_or_default();
        counts[0] += usize::from(matches!(record.body, Body::Document { .. }));
        counts[1] += usize::from(matches!(record.body, Body::Malformed { .. }));
        counts[2] += usize::from(!edits.is_empty());
        record.write(&edits, &mut out)
    })
    .expect("memory can be read and written");
    (out, counts)
}

/// Findings as a user meets them.
fn seen(review: &Review) -> Vec<(String, usize, usize, String, Applicability, String)> {
    let row = |f: &decalque::Finding| {
        (f.rule.clone(), f.span.start(), f.span.end(), f.form.clone(), f.applicability, f.because.clone())
    };
    review.findings.iter().map(row).collect()
}

proptest! {
    #![proptest_config(laws::fixed(CASES))]

    /// Law 4: the order in which the packs are loaded changes nothing.
    #[test]
    fn the_order_of_packs_changes_nothing(text in text()) {
        let document = Document::plain("text", text);
        let review = ENGINE.review(&document);
        for engine in TURNED.iter() {
            let turned = engine.review(&document);
            prop_assert_eq!(seen(&review), seen(&turned));
            prop_assert_eq!(review.edits(Applicability::Suggested), turned.edits(Applicability::Suggested));
            prop_assert_eq!(review.rejected.len(), turned.rejected.len());
        }
    }

    /// Laws 4 and 8: every record comes out in its place, a bad one as it was, a good one as it does alone,
    /// and the counts are right, for one thread and for four.
    #[test]
    fn bad_records_stop_nothing_and_lose_nothing(
        texts in prop::collection::vec(text(), 0..12),
        bad in prop::collection::vec((malformed(), any::<Index>()), 0..5),
        ending in prop::sample::select(vec!["\n", "\r\n", "\n\n", "\n \t\n"]),
        ends in any::<bool>(),
    ) {
        let mut lines: Vec<(Vec<u8>, bool)> = texts.iter().map(|text| (good(text), true)).collect();
        for (line, place) in bad {
            lines.insert(place.index(lines.len() + 1), (line, false));
        }
        let (mut input, mut wanted, mut mended) = (Vec::new(), Vec::new(), 0);
        for (at, (line, is_good)) in lines.iter().enumerate() {
            let alone = if *is_good { run(line, &POOLS[0]).0 } else { line.clone() };
            mended += usize::from(alone != *line);
            let ending = if ends || at + 1 < lines.len() { ending } else { "" };
            input.extend([line, ending.as_bytes()].concat());
            wanted.extend([&alone, ending.as_bytes()].concat());
        }
        let good = lines.iter().filter(|line| line.1).count();
        for pool in POOLS.iter() {
            let (out, counts) = run(&input, pool);
            prop_assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(&wanted));
            prop_assert_eq!(out, wanted.clone());
            prop_assert_eq!(counts, [good, lines.len() - good, mended]);
        }
    }
}

#[test]
fn a_batch_has_records_of_both_kinds() {
    let input = [b"not json\n".as_slice(), &good("L'objectif a licencié, selon Zuckerberg."), b"\n{}"].concat();
    let (out, counts) = run(&input, &POOLS[1]);
    assert_eq!(counts, [1, 2, 1]);
    assert_eq!(out, [b"not json\n".as_slice(), &good("Meta a licencié, selon Zuckerberg."), b"\n{}"].concat());
}
