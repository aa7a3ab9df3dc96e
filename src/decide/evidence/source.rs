//! The source text, where it is known: does the name stand in it?

use crate::glossary::Entry;
use crate::text::fold::Case;

/// How a name stands in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Where a sentence, a cell or a heading begins, so that any word would have its capital.
    AtStart,
    /// Inside a sentence, as only a name is written.
    Inside,
}

/// A name in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'s> {
    /// How it stands there, at the place that says most.
    pub standing: Standing,
    /// What is written there.
    pub form: &'s str,
    /// At how many places it stands.
    pub places: usize,
}

/// How a form of the name stands in `source`, if it does.
#[must_use]
pub fn names<'s>(entry: &Entry, source: &'s str) -> Option<Named<'s>> {
    let forms = entry.source_forms.iter().filter(|form| Case::of(form) != Case::Lower);
    let mut places: Vec<usize> = Vec::new();
    let (standing, form) = forms
        .flat_map(|form| source.match_indices(form.as_str()))
        .filter_map(|(at, hit)| {
            let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let bounded = edge(source[..at].chars().next_back()) && edge(source[at + hit.len()..].chars().next());
            let before = source[..at].trim_end().chars().next_back();
            let coined = matches!(Case::of(hit), Case::Mixed | Case::Upper) && !hit.contains(' ');
            let inside = coined || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '/' | '&'));
            let standing = if inside { Standing::Inside } else { Standing::AtStart };
            // A short form stands within the long one ("Meta" in "Meta AI"): one place.
            if bounded && !places.contains(&at) {
                places.push(at);
            }
            bounded.then_some((standing, hit))
        })
        .max_by_key(|&(standing, hit)| (standing, hit.len()))?;
    Some(Named { standing, form, places: places.len() })
}

#[cfg(test)]
mod tests {
    use super::{Standing, names};
    use crate::engine::Engine;

    #[test]
    fn names_inside_a_sentence_are_names() {
        let engine = Engine::builtin().unwrap_or_else(|error| panic!("{error}"));
        let entry = engine.termbase().by_id("fr-ai.perplexity").expect("a built-in entry");
        let named = |source| names(entry, source).map(|named| (named.standing, named.form, named.places));
        assert_eq!(named("He asked Perplexity again."), Some((Standing::Inside, "Perplexity", 1)));
        assert_eq!(named("Perplexity falls with training."), Some((Standing::AtStart, "Perplexity", 1)));
        assert_eq!(named("The perplexity of a model."), None);
    }
}
