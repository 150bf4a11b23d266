//! The whole loop by programs: import, review, issue, claim, verify, read back, as of a past day.

use crate::client::{Answer, Api, Call};
use crate::stage::PNG;
use serde_json::{Value, json};

fn version(answer: &Answer) -> i64 {
    answer
        .header("etag")
        .trim_matches('"')
        .parse()
        .expect("an ETag")
}

fn ids(list: &Value) -> Vec<(String, i64)> {
    let all = list.as_array().expect("a list").iter();
    all.map(|d| {
        (
            d["commitment"]["id"].as_str().expect("an id").to_owned(),
            d["version"].as_i64().expect("a version"),
        )
    })
    .collect()
}

#[tokio::test]
async fn from_a_report_to_a_verified_record() {
    let api = Api::start().await;
    let office = api.person("office1").await;
    let office = Some(&office);
    let text = std::fs::read("../../profiles/lanting/demo/report.md").expect("the report");
    let import =
        Call::post("/reports").form(&[("year", "2027")], &[("file", "工作报告.md", &text)]);
    let made = api.call(office, import).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let report = made.json["report"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    assert_eq!(made.header("location"), format!("/api/v1/reports/{report}"));
    let address = format!("/reports/{report}");
    let seen = version(&made);

    let blocked = api
        .call(office, Call::post(&format!("{address}/issue")).on(seen))
        .await;
    assert_eq!(
        (blocked.status.as_u16(), blocked.code()),
        (422, "issue.blocked")
    );

    let drafts = api
        .call(office, Call::get(&format!("{address}/drafts")))
        .await
        .ok();
    for (i, (id, version)) in ids(&drafts).into_iter().enumerate() {
        let place = format!("{address}/drafts/{id}");
        let principle = drafts[i]["commitment"]["kind"] == "principle";
        let done = match (i, principle) {
            (0, _) => Call::post(&format!("{place}/drop"))
                .on(version)
                .json(json!({"reason": "不属于本区"})),
            (_, true) => Call::post(&format!("{place}/accept")).on(version),
            _ => {
                let owners = json!({"lead": "works", "supporting": ["east"]});
                let assigned = api
                    .call(
                        office,
                        Call::post(&format!("{place}/assign"))
                            .on(version)
                            .json(owners),
                    )
                    .await;
                assert_eq!(
                    assigned.json["commitment"]["leader"], "deputy",
                    "{}",
                    assigned.json
                );
                let mut edited = Call::new("PATCH".parse().expect("a method"), &place);
                edited = edited
                    .on(self::version(&assigned))
                    .json(json!({"deadline": "2027-12-31", "review_every_days": 30}));
                let edited = api.call(office, edited).await;
                Call::post(&format!("{place}/accept")).on(self::version(&edited))
            }
        };
        let answer = api.call(office, done).await;
        assert!(answer.status.is_success(), "{}", answer.json);
    }
    let blockers = api
        .call(office, Call::get(&format!("{address}/blockers")))
        .await
        .ok();
    assert_eq!(blockers, json!([]), "nothing stands in the way");
    let issued = api
        .call(office, Call::post(&format!("{address}/issue")).on(seen))
        .await;
    assert_eq!(issued.status, 200, "{}", issued.json);

    let page = api
        .call(
            office,
            Call::get(&format!("/ledger?report={report}&limit=2&kind=quantified")),
        )
        .await
        .ok();
    assert_eq!(page["rows"].as_array().map(Vec::len), Some(2));
    let next: String =
        form_urlencoded::byte_serialize(page["next"].as_str().expect("a next page").as_bytes())
            .collect();
    let second = api
        .call(
            office,
            Call::get(&format!(
                "/ledger?report={report}&limit=2&kind=quantified&after={next}"
            )),
        )
        .await
        .ok();
    assert_ne!(page["rows"][0]["id"], second["rows"][0]["id"]);
}

#[tokio::test]
async fn a_record_travels_and_the_past_stays() {
    let stage = crate::stage::Stage::set().await;
    let (api, office, clerk) = (&stage.api, Some(&stage.office), Some(&stage.clerk));
    let address = format!("/commitments/{}", stage.commitment.id);
    let texts = [
        ("kind", "amount"),
        ("date", "2026-11-19"),
        ("amount", "1.5"),
        ("note", "新完成"),
    ];
    let claim =
        Call::post(&format!("{address}/records")).form(&texts, &[("evidence", "图.png", PNG)]);
    let claimed = api.call(clerk, claim).await;
    assert_eq!(claimed.status, 201, "{}", claimed.json);
    let id = claimed.json["id"].as_str().expect("an id").to_owned();

    let own = api
        .call(clerk, Call::post(&format!("/records/{id}/verify")).on(1))
        .await;
    assert_eq!(own.status, 403, "a clerk verifies nothing: {}", own.json);
    let queue = api.call(office, Call::get("/records/to-verify")).await.ok();
    assert!(
        queue["rows"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|r| r["id"] == *id)
    );
    let hash = claimed.json["evidence"][0]["hash"]
        .as_str()
        .expect("a hash");
    let file = api
        .call(office, Call::get(&format!("/records/{id}/evidence/{hash}")))
        .await;
    assert_eq!(
        (file.body.as_slice(), file.header("content-type")),
        (PNG, "image/png")
    );
    let done = api
        .call(
            office,
            Call::post(&format!("/records/{id}/verify"))
                .on(1)
                .json(json!({"remark": "已看"})),
        )
        .await;
    assert_eq!(
        (done.header("etag"), &done.json["status"]),
        ("\"2\"", &json!("verified"))
    );

    let now = api.call(office, Call::get(&address)).await.ok();
    let then = api
        .call(office, Call::get(&format!("{address}?as_of=2026-11-18")))
        .await
        .ok();
    let count = |detail: &Value| {
        detail["records"]
            .as_array()
            .expect("records")
            .iter()
            .filter(|r| r["id"] == *id)
            .count()
    };
    assert_eq!((count(&now), count(&then)), (1, 0));
    assert_eq!(then["may"], json!([]));
    let past = api
        .call(office, Call::get("/ledger/overview?as_of=2026-07-01"))
        .await
        .ok();
    assert_eq!(
        (&past["day"], &past["as_of"]),
        (&json!("2026-07-01"), &json!("2026-07-01"))
    );
    let morning = format!("{address}?as_of=2026-11-18T09:30:00");
    let then = api.call(office, Call::get(&morning)).await.ok();
    assert_eq!(then["as_of"], "2026-11-18T09:30:00+08:00");
    for wrong in ["2026-11-18T25:00", "2126-01-01", "2026-11-21T00:00:00Z"] {
        let wrong = format!("{address}?as_of={wrong}");
        let refused = api.call(office, Call::get(&wrong)).await;
        assert_eq!(refused.status, 422, "{wrong}");
    }

    let history = api
        .call(office, Call::get(&format!("/journal/record/{id}")))
        .await
        .ok();
    let actions: Vec<_> = history
        .as_array()
        .expect("entries")
        .iter()
        .map(|e| e["action"].clone())
        .collect();
    assert_eq!(actions, ["record.claim", "record.verify"]);
    let sound = api.call(office, Call::post("/journal/verify")).await.ok();
    assert_eq!(sound["sound"], true);
}

#[tokio::test]
async fn views_tokens_and_days() {
    let api = Api::start().await;
    let (office, security) = (api.person("office1").await, api.person("sec1").await);
    let saved =
        Call::post("/views").json(json!({"page": "ledger", "name": "红灯", "query": "light=red"}));
    let id = api.call(Some(&office), saved).await.ok()["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let views = api
        .call(Some(&office), Call::get("/views?page=ledger"))
        .await
        .ok();
    assert_eq!(views[0]["query"], "light=red");
    let gone = api
        .call(
            Some(&office),
            Call::new("DELETE".parse().expect("a method"), &format!("/views/{id}")),
        )
        .await;
    assert_eq!(gone.status, 204);
    assert_eq!(
        api.call(Some(&office), Call::get("/views?page=ledger"))
            .await
            .ok(),
        json!([])
    );

    let program = api.program("works").await;
    let session = api.call(Some(&program), Call::get("/session")).await.ok();
    assert_eq!(
        (&session["unit"], &session["via"], &session["roles"]),
        (&json!("works"), &json!("token"), &json!(["api_client"]))
    );
    let token = session["person"]
        .as_str()
        .and_then(|p| p.strip_prefix("token-"))
        .expect("a token")
        .to_owned();
    let revoke = Call::new(
        "DELETE".parse().expect("a method"),
        &format!("/tokens/{token}"),
    );
    assert_eq!(api.call(Some(&security), revoke).await.status, 204);
    assert_eq!(
        api.call(Some(&program), Call::get("/session")).await.status,
        401
    );

    let due = api
        .call(
            Some(&office),
            Call::get("/calendar/due?from=2026-09-24T16:30&limit=5wd"),
        )
        .await
        .ok();
    assert_eq!(due["at"], "2026-10-09T23:59:59+08:00");
    let bad = api
        .call(
            Some(&office),
            Call::get("/calendar/due?from=2026-09-24T16:30&limit=5x"),
        )
        .await;
    assert_eq!(bad.json["fields"][0]["field"], "limit");
    let day = api
        .call(Some(&office), Call::get("/calendar/days/2026-10-01"))
        .await
        .ok();
    assert_eq!(day["works"], false);
}
