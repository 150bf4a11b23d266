//! Answers: one number or a small table, from what was known on the day.

use super::support::{code, current, dec, entry, indicator, p, put, series, terms};
use crate::{Answer, Figures, Filter, Measure, Order, Query, When, Where, answer};
use calendar::Calendar;
use figure::Decimal;
use indicator::{Flow, Indicator, Refusal, Series};
use jiff::civil::date;
use std::collections::BTreeMap;

struct Known {
    series: BTreeMap<(String, String), Series>,
    plan: Option<Decimal>,
}

impl Figures for Known {
    fn series(&self, metric: &str, place: &str) -> Option<&Series> {
        self.series.get(&(metric.to_owned(), place.to_owned()))
    }
    fn plan(&self, _: &str, _: &str, year: i16) -> Option<Decimal> {
        self.plan.filter(|_| year == 2026)
    }
    fn whole(&self) -> &str {
        "whole"
    }
    fn places(&self) -> Vec<(String, String)> {
        ["wj", "lq", "sb"]
            .map(|c| (c.to_owned(), c.to_owned()))
            .to_vec()
    }
}

/// Cumulative values of March and October of two years at each place.
fn known(indicator: &Indicator) -> Known {
    let at = |place: &str, values: &[(&str, &str)]| {
        let cells: Vec<_> = values
            .iter()
            .map(|(period, value)| {
                let mut cmd = entry(period, value);
                cmd.place = place.to_owned();
                put(indicator, None, &cmd, date(2026, 11, 20))
            })
            .collect();
        let read = Series::as_of(indicator, place, &cells, date(2026, 11, 23)).unwrap();
        ((indicator.code.clone(), place.to_owned()), read)
    };
    Known {
        series: BTreeMap::from([
            at(
                "whole",
                &[
                    ("2025-09", "45"),
                    ("2025-10", "50"),
                    ("2026-09", "48"),
                    ("2026-10", "55"),
                ],
            ),
            at("wj", &[("2025-10", "20"), ("2026-10", "21")]),
            at("lq", &[("2025-10", "30"), ("2026-10", "34")]),
            at("sb", &[("2026-10", "3")]),
        ]),
        plan: Some(dec("60")),
    }
}

fn query(measure: Measure) -> Query {
    Query {
        metric: "fai".into(),
        measure,
        when: When::Latest,
        place: Where::Whole,
        order: None,
        filter: None,
        flow: None,
        narrowed: vec![],
        stated: None,
        notes: vec![],
    }
}

fn ask(query: &Query) -> Answer {
    let known = known(&indicator(&terms("fai")));
    answer(
        query,
        &known,
        &Calendar::shipped().unwrap(),
        date(2026, 11, 23),
    )
    .unwrap()
}

fn text(query: &Query) -> Result<String, Refusal> {
    let rows = ask(query).rows;
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].number.clone().map(|n| n.text)
}

#[test]
fn one_number_of_each_kind() {
    let of = |measure| text(&query(measure)).unwrap();
    assert_eq!(of(Measure::Value), "55亿元");
    assert_eq!(of(Measure::Growth), "10.0%");
    assert_eq!(of(Measure::LevelChange), "5亿元");
    assert_eq!(of(Measure::Plan), "60亿元");
    assert_eq!(of(Measure::Completion), "91.7%");
    assert_eq!(of(Measure::Ahead), "8.3个百分点");
    assert_eq!(of(Measure::Gap), "5亿元");
    assert_eq!(of(Measure::RunRate), "2.5亿元");
    assert_eq!(of(Measure::Streak), "至少连续2个月");
    let mut alone = query(Measure::Value);
    alone.flow = Some(Flow::Current);
    assert_eq!(text(&alone).unwrap(), "7亿元");
    alone.measure = Measure::Growth;
    assert_eq!(text(&alone).unwrap(), "40.0%", "7 against 5");
    let mut march = query(Measure::Growth);
    march.when = When::UpTo(p("2026-03"));
    assert_eq!(code(text(&march)), "no_value");
    assert_eq!(code(text(&query(Measure::Forecast))), "forecast_too_short");
    assert_eq!(code(text(&query(Measure::Share))), "no_value");
}

#[test]
fn an_answer_carries_its_caliber_and_day() {
    let found = ask(&query(Measure::Growth));
    assert_eq!(
        (found.query.as_str(), found.name.as_str()),
        ("fai growth latest", "固定资产投资")
    );
    assert_eq!((found.definition, found.as_of), (1, date(2026, 11, 23)));
    assert!(found.caliber.contains("500万元"));
    let number = found.rows[0].number.as_ref().unwrap();
    assert_eq!((number.period, number.revision), (p("2026-10"), 1));
    let all = ask(&query(Measure::Overview)).rows;
    let measures: Vec<_> = all.iter().map(|r| r.measure).collect();
    assert_eq!(
        measures,
        [
            Measure::Value,
            Measure::Growth,
            Measure::Completion,
            Measure::Ahead
        ]
    );
}

#[test]
fn a_figure_that_reveals_a_firm_is_not_given() {
    let mut strict = terms("fai");
    strict.contributors_min = 3;
    let fai = indicator(&strict);
    let mut cmd = entry("2026-10", "55");
    cmd.contributors = Some(2);
    let cell = put(&fai, None, &cmd, date(2026, 11, 20));
    let read = Series::as_of(&fai, "whole", [&cell], date(2026, 11, 23)).unwrap();
    let series = BTreeMap::from([(("fai".to_owned(), "whole".to_owned()), read)]);
    let known = Known { series, plan: None };
    let calendar = Calendar::shipped().unwrap();
    let query = query(Measure::Value);
    let found = answer(&query, &known, &calendar, date(2026, 11, 23)).unwrap();
    assert_eq!(code(found.rows[0].number.clone()), "small_cell");
}

#[test]
fn tables_rank_and_leave_the_unknown_unranked() {
    let mut each = query(Measure::Growth);
    each.place = Where::Each;
    let plain = ask(&each).rows;
    assert_eq!(
        plain.iter().map(|r| r.place.as_str()).collect::<Vec<_>>(),
        ["wj", "lq", "sb"]
    );
    let ordered = |largest_first, count| {
        let mut query = each.clone();
        query.order = Some(Order {
            largest_first,
            count,
        });
        let rows = ask(&query).rows;
        rows.into_iter()
            .map(|r| (r.place, r.rank))
            .collect::<Vec<_>>()
    };
    let row = |place: &str, rank| (place.to_owned(), rank);
    assert_eq!(
        ordered(true, None),
        [row("lq", Some(1)), row("wj", Some(2)), row("sb", None)]
    );
    assert_eq!(ordered(false, Some(1)), [row("wj", Some(1))]);
    let mut one = each.clone();
    one.place = Where::Place("wj".into());
    one.order = Some(Order {
        largest_first: true,
        count: None,
    });
    assert_eq!(ask(&one).rows[0].rank, Some(2));
    let mut behind = each.clone();
    (behind.measure, behind.filter) = (Measure::Ahead, Some(Filter::Negative));
    let rows = ask(&behind).rows;
    assert_eq!(rows.len(), 3, "all places are behind a plan of 60");
    behind.filter = Some(Filter::Positive);
    assert_eq!(ask(&behind).rows, vec![]);
    let mut last = each.clone();
    last.place = Where::Place("sb".into());
    assert_eq!(code(ask(&last).rows[0].number.clone()), "no_base");
}

#[test]
fn months_of_a_current_series_make_the_year_to_date() {
    let tax = indicator(&current("tax"));
    let values = [
        ("2025-01", "4"),
        ("2025-02", "4"),
        ("2026-01", "5"),
        ("2026-02", "7"),
    ];
    let series = BTreeMap::from([(
        ("tax".to_owned(), "whole".to_owned()),
        series(&tax, &values),
    )]);
    let known = Known { series, plan: None };
    let mut query = query(Measure::Value);
    (query.metric, query.when) = ("tax".into(), When::YearToDate(2026));
    let calendar = Calendar::shipped().unwrap();
    let text = |query: &Query| {
        let found = answer(query, &known, &calendar, date(2026, 3, 5)).unwrap();
        found.rows[0].number.clone().map(|n| n.text)
    };
    assert_eq!(text(&query).unwrap(), "12亿元");
    query.measure = Measure::Growth;
    assert_eq!(text(&query).unwrap(), "50.0%");
    query.when = When::Latest;
    assert_eq!(text(&query).unwrap(), "75.0%");
    query.when = When::YearToDate(2025);
    assert_eq!(code(text(&query)), "no_value");
    query.measure = Measure::Plan;
    query.when = When::Latest;
    assert_eq!(code(text(&query)), "no_plan");
    query.metric = "nothing".into();
    assert_eq!(
        code(answer(&query, &known, &calendar, date(2026, 3, 5))),
        "no_value"
    );
}
