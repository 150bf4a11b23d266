//! Events with resume, and bulk files, over HTTP.

use crate::district::{District, asking};
use app::case::{Channel, Filer, OpenCmd, PlaceIn};
use app::{Actor, Via};
use axum::body::{Body, BodyDataStream};
use axum::http::StatusCode;
use futures_util::StreamExt;
use org::{Role, RoleSet, UnitCode};
use std::time::Duration;

/// How long a test waits for an event.
const SOON: Duration = Duration::from_secs(20);

fn actor(unit: &str, role: Role) -> Actor {
    Actor {
        person: format!("test-{unit}"),
        name: "示例".to_owned(),
        unit: UnitCode::parse(unit).expect("unit"),
        roles: RoleSet::new([role]).expect("role"),
        oversees: vec![],
        via: Via::Session,
    }
}

async fn secret(district: &District, unit: &str) -> String {
    let admin = actor("office", Role::SecurityAdmin);
    let made = app::token::create(&district.app, &admin, unit, "跟随").await;
    made.expect("a token").secret
}

/// A case of a unit, about somebody's telephone.
async fn case_of(district: &District, unit: &str, title: &str) -> String {
    let mut cmd = OpenCmd::new("tree_risk", Channel::Grid);
    cmd.title = format!("{title} 13900001234");
    cmd.place = Some(PlaceIn {
        address: "文澜路2号".to_owned(),
        ..PlaceIn::default()
    });
    let role = match unit {
        "office" => Role::CaseClerk,
        _ => Role::SubdistrictClerk,
    };
    let who = actor(unit, role);
    let made = app::case::open(&district.app, &Filer::Staff(&who), cmd).await;
    made.expect("opened").case.value.number
}

async fn call(
    district: &District,
    path: &str,
    secret: &str,
    last: Option<&str>,
) -> axum::response::Response {
    use tower::ServiceExt;
    let mut request = asking("GET", path, None).header("authorization", format!("Bearer {secret}"));
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    let request = request.body(Body::empty()).expect("request");
    district
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("an answer")
}

/// Reads until the words are there.
async fn until(stream: &mut BodyDataStream, words: &str) -> String {
    let mut text = String::new();
    let reading = async {
        while !text.contains(words) {
            let part = stream.next().await.expect("goes on").expect("bytes");
            text.push_str(&String::from_utf8_lossy(&part));
        }
    };
    tokio::time::timeout(SOON, reading)
        .await
        .unwrap_or_else(|_| panic!("{words} in time"));
    text
}

fn last_id(text: &str) -> String {
    let mut ids = text.lines().filter_map(|line| line.strip_prefix("id: "));
    ids.next_back().expect("an id").to_owned()
}

async fn whole(response: axum::response::Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .expect("ends well");
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[tokio::test]
async fn events_come_in_order_masked_within_reach_and_go_on_where_they_stopped() {
    let district = District::demo().await;
    let east = secret(&district, "east").await;
    let people = secret(&district, "people").await;
    let path = "/api/v1/cases/events";
    let response = call(&district, path, &east, None).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut live = response.into_body().into_data_stream();
    let hello = until(&mut live, "retry: 3000").await;
    let before = last_id(&hello);
    let number = case_of(&district, "east", "树歪了").await;
    let told = until(&mut live, &number).await;
    assert!(told.contains("event: case.open") && told.contains("树歪了"));
    assert!(!told.contains("13900001234"), "masked: {told}");
    // A department that has no part in it is told nothing, and still comes to the same position.
    let other = call(
        &district,
        &format!("{path}?follow=0"),
        &people,
        Some(&before),
    )
    .await;
    let other = whole(other).await;
    assert!(
        !other.contains(&number) && !other.contains("data:"),
        "{other}"
    );
    assert_eq!(last_id(&other), last_id(&told));
    // Gone for a while: exactly what was missed.
    drop(live);
    let second = case_of(&district, "east", "树又歪了").await;
    let missed = call(
        &district,
        &format!("{path}?follow=0"),
        &east,
        Some(&last_id(&told)),
    )
    .await;
    let missed = whole(missed).await;
    assert!(
        missed.contains(&second) && !missed.contains(&number),
        "{missed}"
    );
    let again = call(
        &district,
        &format!("{path}?follow=0&after={before}"),
        &east,
        None,
    )
    .await;
    let again = whole(again).await;
    assert!(again.find(&number) < again.find(&second), "{again}");
    for (path, status) in [
        ("/api/v1/cases/events?after=99999999", 422),
        ("/api/v1/cases/events?after=-1", 422),
        ("/api/v1/cases/events?after=x", 422),
    ] {
        assert_eq!(
            call(&district, path, &east, None).await.status().as_u16(),
            status,
            "{path}"
        );
    }
    assert_eq!(
        call(&district, path, "wrong", None).await.status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_caller_has_four_streams_and_gets_one_back_when_one_ends() {
    let district = District::demo().await;
    let east = secret(&district, "east").await;
    let path = "/api/v1/cases/events";
    let mut open = vec![];
    for _ in 0..4 {
        open.push(call(&district, path, &east, None).await);
    }
    let fifth = call(&district, path, &east, None).await;
    assert_eq!(fifth.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(fifth.headers().contains_key("retry-after"));
    let west = secret(&district, "west").await;
    assert_eq!(
        call(&district, path, &west, None).await.status(),
        StatusCode::OK
    );
    open.pop();
    assert_eq!(
        call(&district, path, &east, None).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn bulk_files_hold_what_the_caller_may_take_away() {
    let district = District::demo().await;
    let east = secret(&district, "east").await;
    let mut own = vec![];
    for n in 0..3 {
        own.push(case_of(&district, "east", &format!("树{n}")).await);
    }
    let other = case_of(&district, "office", "别处").await;
    let csv = call(&district, "/api/v1/cases/bulk?format=csv", &east, None).await;
    assert_eq!(csv.status(), StatusCode::OK);
    let name = csv.headers()["content-disposition"]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(name.ends_with(".csv"), "{name}");
    let csv = whole(csv).await;
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(own.iter().all(|n| csv.contains(n)) && !csv.contains(&other));
    assert!(!csv.contains("13900001234"), "masked");
    let places: Vec<_> = own.iter().map(|n| csv.find(n)).collect();
    assert!(places.is_sorted(), "the oldest first");
    let geo = call(
        &district,
        "/api/v1/cases/bulk?format=geojson&open=1",
        &east,
        None,
    )
    .await;
    assert_eq!(geo.headers()["content-type"], "application/geo+json");
    let geo: serde_json::Value = serde_json::from_str(&whole(geo).await).expect("json");
    assert_eq!(geo["features"].as_array().map(Vec::len), Some(3));
    let none = call(
        &district,
        "/api/v1/cases/bulk?format=geojson&open=0",
        &east,
        None,
    )
    .await;
    let none: serde_json::Value = serde_json::from_str(&whole(none).await).expect("json");
    assert_eq!(none["features"].as_array().map(Vec::len), Some(0));
    let parquet = call(&district, "/api/v1/cases/bulk?format=parquet", &east, None).await;
    let bytes = axum::body::to_bytes(parquet.into_body(), usize::MAX)
        .await
        .expect("whole");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    let wrong = call(&district, "/api/v1/cases/bulk?format=xls", &east, None).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
}
