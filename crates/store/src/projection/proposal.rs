//! What a model proposed for a case, and what became of it: one row a case.

use super::field::{flag, int, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::params;
use serde_json::Value as Json;

pub(crate) static PUT: Sql = Sql::new(
    "proposal.put",
    "INSERT INTO proposal (district_id, case_id, at_ms, month, model, matter, unit, sure, considered, \
     automatic, returned, returns_seen, settled, valid, matter_right, unit_right) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
     ON CONFLICT (district_id, case_id) DO UPDATE SET at_ms = excluded.at_ms, month = excluded.month, \
     model = excluded.model, matter = excluded.matter, unit = excluded.unit, sure = excluded.sure, \
     considered = excluded.considered, automatic = excluded.automatic, returned = excluded.returned, \
     returns_seen = excluded.returns_seen, settled = excluded.settled, valid = excluded.valid, \
     matter_right = excluded.matter_right, unit_right = excluded.unit_right",
);

pub(super) fn rows(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    let code = |name| state.get(name).and_then(|guess| guess.get("code"));
    let code = |name| code(name).and_then(Json::as_str).unwrap_or_default();
    let held = |name| state.get(name).is_some();
    let outcome = state.get("outcome");
    let ended = |name| outcome.and_then(|o| o.get(name)).and_then(Json::as_str);
    // A case that was declined or voided tells nothing of what was right.
    let valid = ended("matter").is_some() || ended("unit").is_some();
    let right = |name| !code(name).is_empty() && ended(name) == Some(code(name));
    vec![RowOp::new(
        &PUT,
        params![
            district,
            id,
            int(state, "at_ms"),
            text(state, "month"),
            int(state, "model"),
            code("matter"),
            code("unit"),
            flag(state, "sure"),
            held("considered"),
            held("sent"),
            held("returned"),
            int(state, "returns_seen"),
            outcome.is_some(),
            valid,
            right("matter"),
            right("unit")
        ],
    )]
}
