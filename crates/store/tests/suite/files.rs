//! Files are kept as long as somebody names them.

use crate::fixture::{at, batch, change, district, put};
use serde_json::{Value, json};
use store::testing::TestStore;
use store::{Algorithm, Batch, Blob, Misfiled, Store, Write};

fn hash(bytes: &[u8]) -> String {
    Algorithm::Sm3.hex(bytes)
}

fn file(bytes: &[u8]) -> Write {
    Write::PutBlob(Blob {
        hash: hash(bytes),
        media_type: "image/png".into(),
        bytes: bytes.to_vec(),
    })
}

fn case(id: &str, shown: &[&[u8]], released: &[&[u8]]) -> Value {
    let pieces = shown
        .iter()
        .map(|bytes| json!({ "file": { "sha256": hash(bytes) } }));
    json!({
        "id": id, "number": id, "case_type": "city", "type_version": 1, "state": "closed",
        "phase": "closed", "channel": "portal", "title": "x", "reported_at": at(0).to_string(),
        "entered_at": at(0).to_string(), "evidence": pieces.collect::<Vec<_>>(),
        "released": released.iter().map(|bytes| hash(bytes)).collect::<Vec<_>>(),
    })
}

async fn commit(store: &Store, changes: Vec<store::Change>, writes: Vec<Write>) {
    let mut batch: Batch = batch(1, changes);
    batch.writes = writes;
    store.commit(batch).await.unwrap();
}

async fn misfiled(store: &Store) -> Misfiled {
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
    store.misfiled(&district(), i64::MAX).await.unwrap()
}

fn drop(bytes: &[u8]) -> Write {
    Write::DropBlob { hash: hash(bytes) }
}

pub async fn a_file_goes_with_the_last_who_names_it(test: TestStore) {
    let store = &test.store;
    let (a, b): (&[u8], &[u8]) = (b"shared", b"alone");
    let (one, two) = (case("k1", &[a, b], &[]), case("k2", &[a], &[]));
    let new = vec![
        change("case", "k1", 0, None, &one),
        change("case", "k2", 0, None, &two),
    ];
    commit(store, new, vec![file(a), file(b)]).await;
    assert_eq!(misfiled(store).await, Misfiled::default());
    // Let go of by the first: the shared one stays.
    let after = case("k1", &[], &[a, b]);
    let let_go = vec![change("case", "k1", 1, Some(&one), &after)];
    commit(store, let_go, vec![drop(a), drop(b)]).await;
    assert!(store.blob(&district(), &hash(a)).await.unwrap().is_some());
    assert!(store.blob(&district(), &hash(b)).await.unwrap().is_none());
    assert_eq!(misfiled(store).await, Misfiled::default());
    // A refused batch lets nothing go.
    let last = case("k2", &[], &[a]);
    let mut stale = batch(2, vec![change("case", "k2", 7, Some(&two), &last)]);
    stale.writes = vec![drop(a)];
    assert!(store.commit(stale).await.is_err());
    assert!(store.blob(&district(), &hash(a)).await.unwrap().is_some());
    // The last lets go without taking the bytes, as when two do at once: the daily run finds it.
    put(store, 3, vec![change("case", "k2", 1, Some(&two), &last)]).await;
    assert_eq!(misfiled(store).await.unused, [hash(a)]);
    assert_eq!(store.released_blobs(&district()).await.unwrap(), [hash(a)]);
    store
        .write(&district(), at(4), vec![drop(a)])
        .await
        .unwrap();
    assert_eq!(misfiled(store).await, Misfiled::default());
}

pub async fn every_record_that_names_a_file_is_in_the_register(test: TestStore) {
    let store = &test.store;
    let named = |n: &str| hash(n.as_bytes());
    let states = [
        ("record", json!({ "evidence": [{ "hash": named("r") }] })),
        (
            "report",
            json!({ "file": { "hash": named("p1") }, "text_hash": named("p2"), "reading_hash": named("p3") }),
        ),
        (
            "project",
            json!({ "milestones": [{ "evidence": [{ "kind": "permit", "hash": named("j1") }] }],
            "approvals": [{ "item": "x", "state": { "state": "held", "hash": named("j2") } }] }),
        ),
        (
            "learnt_model",
            json!({ "matter_digest": named("m1"), "unit_digest": named("m2") }),
        ),
        (
            "case",
            json!({ "evidence": [{ "file": { "sha256": named("c1") },
            "sealed_original": { "sha256": named("c2") }, "earlier_copies": [named("c3")] }] }),
        ),
        ("bulletin", json!({ "model_hash": named("b1") })),
    ];
    for (kind, state) in &states {
        put(store, 1, vec![change(kind, "x1", 0, None, state)]).await;
    }
    let missing = misfiled(store).await.missing;
    let told: Vec<String> = missing.into_iter().map(|(_, _, hash)| hash).collect();
    for n in [
        "r", "p1", "p2", "p3", "j1", "j2", "m1", "m2", "c1", "c2", "c3", "b1",
    ] {
        assert!(told.contains(&named(n)), "{n}");
    }
    assert_eq!(told.len(), 12);
    // A register that lacks a name, or has one too many, is found and mended.
    test.raw("DELETE FROM blob_use WHERE kind = 'record'; UPDATE blob_use SET released = TRUE WHERE kind = 'case'").await;
    let found = store.rebuild_check(&district()).await.unwrap();
    assert!(found.iter().any(|it| it.table == "blob_use"));
    store.rebuild(&district()).await.unwrap();
    assert_eq!(misfiled(store).await.missing.len(), 12);
}
