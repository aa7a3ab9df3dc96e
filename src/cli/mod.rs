//! The command line: the only room that opens files, reads the environment, and prints.
#![expect(clippy::disallowed_methods, reason = "what the core is kept from, this room is for")]

mod args;
mod commands;
mod exit;
mod input;
mod output;
mod rules;
mod run;
mod settings;

pub use args::Args;
pub use exit::Exit;
pub use run::run;
