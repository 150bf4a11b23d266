//! Messages: never two of the same, taken by one worker, taken again when it dies.

use crate::fixture::{at, district, thing};
use store::testing::TestStore;
use store::{Batch, Message, Notice, Write};

fn message(id: &str, event: &str, recipient: &str) -> Message {
    Message {
        id: id.to_owned(),
        subject: "k1".to_owned(),
        event: event.to_owned(),
        recipient: recipient.to_owned(),
        channel: "mail".to_owned(),
        payload: "{}".to_owned(),
        run_after_ms: 10,
    }
}

pub async fn a_message_is_kept_once_and_with_its_change(test: TestStore) {
    let store = &test.store;
    let put = |seconds: i64, change: &str, messages: Vec<Message>| {
        let mut batch = Batch::new(district(), at(seconds), "someone");
        batch.changes = vec![thing(change, 1)];
        batch.writes = messages.into_iter().map(Write::PutMessage).collect();
        async move { store.commit(batch).await }
    };
    put(
        0,
        "a",
        vec![message("1", "sent#2", "x"), message("2", "sent#2", "y")],
    )
    .await
    .unwrap();
    put(
        1,
        "b",
        vec![message("3", "sent#2", "x"), message("4", "sent#3", "x")],
    )
    .await
    .unwrap();
    // A change that is refused takes its message with it.
    put(2, "a", vec![message("5", "sent#9", "z")])
        .await
        .unwrap_err();
    let claimed = store
        .claim_messages(&district(), 20, 100, 10)
        .await
        .unwrap();
    let mut ids: Vec<_> = claimed.iter().map(|it| it.message.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["1", "2", "4"]);
}

pub async fn a_message_whose_worker_died_is_taken_again(test: TestStore) {
    let store = &test.store;
    let write = |writes: Vec<Write>| store.write(&HERE, at(0), writes);
    static HERE: std::sync::LazyLock<store::DistrictId> = std::sync::LazyLock::new(district);
    write(vec![Write::PutMessage(message("1", "e", "x"))])
        .await
        .unwrap();
    let claim = |now: i64| store.claim_messages(&HERE, now, now + 100, 10);
    assert!(claim(9).await.unwrap().is_empty(), "not yet");
    assert_eq!(claim(10).await.unwrap().len(), 1);
    assert!(claim(50).await.unwrap().is_empty(), "taken");
    let again = claim(200).await.unwrap();
    assert_eq!(again[0].attempts, 2);
    // What the first worker says now is no longer heard.
    let sent = |attempt: i64| Write::MessageSent {
        id: "1".to_owned(),
        attempt,
        at_ms: 210,
    };
    write(vec![sent(1)]).await.unwrap();
    let of = |status: &'static str| store.messages(&HERE, status, None, 10);
    assert!(of("sent").await.unwrap().is_empty());
    let retry = |attempt: i64, after_ms: Option<i64>| Write::RetryMessage {
        id: "1".to_owned(),
        attempt,
        error: "no answer".to_owned(),
        after_ms,
    };
    write(vec![retry(2, Some(500))]).await.unwrap();
    assert!(claim(499).await.unwrap().is_empty());
    assert_eq!(claim(500).await.unwrap().len(), 1);
    write(vec![retry(3, None)]).await.unwrap();
    assert!(claim(9_999).await.unwrap().is_empty(), "given up");
    let failed = of("failed").await.unwrap();
    assert_eq!(failed[0].error.as_deref(), Some("no answer"));
    let once_more = Write::SendAgain {
        id: "1".to_owned(),
        at_ms: 600,
    };
    write(vec![once_more]).await.unwrap();
    assert_eq!(claim(600).await.unwrap()[0].attempts, 1);
    write(vec![sent(1)]).await.unwrap();
    assert_eq!(of("sent").await.unwrap()[0].sent_ms, Some(210));
}

pub async fn two_workers_share_the_work(test: TestStore) {
    let store = &test.store;
    let all =
        (0..60).map(|n| Write::PutMessage(message(&format!("m{n:02}"), "e", &format!("r{n}"))));
    store
        .write(&district(), at(0), all.collect())
        .await
        .unwrap();
    let here = district();
    let mut taken = Vec::new();
    loop {
        let (one, two) = tokio::join!(
            store.claim_messages(&here, 20, 100, 7),
            store.claim_messages(&here, 20, 100, 7)
        );
        let some: Vec<_> = one.unwrap().into_iter().chain(two.unwrap()).collect();
        if some.is_empty() {
            break;
        }
        taken.extend(some.into_iter().map(|it| it.message.id));
    }
    taken.sort();
    let all: Vec<_> = (0..60).map(|n| format!("m{n:02}")).collect();
    assert_eq!(taken, all);
}

pub async fn notices_are_read_once(test: TestStore) {
    let store = &test.store;
    let notice = |id: &str, at_ms: i64| {
        Write::PutNotice(Notice {
            person: "p".to_owned(),
            id: id.to_owned(),
            subject: "case/k1".to_owned(),
            title: format!("title {id}"),
            body: String::new(),
            at_ms,
            read_ms: None,
        })
    };
    let all = vec![
        notice("a", 1),
        notice("b", 2),
        notice("a", 3),
        notice("c", 3),
    ];
    store.write(&district(), at(0), all).await.unwrap();
    assert_eq!(store.unread_notices(&district(), "p").await, Ok(3));
    let first = store.notices(&district(), "p", None, 2).await.unwrap();
    let ids: Vec<_> = first.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["c", "b"]);
    let rest = store
        .notices(&district(), "p", Some((2, "b")), 2)
        .await
        .unwrap();
    assert_eq!((rest.len(), rest[0].title.as_str()), (1, "title a"));
    let read = Write::ReadNotices {
        person: "p".to_owned(),
        up_to_ms: 2,
        at_ms: 9,
    };
    store.write(&district(), at(0), vec![read]).await.unwrap();
    assert_eq!(store.unread_notices(&district(), "p").await, Ok(1));
}
