//! Glossaries: their notation, loading, checking, and the termbase and index made of them.

pub mod builtin;
pub mod index;
pub mod kinds;
pub mod load;
pub mod numbers;
pub mod phrase;
pub mod schema;
mod termbase;
mod validate;

pub use termbase::{Class, Cue, CueId, Entry, EntryId, Quantity, Rendering, Termbase, Variant};
