//! Where the shipped profiles and the reference material stand.
#![allow(dead_code, reason = "each test uses its own part")]

use profile::{Files, Profile};
use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The reference material, or a visible notice that the test is skipped.
pub fn shared() -> Option<PathBuf> {
    let dir =
        std::env::var_os("XIUHUA_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if dir.is_dir() {
        return Some(dir);
    }
    eprintln!("SKIPPED: no reference material at {}", dir.display());
    None
}

/// All files below a folder, with their paths.
pub fn walk(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(walk(&path))
        } else {
            files.push(path)
        }
    }
    files.sort();
    files
}

/// The files of a shipped profile by relative path.
pub fn files(name: &str) -> Files {
    let dir = root().join("profiles").join(name);
    let key = |path: &Path| {
        path.strip_prefix(&dir)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/")
    };
    walk(&dir)
        .iter()
        .map(|path| (key(path), fs::read_to_string(path).unwrap()))
        .collect()
}

/// A shipped profile; panics with all its problems.
pub fn load(name: &str) -> Profile {
    Profile::parse(&files(name)).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("profiles/{name}:\n{}", lines.join("\n"))
    })
}
