//! Patterns: the escape hatch of a rendering, kept small.

use regex::{Regex, RegexBuilder};

/// Most characters of a pattern. Each group of one costs memory for each of its states at every match, so that
/// one of a hundred thousand characters would take a machine's memory before it found anything.
const LONGEST: usize = 1000;
/// Most bytes of a pattern made ready.
const LARGEST: usize = 2 << 20;

/// `pattern` made ready, case not told apart.
///
/// # Errors
///
/// Returns what is wrong with it, in one line.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    let length = pattern.chars().count();
    if length > LONGEST {
        return Err(format!("a pattern of {length} characters, {LONGEST} at most; write its words as renderings"));
    }
    let ready = RegexBuilder::new(&format!("(?i){pattern}")).size_limit(LARGEST).build();
    ready.map_err(|error| {
        let message = error.to_string();
        format!("not a regular expression: {}", message.lines().last().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, compile};

    #[test]
    fn a_pattern_is_taken_in_any_case() {
        assert!(compile("sl[o0]pe").is_ok_and(|pattern| pattern.is_match("SL0PE")));
        assert!(compile(&"é".repeat(LONGEST)).is_ok());
    }

    #[test]
    fn what_is_no_pattern_or_too_large_is_refused() {
        assert_eq!(compile("a(b").unwrap_err(), "not a regular expression: error: unclosed group");
        assert_eq!(
            compile(&"é".repeat(LONGEST + 1)).unwrap_err(),
            "a pattern of 1001 characters, 1000 at most; write its words as renderings"
        );
        assert_eq!(
            compile("(a{1000}){1000}").unwrap_err(),
            "not a regular expression: Compiled regex exceeds size limit of 2097152 bytes."
        );
    }
}
