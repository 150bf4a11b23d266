//! Changes after issue.

use crate::change::{Approve, Refuse, Request, approve, refuse, request, withdraw};
use crate::testing::{by, dec, draft, issued, target};
use crate::{
    ChangeRequest, ChangeStatus, Changes, Commitment, MeasuredBy, MilestonePoint, Plan, Refusal,
};
use jiff::civil::date;

fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().code
}

fn ask(changes: Changes) -> Request {
    Request {
        new_id: "q".into(),
        changes,
        reason: "汛期影响".into(),
    }
}

fn later() -> Changes {
    Changes {
        deadline: Some(date(2027, 3, 31)),
        ..Changes::default()
    }
}

fn requested() -> ChangeRequest {
    request(&issued(), &ask(later()), &by("甲", "housing")).unwrap()
}

#[test]
fn both_versions_stay_readable() {
    let before = issued();
    let (after, decided) = approve(
        &before,
        &requested(),
        &Approve::default(),
        &by("核", "office"),
    )
    .unwrap();
    assert_eq!(
        (after.version, after.deadline),
        (2, Some(date(2027, 3, 31)))
    );
    assert_eq!(
        Commitment {
            version: 1,
            deadline: before.deadline,
            ..after
        },
        before
    );
    assert_eq!(
        (decided.status, decided.base_version),
        (ChangeStatus::Approved, 1)
    );
}

#[test]
fn the_requester_never_decides() {
    let own = by("甲", "office");
    assert_eq!(
        code(approve(&issued(), &requested(), &Approve::default(), &own)),
        "requester_cannot_decide"
    );
    let no = Refuse {
        reason: "不成立".into(),
    };
    assert_eq!(
        code(refuse(&requested(), &no, &own)),
        "requester_cannot_decide"
    );
    assert_eq!(
        code(refuse(
            &requested(),
            &Refuse {
                reason: String::new()
            },
            &by("核", "office")
        )),
        "reason_required"
    );
    let refused = refuse(&requested(), &no, &by("核", "office")).unwrap();
    assert_eq!(refused.status, ChangeStatus::Refused);
    assert_eq!(
        code(withdraw(&refused, &by("甲", "housing"))),
        "request_closed"
    );
}

#[test]
fn a_request_is_decided_while_its_terms_stand_as_they_were() {
    let cmd = Approve::default();
    let request = requested();
    let elsewhere = Commitment {
        version: 2,
        leader: Some("leader-9".into()),
        ..issued()
    };
    let (next, _) = approve(&elsewhere, &request, &cmd, &by("核", "office")).unwrap();
    assert_eq!(
        (next.version, next.leader.as_deref()),
        (3, Some("leader-9"))
    );
    let (once, _) = approve(&issued(), &request, &cmd, &by("核", "office")).unwrap();
    assert_eq!(
        code(approve(&once, &request, &cmd, &by("核", "office"))),
        "terms_changed"
    );
    let other = Commitment {
        id: "other".into(),
        ..issued()
    };
    assert_eq!(
        code(approve(&other, &requested(), &cmd, &by("核", "office"))),
        "other_commitment"
    );
}

#[test]
fn requests_are_refused_by_rule() {
    let unit = by("甲", "housing");
    let refused = |changes| code(request(&issued(), &ask(changes), &unit));
    assert_eq!(
        code(request(&draft("c", 1), &ask(later()), &unit)),
        "not_issued"
    );
    assert_eq!(
        code(request(&issued(), &ask(later()), &by("乙", "parks"))),
        "not_your_commitment"
    );
    assert_eq!(refused(Changes::default()), "nothing_changes");
    let same = Changes {
        lead: Some("housing".into()),
        ..Changes::default()
    };
    assert_eq!(refused(same), "nothing_changes");
    let both = Changes {
        lead: Some("water".into()),
        ..Changes::default()
    };
    assert_eq!(refused(both), "lead_also_supporting");
    let early = Changes {
        deadline: Some(date(2025, 1, 1)),
        ..Changes::default()
    };
    assert_eq!(refused(early), "deadline_before_start");
    let other_thing = Changes {
        target: Some(target("5", "栋")),
        ..Changes::default()
    };
    assert_eq!(refused(other_thing), "unit_not_convertible");
    let no_reason = Request {
        reason: " ".into(),
        ..ask(later())
    };
    assert_eq!(
        code(request(&issued(), &no_reason, &unit)),
        "reason_required"
    );
    let lower = Changes {
        target: Some(target("6000", "户")),
        ..Changes::default()
    };
    assert!(request(&issued(), &ask(lower), &unit).is_ok());
}

#[test]
fn a_request_is_taken_back_by_its_unit() {
    assert_eq!(
        code(withdraw(&requested(), &by("水", "water"))),
        "not_your_request"
    );
    let gone = withdraw(&requested(), &by("乙", "housing")).unwrap();
    assert_eq!(gone.status, ChangeStatus::Withdrawn);
    assert_eq!(
        code(approve(
            &issued(),
            &gone,
            &Approve::default(),
            &by("核", "office")
        )),
        "request_closed"
    );
}

#[test]
fn points_already_named_by_records_keep_their_place() {
    let plan = |points: &[(&str, &str)]| {
        let point = |(title, share): &(&str, &str)| MilestonePoint {
            title: (*title).into(),
            due: date(2026, 9, 1),
            share_percent: dec(share),
        };
        Plan::Milestones(points.iter().map(point).collect())
    };
    let state = Commitment {
        kind: crate::Kind::Milestone,
        target: None,
        measured_by: MeasuredBy::Milestones,
        plan: plan(&[("开工", "50"), ("完工", "50")]),
        ..issued()
    };
    let ask_for = |plan| {
        let changes = Changes {
            plan: Some(plan),
            ..Changes::default()
        };
        request(&state, &ask(changes), &by("甲", "housing"))
    };
    assert_eq!(
        code(ask_for(plan(&[("完工", "50"), ("开工", "50")]))),
        "milestones_reordered"
    );
    assert_eq!(code(ask_for(Plan::LinearDays)), "milestones_reordered");
    assert!(ask_for(plan(&[("开工", "40"), ("完工", "40"), ("验收", "20")])).is_ok());
}

#[test]
fn a_changed_target_is_marked_and_stays_marked() {
    let ask_and_approve = |before: &Commitment, changes: Changes| {
        let asked = request(before, &ask(changes), &by("甲", "housing")).unwrap();
        let done = approve(before, &asked, &Approve::default(), &by("核", "office"));
        done.unwrap().0
    };
    let moved = ask_and_approve(&issued(), later());
    assert!(!moved.target_changed, "only the deadline moved");
    let lower = figure::Target {
        value: Some(dec("1")),
        ..issued().target.unwrap()
    };
    let lowered = ask_and_approve(
        &moved,
        Changes {
            target: Some(lower),
            ..Changes::default()
        },
    );
    assert!(lowered.target_changed);
    let again = ask_and_approve(
        &lowered,
        Changes {
            supporting: Some(vec!["streets".into()]),
            ..Changes::default()
        },
    );
    assert!(again.target_changed && again.supporting == ["streets"]);
}
