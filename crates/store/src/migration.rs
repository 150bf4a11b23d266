//! The numbered steps from an empty database to the newest schema.

use std::path::PathBuf;

/// One step. Its text may differ by engine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    pub number: i64,
    pub name: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "ledger",
        sqlite: include_str!("../migrations/0001_ledger.sql"),
        postgres: include_str!("../migrations/0001_ledger.sql"),
    },
    Migration {
        number: 2,
        name: "append_only",
        sqlite: include_str!("../migrations/0002_append_only.sqlite.sql"),
        postgres: include_str!("../migrations/0002_append_only.postgres.sql"),
    },
    Migration {
        number: 3,
        name: "cases",
        sqlite: include_str!("../migrations/0003_cases.sql"),
        postgres: include_str!("../migrations/0003_cases.sql"),
    },
    Migration {
        number: 4,
        name: "staged",
        sqlite: include_str!("../migrations/0004_staged.sql"),
        postgres: include_str!("../migrations/0004_staged.sql"),
    },
    Migration {
        number: 5,
        name: "lists",
        sqlite: include_str!("../migrations/0005_lists.sql"),
        postgres: include_str!("../migrations/0005_lists.sql"),
    },
    Migration {
        number: 6,
        name: "duties",
        sqlite: include_str!("../migrations/0006_duties.sqlite.sql"),
        postgres: include_str!("../migrations/0006_duties.postgres.sql"),
    },
    Migration {
        number: 7,
        name: "light_rules",
        sqlite: include_str!("../migrations/0007_light_rules.sql"),
        postgres: include_str!("../migrations/0007_light_rules.sql"),
    },
    Migration {
        number: 8,
        name: "case_map",
        sqlite: include_str!("../migrations/0008_case_map.sql"),
        postgres: include_str!("../migrations/0008_case_map.sql"),
    },
    Migration {
        number: 9,
        name: "case_open",
        sqlite: include_str!("../migrations/0009_case_open.sql"),
        postgres: include_str!("../migrations/0009_case_open.sql"),
    },
    Migration {
        number: 10,
        name: "counted",
        sqlite: include_str!("../migrations/0010_counted.sql"),
        postgres: include_str!("../migrations/0010_counted.sql"),
    },
    Migration {
        number: 11,
        name: "proposed",
        sqlite: include_str!("../migrations/0011_proposed.sql"),
        postgres: include_str!("../migrations/0011_proposed.sql"),
    },
    Migration {
        number: 12,
        name: "search",
        sqlite: include_str!("../migrations/0012_search.sql"),
        postgres: include_str!("../migrations/0012_search.sql"),
    },
    Migration {
        number: 13,
        name: "case_count",
        sqlite: include_str!("../migrations/0013_case_count.sqlite.sql"),
        postgres: include_str!("../migrations/0013_case_count.postgres.sql"),
    },
    Migration {
        number: 14,
        name: "clusters",
        sqlite: include_str!("../migrations/0014_clusters.sql"),
        postgres: include_str!("../migrations/0014_clusters.sql"),
    },
    Migration {
        number: 15,
        name: "case_count_moved",
        sqlite: include_str!("../migrations/0015_case_count_moved.sql"),
        postgres: include_str!("../migrations/0015_case_count_moved.sql"),
    },
    Migration {
        number: 16,
        name: "rehearsals",
        sqlite: include_str!("../migrations/0016_rehearsals.sql"),
        postgres: include_str!("../migrations/0016_rehearsals.sql"),
    },
    Migration {
        number: 17,
        name: "case_checks",
        sqlite: include_str!("../migrations/0017_case_checks.sql"),
        postgres: include_str!("../migrations/0017_case_checks.sql"),
    },
    Migration {
        number: 18,
        name: "blob_use",
        sqlite: include_str!("../migrations/0018_blob_use.sql"),
        postgres: include_str!("../migrations/0018_blob_use.sql"),
    },
    Migration {
        number: 19,
        name: "case_open_tile",
        sqlite: include_str!("../migrations/0019_case_open_tile.sqlite.sql"),
        postgres: include_str!("../migrations/0019_case_open_tile.postgres.sql"),
    },
    Migration {
        number: 20,
        name: "bulletins",
        sqlite: include_str!("../migrations/0020_bulletins.sql"),
        postgres: include_str!("../migrations/0020_bulletins.sql"),
    },
];

/// The newest schema this program knows.
pub const SCHEMA_VERSION: i64 = MIGRATIONS[MIGRATIONS.len() - 1].number;

/// What opening a store found and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationReport {
    /// The schema found; 0 for a new store.
    pub from: i64,
    /// The schema now.
    pub to: i64,
    /// The steps carried out, `0001_ledger`.
    pub steps: Vec<String>,
    /// The line said before anything was touched: what will be done, and to how much.
    pub preflight: String,
    /// Where the old file was kept meanwhile (SQLite only).
    pub kept: Option<PathBuf>,
}

impl MigrationReport {
    pub(crate) fn plan(from: i64, bytes: Option<u64>) -> Self {
        let steps: Vec<String> = pending(from).map(Migration::label).collect();
        let size = bytes.map_or_else(String::new, |bytes| format!(", {} KiB", bytes / 1024));
        let preflight = if steps.is_empty() {
            format!("schema {from}, nothing to do{size}")
        } else {
            format!(
                "schema {from} -> {SCHEMA_VERSION}: {}{size}",
                steps.join(", ")
            )
        };
        Self {
            from,
            to: SCHEMA_VERSION,
            steps,
            preflight,
            kept: None,
        }
    }
}

impl Migration {
    pub(crate) fn label(&self) -> String {
        format!("{:04}_{}", self.number, self.name)
    }
}

pub(crate) fn pending(from: i64) -> impl Iterator<Item = &'static Migration> {
    MIGRATIONS.iter().filter(move |step| step.number > from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_numbered_without_gaps() {
        for (index, step) in MIGRATIONS.iter().enumerate() {
            assert_eq!(step.number, index as i64 + 1);
        }
    }

    #[test]
    fn the_preflight_line_names_the_steps() {
        let plan = MigrationReport::plan(1, Some(2048));
        assert_eq!(
            plan.preflight,
            "schema 1 -> 20: 0002_append_only, 0003_cases, 0004_staged, 0005_lists, 0006_duties, \
             0007_light_rules, 0008_case_map, 0009_case_open, 0010_counted, 0011_proposed, 0012_search, 0013_case_count, \
             0014_clusters, 0015_case_count_moved, 0016_rehearsals, 0017_case_checks, \
             0018_blob_use, 0019_case_open_tile, 0020_bulletins, 2 KiB"
        );
        assert!(MigrationReport::plan(SCHEMA_VERSION, None).steps.is_empty());
    }
}
