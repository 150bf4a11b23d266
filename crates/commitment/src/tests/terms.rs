//! Terms that contradict each other.

use crate::review::{Edit, edit};
use crate::testing::{dec, draft, reviewer, target};
use crate::{MeasuredBy, MilestonePoint, MonthPoint, Plan};
use figure::{Comparator, Target};
use jiff::civil::date;

fn code(cmd: Edit) -> &'static str {
    edit(&draft("a", 1), &cmd, &reviewer()).map_or_else(|refusal| refusal.code, |_| "fine")
}

fn with_target(change: impl FnOnce(&mut Target)) -> &'static str {
    let mut target = target("5", "个");
    change(&mut target);
    code(Edit {
        target: Some(Some(target)),
        ..Edit::default()
    })
}

fn with_plan(plan: Plan) -> &'static str {
    code(Edit {
        plan: Some(plan),
        ..Edit::default()
    })
}

#[test]
fn targets() {
    assert_eq!(with_target(|_| ()), "fine");
    assert_eq!(
        with_target(|t| t.measure = " ".into()),
        "target_measure_required"
    );
    assert_eq!(
        with_target(|t| t.unit = String::new()),
        "target_unit_required"
    );
    assert_eq!(with_target(|t| t.value = None), "target_value_required");
    assert_eq!(
        with_target(|t| t.value_hi = Some(dec("9"))),
        "target_range_reversed"
    );
    assert_eq!(
        with_target(|t| t.comparator = Comparator::Range),
        "target_range_reversed"
    );
    assert_eq!(
        with_target(|t| t.value = Some(dec("1e19"))),
        "amount_too_large"
    );
    let range = |high: &str| {
        with_target(|t| (t.comparator, t.value_hi) = (Comparator::Range, Some(dec(high))))
    };
    assert_eq!((range("5"), range("6")), ("target_range_reversed", "fine"));
    let word = |comparator| with_target(|t| (t.comparator, t.value) = (comparator, None));
    assert_eq!(word(Comparator::NonDecreasing), "fine");
    assert_eq!(word(Comparator::InStep), "target_partner_required");
}

#[test]
fn dates_rhythms_and_measures() {
    let deadline = |day| {
        code(Edit {
            deadline: Some(Some(day)),
            ..Edit::default()
        })
    };
    assert_eq!(deadline(date(2025, 12, 31)), "deadline_before_start");
    assert_eq!(deadline(date(2026, 1, 1)), "fine");
    let rhythm = |days| {
        code(Edit {
            review_every_days: Some(Some(days)),
            ..Edit::default()
        })
    };
    assert_eq!(
        (rhythm(0), rhythm(366)),
        ("review_rhythm_out_of_range", "fine")
    );
    assert_eq!(rhythm(367), "review_rhythm_out_of_range");
    for (measure, refused) in [
        (MeasuredBy::Projects, "projects_required"),
        (MeasuredBy::Indicators, "indicators_required"),
    ] {
        let cmd = Edit {
            measured_by: Some(measure),
            ..Edit::default()
        };
        assert_eq!(code(cmd), refused);
    }
}

#[test]
fn month_tables() {
    let months = |points: &[(i8, &str)]| {
        let point = |(month, sum): &(i8, &str)| MonthPoint {
            year: 2026,
            month: *month,
            cumulative: dec(sum),
        };
        with_plan(Plan::Months(points.iter().map(point).collect()))
    };
    assert_eq!(months(&[(3, "10"), (6, "10"), (12, "6500")]), "fine");
    assert_eq!(months(&[]), "plan_needs_target");
    assert_eq!(months(&[(13, "1")]), "plan_month_invalid");
    assert_eq!(months(&[(6, "1"), (3, "2")]), "plan_not_rising");
    assert_eq!(months(&[(3, "1"), (3, "2")]), "plan_not_rising");
    assert_eq!(months(&[(3, "2"), (6, "1")]), "plan_not_rising");
    assert_eq!(months(&[(3, "-1")]), "plan_not_rising");
    assert_eq!(months(&[(3, "1"); 121]), "plan_too_long");
    let plan = Plan::Months(vec![MonthPoint {
        year: 2026,
        month: 3,
        cumulative: dec("1"),
    }]);
    let cmd = Edit {
        target: Some(None),
        plan: Some(plan),
        ..Edit::default()
    };
    assert_eq!(code(cmd), "plan_needs_target");
}

#[test]
fn milestones() {
    let points = |points: &[(&str, i8, &str)]| {
        let point = |(title, month, share): &(&str, i8, &str)| MilestonePoint {
            title: (*title).into(),
            due: date(2026, *month, 1),
            share_percent: dec(share),
        };
        with_plan(Plan::Milestones(points.iter().map(point).collect()))
    };
    assert_eq!(points(&[("开工", 3, "33.3"), ("完工", 9, "66.7")]), "fine");
    assert_eq!(
        points(&[("开工", 3, "30"), ("完工", 9, "60")]),
        "milestone_shares_not_hundred"
    );
    assert_eq!(points(&[]), "milestone_shares_not_hundred");
    assert_eq!(points(&[(" ", 3, "100")]), "milestone_title_required");
    assert_eq!(points(&[("开工", 3, "0")]), "milestone_share_invalid");
    assert_eq!(points(&[("开工", 3, "101")]), "milestone_share_invalid");
    let late = MilestonePoint {
        title: "晚".into(),
        due: date(2027, 1, 1),
        share_percent: dec("100"),
    };
    assert_eq!(with_plan(Plan::Milestones(vec![late])), "milestone_outside");
}
