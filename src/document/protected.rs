//! What in a line of text is not prose: addresses, paths, placeholders, tags.

use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Docs platforms write notes and inclusions as `[!NOTE]`, `[!INCLUDE [name](path)]`. Nothing in one may look
/// like the start of another, or a row of unclosed ones would be walked once for each.
const DIRECTIVE: &str =
    r#"\[![A-Za-z][A-Za-z-]*(?:[ \t]+[a-z]+="[^"\[\n]*")*[ \t]*(?:\[[^\[\]\n]*\](?:\([^()\[\n]*\))?)?\]"#;

static DIRECTIVES: LazyLock<Regex> = LazyLock::new(|| compile(&[DIRECTIVE]));

/// One alternation, so that a text is walked once. It only proposes: the crate has no look-around, so
/// [`accept`] judges the neighbours, and brackets are closed by [`closed`] because a pattern that may run
/// to the end of the text would be walked again for every match after it.
static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    const NAMES: &str = "rs|py|md|txt|jsonl?|toml|ya?ml|html?|css|xml|csv|tsv|pdf|png|jpe?g|svg|gif|docx|xlsx|pptx|zip|\
                         tar|gz|exe|dll|ini|log|sql|php|ipynb|lock|sh";
    compile(&[
        DIRECTIVE,
        // Addresses. A paren belongs to one only together with its partner.
        r#"(?:(?i:https?|ftp|file)://|www\.)(?:[^\s<>"«»“”()\[\]|]|\([^\s<>"«»“”()\[\]|]*\))+"#,
        r"(?:mailto:)?[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        r#"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s<>"«»“”()\[\]|]*"#,
        // Paths. A bare `.js` is no file name: "Node.js" is a product, and mistranslated as one.
        r#"(?:[A-Za-z]:\\|\\\\)[^\s<>"«»|?*]+"#,
        &format!(r"(?:[\w.-]+/)*[\w][\w.-]*\.(?:{NAMES})"),
        r"(?:[a-z0-9_.-]+/)+[a-z0-9_.-]*[a-z0-9_]\.(?:[jt]sx?|c|h|cpp|hpp|go|java|kt|cs|rb|swift|cfg|conf)",
        r"/(?:[a-z]|Users|Applications|Library|System|Volumes)[\w.@+-]*(?:/[\w.@+-]+)+/?",
        r"(?:\.{1,2}|~)/[\w@+-][\w./@+-]*",
        // Placeholders; those that end in an open bracket are closed by hand.
        r"\{\{|\{%|[$#%]\{|\{[#.:]",
        r"\{[A-Za-z0-9_.]*(?:[:!,][^{}\s]{0,20})?\}",
        r"%(?:[0-9]+\$)?(?:\([A-Za-z_][\w]*\))?[-+0#]*[0-9]*(?:\.[0-9]+)?(?:hh|ll|[hlLqjzt])?[sdiufFeEgGxXoca@]",
        r"%[A-Z_]{3,}%",
        r"</?[A-Za-z][\w.:-]*(?:\s*/?>|\s)",
        // Handles and tags.
        r"@[A-Za-z0-9_][\w-]*(?:[./][\w-]+)*",
        r"#[A-Za-z_\u{C0}-\u{24F}][\w]+",
    ])
});

/// In the alternatives, `\w` stands in brackets and means Latin letters: those of every script, as the crate
/// would have it, take most of the time that the program needs to start.
fn compile(alternatives: &[&str]) -> Regex {
    let pattern = alternatives.join("|").replace(r"\w", r"0-9A-Za-z_\u{C0}-\u{24F}");
    Regex::new(&pattern).expect("the pattern is a constant")
}

/// Compiles the expressions of this file, which the first text would wait for otherwise.
pub fn prepare() {
    LazyLock::force(&PATTERN);
    LazyLock::force(&DIRECTIVES);
}

/// Stretches of `text` that must not be edited whatever a glossary says: URLs, e-mail addresses, file
/// paths, placeholders, tags, handles, directives. Ascending and disjoint.
///
/// Ordinary writing that only looks technical ("et/ou", "24/7", "km/h", "Node.js", "50 % des") is not among
/// them: what is protected is lost for review.
#[must_use]
pub fn inline(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(found) = PATTERN.find_at(text, at) {
        let touching = spans.last().is_some_and(|last| last.end() == found.start());
        match accept(text, found.start(), found.end(), touching) {
            Some(span) => {
                at = span.end();
                spans.push(span);
            }
            None => at = found.end(),
        }
    }
    spans
}

/// The directives among them (`[!NOTE]`), for a reader whose markup takes the link inside of one apart.
#[must_use]
pub fn directives(text: &str) -> Vec<Span> {
    DIRECTIVES.find_iter(text).map(|found| Span::from(found.range())).collect()
}

/// `spans` in ascending order, those that overlap united; spans that only touch stay apart.
#[must_use]
pub fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let united = kept.overlaps(*next);
        if united {
            *kept = kept.cover(*next);
        }
        united
    });
    spans
}

/// The span to protect for what [`PATTERN`] found, or nothing if its neighbours make ordinary text of it.
/// `touching` says that a protected span ends where this one starts, as in `%s%d`.
fn accept(text: &str, start: usize, end: usize, touching: bool) -> Option<Span> {
    let found = &text[start..end];
    let before = if touching { None } else { text[..start].chars().next_back() };
    let after = |end: usize| text[end..].chars().next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut chars = found.chars();
    match (chars.next()?, chars.next()) {
        ('[', _) => Some(Span::new(start, end)),
        ('{', Some('{')) => closed(text, start, end, "}}", '{'),
        ('{', _) | (_, Some('{')) if !found.ends_with('}') => closed(text, start, end, "}", '{'),
        ('{', _) => Some(Span::new(start, end)),
        ('<', _) if before == Some('<') => None,
        ('<', _) if found.ends_with('>') => (after(end) != Some('>')).then(|| Span::new(start, end)),
        ('<', _) => closed(text, start, end, ">", '<').filter(|tag| tag.of(text).contains('=')),
        ('%', _) => {
            let amount = before.is_some_and(|c| c.is_ascii_digit() || c == '%');
            let prose = word(after(end)) || matches!(after(end), Some('\'' | '’'));
            (!amount && !prose).then(|| Span::new(start, end))
        }
        ('@' | '#', _) => {
            let apart = !word(before) && !matches!(before, Some('@' | '#' | '&' | '/' | '.'));
            (apart && found.len() > 2).then(|| Span::new(start, end))
        }
        (first, _) => {
            let end = start + found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '…']).len();
            let apart = if first.is_alphanumeric() || first == '_' {
                !word(before) && !matches!(before, Some('@' | '.'))
            } else {
                before.is_none_or(|c| c.is_whitespace() || "([«\"'’`“:=,|>*".contains(c))
            };
            (apart && end > start && !word(after(end))).then(|| Span::new(start, end))
        }
    }
}

/// From `start` to the `closer` after `from`, if it comes soon, on the same line and before another `opener`.
fn closed(text: &str, start: usize, from: usize, closer: &str, opener: char) -> Option<Span> {
    const REACH: usize = 256;
    for (at, c) in text[from..].char_indices().take(REACH) {
        if text[from + at..].starts_with(closer) {
            return Some(Span::new(start, from + at + closer.len()));
        }
        if c == '\n' || c == opener {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{directives, inline, merge};
    use crate::text::Span;

    fn found(text: &str) -> Vec<&str> {
        inline(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        let text = "Voir https://a.fr/b?c=d#e. Et (www.x.org), « http://y.z/é ».";
        assert_eq!(found(text), ["https://a.fr/b?c=d#e", "www.x.org", "http://y.z/é"]);
        assert_eq!(
            found("https://fr.wikipedia.org/wiki/But_(sport), puis"),
            ["https://fr.wikipedia.org/wiki/But_(sport)"]
        );
        assert_eq!(found("écrire à jean.dupont+x@mail.exemple.fr."), ["jean.dupont+x@mail.exemple.fr"]);
        assert_eq!(found("Le code est sur github.com/rust-lang/rust."), ["github.com/rust-lang/rust"]);
    }

    #[test]
    fn paths_and_file_names() {
        assert_eq!(
            found("dans /usr/lib/x.so, /Users/élise, ~/notes et ../a/b."),
            ["/usr/lib/x.so", "/Users/élise", "~/notes", "../a/b"]
        );
        assert_eq!(
            found(r"C:\Users\Élise\cible.txt et \\serveur\part."),
            [r"C:\Users\Élise\cible.txt", r"\\serveur\part"]
        );
        assert_eq!(
            found("l'objectif.py, src/main.rs, été.md, lib/index.js"),
            ["objectif.py", "src/main.rs", "été.md", "lib/index.js"]
        );
    }

    #[test]
    fn placeholders() {
        assert_eq!(
            found("Bonjour {name}, {0:N2} {} ${x.y} {{ cible }} %{n} {% if x %}{{< ref \"a\" >}}"),
            ["{name}", "{0:N2}", "{}", "${x.y}", "{{ cible }}", "%{n}", "{% if x %}", "{{< ref \"a\" >}}"]
        );
        assert_eq!(
            found("%s%d fichier%s, %1$s %(nom)s %.2f %APPDATA% {#ancre}"),
            ["%s", "%d", "%s", "%1$s", "%(nom)s", "%.2f", "%APPDATA%", "{#ancre}"]
        );
        assert_eq!(
            found("<b>gras</b> <br/> <a href=\"x\" title=\"l'été\">lien</a>"),
            ["<b>", "</b>", "<br/>", "<a href=\"x\" title=\"l'été\">", "</a>"]
        );
    }

    #[test]
    fn handles_tags_and_directives() {
        assert_eq!(found("@Meta et @types/node, #Objectif2 (#été)."), ["@Meta", "@types/node", "#Objectif2", "#été"]);
        let text = "[!NOTE] [!INCLUDE [nom](a/b.md)] [!INCLUDE [Banner]] [!div class=\"x\"] [!Attention à toi]";
        let expected = ["[!NOTE]", "[!INCLUDE [nom](a/b.md)]", "[!INCLUDE [Banner]]", "[!div class=\"x\"]"];
        assert_eq!(found(text), expected);
        assert_eq!(directives(text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn ordinary_writing_is_left_to_review() {
        for text in [
            "et/ou, 24/7, km/h, l'IA. Fin",
            "M./Mme, TCP/IP, CI/CD, HTTP/2, 50 €/mois, l/100 km, n/a",
            "React/Vue.js et Node.js, ASP.NET, Booking.com, Amazon.fr.",
            "50 % des, 50%des, 100%d'accord, 20 %d'eau, 100 %",
            "C# et F#, n° 1, #1, 10 @ 5, l'@, &#233; &#xe9;",
            "si a < b et c > d, <<mot>>, <b et puis, {un texte}, 5 $US",
            "fin.Elle part. p. ex. etc. J.-C. 14.000 1.2.3 .../... …",
            "oui / non, le 12/05/2024, Paris/Londres/Madrid (A/B)",
            "Les fichiers .md et .json, un zip, le README",
            "[note] [1] [sic] !important",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_unclosed_bracket_protects_nothing_and_hides_nothing() {
        assert_eq!(found("{{ sans fin <a voir https://a.b ${x"), ["https://a.b"]);
        assert_eq!(found("{{ a\n}} {{ b {c} }}"), ["{c}"]);
    }

    #[test]
    fn spans_that_touch_stay_apart_and_those_that_overlap_unite() {
        let span = Span::new;
        let merged = merge(vec![span(6, 8), span(0, 2), span(2, 4), span(3, 5), span(5, 5), span(6, 7)]);
        assert_eq!(merged, [span(0, 2), span(2, 5), span(6, 8)]);
    }
}
