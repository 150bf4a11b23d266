//! What a person is told inside the application.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError};

/// One notice. A second one of the same id for the same person is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// To whom.
    pub person: String,
    /// Its id, made of what happened.
    pub id: String,
    /// What it is about: a subject, `case/…`.
    pub subject: String,
    /// A line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// When, ms UTC.
    pub at_ms: i64,
    /// When it was read, ms UTC.
    pub read_ms: Option<i64>,
}

pub(crate) static PUT: Sql = Sql::new(
    "notice.put",
    "INSERT INTO notice (district_id, person, id, subject, title, body, at_ms) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (district_id, person, id) DO NOTHING",
);
pub(crate) static READ: Sql = Sql::new(
    "notice.read",
    "UPDATE notice SET read_ms = $3 WHERE district_id = $1 AND person = $2 AND read_ms IS NULL \
     AND at_ms <= $4",
);
pub(crate) static LIST: Sql = Sql::new(
    "notice.list",
    "SELECT person, id, subject, title, body, at_ms, read_ms FROM notice \
     WHERE district_id = $1 AND person = $2 AND (at_ms, id) < ($3, $4) \
     ORDER BY at_ms DESC, id DESC LIMIT $5",
);
pub(crate) static UNREAD: Sql = Sql::new(
    "notice.unread",
    "SELECT COUNT(*) FROM (SELECT id FROM notice WHERE district_id = $1 AND person = $2 \
     AND read_ms IS NULL LIMIT 100) AS n",
);

pub(crate) fn put(district: &DistrictId, it: Notice) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            district, it.person, it.id, it.subject, it.title, it.body, it.at_ms
        ],
    )
}

pub(crate) fn read(district: &DistrictId, person: String, up_to_ms: i64, at_ms: i64) -> RowOp {
    RowOp::new(&READ, params![district, person, at_ms, up_to_ms])
}

impl Store {
    /// A person's notices, newest first, before one (its `at_ms` and id; `None` for the first page),
    /// at most 200.
    pub async fn notices(
        &self,
        district: &DistrictId,
        person: &str,
        before: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<Notice>, StoreError> {
        let (at_ms, id) = before.unwrap_or((i64::MAX, ""));
        let params = params![district, person, at_ms, id, limit.clamp(1, 200)];
        let rows = self.query(&LIST, params).await?;
        let notice = |row: &Row| {
            Ok(Notice {
                person: row.text(0)?,
                id: row.text(1)?,
                subject: row.text(2)?,
                title: row.text(3)?,
                body: row.text(4)?,
                at_ms: row.int(5)?,
                read_ms: row.maybe_int(6)?,
            })
        };
        rows.iter().map(notice).collect()
    }

    /// How many notices a person has not read, counted up to 100.
    pub async fn unread_notices(
        &self,
        district: &DistrictId,
        person: &str,
    ) -> Result<i64, StoreError> {
        let rows = self.query(&UNREAD, params![district, person]).await?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    }
}
