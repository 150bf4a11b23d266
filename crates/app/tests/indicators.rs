//! Indicators through the actions, on both databases.

mod common;

use app::indicator::{
    CellEntry, EnterCmd, Entered, IndicatorQuery, confirm_many, define, enter, list, mark_break,
    reject, show, waiting, withdraw,
};
use app::{Actor, App};
use common::terms::terms;
use common::{Opened, open_demo, sign_in, stores_at};
use figure::{Decimal, Period};
use indicator::definition::{Define, MarkBreak};
use indicator::observation::{Reject, Withdraw};
use indicator::{BreakKind, Stage};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

fn derived(code: &str, formula: &str) -> Define {
    Define {
        unit: "%".into(),
        formula: Some(formula.to_owned()),
        ..terms(code)
    }
}

fn value(period: &str, value: &str) -> EnterCmd {
    EnterCmd {
        period: period.parse().unwrap(),
        value: value.parse().unwrap(),
        unit: None,
        published_growth: None,
        comparable_base: None,
        contributors: None,
        stage: Stage::Provisional,
        source: "示例月报".into(),
        file: None,
        note: String::new(),
        answers: BTreeMap::new(),
    }
}

fn at(opened: &Opened, day: &str) {
    let instant = format!("{day}T01:00:00Z").parse().unwrap();
    opened.clock.set(instant);
}

async fn enters(app: &App, by: &Actor, code: &str, cmd: EnterCmd) -> Entered {
    let done = enter(app, by, code, cmd).await.unwrap();
    assert!(done.doubts.is_empty(), "{:?}", done.doubts);
    done
}

/// All that waits, confirmed.
async fn confirms(app: &App, by: &Actor) -> usize {
    let waits = waiting(app, by).await.unwrap();
    let entries: Vec<CellEntry> = waits.entries.into_iter().map(|w| w.entry).collect();
    confirm_many(app, by, &entries).await.unwrap()
}

async fn known(app: &App, by: &Actor, code: &str, period: &str, on: Date) -> Option<Decimal> {
    let shown = show(app, by, code, Some(on)).await.unwrap();
    let period: Period = period.parse().unwrap();
    let row = shown.periods.into_iter().find(|p| p.period == period)?;
    row.last?.value
}

fn dec(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

#[tokio::test]
async fn a_value_counts_once_somebody_else_has_confirmed_it_and_a_revision_keeps_the_old() {
    for opened in stores_at("lanting", "2026-05-04T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        define(app, &office, terms("retail")).await.unwrap();
        let again = define(app, &office, terms("retail")).await;
        assert_eq!(again.unwrap_err().code(), "indicator.code_taken");
        let theirs = define(app, &clerk, terms("own")).await;
        assert_eq!(theirs.unwrap_err().code(), "auth.forbidden");

        let done = enters(app, &clerk, "retail", value("2026-03", "300.5")).await;
        let today = app.today();
        assert_eq!(known(app, &office, "retail", "2026-03", today).await, None);
        let listed = list(app, &office, &IndicatorQuery::default())
            .await
            .unwrap();
        assert_eq!(listed.rows[0].waiting, 1, "shown as waiting");
        let own = waiting(app, &clerk).await.unwrap();
        assert_eq!(own.total, 0, "never the own ones");
        let twice = enter(app, &clerk, "retail", value("2026-03", "301")).await;
        assert_eq!(twice.unwrap_err().code(), "waiting_already");
        assert_eq!(confirms(app, &office).await, 1);
        assert_eq!(done.no, Some(1));
        assert_eq!(
            known(app, &office, "retail", "2026-03", today).await,
            dec("300.5")
        );

        at(&opened, "2026-06-20");
        let silent = enter(app, &clerk, "retail", value("2026-03", "296.2")).await;
        assert_eq!(silent.unwrap_err().code(), "revision_needs_reason");
        let why = EnterCmd {
            note: "两家企业更正".into(),
            ..value("2026-03", "296.2")
        };
        enters(app, &clerk, "retail", why).await;
        confirms(app, &office).await;
        let then = date(2026, 6, 19);
        assert_eq!(
            known(app, &office, "retail", "2026-03", then).await,
            dec("300.5")
        );
        let now = app.today();
        assert_eq!(
            known(app, &office, "retail", "2026-03", now).await,
            dec("296.2")
        );
        let shown = show(app, &office, "retail", None).await.unwrap();
        assert_eq!(shown.periods[0].entries.len(), 2, "nothing is overwritten");
        let early = show(app, &office, "retail", Some(date(2026, 5, 3))).await;
        assert_eq!(early.unwrap_err().code(), "not_defined");
    }
}

#[tokio::test]
async fn an_entry_is_sent_back_or_taken_back_with_a_reason() {
    for opened in stores_at("lanting", "2026-05-04T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        define(app, &office, terms("retail")).await.unwrap();
        enters(app, &clerk, "retail", value("2026-03", "300.5")).await;
        let cell = waiting(app, &office).await.unwrap().entries.remove(0);
        let id = cell.entry.cell.as_str();
        let mute = Reject {
            no: 1,
            reason: String::new(),
        };
        let mute = reject(app, &office, (id, cell.version), mute).await;
        assert_eq!(mute.unwrap_err().code(), "required");
        let reason = "与月报不符".to_owned();
        let stale = reject(
            app,
            &office,
            (id, 9),
            Reject {
                no: 1,
                reason: reason.clone(),
            },
        )
        .await;
        assert_eq!(stale.unwrap_err().code(), "conflict.changed");
        reject(app, &office, (id, cell.version), Reject { no: 1, reason })
            .await
            .unwrap();
        enters(app, &clerk, "retail", value("2026-03", "301")).await;
        let take = Withdraw {
            no: 2,
            reason: "录错".into(),
        };
        let not_mine = withdraw(app, &office, (id, 3), take.clone()).await;
        assert_eq!(not_mine.unwrap_err().code(), "auth.forbidden");
        withdraw(app, &clerk, (id, 3), take).await.unwrap();
        assert_eq!(waiting(app, &office).await.unwrap().total, 0);
        let other = sign_in(app, "people1").await;
        let foreign = enter(app, &other, "retail", value("2026-03", "1")).await;
        assert_eq!(foreign.unwrap_err().code(), "auth.forbidden");
    }
}

#[tokio::test]
async fn what_looks_wrong_is_asked_about_and_the_answer_is_kept() {
    for opened in stores_at("lanting", "2026-06-04T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        define(app, &office, terms("retail")).await.unwrap();
        enters(app, &clerk, "retail", value("2026-03", "300")).await;
        confirms(app, &office).await;
        let asked = enter(app, &clerk, "retail", value("2026-04", "250"))
            .await
            .unwrap();
        assert_eq!(asked.doubts[0].said.code, "cumulative_falls");
        assert_eq!(
            waiting(app, &office).await.unwrap().total,
            0,
            "nothing was written"
        );
        let answer = ("cumulative_falls".to_owned(), "上月含重复上报".to_owned());
        let sure = EnterCmd {
            answers: [answer].into(),
            ..value("2026-04", "250")
        };
        enters(app, &clerk, "retail", sure).await;
        let waits = waiting(app, &office).await.unwrap();
        assert_eq!(waits.entries[0].answers[0].answer, "上月含重复上报");
    }
}

#[tokio::test]
async fn a_derived_value_follows_its_inputs_and_keeps_the_one_before() {
    for opened in stores_at("lanting", "2026-05-04T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        for code in ["retail", "online"] {
            define(app, &office, terms(code)).await.unwrap();
        }
        let share = derived("share", "[online] / [retail] * 100");
        define(app, &office, share).await.unwrap();
        let circle = define(app, &office, derived("circle", "[circle] * 2")).await;
        assert_eq!(circle.unwrap_err().code(), "formula_cycle");
        let unknown = define(app, &office, derived("odd", "[nothing] * 2")).await;
        assert_eq!(unknown.unwrap_err().code(), "formula_unknown");
        let typed = enter(app, &clerk, "share", value("2026-03", "1")).await;
        assert_eq!(typed.unwrap_err().code(), "derived_by_formula");

        enters(app, &clerk, "retail", value("2026-03", "200")).await;
        confirms(app, &office).await;
        let today = app.today();
        assert_eq!(
            known(app, &office, "share", "2026-03", today).await,
            None,
            "one input lacks"
        );
        enters(app, &clerk, "online", value("2026-03", "50")).await;
        confirms(app, &office).await;
        assert_eq!(
            known(app, &office, "share", "2026-03", today).await,
            dec("25")
        );

        at(&opened, "2026-06-20");
        let why = EnterCmd {
            note: "更正".into(),
            ..value("2026-03", "160")
        };
        enters(app, &clerk, "retail", why).await;
        assert_eq!(
            known(app, &office, "share", "2026-03", app.today()).await,
            dec("25")
        );
        confirms(app, &office).await;
        assert_eq!(
            known(app, &office, "share", "2026-03", app.today()).await,
            dec("31.25")
        );
        assert_eq!(
            known(app, &office, "share", "2026-03", today).await,
            dec("25")
        );
        let shown = show(app, &office, "share", None).await.unwrap();
        let entries = &shown.periods[0].entries;
        assert_eq!(entries.len(), 2, "the value before stays");
        assert_eq!(entries[0].inputs.len(), 2);
        assert!(entries[0].inputs.iter().any(|i| i.revision == 2));
    }
}

#[tokio::test]
async fn what_is_not_released_is_seen_by_its_source_and_the_office_alone() {
    for opened in stores_at("lanting", "2026-04-02T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        let other = sign_in(app, "people1").await;
        define(app, &office, terms("retail")).await.unwrap();
        enters(app, &clerk, "retail", value("2026-03", "300")).await;
        confirms(app, &office).await;
        let today = app.today();
        assert_eq!(
            known(app, &clerk, "retail", "2026-03", today).await,
            dec("300")
        );
        assert_eq!(known(app, &other, "retail", "2026-03", today).await, None);
        let row = list(app, &other, &IndicatorQuery::default()).await.unwrap();
        assert_eq!(row.rows[0].last, None);
        at(&opened, "2026-04-18");
        assert_eq!(
            known(app, &other, "retail", "2026-03", app.today()).await,
            dec("300")
        );
    }
}

#[tokio::test]
async fn a_break_refuses_growth_across_it_and_was_not_known_before_it_was_marked() {
    for opened in stores_at("lanting", "2026-05-04T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        let made = define(app, &office, terms("retail")).await.unwrap();
        for (period, amount) in [("2025-03", "250"), ("2026-03", "300")] {
            enters(app, &clerk, "retail", value(period, amount)).await;
        }
        confirms(app, &office).await;
        let growth = |on: Date| {
            let office = office.clone();
            async move {
                let shown = show(app, &office, "retail", Some(on)).await.unwrap();
                shown.row.growth
            }
        };
        let before = app.today();
        assert_eq!(growth(before).await.value, dec("20"));
        at(&opened, "2026-06-20");
        let cmd = MarkBreak {
            new_id: "b".into(),
            from: date(2026, 1, 1),
            place: None,
            kind: BreakKind::Entry,
            note: "示例进退库".into(),
        };
        mark_break(app, &office, ("retail", made.version), cmd)
            .await
            .unwrap();
        let refusal = growth(app.today()).await.refusal.unwrap();
        assert_eq!(refusal.code, "series_break");
        assert!(refusal.zh.contains("示例进退库"), "{}", refusal.zh);
        assert_eq!(
            growth(before).await.value,
            dec("20"),
            "as it was known then"
        );
    }
}

/// What the demonstration's series say on four days, printed: `cargo test -p xiuhua-app --test indicators
/// four_days -- --nocapture`.
#[tokio::test]
async fn the_demonstrations_series_are_told_as_known_on_four_days() {
    let (_folder, app) = open_demo("yuexiu").await;
    let office = sign_in(&app, "duban").await;
    let days = [
        date(2026, 5, 10),
        date(2026, 6, 30),
        date(2026, 8, 31),
        date(2026, 11, 10),
    ];
    let said = |shown: &app::indicator::IndicatorDetail, period: &str| {
        let period: Period = period.parse().unwrap();
        let row = shown.periods.iter().find(|p| p.period == period);
        row.map_or_else(String::new, |row| {
            let value = row.last.as_ref().and_then(|v| v.value);
            let growth = match (&row.growth.value, &row.growth.refusal) {
                (Some(value), _) => indicator::percent::fixed(*value, 1),
                (None, Some(why)) => why.code.clone(),
                _ => String::new(),
            };
            format!(
                "{} {growth}",
                value.map_or_else(String::new, |v| v.to_string())
            )
        })
    };
    let mut told = BTreeMap::new();
    for day in days {
        for (code, period) in [
            ("gdp", "2025-Q4"),
            ("retail", "2026-03"),
            ("retail_online_share", "2026-03"),
            ("trade", "2026-05"),
            ("services_revenue", "2026-07"),
        ] {
            let shown = show(&app, &office, code, Some(day)).await.unwrap();
            let words = said(&shown, period);
            eprintln!("{day} {code} {period}: {words}");
            told.insert((day, code), words);
        }
    }
    let at = |n: usize, code: &'static str| told[&(days[n], code)].clone();
    assert_eq!(at(0, "gdp"), "3980 3.4");
    assert_eq!(at(1, "gdp"), "3992.6 3.6", "finally verified in June");
    assert_eq!(at(1, "retail"), at(0, "retail"));
    assert_ne!(at(2, "retail"), at(1, "retail"), "revised in July");
    assert_ne!(
        at(2, "retail_online_share"),
        at(1, "retail_online_share"),
        "and what follows"
    );
    assert_eq!(at(0, "trade"), "", "May was not over");
    assert_ne!(at(2, "trade"), at(1, "trade"), "revised in August");
    assert!(at(3, "services_revenue").ends_with("series_break"));
    let rows = list(&app, &office, &IndicatorQuery::default())
        .await
        .unwrap()
        .rows;
    assert_eq!(rows.len(), 30);
    assert!(
        rows.iter().any(|r| r.late.is_some()),
        "something is overdue"
    );
    assert!(rows.iter().any(|r| r.waiting > 0), "something waits");
    let plan = show(&app, &office, "project_investment", None)
        .await
        .unwrap();
    assert_eq!(plan.target.unwrap().plan.value, dec("42.6"));
    let retail = show(&app, &office, "retail", None).await.unwrap();
    assert!(retail.forecast.zh.unwrap().contains("非统计数"));
    let target = retail.target.unwrap();
    assert!(target.run_rate.value.is_some(), "{:?}", target.run_rate);
    let gdp = show(&app, &office, "gdp", None).await.unwrap();
    let refusal = gdp.target.unwrap().run_rate.refusal.unwrap();
    assert_eq!(refusal.code, "target_of_published");
}
