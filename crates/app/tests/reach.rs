//! Lists, counts and files show nobody more than they may open one by one.

mod common;

use app::ledger::{Filter, Query};
use app::{Actor, App, AsOf, FileIn, Format, Kind, Via};
use common::{actor, open_demo, profile, sign_in, stores};
use org::{Role, RoleSet, UnitCode};

fn somebody(role: Role, unit: &str, oversees: &[&str]) -> Actor {
    let code = |unit: &str| UnitCode::parse(unit).expect("a code");
    Actor {
        person: "invented".into(),
        name: "示例·甲".into(),
        unit: code(unit),
        roles: RoleSet::new([role]).expect("one role"),
        oversees: oversees.iter().map(|u| code(u)).collect(),
        via: Via::Session,
    }
}

async fn listed(app: &App, actor: &Actor, query: Query) -> Vec<app::ledger::Row> {
    let query = Query {
        limit: 200,
        ..query
    };
    let page = app::ledger::list(app, actor, &query).await.expect("lists");
    assert!(page.next.is_none(), "one page is enough here");
    assert_eq!(page.tally.total, page.rows.len() as i64);
    page.rows
}

#[tokio::test]
async fn whoever_lists_a_commitment_may_open_it() {
    let (_folder, app) = open_demo("lanting").await;
    let office = actor(&app, "district_office").await;
    let all = listed(&app, &office, Query::default()).await;
    let past = Some(AsOf::Day(app.today().yesterday().expect("a day")));
    let mut narrowed = 0;
    for role in Role::ALL {
        for unit in ["office", "works", "east", "people", "nowhere"] {
            let one = somebody(*role, unit, &["works"]);
            let asked = app::ledger::list(&app, &one, &Query::default()).await;
            if let Err(refused) = asked {
                assert_eq!(refused.kind(), Kind::Forbidden);
                continue;
            }
            for as_of in [None, past] {
                let query = Query {
                    as_of,
                    ..Query::default()
                };
                let seen = listed(&app, &one, query).await;
                for row in &all {
                    let opens = app::ledger::show(&app, &one, &row.id, as_of).await.is_ok();
                    let is_listed = seen.iter().any(|s| s.id == row.id);
                    assert_eq!(opens, is_listed, "{role:?} of {unit}: {} {as_of:?}", row.no);
                }
                let judged = seen
                    .iter()
                    .filter(|r| r.kind != commitment::Kind::Principle);
                let overview = app::ledger::overview(&app, &one, as_of)
                    .await
                    .expect("counts");
                assert_eq!(overview.tally.total, judged.count() as i64);
                narrowed += usize::from(seen.len() < all.len() && !seen.is_empty());
            }
        }
    }
    assert!(narrowed > 4, "{narrowed}");
}

#[tokio::test]
async fn an_asked_unit_narrows_further_and_never_widens() {
    let (_folder, app) = open_demo("lanting").await;
    let token = somebody(Role::ApiClient, "works", &[]);
    let own = listed(&app, &token, Query::default()).await;
    assert!(!own.is_empty());
    for unit in ["people", "works", "east"] {
        let query = Query {
            filter: Filter {
                units: vec![unit.into()],
                ..Filter::default()
            },
            ..Query::default()
        };
        let asked = listed(&app, &token, query).await;
        assert!(
            asked.iter().all(|a| own.iter().any(|o| o.id == a.id)),
            "{unit}"
        );
        assert_eq!(asked.len() == own.len(), unit == "works");
    }
}

#[tokio::test]
async fn a_clerk_takes_away_only_the_own_unit() {
    let (_folder, app) = open_demo("lanting").await;
    let lines = async |who: &Actor| {
        let file = app::ledger::export(&app, who, &Query::default(), Format::Csv).await;
        String::from_utf8(file.expect("writes").bytes).expect("text")
    };
    let office = actor(&app, "district_office").await;
    let clerk = somebody(Role::DepartmentClerk, "works", &[]);
    let (all, own) = (lines(&office).await, lines(&clerk).await);
    for row in listed(&app, &office, Query::default()).await {
        let mine = row
            .lead
            .iter()
            .chain(&row.supporting)
            .any(|u| u.code == "works");
        assert!(all.contains(&row.id));
        assert_eq!(own.contains(&row.id), mine, "{}", row.no);
    }
}

#[tokio::test]
async fn a_draft_is_there_only_for_those_who_see_drafts() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let file = FileIn {
            name: "报告.md".into(),
            bytes: profile("lanting")
                .demo
                .expect("a sample")
                .report
                .into_bytes(),
        };
        let report = app::report::import(app, &office, file, None, &app::silent)
            .await
            .unwrap();
        let drafts = app::review::list(app, &office, &report.report.id)
            .await
            .unwrap();
        let id = &drafts[0].value.id;
        app::ledger::show(app, &office, id, None).await.unwrap();
        for other in [
            somebody(Role::CommunityWorker, "east", &[]),
            somebody(Role::ApiClient, "works", &[]),
            somebody(Role::SystemAdmin, "office", &[]),
        ] {
            let hidden = app::ledger::show(app, &other, id, None).await.unwrap_err();
            assert_eq!(hidden.kind(), Kind::NotFound);
        }
        presence_is_bounded(app, &office, &report.report.id).await;
        a_wrong_page_is_the_askers_fault(app, &office).await;
    }
}

async fn presence_is_bounded(app: &App, office: &Actor, report: &str) {
    let nowhere = app::review::presence(app, office, "nowhere", None).await;
    assert_eq!(nowhere.unwrap_err().kind(), Kind::NotFound);
    let long = Some("长".repeat(10_000));
    app::review::presence(app, office, report, long)
        .await
        .unwrap();
    let other = somebody(Role::DistrictOffice, "office", &[]);
    let seen = app::review::presence(app, &other, report, None)
        .await
        .unwrap();
    let at = seen[0].looking_at.as_deref().unwrap_or_default();
    assert_eq!(at.chars().count(), 64);
}

async fn a_wrong_page_is_the_askers_fault(app: &App, office: &Actor) {
    let yesterday = app.today().yesterday().ok().map(AsOf::Day);
    for (after, as_of) in [
        ("\0", None),
        (r#"["r"]"#, None),
        (r#"[1,2,3]"#, None),
        ("\0", yesterday),
    ] {
        let query = Query {
            after: Some(after.into()),
            as_of,
            ..Query::default()
        };
        let wrong = app::ledger::list(app, office, &query).await.unwrap_err();
        assert_eq!(
            (wrong.kind(), wrong.code()),
            (Kind::Unprocessable, "request.cursor")
        );
    }
    let query = Query {
        filter: Filter {
            text: Some("\0".into()),
            ..Filter::default()
        },
        ..Query::default()
    };
    let wrong = app::ledger::list(app, office, &query).await.unwrap_err();
    assert_eq!(wrong.code(), "request.limit");
}
