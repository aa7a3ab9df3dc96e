//! How well the glossaries do what they say.

mod examples;

pub use examples::examples;
