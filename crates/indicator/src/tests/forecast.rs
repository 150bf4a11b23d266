//! Estimates: marked, with an interval, with what the method would have done before.

use super::support::{by, code, current, dec, entry, indicator, p, put, terms};
use crate::definition::{BreakKind, MarkBreak, mark_break};
use crate::forecast::{back_test, forecast};
use crate::{Cadence, Cell, Flow, Indicator, Series};
use figure::Decimal;
use jiff::civil::date;

/// Ten a month and rising by one each year, with a pattern over the year.
fn value(year: i16, month: usize) -> Decimal {
    let pattern = [8, 7, 9, 10, 10, 12, 9, 9, 11, 10, 12, 16][month - 1];
    Decimal::from(i64::from(year - 2020) + pattern)
}

fn monthly(indicator: &Indicator, cumulative: bool, until: (i16, usize)) -> Series {
    let mut cells: Vec<Cell> = vec![];
    for year in 2021..=until.0 {
        let mut sum = Decimal::ZERO;
        for month in 1..=if year == until.0 { until.1 } else { 12 } {
            sum += value(year, month);
            let shown = if cumulative { sum } else { value(year, month) };
            let mut cmd = entry(&format!("{year}-{month:02}"), "0");
            cmd.value = shown;
            cells.push(put(indicator, None, &cmd, date(2026, 11, 20)));
        }
    }
    Series::as_of(indicator, "whole", &cells, date(2026, 11, 20)).unwrap()
}

#[test]
fn a_year_is_estimated_from_its_pattern_and_marked() {
    let tax = indicator(&current("tax"));
    let found = forecast(&monthly(&tax, false, (2026, 10))).unwrap();
    assert!(found.seasonal);
    assert_eq!(found.ahead.len(), 2);
    // November 18, December 22 by the rule of the series; the year is 195.
    let (november, december) = (&found.ahead[0].1, &found.ahead[1].1);
    assert!(
        (november.middle() - dec("18")).abs() < Decimal::ONE,
        "{november:?}"
    );
    assert!(
        (december.middle() - dec("22")).abs() < Decimal::ONE,
        "{december:?}"
    );
    assert!(
        (found.year.middle() - dec("195")).abs() < dec("2"),
        "{:?}",
        found.year
    );
    assert!(found.year.low() <= found.year.middle() && found.year.middle() <= found.year.high());
    assert!(found.year.zh().starts_with("预测约") && found.year.zh().ends_with("非统计数"));
    let tested = found.back_test.unwrap();
    assert!(tested.beats_naive(), "{tested:?}");
    assert!(tested.error_percent < dec("5") && tested.covered <= tested.tried);
    assert!(tested.zh().contains("优于简单外推"));
}

#[test]
fn a_cumulative_series_ends_where_its_months_do() {
    let mut terms = terms("fai");
    terms.jan_feb_merged = false;
    let alone = forecast(&monthly(&indicator(&current("tax")), false, (2026, 10))).unwrap();
    let summed = forecast(&monthly(&indicator(&terms), true, (2026, 10))).unwrap();
    assert_eq!(alone.year.middle(), summed.year.middle());
    assert_eq!(summed.from, p("2026-10"));
}

#[test]
fn the_same_numbers_give_the_same_estimate() {
    let tax = indicator(&current("tax"));
    let series = monthly(&tax, false, (2026, 6));
    assert_eq!(forecast(&series).unwrap(), forecast(&series).unwrap());
}

#[test]
fn no_estimate_without_ground() {
    let tax = indicator(&current("tax"));
    assert_eq!(
        code(forecast(&monthly(&tax, false, (2021, 5)))),
        "forecast_too_short"
    );
    assert_eq!(
        code(forecast(&monthly(&tax, false, (2025, 12)))),
        "forecast_year_over"
    );
    let cmd = MarkBreak {
        new_id: "b".into(),
        from: date(2026, 1, 1),
        place: None,
        kind: BreakKind::Method,
        note: "方法调整".into(),
    };
    let broken = mark_break(&tax, &cmd, &by("wang", date(2026, 2, 1))).unwrap();
    assert_eq!(
        code(forecast(&monthly(&broken, false, (2026, 10)))),
        "forecast_too_short"
    );
    let mut rate = current("rate");
    (rate.unit, rate.across) = ("%".into(), crate::Across::None);
    assert_eq!(
        code(forecast(&monthly(&indicator(&rate), false, (2026, 10)))),
        "forecast_of_rate"
    );
}

#[test]
fn a_constant_series_stays_and_short_ones_are_not_tested() {
    let values = vec![dec("5"); 20];
    let tested = back_test(&values, 12, 1).unwrap();
    assert_eq!(
        (tested.error_percent, tested.covered),
        (Decimal::ZERO, tested.tried)
    );
    assert!(!tested.beats_naive(), "as good as naive is not better");
    assert_eq!(code(back_test(&values[..13], 12, 1)), "back_test_too_short");
    assert_eq!(code(back_test(&values, 12, 0)), "back_test_too_short");
    let mut stock = current("stock");
    (stock.flow, stock.cadence) = (Flow::Stock, Cadence::Month);
    let found = forecast(&monthly(&indicator(&stock), false, (2026, 10))).unwrap();
    assert_eq!(Some(&found.year), found.ahead.last().map(|(_, e)| e));
}
