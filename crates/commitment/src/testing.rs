//! Builders for this crate's tests.

use crate::record::{Claim, Verify, claim, verify};
use crate::{
    Commitment, Context, Evidence, FileRef, Kind, MeasuredBy, Party, Plan, Record, RecordKind,
    Report, ReportStatus, Source, Status,
};
use figure::{Basis, Comparator, Decimal, Target};
use jiff::Timestamp;
use jiff::civil::{Date, date};

pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

/// Someone of a unit, on a day of 2026.
pub(crate) fn by_on(person: &str, unit: &str, today: Date) -> Context {
    let now: Timestamp = format!("{today}T09:00:00+08:00")
        .parse()
        .expect("an instant");
    Context {
        now,
        today,
        actor: Party {
            person: person.into(),
            unit: unit.into(),
        },
        office: unit == "office",
        expected_version: None,
    }
}

/// Someone of a unit on 1 June 2026.
pub(crate) fn by(person: &str, unit: &str) -> Context {
    by_on(person, unit, date(2026, 6, 1))
}

pub(crate) fn reviewer() -> Context {
    by("审阅", "office")
}

pub(crate) fn target(value: &str, unit: &str) -> Target {
    Target {
        measure: "改造".into(),
        comparator: Comparator::Ge,
        value: Some(dec(value)),
        value_hi: None,
        unit: unit.into(),
        basis: Basis::Level,
        in_step_with: None,
        written: format!("{value}{unit}"),
    }
}

/// A proposed draft with a target of 6500 户, led by `housing`, supported by `water`.
pub(crate) fn draft(id: &str, no: u32) -> Commitment {
    Commitment {
        id: id.into(),
        report: "r".into(),
        no,
        status: Status::Proposed,
        text: "改造设施甲、更新管道乙".into(),
        title: "改造设施".into(),
        kind: Kind::Quantified,
        source: Source {
            start: 100,
            end: 111,
            quote: "改造设施甲、更新管道乙".into(),
            section: vec!["三".into()],
            section_title: "城市更新".into(),
        },
        target: Some(target("6500", "户")),
        lead: Some("housing".into()),
        supporting: vec!["water".into()],
        leader: None,
        start: date(2026, 1, 1),
        deadline: Some(date(2026, 12, 31)),
        no_deadline_reason: None,
        plan: Plan::LinearDays,
        measured_by: MeasuredBy::Records,
        cases: None,
        projects: None,
        indicators: None,
        baseline: None,
        review_every_days: None,
        hedge: None,
        named: Vec::new(),
        decided_by: "test".into(),
        certainty: 90,
        proposals: Vec::new(),
        remarks: Vec::new(),
        drop_reason: None,
        replaced_by: Vec::new(),
        replaces: Vec::new(),
        version: 1,
        target_changed: false,
        issued_at: None,
        reviewed_by: None,
        reviewed_at: None,
    }
}

pub(crate) fn issued() -> Commitment {
    Commitment {
        status: Status::Issued,
        ..draft("c", 1)
    }
}

pub(crate) fn report() -> Report {
    Report {
        id: "r".into(),
        title: "政府工作报告".into(),
        year: 2026,
        status: ReportStatus::Reviewing,
        file: FileRef {
            hash: "00".into(),
            name: "report.txt".into(),
            media_type: "text/plain".into(),
            bytes: 1,
        },
        text_hash: "01".into(),
        reading_hash: "02".into(),
        imported_by: "审阅".into(),
        imported_at: Timestamp::UNIX_EPOCH,
        issued_by: None,
        issued_at: None,
        notes: Vec::new(),
        next_no: 0,
    }
}

pub(crate) fn photo() -> Evidence {
    Evidence {
        hash: "ab".into(),
        name: "photo.jpg".into(),
        media_type: "image/jpeg".into(),
        bytes: 1_024,
    }
}

/// A claim of an amount with a photo, dated 1 May.
pub(crate) fn amount_of(id: &str, amount: &str, unit: &str) -> Claim {
    Claim {
        new_id: id.into(),
        kind: RecordKind::Amount,
        date: date(2026, 5, 1),
        amount: Some(dec(amount)),
        unit: Some(unit.into()),
        place: None,
        note: String::new(),
        evidence: vec![photo()],
        resubmits: None,
    }
}

/// A verified amount: claimed by the lead unit, verified by the office on `known_on`.
pub(crate) fn verified(id: &str, amount: &str, known_on: Date) -> Record {
    let claimed = claim(
        &issued(),
        &[],
        &amount_of(id, amount, "户"),
        &by_on("甲", "housing", known_on),
    );
    let claimed = claimed.expect("a claim");
    verify(
        &claimed,
        &Verify::default(),
        &by_on("核", "office", known_on),
    )
    .expect("verified")
}
