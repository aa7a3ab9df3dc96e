//! The sources of a run: one file for one text, or a field of each record, and what became of them.

use super::args::Input;
use super::input::Place;
use crate::document::{Document, Unused};
use crate::error::Error;
use crate::format;
use crate::review::{Review, Source};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Checks what `input` says of sources, for texts in the languages `targets`.
///
/// # Errors
///
/// Returns what makes no sense.
pub fn check(input: &Input, places: usize, targets: &BTreeSet<&str>) -> Result<(), Error> {
    if input.source.is_some() && places != 1 {
        return Err(Error::settings(format!(
            "--source is the source of one text, and {places} are named; give them one at a time, or as JSON Lines \
             with --source-field"
        )));
    }
    let Some(language) = input.source_language.as_deref() else { return Ok(()) };
    if input.source.is_none() && input.source_field.is_none() {
        return Err(Error::settings("--source-language is of a source: give --source or --source-field too"));
    }
    if targets.contains(language) {
        return Err(Error::settings(format!(
            "--source-language {language}: that is the language of the translation; name the one it was made from"
        )));
    }
    Ok(())
}

/// The text of the source file that `input` names for `place`, which is read as `format`; nothing if it names none.
///
/// # Errors
///
/// Returns why it cannot be read, or that `place` cannot have one.
pub fn read(input: &Input, place: &Place, format: &str, cap: usize) -> Result<Option<Arc<str>>, Error> {
    let Some(path) = &input.source else { return Ok(None) };
    if format == "jsonl" {
        return Err(Error::settings(format!(
            "{}: JSON Lines, where each record has a source of its own: name its field with --source-field",
            place.name()
        )));
    }
    text(path, cap).map(Some)
}

fn text(path: &Path, cap: usize) -> Result<Arc<str>, Error> {
    let name = path.display();
    let fail = |error| Error::io(format!("source {name}"), error);
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(cap as u64 + 1).read_to_end(&mut bytes)).map_err(fail)?;
    if bytes.len() > cap {
        let cap = format::size(cap);
        return Err(Error::input(format!("source {name}: longer than {cap}; raise the limit (--max-size)")));
    }
    let text = format::decoded(&bytes).map_err(|fault| Error::input(format!("source {name}: {fault}")))?;
    Ok(Arc::from(text))
}

/// What became of the source of `document`; nothing if none was asked for, or if no rule was tried.
pub fn of<'r>(input: &Input, document: &Document, review: &'r Review) -> Option<Result<&'r Source, Unused>> {
    match &review.source {
        Some(Ok(source)) => Some(Ok(source)),
        Some(Err(unused)) => Some(Err(unused.clone())),
        None if document.source.is_some() => None,
        None if input.source.is_some() => Some(Err(Unused::Cut)),
        None => input.source_field.is_some().then_some(Err(Unused::Missing)),
    }
}

/// What became of the sources of many texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// How many were used.
    pub used: usize,
    /// Their languages, as far as they are known.
    pub languages: BTreeSet<String>,
    /// The sum and the least of the confidences with which they were aligned, in ten-thousandths.
    confidence: Option<(u64, u16)>,
    /// How many of those not line by line.
    by_length: usize,
    /// Why others were not used, each reason with its count; of those that do not go with their text the best.
    unused: Vec<(Unused, usize)>,
}

impl Sources {
    /// Counts one.
    pub fn count(&mut self, source: Result<&Source, Unused>) {
        match source {
            Ok(source) => {
                let confidence = source.alignment.confidence;
                let (sum, least) = self.confidence.unwrap_or((0, confidence));
                self.confidence = Some((sum + u64::from(confidence), least.min(confidence)));
                self.used += 1;
                self.by_length += usize::from(!source.alignment.line_by_line);
                self.languages.extend(source.language.clone());
            }
            Err(unused) => match self.unused.iter_mut().find(|(other, _)| other.is_like(&unused)) {
                Some((other, count)) => {
                    *count += 1;
                    if *other < unused {
                        *other = unused;
                    }
                }
                None => self.unused.push((unused, 1)),
            },
        }
    }

    /// The mean and the least confidence of those that were used, from 0 to 1.
    #[must_use]
    pub fn confidence(&self) -> Option<(f64, f64)> {
        let (sum, least) = self.confidence?;
        #[expect(clippy::cast_precision_loss, reason = "a sum of ten-thousandths over texts that were read")]
        let mean = sum as f64 / self.used as f64 / 10_000.0;
        Some((mean, f64::from(least) / 10_000.0))
    }

    /// What there is to say of the sources of `documents` texts, a line each.
    #[must_use]
    pub fn lines(&self, documents: usize) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some((mean, least)) = self.confidence() {
            let mut line = format!("{} of {documents} document(s): source used", self.used);
            for (i, language) in self.languages.iter().enumerate() {
                line.push_str(&format!("{}`{language}`", if i == 0 { ", in " } else { ", " }));
            }
            let (mean, least) = (format!("{mean:.2}"), format!("{least:.2}"));
            line.push_str(&format!(", aligned with confidence {mean}"));
            if least != mean {
                line.push_str(&format!(", {least} at least"));
            }
            if self.by_length > 0 {
                line.push_str(&format!(", {} by length and not line by line", self.by_length));
            }
            lines.push(line);
        }
        let mut unused: Vec<_> = self.unused.iter().collect();
        unused.sort();
        lines.extend(
            unused.iter().map(|(why, count)| format!("{count} of {documents} document(s): source not used: {why}")),
        );
        lines
    }
}
