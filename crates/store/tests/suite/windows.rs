//! Cases by numbered pages and by what they are about, for protocols of other people.

use crate::fixture::{at, change, district, put};
use serde_json::{Value, json};
use store::case::{CaseFilter, CaseOf, MAX_SKIPPED};
use store::testing::TestStore;

/// Reported `n` seconds after the first; since then in its state, or since `moved`.
fn case(n: i64, kind: &str, matter: Option<&str>, moved: i64) -> Value {
    let when = |seconds: i64| at(seconds).to_string();
    json!({
        "id": format!("k{n}"), "number": format!("CG{n:05}"), "case_type": kind, "type_version": 1,
        "state": "intake", "phase": "collect", "channel": "portal", "title": "某事",
        "matter": matter, "reported_at": when(n), "entered_at": when(moved),
        "owner": { "unit": "centre" }, "clocks": [], "rework": 0, "reopened": 0, "bounces": 0, "joined": 0,
    })
}

pub async fn windows_are_bounded_and_kinds_are_told_apart(test: TestStore) {
    let store = &test.store;
    let cases = [
        case(0, "city", Some("m1"), 0),
        case(1, "city", Some("m2"), 1),
        case(2, "city", None, 2),
        case(3, "appeal", Some("m1"), 3),
        case(4, "city", Some("m1"), 100),
    ];
    let changes = cases
        .iter()
        .map(|c| change("case", c["id"].as_str().unwrap(), 0, None, c));
    put(store, 0, changes.collect()).await;
    let city = || "city".to_owned();
    let m1 = CaseOf::Matters {
        case_type: city(),
        matters: vec!["m1".to_owned()],
    };
    let rest = CaseOf::RestOf {
        case_type: city(),
        but: vec!["m1".to_owned()],
    };
    let every = CaseOf::RestOf {
        case_type: "appeal".to_owned(),
        but: vec![],
    };
    let of = |of: Vec<CaseOf>| CaseFilter {
        of,
        ..CaseFilter::default()
    };
    let moved = CaseFilter {
        moved_from: Some(at(50).as_millisecond()),
        moved_to: Some(at(101).as_millisecond()),
        ..CaseFilter::default()
    };
    let numbers = CaseFilter {
        numbers: vec!["CG00001".to_owned(), "CG00003".to_owned(), "CG9".to_owned()],
        ..CaseFilter::default()
    };
    for (filter, skip, limit, expected) in [
        (
            CaseFilter::default(),
            0,
            10,
            vec!["k4", "k3", "k2", "k1", "k0"],
        ),
        (CaseFilter::default(), 1, 2, vec!["k3", "k2"]),
        (CaseFilter::default(), 4, 2, vec!["k0"]),
        (CaseFilter::default(), 5, 2, vec![]),
        (of(vec![m1.clone()]), 0, 10, vec!["k4", "k0"]),
        (of(vec![rest.clone()]), 0, 10, vec!["k2", "k1"]),
        (of(vec![every]), 0, 10, vec!["k3"]),
        (of(vec![m1, rest]), 0, 10, vec!["k4", "k2", "k1", "k0"]),
        (moved, 0, 10, vec!["k4"]),
        (numbers, 0, 10, vec!["k3", "k1"]),
    ] {
        let rows = store
            .case_window(&district(), &filter, skip, limit)
            .await
            .unwrap();
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, expected, "{filter:?} {skip} {limit}");
    }
    let far = store
        .case_window(&district(), &CaseFilter::default(), MAX_SKIPPED + 1, 1)
        .await;
    assert!(far.is_err());
}
