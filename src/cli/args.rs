//! What the user may type. Help, completions and the manual page all come from here.

use crate::edit::Applicability;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Mends machine-translated text: names, terms and numbers that a machine translated word for word.
#[derive(Clone, Debug, Parser)]
#[command(name = "decalque", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options that every command knows.
    #[command(flatten)]
    pub common: Common,
}

const EXAMPLES: &str = "\
Examples:
  decalque check article.txt                    show what would be mended, and why
  decalque fix article.txt                      print the mended text
  decalque fix -w --backup articles/            mend a folder in place, keeping copies
  decalque fix --field text < in.jsonl > out.jsonl
  decalque explain article.txt --at 3:14        every piece of evidence at line 3, column 14
  decalque rules show fr-ai.meta                one rule of the glossary

Exit codes: 0 done, 1 `check` or `rules test` found something, 2 wrong usage, settings or glossary,
3 some input could not be read and the rest was done.";

/// Options that every command knows.
#[derive(Clone, Debug, ClapArgs)]
pub struct Common {
    /// A glossary file of your own, beside the built-in ones; may be repeated
    #[arg(long, value_name = "PATH", global = true)]
    pub glossary: Vec<PathBuf>,
    /// Ignore any decalque.toml
    #[arg(long, global = true)]
    pub isolated: bool,
    /// Threads to use; all processors unless given
    #[arg(short, long, value_name = "N", global = true)]
    pub jobs: Option<usize>,
}

/// How input is read.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Input {
    /// Files or folders; `-` or nothing reads standard input
    pub paths: Vec<PathBuf>,
    /// The field of a JSON Lines record that holds the text; standard input is then read as JSON Lines
    #[arg(long, value_name = "NAME")]
    pub field: Option<String>,
    /// The field that holds the text it was translated from
    #[arg(long, value_name = "NAME")]
    pub source_field: Option<String>,
    /// Markup of the text
    #[arg(long, value_enum, default_value_t = MarkupArg::Detect)]
    pub markup: MarkupArg,
    /// Mend the spacing of French quotation marks and punctuation too
    #[arg(long)]
    pub typography: bool,
}

/// Markup of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MarkupArg {
    /// Look at each text
    #[default]
    Detect,
    /// None
    Plain,
    /// Markdown
    Markdown,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Mend texts and print them
    Fix(FixArgs),
    /// Show what `fix` would do, and why; writes nothing
    Check(CheckArgs),
    /// Show every piece of evidence for what is mended and for what is not
    Explain(ExplainArgs),
    /// Look at the glossaries
    Rules {
        /// What to do with them
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Print the JSON Schema of glossary files
    Schema,
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// `fix`
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = "Without -w or --diff the mended text goes to standard output and a summary to standard error.")]
pub struct FixArgs {
    /// What to mend.
    #[command(flatten)]
    pub input: Input,
    /// Write the files in place
    #[arg(short, long)]
    pub write: bool,
    /// With -w, keep each changed file as FILE.bak
    #[arg(long, requires = "write")]
    pub backup: bool,
    /// Print a unified diff instead of the text
    #[arg(long, conflicts_with = "write")]
    pub diff: bool,
    /// How far to go
    #[arg(long, value_enum)]
    pub tier: Option<Tier>,
}

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// What is sure
    Safe,
    /// What is likely too
    Suggested,
}

impl From<Tier> for Applicability {
    fn from(tier: Tier) -> Self {
        match tier {
            Tier::Safe => Self::Safe,
            Tier::Suggested => Self::Suggested,
        }
    }
}

/// `check`
#[derive(Clone, Debug, ClapArgs)]
pub struct CheckArgs {
    /// What to look at.
    #[command(flatten)]
    pub input: Input,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReportArg::Text)]
    pub format: ReportArg,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportArg {
    /// For people
    Text,
    /// One line each
    Short,
    /// One JSON object
    Json,
    /// One JSON object a line
    Jsonl,
}

/// `explain`
#[derive(Clone, Debug, ClapArgs)]
pub struct ExplainArgs {
    /// What to look at.
    #[command(flatten)]
    pub input: Input,
    /// Only what stands on this line, or at this line and column
    #[arg(long, value_name = "LINE[:COLUMN]", value_parser = place)]
    pub at: Option<(usize, Option<usize>)>,
}

fn place(text: &str) -> Result<(usize, Option<usize>), String> {
    let number = |part: &str| {
        part.parse::<usize>().ok().filter(|&n| n > 0).ok_or_else(|| format!("`{part}` is no number from 1 on"))
    };
    match text.split_once(':') {
        Some((line, column)) => Ok((number(line)?, Some(number(column)?))),
        None => Ok((number(text)?, None)),
    }
}

/// `rules`
#[derive(Clone, Debug, Subcommand)]
pub enum RulesCommand {
    /// List all entries
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Show one entry
    Show {
        /// Its id, as `rules list` prints it
        id: String,
    },
    /// Run the examples of the glossaries: every `change` must change so, every `keep` must stay
    Test {
        /// Only entries whose id begins so
        id: Option<String>,
    },
    /// Look for entries that could be better
    Lint,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Text,
    /// An array of entries
    Json,
}
