//! Reads and checks the files of `demo/`.

use crate::csv_rows::{self, Row};
use crate::demo_claims::{Context, NOTES, RECORDS};
use crate::problem::Log;
use crate::{
    Demo, DemoAssignment, DemoCase, DemoCaseKind, DemoPerson, DemoPlan, Files, Indicators,
    MonthShare, PlanStep,
};
use crate::{demo_indicators, demo_projects};
use org::{Directory, UnitCode};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const REPORT: &str = "demo/report.md";
const ASSIGNMENTS: &str = "demo/assignments.csv";
const ASSIGNMENT_COLUMNS: &[&str] = &["no", "clause", "lead", "supporting", "plan", "detail"];
const CASES: &str = "demo/cases.csv";
const CASE_COLUMNS: &[&str] = &["kind", "key", "weight", "words", "lon", "lat"];
const RECORD_COLUMNS: &[&str] = &[
    "no",
    "date",
    "amount",
    "unit",
    "place",
    "note",
    "by",
    "status",
    "answered_by",
    "answered_on",
];
const NOTE_COLUMNS: &[&str] = &[
    "no",
    "date",
    "step",
    "note",
    "by",
    "status",
    "answered_by",
    "answered_on",
];

/// None without `demo/report.md`.
pub(crate) fn read(
    files: &Files,
    directory: &Directory,
    people: &[DemoPerson],
    indicators: &Indicators,
    log: &mut Log,
) -> Option<Demo> {
    let report = files.get(REPORT)?;
    if !report.contains("示例") {
        log.add(REPORT, 1, "demo_unmarked", "示例报告须标明“示例”");
    }
    let rows = |file, columns, log: &mut Log| {
        files
            .get(file)
            .map(|text| csv_rows::read(file, text, columns, log))
            .unwrap_or_default()
    };
    let mut assignments: Vec<DemoAssignment> = Vec::new();
    for row in rows(ASSIGNMENTS, ASSIGNMENT_COLUMNS, log) {
        if let Some(one) = assignment(&row, report, directory, log) {
            if assignments.iter().any(|a| a.no == one.no) {
                log.add(
                    ASSIGNMENTS,
                    row.line,
                    "demo_no_duplicate",
                    format!("编号{}重复", one.no),
                );
                continue;
            }
            assignments.push(one);
        }
    }
    let known: BTreeMap<u32, &DemoAssignment> = assignments.iter().map(|a| (a.no, a)).collect();
    let context = Context {
        known: &known,
        directory,
        people,
    };
    let records = rows(RECORDS, RECORD_COLUMNS, log);
    let records = records
        .iter()
        .filter_map(|row| context.record(row, log))
        .collect();
    let notes = rows(NOTES, NOTE_COLUMNS, log);
    let notes = notes
        .iter()
        .filter_map(|row| context.note(row, log))
        .collect();
    drop(known);
    Some(Demo {
        report: report.clone(),
        assignments,
        records,
        notes,
        cases: rows(CASES, CASE_COLUMNS, log)
            .iter()
            .filter_map(|row| case(row, log))
            .collect(),
        projects: demo_projects::read(files, directory, log),
        indicators: demo_indicators::read(files, indicators, log),
    })
}

/// A line of the mix of cases; words that are reported must not look real.
fn case(row: &Row<'_>, log: &mut Log) -> Option<DemoCase> {
    let kind = match row.get("kind") {
        "matter" => DemoCaseKind::Matter,
        "place" => DemoCaseKind::Place,
        "month" => DemoCaseKind::Month,
        "incident" => DemoCaseKind::Incident,
        "measure" => DemoCaseKind::Measure,
        other => {
            let message =
                format!("kind 应为 matter、place、month、incident 或 measure，而不是“{other}”");
            log.add(CASES, row.line, "demo_case_kind", message);
            return None;
        }
    };
    let weight = row.required("weight", CASES, log)?.parse().ok();
    if weight.is_none() {
        log.add(CASES, row.line, "demo_case_weight", "weight 应为非负整数");
    }
    let degree = |name| millionths(row.get(name));
    Some(DemoCase {
        kind,
        key: row.required("key", CASES, log)?.to_owned(),
        weight: weight?,
        words: row.get("words").to_owned(),
        point: degree("lon").zip(degree("lat")),
    })
}

fn assignment(
    row: &Row<'_>,
    report: &str,
    directory: &Directory,
    log: &mut Log,
) -> Option<DemoAssignment> {
    let no = number(row, ASSIGNMENTS, log);
    let clause = row.required("clause", ASSIGNMENTS, log)?;
    let times = report.matches(clause).count();
    if times != 1 {
        let message = format!("“{clause}”在示例报告中出现{times}次，应恰好一次");
        log.add(ASSIGNMENTS, row.line, "demo_clause", message);
    }
    let lead = known_unit(row.required("lead", ASSIGNMENTS, log)?, row, directory, log);
    let supporting: Option<Vec<UnitCode>> = row
        .list("supporting")
        .into_iter()
        .map(|word| known_unit(word, row, directory, log))
        .collect();
    let plan = plan(row.get("plan"), row.get("detail"));
    if plan.is_none() {
        let message = "plan 应为 linear、months（03=10；12=100）、milestones（2026-06-30=事项）、latest 或 review";
        log.add(ASSIGNMENTS, row.line, "demo_plan", message);
    }
    let (lead, supporting) = (lead?, supporting?);
    if supporting.contains(&lead) {
        log.add(
            ASSIGNMENTS,
            row.line,
            "demo_lead_twice",
            format!("牵头单位{lead}又列为责任单位"),
        );
    }
    Some(DemoAssignment {
        no: no?,
        clause: clause.to_owned(),
        lead,
        supporting,
        plan: plan?,
    })
}

fn known_unit(word: &str, row: &Row<'_>, directory: &Directory, log: &mut Log) -> Option<UnitCode> {
    let unit = UnitCode::parse(word).ok();
    let unit = unit.filter(|code| directory.is_empty() || directory.get(code).is_some());
    if unit.is_none() {
        log.add(
            ASSIGNMENTS,
            row.line,
            "demo_unit_unknown",
            format!("单位“{word}”不存在"),
        );
    }
    unit
}

fn plan(kind: &str, detail: &str) -> Option<DemoPlan> {
    let parts = detail
        .split('；')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut pairs = parts.map(|part| part.split_once('='));
    match kind {
        "linear" => Some(DemoPlan::Linear),
        "latest" => Some(DemoPlan::Latest),
        "review" => Some(DemoPlan::Review),
        "months" => {
            let share = |(month, percent): (&str, &str)| {
                Some(MonthShare {
                    month: month.parse().ok()?,
                    percent: percent.parse().ok()?,
                })
            };
            let shares: Vec<MonthShare> = pairs
                .map(|pair| pair.and_then(share))
                .collect::<Option<_>>()?;
            let rising = shares
                .windows(2)
                .all(|w| w[0].month < w[1].month && w[0].percent <= w[1].percent);
            let in_year = shares.iter().all(|s| (1..=12).contains(&s.month));
            let whole = shares
                .last()
                .is_some_and(|s| s.percent == Decimal::ONE_HUNDRED);
            (rising && in_year && whole).then_some(DemoPlan::Months(shares))
        }
        "milestones" => {
            let step = |(date, title): (&str, &str)| {
                Some(PlanStep {
                    date: date.parse().ok()?,
                    title: title.trim().to_owned(),
                })
            };
            let steps: Vec<PlanStep> = pairs
                .by_ref()
                .map(|pair| pair.and_then(step))
                .collect::<Option<_>>()?;
            let rising = steps.windows(2).all(|w| w[0].date <= w[1].date);
            (rising && !steps.is_empty()).then_some(DemoPlan::Milestones(steps))
        }
        _ => None,
    }
}

pub(crate) fn number(row: &Row<'_>, file: &str, log: &mut Log) -> Option<u32> {
    let no = row.get("no").parse().ok();
    if no.is_none() {
        log.add(
            file,
            row.line,
            "demo_no_shape",
            format!("编号“{}”应为整数", row.get("no")),
        );
    }
    no
}

/// `113.264385` in millionths of a degree; none where nothing is written.
fn millionths(text: &str) -> Option<i64> {
    let degrees: Decimal = text.parse().ok()?;
    i64::try_from(degrees * Decimal::from(1_000_000)).ok()
}
