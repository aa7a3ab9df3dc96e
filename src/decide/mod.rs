//! Weighs the evidence at each candidate and says what becomes of it. Pure: same document, same verdicts.

mod context;
mod evidence;
mod feature;
mod judge;
mod memory;
mod place;
mod rounds;
mod verdict;
pub mod weights;

pub use context::Context;
pub use feature::Feature;
pub use place::{Place, Preposition};
pub use rounds::decide;
pub use verdict::{Decision, Evidence, Target, Verdict};
pub use weights::Weights;
