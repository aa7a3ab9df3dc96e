//! How well the glossaries do what they say, and how well the whole does on texts that nobody here wrote.

pub mod eval;
mod examples;
pub mod tune;

pub use examples::examples;
