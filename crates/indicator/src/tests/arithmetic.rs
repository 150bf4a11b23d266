//! The pitfalls of domain 3.3, one by one.

use super::support::{code, current, dec, entry, indicator, p, put, series, terms};
use crate::arithmetic::*;
use crate::definition::{BreakKind, MarkBreak, mark_break};
use crate::{Across, Better, Cadence, Flow, Percent, Price, Series, Stage};
use calendar::Calendar;
use figure::Decimal;
use jiff::civil::date;

fn calendar() -> Calendar {
    Calendar::shipped().unwrap()
}

#[test]
fn a_base_of_nothing_gives_no_rate_but_the_change() {
    assert_eq!(code(change(dec("5"), dec("0"), None)), "base_zero");
    assert_eq!(code(change(dec("5"), dec("-2"), None)), "base_negative");
    assert_eq!(
        code(change(dec("5"), dec("0.3"), Some(dec("1")))),
        "base_tiny"
    );
    assert_eq!(code(change(dec("-5"), dec("3"), None)), "sign_changed");
    let refusal = change(dec("5"), dec("-2.50"), None).unwrap_err();
    assert_eq!(refusal.arg("change"), Some("7.5"));
    assert_eq!(
        change(dec("1"), dec("1"), Some(dec("1"))).unwrap(),
        Percent(Decimal::ZERO)
    );
}

#[test]
fn current_from_cumulative_only_while_the_earlier_value_stands() {
    let fai = indicator(&terms("fai"));
    let cell = |period, value| put(&fai, None, &entry(period, value), date(2026, 5, 20));
    let march = cell("2026-03", "30");
    let cells = [
        cell("2026-01/02", "18"),
        march.clone(),
        cell("2026-04", "41.5"),
    ];
    let read = |cells: &[crate::Cell], day| Series::as_of(&fai, "whole", cells, day).unwrap();
    let before = read(&cells, date(2026, 5, 20));
    assert_eq!(
        current_of(&before, p("2026-04")).unwrap().value,
        dec("11.5")
    );
    assert_eq!(current_of(&before, p("2026-03")).unwrap().value, dec("12"));
    assert_eq!(current_of(&before, p("2026-01/02")).unwrap().before, None);
    let revised = put(
        &fai,
        Some(&march),
        &entry("2026-03", "29"),
        date(2026, 6, 1),
    );
    let cells = [cells[0].clone(), revised, cells[2].clone()];
    let after = read(&cells, date(2026, 6, 1));
    let refusal = current_of(&after, p("2026-04")).unwrap_err();
    assert_eq!(refusal.code, "cumulative_revised");
    assert_eq!(refusal.arg("difference"), Some("12.5"));
    // What was said in May can still be said of May.
    let then = read(&cells, date(2026, 5, 31));
    assert_eq!(current_of(&then, p("2026-04")).unwrap().value, dec("11.5"));
    assert_eq!(code(current_of(&after, p("2026-05"))), "no_value");
}

#[test]
fn months_make_a_year_only_when_none_is_missing() {
    let tax = indicator(&current("tax"));
    let read = series(
        &tax,
        &[("2026-01", "10"), ("2026-02", "8"), ("2026-04", "9")],
    );
    assert_eq!(cumulative_of(&read, p("2026-02")).unwrap(), dec("18"));
    let refusal = cumulative_of(&read, p("2026-04")).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.arg("period")),
        ("no_value", Some("2026年3月"))
    );
    let mut rate = current("rate");
    (rate.unit, rate.across) = ("%".to_owned(), Across::None);
    let read = series(&indicator(&rate), &[("2026-01", "10"), ("2026-02", "8")]);
    assert_eq!(code(cumulative_of(&read, p("2026-02"))), "not_additive");
    let mut stock = current("stock");
    stock.flow = Flow::Stock;
    let read = series(&indicator(&stock), &[("2026-01", "10")]);
    assert_eq!(code(current_of(&read, p("2026-01"))), "not_a_flow");
}

#[test]
fn a_break_stops_growth_unless_the_base_was_restated() {
    let fai = indicator(&terms("fai"));
    let cmd = MarkBreak {
        new_id: "b1".to_owned(),
        from: date(2026, 1, 1),
        place: None,
        kind: BreakKind::Census,
        note: "第五次经济普查修订基数".to_owned(),
    };
    let broken = mark_break(&fai, &cmd, &super::support::by("wang", date(2026, 4, 1))).unwrap();
    let plain = series(&broken, &[("2025-03", "20"), ("2026-03", "30")]);
    assert_eq!(
        code(growth(&plain, p("2026-03"), &calendar())),
        "series_break"
    );
    assert_eq!(code(level_change(&plain, p("2026-03"))), "series_break");
    let mut restated = entry("2026-03", "30");
    restated.comparable_base = Some(dec("24"));
    let cells = [put(&broken, None, &restated, date(2026, 4, 20))];
    let read = Series::as_of(&broken, "whole", &cells, date(2026, 5, 1)).unwrap();
    let found = growth(&read, p("2026-03"), &calendar()).unwrap();
    assert_eq!(
        (found.percent, found.basis),
        (Percent(dec("25")), Basis::ComparableBase)
    );
    // The day before it was marked nobody knew of the break.
    let cells = [
        put(&broken, None, &entry("2025-03", "20"), date(2025, 4, 20)),
        put(&broken, None, &entry("2025-09", "50"), date(2025, 10, 20)),
    ];
    let read = Series::as_of(&broken, "whole", &cells, date(2026, 3, 31)).unwrap();
    assert!(read.break_between(p("2025-09"), p("2026-03")).is_none());
}

#[test]
fn the_last_ten_days_are_compared_by_the_day() {
    let mut terms = current("power");
    (terms.cadence, terms.unit) = (Cadence::Xun, "千瓦时".to_owned());
    let read = series(
        &indicator(&terms),
        &[
            ("2026-01-X3", "1100"),
            ("2026-02-X3", "880"),
            ("2027-02-X3", "968"),
            ("2028-02-X3", "1089"),
        ],
    );
    // 1100 in 11 days, 880 in 8: 100 and 110 a day.
    let found = growth_between(&read, p("2026-02-X3"), p("2026-01-X3"), &calendar()).unwrap();
    assert_eq!(
        (found.basis, found.percent),
        (Basis::PerDay, Percent(dec("10")))
    );
    // A leap year has nine: 968/8 = 121, 1089/9 = 121.
    let leap = growth_between(&read, p("2028-02-X3"), p("2027-02-X3"), &calendar()).unwrap();
    assert_eq!(
        (leap.basis, leap.percent),
        (Basis::PerDay, Percent(Decimal::ZERO))
    );
    let even = growth(&read, p("2027-02-X3"), &calendar()).unwrap();
    assert_eq!(
        (even.basis, even.percent),
        (Basis::Levels, Percent(dec("10")))
    );
}

#[test]
fn the_spring_festival_is_said_where_it_moved() {
    let tax = indicator(&current("tax"));
    let values = [
        ("2025-01", "10"),
        ("2026-01", "12"),
        ("2025-02", "10"),
        ("2026-02", "9"),
        ("2025-04", "10"),
        ("2026-04", "10"),
        ("2027-01", "11"),
    ];
    let read = series(&tax, &values);
    let caveats = |period: &str| growth(&read, p(period), &calendar()).unwrap().caveats;
    // 2025: 28 January to 4 February. 2026: 15 to 23 February.
    let january = caveats("2026-01");
    assert_eq!(
        january,
        [Caveat::SpringFestival(FestivalDays { now: 0, base: 4 })]
    );
    let february = caveats("2026-02");
    assert_eq!(
        february,
        [Caveat::SpringFestival(FestivalDays { now: 9, base: 4 })]
    );
    assert_eq!(caveats("2026-04"), []);
    assert_eq!(caveats("2027-01"), [Caveat::FestivalUnknown]);
    let merged = indicator(&terms("fai"));
    let read = series(&merged, &[("2025-01/02", "10"), ("2026-01/02", "12")]);
    assert_eq!(
        growth(&read, p("2026-01/02"), &calendar()).unwrap().caveats,
        []
    );
}

#[test]
fn prices_are_not_mixed_and_directions_not_made_of_rounding() {
    let rate = |text: &str, price| Rate {
        percent: Percent(dec(text)),
        price,
        precision: Precision::Rounded(1),
    };
    let mixed = (rate("5.0", Price::Real), rate("5.1", Price::Nominal));
    assert_eq!(code(two_year_average(mixed.0, mixed.1)), "price_mixed");
    assert_eq!(code(difference(mixed.0, mixed.1)), "price_mixed");
    let of = |a: &str, b: &str| direction(rate(a, Price::Real), rate(b, Price::Real)).unwrap();
    assert_eq!(of("5.0", "5.1"), Direction::Indistinct);
    assert_eq!(of("5.0", "5.2"), Direction::Faster);
    assert_eq!(of("5.2", "5.0"), Direction::Slower);
    assert_eq!(
        code(two_year_average(
            rate("-101", Price::Real),
            rate("3", Price::Real)
        )),
        "below_nothing"
    );
}

#[test]
fn streaks_are_counted_and_honest_about_their_start() {
    let mut terms = terms("trade");
    terms.growth_from = crate::GrowthFrom::Published;
    let trade = indicator(&terms);
    let mut cells = vec![];
    for year in 2024..=2026 {
        for period in Cadence::Month.periods_of(year, true) {
            if period.last_day() > Some(date(2026, 4, 30))
                || period.last_day() < Some(date(2024, 2, 1))
            {
                continue;
            }
            let mut value = entry(&period.to_string(), "100");
            let slow = period == p("2024-02") || (year == 2024 && period == p("2024-03"));
            value.published_growth = Some(if slow { dec("9.9") } else { dec("10") });
            cells.push(put(&trade, None, &value, date(2026, 5, 20)));
        }
    }
    let two_digits = |series: &Series, period| {
        Ok(growth(series, period, &Calendar::shipped().unwrap())?
            .percent
            .0
            >= dec("10"))
    };
    let read = Series::as_of(&trade, "whole", &cells, date(2026, 5, 20)).unwrap();
    let found = streak(&read, p("2026-04"), two_digits).unwrap();
    // April 2024 to April 2026: 25 months in 23 published periods.
    assert_eq!((found.periods, found.months), (23, Some(25)));
    assert_eq!(found.ended, Ended::Broke(p("2024-03")));
    assert!(!found.at_least());
    cells.retain(|cell| cell.period != p("2025-07"));
    let read = Series::as_of(&trade, "whole", &cells, date(2026, 5, 20)).unwrap();
    let found = streak(&read, p("2026-04"), two_digits).unwrap();
    assert_eq!(found.months, Some(9));
    assert!(found.at_least(), "a missing month may hide a longer one");
    assert_eq!(streak(&read, p("2024-03"), two_digits).unwrap().span, None);
}

#[test]
fn equals_share_a_rank_and_the_missing_have_none() {
    let fai = indicator(&terms("fai"));
    let definition = fai.latest().unwrap();
    let row = |name: &str, value: Option<&str>| (name.to_owned(), value.map(dec));
    let values = [
        row("甲", Some("5.04")),
        row("乙", Some("5.01")),
        row("丙", Some("7")),
        row("丁", None),
        row("戊", Some("1")),
    ];
    let ranks = |ties| {
        let found = rank(definition, &values, ties, 1).unwrap();
        assert_eq!(found.missing, ["丁"]);
        found
            .order
            .iter()
            .map(|r| (r.place.clone(), r.rank, r.sharing))
            .collect::<Vec<_>>()
    };
    let of = |rows: [(&str, u32, u32); 4]| rows.map(|(n, r, s)| (n.to_owned(), r, s)).to_vec();
    // 5.04 and 5.01 print alike and rank alike.
    assert_eq!(
        ranks(Ties::Competition),
        of([("丙", 1, 1), ("乙", 2, 2), ("甲", 2, 2), ("戊", 4, 1)])
    );
    assert_eq!(
        ranks(Ties::Dense),
        of([("丙", 1, 1), ("乙", 2, 2), ("甲", 2, 2), ("戊", 3, 1)])
    );
    let mut lower = definition.clone();
    lower.better = Better::Lower;
    assert_eq!(
        rank(&lower, &values, Ties::Dense, 1).unwrap().order[0].place,
        "戊"
    );
    lower.better = Better::Neither;
    assert_eq!(
        code(rank(&lower, &values, Ties::Dense, 1)),
        "rank_without_direction"
    );
    assert_eq!(
        code(rank(definition, &values[..1], Ties::Dense, 1)),
        "rank_of_one"
    );
    let twice = [row("甲", Some("1")), row("甲", Some("2"))];
    assert_eq!(code(rank(definition, &twice, Ties::Dense, 1)), "rank_twice");
}

#[test]
fn places_make_the_whole_only_where_the_definition_says_so() {
    let mut terms = terms("fai");
    let sum = indicator(&terms);
    let values = [Some(dec("1.5")), Some(dec("2"))];
    assert_eq!(
        whole_of(sum.latest().unwrap(), &values).unwrap(),
        dec("3.5")
    );
    assert_eq!(
        code(whole_of(sum.latest().unwrap(), &[None, Some(dec("1"))])),
        "places_missing"
    );
    terms.across = Across::None;
    let apart = indicator(&terms);
    assert_eq!(
        code(whole_of(apart.latest().unwrap(), &values)),
        "not_additive"
    );
    assert_eq!(code(share_of(dec("3"), dec("2"))), "part_above_whole");
    assert_eq!(share_of(dec("1"), dec("8")).unwrap(), Percent(dec("12.5")));
}

#[test]
fn what_is_not_final_or_was_revised_is_said() {
    let fai = indicator(&terms("fai"));
    let base = put(&fai, None, &entry("2025-03", "20"), date(2025, 4, 20));
    let base = put(&fai, Some(&base), &entry("2025-03", "25"), date(2025, 6, 1));
    let mut now = entry("2026-03", "30");
    now.stage = Stage::Provisional;
    let cells = [base, put(&fai, None, &now, date(2026, 4, 20))];
    let read = Series::as_of(&fai, "whole", &cells, date(2026, 5, 1)).unwrap();
    let found = growth(&read, p("2026-03"), &calendar()).unwrap();
    assert_eq!(found.percent, Percent(dec("20")));
    assert_eq!(found.caveats, [Caveat::Revised, Caveat::NotFinal]);
    assert_eq!(code(growth(&read, p("2025-03"), &calendar())), "no_base");
}

#[test]
fn a_whole_that_stood_still_has_no_share_of_growth() {
    let part = |now: &str, base: &str| Part {
        now: dec(now),
        base: dec(base),
    };
    let still = contribution_share(part("3", "2"), part("9", "9"));
    assert_eq!(code(still), "whole_did_not_grow");
    assert_eq!(
        code(contribution_share(part("3", "2"), part("8", "9"))),
        "whole_did_not_grow"
    );
    assert_eq!(
        contribution_share(part("3", "2"), part("11", "9")).unwrap(),
        Percent(dec("50"))
    );
}

#[test]
fn a_streak_ends_where_the_series_breaks() {
    let trade = indicator(&current("trade"));
    let cmd = MarkBreak {
        new_id: "b".to_owned(),
        from: date(2026, 3, 1),
        place: None,
        kind: BreakKind::Entry,
        note: "年度进退库".to_owned(),
    };
    let broken = mark_break(&trade, &cmd, &super::support::by("wang", date(2026, 3, 5))).unwrap();
    let months = [
        ("2026-01", "1"),
        ("2026-02", "1"),
        ("2026-03", "1"),
        ("2026-04", "1"),
    ];
    let positive = |series: &Series, period| Ok(series.at(period)?.value > Decimal::ZERO);
    let found = streak(&series(&broken, &months), p("2026-04"), positive).unwrap();
    assert_eq!(found.periods, 2);
    assert_eq!(found.ended, Ended::SeriesBreak(p("2026-02")));
    let whole = streak(&series(&trade, &months), p("2026-04"), positive).unwrap();
    assert_eq!(whole.periods, 4);
}
