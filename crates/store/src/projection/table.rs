//! The tables that show subjects, as a rebuild reads and clears them.

use super::Sql;
use super::{
    bulletin, case, cluster, commitment, counted, files, light, organisation, proposal, record,
    report,
};
use crate::kind;

/// One such table: the statement that fills it (its parameters are the row), the statement that
/// reads rows of ids in a range in the same column order, and the one that clears the range.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: &'static str,
    pub kind: &'static str,
    pub put: &'static Sql,
    pub read: Sql,
    pub clear: Sql,
}

macro_rules! table {
    ($name:literal, $kind:expr, $put:expr, $id:literal, $order:literal, $columns:literal) => {
        Table {
            name: $name,
            kind: $kind,
            put: &$put,
            read: Sql::new(
                concat!($name, ".range"),
                concat!(
                    "SELECT ",
                    $columns,
                    " FROM ",
                    $name,
                    " WHERE district_id = $1 AND ",
                    $id,
                    " > $2 AND ",
                    $id,
                    " <= $3 ORDER BY ",
                    $order
                ),
            ),
            clear: Sql::new(
                concat!($name, ".clear"),
                concat!(
                    "DELETE FROM ",
                    $name,
                    " WHERE district_id = $1 AND ",
                    $id,
                    " > $2 AND ",
                    $id,
                    " <= $3"
                ),
            ),
        }
    };
}

/// The register of files, as far as it is of a kind.
macro_rules! files {
    ($kind:literal) => {
        Table {
            name: "blob_use",
            kind: $kind,
            put: &files::PUT,
            read: Sql::new(
                concat!("blob_use.", $kind, ".range"),
                concat!(
                    "SELECT id, kind, hash, released FROM blob_use WHERE district_id = $1 AND kind = '",
                    $kind,
                    "' AND id > $2 AND id <= $3 ORDER BY id, hash"
                ),
            ),
            clear: Sql::new(
                concat!("blob_use.", $kind, ".clear"),
                concat!(
                    "DELETE FROM blob_use WHERE district_id = $1 AND kind = '",
                    $kind,
                    "' AND id > $2 AND id <= $3"
                ),
            ),
        }
    };
}

pub(crate) static TABLES: [Table; 22] = [
    files!("case"),
    files!("record"),
    files!("report"),
    files!("project"),
    files!("learnt_model"),
    files!("bulletin"),
    table!(
        "bulletin",
        kind::BULLETIN,
        bulletin::PUT,
        "id",
        "id",
        "id, kind, period, year, no, title, unit, known_on, issued_at, issued_by, file_hash"
    ),
    table!(
        "report",
        kind::REPORT,
        report::PUT,
        "id",
        "id",
        "id, title, year, status, imported_at"
    ),
    table!(
        "commitment",
        kind::COMMITMENT,
        commitment::PUT,
        "id",
        "id",
        "id, report_id, no, status, kind, title, body, section_key, section_title, lead_unit, leader, \
         deadline_day, measured_by, target_comparator, target_value, target_unit, version"
    ),
    table!(
        "commitment_unit",
        kind::COMMITMENT,
        commitment::PUT_UNIT,
        "commitment_id",
        "commitment_id, unit",
        "commitment_id, unit, role"
    ),
    table!(
        "light",
        kind::LIGHT,
        light::PUT,
        "commitment_id",
        "commitment_id",
        "commitment_id, colour, colour_rank, done, reason_code, reason, since_day, next_change_day, \
         next_colour, progress, rule_version, next_due_day"
    ),
    table!(
        "record",
        kind::RECORD,
        record::PUT_RECORD,
        "id",
        "id",
        "id, commitment_id, kind, status, day, amount, unit, place, claimed_by, claimed_unit, claimed_at, resubmits"
    ),
    table!(
        "change_request",
        kind::CHANGE_REQUEST,
        record::PUT_CHANGE_REQUEST,
        "id",
        "id",
        "id, commitment_id, status, requested_unit, requested_at"
    ),
    table!(
        "supervision",
        kind::SUPERVISION,
        record::PUT_SUPERVISION,
        "id",
        "id",
        "id, commitment_id, status, owner_unit, due_day"
    ),
    table!(
        "counted_case",
        kind::COUNTED,
        counted::PUT,
        "id",
        "id, span",
        "id, span, commitment_id, case_id, day, known_day, until_day, amount, place"
    ),
    table!(
        "case_row",
        kind::CASE,
        case::PUT,
        "id",
        "id",
        "id, number, case_type, type_version, state, phase, is_open, channel, source_system, \
         source_number, title, matter, grade, address, subdistrict, community, grid, lon_e6, \
         lat_e6, tile, owner_unit, owner_role, owner_person, handler, reported_day, reported_ms, \
         entered_ms, due_ms, clock_key, paused, closed_ms, parent, reworks, reopened, return_times, \
         joined, alarms, tracking, anonymised, marks, register_due_ms, dispatch_due_ms, \
         contact_due_ms, handle_due_ms, verify_due_ms, close_due_ms, called_ms, field_check_due_ms, \
         send_check_due_ms, send_verify_due_ms, version"
    ),
    table!(
        "case_unit",
        kind::CASE,
        case::PUT_UNIT,
        "case_id",
        "case_id, unit",
        "case_id, unit, role, is_open, reported_ms, due_ms"
    ),
    table!(
        "proposal",
        kind::PROPOSAL,
        proposal::PUT,
        "case_id",
        "case_id",
        "case_id, at_ms, month, model, matter, unit, sure, considered, automatic, returned, returns_seen, \
         settled, valid, matter_right, unit_right"
    ),
    table!(
        "cluster_row",
        kind::CLUSTER,
        cluster::PUT,
        "id",
        "id",
        "id, number, lead_case, formed_ms, is_open"
    ),
    table!(
        "cluster_member",
        kind::CLUSTER_MEMBER,
        cluster::PUT_MEMBER,
        "case_id",
        "case_id",
        "case_id, cluster_id, joined_ms"
    ),
    table!(
        "person",
        kind::PERSON,
        organisation::PUT_PERSON,
        "id",
        "id",
        "id, name, login, unit, roles, disabled"
    ),
    table!(
        "unit",
        kind::UNIT,
        organisation::PUT_UNIT,
        "code",
        "code",
        "code, name, short, kind, parent, official_code"
    ),
];
