//! Cases: rows, scopes, the map, counters.

use crate::fixture::{at, batch, change, district, put};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use store::case::{
    Basis, CaseDimension, CaseFilter, CaseOrder, CaseScope, CaseSort, CountAsk, CountBy, Counts,
    MapBox, Mark, Measure, Step,
};
use store::testing::TestStore;
use store::{Batch, CommitError, Store};

/// When the test's cases are reported: 2026-05-29, about four in the morning in Asia/Shanghai.
pub(crate) const REPORTED: i64 = 1_780_000_000;

pub(crate) fn when(seconds: i64) -> String {
    at(seconds).to_string()
}

/// A case fresh from a report, number `n`, `n` seconds after the first.
pub(crate) fn fresh(n: i64) -> Value {
    json!({
        "id": format!("k{n}"), "number": format!("CG20260529{n:05}"), "case_type": "city",
        "type_version": 1, "state": "intake", "phase": "collect", "channel": "portal",
        "title": format!("某路{n}号 井盖破损"), "matter": format!("m{}", n % 3),
        "place": { "lon": 113.26 + n as f64 / 1e4, "lat": 23.13, "address": "某路",
                   "subdistrict": format!("s{}", n % 2), "community": format!("c{}", n % 4) },
        "reported_at": when(n), "entered_at": when(n),
        "owner": { "unit": "centre", "role": "case_clerk" },
        "clocks": [{ "key": "register", "started": when(n), "due": when(n + 3600), "pauses": [] }],
        "rework": 0, "reopened": 0, "bounces": 0, "joined": 0,
        "reporter": { "sealed": "x", "tracking": format!("hash{n}") },
    })
}

/// Registered and dispatched at once to a unit, with a day to handle it.
fn dispatched(n: i64, unit: &str) -> Value {
    let mut state = fresh(n);
    state["state"] = json!("handling");
    state["phase"] = json!("handle");
    state["owner"] = json!({ "unit": unit });
    state["handler"] = json!(unit);
    state["dispatches"] = json!([{ "unit": unit, "at": when(n + 60) }]);
    state["clocks"][0]["stopped"] = json!(when(n + 60));
    let handle = json!({ "key": "handle", "started": when(n + 60), "due": when(n + 86_400) });
    state["clocks"].as_array_mut().unwrap().push(handle);
    state
}

/// Handled after so many seconds, and closed.
pub(crate) fn closed(n: i64, unit: &str, after: i64) -> Value {
    let mut state = dispatched(n, unit);
    state["state"] = json!("closed");
    state["phase"] = json!("closed");
    state.as_object_mut().unwrap().remove("owner");
    state["clocks"][1]["stopped"] = json!(when(n + after));
    state["closed"] = json!({ "at": when(n + after), "outcome": "done" });
    state
}

/// Ten cases: 0 to 3 fresh, 4 to 7 with unit a or b, 8 closed in time, 9 closed late.
async fn ten(store: &Store) {
    let fresh_ones: Vec<_> = (0..10)
        .map(|n| change("case", &format!("k{n}"), 0, None, &fresh(n)))
        .collect();
    put(store, 0, fresh_ones).await;
    for n in 4..10 {
        let unit = if n % 2 == 0 { "a" } else { "b" };
        let sent = dispatched(n, unit);
        let id = format!("k{n}");
        put(
            store,
            60,
            vec![change("case", &id, 1, Some(&fresh(n)), &sent)],
        )
        .await;
        if n >= 8 {
            let after = if n == 8 { 3_600 } else { 90_000 };
            let done = closed(n, unit, after);
            put(
                store,
                90_100,
                vec![change("case", &id, 2, Some(&sent), &done)],
            )
            .await;
        }
    }
}

async fn ids(store: &Store, filter: &CaseFilter, order: impl Into<CaseOrder>) -> Vec<String> {
    let order = order.into();
    let mut ids = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = store
            .case_list(&district(), filter, order, after.as_deref(), 2)
            .await
            .unwrap();
        ids.extend(page.rows.into_iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|&word| word.to_owned()).collect()
}

pub async fn lists_filter_sort_and_page(test: TestStore) {
    let store = &test.store;
    ten(store).await;
    let all = CaseFilter::default();
    let newest: Vec<String> = (0..10).rev().map(|n| format!("k{n}")).collect();
    assert_eq!(ids(store, &all, CaseSort::Reported).await, newest);
    let due = ids(store, &all, CaseSort::Due).await;
    assert_eq!(due, ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"]);
    let reversed = CaseOrder {
        by: CaseSort::Number,
        reversed: true,
    };
    assert_eq!(ids(store, &all, reversed).await, newest);
    let of = |change: fn(&mut CaseFilter)| {
        let mut filter = CaseFilter::default();
        change(&mut filter);
        filter
    };
    for (filter, expected) in [
        (of(|f| f.handlers = words(&["a"])), vec!["k8", "k6", "k4"]),
        (of(|f| f.open = Some(false)), vec!["k9", "k8"]),
        (
            of(|f| f.subdistricts = words(&["s1"])),
            vec!["k9", "k7", "k5", "k3", "k1"],
        ),
        (
            of(|f| f.matters = words(&["m0", "m1"])),
            vec!["k9", "k7", "k6", "k4", "k3", "k1", "k0"],
        ),
        (
            of(|f| f.overdue_at = Some((REPORTED + 3_602) * 1000)),
            vec!["k1", "k0"],
        ),
        (
            of(|f| f.number = Some("cg2026052900007".into())),
            vec!["k7"],
        ),
        (of(|f| f.text = Some("8号".into())), vec!["k8"]),
        (
            of(|f| f.marks = vec![Mark::Done(Step::Handle)]),
            vec!["k9", "k8"],
        ),
        (
            of(|f| {
                f.marks = vec![Mark::Done(Step::Handle)];
                f.without = vec![Mark::InTime(Step::Handle)];
            }),
            vec!["k9"],
        ),
        (
            of(|f| f.late_at = Some((Step::Handle, (REPORTED + 86_406) * 1000))),
            vec!["k5", "k4"],
        ),
        (
            of(|f| {
                f.inside = Some(MapBox {
                    west: 113.260_15,
                    south: 23.12,
                    east: 113.260_35,
                    north: 23.14,
                });
            }),
            vec!["k3", "k2"],
        ),
    ] {
        assert_eq!(
            ids(store, &filter, CaseSort::Reported).await,
            expected,
            "{filter:?}"
        );
    }
}

pub async fn a_scope_is_kept_whatever_is_asked(test: TestStore) {
    let store = &test.store;
    ten(store).await;
    let scope = |units: &[&str], subdistricts: &[&str], communities: &[&str]| CaseFilter {
        scope: CaseScope::Within {
            units: words(units),
            subdistricts: words(subdistricts),
            communities: words(communities),
        },
        ..CaseFilter::default()
    };
    let nothing = scope(&[], &[], &[]);
    let many: Vec<String> = (0..60)
        .map(|n| format!("x{n}"))
        .chain(["a".into()])
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for by in [CaseSort::Reported, CaseSort::Number] {
        let sorted = |filter: CaseFilter| async move {
            let mut found = ids(store, &filter, by).await;
            found.sort();
            found
        };
        assert!(sorted(nothing.clone()).await.is_empty());
        assert_eq!(sorted(scope(&["a"], &[], &[])).await, ["k4", "k6", "k8"]);
        assert_eq!(sorted(scope(&many, &[], &[])).await, ["k4", "k6", "k8"]);
        let both = sorted(scope(&["a", "b"], &[], &["c1"])).await;
        assert_eq!(both, ["k1", "k4", "k5", "k6", "k7", "k8", "k9"]);
    }
    assert_eq!(
        ids(store, &scope(&["a"], &["s1"], &[]), CaseSort::Due).await,
        ["k1", "k3", "k4", "k5", "k6", "k7"]
    );
    // Who had a case before still sees it.
    let before = dispatched(4, "a");
    let mut moved = dispatched(4, "b");
    let path = json!([{ "unit": "a", "at": when(64), "returned": { "at": when(70) } },
                      { "unit": "b", "at": when(80) }]);
    moved["dispatches"] = path;
    put(
        store,
        90,
        vec![change("case", "k4", 2, Some(&before), &moved)],
    )
    .await;
    let seen = ids(store, &scope(&["a"], &[], &[]), CaseSort::Reported).await;
    assert_eq!(seen, ["k8", "k6", "k4"]);
    let tally = store
        .case_tally(&district(), &scope(&["a"], &[], &[]), CaseDimension::Owner)
        .await
        .unwrap();
    let expected = [("", 1), ("a", 1), ("b", 1)].map(|(unit, n)| (unit.to_owned(), n));
    assert_eq!(tally, expected);
    let count = store.case_count_up_to(&district(), &nothing, 10).await;
    assert_eq!(count, Ok(0));
}

pub async fn a_case_is_found_by_what_people_know(test: TestStore) {
    let store = &test.store;
    let mut imported = fresh(1);
    imported["source"] = json!({ "system": "hotline", "number": "2026-1" });
    put(store, 0, vec![change("case", "k1", 0, None, &imported)]).await;
    let here = district();
    let id = Some("k1".to_owned());
    assert_eq!(
        store.case_by_number(&here, "CG2026052900001").await,
        Ok(id.clone())
    );
    assert_eq!(
        store.case_by_source(&here, "hotline", "2026-1").await,
        Ok(id.clone())
    );
    assert_eq!(store.case_by_tracking(&here, "hash1").await, Ok(id));
    assert_eq!(store.case_by_tracking(&here, "hash2").await, Ok(None));
    // A second case with the same number or source is refused whole.
    let mut twin = fresh(2);
    twin["source"] = imported["source"].clone();
    let refused = store
        .commit(batch(1, vec![change("case", "k2", 0, None, &twin)]))
        .await;
    assert!(
        matches!(refused, Err(CommitError::Invalid(_))),
        "{refused:?}"
    );
    assert_eq!(store.take_case_numbers(&here, "CG20260529", 3).await, Ok(1));
    assert_eq!(store.take_case_numbers(&here, "CG20260529", 1).await, Ok(4));
    assert_eq!(store.take_case_numbers(&here, "CG20260530", 1).await, Ok(1));
    // Those who ask at the same time get numbers of their own, without a gap.
    let asking: Vec<_> = (0..40)
        .map(|n| {
            let (store, here) = (store.clone(), here.clone());
            let count = n % 3 + 1;
            tokio::spawn(async move {
                let first = store.take_case_numbers(&here, "CG20260531", count).await;
                let first = first.unwrap();
                (first..first + count).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut taken = Vec::new();
    for one in asking {
        taken.extend(one.await.unwrap());
    }
    taken.sort_unstable();
    assert_eq!(taken, (1..=taken.len() as i64).collect::<Vec<_>>());
}

pub async fn the_map_shows_points_and_clusters(test: TestStore) {
    let store = &test.store;
    ten(store).await;
    let all = CaseFilter::default();
    let points = store.case_points(&district(), &all, 3).await.unwrap();
    let named: Vec<_> = points
        .iter()
        .map(|it| (it.id.as_str(), it.lon_e6))
        .collect();
    assert_eq!(
        named,
        [
            ("k9", 113_260_900),
            ("k8", 113_260_800),
            ("k7", 113_260_700)
        ]
    );
    let clusters = store.case_clusters(&district(), &all).await.unwrap();
    assert_eq!(clusters.iter().map(|it| it.count).sum::<i64>(), 10);
    assert!(
        clusters
            .iter()
            .all(|it| (113_260_000..=113_260_900).contains(&it.lon_e6))
    );
}

pub(crate) async fn counts(
    store: &Store,
    basis: Basis,
    by: CountBy,
    from: Date,
    to: Date,
) -> Vec<(String, Counts)> {
    let asked = CountAsk {
        basis,
        by,
        types: Vec::new(),
        from,
        to,
    };
    store.case_counts(&district(), &asked).await.unwrap()
}

pub async fn counters_follow_every_change(test: TestStore) {
    let store = &test.store;
    ten(store).await;
    // Reported on the 29th, due on the 30th.
    let (day, next) = (date(2026, 5, 29), date(2026, 5, 30));
    let (handled, in_time) = (Measure::Done(Step::Handle), Measure::InTime(Step::Handle));
    let one = |all: Vec<(String, Counts)>| all.into_iter().next().map(|(_, counts)| counts);
    let cohort = one(counts(store, Basis::Reported, CountBy::All, day, day).await).unwrap();
    assert_eq!(cohort.get(Measure::Reported), 10);
    assert_eq!(cohort.get(Measure::Valid), 6);
    assert_eq!((cohort.get(handled), cohort.get(in_time)), (2, 1));
    assert_eq!(cohort.get(Measure::Owed(Step::Handle)), 6);
    let flow = one(counts(store, Basis::Due, CountBy::All, next, next).await).unwrap();
    assert_eq!((flow.get(Measure::Reported), flow.get(handled)), (0, 2));
    let units = counts(store, Basis::Reported, CountBy::Unit, day, next).await;
    let reported: Vec<_> = units
        .iter()
        .map(|(unit, counts)| (unit.as_str(), counts.get(Measure::Reported)))
        .collect();
    assert_eq!(reported, [("a", 3), ("b", 3), ("centre", 4)]);
    // A whole month is the sum of its days.
    let month = counts(
        store,
        Basis::Due,
        CountBy::Matter,
        date(2026, 5, 1),
        date(2026, 5, 31),
    )
    .await;
    let days = counts(
        store,
        Basis::Due,
        CountBy::Matter,
        date(2026, 5, 2),
        date(2026, 5, 31),
    )
    .await;
    assert_eq!(month, days);
    late_is_what_is_owed_and_past(store, next).await;
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
}

/// What a changed case takes away of its rows is not what another has just put, nor its own.
pub async fn a_new_and_a_changed_case_may_be_written_together(test: TestStore) {
    let store = &test.store;
    ten(store).await;
    let both = vec![
        change("case", "k20", 0, None, &fresh(20)),
        change("case", "k1", 1, Some(&fresh(1)), &dispatched(1, "a")),
    ];
    store.commit(batch(1, both)).await.unwrap();
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
}

async fn late_is_what_is_owed_and_past(store: &Store, day: Date) {
    let asked = CountAsk {
        basis: Basis::Due,
        by: CountBy::Unit,
        types: words(&["city"]),
        from: day,
        to: day,
    };
    let late = |now: i64| {
        let asked = asked.clone();
        async move {
            let now_ms = (REPORTED + now) * 1000;
            let late = store.case_late(&district(), &asked, now_ms).await;
            let late = late.unwrap().into_iter();
            late.map(|((step, key), count)| {
                assert_eq!(step, Step::Handle);
                (key, count)
            })
            .collect::<Vec<_>>()
        }
    };
    assert!(late(86_000).await.is_empty());
    assert_eq!(
        late(86_406).await,
        [("a".to_owned(), 1), ("b".to_owned(), 1)]
    );
    assert_eq!(
        late(100_000).await,
        [("a".to_owned(), 2), ("b".to_owned(), 2)]
    );
}

/// Suspension leaves the denominator; a return is not a handling; rework counts once and twice.
pub async fn counters_keep_the_standards_definitions(test: TestStore) {
    let store = &test.store;
    let one = |state: &Value| {
        let state = state.clone();
        async move {
            let mut batch = Batch::new(district(), at(0), "someone");
            batch.changes = vec![change("case", "k1", 0, None, &state)];
            store.commit(batch).await.unwrap();
            let day = date(2026, 5, 29);
            let all = counts(store, Basis::Reported, CountBy::All, day, day).await;
            all[0].1
        }
    };
    let (owed, done) = (Measure::Owed(Step::Handle), Measure::Done(Step::Handle));
    let mut suspended = dispatched(1, "a");
    suspended["clocks"][1]["pauses"] = json!([{ "from": when(100), "to": null }]);
    suspended["clocks"][1]
        .as_object_mut()
        .unwrap()
        .remove("due");
    let counted = one(&suspended).await;
    assert_eq!((counted.get(owed), counted.get(Measure::Suspended)), (0, 1));

    let change_to = |seq: i64, before: Value, after: Value| async move {
        put(
            store,
            seq,
            vec![change("case", "k1", seq, Some(&before), &after)],
        )
        .await;
        let day = date(2026, 5, 29);
        counts(store, Basis::Reported, CountBy::All, day, day).await[0].1
    };
    // Given back: the clock of handling was broken off.
    let mut returned = dispatched(1, "a");
    returned["phase"] = json!("dispatch");
    returned["bounces"] = json!(1);
    returned["clocks"][1]["stopped"] = json!(when(200));
    returned["dispatches"][0]["returned"] = json!({ "at": when(200) });
    let counted = change_to(1, suspended, returned.clone()).await;
    assert_eq!((counted.get(owed), counted.get(done)), (0, 0));
    assert_eq!(
        (
            counted.get(Measure::Returned),
            counted.get(Measure::Suspended)
        ),
        (1, 0)
    );

    // Done again twice, the second round in time: handled, but late once is late.
    let mut again = closed(1, "b", 90_000);
    again["rework"] = json!(2);
    let run = json!({ "key": "handle", "started": when(90_100), "due": when(99_000), "stopped": when(95_000) });
    again["clocks"].as_array_mut().unwrap().push(run);
    let counted = change_to(2, returned, again.clone()).await;
    assert_eq!(
        (
            counted.get(done),
            counted.get(Measure::InTime(Step::Handle))
        ),
        (1, 0)
    );
    assert_eq!(
        (
            counted.get(Measure::Reworked),
            counted.get(Measure::ReworkTimes)
        ),
        (1, 2)
    );

    // In time at the end, with a stage that was reached in time and with one that was missed.
    let mut staged = closed(1, "b", 3_600);
    let mut before = again;
    for (seq, reached, in_time) in [(3, 300, 1), (4, 500, 0)] {
        staged["clocks"][1]["stages"] = json!([{ "name": "责令停工", "limit": "4wh", "due": when(400), "done": when(reached) }]);
        let counted = change_to(seq, before, staged.clone()).await;
        assert_eq!(counted.get(done), 1);
        assert_eq!(counted.get(Measure::InTime(Step::Handle)), in_time);
        before = staged.clone();
    }
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
}

pub async fn a_recount_finds_and_mends_wrong_counters(test: TestStore) {
    let store = &test.store;
    ten(store).await;
    test.raw(
        "UPDATE case_count SET reported = reported + 1 WHERE dimension = 'all' AND period = '2026-05'; \
         DELETE FROM case_count WHERE dimension = 'matter' AND key = 'm1' AND basis = 'due'; \
         UPDATE case_row SET title = 'x' WHERE id = 'k3'; DELETE FROM case_unit WHERE case_id = 'k4';",
    )
    .await;
    let found = store.rebuild_check(&district()).await.unwrap();
    for table in ["case_count", "case_row", "case_unit"] {
        assert!(
            found.iter().any(|it| it.table == table),
            "{table}: {found:?}"
        );
    }
    store.rebuild(&district()).await.unwrap();
    assert_eq!(store.rebuild_check(&district()).await.unwrap(), []);
}
