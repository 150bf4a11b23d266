//! Targets measured by cases.

use crate::change::{Approve, Request, approve, request};
use crate::record::{Claim, claim};
use crate::review::{Edit, edit};
use crate::testing::{by, dec, draft, issued, reviewer, target};
use crate::{
    CaseFact, CaseFacts, CaseMeasure, CaseTotal, Changes, Commitment, Counted, Counts, FieldIs,
    MeasuredBy, PlaceBy, RecordKind, Refusal, Share, VerifiedCase, facts_of, share,
};
use figure::Decimal;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn measure(total: CaseTotal) -> CaseMeasure {
    CaseMeasure {
        total,
        case_type: "city".into(),
        matters: vec![],
        areas: vec![],
        fields: vec![],
        outcomes: vec![],
        from: None,
        to: None,
    }
}

fn places() -> CaseTotal {
    CaseTotal::Places {
        by: PlaceBy::Address,
    }
}

fn metres() -> CaseTotal {
    CaseTotal::Sum {
        field: "length".into(),
        unit: "米".into(),
    }
}

fn case() -> VerifiedCase {
    VerifiedCase {
        id: "c1".into(),
        case_type: "city".into(),
        outcome: "closed".into(),
        matter: Some("05001".into()),
        grid: Some("g1".into()),
        community: Some("k1".into()),
        subdistrict: Some("s1".into()),
        address: "示例路 １号（后门）".into(),
        fields: [("check".to_owned(), "true".to_owned())].into(),
        numbers: [("length".to_owned(), dec("120.5"))].into(),
        verified_on: date(2026, 5, 20),
    }
}

const START: Date = date(2026, 1, 1);

fn by_cases(total: CaseTotal, value: &str, unit: &str) -> Commitment {
    Commitment {
        measured_by: MeasuredBy::Cases,
        cases: Some(measure(total)),
        target: Some(target(value, unit)),
        ..issued()
    }
}

#[test]
fn every_condition_of_a_measure_can_leave_a_case_out() {
    let counts = |change: &dyn Fn(&mut CaseMeasure)| {
        let mut measure = measure(CaseTotal::Count);
        change(&mut measure);
        share(&measure, START, &case()).is_some()
    };
    let is = |field: &str, value: &str| FieldIs {
        field: field.into(),
        any_of: vec!["no".into(), value.into()],
    };
    assert!(counts(&|_| ()));
    assert!(counts(&|m| m.matters = vec!["09".into(), "05001".into()]));
    assert!(!counts(&|m| m.matters = vec!["05".into()]));
    assert!(!counts(&|m| m.case_type = "appeal".into()));
    for area in ["g1", "k1", "s1"] {
        assert!(counts(&|m| m.areas = vec!["x".into(), area.into()]));
    }
    assert!(!counts(&|m| m.areas = vec!["s2".into()]));
    assert!(counts(&|m| m.fields = vec![is("check", "true")]));
    assert!(!counts(
        &|m| m.fields = vec![is("check", "true"), is("check", "gone")]
    ));
    assert!(!counts(&|m| m.fields = vec![is("other", "true")]));
    assert!(counts(&|m| m.outcomes = vec!["closed".into()]));
    assert!(!counts(&|m| m.outcomes = vec!["merged".into()]));
    let day = |d: i8| Some(date(2026, 5, d));
    assert!(counts(&|m| (m.from, m.to) = (day(20), day(20))));
    assert!(!counts(&|m| m.from = day(21)));
    assert!(!counts(&|m| m.to = day(19)));
    // Without a first day of its own, the commitment's.
    assert!(share(&measure(CaseTotal::Count), date(2026, 5, 21), &case()).is_none());
}

#[test]
fn a_share_says_what_adds_up() {
    let of = |total| share(&measure(total), START, &case()).unwrap();
    assert_eq!(of(metres()).amount, Some(dec("120.5")));
    assert_eq!(of(CaseTotal::Count).amount, None);
    assert_eq!(of(places()).place.as_deref(), Some("示例路1号后门"));
    let by = |by| of(CaseTotal::Places { by }).place.unwrap();
    assert_eq!(
        [PlaceBy::Grid, PlaceBy::Community, PlaceBy::Subdistrict].map(by),
        ["g1", "k1", "s1"]
    );
    let nowhere = VerifiedCase {
        address: " 、".into(),
        numbers: [].into(),
        ..case()
    };
    let of = |total| share(&measure(total), START, &nowhere).unwrap();
    assert_eq!((of(places()).place, of(metres()).amount), (None, None));
}

fn facts(counted: &[Counted]) -> CaseFacts {
    let mut facts = CaseFacts::default();
    counted.iter().for_each(|one| facts.replace(None, one));
    facts
}

fn sum(c: &Commitment, facts: &CaseFacts, on: Date) -> Decimal {
    facts.total(c, on).value
}

/// Counts from the first day until the second.
fn counted(id: &str, share: &Share, from: Date, until: Option<Date>) -> Counted {
    let first = Counted::new("a".into(), id.into());
    let first = first.moved(Some(share), from).unwrap();
    match until {
        Some(day) => first.moved(None, day).unwrap(),
        None => first,
    }
}

#[test]
fn a_reopened_case_is_taken_back_from_its_day_and_past_days_stay() {
    let c = by_cases(CaseTotal::Count, "5", "件");
    let share = share(&measure(CaseTotal::Count), START, &case()).unwrap();
    let (closed, reopened, again) = (date(2026, 5, 22), date(2026, 6, 3), date(2026, 6, 9));
    let once = counted("c1", &share, closed, None);
    assert_eq!(once.moved(Some(&share), again), None, "nothing moved");
    let back = once.moved(None, reopened).unwrap();
    assert_eq!(back.moved(None, again), None);
    let later = Share {
        date: date(2026, 6, 8),
        ..share
    };
    let twice = back.moved(Some(&later), again).unwrap();
    let facts = facts(&[twice]);
    for (day, total) in [
        (closed.saturating_sub(1.day()), 0),
        (closed, 1),
        (reopened.saturating_sub(1.day()), 1),
        (reopened, 0),
        (again, 1),
    ] {
        assert_eq!(sum(&c, &facts, day), Decimal::from(total), "{day}");
        assert_eq!(facts.cases(day), total, "{day}");
    }
}

#[test]
fn a_place_counts_once_while_one_of_its_cases_stands() {
    let c = by_cases(places(), "5", "处");
    let at = |place: &str| Share {
        date: date(2026, 5, 1),
        amount: None,
        place: Some(place.into()),
    };
    let day = |d| date(2026, 5, d);
    let facts = facts(&[
        counted("1", &at("a"), day(2), Some(day(10))),
        counted("2", &at("a"), day(6), Some(day(12))),
        counted("3", &at("b"), day(7), None),
        counted("4", &at("b"), day(8), Some(day(9))),
        counted("5", &at("a"), day(20), None),
    ]);
    for (on, total) in [
        (1, 0),
        (2, 1),
        (6, 1),
        (7, 2),
        (9, 2),
        (11, 2),
        (12, 1),
        (20, 2),
    ] {
        assert_eq!(sum(&c, &facts, day(on)), Decimal::from(total), "{on}");
    }
}

#[test]
fn sums_are_exact_in_the_unit_of_the_target() {
    let c = by_cases(metres(), "3", "公里");
    let of = |amount: Option<&str>| Share {
        date: date(2026, 5, 1),
        amount: amount.map(dec),
        place: None,
    };
    let on = date(2026, 5, 2);
    let facts = facts(&[
        counted("1", &of(Some("0.1")), on, None),
        counted("2", &of(Some("0.2")), on, None),
        counted("3", &of(None), on, None),
    ]);
    assert_eq!(sum(&c, &facts, on), dec("0.0003"));
    assert_eq!(facts.cases(on), 3, "one of them has no number");
    let grouped = CaseFacts::new(vec![CaseFact {
        span: counted("1", &of(Some("0.1")), on, None).spans.remove(0),
        cases: 3,
    }]);
    assert_eq!(sum(&c, &grouped, on), dec("0.0003"));
}

#[test]
fn a_target_has_one_source() {
    let c = by_cases(CaseTotal::Count, "5", "件");
    let share = share(&measure(CaseTotal::Count), START, &case()).unwrap();
    let facts = facts(&[counted("c1", &share, date(2026, 5, 22), None)]);
    let facts = Counts::from(facts);
    assert_eq!(facts_of(&c, &[], &facts).len(), 1);
    let by_records = Commitment {
        measured_by: MeasuredBy::Records,
        cases: None,
        ..c.clone()
    };
    assert!(facts_of(&by_records, &[], &facts).is_empty());
    let cmd = |kind| Claim {
        new_id: "r".into(),
        kind,
        date: date(2026, 5, 1),
        amount: (kind == RecordKind::Amount).then_some(Decimal::ONE),
        unit: None,
        place: None,
        note: "说明".into(),
        evidence: vec![],
        resubmits: None,
    };
    let claimed = |kind| claim(&c, &[], &cmd(kind), &by("甲", "housing"));
    assert_eq!(code(claimed(RecordKind::Amount)), "measured_by_cases");
    assert!(claimed(RecordKind::Note).is_ok());
}

fn code<T>(done: Result<T, Refusal>) -> &'static str {
    done.map_or_else(|refusal| refusal.code, |_| "fine")
}

#[test]
fn a_reviewer_chooses_the_cases() {
    let with = |change: &dyn Fn(&mut CaseMeasure), unit: &str| {
        let mut chosen = measure(CaseTotal::Count);
        change(&mut chosen);
        let cmd = Edit {
            target: Some(Some(target("5", unit))),
            cases: Some(Some(chosen)),
            ..Edit::default()
        };
        code(edit(&draft("a", 1), &cmd, &reviewer()))
    };
    assert_eq!(with(&|_| (), "处"), "fine");
    assert_eq!(with(&|_| (), "公里"), "source_not_countable");
    assert_eq!(with(&|_| (), "%"), "source_not_countable");
    assert_eq!(with(&|m| m.total = metres(), "公里"), "fine");
    assert_eq!(with(&|m| m.total = metres(), "户"), "unit_not_convertible");
    assert_eq!(
        with(&|m| m.case_type = " ".into(), "处"),
        "cases_code_empty"
    );
    assert_eq!(
        with(&|m| m.areas = vec!["s".into(); 51], "处"),
        "cases_too_many"
    );
    let reversed = |m: &mut CaseMeasure| {
        (m.from, m.to) = (Some(date(2026, 5, 2)), Some(date(2026, 5, 1)));
    };
    assert_eq!(with(&reversed, "处"), "cases_days_reversed");
    let without_target = Edit {
        target: Some(None),
        cases: Some(Some(measure(CaseTotal::Count))),
        ..Edit::default()
    };
    assert_eq!(
        code(edit(&draft("a", 1), &without_target, &reviewer())),
        "source_needs_target"
    );
    let nothing_chosen = Edit {
        measured_by: Some(MeasuredBy::Cases),
        ..Edit::default()
    };
    assert_eq!(
        code(edit(&draft("a", 1), &nothing_chosen, &reviewer())),
        "cases_required"
    );
    let both = Edit {
        measured_by: Some(MeasuredBy::Records),
        cases: Some(Some(measure(CaseTotal::Count))),
        ..Edit::default()
    };
    assert_eq!(code(edit(&draft("a", 1), &both, &reviewer())), "one_source");
}

#[test]
fn another_measure_lets_go_of_the_cases() {
    let chosen = Edit {
        cases: Some(Some(measure(CaseTotal::Count))),
        ..Edit::default()
    };
    let by_cases = edit(&draft("a", 1), &chosen, &reviewer()).unwrap();
    assert_eq!(by_cases.measured_by, MeasuredBy::Cases);
    let back = Edit {
        measured_by: Some(MeasuredBy::Records),
        ..Edit::default()
    };
    let records = edit(&by_cases, &back, &reviewer()).unwrap();
    assert_eq!(
        (records.measured_by, records.cases),
        (MeasuredBy::Records, None)
    );
}

#[test]
fn after_issue_only_an_approved_request_changes_the_cases() {
    let changes = |total| Changes {
        cases: Some(measure(total)),
        ..Changes::default()
    };
    let ask = |on: &Commitment, changes| {
        let cmd = Request {
            new_id: "q".into(),
            changes,
            reason: "口径调整".into(),
        };
        request(on, &cmd, &by("甲", "housing"))
    };
    let c = by_cases(CaseTotal::Count, "5", "处");
    let cmd = Edit {
        cases: Some(Some(measure(places()))),
        ..Edit::default()
    };
    assert_eq!(code(edit(&c, &cmd, &reviewer())), "frozen_after_issue");
    let asked = ask(&c, changes(places())).unwrap();
    let (after, _) = approve(&c, &asked, &Approve::default(), &by("乙", "office")).unwrap();
    assert_eq!(after.cases, Some(measure(places())));
    assert_eq!(code(ask(&c, changes(CaseTotal::Count))), "nothing_changes");
    assert_eq!(code(ask(&c, changes(metres()))), "unit_not_convertible");
    // Cases may take the place of reported amounts, but not of readings.
    let amounts = Commitment {
        target: Some(target("5", "处")),
        ..issued()
    };
    let asked = ask(&amounts, changes(places())).unwrap();
    let (after, _) = approve(&amounts, &asked, &Approve::default(), &by("乙", "office")).unwrap();
    assert_eq!(after.measured_by, MeasuredBy::Cases);
    let readings = Commitment {
        measured_by: MeasuredBy::Readings,
        ..amounts
    };
    assert_eq!(code(ask(&readings, changes(places()))), "source_frozen");
}

fn shares() -> impl Strategy<Value = Option<Share>> {
    let share = (0..4_u8).prop_map(|place| Share {
        date: START,
        amount: None,
        place: (place > 0).then(|| place.to_string()),
    });
    proptest::option::weighted(0.6, share)
}

proptest! {
    /// Whatever happens to cases on whatever days, the total of every day is the recount of what
    /// stood at its end.
    #[test]
    fn totals_are_recounts(moves in proptest::collection::vec((0..6_usize, 0..3_i32, shares()), 1..60)) {
        let mut cases: Vec<Counted> = (0..6).map(|n| Counted::new("a".into(), n.to_string())).collect();
        let mut stored = CaseFacts::default();
        let mut ends: Vec<(Date, Vec<Counted>)> = vec![];
        let mut today = date(2026, 2, 1);
        for (case, days, share) in moves {
            if days > 0 {
                ends.push((today, cases.clone()));
                today = today.saturating_add(days.days());
            }
            if let Some(next) = cases[case].moved(share.as_ref(), today) {
                stored.replace(Some(&cases[case]), &next);
                cases[case] = next;
            }
        }
        ends.push((today, cases));
        let (number, by_place) = (by_cases(CaseTotal::Count, "5", "处"), by_cases(places(), "5", "处"));
        for (day, then) in ends {
            let standing: Vec<&Share> = then.iter().filter_map(Counted::standing).collect();
            let mut distinct: Vec<&String> = standing.iter().filter_map(|s| s.place.as_ref()).collect();
            distinct.sort();
            distinct.dedup();
            prop_assert_eq!(sum(&number, &stored, day), Decimal::from(standing.len()));
            prop_assert_eq!(sum(&by_place, &stored, day), Decimal::from(distinct.len()));
        }
    }
}
