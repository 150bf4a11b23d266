//! The counters of cases are what a recount of the journal says.

use crate::case::{Counts, MEASURES};
use crate::projection::case::{CLEAR_COUNTS, MOVED_ALL, Total, counts_of, ops};
use crate::rebuild::{MAX_MISMATCHES, Mismatch};
use crate::sql::{RowOp, Sql};
use crate::subject::Loaded;
use crate::value::{Value, params};
use crate::{DistrictId, Row, Store, StoreError};
use journal::Fields;
use std::collections::BTreeMap;

/// Counters read at a time.
const PAGE: i64 = 2_000;

pub(crate) static PAGE_OF: Sql = Sql::new(
    "case_count.page",
    "SELECT basis, dimension, period, case_type, key, reported, valid, voided, register_owed, register_done, register_in_time, dispatch_owed, \
     dispatch_done, dispatch_in_time, contact_owed, contact_done, contact_in_time, \
     handle_owed, handle_done, handle_in_time, verify_owed, verify_done, verify_in_time, \
     close_owed, close_done, close_in_time, suspended, extended, extend_times, returned, \
     return_times, reworked, rework_times, reopened, called, reached, solved, unsolved, \
     satisfied, unsatisfied, \
     field_check_owed, field_check_done, field_check_in_time, send_check_owed, send_check_done, \
     send_check_in_time, send_verify_owed, send_verify_done, send_verify_in_time, missed \
     FROM case_count WHERE district_id = $1 \
     AND (basis, dimension, period, case_type, key) > ($2, $3, $4, $5, $6) \
     ORDER BY basis, dimension, period, case_type, key LIMIT $7",
);

/// What [`counts`] reads, in its order.
pub(crate) const COLUMNS: &str = "reported, valid, voided, register_owed, register_done, register_in_time, dispatch_owed, \
    dispatch_done, dispatch_in_time, contact_owed, contact_done, contact_in_time, \
    handle_owed, handle_done, handle_in_time, verify_owed, verify_done, verify_in_time, \
    close_owed, close_done, close_in_time, suspended, extended, extend_times, returned, \
    return_times, reworked, rework_times, reopened, called, reached, solved, unsolved, \
    satisfied, unsatisfied, field_check_owed, field_check_done, field_check_in_time, send_check_owed, \
    send_check_done, send_check_in_time, send_verify_owed, send_verify_done, send_verify_in_time, missed";

/// Counters as the journal has them, gathered page by page.
#[derive(Debug, Default)]
pub(crate) struct Recount(Total);

impl Recount {
    pub(crate) fn take(&mut self, subjects: &[Loaded<Fields>]) {
        for loaded in subjects {
            for (key, counts) in counts_of(&loaded.state) {
                self.0.entry(key).or_default().merge(&counts, 1);
            }
        }
    }

    /// Compares with the counters stored; those that are all nought need not be there.
    pub(crate) async fn check(
        self,
        store: &Store,
        district: &DistrictId,
        found: &mut Vec<Mismatch>,
    ) -> Result<(), StoreError> {
        let mut wanted: BTreeMap<[String; 5], Counts> = BTreeMap::new();
        for (key, counts) in self.0 {
            let key = [
                key.basis.to_owned(),
                key.dimension.to_owned(),
                key.period,
                key.case_type,
                key.key,
            ];
            wanted.insert(key, counts);
        }
        let mut after: [String; 5] = Default::default();
        loop {
            let mut params = params![district];
            params.extend(after.iter().map(Value::from));
            params.push(Value::I64(PAGE));
            let rows = store.query(&PAGE_OF, params).await?;
            for row in &rows {
                after = key(row)?;
                let stored = counts(row, 5)?;
                let expected = wanted.remove(&after).unwrap_or_default();
                if stored != expected {
                    found.push(mismatch(&after, expected, Some(stored)));
                }
            }
            if (rows.len() as i64) < PAGE || found.len() >= MAX_MISMATCHES {
                break;
            }
        }
        let missing = wanted.into_iter().filter(|(_, counts)| !counts.is_zero());
        for (key, counts) in missing.take(MAX_MISMATCHES) {
            found.push(mismatch(&key, counts, None));
        }
        Ok(())
    }
}

/// What makes the counters nought, before [`again`] counts anew.
pub(crate) fn clear(district: &DistrictId) -> [RowOp; 2] {
    [&CLEAR_COUNTS, &MOVED_ALL].map(|sql| RowOp::new(sql, params![district]))
}

/// What adds these cases to the counters.
pub(crate) fn again(district: &DistrictId, subjects: &[Loaded<Fields>]) -> Vec<RowOp> {
    let counts: Vec<_> = subjects
        .iter()
        .flat_map(|loaded| counts_of(&loaded.state))
        .collect();
    ops(district, &counts)
}

fn key(row: &Row) -> Result<[String; 5], StoreError> {
    Ok([
        row.text(0)?,
        row.text(1)?,
        row.text(2)?,
        row.text(3)?,
        row.text(4)?,
    ])
}

/// The counters of a row from a column on.
pub(crate) fn counts(row: &Row, from: usize) -> Result<Counts, StoreError> {
    let mut cells = [0; MEASURES];
    for (at, cell) in cells.iter_mut().enumerate() {
        *cell = row.int(from + at)?;
    }
    Ok(Counts::from_cells(cells))
}

fn mismatch(key: &[String; 5], expected: Counts, found: Option<Counts>) -> Mismatch {
    Mismatch {
        table: "case_count".to_owned(),
        id: key.join(" "),
        expected: Some(format!("{:?}", expected.cells())),
        found: found.map(|counts| format!("{:?}", counts.cells())),
    }
}
