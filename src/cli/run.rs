//! From arguments to exit code.

use super::args::{Args, Command};
use super::exit::Exit;
use super::{add, check, eval, explain, fix, learn, manual, rules, tune};
use crate::error::Error;
use crate::glossary::schema;
use crate::report;
use clap::CommandFactory;
use std::io::{self, IsTerminal, Write};

/// Faults of documents and gold that are shown: a wrong folder has one a line.
const SHOWN: usize = 20;

/// Runs the command and prints what went wrong, if something did.
#[must_use]
pub fn run(args: &Args) -> Exit {
    // Mended texts go out byte for byte; only what we write for people passes a filter for colours, which
    // takes escape sequences out of a pipe.
    let mut raw = io::stdout().lock();
    let mut styled = anstream::AutoStream::auto(io::stdout());
    let ours = matches!(
        args.command,
        Command::Add(_) | Command::Check(_) | Command::Eval(_) | Command::Explain(_) | Command::Rules { .. }
    );
    let out: &mut dyn Write = if ours { &mut styled } else { &mut raw };
    match dispatch(args, out).and_then(|exit| out.flush().map(|()| exit).map_err(Error::output)) {
        Ok(exit) => exit,
        Err(error) => {
            // A reader that has seen enough ("| head") is no failure of ours.
            if error.is_broken_pipe() {
                return Exit::Done;
            }
            let mut err = anstream::stderr().lock();
            if error.is_glossary() {
                let styled = io::stderr().is_terminal();
                let count = error.faults().len();
                let _ = write!(err, "{}", report::render_faults(error.faults(), styled));
                let _ = writeln!(err, "decalque: {count} fault(s) in glossaries or settings; nothing was done");
            } else if error.is_gold() {
                // Their lines are as long as documents: the place says more than the line would.
                for fault in error.faults().iter().take(SHOWN) {
                    let _ = writeln!(err, "{fault}");
                }
                let count = error.faults().len();
                let _ = writeln!(err, "decalque: {count} fault(s) in documents or gold; nothing was measured");
            } else {
                let _ = writeln!(err, "decalque: {error}");
            }
            if error.is_input() { Exit::Unreadable } else { Exit::Refused }
        }
    }
}

fn dispatch(args: &Args, out: &mut dyn Write) -> Result<Exit, Error> {
    let print = |bytes: &[u8], out: &mut dyn Write| out.write_all(bytes).map(|()| Exit::Done).map_err(Error::output);
    match &args.command {
        Command::Fix(fix) => fix::fix(fix, &args.common, out),
        Command::Check(check) => check::check(check, &args.common, out),
        Command::Explain(explain) => explain::explain(explain, &args.common, out),
        Command::Add(add) => add::add(add, &args.common, out),
        Command::Eval(eval) => eval::eval(eval, &args.common, out),
        Command::Rules { command } => rules::rules(command, &args.common, out),
        Command::Learn(learn) => learn::learn(learn, &args.common),
        Command::Tune(tune) => tune::tune(tune, &args.common, out),
        Command::Schema => {
            let schema = serde_json::to_string_pretty(&schema::json_schema());
            print((schema.map_err(|error| Error::output(error.into()))? + "\n").as_bytes(), out)
        }
        Command::Completions { shell } => {
            // Into memory first: the generator panics where a write fails.
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "decalque", &mut script);
            print(&script, out)
        }
        Command::Man => print(&manual::page().map_err(Error::output)?, out),
    }
}
