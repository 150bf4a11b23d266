//! Imported reports.

use super::field::{int, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::params;

pub(crate) static PUT: Sql = Sql::new(
    "report.put",
    "INSERT INTO report (district_id, id, title, year, status, imported_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (district_id, id) DO UPDATE SET \
     title = excluded.title, year = excluded.year, status = excluded.status, imported_at = excluded.imported_at",
);

pub(super) fn rows(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    vec![RowOp::new(
        &PUT,
        params![
            district,
            id,
            text(state, "title"),
            int(state, "year"),
            text(state, "status"),
            text(state, "imported_at")
        ],
    )]
}
