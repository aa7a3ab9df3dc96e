//! Languages: what a word is, what stands before it, what must agree with it. Knows no glossary.

pub mod features;
mod lexicon;

pub use lexicon::{Analysis, Lexicon, MAGIC};
