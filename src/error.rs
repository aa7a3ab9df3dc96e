//! The one error type of the library.

use crate::diagnostic::Diagnostic;
use std::fmt;

/// What went wrong, opaque so that it can grow; ask with the `is_*` predicates.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Glossary(Vec<Diagnostic>),
    Gold(Vec<Diagnostic>),
    Input(String),
    Io(String, std::io::Error),
    Output(std::io::Error),
    Settings(String),
}

impl Error {
    /// A glossary that cannot be used, with every fault found in it.
    #[must_use]
    pub fn glossary(faults: Vec<Diagnostic>) -> Self {
        Self { kind: Kind::Glossary(faults) }
    }

    /// Documents or gold that cannot be measured on, with every fault found in them.
    #[must_use]
    pub fn gold(faults: Vec<Diagnostic>) -> Self {
        Self { kind: Kind::Gold(faults) }
    }

    /// An input that cannot be read as what it is said to be.
    #[must_use]
    pub fn input(message: impl Into<String>) -> Self {
        Self { kind: Kind::Input(message.into()) }
    }

    /// Reading or writing `what` failed.
    #[must_use]
    pub fn io(what: impl Into<String>, source: std::io::Error) -> Self {
        Self { kind: Kind::Io(what.into(), source) }
    }

    /// Writing what was made failed.
    #[must_use]
    pub fn output(source: std::io::Error) -> Self {
        Self { kind: Kind::Output(source) }
    }

    /// A setting or an option that makes no sense.
    #[must_use]
    pub fn settings(message: impl Into<String>) -> Self {
        Self { kind: Kind::Settings(message.into()) }
    }

    /// True for a faulty glossary; [`Error::faults`] then lists what is wrong with it.
    #[must_use]
    pub const fn is_glossary(&self) -> bool {
        matches!(self.kind, Kind::Glossary(_))
    }

    /// True for documents or gold that cannot be measured on; [`Error::faults`] then lists what is wrong with them.
    #[must_use]
    pub const fn is_gold(&self) -> bool {
        matches!(self.kind, Kind::Gold(_))
    }

    /// True for an input that is malformed.
    #[must_use]
    pub const fn is_input(&self) -> bool {
        matches!(self.kind, Kind::Input(_))
    }

    /// True for a failed read or write.
    #[must_use]
    pub const fn is_io(&self) -> bool {
        matches!(self.kind, Kind::Io(..) | Kind::Output(_))
    }

    /// True if what was made could not be written.
    #[must_use]
    pub const fn is_output(&self) -> bool {
        matches!(self.kind, Kind::Output(_))
    }

    /// True if the reader of our output has gone.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&self.kind, Kind::Output(error) | Kind::Io(_, error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// True for a setting or option that makes no sense.
    #[must_use]
    pub const fn is_settings(&self) -> bool {
        matches!(self.kind, Kind::Settings(_))
    }

    /// The faults of a glossary or of gold; empty for other errors.
    #[must_use]
    pub fn faults(&self) -> &[Diagnostic] {
        match &self.kind {
            Kind::Glossary(faults) | Kind::Gold(faults) => faults,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Glossary(faults) | Kind::Gold(faults) => {
                for (i, fault) in faults.iter().enumerate() {
                    if i > 0 {
                        f.write_str("\n")?;
                    }
                    fault.fmt(f)?;
                }
                Ok(())
            }
            Kind::Input(message) | Kind::Settings(message) => f.write_str(message),
            Kind::Io(what, source) => write!(f, "{what}: {source}"),
            Kind::Output(source) => write!(f, "cannot write the output: {source}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(_, source) | Kind::Output(source) => Some(source),
            _ => None,
        }
    }
}
