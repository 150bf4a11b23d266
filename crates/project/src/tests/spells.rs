//! Spells against the figures they are made of.

use super::support::*;
use crate::{
    Batch, Claim, Decision, Investment, Ledger, Milestone, Project, Reversal, Spell, batch,
    entered_spells, invested_spells, reached,
};
use figure::Decimal;
use indicator::Party;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

const FIRST: Date = date(2026, 1, 1);

fn party() -> Party {
    Party {
        person: "甲".into(),
        unit: "局".into(),
    }
}

/// A claim decided some days after the first, perhaps taken back later.
fn claim(decided: Option<i32>, back: Option<i32>) -> Claim {
    let day = |n: i32| FIRST.checked_add(n.days()).expect("in range");
    Claim {
        by: party(),
        at: Timestamp::UNIX_EPOCH,
        on: FIRST,
        decision: decided.map_or(Decision::Waiting, |_| Decision::Verified),
        decided_by: decided.map(|_| party()),
        decided_at: decided.map(|n| Timestamp::UNIX_EPOCH + (i64::from(n) * 24).hours()),
        decided_on: decided.map(day),
        reason: None,
        reversal: decided.zip(back).map(|(from, after)| Reversal {
            by: party(),
            on: day(from + after),
            reason: "示例".into(),
        }),
    }
}

fn sum(spells: &[Spell], on: Date, known: Date) -> Decimal {
    let standing = spells.iter().filter(|s| {
        s.date <= on && s.known_on <= known && s.withdrawn_on.is_none_or(|day| known < day)
    });
    standing.map(|s| s.amount).sum()
}

type Entry = (i8, i64, Option<i32>, Option<i32>);

fn of(entries: &[Entry]) -> Project {
    let mut project = registered("p1");
    let all = entries.iter().zip(1..);
    let investments = all
        .clone()
        .map(|((month, amount, decided, back), no)| Investment {
            no,
            ledger: Ledger::Reported,
            year: 2026,
            month: *month,
            amount: Decimal::from(*amount),
            year_to_date: None,
            note: String::new(),
            claim: claim(*decided, *back),
        });
    project.investments = investments.collect();
    let milestones = all.map(|((month, _, decided, back), no)| Milestone {
        no,
        batch: Batch::Commencement,
        date: date(2026, *month, 1),
        evidence: vec![],
        note: String::new(),
        claim: claim(*decided, *back),
    });
    project.milestones = milestones.collect();
    project
}

fn entry() -> impl Strategy<Value = Entry> {
    let decided = prop::option::weighted(0.8, 0i32..300);
    (1i8..=12, -50i64..100, decided, prop::option::of(0i32..60))
}

proptest! {
    /// On any day the spells that stand are what the project says of that day.
    #[test]
    fn spells_add_up_to_what_stands(entries in prop::collection::vec(entry(), 0..8), on in 0i32..400) {
        let project = of(&entries);
        let day = FIRST.checked_add(on.days()).unwrap();
        let invested = invested_spells(&project, Ledger::Reported);
        for month in 1..=12 {
            let end = date(2026, month, 1).last_of_month();
            let expected = project.invested(Ledger::Reported, 2026, month, day).unwrap();
            prop_assert_eq!(sum(&invested, end, day), expected);
        }
        let entered = entered_spells(&project, Batch::Commencement);
        let count = Decimal::from(u8::from(batch(&project, day, day).is_some()));
        prop_assert_eq!(sum(&entered, day, day), count);
        let first = reached(&project, Batch::Commencement, day).map(|m| m.date);
        let standing = entered.iter().find(|s| sum(std::slice::from_ref(s), Date::MAX, day) == Decimal::ONE);
        prop_assert_eq!(standing.map(|s| s.date), first);
        prop_assert_eq!(invested_spells(&project, Ledger::Enrolled), vec![]);
    }
}
