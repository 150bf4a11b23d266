//! Published figures that have to come out (domain 3.2).

use super::support::{dec, indicator, p, series, terms};
use crate::arithmetic::schedule::{Schedule, ahead, ahead_of_published, completion, implied_plan};
use crate::arithmetic::{Precision, Rate, difference, growth, two_year_average};
use crate::percent::fixed;
use crate::{Percent, Points, Price};
use calendar::Calendar;
use jiff::civil::date;

fn month(m: i8) -> Schedule {
    Schedule::by_month(m).unwrap()
}

/// 越秀区 2023 年前三季度：完成 88%，赶超时序进度 13 个百分点。
#[test]
fn a_district_in_three_quarters_of_2023() {
    let points = ahead_of_published(Percent(dec("88")), month(9)).unwrap();
    assert_eq!(points, Points(dec("13")));
    assert_eq!(points.to_string(), "13.0个百分点");
}

/// 三明 1–8 月：完成 74%，快于时序 7.33 个百分点。
#[test]
fn a_city_in_eight_months() {
    let points = ahead_of_published(Percent(dec("74")), month(8)).unwrap();
    assert_eq!(fixed(points.0, 2), "7.33");
}

/// 江门 1–10 月：629.0 亿对 647.4 亿，印作 97.2%，快 13.8 个百分点；用印出的 97.2% 去减会错成 13.9。
#[test]
fn raw_amounts_not_printed_percentages() {
    let (done, plan) = (dec("629.0"), dec("647.4"));
    let printed = completion(done, plan).unwrap();
    assert_eq!(printed.to_string(), "97.2%");
    let exact = ahead(done, plan, month(10)).unwrap();
    assert_eq!(exact.to_string(), "13.8个百分点");
    let wrong = ahead_of_published(Percent(dec("97.2")), month(10)).unwrap();
    assert_eq!(wrong.to_string(), "13.9个百分点");
}

/// 越秀区 2025 年：65 个项目完成 47.17 亿元，赶超 11.9 个百分点，计划应约 42.15 亿元。
#[test]
fn the_plan_behind_a_published_lead() {
    let plan = implied_plan(dec("47.17"), Points(dec("11.9")), month(12)).unwrap();
    assert_eq!(fixed(plan, 2), "42.15");
    let back = ahead(dec("47.17"), dec("42.15"), month(12)).unwrap();
    assert_eq!(back.to_string(), "11.9个百分点");
}

/// 全国 2024 年 1–7 月固定资产投资：287611 亿元，可比口径增长 3.6%；除以上年印出的 285898 亿只有 0.6%。
#[test]
fn comparable_growth_is_published_and_not_reckoned() {
    let mut published = terms("fai");
    published.growth_from = crate::GrowthFrom::Published;
    let known = indicator(&published);
    let mut now = super::support::entry("2024-07", "287611");
    now.published_growth = Some(dec("3.6"));
    let day = date(2024, 8, 20);
    let cells = [
        super::support::put(
            &known,
            None,
            &super::support::entry("2023-07", "285898"),
            day,
        ),
        super::support::put(&known, None, &now, day),
    ];
    let read = crate::Series::as_of(&known, "whole", &cells, day).unwrap();
    let calendar = Calendar::shipped().unwrap();
    let found = growth(&read, p("2024-07"), &calendar).unwrap();
    assert_eq!(found.percent.to_string(), "3.6%");
    assert!(found.levels.is_none());
    let reckoned = series(
        &indicator(&terms("fai")),
        &[("2023-07", "285898"), ("2024-07", "287611")],
    );
    let naive = growth(&reckoned, p("2024-07"), &calendar).unwrap();
    assert_eq!(naive.percent.to_string(), "0.6%");
}

/// 3.4% 到 4.0% 是 0.6 个百分点；两个印出的增速相减只知道在 0.5 到 0.7 之间。
#[test]
fn points_between_printed_rates() {
    let rate = |text: &str, precision| Rate {
        percent: Percent(dec(text)),
        price: Price::Nominal,
        precision,
    };
    let exact = difference(rate("3.4", Precision::Exact), rate("4.0", Precision::Exact));
    assert_eq!(exact.unwrap().to_string(), "0.6个百分点");
    let printed = difference(
        rate("3.4", Precision::Rounded(1)),
        rate("4.0", Precision::Rounded(1)),
    );
    let refusal = printed.unwrap_err();
    assert_eq!(refusal.code, "rates_rounded");
    assert_eq!(
        (refusal.arg("low"), refusal.arg("high")),
        (Some("0.5"), Some("0.7"))
    );
}

/// 2019、2020 年社零两年平均：8.0% 与 −3.9% 得 1.9%。
#[test]
fn two_years_are_averaged_geometrically() {
    let rate = |text: &str| Rate {
        percent: Percent(dec(text)),
        price: Price::Nominal,
        precision: Precision::Rounded(1),
    };
    let mean = two_year_average(rate("8.0"), rate("-3.9")).unwrap();
    assert_eq!(mean.to_string(), "1.9%");
}

/// 优良天数比例五年提高 7.7 个百分点至 92.9%，起点是 85.2%。
#[test]
fn a_base_behind_points() {
    let gap = Percent(dec("92.9")).minus(Percent(dec("85.2"))).unwrap();
    assert_eq!(gap, Points(dec("7.7")));
}
