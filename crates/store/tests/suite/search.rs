//! The search index is what the records say, at every instant.

use crate::fixture::{at, batch, change, district, put};
use search::{Aliases, Facet, Query};
use serde_json::{Value, json};
use store::case::{CaseFilter, CaseOrder, CaseScope, CaseSort};
use store::search::{SearchAsk, SearchFound};
use store::testing::TestStore;
use store::{Change, Store};

const TEXTS: [&str; 8] = [
    "小学门口井盖破损",
    "路灯不亮，井盖松动",
    "广场舞噪声扰民",
    "占道经营，油烟扰民",
    "下水道堵塞，污水外溢",
    "路面积水，车辆难行",
    "共享单车乱停放",
    "建筑垃圾乱堆放",
];

fn case(n: usize, text: &str, unit: &str) -> Value {
    json!({
        "id": format!("k{n:05}"), "number": format!("CG20261123{n:04}"), "case_type": "city",
        "type_version": 1, "state": "handling", "phase": "handle", "channel": "desk", "title": text,
        "place": { "address": "滨江路", "subdistrict": format!("s{}", n % 3) },
        "opened_by": { "person": "p1", "unit": "centre" }, "owner": { "unit": unit },
        "reported_at": at(n as i64 * 60).to_string(),
    })
}

fn new(n: usize) -> Change {
    let state = case(n, TEXTS[n % TEXTS.len()], &format!("u{}", n % 4));
    change("case", state["id"].as_str().unwrap(), 0, None, &state)
}

async fn found(store: &Store, words: &str, units: &[&str]) -> Vec<String> {
    let words = Query::read(words, &Aliases::default());
    let mut codes = Query::default();
    if !units.is_empty() {
        codes.also(units.iter().map(|unit| Facet::Unit.term(unit)));
    }
    let ask = SearchAsk {
        kind: "case",
        words: &words,
        codes: &codes,
        from: None,
        to: None,
        after: None,
        limit: 500,
    };
    let found = store.search(&district(), &ask).await.unwrap();
    assert!(found.windows(2).all(|two| two[0] > two[1]), "not falling");
    found.into_iter().map(|it| it.id).collect()
}

async fn agrees(store: &Store) {
    let (_, wrong) = store.search_check(&district()).await.unwrap();
    assert_eq!(wrong, []);
}

pub async fn a_change_is_found_at_once_and_with_its_batch_or_not_at_all(test: TestStore) {
    let store = &test.store;
    put(store, 0, vec![new(0), new(1)]).await;
    assert_eq!(found(store, "井盖", &[]).await, ["k00001", "k00000"]);
    assert_eq!(found(store, "jg", &["u1"]).await, ["k00001"]);
    assert_eq!(found(store, "CG202611230001", &[]).await, ["k00001"]);
    assert!(found(store, "CG20261123", &[]).await.is_empty());
    // One change of the batch is stale: the other's terms are not there either.
    let stale = change("case", "k00001", 0, None, &case(1, "另一件", "u1"));
    assert!(store.commit(batch(1, vec![new(3), stale])).await.is_err());
    assert!(found(store, "油烟", &[]).await.is_empty());
    assert_eq!(found(store, "路灯", &[]).await, ["k00001"]);
    agrees(store).await;
    // What a text loses is not found any more, in a block neither.
    store.search_gather(&district(), 0).await.unwrap();
    let before = case(1, TEXTS[1], "u1");
    let after = case(1, "已处理", "u2");
    let moved = change("case", "k00001", 1, Some(&before), &after);
    put(store, 2, vec![moved]).await;
    assert!(found(store, "路灯", &[]).await.is_empty());
    assert_eq!(found(store, "处理", &["u2"]).await, ["k00001"]);
    agrees(store).await;
    store.search_gather(&district(), 0).await.unwrap();
    assert!(found(store, "路灯", &[]).await.is_empty());
    assert_eq!(found(store, "处理", &["u2"]).await, ["k00001"]);
    agrees(store).await;
}

/// Random changes and gatherings; every question gets what each record says for itself.
pub async fn blocks_and_fresh_rows_answer_as_looking_at_each_record_does(test: TestStore) {
    let store = &test.store;
    let mut held: Vec<(i64, Value)> = Vec::new();
    let mut turn: usize = 7;
    let mut next = |below: usize| {
        turn = turn
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (turn >> 33) % below
    };
    for round in 0..40_usize {
        let mut changes = Vec::new();
        for _ in 0..next(6) {
            let n = held.len();
            changes.push(new(n));
            held.push((1, case(n, TEXTS[n % TEXTS.len()], &format!("u{}", n % 4))));
        }
        put(store, round as i64 * 2, changes).await;
        if !held.is_empty() {
            let n = next(held.len());
            let (seq, before) = held[n].clone();
            let after = case(n, TEXTS[next(8)], &format!("u{}", next(4)));
            let id = before["id"].as_str().unwrap();
            let moved = change("case", id, seq, Some(&before), &after);
            put(store, round as i64 * 2 + 1, vec![moved]).await;
            held[n] = (seq + 1, after);
        }
        if next(4) == 0 {
            store.search_gather(&district(), 0).await.unwrap();
        }
    }
    for words in ["井盖", "扰民", "jinggai", "rm", "路", "滨江路 井盖", "没有"] {
        for units in [vec![], vec!["u1"], vec!["u0", "u3"]] {
            let query = Query::read(words, &Aliases::default());
            let mut wanted: Vec<String> = held
                .iter()
                .filter(|(_, it)| {
                    let text = |part: &Value| part.as_str().unwrap_or_default().to_owned();
                    let all = format!("{}。{}", text(&it["title"]), text(&it["place"]["address"]));
                    let unit = text(&it["owner"]["unit"]);
                    query.matches(&all) && (units.is_empty() || units.contains(&unit.as_str()))
                })
                .map(|(_, it)| it["id"].as_str().unwrap().to_owned())
                .collect();
            wanted.reverse();
            assert_eq!(
                found(store, words, &units).await,
                wanted,
                "{words} {units:?}"
            );
        }
    }
    agrees(store).await;
}

pub async fn a_difference_is_found_and_a_rebuild_mends_it(test: TestStore) {
    let store = &test.store;
    put(store, 0, (0..20).map(new).collect()).await;
    store.search_gather(&district(), 0).await.unwrap();
    put(store, 1, (20..25).map(new).collect()).await;
    agrees(store).await;
    test.raw("UPDATE search_fresh SET terms = ' hxx ' WHERE id = 'k00021'")
        .await;
    test.raw("DELETE FROM search_fresh WHERE id = 'k00022'")
        .await;
    test.raw("DELETE FROM search_posting WHERE bucket IN (SELECT MIN(bucket) FROM search_posting)")
        .await;
    let (_, wrong) = store.search_check(&district()).await.unwrap();
    let ids: Vec<&str> = wrong.iter().map(|it| it.id.as_str()).collect();
    assert!(
        ids.contains(&"k00021") && ids.contains(&"k00022"),
        "{ids:?}"
    );
    assert!(ids.iter().any(|id| *id < "k00020"), "{ids:?}");
    let mut told = 0;
    let rebuilt = store
        .search_rebuild(&district(), |so_far| told = so_far.records)
        .await
        .unwrap();
    assert_eq!((rebuilt.records, told), (25, 25));
    agrees(store).await;
    assert_eq!(
        found(store, "井盖", &["u0"]).await,
        ["k00024", "k00016", "k00008", "k00000"]
    );
}

pub async fn pages_go_on_where_they_ended(test: TestStore) {
    let store = &test.store;
    put(store, 0, (0..90).map(new).collect()).await;
    store.search_gather(&district(), 0).await.unwrap();
    put(store, 1, (90..120).map(new).collect()).await;
    let words = Query::read("井盖", &Aliases::default());
    let codes = Query::default();
    let mut ask = SearchAsk {
        kind: "case",
        words: &words,
        codes: &codes,
        from: Some(at(8 * 60).as_millisecond()),
        to: Some(at(113 * 60).as_millisecond()),
        after: None,
        limit: 7,
    };
    let mut all = Vec::new();
    loop {
        let page: Vec<SearchFound> = store.search(&district(), &ask).await.unwrap();
        let Some(last) = page.last() else { break };
        ask.after = Some((last.sort_key, last.id.clone()));
        all.extend(page.into_iter().map(|it| it.id));
    }
    let wanted: Vec<String> = (8..113)
        .rev()
        .filter(|n| n % 8 < 2)
        .map(|n| format!("k{n:05}"))
        .collect();
    assert_eq!(all, wanted);
}

/// Every page of words in titles is what reading all titles gives.
pub async fn titles_are_found_by_the_index_as_by_reading_them(test: TestStore) {
    let store = &test.store;
    put(store, 0, (0..150).map(new).collect()).await;
    store.search_gather(&district(), 0).await.unwrap();
    put(store, 1, (150..200).map(new).collect()).await;
    let own = |units: &[&str]| CaseScope::Within {
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        subdistricts: vec![],
        communities: vec!["s1".to_owned()],
    };
    for (words, most) in [
        ("井盖", 50),
        ("扰民", 50),
        ("盖破损", 25),
        ("没有", 0),
        ("滨江", 0),
    ] {
        for scope in [CaseScope::All, own(&["u1"]), own(&[])] {
            for open in [None, Some(true), Some(false)] {
                let filter = CaseFilter {
                    text: Some(words.to_owned()),
                    scope: scope.clone(),
                    open,
                    ..CaseFilter::default()
                };
                let all = store
                    .case_list(&district(), &filter, CaseSort::Reported, None, 200)
                    .await
                    .unwrap();
                let (mut rows, mut after) = (vec![], None);
                loop {
                    let asked = (after.as_deref(), 7);
                    let found = store
                        .case_titled(&district(), &filter, CaseOrder::default(), asked, 30)
                        .await;
                    let (page, total) = found.unwrap().unwrap();
                    assert_eq!(total, all.rows.len().min(30) as i64, "{filter:?}");
                    rows.extend(page.rows);
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                assert_eq!(rows, all.rows, "{filter:?}");
                assert!(rows.len() <= most, "{words} {}", rows.len());
            }
        }
    }
    let other = CaseFilter {
        text: Some("CG".to_owned()),
        ..CaseFilter::default()
    };
    let found = store
        .case_titled(&district(), &other, CaseOrder::default(), (None, 7), 30)
        .await;
    assert_eq!(found.unwrap(), None);
}
