//! `explain`: every piece of evidence for what is mended and for what is not.

use super::args::{Common, ExplainArgs};
use super::exit::Exit;
use super::session::{Session, Tally, complain};
use crate::error::Error;
use crate::format::Body;
use crate::report;
use std::io::{BufWriter, Write};

/// Explains what `args` name.
///
/// # Errors
///
/// Returns what stops the whole run.
pub fn explain(args: &ExplainArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let mut input = args.input.clone();
    if input.paths.is_empty() {
        input.paths.extend(args.at.as_ref().and_then(super::at::At::file));
    }
    let session = Session::new(&input, common)?;
    let mut tally = Tally::default();
    let (line, column) = args.at.as_ref().map_or((None, None), |at| (Some(at.line), at.column));
    let (mut shown, mut met) = (0, false);
    for (place, rules) in &session.places {
        let mut buffered = BufWriter::with_capacity(1 << 16, &mut *out);
        let done = session.walk(place, rules, &mut tally, |record, review| {
            let (Body::Document { document, .. }, Some(review)) = (&record.body, review) else { return Ok(()) };
            if args.at.as_ref().is_none_or(|at| at.is_in(&document.name)) {
                met = true;
                shown += report::explain(document, review, line, column, &mut buffered).map_err(Error::output)?;
            }
            Ok(())
        });
        buffered.flush().map_err(Error::output)?;
        tally.settle(done)?;
    }
    tally.say_sources();
    if tally.exit() != Exit::Done {
        // What could not be read was said.
    } else if !met && tally.documents > 0 {
        complain("no text of that name was read; `decalque check` prints the names");
    } else if shown == 0 {
        complain("no rule looked at anything there");
    }
    Ok(tally.exit())
}
