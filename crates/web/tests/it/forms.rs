//! Forms: no forgery, no lost typing, and the loop of a claim from report to verification.

use crate::district::{District, Person, asking, form};
use axum::body::Body;
use axum::http::{StatusCode, header};

/// Every address that changes something.
const POSTS: &[&str] = &[
    "/sign-in",
    "/sign-in/demo",
    "/sign-out",
    "/password",
    "/preferences",
    "/views/ledger",
    "/views/ledger/x/delete",
    "/ledger/x/records",
    "/ledger/x/changes",
    "/ledger/x/supervise",
    "/records/x/verify",
    "/records/x/return",
    "/records/x/withdraw",
    "/records/x/reverse",
    "/changes/x/approve",
    "/changes/x/refuse",
    "/changes/x/withdraw",
    "/supervision/x/answer",
    "/supervision/x/close",
    "/audit/verify",
    "/audit/seal",
    "/cases/import/x",
    "/case-types/x/migration",
    "/messages/x/again",
    "/notices/read",
    "/admin/people",
    "/admin/people/x/disable",
    "/admin/people/x/enable",
    "/admin/people/x/roles",
    "/admin/people/x/password",
    "/admin/tokens",
    "/admin/tokens/x/revoke",
];

#[tokio::test]
async fn no_form_is_taken_without_the_sessions_own_value() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    for path in POSTS {
        for csrf in ["", "0".repeat(64).as_str()] {
            let answer = district
                .send(form(path, Some(&office), [("csrf", csrf)].into_iter()))
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(answer.text().contains("csrf"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_wrong_password_keeps_the_name_and_says_so() {
    let district = District::demo().await;
    let page = district.get("/sign-in", None).await;
    let cookie = format!("xh_pre={}", page.cookie("xh_pre").expect("cookie"));
    let visitor = Person {
        cookie,
        csrf: page.csrf(),
    };
    let answer = district
        .post(
            "/sign-in",
            &visitor,
            &[("login", "somebody"), ("password", "wrong-wrong-1")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(
        answer.text().contains("value=\"somebody\"")
            && answer.text().contains("登录名或密码不正确")
    );
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    assert_eq!(
        district.post("/sign-out", &office, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let after = district.get("/ledger", Some(&office)).await;
    assert!(after.header("location").starts_with("/sign-in"));
}

/// The first commitment on the clerk's worklist.
async fn owed(district: &District, clerk: &Person) -> String {
    let text = district.get("/worklist", Some(clerk)).await.text();
    let rest = text
        .split("href=\"/ledger/")
        .nth(1)
        .expect("a commitment on the worklist");
    rest.split(['"', '#', '?'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// A picture of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

async fn claim(district: &District, who: &Person, id: &str, note: &str) -> crate::district::Answer {
    let page = district
        .get(&format!("/ledger/{id}"), Some(who))
        .await
        .text();
    let kind = page
        .split("name=\"kind\" value=\"")
        .nth(1)
        .and_then(|r| r.split('"').next())
        .unwrap_or("note");
    let fields = [
        ("csrf", who.csrf.as_str()),
        ("kind", kind),
        ("step", "0"),
        ("date", "2026-11-19"),
        ("amount", "1"),
        ("note", note),
    ];
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    let head = "--b\r\nContent-Disposition: form-data; name=\"evidence\"; filename=\"p.png\"\r\nContent-Type: image/png\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(PNG);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = asking("POST", &format!("/ledger/{id}/records"), Some(who));
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    district
        .send(request.body(Body::from(body)).expect("request"))
        .await
}

#[tokio::test]
async fn a_claim_goes_from_the_unit_to_somebody_else_who_verifies_it() {
    let district = District::demo().await;
    let clerk = district.person("department_clerk").await.expect("clerk");
    let office = district.person("district_office").await.expect("office");
    let id = owed(&district, &clerk).await;
    let claimed = claim(&district, &clerk, &id, "页面测试报送").await;
    assert_eq!(claimed.status, StatusCode::SEE_OTHER, "{}", claimed.text());
    assert!(
        !district
            .get("/verify", Some(&clerk))
            .await
            .text()
            .contains("页面测试报送"),
        "the claimant cannot verify"
    );
    let queue = district.get("/verify", Some(&office)).await.text();
    let before = queue.split("页面测试报送").nth(1).expect("in the queue");
    let record = before
        .split("action=\"/records/")
        .nth(1)
        .and_then(|r| r.split('/').next())
        .expect("form")
        .to_owned();
    let twice = [("version", "1"), ("back", "/verify")];
    let verified = district
        .post(&format!("/records/{record}/verify"), &office, &twice)
        .await;
    assert_eq!(
        (verified.status, verified.header("location")),
        (StatusCode::SEE_OTHER, "/verify")
    );
    let again = district
        .post(
            &format!("/records/{record}/return"),
            &office,
            &[
                ("version", "1"),
                ("reason", "打字不丢"),
                ("back", "/verify"),
            ],
        )
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("打字不丢"), "what was typed is kept");
    assert!(
        again.text().contains("name=\"version\" value=\"2\""),
        "with the version now stored"
    );
}

#[tokio::test]
async fn a_file_that_is_no_evidence_is_refused_and_the_rest_is_kept() {
    let district = District::demo().await;
    let clerk = district.person("department_clerk").await.expect("clerk");
    let id = owed(&district, &clerk).await;
    let csrf = clerk.csrf.as_str();
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nnote\r\n\
         --b\r\nContent-Disposition: form-data; name=\"date\"\r\n\r\n2026-11-19\r\n\
         --b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n留住的文字\r\n\
         --b\r\nContent-Disposition: form-data; name=\"evidence\"; filename=\"a.png\"\r\n\r\nMZ program\r\n--b--\r\n"
    );
    let request = asking("POST", &format!("/ledger/{id}/records"), Some(&clerk));
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    let answer = district
        .send(request.body(Body::from(body)).expect("request"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("留住的文字"));
}
