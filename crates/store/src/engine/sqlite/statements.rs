//! The statements that a transaction runs over and over, looked up once: finding one among those kept
//! prepared means digesting its text, which for a wide row takes as long as writing it.

use crate::sql::{RowOp, Sql};
use rusqlite::{CachedStatement, Connection, params_from_iter};

/// Statements of one transaction.
pub(super) struct Statements<'c> {
    connection: &'c Connection,
    taken: Vec<(&'static Sql, CachedStatement<'c>)>,
}

impl<'c> Statements<'c> {
    pub(super) fn of(connection: &'c Connection) -> Self {
        Self {
            connection,
            taken: Vec::new(),
        }
    }

    /// The statement of a text.
    pub(super) fn of_text(
        &mut self,
        sql: &'static Sql,
    ) -> rusqlite::Result<&mut CachedStatement<'c>> {
        let known = |(it, _): &(&'static Sql, _)| std::ptr::eq(*it, sql);
        let at = match self.taken.iter().position(known) {
            Some(at) => at,
            None => {
                let statement = self.connection.prepare_cached(sql.numbered())?;
                self.taken.push((sql, statement));
                self.taken.len() - 1
            }
        };
        Ok(&mut self.taken[at].1)
    }

    /// Runs one that returns nothing.
    pub(super) fn run(&mut self, op: &RowOp) -> rusqlite::Result<usize> {
        let params = params_from_iter(&op.params);
        self.of_text(op.sql)?.execute(params)
    }
}
