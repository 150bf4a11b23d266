//! What is known of a task on a day, gathered once.

use crate::{Fact, FactKind, MeasuredBy, Task};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The facts that stand on one day. It stays the same on later days if nothing happens.
#[derive(Debug, Clone, Default)]
pub(crate) struct Snapshot {
    /// Sum of amounts; none beyond the range of decimals.
    pub total: Option<Decimal>,
    /// Amounts with evidence.
    pub amounts: u32,
    /// Latest reading.
    pub reading: Option<Reading>,
    /// Earliest reading with evidence, where it is not the latest reading itself.
    pub first_reading: Option<Decimal>,
    /// Points reached with evidence.
    pub points: BTreeSet<u16>,
    /// Latest note.
    pub note: Option<Date>,
    /// Latest note with evidence.
    pub proven_note: Option<Date>,
    /// Latest value of the partner measure.
    pub partner: Option<Decimal>,
}

/// One reading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub date: Date,
    pub value: Decimal,
    pub proven: bool,
}

impl Snapshot {
    /// Gathers the facts that stand on `on`. Amounts without evidence do not count, except
    /// those that lower the total.
    pub fn of(task: &Task, facts: &[Fact], on: Date) -> Self {
        let mut known = Self {
            total: Some(Decimal::ZERO),
            ..Self::default()
        };
        let mut latest: Option<((Date, Date), Reading)> = None;
        let mut earliest: Option<(Date, Decimal)> = None;
        let mut proven_readings = 0_usize;
        for fact in facts.iter().filter(|fact| fact.stands(on)) {
            let proven = fact.evidence > 0;
            match fact.kind {
                FactKind::Amount(value) if proven || value < Decimal::ZERO => {
                    known.total = known.total.and_then(|total| total.checked_add(value));
                    known.amounts += u32::from(proven && value > Decimal::ZERO);
                }
                FactKind::Reading(value) => {
                    proven_readings += usize::from(proven);
                    let key = (fact.date, fact.known_on);
                    if latest.as_ref().is_none_or(|(seen, _)| *seen <= key) {
                        latest = Some((
                            key,
                            Reading {
                                date: fact.date,
                                value,
                                proven,
                            },
                        ));
                    }
                    if proven && earliest.is_none_or(|(seen, _)| fact.date < seen) {
                        earliest = Some((fact.date, value));
                    }
                }
                FactKind::Milestone(index) if proven => {
                    known.points.insert(index);
                }
                FactKind::Note => {
                    known.note = known.note.max(Some(fact.date));
                    if proven {
                        known.proven_note = known.proven_note.max(Some(fact.date));
                    }
                }
                FactKind::Amount(_) | FactKind::Milestone(_) => {}
            }
        }
        known.reading = latest.map(|(_, reading)| reading);
        let others = proven_readings > 1 || known.reading.is_some_and(|latest| !latest.proven);
        known.first_reading = earliest.filter(|_| others).map(|(_, value)| value);
        // Two series are compared by the same period: the other may have been published further.
        let until = known
            .reading
            .filter(|_| task.measured_by == MeasuredBy::Indicators);
        let until = until.map_or(on, |reading| reading.date);
        known.partner = task
            .partner
            .iter()
            .filter(|reading| reading.stands(on) && reading.date <= until)
            .max_by_key(|reading| (reading.date, reading.known_on))
            .map(|reading| reading.value);
        known
    }
}
