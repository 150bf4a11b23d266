//! A server over the small demonstration, and callers of every kind.

use crate::{common, schema};
use app::{Actor, App, Clock, FixedClock, OpenOptions};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;

/// Largest answer read, in bytes.
const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;
const NOW: &str = "2026-11-20T04:00:00Z";

/// A server without a network.
pub struct Api {
    pub app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Caller {
    pub actor: Actor,
    headers: Vec<(&'static str, String)>,
}

/// A request in the making.
#[derive(Clone)]
pub struct Call {
    method: Method,
    pub path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub json: Value,
}

impl Caller {
    /// As a page of another site could send it: with the cookie alone.
    pub fn without_csrf(&mut self) {
        self.headers.retain(|(name, _)| *name == "cookie");
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }
    pub fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }
    /// The JSON of a success.
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.json);
        self.json
    }
}

impl Call {
    pub fn new(method: Method, path: &str) -> Self {
        Self {
            method,
            path: format!("/api/v1{path}"),
            headers: vec![],
            body: vec![],
        }
    }
    pub fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }
    pub fn post(path: &str) -> Self {
        Self::new(Method::POST, path)
    }
    pub fn json(mut self, body: Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.with("content-type", "application/json")
    }
    pub fn on(self, version: i64) -> Self {
        self.with("if-match", &format!("\"{version}\""))
    }
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
    /// A form with texts and files (name of part, name of file, bytes).
    pub fn form(mut self, texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Self {
        for (name, text) in texts {
            self.body.extend(
                format!(
                    "--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
                )
                .bytes(),
            );
        }
        for (name, file, bytes) in files {
            self.body.extend(format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n").bytes());
            self.body.extend_from_slice(bytes);
            self.body.extend(b"\r\n");
        }
        self.body.extend(b"--cut--\r\n");
        self.with("content-type", "multipart/form-data; boundary=cut")
    }
}

impl Api {
    /// The invented district with its demonstration, on a fixed day.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(FixedClock::at(
            "2026-03-01T04:00:00Z".parse().expect("instant"),
        ));
        let options = OpenOptions {
            data_dir: folder.path().to_owned(),
            database: None,
            key_file: None,
            profile: common::profile("lanting"),
            clock: clock.clone() as Arc<dyn Clock>,
            algorithm: journal::Algorithm::Sm3,
        };
        let app = App::open(options).await.expect("opens");
        app::demo::load(&app, &clock, &app::silent)
            .await
            .expect("the demonstration loads");
        clock.set(NOW.parse().expect("instant"));
        app::lights::tick(&app).await.expect("lights");
        Self {
            router: web::router(app.clone(), web::Options::default()),
            app,
            _folder: folder,
        }
    }

    /// A person of the demonstration, by session.
    pub async fn person(&self, login: &str) -> Caller {
        let signed = app::session::demo_sign_in(&self.app, login, "test")
            .await
            .expect("signs in");
        by_session(signed)
    }

    /// A worker of a community: the demonstration has none.
    pub async fn community_worker(&self) -> Caller {
        let profile = self.app.profile();
        let community = profile
            .directory
            .iter()
            .find(|u| u.kind == org::UnitKind::Community)
            .expect("a community");
        let new = app::person::NewPerson {
            login: "worker".into(),
            name: "虚构·社区".into(),
            title: String::new(),
            unit: community.code.as_str().to_owned(),
            password: "First-Pass-2026".into(),
        };
        let (system, security) = (
            self.person("sys1").await.actor,
            self.person("sec1").await.actor,
        );
        let version = app::person::create(&self.app, &system, new)
            .await
            .expect("an account");
        app::person::set_roles(
            &self.app,
            &security,
            "worker",
            version,
            &["community_worker".into()],
        )
        .await
        .expect("a role");
        let first = app::session::sign_in(&self.app, "worker", "First-Pass-2026", "test")
            .await
            .expect("signs in");
        let changed = app::session::change_password(
            &self.app,
            &first.actor,
            "First-Pass-2026",
            "Second-Pass-2026",
        )
        .await;
        by_session(changed.expect("a new password"))
    }

    /// A unit's program.
    pub async fn program(&self, unit: &str) -> Caller {
        let security = self.person("sec1").await.actor;
        let made = app::token::create(&self.app, &security, unit, "test")
            .await
            .expect("a token");
        let actor = app::session::by_api_token(&self.app, &made.secret)
            .await
            .expect("reads")
            .expect("known");
        Caller {
            actor,
            headers: vec![("authorization", format!("Bearer {}", made.secret))],
        }
    }

    /// Sends a call and holds the answer, and a body that was taken, to the document.
    pub async fn call(&self, who: Option<&Caller>, call: Call) -> Answer {
        let sent = serde_json::from_slice::<Value>(&call.body).ok();
        let mut request = Request::builder()
            .method(call.method.clone())
            .uri(&call.path);
        let own = who.map(|w| w.headers.clone()).unwrap_or_default();
        for (name, value) in own.iter().chain(&call.headers) {
            request = request.header(*name, value);
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(Body::from(call.body)).expect("a request"))
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, BODY_BYTES_MAX)
            .await
            .expect("a body")
            .to_vec();
        let is_json = parts
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|k| k.to_str().is_ok_and(|k| k.contains("json")));
        let json = if is_json {
            serde_json::from_slice(&body).expect("JSON")
        } else {
            Value::Null
        };
        if let (true, Some(sent)) = (parts.status.is_success(), &sent) {
            schema::hold_sent(call.method.as_str(), &call.path, sent);
        }
        if !parts.headers.contains_key("idempotency-replayed") {
            schema::hold(
                call.method.as_str(),
                &call.path,
                parts.status.as_u16(),
                is_json.then_some(&json),
            );
        }
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
            json,
        }
    }
}

fn by_session(signed: app::session::SignedIn) -> Caller {
    let headers = vec![
        ("cookie", format!("xh_session={}", signed.token)),
        ("x-csrf-token", signed.csrf),
    ];
    Caller {
        actor: signed.actor,
        headers,
    }
}
