//! The sample reports and all other profile files are in our own words: no run of 14 or more
//! Han characters is shared with the published reports, official names aside.

mod common;

use std::collections::BTreeSet;
use std::fs;

/// Shared runs of this many Han characters count as copied.
const RUN_CHARS: usize = 14;

/// Official names, facts by themselves.
const OFFICIAL_NAMES: [&str; 1] = ["越秀区第十七届人民代表大会第六次会议"];

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Every window of `RUN_CHARS` Han characters. Punctuation, marks and spaces do not break it:
/// a list copied with its marks changed is still copied. Digits and letters do.
fn windows(text: &str) -> BTreeSet<String> {
    let kept: Vec<char> = text
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '|')
        .collect();
    kept.windows(RUN_CHARS)
        .filter(|window| window.iter().all(|c| is_han(*c)))
        .map(|window| window.iter().collect())
        .collect()
}

#[test]
fn nothing_is_copied_from_a_published_report() {
    let Some(shared) = common::shared() else {
        return;
    };
    let mut published = BTreeSet::new();
    for folder in ["seed", "data/reports", "gold"] {
        for path in common::walk(&shared.join(folder)) {
            if path.extension().is_some_and(|e| e == "txt" || e == "md") {
                published.extend(windows(&fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    assert!(
        published.len() > 10_000,
        "only {} runs of published text were read",
        published.len()
    );
    let mut copied = Vec::new();
    for path in common::walk(&common::root().join("profiles")) {
        let mut text = fs::read_to_string(&path).unwrap_or_default();
        for name in OFFICIAL_NAMES {
            text = text.replace(name, "|");
        }
        let shared_runs = windows(&text)
            .into_iter()
            .filter(|run| published.contains(run));
        copied.extend(shared_runs.map(|run| format!("{}: {run}", path.display())));
    }
    assert!(copied.is_empty(), "{}", copied.join("\n"));
}

#[test]
fn the_windows_see_through_marks() {
    let runs = windows("**一二三四五六七**“八九十，甲乙丙丁”5戊");
    assert_eq!(
        runs.into_iter().collect::<Vec<_>>(),
        ["一二三四五六七八九十甲乙丙丁"]
    );
}
