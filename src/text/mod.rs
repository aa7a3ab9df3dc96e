//! Texts as bytes and words: spans, lines, folding, words, sentences. Knows no language.

pub mod fold;
mod line_index;
pub mod lines;
mod offset_map;
pub mod sentences;
mod span;
pub mod words;

pub use line_index::{LineIndex, Offsets, Origin, Position};
pub use offset_map::OffsetMap;
pub use span::Span;
