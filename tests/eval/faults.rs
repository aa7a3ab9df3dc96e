//! What is wrong with documents and gold is said with its place and cure.

use super::{FIELDS, source};
use decalque::measure::eval::Folder;

/// The faults of documents and gold, as they are shown.
fn faults(docs: &str, gold: Option<&str>) -> Vec<String> {
    let gold = gold.map(|gold| source("gold.jsonl", gold));
    let read = Folder::read("folder", &source("docs.jsonl", docs), gold.as_ref(), FIELDS);
    read.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn faults_have_their_place_and_cure() {
    let docs = r#"{"id": "a", "text": "x"}"#;
    assert_eq!(
        faults(
            "{\"id\": \"a\"}\n{\"text\": \"x\"}\n{\"id\": \"b\", \"text\": \"\"}\n{\"id\": \"b\", \"text\": \"\"}\n[]\n{\"id\": [], \"text\": \"\"}",
            None
        ),
        [
            "docs.jsonl:1:1: no field `text` with a string (--field names the one that holds the text)",
            "docs.jsonl:2:1: no field `id` (give each document an id of its own)",
            "docs.jsonl:4:2: the id `b` stands here twice (give each document an id of its own)",
            "docs.jsonl:5:1: invalid type: sequence, expected a map (a document is {\"id\": …, \"text\": …} on a line of its own)",
            "docs.jsonl:6:2: `id` is no string (write it in quotes)",
        ]
    );
    assert_eq!(
        faults(
            docs,
            Some(
                "{\"id\": \"b\", \"line\": 0, \"lost\": []}\n{\"id\": \"a\", \"line\": 1, \"lost\": []}\n{\"id\": \"a\", \"line\": 0}\n{\"id\": \"a\", \"line\": 0, \"lost\": [{\"name\": \"\", \"kind\": \"\"}]}\n{"
            )
        ),
        [
            "gold.jsonl:1:2: no document has the id `b` (write an id of docs.jsonl, or take the line out)",
            "gold.jsonl:2:13: line 1 of a document with 1 line(s) (lines are counted from 0 and end with `\\n`)",
            "gold.jsonl:3:22: missing field `lost` (a line of gold is {\"id\": …, \"line\": …, \"lost\": [{\"name\": …, \"kind\": …}]})",
            "gold.jsonl:4:34: a name without letters (write the name, or take it out of the list)",
            "gold.jsonl:5:1: EOF while parsing an object (a line of gold is {\"id\": …, \"line\": …, \"lost\": [{\"name\": …, \"kind\": …}]})",
        ]
    );
    let twice = "{\"id\": \"a\", \"gold\": \"x\", \"clean\": true, \"errors\": []}\n".repeat(2);
    assert_eq!(faults(docs, Some(&twice)), ["gold.jsonl:2:2: a document has two gold versions (keep one of them)"]);
    assert_eq!(
        faults(docs, Some(&"{\"id\": \"a\", \"line\": 0, \"lost\": []}\n".repeat(2))),
        ["gold.jsonl:2:13: line 0 of `a` stands here twice (put what is known of a line into one record)"]
    );
    assert_eq!(
        faults(docs, Some("\n")),
        ["gold.jsonl:1:1: no gold in this file (remove the file if nothing is wrong with the documents)"]
    );
}
