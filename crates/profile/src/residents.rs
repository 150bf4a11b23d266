//! `residents.csv`: how many people live in a unit's area, by the day they were counted.

use crate::csv_rows;
use crate::problem::Log;
use jiff::civil::Date;
use org::{Directory, UnitCode};
use std::collections::BTreeMap;

pub(crate) const FILE: &str = "residents.csv";
const COLUMNS: &[&str] = &["unit", "day", "residents", "source"];
/// More people than any district has: a figure above it is a slip.
const RESIDENTS_MAX: u64 = 100_000_000;

/// 常住人口 of one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Persons, at least one.
    pub residents: u64,
    /// Where the figure comes from, as the folder says.
    pub source: String,
}

/// Residents by unit and day of counting; empty where the folder has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Residents(BTreeMap<UnitCode, BTreeMap<Date, Count>>);

impl Residents {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The newest count of a unit's area that is not after `day`, with its own day.
    pub fn on(&self, unit: &UnitCode, day: Date) -> Option<(Date, &Count)> {
        let counts = self.0.get(unit)?;
        counts
            .range(..=day)
            .next_back()
            .map(|(day, count)| (*day, count))
    }
}

pub(crate) fn read(text: Option<&String>, directory: &Directory, log: &mut Log) -> Residents {
    let mut all = Residents::default();
    let Some(text) = text else { return all };
    for row in csv_rows::read(FILE, text, COLUMNS, log) {
        let unit = row.required("unit", FILE, log);
        let day = row.required("day", FILE, log);
        let residents = row.required("residents", FILE, log);
        let source = row.required("source", FILE, log);
        let (Some(unit), Some(day), Some(residents), Some(source)) = (unit, day, residents, source)
        else {
            continue;
        };
        let known = |code: &UnitCode| directory.is_empty() || directory.get(code).is_some();
        let Some(unit) = UnitCode::parse(unit).ok().filter(known) else {
            let message = format!("单位“{unit}”不存在");
            log.add(FILE, row.line, "residents_unit_unknown", message);
            continue;
        };
        let Ok(day) = day.parse::<Date>() else {
            let message = format!("“{day}”不是日期，应为2020-11-01的写法");
            log.add(FILE, row.line, "residents_day", message);
            continue;
        };
        let counted = residents
            .parse()
            .ok()
            .filter(|n| (1..=RESIDENTS_MAX).contains(n));
        let Some(residents) = counted else {
            let message = format!("“{residents}”不是人数，应为1至{RESIDENTS_MAX}的整数");
            log.add(FILE, row.line, "residents_number", message);
            continue;
        };
        let count = Count {
            residents,
            source: source.to_owned(),
        };
        if all.0.entry(unit).or_default().insert(day, count).is_some() {
            let message = "同一单位同一天有两行".to_owned();
            log.add(FILE, row.line, "residents_duplicate", message);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &str) -> (Residents, Vec<&'static str>) {
        let mut log = Log::default();
        let text = format!("unit,day,residents,source\n{rows}");
        let read = read(Some(&text), &Directory::default(), &mut log);
        let found = log.finish(Some(())).err().unwrap_or_default();
        (read, found.iter().map(|p| p.code).collect())
    }

    #[test]
    fn the_newest_count_up_to_a_day_stands() {
        let (all, wrong) = of("east,2010-11-01,30000,六普\neast,2020-11-01,41000,七普\n");
        assert_eq!(wrong, Vec::<&str>::new());
        let east = UnitCode::parse("east").unwrap();
        let on = |day: &str| {
            all.on(&east, day.parse().unwrap())
                .map(|(_, c)| c.residents)
        };
        assert_eq!(on("2010-10-31"), None);
        assert_eq!(on("2020-10-31"), Some(30_000));
        assert_eq!(on("2026-01-01"), Some(41_000));
    }

    #[test]
    fn what_is_no_count_is_named() {
        let (all, wrong) = of(
            "east,2020-11-01,0,甲\neast,昨天,5,甲\neast,2020-11-01,5,甲\neast,2020-11-01,6,乙\n",
        );
        assert_eq!(
            wrong,
            ["residents_number", "residents_day", "residents_duplicate"]
        );
        assert!(!all.is_empty());
    }
}
