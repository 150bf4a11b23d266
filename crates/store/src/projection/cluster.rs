//! Incidents: the row of each, and a row for each case that is in one.

use super::field::text;
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::params;
use jiff::Timestamp;
use serde_json::Value as Json;

pub(crate) static PUT: Sql = Sql::new(
    "cluster_row.put",
    "INSERT INTO cluster_row (district_id, id, number, lead_case, formed_ms, is_open) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (district_id, id) DO UPDATE SET \
     number = excluded.number, lead_case = excluded.lead_case, formed_ms = excluded.formed_ms, \
     is_open = excluded.is_open",
);
pub(crate) static DROP_MEMBER: Sql = Sql::new(
    "cluster_member.drop",
    "DELETE FROM cluster_member WHERE district_id = $1 AND case_id = $2",
);
pub(crate) static PUT_MEMBER: Sql = Sql::new(
    "cluster_member.put",
    "INSERT INTO cluster_member (district_id, case_id, cluster_id, joined_ms) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (district_id, case_id) DO UPDATE SET cluster_id = excluded.cluster_id, \
     joined_ms = excluded.joined_ms",
);

pub(super) fn rows(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    let dissolved = state.get("dissolved").is_some_and(|it| !it.is_null());
    vec![RowOp::new(
        &PUT,
        params![
            district,
            id,
            text(state, "number"),
            text(state, "leading"),
            ms(state.get("formed_at")),
            !dissolved
        ],
    )]
}

/// A case that left has no row.
pub(super) fn member(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    let joined = state.get("present").filter(|it| !it.is_null());
    let cluster = joined.and_then(|it| it.get("cluster")?.as_str());
    match cluster {
        None => vec![RowOp::new(&DROP_MEMBER, params![district, id])],
        Some(cluster) => {
            let at = ms(joined.and_then(|it| it.get("at")));
            vec![RowOp::new(&PUT_MEMBER, params![district, id, cluster, at])]
        }
    }
}

/// An instant written in RFC 3339, in ms UTC.
fn ms(value: Option<&Json>) -> i64 {
    let at = value.and_then(Json::as_str).and_then(|at| at.parse().ok());
    at.map_or(0, |at: Timestamp| at.as_millisecond())
}
