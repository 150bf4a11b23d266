//! Lists and counts.

use crate::fixture::{change, commitment, district, put, small_ledger};
use store::testing::TestStore;
use store::{Dimension, Filter, Order, Sort, UnitRole, counting};

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

pub async fn queries_are_counted(test: TestStore) {
    let before = test.store.queries_run();
    let (_, count) = counting(async {
        let all = Filter::default();
        test.store.list_count(&district(), &all).await.unwrap();
        ids(&test, &all, Sort::Light).await;
    })
    .await;
    assert_eq!(count, 2);
    assert_eq!(test.store.queries_run() - before, 2);
}
