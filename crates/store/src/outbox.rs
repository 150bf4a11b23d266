//! Messages on their way out: written in the transaction of what they tell, never twice, sent by a
//! worker that may die at any time.

use crate::sql::{RowOp, Sql, Text};
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError};

/// The most messages claimed at once.
pub const MAX_CLAIM: i64 = 100;

/// A message to be sent. A second one of the same subject, event, channel and recipient is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// What it is about: a subject's id.
    pub subject: String,
    /// What happened, with the sequence it happened at.
    pub event: String,
    /// To whom, in the channel's own form.
    pub recipient: String,
    /// How it is sent, a stable code.
    pub channel: String,
    /// What it says, JSON.
    pub payload: String,
    /// Not before this instant (ms UTC).
    pub run_after_ms: i64,
}

/// A message and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// The message.
    pub message: Message,
    /// `waiting`, `sending`, `sent` or `failed`.
    pub status: String,
    /// How often it was tried.
    pub attempts: i64,
    /// The last error.
    pub error: Option<String>,
    /// When it was written, ms UTC.
    pub at_ms: i64,
    /// When it was sent, ms UTC.
    pub sent_ms: Option<i64>,
}

pub(crate) static PUT: Sql = Sql::new(
    "outbox.put",
    "INSERT INTO outbox (district_id, id, subject, event, recipient, channel, payload, status, \
     run_after_ms, attempts, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, 0, $9) \
     ON CONFLICT (district_id, subject, event, channel, recipient) DO NOTHING",
);
pub(crate) static CLAIM: Sql = Sql::new(
    "outbox.claim",
    "UPDATE outbox SET status = 'sending', attempts = attempts + 1, claimed_until_ms = $3 \
     WHERE district_id = $1 AND id IN (SELECT id FROM outbox WHERE district_id = $1 \
     AND status IN ('waiting', 'sending') AND run_after_ms <= $2 \
     AND (claimed_until_ms IS NULL OR claimed_until_ms < $2) ORDER BY run_after_ms, id LIMIT $4) \
     AND status IN ('waiting', 'sending') AND (claimed_until_ms IS NULL OR claimed_until_ms < $2) \
     RETURNING id, subject, event, recipient, channel, payload, run_after_ms, status, attempts, \
     error, at_ms, sent_ms",
);
pub(crate) static SENT: Sql = Sql::new(
    "outbox.sent",
    "UPDATE outbox SET status = 'sent', error = NULL, claimed_until_ms = NULL, sent_ms = $4 \
     WHERE district_id = $1 AND id = $2 AND attempts = $3",
);
pub(crate) static RETRY: Sql = Sql::new(
    "outbox.retry",
    "UPDATE outbox SET status = $4, error = $5, run_after_ms = $6, claimed_until_ms = NULL \
     WHERE district_id = $1 AND id = $2 AND attempts = $3",
);
pub(crate) static AGAIN: Sql = Sql::new(
    "outbox.again",
    "UPDATE outbox SET status = 'waiting', run_after_ms = $3, attempts = 0 \
     WHERE district_id = $1 AND id = $2 AND status = 'failed'",
);
pub(crate) static LIST: Sql = Sql::new(
    "outbox.list",
    "SELECT id, subject, event, recipient, channel, payload, run_after_ms, status, attempts, \
     error, at_ms, sent_ms FROM outbox WHERE district_id = $1 AND status = $2 \
     AND (at_ms, id) < ($3, $4) ORDER BY at_ms DESC, id DESC LIMIT $5",
);

pub(crate) fn put(district: &DistrictId, it: Message, at_ms: i64) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            district,
            it.id,
            it.subject,
            it.event,
            it.recipient,
            it.channel,
            it.payload,
            it.run_after_ms,
            at_ms
        ],
    )
}

pub(crate) fn sent(district: &DistrictId, id: String, attempt: i64, at_ms: i64) -> RowOp {
    RowOp::new(&SENT, params![district, id, attempt, at_ms])
}

pub(crate) fn retry(
    district: &DistrictId,
    id: String,
    attempt: i64,
    error: String,
    after_ms: Option<i64>,
) -> RowOp {
    let status = if after_ms.is_some() {
        "waiting"
    } else {
        "failed"
    };
    RowOp::new(
        &RETRY,
        params![district, id, attempt, status, error, after_ms.unwrap_or(0)],
    )
}

pub(crate) fn again(district: &DistrictId, id: String, at_ms: i64) -> RowOp {
    RowOp::new(&AGAIN, params![district, id, at_ms])
}

fn read(row: &Row) -> Result<Sending, StoreError> {
    Ok(Sending {
        message: Message {
            id: row.text(0)?,
            subject: row.text(1)?,
            event: row.text(2)?,
            recipient: row.text(3)?,
            channel: row.text(4)?,
            payload: row.text(5)?,
            run_after_ms: row.int(6)?,
        },
        status: row.text(7)?,
        attempts: row.int(8)?,
        error: row.maybe_text(9)?,
        at_ms: row.int(10)?,
        sent_ms: row.maybe_int(11)?,
    })
}

impl Store {
    /// Takes up to `limit` due messages for this worker until `until_ms`; one whose worker died is
    /// taken again after that.
    pub async fn claim_messages(
        &self,
        district: &DistrictId,
        now_ms: i64,
        until_ms: i64,
        limit: i64,
    ) -> Result<Vec<Sending>, StoreError> {
        let params = params![district, now_ms, until_ms, limit.clamp(1, MAX_CLAIM)];
        let rows = self.write_returning(Text::Fixed(&CLAIM), params).await?;
        rows.iter().map(read).collect()
    }

    /// Messages of a status, newest first, before one (its `at_ms` and id; `None` for the first
    /// page), at most 200.
    pub async fn messages(
        &self,
        district: &DistrictId,
        status: &str,
        before: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<Sending>, StoreError> {
        let (at_ms, id) = before.unwrap_or((i64::MAX, ""));
        let params = params![district, status, at_ms, id, limit.clamp(1, 200)];
        let rows = self.query(&LIST, params).await?;
        rows.iter().map(read).collect()
    }
}
