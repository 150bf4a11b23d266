//! Areas by date, points and addresses over HTTP.

use crate::client::{Api, Call};

#[tokio::test]
async fn areas_are_drawn_by_layer_and_day_and_kept_by_their_tag() {
    let api = Api::start().await;
    let caller = Some(&api.person("office1").await);
    let call = |query: &str| Call::get(&format!("/areas?{query}"));
    let today = api.call(caller, call("layer=grid")).await;
    assert_eq!(today.header("content-type"), "application/geo+json");
    assert_eq!(today.json["features"].as_array().map(Vec::len), Some(16));
    assert_eq!(
        today.json["features"][0]["properties"]["illustrative"],
        true
    );
    let before = api.call(caller, call("layer=grid&on=2024-06-01")).await;
    assert_eq!(before.json["features"].as_array().map(Vec::len), Some(24));
    let again = call("layer=grid").with("if-none-match", today.header("etag"));
    assert_eq!(api.call(caller, again).await.status, 304);
    let stale = call("layer=grid").with("if-none-match", before.header("etag"));
    assert_eq!(api.call(caller, stale).await.status, 200);
    for (query, code) in [
        ("layer=ward", "place.layer"),
        ("layer=grid&crs=utm", "place.crs"),
        ("layer=grid&on=soon", "input.day"),
    ] {
        assert_eq!(api.call(caller, call(query)).await.code(), code, "{query}");
    }
}

#[tokio::test]
async fn a_point_and_an_address_are_looked_up() {
    let api = Api::start().await;
    let caller = Some(&api.person("office1").await);
    let call = |query: &str| Call::get(&format!("/places/resolve?{query}"));
    let at = api.call(caller, call("lon=150.007&lat=30.012")).await.ok();
    assert_eq!(at["at"]["area"]["layer"], "grid");
    assert_eq!(
        at["at"]["area"]["unit"],
        at["at"]["area"]["parents"][0]["code"]
    );
    let away = api.call(caller, call("lon=1&lat=1")).await.ok();
    assert!(away["at"]["area"].is_null());
    let text = "q=%E5%A4%A7%E8%A3%A4%E8%A1%A9";
    let found = api.call(caller, call(text)).await.ok();
    assert_eq!(found["candidates"][0]["name"], "望汀大厦");
    assert_eq!(found["candidates"][0]["reason"], "name");
    let wrong = api.call(caller, call("lon=east&lat=1")).await;
    assert_eq!(
        (wrong.status.as_u16(), wrong.code()),
        (422, "input.degrees")
    );
    let off = api.call(caller, call("lon=200&lat=1")).await;
    assert_eq!(off.code(), "point_off_earth");
}
