#![doc = include_str!("../README.md")]

pub mod align;
pub mod calque;
pub mod cli;
pub mod corpus;
pub mod decide;
pub mod derive;
pub mod detect;
pub mod diagnostic;
pub mod dictionary;
pub mod document;
pub mod edit;
pub mod engine;
pub mod error;
pub mod format;
pub mod glossary;
pub mod lang;
pub mod learn;
pub mod measure;
pub mod report;
pub mod restore;
pub mod review;
pub mod rewrite;
pub mod text;

pub use document::Document;
pub use edit::Applicability;
pub use engine::Engine;
pub use error::Error;
pub use review::{Choice, Finding, Review};
