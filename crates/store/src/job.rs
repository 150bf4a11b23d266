//! A queue in the store: a job is written in its caller's transaction.

use crate::sql::{RowOp, Sql, Text};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// Work to be done later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id; queueing the same id again changes nothing.
    pub id: String,
    /// What to do, a stable code.
    pub kind: String,
    /// What to do it with, JSON.
    pub payload: String,
    /// Not before this instant (ms UTC).
    pub run_after_ms: i64,
}

/// A job and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobState {
    /// The job.
    pub job: Job,
    /// `queued`, `running`, `done` or `failed`.
    pub status: String,
    /// How often it was begun.
    pub attempts: i64,
    /// Progress, JSON.
    pub progress: Option<String>,
    /// The result, JSON.
    pub result: Option<String>,
    /// The last error.
    pub error: Option<String>,
}

/// The most jobs claimed at once.
pub const MAX_CLAIM: i64 = 100;

pub(crate) static PUT: Sql = Sql::new(
    "job.put",
    "INSERT INTO job (district_id, id, kind, payload, status, run_after_ms, attempts) \
     VALUES ($1, $2, $3, $4, 'queued', $5, 0) ON CONFLICT (district_id, id) DO NOTHING",
);
pub(crate) static CLAIM: Sql = Sql::new(
    "job.claim",
    "UPDATE job SET status = 'running', attempts = attempts + 1, claimed_until_ms = $3 \
     WHERE district_id = $1 AND id IN (SELECT id FROM job WHERE district_id = $1 \
     AND kind = $5 AND status IN ('queued', 'running') AND run_after_ms <= $2 \
     AND (claimed_until_ms IS NULL OR claimed_until_ms < $2) ORDER BY run_after_ms, id LIMIT $4) \
     AND (claimed_until_ms IS NULL OR claimed_until_ms < $2) \
     RETURNING id, kind, payload, run_after_ms, status, attempts, progress, result, error",
);
pub(crate) static FINISH: Sql = Sql::new(
    "job.finish",
    "UPDATE job SET status = 'done', result = $3, claimed_until_ms = NULL \
     WHERE district_id = $1 AND id = $2",
);
pub(crate) static RETRY: Sql = Sql::new(
    "job.retry",
    "UPDATE job SET status = $3, error = $4, run_after_ms = $5, claimed_until_ms = NULL \
     WHERE district_id = $1 AND id = $2",
);
pub(crate) static NOTE: Sql = Sql::new(
    "job.note",
    "UPDATE job SET progress = $3 WHERE district_id = $1 AND id = $2",
);
pub(crate) static GET: Sql = Sql::new(
    "job.get",
    "SELECT id, kind, payload, run_after_ms, status, attempts, progress, result, error \
     FROM job WHERE district_id = $1 AND id = $2",
);

pub(crate) fn put(district: &DistrictId, it: Job) -> RowOp {
    RowOp::new(
        &PUT,
        params![district, it.id, it.kind, it.payload, it.run_after_ms],
    )
}

pub(crate) fn finish(district: &DistrictId, id: String, result: String) -> RowOp {
    RowOp::new(&FINISH, params![district, id, result])
}

pub(crate) fn retry(district: &DistrictId, id: String, error: String, after: Option<i64>) -> RowOp {
    let status = if after.is_some() { "queued" } else { "failed" };
    RowOp::new(
        &RETRY,
        params![district, id, status, error, after.unwrap_or(0)],
    )
}

pub(crate) fn note(district: &DistrictId, id: String, progress: String) -> RowOp {
    RowOp::new(&NOTE, params![district, id, progress])
}

fn read(row: &crate::Row) -> Result<JobState, StoreError> {
    Ok(JobState {
        job: Job {
            id: row.text(0)?,
            kind: row.text(1)?,
            payload: row.text(2)?,
            run_after_ms: row.int(3)?,
        },
        status: row.text(4)?,
        attempts: row.int(5)?,
        progress: row.maybe_text(6)?,
        result: row.maybe_text(7)?,
        error: row.maybe_text(8)?,
    })
}

impl Store {
    /// Takes up to `limit` due jobs of a kind for this worker until `until_ms`; a job whose worker
    /// died is taken again after that.
    pub async fn claim_jobs(
        &self,
        district: &DistrictId,
        kind: &str,
        now_ms: i64,
        until_ms: i64,
        limit: i64,
    ) -> Result<Vec<JobState>, StoreError> {
        let params = params![district, now_ms, until_ms, limit.clamp(1, MAX_CLAIM), kind];
        let rows = self.write_returning(Text::Fixed(&CLAIM), params).await?;
        rows.iter().map(read).collect()
    }

    /// How a job stands.
    pub async fn job(
        &self,
        district: &DistrictId,
        id: &str,
    ) -> Result<Option<JobState>, StoreError> {
        let rows = self.query(&GET, params![district, id]).await?;
        rows.first().map(read).transpose()
    }
}
