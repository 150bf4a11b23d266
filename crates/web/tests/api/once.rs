//! Idempotency-Key: the same request twice is carried out once.

use crate::client::Call;
use crate::stage::{PNG, Stage};
use serde_json::json;

async fn records(stage: &Stage) -> usize {
    let address = format!("/commitments/{}", stage.commitment.id);
    let detail = stage
        .api
        .call(Some(&stage.office), Call::get(&address))
        .await
        .ok();
    detail["records"].as_array().map_or(0, Vec::len)
}

fn claim(stage: &Stage, note: &str) -> Call {
    let texts = [
        ("kind", "amount"),
        ("date", "2026-11-20"),
        ("amount", "2"),
        ("note", note),
    ];
    let address = format!("/commitments/{}/records", stage.commitment.id);
    Call::post(&address)
        .form(&texts, &[("evidence", "a.png", PNG)])
        .with("idempotency-key", "once-1")
}

#[tokio::test]
async fn a_claim_sent_twice_counts_once() {
    let stage = Stage::set().await;
    let (api, program) = (&stage.api, stage.api.program("works").await);
    let before = records(&stage).await;
    let first = api.call(Some(&program), claim(&stage, "两处")).await;
    assert_eq!(first.status, 201, "{}", first.json);
    let again = api.call(Some(&program), claim(&stage, "两处")).await;
    assert_eq!(
        (again.status.as_u16(), again.header("idempotency-replayed")),
        (200, "true")
    );
    assert_eq!(
        again.json["changed"][0],
        json!({"kind": "record", "id": first.json["id"], "version": 1})
    );
    assert_eq!(records(&stage).await, before + 1);

    let other = api.call(Some(&program), claim(&stage, "三处")).await;
    assert_eq!(
        (other.status.as_u16(), other.code()),
        (422, "idempotency.key_reused")
    );
    let elsewhere = api.call(Some(&stage.clerk), claim(&stage, "三处")).await;
    assert_eq!(elsewhere.status, 201, "keys belong to their actor");
    assert_eq!(records(&stage).await, before + 2);
    let bad = claim(&stage, "两处").with("idempotency-key", "");
    assert_eq!(
        api.call(Some(&program), bad).await.status,
        200,
        "the first of two headers counts"
    );
}

#[tokio::test]
async fn two_at_the_same_time_are_told_apart() {
    let stage = Stage::set().await;
    let program = stage.api.program("works").await;
    let before = records(&stage).await;
    let send = || stage.api.call(Some(&program), claim(&stage, "两处"));
    let (a, b, c) = tokio::join!(send(), send(), send());
    let made = [&a, &b, &c].iter().filter(|r| r.status == 201).count();
    assert_eq!(made, 1, "{} {} {}", a.status, b.status, c.status);
    assert!([a, b, c].iter().all(|r| r.status.is_success()));
    assert_eq!(records(&stage).await, before + 1);
}

#[tokio::test]
async fn a_decided_write_answers_its_repetition_although_the_version_moved() {
    let stage = Stage::set().await;
    let record = stage.record().await.value.id;
    let verify = || {
        Call::post(&format!("/records/{record}/verify"))
            .on(1)
            .with("idempotency-key", "v")
    };
    let first = stage.api.call(Some(&stage.office), verify()).await;
    assert_eq!(first.status, 200, "{}", first.json);
    let again = stage.api.call(Some(&stage.office), verify()).await;
    assert_eq!(
        (again.status.as_u16(), again.header("idempotency-replayed")),
        (200, "true")
    );
    let without = Call::post(&format!("/records/{record}/verify")).on(1);
    assert_eq!(
        stage.api.call(Some(&stage.office), without).await.status,
        412
    );
}

#[tokio::test]
async fn a_refused_request_may_be_mended_under_the_same_key() {
    let stage = Stage::set().await;
    let record = stage.record().await.value.id;
    let send = |why: &str| {
        Call::post(&format!("/records/{record}/return"))
            .on(1)
            .with("idempotency-key", "r")
            .json(json!({ "reason": why }))
    };
    assert_eq!(
        stage.api.call(Some(&stage.office), send(" ")).await.status,
        422
    );
    assert_eq!(
        stage
            .api
            .call(Some(&stage.office), send("照片不清"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn accepting_many_with_a_key_accepts_all() {
    let stage = Stage::set().await;
    let mut chosen = vec![];
    for (id, version) in stage
        .drafts(commitment::Status::Proposed)
        .await
        .into_iter()
        .take(3)
    {
        let owner = Call::post(&format!("/reports/{}/drafts/{id}/assign", stage.report))
            .on(version)
            .json(json!({"lead": "works"}));
        let assigned = stage.api.call(Some(&stage.office), owner).await.ok();
        chosen.push(json!({"id": id, "version": assigned["version"]}));
    }
    let accept = || {
        Call::post("/drafts/accept")
            .json(json!({ "drafts": chosen }))
            .with("idempotency-key", "many")
    };
    let done = stage.api.call(Some(&stage.office), accept()).await.ok();
    assert_eq!(done.as_array().map(Vec::len), Some(3));
    assert!(
        done.as_array()
            .into_iter()
            .flatten()
            .all(|o| o["version"].is_i64()),
        "{done}"
    );
    let again = stage.api.call(Some(&stage.office), accept()).await;
    assert!(
        again
            .json
            .as_array()
            .into_iter()
            .flatten()
            .all(|o| o["version"].is_null()),
        "{}",
        again.json
    );
}
