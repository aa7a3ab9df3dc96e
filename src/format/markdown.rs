//! Markdown: what of it is prose, and what is notation that must stay.

use super::front_matter::front_matter;
use super::segmenter::Segmenter;
use super::{Format, Markup, ReadOptions, Record, text};
use crate::document::Document;
use crate::text::{Origin, Span};
use pulldown_cmark::{Event, Options, Parser};
use std::io::{self, BufRead};

/// Markdown files: `CommonMark` with tables, footnotes, strikethrough, task lists, math and front matter.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn records<'i>(
        &self,
        input: Box<dyn BufRead + 'i>,
        name: &str,
        options: &ReadOptions,
    ) -> Box<dyn Iterator<Item = io::Result<Record>> + 'i> {
        let markup = if options.markup == Markup::Detect { Markup::Markdown } else { options.markup };
        Box::new(text::Parts::new(input, name, markup, options))
    }
}

/// The document of a Markdown text.
///
/// Only offsets are taken from the parser, never text, so that what is not edited cannot change.
pub(crate) fn document(name: impl Into<String>, text: impl Into<String>) -> Document {
    let text = text.into();
    let mut segmenter = Segmenter::new(&text);
    let base = front_matter(&text);
    segmenter.protect(Span::new(0, base));
    let parser = parser(&text[base..]);
    for (_, definition) in parser.reference_definitions().iter() {
        segmenter.protect(Span::from(definition.span.clone()).shifted(base));
    }
    for (event, range) in parser.into_offset_iter() {
        segmenter.event(event, Span::from(range).shifted(base));
    }
    let (blocks, protected) = segmenter.finish();
    Document { name: name.into(), plain: false, blocks, source: None, protected, origin: Origin::default(), text }
}

/// Where the last block of `text` starts that stands in no other one: the last place where a part may end,
/// for what comes before it reads the same whatever follows. Nothing if that is the start of the text.
pub(super) fn last_block(text: &str) -> Option<usize> {
    let base = front_matter(text);
    let mut depth = 0usize;
    let mut last = None;
    for (event, range) in parser(&text[base..]).into_offset_iter() {
        if depth == 0 {
            last = Some(base + range.start).filter(|&at| at > 0);
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    last
}

fn parser(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options)
}

#[cfg(test)]
mod tests {
    use super::{document, last_block};
    use crate::document::BlockKind::{self, Cell, Item, Paragraph, Title};

    fn blocks(text: &str) -> Vec<(String, BlockKind)> {
        let document = document("a", text);
        document.blocks.iter().map(|block| (block.span.of(text).to_owned(), block.kind)).collect()
    }

    fn protected(text: &str) -> Vec<String> {
        document("a", text).protected.iter().map(|span| span.of(text).to_owned()).collect()
    }

    fn pairs(expected: &[(&str, BlockKind)]) -> Vec<(String, BlockKind)> {
        expected.iter().map(|&(text, kind)| (text.to_owned(), kind)).collect()
    }

    #[test]
    fn blocks_are_what_a_reader_reads() {
        let text = "# Titre #\n\nUn **texte**\nsur deux lignes\n\n- un\n- [x] deux\n\n  suite\n  - trois\n\n1. quatre\n\n\
                    | a | b \\| c |\n|---|---|\n| `x` | **y** |\n\nSous-titre\n---\n\n> cité\n\n[^1]: note\n";
        let expected = [
            ("Titre", Title),
            ("Un **texte**\nsur deux lignes", Paragraph),
            ("un", Item),
            ("deux", Item),
            ("suite", Item),
            ("trois", Item),
            ("quatre", Item),
            ("a", Cell),
            ("b \\| c", Cell),
            ("y", Cell),
            ("Sous-titre", Title),
            ("cité", Paragraph),
            ("note", Paragraph),
        ];
        assert_eq!(blocks(text), pairs(&expected));
    }

    #[test]
    fn a_paragraph_over_a_rule_is_no_title() {
        let text = "Cela abat le mur.\n---\n## Suite {#id}\n";
        assert_eq!(blocks(text), pairs(&[("Cela abat le mur.", Paragraph), ("Suite", Title)]));
    }

    #[test]
    fn code_html_and_math_are_protected() {
        let text = "Un `a b` et $x^2$.\n\n```rs\nobjectif\n```\n\n    objectif\n\n<div>\nobjectif\n</div>\n\n$$\ny\n$$ fin\n\n\
                    un <b>mot</b> <code>le but</code><!-- but -->";
        assert_eq!(
            protected(text),
            [
                "`a b`",
                "$x^2$",
                "```rs\nobjectif\n```",
                "objectif\n",
                "<div>\nobjectif\n</div>\n",
                "$$\ny\n$$",
                "<b>",
                "</b>",
                "<code>le but</code>",
                "<!-- but -->"
            ]
        );
        assert_eq!(
            blocks(text),
            pairs(&[
                ("Un `a b` et $x^2$.", Paragraph),
                ("$$\ny\n$$ fin", Paragraph),
                ("un <b>mot</b> <code>le but", Paragraph)
            ])
        );
    }

    #[test]
    fn the_text_of_a_link_is_read_and_its_address_is_not() {
        let text = "Voir [la cible](a/b \"t\") et ![une image](i.png), [x][ref], [ref], <https://a.b>, https://c.d/e_f.\n\n\
                    [ref]: http://e.f \"titre\"\n";
        let expected = [
            "[",
            "](a/b \"t\")",
            "![",
            "](i.png)",
            "[",
            "][ref]",
            "[ref]",
            "<https://a.b>",
            "https://c.d/e_f",
            "[ref]: http://e.f \"titre\"",
        ];
        assert_eq!(protected(text), expected);
        assert_eq!(blocks(text).len(), 1);
        assert_eq!(blocks("[la cible](a/b)"), pairs(&[("la cible", Paragraph)]));
        assert_eq!(protected("[![un but](i)](u)"), ["](i)", "](u)"]);
    }

    #[test]
    fn marks_are_protected_and_blanks_are_not() {
        assert_eq!(protected("un **mot** et _un\nautre_, ~~fin~~ x"), ["**", "**", "_", "_", "~~", "~~"]);
        assert_eq!(protected("> un **mot\n> deux** trois\n> quatre"), ["**", ">", "**", ">"]);
        assert_eq!(protected("un  \ndeux\\\ntrois"), ["  ", "\\"]);
        assert_eq!(protected("l'&eacute;t&eacute; \\* [^1] x\n\n[^1]: y"), ["&eacute;", "&eacute;", "\\", "[^1]"]);
    }

    #[test]
    fn addresses_go_on_behind_an_escape() {
        assert_eq!(protected("https://a.b/c\\_d?e&amp;f *g*"), ["https://a.b/c\\_d?e&amp;f", "*"]);
        assert_eq!(protected("**https://a.b/c** et {{< ref x >}}"), ["https://a.b/c", "**", "{{< ref x >}}"]);
    }

    #[test]
    fn directives_are_protected_whole() {
        assert_eq!(protected("Un [!INCLUDE [le but](a.md)] mot"), ["[!INCLUDE [le but](a.md)]"]);
        assert_eq!(blocks("> [!NOTE]\n> Un mot"), pairs(&[("Un mot", Paragraph)]));
    }

    #[test]
    fn what_only_looks_like_notation_is_read() {
        for text in ["2 * 3 * 4", "un_mot_long", "a < b > c", "5 $ et 10 $", "un & deux", "[sic] (voir)", "~10 ou ~20"]
        {
            assert_eq!(blocks(text), pairs(&[(text, Paragraph)]));
            assert_eq!(protected(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn front_matter_is_protected_and_rules_are_not_its_fences() {
        let text = "---\ntitle: Un but\n---\nTexte\n\n---\nb: c\n\n---\n";
        assert_eq!(protected(text), ["---\ntitle: Un but\n---\n"]);
        assert_eq!(blocks(text), pairs(&[("Texte", Paragraph), ("b: c", Paragraph)]));
    }

    #[test]
    fn a_part_ends_where_a_block_begins() {
        assert_eq!(last_block("a\n\n```\nb\n\nc\n```\n"), Some(3));
        assert_eq!(last_block("a\n\n- b\n\n- c\n"), Some(3));
        assert_eq!(last_block("a\nb\n"), None);
    }
}
