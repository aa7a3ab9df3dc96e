//! Mends machine-translated text.

pub mod decide;
pub mod detect;
pub mod diagnostic;
pub mod document;
pub mod edit;
pub mod error;
pub mod format;
pub mod glossary;
pub mod lang;
pub mod text;
