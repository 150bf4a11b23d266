//! The published scorer on our output, where Python is at hand.

mod common;

use report::{ReadOptions, gold, read};
use std::process::Command;

#[test]
fn the_published_scorer_agrees() {
    let Some(shared) = common::shared() else {
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("SKIPPED: no python3");
        return;
    }
    for (name, bars) in [
        ("yuexiu-2026", (0.99, 0.95, 0.98)),
        ("guangdong-2026", (0.98, 0.90, 0.95)),
    ] {
        let folder = shared.join("gold").join(name);
        let source =
            std::fs::read_to_string(folder.join("report.normalised.txt")).expect("the text");
        let reading = read(&source, &ReadOptions::default()).expect("a reading");
        let out = std::env::temp_dir().join(format!("xiuhua-score-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&out).expect("a folder");
        let write = |file: &str, rows: Vec<serde_json::Value>| {
            let path = out.join(file);
            let lines: Vec<String> = rows.iter().map(ToString::to_string).collect();
            std::fs::write(&path, lines.join("\n")).expect("a written file");
            path
        };
        let figures = write("figures.jsonl", gold::figures(&reading, &source));
        let clauses = write("commitments.jsonl", gold::commitments(&reading, &source));
        let run = Command::new("python3")
            .arg(shared.join("gold/score.py"))
            .args([&folder, &figures, &clauses])
            .output()
            .expect("a run");
        let text = String::from_utf8_lossy(&run.stdout).into_owned();
        eprintln!("{name}\n{text}{}", String::from_utf8_lossy(&run.stderr));
        let f1 = |line: &str| -> f64 {
            let line = text
                .lines()
                .find(|l| l.starts_with(line))
                .unwrap_or_default();
            line.split("F1")
                .nth(1)
                .and_then(|r| r.split_whitespace().next())
                .and_then(|v| v.parse().ok())
                .unwrap_or(0.0)
        };
        let have = (
            f1("figures found"),
            f1("figures all correct"),
            f1("targets"),
        );
        std::fs::remove_dir_all(&out).ok();
        assert!(
            have.0 >= bars.0 && have.1 >= bars.1 && have.2 >= bars.2,
            "{name}: {have:?} below {bars:?}"
        );
    }
}
