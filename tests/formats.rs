//! Laws that hold for every format and every input.

use decalque::document::{Document, protected};
use decalque::edit::Edit;
use decalque::format::{self, Body, Format, Markup, ReadOptions, Record};
use decalque::text::{LineIndex, Span};
use proptest::prelude::*;

/// Pieces that Markdown, JSON and the text reader care about, so that random inputs reach their corners.
const PIECES: &[&str] = &[
    "le but ",
    "été",
    "\u{2019}",
    "𝕏",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\u{FEFF}",
    "\0",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "# ",
    "- ",
    "1. ",
    "> ",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "[^1]",
    "[^1]: ",
    "[a]: b\n",
    "[a]",
    "|",
    "|---|\n",
    "---\n",
    "+++\n",
    "a: b\n",
    "$",
    "$$",
    "<b>",
    "<code>",
    "</code>",
    "<div>\n",
    "<!--",
    "-->",
    "&eacute;",
    "&",
    "\\",
    "\\*",
    "{",
    "}",
    "{{",
    "}}",
    "https://a.b/c",
    "@nom",
    "#mot",
    "%s",
    "[!NOTE]",
    "{\"text\": \"",
    "\"}",
    "\\n",
    "\\\"",
    "\\u00e9",
    "\\ud800",
    "\\udc00",
    "{\"text\": \"## But\\nle \\u0062ut **a**\"}\n",
    "    ",
    "===\n",
    "- [ ] ",
    "<",
    ">",
    "/",
];

fn noise() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![
        4 => pieces.prop_map(String::into_bytes),
        1 => any::<String>().prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ]
}

fn options() -> impl Strategy<Value = ReadOptions> {
    let markup = prop::sample::select(vec![Markup::Detect, Markup::Plain, Markup::Markdown]);
    let cap = prop_oneof![0usize..60, Just(1 << 20)];
    (markup, cap).prop_map(|(markup, cap)| ReadOptions { markup, cap, ..ReadOptions::default() })
}

fn read(format: &dyn Format, input: &[u8], options: &ReadOptions) -> Vec<Record> {
    format.records(Box::new(input), "input", options).map(|record| record.expect("memory can be read")).collect()
}

fn written(records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    for record in records {
        record.write(&[], &mut out).expect("memory can be written");
    }
    out
}

fn documents(records: &[Record]) -> impl Iterator<Item = &Document> {
    records.iter().filter_map(|record| match &record.body {
        Body::Document { document, .. } => Some(document),
        Body::Blank | Body::Malformed { .. } => None,
    })
}

/// True if `spans` ascend, are disjoint and not empty, and cut no character.
fn well_formed(text: &str, spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end() <= pair[1].start())
        && spans.iter().all(|span| !span.is_empty() && text.get(span.start()..span.end()).is_some())
}

fn block_spans(document: &Document) -> Vec<Span> {
    document.blocks.iter().map(|block| block.span).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_and_not_edited_is_written_back(input in noise(), options in options()) {
        for format in format::all() {
            prop_assert_eq!(written(&read(*format, &input, &options)), &input[..], "mend {}", format.name());
        }
    }

    #[test]
    fn blocks_and_protected_spans_ascend_and_are_disjoint(input in noise(), options in options()) {
        for format in format::all() {
            for document in documents(&read(*format, &input, &options)) {
                prop_assert!(well_formed(&document.text, &block_spans(document)), "blocks of {}: {document:?}", format.name());
                prop_assert!(well_formed(&document.text, &document.protected), "protected of {}: {document:?}", format.name());
            }
        }
    }

    #[test]
    fn blocks_begin_and_end_with_something_to_read(input in noise(), options in options()) {
        for format in format::all() {
            for document in documents(&read(*format, &input, &options)) {
                for block in &document.blocks {
                    let text = block.span.of(&document.text);
                    prop_assert!(!text.is_empty() && text.trim() == text, "{}: {text:?}", format.name());
                }
            }
        }
    }

    #[test]
    fn an_edit_is_read_back_as_it_was_written(before in any::<String>(), old in any::<String>(), new in any::<String>()) {
        let text = format!("{before}{old}x");
        let line = serde_json::json!({ "a": 1, "text": text }).to_string() + "\n";
        let options = ReadOptions { markup: Markup::Plain, ..ReadOptions::default() };
        let jsonl = format::by_name("jsonl").expect("the table has it");
        let records = read(jsonl, line.as_bytes(), &options);
        let edit = Edit::new(Span::new(before.len(), before.len() + old.len()), &new[..]);
        let mut out = Vec::new();
        records[0].write(&[&edit], &mut out).expect("memory can be written");
        let back: serde_json::Value = serde_json::from_slice(&out).expect("still JSON");
        prop_assert_eq!(&back["text"], &format!("{before}{new}x"));
        let kept = out.starts_with(b"{\"a\":1,\"text\":\"") && out.ends_with(b"x\"}\n");
        prop_assert!(kept);
    }

    #[test]
    fn parts_of_a_text_keep_to_the_cap(input in noise(), options in options()) {
        let text = format::by_name("text").expect("the table has it");
        prop_assert!(read(text, &input, &options).iter().all(|record| record.raw.len() <= options.cap.max(4)));
    }

    #[test]
    fn places_of_parts_are_those_of_the_file(input in noise(), options in options()) {
        let Ok(text) = str::from_utf8(&input) else { return Ok(()) };
        // A byte-order mark is no column of its line.
        let mark = usize::from(text.starts_with('\u{FEFF}'));
        let whole = LineIndex::new(text);
        for format in ["text", "markdown"].map(|name| format::by_name(name).expect("the table has it")) {
            let mut start = 0;
            for record in read(format, &input, &options) {
                if let Body::Document { document, .. } = &record.body {
                    let (lines, end) = (document.lines(), document.text.len());
                    for at in [0, end] {
                        let (mut position, wanted) = (lines.position(at), whole.position(start + at));
                        position.column += if position.line == 1 { mark } else { 0 };
                        prop_assert_eq!(position, wanted);
                        prop_assert_eq!(lines.offsets(at), whole.offsets(start + at));
                    }
                }
                start += record.raw.len();
            }
        }
    }

    #[test]
    fn protected_spans_of_a_line_are_well_formed(text in any::<String>()) {
        prop_assert!(well_formed(&text, &protected::inline(&text)));
    }
}
