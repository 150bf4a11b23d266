//! The duty list over HTTP: found, shown with its changes, edited, exchanged as a sheet.

mod common;

use axum::http::StatusCode;
use common::TestServer;

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = page.split(&start).nth(1).expect("the field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_office_edits_what_everybody_reads() {
    let server = TestServer::start().await;
    let office = server.person("office1").await;
    let clerk = server.person("works1").await;
    let page = clerk.get("/duty?unit=east&kind=reclaimed").await.text();
    assert!(page.contains("树木倒伏阻路") && !page.contains("枯枝断枝"));
    assert!(!page.contains("/duty/sheet\""), "a clerk imports nothing");
    let past = clerk.get("/duty?as_of=2026-06-30").await.text();
    assert!(past.contains("没有符合条件的事项"));
    assert_eq!(
        clerk.get("/duty/T0104/entries").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(clerk.get("/duty/T9999").await.status, StatusCode::NOT_FOUND);

    let form = office.get("/duty/T0104/entries").await.text();
    let version = hidden(&form, "version");
    let fields = |unit: &'static str, kind: &'static str| {
        [
            ("version", version.clone()),
            ("unit", unit.to_owned()),
            ("kind", kind.to_owned()),
            ("valid_from", "2026-10-01".to_owned()),
            ("basis", "试行办法".to_owned()),
            ("reason", "增加配合".to_owned()),
        ]
    };
    let post = async |fields: [(&'static str, String); 6]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        office.post("/duty/T0104/entries", &fields).await
    };
    let refused = post(fields("people", "core")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("都是事项T0104的主责"),
        "the other owner is named"
    );
    assert!(refused.text().contains("试行办法"), "what was typed stays");
    let done = post(fields("people", "assisting")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let shown = clerk.get("/duty/T0104").await.text();
    assert!(shown.contains("d-t0104-2") && shown.contains("增加配合"));
    let change = office.get("/duty/T0104/entries/d-t0104-2").await.text();
    assert!(change.contains("试行办法"));
}

#[tokio::test]
async fn a_sheet_is_looked_at_before_it_is_taken() {
    let server = TestServer::start().await;
    let office = server.person("office1").await;
    let sheet = office.get("/duty/sheet/csv").await;
    let text = String::from_utf8(sheet.body.clone()).expect("text");
    let ended = text.replace(
        "区建设局,配合,,,2026-07-01,,",
        "区建设局,配合,,,2026-07-01,2026-12-31,",
    );
    assert_ne!(text, ended);
    let look = office
        .upload("/duty/sheet", "清单.csv", ended.as_bytes(), &[])
        .await
        .text();
    assert!(look.contains("<ins>2026-12-31</ins>"), "{look}");
    let fields = [
        ("apply", "1".to_owned()),
        ("digest", hidden(&look, "digest")),
        ("name", "清单.csv".to_owned()),
        ("carried", hidden(&look, "carried")),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let done = office.upload("/duty/sheet", "", &[], &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let shown = office.get("/duty/T0102").await.text();
    assert!(shown.contains("2026-12-31"));
    let clerk = server.person("works1").await;
    assert_eq!(clerk.get("/duty/sheet").await.status, StatusCode::FORBIDDEN);
}
