//! Glossaries: their notation, loading, checking, and the termbase and index made of them.

mod build;
pub mod builtin;
mod fault;
pub mod index;
pub mod kinds;
pub mod load;
mod multimap;
pub mod numbers;
mod overlay;
pub mod pattern;
pub mod phrase;
mod rendering;
pub mod schema;
mod termbase;
mod validate;

pub use fault::Place;
pub use termbase::{
    CalqueRule, Class, Cue, CueId, Entry, EntryId, Quantity, Related, Rendering, Termbase, Variant, slug,
};
pub use validate::FRAMES;
