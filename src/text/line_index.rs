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
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Offsets {
    /// UTF-8 bytes from the start of the text.
    pub byte: usize,
    /// Unicode scalar values from the start of the text (Python, command-line tools).
    pub char: usize,
    /// UTF-16 code units from the start of the text (language servers, browsers, Java).
    pub utf16: usize,
}

/// Where the lines of a text begin, with running counts so that a lookup walks one line only.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<Offsets>,
}

impl<'t> LineIndex<'t> {
    /// Indexes `text` in one pass.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![Offsets { byte: 0, char: 0, utf16: 0 }];
        let (mut chars, mut utf16) = (0, 0);
        for (byte, c) in text.char_indices() {
            chars += 1;
            utf16 += c.len_utf16();
            if c == '\n' {
                starts.push(Offsets { byte: byte + 1, char: chars, utf16 });
            }
        }
        Self { text, starts }
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
        Position { line: line + 1, column }
    }

    /// The same place in bytes, characters and UTF-16 units.
    ///
    /// # Panics
    ///
    /// Panics if `byte` is past the end of the text or inside a character.
    #[must_use]
    pub fn offsets(&self, byte: usize) -> Offsets {
        let start = self.starts[self.line_of(byte)];
        let rest = &self.text[start.byte..byte];
        Offsets {
            byte,
            char: start.char + rest.chars().count(),
            utf16: start.utf16 + rest.chars().map(char::len_utf16).sum::<usize>(),
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
    use super::{LineIndex, Offsets, Position};

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
}
