//! No room left, and nothing may be written: said so, nothing half done, and on again afterwards.

use crate::fixture::{batch, district, put, thing};
use journal::Algorithm;
use serde_json::Value;
use store::testing::{self, TestStore};
use store::{CommitError, Loaded, Store, VerifyOutcome, Write};

/// Bytes of a file that surely needs new pages.
const LARGE_BYTES: usize = 512 * 1024;

fn large(id: &str) -> store::Batch {
    let mut batch = batch(1, vec![thing(id, 1)]);
    batch.writes.push(Write::PutBlob(store::Blob {
        hash: id.to_owned(),
        media_type: "image/png".into(),
        bytes: vec![7; LARGE_BYTES],
    }));
    batch
}

async fn there(store: &Store, id: &str) -> bool {
    let found: Option<Loaded<Value>> = store.load(&district(), "thing", id).await.unwrap();
    found.is_some()
}

/// Every chain holds, every list equals the journal, and a second store opens on it.
async fn is_sound(test: &TestStore) {
    let verified = test.store.verify(&district(), |_| {}).await.unwrap();
    assert!(matches!(verified, VerifyOutcome::Sound(_)), "{verified:?}");
    assert_eq!(test.store.rebuild_check(&district()).await.unwrap(), []);
    let again = Store::open(&test.at, Algorithm::Sm3).await.unwrap();
    assert!(there(&again, "before").await);
    again.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_whole_batches_and_recovers() {
    let test = testing::sqlite().await;
    let store = &test.store;
    put(store, 0, vec![thing("before", 1)]).await;
    testing::fill(store, true).await;
    let writers = (0..12).map(|n| {
        let store = store.clone();
        tokio::spawn(async move { store.commit(large(&format!("full{n}"))).await })
    });
    for writer in writers.collect::<Vec<_>>() {
        let refused = writer.await.unwrap().unwrap_err();
        assert!(matches!(refused, CommitError::NoSpace(_)), "{refused:?}");
        assert_eq!(refused.code(), "commit.no_space");
    }
    for n in 0..12 {
        assert!(
            !there(store, &format!("full{n}")).await,
            "nothing half done"
        );
    }
    assert!(there(store, "before").await, "reading goes on");
    is_sound(&test).await;
    testing::fill(store, false).await;
    store.commit(large("after")).await.unwrap();
    assert!(there(store, "after").await);
    assert_eq!(store.last_pos(&district()).await.unwrap(), 2, "no gap");
    is_sound(&test).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_may_only_be_read_says_so_and_recovers() {
    let test = testing::sqlite().await;
    let store = &test.store;
    put(store, 0, vec![thing("before", 1)]).await;
    testing::seal_off(store, true).await;
    let refused = store.commit(large("no")).await.unwrap_err();
    assert_eq!(refused.code(), "commit.read_only");
    assert!(there(store, "before").await && !there(store, "no").await);
    is_sound(&test).await;
    testing::seal_off(store, false).await;
    store.commit(large("after")).await.unwrap();
    is_sound(&test).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgresql_that_may_only_be_read_says_so_and_recovers() {
    let Some(test) = testing::postgres().await else {
        return;
    };
    put(&test.store, 0, vec![thing("before", 1)]).await;
    for (read_only, code) in [("on", Some("commit.read_only")), ("off", None)] {
        test.store.close().await;
        testing::postgres_read_only(&test.at, read_only).await;
        let store = Store::open(&test.at, Algorithm::Sm3).await.unwrap();
        let written = store.commit(batch(1, vec![thing("later", 1)])).await;
        assert_eq!(written.as_ref().err().map(CommitError::code), code);
        assert!(there(&store, "before").await);
        assert_eq!(there(&store, "later").await, code.is_none());
        store.close().await;
    }
}
