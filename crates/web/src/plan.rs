//! The path of a commitment as people type it: how it is measured, and one point a line.
//!
//! A month reads `2026-06 120` (what is to be reached by its end, in the target's unit), a milestone
//! `2026-06-30 40% words`. Full-width digits, commas and the percent sign are taken as meant.

use crate::edge::fault::Fault;
use crate::input;
use crate::units::Choice;
use crate::words::{Lang, word};
use commitment::{MilestonePoint, MonthPoint, Plan};
use figure::Decimal;

/// Codes of the kinds of path, as forms send them.
pub const KINDS: [&str; 3] = [LINEAR, MONTHS, MILESTONES];
const LINEAR: &str = "linear_days";
const MONTHS: &str = "months";
const MILESTONES: &str = "milestones";
/// Most lines read; the domain's own limit is lower.
const LINES_MAX: usize = 500;

/// Code of the kind, and the points one a line.
pub fn written(plan: &Plan) -> (&'static str, String) {
    match plan {
        Plan::LinearDays => (LINEAR, String::new()),
        Plan::Months(points) => (MONTHS, lines(points.iter().map(month_line))),
        Plan::Milestones(points) => (MILESTONES, lines(points.iter().map(milestone_line))),
    }
}

/// The path as typed; none where no kind was sent. Errors name the line, on the field `plan`.
pub fn read(kind: &str, points: &str) -> Result<Option<Plan>, Fault> {
    let rows = points
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .take(LINES_MAX);
    let plan = match kind {
        "" => return Ok(None),
        LINEAR => Plan::LinearDays,
        MONTHS => Plan::Months(
            rows.map(|(at, line)| month(line).ok_or_else(|| unreadable(at, "input.plan_month")))
                .collect::<Result<_, _>>()?,
        ),
        MILESTONES => Plan::Milestones(
            rows.map(|(at, line)| milestone(line).ok_or_else(|| unreadable(at, "input.plan_step")))
                .collect::<Result<_, _>>()?,
        ),
        _ => return Err(input::wrong("plan", "form.choose")),
    };
    Ok(Some(plan))
}

/// The kinds of path as choices of a form.
pub fn choices(lang: Lang) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        code: code.to_owned(),
        name: word(lang, &format!("plan.{code}")),
    };
    KINDS.iter().map(|code| choice(code)).collect()
}

/// The path in one line, for comparison.
pub fn words(lang: Lang, plan: &Plan) -> String {
    let (kind, points) = written(plan);
    let kind = word(lang, &format!("plan.{kind}"));
    match points.is_empty() {
        true => kind,
        false => format!("{kind}: {}", points.replace('\n', "; ")),
    }
}

fn lines(points: impl Iterator<Item = String>) -> String {
    points.collect::<Vec<_>>().join("\n")
}

fn month_line(point: &MonthPoint) -> String {
    let amount = point.cumulative.normalize();
    format!("{}-{:02} {amount}", point.year, point.month)
}

fn milestone_line(point: &MilestonePoint) -> String {
    let share = point.share_percent.normalize();
    format!("{} {share}% {}", point.due, point.title)
}

fn month(line: &str) -> Option<MonthPoint> {
    let (when, amount) = line.trim().split_once(char::is_whitespace)?;
    let (year, month) = when.split_once('-')?;
    Some(MonthPoint {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
        cumulative: number(amount)?,
    })
}

fn milestone(line: &str) -> Option<MilestonePoint> {
    let (due, rest) = line.trim().split_once(char::is_whitespace)?;
    let (share, title) = rest.trim().split_once(char::is_whitespace)?;
    let share = share.strip_suffix(['%', '％'])?;
    Some(MilestonePoint {
        title: title.trim().to_owned(),
        due: due.parse().ok()?,
        share_percent: number(share)?,
    })
}

fn number(text: &str) -> Option<Decimal> {
    input::number_or_none("plan", text).ok()?
}

fn unreadable(line: usize, key: &str) -> Fault {
    let mut fault = input::wrong("plan", key);
    let told = |words: &str| words.replace("{line}", &(line + 1).to_string());
    fault.zh = told(&fault.zh);
    fault.en = told(&fault.en);
    for field in &mut fault.fields {
        field.zh = told(&field.zh);
        field.en = told(&field.en);
    }
    fault
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let months = read("months", "2026-03 100\r\n\n 2026-06  １,200.50 \n").unwrap();
        let (kind, text) = written(months.as_ref().unwrap());
        assert_eq!(
            (kind, text.as_str()),
            ("months", "2026-03 100\n2026-06 1200.5")
        );
        assert_eq!(read(kind, &text).unwrap(), months);
        let steps = read(
            "milestones",
            "2026-06-30 40％ 完成 设计\n2026-11-30 60% 开工",
        )
        .unwrap();
        let (kind, text) = written(steps.as_ref().unwrap());
        assert_eq!(text, "2026-06-30 40% 完成 设计\n2026-11-30 60% 开工");
        assert_eq!(read(kind, &text).unwrap(), steps);
        assert_eq!(read("", "anything").unwrap(), None);
        assert_eq!(read("linear_days", "").unwrap(), Some(Plan::LinearDays));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for (kind, text) in [
            ("months", "2026-03 100\n六月 200"),
            ("milestones", "2026-06-30 40% 设计\n2026-06-31 60% 开工"),
            ("milestones", "2026-06-30 40% 设计\n2026-09-30 60 开工"),
        ] {
            let fault = read(kind, text).unwrap_err();
            assert_eq!(fault.fields[0].field, "plan");
            assert!(fault.zh.contains("第 2 行") && !fault.en.contains("{line}"));
        }
    }
}
