//! A real application with the small demonstration loaded, spoken to as a browser does.
#![allow(dead_code)]

use app::App;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use profile::{Files, Profile};
use std::path::Path;
use tower::ServiceExt;

/// Largest answer read, in bytes.
const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;

/// A server without a network.
pub struct TestServer {
    pub app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    pub fn location(&self) -> String {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }
}

/// A signed-in person.
pub struct Person<'a> {
    server: &'a TestServer,
    cookie: String,
    pub csrf: String,
    pub actor: app::Actor,
}

pub fn profile(name: &str) -> Profile {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../profiles")
        .join(name);
    let mut files = Files::new();
    collect(&root, &root, &mut files);
    Profile::parse(&files).expect("the profile is sound")
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("the profile is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let name = path
                .strip_prefix(root)
                .expect("below")
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(name, text);
        }
    }
}

impl TestServer {
    /// The invented district with its demonstration.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().to_owned();
        let (app, loaded) = app::demo::open(data, None, profile("lanting"), &app::silent)
            .await
            .expect("the demonstration loads");
        assert!(loaded.is_some_and(|l| l.issued > 0));
        Self {
            router: web::router(app.clone(), web::Options::default()),
            app,
            _folder: folder,
        }
    }

    /// Somebody of the demonstration.
    pub async fn person(&self, login: &str) -> Person<'_> {
        let signed = app::session::demo_sign_in(&self.app, login, "test")
            .await
            .expect("signs in");
        Person {
            server: self,
            cookie: format!("xh_session={}", signed.token),
            csrf: signed.csrf,
            actor: signed.actor,
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, BODY_BYTES_MAX)
            .await
            .expect("a body")
            .to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

impl Person<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::ACCEPT, "text/html");
        self.server
            .send(request.body(Body::empty()).expect("a request"))
            .await
    }

    /// As a plain form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send_form(path, fields, false).await
    }

    /// As the island of a page.
    pub async fn post_island(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send_form(path, fields, true).await
    }

    async fn send_form(&self, path: &str, fields: &[(&str, &str)], island: bool) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &self.csrf).extend_pairs(fields);
        let mut request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request = match island {
            true => request
                .header("x-island", "review")
                .header(header::ACCEPT, "application/json"),
            false => request.header(header::ACCEPT, "text/html"),
        };
        self.server
            .send(request.body(Body::from(body.finish())).expect("a request"))
            .await
    }

    /// A form with a file in the field `file`.
    pub async fn upload(
        &self,
        path: &str,
        name: &str,
        bytes: &[u8],
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut body = part("csrf", None, self.csrf.as_bytes());
        for (field, value) in fields {
            body.extend(part(field, None, value.as_bytes()));
        }
        if !name.is_empty() {
            body.extend(part("file", Some(name), bytes));
        }
        body.extend(b"--frontier--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::ACCEPT, "text/html")
            .header(
                header::CONTENT_TYPE,
                "multipart/form-data; boundary=frontier",
            );
        self.server
            .send(request.body(Body::from(body)).expect("a request"))
            .await
    }
}

fn part(name: &str, file_name: Option<&str>, value: &[u8]) -> Vec<u8> {
    let file = file_name
        .map(|f| format!("; filename=\"{f}\""))
        .unwrap_or_default();
    let mut part =
        format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n")
            .into_bytes();
    part.extend_from_slice(value);
    part.extend(b"\r\n");
    part
}
