//! The command line: the only room that opens files, reads the environment, and prints.
#![expect(clippy::disallowed_methods, reason = "what the core is kept from, this room is for")]

mod add;
mod args;
mod at;
mod check;
mod eval;
mod exit;
mod explain;
mod fix;
mod input;
mod learn;
mod manual;
mod output;
mod resources;
mod rules;
mod run;
mod session;
mod settings;
mod sources;
mod tune;

pub use args::Args;
pub use exit::Exit;
pub use run::run;
