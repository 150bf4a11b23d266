//! Sums of records against the path.

use super::{colour_and_code, day, light};
use crate::testing::{amount, dec, rule, task};
use crate::{Colour, FactKind, MeasuredBy, MonthPoint, Plan, ReasonCode, assess};
use figure::Comparator;
use jiff::civil::date;

#[test]
fn the_gap_decides_at_its_thresholds() {
    // 14 March is day 73 of 365: 20 % of the time.
    let on = day(3, 14);
    for (done, colour, code) in [
        ("20", Colour::Green, ReasonCode::PathAhead),
        ("19.99", Colour::Green, ReasonCode::PathWithin),
        ("10", Colour::Green, ReasonCode::PathWithin),
        ("9.99", Colour::Yellow, ReasonCode::PathBehind),
    ] {
        let facts = [amount(done, day(2, 1))];
        assert_eq!(
            colour_and_code(&task("100"), &facts, on),
            (colour, code),
            "{done}"
        );
    }
    // 19 October is day 292: 80 %.
    for (done, colour) in [("50", Colour::Yellow), ("49.99", Colour::Red)] {
        assert_eq!(
            light(&task("100"), &[amount(done, day(2, 1))], day(10, 19)).colour,
            colour
        );
    }
}

#[test]
fn a_gap_of_exactly_ten_points_is_green_whatever_the_fractions() {
    for whole in 3..=97_i64 {
        for part in (1..whole * 9 / 10).step_by(3) {
            let mut task = task(&whole.to_string());
            let cumulative = rust_decimal::Decimal::new(part * 10 + whole, 1);
            task.plan = Plan::Months(vec![MonthPoint {
                year: 2026,
                month: 1,
                cumulative,
            }]);
            let known = [amount(&part.to_string(), day(1, 5))];
            let snapshot = crate::snapshot::Snapshot::of(&task, &known, day(1, 31));
            let verdict = crate::judge::judge(&rule(), &task, &snapshot, day(1, 31));
            assert_eq!(verdict.colour, Colour::Green, "{part} of {whole}");
        }
    }
}

#[test]
fn progress_carries_the_exact_numbers() {
    let light = light(&task("6500"), &[amount("1300", day(2, 1))], day(7, 2));
    let progress = light.progress.unwrap();
    assert_eq!(progress.total, dec("1300"));
    assert_eq!(progress.ratio_percent, Some(dec("20")));
    assert_eq!(
        progress.expected_percent.unwrap().round_dp(6),
        dec("50.136986")
    );
    assert_eq!(progress.gap_pp.unwrap().round_dp(6), dec("-30.136986"));
    assert_eq!(
        light.reason.zh(),
        "累计1300户，完成率20.0%，时序进度50.1%，严重落后30.1个百分点"
    );
}

#[test]
fn before_start_and_before_anything_is_missed_it_is_grey() {
    assert_eq!(
        colour_and_code(&task("100"), &[], date(2025, 12, 31)),
        (Colour::Grey, ReasonCode::NotStarted)
    );
    assert_eq!(
        colour_and_code(&task("100"), &[], day(1, 20)),
        (Colour::Grey, ReasonCode::NothingDueYet)
    );
    assert_eq!(
        colour_and_code(&task("100"), &[], day(3, 1)),
        (Colour::Yellow, ReasonCode::PathBehind)
    );
}

#[test]
fn each_comparator_is_reached_in_its_own_way() {
    use Comparator::{Approx, Eq, Ge, Gt, Range};
    for (comparator, done, reached) in [
        (Ge, "100", true),
        (Ge, "99.9", false),
        (Eq, "100", true),
        (Gt, "100", false),
        (Gt, "100.1", true),
        (Approx, "95", true),
        (Approx, "94.9", false),
        (Range, "100", true),
        (Range, "99", false),
    ] {
        let mut task = task("100");
        task.target.as_mut().unwrap().comparator = comparator;
        task.target.as_mut().unwrap().value_hi = (comparator == Range).then(|| dec("120"));
        let light = light(&task, &[amount(done, day(2, 1))], day(12, 31));
        assert_eq!(light.done, reached, "{comparator:?} {done}");
        assert_eq!(light.colour == Colour::Green && light.done, reached);
    }
}

#[test]
fn more_than_a_range_is_said_and_stays_green() {
    let mut task = task("2");
    let target = task.target.as_mut().unwrap();
    (target.comparator, target.value_hi) = (Comparator::Range, Some(dec("3")));
    let three = [amount("3", day(2, 1))];
    assert_eq!(
        colour_and_code(&task, &three, day(5, 1)).1,
        ReasonCode::Reached
    );
    let four = [amount("4", day(2, 1))];
    let expected = (Colour::Green, ReasonCode::RangeExceeded);
    assert_eq!(colour_and_code(&task, &four, day(5, 1)), expected);
}

#[test]
fn overdue_is_red_for_hard_targets_and_yellow_for_soft_ones() {
    let facts = [amount("80", day(2, 1))];
    let mut task = task("100");
    let after = date(2027, 1, 1);
    assert_eq!(
        colour_and_code(&task, &facts, after),
        (Colour::Red, ReasonCode::Overdue)
    );
    task.target.as_mut().unwrap().comparator = Comparator::Approx;
    assert_eq!(
        colour_and_code(&task, &facts, after),
        (Colour::Yellow, ReasonCode::EndedBelow)
    );
    let mut strict = rule();
    strict.approx_red = true;
    assert_eq!(assess(&strict, &task, &facts, after).colour, Colour::Red);
}

#[test]
fn an_approximate_target_far_behind_is_not_red_unless_the_rule_says_so() {
    let mut task = task("100");
    task.target.as_mut().unwrap().comparator = Comparator::Approx;
    assert_eq!(light(&task, &[], day(11, 1)).colour, Colour::Yellow);
    let mut strict = rule();
    strict.approx_red = true;
    assert_eq!(assess(&strict, &task, &[], day(11, 1)).colour, Colour::Red);
}

#[test]
fn only_verified_amounts_with_evidence_count() {
    let mut bare = amount("100", day(2, 1));
    bare.evidence = 0;
    let mut claimed = amount("100", day(2, 1));
    claimed.verified = false;
    for fact in [bare, claimed] {
        let light = light(&task("100"), &[fact], day(11, 1));
        assert_eq!((light.colour, light.done), (Colour::Red, false));
    }
}

#[test]
fn a_reversed_amount_counts_until_its_reversal_is_known() {
    let mut fact = amount("100", day(2, 1));
    fact.withdrawn_on = Some(day(5, 1));
    assert!(light(&task("100"), std::slice::from_ref(&fact), day(4, 30)).done);
    assert!(!light(&task("100"), &[fact], day(5, 1)).done);
}

#[test]
fn a_negative_amount_lowers_the_total_even_without_evidence() {
    let mut correction = amount("-40", day(3, 1));
    correction.evidence = 0;
    let light = light(
        &task("100"),
        &[amount("100", day(2, 1)), correction],
        day(4, 1),
    );
    assert_eq!(light.progress.unwrap().total, dec("60"));
}

#[test]
fn an_upper_bound_turns_yellow_when_used_up_too_fast_and_red_when_passed() {
    let mut task = task("100");
    task.target.as_mut().unwrap().comparator = Comparator::Le;
    let on = day(3, 14); // 20 % of the time
    let colour = |done: &str, on| colour_and_code(&task, &[amount(done, day(2, 1))], on);
    assert_eq!(colour("30", on), (Colour::Green, ReasonCode::CapKept));
    assert_eq!(colour("30.1", on), (Colour::Yellow, ReasonCode::CapNear));
    assert_eq!(colour("100", on), (Colour::Yellow, ReasonCode::CapNear));
    assert_eq!(colour("100.1", on), (Colour::Red, ReasonCode::CapExceeded));
    assert_eq!(
        colour("100", date(2027, 1, 1)),
        (Colour::Green, ReasonCode::CapKept)
    );
    let none = colour_and_code(&task, &[], date(2027, 1, 1));
    assert_eq!(none, (Colour::Grey, ReasonCode::EndedWithoutFigure));
    task.target.as_mut().unwrap().comparator = Comparator::Lt;
    let at_bound = colour_and_code(&task, &[amount("100", day(2, 1))], on);
    assert_eq!(at_bound, (Colour::Red, ReasonCode::CapExceeded));
}

#[test]
fn a_sum_that_must_not_fall_is_judged_against_last_year() {
    let mut task = task("1");
    let target = task.target.as_mut().unwrap();
    (target.comparator, target.value) = (Comparator::NonDecreasing, None);
    assert_eq!(
        colour_and_code(&task, &[], day(5, 1)),
        (Colour::Grey, ReasonCode::NoValue)
    );
    task.baseline = Some(dec("50"));
    assert!(light(&task, &[amount("50", day(2, 1))], day(5, 1)).done);
    let after = colour_and_code(&task, &[amount("49", day(2, 1))], date(2027, 1, 1));
    assert_eq!(after, (Colour::Yellow, ReasonCode::EndedBelow));
}

#[test]
fn what_cannot_be_judged_is_grey_and_says_why() {
    let mut no_target = task("1");
    no_target.target = None;
    assert_eq!(
        colour_and_code(&no_target, &[], day(5, 1)).1,
        ReasonCode::NoTarget
    );
    let mut no_deadline = task("10");
    no_deadline.deadline = None;
    assert_eq!(
        colour_and_code(&no_deadline, &[], day(5, 1)).1,
        ReasonCode::NoPath
    );
    assert!(light(&no_deadline, &[amount("10", day(2, 1))], day(5, 1)).done);
    let mut series = task("10");
    series.measured_by = MeasuredBy::Indicators;
    let expected = (Colour::Grey, ReasonCode::NoReadingYet);
    assert_eq!(colour_and_code(&series, &[], day(5, 1)), expected);
    let mut zero = task("0");
    assert_eq!(
        colour_and_code(&zero, &[], day(5, 1)).1,
        ReasonCode::NotComputable
    );
    zero.target.as_mut().unwrap().value = Some(dec("10"));
    let huge = || {
        let mut fact = amount("1", day(2, 1));
        fact.kind = FactKind::Amount(rust_decimal::Decimal::MAX);
        fact
    };
    let light = light(&zero, &[huge(), huge()], day(5, 1));
    assert_eq!(light.reason.code, ReasonCode::NotComputable);
}

#[test]
fn due_is_the_next_node_not_yet_reached() {
    let mut task = task("100");
    let point = |month, cumulative: &str| MonthPoint {
        year: 2026,
        month,
        cumulative: dec(cumulative),
    };
    task.plan = Plan::Months(vec![point(3, "20"), point(6, "60"), point(12, "100")]);
    let facts = [amount("30", day(2, 1))];
    let early = light(&task, &facts, day(3, 1));
    assert_eq!((early.next_due, early.due_soon), (Some(day(6, 30)), false));
    let near = light(&task, &facts, day(6, 20));
    assert_eq!((near.next_due, near.due_soon), (Some(day(6, 30)), true));
    assert_eq!(light(&task, &facts, date(2027, 1, 5)).next_due, None);
}

#[test]
fn verified_cases_and_projects_add_up_as_records_do() {
    for (facts, on) in [
        (vec![], day(5, 1)),
        (vec![amount("4", day(2, 1))], day(5, 1)),
        (
            vec![amount("4", day(2, 1)), amount("6", day(3, 1))],
            day(5, 1),
        ),
        (vec![amount("4", day(2, 1))], date(2027, 1, 5)),
    ] {
        let by_records = task("10");
        for source in [MeasuredBy::Cases, MeasuredBy::Projects] {
            let mut elsewhere = task("10");
            elsewhere.measured_by = source;
            assert_eq!(
                colour_and_code(&elsewhere, &facts, on),
                colour_and_code(&by_records, &facts, on)
            );
        }
    }
}
