//! Slow clients, many clients, large uploads: bounded, answered, and over when they are over.

use crate::district::{District, Person, asking};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use web::{Limits, Options};

const SHORT: Duration = Duration::from_millis(250);
const LONG: Duration = Duration::from_secs(20);

async fn district(limits: Limits, secure_cookies: bool) -> (District, Person) {
    let mut district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    let options = Options {
        secure_cookies,
        limits,
        ..Options::default()
    };
    district.router = web::router(district.app.clone(), options);
    (district, office)
}

/// A body that never comes.
fn stalled(path: &str, who: &Person, kind: &str) -> Request<Body> {
    let body = Body::from_stream(stream::pending::<Result<Vec<u8>, Infallible>>());
    let request = asking("POST", path, Some(who)).header(header::CONTENT_TYPE, kind);
    request.body(body).expect("request")
}

const FORM: &str = "application/x-www-form-urlencoded";
const UPLOAD: &str = "multipart/form-data; boundary=b";

#[tokio::test]
async fn no_more_requests_are_taken_on_than_there_is_room_for() {
    let limits = Limits {
        requests_max: 1,
        body_pause: SHORT,
        ..Limits::default()
    };
    let (district, office) = district(limits, false).await;
    let slow = district.send(stalled("/password", &office, FORM));
    let other = async {
        tokio::time::sleep(SHORT / 5).await;
        let busy = district.get("/ledger", Some(&office)).await;
        let alive = district.get("/healthz", None).await;
        (busy, alive)
    };
    let (slow, (busy, alive)) = tokio::join!(slow, other);
    assert_eq!(slow.status, StatusCode::REQUEST_TIMEOUT);
    assert!(slow.text().contains("slow_body"));
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(busy.text().contains("busy") && !busy.header("retry-after").is_empty());
    assert_eq!(alive.status, StatusCode::OK);
    let after = district.get("/ledger", Some(&office)).await;
    assert_eq!(after.status, StatusCode::OK, "the room is free again");
}

#[tokio::test]
async fn uploads_take_turns_and_pages_do_not_wait_for_them() {
    let limits = Limits {
        uploads_max: 1,
        upload_wait: SHORT / 5,
        body_pause: SHORT,
        ..Limits::default()
    };
    let (district, office) = district(limits, false).await;
    let first = district.send(stalled("/reports", &office, UPLOAD));
    let others = async {
        tokio::time::sleep(SHORT / 5).await;
        let second = district.send(stalled("/reports", &office, UPLOAD)).await;
        let page = district.get("/ledger", Some(&office)).await;
        (second, page)
    };
    let (first, (second, page)) = tokio::join!(first, others);
    assert_eq!(first.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(second.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.status, StatusCode::OK);
    let third = district.send(stalled("/reports", &office, UPLOAD)).await;
    assert_eq!(third.status, StatusCode::REQUEST_TIMEOUT, "its turn came");
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_not_read() {
    let (district, office) = district(Limits::default(), false).await;
    let mut request = stalled("/reports", &office, UPLOAD);
    let length = (65 * 1024 * 1024).to_string().parse().expect("a value");
    request.headers_mut().insert(header::CONTENT_LENGTH, length);
    let answer = tokio::time::timeout(LONG, district.send(request)).await;
    let answer = answer.expect("at once");
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_request_has_its_time() {
    let limits = Limits {
        request_time: SHORT,
        ..Limits::default()
    };
    let (district, office) = district(limits, false).await;
    let answer = district.send(stalled("/password", &office, FORM)).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("timeout"));
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    const HSTS: &str = "strict-transport-security";
    let (secure, _) = district(Limits::default(), true).await;
    let answer = secure.get("/sign-in", None).await;
    assert_eq!(answer.header(HSTS), "max-age=31536000");
    let plain = District::demo().await;
    assert_eq!(plain.get("/sign-in", None).await.header(HSTS), "");
}

#[tokio::test]
async fn a_client_that_never_finishes_its_head_is_let_go() {
    let district = District::demo().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port");
    let at = listener.local_addr().expect("an address");
    let limits = Limits {
        head_time: SHORT,
        connections_max: 2,
        ..Limits::default()
    };
    let options = Options {
        limits,
        ..Options::default()
    };
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let until = async {
        let _ = stopped.await;
    };
    let serving = tokio::spawn(web::serve(district.app.clone(), listener, options, until));
    let mut slow = vec![];
    for _ in 0..2 {
        let mut stream = tokio::net::TcpStream::connect(at).await.expect("connects");
        let head = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ";
        stream.write_all(head).await.expect("is sent");
        slow.push(stream);
    }
    let mut good = tokio::net::TcpStream::connect(at).await.expect("connects");
    let whole = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    good.write_all(whole).await.expect("is sent");
    let mut answer = String::new();
    let read = tokio::time::timeout(LONG, good.read_to_string(&mut answer)).await;
    read.expect("in time").expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    for stream in &mut slow {
        let mut rest = vec![];
        let ended = tokio::time::timeout(LONG, stream.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "the slow ones are closed");
    }
    stop.send(()).expect("still serving");
    let ended = tokio::time::timeout(LONG, serving).await;
    ended
        .expect("stops")
        .expect("joins")
        .expect("without an error");
}
