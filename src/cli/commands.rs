//! `fix`, `check` and `explain`: three readers of one review.

use super::args::{CheckArgs, Common, ExplainArgs, FixArgs, Input, ReportArg, Tier};
use super::exit::Exit;
use super::input::{self, Place};
use super::output::{self, Replacement};
use super::settings::{self, Settings};
use crate::corpus;
use crate::edit::Applicability;
use crate::engine::Engine;
use crate::error::Error;
use crate::format::{Body, Record};
use crate::report;
use crate::review::Review;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// Everything that a run needs, made once.
struct Session {
    engine: Engine,
    settings: Settings,
    pool: rayon::ThreadPool,
}

/// What was seen, for the summary.
#[derive(Clone, Debug, Default)]
struct Tally {
    documents: usize,
    mended: usize,
    edits: usize,
    left: usize,
    malformed: usize,
    unreadable: usize,
    foreign: BTreeMap<&'static str, usize>,
}

impl Session {
    fn new(input: &Input, common: &Common) -> Result<Self, Error> {
        let here = std::env::current_dir().map_err(|error| Error::io("the current folder", error))?;
        // The settings of the first file's folder hold: one run, one set of rules.
        let start = input.paths.first().filter(|p| p.as_os_str() != "-").and_then(|p| std::path::absolute(p).ok());
        let folder = start
            .map_or(here.clone(), |path| if path.is_dir() { path } else { path.parent().unwrap_or(&here).to_owned() });
        let settings = settings::find(&folder, common)?;
        let engine = Engine::new(settings::termbase(&settings, common)?).typography(input.typography);
        if common.jobs == Some(0) {
            return Err(Error::settings("-j 0: there is nobody to do the work; leave -j out to use all processors"));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(common.jobs.unwrap_or(0)).build();
        let pool = pool.map_err(|error| Error::settings(format!("cannot start threads: {error}")))?;
        Ok(Self { engine, settings, pool })
    }

    /// Reviews everything in `place`, in order.
    fn walk(
        &self,
        place: &Place,
        input: &Input,
        tally: &mut Tally,
        each: &mut dyn FnMut(&Record, Option<&Review>) -> io::Result<()>,
    ) -> Result<(), Error> {
        let name = place.name();
        let reader = place.open()?;
        let options = input::options(input, &self.settings);
        let records = place.format(input).records(reader, &name, &options);
        let mut messages = Vec::new();
        let mut done = |record: &Record, review: Option<&Review>| {
            match (&record.body, review) {
                (Body::Malformed { message }, _) => {
                    tally.malformed += 1;
                    messages.push(message.clone());
                }
                (_, Some(review)) => {
                    tally.documents += 1;
                    if let Some(language) = review.foreign {
                        *tally.foreign.entry(language).or_default() += 1;
                    }
                }
                _ => {}
            }
            each(record, review)
        };
        let result = corpus::review_all(records, &self.engine, &self.pool, &mut done);
        for message in messages {
            complain(&format!("{name}: {message}; passed through unchanged"));
        }
        result.map_err(|error| Error::io(name, error))
    }
}

fn complain(message: &str) {
    // Standard error that is gone cannot be told so.
    let _ = writeln!(anstream::stderr(), "decalque: {message}");
}

impl Tally {
    fn exit(&self) -> Exit {
        if self.malformed + self.unreadable > 0 { Exit::Unreadable } else { Exit::Done }
    }

    /// Why some documents were left alone, and how the run went, on standard error.
    fn summary(&self, verb: &str) {
        for (language, count) in &self.foreign {
            complain(&format!(
                "{count} of {} document(s) are in `{language}`, not in the language of the glossaries: unchanged",
                self.documents
            ));
        }
        let mut line = format!("{} edit(s) {verb} in {} of {} document(s)", self.edits, self.mended, self.documents);
        if self.left > 0 {
            line.push_str(&format!("; {} less sure left alone (see `decalque check`)", self.left));
        }
        if self.malformed + self.unreadable > 0 {
            line.push_str(&format!("; {} could not be read", self.malformed + self.unreadable));
        }
        complain(&line);
    }
}

/// `fix`
///
/// # Errors
///
/// Returns what stops the whole run; what stops one file is reported and counted.
pub fn fix(args: &FixArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let session = Session::new(&args.input, common)?;
    let tier = args.tier.or(session.settings.tier).unwrap_or(Tier::Safe).into();
    let mut tally = Tally::default();
    for place in input::places(&args.input) {
        let done = place.and_then(|place| match &place {
            Place::File(path) if args.write => fix_in_place(&session, args, path, tier, &mut tally),
            Place::Stdin if args.write => {
                Err(Error::settings("-w needs files: standard input cannot be written in place"))
            }
            _ if args.diff => fix_diff(&session, args, &place, tier, &mut tally, out),
            _ => fix_to(&session, args, &place, tier, &mut tally, out).map(drop),
        });
        settle(done, &mut tally)?;
    }
    tally.summary("made");
    Ok(tally.exit())
}

/// One file that fails is reported and counted; a failure of our own output or of the command ends the run.
fn settle(done: Result<(), Error>, tally: &mut Tally) -> Result<(), Error> {
    match done {
        Err(error) if error.is_settings() || error.is_output() => Err(error),
        Err(error) => {
            tally.unreadable += 1;
            complain(&error.to_string());
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Mends `place` into `out`; says whether anything changed.
fn fix_to(
    session: &Session,
    args: &FixArgs,
    place: &Place,
    tier: Applicability,
    tally: &mut Tally,
    out: &mut dyn Write,
) -> Result<bool, Error> {
    let (mut edits, mut mended, mut left) = (0, 0, 0);
    let mut failed = None;
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    let result = session.walk(place, &args.input, tally, &mut |record, review| {
        let chosen = review.map(|review| review.edits(tier)).unwrap_or_default();
        let fixes = review.map_or(0, |review| review.findings.iter().filter(|f| f.applicability >= tier).count());
        edits += fixes;
        mended += usize::from(fixes > 0);
        left += review.map_or(0, |review| review.findings.len() - fixes);
        let written = record.write(&chosen, &mut buffered);
        failed = failed.take().or(written.as_ref().err().map(io::Error::kind));
        written
    });
    let flushed = buffered.flush();
    tally.edits += edits;
    tally.mended += mended;
    tally.left += left;
    if let Some(kind) = failed.or(flushed.err().map(|error| error.kind())) {
        return Err(Error::output(io::Error::from(kind)));
    }
    result.map(|()| edits > 0)
}

fn fix_in_place(
    session: &Session,
    args: &FixArgs,
    path: &Path,
    tier: Applicability,
    tally: &mut Tally,
) -> Result<(), Error> {
    let mut replacement = Replacement::of(path)?;
    let changed = fix_to(session, args, &Place::File(path.to_owned()), tier, tally, &mut replacement)?;
    // An unchanged file keeps its date.
    if changed { replacement.finish(args.backup) } else { Ok(()) }
}

fn fix_diff(
    session: &Session,
    args: &FixArgs,
    place: &Place,
    tier: Applicability,
    tally: &mut Tally,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let name = place.name();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let (mut edits, mut mended) = (0, 0);
    session.walk(place, &args.input, tally, &mut |record, review| {
        let chosen = review.map(|review| review.edits(tier)).unwrap_or_default();
        let fixes = review.map_or(0, |review| review.findings.iter().filter(|f| f.applicability >= tier).count());
        edits += fixes;
        mended += usize::from(fixes > 0);
        before.extend_from_slice(&record.raw);
        record.write(&chosen, &mut after)
    })?;
    tally.edits += edits;
    tally.mended += mended;
    let (before, after) = (String::from_utf8_lossy(&before), String::from_utf8_lossy(&after));
    output::diff(&name, &before, &after, out).map_err(Error::output)
}

/// `check`
///
/// # Errors
///
/// Returns what stops the whole run.
pub fn check(args: &CheckArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let session = Session::new(&args.input, common)?;
    let mut tally = Tally::default();
    let mut all = Vec::new();
    let name = match args.format {
        ReportArg::Text => "text",
        ReportArg::Short => "short",
        ReportArg::Json | ReportArg::Jsonl => "jsonl",
    };
    let report = report::all().iter().find(|report| report.name() == name).expect("every format has a report");
    let mut found = 0;
    for place in input::places(&args.input) {
        let mut lines: Vec<u8> = Vec::new();
        let mut mended = 0;
        let done = place.and_then(|place| {
            session.walk(&place, &args.input, &mut tally, &mut |record, review| {
                let (Body::Document { document, .. }, Some(review)) = (&record.body, review) else { return Ok(()) };
                found += review.findings.len();
                mended += usize::from(!review.findings.is_empty());
                if args.format == ReportArg::Json {
                    all.extend(report::json_findings(document, review));
                    return Ok(());
                }
                report.write(document, review, &mut lines)
            })
        });
        tally.mended += mended;
        out.write_all(&lines).map_err(Error::output)?;
        settle(done, &mut tally)?;
    }
    tally.edits = found;
    if args.format == ReportArg::Json {
        let report = serde_json::json!({ "version": 1, "findings": all, "documents": tally.documents });
        writeln!(out, "{report}").map_err(Error::output)?;
    }
    tally.summary("proposed");
    Ok(match tally.exit() {
        Exit::Done if found > 0 => Exit::Findings,
        exit => exit,
    })
}

/// `explain`
///
/// # Errors
///
/// Returns what stops the whole run.
pub fn explain(args: &ExplainArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let session = Session::new(&args.input, common)?;
    let mut tally = Tally::default();
    let (line, column) = args.at.map_or((None, None), |(line, column)| (Some(line), column));
    let mut shown = 0;
    for place in input::places(&args.input) {
        let mut lines: Vec<u8> = Vec::new();
        let done = place.and_then(|place| {
            session.walk(&place, &args.input, &mut tally, &mut |record, review| {
                let (Body::Document { document, .. }, Some(review)) = (&record.body, review) else { return Ok(()) };
                shown += report::explain(document, review, line, column, &mut lines)?;
                Ok(())
            })
        });
        out.write_all(&lines).map_err(Error::output)?;
        settle(done, &mut tally)?;
    }
    if shown == 0 {
        complain("no rule looked at anything there");
    }
    Ok(tally.exit())
}
