//! `tune`: weights fitted to good text and to the examples of the glossaries.

use super::args::{Common, ListFormat, TuneArgs};
use super::exit::Exit;
use super::output::Replacement;
use super::session::{Session, Tally, complain};
use crate::error::Error;
use crate::format::Body;
use crate::{measure, report};
use std::io::Write;

/// Fits the weights to what `args` name, prints how it went and writes the table.
///
/// # Errors
///
/// Returns what stops the whole run; a text that cannot be read is reported and passed over.
pub fn tune(args: &TuneArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let session = Session::new(&args.input, common)?;
    let Some((_, first)) = session.places.first() else {
        return Err(Error::settings("no text to learn from: name files or folders of good text"));
    };
    if session.places.iter().any(|(_, rules)| !std::rc::Rc::ptr_eq(rules, first)) {
        return Err(Error::settings(
            "the texts are below different decalque.toml files: one table is fitted to one set of glossaries; \
             name the texts of one, or give --isolated",
        ));
    }
    let (mut tally, mut documents) = (Tally::default(), Vec::new());
    for (place, rules) in &session.places {
        let done = session.walk(place, rules, &mut tally, |record, _| {
            if let Body::Document { document, .. } = &record.body {
                documents.push(document.clone());
            }
            Ok(())
        });
        tally.settle(done)?;
    }
    let tuned = measure::tune::tune(&first.engine, &documents);
    match args.format {
        ListFormat::Text => report::tuned(&tuned.summary, out).map_err(Error::output)?,
        ListFormat::Json => {
            let json = serde_json::to_string_pretty(&tuned.summary);
            writeln!(out, "{}", json.map_err(|error| Error::output(error.into()))?).map_err(Error::output)?;
        }
    }
    let mut table = Replacement::at(&args.output)?;
    table
        .write_all(tuned.weights.to_toml().as_bytes())
        .map_err(|error| Error::io(args.output.display().to_string(), error))?;
    table.finish(false)?;
    complain(&format!(
        "{} written; use it with --weights, or `weights = \"…\"` in decalque.toml",
        args.output.display()
    ));
    Ok(tally.exit())
}
