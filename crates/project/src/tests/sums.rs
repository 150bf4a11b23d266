//! Totals are sums of projects, at any date and by any cut.

use super::support::*;
use crate::*;
use figure::Decimal;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const KNOWN: Date = date(2026, 11, 23);

/// Plan and ten months of investment of both ledgers, in 万元; bureau and place by small numbers.
fn project(index: usize, plan_wan: i64, reported: i64, enrolled: i64, kind: u8) -> Project {
    let wan = |n: i64| Decimal::from(n) * Decimal::from(10_000);
    let mut project = registered(&format!("p{index}"));
    project.bureau = format!("局{}", kind % 3);
    project.place = (!kind.is_multiple_of(4)).then(|| format!("街{}", kind % 4));
    let cmd = SetPlan {
        amount: wan(plan_wan),
        ..plan(2026, "1")
    };
    let mut project = if kind.is_multiple_of(5) {
        project
    } else {
        planned(&project, &cmd)
    };
    for (ledger, amount) in [(Ledger::Reported, reported), (Ledger::Enrolled, enrolled)] {
        project = invested(
            &project,
            ledger,
            10,
            Amount::Month(wan(amount)),
            date(2026, 11, 5),
        );
    }
    match kind % 3 {
        0 => project,
        1 => came(&project, Batch::Reserve, date(2026, 2, 1), date(2026, 2, 2)),
        _ => came(
            &project,
            Batch::Commencement,
            date(2026, 5, 1),
            date(2026, 5, 2),
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_cut_adds_up_to_the_whole(parts in prop::collection::vec((1i64..90_000, 0i64..90_000, 0i64..90_000, any::<u8>()), 1..12), month in 1i8..=12) {
        let all: Vec<Project> = parts.iter().enumerate().map(|(i, (p, r, e, k))| project(i, *p, *r, *e, *k)).collect();
        let on = date(2026, month, 1).last_of_month();
        let whole = totals(&all, Cut::All, 2026, on, KNOWN).unwrap();
        let whole = &whole[0];
        // A second account of its own, straight from what was put in.
        let counted = month >= 10;
        let wan = Decimal::from(10_000);
        let reported: i64 = parts.iter().map(|(_, r, ..)| if counted { *r } else { 0 }).sum();
        let plans: i64 = parts.iter().filter(|(.., k)| k % 5 != 0).map(|(p, ..)| *p).sum();
        prop_assert_eq!(whole.reported, Decimal::from(reported) * wan);
        prop_assert_eq!(whole.plan, Decimal::from(plans) * wan);
        if let Some(progress) = &whole.progress {
            let with_plan = parts.iter().filter(|(.., k)| counted && k % 5 != 0);
            let done: i64 = with_plan.clone().map(|(_, r, ..)| r).sum();
            let in_store: i64 = with_plan.map(|(_, _, e, _)| e).sum();
            prop_assert_eq!(progress.done, Decimal::from(done) * wan);
            let enrolled = whole.progress_enrolled.as_ref().map(|p| p.done);
            prop_assert_eq!(enrolled, Some(Decimal::from(in_store) * wan));
            // Even plans: the schedule of any sum is the month by twelve, exactly.
            let expected = Decimal::from(month) * Decimal::ONE_HUNDRED / Decimal::from(12);
            prop_assert!((progress.schedule.0 - expected).abs() < Decimal::new(1, 20));
            let gap = progress.completion.0 - expected;
            prop_assert!((progress.ahead.0 - gap).abs() < Decimal::new(1, 18));
        }
        for cut in Cut::ALL {
            let rows = totals(&all, *cut, 2026, on, KNOWN).unwrap();
            let sum = |of: fn(&Row) -> Decimal| rows.iter().map(of).sum::<Decimal>();
            prop_assert_eq!(sum(|r| r.plan), whole.plan);
            prop_assert_eq!(sum(|r| r.reported), whole.reported);
            prop_assert_eq!(sum(|r| r.enrolled), whole.enrolled);
            prop_assert_eq!(sum(|r| r.total), whole.total);
            prop_assert_eq!(rows.iter().map(|r| r.count).sum::<u32>(), whole.count);
            let in_batches: u32 = rows.iter().flat_map(|r| r.batches.values()).sum();
            prop_assert_eq!(in_batches, whole.batches.values().sum::<u32>());
        }
    }

    /// Whatever happens later, a past day keeps its totals.
    #[test]
    fn the_past_keeps_its_totals(later in 1i64..90_000, month in 1i8..=10) {
        let before = project(0, 50_000, 10_000, 5_000, 2);
        let day = date(2026, 11, 10);
        let amount = Amount::Month(Decimal::from(later) * Decimal::from(10_000));
        let after = match report(&before, &Report { ledger: Ledger::Reported, year: 2026, month, amount, note: "补报".into() }, &by("wang", date(2026, 11, 15))) {
            Ok(waiting) => {
                let no = waiting.investments.last().unwrap().no;
                decide_investment(&waiting, &yes(no), &by("li", date(2026, 11, 15))).unwrap()
            }
            Err(_) => before.clone(),
        };
        let of = |p: &Project| totals(std::slice::from_ref(p), Cut::All, 2026, day, day).unwrap();
        prop_assert_eq!(of(&before), of(&after));
    }
}

/// 66 projects: the plan of the year is their sum.
#[test]
fn a_yearly_plan_is_a_sum() {
    let mut all: Vec<Project> = (0..65)
        .map(|i| planned(&registered(&format!("p{i}")), &plan(2026, "0.65")))
        .collect();
    all.push(planned(&registered("p65"), &plan(2026, "0.35")));
    let rows = totals(&all, Cut::All, 2026, KNOWN, KNOWN).unwrap();
    assert_eq!((rows[0].count, rows[0].plan), (66, yi("42.6")));
    assert_eq!(
        totals(&all, Cut::All, 2026, KNOWN, date(2025, 12, 19)).unwrap()[0].planned,
        0
    );
    assert_eq!(
        totals(&all, Cut::All, 2026, KNOWN, date(2025, 11, 30)).unwrap(),
        vec![]
    );
    assert_eq!(
        totals(&all, Cut::Batch, 2026, KNOWN, KNOWN).unwrap()[0].key,
        ""
    );
}
