//! `matters.csv`: the catalogue of matters.

use crate::csv_rows::{self, Row};
use crate::problem::Log;
use calendar::Limit;
use casework::CaseTypes;
use duty::check::{self, Finding, Severity};
use duty::{Family, MATTERS_MAX, Matter, MatterCode, Period};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(crate) const FILE: &str = "matters.csv";
const COLUMNS: &[&str] = &[
    "code",
    "name",
    "class",
    "family",
    "standard",
    "valid_from",
    "valid_to",
    "case_type",
    "grade",
    "limits",
    "phrases",
];

/// Matters with their lines; what is wrong goes to the log.
pub(crate) fn read(text: &str, log: &mut Log) -> Vec<(usize, Matter)> {
    let rows = csv_rows::read(FILE, text, COLUMNS, log);
    if rows.len() > MATTERS_MAX {
        let message = format!("事项超过{MATTERS_MAX}条的上限");
        log.add(FILE, 0, "matters_too_many", message);
    }
    let placed: Vec<(usize, Matter)> = rows
        .iter()
        .filter_map(|row| Some((row.line, matter(row, log)?)))
        .collect();
    note(FILE, check::matters(&placed), log);
    placed
}

fn matter(row: &Row<'_>, log: &mut Log) -> Option<Matter> {
    let code = row.required("code", FILE, log).and_then(|word| {
        MatterCode::parse(word)
            .map_err(|e| log.add(FILE, row.line, "matter_code_shape", e.to_string()))
            .ok()
    });
    let name = row.required("name", FILE, log);
    let class = row.required("class", FILE, log);
    let case_type = row.required("case_type", FILE, log);
    let standard = row.required("standard", FILE, log);
    let family = row.required("family", FILE, log).and_then(|word| {
        let family = Family::from_code(word);
        if family.is_none() {
            let message = format!("“{word}”应为 event、component 或 appeal");
            log.add(FILE, row.line, "matter_family_unknown", message);
        }
        family
    });
    let period = period(FILE, row, log);
    let limits = limits(row, log);
    Some(Matter {
        code: code?,
        name: name?.to_owned(),
        class: class?.to_owned(),
        family: family?,
        standard: standard?.to_owned(),
        period: period?,
        case_type: case_type?.to_owned(),
        grade: row.get("grade").to_owned(),
        limits: limits?,
        phrases: row.list("phrases").into_iter().map(str::to_owned).collect(),
    })
}

/// A matter opens a case of a type that the district has, with a grade that the type has.
pub(crate) fn check_types(placed: &[(usize, Matter)], types: &CaseTypes, log: &mut Log) {
    for (line, matter) in placed {
        let Some(kind) = types.versions(&matter.case_type).next_back() else {
            let message = format!("没有案件类型“{}”", matter.case_type);
            log.add(FILE, *line, "matter_case_type_unknown", message);
            continue;
        };
        let graded = |key: &str| kind.grades.iter().any(|grade| grade.key == key);
        let own = Some(matter.grade.as_str()).filter(|grade| !grade.is_empty());
        let named = matter.limits.keys().map(String::as_str);
        for key in own.into_iter().chain(named.filter(|key| *key != "*")) {
            if !graded(key) {
                let message = format!("案件类型“{}”没有等级“{key}”", matter.case_type);
                log.add(FILE, *line, "matter_grade_unknown", message);
            }
        }
    }
}

/// `4wh`, or `A=4wh；B=1wd`.
fn limits(row: &Row<'_>, log: &mut Log) -> Option<BTreeMap<String, Limit>> {
    let mut limits = BTreeMap::new();
    for word in row.list("limits") {
        let (grade, limit) = word.split_once('=').unwrap_or(("*", word));
        match limit.parse::<Limit>() {
            Ok(limit) => limits.insert(grade.trim().to_owned(), limit),
            Err(e) => {
                log.add(FILE, row.line, "matter_limit_shape", e.to_string());
                return None;
            }
        };
    }
    Some(limits)
}

/// `valid_from` and `valid_to` of a row.
pub(crate) fn period(file: &str, row: &Row<'_>, log: &mut Log) -> Option<Period> {
    let first = row.required("valid_from", file, log)?;
    let valid_from = day(file, row, first, log);
    let valid_to = match row.get("valid_to") {
        "" => None,
        word => Some(day(file, row, word, log)?),
    };
    Some(Period {
        valid_from: valid_from?,
        valid_to,
    })
}

fn day(file: &str, row: &Row<'_>, word: &str, log: &mut Log) -> Option<Date> {
    let day = word.parse().ok();
    if day.is_none() {
        let message = format!("日期“{word}”应写成 2026-01-01");
        log.add(file, row.line, "duty_date_shape", message);
    }
    day
}

/// Errors become problems; warnings are kept apart.
pub(crate) fn note(file: &str, found: Vec<Finding>, log: &mut Log) {
    for finding in found {
        match finding.severity {
            Severity::Error => log.add(file, finding.line, finding.code, finding.zh),
            Severity::Warning => log.warn(file, finding.line, finding.code, finding.zh),
        }
    }
}
