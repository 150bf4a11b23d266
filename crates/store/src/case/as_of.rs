//! Figures of cases as they were known at a past instant, and the cases behind them: the journal folded
//! up to it.

use super::counted::{Basis, CountAsk, periods};
use super::measure::{Counts, Step};
use super::row::CaseRow;
use crate::projection::case::{counts_of, day, late_of, row_of};
use crate::replay::Replay;
use crate::select::{MAX_PAGE, Page};
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

/// What one case adds to the figures of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedCase {
    /// Under which key.
    pub key: String,
    /// Its counts.
    pub counts: Counts,
    /// The steps it owes that are past their limit.
    pub late: Vec<Step>,
}

/// Which page of the cases behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastPage<'a> {
    /// As known at this instant.
    pub at: Timestamp,
    /// The id the last page ended with.
    pub after: Option<&'a str>,
    /// Rows wanted, at most [`MAX_PAGE`].
    pub limit: usize,
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
                if let Some(case) = counted(&loaded.state, asked, &wanted, now_ms) {
                    found.take(case);
                }
            }
        }
        Ok(found)
    }

    /// The cases of a period that `pick` takes, as they were at an instant, by id. The cost follows the
    /// journal of cases from the page's first up to then.
    pub async fn case_rows_as_of(
        &self,
        district: &DistrictId,
        asked: &CountAsk,
        page: PastPage<'_>,
        pick: impl Fn(&CountedCase) -> bool,
    ) -> Result<Page<CaseRow>, StoreError> {
        let now_ms = page.at.as_millisecond();
        let limit = page.limit.clamp(1, MAX_PAGE);
        let wanted = periods(asked.from, asked.to)?;
        let mut replay = Replay::new(self, district, kind::CASE, now_ms);
        if let Some(after) = page.after {
            replay = replay.behind(after);
        }
        let mut rows = Vec::new();
        while let Some(some) = replay.next().await? {
            for loaded in &some {
                let case = counted(&loaded.state, asked, &wanted, now_ms);
                if case.is_some_and(|case| pick(&case)) {
                    if rows.len() == limit {
                        let next = rows.last().map(|row: &CaseRow| row.id.clone());
                        return Ok(Page { rows, next });
                    }
                    let id = &loaded.subject.id;
                    rows.push(row_of(district, id, loaded.seq, &loaded.state)?);
                }
            }
        }
        Ok(Page { rows, next: None })
    }
}

impl CountedAsOf {
    fn take(&mut self, case: CountedCase) {
        for step in case.late {
            *self.late.entry((step, case.key.clone())).or_default() += 1;
        }
        self.counts
            .entry(case.key)
            .or_default()
            .merge(&case.counts, 1);
    }
}

/// What a case in this state adds; none where it is not of the period.
fn counted(
    state: &Fields,
    asked: &CountAsk,
    wanted: &[String],
    now_ms: i64,
) -> Option<CountedCase> {
    let mut found: Option<CountedCase> = None;
    for (key, counts) in counts_of(state) {
        let is_asked = key.basis == asked.basis.code()
            && key.dimension == asked.by.code()
            && wanted.contains(&key.period)
            && (asked.types.is_empty() || asked.types.contains(&key.case_type));
        if is_asked {
            let case = found.get_or_insert_with(|| CountedCase {
                key: key.key,
                counts: Counts::default(),
                late: Vec::new(),
            });
            case.counts.merge(&counts, 1);
        }
    }
    let mut case = found?;
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
            case.late.push(step);
        }
    }
    Some(case)
}
