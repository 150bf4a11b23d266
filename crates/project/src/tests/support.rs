//! Short ways to make projects.

use crate::*;
use figure::Decimal;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

pub fn by(person: &str, today: Date) -> Context {
    Context {
        now: today
            .at(9, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .unwrap()
            .timestamp(),
        today,
        actor: Party {
            person: person.to_owned(),
            unit: "owner".to_owned(),
        },
    }
}

pub fn yi(text: &str) -> Decimal {
    text.parse::<Decimal>().unwrap() * Decimal::from(100_000_000)
}

pub fn registered(id: &str) -> Project {
    let cmd = Register {
        new_id: id.to_owned(),
        code: None,
        name: format!("项目{id}"),
        owner: "城投".to_owned(),
        bureau: "住建局".to_owned(),
        leader: None,
        place: Some("wj".to_owned()),
        category: "城市更新".to_owned(),
        total: yi("10"),
        basis: "立项批复".to_owned(),
        funding: vec![],
    };
    register(&cmd, &by("wang", date(2025, 12, 1))).unwrap()
}

pub fn plan(year: i16, amount: &str) -> SetPlan {
    SetPlan {
        year,
        amount: yi(amount),
        curve: None,
        bond: None,
        start_month: None,
        basis: "年度投资计划".to_owned(),
        reason: String::new(),
    }
}

pub fn planned(project: &Project, cmd: &SetPlan) -> Project {
    set_plan(project, cmd, &by("wang", date(2025, 12, 20))).unwrap()
}

/// Reported by one and verified by another on one day.
pub fn invested(
    project: &Project,
    ledger: Ledger,
    month: i8,
    amount: Amount,
    day: Date,
) -> Project {
    let cmd = Report {
        ledger,
        year: 2026,
        month,
        amount,
        note: "月报".to_owned(),
    };
    let waiting = report(project, &cmd, &by("wang", day)).unwrap();
    let no = waiting.investments.last().unwrap().no;
    decide_investment(&waiting, &yes(no), &by("li", day)).unwrap()
}

pub fn yes(no: u32) -> Decide {
    Decide {
        no,
        verified: true,
        reason: String::new(),
    }
}

pub fn files(batch: Batch) -> Vec<Evidence> {
    let of = |kind: &EvidenceKind| Evidence {
        kind: *kind,
        hash: "ab".to_owned(),
        name: kind.zh().to_owned(),
    };
    batch.evidence().iter().map(of).collect()
}

pub fn claim(batch: Batch, day: Date) -> ClaimMilestone {
    ClaimMilestone {
        batch,
        date: day,
        evidence: files(batch),
        note: String::new(),
    }
}

/// Reached on one day, verified on another.
pub fn came(project: &Project, batch: Batch, day: Date, verified: Date) -> Project {
    let waiting = claim_milestone(project, &claim(batch, day), &by("wang", verified)).unwrap();
    let no = waiting.milestones.last().unwrap().no;
    decide_milestone(&waiting, &yes(no), &by("li", verified)).unwrap()
}

pub fn code<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> &'static str {
    let refusal = answer.unwrap_err();
    let zh = refusal.zh();
    assert!(
        zh.chars().any(|c| c > '\u{4e00}') && !zh.contains('□'),
        "{zh}"
    );
    refusal.code
}
