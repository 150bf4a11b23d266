//! Statements sent one behind the other without waiting for answers: a whole group costs one journey
//! to the database and back.

use deadpool_postgres::Transaction;
use futures_util::future::try_join_all;
use tokio_postgres::types::ToSql;

/// One parameter.
pub(super) type Param<'a> = Box<dyn ToSql + Sync + Send + 'a>;

/// A prepared statement with its parameters.
pub(super) struct Ready<'a> {
    statement: tokio_postgres::Statement,
    params: Vec<Param<'a>>,
}

impl<'a> Ready<'a> {
    pub(super) async fn new(
        transaction: &Transaction<'_>,
        text: &str,
        params: Vec<Param<'a>>,
    ) -> Result<Self, tokio_postgres::Error> {
        Ok(Self {
            statement: transaction.prepare_cached(text).await?,
            params,
        })
    }
}

/// Runs them in order. The database carries out nothing behind one that fails.
pub(super) async fn run(
    transaction: &Transaction<'_>,
    all: Vec<Ready<'_>>,
) -> Result<(), tokio_postgres::Error> {
    let params: Vec<Vec<&(dyn ToSql + Sync)>> = all.iter().map(borrowed).collect();
    let sent = all.iter().zip(&params);
    try_join_all(sent.map(|(one, params)| transaction.execute(&one.statement, params))).await?;
    Ok(())
}

fn borrowed<'b>(one: &'b Ready<'_>) -> Vec<&'b (dyn ToSql + Sync)> {
    let plain = |param: &'b Param<'_>| param.as_ref() as &(dyn ToSql + Sync);
    one.params.iter().map(plain).collect()
}
