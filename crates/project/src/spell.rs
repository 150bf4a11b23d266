//! What one verified entry gives to totals, and from when until when it stood.

use crate::{Batch, Ledger, Project, reached};
use figure::Decimal;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A time in which an entry stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    /// What it adds: 元, or 1 for a project in a batch.
    pub amount: Decimal,
    /// The last day of its month, or the day of the milestone.
    pub date: Date,
    /// The day from which it stood.
    pub known_on: Date,
    /// The day from which another stood in its place, or none.
    pub withdrawn_on: Option<Date>,
}

/// The investment of a ledger, month by month: at any day, those that stand add up to
/// [`Project::invested`].
pub fn invested_spells(project: &Project, ledger: Ledger) -> Vec<Spell> {
    let of_ledger = || project.investments.iter().filter(|i| i.ledger == ledger);
    let months: BTreeSet<(i16, i8)> = of_ledger().map(|i| (i.year, i.month)).collect();
    let mut spells = vec![];
    for (year, month) in months {
        let Ok(first) = Date::new(year, month, 1) else {
            continue;
        };
        let entries = of_ledger().filter(|i| (i.year, i.month) == (year, month));
        spells.extend(spells_of(entries.map(|i| &i.claim), |day| {
            let entry = project.investment(ledger, year, month, day)?;
            Some((entry.no, entry.amount, first.last_of_month()))
        }));
    }
    spells
}

/// The project once for a batch, from the first milestone of it that stands.
pub fn entered_spells(project: &Project, batch: Batch) -> Vec<Spell> {
    let milestones = project.milestones.iter().filter(|m| m.batch == batch);
    spells_of(milestones.map(|m| &m.claim), |day| {
        let milestone = reached(project, batch, day)?;
        Some((milestone.no, Decimal::ONE, milestone.date))
    })
}

/// What stands can change only on days on which a claim was decided or taken back.
fn spells_of<'a>(
    claims: impl Iterator<Item = &'a crate::Claim>,
    standing: impl Fn(Date) -> Option<(u32, Decimal, Date)>,
) -> Vec<Spell> {
    let days = claims.flat_map(|claim| {
        let back = claim.reversal.as_ref().map(|reversal| reversal.on);
        claim.decided_on.into_iter().chain(back)
    });
    let days: BTreeSet<Date> = days.collect();
    let mut spells: Vec<Spell> = vec![];
    let mut last: Option<u32> = None;
    for day in days {
        let now = standing(day);
        let no = now.map(|(no, ..)| no);
        if no == last {
            continue;
        }
        if let (Some(_), Some(open)) = (last, spells.last_mut()) {
            open.withdrawn_on = Some(day);
        }
        if let Some((_, amount, date)) = now {
            spells.push(Spell {
                amount,
                date,
                known_on: day,
                withdrawn_on: None,
            });
        }
        last = no;
    }
    spells
}
