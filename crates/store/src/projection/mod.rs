//! The rows that show subjects in lists: pure functions of the state.
//!
//! The first row operations of a subject remove what an earlier state left behind, so that
//! the rows after any state are the same however it was reached; a rebuild proves it.

mod bulletin;
pub(crate) mod case;
pub(crate) mod cluster;
mod commitment;
mod counted;
mod field;
pub(crate) mod files;
mod light;
mod organisation;
mod proposal;
mod record;
mod report;
pub(crate) mod search;
mod table;

#[cfg(test)]
pub(crate) use commitment::DROP_UNITS;
pub(crate) use commitment::NO_DAY;
pub(crate) use table::{TABLES, Table};

use crate::kind;
use crate::sql::{RowOp, Sql};
use journal::{DistrictId, Fields};

/// The row operations of a subject's state. A kind that is in no list has none.
pub fn rows(district: &DistrictId, kind: &str, id: &str, seq: i64, state: &Fields) -> Vec<RowOp> {
    let mut ops = match kind {
        kind::BULLETIN => bulletin::rows(district, id, state),
        kind::REPORT => report::rows(district, id, state),
        kind::COMMITMENT => commitment::rows(district, id, state),
        kind::LIGHT => light::rows(district, id, state),
        kind::RECORD => record::record(district, id, state),
        kind::CHANGE_REQUEST => record::change_request(district, id, state),
        kind::SUPERVISION => record::supervision(district, id, state),
        kind::COUNTED => counted::rows(district, id, state),
        kind::PROPOSAL => proposal::rows(district, id, state),
        kind::CLUSTER => cluster::rows(district, id, state),
        kind::CLUSTER_MEMBER => cluster::member(district, id, state),
        kind::CASE => case::rows(district, id, seq, state),
        kind::PERSON => organisation::person(district, id, state),
        kind::UNIT => organisation::unit(district, id, state),
        _ => Vec::new(),
    };
    ops.extend(files::rows(district, kind, id, state));
    if search::KINDS.contains(&kind) {
        ops.push(search::put(district, kind, id, seq, state));
    }
    ops
}
