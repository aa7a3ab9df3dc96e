//! The notation of glossaries does what its guide says: each feature on small glossaries of its own, with
//! the exact text at both tiers.

mod agreement;
mod entries;
mod evidence;
mod renderings;
mod status;

use decalque::diagnostic::Source;
use decalque::glossary::Termbase;
use decalque::{Applicability, Document, Engine};
use std::sync::Arc;

const HEAD: &str = "format = 1\n[pack]\nid = \"mine\"\ntarget = \"fr\"\n";

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source { name: "mine.toml".to_owned(), text: format!("{HEAD}{text}") })
}

fn engine_of(glossary: &str) -> Engine {
    Engine::new(Termbase::load(&[source(glossary)]).unwrap_or_else(|error| panic!("{error}")))
}

fn mend(engine: &Engine, text: &str, tier: Applicability) -> String {
    engine.review(&Document::plain("", text)).mended(text, tier)
}

/// A text, what plain `fix` makes of it, and what `--tier suggested` does.
type Row = (&'static str, &'static str, &'static str);

/// A text that stays, suggestions included.
const fn keep(text: &'static str) -> Row {
    (text, text, text)
}

/// A text that is mended unasked.
const fn change(text: &'static str, mended: &'static str) -> Row {
    (text, mended, mended)
}

/// A text that stays unless suggestions are asked for.
const fn suggest(text: &'static str, mended: &'static str) -> Row {
    (text, text, mended)
}

/// Runs `rows` and the examples of `glossary`; what came out must stay on a second run.
fn hold(glossary: &str, rows: &[Row]) {
    let engine = engine_of(glossary);
    let (_, mut failed) = decalque::measure::examples(&engine, "");
    for &(text, safe, suggested) in rows {
        for (tier, wanted) in [(Applicability::Safe, safe), (Applicability::Suggested, suggested)] {
            let mended = mend(&engine, text, tier);
            if mended != wanted {
                failed.push(format!("{tier:?}\n  text:   {text}\n  wanted: {wanted}\n  got:    {mended}\n"));
            }
        }
        let once = mend(&engine, text, Applicability::Safe);
        let twice = mend(&engine, &once, Applicability::Safe);
        if once != twice {
            failed.push(format!("a second run\n  text:   {text}\n  once:   {once}\n  twice:  {twice}\n"));
        }
    }
    let changed = rows.iter().filter(|(text, safe, _)| text != safe).count();
    assert!(2 * changed <= rows.len(), "fewer texts stay than change");
    assert!(failed.is_empty(), "{glossary}\n{}", failed.join("\n"));
}

const CLIFFHEAD: &str = "[[entry]]\nname = \"Cliffhead\"\nkind = \"org\"\ninstead-of = [\"falaise\"]\n";
const SHOWN: &str = "keep = [\"Une falaise domine la mer.\", \"Morvan longe la falaise.\"]\n";

/// A glossary of one organisation with one rendering, `table`, and what else it says.
fn one(table: &str, more: &str) -> String {
    format!(
        "[[entry]]\nname = \"Cliffhead\"\nkind = \"org\"\nnear = [\"Morvan\"]\ninstead-of = [{table}]\n{more}\
         keep = [\"Une falaise domine la mer.\", \"Des falaises.\"]\nchange = [[\"a\", \"a\"]]\n"
    )
}
