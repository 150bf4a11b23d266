//! Two people, no overwriting, and any past day as it was known.

use super::support::{by, code, current, dec, entry, indicator, p, put, terms};
use crate::definition::{Define, Revise, define, revise};
use crate::observation::*;
use crate::{Access, Cell, Indicator, Series};
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn a_value_counts_once_a_second_person_has_confirmed_it() {
    let fai = indicator(&terms("fai"));
    let day = date(2026, 4, 20);
    let entered = enter(&fai, None, &entry("2026-03", "30"), &by("wang", day)).unwrap();
    assert!(entered.as_of(day).is_none());
    assert_eq!(
        code(confirm(&entered, &Confirm { no: 1 }, &by("wang", day))),
        "own_entry"
    );
    assert_eq!(
        code(confirm(&entered, &Confirm { no: 2 }, &by("li", day))),
        "not_waiting"
    );
    assert_eq!(
        code(enter(
            &fai,
            Some(&entered),
            &entry("2026-03", "31"),
            &by("wang", day)
        )),
        "waiting_already"
    );
    let known = confirm(&entered, &Confirm { no: 1 }, &by("li", day)).unwrap();
    assert_eq!(known.as_of(day).unwrap().vintage.value, dec("30"));
    assert!(known.as_of(date(2026, 4, 19)).is_none());
    assert_eq!(
        code(confirm(&known, &Confirm { no: 1 }, &by("zhao", day))),
        "not_waiting"
    );
    let rejected = reject(
        &entered,
        &Reject {
            no: 1,
            reason: "口径不符".into(),
        },
        &by("li", day),
    )
    .unwrap();
    assert!(rejected.as_of(day).is_none());
    let taken = Withdraw {
        no: 1,
        reason: "录错".into(),
    };
    assert_eq!(
        code(withdraw(&entered, &taken, &by("li", day))),
        "not_own_entry"
    );
    let taken = withdraw(&entered, &taken, &by("wang", day)).unwrap();
    assert_eq!(
        enter(
            &fai,
            Some(&taken),
            &entry("2026-03", "30"),
            &by("wang", day)
        )
        .unwrap()
        .vintages
        .len(),
        2
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let fai = indicator(&terms("fai"));
    let day = date(2026, 4, 20);
    let try_ = |change: &dyn Fn(&mut Enter)| {
        let mut cmd = entry("2026-03", "30");
        change(&mut cmd);
        enter(&fai, None, &cmd, &by("wang", day))
    };
    assert_eq!(
        code(try_(&|c| c.period = p("2026-Q1"))),
        "period_not_of_cadence"
    );
    assert_eq!(code(try_(&|c| c.period = p("2026-02"))), "jan_feb_together");
    assert_eq!(
        code(try_(&|c| c.period = p("2014-12"))),
        "definition_not_in_force"
    );
    assert_eq!(code(try_(&|c| c.period = p("2026-04"))), "period_not_over");
    assert_eq!(
        code(try_(&|c| c.unit = Some("户".into()))),
        "unit_not_convertible"
    );
    assert_eq!(code(try_(&|c| c.unit = Some("文".into()))), "unit_unknown");
    assert_eq!(
        code(try_(&|c| c.value = dec("1000000000000001"))),
        "value_too_large"
    );
    assert_eq!(
        code(try_(&|c| c.value = dec("0.12345678901"))),
        "value_too_fine"
    );
    assert_eq!(code(try_(&|c| c.source = " ".into())), "required");
    let estimate = try_(&|c| (c.period, c.stage) = (p("2026-04"), Stage::Estimate));
    assert!(estimate.is_ok(), "what is not over may be estimated");
    let cell = try_(&|c| (c.value, c.unit) = (dec("305000"), Some("万元".into()))).unwrap();
    assert_eq!(cell.vintages[0].value, dec("30.5"));
    assert_eq!(cell.vintages[0].written, "305000万元");
    let apart = indicator(&current("tax"));
    assert_eq!(
        code(enter(
            &apart,
            None,
            &entry("2026-01/02", "1"),
            &by("wang", day)
        )),
        "jan_feb_apart"
    );
}

#[test]
fn revisions_say_why_and_never_go_back() {
    let fai = indicator(&terms("fai"));
    let day = date(2026, 4, 20);
    let known = put(&fai, None, &entry("2026-03", "30"), day);
    let again = |change: &dyn Fn(&mut Enter)| {
        let mut cmd = entry("2026-03", "31");
        change(&mut cmd);
        enter(&fai, Some(&known), &cmd, &by("wang", day))
    };
    assert_eq!(code(again(&|c| c.value = dec("30.0"))), "nothing_changed");
    assert_eq!(
        code(again(&|c| c.note = " ".into())),
        "revision_needs_reason"
    );
    assert_eq!(
        code(again(&|c| c.stage = Stage::Provisional)),
        "stage_goes_back"
    );
    let growth = again(&|c| (c.value, c.published_growth) = (dec("30"), Some(dec("3"))));
    assert!(growth.is_ok());
}

/// A year with three revisions, a break and a new version, read as known on four days.
#[test]
fn four_days_four_readings() {
    let fai = indicator(&terms("fai"));
    let mut cell = put(&fai, None, &entry("2025-12", "100"), date(2026, 1, 20));
    for (value, day) in [
        ("103", date(2026, 2, 20)),
        ("99.5", date(2026, 6, 1)),
        ("101", date(2026, 9, 1)),
    ] {
        cell = put(&fai, Some(&cell), &entry("2025-12", value), day);
    }
    let on = |day| {
        let reading = cell.as_of(day)?;
        Some((reading.vintage.value, reading.revision, reading.revised))
    };
    assert_eq!(on(date(2026, 1, 19)), None);
    assert_eq!(on(date(2026, 1, 20)), Some((dec("100"), 1, false)));
    assert_eq!(on(date(2026, 5, 31)), Some((dec("103"), 2, true)));
    assert_eq!(on(date(2026, 8, 31)), Some((dec("99.5"), 3, true)));
    assert_eq!(on(date(2026, 11, 23)), Some((dec("101"), 4, true)));
    let mut next = terms("fai");
    (next.caliber, next.valid_from) = ("改为计划总投资1000万元及以上".into(), date(2026, 1, 1));
    let cmd = Revise {
        terms: next,
        reason: "国家制度调整".into(),
    };
    let later = revise(&fai, &cmd, &by("wang", date(2026, 3, 1))).unwrap();
    assert_eq!(later.on(p("2025-12")).unwrap().version, 1);
    assert_eq!(later.on(p("2026-01/02")).unwrap().version, 2);
    let then = later.known_on(date(2026, 2, 28)).unwrap();
    assert_eq!(then.on(p("2026-01/02")).unwrap().version, 1);
    assert!(later.known_on(date(2014, 1, 1)).is_none());
    let read = Series::as_of(&later, "whole", [&cell], date(2026, 3, 1)).unwrap();
    assert_eq!(
        code(read.comparable(p("2025-12"), p("2026-03"))),
        "definition_changed"
    );
}

#[test]
fn what_is_not_released_is_not_for_everybody() {
    let mut terms = terms("fai");
    terms.contributors_min = 3;
    let fai = indicator(&terms);
    let mut cmd = entry("2026-03", "30");
    (cmd.released_on, cmd.contributors) = (Some(date(2026, 4, 25)), Some(2));
    let cell = put(&fai, None, &cmd, date(2026, 4, 20));
    let reading = cell.as_of(date(2026, 4, 24)).unwrap();
    let mut definition = fai.latest().unwrap().clone();
    assert_eq!(reading.open_from(&definition), Some(date(2026, 4, 25)));
    let outside = |day| {
        let all = Series::as_of(&fai, "whole", [&cell], day).unwrap();
        (
            all.points().count(),
            all.seen_from_outside().points().count(),
        )
    };
    assert_eq!(outside(date(2026, 4, 24)), (1, 0));
    assert_eq!(outside(date(2026, 4, 25)), (1, 1));
    definition.access = Access::Restricted;
    assert_eq!(reading.open_from(&definition), None);
    definition.access = Access::Open;
    assert_eq!(reading.open_from(&definition), Some(jiff::civil::Date::MIN));
    let known = Series::as_of(&fai, "whole", [&cell], date(2026, 4, 25)).unwrap();
    assert!(known.at(p("2026-03")).unwrap().few_contributors);
    assert!(reading.too_few_contributors(&definition));
    assert_eq!(
        definition.release_due(p("2026-03")),
        Some(date(2026, 4, 20))
    );
}

#[test]
fn definitions_that_mean_nothing_are_refused() {
    let ctx = by("wang", date(2026, 1, 1));
    let try_ = |change: &dyn Fn(&mut Define)| {
        let mut cmd = terms("fai");
        change(&mut cmd);
        define(&cmd, &ctx)
    };
    assert_eq!(code(try_(&|c| c.code = "固投".into())), "code_shape");
    assert_eq!(code(try_(&|c| c.unit = "文".into())), "unit_unknown");
    assert_eq!(code(try_(&|c| c.unit = "%".into())), "rate_adds_up");
    assert_eq!(
        code(try_(&|c| c.cadence = crate::Cadence::Quarter)),
        "merged_needs_months"
    );
    assert_eq!(code(try_(&|c| c.name = String::new())), "required");
    assert_eq!(
        code(try_(&|c| c.formula = Some("1+".into()))),
        "formula_unreadable"
    );
    let fai = indicator(&terms("fai"));
    let cmd = |code: &str, day| {
        let terms = Define {
            valid_from: day,
            ..terms(code)
        };
        revise(
            &fai,
            &Revise {
                terms,
                reason: "调整".into(),
            },
            &ctx,
        )
    };
    assert_eq!(code(cmd("gdp", date(2027, 1, 1))), "code_fixed");
    assert_eq!(code(cmd("fai", date(2015, 1, 1))), "version_not_later");
}

#[test]
fn states_survive_the_journal() {
    let fai = indicator(&terms("fai"));
    let cell = put(&fai, None, &entry("2026-01/02", "30"), date(2026, 4, 20));
    let json = serde_json::to_value(&cell).unwrap();
    assert_eq!(json["period"], "2026-01/02");
    assert_eq!(serde_json::from_value::<Cell>(json).unwrap(), cell);
    let json = serde_json::to_value(&fai).unwrap();
    assert_eq!(serde_json::from_value::<Indicator>(json).unwrap(), fai);
}

proptest! {
    /// Whatever comes later, a past day reads as it did, and every vintage stays.
    #[test]
    fn the_past_does_not_change(values in prop::collection::vec(1i64..1000, 1..8), day in 0i32..200) {
        let fai = indicator(&terms("fai"));
        let start = date(2026, 4, 20);
        let at = |n: i32| start.checked_add(jiff::Span::new().days(n)).unwrap();
        let mut cell: Option<Cell> = None;
        let mut readings = vec![];
        for (index, value) in values.iter().enumerate() {
            let when = at(i32::try_from(index).unwrap() * 20);
            let mut cmd = entry("2026-03", "0");
            cmd.value = (*value).into();
            let Ok(entered) = enter(&fai, cell.as_ref(), &cmd, &by("wang", when)) else { continue };
            let no = entered.waiting().unwrap().no;
            let next = confirm(&entered, &Confirm { no }, &by("li", when)).unwrap();
            let kept = cell.as_ref().map_or(0, |c| c.vintages.len());
            prop_assert_eq!(next.vintages.len(), kept + 1);
            readings.push((when, next.as_of(at(day)).map(|r| r.vintage.value)));
            cell = Some(next);
        }
        let last = cell.unwrap().as_of(at(day)).map(|r| r.vintage.value);
        let then = readings.iter().rev().find(|(when, _)| *when <= at(day));
        prop_assert_eq!(then.and_then(|(_, value)| *value), last);
    }
}
