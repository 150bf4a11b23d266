//! Commitments measured by a series: the light moves with the confirmation of a value, is what it was on every
//! past day, waits for the release, and opens to the values; on both databases.

mod common;

use app::counting::{self, TypedSeries};
use app::indicator::{CellEntry, EnterCmd, confirm_many, define, enter, waiting};
use app::review::{Assign, Edit};
use app::{Actor, App, AsOf, FileIn};
use commitment::MeasuredBy;
use common::{Opened, profile, sign_in, stores_at};
use figure::Decimal;
use indicator::definition::Define;
use indicator::{Access, Across, Better, Cadence, Flow, GrowthFrom, Price, Stage};
use jiff::civil::{Date, date};
use light::Colour;
use std::collections::BTreeMap;

fn terms(code: &str, name: &str) -> Define {
    Define {
        code: code.into(),
        name: name.into(),
        aliases: vec![],
        caliber: "示例口径".into(),
        unit: "亿元".into(),
        cadence: Cadence::Quarter,
        jan_feb_merged: false,
        flow: Flow::Cumulative,
        price: Price::Real,
        growth_from: GrowthFrom::Published,
        source_unit: "works".into(),
        release_lag_days: 18,
        access: Access::UntilRelease,
        across: Across::None,
        better: Better::Higher,
        tiny_base: None,
        contributors_min: 0,
        formula: None,
        valid_from: date(2024, 1, 1),
    }
}

fn typed(indicator: &str, value: &str, partner: &str) -> TypedSeries {
    TypedSeries {
        indicator: indicator.into(),
        value: value.into(),
        partner: partner.into(),
        partner_value: if partner.is_empty() { "" } else { value }.into(),
    }
}

fn edit(typed: &TypedSeries) -> Edit {
    Edit {
        indicators: Some(Some(typed.read().unwrap())),
        ..Edit::default()
    }
}

fn at(opened: &Opened, day: &str) {
    let instant = format!("{day}T01:00:00Z").parse().unwrap();
    opened.clock.set(instant);
}

/// A stock, or what is reckoned from stocks.
fn stock(code: &str, unit: &str, formula: Option<&str>) -> Define {
    Define {
        unit: unit.into(),
        flow: Flow::Stock,
        growth_from: GrowthFrom::Computed,
        formula: formula.map(str::to_owned),
        ..terms(code, code)
    }
}

/// The sample issued: growth about 5% by one series, incomes in step with it by another, a share by a derived
/// indicator; their ids.
async fn issued(app: &App, office: &Actor) -> (String, String, String) {
    let file = FileIn {
        name: "报告.md".into(),
        bytes: profile("lanting")
            .demo
            .expect("a sample")
            .report
            .into_bytes(),
    };
    let read = app::report::import(app, office, file, None, &app::silent)
        .await
        .unwrap();
    let (mut growth, mut step, mut share) = (String::new(), String::new(), String::new());
    let drafts = app::review::list(app, office, &read.report.id)
        .await
        .unwrap();
    for draft in drafts {
        let id = &draft.value.id;
        let mut version = draft.version;
        if draft.value.kind != commitment::Kind::Principle {
            let assign = Assign {
                lead: Some(Some("works".into())),
                ..Assign::default()
            };
            let assigned = app::review::assign(app, office, id, version, &assign).await;
            version = assigned.unwrap().version;
        }
        let is =
            |words: &str| draft.value.text.contains(words) || draft.value.title.contains(words);
        if is("生产总值增长5%左右") && growth.is_empty() {
            growth.clone_from(id);
            for (measure, refused) in [
                (
                    typed("nothing", "cumulative_growth", ""),
                    "indicators.unknown",
                ),
                (typed("gdp", "level", ""), "indicators.unit"),
                (
                    typed("hidden", "cumulative_growth", ""),
                    "indicators.restricted",
                ),
                (
                    typed("gdp", "cumulative_growth", "income"),
                    "indicators_partner",
                ),
            ] {
                let done = app::review::edit(app, office, id, version, &edit(&measure)).await;
                assert_eq!(done.unwrap_err().code(), refused);
            }
            let cmd = edit(&typed("gdp", "cumulative_growth", ""));
            let done = app::review::edit(app, office, id, version, &cmd)
                .await
                .unwrap();
            assert_eq!(done.value.measured_by, MeasuredBy::Indicators);
            version = done.version;
        } else if is("与经济增长同步") && step.is_empty() {
            step.clone_from(id);
            let cmd = edit(&typed("income", "cumulative_growth", "gdp"));
            let done = app::review::edit(app, office, id, version, &cmd).await;
            version = done.unwrap().version;
        } else if is("覆盖率提升至70%") && share.is_empty() {
            share.clone_from(id);
            let cmd = edit(&typed("coverage", "level", ""));
            let done = app::review::edit(app, office, id, version, &cmd).await;
            version = done.unwrap().version;
        }
        app::review::accept(app, office, id, version).await.unwrap();
    }
    app::report::issue(app, office, &read.report.id, read.version)
        .await
        .unwrap();
    assert!(
        !growth.is_empty() && !step.is_empty() && !share.is_empty(),
        "the sample has them"
    );
    (growth, step, share)
}

async fn enters(app: &App, by: &Actor, code: &str, (period, growth): (&str, &str), note: &str) {
    let grown = Some(growth.parse().unwrap());
    enters_value(app, by, code, (period, 1000, grown), note).await;
}

async fn enters_value(
    app: &App,
    by: &Actor,
    code: &str,
    (period, value, growth): (&str, i64, Option<Decimal>),
    note: &str,
) {
    let cmd = EnterCmd {
        period: period.parse().unwrap(),
        value: value.into(),
        unit: None,
        published_growth: growth,
        comparable_base: None,
        contributors: None,
        stage: Stage::Provisional,
        source: "示例快报".into(),
        file: None,
        note: note.into(),
        answers: BTreeMap::from([("cumulative_falls".to_owned(), "示例".to_owned())]),
    };
    let done = enter(app, by, code, cmd).await.unwrap();
    assert!(done.doubts.is_empty(), "{:?}", done.doubts);
}

async fn confirms(app: &App, by: &Actor) {
    let waits = waiting(app, by).await.unwrap();
    let entries: Vec<CellEntry> = waits.entries.into_iter().map(|w| w.entry).collect();
    confirm_many(app, by, &entries).await.unwrap();
}

/// Value and light of a day; both, the page of values and a recount must agree.
async fn stands(
    app: &App,
    who: &Actor,
    id: &str,
    day: Option<Date>,
) -> (Option<Decimal>, Option<Colour>) {
    let then = day.map(AsOf::Day);
    let shown = app::ledger::show(app, who, id, then).await.unwrap();
    let said = shown.series.expect("measured by a series");
    let opened = counting::series(app, who, id, then).await.unwrap();
    assert_eq!(opened.total, said);
    let value = said.total.map(|total| total.value);
    assert_eq!(
        opened.rows.first().map(|row| row.value),
        value,
        "it opens to its values"
    );
    (value, shown.row.light.map(|light| light.colour))
}

fn dec(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

#[tokio::test]
async fn a_light_moves_with_the_series_and_stays_what_it_was_on_past_days() {
    for opened in stores_at("lanting", "2026-02-10T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        for (code, name) in [("gdp", "生产总值"), ("income", "居民收入")] {
            define(app, &office, terms(code, name)).await.unwrap();
        }
        let mut hidden = terms("hidden", "内部指标");
        hidden.access = Access::Restricted;
        define(app, &office, hidden).await.unwrap();
        define(app, &office, stock("covered", "个", None))
            .await
            .unwrap();
        define(app, &office, stock("needed", "个", None))
            .await
            .unwrap();
        let coverage = stock("coverage", "%", Some("[covered] / [needed] * 100"));
        define(app, &office, coverage).await.unwrap();
        let (growth, step, share) = issued(app, &office).await;
        let none = counting::projects(app, &office, &growth, None).await;
        assert_eq!(none.unwrap_err().code(), "not_measured_by_projects");

        // A claim alone moves nothing; its confirmation does.
        at(&opened, "2026-04-20");
        enters(app, &clerk, "gdp", ("2026-Q1", "5.1"), "").await;
        assert_eq!(stands(app, &office, &growth, None).await.0, None);
        confirms(app, &office).await;
        let (value, light) = stands(app, &office, &growth, None).await;
        assert_eq!((value, light), (dec("5.1"), Some(Colour::Green)));
        enters(app, &clerk, "income", ("2026-Q1", "5.4"), "").await;
        confirms(app, &office).await;
        assert_eq!(
            stands(app, &office, &step, None).await.1,
            Some(Colour::Green)
        );

        // What is reckoned moves with what it is reckoned from, and follows its revision.
        enters_value(app, &clerk, "covered", ("2026-Q1", 66, None), "").await;
        enters_value(app, &clerk, "needed", ("2026-Q1", 100, None), "").await;
        confirms(app, &office).await;
        assert_eq!(stands(app, &office, &share, None).await.0, dec("66"));
        at(&opened, "2026-04-28");
        enters_value(app, &clerk, "covered", ("2026-Q1", 71, None), "核实后修订").await;
        confirms(app, &office).await;
        let now = stands(app, &office, &share, None).await;
        assert_eq!(now, (dec("71"), Some(Colour::Green)));
        let before = stands(app, &office, &share, Some(date(2026, 4, 21))).await;
        assert_eq!(before.0, dec("66"));

        // 左右 is missed softly; the series it moves with moves the other.
        at(&opened, "2026-07-20");
        enters(app, &clerk, "gdp", ("2026-Q2", "3.0"), "").await;
        enters(app, &clerk, "income", ("2026-Q2", "1.2"), "").await;
        confirms(app, &office).await;
        let (value, light) = stands(app, &office, &growth, None).await;
        assert_eq!((value, light), (dec("3"), Some(Colour::Yellow)));
        assert_eq!(
            stands(app, &office, &step, None).await.1,
            Some(Colour::Yellow)
        );

        // A revision takes its place from its day on; before, it is as it was.
        at(&opened, "2026-07-25");
        enters(app, &clerk, "gdp", ("2026-Q2", "5.0"), "核实后修订").await;
        confirms(app, &office).await;
        assert_eq!(
            stands(app, &office, &growth, None).await,
            (dec("5"), Some(Colour::Green))
        );
        let before = stands(app, &office, &growth, Some(date(2026, 7, 22))).await;
        assert_eq!(before, (dec("3"), Some(Colour::Yellow)));
        let spring = stands(app, &office, &growth, Some(date(2026, 5, 1))).await;
        assert_eq!(spring, (dec("5.1"), Some(Colour::Green)));

        // Nobody learns a value from a light before its release.
        at(&opened, "2026-10-10");
        enters(app, &clerk, "gdp", ("2026-Q3", "2.0"), "").await;
        confirms(app, &office).await;
        assert_eq!(stands(app, &office, &growth, None).await.0, dec("5"));
        at(&opened, "2026-10-18");
        app::lights::tick(app).await.unwrap();
        assert_eq!(
            stands(app, &office, &growth, None).await,
            (dec("2"), Some(Colour::Yellow))
        );
        let checked = app::lights::check(app).await.unwrap();
        assert!(checked.mismatches.is_empty(), "{:?}", checked.mismatches);
    }
}
