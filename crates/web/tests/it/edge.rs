//! Headers, errors in words, languages, limits.

use crate::district::{District, asking, form};
use axum::body::Body;
use axum::http::{StatusCode, header};

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let district = District::demo().await;
    for path in ["/sign-in", "/healthz", "/nowhere", "/static/nothing.js"] {
        let answer = district.get(path, None).await;
        let csp = answer.header("content-security-policy");
        assert!(
            csp.contains("frame-ancestors 'none'") && !csp.contains("unsafe-inline"),
            "{path}: {csp}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn no_page_has_inline_script_or_style() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    let id = district.commitment(&office).await;
    for path in [
        "/",
        "/ledger",
        "/verify",
        "/audit",
        "/admin/people",
        &format!("/ledger/{id}"),
    ] {
        let text = district.get(path, Some(&office)).await.text();
        for bad in [
            "<style",
            " style=",
            "onclick=",
            "onload=",
            "javascript:",
            "<script>",
        ] {
            assert!(!text.contains(bad), "{path} has {bad}");
        }
    }
}

#[tokio::test]
async fn errors_are_pages_for_people_and_problems_for_programs() {
    let district = District::demo().await;
    let page = district.get("/nowhere", None).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("没有这个页面") && page.text().contains("no_page"));
    let request =
        asking("GET", "/nowhere?lang=en", None).header(header::ACCEPT, "application/json");
    let mut request = request.body(Body::empty()).expect("request");
    request
        .headers_mut()
        .insert(header::ACCEPT, "application/json".parse().expect("value"));
    let problem = district.send(request).await;
    assert_eq!(problem.header("content-type"), "application/problem+json");
    let body: serde_json::Value = serde_json::from_slice(&problem.body).expect("json");
    assert_eq!(
        (body["code"].as_str(), body["status"].as_u64()),
        (Some("no_page"), Some(404))
    );
    assert_eq!(body["detail"], "There is no such page");
}

#[tokio::test]
async fn the_language_is_chosen_and_remembered() {
    let district = District::demo().await;
    assert!(
        district
            .get("/sign-in", None)
            .await
            .text()
            .contains("lang=\"zh-CN\"")
    );
    let english = district.get("/sign-in?lang=en", None).await;
    assert!(english.text().contains("Sign in"));
    assert_eq!(english.cookie("xh_lang").as_deref(), Some("en"));
}

#[tokio::test]
async fn preferences_lead_back_to_an_own_page_only() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    let answer = district
        .post(
            "/preferences",
            &office,
            &[("elder", "1"), ("back", "//evil")],
        )
        .await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/")
    );
    assert_eq!(answer.cookie("xh_elder").as_deref(), Some("1"));
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_in_words() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    let large = "x".repeat(2 * 1024 * 1024);
    let answer = district
        .send(form(
            "/preferences",
            Some(&office),
            [("back", large.as_str())].into_iter(),
        ))
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("大小上限"));
}

#[tokio::test]
async fn tries_to_sign_in_are_limited() {
    let district = District::demo().await;
    let page = district.get("/sign-in", None).await;
    let cookie = format!("xh_pre={}", page.cookie("xh_pre").expect("cookie"));
    let visitor = crate::district::Person {
        cookie,
        csrf: page.csrf(),
    };
    let mut last = StatusCode::OK;
    for _ in 0..40 {
        last = district
            .post("/sign-in/demo", &visitor, &[("login", "nobody")])
            .await
            .status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
