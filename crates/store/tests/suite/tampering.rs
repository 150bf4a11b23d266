//! What is done to the rows behind the store's back is found, and the row is named.

use crate::fixture::{batch, change, district, put, thing};
use journal::{FaultKind, Subject};
use serde_json::json;
use store::blob::Blob;
use store::testing::TestStore;
use store::{Checked, Fault, VerifyOutcome, Write};

async fn verify(test: &TestStore) -> Result<Checked, Fault> {
    match test.store.verify(&district(), |_| {}).await.unwrap() {
        VerifyOutcome::Sound(checked) => Ok(checked),
        VerifyOutcome::Faulty(fault) => Err(fault),
    }
}

/// Subjects a, b, c; a has three entries. Positions: a1 b1 c1 a2 a3.
async fn filled(test: &TestStore) {
    put(
        &test.store,
        0,
        vec![thing("a", 0), thing("b", 0), thing("c", 0)],
    )
    .await;
    for n in 1..=2 {
        let next = change(
            "thing",
            "a",
            n,
            Some(&json!({ "n": n - 1 })),
            &json!({ "n": n }),
        );
        put(&test.store, n, vec![next]).await;
    }
}

pub async fn a_sound_store_verifies(test: TestStore) {
    assert_eq!(verify(&test).await.unwrap().entries, 0);
    filled(&test).await;
    let seal = test
        .store
        .seal_day(&district(), "2026-06-01")
        .await
        .unwrap();
    assert_eq!((seal.pos_from, seal.pos_to, seal.heads), (1, 5, 3));
    assert_eq!(
        test.store
            .seal_day(&district(), "2026-06-01")
            .await
            .unwrap(),
        seal
    );
    put(&test.store, 9, vec![thing("d", 0)]).await;
    let next = test
        .store
        .seal_day(&district(), "2026-06-02")
        .await
        .unwrap();
    assert_eq!((next.pos_from, next.heads, &next.prev), (6, 1, &seal.hash));
    let mut told = Vec::new();
    let outcome = test
        .store
        .verify(&district(), |progress| told.push(progress.done))
        .await
        .unwrap();
    let VerifyOutcome::Sound(checked) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (
            checked.entries,
            checked.subjects,
            checked.seals,
            checked.last_pos
        ),
        (6, 4, 2, 6)
    );
    assert_eq!(told, [6]);
}

pub async fn each_kind_of_tampering_is_found(test: TestStore) {
    filled(&test).await;
    test.disarm().await;
    let of_a = "district_id = 'here' AND subject_id = 'a'";
    let copy = "INSERT INTO journal SELECT district_id, subject_kind, subject_id, seq + 1, pos + 1, at_ms, actor, \
        action, reason, before, after, hash, prev_hash, algorithm FROM journal WHERE district_id = 'here' AND subject_id = 'b'";
    let swap = format!(
        "UPDATE journal SET seq = 99 WHERE {of_a} AND seq = 1; UPDATE journal SET seq = 1 WHERE {of_a} AND seq = 2; \
         UPDATE journal SET seq = 2 WHERE {of_a} AND seq = 99;"
    );
    // (what is done, how it is put right again, what is found)
    let cases = [
        (
            format!("UPDATE journal SET actor = 'x' WHERE {of_a} AND seq = 2"),
            format!("UPDATE journal SET actor = 'someone' WHERE {of_a} AND seq = 2"),
            FaultKind::Altered,
            "a",
            2,
        ),
        (
            format!("UPDATE journal SET after = '{{\"n\":7}}' WHERE {of_a} AND seq = 3"),
            format!("UPDATE journal SET after = '{{\"n\":2}}' WHERE {of_a} AND seq = 3"),
            FaultKind::Altered,
            "a",
            3,
        ),
        (
            format!("UPDATE journal SET algorithm = 'none' WHERE {of_a} AND seq = 1"),
            format!("UPDATE journal SET algorithm = 'sm3' WHERE {of_a} AND seq = 1"),
            FaultKind::Altered,
            "a",
            1,
        ),
        (
            format!("UPDATE journal SET seq = seq + 70 WHERE {of_a} AND seq = 2"),
            format!("UPDATE journal SET seq = seq - 70 WHERE {of_a} AND seq = 72"),
            FaultKind::Removed,
            "a",
            2,
        ),
        (
            copy.to_owned(),
            "DELETE FROM journal WHERE district_id = 'here' AND subject_id = 'b' AND seq = 2"
                .to_owned(),
            FaultKind::Inserted,
            "b",
            2,
        ),
        (swap.clone(), swap, FaultKind::Reordered, "a", 1),
        (
            "UPDATE subject SET state = '{\"n\":5}' WHERE id = 'c'".to_owned(),
            "UPDATE subject SET state = '{\"n\":0}' WHERE id = 'c'".to_owned(),
            FaultKind::State,
            "c",
            1,
        ),
    ];
    for (harm, mend, kind, id, seq) in cases {
        test.raw(&harm).await;
        let fault = verify(&test).await.unwrap_err();
        let found = (fault.kind, fault.subject.clone(), fault.seq);
        // A row moved far beyond its subject's end is seen there first.
        let moved = kind == FaultKind::Removed && fault.kind == FaultKind::Inserted;
        let expected = (kind, Some(Subject::new("thing", id)), Some(seq));
        assert!(moved || found == expected, "{harm}: {fault}");
        test.raw(&mend).await;
        assert!(verify(&test).await.is_ok(), "{mend}");
    }
    removals(&test).await;
}

async fn removals(test: &TestStore) {
    test.raw("DELETE FROM journal WHERE subject_id = 'a' AND seq = 3")
        .await;
    let tail = verify(test).await.unwrap_err();
    assert_eq!(
        (tail.kind, tail.seq),
        (FaultKind::Removed, Some(3)),
        "{tail}"
    );
    test.raw("DELETE FROM journal WHERE subject_id = 'a' AND seq = 2")
        .await;
    test.raw("DELETE FROM journal WHERE subject_id = 'c'").await;
    let whole = verify(test).await.unwrap_err();
    assert_eq!(
        (whole.kind, whole.subject),
        (FaultKind::Removed, Some(Subject::new("thing", "c")))
    );
    test.raw(
        "DELETE FROM subject WHERE id IN ('a', 'c'); DELETE FROM journal WHERE subject_id = 'a'",
    )
    .await;
    let gap = verify(test).await.unwrap_err();
    assert_eq!((gap.kind, gap.pos), (FaultKind::Removed, Some(1)), "{gap}");
}

pub async fn tampering_with_seals_is_found(test: TestStore) {
    filled(&test).await;
    test.store
        .seal_day(&district(), "2026-06-01")
        .await
        .unwrap();
    put(&test.store, 9, vec![thing("d", 0)]).await;
    test.store
        .seal_day(&district(), "2026-06-02")
        .await
        .unwrap();
    test.disarm().await;
    let cut = "DELETE FROM journal WHERE subject_id = 'd'; DELETE FROM subject WHERE id = 'd'; \
        UPDATE district_head SET next_pos = 6";
    test.raw(cut).await;
    let fault = verify(&test).await.unwrap_err();
    assert_eq!(
        (fault.kind, fault.seq),
        (FaultKind::Seal, Some(2)),
        "{fault}"
    );
    test.raw("UPDATE seal SET day = '2026-06-09' WHERE number = 1")
        .await;
    let fault = verify(&test).await.unwrap_err();
    assert_eq!(
        (fault.kind, fault.seq),
        (FaultKind::Seal, Some(1)),
        "{fault}"
    );
    test.raw("DELETE FROM seal WHERE number = 1").await;
    assert_eq!(verify(&test).await.unwrap_err().kind, FaultKind::Seal);
}

pub async fn what_stands_beside_the_journal_is_checked(test: TestStore) {
    filled(&test).await;
    let bytes = "材料".as_bytes().to_vec();
    let blob = Blob {
        hash: journal::Algorithm::Sm3.hex(&bytes),
        media_type: "text/plain".into(),
        bytes,
    };
    let mut with_file = batch(7, vec![]);
    with_file.writes.push(Write::PutBlob(blob));
    test.store.commit(with_file).await.unwrap();
    let here = district();
    test.store.seal_day(&here, "2026-06-03").await.unwrap();
    let beside = || test.store.verify_beside(&here);
    let sound = beside().await.unwrap().unwrap();
    assert_eq!((sound.files, sound.unsealed), (1, 0));
    put(&test.store, 9, vec![thing("d", 0)]).await;
    assert_eq!(beside().await.unwrap().unwrap().unsealed, 1);
    let swap = match test.at {
        store::Location::Sqlite { .. } => "UPDATE blob SET bytes = CAST('别的' AS BLOB)",
        store::Location::Postgres { .. } => "UPDATE blob SET bytes = convert_to('别的', 'UTF8')",
    };
    test.raw(swap).await;
    let fault = beside().await.unwrap().unwrap_err();
    assert_eq!(fault.kind, FaultKind::File, "{fault}");
    test.disarm().await;
    let fault = beside().await.unwrap().unwrap_err();
    assert_eq!(fault.kind, FaultKind::Unguarded, "{fault}");
}

pub async fn verification_runs_beside_writers(test: TestStore) {
    filled(&test).await;
    let store = test.store.clone();
    let writer = tokio::spawn(async move {
        for n in 0..200 {
            let mut changes = vec![thing(&format!("n{n}"), n)];
            changes.push(change("thing", "a", 3 + n, None, &json!({ "n": n })));
            store.commit(batch(5 + n, changes)).await.unwrap();
        }
    });
    let mut passes = 0;
    while !writer.is_finished() {
        verify(&test).await.unwrap();
        passes += 1;
    }
    writer.await.unwrap();
    assert!(passes > 0);
    assert_eq!(verify(&test).await.unwrap().entries, 405);
}
