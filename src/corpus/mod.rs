//! Many documents: a stream of records reviewed by several threads and handed on in order.

use crate::engine::Engine;
use crate::format::{Body, Record};
use crate::review::Review;
use rayon::prelude::*;
use std::io;

/// Records that are in memory at once, and the bytes at which a batch is closed early.
const BATCH: (usize, usize) = (512, 8 << 20);

/// Reviews every record of `records` and calls `done` for each in the order of the input, whatever the
/// number of threads of `pool`.
///
/// # Errors
///
/// Returns the first failure of the reader or of `done`.
pub fn review_all(
    records: impl Iterator<Item = io::Result<Record>>,
    engine: &Engine,
    pool: &rayon::ThreadPool,
    done: &mut dyn FnMut(&Record, Option<&Review>) -> io::Result<()>,
) -> io::Result<()> {
    let mut records = records.peekable();
    let mut batch: Vec<Record> = Vec::new();
    while records.peek().is_some() {
        let mut bytes = 0;
        while batch.len() < BATCH.0 && bytes < BATCH.1 {
            let Some(record) = records.next().transpose()? else { break };
            bytes += record.raw.len();
            batch.push(record);
        }
        let review = |record: &Record| match &record.body {
            Body::Document { document, .. } => Some(engine.review(document)),
            Body::Blank | Body::Malformed { .. } => None,
        };
        let reviews: Vec<Option<Review>> = pool.install(|| batch.par_iter().map(review).collect());
        for (record, review) in batch.drain(..).zip(&reviews) {
            done(&record, review.as_ref())?;
        }
    }
    Ok(())
}
