//! Walking the source tree: files, manifests, code without comments.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Most files the tree may hold; a guard against walking a build folder.
const FILES_MAX: usize = 20_000;
/// Folders that are made, not written.
const MADE: [&str; 7] = [
    ".git",
    ".data",
    "target",
    "node_modules",
    "dist",
    "artefacts",
    ".cache",
];

pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .nth(2)
        .expect("the workspace is two folders up")
        .to_path_buf()
}

/// All written files below a folder, by path.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (vec![], vec![folder.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)
            .expect("a folder that can be read")
            .flatten()
        {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            match path.is_dir() {
                true if MADE.contains(&name.as_str()) => {}
                true => open.push(path),
                false => found.push(path),
            }
        }
        assert!(
            found.len() < FILES_MAX,
            "more than {FILES_MAX} files: is a build folder missing from MADE?"
        );
    }
    found.sort();
    found
}

pub fn ending(files: Vec<PathBuf>, end: &str) -> Vec<PathBuf> {
    files
        .into_iter()
        .filter(|f| f.extension().is_some_and(|e| e == end))
        .collect()
}

pub fn short(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

pub fn crates() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("crates"))
        .expect("crates/")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The names in one section of a crate's manifest (`dependencies`, `dev-dependencies`).
pub fn dependencies(name: &str, section: &str) -> BTreeSet<String> {
    let manifest = text(&root().join("crates").join(name).join("Cargo.toml"));
    let head = format!("[{section}]");
    let lines = manifest
        .lines()
        .skip_while(|l| l.trim() != head)
        .skip(1)
        .take_while(|l| !l.starts_with('['));
    let named = lines.filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    named
        .filter_map(|l| l.split(['.', '=', ' ']).next())
        .map(str::to_owned)
        .collect()
}

/// Source without comments; what follows `#[cfg(test)]` is left out.
pub fn code(path: &Path) -> Vec<(usize, String)> {
    let whole = text(path);
    let lines = whole
        .lines()
        .take_while(|l| l.trim() != "#[cfg(test)]")
        .enumerate();
    lines
        .map(|(n, l)| (n + 1, l.split("//").next().unwrap_or_default().to_owned()))
        .collect()
}

pub fn sources(name: &str) -> Vec<PathBuf> {
    let all = ending(files(&root().join("crates").join(name).join("src")), "rs");
    all.into_iter()
        .filter(|f| {
            !f.components()
                .any(|c| c.as_os_str() == "tests" || c.as_os_str() == "tests.rs")
        })
        .collect()
}

pub fn none(problems: &[String]) {
    assert!(
        problems.is_empty(),
        "{} against the house rules:\n{}",
        problems.len(),
        problems.join("\n")
    );
}
