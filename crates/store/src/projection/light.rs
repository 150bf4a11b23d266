//! The light of a commitment.
//!
//! The state of a `light` subject is a `light::Light` with `since_day`, the first day the
//! light has had this colour: `{"colour": "red", "done": false, "reason": {"code": …, "args": …},
//! "progress": …, "next_change": ["2026-12-01", "red"], "rule_version": 1, "since_day": "2026-11-02"}`.

use super::field::{flag, inner, json, maybe, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::{Value, params};

pub(crate) static PUT: Sql = Sql::new(
    "light.put",
    "INSERT INTO light (district_id, commitment_id, colour, colour_rank, done, reason_code, reason, \
     since_day, next_change_day, next_colour, progress, rule_version, next_due_day) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
     ON CONFLICT (district_id, commitment_id) DO UPDATE SET \
     colour = excluded.colour, colour_rank = excluded.colour_rank, done = excluded.done, \
     reason_code = excluded.reason_code, reason = excluded.reason, since_day = excluded.since_day, \
     next_change_day = excluded.next_change_day, next_colour = excluded.next_colour, \
     progress = excluded.progress, rule_version = excluded.rule_version, \
     next_due_day = excluded.next_due_day",
);

/// Where a colour stands in a list sorted by urgency: red, yellow, green, grey.
fn rank(colour: &str) -> i64 {
    match colour {
        "red" => 0,
        "yellow" => 1,
        "green" => 2,
        _ => 3,
    }
}

pub(super) fn rows(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    let colour = text(state, "colour");
    let rank = match &colour {
        Value::Text(colour) => rank(colour),
        _ => rank(""),
    };
    let next = state.get("next_change");
    let reason_code = inner(state, "reason", "code").and_then(|code| code.as_str());
    let rule_version = match maybe(state.get("rule_version")) {
        Value::Null => Value::from(""),
        version => version,
    };
    vec![RowOp::new(
        &PUT,
        params![
            district,
            id,
            colour,
            rank,
            flag(state, "done"),
            reason_code.unwrap_or_default(),
            json(state.get("reason")),
            text(state, "since_day"),
            maybe(next.and_then(|pair| pair.get(0))),
            maybe(next.and_then(|pair| pair.get(1))),
            json(state.get("progress")),
            rule_version,
            maybe(state.get("next_due"))
        ],
    )]
}
