//! Lists and counts.

use crate::fixture::{change, commitment, district, put, record, small_ledger};
use serde_json::json;
use store::testing::TestStore;
use store::{Dimension, Filter, Order, RecordFilter, Sort, UnitRole, counting};

async fn ids(test: &TestStore, filter: &Filter, order: impl Into<Order>) -> Vec<String> {
    let page = test
        .store
        .ledger_list(&district(), filter, order, None, 50)
        .await
        .unwrap();
    page.rows.into_iter().map(|row| row.id).collect()
}

pub async fn filters_sorts_and_pages(test: TestStore) {
    small_ledger(&test.store).await;
    let all = Filter::default();
    let list = |values: &[&str]| {
        values
            .iter()
            .map(|value| (*value).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&test, &all, Sort::No).await, ["c1", "c2", "c3", "c4"]);
    assert_eq!(ids(&test, &all, Sort::Due).await, ["c2", "c1", "c4", "c3"]);
    assert_eq!(
        ids(&test, &all, Sort::Light).await,
        ["c2", "c1", "c3", "c4"]
    );
    assert_eq!(ids(&test, &all, Sort::Lead).await, ["c4", "c1", "c3", "c2"]);
    let down = Order {
        by: Sort::Due,
        descending: true,
    };
    assert_eq!(ids(&test, &all, down).await, ["c3", "c4", "c1", "c2"]);
    let cases = [
        (
            Filter {
                units: list(&["u1"]),
                ..Filter::default()
            },
            vec!["c1", "c3", "c4"],
        ),
        (
            Filter {
                units: list(&["u1"]),
                role: UnitRole::Lead,
                ..Filter::default()
            },
            vec!["c1", "c3"],
        ),
        (
            Filter {
                units: list(&["u1", "u3"]),
                role: UnitRole::Supporting,
                ..Filter::default()
            },
            vec!["c3", "c4"],
        ),
        (
            Filter {
                colours: list(&["red", "grey"]),
                ..Filter::default()
            },
            vec!["c2", "c4"],
        ),
        (
            Filter {
                section: Some("三/一".into()),
                ..Filter::default()
            },
            vec!["c1", "c2"],
        ),
        (
            Filter {
                section: Some("三".into()),
                ..Filter::default()
            },
            vec!["c1", "c2", "c3", "c4"],
        ),
        (
            Filter {
                kinds: list(&["milestone"]),
                ..Filter::default()
            },
            vec!["c2", "c4"],
        ),
        (
            Filter {
                due_after: Some("2026-04-01".into()),
                due_before: Some("2026-12-31".into()),
                ..Filter::default()
            },
            vec!["c1", "c4"],
        ),
        (
            Filter {
                text: Some("第4项 wORK 90%".into()),
                ..Filter::default()
            },
            vec!["c4"],
        ),
        (
            Filter {
                text: Some("_".into()),
                ..Filter::default()
            },
            vec![],
        ),
        (
            Filter {
                changed_since: Some("2026-05-10".into()),
                ..Filter::default()
            },
            vec!["c1", "c3"],
        ),
        (
            Filter {
                open: true,
                leaders: list(&["l1"]),
                statuses: list(&["issued"]),
                ..Filter::default()
            },
            vec!["c1", "c2", "c4"],
        ),
        (
            Filter {
                report: Some("none".into()),
                ..Filter::default()
            },
            vec![],
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(ids(&test, &filter, Sort::No).await, expected, "{filter:?}");
    }
    for by in [Sort::No, Sort::Due, Sort::Light, Sort::Lead] {
        for descending in [false, true] {
            let order = Order { by, descending };
            let (mut walked, mut after) = (Vec::new(), None::<String>);
            loop {
                let page = test
                    .store
                    .ledger_list(&district(), &all, order, after.as_deref(), 1)
                    .await
                    .unwrap();
                walked.extend(page.rows.into_iter().map(|row| row.id));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(walked, ids(&test, &all, order).await, "{order:?}");
        }
    }
    let odd = test
        .store
        .ledger_list(&district(), &all, Sort::No, Some("{}"), 1)
        .await;
    assert_eq!(odd.unwrap_err().code(), "store.cursor");
    let row = &test
        .store
        .ledger_list(&district(), &all, Sort::No, None, 1)
        .await
        .unwrap()
        .rows[0];
    assert_eq!(
        (row.deadline.as_deref(), row.target_value.as_deref()),
        (Some("2026-06-30"), Some("4260000000"))
    );
    assert_eq!(
        row.light.as_ref().unwrap().next_change_day.as_deref(),
        Some("2026-12-01")
    );
}

pub async fn counts_by_dimension(test: TestStore) {
    small_ledger(&test.store).await;
    let all = Filter::default();
    let count = async |by| {
        let counts = test
            .store
            .ledger_counts(&district(), &all, by)
            .await
            .unwrap();
        counts
            .into_iter()
            .map(|it| (it.key, it.colour, it.count))
            .collect::<Vec<_>>()
    };
    let of = |key: &str, colour: &str, n: i64| (key.to_owned(), colour.to_owned(), n);
    let colours = [
        of("", "green", 1),
        of("", "grey", 1),
        of("", "red", 1),
        of("", "yellow", 1),
    ];
    assert_eq!(count(Dimension::Colour).await, colours);
    let leads = [
        of("", "grey", 1),
        of("u1", "green", 1),
        of("u1", "yellow", 1),
        of("u2", "red", 1),
    ];
    assert_eq!(count(Dimension::Lead).await, leads);
    assert_eq!(count(Dimension::Unit).await.len(), 6);
    assert_eq!(count(Dimension::Section).await.len(), 4);
    assert_eq!(count(Dimension::Leader).await.len(), 4);
    assert_eq!(count(Dimension::Kind).await.len(), 4);
    assert_eq!(count(Dimension::Status).await.len(), 4);
    let done = test
        .store
        .ledger_counts(&district(), &all, Dimension::Colour)
        .await
        .unwrap();
    assert_eq!(done.iter().map(|it| it.done).sum::<i64>(), 1);
}

pub async fn a_changed_commitment_leaves_no_old_units(test: TestStore) {
    small_ledger(&test.store).await;
    let before = commitment(1, Some("u1"), &["u2"], Some("2026-06-30"));
    let after = commitment(1, Some("u3"), &[], None);
    put(
        &test.store,
        1,
        vec![change("commitment", "c1", 1, Some(&before), &after)],
    )
    .await;
    let of = |unit: &str| Filter {
        units: vec![unit.to_owned()],
        ..Filter::default()
    };
    assert_eq!(ids(&test, &of("u1"), Sort::No).await, ["c3", "c4"]);
    assert_eq!(ids(&test, &of("u2"), Sort::No).await, ["c2"]);
    assert_eq!(ids(&test, &of("u3"), Sort::No).await, ["c1", "c3"]);
    assert_eq!(
        ids(&test, &Filter::default(), Sort::Due).await,
        ["c2", "c4", "c1", "c3"]
    );
}

pub async fn worklists_by_unit(test: TestStore) {
    let store = &test.store;
    small_ledger(store).await;
    let request = json!({"commitment": "c1", "status": "requested", "requested_by": {"person": "p1", "unit": "u1"}, "requested_at": "2026-05-03T00:00:00Z"});
    let item =
        json!({"commitment": "c2", "status": "open", "owner_unit": "u2", "due": "2026-05-15"});
    put(
        store,
        1,
        vec![
            change("change_request", "q", 0, None, &request),
            change("supervision", "s", 0, None, &item),
        ],
    )
    .await;
    let claimed = RecordFilter {
        statuses: vec!["claimed".into()],
        ..RecordFilter::default()
    };
    let page = store.records(&district(), &claimed, None, 1).await.unwrap();
    assert_eq!(page.rows[0].id, "c");
    let rest = store
        .records(&district(), &claimed, page.next.as_deref(), 1)
        .await
        .unwrap();
    assert_eq!((rest.rows[0].id.as_str(), rest.next), ("a", None));
    let to_verify = RecordFilter {
        not_by: Some("p2".into()),
        ..claimed.clone()
    };
    assert_eq!(
        store
            .records(&district(), &to_verify, None, 9)
            .await
            .unwrap()
            .rows
            .len(),
        1
    );
    let led = RecordFilter {
        lead_units: vec!["u2".into()],
        leader: Some("l1".into()),
        ..claimed
    };
    assert_eq!(
        store
            .records(&district(), &led, None, 9)
            .await
            .unwrap()
            .rows[0]
            .no,
        2
    );
    let returned = RecordFilter {
        statuses: vec!["returned".into()],
        claimed_units: vec!["u2".into()],
        commitment: Some("c1".into()),
        ..RecordFilter::default()
    };
    assert_eq!(
        store
            .records(&district(), &returned, None, 9)
            .await
            .unwrap()
            .rows[0]
            .amount
            .as_deref(),
        Some("12.5")
    );
    assert_eq!(
        store.record_ids(&district(), "c1").await.unwrap(),
        ["a", "b"]
    );
    assert_eq!(
        store
            .record_counts(&district(), &["c1".into(), "c2".into()])
            .await
            .unwrap()
            .len(),
        3
    );
    let requests = store
        .change_requests(
            &district(),
            None,
            &["requested".into()],
            &["u1".into()],
            None,
            9,
        )
        .await
        .unwrap();
    assert_eq!(requests.rows[0].title, "事项1");
    let items = store
        .supervisions(
            &district(),
            Some("c2"),
            &["open".into()],
            &["u2".into()],
            None,
            9,
        )
        .await
        .unwrap();
    assert_eq!(items.rows[0].due, "2026-05-15");
    let next = record("c1", "u1", "p1", "verified");
    put(
        store,
        2,
        vec![change(
            "record",
            "a",
            1,
            Some(&record("c1", "u1", "p1", "claimed")),
            &next,
        )],
    )
    .await;
    assert_eq!(
        store
            .records(&district(), &to_verify, None, 9)
            .await
            .unwrap()
            .rows
            .len(),
        0
    );
}

pub async fn queries_are_counted(test: TestStore) {
    let before = test.store.queries_run();
    let (_, count) = counting(async {
        test.store.units(&district()).await.unwrap();
        test.store.reports(&district()).await.unwrap();
    })
    .await;
    assert_eq!(count, 2);
    assert_eq!(test.store.queries_run() - before, 2);
}
