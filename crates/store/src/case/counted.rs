//! What figures of cases are asked by, and what is late, from the rows.

use super::ask::{Ask, Built};
use super::measure::{Mark, Step};
use crate::value::Value;
use crate::{DistrictId, Store, StoreError};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::collections::BTreeMap;

/// The longest period, in days.
pub const MAX_DAYS: i32 = 3_660;

/// Which day a case is counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The day it was reported: what became of those cases (cohort).
    Reported,
    /// The day the step was due: what was owed then (flow).
    Due,
}

impl Basis {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Due => "due",
        }
    }
}

/// What figures are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountBy {
    /// All together; the key is empty.
    All,
    /// The handling unit; the owner while there is none.
    Unit,
    /// Subdistrict.
    Subdistrict,
    /// Community.
    Community,
    /// Matter.
    Matter,
}

/// Figures of a period, both days included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountAsk {
    /// Which day counts.
    pub basis: Basis,
    /// By what.
    pub by: CountBy,
    /// Of these types; of all when empty.
    pub types: Vec<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Store {
    /// How many cases of the period have a step owed, not done and past its due instant at `now_ms`
    /// (超期待处置 and its like), by step and key: one query over the cases that are overdue now.
    ///
    /// What was due in a period is [`super::Measure::Done`] of the counters and these together: a
    /// case within its limit is not due, one whose clock stands still is neither.
    pub async fn case_late(
        &self,
        district: &DistrictId,
        asked: &CountAsk,
        now_ms: i64,
    ) -> Result<BTreeMap<(Step, String), i64>, StoreError> {
        let (text, params) = late_query(district, asked, now_ms)?;
        let mut late = BTreeMap::new();
        for row in self.query_built(text, params).await? {
            let key = row.text(0)?;
            for (at, step) in Step::ALL.into_iter().enumerate() {
                let count = row.int(at + 1)?;
                if count > 0 {
                    late.insert((step, key.clone()), count);
                }
            }
        }
        Ok(late)
    }
}

impl CountBy {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unit => "unit",
            Self::Subdistrict => "subdistrict",
            Self::Community => "community",
            Self::Matter => "matter",
        }
    }

    fn expression(self) -> &'static str {
        match self {
            Self::All => "''",
            Self::Unit => "COALESCE(c.handler, c.owner_unit)",
            Self::Subdistrict => "COALESCE(c.subdistrict, '')",
            Self::Community => "COALESCE(c.community, '')",
            Self::Matter => "COALESCE(c.matter, '')",
        }
    }
}

pub(crate) fn late_query(
    district: &DistrictId,
    asked: &CountAsk,
    now_ms: i64,
) -> Result<Built, StoreError> {
    let key = asked.by.expression();
    let within = (start(asked.from)?, start(next(asked.to)?)?);
    let mut ask = Ask::new(district);
    ask.say("SELECT l.k");
    for at in 0..Step::ALL.len() {
        ask.say(&format!(", CAST(SUM(l.n{at}) AS BIGINT)"));
    }
    ask.say(&format!(" FROM (SELECT {key} AS k"));
    for (at, step) in Step::ALL.into_iter().enumerate() {
        ask.say(", CASE WHEN 1 = 1");
        late(&mut ask, asked.basis, step, within, now_ms);
        ask.say(&format!(" THEN 1 ELSE 0 END AS n{at}"));
    }
    // Its clock runs and is late, so the first clock of the case to run out is late too.
    ask.say(" FROM case_row AS c WHERE c.district_id = $1 AND c.is_open = TRUE");
    ask.and("c.due_ms < ?", [Value::I64(now_ms)]);
    ask.and_in("c.case_type", &asked.types);
    if asked.basis == Basis::Reported {
        // By the sign, so that SQLite does not walk a whole year of reports by their index in place of what
        // is late.
        between(&mut ask, "+c.reported_ms", within);
    }
    ask.say(") AS l GROUP BY l.k ORDER BY l.k");
    ask.done()
}

/// The step is owed, not done, past its due instant, and of the period where that is told by it.
fn late(ask: &mut Ask, basis: Basis, step: Step, within: (i64, i64), now_ms: i64) {
    let due = step.due_column();
    let (owed, done) = (Mark::Owed(step).bit(), Mark::Done(step).bit());
    let marks = [Value::I64(owed | done), Value::I64(owed)];
    ask.and("(c.marks & ?) = ?", marks);
    ask.and(&format!("{due} < ?"), [Value::I64(now_ms)]);
    if basis == Basis::Due {
        between(ask, due, within);
    }
}

fn between(ask: &mut Ask, column: &str, (from, to): (i64, i64)) {
    ask.and(&format!("{column} >= ?"), [Value::I64(from)]);
    ask.and(&format!("{column} < ?"), [Value::I64(to)]);
}

/// Whole months, and the days around them.
pub(super) fn periods(from: Date, to: Date) -> Result<Vec<String>, StoreError> {
    if to < from {
        return Ok(Vec::new());
    }
    check(from, to)?;
    let mut periods = Vec::new();
    let mut day = from;
    while day <= to {
        let last = day.last_of_month();
        let step = if day.day() == 1 && last <= to {
            periods.push(day.to_string()[..7].to_owned());
            last
        } else {
            periods.push(day.to_string());
            day
        };
        day = next(step)?;
    }
    Ok(periods)
}

pub(super) fn check(from: Date, to: Date) -> Result<(), StoreError> {
    if (to - from).get_days() > MAX_DAYS {
        return Err(StoreError::Limit(format!("一次最多统计 {MAX_DAYS} 天")));
    }
    Ok(())
}

pub(super) fn next(day: Date) -> Result<Date, StoreError> {
    day.checked_add(1.day())
        .map_err(|error| StoreError::Limit(error.to_string()))
}

/// The first instant of a civil day, ms UTC.
pub(crate) fn start(day: Date) -> Result<i64, StoreError> {
    let offset = Offset::constant(crate::projection::case::OFFSET_HOURS);
    let at = offset.to_timestamp(day.to_datetime(jiff::civil::Time::midnight()));
    at.map(|at| at.as_millisecond())
        .map_err(|error| StoreError::Limit(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_whole_months_and_days_around_them() {
        let of = |from, to| periods(from, to).unwrap();
        assert_eq!(
            of(date(2026, 1, 30), date(2026, 4, 2)),
            [
                "2026-01-30",
                "2026-01-31",
                "2026-02",
                "2026-03",
                "2026-04-01",
                "2026-04-02"
            ]
        );
        assert_eq!(of(date(2026, 1, 1), date(2026, 12, 31)).len(), 12);
        assert!(of(date(2026, 2, 1), date(2026, 1, 1)).is_empty());
        assert!(periods(date(2000, 1, 1), date(2026, 1, 1)).is_err());
    }
}
