//! Every list shows exactly what its reader may open, page by page, and its file the part of it that
//! may be taken away, with names and without formulas.

mod common;

use app::list::{Ask, Page, Query};
use app::{Actor, Format, Kind, Result, Via};
use common::{actor, open_demo, sign_in, stores};
use org::{Action, Resource, Role, RoleSet, UnitCode};
use std::collections::BTreeSet;

fn somebody(role: Role, unit: &str) -> Actor {
    let code = |unit: &str| UnitCode::parse(unit).expect("a code");
    Actor {
        person: "invented".into(),
        name: "示例·甲".into(),
        unit: code(unit),
        roles: RoleSet::new([role]).expect("one role"),
        oversees: vec![code("works")],
        via: Via::Session,
    }
}

/// Pages of this size.
fn by<F: Default>(limit: usize, after: Option<String>) -> Query<F> {
    Query {
        ask: Ask {
            limit,
            after,
            ..Ask::default()
        },
        ..Query::default()
    }
}

/// Walks a list page by page; none where it is refused.
macro_rules! walk {
    ($list:path, $app:expr, $who:expr, $size:expr, $id:expr) => {{
        let (mut ids, mut after, mut total) = (vec![], None, None);
        loop {
            let page: Result<Page<_>> = $list($app, $who, &by($size, after)).await;
            match page {
                Err(refused) => {
                    assert_eq!(refused.kind(), Kind::Forbidden);
                    break None;
                }
                Ok(page) => {
                    ids.extend(page.rows.iter().map($id));
                    total = total.or(page.total);
                    match page.next {
                        Some(next) => after = Some(next),
                        None => {
                            assert!(total.is_none_or(|t| t == ids.len() as i64));
                            let once: BTreeSet<String> = ids.iter().cloned().collect();
                            assert_eq!(once.len(), ids.len(), "a row came twice");
                            break Some(ids);
                        }
                    }
                }
            }
        }
    }};
}

#[tokio::test]
async fn whoever_lists_a_thing_may_open_it_and_the_other_way_round() {
    let (_folder, app) = open_demo("lanting").await;
    let office = actor(&app, "district_office").await;
    let items = walk!(app::supervision::list, &app, &office, 3, |s| s
        .item
        .id
        .clone());
    let requests = walk!(app::change::list, &app, &office, 3, |r| r
        .request
        .id
        .clone());
    let (items, requests) = (items.expect("items"), requests.expect("requests"));
    let system = sign_in(&app, "sys1").await;
    let people = walk!(app::person::list, &app, &system, 3, |p| p.login.clone());
    let people = people.expect("people");
    assert!(!items.is_empty() && !people.is_empty());
    let mut narrowed = 0;
    for role in Role::ALL {
        for unit in ["office", "works", "east", "people", "nowhere"] {
            let one = somebody(*role, unit);
            if let Some(seen) = walk!(app::supervision::list, &app, &one, 2, |s| s.item.id.clone())
            {
                for id in &items {
                    let opens = app::supervision::show(&app, &one, id).await.is_ok();
                    assert_eq!(opens, seen.contains(id), "{role:?} of {unit}: item {id}");
                }
                narrowed += usize::from(seen.len() < items.len());
            }
            if let Some(seen) = walk!(app::change::list, &app, &one, 2, |r| r.request.id.clone()) {
                for id in &requests {
                    let opens = app::change::show(&app, &one, id).await.is_ok();
                    assert_eq!(opens, seen.contains(id), "{role:?} of {unit}: request {id}");
                }
            }
            if let Some(seen) = walk!(app::person::list, &app, &one, 4, |p| p.login.clone()) {
                for login in &people {
                    let opens = app::person::show(&app, &one, login).await.is_ok();
                    assert_eq!(opens, seen.contains(login), "{role:?} of {unit}: {login}");
                }
                narrowed += usize::from(seen.len() < people.len());
            }
            let queue = app::record::queue(&app, &one, &by(50, None))
                .await
                .expect("a queue");
            assert!(
                queue.rows.iter().all(|r| r.may.contains(&"verify")),
                "{role:?} of {unit}"
            );
        }
    }
    assert!(narrowed > 4, "{narrowed}");
}

#[tokio::test]
async fn a_file_holds_the_rows_of_the_list_as_far_as_they_may_be_taken_away() {
    let (_folder, app) = open_demo("lanting").await;
    let text =
        |file: Result<app::FileOut>| String::from_utf8(file.expect("writes").bytes).expect("text");
    let office = actor(&app, "district_office").await;
    let say = |group: &str, code: &str| format!("{group}/{code}");
    let own = [office.unit.as_str()];
    assert!(app.may(&office, Action::Export, Resource::Supervision, &own));
    let items = app::supervision::list(&app, &office, &by(50, None))
        .await
        .expect("items");
    let file = text(app::supervision::export(&app, &office, &by(3, None), Format::Csv).await);
    for item in &items.rows {
        assert!(file.contains(&item.commitment_title) && file.contains(&item.owner_name));
        assert!(
            !file.contains(&item.item.id),
            "ids are of no use to a reader"
        );
    }
    assert_eq!(
        file.lines().count() as i64,
        1 + items.total.expect("counted")
    );
    let works = somebody(Role::DepartmentClerk, "works");
    let mine = text(app::supervision::export(&app, &works, &by(3, None), Format::Csv).await);
    let theirs = items.rows.iter().filter(|i| i.item.owner_unit != "works");
    for item in theirs {
        assert!(!mine.contains(&item.owner_name), "{}", item.owner_name);
    }
    let none = app::person::export(&app, &works, &by(3, None), Format::Csv, &say).await;
    assert_eq!(none.expect_err("refused").kind(), Kind::Forbidden);
    let people = text(app::person::export(&app, &office, &by(3, None), Format::Csv, &say).await);
    assert!(people.contains("role/district_office"));
    let list = app::ledger::worklist(&app, &works, &by(2, None))
        .await
        .expect("work");
    let all = list.now_total + list.later_total + list.done_total;
    let sheet = text(app::ledger::export_worklist(&app, &works, &by(2, None), Format::Csv).await);
    assert_eq!(sheet.lines().count() as i64, 1 + all);
    assert!(list.next.is_some() && list.now.len() + list.later.len() + list.done.len() == 2);
}

#[tokio::test]
async fn the_waiting_come_first_and_a_condition_narrows() {
    for store in stores("lanting").await {
        let app = &store.app;
        let system = sign_in(app, "sys1").await;
        let mut asked = Query::<app::list::PersonFilter>::default();
        asked.filter.role = Some("district_office".into());
        let office = app::person::list(app, &system, &asked)
            .await
            .expect("people");
        assert!(!office.rows.is_empty());
        assert!(
            office
                .rows
                .iter()
                .all(|p| p.roles.iter().any(|r| r == "district_office"))
        );
        asked.filter.disabled = Some(true);
        let none = app::person::list(app, &system, &asked)
            .await
            .expect("people");
        assert_eq!(none.total, Some(0));
        asked.ask.sort = "no_such_sort".into();
        let wrong = app::person::list(app, &system, &asked)
            .await
            .expect_err("refused");
        assert_eq!(
            (wrong.kind(), wrong.code()),
            (Kind::Unprocessable, "request.sort")
        );
    }
}
