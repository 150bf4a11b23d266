//! Cases as commitments count them: a row for each time in which one counted.

use super::field::{maybe, text};
use super::{DistrictId, Fields, NO_DAY, RowOp, Sql};
use crate::value::params;
use serde_json::Value as Json;

pub(crate) static PUT: Sql = Sql::new(
    "counted_case.put",
    "INSERT INTO counted_case (district_id, id, span, commitment_id, case_id, day, known_day, until_day, \
     amount, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
     ON CONFLICT (district_id, id, span) DO UPDATE SET \
     commitment_id = excluded.commitment_id, case_id = excluded.case_id, day = excluded.day, \
     known_day = excluded.known_day, until_day = excluded.until_day, amount = excluded.amount, \
     place = excluded.place",
);

/// Spans only grow in number, so that none is ever to be removed.
pub(super) fn rows(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    let spans = state.get("spans").and_then(Json::as_array);
    let row = |(number, span): (i64, &Json)| {
        let day = |name| span.get(name).and_then(Json::as_str);
        RowOp::new(
            &PUT,
            params![
                district,
                id,
                number,
                text(state, "commitment"),
                text(state, "case"),
                day("date").unwrap_or_default(),
                day("known_on").unwrap_or_default(),
                day("withdrawn_on").unwrap_or(NO_DAY),
                maybe(span.get("amount")),
                maybe(span.get("place"))
            ],
        )
    };
    (0..).zip(spans.into_iter().flatten()).map(row).collect()
}
