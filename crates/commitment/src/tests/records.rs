//! Claims, decisions, reversals, totals and facts.

use crate::record::{
    Claim, Return, Reverse, Verify, Withdraw, claim, return_, reverse, verify, withdraw,
};
use crate::testing::{amount_of, by, by_on, dec, draft, issued, photo, verified};
use crate::{
    Commitment, Context, Counts, MeasuredBy, MilestonePoint, Plan, Record, RecordKind,
    RecordStatus, Refusal, facts_of, task_of, total,
};
use jiff::civil::date;
use light::{Colour, Rule, assess};

fn unit() -> Context {
    by("甲", "housing")
}

fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().code
}

fn claimed() -> Record {
    claim(&issued(), &[], &amount_of("r1", "100", "户"), &unit()).unwrap()
}

fn refused(change: impl FnOnce(&mut Claim)) -> &'static str {
    let mut cmd = amount_of("r1", "100", "户");
    change(&mut cmd);
    code(claim(&issued(), &[], &cmd, &unit()))
}

#[test]
fn a_claim_keeps_who_when_and_in_which_unit() {
    let cmd = Claim {
        unit: None,
        ..amount_of("r1", "100", "户")
    };
    let record = claim(&issued(), &[], &cmd, &unit()).unwrap();
    assert_eq!(record.status, RecordStatus::Claimed);
    assert_eq!(
        (record.unit.as_deref(), record.claimed_by),
        (Some("户"), unit().actor)
    );
    assert_eq!(
        (record.claimed_on, record.decided_on),
        (date(2026, 6, 1), None)
    );
}

#[test]
fn claims_are_refused_by_rule() {
    assert_eq!(refused(|c| c.date = date(2026, 6, 2)), "date_in_future");
    assert_eq!(
        refused(|c| c.date = date(2025, 12, 31)),
        "date_before_start"
    );
    assert_eq!(refused(|c| c.amount = None), "amount_required");
    assert_eq!(refused(|c| c.amount = Some(dec("0"))), "amount_zero");
    assert_eq!(refused(|c| c.amount = Some(dec("-1"))), "amount_negative");
    assert_eq!(
        refused(|c| c.amount = Some(dec("0.0000001"))),
        "amount_too_fine"
    );
    assert_eq!(
        refused(|c| c.unit = Some("栋".into())),
        "unit_not_convertible"
    );
    assert_eq!(refused(|c| c.evidence.clear()), "evidence_required");
    assert_eq!(
        refused(|c| c.evidence = vec![photo(); crate::record::EVIDENCE_FILES_MAX + 1]),
        "too_many_files"
    );
    assert_eq!(
        refused(|c| c.kind = RecordKind::Reading),
        "wrong_record_kind"
    );
    assert_eq!(refused(|c| c.note = "长".repeat(4_001)), "text_too_long");
    assert_eq!(
        refused(|c| c.resubmits = Some("r0".into())),
        "resubmit_not_returned"
    );
    assert_eq!(
        refused(|c| c.kind = RecordKind::Note),
        "amount_not_expected"
    );
    let cmd = amount_of("r1", "100", "户");
    assert_eq!(
        code(claim(&draft("c", 1), &[], &cmd, &unit())),
        "not_issued"
    );
    assert_eq!(
        code(claim(&issued(), &[], &cmd, &by("乙", "parks"))),
        "not_your_commitment"
    );
    assert!(claim(&issued(), &[], &cmd, &by("乙", "water")).is_ok());
    let earliest = Claim {
        date: date(2026, 1, 1),
        ..cmd
    };
    assert!(claim(&issued(), &[], &earliest, &unit()).is_ok());
}

#[test]
fn work_of_the_year_before_fulfils_nothing_but_levels_and_words_may_be_told() {
    let of = |kind, on| {
        let mut commitment = issued();
        commitment.measured_by = match kind {
            RecordKind::Milestone(_) => MeasuredBy::Milestones,
            RecordKind::Reading => MeasuredBy::Readings,
            RecordKind::Amount | RecordKind::Note => MeasuredBy::Records,
        };
        let mut cmd = Claim {
            kind,
            date: on,
            note: "说明".into(),
            ..amount_of("r1", "100", "户")
        };
        if matches!(kind, RecordKind::Milestone(_) | RecordKind::Note) {
            (cmd.amount, cmd.unit) = (None, None);
        }
        claim(&commitment, &[], &cmd, &unit()).map_err(|refusal| refusal.code)
    };
    let (last, older) = (date(2025, 12, 31), date(2024, 12, 31));
    for kind in [RecordKind::Amount, RecordKind::Milestone(0)] {
        assert_eq!(of(kind, last), Err("date_before_start"), "{kind:?}");
        assert!(of(kind, date(2026, 1, 1)).is_ok(), "{kind:?}");
    }
    for kind in [RecordKind::Reading, RecordKind::Note] {
        assert!(of(kind, last).is_ok(), "{kind:?}");
        assert_eq!(of(kind, older), Err("date_too_early"), "{kind:?}");
    }
}

#[test]
fn a_note_needs_words_but_no_evidence() {
    let note = Claim {
        kind: RecordKind::Note,
        amount: None,
        unit: None,
        evidence: vec![],
        note: " 已进场 ".into(),
        ..amount_of("r1", "1", "户")
    };
    assert_eq!(
        claim(&issued(), &[], &note, &unit()).unwrap().note,
        "已进场"
    );
    assert_eq!(
        code(claim(
            &issued(),
            &[],
            &Claim {
                note: " ".into(),
                ..note
            },
            &unit()
        )),
        "required"
    );
}

#[test]
fn the_claimant_never_verifies() {
    let cmd = Verify::default();
    assert_eq!(
        code(verify(&claimed(), &cmd, &unit())),
        "claimant_cannot_verify"
    );
    assert_eq!(
        code(verify(&claimed(), &cmd, &by("甲", "office"))),
        "claimant_cannot_verify"
    );
    assert_eq!(
        code(verify(&claimed(), &cmd, &by("乙", "housing"))),
        "same_unit_cannot_verify"
    );
    let back = Return {
        reason: "缺照片".into(),
    };
    assert_eq!(
        code(return_(&claimed(), None, &back, &unit())),
        "claimant_cannot_verify"
    );
    let done = verify(&claimed(), &cmd, &by("核", "office")).unwrap();
    assert_eq!(
        (done.status, done.decided_on),
        (RecordStatus::Verified, Some(date(2026, 6, 1)))
    );
    assert_eq!(
        code(verify(&done, &cmd, &by("核", "office"))),
        "not_claimed"
    );
    // The office may verify a claim of another of its own people.
    let own = claim(
        &issued(),
        &[],
        &amount_of("r1", "1", "户"),
        &by("办", "office"),
    )
    .unwrap();
    assert!(verify(&own, &cmd, &by("核", "office")).is_ok());
}

#[test]
fn a_returned_claim_is_entered_again_once_as_a_new_record() {
    let no_reason = Return {
        reason: String::new(),
    };
    let office = by("核", "office");
    assert_eq!(
        code(return_(&claimed(), None, &no_reason, &office)),
        "reason_required"
    );
    let cmd = Return {
        reason: "缺照片".into(),
    };
    let (returned, original) = return_(&claimed(), None, &cmd, &office).unwrap();
    assert_eq!((returned.status, original), (RecordStatus::Returned, None));
    let again = Claim {
        resubmits: Some("r1".into()),
        ..amount_of("r2", "100", "户")
    };
    let second = claim(&issued(), std::slice::from_ref(&returned), &again, &unit()).unwrap();
    assert_eq!(second.resubmits.as_deref(), Some("r1"));
    let both = [returned.clone(), second];
    let third = Claim {
        new_id: "r3".into(),
        ..again.clone()
    };
    assert_eq!(
        code(claim(&issued(), &both, &third, &unit())),
        "resubmit_not_returned"
    );
    let other = claim(&issued(), &[returned], &again, &by("水", "water"));
    assert_eq!(code(other), "resubmit_not_returned");
}

#[test]
fn only_the_claiming_unit_withdraws_and_only_before_a_decision() {
    let cmd = Withdraw::default();
    assert_eq!(
        code(withdraw(&claimed(), None, &cmd, &by("水", "water"))),
        "not_your_claim"
    );
    let (gone, _) = withdraw(&claimed(), None, &cmd, &by("乙", "housing")).unwrap();
    assert_eq!(gone.status, RecordStatus::Withdrawn);
    let done = verified("r1", "1", date(2026, 6, 1));
    assert_eq!(code(withdraw(&done, None, &cmd, &unit())), "not_claimed");
}

fn reversal() -> Reverse {
    Reverse {
        new_id: "r9".into(),
        reason: "重复计算".into(),
    }
}

#[test]
fn a_reversal_is_the_full_amount_once_and_takes_effect_when_verified() {
    let record = verified("r1", "100", date(2026, 5, 10));
    let (original, reversal_claim) = reverse(&record, &reversal(), &unit()).unwrap();
    assert_eq!(original.reversed_by.as_deref(), Some("r9"));
    assert_eq!(reversal_claim.amount, Some(dec("-100")));
    assert_eq!(reversal_claim.reverses.as_deref(), Some("r1"));
    let all = |reversal: &Record| [original.clone(), reversal.clone()];
    let sum = |records: &[Record], on| total(&issued(), records, on).value;
    assert_eq!(sum(&all(&reversal_claim), date(2026, 6, 1)), dec("100"));
    let office = by("核", "office");
    let done = verify(&reversal_claim, &Verify::default(), &office).unwrap();
    assert_eq!(sum(&all(&done), date(2026, 6, 1)), dec("0"));
    // As of a day before, it still counts.
    assert_eq!(sum(&all(&done), date(2026, 5, 31)), dec("100"));
    assert_eq!(sum(&all(&done), date(2026, 5, 9)), dec("0"));
    assert_eq!(
        code(reverse(&original, &reversal(), &unit())),
        "already_reversed"
    );
    assert_eq!(
        code(reverse(&done, &reversal(), &unit())),
        "reversal_of_reversal"
    );
    assert_eq!(
        code(reverse(&claimed(), &reversal(), &unit())),
        "not_verified"
    );
    assert_eq!(
        code(reverse(&record, &reversal(), &by("水", "water"))),
        "not_your_claim"
    );
    let no_reason = Reverse {
        reason: " ".into(),
        ..reversal()
    };
    assert_eq!(
        code(reverse(&record, &no_reason, &unit())),
        "reason_required"
    );
}

#[test]
fn a_reversal_that_comes_to_nothing_frees_its_original() {
    let record = verified("r1", "100", date(2026, 5, 10));
    let (original, claim) = reverse(&record, &reversal(), &unit()).unwrap();
    let office = by("核", "office");
    let cmd = Return {
        reason: "不成立".into(),
    };
    assert_eq!(
        code(return_(&claim, None, &cmd, &office)),
        "original_required"
    );
    let wrong = Record {
        id: "other".into(),
        ..original.clone()
    };
    assert_eq!(
        code(return_(&claim, Some(&wrong), &cmd, &office)),
        "original_required"
    );
    let (_, freed) = return_(&claim, Some(&original), &cmd, &office).unwrap();
    assert_eq!(freed, Some(record.clone()));
    let (_, freed) = withdraw(&claim, Some(&original), &Withdraw::default(), &unit()).unwrap();
    assert_eq!(freed, Some(record));
}

#[test]
fn totals_convert_units_exactly() {
    let money = Commitment {
        target: Some(crate::testing::target("4260000000", "元")),
        ..issued()
    };
    let record = |id: &str, amount: &str, unit_name: &str| {
        let claim = claim(&money, &[], &amount_of(id, amount, unit_name), &unit()).unwrap();
        verify(&claim, &Verify::default(), &by("核", "office")).unwrap()
    };
    let records = [
        record("a", "0.1", "亿元"),
        record("b", "0.2", "万元"),
        record("c", "0.3", "元"),
    ];
    let sum = total(&money, &records, date(2026, 6, 1));
    assert_eq!((sum.value, sum.unit.as_str()), (dec("10002000.3"), "元"));
}

#[test]
fn facts_feed_the_light_and_a_reversal_dims_it_again() {
    let rule = Rule::default_of("std", 1, date(2026, 1, 1));
    let record = verified("r1", "6500", date(2026, 5, 10));
    let (original, claim) = reverse(&record, &reversal(), &unit()).unwrap();
    let done = verify(&claim, &Verify::default(), &by("核", "office")).unwrap();
    let facts = facts_of(&issued(), &[original, done], &Counts::default());
    assert_eq!(facts.len(), 1);
    let colour = |on| assess(&rule, &task_of(&issued()), &facts, on).colour;
    assert_eq!(colour(date(2026, 5, 9)), Colour::Red);
    assert_eq!(colour(date(2026, 5, 10)), Colour::Green);
    assert_eq!(colour(date(2026, 6, 1)), Colour::Red);
    let open = facts_of(&issued(), &[claimed()], &Counts::default());
    assert!(!open[0].verified);
}

fn project() -> Commitment {
    let point = |title: &str, month| MilestonePoint {
        title: title.into(),
        due: date(2026, month, 1),
        share_percent: dec("50"),
    };
    Commitment {
        target: None,
        measured_by: MeasuredBy::Milestones,
        plan: Plan::Milestones(vec![point("开工", 3), point("完工", 9)]),
        ..issued()
    }
}

#[test]
fn a_point_is_claimed_once_until_reversed() {
    let point = |id: &str, index| Claim {
        kind: RecordKind::Milestone(index),
        amount: None,
        unit: None,
        ..amount_of(id, "1", "户")
    };
    let first = claim(&project(), &[], &point("r1", 0), &unit()).unwrap();
    let again = claim(
        &project(),
        std::slice::from_ref(&first),
        &point("r2", 0),
        &unit(),
    );
    assert_eq!(code(again), "milestone_already_claimed");
    assert_eq!(
        code(claim(&project(), &[], &point("r2", 2), &unit())),
        "no_such_milestone"
    );
    assert!(
        claim(
            &project(),
            std::slice::from_ref(&first),
            &point("r2", 1),
            &unit()
        )
        .is_ok()
    );
    let office = by_on("核", "office", date(2026, 6, 2));
    let done = verify(&first, &Verify::default(), &office).unwrap();
    let (original, claim_of_reversal) = reverse(&done, &reversal(), &unit()).unwrap();
    let reversed = verify(&claim_of_reversal, &Verify::default(), &office).unwrap();
    let records = [original, reversed];
    assert!(claim(&project(), &records, &point("r3", 0), &unit()).is_ok());
}
