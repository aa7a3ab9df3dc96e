//! `check`: what `fix` would do, and why.

use super::args::{CheckArgs, Common, ReportArg};
use super::exit::Exit;
use super::session::{Session, Tally};
use super::sources;
use crate::error::Error;
use crate::format::Body;
use crate::report::{self, FindingJson};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};

/// What `check --format json` prints.
#[derive(Debug, Default, Serialize)]
struct ReportJson {
    version: u32,
    /// How many texts were reviewed.
    documents: usize,
    findings: Vec<FindingJson>,
    /// What could not be read and was passed over.
    unread: Vec<UnreadJson>,
    /// Texts in another language than the glossaries', which no rule was tried on.
    foreign: Vec<ForeignJson>,
    /// What became of the texts that they were translated from, if there were any.
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<SourcesJson>,
}

#[derive(Debug, Default, Serialize)]
struct SourcesJson {
    used: usize,
    languages: BTreeSet<String>,
    /// How far the alignment of those that were used can be relied on, from 0 to 1.
    confidence: Option<f64>,
    least_confidence: Option<f64>,
    unused: Vec<UnusedJson>,
}

#[derive(Debug, Serialize)]
struct UnusedJson {
    document: String,
    reason: String,
}

#[derive(Debug, Serialize)]
struct UnreadJson {
    document: String,
    message: String,
}

#[derive(Debug, Serialize)]
struct ForeignJson {
    document: String,
    language: &'static str,
}

/// Reports what is to be mended in what `args` name.
///
/// # Errors
///
/// Returns what stops the whole run.
///
/// # Panics
///
/// Panics if a report is missing from the table, which a test rules out.
pub fn check(args: &CheckArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let session = Session::new(&args.input, common)?;
    let name = match args.format {
        ReportArg::Text => "text",
        ReportArg::Short => "short",
        ReportArg::Json | ReportArg::Jsonl => "jsonl",
    };
    let report = report::all().iter().find(|report| report.name() == name).expect("every format has a report");
    // The one object of JSON is gathered, everything else is written as it comes.
    let mut json = (args.format == ReportArg::Json).then(|| ReportJson { version: 1, ..ReportJson::default() });
    let mut tally = Tally::default();
    for (place, rules) in &session.places {
        let mut buffered = BufWriter::with_capacity(1 << 16, &mut *out);
        let mut counts = Tally::default();
        let done = session.walk(place, rules, &mut tally, |record, review| {
            match (&record.body, review, &mut json) {
                (Body::Malformed { name, message }, _, Some(json)) => {
                    json.unread.push(UnreadJson { document: name.clone(), message: message.clone() });
                }
                (Body::Document { document, .. }, Some(review), json) => {
                    counts.count(review.findings.len(), review.findings.len());
                    let Some(json) = json else {
                        return report.write(document, review, &mut buffered).map_err(Error::output);
                    };
                    json.findings.extend(report::json_findings(document, review));
                    let name = || document.name.clone();
                    json.foreign.extend(review.foreign.map(|language| ForeignJson { document: name(), language }));
                    if let Some(source) = sources::of(session.input(), document, review) {
                        let unused = source.err().map(|why| UnusedJson { document: name(), reason: why.to_string() });
                        json.sources.get_or_insert_default().unused.extend(unused);
                    }
                }
                _ => {}
            }
            Ok(())
        });
        tally.add(&counts);
        buffered.flush().map_err(Error::output)?;
        let failed = tally.settle(done)?;
        if let (Some(message), Some(json)) = (failed, &mut json) {
            let document = place.name();
            let message = message.strip_prefix(&format!("{document}: ")).unwrap_or(&message).to_owned();
            json.unread.push(UnreadJson { document, message });
        }
    }
    if let Some(json) = &mut json {
        json.documents = tally.documents;
        if let Some(sources) = &mut json.sources {
            sources.used = tally.sources.used;
            sources.languages.clone_from(&tally.sources.languages);
            let round = |value: f64| (value * 10_000.0).round() / 10_000.0;
            sources.confidence = tally.sources.confidence().map(|(mean, _)| round(mean));
            sources.least_confidence = tally.sources.confidence().map(|(_, least)| round(least));
        }
        let text = serde_json::to_string(json).map_err(|error| Error::output(error.into()))?;
        writeln!(out, "{text}").map_err(Error::output)?;
    }
    tally.summary("proposed");
    Ok(match tally.exit() {
        Exit::Done if tally.edits > 0 => Exit::Findings,
        exit => exit,
    })
}
