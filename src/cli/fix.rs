//! `fix`: mended texts, to standard output, as a diff, or in the place of the files.

use super::args::{Common, FixArgs, Tier};
use super::exit::Exit;
use super::input::Place;
use super::output::{self, Replacement};
use super::session::{Rules, Session, Tally};
use crate::edit::Edit;
use crate::error::Error;
use crate::review::{Choice, Review};
use std::io::{self, Write};
use std::path::Path;

/// Mends what `args` name.
///
/// # Errors
///
/// Returns what stops the whole run; what stops one file is reported and counted.
pub fn fix(args: &FixArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let session = Session::new(&args.input, common)?;
    if args.write && session.places.iter().any(|(place, _)| *place == Place::Stdin) {
        return Err(Error::settings("-w needs files: standard input cannot be written in place"));
    }
    let mut tally = Tally::default();
    for (place, rules) in &session.places {
        let tier = args.tier.or(rules.settings.tier).unwrap_or(Tier::Safe).into();
        let choice = Choice { tier, confidence: args.min_confidence.unwrap_or(0) };
        let mut job = Job { session: &session, place, rules, choice, tally: &mut tally };
        let done = match place {
            Place::File(path) if args.write => job.in_place(path, args.backup),
            _ if args.diff => job.diff(out),
            _ => {
                let (counts, done) = job.to(out);
                job.tally.add(&counts);
                done
            }
        };
        tally.settle(done)?;
    }
    tally.summary("made");
    Ok(tally.exit())
}

/// One place to be mended.
struct Job<'s> {
    session: &'s Session<'s>,
    place: &'s Place,
    rules: &'s Rules,
    choice: Choice,
    tally: &'s mut Tally,
}

impl Job<'_> {
    /// Mends the place into `out`; says what was done, and how it went.
    fn to(&mut self, out: &mut dyn Write) -> (Tally, Result<(), Error>) {
        let mut counts = Tally::default();
        let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
        let done = self.session.walk(self.place, self.rules, self.tally, |record, review| {
            record.write(&chosen(review, self.choice, &mut counts), &mut buffered).map_err(Error::output)
        });
        let flushed = buffered.flush().map_err(Error::output);
        (counts, done.and(flushed))
    }

    fn in_place(&mut self, path: &Path, backup: bool) -> Result<(), Error> {
        let mut replacement = Replacement::of(path)?;
        let (counts, done) = self.to(&mut replacement);
        done?;
        // An unchanged file keeps its date.
        if counts.edits > 0 {
            replacement.finish(backup)?;
        }
        self.tally.add(&counts);
        Ok(())
    }

    fn diff(&mut self, out: &mut dyn Write) -> Result<(), Error> {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut counts = Tally::default();
        self.session.walk(self.place, self.rules, self.tally, |record, review| {
            before.extend_from_slice(&record.raw);
            record.write(&chosen(review, self.choice, &mut counts), &mut after).map_err(Error::output)
        })?;
        self.tally.add(&counts);
        let (before, after) = (String::from_utf8_lossy(&before), String::from_utf8_lossy(&after));
        output::diff(&self.place.name(), &before, &after, out).map_err(Error::output)
    }
}

/// The edits of `review` that `choice` takes, counted.
fn chosen<'r>(review: Option<&'r Review>, choice: Choice, counts: &mut Tally) -> Vec<&'r Edit> {
    let Some(review) = review else { return Vec::new() };
    let made = review.findings.iter().filter(|finding| choice.takes(finding)).count();
    counts.count(made, review.findings.len());
    review.edits(choice)
}
