//! No rule quotes a report: no literal of the parser holds eight or more Chinese characters in a
//! row that stand in a published report.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

/// Characters in a row from which a literal would be a quotation.
const QUOTATION: usize = 8;

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
}

/// The string literals of a source file, up to its tests.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or("");
    let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
    let code: String = lines.flat_map(|l| [l, "\n"]).collect();
    code.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn runs(literal: &str) -> Vec<String> {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    literal
        .split(|c: char| !chinese(c))
        .filter(|r| r.chars().count() >= QUOTATION)
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_literal_of_the_parser_quotes_a_report() {
    let Some(shared) = common::shared() else {
        return;
    };
    let mut texts = Vec::new();
    for folder in ["seed", "gold", "data/reports"] {
        files(&shared.join(folder), "txt", &mut texts);
    }
    let reports: String = texts
        .iter()
        .map(|p| fs::read_to_string(p).unwrap_or_default())
        .collect::<String>()
        .split_whitespace()
        .collect();
    assert!(reports.chars().count() > 100_000, "the reports are there");
    let mut sources = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        "rs",
        &mut sources,
    );
    assert!(sources.len() > 10, "the parser is there");
    for source in sources {
        let text = fs::read_to_string(&source).expect("a source file");
        for literal in literals(&text) {
            for run in runs(&literal) {
                assert!(!reports.contains(&run), "{}: {run}", source.display());
            }
        }
    }
}
