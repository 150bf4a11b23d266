//! What holds for every task.

use crate::testing::{rule, task};
use crate::{
    Colour, Fact, FactKind, Kind, MeasuredBy, MilestonePoint, MonthPoint, PartnerReading, Plan,
    Task, assess,
};
use figure::{Basis, Comparator, Decimal};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn days() -> impl Strategy<Value = Date> {
    (0..500_i32).prop_map(|days| date(2026, 1, 1) + days.days())
}

fn value() -> impl Strategy<Value = Decimal> {
    (-2_000..15_000_i64).prop_map(|value| Decimal::new(value, 1))
}

fn comparators() -> impl Strategy<Value = Comparator> {
    prop::sample::select(vec![
        Comparator::Eq,
        Comparator::Approx,
        Comparator::Ge,
        Comparator::Gt,
        Comparator::Le,
        Comparator::Lt,
        Comparator::Range,
        Comparator::NonDecreasing,
        Comparator::InStep,
    ])
}

fn plans() -> impl Strategy<Value = Plan> {
    prop_oneof![
        Just(Plan::LinearDays),
        prop::collection::vec((1..=12_i8, 0..1_000_i64), 1..5).prop_map(|points| {
            Plan::Months(
                points
                    .into_iter()
                    .map(|(month, cumulative)| MonthPoint {
                        year: 2026,
                        month,
                        cumulative: cumulative.into(),
                    })
                    .collect(),
            )
        }),
        prop::collection::vec((days(), 1..60_i64), 1..5).prop_map(|points| {
            Plan::Milestones(
                points
                    .into_iter()
                    .map(|(due, share)| MilestonePoint {
                        title: "节点".into(),
                        due,
                        share_percent: share.into(),
                    })
                    .collect(),
            )
        }),
    ]
}

fn tasks() -> impl Strategy<Value = Task> {
    let measures = prop::sample::select(vec![
        MeasuredBy::Records,
        MeasuredBy::Readings,
        MeasuredBy::Milestones,
        MeasuredBy::Notes,
    ]);
    let bases = prop::sample::select(vec![Basis::Level, Basis::Growth, Basis::Share, Basis::Rank]);
    let partner = prop::option::of((days(), value()));
    (
        (measures, comparators(), bases, 1..1_000_i64, plans()),
        (
            prop::option::of(0..365_i32),
            prop::option::of(value()),
            prop::option::of(1..90_u16),
            partner,
        ),
    )
        .prop_map(|((measured_by, comparator, basis, goal, plan), rest)| {
            let (deadline, baseline, review_every_days, partner) = rest;
            let mut task = task(&goal.to_string());
            let target = task.target.as_mut().unwrap();
            (target.comparator, target.basis) = (comparator, basis);
            target.value_hi = (comparator == Comparator::Range).then(|| (goal + 5).into());
            task.kind = Kind::Quantified;
            task.deadline = deadline.map(|days| task.start + days.days());
            task.partner = partner
                .map(|(day, value)| PartnerReading {
                    date: day,
                    known_on: day,
                    value,
                    withdrawn_on: None,
                })
                .into_iter()
                .collect();
            Task {
                measured_by,
                plan,
                baseline,
                review_every_days,
                ..task
            }
        })
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let kinds = prop_oneof![
        value().prop_map(FactKind::Amount),
        value().prop_map(FactKind::Reading),
        (0..5_u16).prop_map(FactKind::Milestone),
        Just(FactKind::Note),
    ];
    let withdrawn = prop::option::weighted(0.1, 0..60_i32);
    let fact = (
        kinds,
        days(),
        0..40_i32,
        withdrawn,
        prop::bool::weighted(0.9),
        0..3_u32,
    );
    let fact = fact.prop_map(|(kind, date, delay, withdrawn, verified, evidence)| {
        let known_on = date + delay.days();
        let withdrawn_on = withdrawn.map(|days| known_on + days.days());
        Fact {
            kind,
            date,
            known_on,
            withdrawn_on,
            verified,
            evidence,
        }
    });
    prop::collection::vec(fact, 0..8)
}

fn rank(colour: Colour) -> u8 {
    match colour {
        Colour::Red => 0,
        Colour::Yellow => 1,
        Colour::Grey => 2,
        Colour::Green => 3,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_becomes_known_later_changes_no_past_day(
        task in tasks(), facts in facts(), on in days(),
    ) {
        let whole = assess(&rule(), &task, &facts, on);
        let known: Vec<Fact> = facts
            .iter()
            .filter(|fact| fact.known_on <= on)
            .map(|fact| Fact {
                withdrawn_on: fact.withdrawn_on.filter(|day| *day <= on),
                ..fact.clone()
            })
            .collect();
        let mut then = task.clone();
        then.partner.retain(|reading| reading.known_on <= on);
        prop_assert_eq!(assess(&rule(), &then, &known, on), whole);
    }

    #[test]
    fn without_evidence_nothing_is_green(task in tasks(), facts in facts(), on in days()) {
        let bare: Vec<Fact> =
            facts.into_iter().map(|fact| Fact { evidence: 0, ..fact }).collect();
        let light = assess(&rule(), &task, &bare, on);
        prop_assert!(light.colour != Colour::Green && !light.done);
    }

    #[test]
    fn a_known_next_change_need_not_be_sought_again(
        task in tasks(),
        facts in facts(),
        on in days(),
        later in 0i64..60,
    ) {
        let facts: Vec<Fact> = facts
            .into_iter()
            .filter(|fact| fact.stands(on) && fact.withdrawn_on.is_none())
            .collect();
        let task = Task { partner: vec![], ..task };
        let book = crate::RuleBook { rules: vec![rule()] };
        let ahead = book.assess(&task, &facts, on).next_change;
        let then = on + later.days();
        if ahead.is_none_or(|(day, _)| then < day) {
            let sought = book.assess(&task, &facts, then);
            prop_assert_eq!(book.assess_until(&task, &facts, then, ahead), sought);
        }
    }

    #[test]
    fn what_is_not_verified_does_not_count(task in tasks(), facts in facts(), on in days()) {
        let claimed: Vec<Fact> =
            facts.into_iter().map(|fact| Fact { verified: false, ..fact }).collect();
        prop_assert_eq!(
            assess(&rule(), &task, &claimed, on),
            assess(&rule(), &task, &[], on)
        );
    }

    #[test]
    fn more_verified_amount_never_worsens_a_sum(
        task in tasks(), facts in facts(), on in days(), more in 1..9_000_i64,
    ) {
        let mut task = task;
        task.measured_by = MeasuredBy::Records;
        let comparator = &mut task.target.as_mut().unwrap().comparator;
        if matches!(comparator, Comparator::Le | Comparator::Lt) {
            *comparator = Comparator::Ge;
        }
        let before = assess(&rule(), &task, &facts, on);
        let mut with_more = facts.clone();
        with_more.push(Fact {
            kind: FactKind::Amount(Decimal::new(more, 1)),
            date: date(2026, 1, 1),
            known_on: date(2026, 1, 1),
            withdrawn_on: None,
            verified: true,
            evidence: 1,
        });
        let after = assess(&rule(), &task, &with_more, on);
        prop_assert!(rank(after.colour) >= rank(before.colour), "{:?} {:?}", before, after);
        prop_assert!(after.done >= before.done);
    }

    #[test]
    fn one_more_point_done_never_worsens_a_project(
        task in tasks(), facts in facts(), on in days(), index in 0..5_u16,
    ) {
        let mut task = task;
        task.measured_by = MeasuredBy::Milestones;
        let before = assess(&rule(), &task, &facts, on);
        let mut with_more = facts.clone();
        with_more.push(crate::testing::point(index, date(2026, 1, 1)));
        let after = assess(&rule(), &task, &with_more, on);
        prop_assert!(rank(after.colour) >= rank(before.colour), "{:?} {:?}", before, after);
    }

    #[test]
    fn the_order_of_facts_does_not_matter_to_sums(
        mut task in tasks(), facts in facts(), on in days(),
    ) {
        task.measured_by = MeasuredBy::Records;
        let mut turned = facts.clone();
        turned.reverse();
        prop_assert_eq!(
            assess(&rule(), &task, &facts, on),
            assess(&rule(), &task, &turned, on)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn next_change_is_the_first_day_brute_force_finds(
        task in tasks(), facts in facts(), on in days(),
    ) {
        let light = assess(&rule(), &task, &facts, on);
        let known: Vec<Fact> = facts
            .iter()
            .filter(|fact| fact.stands(on))
            .map(|fact| Fact { withdrawn_on: None, ..fact.clone() })
            .collect();
        let mut task = task;
        task.partner.retain(|reading| reading.known_on <= on);
        let found = (1..=1_000)
            .map(|days| on + days.days())
            .map(|day| (day, assess_colour(&task, &known, day)))
            .find(|(_, colour)| *colour != light.colour);
        match light.next_change {
            Some(change) => prop_assert_eq!(Some(change), found),
            // Beyond the bound of the search nothing changes within these plans.
            None => prop_assert_eq!(found, None),
        }
    }
}

/// The colour alone, by the judge, so that brute force stays quick.
fn assess_colour(task: &Task, facts: &[Fact], on: Date) -> Colour {
    let known = crate::snapshot::Snapshot::of(task, facts, on);
    crate::judge::judge(&rule(), task, &known, on).colour
}
