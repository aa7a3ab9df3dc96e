//! Weighs the evidence at each candidate and says what becomes of it. Pure: same document, same verdicts.

mod context;
mod evidence;
mod feature;
mod judge;
mod memory;
mod rounds;
mod verdict;
pub mod weights;

pub use context::{Context, Preposition};
pub use feature::Feature;
pub use rounds::decide;
pub use verdict::{Decision, Evidence, Target, Verdict};
pub use weights::Weights;
