//! What the planner is told of the tables of cases, once and for all.
//!
//! Without statistics it takes every index for as good as another and may walk a whole district to save the
//! sorting of three rows. Taking statistics of a large file takes long, and connections that are open do
//! not see them. So the figures of a district with a million cases are written when the store is opened:
//! plans are the same on the first day and after ten years.

use super::failed;
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// Index by index: rows, then rows that agree in the first column, the first two, and so on.
const FIGURES: &[(&str, &str, &str)] = &[
    (
        "case_row",
        "sqlite_autoindex_case_row_1",
        "1000000 1000000 1",
    ),
    ("case_row", "case_number", "1000000 1000000 1"),
    ("case_row", "case_source", "300000 300000 100000 1"),
    ("case_row", "case_tracking", "400000 400000 1"),
    ("case_row", "case_reported", "1000000 1000000 1 1"),
    ("case_row", "case_state", "1000000 1000000 60000 1 1"),
    ("case_row", "case_matter", "900000 900000 3000 1 1"),
    ("case_row", "case_subdistrict", "900000 900000 50000 1 1"),
    ("case_row", "case_community", "900000 900000 4000 1 1"),
    ("case_row", "case_handler", "900000 900000 15000 1 1"),
    ("case_row", "case_tile", "900000 900000 7000 1 1"),
    ("case_row", "case_parent", "10000 10000 3 1"),
    ("case_row", "case_handle_due", "900000 900000 1 1"),
    ("case_row", "case_open_due", "20000 20000 1 1"),
    ("case_row", "case_open_owner", "20000 20000 300 1 1"),
    ("case_row", "case_open_subdistrict", "20000 20000 1100 1 1"),
    ("case_row", "case_open_community", "20000 20000 90 1 1"),
    ("case_row", "case_open_entered", "20000 20000 1 1"),
    ("case_row", "case_open_tile", "20000 20000 140 1 1 1 1"),
    (
        "case_row",
        "case_open_late",
        "20000 20000 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    ),
    (
        "case_unit",
        "sqlite_autoindex_case_unit_1",
        "3000000 3000000 3 1",
    ),
    (
        "case_unit",
        "case_unit_reported",
        "3000000 3000000 40000 1 1",
    ),
    ("case_unit", "case_unit_due", "60000 60000 800 1 1"),
];

/// Writes the figures where they are not yet what they should be, and has this connection heed them;
/// those opened later do by themselves.
pub(super) fn tell(connection: &Connection) -> Result<(), StoreError> {
    if told(connection).map_err(failed)? {
        return Ok(());
    }
    // A table of a few rows: for the making of the table of statistics.
    connection
        .execute_batch("BEGIN IMMEDIATE; ANALYZE district_head;")
        .map_err(failed)?;
    for (table, index, figures) in FIGURES {
        let written = connection
            .execute(
                "DELETE FROM sqlite_stat1 WHERE tbl = ?1 AND idx = ?2",
                params![table, index],
            )
            .and_then(|_| {
                connection.execute(
                    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)",
                    params![table, index, figures],
                )
            });
        written.map_err(failed)?;
    }
    connection
        .execute_batch("COMMIT; ANALYZE sqlite_schema;")
        .map_err(failed)
}

fn told(connection: &Connection) -> rusqlite::Result<bool> {
    let there = "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'";
    let there: Option<i64> = connection
        .query_row(there, [], |row| row.get(0))
        .optional()?;
    if there.is_none() {
        return Ok(false);
    }
    let mut known =
        connection.prepare("SELECT stat FROM sqlite_stat1 WHERE tbl = ?1 AND idx = ?2")?;
    for (table, index, figures) in FIGURES {
        let found: Option<String> = known
            .query_row(params![table, index], |row| row.get(0))
            .optional()?;
        if found.as_deref() != Some(figures) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::super::migrate::open_and_migrate;
    use super::*;

    /// A new file with the newest schema, told.
    fn file() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let (connection, _) = open_and_migrate(&folder.path().join("x.sqlite3")).unwrap();
        tell(&connection).unwrap();
        (folder, connection)
    }

    #[test]
    fn every_index_named_is_there_with_so_many_columns() {
        let (_folder, connection) = file();
        for (table, index, figures) in FIGURES {
            let columns: i64 = connection
                .query_row(
                    "SELECT COUNT(*) FROM pragma_index_info(?1)",
                    [index],
                    |row| row.get(0),
                )
                .unwrap();
            let said = figures.split(' ').count() as i64 - 1;
            assert_eq!(columns, said, "{table}.{index}");
        }
        assert!(told(&connection).unwrap());
    }

    #[test]
    fn the_parts_of_a_case_are_found_by_their_case() {
        let (_folder, connection) = file();
        let mut asked = connection
            .prepare(
                "EXPLAIN QUERY PLAN SELECT id FROM case_row AS c WHERE c.district_id = ?1 \
                 AND c.parent = ?2 ORDER BY c.number, c.id LIMIT 50",
            )
            .unwrap();
        let plan: Vec<String> = asked
            .query_map(["here", "k"], |row| row.get(3))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(plan[0].contains("case_parent"), "{plan:?}");
    }
}
