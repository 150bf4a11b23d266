//! Review commands on drafts.

use crate::review::{
    Assign, Drop, Edit, Merge, Side, Split, accept, accept_principles, assign, drop, edit, merge,
    restore, split,
};
use crate::testing::{draft, reviewer, target};
use crate::{Commitment, Kind, MeasuredBy, Plan, Refusal, Status};
use jiff::civil::date;

fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().code
}

fn dropped() -> Commitment {
    let cmd = Drop {
        reason: "重复".into(),
    };
    drop(&draft("a", 1), &cmd, &reviewer()).unwrap()
}

#[test]
fn accept_stamps_the_reviewer_and_counts_up() {
    let accepted = accept(&draft("a", 1), &reviewer()).unwrap();
    assert_eq!((accepted.status, accepted.version), (Status::Accepted, 2));
    assert_eq!(accepted.reviewed_by.as_deref(), Some("审阅"));
    assert_eq!(accepted.reviewed_at, Some(reviewer().now));
    assert_eq!(code(accept(&accepted, &reviewer())), "already_accepted");
}

#[test]
fn a_second_reviewer_cannot_overwrite_the_first() {
    let mut ctx = reviewer();
    ctx.expected_version = Some(1);
    let first = accept(&draft("a", 1), &ctx).unwrap();
    let refusal = edit(&first, &Edit::default(), &ctx).unwrap_err();
    assert_eq!(refusal.code, "stale_version");
    assert_eq!(
        refusal.zh(),
        "他人已先作修改（您看到的是第1版，现为第2版），请刷新后再试"
    );
}

#[test]
fn what_is_not_a_draft_is_not_reviewed() {
    for (status, expected) in [
        (Status::Issued, "frozen_after_issue"),
        (Status::Replaced, "draft_replaced"),
        (Status::Dropped, "draft_dropped"),
    ] {
        let state = Commitment {
            status,
            ..draft("a", 1)
        };
        let ctx = reviewer();
        assert_eq!(code(accept(&state, &ctx)), expected);
        assert_eq!(code(edit(&state, &Edit::default(), &ctx)), expected);
        assert_eq!(code(assign(&state, &Assign::default(), &ctx)), expected);
        assert_eq!(
            code(drop(&state, &Drop { reason: "x".into() }, &ctx)),
            expected
        );
        assert_eq!(code(split(&state, &cut(5), &ctx)), expected);
        let two = [draft("b", 2), state];
        assert_eq!(code(merge(&two, &join("x"), &ctx)), expected);
    }
}

#[test]
fn principles_are_accepted_together_and_nothing_else_is() {
    let stance = Commitment {
        kind: Kind::Principle,
        target: None,
        ..draft("a", 1)
    };
    let gone = Commitment {
        status: Status::Dropped,
        ..stance.clone()
    };
    let accepted = accept_principles(&[stance, draft("b", 2), gone], &reviewer());
    assert_eq!(accepted.len(), 1);
    assert_eq!(
        (accepted[0].id.as_str(), accepted[0].status),
        ("a", Status::Accepted)
    );
}

#[test]
fn drop_needs_a_reason_and_can_be_undone_but_must_be_seen_again() {
    assert_eq!(
        code(drop(
            &draft("a", 1),
            &Drop { reason: " ".into() },
            &reviewer()
        )),
        "reason_required"
    );
    assert_eq!(dropped().drop_reason.as_deref(), Some("重复"));
    let back = restore(&dropped(), &reviewer()).unwrap();
    assert_eq!(
        (back.status, back.drop_reason, back.version),
        (Status::Proposed, None, 3)
    );
    assert_eq!(code(restore(&draft("a", 1), &reviewer())), "not_dropped");
}

#[test]
fn assign_keeps_the_lead_out_of_the_supporting_units() {
    let cmd = Assign {
        lead: Some(Some("water".into())),
        ..Assign::default()
    };
    assert_eq!(
        code(assign(&draft("a", 1), &cmd, &reviewer())),
        "lead_also_supporting"
    );
    let cmd = Assign {
        supporting: Some(vec!["gas".into(), "gas".into()]),
        ..Assign::default()
    };
    assert_eq!(
        code(assign(&draft("a", 1), &cmd, &reviewer())),
        "supporting_twice"
    );
    let many = (0..65).map(|i| format!("u{i}")).collect();
    let cmd = Assign {
        supporting: Some(many),
        ..Assign::default()
    };
    assert_eq!(
        code(assign(&draft("a", 1), &cmd, &reviewer())),
        "too_many_supporting"
    );
    let cmd = Assign {
        lead: Some(None),
        leader: Some(Some("区长".into())),
        ..Assign::default()
    };
    let assigned = assign(&draft("a", 1), &cmd, &reviewer()).unwrap();
    assert_eq!(
        (assigned.lead, assigned.leader.as_deref()),
        (None, Some("区长"))
    );
    assert_eq!(assigned.supporting, ["water"]);
}

#[test]
fn edit_changes_only_what_it_names() {
    let cmd = Edit {
        title: Some(" 新名 ".into()),
        ..Edit::default()
    };
    let edited = edit(&draft("a", 1), &cmd, &reviewer()).unwrap();
    let expected = Commitment {
        title: "新名".into(),
        version: 2,
        reviewed_by: edited.reviewed_by.clone(),
        reviewed_at: edited.reviewed_at,
        ..draft("a", 1)
    };
    assert_eq!(edited, expected);
    let empty = Edit {
        text: Some(String::new()),
        ..Edit::default()
    };
    assert_eq!(code(edit(&draft("a", 1), &empty, &reviewer())), "required");
}

#[test]
fn the_kind_and_measure_follow_the_target_unless_told_otherwise() {
    let cleared = Edit {
        target: Some(None),
        ..Edit::default()
    };
    let work = edit(&draft("a", 1), &cleared, &reviewer()).unwrap();
    assert_eq!(
        (work.kind, work.measured_by),
        (Kind::Continuing, MeasuredBy::Notes)
    );
    let back = Edit {
        target: Some(Some(target("5", "个"))),
        ..Edit::default()
    };
    let again = edit(&work, &back, &reviewer()).unwrap();
    assert_eq!(
        (again.kind, again.measured_by),
        (Kind::Quantified, MeasuredBy::Records)
    );
    let read = Edit {
        measured_by: Some(MeasuredBy::Readings),
        ..back
    };
    assert_eq!(
        edit(&work, &read, &reviewer()).unwrap().measured_by,
        MeasuredBy::Readings
    );
    let milestone = Edit {
        kind: Some(Kind::Milestone),
        target: Some(None),
        ..Edit::default()
    };
    let milestone = edit(&draft("a", 1), &milestone, &reviewer()).unwrap();
    assert_eq!(milestone.measured_by, MeasuredBy::Milestones);
}

fn cut(at: usize) -> Split {
    Split {
        at,
        target_in: Side::First,
        other_target: Some(target("20", "公里")),
        new_ids: ["x".into(), "y".into()],
        new_nos: [7, 8],
    }
}

#[test]
fn split_conserves_the_words_the_span_and_both_targets() {
    let state = draft("a", 1);
    let (original, first, second) = split(&state, &cut(5), &reviewer()).unwrap();
    assert_eq!(
        (original.status, original.replaced_by),
        (Status::Replaced, vec!["x".into(), "y".into()])
    );
    assert_eq!(
        format!("{}{}", first.source.quote, second.source.quote),
        state.source.quote
    );
    assert_eq!((first.source.start, first.source.end), (100, 105));
    assert_eq!((second.source.start, second.source.end), (105, 111));
    assert_eq!(
        (first.text.as_str(), second.text.as_str()),
        ("改造设施甲", "更新管道乙")
    );
    assert_eq!(first.target, state.target);
    assert_eq!(second.target, Some(target("20", "公里")));
    for half in [&first, &second] {
        assert_eq!(
            (half.status, half.version, half.no),
            (Status::Proposed, 1, half.no)
        );
        assert_eq!(half.replaces, ["a"]);
        assert_eq!(half.lead, state.lead);
    }
    let (_, first, second) = split(
        &state,
        &Split {
            target_in: Side::Second,
            other_target: None,
            ..cut(5)
        },
        &reviewer(),
    )
    .unwrap();
    assert_eq!((first.target, first.kind), (None, Kind::Continuing));
    assert_eq!(
        (second.target, second.kind),
        (state.target, Kind::Quantified)
    );
}

#[test]
fn a_cut_is_inside_and_leaves_words_on_both_sides() {
    for (at, expected) in [(0, "cut_outside"), (11, "cut_outside"), (99, "cut_outside")] {
        assert_eq!(code(split(&draft("a", 1), &cut(at), &reviewer())), expected);
    }
    let mut state = draft("a", 1);
    state.source.quote = "、，改造设施甲、更新管".into();
    assert_eq!(code(split(&state, &cut(2), &reviewer())), "half_empty");
}

fn join(quote: &str) -> Merge {
    Merge {
        new_id: "m".into(),
        new_no: 9,
        quote: quote.into(),
    }
}

fn two_halves() -> Vec<Commitment> {
    let cmd = Split {
        other_target: None,
        ..cut(5)
    };
    let (_, first, second) = split(&draft("a", 1), &cmd, &reviewer()).unwrap();
    vec![
        first,
        Commitment {
            supporting: vec!["gas".into()],
            deadline: Some(date(2027, 1, 1)),
            ..second
        },
    ]
}

#[test]
fn merge_undoes_a_split() {
    let (originals, merged) =
        merge(&two_halves(), &join("改造设施甲、更新管道乙"), &reviewer()).unwrap();
    assert!(
        originals
            .iter()
            .all(|o| o.status == Status::Replaced && o.replaced_by == ["m"])
    );
    let state = draft("a", 1);
    assert_eq!(
        (merged.source.clone(), merged.target.clone()),
        (state.source, state.target)
    );
    assert_eq!(
        (merged.kind, merged.measured_by),
        (Kind::Quantified, MeasuredBy::Records)
    );
    assert_eq!((merged.status, merged.version), (Status::Proposed, 1));
    assert_eq!(merged.replaces, ["x", "y"]);
    assert_eq!(merged.supporting, ["water", "gas"]);
    assert_eq!(merged.deadline, Some(date(2027, 1, 1)));
}

#[test]
fn merge_refuses_what_does_not_belong_together() {
    let quote = "改造设施甲、更新管道乙";
    let ctx = reviewer();
    let refused = |states: &[Commitment], quote: &str| code(merge(states, &join(quote), &ctx));
    assert_eq!(refused(&two_halves()[..1], quote), "merge_too_few");
    assert_eq!(refused(&vec![draft("a", 1); 21], quote), "merge_too_many");
    assert_eq!(
        refused(&[draft("a", 1), draft("a", 1)], quote),
        "merge_twice"
    );
    let other = Commitment {
        report: "other".into(),
        ..draft("b", 2)
    };
    assert_eq!(
        refused(&[draft("a", 1), other], quote),
        "merge_other_report"
    );
    let mut two = two_halves();
    two[1].target = Some(target("20", "公里"));
    assert_eq!(refused(&two, quote), "merge_two_targets");
    assert_eq!(
        refused(&two_halves(), "改造设施甲、更新管道丙"),
        "merge_quote_mismatch"
    );
    assert_eq!(refused(&two_halves(), "改造设施甲"), "merge_quote_mismatch");
}

#[test]
fn a_split_keeps_the_plan_with_the_target() {
    let points = vec![crate::MonthPoint {
        year: 2026,
        month: 6,
        cumulative: 3_000.into(),
    }];
    let state = Commitment {
        plan: Plan::Months(points),
        ..draft("a", 1)
    };
    let (_, first, second) = split(&state, &cut(5), &reviewer()).unwrap();
    assert_eq!((first.plan, second.plan), (state.plan, Plan::LinearDays));
}
