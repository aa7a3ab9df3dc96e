//! Mends machine-translated text.

pub mod diagnostic;
pub mod document;
pub mod edit;
pub mod error;
pub mod format;
pub mod lang;
pub mod text;
