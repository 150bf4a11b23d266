//! Sealed bulletins: one row each.

use super::field::{int, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::params;

pub(crate) static PUT: Sql = Sql::new(
    "bulletin.put",
    "INSERT INTO bulletin (district_id, id, kind, period, year, no, title, unit, known_on, issued_at, issued_by, \
     file_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
     ON CONFLICT (district_id, id) DO UPDATE SET kind = excluded.kind, period = excluded.period, \
     year = excluded.year, no = excluded.no, title = excluded.title, unit = excluded.unit, \
     known_on = excluded.known_on, issued_at = excluded.issued_at, issued_by = excluded.issued_by, \
     file_hash = excluded.file_hash",
);

pub(super) fn rows(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    vec![RowOp::new(
        &PUT,
        params![
            district,
            id,
            text(state, "kind"),
            text(state, "period"),
            int(state, "year"),
            int(state, "no"),
            text(state, "title"),
            text(state, "unit"),
            text(state, "known_on"),
            text(state, "issued_at"),
            text(state, "issued_by"),
            text(state, "file_hash")
        ],
    )]
}
