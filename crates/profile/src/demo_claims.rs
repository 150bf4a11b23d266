//! Records and notes of the demonstration: who claims, who answers, and whether they may.

use crate::csv_rows::Row;
use crate::demo_files::number;
use crate::problem::Log;
use crate::{DemoAssignment, DemoNote, DemoPerson, DemoPlan, DemoRecord, DemoStatus};
use jiff::civil::Date;
use org::{Directory, PersonId, UnitCode};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub(crate) const RECORDS: &str = "demo/records.csv";
pub(crate) const NOTES: &str = "demo/notes.csv";
const MARK: &str = "示例数据";

/// What records and notes are checked against.
pub(crate) struct Context<'a> {
    pub(crate) known: &'a BTreeMap<u32, &'a DemoAssignment>,
    pub(crate) directory: &'a Directory,
    pub(crate) people: &'a [DemoPerson],
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
    pub(crate) fn record(&self, row: &Row<'_>, log: &mut Log) -> Option<DemoRecord> {
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

    pub(crate) fn note(&self, row: &Row<'_>, log: &mut Log) -> Option<DemoNote> {
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
