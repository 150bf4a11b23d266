//! Issue: nothing enters the ledger unseen or without an owner.

use crate::testing::{draft, report, reviewer};
use crate::{Commitment, Issue, Kind, MeasuredBy, ReportStatus, Status, issue, obstacles};

fn accepted(id: &str, no: u32) -> Commitment {
    Commitment {
        status: Status::Accepted,
        ..draft(id, no)
    }
}

fn obstacle(draft: Commitment) -> &'static str {
    let found = obstacles(&report(), &[accepted("fine", 1), draft]);
    match found.as_slice() {
        [] => "none",
        [one] => one.refusal.code,
        _ => "several",
    }
}

#[test]
fn issuing_freezes_every_accepted_draft() {
    let dropped = Commitment {
        status: Status::Dropped,
        ..draft("b", 2)
    };
    let drafts = [accepted("a", 1), dropped];
    let (report, issued) = issue(&report(), &drafts, &Issue {}, &reviewer()).unwrap();
    assert_eq!(
        (report.status, report.issued_by.as_deref()),
        (ReportStatus::Issued, Some("审阅"))
    );
    assert_eq!(issued.len(), 1);
    assert_eq!((issued[0].status, issued[0].version), (Status::Issued, 2));
    assert_eq!(issued[0].issued_at, Some(reviewer().now));
    let again = issue(&report, &issued, &Issue {}, &reviewer()).unwrap_err();
    assert_eq!(again.code, "already_issued");
}

#[test]
fn each_obstacle_is_named_with_its_draft() {
    assert_eq!(obstacle(draft("a", 2)), "unseen_draft");
    assert_eq!(
        obstacle(Commitment {
            lead: None,
            ..accepted("a", 2)
        }),
        "lead_required"
    );
    assert_eq!(
        obstacle(Commitment {
            lead: Some(" ".into()),
            ..accepted("a", 2)
        }),
        "lead_required"
    );
    let both = Commitment {
        supporting: vec!["housing".into()],
        ..accepted("a", 2)
    };
    assert_eq!(obstacle(both), "lead_also_supporting");
    assert_eq!(
        obstacle(Commitment {
            target: None,
            ..accepted("a", 2)
        }),
        "target_required"
    );
    assert_eq!(
        obstacle(Commitment {
            deadline: None,
            ..accepted("a", 2)
        }),
        "deadline_or_reason_required"
    );
    let reason = Some("常年工作".to_owned());
    let without = Commitment {
        deadline: None,
        no_deadline_reason: reason,
        ..accepted("a", 2)
    };
    assert_eq!(obstacle(without), "none");
    let mismatch = Commitment {
        measured_by: MeasuredBy::Notes,
        ..accepted("a", 2)
    };
    assert_eq!(obstacle(mismatch), "measure_mismatch");
    assert_eq!(
        obstacle(Commitment {
            report: "x".into(),
            ..accepted("a", 2)
        }),
        "other_report"
    );
    let mut no_unit = accepted("a", 2);
    no_unit.target.as_mut().unwrap().unit = String::new();
    assert_eq!(obstacle(no_unit), "target_unit_required");
}

#[test]
fn a_stance_needs_no_lead() {
    let stance = Commitment {
        kind: Kind::Principle,
        target: None,
        lead: None,
        deadline: None,
        measured_by: MeasuredBy::Notes,
        ..accepted("a", 2)
    };
    assert_eq!(obstacle(stance.clone()), "none");
    assert_eq!(
        obstacle(Commitment {
            status: Status::Proposed,
            ..stance
        }),
        "unseen_draft"
    );
}

#[test]
fn the_refusal_says_how_many_obstacles_there_are() {
    let refusal = issue(
        &report(),
        &[draft("a", 1), draft("b", 2)],
        &Issue {},
        &reviewer(),
    );
    let refusal = refusal.unwrap_err();
    assert_eq!(refusal.code, "nothing_to_issue");
    assert!(refusal.args.contains(&("obstacles", "3".to_owned())));
    let found = obstacles(&report(), &[accepted("a", 1), draft("b", 2)]);
    assert_eq!(found[0].commitment.as_deref(), Some("b"));
    assert_eq!(found[0].refusal.zh(), "第2条尚未审阅，全部审阅后方可下达");
}
