//! Things to write.

use jiff::Timestamp;
use serde_json::{Value, json};
use store::{Batch, Change, DistrictId, Store, Subject};

pub fn district() -> DistrictId {
    DistrictId::from("here")
}

/// The second `seconds` of the test's day.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

pub fn batch(seconds: i64, changes: Vec<Change>) -> Batch {
    let mut batch = Batch::new(district(), at(seconds), "someone");
    batch.changes = changes;
    batch
}

pub fn change(kind: &str, id: &str, seq: i64, before: Option<&Value>, after: &Value) -> Change {
    Change::between(
        Subject::new(kind, id),
        seq,
        format!("{kind}.change"),
        None,
        before,
        after,
    )
}

/// A new subject of no list.
pub fn thing(id: &str, n: i64) -> Change {
    change("thing", id, 0, None, &json!({ "n": n }))
}

pub async fn put(store: &Store, seconds: i64, changes: Vec<Change>) {
    store.commit(batch(seconds, changes)).await.unwrap();
}

/// A commitment's state with the fields that lists show.
pub fn commitment(
    no: i64,
    lead: Option<&str>,
    supporting: &[&str],
    deadline: Option<&str>,
) -> Value {
    json!({
        "id": format!("c{no}"), "report": "r1", "no": no, "status": "issued",
        "kind": if no % 2 == 0 { "milestone" } else { "quantified" },
        "title": format!("事项{no}"), "text": format!("完成第{no}项 Work 90%"),
        "source": { "section": ["三", if no < 3 { "一" } else { "二" }], "section_title": "主要工作" },
        "target": { "comparator": "at_least", "value": "4260000000", "unit": "元" },
        "lead": lead, "supporting": supporting, "leader": "l1", "deadline": deadline,
        "measured_by": "records", "version": 1,
    })
}

pub fn light(colour: &str, since: &str, done: bool) -> Value {
    json!({
        "colour": colour, "done": done, "reason": { "code": "behind", "args": {} },
        "next_change": ["2026-12-01", "red"], "rule_version": 1, "since_day": since,
    })
}

pub fn record(commitment: &str, unit: &str, person: &str, status: &str) -> Value {
    json!({
        "commitment": commitment, "kind": "amount", "status": status, "date": "2026-05-01",
        "amount": "12.5", "unit": "亿元", "claimed_by": { "person": person, "unit": unit },
        "claimed_at": "2026-05-02T01:00:00Z", "note": "",
    })
}

/// Four commitments, lights for three, records of two units.
pub async fn small_ledger(store: &Store) {
    let commitments = [
        commitment(1, Some("u1"), &["u2"], Some("2026-06-30")),
        commitment(2, Some("u2"), &[], Some("2026-03-31")),
        commitment(3, Some("u1"), &["u3"], None),
        commitment(4, None, &["u1"], Some("2026-12-31")),
    ];
    let mut changes: Vec<Change> = commitments
        .iter()
        .map(|state| change("commitment", state["id"].as_str().unwrap(), 0, None, state))
        .collect();
    changes.push(change(
        "light",
        "c1",
        0,
        None,
        &light("yellow", "2026-05-10", false),
    ));
    changes.push(change(
        "light",
        "c2",
        0,
        None,
        &light("red", "2026-04-01", false),
    ));
    changes.push(change(
        "light",
        "c3",
        0,
        None,
        &light("green", "2026-05-20", true),
    ));
    changes.push(change(
        "record",
        "a",
        0,
        None,
        &record("c1", "u1", "p1", "claimed"),
    ));
    changes.push(change(
        "record",
        "b",
        0,
        None,
        &record("c1", "u2", "p2", "returned"),
    ));
    changes.push(change(
        "record",
        "c",
        0,
        None,
        &record("c2", "u2", "p2", "claimed"),
    ));
    put(store, 0, changes).await;
}
