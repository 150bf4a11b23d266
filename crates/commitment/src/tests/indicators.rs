//! Targets measured by a statistical series.

use crate::record::{Claim, claim};
use crate::review::{Edit, edit};
use crate::testing::{amount_of, by, dec, draft, reviewer, target};
use crate::{
    Commitment, Counts, IndicatorFact, IndicatorFacts, IndicatorMeasure, MeasuredBy, RecordKind,
    Refusal, SeriesReading, SeriesValue, Status, facts_of, task_of,
};
use figure::{Basis, Comparator, Period, Target};
use jiff::civil::{Date, date};

fn read(indicator: &str, value: SeriesValue) -> SeriesReading {
    SeriesReading {
        indicator: indicator.into(),
        value,
    }
}

fn grows(comparator: Comparator) -> Target {
    Target {
        comparator,
        basis: Basis::Growth,
        value: matches!(comparator, Comparator::Approx).then(|| dec("4")),
        in_step_with: matches!(comparator, Comparator::InStep).then(|| "经济增长".to_owned()),
        ..target("4", "%")
    }
}

fn measured(
    target: Target,
    value: SeriesValue,
    partner: Option<SeriesReading>,
) -> Result<Commitment, Refusal> {
    let cmd = Edit {
        target: Some(Some(target)),
        indicators: Some(Some(IndicatorMeasure {
            reading: read("gdp", value),
            partner,
        })),
        ..Edit::default()
    };
    edit(&draft("d", 1), &cmd, &reviewer())
}

fn said(quarter: i8, value: &str, known: Date, until: Option<Date>) -> IndicatorFact {
    let period: Period = format!("2026-Q{quarter}").parse().unwrap();
    IndicatorFact {
        period,
        value: dec(value),
        date: period.last_day().unwrap(),
        known_on: known,
        withdrawn_on: until,
    }
}

#[test]
fn what_is_read_must_fit_the_target() {
    use SeriesValue::{CumulativeGrowth, Level, Points};
    let approx = || grows(Comparator::Approx);
    let fits = measured(approx(), CumulativeGrowth, None).unwrap();
    assert_eq!(fits.measured_by, MeasuredBy::Indicators);
    let code = |made: Result<Commitment, Refusal>| made.unwrap_err().code;
    assert_eq!(code(measured(approx(), Level, None)), "indicators_basis");
    assert_eq!(code(measured(approx(), Points, None)), "indicators_basis");
    let other = Some(read("income", CumulativeGrowth));
    let with_other = measured(approx(), CumulativeGrowth, other.clone());
    assert_eq!(code(with_other), "indicators_partner");
    let in_step = || grows(Comparator::InStep);
    let alone = measured(in_step(), CumulativeGrowth, None);
    assert_eq!(code(alone), "indicators_partner");
    assert!(measured(in_step(), CumulativeGrowth, other).is_ok());
    let unnamed = Some(read(" ", CumulativeGrowth));
    let unnamed = measured(in_step(), CumulativeGrowth, unnamed);
    assert_eq!(code(unnamed), "indicators_required");
}

#[test]
fn steadily_up_asks_growth_not_to_be_negative_and_a_value_not_to_fall() {
    let steady = || grows(Comparator::NonDecreasing);
    let grown = measured(steady(), SeriesValue::CumulativeGrowth, None).unwrap();
    assert_eq!(task_of(&grown).baseline, Some(dec("0")));
    let level = measured(steady(), SeriesValue::Level, None).unwrap();
    assert_eq!(task_of(&level).baseline, None);
}

#[test]
fn a_revision_takes_the_place_of_the_value_before_from_its_day_on() {
    let c = measured(grows(Comparator::Approx), SeriesValue::Growth, None).unwrap();
    let revised = date(2026, 8, 10);
    let before_the_year = IndicatorFact {
        date: date(2025, 12, 31),
        ..said(1, "9", date(2026, 1, 20), None)
    };
    let facts = IndicatorFacts::new(
        &c,
        [
            before_the_year,
            said(1, "3.9", date(2026, 4, 25), None),
            said(2, "4.1", date(2026, 7, 25), Some(revised)),
            said(2, "3.7", revised, None),
        ],
        [],
    );
    let latest = |on| facts.standing(on).last().map(|fact| fact.value);
    assert_eq!(latest(date(2026, 4, 24)), None, "not before its release");
    assert_eq!(latest(date(2026, 7, 24)), Some(dec("3.9")));
    assert_eq!(latest(date(2026, 8, 9)), Some(dec("4.1")));
    assert_eq!(latest(revised), Some(dec("3.7")));
    assert!(facts.moves_within(revised, revised));
    assert!(!facts.moves_within(date(2026, 8, 11), date(2026, 12, 31)));
    let counts = Counts::from(facts);
    assert_eq!(facts_of(&c, &[], &counts).len(), 3);
}

#[test]
fn nothing_is_reported_beside_the_series() {
    let c = measured(grows(Comparator::Approx), SeriesValue::Growth, None).unwrap();
    let c = Commitment {
        status: Status::Issued,
        ..c
    };
    let cmd = Claim {
        kind: RecordKind::Reading,
        ..amount_of("r", "5", "%")
    };
    let refused = claim(&c, &[], &cmd, &by("甲", "housing")).unwrap_err();
    assert_eq!(refused.code, "measured_by_indicators");
}
