//! The program: arguments in, exit code out.

use clap::Parser;
use decalque::cli::{Args, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    run(&Args::parse()).into()
}
