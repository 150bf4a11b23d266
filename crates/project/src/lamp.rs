//! The light of a project by versioned rules (domain F1-02; defaults after 银川 and 天津).

use crate::progress::month_on;
use crate::{Batch, Ledger, Project, progress, reached};
use figure::Decimal;
use indicator::percent::fixed;
use indicator::{Percent, Points};
use jiff::civil::Date;
use light::Colour;
use serde::{Deserialize, Serialize};

/// Thresholds of one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRule {
    /// Stable name.
    pub id: String,
    /// From 1.
    pub version: u32,
    /// First day on which it is used.
    pub valid_from: Date,
    /// Green while completion less schedule is at least this (−10).
    pub green_gap: Points,
    /// Yellow while it is at least this (−30), red below.
    pub yellow_gap: Points,
    /// Red once the planned month of the start is missed by so many months (3); yellow from the first.
    pub start_red_months: u8,
    /// Yellow once so many months after the start nothing is enrolled (1).
    pub enrol_yellow_months: u8,
    /// … and red (2).
    pub enrol_red_months: u8,
    /// Red when special bonds fall short of their even path by more than this share of it (30).
    pub bond_red: Percent,
    /// Days after which an overdue blocker is red (30); yellow from the first.
    pub blocker_red_days: u16,
}

impl ProjectRule {
    /// The defaults under the name given.
    pub fn default_of(id: &str, version: u32, valid_from: Date) -> Self {
        Self {
            id: id.to_owned(),
            version,
            valid_from,
            green_gap: Points(Decimal::from(-10)),
            yellow_gap: Points(Decimal::from(-30)),
            start_red_months: 3,
            enrol_yellow_months: 1,
            enrol_red_months: 2,
            bond_red: Percent(Decimal::from(30)),
            blocker_red_days: 30,
        }
    }

    /// The rule in force on a day: the latest valid one, the higher version on equal days.
    pub fn on(rules: &[Self], day: Date) -> Option<&Self> {
        let valid = rules.iter().filter(|r| r.valid_from <= day);
        valid.max_by_key(|r| (r.valid_from, r.version))
    }
}

indicator::coded! {
    /// What was looked at.
    FindingCode {
        /// Completion against schedule.
        Schedule => "schedule", "时序进度";
        /// The planned start.
        Start => "start", "计划开工";
        /// Enrolment after the start.
        Enrolment => "enrolment", "入库纳统";
        /// Special bonds.
        Bond => "bond", "专项债支出";
        /// A blocker past its day.
        Blocker => "blocker", "堵点";
    }
}

/// One thing found, with its colour and numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub code: FindingCode,
    /// Its colour.
    pub colour: Colour,
    /// In Chinese, always with the number.
    pub zh: String,
}

/// The light: the worst of its findings; grey where there is nothing to judge by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lamp {
    /// The colour.
    pub colour: Colour,
    /// Every finding, in a fixed order.
    pub findings: Vec<Finding>,
    /// Name of the rule.
    pub rule: String,
    /// Its version.
    pub version: u32,
}

/// Judges a project's year on a day, from what was known then.
pub fn lamp(project: &Project, rule: &ProjectRule, year: i16, on: Date) -> Lamp {
    let mut findings: Vec<Finding> = vec![];
    findings.extend(schedule(project, rule, year, on));
    findings.extend(start(project, rule, year, on));
    findings.extend(enrolment(project, rule, on));
    findings.extend(bond(project, rule, year, on));
    findings.extend(blockers(project, rule, on));
    let worst = |colour| findings.iter().any(|f| f.colour == colour);
    let colour = [Colour::Red, Colour::Yellow, Colour::Green]
        .into_iter()
        .find(|c| worst(*c));
    Lamp {
        colour: colour.unwrap_or(Colour::Grey),
        findings,
        rule: rule.id.clone(),
        version: rule.version,
    }
}

/// Green without verified investment is not to be had: a plan of which nothing is expected yet is grey.
fn schedule(project: &Project, rule: &ProjectRule, year: i16, on: Date) -> Option<Finding> {
    let found = progress(project, year, Ledger::Reported, on, on)?;
    if found.done.is_zero() && found.schedule.0.is_zero() {
        return None;
    }
    let colour = if found.ahead < rule.yellow_gap {
        Colour::Red
    } else if found.ahead < rule.green_gap || found.done.is_zero() {
        Colour::Yellow
    } else {
        Colour::Green
    };
    let side = match found.ahead.0.is_sign_negative() && !found.ahead.0.is_zero() {
        true => "落后",
        false => "领先",
    };
    Some(Finding {
        code: FindingCode::Schedule,
        colour,
        zh: format!(
            "1—{}月完成率{}，时序进度{}，{side}{}",
            found.month,
            found.completion,
            found.schedule,
            Points(found.ahead.0.abs()),
        ),
    })
}

fn start(project: &Project, rule: &ProjectRule, year: i16, on: Date) -> Option<Finding> {
    let planned = project.plan(year, on)?.start_month?;
    let started = reached(project, Batch::Commencement, on).filter(|m| m.date <= on);
    let months = i32::from(month_on(on.year(), on)) + 12 * i32::from(on.year() - year);
    let late = months - i32::from(planned) + 1;
    if started.is_some() || late <= 0 {
        return None;
    }
    let red = late >= i32::from(rule.start_red_months);
    Some(Finding {
        code: FindingCode::Start,
        colour: if red { Colour::Red } else { Colour::Yellow },
        zh: format!("计划{planned}月开工，已逾{late}个月未开工"),
    })
}

fn enrolment(project: &Project, rule: &ProjectRule, on: Date) -> Option<Finding> {
    let started = reached(project, Batch::Commencement, on)?.date;
    let enrolled = project
        .investments
        .iter()
        .any(|i| i.ledger == Ledger::Enrolled && i.claim.stands(on) && i.amount > Decimal::ZERO);
    let months = (i32::from(on.year()) - i32::from(started.year())) * 12 + i32::from(on.month())
        - i32::from(started.month())
        - i32::from(on.day() < started.day());
    if enrolled || months < i32::from(rule.enrol_yellow_months) {
        return None;
    }
    let red = months >= i32::from(rule.enrol_red_months);
    Some(Finding {
        code: FindingCode::Enrolment,
        colour: if red { Colour::Red } else { Colour::Yellow },
        zh: format!("开工已满{months}个月，尚未入库纳统"),
    })
}

/// Spending of special bonds against an even path of the year.
fn bond(project: &Project, rule: &ProjectRule, year: i16, on: Date) -> Option<Finding> {
    let plan = project.plan(year, on)?.bond?;
    let month = month_on(year, on);
    let spent = project.invested(Ledger::Bond, year, month, on)?;
    let expected = plan.checked_mul(Decimal::from(month))?;
    let short = expected.checked_sub(spent.checked_mul(Decimal::from(12))?)?;
    let share = Percent::of(short, expected)?;
    let colour = if share > rule.bond_red {
        Colour::Red
    } else if share.0 > Decimal::ZERO {
        Colour::Yellow
    } else {
        Colour::Green
    };
    let short = fixed(share.0.max(Decimal::ZERO), 1);
    Some(Finding {
        code: FindingCode::Bond,
        colour,
        zh: format!("专项债支出比时序少{short}%"),
    })
}

fn blockers(project: &Project, rule: &ProjectRule, on: Date) -> Option<Finding> {
    let overdue = project.open_blockers(on).filter(|b| b.due < on);
    let worst = overdue.min_by_key(|b| b.due)?;
    let days = (on - worst.due).get_days();
    let red = days >= i32::from(rule.blocker_red_days);
    Some(Finding {
        code: FindingCode::Blocker,
        colour: if red { Colour::Red } else { Colour::Yellow },
        zh: format!("堵点“{}”逾期{days}天", worst.title),
    })
}
