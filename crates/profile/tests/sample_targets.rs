//! The sample report of the first district carries every numeric target of the published one,
//! with the same comparator, value, unit and basis, as the reader of reports understands it.

mod common;

use report::{Figure, FigureKind, ReadOptions};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// The sample without its Markdown marks, as an import would read it.
fn sample() -> String {
    let text = common::load("yuexiu").demo.unwrap().report;
    let plain = |line: &str| line.trim_start_matches('#').trim().replace("**", "");
    text.lines()
        .map(plain)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Comparator, value, upper value, unit and basis.
type Target = (String, String, String, String, String);

fn of_figure(figure: &Figure) -> Target {
    (
        figure.comparator.code().to_owned(),
        figure.value.normalize().to_string(),
        figure
            .value_hi
            .map(|v| v.normalize().to_string())
            .unwrap_or_default(),
        figure.unit.clone(),
        figure.basis.code().to_owned(),
    )
}

fn of_gold(gold: &Value) -> Target {
    let text = |key: &str| gold[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| match &gold[key] {
        Value::Null => String::new(),
        value => value.to_string().trim_end_matches(".0").to_owned(),
    };
    (
        text("comparator"),
        number("value"),
        number("value_hi"),
        text("unit"),
        text("basis"),
    )
}

fn counted(targets: impl Iterator<Item = Target>) -> BTreeMap<Target, usize> {
    targets.fold(BTreeMap::new(), |mut map, target| {
        *map.entry(target).or_default() += 1;
        map
    })
}

#[test]
fn the_sample_has_all_numeric_targets() {
    let Some(shared) = common::shared() else {
        return;
    };
    let gold = fs::read_to_string(shared.join("gold/yuexiu-2026/figures.jsonl")).unwrap();
    let gold = gold
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let wanted = counted(
        gold.filter(|f| f["kind"] == "target_year")
            .map(|f| of_gold(&f)),
    );
    assert_eq!(wanted.values().sum::<usize>(), 46);
    let reading = report::read(&sample(), &ReadOptions::default()).unwrap();
    let targets = reading
        .figures
        .iter()
        .filter(|figure| figure.kind == FigureKind::TargetYear);
    assert_eq!(counted(targets.map(of_figure)), wanted);
}

#[test]
fn the_sample_reads_as_a_whole_report() {
    let reading = report::read(&sample(), &ReadOptions::default()).unwrap();
    assert_eq!(reading.year, 2026);
    let results = reading
        .figures
        .iter()
        .filter(|f| f.kind != FigureKind::TargetYear)
        .count();
    assert!(
        results >= 90,
        "only {results} figures of results and stocks"
    );
    let items = reading
        .clauses
        .iter()
        .filter(|clause| clause.figures.is_empty());
    assert!(items.count() >= 100, "too few commitments without numbers");
}
