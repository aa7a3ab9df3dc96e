//! Prints what the French data says of a sample of words, one claim a line, for a comparison with dictionaries
//! of other authors. The first column is the kind of the claim:
//!
//! | kind | columns |
//! |---|---|
//! | `word` | form, `elides` or `bars`: whether short words lose their vowel before it |
//! | `noun` | form, genders (`m`, `f`, `mf`), numbers (`sg`, `pl`, `sp`) |
//! | `adjective` | lemma, the forms of masculine and feminine singular, masculine and feminine plural |
//! | `verb` | third person plural, third person singular |
//! | `joined` | preposition, article, noun, the three together |
//! | `short` | short word, next word, the two together |

use decalque::lang::features::Gender::{self, Feminine, Masculine};
use decalque::lang::features::Number::{self, Plural, Singular};
use decalque::lang::features::{Pos, Tag};
use decalque::lang::{French, Language, Lexicon};
use std::collections::BTreeSet;

/// One form in so many is printed, of each kind by its own step: together some thirty thousand claims.
const WORDS: usize = 200;
const NOUNS: usize = 10;
const ADJECTIVES: usize = 12;
const VERBS: usize = 12;
/// For joined and shortened words the neighbours are what counts, and a few hundred show them all.
const NEIGHBOURS: usize = 150;

const PREPOSITIONS: [&str; 6] = ["de", "à", "par", "sur", "avec", "pour"];

/// Prints the sample.
pub fn print() {
    let lexicon = Lexicon::french();
    let forms = lexicon.forms();
    for (i, form) in forms.iter().enumerate() {
        if i % WORDS == 0 || form.starts_with(['h', 'H']) {
            println!("word\t{form}\t{}", if French.elides(form) { "elides" } else { "bars" });
        }
    }
    // Capitalised nouns are names, where two dictionaries differ in scope and not in grammar.
    let small: Vec<&String> = forms.iter().filter(|form| form.chars().all(char::is_lowercase)).collect();
    let tagged = |wanted: fn(&Tag) -> bool| {
        let of_kind = move |form: &&&String| lexicon.analyses(form).iter().any(|reading| wanted(&reading.tag));
        small.iter().copied().filter(move |form| of_kind(&form))
    };
    for form in tagged(|tag| tag.pos == Pos::Noun).step_by(NOUNS) {
        let readings = lexicon.analyses(form).into_iter().map(|reading| reading.tag);
        println!("noun\t{form}\t{}", features(readings.filter(|tag| tag.pos == Pos::Noun)));
    }
    let adjectives: BTreeSet<String> = tagged(|tag| tag.pos == Pos::Adjective)
        .flat_map(|form| lexicon.analyses(form).into_iter().filter(|a| a.tag.pos == Pos::Adjective).map(|a| a.lemma()))
        .collect();
    for lemma in adjectives.iter().step_by(ADJECTIVES) {
        let form = |gender: Gender, number: Number| lexicon.agree(lemma, gender, number).unwrap_or_default();
        let singular = format!("{}\t{}", form(Masculine, Singular), form(Feminine, Singular));
        println!("adjective\t{lemma}\t{singular}\t{}\t{}", form(Masculine, Plural), form(Feminine, Plural));
    }
    for form in tagged(|tag| tag.third_plural).step_by(VERBS) {
        println!("verb\t{form}\t{}", lexicon.singular_verb(form).unwrap_or_default());
    }
    neighbours(&tagged(|tag| tag.pos == Pos::Noun).collect::<Vec<_>>());
}

/// Genders and numbers that `tags` allow; a tag without one allows both.
fn features(tags: impl Iterator<Item = Tag>) -> String {
    let (mut masculine, mut feminine, mut singular, mut plural) = (false, false, false, false);
    for tag in tags {
        masculine |= tag.gender != Some(Feminine);
        feminine |= tag.gender != Some(Masculine);
        singular |= tag.number != Some(Plural);
        plural |= tag.number != Some(Singular);
    }
    let gender = if masculine && feminine { "mf" } else { ["f", "m"][usize::from(masculine)] };
    let number = if singular && plural { "sp" } else { ["pl", "sg"][usize::from(singular)] };
    format!("{gender}\t{number}")
}

/// Short words before `nouns`: every initial that matters, mute and aspirated h included.
fn neighbours(nouns: &[&String]) {
    let vowels = nouns.iter().filter(|noun| noun.starts_with(|c: char| !c.is_ascii() || "aeiouhy".contains(c)));
    let others = nouns.iter().filter(|noun| noun.starts_with(|c: char| !"aeiouhy".contains(c)));
    let step = |count: usize| (count / NEIGHBOURS).max(1);
    let chosen = vowels.clone().step_by(step(vowels.count())).chain(others.clone().step_by(step(others.count())));
    for noun in chosen {
        let elides = French.elides(noun);
        let before = |word: &str| match French.short(word).filter(|_| elides) {
            Some(short) => format!("{short}{noun}"),
            None => format!("{word} {noun}"),
        };
        for word in ["de", "le", "la", "que", "ne", "se", "me", "te"] {
            println!("short\t{word}\t{noun}\t{}", before(word));
        }
        for preposition in PREPOSITIONS {
            for (gender, number) in [(Masculine, Singular), (Feminine, Singular), (Masculine, Plural)] {
                let article = French.definite(gender, number);
                let joined = match French.contraction(preposition, article) {
                    _ if elides && French.short(article).is_some() => format!("{preposition} {}", before(article)),
                    Some(joined) => format!("{joined} {noun}"),
                    None => format!("{preposition} {article} {noun}"),
                };
                println!("joined\t{preposition}\t{article}\t{noun}\t{joined}");
            }
        }
    }
}
