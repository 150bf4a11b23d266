//! ETag and If-Match: nobody's work is written over.

use crate::client::Call;
use crate::stage::Stage;
use serde_json::json;

#[tokio::test]
async fn a_write_names_the_version_and_an_old_one_is_refused_with_the_new() {
    let stage = Stage::set().await;
    let (api, office) = (&stage.api, Some(&stage.office));
    let (draft, version) = stage.draft().await;
    let address = format!("/reports/{}/drafts/{draft}", stage.report);
    let shown = api.call(office, Call::get(&address)).await;
    assert_eq!(shown.header("etag"), format!("\"{version}\""));

    let edit = |title: &str| {
        Call::new("PATCH".parse().expect("a method"), &address).json(json!({ "title": title }))
    };
    assert_eq!(
        api.call(office, edit("甲")).await.code(),
        "if_match.missing"
    );
    assert_eq!(
        api.call(office, edit("甲").with("if-match", "*"))
            .await
            .status,
        400
    );
    let done = api.call(office, edit("甲").on(version)).await;
    assert_eq!(
        (done.status.as_u16(), done.header("etag")),
        (200, format!("\"{}\"", version + 1).as_str())
    );
    assert_eq!(done.json["commitment"]["title"], "甲");

    let stale = api.call(office, edit("乙").on(version)).await;
    assert_eq!(
        (stale.status.as_u16(), stale.code()),
        (412, "conflict.changed")
    );
    assert_eq!(stale.json["current_version"], version + 1);
    assert!(
        stale.json["detail"]
            .as_str()
            .is_some_and(|d| d.contains("刚被他人修改")),
        "{}",
        stale.json
    );
    let since = api
        .call(
            office,
            Call::get(&format!("{address}/since?version={version}")),
        )
        .await
        .ok();
    assert_ne!(since["then"]["title"], "甲");
    assert_eq!(since["now"]["commitment"]["title"], "甲");

    let merge = json!({"drafts": [{"id": draft, "version": version}, {"id": stage.draft().await.0, "version": 1}]});
    let conflict = api
        .call(office, Call::post("/drafts/merge").json(merge))
        .await;
    assert_eq!(
        conflict.status, 409,
        "a version in a body: {}",
        conflict.json
    );
}

#[tokio::test]
async fn null_clears_and_absence_leaves_alone() {
    let stage = Stage::set().await;
    let (api, office) = (&stage.api, Some(&stage.office));
    let (draft, version) = stage.draft().await;
    let address = format!("/reports/{}/drafts/{draft}", stage.report);
    let patch = |body| Call::new("PATCH".parse().expect("a method"), &address).json(body);
    let set = api
        .call(
            office,
            patch(json!({"deadline": "2027-06-30", "hedge": "力争"})).on(version),
        )
        .await
        .ok();
    assert_eq!(
        (&set["commitment"]["deadline"], &set["commitment"]["hedge"]),
        (&json!("2027-06-30"), &json!("力争"))
    );
    let cleared = api
        .call(office, patch(json!({"hedge": null})).on(version + 1))
        .await
        .ok();
    assert_eq!(
        (
            &cleared["commitment"]["deadline"],
            &cleared["commitment"]["hedge"]
        ),
        (&json!("2027-06-30"), &json!(null))
    );
    let unknown = api
        .call(office, patch(json!({"hegde": null})).on(version + 2))
        .await;
    assert_eq!(unknown.code(), "body.unfitting");
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_named() {
    let stage = Stage::set().await;
    let (api, clerk) = (&stage.api, Some(&stage.clerk));
    let claim = |c: Call| c;
    let address = format!("/commitments/{}/records", stage.commitment.id);
    let broken = Call::post(&address)
        .json(json!("x"))
        .with("accept-language", "en");
    assert_eq!(api.call(clerk, broken).await.code(), "body.unfitting");
    let plain = Call::post(&address)
        .with("content-type", "text/plain")
        .form(&[], &[]);
    assert_eq!(api.call(clerk, plain).await.status, 415);
    let kind = claim(Call::post(&address)).json(json!({"kind": "wish", "date": "2026-11-20"}));
    let answer = api.call(clerk, kind).await;
    assert_eq!(
        (answer.code(), &answer.json["fields"][0]["field"]),
        ("value.unknown", &json!("kind"))
    );
    let format = api
        .call(clerk, Call::get("/ledger/export?format=pdf"))
        .await;
    assert_eq!(format.json["fields"][0]["field"], "format");
    let day = api.call(clerk, Call::get("/ledger?due_before=soon")).await;
    assert_eq!(day.json["fields"][0]["field"], "due_before");
    let big = Call::post(&address)
        .json(json!({"kind": "note", "date": "2026-11-20", "note": "长".repeat(400_000)}));
    assert_eq!(api.call(clerk, big).await.status, 413);
    let nowhere = api.call(clerk, Call::get("/nowhere")).await;
    assert_eq!(
        (nowhere.status.as_u16(), nowhere.header("content-type")),
        (404, "application/problem+json")
    );
}
