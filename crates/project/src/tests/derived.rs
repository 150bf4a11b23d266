//! What follows from facts: batches, maturity, windows, progress, curves, lights.

use super::support::*;
use crate::*;
use figure::Decimal;
use indicator::percent::fixed;
use indicator::{Percent, Points};
use jiff::civil::{Date, date};
use light::Colour;

#[test]
fn the_batch_of_any_day_as_known_on_any_other() {
    let (happened, verified) = (date(2026, 3, 1), date(2026, 4, 1));
    let project = came(
        &registered("p"),
        Batch::Reserve,
        date(2026, 1, 10),
        date(2026, 1, 20),
    );
    let project = came(&project, Batch::Commencement, happened, verified);
    let at = |on: Date, known: Date| batch(&project, on, known);
    assert_eq!(at(date(2026, 1, 9), verified), None);
    assert_eq!(at(date(2026, 2, 28), verified), Some(Batch::Reserve));
    assert_eq!(at(happened, verified), Some(Batch::Commencement));
    assert_eq!(
        at(happened, date(2026, 3, 31)),
        Some(Batch::Reserve),
        "nobody knew in March"
    );
    let back = ReverseMilestone {
        no: 2,
        reason: "误报".into(),
    };
    let project = reverse_milestone(&project, &back, &by("li", date(2026, 6, 1))).unwrap();
    assert_eq!(
        batch(&project, happened, date(2026, 5, 31)),
        Some(Batch::Commencement)
    );
    assert_eq!(
        batch(&project, happened, date(2026, 6, 1)),
        Some(Batch::Reserve)
    );
}

fn held(item: &str, expires_on: Option<Date>) -> EnterApproval {
    EnterApproval {
        item: item.into(),
        state: ApprovalState::Held {
            number: "〔2026〕1号".into(),
            issued_on: date(2026, 1, 5),
            expires_on,
            hash: "ab".into(),
        },
    }
}

#[test]
fn maturity_is_the_weight_of_checkable_approvals() {
    let list = Checklist::default_of(1, date(2020, 1, 1));
    assert_eq!(list.check(), Ok(()));
    let day = date(2026, 2, 1);
    let enter = |project: &Project, cmd: &EnterApproval| {
        enter_approval(project, &list, cmd, &by("wang", day))
    };
    let project = registered("p");
    let empty = maturity(&project, &list, day);
    assert_eq!(
        (empty.score, empty.lacks.len()),
        (Percent(Decimal::ZERO), 7)
    );
    let project = enter(&project, &held("proposal", None)).unwrap();
    let project = enter(&project, &held("site", Some(date(2026, 6, 30)))).unwrap();
    let none = EnterApproval {
        item: "environment".into(),
        state: ApprovalState::NotNeeded {
            reason: "豁免管理".into(),
        },
    };
    let project = enter(&project, &none).unwrap();
    // 15 + 15 of the 90 that are needed.
    assert_eq!(fixed(maturity(&project, &list, day).score.0, 1), "33.3");
    let last_day = maturity(&project, &list, date(2026, 6, 30));
    assert_eq!(fixed(last_day.score.0, 1), "33.3", "good for its last day");
    let later = maturity(&project, &list, date(2026, 7, 1));
    assert_eq!(fixed(later.score.0, 1), "16.7");
    assert!(later.lacks.contains(&Lack {
        item: "site".into(),
        expired_on: Some(date(2026, 6, 30))
    }));
    assert_eq!(
        maturity(&project, &list, date(2026, 1, 31)).held,
        Vec::<String>::new()
    );
    assert_eq!(code(enter(&project, &held("law", None))), "no_such_item");
    assert_eq!(
        code(enter(&project, &held("site", Some(date(2025, 1, 1))))),
        "expires_before_issue"
    );
    let silent = EnterApproval {
        item: "site".into(),
        state: ApprovalState::NotNeeded { reason: " ".into() },
    };
    assert_eq!(code(enter(&project, &silent)), "required");
    let mut wrong = list.clone();
    wrong.items[0].weight = 0;
    assert_eq!(code(wrong.check()), "checklist_weight");
    wrong.items[0] = wrong.items[1].clone();
    assert_eq!(code(wrong.check()), "checklist_twice");
    wrong.items.clear();
    assert_eq!(code(wrong.check()), "checklist_size");
}

#[test]
fn a_window_offers_only_what_has_its_documents() {
    let list = Checklist::default_of(1, date(2020, 1, 1));
    let day = date(2026, 2, 1);
    let window = Window {
        name: "城市更新专项".into(),
        opens: date(2026, 1, 1),
        closes: date(2026, 7, 31),
        requires: vec!["proposal".into(), "site".into()],
        batches: vec![Batch::Reserve],
    };
    let enter =
        |p: &Project, cmd: &EnterApproval| enter_approval(p, &list, cmd, &by("wang", day)).unwrap();
    let ripe = came(&registered("ripe"), Batch::Reserve, day, day);
    let ripe = enter(
        &enter(&ripe, &held("proposal", None)),
        &held("site", Some(date(2026, 6, 30))),
    );
    let raw = came(&registered("raw"), Batch::Reserve, day, day);
    let idea = enter(
        &enter(&registered("idea"), &held("proposal", None)),
        &held("site", None),
    );
    let all = [ripe, raw, idea];
    let now = offer(&window, &list, &all, date(2026, 3, 1));
    assert_eq!(now.fits, ["ripe"]);
    assert_eq!(now.misses[0].0, "raw");
    assert_eq!(now.misses[0].1.len(), 2);
    assert_eq!(now.misses[1], ("idea".into(), vec![Why::Batch(None)]));
    let begun = came(&all[0], Batch::Commencement, day, day);
    let other = offer(&window, &list, &[begun], date(2026, 3, 1));
    assert_eq!(other.misses[0].1, [Why::Batch(Some(Batch::Commencement))]);
    let expired = offer(&window, &list, &all, date(2026, 7, 1));
    assert_eq!(
        expired.fits,
        Vec::<String>::new(),
        "the site opinion ran out"
    );
    assert_eq!(
        offer(&window, &list, &all, date(2026, 8, 1)),
        Offer::default()
    );
}

fn running() -> Project {
    let project = planned(&registered("p"), &plan(2026, "6.474"));
    invested(
        &project,
        Ledger::Reported,
        10,
        Amount::YearToDate(yi("6.29")),
        date(2026, 11, 5),
    )
}

#[test]
fn progress_is_reckoned_from_raw_amounts() {
    let project = running();
    let day = date(2026, 11, 23);
    let found = progress(&project, 2026, Ledger::Reported, day, day).unwrap();
    assert_eq!(
        (found.month, found.completion.to_string()),
        (10, "97.2%".into())
    );
    assert_eq!(found.ahead.to_string(), "13.8个百分点");
    assert_eq!(progress(&project, 2025, Ledger::Reported, day, day), None);
    let last = progress(&project, 2026, Ledger::Reported, date(2026, 11, 30), day).unwrap();
    assert_eq!(last.month, 11);
    let before = progress(&project, 2026, Ledger::Reported, day, date(2026, 11, 4)).unwrap();
    assert_eq!(before.done, Decimal::ZERO);
    let behind = progress(&project, 2026, Ledger::Enrolled, day, day).unwrap();
    assert_eq!(behind.ahead.to_string(), "-83.3个百分点");
}

#[test]
fn the_curve_follows_the_plan_and_stops_where_reports_do() {
    let mut cmd = plan(2026, "1.2");
    let slow: Vec<Decimal> = (1..=12i64)
        .map(|m| yi("1.2") * Decimal::from(m * m) / Decimal::from(144))
        .collect();
    let rounded: Vec<Decimal> = slow.iter().map(|v| v.round_dp(2)).collect();
    cmd.curve = Some(rounded.clone());
    let project = planned(&registered("p"), &cmd);
    let day = date(2026, 5, 10);
    let project = invested(
        &project,
        Ledger::Reported,
        2,
        Amount::YearToDate(yi("0.1")),
        day,
    );
    let project = invested(
        &project,
        Ledger::Reported,
        3,
        Amount::YearToDate(yi("0.12")),
        day,
    );
    let points = curve(&project, 2026, day, day).unwrap();
    assert_eq!(
        points.iter().map(|p| p.planned).collect::<Vec<_>>(),
        rounded
    );
    assert_eq!(points[0].reported, Some(Decimal::ZERO));
    assert_eq!(points[2].reported, Some(yi("0.12")));
    assert_eq!((points[3].reported, points[3].enrolled), (None, None));
    let by_curve = progress(&project, 2026, Ledger::Reported, day, day).unwrap();
    assert_eq!(fixed(by_curve.schedule.0, 2), "11.11");
}

fn colour(project: &Project, day: Date) -> (Colour, Vec<(FindingCode, Colour)>) {
    let rule = ProjectRule::default_of("project", 1, date(2020, 1, 1));
    let found = lamp(project, &rule, 2026, day);
    (
        found.colour,
        found.findings.iter().map(|f| (f.code, f.colour)).collect(),
    )
}

#[test]
fn lights_by_the_gap() {
    let project = planned(&registered("p"), &plan(2026, "1.2"));
    let day = date(2026, 11, 5);
    let at = |amount: &str| {
        let project = invested(
            &project,
            Ledger::Reported,
            10,
            Amount::YearToDate(yi(amount)),
            day,
        );
        colour(&project, day).0
    };
    // 83.33% is expected; −10 and −30 are the bounds.
    assert_eq!(at("1.1"), Colour::Green);
    assert_eq!(at("0.88"), Colour::Green);
    assert_eq!(at("0.879"), Colour::Yellow);
    assert_eq!(at("0.64"), Colour::Yellow);
    assert_eq!(at("0.639"), Colour::Red);
    assert_eq!(
        colour(&project, date(2026, 1, 15)).0,
        Colour::Grey,
        "nothing is expected yet"
    );
    assert_eq!(
        colour(&project, date(2026, 1, 31)).0,
        Colour::Yellow,
        "nothing done is never green"
    );
    assert_eq!(colour(&registered("q"), day), (Colour::Grey, vec![]));
}

#[test]
fn lights_by_start_enrolment_bonds_and_blockers() {
    let mut cmd = plan(2026, "1.2");
    cmd.start_month = Some(3);
    cmd.bond = Some(yi("0.6"));
    let project = planned(&registered("p"), &cmd);
    let start = |day| {
        let (_, found) = colour(&project, day);
        found
            .iter()
            .find(|(code, _)| *code == FindingCode::Start)
            .map(|(_, c)| *c)
    };
    assert_eq!(start(date(2026, 3, 30)), None);
    assert_eq!(start(date(2026, 3, 31)), Some(Colour::Yellow));
    assert_eq!(start(date(2026, 5, 30)), Some(Colour::Yellow));
    assert_eq!(start(date(2026, 5, 31)), Some(Colour::Red));
    let started = came(
        &project,
        Batch::Commencement,
        date(2026, 4, 10),
        date(2026, 4, 12),
    );
    let of = |project: &Project, code, day| {
        let (_, found) = colour(project, day);
        found.iter().find(|(c, _)| *c == code).map(|(_, c)| *c)
    };
    assert_eq!(of(&started, FindingCode::Start, date(2026, 5, 31)), None);
    assert_eq!(of(&started, FindingCode::Enrolment, date(2026, 5, 9)), None);
    assert_eq!(
        of(&started, FindingCode::Enrolment, date(2026, 5, 10)),
        Some(Colour::Yellow)
    );
    assert_eq!(
        of(&started, FindingCode::Enrolment, date(2026, 6, 10)),
        Some(Colour::Red)
    );
    let enrolled = invested(
        &started,
        Ledger::Enrolled,
        5,
        Amount::Month(yi("0.1")),
        date(2026, 6, 10),
    );
    assert_eq!(
        of(&enrolled, FindingCode::Enrolment, date(2026, 6, 10)),
        None
    );
    // Half of the bonds by June: 0.3; 30% short is 0.21.
    let spent = |amount: &str| {
        let project = invested(
            &project,
            Ledger::Bond,
            6,
            Amount::Month(yi(amount)),
            date(2026, 7, 1),
        );
        of(&project, FindingCode::Bond, date(2026, 7, 1))
    };
    assert_eq!(spent("0.3"), Some(Colour::Green));
    assert_eq!(spent("0.21"), Some(Colour::Yellow));
    assert_eq!(spent("0.209"), Some(Colour::Red));
    let cmd = OpenBlocker {
        title: "征收".into(),
        owner_unit: "u".into(),
        owner: "z".into(),
        due: date(2026, 8, 1),
    };
    let blocked = open_blocker(&registered("b"), &cmd, &by("wang", date(2026, 7, 1))).unwrap();
    let days = |day| of(&blocked, FindingCode::Blocker, day);
    assert_eq!(days(date(2026, 8, 1)), None);
    assert_eq!(days(date(2026, 8, 2)), Some(Colour::Yellow));
    assert_eq!(days(date(2026, 8, 31)), Some(Colour::Red));
}

#[test]
fn rules_have_versions() {
    let first = ProjectRule::default_of("project", 1, date(2026, 1, 1));
    let second = ProjectRule {
        version: 2,
        valid_from: date(2026, 7, 1),
        green_gap: Points(Decimal::ZERO),
        ..first.clone()
    };
    let rules = [first, second];
    let version = |day| ProjectRule::on(&rules, day).map(|r| r.version);
    assert_eq!(version(date(2025, 12, 31)), None);
    assert_eq!(version(date(2026, 6, 30)), Some(1));
    assert_eq!(version(date(2026, 7, 1)), Some(2));
    let project = planned(&registered("p"), &plan(2026, "1.2"));
    let project = invested(
        &project,
        Ledger::Reported,
        10,
        Amount::YearToDate(yi("0.99")),
        date(2026, 11, 5),
    );
    let lit = |rule| lamp(&project, rule, 2026, date(2026, 11, 5));
    assert_eq!(lit(&rules[0]).colour, Colour::Green);
    let strict = lit(&rules[1]);
    assert_eq!((strict.colour, strict.version), (Colour::Yellow, 2));
    assert_eq!(
        strict.findings[0].zh,
        "1—10月完成率82.5%，时序进度83.3%，落后0.8个百分点"
    );
}
