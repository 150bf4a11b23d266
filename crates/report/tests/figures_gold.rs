//! Figures against the annotated reports.

#[path = "common/mod.rs"]
mod common;
#[path = "common/score.rs"]
mod score;

use report::{ReadOptions, gold, read};

fn check(name: &str, found: f64, correct: f64, targets: f64) {
    let Some(shared) = common::shared() else {
        return;
    };
    let folder = shared.join("gold").join(name);
    let source = std::fs::read_to_string(folder.join("report.normalised.txt")).expect("the text");
    let reading = read(&source, &ReadOptions::default()).expect("a reading");
    let said = gold::figures(&reading, &source);
    let rows = common::rows(&folder.join("figures.jsonl"));
    let pairs = score::pair(&rows, &said, ("value_start", "value_end"), 0.6, true);
    let context = |v: &serde_json::Value| {
        let chars: Vec<char> = source.chars().collect();
        let (a, b) = (
            v["value_start"].as_u64().unwrap() as usize,
            v["value_end"].as_u64().unwrap() as usize,
        );
        let cut = |x: usize, y: usize| chars[x..y].iter().collect::<String>();
        format!(
            "{}【{}】{}",
            cut(a.saturating_sub(18), a),
            cut(a, b),
            cut(b, (b + 12).min(chars.len()))
        )
        .replace('\n', "⏎")
    };
    for (g, row) in rows
        .iter()
        .enumerate()
        .filter(|(g, _)| !pairs.iter().any(|p| p.0 == *g))
    {
        eprintln!(
            "MISSED {g} {} {}",
            if row["ambiguous"].is_string() {
                "amb"
            } else {
                ""
            },
            context(row)
        );
    }
    for (p, row) in said
        .iter()
        .enumerate()
        .filter(|(p, _)| !pairs.iter().any(|x| x.1 == *p))
    {
        eprintln!("EXTRA {p} {} | {}", context(row), row["kind"]);
    }
    for (g, p) in &pairs {
        let wrong = score::wrong(&rows[*g], &said[*p]);
        if !wrong.is_empty() && !rows[*g]["ambiguous"].is_string() {
            let pairs: Vec<String> = wrong
                .iter()
                .map(|f| format!("{f}: {} ≠ {}", said[*p][*f], rows[*g][*f]))
                .collect();
            eprintln!("WRONG {} | {}", context(&rows[*g]), pairs.join("; "));
        }
        let (a, b) = (
            rows[*g]["measure"].as_str().unwrap_or(""),
            said[*p]["measure"].as_str().unwrap_or(""),
        );
        if score::alike(a, b) < 0.5 {
            eprintln!("MEASURE {a} ≠ {b}");
        }
    }
    let score = score::figures(&rows, &said);
    eprintln!(
        "{name}: found {:.4} correct {:.4} targets {:.4}; fields {:?}",
        score.found, score.correct, score.targets, score.fields
    );
    assert!(
        score.found >= found && score.correct >= correct && score.targets >= targets,
        "{name} below its bar: {score:?}"
    );
}

#[test]
fn district_report_reaches_its_bar() {
    check("yuexiu-2026", 0.99, 0.95, 0.98);
}

#[test]
fn provincial_report_reaches_its_bar() {
    check("guangdong-2026", 0.98, 0.90, 0.95);
}
