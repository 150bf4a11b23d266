//! A loaded demonstration in a folder of its own, and empty stores on both databases.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod terms;

use app::case::EvidenceIn;
use app::{Actor, App, FileIn, Via};
use org::{Role, RoleSet};
use profile::{Files, Profile};
use std::path::{Path, PathBuf};

pub fn profile(name: &str) -> Profile {
    profile_with(name, &[])
}

/// A profile with other texts in some of its files.
pub fn profile_with(name: &str, texts: &[(&str, String)]) -> Profile {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../profiles")
        .join(name);
    let mut files = Files::new();
    collect(&root, &root, &mut files);
    let texts = texts.iter().cloned();
    files.extend(texts.map(|(file, text)| (file.to_owned(), text)));
    Profile::parse(&files).expect("the profile is sound")
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("the profile is there") {
        let path: PathBuf = entry.expect("readable").path();
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

pub async fn open_demo(name: &str) -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let (app, loaded) =
        app::demo::open(folder.path().to_owned(), None, profile(name), &app::silent)
            .await
            .expect("the demonstration loads");
    assert!(loaded.is_some_and(|l| l.issued > 0));
    (folder, app)
}

/// Somebody of the demonstration with this role, or an invented person where it has none.
pub async fn actor(app: &App, role: &str) -> Actor {
    let found = app::session::demo_sign_ins(app)
        .await
        .expect("people")
        .into_iter()
        .find(|d| d.role == role);
    match found {
        Some(one) => {
            app::session::demo_sign_in(app, &one.login, "test")
                .await
                .expect("signs in")
                .actor
        }
        None => Actor {
            person: "invented".into(),
            name: "示例·甲".into(),
            unit: app
                .profile()
                .directory
                .iter()
                .next()
                .expect("a unit")
                .code
                .clone(),
            roles: RoleSet::new([Role::from_code(role).expect("a role")]).expect("one role"),
            oversees: vec![],
            via: Via::Session,
        },
    }
}

/// The smallest picture there is.
pub const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// An open application whose database goes with it.
pub struct Opened {
    pub app: App,
    pub clock: std::sync::Arc<app::FixedClock>,
    _folder: tempfile::TempDir,
}

/// The profile's people on SQLite and, where there is one, on PostgreSQL.
pub async fn stores(name: &str) -> Vec<Opened> {
    stores_at(name, "2026-11-02T01:00:00Z").await
}

/// As [`stores`], at another instant.
pub async fn stores_at(name: &str, at: &str) -> Vec<Opened> {
    stores_of(profile(name), at).await
}

/// As [`stores_at`], of a profile that the test made.
pub async fn stores_of(profile: Profile, at: &str) -> Vec<Opened> {
    let mut stores = vec![opened(profile.clone(), None, at).await];
    match store::testing::postgres_url().await {
        Some(url) => stores.push(opened(profile, Some(url), at).await),
        None => eprintln!("SKIPPED: no PostgreSQL to be had; only SQLite was tested"),
    }
    stores
}

async fn opened(profile: Profile, database: Option<String>, at: &str) -> Opened {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = std::sync::Arc::new(app::FixedClock::at(at.parse().expect("an instant")));
    let options = app::OpenOptions {
        data_dir: folder.path().to_owned(),
        database,
        key_file: None,
        profile,
        clock: clock.clone(),
        algorithm: journal::Algorithm::Sm3,
    };
    let app = App::open(options).await.expect("opens");
    app::demo::create_people(&app).await.expect("people");
    Opened {
        app,
        clock,
        _folder: folder,
    }
}

pub async fn sign_in(app: &App, login: &str) -> Actor {
    app::session::demo_sign_in(app, login, "test")
        .await
        .expect("signs in")
        .actor
}

pub fn place(code: &str) -> String {
    code.to_owned()
}

/// Imports the profile's sample, takes every draft as it is under one unit, and issues it.
pub async fn open_red(app: &App, office: &Actor) {
    let report = profile("lanting").demo.expect("a sample").report;
    let file = app::FileIn {
        name: "报告.md".into(),
        bytes: report.into_bytes(),
    };
    let report = app::report::import(app, office, file, None, &app::silent)
        .await
        .expect("reads");
    for draft in app::review::list(app, office, &report.report.id)
        .await
        .expect("drafts")
    {
        let mut version = draft.version;
        if draft.value.kind != commitment::Kind::Principle {
            let assign = app::review::Assign {
                lead: Some(Some("works".into())),
                ..Default::default()
            };
            version = app::review::assign(app, office, &draft.value.id, version, &assign)
                .await
                .expect("assigns")
                .version;
        }
        app::review::accept(app, office, &draft.value.id, version)
            .await
            .expect("accepts");
    }
    app::report::issue(app, office, &report.report.id, report.version)
        .await
        .expect("issues");
}

/// A photograph as given with an act.
pub fn photo(kind: &str) -> EvidenceIn {
    EvidenceIn {
        file: FileIn {
            name: "照片.png".into(),
            bytes: PNG.to_vec(),
        },
        kind: kind.into(),
        at: None,
        at_place: None,
    }
}
