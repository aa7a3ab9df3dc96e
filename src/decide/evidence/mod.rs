//! Kinds of evidence, one file each: every function reads one context and says what it saw.

pub mod casing;
pub mod frame;
pub mod layout;
pub mod list;
pub mod neighbours;
pub mod ordinary;
pub mod person;
pub mod source;
pub mod topic;
