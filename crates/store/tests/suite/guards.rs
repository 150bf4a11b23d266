//! What the database itself refuses.

use crate::fixture::{at, batch, district, put, small_ledger, thing};
use journal::Algorithm;
use serde_json::Value;
use store::testing::TestStore;
use store::{DistrictId, Filter, Location, Sort, Store, StoreError};

pub async fn the_database_refuses_to_change_the_journal(test: TestStore) {
    put(&test.store, 0, vec![thing("a", 1)]).await;
    test.store
        .seal_day(&district(), "2026-06-01")
        .await
        .unwrap();
    let mut attempts = vec![
        "UPDATE journal SET actor = 'x'",
        "DELETE FROM journal",
        "UPDATE seal SET day = 'x'",
        "DELETE FROM seal",
    ];
    if matches!(test.at, Location::Postgres { .. }) {
        attempts.extend(["TRUNCATE journal", "TRUNCATE seal"]);
    }
    for sql in attempts {
        let words = test.try_raw(sql).await.unwrap_err();
        assert!(words.contains("append-only"), "{sql}: {words}");
    }
}

pub async fn a_newer_schema_is_refused(test: TestStore) {
    test.store.close().await;
    test.raw(match test.at {
        Location::Sqlite { .. } => "PRAGMA user_version = 999",
        Location::Postgres { .. } => {
            "INSERT INTO schema_version (number, name) VALUES (999, 'later')"
        }
    })
    .await;
    let refused = Store::open(&test.at, Algorithm::Sm3).await.unwrap_err();
    assert!(matches!(
        refused,
        StoreError::NewerSchema { found: 999, .. }
    ));
}

pub async fn districts_do_not_see_each_other(test: TestStore) {
    let store = &test.store;
    small_ledger(store).await;
    let there = DistrictId::from("there");
    let none: Option<store::Loaded<Value>> = store.load(&there, "commitment", "c1").await.unwrap();
    assert!(none.is_none());
    let page = store
        .ledger_list(&there, &Filter::default(), Sort::No, None, 9)
        .await
        .unwrap();
    assert!(page.rows.is_empty());
    assert!(
        store
            .as_of(&there, "commitment", at(99))
            .await
            .unwrap()
            .is_empty()
    );
    let mut same = batch(0, vec![thing("a", 1)]);
    same.district = there.clone();
    assert_eq!(store.commit(same).await.unwrap().pos, 1);
}
