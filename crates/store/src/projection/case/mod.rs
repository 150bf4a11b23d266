//! Cases: the row that lists, maps and evaluations read, and the units that see the case.

mod count;
mod seen;

pub(crate) use count::{
    CLEAR as CLEAR_COUNTS, CountKey, MOVED_ALL, Moves, Total, late as late_of, of as counts_of, ops,
};
#[cfg(test)]
pub(crate) use count::{MOVED as MOVE_COUNTS, PUT as PUT_COUNT};
pub(crate) use seen::{OFFSET_HOURS, day};

use super::field::{inner, int, maybe, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::StoreError;
use crate::case::{CaseRow, Step, tile};
use crate::value::{Value, params};
use seen::{Seen, count, list, ms, word};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Stands for "nothing is due" in lists, so that it sorts last; ms UTC.
pub(crate) const NO_DUE: i64 = i64::MAX;

pub(crate) static PUT: Sql = Sql::new(
    "case_row.put",
    "INSERT INTO case_row (district_id, id, number, case_type, type_version, state, phase, is_open, channel, \
     source_system, source_number, title, matter, grade, address, subdistrict, community, grid, \
     lon_e6, lat_e6, tile, owner_unit, owner_role, owner_person, handler, reported_day, \
     reported_ms, entered_ms, due_ms, clock_key, paused, closed_ms, parent, reworks, reopened, \
     return_times, joined, alarms, tracking, anonymised, marks, register_due_ms, \
     dispatch_due_ms, contact_due_ms, handle_due_ms, verify_due_ms, close_due_ms, called_ms, \
     field_check_due_ms, send_check_due_ms, send_verify_due_ms, version) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
     $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, \
     $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52) \
     ON CONFLICT (district_id, id) DO UPDATE SET \
     number = excluded.number, case_type = excluded.case_type, \
     type_version = excluded.type_version, state = excluded.state, phase = excluded.phase, \
     is_open = excluded.is_open, channel = excluded.channel, \
     source_system = excluded.source_system, source_number = excluded.source_number, \
     title = excluded.title, matter = excluded.matter, grade = excluded.grade, \
     address = excluded.address, subdistrict = excluded.subdistrict, \
     community = excluded.community, grid = excluded.grid, lon_e6 = excluded.lon_e6, \
     lat_e6 = excluded.lat_e6, tile = excluded.tile, owner_unit = excluded.owner_unit, \
     owner_role = excluded.owner_role, owner_person = excluded.owner_person, \
     handler = excluded.handler, reported_day = excluded.reported_day, \
     reported_ms = excluded.reported_ms, entered_ms = excluded.entered_ms, \
     due_ms = excluded.due_ms, clock_key = excluded.clock_key, paused = excluded.paused, \
     closed_ms = excluded.closed_ms, parent = excluded.parent, reworks = excluded.reworks, \
     reopened = excluded.reopened, return_times = excluded.return_times, \
     joined = excluded.joined, alarms = excluded.alarms, tracking = excluded.tracking, \
     anonymised = excluded.anonymised, marks = excluded.marks, \
     register_due_ms = excluded.register_due_ms, dispatch_due_ms = excluded.dispatch_due_ms, \
     contact_due_ms = excluded.contact_due_ms, handle_due_ms = excluded.handle_due_ms, \
     verify_due_ms = excluded.verify_due_ms, close_due_ms = excluded.close_due_ms, \
     called_ms = excluded.called_ms, \
     field_check_due_ms = excluded.field_check_due_ms, \
     send_check_due_ms = excluded.send_check_due_ms, \
     send_verify_due_ms = excluded.send_verify_due_ms, \
     version = excluded.version",
);
pub(crate) static DROP_UNITS: Sql = Sql::new(
    "case_unit.drop",
    "DELETE FROM case_unit WHERE district_id = $1 AND case_id = $2",
);
pub(crate) static PUT_UNIT: Sql = Sql::new(
    "case_unit.put",
    "INSERT INTO case_unit (district_id, case_id, unit, role, is_open, reported_ms, due_ms) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (district_id, case_id, unit) DO NOTHING",
);

pub(super) fn rows(district: &DistrictId, id: &str, seq: i64, state: &Fields) -> Vec<RowOp> {
    let seen = Seen::of(state);
    let running = running(state).filter(|_| seen.is_open());
    let due_ms = running.as_ref().map_or(NO_DUE, |(due, _)| *due);
    let mut ops = vec![put(district, id, seq, state, &seen, running)];
    // A new case has no units to take back.
    if seq > 1 {
        ops.push(RowOp::new(&DROP_UNITS, params![district, id]));
    }
    for (unit, role) in units(state) {
        let open = seen.is_open();
        ops.push(RowOp::new(
            &PUT_UNIT,
            params![district, id, unit, role, open, seen.reported_ms, due_ms],
        ));
    }
    ops
}

/// The row of a case in this state, as a list would have shown it.
pub(crate) fn row_of(
    district: &DistrictId,
    id: &str,
    seq: i64,
    state: &Fields,
) -> Result<CaseRow, StoreError> {
    let seen = Seen::of(state);
    let running = running(state).filter(|_| seen.is_open());
    CaseRow::put_as(
        PUT.text,
        &put(district, id, seq, state, &seen, running).params,
    )
}

fn put(
    district: &DistrictId,
    id: &str,
    seq: i64,
    state: &Fields,
    seen: &Seen,
    running: Option<(i64, String)>,
) -> RowOp {
    let due = |step: Step| seen.step(step).due_ms;
    let owner = |name| Value::from(word(inner(state, "owner", name)));
    let place = |name| maybe(inner(state, "place", name));
    let (lon, lat) = (degrees(state, "lon"), degrees(state, "lat"));
    let alarms = list(state.get("alarms")).len() as i64;
    let paused = seen.is_open() && running.is_none() && has_paused(state);
    let (due_ms, clock) = match running {
        Some((due, key)) => (due, Some(key)),
        None => (NO_DUE, None),
    };
    RowOp::new(
        &PUT,
        params![
            district,
            id,
            text(state, "number"),
            text(state, "case_type"),
            int(state, "type_version"),
            text(state, "state"),
            &seen.phase,
            seen.is_open(),
            text(state, "channel"),
            maybe(inner(state, "source", "system")),
            maybe(inner(state, "source", "number")),
            text(state, "title"),
            maybe(state.get("matter")),
            maybe(state.get("grade")),
            word(inner(state, "place", "address")),
            place("subdistrict"),
            place("community"),
            place("grid"),
            lon.map(micro),
            lat.map(micro),
            lon.zip(lat).map(|(lon, lat)| tile(lon, lat)),
            owner("unit"),
            owner("role"),
            owner("person"),
            maybe(state.get("handler")),
            day(seen.reported_ms),
            seen.reported_ms,
            ms(state.get("entered_at")).unwrap_or(seen.reported_ms),
            due_ms,
            clock,
            paused,
            ms(inner(state, "closed", "at")),
            maybe(state.get("parent")),
            seen.reworks,
            seen.reopened,
            count(state, "bounces"),
            count(state, "joined"),
            alarms,
            maybe(inner(state, "reporter", "tracking")),
            state.get("anonymised_at").is_some_and(|at| !at.is_null()),
            seen.marks(),
            due(Step::Register),
            due(Step::Dispatch),
            due(Step::Contact),
            due(Step::Handle),
            due(Step::Verify),
            due(Step::Close),
            seen.called_ms,
            due(Step::FieldCheck),
            due(Step::SendCheck),
            due(Step::SendVerify),
            seq
        ],
    )
}

/// Who has to see the case, each unit in its nearest role: it owes the next act, handles it, helps,
/// was called by a whistle, opened it, or had it before; and the deputy who filed it.
pub(crate) fn units(state: &Fields) -> BTreeMap<String, &'static str> {
    let mut units = BTreeMap::new();
    let mut add = |unit: Option<&Json>, role: &'static str| {
        if let Some(Json::String(unit)) = unit {
            units.entry(unit.clone()).or_insert(role);
        }
    };
    add(inner(state, "owner", "unit"), "owner");
    add(state.get("handler"), "handler");
    for it in list(state.get("co_handling")) {
        add(it.get("unit"), "helper");
    }
    for whistle in list(state.get("whistles")) {
        add(whistle.get("by_unit"), "whistler");
        for called in list(whistle.get("called")) {
            add(called.get("unit"), "called");
        }
    }
    for dispatch in list(state.get("dispatches")) {
        add(dispatch.get("unit"), "past");
    }
    for act in list(state.get("acts")) {
        add(act.get("unit"), "past");
    }
    add(inner(state, "opened_by", "unit"), "past");
    if word(state.get("channel")) == "deputy" {
        let filed = word(inner(state, "opened_by", "person"));
        units.entry(of_person(filed)).or_insert("opener");
    }
    units
}

/// How a person stands among units: no unit's code begins so.
pub(crate) fn of_person(person: &str) -> String {
    format!("@{person}")
}

/// The clock that runs out first: its due instant and its key.
fn running(state: &Fields) -> Option<(i64, String)> {
    let runs = list(state.get("clocks")).iter();
    let runs = runs.filter(|run| open(run) && !standing(run));
    let runs = runs.filter_map(|run| Some((ms(run.get("due"))?, word(run.get("key")).to_owned())));
    runs.min()
}

fn has_paused(state: &Fields) -> bool {
    list(state.get("clocks"))
        .iter()
        .any(|run| open(run) && standing(run))
}

fn open(run: &Json) -> bool {
    run.get("stopped").is_none_or(Json::is_null)
}

fn standing(run: &Json) -> bool {
    let last = list(run.get("pauses")).last();
    last.is_some_and(|pause| pause.get("to").is_none_or(Json::is_null))
}

/// Degrees of the place, if it has both and they are on the globe.
fn degrees(state: &Fields, name: &str) -> Option<f64> {
    let degrees = inner(state, "place", name)?.as_f64()?;
    (degrees.abs() <= 180.0).then_some(degrees)
}

/// Millionths of a degree: about 0.1 m.
fn micro(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}
