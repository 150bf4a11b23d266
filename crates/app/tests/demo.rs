//! The demonstration of each profile loads through the actions, and what it shows holds together.

mod common;

use app::ledger::{Filter, Order, Query};
use common::{actor, open_demo};
use jiff::civil::date;
use light::Colour;

#[tokio::test]
async fn the_demonstration_shows_every_colour_and_its_reasons() {
    let (_folder, app) = open_demo("yuexiu").await;
    let office = actor(&app, "district_office").await;
    let overview = app::ledger::overview(&app, &office, None).await.unwrap();
    assert!(overview.tally.total > 100, "{:?}", overview.tally);
    for count in [
        overview.tally.green,
        overview.tally.yellow,
        overview.tally.red,
    ] {
        assert!(count > 0, "{:?}", overview.tally);
    }
    assert!(overview.reds.iter().all(|row| {
        row.light
            .as_ref()
            .is_some_and(|l| l.colour == Colour::Red && !l.reason_zh.is_empty())
    }));
    assert!(
        overview.open_supervision >= overview.tally.red,
        "every red has an open item"
    );
    let cuts: i64 = overview.by_unit.iter().map(|c| c.tally.total).sum();
    assert_eq!(cuts, overview.tally.total);
    illustrative_cases(&app).await;
}

/// Cases of every story, plainly marked.
async fn illustrative_cases(app: &app::App) {
    let lead = actor(app, "shift_lead").await;
    let mut query = app::case::Query {
        limit: 200,
        ..Default::default()
    };
    let mut rows = vec![];
    loop {
        let page = app::case::list(app, &lead, &query).await.unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let mut states = std::collections::BTreeMap::<String, usize>::new();
    for row in &rows {
        let key = format!("{} {}", row.case_type, row.state);
        *states.entry(key).or_default() += 1;
    }
    assert!(rows.len() > 200, "{states:?}");
    assert!(rows.iter().all(|r| r.title.starts_with("示例")));
    let some = |what: &str, holds: &dyn Fn(&app::case::Row) -> bool| {
        assert!(rows.iter().any(holds), "no case {what}: {states:?}");
    };
    some("closed", &|r| r.phase == "closed");
    some("declined", &|r| r.phase == "void");
    some("open", &|r| r.closed_at.is_none());
    some("given back", &|r| r.bounces > 0);
    some("done again", &|r| r.rework > 0);
    some("opened again", &|r| r.reopened > 0);
    some("late or late once", &|r| r.alarms > 0);
    some("in a subdistrict", &|r| r.subdistrict.is_some());
    let closed = rows.iter().filter(|r| r.phase == "closed").count();
    assert!(closed * 2 > rows.len(), "most are closed: {states:?}");
}

#[tokio::test]
async fn a_past_day_shows_what_was_shown_then() {
    let (_folder, app) = open_demo("yuexiu").await;
    let office = actor(&app, "district_office").await;
    let query = Query {
        as_of: Some(app::AsOf::Day(date(2026, 8, 15))),
        limit: 200,
        ..Query::default()
    };
    let page = app::ledger::list(&app, &office, &query).await.unwrap();
    assert!(!page.rows.is_empty());
    let mut compared = 0;
    for row in page.rows.iter().filter(|r| r.light.is_some()) {
        let light = row.light.as_ref().unwrap();
        let again = app::lights::as_of(&app, &row.id, date(2026, 8, 15))
            .await
            .unwrap();
        assert_eq!(
            (again.colour, again.reason.zh()),
            (light.colour, light.reason_zh.clone()),
            "{} {}",
            row.no,
            row.title
        );
        compared += 1;
    }
    assert!(compared > 50);
}

#[tokio::test]
async fn all_numeric_targets_are_in_the_ledger() {
    let (_folder, app) = open_demo("yuexiu").await;
    let office = actor(&app, "district_office").await;
    let filter = Filter {
        kinds: vec!["quantified".into()],
        ..Filter::default()
    };
    let query = Query {
        filter,
        order: Order::default(),
        limit: 200,
        ..Query::default()
    };
    let page = app::ledger::list(&app, &office, &query).await.unwrap();
    let with_value = page.rows.iter().filter(|r| {
        r.target_words
            .as_ref()
            .is_some_and(|t| t.chars().any(|c| c.is_ascii_digit()))
    });
    assert_eq!(with_value.count(), 46);
}

#[tokio::test]
async fn the_invented_district_works_the_same() {
    let (_folder, app) = open_demo("lanting").await;
    let office = actor(&app, "district_office").await;
    let overview = app::ledger::overview(&app, &office, None).await.unwrap();
    assert!(overview.tally.total > 0);
    let verified = app::audit::verify(&app, &actor(&app, "audit_admin").await, &app::silent)
        .await
        .unwrap();
    assert!(verified.sound, "{:?}", verified.fault_zh);
}

#[tokio::test]
async fn every_list_equals_the_journal_it_is_made_of() {
    let (_folder, app) = open_demo("lanting").await;
    assert_eq!(
        app.projection_mismatches().await.unwrap(),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_target_in_step_follows_its_partner() {
    let (_folder, app) = open_demo("yuexiu").await;
    let sign_in = |login: &'static str| {
        let app = app.clone();
        async move {
            app::session::demo_sign_in(&app, login, "test")
                .await
                .unwrap()
                .actor
        }
    };
    let (clerk, office) = (sign_in("tongji-clerk").await, sign_in("duban2").await);
    let find = |words: &'static str| {
        let (app, office) = (app.clone(), office.clone());
        async move {
            let filter = Filter {
                text: Some(words.into()),
                ..Filter::default()
            };
            let page = app::ledger::list(
                &app,
                &office,
                &Query {
                    filter,
                    ..Query::default()
                },
            )
            .await
            .unwrap();
            page.rows.into_iter().next().unwrap()
        }
    };
    let (economy, incomes) = (find("地区生产总值").await, find("居民收入").await);
    assert_eq!(incomes.light.unwrap().colour, Colour::Green);
    let typed = app::record::ClaimCmd {
        kind: commitment::RecordKind::Reading,
        date: app.today(),
        amount: Some(9.into()),
        unit: Some("%".into()),
        place: None,
        note: "示例".into(),
        evidence: vec![],
        resubmits: None,
    };
    let lead = sign_in("fagai-clerk").await;
    let refused = app::record::claim(&app, &lead, &economy.id, typed).await;
    assert_eq!(refused.unwrap_err().code(), "measured_by_indicators");
    // The economy is measured by a series: what is confirmed there moves those that go with it.
    let mut revised = app::indicator::EnterCmd {
        period: "2026-Q3".parse().unwrap(),
        value: 3060.into(),
        unit: None,
        published_growth: Some(9.into()),
        comparable_base: None,
        contributors: None,
        stage: indicator::Stage::Official,
        source: "示例".into(),
        file: None,
        note: "示例：修订".into(),
        answers: std::collections::BTreeMap::new(),
    };
    let entered = app::indicator::enter(&app, &clerk, "gdp", revised.clone()).await;
    let doubts = entered.unwrap().doubts;
    if !doubts.is_empty() {
        let answer = |doubt: app::indicator::Doubt| (doubt.said.code, "示例".to_owned());
        revised.answers = doubts.into_iter().map(answer).collect();
        let entered = app::indicator::enter(&app, &clerk, "gdp", revised).await;
        assert!(entered.unwrap().doubts.is_empty());
    }
    let waits = app::indicator::waiting(&app, &office).await.unwrap();
    let gdp = waits.entries.into_iter().filter(|w| w.code == "gdp");
    let entries: Vec<_> = gdp.map(|w| w.entry).collect();
    app::indicator::confirm_many(&app, &office, &entries)
        .await
        .unwrap();
    let light = find("居民收入").await.light.unwrap();
    assert_ne!(light.colour, Colour::Green, "{}", light.reason_zh);
}

#[tokio::test]
async fn a_point_of_the_plan_is_claimed_once_and_a_red_keeps_its_item() {
    let (_folder, app) = open_demo("lanting").await;
    let sign_in = |login: &'static str| {
        let app = app.clone();
        async move {
            app::session::demo_sign_in(&app, login, "test")
                .await
                .unwrap()
                .actor
        }
    };
    let (clerk, office) = (sign_in("people1").await, sign_in("office1").await);
    let filter = Filter {
        text: Some("养老驿站".into()),
        ..Filter::default()
    };
    let page = app::ledger::list(
        &app,
        &office,
        &Query {
            filter,
            ..Query::default()
        },
    )
    .await
    .unwrap();
    let point = |name: &str| app::record::ClaimCmd {
        kind: commitment::RecordKind::Milestone(1),
        date: app.today(),
        amount: None,
        unit: None,
        place: None,
        note: "示例".into(),
        evidence: vec![app::FileIn {
            name: name.into(),
            bytes: common::PNG.to_vec(),
        }],
        resubmits: None,
    };
    let id = &page.rows[0].id;
    let (a, b) = tokio::join!(
        app::record::claim(&app, &clerk, id, point("a.png")),
        app::record::claim(&app, &clerk, id, point("b.png"))
    );
    assert_eq!(
        [a.is_ok(), b.is_ok()].iter().filter(|ok| **ok).count(),
        1,
        "{a:?} {b:?}"
    );

    let overview = app::ledger::overview(&app, &office, None).await.unwrap();
    let red = &overview.reds[0];
    let item = app::supervision::list(&app, &office, &Default::default())
        .await
        .unwrap()
        .rows
        .into_iter()
        .find(|s| s.item.commitment == red.id)
        .unwrap();
    if item.item.status == commitment::SupervisionStatus::Answered {
        let refused = app::supervision::close(&app, &office, &item.item.id, item.version, "试试")
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "supervision.still_red");
    }
}
