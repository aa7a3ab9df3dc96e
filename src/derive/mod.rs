//! From a wrong rendering, the right name and a sentence to a checked glossary entry.

mod checks;
mod guess;
mod propose;
mod text;
mod wish;

pub use propose::{Outcome, Proposal, Refusal, propose};
pub use text::{appended, fresh_id, head, is_blank, listed};
pub use wish::{Wish, one_line};
