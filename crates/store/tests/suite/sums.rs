//! Sums of counters kept in memory are never older than the counters.

use crate::fixture::{at, change, district, put};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use store::case::{Basis, CountAsk, CountBy, Counts, Measure};
use store::testing::TestStore;
use store::{Change, Store};

/// The `n`th case, a day and a half after the one before.
fn case(n: i64, title: &str, unit: &str) -> Value {
    let kind = if n % 2 == 0 { "city" } else { "appeal" };
    json!({
        "id": format!("k{n:05}"), "number": format!("CG{n:04}"), "case_type": kind,
        "type_version": 1, "state": "handling", "phase": "handle", "channel": "desk", "title": title,
        "place": { "address": "滨江路", "subdistrict": format!("s{}", n % 3) },
        "opened_by": { "person": "p1", "unit": "centre" }, "owner": { "unit": unit },
        "reported_at": at(n * 129_600).to_string(),
    })
}

fn new(n: i64) -> Change {
    change("case", &format!("k{n:05}"), 0, None, &case(n, "某事", "u1"))
}

async fn counts(store: &Store, (from, to): (Date, Date), by: CountBy) -> Vec<(String, Counts)> {
    let asked = CountAsk {
        basis: Basis::Reported,
        by,
        types: vec!["city".to_owned()],
        from,
        to,
    };
    store.case_counts(&district(), &asked).await.unwrap()
}

/// What the store says equals what one says that has nothing in memory.
async fn agree(test: &TestStore) -> i64 {
    let first: Date = at(0).to_string()[..10].parse().unwrap();
    let fresh = TestStore::clone_of(test).await;
    let year = first.year();
    let mut reported = 0;
    for period in [
        (date(year, 1, 1), date(year, 12, 31)),
        (first, date(year, 12, 30)),
        (date(year, 1, 3), first),
    ] {
        for by in [CountBy::All, CountBy::Unit, CountBy::Subdistrict] {
            let kept = counts(&test.store, period, by).await;
            assert_eq!(
                kept,
                counts(&fresh.store, period, by).await,
                "{period:?} {by:?}"
            );
            let all = kept.iter().map(|(_, counts)| counts.get(Measure::Reported));
            reported += all.sum::<i64>();
        }
    }
    fresh.store.close().await;
    reported
}

pub async fn sums_in_memory_follow_every_change(test: TestStore) {
    let other = TestStore::clone_of(&test).await;
    let mut seen = vec![agree(&test).await];
    for n in 0..6 {
        put(&test.store, n * 3, vec![new(n * 2)]).await;
        seen.push(agree(&test).await);
        // Another server's change of an earlier month, and one that moves a case to another unit.
        put(&other.store, n * 3 + 1, vec![new(n * 2 + 1)]).await;
        let (before, after) = (case(n * 2, "某事", "u1"), case(n * 2, "某事", "u2"));
        let moved = change("case", &format!("k{:05}", n * 2), 1, Some(&before), &after);
        put(&other.store, n * 3 + 2, vec![moved]).await;
        agree(&test).await;
    }
    assert!(seen.windows(2).all(|two| two[0] < two[1]), "{seen:?}");
    test.raw("UPDATE case_count SET reported = reported + 5")
        .await;
    assert_ne!(other.store.rebuild_check(&district()).await.unwrap(), []);
    other.store.rebuild(&district()).await.unwrap();
    agree(&test).await;
    let (year, all) = (at(0).to_string()[..4].parse().unwrap(), CountBy::All);
    let period = (date(year, 1, 1), date(year, 12, 31));
    let (_, queries) = store::counting(counts(&test.store, period, all)).await;
    assert_eq!(queries, 1);
}
