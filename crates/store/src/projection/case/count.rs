//! Counters of cases, moved by what each change adds and takes away, in the change's transaction.
//!
//! Each is kept on two bases: `reported` counts a case on the day it was reported (cohorts), `due`
//! counts each step on the day it was due (flow). Days and whole months are kept apart, so that a
//! year is twelve rows of a key.

use super::seen::{Seen, day, word};
use crate::case::{Counts, Step};
use crate::projection::field::inner;
use crate::sql::{RowOp, Sql};
use crate::value::params;
use journal::{DistrictId, Fields};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static PUT: Sql = Sql::new(
    "case_count.add",
    "INSERT INTO case_count (district_id, basis, dimension, period, case_type, key, reported, valid, voided, \
     register_owed, register_done, register_in_time, dispatch_owed, dispatch_done, \
     dispatch_in_time, contact_owed, contact_done, contact_in_time, handle_owed, handle_done, \
     handle_in_time, verify_owed, verify_done, verify_in_time, close_owed, close_done, \
     close_in_time, suspended, extended, extend_times, returned, return_times, reworked, \
     rework_times, reopened, called, reached, solved, unsolved, satisfied, unsatisfied, \
     field_check_owed, field_check_done, field_check_in_time, send_check_owed, send_check_done, \
     send_check_in_time, send_verify_owed, send_verify_done, send_verify_in_time, missed) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
     $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, \
     $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51) \
     ON CONFLICT (district_id, basis, dimension, period, case_type, key) DO UPDATE SET \
     reported = case_count.reported + excluded.reported, \
     valid = case_count.valid + excluded.valid, voided = case_count.voided + excluded.voided, \
     register_owed = case_count.register_owed + excluded.register_owed, \
     register_done = case_count.register_done + excluded.register_done, \
     register_in_time = case_count.register_in_time + excluded.register_in_time, \
     dispatch_owed = case_count.dispatch_owed + excluded.dispatch_owed, \
     dispatch_done = case_count.dispatch_done + excluded.dispatch_done, \
     dispatch_in_time = case_count.dispatch_in_time + excluded.dispatch_in_time, \
     contact_owed = case_count.contact_owed + excluded.contact_owed, \
     contact_done = case_count.contact_done + excluded.contact_done, \
     contact_in_time = case_count.contact_in_time + excluded.contact_in_time, \
     handle_owed = case_count.handle_owed + excluded.handle_owed, \
     handle_done = case_count.handle_done + excluded.handle_done, \
     handle_in_time = case_count.handle_in_time + excluded.handle_in_time, \
     verify_owed = case_count.verify_owed + excluded.verify_owed, \
     verify_done = case_count.verify_done + excluded.verify_done, \
     verify_in_time = case_count.verify_in_time + excluded.verify_in_time, \
     close_owed = case_count.close_owed + excluded.close_owed, \
     close_done = case_count.close_done + excluded.close_done, \
     close_in_time = case_count.close_in_time + excluded.close_in_time, \
     suspended = case_count.suspended + excluded.suspended, \
     extended = case_count.extended + excluded.extended, \
     extend_times = case_count.extend_times + excluded.extend_times, \
     returned = case_count.returned + excluded.returned, \
     return_times = case_count.return_times + excluded.return_times, \
     reworked = case_count.reworked + excluded.reworked, \
     rework_times = case_count.rework_times + excluded.rework_times, \
     reopened = case_count.reopened + excluded.reopened, \
     called = case_count.called + excluded.called, \
     reached = case_count.reached + excluded.reached, \
     solved = case_count.solved + excluded.solved, \
     unsolved = case_count.unsolved + excluded.unsolved, \
     satisfied = case_count.satisfied + excluded.satisfied, \
     unsatisfied = case_count.unsatisfied + excluded.unsatisfied, \
     field_check_owed = case_count.field_check_owed + excluded.field_check_owed, \
     field_check_done = case_count.field_check_done + excluded.field_check_done, \
     field_check_in_time = case_count.field_check_in_time + excluded.field_check_in_time, \
     send_check_owed = case_count.send_check_owed + excluded.send_check_owed, \
     send_check_done = case_count.send_check_done + excluded.send_check_done, \
     send_check_in_time = case_count.send_check_in_time + excluded.send_check_in_time, \
     send_verify_owed = case_count.send_verify_owed + excluded.send_verify_owed, \
     send_verify_done = case_count.send_verify_done + excluded.send_verify_done, \
     send_verify_in_time = case_count.send_verify_in_time + excluded.send_verify_in_time, \
     missed = case_count.missed + excluded.missed",
);
pub(crate) static CLEAR: Sql = Sql::new(
    "case_count.clear",
    "DELETE FROM case_count WHERE district_id = $1",
);

pub(crate) static MOVED: Sql = Sql::new(
    "case_count_moved.add",
    "INSERT INTO case_count_moved (district_id, month, times) VALUES ($1, $2, 1) \
     ON CONFLICT (district_id, month) DO UPDATE SET times = case_count_moved.times + 1",
);
pub(crate) static MOVED_ALL: Sql = Sql::new(
    "case_count_moved.all",
    "UPDATE case_count_moved SET times = times + 1 WHERE district_id = $1",
);

/// Which counter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CountKey {
    /// `reported` or `due`.
    pub basis: &'static str,
    /// `all`, `unit`, `subdistrict`, `community` or `matter`.
    pub dimension: &'static str,
    /// `2026-11-23` or `2026-11`.
    pub period: String,
    /// The type.
    pub case_type: String,
    /// The unit, area or matter; empty where the case has none.
    pub key: String,
}

/// Counters and what they say.
pub(crate) type Total = BTreeMap<CountKey, Counts>;

/// What the changes of a batch do to the counters. Their parts are gathered as they come and spread over
/// dimensions and periods once: a chunk of an import moves some thousand counters, each by many cases.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    cells: Vec<Cell>,
    parts: Vec<(Part, Counts)>,
}

impl Moves {
    /// A case's state was `before`, if there was the case, and is `after`.
    pub(crate) fn change(&mut self, before: Option<&Fields>, after: &Fields) {
        let mut parts = Parts {
            first: self.cells.len(),
            cells: &mut self.cells,
            counts: BTreeMap::new(),
        };
        if let Some(before) = before {
            parts.take(before, -1);
        }
        parts.take(after, 1);
        let moved = parts.counts.into_iter();
        self.parts
            .extend(moved.filter(|(_, counts)| !counts.is_zero()));
    }

    /// Each counter that moves, once, and by how much.
    pub(crate) fn counters(&self) -> Vec<(CountKey, Counts)> {
        let mut total: BTreeMap<Place<'_>, Counts> = BTreeMap::new();
        for ((cell, basis, day), counts) in &self.parts {
            let cell = &self.cells[*cell];
            for (dimension, key) in &cell.keys {
                for period in [&day[..], day.get(..7).unwrap_or(day)] {
                    let place = (*basis, *dimension, period, &cell.case_type[..], &key[..]);
                    total.entry(place).or_default().merge(counts, 1);
                }
            }
        }
        let moved = total.into_iter().filter(|(_, counts)| !counts.is_zero());
        let named = |((basis, dimension, period, case_type, key), counts): (Place<'_>, Counts)| {
            let key = CountKey {
                basis,
                dimension,
                period: period.to_owned(),
                case_type: case_type.to_owned(),
                key: key.to_owned(),
            };
            (key, counts)
        };
        moved.map(named).collect()
    }
}

/// A counter, in the order of its key.
type Place<'a> = (&'static str, &'static str, &'a str, &'a str, &'a str);

/// What a case adds to the counters.
pub(crate) fn of(state: &Fields) -> Vec<(CountKey, Counts)> {
    let mut moves = Moves::default();
    moves.change(None, state);
    moves.counters()
}

/// The steps of a case that are owed, not done and past their due instant at `now_ms`, with the day
/// each was due: as [`crate::Store::case_late`] finds them in the rows.
pub(crate) fn late(state: &Fields, now_ms: i64) -> Vec<(Step, String)> {
    let seen = Seen::of(state);
    let steps = Step::ALL.into_iter().zip(&seen.steps);
    let late = steps.filter_map(|(step, it)| {
        let due_ms = it.due_ms.filter(|due| *due < now_ms)?;
        (it.owed && !it.done).then(|| (step, day(due_ms)))
    });
    late.collect()
}

/// The statements that add these to the counters and say which months they moved; no two are for one row.
pub(crate) fn ops<'a>(
    district: &DistrictId,
    changes: impl IntoIterator<Item = &'a (CountKey, Counts)>,
) -> Vec<RowOp> {
    let mut total: BTreeMap<&CountKey, Counts> = BTreeMap::new();
    for (key, counts) in changes {
        total.entry(key).or_default().merge(counts, 1);
    }
    total.retain(|_, counts| !counts.is_zero());
    let months = total.keys().filter_map(|key| key.period.get(..7));
    let months: BTreeSet<&str> = months.collect();
    let months = months.into_iter();
    let months = months.map(|month| RowOp::new(&MOVED, params![district, month]));
    let op = |(key, counts): (&CountKey, &Counts)| {
        let mut params = params![
            district,
            key.basis,
            key.dimension,
            &key.period,
            &key.case_type,
            &key.key
        ];
        params.extend(counts.cells().map(crate::Value::I64));
        RowOp::new(&PUT, params)
    };
    total
        .iter()
        .map(|(key, counts)| op((*key, counts)))
        .chain(months)
        .collect()
}

/// Where a case is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    case_type: String,
    keys: [(&'static str, String); 5],
}

/// A cell, by its place; a basis; and a day.
type Part = (usize, &'static str, String);

/// Counts of one change by part: few, and mostly cancelling out.
struct Parts<'a> {
    /// The change's own cells begin here.
    first: usize,
    cells: &'a mut Vec<Cell>,
    counts: BTreeMap<Part, Counts>,
}

impl Parts<'_> {
    fn take(&mut self, state: &Fields, sign: i64) {
        let seen = Seen::of(state);
        let cell = self.place(cell(state));
        let reported = day(seen.reported_ms);
        for (at_ms, counts) in seen.counts() {
            for (basis, day) in [("reported", reported.clone()), ("due", day(at_ms))] {
                let part = self.counts.entry((cell, basis, day)).or_default();
                part.merge(&counts, sign);
            }
        }
    }

    fn place(&mut self, cell: Cell) -> usize {
        let own = &self.cells[self.first..];
        let known = own.iter().position(|it| *it == cell);
        known.map_or_else(
            || {
                self.cells.push(cell);
                self.cells.len() - 1
            },
            |at| self.first + at,
        )
    }
}

fn cell(state: &Fields) -> Cell {
    let handler = word(state.get("handler"));
    let unit = match handler {
        "" => word(inner(state, "owner", "unit")),
        handler => handler,
    };
    let place = |name| word(inner(state, "place", name)).to_owned();
    Cell {
        case_type: word(state.get("case_type")).to_owned(),
        keys: [
            ("all", String::new()),
            ("unit", unit.to_owned()),
            ("subdistrict", place("subdistrict")),
            ("community", place("community")),
            ("matter", word(state.get("matter")).to_owned()),
        ],
    }
}
