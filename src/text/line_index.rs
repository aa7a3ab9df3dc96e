//! Line and column of a byte offset, in bytes, characters and UTF-16 units.

/// A place in a text, every number counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Position {
    /// Line number; lines end after `\n`.
    pub line: usize,
    /// Column in Unicode scalar values, what an editor's status bar shows.
    pub column: usize,
}

/// Offsets of the same place in the three units that readers of a finding count in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Offsets {
    /// UTF-8 bytes from the start of the text.
    pub byte: usize,
    /// Unicode scalar values from the start of the text (Python, command-line tools).
    pub char: usize,
    /// UTF-16 code units from the start of the text (language servers, browsers, Java).
    pub utf16: usize,
}

/// Where a text begins in its file: what of the file stands before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Whole lines before it.
    pub lines: usize,
    /// Characters before it on its first line.
    pub column: usize,
    /// Everything before it.
    pub offsets: Offsets,
}

impl Origin {
    /// Behind a byte-order mark, which is bytes of the file but no column of its first line.
    pub const BEHIND_MARK: Self = Self { lines: 0, column: 0, offsets: Offsets { byte: 3, char: 1, utf16: 1 } };

    /// Where the text begins that follows `bytes`, which begin here. Each stretch that is not UTF-8 counts as
    /// one character, as it would be shown.
    #[must_use]
    pub fn past(self, bytes: &[u8]) -> Self {
        let mut next = self;
        next.offsets.byte += bytes.len();
        let mut count = |c: char| {
            next.offsets.char += 1;
            next.offsets.utf16 += c.len_utf16();
            next.column += 1;
            if c == '\n' {
                next.lines += 1;
                next.column = 0;
            }
        };
        for chunk in bytes.utf8_chunks() {
            chunk.valid().chars().for_each(&mut count);
            if !chunk.invalid().is_empty() {
                count(char::REPLACEMENT_CHARACTER);
            }
        }
        next
    }
}

/// Where the lines of a text begin, with running counts so that a lookup walks one line only.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    origin: Origin,
    starts: Vec<Offsets>,
}

impl<'t> LineIndex<'t> {
    /// Indexes `text`, a whole file, in one pass.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self::at(text, Origin::default())
    }

    /// Indexes `text`, which begins at `origin` of its file: offsets that come in are those of the text, places
    /// that go out are those of the file.
    #[must_use]
    pub fn at(text: &'t str, origin: Origin) -> Self {
        let mut starts = vec![Offsets::default()];
        let (mut chars, mut utf16) = (0, 0);
        for (byte, c) in text.char_indices() {
            chars += 1;
            utf16 += c.len_utf16();
            if c == '\n' {
                starts.push(Offsets { byte: byte + 1, char: chars, utf16 });
            }
        }
        Self { text, origin, starts }
    }

    fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| start.byte <= byte) - 1
    }

    /// Line and column of `byte`.
    ///
    /// # Panics
    ///
    /// Panics if `byte` is past the end of the text or inside a character.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let line = self.line_of(byte);
        let column = self.text[self.starts[line].byte..byte].chars().count() + 1;
        let before = if line == 0 { self.origin.column } else { 0 };
        Position { line: self.origin.lines + line + 1, column: before + column }
    }

    /// The same place in bytes, characters and UTF-16 units.
    ///
    /// # Panics
    ///
    /// Panics if `byte` is past the end of the text or inside a character.
    #[must_use]
    pub fn offsets(&self, byte: usize) -> Offsets {
        let start = self.starts[self.line_of(byte)];
        let (before, rest) = (self.origin.offsets, &self.text[start.byte..byte]);
        Offsets {
            byte: before.byte + byte,
            char: before.char + start.char + rest.chars().count(),
            utf16: before.utf16 + start.utf16 + rest.chars().map(char::len_utf16).sum::<usize>(),
        }
    }

    /// The line that holds `byte`, without its line ending.
    #[must_use]
    pub fn line_text(&self, byte: usize) -> &'t str {
        let line = self.line_of(byte);
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next.byte);
        self.text[self.starts[line].byte..end].trim_end_matches(['\n', '\r'])
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Offsets, Origin, Position};

    #[test]
    fn counts_differ_where_characters_are_wide() {
        let text = "é𝄞\nab";
        let index = LineIndex::new(text);
        assert_eq!(index.position(6), Position { line: 1, column: 3 });
        assert_eq!(index.position(8), Position { line: 2, column: 2 });
        assert_eq!(index.offsets(8), Offsets { byte: 8, char: 4, utf16: 5 });
        assert_eq!(index.line_text(3), "é𝄞");
        assert_eq!(index.line_text(7), "ab");
    }

    #[test]
    fn a_part_is_counted_from_where_its_file_begins() {
        let text = "é𝄞\nab\ncd";
        let whole = LineIndex::new(text);
        for cut in [0, 2, 6, 7, 8, 9, 10, 12] {
            let origin = Origin::default().past(&text.as_bytes()[..cut]);
            let part = LineIndex::at(&text[cut..], origin);
            let rest = text[cut..].char_indices().map(|(at, _)| at).chain([text.len() - cut]);
            for at in rest {
                assert_eq!(part.position(at), whole.position(cut + at), "{cut}+{at}");
                assert_eq!(part.offsets(at), whole.offsets(cut + at), "{cut}+{at}");
            }
        }
    }

    #[test]
    fn what_is_no_text_counts_as_it_is_shown() {
        let past = Origin::default().past(b"a\xE9b\n\xFF");
        assert_eq!(past, Origin { lines: 1, column: 1, offsets: Offsets { byte: 5, char: 5, utf16: 5 } });
        let behind = LineIndex::at("a", Origin::BEHIND_MARK);
        assert_eq!(behind.position(0), Position { line: 1, column: 1 });
        assert_eq!(behind.offsets(0), Offsets { byte: 3, char: 1, utf16: 1 });
    }
}
