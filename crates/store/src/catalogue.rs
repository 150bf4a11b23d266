//! Every statement in one list, and what must hold for all of them.

use crate::engine::{postgres, sqlite};
use crate::projection::TABLES;
use crate::sql::Sql;
use crate::{
    as_of, blob, credential, directory, head, history, idempotency, job, projection, rebuild,
    replay, saved_view, seal, session, subject, token, verify, worklist,
};

/// Statements that run on both engines.
pub(crate) fn shared() -> Vec<&'static Sql> {
    let mut all: Vec<&'static Sql> = vec![
        &as_of::ONE,
        &blob::PUT,
        &blob::GET,
        &credential::PUT,
        &credential::FAILED,
        &credential::SIGNED_IN,
        &credential::GET,
        &directory::REPORTS,
        &directory::PEOPLE,
        &directory::PERSON_BY_LOGIN,
        &directory::UNITS,
        &head::DISTRICT,
        &head::NEW_DISTRICT,
        &head::MOVE_DISTRICT,
        &head::DISTRICTS,
        &head::SUBJECT,
        &history::OF_SUBJECT,
        &idempotency::PUT,
        &idempotency::GET,
        &idempotency::PRUNE,
        &job::PUT,
        &job::CLAIM,
        &job::FINISH,
        &job::RETRY,
        &job::NOTE,
        &job::GET,
        &projection::DROP_UNITS,
        &rebuild::RESTATE,
        &rebuild::KINDS,
        &replay::KIND,
        &saved_view::PUT,
        &saved_view::DROP,
        &saved_view::LIST,
        &seal::LIST,
        &seal::LAST,
        &seal::PUT,
        &seal::MOVED,
        &session::PUT,
        &session::TOUCH,
        &session::DROP,
        &session::DROP_OF,
        &session::PRUNE,
        &session::GET,
        &session::OF,
        &subject::LOAD,
        &subject::LOAD_PAGE,
        &token::PUT,
        &token::REVOKE,
        &token::GET,
        &token::LIST,
        &verify::ENTRIES,
        &verify::BARE,
        &worklist::RECORD_IDS,
    ];
    all.extend(sqlite::STATEMENTS);
    for table in &TABLES {
        all.extend([table.put, &table.read, &table.clear]);
    }
    all
}

/// Statements of the PostgreSQL engine alone.
pub(crate) fn postgres_only() -> &'static [&'static Sql] {
    postgres::STATEMENTS
}

mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn names_are_unique() {
        let all: Vec<_> = shared()
            .into_iter()
            .chain(postgres_only().iter().copied())
            .collect();
        let names: BTreeSet<_> = all.iter().map(|sql| sql.name).collect();
        assert_eq!(names.len(), all.len());
    }

    /// A statement written somewhere and not listed here would escape the other tests.
    #[test]
    fn every_statement_is_listed() {
        let listed = shared().len() + postgres_only().len();
        let written = count(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
        assert_eq!(
            written - 2 + 2 * TABLES.len(),
            listed,
            "two are in the macro of projection/table.rs"
        );
    }

    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        entries
            .map(|path| match path.is_dir() {
                true => count(&path),
                false if path.ends_with("catalogue.rs") => 0,
                false => std::fs::read_to_string(path)
                    .unwrap()
                    .matches("Sql::new(\n")
                    .count(),
            })
            .sum()
    }
}
