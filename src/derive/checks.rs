//! What stands against an entry: each check with its cure.

use super::guess::{self, Probe};
use super::propose::{Outcome, Refusal};
use super::wish::Wish;
use crate::document::Document;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::error::Error;
use crate::glossary::schema::Status;
use crate::glossary::{Class, Entry, Termbase};
use crate::lang::Lexicon;
use crate::review::{Decision, Review, Verdict};
use crate::text::{Span, fold, words};

/// A refusal without a sentence to show.
pub(super) fn refused(message: impl Into<String>, cures: Vec<String>) -> Outcome {
    Outcome::Refused(Box::new(Refusal { message: message.into(), cures, shown: None }))
}

/// The entry that has the name, if there is one; a kind that nothing has is refused here too.
pub(super) fn known<'t>(termbase: &'t Termbase, wish: &Wish) -> Result<Option<&'t Entry>, Error> {
    let entries = &termbase.entries;
    let own = entries.iter().find(|entry| entry.name == wish.name);
    let known = own.or_else(|| entries.iter().find(|entry| entry.forms.contains(&wish.name)));
    if let Some(kind) = &wish.kind {
        if !termbase.kinds.kind.contains_key(kind) {
            let known = termbase.kinds.kind.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(Error::settings(format!("no kind is called `{kind}` (the kinds are {known})")));
        }
        if let Some(entry) = known.filter(|entry| entry.kind != *kind) {
            let message = format!("the kind of `{}` is {} ({}); leave --kind out", entry.name, entry.kind, entry.id);
            return Err(Error::settings(message));
        }
    }
    if known.is_none() {
        let respelled = |form: &&String| fold::same_word(form, &wish.name) || fold::same_word(&wish.name, form);
        let other = entries.iter().find_map(|entry| Some((entry, entry.forms.iter().find(respelled)?)));
        if let Some((entry, form)) = other {
            let message = format!("`{}` is known as `{form}` ({}); write the name so", wish.name, entry.id);
            return Err(Error::settings(message));
        }
    }
    // Where the name is a short form, what is written is the entry's first: that would be another name.
    if let Some(entry) = known.filter(|entry| entry.name != wish.name) {
        let (name, id) = (&entry.name, &entry.id);
        let message = format!(
            "`{}` is a short or second form of `{name}` ({id}); give `{name}`, or write the addition by hand: \
             [[extend]] id = \"{id}\" with instead-of = [{{ text = \"…\", as = \"{}\" }}]",
            wish.name, wish.name
        );
        return Err(Error::settings(message));
    }
    Ok(known)
}

/// Why nothing need be added to `entry`, or can.
pub(super) fn needless(before: &Engine, entry: &Entry, sentence: &Document, words: &str) -> Option<Outcome> {
    let id = &entry.id;
    if entry.status != Status::On {
        let message = format!("`{}` is known, and its entry `{id}` is switched off or on trial", entry.name);
        let cure = format!("switch it on in your glossary: [[extend]] id = \"{id}\" and status = \"on\"");
        return Some(refused(message, vec![cure]));
    }
    let review = before.review(sentence);
    let mends = |d: &Decision| {
        d.rule == *id
            && d.verdict == Verdict::Replace
            && guess::is_place_of(d, &sentence.text, before.termbase(), words)
    };
    review.decisions.iter().any(mends).then(|| {
        let mended = review.mended(&sentence.text, Applicability::Safe);
        let message = format!("`{id}` does that already: the --in sentence becomes “{mended}”");
        refused(message, vec![format!("`decalque rules show {id}` shows the rule")])
    })
}

/// Why one ordinary word cannot be sure.
pub(super) fn too_sure(wish: &Wish, words: &str, lexicon: &Lexicon) -> Option<Outcome> {
    (wish.sure && words::tokens(words).len() == 1 && lexicon.knows(words)).then(|| {
        let message = format!("`{words}` is an ordinary word, so --sure cannot hold for it");
        let cure = "leave --sure out, and say what speaks for the name: --near WORD";
        refused(message, vec![cure.to_owned()])
    })
}

/// What must be known of an ordinary word before it may be mended anywhere.
pub(super) fn unproven(
    probe: &Probe,
    lexicon: &Lexicon,
    known: Option<&Entry>,
    wish: &Wish,
    words: &str,
    alone: bool,
) -> Option<Outcome> {
    let one_word = probe.rendering.variants.first().is_some_and(|variant| variant.tokens.len() == 1);
    if probe.rendering.class == Class::Drift || !one_word || !lexicon.knows(words) {
        return None;
    }
    if alone && known.is_none_or(|entry| entry.cues.is_empty() && entry.related.is_empty()) {
        let message =
            format!("`{words}` is an ordinary word, and nothing in the --in sentence says which name it stands for");
        let cure = format!("--near WORD: people, products or companies that texts about {} name", wish.name);
        return Some(refused(message, vec![cure]));
    }
    let shown = wish.keep.iter().chain(known.iter().flat_map(|entry| &entry.keep)).any(|keep| {
        let forms = probe.rendering.variants.iter().filter_map(|variant| variant.tokens.last());
        let forms: Vec<u64> = forms.map(|word| fold::key(word)).collect();
        words::tokens(keep).iter().any(|token| forms.contains(&token.key))
    });
    (!shown).then(|| {
        let message = format!("`{words}` is an ordinary word, and no sentence shows it in its own sense");
        refused(message, vec![format!("--keep \"…\": a sentence in which `{words}` must stay")])
    })
}

/// Why the sentence is not mended by `rule`, whose kind may be `guessed`, and what lacks.
pub(super) fn unmended(
    engine: &Engine,
    review: &Review,
    sentence: &Document,
    rule: &str,
    words: &str,
    guessed: bool,
) -> Option<Outcome> {
    let termbase = engine.termbase();
    if let Some(language) = review.foreign {
        let message =
            format!("the --in sentence is in `{language}`, and texts in `{}` are mended", termbase.language.code());
        return Some(refused(message, vec!["give the translated sentence, as the machine wrote it".to_owned()]));
    }
    let places = review.decisions.iter();
    let places: Vec<&Decision> =
        places.filter(|d| d.rule == rule && guess::is_place_of(d, &sentence.text, termbase, words)).collect();
    let Some(best) = places.iter().max_by_key(|decision| (decision.applicability, decision.score)) else {
        let message = format!("`{words}` does not stand in the --in sentence as a word that could be a name");
        let cure = "copy the words and the sentence from the text, letter by letter".to_owned();
        return Some(refused(message, vec![cure]));
    };
    let done = review.findings.iter().any(|finding| {
        finding.rule == rule
            && finding.applicability == Applicability::Safe
            && places.iter().any(|place| finding.span.overlaps(place.candidate.span))
    });
    (!done).then(|| {
        // What lost to another rule lost with its evidence, which is then not what lacks.
        let claims = |span: Span| places.iter().any(|place| span.overlaps(place.candidate.span));
        let lost = review.rejected.iter().filter(|(loser, _, span)| loser == rule && claims(*span));
        let other = review.findings.iter().filter(|f| f.rule != rule && claims(f.span)).map(|f| &f.rule);
        let winner = lost.map(|(_, winner, _)| winner).chain(other).next();
        let (message, cures) = if let Some(winner) = winner {
            let off =
                format!("[[extend]] id = \"{winner}\" and status = \"off\" in your glossary, if that is never meant");
            let cure = termbase.by_id(winner).map_or_else(|| "another sentence".to_owned(), |_| off);
            (format!("`{words}` in the --in sentence is claimed by `{winner}`"), vec![cure])
        } else {
            let how = if best.verdict == Verdict::Suggest { "only suggested" } else { "left as it is" };
            let message = format!("`{words}` in the --in sentence would be {how}: the evidence does not suffice");
            (message, lacks(best, termbase, words, guessed))
        };
        Outcome::Refused(Box::new(Refusal { message, cures, shown: Some((sentence.clone(), of(review, rule))) }))
    })
}

/// What would bring `decision` on `words` to be sure.
fn lacks(decision: &Decision, termbase: &Termbase, words: &str, guessed: bool) -> Vec<String> {
    let evidence = &decision.evidence;
    let entry = termbase.entry(decision.candidate.entry);
    let rendering = entry.renderings.iter().find(|rendering| fold::same_word(&rendering.text, words));
    let class = rendering.map_or(Class::Phrase, |rendering| rendering.class);
    let has =
        |kinds: &[&str]| evidence.iter().any(|e| kinds.contains(&e.feature.kind()) && e.weight.is_some_and(|w| w > 0));
    if evidence.iter().any(|e| e.weight.is_none()) {
        return vec!["a sentence without what vetoes it: nothing outvotes that".to_owned()];
    }
    let mut cures = Vec::new();
    if evidence.iter().any(|e| e.feature.kind() == "memory" && e.weight.is_some_and(|weight| weight < 0)) {
        cures.push("a sentence without the right name: whoever wrote both meant two things".to_owned());
    }
    let identified = has(&["cue", "memory", "related", "source"]);
    let framed = has(&["frame"]) || !matches!(class, Class::Phrase | Class::Ordinary);
    let near = "--near WORD: a person, product or company of its field in the sentence says which name it is";
    let frame = "a sentence that shows that it is a name: what it is stands before it (“le groupe de la …”), or it does \
                 what only such a thing does";
    cures.push(match (identified, framed) {
        (false, true) => near.to_owned(),
        (true, false) => frame.to_owned(),
        (false, false) => format!("{near}; and {frame}"),
        (true, true) => "--near WORD: more words of its field that stand in the sentence".to_owned(),
    });
    if guessed {
        cures.push(format!("--kind, if it is not {}, which was guessed", termbase.kind(entry).about));
    }
    if class != Class::Ordinary {
        cures.push("--sure, if these words never mean anything else".to_owned());
    }
    cures
}

/// Why `text` does not stay as it is, if it does not.
pub(super) fn touched(engine: &Engine, text: &str, rule: &str) -> Option<Outcome> {
    let document = Document::plain("--keep", text);
    let review = engine.review(&document);
    let mended = review.mended(text, Applicability::Safe);
    if mended == text {
        return None;
    }
    let mine = review.findings.iter().any(|f| f.rule == rule && f.applicability == Applicability::Safe);
    let others = review.findings.iter().filter(|f| f.applicability == Applicability::Safe && f.rule != rule);
    let (message, cures) = if mine {
        let cure = "--never \"…\": words beside it that are there only where it must stay; or other --near words";
        (format!("a sentence that must stay would become “{mended}”"), vec![cure.to_owned()])
    } else {
        let rules = others.map(|f| f.rule.as_str()).collect::<Vec<_>>().join(", ");
        (
            format!("a sentence that must stay becomes “{mended}” by another rule: {rules}"),
            vec!["leave out of it what the other rule mends".to_owned()],
        )
    };
    let shown = mine.then(|| of(&review, rule)).map(|review| (document, review));
    Some(Outcome::Refused(Box::new(Refusal { message, cures, shown })))
}

/// What `review` says of `rule`.
fn of(review: &Review, rule: &str) -> Review {
    let mut own = review.clone();
    own.findings.retain(|finding| finding.rule == rule);
    own.decisions.retain(|decision| decision.rule == rule);
    own.rejected.retain(|(loser, _, _)| loser == rule);
    own
}

/// True if the words of `phrase` stand in `text` in a row, as they are.
pub(super) fn stands(text: &str, phrase: &str) -> bool {
    let keys = |text: &str| words::tokens(text).iter().map(|token| token.key).collect::<Vec<_>>();
    let (text, phrase) = (keys(text), keys(phrase));
    !phrase.is_empty() && text.windows(phrase.len()).any(|window| window == phrase)
}
