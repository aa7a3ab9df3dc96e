//! How well the glossaries do what they say.

mod cover;
mod examples;
mod parts;
pub mod tune;

pub use cover::{Cover, FeatureCover, Item, Part, RuleCover, cover};
pub use examples::{Example, examples};
