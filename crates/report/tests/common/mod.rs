//! Where the reference material is, when it is there.
#![allow(dead_code)]

use std::path::PathBuf;

/// The folder of reference material: `XIUHUA_SHARED`, or `shared` beside the workspace.
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("XIUHUA_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")));
    if folder.join("gold").is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: no reference material at {}", folder.display());
    None
}

/// The JSON lines of a file.
pub fn rows(path: &std::path::Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(path).expect("a readable gold file");
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| serde_json::from_str(l).expect("a JSON line"))
        .collect()
}
