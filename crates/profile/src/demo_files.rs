//! Reads and checks the files of `demo/`.

use crate::csv_rows::{self, Row};
use crate::problem::Log;
use crate::{
    Demo, DemoAssignment, DemoNote, DemoPerson, DemoPlan, DemoRecord, DemoStatus, Files,
    MonthShare, PlanStep,
};
use jiff::civil::Date;
use org::{Directory, PersonId, UnitCode};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const REPORT: &str = "demo/report.md";
const ASSIGNMENTS: &str = "demo/assignments.csv";
const RECORDS: &str = "demo/records.csv";
const NOTES: &str = "demo/notes.csv";
const ASSIGNMENT_COLUMNS: &[&str] = &["no", "clause", "lead", "supporting", "plan", "detail"];
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
const MARK: &str = "示例数据";

/// None without `demo/report.md`.
pub(crate) fn read(
    files: &Files,
    directory: &Directory,
    people: &[DemoPerson],
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

fn number(row: &Row<'_>, file: &str, log: &mut Log) -> Option<u32> {
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

/// What records and notes are checked against.
struct Context<'a> {
    known: &'a BTreeMap<u32, &'a DemoAssignment>,
    directory: &'a Directory,
    people: &'a [DemoPerson],
}

/// What records and notes have in common.
struct Claim {
    no: u32,
    date: Date,
    note: String,
    by: PersonId,
    status: DemoStatus,
    answered: Option<(PersonId, Date)>,
}

impl Context<'_> {
    fn record(&self, row: &Row<'_>, log: &mut Log) -> Option<DemoRecord> {
        let claim = self.claim(row, RECORDS, log);
        let amount: Option<Decimal> = row.get("amount").parse().ok();
        if amount.is_none() {
            log.add(
                RECORDS,
                row.line,
                "demo_amount_shape",
                format!("数量“{}”应为十进制数", row.get("amount")),
            );
        }
        let unit = row.required("unit", RECORDS, log);
        let place = match row.get("place") {
            "" => None,
            word => {
                let code = UnitCode::parse(word).ok();
                let code =
                    code.filter(|c| self.directory.is_empty() || self.directory.get(c).is_some());
                if code.is_none() {
                    log.add(
                        RECORDS,
                        row.line,
                        "demo_place_unknown",
                        format!("地点“{word}”不是本区的单位"),
                    );
                }
                Some(code?)
            }
        };
        let claim = claim?;
        Some(DemoRecord {
            no: claim.no,
            date: claim.date,
            amount: amount?,
            unit: unit?.to_owned(),
            place,
            note: claim.note,
            by: claim.by,
            status: claim.status,
            answered: claim.answered,
        })
    }

    fn note(&self, row: &Row<'_>, log: &mut Log) -> Option<DemoNote> {
        let claim = self.claim(row, NOTES, log)?;
        let step = Some(row.get("step")).filter(|s| !s.is_empty());
        if let (Some(step), Some(assignment)) = (step, self.known.get(&claim.no)) {
            let planned = matches!(&assignment.plan, DemoPlan::Milestones(steps) if steps.iter().any(|s| s.title == step));
            if !planned {
                log.add(
                    NOTES,
                    row.line,
                    "demo_step_unknown",
                    format!("编号{}没有节点“{step}”", claim.no),
                );
            }
        }
        Some(DemoNote {
            no: claim.no,
            date: claim.date,
            step: step.map(str::to_owned),
            note: claim.note,
            by: claim.by,
            status: claim.status,
            answered: claim.answered,
        })
    }

    fn claim(&self, row: &Row<'_>, file: &str, log: &mut Log) -> Option<Claim> {
        let no = number(row, file, log)?;
        let Some(assignment) = self.known.get(&no) else {
            log.add(
                file,
                row.line,
                "demo_no_unknown",
                format!("assignments.csv里没有编号{no}"),
            );
            return None;
        };
        let date: Option<Date> = row.get("date").parse().ok();
        if date.is_none() {
            log.add(
                file,
                row.line,
                "demo_date_shape",
                format!("日期“{}”应写成 2026-05-01", row.get("date")),
            );
        }
        let note = row.get("note");
        if !note.starts_with(MARK) {
            log.add(
                file,
                row.line,
                "demo_unmarked",
                format!("说明须以“{MARK}”开头"),
            );
        }
        let by = self.person(row.get("by"), row, file, log);
        if let Some(by) = by
            && !self.works_for(by, assignment)
        {
            let message = format!("{}不属于牵头或责任单位", by.person.id);
            log.add(file, row.line, "demo_claimant", message);
        }
        let (status, answered) = self.answer(row, file, date, log)?;
        let by = by?.person.id.clone();
        if answered.as_ref().is_some_and(|(who, _)| *who == by) {
            log.add(
                file,
                row.line,
                "demo_self_answer",
                "申报人不能核验自己的申报",
            );
        }
        Some(Claim {
            no,
            date: date?,
            note: note.to_owned(),
            by,
            status,
            answered,
        })
    }

    fn answer(
        &self,
        row: &Row<'_>,
        file: &str,
        date: Option<Date>,
        log: &mut Log,
    ) -> Option<(DemoStatus, Option<(PersonId, Date)>)> {
        let status = match row.get("status") {
            "claimed" => return Some((DemoStatus::Claimed, None)),
            "verified" => DemoStatus::Verified,
            "returned" => DemoStatus::Returned,
            word => {
                let message = format!("状态“{word}”应为 claimed、verified 或 returned");
                log.add(file, row.line, "demo_status_unknown", message);
                return None;
            }
        };
        let who = self.person(row.get("answered_by"), row, file, log);
        let on: Option<Date> = row.get("answered_on").parse().ok();
        if on.is_none() || on < date {
            log.add(
                file,
                row.line,
                "demo_answer_date",
                "答复日期应写成 2026-05-01，且不早于事实日期",
            );
        }
        Some((status, Some((who?.person.id.clone(), on?))))
    }

    fn person(&self, word: &str, row: &Row<'_>, file: &str, log: &mut Log) -> Option<&DemoPerson> {
        let found = self.people.iter().find(|p| p.person.id.as_str() == word);
        if found.is_none() {
            log.add(
                file,
                row.line,
                "demo_person_unknown",
                format!("demo_people.csv里没有“{word}”"),
            );
        }
        found
    }

    fn works_for(&self, person: &DemoPerson, assignment: &DemoAssignment) -> bool {
        let unit = &person.person.unit;
        let mut owners = std::iter::once(&assignment.lead).chain(&assignment.supporting);
        owners.any(|owner| self.directory.is_within(unit, owner))
    }
}
