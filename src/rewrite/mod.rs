//! From a decision to a fix: the name is put in, then article, preposition, elision and agreement are
//! made right, all as edits of one atomic fix.

mod agreement;
mod article;
mod calque;
mod draft;

pub use calque::calque;
pub use draft::{put, rewrite};
