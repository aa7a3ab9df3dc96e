//! Glossaries: their notation, loading, checking, and the termbase and index made of them.

pub mod builtin;
pub mod index;
pub mod kinds;
pub mod load;
pub mod numbers;
pub mod pattern;
pub mod phrase;
pub mod schema;
mod termbase;
mod validate;

pub use termbase::{
    CalqueRule, Class, Cue, CueId, Entry, EntryId, Quantity, Related, Rendering, Termbase, Variant, slug,
};
