//! Sums of counters in memory, month by month, as long as nothing moved the counters of the month.
//!
//! Each change that moves counters counts its months up in the same transaction. The counts of months are
//! read before the counters: a sum that is newer than its count is read again the next time, never kept too
//! long, whoever wrote.

use super::ask::{Ask, Built};
use super::counted::{CountAsk, CountBy, next};
use super::measure::Counts;
use crate::recount::{COLUMNS, counts};
use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

/// Lines kept at most, of about 430 bytes each.
const MAX_LINES: usize = 60_000;

pub(crate) static MOVED: Sql = Sql::new(
    "case_count_moved.of",
    "SELECT month, times FROM case_count_moved WHERE district_id = $1 AND month >= $2 AND month <= $3",
);

/// Days of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Days {
    first: Date,
    last: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    district: DistrictId,
    basis: &'static str,
    by: &'static str,
    days: Days,
}

/// The counters of one type and key over some days.
#[derive(Debug)]
struct Line {
    case_type: String,
    key: String,
    counts: Counts,
}

#[derive(Debug)]
struct Kept {
    times: i64,
    used: u64,
    lines: Arc<Vec<Line>>,
}

/// What is kept.
#[derive(Debug, Default)]
pub(crate) struct Sums(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    kept: HashMap<Key, Kept>,
    lines: usize,
    clock: u64,
}

impl Store {
    /// The counters of a period by key: two queries at most, one where nothing moved since they were
    /// last asked for. A case without the key is under the empty one, so that the parts add up to the
    /// whole; keys without any count are left out.
    pub async fn case_counts(
        &self,
        district: &DistrictId,
        asked: &CountAsk,
    ) -> Result<Vec<(String, Counts)>, StoreError> {
        let parts = months(asked.from, asked.to)?;
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return Ok(Vec::new());
        };
        let params = params![district, first.month(), last.month()];
        let moved = self.query(&MOVED, params).await?;
        let moved = moved
            .iter()
            .map(|row| Ok((row.text(0)?, row.int(1)?)))
            .collect::<Result<HashMap<String, i64>, StoreError>>()?;
        let times = |days: &Days| moved.get(&days.month()).copied().unwrap_or(0);
        let key = |days: Days| Key {
            district: district.clone(),
            basis: asked.basis.code(),
            by: asked.by.code(),
            days,
        };
        let mut found: Vec<Arc<Vec<Line>>> = Vec::with_capacity(parts.len());
        let mut wanted = Vec::new();
        for days in parts {
            match self.sums().get(&key(days), times(&days)) {
                Some(lines) => found.push(lines),
                None => wanted.push(days),
            }
        }
        if !wanted.is_empty() {
            let (text, params) = sums_query(district, asked.basis.code(), asked.by, &wanted)?;
            let rows = self.query_built(text, params).await?;
            let lines = summed(&rows, &wanted)?;
            for (days, lines) in wanted.into_iter().zip(lines) {
                let lines = Arc::new(lines);
                self.sums().put(key(days), times(&days), &lines);
                found.push(lines);
            }
        }
        let mut by_key: BTreeMap<&str, Counts> = BTreeMap::new();
        for line in found.iter().flat_map(|lines| lines.iter()) {
            if asked.types.is_empty() || asked.types.contains(&line.case_type) {
                let of = by_key.entry(&line.key).or_default();
                of.merge(&line.counts, 1);
            }
        }
        let named = by_key.into_iter().filter(|(_, counts)| !counts.is_zero());
        Ok(named.map(|(key, of)| (key.to_owned(), of)).collect())
    }
}

impl Sums {
    fn get(&self, key: &Key, times: i64) -> Option<Arc<Vec<Line>>> {
        let mut inner = self.0.lock().ok()?;
        inner.clock += 1;
        let now = inner.clock;
        let kept = inner.kept.get_mut(key).filter(|it| it.times == times)?;
        kept.used = now;
        Some(kept.lines.clone())
    }

    fn put(&self, key: Key, times: i64, lines: &Arc<Vec<Line>>) {
        let Ok(mut inner) = self.0.lock() else {
            return;
        };
        inner.clock += 1;
        let kept = Kept {
            times,
            used: inner.clock,
            lines: lines.clone(),
        };
        inner.lines += lines.len();
        if let Some(old) = inner.kept.insert(key, kept) {
            inner.lines -= old.lines.len();
        }
        while inner.lines > MAX_LINES {
            let oldest = inner.kept.iter().min_by_key(|(_, kept)| kept.used);
            let Some(key) = oldest.map(|(key, _)| key.clone()) else {
                break;
            };
            if let Some(old) = inner.kept.remove(&key) {
                inner.lines -= old.lines.len();
            }
        }
    }
}

impl Days {
    fn month(&self) -> String {
        self.first.to_string()[..7].to_owned()
    }

    /// The counters whose sum this is: the month as a whole where that is nearer, without the days
    /// that are not meant. Each period with its sign.
    fn periods(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let (begin, end) = (self.first.first_of_month(), self.first.last_of_month());
        let days = |from: Date, to: Date, sign| {
            let mut days = Vec::new();
            let mut day = from;
            while day <= to {
                days.push((day.to_string(), sign));
                day = next(day)?;
            }
            Ok::<_, StoreError>(days)
        };
        let meant = days(self.first, self.last, 1)?;
        let others = usize::from(end.day().unsigned_abs()) - meant.len();
        if meant.len() <= others + 1 && others > 0 {
            return Ok(meant);
        }
        let mut periods = vec![(self.month(), 1)];
        if self.first > begin {
            let before = self.first.yesterday();
            let before = before.map_err(|error| StoreError::Limit(error.to_string()))?;
            periods.extend(days(begin, before, -1)?);
        }
        periods.extend(days(next(self.last)?, end, -1)?);
        Ok(periods)
    }
}

/// A period by months.
fn months(from: Date, to: Date) -> Result<Vec<Days>, StoreError> {
    if to < from {
        return Ok(Vec::new());
    }
    super::counted::check(from, to)?;
    let mut months = Vec::new();
    let mut first = from;
    while first <= to {
        let last = first.last_of_month().min(to);
        months.push(Days { first, last });
        first = next(last)?;
    }
    Ok(months)
}

/// What the rows say of each of these.
fn summed(rows: &[Row], wanted: &[Days]) -> Result<Vec<Vec<Line>>, StoreError> {
    let mut places: HashMap<String, (usize, i64)> = HashMap::new();
    for (at, days) in wanted.iter().enumerate() {
        let periods = days.periods()?.into_iter();
        places.extend(periods.map(|(period, sign)| (period, (at, sign))));
    }
    let mut sums: Vec<BTreeMap<(&str, &str), Counts>> = vec![BTreeMap::new(); wanted.len()];
    for row in rows {
        if let Some((at, sign)) = places.get(row.word(0)?) {
            let line = sums[*at].entry((row.word(1)?, row.word(2)?)).or_default();
            line.merge(&counts(row, 3)?, *sign);
        }
    }
    let line = |((case_type, key), counts): ((&str, &str), Counts)| Line {
        case_type: case_type.to_owned(),
        key: key.to_owned(),
        counts,
    };
    let lines = sums.into_iter().map(|lines| {
        let some = lines.into_iter().filter(|(_, counts)| !counts.is_zero());
        some.map(line).collect()
    });
    Ok(lines.collect())
}

fn sums_query(
    district: &DistrictId,
    basis: &str,
    by: CountBy,
    wanted: &[Days],
) -> Result<Built, StoreError> {
    let mut periods = Vec::new();
    for days in wanted {
        periods.extend(days.periods()?.into_iter().map(|(period, _)| period));
    }
    let mut ask = Ask::new(district);
    ask.say("SELECT n.period, n.case_type, n.key, ")
        .say(COLUMNS);
    ask.say(" FROM case_count AS n WHERE n.district_id = $1");
    ask.and("n.basis = ?", [basis.into()]);
    ask.and("n.dimension = ?", [by.code().into()]);
    ask.and_in("n.period", &periods);
    ask.done()
}

#[cfg(test)]
pub(crate) fn counts_query(district: &DistrictId, asked: &CountAsk) -> Result<Built, StoreError> {
    let wanted = months(asked.from, asked.to)?;
    sums_query(district, asked.basis.code(), asked.by, &wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn of(from: Date, to: Date) -> Vec<(String, i64)> {
        let months = months(from, to).unwrap();
        let periods = months.iter().flat_map(|days| days.periods().unwrap());
        periods.collect()
    }

    fn named(names: &[(&str, i64)]) -> Vec<(String, i64)> {
        let owned = |(name, sign): &(&str, i64)| ((*name).to_owned(), *sign);
        names.iter().map(owned).collect()
    }

    #[test]
    fn a_period_is_whole_months_and_days_around_them() {
        assert_eq!(
            of(date(2026, 1, 30), date(2026, 4, 2)),
            named(&[
                ("2026-01-30", 1),
                ("2026-01-31", 1),
                ("2026-02", 1),
                ("2026-03", 1),
                ("2026-04-01", 1),
                ("2026-04-02", 1)
            ])
        );
        assert_eq!(
            of(date(2026, 2, 3), date(2026, 2, 27)),
            named(&[
                ("2026-02", 1),
                ("2026-02-01", -1),
                ("2026-02-02", -1),
                ("2026-02-28", -1)
            ])
        );
        assert_eq!(of(date(2026, 1, 1), date(2026, 12, 31)).len(), 12);
        assert!(of(date(2026, 2, 1), date(2026, 1, 1)).is_empty());
        assert!(months(date(2000, 1, 1), date(2026, 1, 1)).is_err());
    }

    #[test]
    fn any_period_is_each_of_its_days_once() {
        let (first, mut to) = (date(2026, 1, 28), date(2026, 1, 28));
        while to < date(2026, 3, 5) {
            let mut seen: BTreeMap<Date, i64> = BTreeMap::new();
            for (period, sign) in of(first, to) {
                let days: Vec<Date> = match period.parse::<Date>() {
                    Ok(day) => vec![day],
                    Err(_) => {
                        let begin: Date = format!("{period}-01").parse().unwrap();
                        let all = i64::from(begin.days_in_month());
                        (0..all)
                            .map(|n| begin.checked_add(jiff::Span::new().days(n)).unwrap())
                            .collect()
                    }
                };
                days.into_iter()
                    .for_each(|day| *seen.entry(day).or_default() += sign);
            }
            seen.retain(|_, times| *times != 0);
            let last = (seen.first_key_value(), seen.last_key_value());
            assert_eq!(last, (Some((&first, &1)), Some((&to, &1))));
            assert_eq!(seen.len() as i32, (to - first).get_days() + 1, "{to}");
            to = next(to).unwrap();
        }
    }

    #[test]
    fn what_was_not_used_for_longest_makes_room() {
        let sums = Sums::default();
        let key = |n: i8| Key {
            district: DistrictId("d".to_owned()),
            basis: "reported",
            by: "all",
            days: Days {
                first: date(2026, n, 1),
                last: date(2026, n, 2),
            },
        };
        let line = || Line {
            case_type: String::new(),
            key: String::new(),
            counts: Counts::default(),
        };
        let half = Arc::new((0..MAX_LINES / 2).map(|_| line()).collect());
        sums.put(key(1), 1, &half);
        sums.put(key(2), 1, &half);
        assert!(sums.get(&key(1), 1).is_some() && sums.get(&key(1), 2).is_none());
        sums.put(key(3), 1, &half);
        let kept = [1, 2, 3].map(|n| sums.get(&key(n), 1).is_some());
        assert_eq!(kept, [true, false, true]);
    }
}
