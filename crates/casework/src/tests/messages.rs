//! Every refusal in the code has its words, and every word in the table is used.

use crate::messages::{MESSAGES, words};
use std::collections::BTreeSet;
use std::path::Path;

/// The sources that refuse, joined.
fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("messages.rs") {
            found.push_str(&std::fs::read_to_string(path).expect("a source"));
        }
    }
}

#[test]
fn refusals_and_words_agree() {
    let mut text = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    let mut codes = BTreeSet::new();
    for start in ["Refusal::new(", "Refusal::on("] {
        for rest in text.split(start).skip(1) {
            let rest = rest.trim_start().strip_prefix('"');
            codes.extend(rest.and_then(|rest| rest.split('"').next()));
        }
    }
    assert!(codes.len() > 50, "only {} codes found", codes.len());
    let silent: Vec<_> = codes.iter().filter(|code| words(code).is_none()).collect();
    assert!(silent.is_empty(), "{silent:?}");
    let mut seen = BTreeSet::new();
    for (code, zh, en) in MESSAGES {
        assert!(
            text.contains(&format!("\"{code}\"")),
            "{code} is never refused"
        );
        assert!(seen.insert(code), "{code} stands twice");
        let names = |text: &str| text.matches('{').count();
        assert!(names(zh) == names(en) || *code == "calendar", "{code}");
    }
}
