//! Short ways to make definitions, values and series.

use figure::{Decimal, Period};
use indicator::definition::{Define, define};
use indicator::observation::{Confirm, Enter, confirm, enter};
use indicator::{
    Access, Across, Better, Cadence, Cell, Context, Flow, GrowthFrom, Indicator, Party, Price,
    Series, Stage,
};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

pub fn p(code: &str) -> Period {
    code.parse().unwrap()
}

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn by(person: &str, today: Date) -> Context {
    Context {
        now: today
            .at(9, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .unwrap()
            .timestamp(),
        today,
        actor: Party {
            person: person.to_owned(),
            unit: "stat".to_owned(),
        },
    }
}

pub fn terms(code: &str) -> Define {
    Define {
        code: code.to_owned(),
        name: "固定资产投资".to_owned(),
        aliases: vec!["固投".to_owned()],
        caliber: "计划总投资500万元及以上的项目和房地产开发投资".to_owned(),
        unit: "亿元".to_owned(),
        cadence: Cadence::Month,
        jan_feb_merged: true,
        flow: Flow::Cumulative,
        price: Price::Nominal,
        growth_from: GrowthFrom::Computed,
        source_unit: "stat".to_owned(),
        release_lag_days: 20,
        access: Access::UntilRelease,
        across: Across::Sum,
        better: Better::Higher,
        tiny_base: None,
        contributors_min: 0,
        formula: None,
        valid_from: date(2015, 1, 1),
    }
}

pub fn current(code: &str) -> Define {
    Define {
        flow: Flow::Current,
        jan_feb_merged: false,
        ..terms(code)
    }
}

pub fn indicator(terms: &Define) -> Indicator {
    define(terms, &by("wang", date(2015, 1, 1))).unwrap()
}

pub fn entry(period: &str, value: &str) -> Enter {
    Enter {
        place: "whole".to_owned(),
        period: p(period),
        value: dec(value),
        unit: None,
        published_growth: None,
        comparable_base: None,
        contributors: None,
        stage: Stage::Official,
        source: "统计月报".to_owned(),
        source_hash: None,
        released_on: None,
        note: "修订".to_owned(),
        batch: None,
        settled: vec![],
    }
}

/// Entered and confirmed by two people on one day.
pub fn put(indicator: &Indicator, cell: Option<&Cell>, cmd: &Enter, day: Date) -> Cell {
    let entered = enter(indicator, cell, cmd, &by("wang", day)).unwrap();
    let no = entered.waiting().unwrap().no;
    confirm(&entered, &Confirm { no }, &by("li", day)).unwrap()
}

/// A series of values that were known in time.
pub fn series(indicator: &Indicator, values: &[(&str, &str)]) -> Series {
    let cells: Vec<Cell> = values
        .iter()
        .map(|(period, value)| {
            let known = p(period).last_day().unwrap().tomorrow().unwrap();
            put(indicator, None, &entry(period, value), known)
        })
        .collect();
    Series::as_of(indicator, "whole", &cells, date(2030, 1, 1)).unwrap()
}

pub fn code<T: std::fmt::Debug>(answer: Result<T, indicator::Refusal>) -> &'static str {
    let refusal = answer.unwrap_err();
    assert!(
        refusal.zh().chars().any(|c| c > '\u{4e00}'),
        "{}",
        refusal.code
    );
    assert!(
        !refusal.zh().contains('□'),
        "a number is missing: {}",
        refusal.zh()
    );
    refusal.code
}
