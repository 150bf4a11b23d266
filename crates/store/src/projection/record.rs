//! Records, requests to change, supervision items.

use super::field::{inner, maybe, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::{Value, params};
use serde_json::Value as Json;

pub(crate) static PUT_RECORD: Sql = Sql::new(
    "record.put",
    "INSERT INTO record (district_id, id, commitment_id, kind, status, day, amount, unit, place, \
     claimed_by, claimed_unit, claimed_at, resubmits) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
     ON CONFLICT (district_id, id) DO UPDATE SET \
     commitment_id = excluded.commitment_id, kind = excluded.kind, status = excluded.status, \
     day = excluded.day, amount = excluded.amount, unit = excluded.unit, place = excluded.place, \
     claimed_by = excluded.claimed_by, claimed_unit = excluded.claimed_unit, claimed_at = excluded.claimed_at, \
     resubmits = excluded.resubmits",
);
pub(crate) static PUT_CHANGE_REQUEST: Sql = Sql::new(
    "change_request.put",
    "INSERT INTO change_request (district_id, id, commitment_id, status, requested_unit, requested_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (district_id, id) DO UPDATE SET \
     commitment_id = excluded.commitment_id, status = excluded.status, \
     requested_unit = excluded.requested_unit, requested_at = excluded.requested_at",
);
pub(crate) static PUT_SUPERVISION: Sql = Sql::new(
    "supervision.put",
    "INSERT INTO supervision (district_id, id, commitment_id, status, owner_unit, due_day) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (district_id, id) DO UPDATE SET \
     commitment_id = excluded.commitment_id, status = excluded.status, \
     owner_unit = excluded.owner_unit, due_day = excluded.due_day",
);

pub(super) fn record(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    vec![RowOp::new(
        &PUT_RECORD,
        params![
            district,
            id,
            text(state, "commitment"),
            text(state, "kind"),
            text(state, "status"),
            text(state, "date"),
            maybe(state.get("amount")),
            maybe(state.get("unit")),
            maybe(state.get("place")),
            word(state, "claimed_by", "person"),
            word(state, "claimed_by", "unit"),
            text(state, "claimed_at"),
            maybe(state.get("resubmits"))
        ],
    )]
}

pub(super) fn change_request(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    vec![RowOp::new(
        &PUT_CHANGE_REQUEST,
        params![
            district,
            id,
            text(state, "commitment"),
            text(state, "status"),
            word(state, "requested_by", "unit"),
            text(state, "requested_at")
        ],
    )]
}

pub(super) fn supervision(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    vec![RowOp::new(
        &PUT_SUPERVISION,
        params![
            district,
            id,
            text(state, "commitment"),
            text(state, "status"),
            text(state, "owner_unit"),
            text(state, "due")
        ],
    )]
}

fn word(state: &Fields, outer: &str, name: &str) -> Value {
    Value::from(
        inner(state, outer, name)
            .and_then(Json::as_str)
            .unwrap_or_default(),
    )
}
