//! What a fuzzer and a test run over arbitrary bytes: nothing panics, nothing is lost, and the laws hold.
//!
//! Each function panics if one of its claims is false. `fuzz_targets/` hands them to libFuzzer, `tests/fuzz.rs` of
//! the project to a seeded generator on stable Rust.

use decalque::diagnostic::Source;
use decalque::dictionary::{self, Dictionary, Direction, Notation, Renderings};
use decalque::edit::{Edit, apply};
use decalque::format::{Body, Format, Jsonl, Markdown, Markup, ReadOptions, Record, Text};
use decalque::glossary::Termbase;
use decalque::lang::French;
use decalque::learn::{self, Corpus};
use decalque::report;
use decalque::text::Span;
use decalque::{Applicability, Document, Engine};
use std::sync::{Arc, LazyLock};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().expect("the built-in glossaries load"));

/// Texts and Markdown files: what is read and not edited is written back, blocks and protected places are in
/// order, and an edit changes its own bytes alone.
pub fn markdown(data: &[u8]) {
    let Some((&first, input)) = data.split_first() else { return };
    let markup = [Markup::Detect, Markup::Plain, Markup::Markdown][usize::from(first) % 3];
    let format: [&dyn Format; 2] = [&Markdown, &Text];
    let records = read(format[usize::from(first) / 3 % 2], input, markup, cap(first));
    assert_eq!(written(&records, &[]), input, "round trip");
    for record in &records {
        let Body::Document { document, .. } = &record.body else { continue };
        check(document);
        for block in &document.blocks {
            let Some(span) = first_char(document, block.span) else { continue };
            let edit = Edit::new(span, "«𝕏»");
            let mended = apply(&document.text, &[&edit]);
            assert_eq!(written(std::slice::from_ref(record), &[&edit]), mended.as_bytes(), "an edit of {span:?}");
        }
    }
}

/// JSON Lines: what is read and not edited is written back, and a record that was edited reads as the edited text.
pub fn jsonl(data: &[u8]) {
    let Some((&first, input)) = data.split_first() else { return };
    let records = read(&Jsonl, input, Markup::Plain, cap(first));
    assert_eq!(written(&records, &[]), input, "round trip");
    for record in &records {
        let Body::Document { document, .. } = &record.body else { continue };
        check(document);
        let Some(span) = document.blocks.first().and_then(|block| first_char(document, block.span)) else { continue };
        let edit = Edit::new(span, "«\"\\\u{1}𝕏»");
        let again = read(&Jsonl, &written(std::slice::from_ref(record), &[&edit]), Markup::Plain, usize::MAX);
        let Some(Body::Document { document: mended, .. }) = again.first().map(|record| &record.body) else {
            panic!("the edited record is no record any more")
        };
        assert_eq!(mended.text, apply(&document.text, &[&edit]), "the edited record reads as the edited text");
    }
}

/// Glossary files: they load, or are refused with faults that stand in the file and can be shown; what loads reviews.
pub fn glossary(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let source = Arc::new(Source { name: "fuzz.toml".to_owned(), text: text.to_owned() });
    match Termbase::load(&[source]) {
        Ok(termbase) => {
            let engine = Engine::new(termbase);
            let text = "L'objectif a licencié, selon Zuckerberg. La pomme de Zorg est la zurg.";
            let review = engine.review(&Document::plain("text", text));
            let _ = review.mended(text, Applicability::Reported);
        }
        Err(error) => {
            assert!(error.is_glossary() && !error.faults().is_empty(), "a refusal says why");
            for fault in error.faults() {
                let shown = fault.source.text.get(fault.span.start()..fault.span.end());
                assert!(shown.is_some(), "a fault outside its file: {fault:?}");
                assert!(!fault.message.is_empty(), "a fault without a message: {fault:?}");
            }
            assert!(!report::render_faults(error.faults(), false).is_empty(), "faults are shown");
        }
    }
}

/// Dictionaries, in the notation that the first byte chooses; the articles of one for the dict server stand behind a
/// NUL. They have translations in at least one direction, or are refused with a reason and a cure.
pub fn dictionary(data: &[u8]) {
    let Some((&first, input)) = data.split_first() else { return };
    let notation = [Notation::Dictd, Notation::Dix, Notation::Tsv][usize::from(first) % 3];
    let end = input.iter().position(|&byte| byte == 0).unwrap_or(input.len());
    let articles = input.get(end + 1..).unwrap_or_default();
    match dictionary::read("fuzz", notation, &input[..end], articles) {
        Ok(list) => {
            assert_eq!(list.malformed > 0, list.first.is_some(), "what is passed over is told");
            let words = [Direction::Forth, Direction::Back].map(|direction| {
                let mut dictionary = Dictionary::default();
                list.clone().add_to(&mut dictionary, direction);
                dictionary.len()
            });
            assert!(words.iter().sum::<usize>() > 0 && words.iter().all(|&words| words <= list.len()), "{words:?}");
            let plain = |text: &str| !text.is_empty() && text.trim() == text && !text.contains(['\n', '\t']);
            assert!(list.pairs().iter().all(|(left, right)| plain(left) && plain(right)), "{:?}", list.pairs());
            let _ = list.direction(&French);
        }
        Err(fault) => assert!(!fault.message.is_empty() && fault.cure.is_some(), "a refusal says why: {fault:?}"),
    }
}

/// Files of renderings: they read as they are written, or are refused with faults that stand in the file.
pub fn renderings(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let source = |text: String| Arc::new(Source { name: "fuzz.toml".to_owned(), text });
    match Renderings::read(&source(text.to_owned())) {
        Ok(renderings) => {
            let again = Renderings::read(&source(renderings.to_toml()));
            assert_eq!(again.expect("what was written is read"), renderings, "written and read");
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "a refusal says why");
            for fault in faults {
                let shown = fault.source.text.get(fault.span.start()..fault.span.end());
                assert!(shown.is_some() && !fault.message.is_empty(), "a fault outside its file: {fault:?}");
            }
        }
    }
}

/// Learning from a text and, behind a NUL, its source: what is learned is a file of renderings, and no name is kept or
/// rendered at more places than it has.
pub fn learn(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (text, source) = text.split_once('\0').unwrap_or((text, text));
    let mut corpus = Corpus::default();
    corpus.add(text, source);
    let learned = learn::learn(&corpus, &French, &Dictionary::default(), 1).to_toml();
    let file = Arc::new(Source { name: "fuzz.toml".to_owned(), text: learned });
    assert!(Renderings::read(&file).is_ok(), "{}", file.text);
}

/// Reviews, of plain text and of Markdown: edits are sorted, disjoint, whole characters and outside protected
/// places (law 3), and a second run finds nothing sure (law 5).
pub fn review(data: &[u8]) {
    let Some((&first, input)) = data.split_first() else { return };
    let markup = [Markup::Plain, Markup::Markdown][usize::from(first) % 2];
    let once = mended(input, markup);
    let twice = mended(&once, markup);
    assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice), "a second run changes the text");
}

/// `input` with everything sure mended; checks the edits of every tier on the way.
fn mended(input: &[u8], markup: Markup) -> Vec<u8> {
    let mut out = Vec::new();
    for record in read(&Text, input, markup, usize::MAX) {
        let Body::Document { document, .. } = &record.body else {
            out.extend(&record.raw);
            continue;
        };
        let review = ENGINE.review(document);
        let edits = review.edits(Applicability::Reported);
        assert!(edits.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "edits overlap: {edits:?}");
        for edit in edits {
            assert!(document.text.get(edit.span.start()..edit.span.end()).is_some(), "{edit:?} cuts a character");
            assert!(document.protected.iter().all(|p| !p.overlaps(edit.span)), "{edit:?} is in a protected place");
        }
        record.write(&review.edits(Applicability::Safe), &mut out).expect("memory can be written");
    }
    out
}

/// A size cap that is small for every other first byte, so that inputs are cut too.
fn cap(first: u8) -> usize {
    if first >= 128 { usize::from(first) - 127 } else { usize::MAX }
}

fn read(format: &dyn Format, input: &[u8], markup: Markup, cap: usize) -> Vec<Record> {
    let options = ReadOptions { markup, cap, ..ReadOptions::default() };
    format.records(Box::new(input), "fuzz", &options).map(|record| record.expect("memory can be read")).collect()
}

fn written(records: &[Record], edits: &[&Edit]) -> Vec<u8> {
    let mut out = Vec::new();
    for record in records {
        record.write(edits, &mut out).expect("memory can be written");
    }
    out
}

/// The first character of `span`, if no protected place holds it.
fn first_char(document: &Document, span: Span) -> Option<Span> {
    let first = span.of(&document.text).chars().next()?;
    let span = Span::new(span.start(), span.start() + first.len_utf8());
    document.protected.iter().all(|protected| !protected.overlaps(span)).then_some(span)
}

/// Blocks and protected places ascend, are disjoint, not empty, and cut no character.
fn check(document: &Document) {
    let blocks: Vec<Span> = document.blocks.iter().map(|block| block.span).collect();
    for spans in [&blocks, &document.protected] {
        assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{spans:?} of {document:?}");
        for span in spans {
            assert!(document.text.get(span.start()..span.end()).is_some_and(|text| !text.is_empty()), "{span:?}");
        }
    }
}
