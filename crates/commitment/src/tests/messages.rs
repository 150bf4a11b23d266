//! Every refusal in the code has its words, and every word in the table is used.

use crate::messages::{MESSAGES, words};
use std::collections::BTreeSet;
use std::path::Path;

/// Every string literal of this crate's sources, tests and table apart.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "tests" {
            literals(&path, found);
        } else if name.ends_with(".rs") && !["messages.rs", "testing.rs"].contains(&name.as_str()) {
            let text = std::fs::read_to_string(&path).expect("a source");
            found.extend(text.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
}

fn codes_in_use() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    literals(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found
}

/// Codes given to `Refusal::new`, `Refusal::on` or `refuse` in the sources.
fn refused_codes(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("tests") {
            refused_codes(&path, found);
        }
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source");
        for start in ["Refusal::new(", "Refusal::on(", "refuse("] {
            for rest in text.split(start).skip(1) {
                let rest = rest.trim_start();
                if let Some(code) = rest
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next())
                {
                    found.insert(code.to_owned());
                }
            }
        }
    }
}

#[test]
fn every_refusal_has_words() {
    let mut codes = BTreeSet::new();
    refused_codes(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut codes,
    );
    assert!(codes.len() > 60, "only {} codes found", codes.len());
    let silent: Vec<_> = codes.iter().filter(|code| words(code).is_none()).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_message_is_used_and_stands_once() {
    let used = codes_in_use();
    let mut seen = BTreeSet::new();
    for (code, zh, en) in MESSAGES.iter().chain(crate::indicators::MESSAGES) {
        assert!(used.contains(*code), "{code} is never refused");
        assert!(seen.insert(code), "{code} stands twice");
        assert!(!zh.is_empty() && !en.is_empty());
        let names = |text: &str| text.matches('{').count();
        assert_eq!(names(zh), names(en), "{code}");
    }
}
