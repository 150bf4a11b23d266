//! No rule quotes a report: the crate's source shares no long run of Chinese with any of them.

mod common;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A literal of this many Chinese characters that stands in a report is a quotation.
const LONGEST: usize = 8;

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Every window of `LONGEST` Chinese characters, with no other character between.
fn windows(words: &str) -> impl Iterator<Item = String> + '_ {
    let chars: Vec<char> = words.chars().collect();
    (0..chars.len().saturating_sub(LONGEST - 1))
        .map(|i| &chars[i..i + LONGEST])
        .filter(|w| w.iter().all(|c| is_han(*c)))
        .map(|w| w.iter().collect())
        .collect::<Vec<String>>()
        .into_iter()
}

#[test]
fn no_literal_of_the_source_stands_in_a_report() {
    let Some(shared) = common::shared() else {
        return;
    };
    let mut sources = Vec::new();
    files(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        "rs",
        &mut sources,
    );
    files(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../figure/src")),
        "rs",
        &mut sources,
    );
    assert!(sources.len() > 20, "the sources were found");
    let mut reports = Vec::new();
    files(&shared.join("seed"), "txt", &mut reports);
    files(&shared.join("data/reports"), "txt", &mut reports);
    assert!(!reports.is_empty(), "the reports were found");
    let mut known: HashSet<String> = HashSet::new();
    for path in &reports {
        let words = std::fs::read_to_string(path)
            .unwrap_or_default()
            .replace(['\n', ' '], "");
        known.extend(windows(&words));
    }
    // The title of every report and of its glossary, and the names of two institutions.
    let common_names = [
        "政府工作报告",
        "人民代表大会",
        "有关内容名词注释",
        "社会消费品零售总额",
        "一般公共预算收入",
        "居民人均可支配收入",
        "社会主义现代化",
    ];
    let mut hits = Vec::new();
    for path in &sources {
        let words = std::fs::read_to_string(path).expect("a source file");
        for window in windows(&words).filter(|w| known.contains(w)) {
            if !common_names.iter().any(|n| n.contains(&window)) {
                hits.push(format!("{}: {window}", path.display()));
            }
        }
    }
    assert!(
        hits.is_empty(),
        "quoted from a report:\n{}",
        hits.join("\n")
    );
}
