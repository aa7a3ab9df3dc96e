//! How random tests of the laws are run.

use proptest::test_runner::{Config, RngSeed};

/// So many `cases`, the same for the same commit, and no file of failures.
pub fn fixed(cases: u32) -> Config {
    Config { rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..Config::with_cases(cases) }
}
