//! Lists by pages: nothing lost, nothing twice, nothing beyond the scope.

use crate::fixture::{at, change, commitment, district, light, put, record, small_ledger};
use serde_json::{Value, json};
use store::testing::TestStore;
use store::{
    Ask, Change, DutyFilter, JournalFilter, Listed, PersonFilter, RecordFilter, ReportFilter,
    RequestFilter, Store, StoreError, SupervisionFilter, Token, TokenFilter, Write,
};

/// Rows of each kind, all alike in what they are sorted by.
const EQUALS: usize = 11;
/// Rows of one page.
const PAGE: usize = 3;

fn named(prefix: &str, n: usize) -> String {
    format!("{prefix}{n:02}")
}

fn new(kind: &str, id: &str, state: &Value) -> Change {
    change(kind, id, 0, None, state)
}

fn item(commitment: &str, owner: &str, status: &str, due: &str) -> Value {
    json!({"commitment": commitment, "status": status, "owner_unit": owner, "due": due})
}

fn request(commitment: &str, unit: &str, status: &str) -> Value {
    json!({
        "commitment": commitment, "status": status,
        "requested_by": {"person": "p1", "unit": unit}, "requested_at": "2026-05-03T00:00:00Z",
    })
}

fn person(id: &str, unit: &str, roles: &[&str]) -> Value {
    json!({"id": id, "name": "示例·同名", "unit": unit, "roles": roles, "disabled": false})
}

fn report(title: &str, year: i64) -> Value {
    json!({"title": title, "year": year, "status": "issued", "imported_at": "2026-02-01T00:00:00Z"})
}

/// [`EQUALS`] of everything that is listed, beside the small ledger.
async fn many(store: &Store) {
    small_ledger(store).await;
    let mut changes = vec![];
    for n in 0..EQUALS {
        let owner = if n % 2 == 0 { "u1" } else { "u2" };
        changes.extend([
            new(
                "supervision",
                &named("s", n),
                &item("c1", owner, "open", "2026-05-15"),
            ),
            new(
                "change_request",
                &named("q", n),
                &request("c1", owner, "requested"),
            ),
            new(
                "record",
                &named("r", n),
                &record("c1", owner, "p1", "claimed"),
            ),
            new(
                "person",
                &named("p", n),
                &person(&named("p", n), owner, &["auditor"]),
            ),
            new("report", &named("t", n), &report("同名报告", 2026)),
            new(
                "commitment",
                &named("d", n),
                &commitment(9, Some("u9"), &[], Some("2026-12-31")),
            ),
        ]);
    }
    put(store, 1, changes).await;
    let token = |n: usize| {
        Write::PutToken(Token {
            id: named("k", n),
            token_hash: named("h", n),
            unit: if n.is_multiple_of(2) { "u1" } else { "u2" }.to_owned(),
            name: "报数".to_owned(),
            created_by: "p1".to_owned(),
            created_ms: 7,
            revoked_ms: None,
        })
    };
    let tokens = (0..EQUALS).map(token).collect();
    store.write(&district(), at(2), tokens).await.unwrap();
}

/// Every row, page after page.
async fn walk<F: Listed>(store: &Store, filter: &F, sort: &str, reversed: bool) -> Vec<F::Row> {
    let mut ask = Ask {
        sort: sort.to_owned(),
        reversed,
        after: None,
        limit: PAGE,
    };
    let mut rows = vec![];
    loop {
        let page = store.list(&district(), filter, &ask).await.unwrap();
        assert!(page.rows.len() <= PAGE);
        rows.extend(page.rows);
        match page.next {
            Some(next) => ask.after = Some(next),
            None => return rows,
        }
    }
}

/// Under every sort and direction each row comes once, and as many as are counted.
async fn complete<F: Listed>(
    store: &Store,
    filter: &F,
    sorts: &[&str],
    id: impl Fn(&F::Row) -> String,
) {
    let total = store.list_count(&district(), filter).await.unwrap();
    for sort in sorts {
        let forth: Vec<String> = walk(store, filter, sort, false)
            .await
            .iter()
            .map(&id)
            .collect();
        let mut back: Vec<String> = walk(store, filter, sort, true)
            .await
            .iter()
            .map(&id)
            .collect();
        back.reverse();
        assert_eq!(forth, back, "{sort} the other way round");
        let mut once = forth.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), forth.len(), "{sort} shows a row twice");
        assert_eq!(forth.len() as i64, total, "{sort} loses a row");
    }
    assert!(total >= EQUALS as i64);
}

pub async fn no_row_is_lost_or_shown_twice_among_equals(test: TestStore) {
    let store = &test.store;
    many(store).await;
    let own = |id: &String| id.clone();
    let items = SupervisionFilter::default();
    complete(
        store,
        &items,
        &["", "waiting", "due", "owner", "state", "no"],
        own,
    )
    .await;
    let requests = RequestFilter::default();
    complete(
        store,
        &requests,
        &["", "waiting", "asked", "unit", "no"],
        own,
    )
    .await;
    let records = RecordFilter::default();
    complete(store, &records, &["", "claimed", "day", "unit", "no"], own).await;
    complete(
        store,
        &PersonFilter::default(),
        &["", "login", "name", "unit"],
        own,
    )
    .await;
    let reports = ReportFilter::default();
    complete(
        store,
        &reports,
        &["", "imported", "year", "title", "state"],
        |r| r.id.clone(),
    )
    .await;
    let tokens = TokenFilter::default();
    complete(store, &tokens, &["", "created", "name", "unit"], |t| {
        t.id.clone()
    })
    .await;
    let journal = JournalFilter::default();
    complete(store, &journal, &["", "pos"], |e| e.pos.to_string()).await;
    let ledger = store::Filter::default();
    complete(store, &ledger, &["", "no", "due", "light", "lead"], |c| {
        c.id.clone()
    })
    .await;
    let duties = duties_of("u9");
    let sorts = ["", "urgency", "due", "light", "no"];
    complete(store, &duties, &sorts, |d| d.commitment.clone()).await;
}

pub async fn a_scope_narrows_whatever_is_asked(test: TestStore) {
    let store = &test.store;
    many(store).await;
    let units = |codes: &[&str]| codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let (ones, twos) = (EQUALS.div_ceil(2), EQUALS / 2);
    for (asked, seen) in [
        (vec![], twos),
        (units(&["u1"]), 0),
        (units(&["u1", "u2"]), twos),
    ] {
        let items = SupervisionFilter {
            owners: asked.clone(),
            within: units(&["u2"]),
            ..Default::default()
        };
        assert_eq!(walk(store, &items, "due", false).await.len(), seen);
        let people = PersonFilter {
            units: asked.clone(),
            within: units(&["u2"]),
            ..Default::default()
        };
        assert_eq!(walk(store, &people, "name", false).await.len(), seen);
        let tokens = TokenFilter {
            units: asked.clone(),
            within: units(&["u2"]),
            ..Default::default()
        };
        assert_eq!(walk(store, &tokens, "name", false).await.len(), seen);
        let records = RecordFilter {
            commitment: Some("c1".into()),
            statuses: vec!["claimed".into()],
            units: asked,
            within: units(&["u2"]),
            ..Default::default()
        };
        assert_eq!(walk(store, &records, "unit", false).await.len(), seen);
    }
    // A request is seen by whoever leads or supports its commitment.
    for (unit, seen) in [("u1", EQUALS), ("u2", EQUALS), ("u3", 0)] {
        let requests = RequestFilter {
            within: units(&[unit]),
            ..Default::default()
        };
        assert_eq!(
            walk(store, &requests, "", false).await.len(),
            seen,
            "{unit}"
        );
    }
    let theirs = RecordFilter {
        statuses: vec!["claimed".into()],
        not_for: Some("u2".into()),
        not_by: Some("nobody".into()),
        ..Default::default()
    };
    // Those of u1, and record `a` of the small ledger.
    assert_eq!(walk(store, &theirs, "", false).await.len(), ones + 1);
}

pub async fn conditions_narrow_each_list(test: TestStore) {
    let store = &test.store;
    many(store).await;
    put(
        store,
        3,
        vec![
            new(
                "supervision",
                "closed",
                &item("c2", "u1", "closed", "2026-04-01"),
            ),
            new(
                "supervision",
                "later",
                &item("c2", "u1", "open", "2026-08-01"),
            ),
            new(
                "change_request",
                "decided",
                &request("c2", "u3", "approved"),
            ),
            new("person", "z", &person("z", "u3", &["leader", "auditor"])),
            new("report", "old", &report("旧报告", 2025)),
        ],
    )
    .await;
    let late = SupervisionFilter {
        late_on: Some("2026-05-16".into()),
        ..Default::default()
    };
    assert_eq!(
        store.list_count(&district(), &late).await,
        Ok(EQUALS as i64)
    );
    let first = walk(store, &SupervisionFilter::default(), "", false).await;
    assert_eq!(first.last().map(String::as_str), Some("closed"));
    let due = SupervisionFilter {
        due_before: Some("2026-04-30".into()),
        text: Some("事项2".into()),
        ..Default::default()
    };
    assert_eq!(walk(store, &due, "", false).await, ["closed"]);
    let requests = walk(store, &RequestFilter::default(), "", false).await;
    assert_eq!(requests.last().map(String::as_str), Some("decided"));
    let leaders = PersonFilter {
        role: Some("leader".into()),
        disabled: Some(false),
        text: Some("Z".into()),
        ..Default::default()
    };
    assert_eq!(walk(store, &leaders, "", false).await, ["z"]);
    let old = ReportFilter {
        year: Some(2025),
        text: Some("旧".into()),
        ..Default::default()
    };
    assert_eq!(walk(store, &old, "", false).await[0].id, "old");
}

fn duties_of(unit: &str) -> DutyFilter {
    DutyFilter {
        unit: unit.to_owned(),
        soon: "2026-06-10".to_owned(),
        today: "2026-06-01".to_owned(),
        ..Default::default()
    }
}

pub async fn duties_stand_in_their_groups(test: TestStore) {
    let store = &test.store;
    let day = Some("2026-12-31");
    let next = |due: &str, colour: &str| {
        let mut light = light(colour, "2026-05-01", false);
        light["next_due"] = json!(due);
        light
    };
    let back = record("back", "u1", "p1", "returned");
    let mut again = record("again", "u1", "p1", "claimed");
    again["resubmits"] = json!("old");
    let names = [
        "asked", "back", "again", "red", "near", "far", "done", "stance",
    ];
    let mut changes: Vec<Change> = (1..)
        .zip(names)
        .map(|(no, id)| {
            let (lead, support): (_, &[&str]) = if id == "far" {
                ("u2", &["u1"])
            } else {
                ("u1", &[])
            };
            let mut state = commitment(no, Some(lead), support, day);
            state["kind"] = json!(if id == "stance" {
                "principle"
            } else {
                "quantified"
            });
            state["report"] = json!("r1");
            new("commitment", id, &state)
        })
        .collect();
    changes.extend([
        new("report", "r1", &report("报告", 2026)),
        new("light", "asked", &next("2026-12-31", "green")),
        new("light", "back", &next("2026-12-31", "green")),
        // A next day that has passed: the deadline counts.
        new("light", "again", &next("2026-05-31", "green")),
        new("light", "red", &next("2026-12-31", "red")),
        new("light", "near", &next("2026-06-10", "green")),
        new("light", "far", &next("2026-06-11", "green")),
        new("light", "done", &light("green", "2026-05-01", true)),
        new(
            "supervision",
            "s",
            &item("asked", "u1", "open", "2026-05-20"),
        ),
        new(
            "supervision",
            "not-mine",
            &item("far", "u2", "open", "2026-05-20"),
        ),
        new("record", "b", &back),
        new("record", "old", &record("again", "u1", "p1", "returned")),
        new("record", "new", &again),
    ]);
    put(store, 0, changes).await;
    let mine = duties_of("u1");
    let listed = walk(store, &mine, "", false).await;
    let shown: Vec<(&str, &str)> = listed
        .iter()
        .map(|d| (d.commitment.as_str(), d.group.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("asked", "now"),
            ("near", "now"),
            ("back", "now"),
            ("red", "now"),
            ("again", "later"),
            ("far", "later"),
            ("done", "done")
        ]
    );
    let asked = ("s".to_owned(), "2026-05-20".to_owned());
    assert_eq!(listed[0].asked.as_ref(), Some(&asked));
    assert_eq!(listed[2].returned.as_deref(), Some("b"));
    assert!(listed[0].leads && !listed[5].leads);
    let later = DutyFilter {
        groups: vec!["later".into(), "done".into()],
        role: Some("lead".into()),
        ..mine.clone()
    };
    let later = walk(store, &later, "no", false).await;
    assert_eq!(later.len(), 2);
    let counts = store.duty_counts(&district(), &mine).await.unwrap();
    let counts: Vec<_> = counts
        .iter()
        .map(|c| (c.group.as_str(), c.year, c.count))
        .collect();
    assert_eq!(
        counts,
        [("now", 2026, 4), ("later", 2026, 2), ("done", 2026, 1)]
    );
}

pub async fn a_sort_or_a_cursor_of_another_list_is_refused(test: TestStore) {
    let store = &test.store;
    many(store).await;
    let ask = |sort: &str, after: Option<String>| Ask {
        sort: sort.to_owned(),
        after,
        limit: 2,
        ..Ask::default()
    };
    let filter = SupervisionFilter::default();
    let unknown = store.list(&district(), &filter, &ask("login", None)).await;
    assert_eq!(unknown.unwrap_err(), StoreError::Sort);
    let page = store.list(&district(), &filter, &ask("due", None)).await;
    let next = page.unwrap().next;
    assert!(next.is_some());
    let other = store
        .list(&district(), &filter, &ask("waiting", next))
        .await;
    assert_eq!(other.unwrap_err(), StoreError::Cursor);
}
