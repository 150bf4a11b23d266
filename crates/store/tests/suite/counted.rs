//! Cases as commitments count them.

use crate::fixture::{batch, change, district, put};
use serde_json::{Value, json};
use store::case::{CaseFilter, CaseSort, CountedFor};
use store::testing::TestStore;
use store::{CommitError, Store, Subject, kind};

fn span(day: &str, known: &str, until: Option<&str>, amount: Option<&str>) -> Value {
    json!({ "date": day, "known_on": known, "withdrawn_on": until, "amount": amount, "place": null })
}

fn counted(commitment: &str, case: &str, spans: &[Value]) -> Value {
    json!({ "commitment": commitment, "case": case, "spans": spans })
}

async fn count(store: &Store, seq: i64, before: Option<&Value>, state: &Value) {
    let word = |name: &str| state[name].as_str().unwrap().to_owned();
    let id = kind::counted_id(&word("commitment"), &word("case"));
    put(
        store,
        0,
        vec![change(kind::COUNTED, &id, seq, before, state)],
    )
    .await;
}

fn case(n: i64) -> Value {
    json!({
        "id": format!("k{n}"), "number": format!("CG{n:05}"), "case_type": "city", "type_version": 1,
        "state": "closed", "phase": "closed", "channel": "desk", "title": "某事",
        "place": { "address": "某路", "subdistrict": format!("s{n}") },
        "reported_at": "2026-05-01T01:00:00Z", "entered_at": "2026-05-02T01:00:00Z",
    })
}

async fn rows(store: &Store, commitment: &str, day: &str) -> Vec<String> {
    let filter = CaseFilter {
        counted_for: Some(CountedFor {
            commitment: commitment.to_owned(),
            day: day.to_owned(),
        }),
        ..CaseFilter::default()
    };
    let page = store
        .case_list(&district(), &filter, CaseSort::Number, None, 50)
        .await
        .unwrap();
    page.rows.into_iter().map(|row| row.id).collect()
}

async fn groups(store: &Store, commitment: &str) -> Vec<(String, Option<String>, i64)> {
    let asked = [commitment.to_owned()];
    let groups = store.counted_groups(&district(), &asked).await.unwrap();
    let told = groups.into_iter().map(|g| (g.known_day, g.amount, g.cases));
    told.collect()
}

pub async fn counted_cases_are_grouped_and_open_to_their_rows_of_any_day(test: TestStore) {
    let store = &test.store;
    let cases = (1..=3).map(|n| change("case", &format!("k{n}"), 0, None, &case(n)));
    put(store, 0, cases.collect()).await;
    let plain = || span("2026-05-02", "2026-05-03", None, Some("1.50"));
    let first = counted("a", "k1", &[plain()]);
    count(store, 0, None, &first).await;
    count(store, 0, None, &counted("a", "k2", &[plain()])).await;
    let later = span("2026-05-09", "2026-05-10", None, None);
    count(
        store,
        0,
        None,
        &counted("a", "k3", std::slice::from_ref(&later)),
    )
    .await;
    count(store, 0, None, &counted("b", "k3", &[later])).await;
    let amount = || Some("1.50".to_owned());
    let known = |day: &str| format!("2026-05-{day}");
    let expected = vec![(known("03"), amount(), 2), (known("10"), None, 1)];
    assert_eq!(groups(store, "a").await, expected);
    assert_eq!(groups(store, "b").await.len(), 1);
    assert_eq!(groups(store, "c").await, []);
    assert_eq!(rows(store, "a", "2026-05-02").await, Vec::<String>::new());
    assert_eq!(rows(store, "a", "2026-05-03").await, ["k1", "k2"]);
    assert_eq!(rows(store, "a", "2026-05-10").await, ["k1", "k2", "k3"]);
    assert_eq!(rows(store, "b", "2026-05-10").await, ["k3"]);
    // Opened again on the 12th, closed again on the 14th: the days before stay as they were.
    let ended = span("2026-05-02", "2026-05-03", Some("2026-05-12"), Some("1.50"));
    let again = span("2026-05-14", "2026-05-14", None, Some("1.50"));
    let twice = counted("a", "k1", &[ended, again]);
    count(store, 1, Some(&first), &twice).await;
    assert_eq!(rows(store, "a", "2026-05-11").await, ["k1", "k2", "k3"]);
    assert_eq!(rows(store, "a", "2026-05-12").await, ["k2", "k3"]);
    assert_eq!(rows(store, "a", "2026-05-14").await, ["k1", "k2", "k3"]);
    assert_eq!(groups(store, "a").await.iter().map(|g| g.2).sum::<i64>(), 4);
    // Nobody counts a case twice at once.
    let stale = change(kind::COUNTED, "a.k1", 1, None, &twice);
    let done = store.commit(batch(0, vec![stale])).await;
    assert!(matches!(done, Err(CommitError::Conflict { subject, .. })
        if subject == Subject::new(kind::COUNTED, "a.k1")));
    // The rows are what the journal says, and can be made anew from it.
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
    test.raw("UPDATE counted_case SET until_day = '2026-05-04' WHERE case_id = 'k2'")
        .await;
    let found = store.rebuild_check(&district()).await.unwrap();
    assert!(found.iter().any(|m| m.table == "counted_case"), "{found:?}");
    store.rebuild(&district()).await.unwrap();
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
    assert_eq!(rows(store, "a", "2026-05-14").await, ["k1", "k2", "k3"]);
}
