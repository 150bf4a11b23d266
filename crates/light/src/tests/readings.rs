//! Rates, shares, ranks and stocks by their latest reading.

use super::{colour_and_code, day, light};
use crate::testing::{dec, rate, reading, rule};
use crate::{Colour, Fact, MeasuredBy, PartnerReading, ReasonCode, assess};
use figure::{Basis, Comparator};
use jiff::civil::date;

#[test]
fn about_four_percent_is_never_a_hard_pass_or_fail() {
    let task = rate(Comparator::Approx, Basis::Growth, Some("4"));
    let on = day(8, 1);
    let judged = |value: &str| colour_and_code(&task, &[reading(value, day(7, 20))], on);
    assert_eq!(judged("4.4"), (Colour::Green, ReasonCode::NearTarget));
    assert_eq!(judged("3.5"), (Colour::Green, ReasonCode::NearTarget));
    assert_eq!(judged("3.4"), (Colour::Yellow, ReasonCode::BelowNear));
    assert_eq!(judged("-1"), (Colour::Yellow, ReasonCode::BelowNear));
    let mut strict = rule();
    strict.approx_red = true;
    let fall = assess(&strict, &task, &[reading("-1", day(7, 20))], on);
    assert_eq!(
        (fall.colour, fall.reason.code),
        (Colour::Red, ReasonCode::GrowthNegative)
    );
    let after = colour_and_code(&task, &[reading("3", day(7, 20))], date(2027, 2, 1));
    assert_eq!(after, (Colour::Yellow, ReasonCode::EndedBelow));
}

#[test]
fn an_approximate_stock_uses_percent_tolerance() {
    let mut task = rate(Comparator::Approx, Basis::Rank, Some("500"));
    task.target.as_mut().unwrap().basis = Basis::Multiple;
    assert_eq!(
        light(&task, &[reading("475", day(5, 1))], day(6, 1)).colour,
        Colour::Green
    );
    assert_eq!(
        light(&task, &[reading("474", day(5, 1))], day(6, 1)).colour,
        Colour::Yellow
    );
}

#[test]
fn hard_growth_is_yellow_below_red_when_negative_red_after_the_end() {
    let task = rate(Comparator::Ge, Basis::Growth, Some("5"));
    let judged = |value: &str| colour_and_code(&task, &[reading(value, day(7, 20))], day(8, 1));
    assert_eq!(judged("5"), (Colour::Green, ReasonCode::ReadingMeets));
    assert_eq!(judged("4.9"), (Colour::Yellow, ReasonCode::ReadingBelow));
    assert_eq!(judged("-0.1"), (Colour::Red, ReasonCode::GrowthNegative));
    let end = date(2027, 1, 1);
    let after = |value: &str| light(&task, &[reading(value, day(7, 20))], end);
    assert_eq!((after("5").colour, after("5").done), (Colour::Green, true));
    assert_eq!(
        (after("4.9").colour, after("4.9").done),
        (Colour::Red, false)
    );
    assert!(!light(&task, &[reading("6", day(7, 20))], day(8, 1)).done);
}

#[test]
fn a_fall_aimed_at_is_judged_downward() {
    let task = rate(Comparator::Eq, Basis::Growth, Some("-3"));
    let judged = |value: &str| colour_and_code(&task, &[reading(value, day(7, 20))], day(8, 1));
    assert_eq!(judged("-3.1"), (Colour::Green, ReasonCode::ReadingMeets));
    assert_eq!(judged("-2.9"), (Colour::Yellow, ReasonCode::ReadingAbove));
}

#[test]
fn strict_and_upper_bounds() {
    for (comparator, value, green) in [
        (Comparator::Gt, "80", false),
        (Comparator::Gt, "80.1", true),
        (Comparator::Le, "80", true),
        (Comparator::Le, "80.1", false),
        (Comparator::Lt, "80", false),
        (Comparator::Lt, "79.9", true),
    ] {
        let task = rate(comparator, Basis::Share, Some("80"));
        let light = light(&task, &[reading(value, day(5, 1))], day(6, 1));
        assert_eq!(
            light.colour == Colour::Green,
            green,
            "{comparator:?} {value}"
        );
    }
    let rank = rate(Comparator::Le, Basis::Rank, Some("10"));
    assert_eq!(
        light(&rank, &[reading("12", day(5, 1))], day(6, 1)).colour,
        Colour::Yellow
    );
    assert_eq!(
        light(&rank, &[reading("12", day(5, 1))], date(2027, 1, 1)).colour,
        Colour::Red
    );
}

#[test]
fn a_share_climbs_from_last_year_along_the_path() {
    let mut task = rate(Comparator::Eq, Basis::Share, Some("50"));
    let on = day(7, 2); // 183 of 365 days: 50.1 %
    let judged = |task: &_, value: &str| colour_and_code(task, &[reading(value, day(7, 1))], on);
    assert_eq!(
        judged(&task, "49"),
        (Colour::Yellow, ReasonCode::ReadingBelow)
    );
    task.baseline = Some(dec("30"));
    assert_eq!(judged(&task, "41"), (Colour::Green, ReasonCode::PathAhead));
    assert_eq!(judged(&task, "39"), (Colour::Green, ReasonCode::PathWithin));
    assert_eq!(
        judged(&task, "36"),
        (Colour::Yellow, ReasonCode::PathBehind)
    );
    assert_eq!(
        judged(&task, "33"),
        (Colour::Red, ReasonCode::PathFarBehind)
    );
    let reached = light(&task, &[reading("50", day(7, 1))], on);
    assert!(reached.done);
}

#[test]
fn a_stock_read_rather_than_summed_climbs_from_nothing() {
    let task = rate(Comparator::Ge, Basis::Level, Some("500"));
    let judged = |value: &str| colour_and_code(&task, &[reading(value, day(7, 1))], day(7, 2));
    assert_eq!(judged("260"), (Colour::Green, ReasonCode::PathAhead));
    assert_eq!(judged("90"), (Colour::Red, ReasonCode::PathFarBehind));
}

#[test]
fn steady_rise_is_judged_against_the_baseline_or_the_first_reading() {
    let mut task = rate(Comparator::NonDecreasing, Basis::Share, None);
    let one = [reading("70", day(3, 1))];
    assert_eq!(
        colour_and_code(&task, &one, day(4, 1)),
        (Colour::Grey, ReasonCode::NoBaseline)
    );
    let fallen = [reading("70", day(3, 1)), reading("69", day(6, 1))];
    assert_eq!(
        colour_and_code(&task, &fallen, day(7, 1)),
        (Colour::Yellow, ReasonCode::BelowBaseline)
    );
    let unproven = Fact {
        evidence: 0,
        ..reading("60", day(2, 1))
    };
    let risen_from_a_claim = [unproven.clone(), reading("70", day(6, 1))];
    assert_eq!(
        colour_and_code(&task, &risen_from_a_claim, day(7, 1)),
        (Colour::Grey, ReasonCode::NoBaseline),
        "a first reading without evidence is no baseline"
    );
    let risen = [unproven, reading("69", day(3, 1)), reading("70", day(6, 1))];
    assert_eq!(
        colour_and_code(&task, &risen, day(7, 1)),
        (Colour::Green, ReasonCode::NotBelowBaseline)
    );
    task.baseline = Some(dec("69"));
    assert_eq!(
        colour_and_code(&task, &fallen, day(7, 1)),
        (Colour::Green, ReasonCode::NotBelowBaseline)
    );
}

#[test]
fn in_step_is_the_difference_of_two_readings() {
    let mut task = rate(Comparator::InStep, Basis::Growth, None);
    task.target.as_mut().unwrap().in_step_with = Some("经济增长".into());
    let own = [reading("3.6", day(7, 20))];
    let on = day(8, 1);
    assert_eq!(
        colour_and_code(&task, &own, on),
        (Colour::Grey, ReasonCode::NoPartnerReading)
    );
    let partner = |value: &str| PartnerReading {
        date: day(6, 30),
        known_on: day(7, 15),
        value: dec(value),
        withdrawn_on: None,
    };
    task.partner = vec![partner("4.1")];
    assert_eq!(
        colour_and_code(&task, &own, on),
        (Colour::Green, ReasonCode::InStep)
    );
    assert_eq!(
        light(&task, &own, on).reason.zh(),
        "最新读数3.6%，经济增长为4.1%，基本同步"
    );
    task.partner = vec![partner("4.2")];
    assert_eq!(
        colour_and_code(&task, &own, on),
        (Colour::Yellow, ReasonCode::OutOfStep)
    );
    // Before the partner's value was known it could not be compared.
    assert_eq!(
        colour_and_code(&task, &[reading("3.6", day(7, 1))], day(7, 10)).0,
        Colour::Grey
    );
}

#[test]
fn a_series_that_rises_steadily_does_not_fall_below_the_year_before() {
    let mut task = rate(Comparator::NonDecreasing, Basis::Growth, None);
    task.measured_by = MeasuredBy::Indicators;
    task.baseline = Some(dec("0"));
    let judged = |value: &str| colour_and_code(&task, &[reading(value, day(7, 1))], day(8, 1));
    let up = (Colour::Green, ReasonCode::NotBelowYearBefore);
    assert_eq!(judged("1.8"), up);
    assert_eq!(judged("0"), up);
    assert_eq!(
        judged("-0.1"),
        (Colour::Yellow, ReasonCode::BelowYearBefore)
    );
}

#[test]
fn two_series_are_compared_by_the_same_period() {
    let mut task = rate(Comparator::InStep, Basis::Growth, None);
    task.measured_by = MeasuredBy::Indicators;
    let partner = |value: &str, month: i8, until: Option<jiff::civil::Date>| PartnerReading {
        date: day(month, 30),
        known_on: day(month, 30),
        value: dec(value),
        withdrawn_on: until,
    };
    let own = [reading("3.6", day(6, 30))];
    let colour = |task: &crate::Task| colour_and_code(task, &own, day(11, 1)).0;
    // The other series has come further; what it says of the same half year is what counts.
    task.partner = vec![partner("4", 6, None), partner("9", 9, None)];
    assert_eq!(colour(&task), Colour::Green);
    task.measured_by = MeasuredBy::Readings;
    assert_eq!(colour(&task), Colour::Yellow);
    task.measured_by = MeasuredBy::Indicators;
    task.partner = vec![partner("4", 6, Some(day(10, 1)))];
    assert_eq!(
        colour(&task),
        Colour::Grey,
        "what was taken back counts no more"
    );
}

#[test]
fn the_latest_reading_counts_whatever_the_order() {
    let task = rate(Comparator::Ge, Basis::Growth, Some("5"));
    let facts = [reading("4", day(7, 1)), reading("6", day(3, 1))];
    assert_eq!(light(&task, &facts, day(8, 1)).colour, Colour::Yellow);
    let same_day = [reading("4", day(7, 1)), reading("6", day(7, 1))];
    assert_eq!(light(&task, &same_day, day(8, 1)).colour, Colour::Green);
    let revised = [reading("4", day(7, 1)), {
        let mut later = reading("6", day(7, 1));
        later.known_on = day(7, 9);
        later
    }];
    assert_eq!(light(&task, &revised, day(8, 1)).colour, Colour::Green);
    assert_eq!(light(&task, &revised, day(7, 5)).colour, Colour::Yellow);
}

#[test]
fn a_reading_without_evidence_or_gone_stale_is_not_green() {
    let mut task = rate(Comparator::Ge, Basis::Growth, Some("5"));
    let mut bare = reading("6", day(7, 1));
    bare.evidence = 0;
    assert_eq!(
        colour_and_code(&task, &[bare], day(7, 2)),
        (Colour::Yellow, ReasonCode::EvidenceMissing)
    );
    task.review_every_days = Some(31);
    let facts = [reading("6", day(7, 1))];
    assert_eq!(light(&task, &facts, day(8, 1)).colour, Colour::Green);
    let stale = light(&task, &facts, day(8, 2));
    assert_eq!(
        (stale.colour, stale.reason.code),
        (Colour::Yellow, ReasonCode::ReadingStale)
    );
    assert_eq!(stale.reason.zh(), "最新读数6%已过32天，超过约定的31天");
    // A reading fresh at the deadline stays good after it.
    let last = [reading("6", day(12, 20))];
    assert_eq!(light(&task, &last, date(2027, 6, 1)).colour, Colour::Green);
}

#[test]
fn nothing_read() {
    let hard = rate(Comparator::Ge, Basis::Share, Some("80"));
    let soft = rate(Comparator::Approx, Basis::Growth, Some("4"));
    let (during, after) = (day(12, 31), date(2027, 1, 1));
    assert_eq!(
        colour_and_code(&hard, &[], during),
        (Colour::Grey, ReasonCode::NoReadingYet)
    );
    assert_eq!(
        colour_and_code(&hard, &[], after),
        (Colour::Red, ReasonCode::OverdueNoReading)
    );
    assert_eq!(
        colour_and_code(&soft, &[], after),
        (Colour::Grey, ReasonCode::EndedWithoutFigure)
    );
}
