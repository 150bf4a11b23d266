//! Figures of cases as they were known at a past instant: the journal folded up to it.

use super::counted::{Basis, CountAsk, periods};
use super::measure::{Counts, Step};
use crate::projection::case::{counts_of, day, late_of};
use crate::replay::Replay;
use crate::{DistrictId, Store, StoreError, kind};
use jiff::Timestamp;
use journal::Fields;
use std::collections::BTreeMap;

/// What the counters and the rows would have said then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountedAsOf {
    /// As [`Store::case_counts`].
    pub counts: BTreeMap<String, Counts>,
    /// As [`Store::case_late`], of each step.
    pub late: BTreeMap<(Step, String), i64>,
}

impl Store {
    /// The figures of a period as they were known at an instant. The cost follows the journal of
    /// cases up to then; the answer is what [`Store::case_counts`] and [`Store::case_late`] gave.
    pub async fn case_counts_as_of(
        &self,
        district: &DistrictId,
        asked: &CountAsk,
        instant: Timestamp,
    ) -> Result<CountedAsOf, StoreError> {
        let now_ms = instant.as_millisecond();
        let wanted = periods(asked.from, asked.to)?;
        let mut found = CountedAsOf::default();
        let mut replay = Replay::new(self, district, kind::CASE, now_ms);
        while let Some(page) = replay.next().await? {
            for loaded in &page {
                found.take(&loaded.state, asked, &wanted, now_ms);
            }
        }
        Ok(found)
    }
}

impl CountedAsOf {
    fn take(&mut self, state: &Fields, asked: &CountAsk, wanted: &[String], now_ms: i64) {
        let mut own = None;
        for (key, counts) in counts_of(state) {
            let is_asked = key.basis == asked.basis.code()
                && key.dimension == asked.by.code()
                && wanted.contains(&key.period)
                && (asked.types.is_empty() || asked.types.contains(&key.case_type));
            if is_asked {
                self.counts
                    .entry(key.key.clone())
                    .or_default()
                    .merge(&counts, 1);
                own = Some(key.key);
            }
        }
        let Some(own) = own else { return };
        let reported = state
            .get("reported_at")
            .and_then(|at| at.as_str()?.parse::<Timestamp>().ok())
            .map(|at| day(at.as_millisecond()));
        for (step, due) in late_of(state, now_ms) {
            let counted = match asked.basis {
                Basis::Reported => reported.clone(),
                Basis::Due => Some(due),
            };
            let within = counted
                .is_some_and(|day| (asked.from.to_string()..=asked.to.to_string()).contains(&day));
            if within {
                *self.late.entry((step, own.clone())).or_default() += 1;
            }
        }
    }
}
