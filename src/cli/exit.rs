//! How a run ends.

use std::process::ExitCode;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The work was done; `check` found nothing.
    Done,
    /// `check`, `rules test` or `rules cover` found something, or sentences spoke against what `add` was asked.
    Findings,
    /// The command, the settings or a glossary is wrong; nothing was done.
    Refused,
    /// Some input could not be read; the rest was done.
    Unreadable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Refused => 2,
            Exit::Unreadable => 3,
        })
    }
}
