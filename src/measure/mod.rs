//! How well the glossaries do what they say.

mod examples;
pub mod tune;

pub use examples::examples;
