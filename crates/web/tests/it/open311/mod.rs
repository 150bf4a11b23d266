//! Open311 GeoReport v2 over HTTP: conversations of public clients, shapes, errors, what is public.

mod shapes;

use crate::district::{Answer, District};
use app::case::{ActCmd, Filer};
use app::{Actor, Via};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use org::{Role, RoleSet, UnitCode};
use serde_json::Value;

const CLIENTS: &str = include_str!("clients.json");
const ROOT: &str = "/open311/v2";
const FORM: &str = "application/x-www-form-urlencoded";
/// The smallest picture there is.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

fn actor(unit: &str, role: Role) -> Actor {
    Actor {
        person: format!("test-{}", role.code()),
        name: "示例".to_owned(),
        unit: UnitCode::parse(unit).expect("unit"),
        roles: RoleSet::new([role]).expect("role"),
        oversees: vec![],
        via: Via::Session,
    }
}

async fn key(district: &District, unit: &str) -> String {
    let admin = actor("office", Role::SecurityAdmin);
    let made = app::token::create(&district.app, &admin, unit, "开放上报").await;
    made.expect("a token").secret
}

async fn get(district: &District, path: &str) -> Answer {
    let request = Request::get(format!("{ROOT}{path}")).header(header::HOST, "city.example:8440");
    district
        .send(request.body(Body::empty()).expect("request"))
        .await
}

async fn json(district: &District, path: &str) -> Value {
    let answer = get(district, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    serde_json::from_slice(&answer.body).expect("json")
}

async fn post(district: &District, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(format!("{ROOT}{path}")).header(header::CONTENT_TYPE, kind);
    district
        .send(request.body(body.into()).expect("request"))
        .await
}

async fn file(district: &District, fields: &[(&str, &str)]) -> Value {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    let answer = post(district, "/requests.json", FORM, body.finish()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).expect("json")
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn recorded_clients_are_answered_as_they_expect() {
    let district = District::demo().await;
    let key = key(&district, "east").await;
    let filed = file(
        &district,
        &[
            ("service_code", "tree-fallen"),
            ("lat", "30.012"),
            ("long", "150.0042"),
            ("description", "大树倒了"),
            ("api_key", &key),
        ],
    )
    .await;
    let number = text(&filed[0]["service_request_id"]);
    let mut token = String::new();
    let recorded: Value = serde_json::from_str(CLIENTS).expect("fixture");
    for call in recorded["calls"].as_array().expect("calls") {
        let fill = |words: &Value| {
            let words = words.as_str().unwrap_or_default();
            let words = words.replace("KEY", &key).replace("NUMBER", &number);
            words.replace("TOKEN", &token)
        };
        let path = fill(&call["path"]);
        let body = fill(&call["body"]);
        let mut request = Request::builder()
            .method(call["method"].as_str().expect("method"))
            .uri(format!("{ROOT}{path}"))
            .header(header::ACCEPT, call["accept"].as_str().expect("accept"));
        if !body.is_empty() {
            request = request.header(header::CONTENT_TYPE, FORM);
        }
        let answer = district
            .send(request.body(Body::from(body)).expect("request"))
            .await;
        let about = format!("{} {path}: {}", call["client"], answer.text());
        assert_eq!(answer.status, StatusCode::OK, "{about}");
        assert_eq!(
            answer.header("content-type"),
            call["kind"].as_str().expect("kind"),
            "{about}"
        );
        assert_eq!(answer.cookie("xh_pre"), None, "{about}");
        if let Some(root) = call["root"].as_str() {
            let words = answer.text();
            let head = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root}>");
            assert!(words.starts_with(&head), "{about}");
            assert!(words.trim_end().ends_with(&format!("</{root}>")), "{about}");
            continue;
        }
        let said: Value = serde_json::from_slice(&answer.body).expect("json");
        shapes::check(call["shape"].as_str().expect("shape"), &said);
        if call["shape"] == "token" {
            token = text(&said[0]["token"]);
        }
    }
}

#[tokio::test]
async fn what_is_public_says_nothing_of_people() {
    let district = District::demo().await;
    let key = key(&district, "east").await;
    let base = [
        ("service_code", "tree-fallen"),
        ("api_key", key.as_str()),
        ("first_name", "虚构"),
        ("phone", "13900001234"),
        ("email", "someone@example.org"),
        ("description", "树倒了，请打13900001234找我"),
    ];
    let street = [
        ("address_string", "文澜路2号"),
        ("lat", "30.012"),
        ("long", "150.0042"),
    ];
    let home = [
        ("address_string", "文澜路2号3栋1204房，13900001234"),
        ("lat", "30.012"),
        ("long", "150.0042"),
    ];
    let number = |filed: Value| text(&filed[0]["service_request_id"]);
    let one = number(file(&district, &[&base[..], &street].concat()).await);
    let two = number(file(&district, &[&base[..], &home].concat()).await);
    let shown = json(&district, "/requests.json?extensions=true").await;
    let of = |number: &str| {
        let all = shown.as_array().expect("list").iter();
        all.clone()
            .find(|r| r["service_request_id"] == number)
            .expect("listed")
            .clone()
    };
    assert_eq!(of(&one)["address"], "文澜路2号");
    assert_eq!(of(&one)["lat"], 30.012);
    assert_eq!(of(&one)["description"], "树木倒伏阻路");
    assert_eq!(of(&one)["extended_attributes"]["phase"], "dispatch");
    assert_eq!(of(&two)["lat"], Value::Null, "a home is no public place");
    for said in [
        shown.to_string(),
        get(&district, "/requests.xml").await.text(),
    ] {
        for personal in ["1390000", "****", "虚构", "someone", "1204", "请打"] {
            assert!(!said.contains(personal), "{personal} in {said}");
        }
    }
    // What takes tokens is not listed, by number neither.
    let hidden = file(
        &district,
        &[
            ("service_code", "tree-other"),
            ("api_key", &key),
            ("address_string", "文澜路2号"),
        ],
    )
    .await;
    let path = format!("/tokens/{}.json", text(&hidden[0]["token"]));
    let hidden = text(&json(&district, &path).await[0]["service_request_id"]);
    let missing = get(&district, &format!("/requests/{hidden}.json")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let asked = format!("/requests.json?service_request_id={hidden},{two}");
    let found = json(&district, &asked).await;
    assert_eq!(found.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn filters_and_pages_find_what_they_say() {
    let district = District::demo().await;
    let key = key(&district, "east").await;
    let mut numbers = vec![];
    for service in ["tree-fallen", "tree-leaning", "tree-leaning"] {
        let fields = [
            ("service_code", service),
            ("api_key", &key),
            ("address_string", "文澜路18号"),
        ];
        numbers.push(text(
            &file(&district, &fields).await[0]["service_request_id"],
        ));
    }
    let asked = |query: &str| format!("/requests.json?{query}");
    for (query, rows) in [
        ("", 3),
        ("status=open", 3),
        ("status=closed", 0),
        ("status=open,closed", 3),
        ("service_code=tree-leaning", 2),
        ("service_code=tree-leaning,tree-fallen", 3),
        ("service_code=tree-other", 0),
        ("start_date=2026-11-20T04:00:00Z", 3),
        (
            "start_date=2026-11-20T12:00:00%2B08:00&end_date=2026-11-20T04:00:00Z",
            3,
        ),
        ("end_date=2026-11-20T03:59:59Z", 0),
        ("updated_after=2026-11-20T04:00:00Z", 3),
        ("updated_before=2026-11-20T03:00:00Z", 0),
        ("page_size=2", 2),
        ("page_size=2&page=2", 1),
        ("unknown=ignored&lat=1&long=2", 3),
    ] {
        let found = json(&district, &asked(query)).await;
        assert_eq!(found.as_array().map(Vec::len), Some(rows), "{query}");
    }
    let three = format!("service_request_id={}&status=closed", numbers.join(","));
    let found = json(&district, &asked(&three)).await;
    assert_eq!(
        found.as_array().map(Vec::len),
        Some(3),
        "numbers go before all else"
    );
    let first = get(&district, &asked("page_size=2&status=open")).await;
    let link = "<http://city.example:8440/open311/v2/requests.json?page_size=2&status=open&page=2>; rel=\"next\"";
    assert_eq!(first.header("link"), link);
    assert_eq!(
        get(&district, &asked("page_size=3")).await.header("link"),
        ""
    );
}

#[tokio::test]
async fn errors_are_lists_of_code_and_description() {
    let district = District::demo().await;
    let key = key(&district, "east").await;
    for (path, status, word) in [
        (
            "/services.json?jurisdiction_id=elsewhere",
            404,
            "jurisdiction_id",
        ),
        ("/services/nothing.json", 404, "service_code"),
        ("/requests.json?service_code=nothing", 404, "service_code"),
        ("/requests.json?status=late", 400, "status"),
        ("/requests.json?start_date=yesterday", 400, "start_date"),
        (
            "/requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z",
            400,
            "span",
        ),
        (
            "/requests.json?start_date=2026-06-01T00:00:00Z&end_date=2026-05-01T00:00:00Z",
            400,
            "span",
        ),
        (
            "/requests.json?start_date=-009999-01-03T00:00:00Z&end_date=9999-01-01T00:00:00Z",
            400,
            "span",
        ),
        ("/requests.json?page_size=1001", 400, "page_size"),
        ("/requests.json?page=99", 400, "page"),
        ("/requests/CG1.json", 404, "not_found"),
        ("/tokens/none.json", 404, "not_found"),
        ("/nothing.json", 404, "no_page"),
    ] {
        let answer = get(&district, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        let said: Value = serde_json::from_slice(&answer.body).expect("json");
        shapes::check("errors", &said);
        assert_eq!(said[0]["code"], status, "{path}");
        assert!(
            text(&said[0]["description"]).contains(word),
            "{path}: {said}"
        );
    }
    let bare = get(&district, "/services").await;
    assert_eq!(
        (bare.status, bare.header("content-type")),
        (StatusCode::NOT_FOUND, "text/xml")
    );
    assert!(
        bare.text()
            .contains("<errors><error><code>404</code><description>")
    );
    let location = "service_code=tree-fallen&lat=30.012&long=150.0042";
    for (kind, body, status, word) in [
        (FORM, location.to_owned(), 403, "api_key"),
        (FORM, format!("{location}&api_key=wrong"), 403, "api_key"),
        (
            FORM,
            format!("api_key={key}&lat=30&long=150"),
            400,
            "service_code",
        ),
        (
            FORM,
            format!("api_key={key}&service_code=nothing&lat=30&long=150"),
            404,
            "service_code",
        ),
        (
            FORM,
            format!("api_key={key}&service_code=tree-fallen"),
            400,
            "location",
        ),
        (
            FORM,
            format!("api_key={key}&service_code=tree-fallen&lat=30"),
            400,
            "long",
        ),
        (
            FORM,
            format!("api_key={key}&service_code=tree-fallen&lat=300&long=150"),
            400,
            "place",
        ),
        (
            FORM,
            format!("{location}&api_key={key}&jurisdiction_id=elsewhere"),
            404,
            "jurisdiction_id",
        ),
        (
            FORM,
            format!("{location}&api_key={key}&attribute[risk]=none"),
            400,
            "choice",
        ),
        (
            FORM,
            format!("{location}&api_key={key}&attribute[phone]=1"),
            400,
            "attribute",
        ),
        (
            FORM,
            format!("{location}&api_key={key}&media_url=file:///etc/passwd"),
            400,
            "media_url",
        ),
        ("application/json", "{}".to_owned(), 415, "media_type"),
        ("multipart/form-data", String::new(), 400, "unreadable"),
    ] {
        let answer = post(&district, "/requests.json", kind, body.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.text());
        assert!(answer.text().contains(word), "{body}: {}", answer.text());
    }
    let other = post(&district, "/services.json", FORM, "").await;
    assert_eq!(other.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(other.text().contains("\"code\":405"));
}

#[tokio::test]
async fn pictures_addresses_of_pictures_and_updates_reach_the_case() {
    let district = District::demo().await;
    let key = key(&district, "east").await;
    let mut body = vec![];
    for (name, value) in [
        ("api_key", key.as_str()),
        ("service_code", "tree-fallen"),
        ("address_string", "文澜路31号"),
        ("description", "树倒了"),
        ("media_url", "https://pictures.example/1.jpg"),
    ] {
        let part =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    body.extend(
        b"--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.png\"\r\n\r\n",
    );
    body.extend(PNG);
    body.extend(b"\r\n--b--\r\n");
    let answer = post(
        &district,
        "/requests.xml",
        "multipart/form-data; boundary=b",
        body,
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let words = answer.text();
    let between = |from: &str, to: &str| {
        let rest = words.split(from).nth(1).expect("there");
        rest.split(to).next().expect("ended").to_owned()
    };
    let number = between("<service_request_id>", "<");
    let code = between("查询码 ", "（");
    let tracked = app::case::track(&district.app, &number, &code)
        .await
        .expect("followed");
    assert_eq!(tracked.photos.len(), 1);
    let disp = actor("office", Role::Dispatcher);
    let seen = app::case::detail(&district.app, &disp, &tracked.id, None)
        .await
        .expect("seen");
    assert!(
        serde_json::to_string(&seen)
            .expect("json")
            .contains("https://pictures.example/1.jpg")
    );
    // A note by the key that sent it, once however often it is sent; none by another's key.
    let note = |key: &str| {
        format!(
            "api_key={key}&service_request_id={number}&update_id=u-1&description=%E8%BF%98%E5%9C%A8"
        )
    };
    for _ in 0..2 {
        let added = post(&district, "/servicerequestupdates.json", FORM, note(&key)).await;
        assert_eq!(added.text(), "[{\"update_id\":\"u-1\"}]");
    }
    let other = self::key(&district, "west").await;
    let refused = post(&district, "/servicerequestupdates.json", FORM, note(&other)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let tracked = app::case::track(&district.app, &number, &code)
        .await
        .expect("followed");
    assert_eq!(tracked.added.len(), 1);
    // It moves, and that is told with finer states.
    let send = ActCmd {
        unit: Some("works".to_owned()),
        entry: Some("d-t0103-1".to_owned()),
        ..ActCmd::of("send")
    };
    let staff = Filer::Staff(&disp);
    let moved = app::case::act(&district.app, &staff, &tracked.id, tracked.version, send);
    moved.await.expect("dispatched");
    let updates = json(&district, "/servicerequestupdates.json").await;
    shapes::check("updates", &updates);
    let finer: Vec<&str> = updates
        .as_array()
        .expect("list")
        .iter()
        .filter_map(|u| u["extended_status"].as_str())
        .collect();
    assert_eq!(finer, ["action_scheduled", "in_progress"]);
    let shown = json(&district, &format!("/requests/{number}.json")).await;
    assert!(
        shown[0]["agency_responsible"].is_string() && shown[0]["expected_datetime"].is_string()
    );
}

#[tokio::test]
async fn discovery_names_formats_and_the_host_that_was_asked() {
    let district = District::demo().await;
    let found = json(&district, "/discovery.json").await;
    shapes::check("discovery", &found);
    assert_eq!(
        found["endpoints"][0]["url"],
        "http://city.example:8440/open311/v2"
    );
    let request = Request::get("/open311/discovery.xml")
        .body(Body::empty())
        .expect("request");
    let answer = district.send(request).await;
    assert_eq!(answer.header("content-type"), "text/xml");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert!(answer.text().contains("<formats><format>text/xml</format>"));
    // Asking too often is told in the protocol's form.
    let mut last = answer;
    for _ in 0..130 {
        last = get(&district, "/discovery.json").await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(last.header("retry-after"), "60");
    assert!(last.text().contains("\"code\":429"));
}
