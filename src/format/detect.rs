//! Whether a text that does not say so is Markdown.

use super::front_matter::front_matter;

/// True if `text` shows at least two signs of Markdown, or one that plain text does not have.
///
/// In doubt a text is plain: there each line stands on its own, as the headings and lists of text taken from a
/// web page do. List marks and `>` count for nothing, since dialogues and mail have them too.
pub(super) fn markdown(text: &str) -> bool {
    let signs = text.lines().scan(0, |signs, line| {
        *signs += weight(line);
        Some(*signs)
    });
    front_matter(text) > 0 || signs.into_iter().any(|signs| signs >= 2)
}

/// How much `line` speaks for Markdown: 2 is proof, 1 a sign.
fn weight(line: &str) -> usize {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    let level = line.len() - heading.len();
    if (1..=6).contains(&level) && heading.starts_with(' ') {
        return level.min(2);
    }
    let item = line.trim_start_matches(['-', '*', '+']).trim_start();
    let task = item.len() < line.len() && ["[ ] ", "[x] ", "[X] "].iter().any(|mark| item.starts_with(mark));
    if task || is_table_rule(line) || has_link(line) {
        return 2;
    }
    let fence = line.starts_with("```") || line.starts_with("~~~");
    usize::from(fence || line.contains("[^") || line.contains("[!") || has_pair(line, "**") || has_pair(line, "`"))
}

/// `|---|:--:|`
fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains("---") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// `[text](address)` or `[label]: address`.
fn has_link(line: &str) -> bool {
    let address = |rest: &str| rest.starts_with(|c: char| !c.is_whitespace() && c != ')');
    let inline = line
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once("]("))
        .is_some_and(|(_, rest)| address(rest) && rest.contains(')'));
    let definition = line.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
    inline || definition.is_some_and(|(_, rest)| rest.contains("://"))
}

/// Something between two `mark`s that touches both, the first at the start of a word and the second at an end.
fn has_pair(line: &str, mark: &str) -> bool {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(mark) {
        let opens = !before.ends_with(char::is_alphanumeric) && after.starts_with(|c: char| !c.is_whitespace());
        let closes = after.split_once(mark).is_some_and(|(inner, outer)| {
            !inner.is_empty() && !inner.ends_with(char::is_whitespace) && !outer.starts_with(char::is_alphanumeric)
        });
        if opens && closes {
            return true;
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn one_proof_is_enough() {
        for text in [
            "---\ntitle: Essai\n---\nTexte",
            "Texte\n## Section\nTexte",
            "| a | b |\n|---|:-:|\n| c | d |",
            "Voir [la page](https://a.b) ou ![image](x.png).",
            "Voir [la page].\n\n[la page]: https://a.b",
            "- [ ] à faire",
        ] {
            assert!(markdown(text), "{text}");
        }
    }

    #[test]
    fn two_signs_are_enough() {
        for text in [
            "# Titre\n\nUn **mot**.",
            "```\ncode\n```",
            "La commande `ls` liste.\nEt `cd` aussi.",
            "**Objectif** : rien.\n(**Cible**)",
        ] {
            assert!(markdown(text), "{text}");
        }
    }

    #[test]
    fn plain_text_is_plain() {
        for text in [
            "",
            "Titre\n\nUn paragraphe.\n- Bonjour, dit-il.\n- Bonjour.",
            "> cité\n> encore\n* point\n1. un\n2) deux",
            "---\n\nTexte\n\n---\n",
            "---\nUne section : rien.\n---\n",
            "# 1 des ventes",
            "#Objectif #Cible\n#autre",
            "l`objectif d`un autre l`a dit",
            "2 ** 3 ** 4 et 2**3**4\na * b * c",
            "Note [1] (voir [2]) et [3] (fin)\n[sic]: mot",
            "a | b --- c | d",
            "un seul **mot** en gras",
            "une `seule` fois",
        ] {
            assert!(!markdown(text), "{text}");
        }
    }
}
