//! `demo/indicators.csv`: illustrative values of indicators by the day on which they come in, revisions
//! and breaks among them.

use crate::csv_rows::{self, Row};
use crate::indicators::Indicators;
use crate::problem::Log;
use crate::{DemoIndicator, DemoIndicatorStep, Files};
use indicator::{BreakKind, Stage};
use rust_decimal::Decimal;

const FILE: &str = "demo/indicators.csv";
const COLUMNS: &[&str] = &[
    "day", "step", "code", "period", "value", "growth", "base", "stage", "source", "note",
];

pub(crate) fn read(files: &Files, known: &Indicators, log: &mut Log) -> Vec<DemoIndicator> {
    let Some(text) = files.get(FILE) else {
        return vec![];
    };
    let rows = csv_rows::read(FILE, text, COLUMNS, log);
    let mut all: Vec<DemoIndicator> = rows
        .iter()
        .filter_map(|row| {
            let found = step(row, known);
            if found.is_none() {
                log.add(FILE, row.line, "demo_indicator", "这一行写法有误");
            }
            found
        })
        .collect();
    all.sort_by_key(|one| one.day);
    all
}

fn step(row: &Row<'_>, known: &Indicators) -> Option<DemoIndicator> {
    let code = row.get("code");
    known.definitions.iter().find(|d| d.terms.code == code)?;
    let amount = |column: &str| match row.get(column) {
        "" => Some(None),
        text => text.parse::<Decimal>().ok().map(Some),
    };
    let step = match row.get("step") {
        "break" => DemoIndicatorStep::Break {
            from: row.get("period").parse().ok()?,
            kind: BreakKind::from_code(row.get("stage"))?,
        },
        step @ ("value" | "waits") => DemoIndicatorStep::Value {
            period: row.get("period").parse().ok()?,
            value: amount("value")??,
            growth: amount("growth")?,
            base: amount("base")?,
            stage: Stage::from_code(row.get("stage"))?,
            confirmed: step == "value",
        },
        _ => return None,
    };
    Some(DemoIndicator {
        day: row.get("day").parse().ok()?,
        code: code.to_owned(),
        step,
        source: row.get("source").to_owned(),
        note: row.get("note").to_owned(),
    })
}
