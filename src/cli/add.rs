//! `add`: a checked entry in the user's own glossary, and at once what it changes.

use super::args::{AddArgs, Common, Input, MarkupArg};
use super::exit::Exit;
use super::output::Replacement;
use super::session::{Session, Tally, complain};
use super::settings::{self, FILE, Settings};
use crate::derive::{self, Outcome, Proposal, Refusal, Wish};
use crate::diagnostic::Source;
use crate::engine::Engine;
use crate::error::Error;
use crate::format::Body;
use crate::glossary::{Termbase, load};
use crate::report;
use crate::review::Finding;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The glossary that is made where the user has none.
const GLOSSARY: &str = "glossary.toml";

/// Where the entry goes.
struct Target {
    /// The settings file that holds here.
    settings: Option<PathBuf>,
    /// The glossary file.
    path: PathBuf,
    /// The settings file that does not name the glossary yet, with its text once it does.
    listing: Option<(PathBuf, String)>,
}

/// Adds the entry that `args` describe.
///
/// # Errors
///
/// Returns what is wrong with the command, the glossaries, or the entry as a glossary has it.
pub fn add(args: &AddArgs, common: &Common, out: &mut dyn Write) -> Result<Exit, Error> {
    let mut wish = wish(args)?;
    let target = target(common)?;
    let (settings, sources, faults) = settings::sources(target.settings.as_deref(), common, Some(&target.path));
    if !faults.is_empty() {
        return Err(Error::glossary(faults));
    }
    wish.weights = settings.weights.clone();
    let own = own(&target.path, &sources)?;
    let proposal = match derive::propose(&sources, &own, &wish)? {
        Outcome::Ready(proposal) => proposal,
        Outcome::Refused(refusal) => {
            refuse(&refusal)?;
            return Ok(Exit::Findings);
        }
    };
    if !args.dry_run {
        write(&target, &proposal.text)?;
    }
    show(&proposal, &target, args.dry_run, out).map_err(Error::output)?;
    let base = target.settings.as_deref().and_then(Path::parent).unwrap_or_else(|| Path::new(""));
    let named = settings.glossaries.iter().any(|glossary| settings::is_same(&base.join(glossary), &target.path));
    let listed = named || target.listing.is_some();
    if !listed && !args.dry_run {
        let name = settings::name(&target.path);
        complain(&format!("{name} holds where a {FILE} names it, or with --glossary {name}"));
    }
    if args.paths.is_empty() {
        return Ok(Exit::Done);
    }
    let Proposal { before, after, rule, .. } = *proposal;
    changes(args, common, settings, &before, after, &rule, out)
}

fn wish(args: &AddArgs) -> Result<Wish, Error> {
    let clean = |what: &str, text: &String| {
        let line = derive::one_line(text);
        let word = line.contains(char::is_alphanumeric);
        if word { Ok(line) } else { Err(Error::settings(format!("{what} has no word in it: `{text}`"))) }
    };
    let all = |what: &str, texts: &[String]| texts.iter().map(|text| clean(what, text)).collect::<Result<_, _>>();
    Ok(Wish {
        wrong: clean("WRONG", &args.wrong)?,
        name: clean("NAME", &args.name)?,
        sentence: clean("--in", &args.sentence)?,
        keep: all("--keep", &args.keep)?,
        near: all("--near", &args.near)?,
        never: all("--never", &args.never)?,
        kind: args.kind.clone(),
        sure: args.sure,
        ..Wish::default()
    })
}

fn target(common: &Common) -> Result<Target, Error> {
    let here = std::env::current_dir().map_err(|error| Error::io("the current folder", error))?;
    let file = settings::nearest(&here, common);
    if let [path] = common.glossary.as_slice() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir());
        if let Some(folder) = folder {
            let (path, folder) = (path.display(), folder.display());
            return Err(Error::settings(format!("--glossary {path}: there is no folder {folder}; make it first")));
        }
        return Ok(Target { settings: file, path: path.clone(), listing: None });
    }
    if !common.glossary.is_empty() {
        return Err(Error::settings("an entry goes into one glossary: give --glossary once"));
    }
    if common.isolated {
        return Err(Error::settings("with --isolated no settings name your glossary: give --glossary PATH"));
    }
    let Some(path) = file else {
        let listing = Some((here.join(FILE), derive::listed("", GLOSSARY)));
        return Ok(Target { settings: None, path: here.join(GLOSSARY), listing });
    };
    let source = settings::read(&path).map_err(|fault| Error::glossary(vec![fault]))?;
    let (parsed, faults) = load::parse::<Settings>(&source);
    let Some(parsed) = parsed.filter(|_| faults.is_empty()) else { return Err(Error::glossary(faults)) };
    let first = parsed.glossaries.first();
    let glossary = path.with_file_name("").join(first.map_or(Path::new(GLOSSARY), PathBuf::as_path));
    let listing = first.is_none().then(|| (path.clone(), derive::listed(&source.text, GLOSSARY)));
    Ok(Target { settings: Some(path), path: glossary, listing })
}

/// The glossary file at `path` as it is, or with no more than its head where it says nothing yet.
fn own(path: &Path, sources: &[Arc<Source>]) -> Result<Arc<Source>, Error> {
    let name = settings::name(path);
    let source = if path.exists() {
        settings::read(path).map_err(|fault| Error::glossary(vec![fault]))?
    } else {
        Arc::new(Source { name, text: String::new() })
    };
    if !derive::is_blank(&source.text) {
        return Ok(source);
    }
    let others = Termbase::load(sources)?;
    let taken: Vec<&str> = others.packs.iter().map(|pack| pack.file.pack.id.as_str()).collect();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let head = derive::head(&derive::fresh_id(&stem, &taken), others.language.code());
    Ok(Arc::new(Source { name: source.name.clone(), text: derive::appended(&source.text, &head) }))
}

/// Says on standard error why nothing was written.
fn refuse(refusal: &Refusal) -> Result<(), Error> {
    complain(&format!("{}; nothing was written", refusal.message.trim_end()));
    let mut err = anstream::stderr().lock();
    if let Some((document, review)) = &refusal.shown {
        report::explain(document, review, None, None, &mut err).map_err(Error::output)?;
    }
    for (i, cure) in refusal.cures.iter().enumerate() {
        writeln!(err, "{} {cure}", if i == 0 { "help:" } else { "  or:" }).map_err(Error::output)?;
    }
    Ok(())
}

/// Writes the glossary and, where it does not name it yet, the settings file. Both are on disk before either takes
/// its place, so that a full disk or a read-only file leaves no half of it.
fn write(target: &Target, text: &str) -> Result<(), Error> {
    let ready = |path: &Path, text: &str| {
        let mut file = Replacement::at(path)?;
        file.write_all(text.as_bytes()).map_err(Error::output)?;
        file.settle()?;
        Ok::<_, Error>(file)
    };
    let glossary = ready(&target.path, text)?;
    let listing = target.listing.as_ref().map(|(path, text)| ready(path, text)).transpose()?;
    glossary.finish(false)?;
    listing.map_or(Ok(()), |listing| listing.finish(false))
}

/// What was written, and what of it was guessed.
fn show(proposal: &Proposal, target: &Target, dry: bool, out: &mut dyn Write) -> std::io::Result<()> {
    let Proposal { kind, about, why, .. } = proposal;
    write!(out, "kind: {kind} ({about})")?;
    match why.as_slice() {
        _ if !proposal.guessed => writeln!(out)?,
        [] => writeln!(out, ", guessed: the sentence tells none; --kind says another")?,
        why => writeln!(out, ", guessed by {}; --kind says another", why.join(", "))?,
    }
    if !proposal.near.is_empty() {
        writeln!(out, "near: {}, found in the sentence", proposal.near.join(", "))?;
    }
    if let Some(made) = &proposal.made {
        writeln!(out, "keep: “{made}”, since an entry shows what must stay; --keep says more")?;
    }
    let verb = if dry { "would be written to" } else { "written to" };
    if let Some((path, _)) = &target.listing {
        writeln!(out, "{verb} {}: glossaries = [\"{GLOSSARY}\"]", settings::name(path))?;
    }
    writeln!(out, "{verb} {} as {}:\n\n{}", settings::name(&target.path), proposal.rule, proposal.addition.trim_end())
}

/// Shows what `rule` changes with `after` that it did not with `before`, in the paths of `args`.
fn changes(
    args: &AddArgs,
    common: &Common,
    settings: Settings,
    before: &Engine,
    after: Engine,
    rule: &str,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let input = Input {
        paths: args.paths.clone(),
        field: args.field.clone(),
        source_field: None,
        source: None,
        source_language: None,
        markup: MarkupArg::Detect,
        typography: false,
        max_size: 16,
    };
    let session = Session::with(&input, common, after, settings)?;
    let short = report::all().iter().find(|report| report.name() == "short").expect("there is a short report");
    let mut tally = Tally::default();
    writeln!(out).map_err(Error::output)?;
    for (place, rules) in &session.places {
        let mut buffered = BufWriter::with_capacity(1 << 16, &mut *out);
        let mut counts = Tally::default();
        let done = session.walk(place, rules, &mut tally, |record, review| {
            let (Body::Document { document, .. }, Some(review)) = (&record.body, review) else { return Ok(()) };
            let mut new = review.clone();
            new.findings.retain(|finding| finding.rule == rule);
            if !new.findings.is_empty() {
                let old = before.review(document);
                // Their scores may differ: what was sure before may be surer now.
                let same = |finding: &Finding| {
                    let tier = finding.applicability;
                    old.findings.iter().any(|o| o.fix.edits() == finding.fix.edits() && o.applicability == tier)
                };
                new.findings.retain(|finding| !same(finding));
            }
            counts.count(new.findings.len(), new.findings.len());
            short.write(document, &new, &mut buffered).map_err(Error::output)
        });
        tally.add(&counts);
        buffered.flush().map_err(Error::output)?;
        tally.settle(done)?;
    }
    tally.summary("proposed by the new entry");
    Ok(tally.exit())
}
