//! Sentences: every name is filled in, in both languages.

use crate::reason::names_in;
use crate::reason_words::words;
use crate::testing::{amount, dec, note, point, rate, reading, rule, task};
use crate::{
    Arg, Fact, Kind, Light, MeasuredBy, MilestonePoint, PartnerReading, Plan, Reason, ReasonCode,
    Task, assess,
};
use figure::{Basis, Comparator};
use jiff::civil::date;
use std::collections::BTreeSet;

#[test]
fn both_languages_use_names_the_table_knows() {
    let known = [
        "total",
        "target",
        "target_hi",
        "reading",
        "other",
        "tolerance",
        "ratio",
        "expected",
        "gap",
        "day",
        "days",
        "limit",
        "done",
        "of",
        "point",
        "partner",
    ];
    for code in ReasonCode::ALL {
        for name in names_in(words(*code)) {
            assert!(known.contains(&name), "{code:?} {name}");
        }
    }
}

#[test]
fn codes_are_their_serde_names() {
    for code in ReasonCode::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.code());
    }
}

#[test]
fn every_light_of_a_wide_sample_says_all_its_numbers() {
    let mut seen = BTreeSet::new();
    for light in sample() {
        let reason = &light.reason;
        for sentence in [reason.zh(), reason.en()] {
            assert!(
                !sentence.contains(['{', '}', '—']),
                "{:?}: {sentence}",
                reason.code
            );
        }
        let text = serde_json::to_string(&light).unwrap();
        assert_eq!(serde_json::from_str::<Light>(&text).unwrap(), light);
        seen.insert(reason.code);
    }
    let unseen: Vec<_> = ReasonCode::ALL
        .iter()
        .filter(|code| !seen.contains(code) && **code != ReasonCode::NoRule)
        .collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[test]
fn amounts_are_scaled_only_where_nothing_is_lost() {
    let say = |value: &str, unit: &str| {
        let arg = Arg::Amount {
            value: dec(value),
            unit: unit.into(),
        };
        let args = [
            ("total".to_owned(), arg),
            ("target".to_owned(), Arg::Count(1)),
        ];
        let reason = Reason {
            code: ReasonCode::Reached,
            args: args.into(),
            hedge: None,
        };
        reason.zh().split('，').next().unwrap().replace("累计", "")
    };
    assert_eq!(say("4260000000", "元"), "42.6亿元");
    assert_eq!(say("16500", "人"), "1.65万人");
    assert_eq!(say("6500", "户"), "6500户");
    assert_eq!(say("29.20", "公里"), "29.2公里");
    assert_eq!(say("123456789", "元"), "12345.6789万元");
    assert_eq!(say("100000001", "元"), "10000.0001万元");
    assert_eq!(say("123456789.5", "元"), "123456789.5元");
}

#[test]
fn a_hedge_is_said_and_changes_nothing() {
    let mut task = task("100");
    let plain = assess(&rule(), &task, &[], date(2026, 11, 1));
    task.hedge = Some("力争".into());
    let hedged = assess(&rule(), &task, &[], date(2026, 11, 1));
    assert_eq!(
        (hedged.colour, hedged.next_change),
        (plain.colour, plain.next_change)
    );
    assert_eq!(
        hedged.reason.zh(),
        format!("{}（原文为“力争”）", plain.reason.zh())
    );
}

/// Lights of many tasks on many days.
fn sample() -> Vec<Light> {
    let just_issued = Task {
        issued_on: Some(date(2026, 6, 20)),
        ..task("6500")
    };
    let mut lights = Vec::new();
    for task in tasks().into_iter().chain([just_issued]) {
        for facts in facts() {
            for on in [
                date(2025, 6, 1),
                date(2026, 1, 5),
                date(2026, 3, 20),
                date(2026, 6, 25),
                date(2026, 11, 1),
                date(2027, 2, 1),
            ] {
                lights.push(assess(&rule(), &task, &facts, on));
            }
        }
    }
    lights
}

fn facts() -> Vec<Vec<Fact>> {
    let day = date(2026, 1, 4);
    let mut bare = reading("6", day);
    bare.evidence = 0;
    let mut bare_note = note(day);
    bare_note.evidence = 0;
    vec![
        vec![],
        vec![
            amount("98", day),
            reading("5", day),
            point(0, day),
            note(day),
        ],
        vec![
            amount("30", day),
            reading("-5", day),
            point(1, day),
            bare_note,
        ],
        vec![
            amount("130", day),
            reading("3", day),
            point(0, day),
            point(1, day),
        ],
        vec![amount("20", day), bare],
        vec![reading("5", day), reading("4", date(2026, 6, 20))],
    ]
}

fn tasks() -> Vec<Task> {
    let mut tasks = vec![];
    for comparator in [
        Comparator::Eq,
        Comparator::Approx,
        Comparator::Ge,
        Comparator::Gt,
        Comparator::Le,
        Comparator::Lt,
        Comparator::Range,
        Comparator::NonDecreasing,
        Comparator::InStep,
    ] {
        let mut sum = task("100");
        let target = sum.target.as_mut().unwrap();
        target.comparator = comparator;
        target.value_hi = (comparator == Comparator::Range).then(|| dec("120"));
        tasks.push(sum);
        let mut growth = rate(comparator, Basis::Growth, Some("5"));
        tasks.push(growth.clone());
        growth.review_every_days = Some(60);
        growth.baseline = Some(dec("4"));
        growth.partner = vec![PartnerReading {
            date: date(2026, 1, 1),
            known_on: date(2026, 1, 1),
            value: dec("4"),
            withdrawn_on: None,
        }];
        tasks.push(growth);
    }
    let mut seam = task("1");
    seam.measured_by = MeasuredBy::Indicators;
    let mut series = rate(Comparator::NonDecreasing, Basis::Growth, None);
    series.measured_by = MeasuredBy::Indicators;
    series.baseline = Some(dec("0"));
    let mut stance = task("1");
    stance.kind = Kind::Principle;
    let mut no_target = task("1");
    no_target.target = None;
    let mut open_end = task("200");
    open_end.deadline = None;
    let mut points = task("1");
    points.measured_by = MeasuredBy::Milestones;
    points.plan = Plan::Milestones(
        [2, 9]
            .map(|month| MilestonePoint {
                title: format!("第{month}项"),
                due: date(2026, month, 1),
                share_percent: dec("50"),
            })
            .to_vec(),
    );
    let mut no_due = points.clone();
    (no_due.plan, no_due.deadline) = (Plan::LinearDays, None);
    let mut notes = task("1");
    notes.measured_by = MeasuredBy::Notes;
    let mut late = notes.clone();
    late.start = date(2026, 12, 1);
    tasks.extend([
        seam,
        series,
        stance,
        no_target,
        open_end,
        task("0"),
        points,
        no_due,
        notes,
        late,
    ]);
    tasks
}
