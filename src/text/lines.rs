//! Lines, and paragraphs that were broken into lines.

use super::Span;

/// The lines of `text` without the blanks around them, in runs: a blank line ends a run and is in none.
#[must_use]
pub fn runs(text: &str) -> Vec<Vec<Span>> {
    let (mut runs, mut run, mut start) = (Vec::new(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            runs.push(std::mem::take(&mut run));
        } else {
            let at = start + (line.len() - line.trim_start().len());
            run.push(Span::new(at, at + trimmed.len()));
        }
        start += line.len();
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
}

/// True for the lines of a run that a program broke at a fixed width: all but the last about as long as mail and
/// terminals have them, and some going on in small letters.
#[must_use]
pub fn are_wrapped(text: &str, run: &[Span]) -> bool {
    /// Characters of a broken line.
    const WIDTH: std::ops::RangeInclusive<usize> = 45..=110;
    let Some((_, body)) = run.split_last() else { return false };
    let lower = |span: &Span| span.of(text).chars().next().is_some_and(char::is_lowercase);
    !body.is_empty()
        && body.iter().all(|span| WIDTH.contains(&span.of(text).chars().count()))
        && run[1..].iter().any(lower)
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn a_blank_line_ends_a_run() {
        let text = "\r\nun\n  deux \r\n \n\ntrois";
        let found: Vec<Vec<&str>> =
            runs(text).iter().map(|run| run.iter().map(|span| span.of(text)).collect()).collect();
        assert_eq!(found, [vec!["un", "deux"], vec!["trois"]]);
        assert!(runs(" \n\t\n").is_empty());
    }
}
