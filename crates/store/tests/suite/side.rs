//! Rows that are no journalled facts.

use crate::fixture::{at, district};
use store::testing::TestStore;
use store::{Ask, Blob, Credential, Job, SavedView, Session, Token, TokenFilter, Write};

async fn write(test: &TestStore, writes: Vec<Write>) {
    test.store.write(&district(), at(0), writes).await.unwrap();
}

fn session(token: &str) -> Session {
    Session {
        token_hash: token.to_owned(),
        person: "p".to_owned(),
        csrf: "x".to_owned(),
        created_ms: 1,
        last_seen_ms: 1,
        expires_ms: 100,
        origin: "127.0.0.1".to_owned(),
    }
}

pub async fn sessions_credentials_and_tokens(test: TestStore) {
    let store = &test.store;
    let here = district();
    let credential = Credential {
        person: "p".to_owned(),
        hash: "$argon2id$".to_owned(),
        must_change: true,
        failed_count: 0,
        locked_until_ms: None,
        changed_at_ms: 5,
    };
    let failed = || Write::FailedSignIn {
        person: "p".to_owned(),
        lock_until_ms: 9,
        lock_every: 2,
    };
    write(
        &test,
        vec![Write::PutCredential(credential.clone()), failed()],
    )
    .await;
    for (count, locked) in [(1, None), (2, Some(9)), (3, Some(9))] {
        let held = store.credential(&here, "p").await.unwrap().unwrap();
        assert_eq!(
            (held.failed_count, held.locked_until_ms, held.must_change),
            (count, locked, true),
            "only a round number of failures locks, and no later failure unlocks"
        );
        write(&test, vec![failed()]).await;
    }
    write(
        &test,
        vec![Write::SignedIn {
            person: "p".to_owned(),
        }],
    )
    .await;
    assert_eq!(
        store.credential(&here, "p").await.unwrap(),
        Some(credential)
    );

    write(
        &test,
        vec![
            Write::PutSession(session("s1")),
            Write::PutSession(session("s2")),
        ],
    )
    .await;
    let touch = Write::TouchSession {
        token_hash: "s1".to_owned(),
        at_ms: 7,
        expires_ms: 700,
    };
    write(&test, vec![touch]).await;
    assert_eq!(
        store
            .session(&here, "s1")
            .await
            .unwrap()
            .unwrap()
            .expires_ms,
        700
    );
    write(&test, vec![Write::PruneSessions { before_ms: 200 }]).await;
    assert_eq!(store.sessions_of(&here, "p").await.unwrap().len(), 1);
    write(
        &test,
        vec![
            Write::PutSession(session("s3")),
            Write::DropSession {
                token_hash: "s1".to_owned(),
            },
        ],
    )
    .await;
    assert!(store.session(&here, "s1").await.unwrap().is_none());
    write(
        &test,
        vec![Write::DropSessionsOf {
            person: "p".to_owned(),
        }],
    )
    .await;
    assert!(store.sessions_of(&here, "p").await.unwrap().is_empty());

    let token = Token {
        id: "t".to_owned(),
        token_hash: "h".to_owned(),
        unit: "u".to_owned(),
        name: "接口".to_owned(),
        created_by: "p".to_owned(),
        created_ms: 3,
        revoked_ms: None,
    };
    write(&test, vec![Write::PutToken(token.clone())]).await;
    assert_eq!(store.token(&here, "h").await.unwrap(), Some(token));
    write(
        &test,
        vec![Write::RevokeToken {
            id: "t".to_owned(),
            at_ms: 8,
        }],
    )
    .await;
    write(
        &test,
        vec![Write::RevokeToken {
            id: "t".to_owned(),
            at_ms: 9,
        }],
    )
    .await;
    let revoked = TokenFilter {
        revoked: Some(true),
        ..TokenFilter::default()
    };
    let listed = store.list(&here, &revoked, &Ask::default()).await.unwrap();
    assert_eq!(listed.rows[0].revoked_ms, Some(8));
}

/// A file of a form waits until its instant, and no longer; it is no evidence before it is sent.
async fn staged_files(test: &TestStore, file: Blob) {
    let store = &test.store;
    let here = district();
    let waits = Blob {
        hash: "waits".to_owned(),
        ..file
    };
    let stage = |until_ms| Write::StageBlob {
        blob: waits.clone(),
        until_ms,
    };
    write(test, vec![stage(10), stage(20)]).await;
    let kept = |now_ms| store.staged(&here, "waits", now_ms);
    assert_eq!(kept(20).await.unwrap(), Some(waits.clone()));
    assert_eq!(kept(21).await.unwrap(), None);
    assert_eq!(store.blob(&here, "waits").await.unwrap(), None);
    assert_eq!(store.staged_bytes(&here).await.unwrap(), 3);
    write(test, vec![Write::PruneStaged { before_ms: 20 }]).await;
    assert_eq!(store.staged_bytes(&here).await.unwrap(), 3);
    write(test, vec![Write::PruneStaged { before_ms: 21 }]).await;
    assert_eq!(store.staged_bytes(&here).await.unwrap(), 0);
    let hash = "waits".to_owned();
    write(test, vec![stage(10), Write::DropStaged { hash }]).await;
    assert_eq!(kept(1).await.unwrap(), None);
}

pub async fn files_views_and_jobs(test: TestStore) {
    let store = &test.store;
    let here = district();
    let file = Blob {
        hash: "h".to_owned(),
        media_type: "image/png".to_owned(),
        bytes: vec![0, 159, 255],
    };
    write(
        &test,
        vec![Write::PutBlob(file.clone()), Write::PutBlob(file.clone())],
    )
    .await;
    assert_eq!(store.blob(&here, "h").await.unwrap(), Some(file.clone()));
    assert_eq!(store.blob(&here, "none").await.unwrap(), None);
    staged_files(&test, file).await;

    let mut view = SavedView {
        id: "v".to_owned(),
        owner: "p".to_owned(),
        page: "ledger".to_owned(),
        name: "红灯".to_owned(),
        query: "colour=red".to_owned(),
    };
    write(&test, vec![Write::PutSavedView(view.clone())]).await;
    view.query = "colour=yellow".to_owned();
    write(&test, vec![Write::PutSavedView(view.clone())]).await;
    assert_eq!(
        store.saved_views(&here, "p", "ledger").await.unwrap(),
        [view]
    );
    write(
        &test,
        vec![Write::DropSavedView {
            owner: "p".to_owned(),
            id: "v".to_owned(),
        }],
    )
    .await;
    assert!(
        store
            .saved_views(&here, "p", "ledger")
            .await
            .unwrap()
            .is_empty()
    );

    let job = |id: &str, after| {
        Write::PutJob(Job {
            id: id.to_owned(),
            kind: "k".to_owned(),
            payload: "{}".to_owned(),
            run_after_ms: after,
        })
    };
    write(
        &test,
        vec![job("1", 10), job("2", 20), job("3", 99), job("1", 50)],
    )
    .await;
    let taken = store.claim_jobs(&here, "k", 30, 60, 1).await.unwrap();
    assert_eq!((taken[0].job.id.as_str(), taken[0].attempts), ("1", 1));
    assert_eq!(
        store.claim_jobs(&here, "k", 30, 60, 9).await.unwrap()[0]
            .job
            .id,
        "2"
    );
    assert!(
        store
            .claim_jobs(&here, "k", 30, 60, 9)
            .await
            .unwrap()
            .is_empty()
    );
    let note = Write::NoteJob {
        id: "1".to_owned(),
        progress: "{\"done\":1}".to_owned(),
    };
    let retry = Write::RetryJob {
        id: "2".to_owned(),
        error: "no".to_owned(),
        after_ms: Some(40),
    };
    write(
        &test,
        vec![
            note,
            Write::FinishJob {
                id: "1".to_owned(),
                result: "{}".to_owned(),
            },
            retry,
        ],
    )
    .await;
    let again = store.claim_jobs(&here, "k", 45, 60, 9).await.unwrap();
    assert_eq!((again[0].job.id.as_str(), again[0].attempts), ("2", 2));
    assert_eq!(
        store.claim_jobs(&here, "k", 61, 90, 9).await.unwrap()[0].attempts,
        3,
        "its worker died"
    );
    write(
        &test,
        vec![Write::RetryJob {
            id: "2".to_owned(),
            error: "no".to_owned(),
            after_ms: None,
        }],
    )
    .await;
    assert_eq!(
        store.job(&here, "2").await.unwrap().unwrap().status,
        "failed"
    );
    assert_eq!(store.job(&here, "1").await.unwrap().unwrap().status, "done");
}
