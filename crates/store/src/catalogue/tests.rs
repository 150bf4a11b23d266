//! What must hold for every statement.

use super::{keys, lists, postgres_only, shared};
use crate::migration::MIGRATIONS;
use crate::projection::TABLES;
use crate::sql::{RowOp, Sql, Text};
use crate::testing;
use crate::value::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn all() -> Vec<&'static Sql> {
    shared()
        .into_iter()
        .chain(postgres_only().iter().copied())
        .collect()
}

#[test]
fn names_are_unique() {
    let names: BTreeSet<_> = all().iter().map(|sql| sql.name).collect();
    assert_eq!(names.len(), all().len());
}

/// A statement written somewhere and not listed would escape the other tests.
#[test]
fn every_statement_is_listed() {
    let written = count(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    // Two are in each macro of projection/table.rs, once for each table.
    assert_eq!(written - 4 + 2 * TABLES.len(), all().len());
}

fn count(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let written = |path: &Path| {
        std::fs::read_to_string(path)
            .unwrap()
            .matches("Sql::new(\n")
            .count()
    };
    paths
        .map(|path| {
            if path.is_dir() {
                count(&path)
            } else {
                written(&path)
            }
        })
        .sum()
}

#[test]
fn every_statement_has_the_district_first() {
    for sql in all()
        .into_iter()
        .filter(|sql| sql.name != "district_head.list")
    {
        keys::check(sql.text).unwrap_or_else(|why| panic!("{}: {why}\n{}", sql.name, sql.text));
    }
    for (text, _) in lists::all() {
        keys::check(&text).unwrap_or_else(|why| panic!("{why}\n{text}"));
    }
}

#[test]
fn the_check_finds_a_missing_district() {
    for wrong in [
        "SELECT id FROM report",
        "SELECT id FROM report WHERE id = $1",
        "SELECT id FROM report WHERE id = $2 AND district_id = $1",
        "SELECT r.id FROM report AS r JOIN record AS x ON x.id = r.id WHERE r.district_id = $1",
        "SELECT id FROM report WHERE district_id = $1 OR id = $2",
        "SELECT id FROM report WHERE district_id = $1 UNION ALL SELECT id FROM record WHERE id = $2",
        "SELECT id FROM report WHERE district_id = $1 AND id IN (SELECT id FROM record WHERE id = $2)",
        "UPDATE report SET title = $2 WHERE id = $1",
        "DELETE FROM report WHERE title = $1",
        "INSERT INTO report (id, district_id) VALUES ($1, $2)",
        "INSERT INTO report (district_id, id) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
    ] {
        assert!(keys::check(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn every_table_and_index_has_the_district_first() {
    // Triggers; new columns, filling those of every district; and a table moved as it is.
    let others = [
        "append_only",
        "duties",
        "case_count",
        "case_checks",
        "blob_use",
    ];
    for step in MIGRATIONS
        .iter()
        .filter(|step| !others.contains(&step.name))
    {
        keys::check_schema(step.sqlite).unwrap_or_else(|why| panic!("{}: {why}", step.name));
    }
}

/// On SQLite every parameter may be 1; what is refused is refused for a rule, not for its words.
#[tokio::test]
async fn every_statement_runs_on_sqlite() {
    let test = testing::sqlite().await;
    for sql in shared() {
        run(&test, sql, vec![Value::I64(1); keys::parameters(sql.text)]).await;
    }
    for (text, params) in lists::all() {
        test.store.query_built(text, params).await.unwrap();
    }
}

#[tokio::test]
async fn every_statement_runs_on_postgres() {
    let Some(test) = testing::postgres().await else {
        return;
    };
    for sql in all() {
        if postgres_only().iter().any(|own| own.name == sql.name) {
            test.try_raw(&format!("PREPARE p AS {}", sql.text))
                .await
                .unwrap();
            continue;
        }
        let crate::Location::Postgres { url } = &test.at else {
            return;
        };
        let params = testing::dummies(url, sql.text).await;
        run(&test, sql, params).await;
    }
    for (text, params) in lists::all() {
        test.store.query_built(text, params).await.unwrap();
    }
}

async fn run(test: &testing::TestStore, sql: &'static Sql, params: Vec<Value>) {
    if sql.text.starts_with("SELECT") || sql.text.contains("RETURNING") {
        let rows = test.store.write_returning(Text::Fixed(sql), params).await;
        rows.unwrap_or_else(|error| panic!("{}: {error}", sql.name));
    } else {
        let done = test.store.run(vec![RowOp::new(sql, params)]).await;
        done.unwrap_or_else(|error| panic!("{}: {error}", sql.name));
    }
}
