//! What the events of a Markdown parser leave to read.

use crate::document::{Block, BlockKind, protected, reads_like_title};
use crate::text::Span;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// Prose that goes on without a border: what becomes a block.
struct Stretch {
    kind: BlockKind,
    /// From the first content to the last, so that `**` at either end stays outside.
    span: Span,
    /// End of the last thing seen; what lies between it and the next thing is notation.
    seen: usize,
    /// True once there is something to read in it.
    readable: bool,
}

/// Turns the parser's events into blocks and protected spans.
#[derive(Default)]
pub(super) struct Segmenter<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// In any order, perhaps overlapping.
    protected: Vec<Span>,
    /// Kinds of the open blocks, outermost first.
    kinds: Vec<BlockKind>,
    stretch: Option<Stretch>,
    /// Source of the text that was read last, unbroken, still to be searched for addresses and the like.
    run: Option<Span>,
    /// Start of an open `<code>`.
    code: Option<usize>,
    /// How deep in something that is not read.
    skipped: usize,
}

impl<'t> Segmenter<'t> {
    /// For events whose spans lie in `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// Protects `span`, which no event tells of.
    pub(super) fn protect(&mut self, span: Span) {
        self.protected.push(span);
    }

    /// The blocks and the protected spans of what was taken in.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Span>) {
        self.close();
        (self.blocks, protected::merge(self.protected))
    }

    /// Takes in the next event.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(decoded) => {
                let verbatim = *decoded == *span.of(self.text);
                self.content(span, verbatim);
                if !verbatim {
                    self.protected.push(span);
                }
                self.read(span);
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.mask(span),
            Event::InlineHtml(tag) => {
                self.code(&tag, span);
                self.notation(span);
            }
            Event::FootnoteReference(_) => self.notation(span),
            Event::HardBreak => {
                // The two blanks or the backslash, but not the line end: that parts words.
                let mark = span.of(self.text).trim_end_matches(['\r', '\n']).len();
                self.protected.push(Span::new(span.start(), span.start() + mark));
            }
            Event::Html(_) | Event::SoftBreak | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Link { link_type, .. } | Tag::Image { link_type, .. } => match link_type {
                LinkType::Inline | LinkType::Reference => {}
                // The text of these is the address, or the label by which it is found.
                _ => {
                    self.mask(span);
                    self.skipped = 1;
                }
            },
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close();
                self.protected.push(span);
                self.skipped = 1;
            }
            _ => {
                self.close();
                let kind = self.kind(tag, span);
                self.kinds.push(kind);
            }
        }
    }

    fn kind(&self, tag: &Tag<'_>, span: Span) -> BlockKind {
        match tag {
            Tag::Heading { .. } => {
                // A line of dashes makes a heading of the paragraph above it where a blank line was lost.
                let source = span.of(self.text).trim();
                let above = source.rsplit_once('\n').map_or("", |(above, _)| above);
                let title = source.starts_with('#') || reads_like_title(above);
                if title { BlockKind::Title } else { BlockKind::Paragraph }
            }
            Tag::Item => BlockKind::Item,
            Tag::Paragraph if self.kinds.last() == Some(&BlockKind::Item) => BlockKind::Item,
            Tag::TableCell => BlockKind::Cell,
            _ => BlockKind::Paragraph,
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Link | TagEnd::Image => {
                if let Some(stretch) = &mut self.stretch
                    && stretch.seen < span.end()
                {
                    self.protected.push(Span::new(stretch.seen, span.end()));
                    stretch.seen = span.end();
                }
            }
            _ => {
                self.close();
                self.kinds.pop();
            }
        }
    }

    /// Takes in something that stands where a word can stand.
    fn content(&mut self, span: Span, readable: bool) {
        self.gap(span.start());
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        let stretch = self.stretch.get_or_insert(Stretch { kind, span, seen: span.end(), readable: false });
        stretch.span = stretch.span.cover(span);
        stretch.seen = span.end();
        stretch.readable |= readable && !span.of(self.text).trim().is_empty();
    }

    /// Takes in content that is not read: code, math, an address.
    fn mask(&mut self, span: Span) {
        self.content(span, false);
        self.protected.push(span);
    }

    /// Takes in notation that has an event of its own; it neither begins nor ends a block.
    fn notation(&mut self, span: Span) {
        self.gap(span.start());
        self.protected.push(span);
        if let Some(stretch) = &mut self.stretch {
            stretch.seen = span.end();
        }
    }

    /// Protects what no event told of, up to `end`: emphasis marks, brackets, `>` of a quotation. Blanks among
    /// it stay free, for they part words.
    fn gap(&mut self, end: usize) {
        let Some(stretch) = &self.stretch else { return };
        let mut at = stretch.seen;
        for piece in self.text.get(at..end).unwrap_or_default().split_inclusive(char::is_whitespace) {
            self.protected.push(Span::new(at, at + piece.trim_end().len()));
            at += piece.len();
        }
    }

    /// Protects from `<code>` to `</code>`.
    fn code(&mut self, tag: &str, span: Span) {
        const NAMES: [&str; 4] = ["code", "kbd", "samp", "var"];
        let names = |rest: &str| NAMES.contains(&rest.trim_end_matches(['>', '/']).split(' ').next().unwrap_or(""));
        if tag.strip_prefix("</").is_some_and(names) {
            self.protected.extend(self.code.take().map(|start| Span::new(start, span.end())));
        } else if tag.strip_prefix('<').is_some_and(names) {
            self.code.get_or_insert(span.start());
        }
    }

    /// Notes text to be searched for addresses; a backslash or an entity does not end one.
    fn read(&mut self, span: Span) {
        if let Some(run) = self.run
            && matches!(self.text.get(run.end()..span.start()), Some("" | "\\"))
        {
            self.run = Some(run.cover(span));
        } else {
            self.search();
            self.run = Some(span);
        }
    }

    fn search(&mut self) {
        if let Some(run) = self.run.take() {
            let found = protected::inline(run.of(self.text));
            self.protected.extend(found.into_iter().map(|span| span.shifted(run.start())));
        }
    }

    /// Ends the stretch at a border.
    fn close(&mut self) {
        self.search();
        self.code = None;
        let Some(stretch) = self.stretch.take().filter(|stretch| stretch.readable) else { return };
        let source = stretch.span.of(self.text);
        let start = stretch.span.start() + (source.len() - source.trim_start().len());
        let span = Span::new(start, start + source.trim().len());
        let directives = protected::directives(span.of(self.text));
        self.protected.extend(directives.into_iter().map(|found| found.shifted(start)));
        self.blocks.push(Block { span, kind: stretch.kind });
    }
}
