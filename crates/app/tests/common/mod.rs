//! A loaded demonstration in a folder of its own.

use app::{Actor, App, Via};
use org::{Role, RoleSet};
use profile::{Files, Profile};
use std::path::{Path, PathBuf};

pub fn profile(name: &str) -> Profile {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(name);
    let mut files = Files::new();
    collect(&root, &root, &mut files);
    Profile::parse(&files).expect("the profile is sound")
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("the profile is there") {
        let path: PathBuf = entry.expect("readable").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            files.insert(name, text);
        }
    }
}

pub async fn open_demo(name: &str) -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let (app, loaded) = app::demo::open(folder.path().to_owned(), None, profile(name), &app::silent).await.expect("the demonstration loads");
    assert!(loaded.is_some_and(|l| l.issued > 0));
    (folder, app)
}

/// Somebody of the demonstration with this role, or an invented person where it has none.
pub async fn actor(app: &App, role: &str) -> Actor {
    let found = app::session::demo_sign_ins(app).await.expect("people").into_iter().find(|d| d.role == role);
    match found {
        Some(one) => app::session::demo_sign_in(app, &one.login, "test").await.expect("signs in").actor,
        None => Actor {
            person: "invented".into(),
            name: "示例·甲".into(),
            unit: app.profile().directory.iter().next().expect("a unit").code.clone(),
            roles: RoleSet::new([Role::from_code(role).expect("a role")]).expect("one role"),
            oversees: vec![],
            via: Via::Session,
        },
    }
}
