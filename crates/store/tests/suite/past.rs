//! The journal and what follows from it.

use crate::fixture::{at, change, district, put, small_ledger, thing};
use serde_json::json;
use store::testing::TestStore;
use store::{Ask, JournalFilter, Subject};

pub async fn any_instant_can_be_read(test: TestStore) {
    let store = &test.store;
    put(store, 10, vec![thing("a", 1), thing("b", 1)]).await;
    let two = json!({"m": "x"});
    put(
        store,
        20,
        vec![change("thing", "a", 1, Some(&json!({"n": 1})), &two)],
    )
    .await;
    put(store, 30, vec![thing("c", 1)]).await;
    let a = Subject::new("thing", "a");
    for (when, state, count) in [
        (9, None, 0),
        (10, Some(json!({"n": 1})), 2),
        (29, Some(two.clone()), 2),
        (30, Some(two), 3),
    ] {
        let one = store.as_of_one(&district(), &a, at(when)).await.unwrap();
        assert_eq!(one.map(|it| it.state), state, "at {when}");
        let all = store.as_of(&district(), "thing", at(when)).await.unwrap();
        assert_eq!(all.len(), count, "at {when}");
    }
}

pub async fn the_journal_is_read_by_pages(test: TestStore) {
    let store = &test.store;
    for n in 0..7 {
        put(store, n, vec![thing(&format!("t{n}"), n)]).await;
    }
    let filter = JournalFilter {
        kind: Some("thing".to_owned()),
        from_ms: Some(at(2).as_millisecond()),
        ..Default::default()
    };
    let mut ask = Ask {
        limit: 3,
        ..Ask::default()
    };
    let first = store.list(&district(), &filter, &ask).await.unwrap();
    assert_eq!(
        first.rows.iter().map(|e| e.pos).collect::<Vec<_>>(),
        [7, 6, 5]
    );
    ask.after = first.next;
    let second = store.list(&district(), &filter, &ask).await.unwrap();
    assert_eq!(
        second.rows.iter().map(|e| e.pos).collect::<Vec<_>>(),
        [4, 3]
    );
    let nobody = JournalFilter {
        actor: Some("nobody".to_owned()),
        ..Default::default()
    };
    assert_eq!(store.list_count(&district(), &nobody).await, Ok(0));
}

pub async fn lists_equal_the_replay_and_can_be_rebuilt(test: TestStore) {
    let store = &test.store;
    small_ledger(store).await;
    put(
        store,
        1,
        vec![change(
            "unit",
            "u1",
            0,
            None,
            &json!({"name": "某局", "kind": "department"}),
        )],
    )
    .await;
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
    test.raw(
        "UPDATE commitment SET title = 'x' WHERE id = 'c2'; DELETE FROM light WHERE commitment_id = 'c1'; \
         INSERT INTO commitment_unit (district_id, commitment_id, unit, role) VALUES ('here', 'zz', 'u9', 'lead'); \
         UPDATE subject SET state = '{}' WHERE id = 'c3' AND kind = 'commitment';",
    )
    .await;
    let found = store.rebuild_check(&district()).await.unwrap();
    let named: Vec<_> = found
        .iter()
        .map(|it| (it.table.as_str(), it.id.as_str()))
        .collect();
    for expected in [
        ("commitment", "c2"),
        ("light", "c1"),
        ("commitment_unit", "zz"),
        ("subject", "c3"),
    ] {
        assert!(named.contains(&expected), "{expected:?} not in {named:?}");
    }
    store.rebuild(&district()).await.unwrap();
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
}
