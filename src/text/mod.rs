//! Texts as bytes and words: spans, lines, folding, words. Knows no language.

mod line_index;
mod offset_map;
mod span;

pub use line_index::{LineIndex, Offsets, Position};
pub use offset_map::OffsetMap;
pub use span::Span;
