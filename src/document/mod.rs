//! A unit of work: its text, its blocks, and what in it must not be touched.

mod facts;
pub mod protected;
mod source;

pub use facts::{Facts, Readings};
pub use source::{Source, Unused};

use crate::edit::{Edit, SourceMap, apply};
use crate::text::{LineIndex, Origin, Span, lines};

/// What a stretch of text is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, or a line that reads like one.
    Title,
    /// Running text.
    Paragraph,
    /// One item of a list.
    Item,
    /// One cell of a table.
    Cell,
}

/// A stretch of text that is read on its own: no sentence crosses its borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the document's text, without markup at either end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// One text to review: a file, a record's field, or a bounded part of a huge file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What findings call it: a path, or a path and a record number.
    pub name: String,
    /// The text as its reader sees it, escapes of the container decoded, line endings kept.
    pub text: String,
    /// True if the text has no markup, so that its blocks are its lines.
    pub plain: bool,
    /// The readable stretches, ascending and disjoint. Bytes outside them are markup.
    pub blocks: Vec<Block>,
    /// The text that this one was translated from, where it is known.
    pub source: Option<String>,
    /// Code, addresses, placeholders: masked for matching, never edited; ascending and disjoint.
    pub protected: Vec<Span>,
    /// Where the text begins in its file; the field of a record begins at nothing.
    pub origin: Origin,
}

impl Document {
    /// A plain text: each line is a block, see [`plain_blocks`]; protected is what [`protected::inline`] finds.
    #[must_use]
    pub fn plain(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            name: name.into(),
            plain: true,
            blocks: plain_blocks(&text),
            source: None,
            protected: protected::inline(&text),
            origin: Origin::default(),
            text,
        }
    }

    /// Lines, columns and offsets of its places, as its file counts them.
    #[must_use]
    pub fn lines(&self) -> LineIndex<'_> {
        LineIndex::at(&self.text, self.origin)
    }
}

impl Document {
    /// True if a protected place lies within `span`, in bytes of the text.
    #[must_use]
    pub fn protects(&self, span: Span) -> bool {
        let first = self.protected.partition_point(|protected| protected.end() <= span.start());
        self.protected.get(first).is_some_and(|protected| protected.overlaps(span))
    }

    /// The same document with `edits` made, which are sorted, disjoint and outside its protected places.
    #[must_use]
    pub fn mended(&self, edits: &[&Edit]) -> Self {
        let map = SourceMap::new(edits);
        let moved = |span: Span| Span::new(map.forward(span.start()), map.forward(span.end()));
        let text = apply(&self.text, edits);
        // A block may begin with what was replaced: it then begins with what replaced it.
        let around = |span: Span| Span::new(map.start_of(span.start()), map.forward(span.end()));
        let blocks = self.blocks.iter().map(|block| Block { span: around(block.span), ..*block }).collect();
        Self {
            name: self.name.clone(),
            // A line that lost words may read like a title now, as it would to a second run.
            blocks: if self.plain { plain_blocks(&text) } else { blocks },
            plain: self.plain,
            source: self.source.clone(),
            protected: self.protected.iter().map(|&span| moved(span)).collect(),
            origin: self.origin,
            text,
        }
    }
}

/// True for a line of at most fourteen words that does not end a sentence; machine-translated news comes
/// with its headings on such lines.
#[must_use]
pub fn reads_like_title(line: &str) -> bool {
    const TITLE_WORDS: usize = 14;
    let line = line.trim_end();
    !line.ends_with(['.', '!', '?', '…', ':', ';', ',', '»', '"', ')'])
        && line.split_whitespace().count() <= TITLE_WORDS
}

/// The blocks of a plain text: one a line, blank ones left out, see [`reads_like_title`] for their kind; a
/// paragraph that was broken into short lines is one block.
#[must_use]
pub fn plain_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for run in lines::runs(text) {
        if lines::are_wrapped(text, &run) {
            blocks.push(Block { span: run[0].cover(run[run.len() - 1]), kind: BlockKind::Paragraph });
            continue;
        }
        blocks.extend(run.into_iter().map(|span| {
            let kind = if reads_like_title(span.of(text)) { BlockKind::Title } else { BlockKind::Paragraph };
            Block { span, kind }
        }));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, Document};

    #[test]
    fn each_line_of_a_plain_text_is_a_block() {
        let document = Document::plain("a", "Titre\r\n\n  Une phrase sur https://a.b. \nUn autre titre");
        let blocks: Vec<_> = document.blocks.iter().map(|b| (b.span.of(&document.text), b.kind)).collect();
        assert_eq!(
            blocks,
            [
                ("Titre", BlockKind::Title),
                ("Une phrase sur https://a.b.", BlockKind::Paragraph),
                ("Un autre titre", BlockKind::Title)
            ]
        );
        assert_eq!(document.protected.iter().map(|s| s.of(&document.text)).collect::<Vec<_>>(), ["https://a.b"]);
    }

    #[test]
    fn a_paragraph_broken_into_lines_is_one_block() {
        let text = "Les dirigeants du groupe ont longtemps hésité avant de\nrendre publique leur décision, qui touche six cents\npersonnes.\n\nTitre\nune ligne";
        let document = Document::plain("a", text);
        let blocks: Vec<_> = document.blocks.iter().map(|b| b.span.of(text).lines().count()).collect();
        assert_eq!(blocks, [3, 1, 1]);
    }

    #[test]
    fn a_blank_text_has_no_block() {
        assert!(Document::plain("a", " \n\r\n\t").blocks.is_empty());
    }
}
