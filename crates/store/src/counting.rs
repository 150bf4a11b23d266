//! How many queries one request runs.

use std::cell::Cell;

tokio::task_local! {
    static QUERIES: Cell<usize>;
}

/// Runs a future and tells how many queries the store ran for it (in the same task).
pub async fn counting<F: Future>(work: F) -> (F::Output, usize) {
    QUERIES
        .scope(Cell::new(0), async {
            let output = work.await;
            (output, QUERIES.with(Cell::get))
        })
        .await
}

pub(crate) fn one() {
    let _ = QUERIES.try_with(|count| count.set(count.get() + 1));
}
