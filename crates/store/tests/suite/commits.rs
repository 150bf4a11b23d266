//! Writing.

use crate::fixture::{at, batch, change, commitment, district, put, thing};
use journal::Algorithm;
use serde_json::{Value, json};
use store::testing::TestStore;
use store::{Ask, CommitError, Idempotency, JournalFilter, Loaded, PersonFilter, Store, Subject};

async fn load(store: &Store, id: &str) -> Option<Loaded<Value>> {
    store.load(&district(), "thing", id).await.unwrap()
}

pub async fn a_change_can_be_read_back(test: TestStore) {
    let store = &test.store;
    let done = store
        .commit(batch(0, vec![thing("a", 1), thing("b", 2)]))
        .await
        .unwrap();
    assert_eq!(done.pos, 2);
    assert_eq!(done.seqs[1], (Subject::new("thing", "b"), 1));
    let next = change(
        "thing",
        "a",
        1,
        Some(&json!({"n": 1, "old": "x"})),
        &json!({"n": 3, "s": "文"}),
    );
    put(store, 1, vec![next]).await;
    let a = load(store, "a").await.unwrap();
    assert_eq!((a.seq, a.state), (2, json!({"n": 3, "s": "文"})));
    let many: Vec<Loaded<Value>> = store
        .load_many(
            &district(),
            "thing",
            &["b".into(), "none".into(), "a".into()],
        )
        .await
        .unwrap();
    assert_eq!(
        many.iter()
            .map(|it| it.subject.id.as_str())
            .collect::<Vec<_>>(),
        ["b", "a"]
    );
    let page: Vec<Loaded<Value>> = store
        .load_page(&district(), "thing", "a", 10)
        .await
        .unwrap();
    assert_eq!(page.len(), 1);
}

pub async fn a_stale_change_conflicts_and_nothing_is_written(test: TestStore) {
    let store = &test.store;
    put(store, 0, vec![thing("a", 1)]).await;
    let refused = store
        .commit(batch(1, vec![thing("b", 1), thing("a", 2)]))
        .await
        .unwrap_err();
    let conflict = CommitError::Conflict {
        subject: Subject::new("thing", "a"),
        expected: 0,
        actual: 1,
    };
    assert_eq!(refused, conflict);
    assert!(load(store, "b").await.is_none());
    assert_eq!(store.last_pos(&district()).await.unwrap(), 1);
}

pub async fn one_bad_batch_of_a_group_fails_alone(test: TestStore) {
    put(&test.store, 0, vec![thing("taken", 0)]).await;
    let tasks: Vec<_> = (0..40)
        .map(|n| {
            let store = test.store.clone();
            let id = if n % 4 == 0 {
                "taken".to_owned()
            } else {
                format!("t{n}")
            };
            tokio::spawn(async move { store.commit(batch(1, vec![thing(&id, n)])).await.is_ok() })
        })
        .collect();
    let mut good = 0;
    for task in tasks {
        good += i64::from(task.await.unwrap());
    }
    assert_eq!(good, 30);
    assert_eq!(test.store.last_pos(&district()).await.unwrap(), 31);
}

/// Two people may not share a sign-in name: the database's own rule, met in the middle of a group.
pub async fn a_row_the_database_refuses_fails_alone(test: TestStore) {
    let person =
        |id: &str, login: &str| change("person", id, 0, None, &json!({"name": id, "login": login}));
    put(&test.store, 0, vec![person("p0", "same")]).await;
    let tasks: Vec<_> = (1..=20)
        .map(|n| {
            let store = test.store.clone();
            let login = if n == 7 {
                "same".to_owned()
            } else {
                format!("l{n}")
            };
            let change = person(&format!("p{n}"), &login);
            tokio::spawn(async move { (n, store.commit(batch(1, vec![change])).await) })
        })
        .collect();
    for task in tasks {
        let (n, outcome) = task.await.unwrap();
        match outcome {
            Err(refusal) => assert_eq!((n, refusal.code()), (7, "commit.invalid")),
            Ok(_) => assert_ne!(n, 7),
        }
    }
    assert_eq!(
        test.store
            .list_count(&district(), &PersonFilter::default())
            .await,
        Ok(20)
    );
    assert_eq!(test.store.last_pos(&district()).await.unwrap(), 20);
}

pub async fn expectations_guard_what_does_not_change(test: TestStore) {
    let store = &test.store;
    put(store, 0, vec![thing("a", 1)]).await;
    let mut guarded = batch(1, vec![thing("b", 1)]);
    guarded.expects = vec![(Subject::new("thing", "a"), 2)];
    assert_eq!(
        store.commit(guarded.clone()).await.unwrap_err().code(),
        "commit.conflict"
    );
    guarded.expects = vec![
        (Subject::new("thing", "a"), 1),
        (Subject::new("thing", "z"), 0),
    ];
    store.commit(guarded).await.unwrap();
}

pub async fn many_writers_of_one_subject_all_win_in_turn(test: TestStore) {
    put(&test.store, 0, vec![thing("a", 0)]).await;
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let store = test.store.clone();
            tokio::spawn(async move {
                loop {
                    let now = load(&store, "a").await.unwrap();
                    let next = json!({ "n": now.state["n"].as_i64().unwrap() + 1 });
                    let change = change("thing", "a", now.seq, Some(&now.state), &next);
                    if store.commit(batch(1, vec![change])).await.is_ok() {
                        return;
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let a = load(&test.store, "a").await.unwrap();
    assert_eq!((a.seq, a.state), (17, json!({"n": 16})));
}

pub async fn a_repeated_request_gets_its_first_answer(test: TestStore) {
    let store = &test.store;
    let asked = |hash: &str, id: &str| {
        let mut batch = batch(0, vec![thing(id, 1)]);
        batch.idempotency = Some(Idempotency {
            key: "k".to_owned(),
            request_hash: hash.to_owned(),
            status: 201,
            response: format!("made {id}"),
        });
        batch
    };
    store.commit(asked("h", "a")).await.unwrap();
    let replayed = CommitError::Replayed {
        status: 201,
        response: "made a".to_owned(),
    };
    assert_eq!(store.commit(asked("h", "b")).await.unwrap_err(), replayed);
    assert_eq!(
        store.commit(asked("other", "b")).await.unwrap_err().code(),
        "commit.key_reused"
    );
    assert!(load(store, "b").await.is_none());
    let answer = store
        .answer(&district(), "someone", "k")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(answer.response, "made a");
    assert!(
        store
            .answer(&district(), "another", "k")
            .await
            .unwrap()
            .is_none()
    );
}

pub async fn positions_are_contiguous_per_district(test: TestStore) {
    let tasks: Vec<_> = (0..60)
        .map(|n| {
            let store = test.store.clone();
            tokio::spawn(async move {
                let mut batch = batch(n, vec![thing(&format!("t{n}"), n)]);
                batch.district = store::DistrictId(format!("d{}", n % 3));
                store.commit(batch).await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let districts = test.store.districts().await.unwrap();
    assert_eq!(districts.len(), 3);
    for district in districts {
        let page = test
            .store
            .list(&district, &JournalFilter::default(), &oldest_first())
            .await
            .unwrap();
        let positions: Vec<i64> = page.rows.iter().map(|entry| entry.pos).collect();
        assert_eq!(positions, (1..=20).collect::<Vec<i64>>());
    }
}

fn oldest_first() -> Ask {
    Ask {
        reversed: true,
        limit: 200,
        ..Ask::default()
    }
}

pub async fn time_never_runs_back(test: TestStore) {
    put(&test.store, 100, vec![thing("a", 1)]).await;
    put(&test.store, 50, vec![thing("b", 1)]).await;
    let b = test
        .store
        .history(&district(), &Subject::new("thing", "b"))
        .await
        .unwrap();
    assert_eq!(b[0].at_ms, at(100).as_millisecond());
}

pub async fn what_is_no_object_is_refused(test: TestStore) {
    let odd = change("thing", "a", 0, None, &json!([1, 2]));
    let refused = test.store.commit(batch(0, vec![odd])).await.unwrap_err();
    assert_eq!(refused.code(), "commit.invalid");
}

pub async fn a_batch_may_change_a_subject_twice(test: TestStore) {
    let twice = vec![
        thing("a", 1),
        change("thing", "a", 1, Some(&json!({"n": 1})), &json!({"n": 2})),
    ];
    put(&test.store, 0, twice).await;
    let a = load(&test.store, "a").await.unwrap();
    assert_eq!((a.seq, a.state), (2, json!({"n": 2})));
    let skipped = vec![change("thing", "b", 1, None, &json!({"n": 2}))];
    assert_eq!(
        test.store
            .commit(batch(1, skipped))
            .await
            .unwrap_err()
            .code(),
        "commit.conflict"
    );
}

pub async fn it_opens_again_with_everything_in_place(test: TestStore) {
    let state = commitment(1, Some("u1"), &[], None);
    put(
        &test.store,
        0,
        vec![change("commitment", "c1", 0, None, &state)],
    )
    .await;
    assert_eq!(test.store.migration().from, 0);
    test.store.close().await;
    let closed = test
        .store
        .commit(batch(1, vec![thing("a", 1)]))
        .await
        .unwrap_err();
    assert_eq!(closed.code(), "commit.unavailable");
    let again = Store::open(&test.at, Algorithm::Sha256).await.unwrap();
    assert!(again.migration().steps.is_empty());
    again.commit(batch(1, vec![thing("a", 1)])).await.unwrap();
    let next = change(
        "commitment",
        "c1",
        1,
        Some(&state),
        &commitment(1, Some("u2"), &[], None),
    );
    again.commit(batch(2, vec![next])).await.unwrap();
    let outcome = again.verify(&district(), |_| {}).await.unwrap();
    assert!(matches!(outcome, store::VerifyOutcome::Sound(checked) if checked.entries == 3));
}

/// Two servers on one database, or two processes on one file.
pub async fn two_stores_share_a_database(test: TestStore) {
    let other = TestStore::clone_of(&test).await;
    let tasks: Vec<_> = (0..60)
        .map(|n| {
            let store = [&test, &other][n as usize % 2].store.clone();
            tokio::spawn(async move {
                let same = store
                    .commit(batch(n, vec![thing(&format!("t{}", n / 2), n)]))
                    .await;
                same.is_ok()
            })
        })
        .collect();
    let mut good = 0;
    for task in tasks {
        good += i64::from(task.await.unwrap());
    }
    assert_eq!(good, 30, "each subject is made once, by one of the two");
    let outcome = test.store.verify(&district(), |_| {}).await.unwrap();
    assert!(matches!(outcome, store::VerifyOutcome::Sound(checked) if checked.entries == 30));
}
