//! Commitments and the units that owe them.

use super::field::{inner, int, maybe, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::{Value, params};
use serde_json::Value as Json;

/// The day that stands for "no deadline" in lists, so that it sorts last.
pub(crate) const NO_DAY: &str = "9999-12-31";

pub(crate) static PUT: Sql = Sql::new(
    "commitment.put",
    "INSERT INTO commitment (district_id, id, report_id, no, status, kind, title, body, section_key, \
     section_title, lead_unit, leader, deadline_day, measured_by, target_comparator, target_value, \
     target_unit, version) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
     ON CONFLICT (district_id, id) DO UPDATE SET \
     report_id = excluded.report_id, no = excluded.no, status = excluded.status, kind = excluded.kind, \
     title = excluded.title, body = excluded.body, section_key = excluded.section_key, \
     section_title = excluded.section_title, lead_unit = excluded.lead_unit, leader = excluded.leader, \
     deadline_day = excluded.deadline_day, measured_by = excluded.measured_by, \
     target_comparator = excluded.target_comparator, target_value = excluded.target_value, \
     target_unit = excluded.target_unit, version = excluded.version",
);
pub(crate) static DROP_UNITS: Sql = Sql::new(
    "commitment_unit.drop",
    "DELETE FROM commitment_unit WHERE district_id = $1 AND commitment_id = $2",
);
pub(crate) static PUT_UNIT: Sql = Sql::new(
    "commitment_unit.put",
    "INSERT INTO commitment_unit (district_id, commitment_id, unit, role) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (district_id, commitment_id, unit) DO NOTHING",
);

pub(super) fn rows(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    let mut ops = vec![
        put(district, id, state),
        RowOp::new(&DROP_UNITS, params![district, id]),
    ];
    if let Some(Json::String(lead)) = state.get("lead") {
        ops.push(RowOp::new(&PUT_UNIT, params![district, id, lead, "lead"]));
    }
    let supporting = state.get("supporting").and_then(Json::as_array);
    for unit in supporting.into_iter().flatten().filter_map(Json::as_str) {
        ops.push(RowOp::new(
            &PUT_UNIT,
            params![district, id, unit, "supporting"],
        ));
    }
    ops
}

fn put(district: &DistrictId, id: &str, state: &Fields) -> RowOp {
    let labels = inner(state, "source", "section").and_then(Json::as_array);
    let labels = labels.into_iter().flatten().filter_map(Json::as_str);
    let section = labels.collect::<Vec<_>>().join("/");
    let deadline = match maybe(state.get("deadline")) {
        Value::Null => Value::from(NO_DAY),
        day => day,
    };
    let section_title = inner(state, "source", "section_title").and_then(Json::as_str);
    RowOp::new(
        &PUT,
        params![
            district,
            id,
            text(state, "report"),
            int(state, "no"),
            text(state, "status"),
            text(state, "kind"),
            text(state, "title"),
            text(state, "text"),
            section,
            section_title.unwrap_or_default(),
            maybe(state.get("lead")),
            maybe(state.get("leader")),
            deadline,
            text(state, "measured_by"),
            maybe(inner(state, "target", "comparator")),
            maybe(inner(state, "target", "value")),
            maybe(inner(state, "target", "unit")),
            int(state, "version")
        ],
    )
}
