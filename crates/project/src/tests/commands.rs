//! Who may say what, with which proof.

use super::support::*;
use crate::*;
use jiff::civil::date;

const TODAY: jiff::civil::Date = date(2026, 11, 23);

#[test]
fn a_start_wants_its_files_and_a_second_person() {
    let project = registered("p");
    let mut cmd = claim(Batch::Commencement, date(2026, 3, 1));
    cmd.evidence.pop();
    let refusal = claim_milestone(&project, &cmd, &by("wang", TODAY)).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.arg("missing")),
        ("evidence_missing", Some("现场照片"))
    );
    cmd.evidence = files(Batch::Commencement);
    cmd.evidence[0].hash.clear();
    assert_eq!(
        code(claim_milestone(&project, &cmd, &by("wang", TODAY))),
        "evidence_missing"
    );
    let cmd = claim(Batch::Commencement, date(2026, 3, 1));
    let waiting = claim_milestone(&project, &cmd, &by("wang", TODAY)).unwrap();
    assert_eq!(batch(&waiting, TODAY, TODAY), None, "a claim moves nothing");
    assert_eq!(
        code(decide_milestone(&waiting, &yes(1), &by("wang", TODAY))),
        "own_claim"
    );
    assert_eq!(
        code(claim_milestone(&waiting, &cmd, &by("zhao", TODAY))),
        "waiting_already"
    );
    let started = decide_milestone(&waiting, &yes(1), &by("li", TODAY)).unwrap();
    assert_eq!(batch(&started, TODAY, TODAY), Some(Batch::Commencement));
    assert_eq!(
        code(claim_milestone(&started, &cmd, &by("wang", TODAY))),
        "reached_already"
    );
    assert_eq!(
        code(decide_milestone(&started, &yes(1), &by("li", TODAY))),
        "not_waiting"
    );
    let future = claim(Batch::Planning, date(2026, 12, 1));
    assert_eq!(
        code(claim_milestone(&started, &future, &by("wang", TODAY))),
        "date_in_future"
    );
    let no = Decide {
        no: 1,
        verified: false,
        reason: " ".into(),
    };
    assert_eq!(
        code(decide_milestone(&waiting, &no, &by("li", TODAY))),
        "required"
    );
}

#[test]
fn the_order_of_a_life_is_kept() {
    let project = registered("p");
    let done = claim(Batch::Completion, date(2026, 6, 1));
    assert_eq!(
        code(claim_milestone(&project, &done, &by("wang", TODAY))),
        "not_started"
    );
    let started = came(&project, Batch::Commencement, date(2026, 7, 1), TODAY);
    assert_eq!(
        code(claim_milestone(&started, &done, &by("wang", TODAY))),
        "before_earlier_batch"
    );
    let reserve = claim(Batch::Reserve, date(2026, 8, 1));
    assert_eq!(
        code(claim_milestone(&started, &reserve, &by("wang", TODAY))),
        "before_earlier_batch"
    );
    let done = came(&started, Batch::Completion, date(2026, 10, 1), TODAY);
    let back = ReverseMilestone {
        no: 1,
        reason: "许可被撤销".into(),
    };
    assert_eq!(
        code(reverse_milestone(&done, &back, &by("li", TODAY))),
        "later_batch_stands"
    );
    assert_eq!(
        code(reverse_milestone(&started, &back, &by("wang", TODAY))),
        "own_claim"
    );
    let silent = ReverseMilestone {
        no: 1,
        reason: String::new(),
    };
    assert_eq!(
        code(reverse_milestone(&started, &silent, &by("li", TODAY))),
        "required"
    );
    let moved = reverse_milestone(&started, &back, &by("li", TODAY)).unwrap();
    assert_eq!(batch(&moved, TODAY, TODAY), None);
    assert_eq!(
        code(reverse_milestone(&moved, &back, &by("li", TODAY))),
        "not_standing"
    );
    let again = claim_milestone(
        &moved,
        &claim(Batch::Commencement, TODAY),
        &by("wang", TODAY),
    );
    assert!(again.is_ok(), "it may start again");
}

#[test]
fn plans_and_totals_hold_together() {
    let project = registered("p");
    let try_ = |change: &dyn Fn(&mut SetPlan)| {
        let mut cmd = plan(2026, "2.4");
        change(&mut cmd);
        set_plan(&project, &cmd, &by("wang", TODAY))
    };
    let curve = |months: usize, end: &str| Some(vec![yi(end); months]);
    assert_eq!(code(try_(&|c| c.amount = yi("11"))), "plan_above_total");
    assert_eq!(code(try_(&|c| c.amount = yi("0"))), "amount_not_positive");
    assert_eq!(
        code(try_(&|c| c.amount = "0.001".parse().unwrap())),
        "amount_too_fine"
    );
    assert_eq!(
        code(try_(&|c| c.curve = curve(11, "2.4"))),
        "curve_not_twelve"
    );
    assert_eq!(
        code(try_(&|c| c.curve = curve(12, "2.3"))),
        "curve_misses_plan"
    );
    assert_eq!(code(try_(&|c| c.bond = Some(yi("3")))), "bond_above_plan");
    assert_eq!(
        code(try_(&|c| c.start_month = Some(13))),
        "month_out_of_range"
    );
    let falls = |c: &mut SetPlan| {
        c.curve = curve(12, "2.4");
        c.curve.as_mut().unwrap()[3] = yi("1");
    };
    assert_eq!(code(try_(&falls)), "curve_falls");
    let once = planned(&project, &plan(2026, "2.4"));
    assert_eq!(
        code(set_plan(&once, &plan(2026, "2"), &by("wang", TODAY))),
        "reason_required"
    );
    let changed = SetPlan {
        reason: "中期调整".into(),
        ..plan(2026, "2")
    };
    let twice = set_plan(&once, &changed, &by("wang", TODAY)).unwrap();
    assert_eq!(twice.plan(2026, TODAY).unwrap().amount, yi("2"));
    assert_eq!(
        twice.plan(2026, date(2026, 11, 22)).unwrap().amount,
        yi("2.4")
    );
    let total = |amount: &str, reapproval: Option<&str>| {
        let cmd = SetTotal {
            amount: yi(amount),
            basis: "概算批复".into(),
            reapproval: reapproval.map(str::to_owned),
        };
        set_total(&project, &cmd, &by("wang", TODAY))
    };
    assert_eq!(total("11", None).unwrap().total(TODAY), Some(yi("11")));
    assert_eq!(code(total("11.01", None)), "reapproval_required");
    assert_eq!(
        total("11.01", Some("重新报批"))
            .unwrap()
            .total(date(2026, 1, 1)),
        Some(yi("10"))
    );
}

#[test]
fn two_ledgers_stand_side_by_side_and_are_revised_not_overwritten() {
    let project = planned(&registered("p"), &plan(2026, "2.4"));
    let (spring, summer) = (date(2026, 4, 5), date(2026, 7, 5));
    let one = invested(
        &project,
        Ledger::Reported,
        1,
        Amount::Month(yi("0.2")),
        spring,
    );
    let two = invested(
        &one,
        Ledger::Reported,
        2,
        Amount::YearToDate(yi("0.5")),
        spring,
    );
    assert_eq!(two.investments[1].amount, yi("0.3"));
    let both = invested(&two, Ledger::Enrolled, 2, Amount::Month(yi("0.1")), spring);
    assert_eq!(
        both.invested(Ledger::Reported, 2026, 3, spring),
        Some(yi("0.5"))
    );
    assert_eq!(
        both.invested(Ledger::Enrolled, 2026, 3, spring),
        Some(yi("0.1"))
    );
    let revised = invested(
        &both,
        Ledger::Reported,
        1,
        Amount::Month(yi("0.25")),
        summer,
    );
    assert_eq!(
        revised.invested(Ledger::Reported, 2026, 2, summer),
        Some(yi("0.55"))
    );
    assert_eq!(
        revised.invested(Ledger::Reported, 2026, 2, spring),
        Some(yi("0.5"))
    );
    let cmd = |month, amount, note: &str| Report {
        ledger: Ledger::Reported,
        year: 2026,
        month,
        amount,
        note: note.to_owned(),
    };
    let try_ = |cmd| report(&revised, &cmd, &by("wang", summer));
    assert_eq!(
        code(try_(cmd(13, Amount::Month(yi("1")), ""))),
        "month_out_of_range"
    );
    assert_eq!(
        code(try_(cmd(7, Amount::Month(yi("1")), ""))),
        "month_not_over"
    );
    assert_eq!(
        code(try_(cmd(1, Amount::Month(yi("0.25")), "x"))),
        "nothing_changed"
    );
    assert_eq!(
        code(try_(cmd(1, Amount::Month(yi("0.3")), " "))),
        "reason_required"
    );
    assert_eq!(
        code(try_(cmd(3, Amount::Month(yi("-0.3")), ""))),
        "reason_required"
    );
    assert_eq!(
        code(try_(cmd(3, Amount::Month(yi("10000001")), ""))),
        "amount_too_large"
    );
    let waiting = try_(cmd(3, Amount::Month(yi("0.3")), "")).unwrap();
    assert_eq!(
        waiting.invested(Ledger::Reported, 2026, 3, summer),
        Some(yi("0.55"))
    );
    let next = report(
        &waiting,
        &cmd(4, Amount::YearToDate(yi("1")), ""),
        &by("wang", summer),
    );
    assert_eq!(code(next), "earlier_month_waiting");
    let again = report(
        &waiting,
        &cmd(3, Amount::Month(yi("0.4")), ""),
        &by("wang", summer),
    );
    assert_eq!(code(again), "waiting_already");
    let no = waiting.investments.last().unwrap().no;
    assert_eq!(
        code(decide_investment(&waiting, &yes(no), &by("wang", summer))),
        "own_claim"
    );
    assert_eq!(
        code(decide_investment(&waiting, &yes(99), &by("li", summer))),
        "no_such_entry"
    );
}

#[test]
fn a_blocker_has_one_owner_who_does_not_close_it() {
    let project = registered("p");
    let cmd = OpenBlocker {
        title: "管线迁改".into(),
        owner_unit: "水务局".into(),
        owner: "zhao".into(),
        due: date(2026, 12, 1),
    };
    let late = OpenBlocker {
        due: date(2026, 11, 1),
        ..cmd.clone()
    };
    assert_eq!(
        code(open_blocker(&project, &late, &by("wang", TODAY))),
        "due_in_past"
    );
    let open = open_blocker(&project, &cmd, &by("wang", TODAY)).unwrap();
    let call = CallUnits {
        no: 1,
        units: vec!["供电局".into(), "交通局".into()],
    };
    let called = call_units(&open, &call, &by("wang", TODAY)).unwrap();
    assert_eq!(
        code(call_units(&called, &call, &by("wang", TODAY))),
        "called_already"
    );
    let link = |unit: &str| LinkCase {
        no: 1,
        unit: unit.into(),
        case: "case-1".into(),
    };
    assert_eq!(code(link_case(&called, &link("城管局"))), "not_called");
    let linked = link_case(&called, &link("供电局")).unwrap();
    assert_eq!(linked.blockers[0].called[0].case.as_deref(), Some("case-1"));
    let moved = MoveBlocker {
        no: 1,
        due: date(2026, 12, 20),
        reason: "汛期".into(),
    };
    let moved = move_blocker(&linked, &moved, &by("wang", TODAY)).unwrap();
    assert_eq!(moved.blockers[0].moved[0].0, date(2026, 12, 1));
    let close = CloseBlocker {
        no: 1,
        how: "已迁改".into(),
    };
    assert_eq!(
        code(close_blocker(&moved, &close, &by("zhao", TODAY))),
        "owner_cannot_close"
    );
    let closed = close_blocker(&moved, &close, &by("wang", TODAY)).unwrap();
    assert_eq!(
        code(call_units(&closed, &call, &by("wang", TODAY))),
        "blocker_closed"
    );
    assert_eq!(closed.open_blockers(date(2026, 11, 22)).count(), 0);
    assert_eq!(closed.open_blockers(TODAY).count(), 0);
    assert_eq!(open.open_blockers(TODAY).count(), 1);
    assert_eq!(
        code(close_blocker(
            &closed,
            &CloseBlocker {
                no: 7,
                how: "x".into()
            },
            &by("w", TODAY)
        )),
        "no_such_blocker"
    );
}

#[test]
fn money_does_not_exceed_the_total() {
    let funding = |amount: &str| Funding {
        source: "财政资金".into(),
        amount: yi(amount),
    };
    let mut cmd = Register {
        new_id: "p".into(),
        code: Some(" ".into()),
        name: "项目".into(),
        owner: "城投".into(),
        bureau: "住建局".into(),
        leader: None,
        place: None,
        category: "民生".into(),
        total: yi("10"),
        basis: "批复".into(),
        funding: vec![funding("6"), funding("4")],
    };
    let made = register(&cmd, &by("wang", TODAY)).unwrap();
    assert_eq!(made.code, None);
    cmd.funding.push(funding("0.1"));
    assert_eq!(
        code(register(&cmd, &by("wang", TODAY))),
        "funding_exceeds_total"
    );
    cmd.funding = vec![funding("0.1"); 21];
    assert_eq!(code(register(&cmd, &by("wang", TODAY))), "funding_too_long");
    let json = serde_json::to_value(&made).unwrap();
    assert_eq!(serde_json::from_value::<Project>(json).unwrap(), made);
}
