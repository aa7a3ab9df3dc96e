//! How well the glossaries do what they say, and how well the whole does on texts that nobody here wrote.

mod cover;
pub mod eval;
mod examples;
mod parts;
pub mod tune;

pub use cover::{Cover, FeatureCover, Item, Part, RuleCover, cover, cover_vetoes};
pub use examples::{Example, examples};
