//! What the user may type. Help, completions and the manual page all come from here.

use super::at::At;
use crate::edit::Applicability;
use clap::builder::NonEmptyStringValueParser;
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
  decalque add \"la pente\" Slope --in \"…\"       a name of your own, right from now on
  decalque eval bench/*                         how often it is right, on documents with gold
  decalque rules show fr-ai.meta                one rule of the glossary

Exit codes: 0 done, 1 `check`, `rules test`, `rules cover` or `eval --control` found something or `add` was refused by a
sentence, 2 wrong usage, settings, glossary or gold, 3 some input could not be read and the rest was done.";

/// Options that every command knows.
#[derive(Clone, Debug, ClapArgs)]
pub struct Common {
    /// A glossary file of your own, beside the built-in ones; may be repeated
    #[arg(long, value_name = "PATH", global = true)]
    pub glossary: Vec<PathBuf>,
    /// A file of weights, what each piece of evidence adds; what it does not say is as built in
    #[arg(long, value_name = "PATH", global = true)]
    pub weights: Option<PathBuf>,
    /// A dictionary between the languages of source and text (a .index of the dict server, a .dix of Apertium, or words and
    /// translations with a tab between), or the language of the sources, as `en`, for those that are installed; may be
    /// repeated
    #[arg(long, value_name = "FILE|LANGUAGE", global = true)]
    pub dictionary: Vec<PathBuf>,
    /// How names are rendered by the engine that translated the texts, as `decalque learn` writes it
    #[arg(long, value_name = "PATH", global = true)]
    pub renderings: Option<PathBuf>,
    /// Ignore any decalque.toml
    #[arg(long, global = true)]
    pub isolated: bool,
    /// Threads to use; all processors unless given
    #[arg(short, long, value_name = "N", global = true)]
    pub jobs: Option<usize>,
}

/// How input is read.
#[derive(Clone, Debug, ClapArgs)]
pub struct Input {
    /// Files or folders; `-` or nothing reads standard input
    pub paths: Vec<PathBuf>,
    /// Read everything as JSON Lines, the text of a record in this field (`a.b` for one within another)
    #[arg(long, value_name = "NAME")]
    pub field: Option<String>,
    /// The field that holds the text it was translated from
    #[arg(long, value_name = "NAME")]
    pub source_field: Option<String>,
    /// The file with the text that the one text given was translated from
    #[arg(long, value_name = "FILE", conflicts_with_all = ["field", "source_field"])]
    pub source: Option<PathBuf>,
    /// The language of the source, as `es`; unless given its function words tell
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub source_language: Option<String>,
    /// Markup of the text
    #[arg(long, value_enum, default_value_t = MarkupArg::Detect)]
    pub markup: MarkupArg,
    /// Mend the spacing of French quotation marks and punctuation too
    #[arg(long)]
    pub typography: bool,
    /// Most that is read as one text: a longer file is cut between paragraphs, a longer record is left alone
    #[arg(long, value_name = "MIB", default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub max_size: u32,
}

/// A language code as the user writes it.
fn language(text: &str) -> Result<String, String> {
    let code = (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase());
    if code { Ok(text.to_owned()) } else { Err("write the ISO 639 code of a language, as es or en".to_owned()) }
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
    /// Put a name right from now on: write a checked entry into your own glossary
    Add(AddArgs),
    /// Measure how often edits are right, on documents with gold
    Eval(EvalArgs),
    /// Fit the weights of evidence to good text of your own
    Tune(TuneArgs),
    /// Learn from texts and their sources how an engine renders names
    Learn(LearnArgs),
    /// Look at the glossaries
    #[command(after_help = RULES_EXAMPLES)]
    Rules {
        /// What to do with them
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Print the JSON Schema of glossary files
    #[command(after_help = "Examples:\n  decalque schema > schema.json    for editors that complete and check TOML")]
    Schema,
    /// Print the completions of a shell
    #[command(
        after_help = "Examples:\n  decalque completions bash > ~/.local/share/bash-completion/completions/decalque\n  \
                            decalque completions fish > ~/.config/fish/completions/decalque.fish"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, all commands on it
    #[command(after_help = "Examples:\n  decalque man | man -l -")]
    Man,
}

const RULES_EXAMPLES: &str = "\
Examples:
  decalque rules list                           all rules, one a line
  decalque rules show fr-ai.meta                one rule with its evidence and examples
  decalque rules test --glossary mine.toml      run all examples, your own too
  decalque rules cover mine. --glossary mine.toml   which of your vetoes and cues no example needs";

const COVER_EXAMPLES: &str = "\
An example needs what it holds with and fails without. The exit code is 1 if no example needs a veto (a phrase
of `never`, an entry of `unless`).

Examples:
  decalque rules cover fr-ai.meta               what of Meta no example needs, and why
  decalque rules cover mine. --glossary mine.toml
  decalque rules cover --format json            every veto and cue, how often it shows, and which example needs it";

const FIX_EXAMPLES: &str = "\
Without -w or --diff the mended text goes to standard output and a summary to standard error.

Examples:
  decalque fix article.txt > mended.txt
  decalque fix --diff --tier suggested articles/
  decalque fix --min-confidence 0.99 article.txt
  decalque fix -w --backup articles/            keeps each changed file as FILE.bak, FILE.bak1, …
  decalque fix article.fr.txt --source articulo.es.txt
  decalque fix --field text --source-field source < in.jsonl > out.jsonl";

const CHECK_EXAMPLES: &str = "\
Examples:
  decalque check article.txt
  decalque check --format short articles/ | sort
  decalque check --format json --field text docs.jsonl

`json` prints one object: `findings`, what is `unread` and why, which texts are in a `foreign` language, and if
there were any, what became of the `sources`.
`jsonl` prints findings alone; what could not be read is then on standard error only. Spans are offsets in
bytes, characters and UTF-16 units: of the file, or of the decoded text where it is the field of a record.";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  decalque explain article.txt                  everything that a rule looked at
  decalque explain article.txt --at 3           what of it is on line 3
  decalque explain article.txt --at 3:14        what of it touches column 14
  decalque explain docs.jsonl --at '#2:1:3'     line 1, column 3 of the second record
  decalque explain --at docs.jsonl#2:1:3        the same, as `check` prints the place";

/// `fix`
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = FIX_EXAMPLES)]
pub struct FixArgs {
    /// What to mend.
    #[command(flatten)]
    pub input: Input,
    /// Write the files in place
    #[arg(short, long)]
    pub write: bool,
    /// With -w, keep each changed file as FILE.bak, or FILE.bak1 and so on where that is taken
    #[arg(long, requires = "write")]
    pub backup: bool,
    /// Print a unified diff instead of the text
    #[arg(long, conflicts_with = "write")]
    pub diff: bool,
    /// How far to go
    #[arg(long, value_enum)]
    pub tier: Option<Tier>,
    /// Of those, mend only what is at least so likely to be right, from 0 to 1
    #[arg(long, value_name = "P", value_parser = probability)]
    pub min_confidence: Option<u16>,
}

/// A probability as the user writes it, in ten-thousandths.
fn probability(text: &str) -> Result<u16, String> {
    let cure = "write a number from 0 to 1, as 0.98";
    let value: f64 = text.parse().map_err(|_| cure.to_owned())?;
    if !(0.0..=1.0).contains(&value) {
        return Err(cure.to_owned());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ten thousand at most")]
    Ok((value * 10_000.0).round() as u16)
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
#[command(after_help = CHECK_EXAMPLES)]
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
    /// One JSON object, with what was not read
    Json,
    /// One JSON object a finding and line, and nothing else
    Jsonl,
}

/// `explain`
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub struct ExplainArgs {
    /// What to look at.
    #[command(flatten)]
    pub input: Input,
    /// Only what stands on this line, or touches this column of it, in any text or in the one named
    #[arg(long, value_name = "[[FILE][#RECORD]:]LINE[:COLUMN]")]
    pub at: Option<At>,
}

const TUNE_EXAMPLES: &str = "\
The texts are good ones, with the right names in them: where a name stands, one of its wrong forms is put,
which makes a place that must be mended; the same words in their own sense make places that must stay. The
examples of the glossaries count too. How it went is printed, and the table written.

Examples:
  decalque tune articles/ -o weights.toml
  decalque tune --field text corpus.jsonl -o weights.toml";

/// `tune`
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = TUNE_EXAMPLES)]
pub struct TuneArgs {
    /// What to learn from.
    #[command(flatten)]
    pub input: Input,
    /// Where the table goes
    #[arg(short, long, value_name = "PATH")]
    pub output: PathBuf,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

const LEARN_EXAMPLES: &str = "\
Each line of TARGET is the translation of that line of SOURCE. Words are aligned over all of it, and what stands
for a name again and again, where chance would not have it, goes into the file: look through it, take out what is
no name, and give the rest to `fix --renderings`.

Examples:
  decalque learn corpus.en.txt corpus.fr.txt -o renderings.toml
  decalque learn --source-field source corpus.jsonl -o renderings.toml
  decalque fix --source-field source --field text --renderings renderings.toml < corpus.jsonl";

/// `learn`
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = LEARN_EXAMPLES)]
pub struct LearnArgs {
    /// SOURCE and TARGET, its translation; with --source-field any number of JSON Lines files that have both
    #[arg(value_name = "FILE", required = true)]
    pub paths: Vec<PathBuf>,
    /// The field that holds the text of a record (`a.b` for one within another); `text` unless given
    #[arg(long, value_name = "NAME")]
    pub field: Option<String>,
    /// The field that holds the text it was translated from
    #[arg(long, value_name = "NAME")]
    pub source_field: Option<String>,
    /// Where the renderings go
    #[arg(short, long, value_name = "PATH")]
    pub output: PathBuf,
    /// Places at which a rendering must be seen to be believed
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    pub min_count: u32,
}

const ADD_EXAMPLES: &str = "\
The entry goes into the first glossary that the nearest decalque.toml names, or into the one of
--glossary. Where there is no decalque.toml, it is made in the current folder with glossary.toml. What
is in a file stays. Nothing is written unless the entry mends the --in sentence and every --keep
sentence stays. Where the name is known, its entry is extended.

Examples:
  decalque add \"la pente foncée\" \"Dark Slope\" --in \"Le jeu de la pente foncée sort chez Sony.\"
  decalque add pente Slope --in \"La pente licencie, dit Zorb.\" --keep \"Zorb dévale la pente.\"
  decalque add Zorbelle \"Dark Slope\" --in \"On a fini Zorbelle.\" --sure --dry-run articles/";

/// `add`
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = ADD_EXAMPLES)]
pub struct AddArgs {
    /// What the machine writes, in quotes; the article before it does not matter
    #[arg(value_name = "WRONG", value_parser = NonEmptyStringValueParser::new())]
    pub wrong: String,
    /// The right name, as it is to be written
    #[arg(value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub name: String,
    /// Show at once what the entry changes in these files or folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A sentence in which it stood, as the machine wrote it
    #[arg(long = "in", value_name = "SENTENCE", value_parser = NonEmptyStringValueParser::new())]
    pub sentence: String,
    /// A sentence in which the words must stay; may be repeated
    #[arg(long, value_name = "SENTENCE", value_parser = NonEmptyStringValueParser::new())]
    pub keep: Vec<String>,
    /// A word that speaks for the name, beside the names found in the sentence; may be repeated
    #[arg(long, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    pub near: Vec<String>,
    /// A phrase beside which the words always stay; may be repeated
    #[arg(long, value_name = "PHRASE", value_parser = NonEmptyStringValueParser::new())]
    pub never: Vec<String>,
    /// What it is (org, product, person, place, work, team, term); guessed from the sentence unless given
    #[arg(long)]
    pub kind: Option<String>,
    /// The words never mean anything else
    #[arg(long)]
    pub sure: bool,
    /// Write nothing, only show
    #[arg(long)]
    pub dry_run: bool,
    /// Read the PATHs as JSON Lines, the text of a record in this field
    #[arg(long, value_name = "NAME")]
    pub field: Option<String>,
}

const EVAL_EXAMPLES: &str = "\
FOLDER/docs.jsonl has a document a line, {\"id\", \"text\", \"source\"?}. FOLDER/gold.jsonl says what is wrong with them:
  {\"id\", \"line\", \"lost\": [{\"name\", \"kind\"}], \"kept\"?, \"translated\"?}   names that line (from 0) of the document lost;
                                 words of its source that translations keep, and those that they translate
  {\"id\", \"gold\", \"clean\", \"errors\": [{\"name\"}]}   its gold version, true if only names are wrong, those names
Without gold.jsonl nothing is wrong, and every edit is a false alarm.

Examples:
  decalque eval tests/eval/names
  decalque eval --source-field source --format json bench/* > measured.json
  decalque eval --control bench/clean           what chance alone would change
  decalque eval --compare - mine.toml bench/*   the edits that your glossary adds, and those it takes away
  decalque eval --compare ../old/decalque - bench/*

--compare takes a glossary, a file of weights, another build of the program, or `-` for this one as it is.";

/// `eval`
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = EVAL_EXAMPLES)]
pub struct EvalArgs {
    /// Folders with docs.jsonl and, unless nothing is wrong with these, gold.jsonl
    #[arg(value_name = "FOLDER", required = true)]
    pub folders: Vec<PathBuf>,
    /// The field that holds the text of a document (`a.b` for one within another); `text` unless given
    #[arg(long, value_name = "NAME")]
    pub field: Option<String>,
    /// Show the rules the text that it was translated from, in this field; withheld unless given
    #[arg(long, value_name = "NAME")]
    pub source_field: Option<String>,
    /// How far to go
    #[arg(long, value_enum)]
    pub tier: Option<Tier>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Most wrong edits that are shown in their line
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub worst: usize,
    /// Run a glossary of invented names instead: every edit is one that chance alone is behind
    #[arg(long, conflicts_with = "compare")]
    pub control: bool,
    /// Show the edits that differ between two glossaries, files of weights, builds, or `-`
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pub compare: Vec<PathBuf>,
}

/// `rules`
#[derive(Clone, Debug, Subcommand)]
pub enum RulesCommand {
    /// List all rules
    #[command(after_help = "Examples:\n  decalque rules list | grep -i gemini\n  decalque rules list --format json")]
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Show one rule
    #[command(after_help = "Examples:\n  decalque rules show fr-ai.meta\n  decalque rules show fr-ai.millions")]
    Show {
        /// Its id, as `rules list` prints it
        id: String,
    },
    /// Run the examples of the glossaries: every `change` must change so, every `keep` and `silent` must stay
    #[command(after_help = "Examples:\n  decalque rules test\n  decalque rules test fr-ai.meta\n  \
                            decalque rules test mine. --glossary mine.toml")]
    Test {
        /// Only rules whose id begins so
        id: Option<String>,
    },
    /// Take out each veto, each cue and each feature in turn, and list those that no example needs
    #[command(after_help = COVER_EXAMPLES)]
    Cover {
        /// Only rules whose id begins so; without it the features of the language too
        #[arg(value_name = "ID-PREFIX")]
        id: Option<String>,
        /// Only what silences a rule, its `never` and `unless`: several times faster
        #[arg(long)]
        vetoes: bool,
        /// How to print: what no example needs, or everything
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Look for entries that could be better
    #[command(after_help = "Examples:\n  decalque rules lint --glossary mine.toml")]
    Lint,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
