//! A demonstration district with people of nearly every role, and requests in their name.

use app::{App, Clock, FixedClock, OpenOptions};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use profile::{Files, Profile};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// An open demonstration.
pub struct District {
    pub app: App,
    pub router: Router,
    _folder: TempDir,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }
    pub fn cookie(&self, name: &str) -> Option<String> {
        let values = self
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok());
        let found = values.filter_map(|v| v.split(';').next()?.split_once('='));
        found
            .filter(|(n, _)| *n == name)
            .map(|(_, v)| v.to_owned())
            .next_back()
    }
    /// The value forms of the page send back.
    pub fn csrf(&self) -> String {
        let text = self.text();
        let rest = text
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

/// Somebody signed in.
#[derive(Clone)]
pub struct Person {
    pub cookie: String,
    pub csrf: String,
}

impl District {
    /// Loads the smallest shipped district that has a demonstration.
    pub async fn demo() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let profile = Profile::parse(&smallest()).expect("profile");
        let start = "2026-11-20T04:00:00Z".parse().expect("instant");
        let clock = Arc::new(FixedClock::at(
            "2026-03-01T04:00:00Z".parse().expect("instant"),
        ));
        let options = OpenOptions {
            data_dir: folder.path().to_owned(),
            database: None,
            key_file: None,
            profile,
            clock: clock.clone() as Arc<dyn Clock>,
            algorithm: journal::Algorithm::Sm3,
        };
        let app = App::open(options).await.expect("open");
        app::demo::load(&app, &clock, &app::silent)
            .await
            .expect("demo");
        clock.set(start);
        app::lights::tick(&app).await.expect("tick");
        let router = web::router(app.clone(), web::Options::default());
        Self {
            app,
            router,
            _folder: folder,
        }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("infallible");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    pub async fn get(&self, path: &str, who: Option<&Person>) -> Answer {
        self.send(
            asking("GET", path, who)
                .body(Body::empty())
                .expect("request"),
        )
        .await
    }

    /// Posts a form with the person's own forgery value.
    pub async fn post(&self, path: &str, who: &Person, fields: &[(&str, &str)]) -> Answer {
        let csrf = ("csrf", who.csrf.as_str());
        self.send(form(path, Some(who), fields.iter().copied().chain([csrf])))
            .await
    }

    /// Signs in as the first demonstration person of a role.
    pub async fn person(&self, role: &str) -> Option<Person> {
        let people = app::session::demo_sign_ins(&self.app)
            .await
            .expect("people");
        let login = people.into_iter().find(|p| p.role == role)?.login;
        let page = self.get("/sign-in", None).await;
        let before = Person {
            cookie: format!("xh_pre={}", page.cookie("xh_pre")?),
            csrf: page.csrf(),
        };
        let answer = self
            .post("/sign-in/demo", &before, &[("login", &login)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let cookie = format!("xh_session={}", answer.cookie("xh_session")?);
        let signed_in = Person {
            cookie,
            csrf: String::new(),
        };
        let csrf = self.get("/password", Some(&signed_in)).await.csrf();
        Some(Person { csrf, ..signed_in })
    }

    /// An issued commitment led by the unit of nobody in particular.
    pub async fn commitment(&self, who: &Person) -> String {
        let text = self.get("/ledger", Some(who)).await.text();
        let rest = text
            .split("<a href=\"/ledger/")
            .find(|r| r.contains("data-row"))
            .unwrap_or_default();
        let id = rest.split(['"', '?']).next().unwrap_or_default();
        assert!(!id.is_empty(), "no row on /ledger");
        id.to_owned()
    }
}

pub fn asking(method: &str, path: &str, who: Option<&Person>) -> axum::http::request::Builder {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT, "text/html");
    match who {
        Some(person) => request.header(header::COOKIE, &person.cookie),
        None => request,
    }
}

pub fn form<'a>(
    path: &str,
    who: Option<&Person>,
    fields: impl Iterator<Item = (&'a str, &'a str)>,
) -> Request<Body> {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let kind = "application/x-www-form-urlencoded";
    asking("POST", path, who)
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .expect("request")
}

fn smallest() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles");
    let folders = std::fs::read_dir(root)
        .expect("profiles")
        .flatten()
        .map(|e| e.path());
    let with_demo = folders.filter(|p| p.join("demo/report.md").exists());
    let sized = with_demo.map(|p| (read(&p), p));
    let all = sized.min_by_key(|(files, _)| files.values().map(String::len).sum::<usize>());
    all.expect("a profile with a demonstration").0
}

fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        for entry in std::fs::read_dir(path).expect("folder").flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
                files.insert(name, text);
            }
        }
    }
    files
}
