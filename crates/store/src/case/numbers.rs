//! Numbers of new cases: those who ask at the same time are given theirs by one statement.
//!
//! A statement waits for the row of its prefix and for the disk; were each case to take its own, a burst of
//! reports would file one behind the other.

use crate::sql::{Sql, Text};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};
use std::collections::HashMap;
use std::sync::Mutex;
use tokio::sync::oneshot;

/// The most numbers taken at once.
pub const MAX_NUMBERS: i64 = 20_000;

pub(crate) static TAKE_NUMBERS: Sql = Sql::new(
    "case_sequence.take",
    "INSERT INTO case_sequence (district_id, prefix, last) VALUES ($1, $2, $3) \
     ON CONFLICT (district_id, prefix) DO UPDATE SET last = case_sequence.last + excluded.last \
     RETURNING last",
);

type Key = (DistrictId, String);

/// Who waits for numbers.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    waiting: Mutex<HashMap<Key, Vec<Asker>>>,
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Asker {
    count: i64,
    answer: oneshot::Sender<Result<i64, StoreError>>,
}

impl Numbers {
    /// Joins those who wait; true for the first, for whom somebody has to be served.
    fn join(&self, key: &Key, asker: Asker) -> Result<bool, StoreError> {
        let mut waiting = self.waiting.lock().map_err(|_| closed())?;
        let same = waiting.entry(key.clone()).or_default();
        same.push(asker);
        Ok(same.len() == 1)
    }

    fn take(&self, key: &Key) -> Vec<Asker> {
        let waiting = self.waiting.lock().ok();
        waiting
            .and_then(|mut waiting| waiting.remove(key))
            .unwrap_or_default()
    }
}

impl Store {
    /// Takes the next `count` numbers after a prefix (`CG20261123`) and returns the first, from 1.
    /// Nobody gets them twice; those that are not used stay unused. They are durable with the next
    /// batch that is, which is soon enough: before that no case bears them.
    pub async fn take_case_numbers(
        &self,
        district: &DistrictId,
        prefix: &str,
        count: i64,
    ) -> Result<i64, StoreError> {
        let key = (district.clone(), prefix.to_owned());
        let (answer, first) = oneshot::channel();
        let count = count.clamp(1, MAX_NUMBERS);
        self.count_query();
        // Served by a task of its own: a caller may go away, those who joined it still wait.
        if self.numbers().join(&key, Asker { count, answer })? {
            tokio::spawn(serve(self.clone(), key));
        }
        first.await.map_err(|_| closed())?
    }
}

async fn serve(store: Store, key: Key) {
    // One statement at a time; who asks meanwhile joins the next.
    let _turn = store.numbers().turn.lock().await;
    let askers = store.numbers().take(&key);
    let count: i64 = askers.iter().map(|asker| asker.count).sum();
    let params = params![&key.0, &key.1, count];
    let rows = store
        .engine()
        .returning_soon(Text::Fixed(&TAKE_NUMBERS), params)
        .await;
    let last = rows.and_then(|rows| rows.first().map_or(Ok(count), |row| row.int(0)));
    let mut next = last.map(|last| last - count + 1);
    for asker in askers {
        let _ = asker.answer.send(next.clone());
        next = next.map(|first| first + asker.count);
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("数据库已关闭".to_owned())
}
