//! What is late of the open cases is kept in memory, and never other than what the rows say.

use crate::cases::{REPORTED, closed, fresh};
use crate::fixture::{change, district, put};
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::case::{Basis, CountAsk, CountBy, Step};
use store::testing::TestStore;
use store::{Change, Store};

type Late = BTreeMap<(Step, String), i64>;

async fn late(store: &Store, basis: Basis, by: CountBy, types: &[&str], hours: i64) -> Late {
    let asked = CountAsk {
        basis,
        by,
        types: types.iter().map(|&it| it.to_owned()).collect(),
        from: date(2026, 5, 29),
        to: date(2026, 5, 30),
    };
    let now_ms = (REPORTED + hours * 3600) * 1000;
    store.case_late(&district(), &asked, now_ms).await.unwrap()
}

/// What a store says that has asked before equals what one says that reads all rows; how many are late in all.
async fn agree(test: &TestStore) -> i64 {
    let new = TestStore::clone_of(test).await;
    let mut all = 0;
    for basis in [Basis::Reported, Basis::Due] {
        for by in [CountBy::All, CountBy::Unit, CountBy::Community] {
            for hours in [0, 2, 30] {
                let kept = late(&test.store, basis, by, &["city"], hours).await;
                let read = late(&new.store, basis, by, &["city"], hours).await;
                assert_eq!(kept, read, "{basis:?} {by:?} {hours}");
                all = kept.values().sum();
            }
        }
    }
    new.store.close().await;
    all
}

fn opened(n: i64) -> Change {
    change("case", &format!("k{n}"), 0, None, &fresh(n))
}

fn moved(n: i64, seq: i64, before: &Value, after: &Value) -> Change {
    change("case", &format!("k{n}"), seq, Some(before), after)
}

pub async fn what_is_late_follows_every_change(test: TestStore) {
    assert_eq!(agree(&test).await, 0);
    put(&test.store, 0, (1..=6).map(opened).collect()).await;
    assert_eq!(agree(&test).await, 6);
    // One ends, one goes elsewhere, one is no longer of the type, a new one comes; written by another process.
    let other = TestStore::clone_of(&test).await;
    let mut elsewhere = fresh(2);
    elsewhere["owner"] = json!({ "unit": "other" });
    elsewhere["place"]["community"] = json!("c9");
    let mut appeal = fresh(3);
    appeal["case_type"] = json!("appeal");
    let changes = vec![
        moved(1, 1, &fresh(1), &closed(1, "a", 90)),
        moved(2, 1, &fresh(2), &elsewhere),
        moved(3, 1, &fresh(3), &appeal),
        opened(7),
    ];
    put(&other.store, 1, changes).await;
    assert_eq!(agree(&test).await, 5);
    let by_unit = late(&test.store, Basis::Due, CountBy::Unit, &["city"], 2).await;
    assert_eq!(by_unit.get(&(Step::Register, "other".to_owned())), Some(&1));
    // Somebody else's entries move the journal and no case.
    let person = json!({ "id": "p1", "name": "某人" });
    put(
        &other.store,
        2,
        vec![change("person", "p1", 0, None, &person)],
    )
    .await;
    assert_eq!(agree(&test).await, 5);
    // More than are read one by one.
    put(&other.store, 3, (100..700).map(opened).collect()).await;
    assert_eq!(agree(&test).await, 605);
    other.store.close().await;
}

/// Asking again costs one query, and two where a case moved.
pub async fn what_is_late_is_read_once(test: TestStore) {
    put(&test.store, 0, (1..=6).map(opened).collect()).await;
    let queries = async || {
        let before = test.store.queries_run();
        late(&test.store, Basis::Due, CountBy::All, &[], 2).await;
        test.store.queries_run() - before
    };
    assert_eq!(queries().await, 2);
    assert_eq!(queries().await, 1);
    put(
        &test.store,
        1,
        vec![moved(1, 1, &fresh(1), &closed(1, "a", 90))],
    )
    .await;
    assert_eq!(queries().await, 3);
    assert_eq!(queries().await, 1);
}
