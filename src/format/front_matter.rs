//! Where the front matter of a Markdown text ends.

/// Length of the front matter that `text` begins with.
///
/// The parser takes any two rules (`---`) for its fences, with the section between them: hence our own.
pub(super) fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    let (fence, sign) = match opening.trim_end() {
        "---" => ("---", ":"),
        "+++" => ("+++", " ="),
        _ => return 0,
    };
    let mut end = opening.len();
    let mut keyed = false;
    for line in lines {
        end += line.len();
        if keyed && (line.trim_end() == fence || line.trim_end() == "..." && fence == "---") {
            return end;
        }
        // A rule over a section looks the same but for this: a section does not begin with a key.
        keyed = keyed || line.split_once(sign).is_some_and(|(key, value)| is_key(key, value));
        if !keyed && !line.starts_with('#') {
            return 0;
        }
    }
    0
}

fn is_key(key: &str, value: &str) -> bool {
    let name = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    name && (value.is_empty() || value.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::front_matter;

    #[test]
    fn it_lies_between_fences_and_begins_with_a_key() {
        for matter in [
            "---\ntitle: Un but\nx:\n  - y\n---\n",
            "+++\na = 1\n+++\n",
            "---\r\n# c\r\na:\r\n...\r\n",
            "---\na: b\n---",
        ] {
            let rest = if matter.ends_with('\n') { "Texte\n---\n" } else { "" };
            assert_eq!(front_matter(&format!("{matter}{rest}")), matter.len(), "{matter}");
        }
    }

    #[test]
    fn a_section_between_rules_is_none() {
        for text in [
            "",
            "---",
            "---\n## Section\n---\n",
            "---\n\na: b\n---\n",
            "---\nNote : x\n---\n",
            "---\na: b\n",
            "--- \na:b\n---",
            "a: b\n---\n",
            "----\na: b\n----\n",
        ] {
            assert_eq!(front_matter(text), 0, "{text}");
        }
    }
}
