//! Reports that are checked before they are taken on, what inspectors missed, and an upgrade's new columns.

use crate::cases::{REPORTED, closed, counts, fresh, when};
use crate::fixture::{change, district, put};
use jiff::civil::date;
use serde_json::{Value, json};
use store::case::{Basis, CountAsk, CountBy, Measure, Step};
use store::testing::TestStore;
use store::{Algorithm, Store};

/// Reported, sent to be checked, checked, taken on, registered, handled and sent to be verified.
fn checked(sent: i64, looked: i64) -> Value {
    let mut state = closed(1, "a", 3_600);
    let clocks = state["clocks"].as_array_mut().unwrap();
    for (key, from, due, to) in [
        ("accept", 0, 100, sent),
        ("field_check", sent, 400, looked),
        ("accept", looked, 900, 800),
        ("feedback", 3_600, 4_000, 3_700),
    ] {
        clocks.push(
            json!({ "key": key, "started": when(from), "due": when(due), "stopped": when(to) }),
        );
    }
    state
}

/// A check is owed once it is asked for; what was taken on at once owes none. An inspector missed only
/// what was registered and stands.
pub async fn checks_and_what_was_missed_are_counted(test: TestStore) {
    let store = &test.store;
    let day = date(2026, 5, 29);
    let mut before: Option<Value> = None;
    let mut seq = 0;
    let mut says = async |state: Value| {
        let changed = change("case", "k1", seq, before.as_ref(), &state);
        put(store, seq, vec![changed]).await;
        (before, seq) = (Some(state), seq + 1);
        let counts = counts(store, Basis::Reported, CountBy::All, day, day).await[0].1;
        let of = |step| {
            [
                Measure::Owed(step),
                Measure::Done(step),
                Measure::InTime(step),
            ]
            .map(|m| counts.get(m))
        };
        let steps = [Step::SendCheck, Step::FieldCheck, Step::SendVerify].map(of);
        (steps, counts.get(Measure::Missed))
    };
    // It waits on the desk: nobody knows yet whether it has to be looked at.
    let mut state = fresh(1);
    state["clocks"] = json!([{ "key": "accept", "started": when(0), "due": when(100) }]);
    state["missed"] = json!({ "by": { "person": "p" }, "at": when(1) });
    assert_eq!(says(state.clone()).await, ([[0; 3]; 3], 0));
    // Somebody is asked to look, late.
    state["clocks"][0]["stopped"] = json!(when(200));
    let check = json!({ "key": "field_check", "started": when(200), "due": when(400) });
    state["clocks"].as_array_mut().unwrap().push(check);
    assert_eq!(
        says(state.clone()).await,
        ([[1, 1, 0], [1, 0, 0], [0; 3]], 0)
    );
    let late = CountAsk {
        basis: Basis::Due,
        by: CountBy::All,
        types: vec![],
        from: day,
        to: day,
    };
    let now_ms = (REPORTED + 500) * 1000;
    let late = store.case_late(&district(), &late, now_ms).await.unwrap();
    assert_eq!(late.get(&(Step::FieldCheck, String::new())), Some(&1));
    // Made void meanwhile: the check was broken off.
    let mut void = state.clone();
    void["clocks"][1]["stopped"] = json!(when(300));
    void["closed"] = json!({ "at": when(300), "outcome": "void" });
    void["phase"] = json!("void");
    assert_eq!(says(void).await, ([[1, 1, 0], [0; 3], [0; 3]], 0));
    // Everything to the end, once late and once in time.
    let mut whole = checked(200, 500);
    whole["missed"] = json!({ "by": { "person": "p" }, "at": when(1) });
    assert_eq!(says(whole).await, ([[1, 1, 0], [1, 1, 0], [1, 1, 1]], 1));
    assert_eq!(says(checked(90, 300)).await, ([[1; 3]; 3], 0));
    // What the type declares goes before the key.
    let mut declared = checked(90, 300);
    declared["clocks"][5]["step"] = json!("verify");
    assert_eq!(says(declared).await.0[2], [0; 3]);
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
}

/// An upgrade adds columns that are filled when the store is opened, also when that was broken off.
pub async fn an_upgrade_counts_again_when_it_opens(test: TestStore) {
    let state = checked(200, 500);
    put(&test.store, 0, vec![change("case", "k1", 0, None, &state)]).await;
    test.raw(
        "UPDATE case_count SET field_check_owed = 0, field_check_done = 0, send_check_owed = 0, send_verify_done = 0; \
         UPDATE case_row SET field_check_due_ms = NULL, send_check_due_ms = NULL, marks = 0; \
         INSERT INTO rebuild_due SELECT DISTINCT district_id, 'case' FROM subject",
    )
    .await;
    assert!(
        !test
            .store
            .rebuild_check(&district())
            .await
            .unwrap()
            .is_empty()
    );
    let again = Store::open(&test.at, Algorithm::Sm3).await.unwrap();
    assert_eq!(again.rebuild_check(&district()).await.unwrap(), []);
    // Once is enough.
    test.raw("UPDATE case_row SET marks = 0").await;
    let third = Store::open(&test.at, Algorithm::Sm3).await.unwrap();
    assert!(!third.rebuild_check(&district()).await.unwrap().is_empty());
}
