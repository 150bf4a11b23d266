//! Records, requests to change and supervision items by what they wait for.

use crate::select::{Key, Page, Select, parse_cursor};
use crate::sql::Sql;
use crate::value::{Value, params};
use crate::{DistrictId, Row, Store, StoreError};

/// Conditions on records that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// Of this commitment.
    pub commitment: Option<String>,
    /// In one of these statuses.
    pub statuses: Vec<String>,
    /// Claimed for one of these units.
    pub claimed_units: Vec<String>,
    /// Not claimed by this person (who can never verify them).
    pub not_by: Option<String>,
    /// Whose commitment is led by one of these units.
    pub lead_units: Vec<String>,
    /// Whose commitment is overseen by this leader.
    pub leader: Option<String>,
}

/// One record of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its id.
    pub id: String,
    /// Its commitment.
    pub commitment: String,
    /// The commitment's number.
    pub no: i64,
    /// The commitment's short name.
    pub title: String,
    /// The commitment's lead unit.
    pub lead: Option<String>,
    /// Its kind.
    pub kind: String,
    /// Its status.
    pub status: String,
    /// The day it happened.
    pub day: String,
    /// The amount, exact decimal text in `unit`.
    pub amount: Option<String>,
    /// The unit as entered.
    pub unit: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who claims it.
    pub claimed_by: String,
    /// For which unit.
    pub claimed_unit: String,
    /// When, RFC 3339.
    pub claimed_at: String,
}

/// One request to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequestRow {
    /// Its id.
    pub id: String,
    /// Its commitment.
    pub commitment: String,
    /// The commitment's number.
    pub no: i64,
    /// The commitment's short name.
    pub title: String,
    /// Its status.
    pub status: String,
    /// The unit that asks.
    pub requested_unit: String,
    /// When, RFC 3339.
    pub requested_at: String,
}

/// One supervision item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupervisionRow {
    /// Its id.
    pub id: String,
    /// Its commitment.
    pub commitment: String,
    /// The commitment's number.
    pub no: i64,
    /// The commitment's short name.
    pub title: String,
    /// Its status.
    pub status: String,
    /// The unit that owes the answer.
    pub owner_unit: String,
    /// The last day for the answer.
    pub due: String,
}

/// How many records of a commitment are in a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCount {
    /// The commitment.
    pub commitment: String,
    /// The status.
    pub status: String,
    /// How many.
    pub count: i64,
}

const RECORDS: &str = "SELECT r.id, r.commitment_id, c.no, c.title, c.lead_unit, r.kind, r.status, r.day, \
    r.amount, r.unit, r.place, r.claimed_by, r.claimed_unit, r.claimed_at FROM record AS r \
    JOIN commitment AS c ON c.district_id = r.district_id AND c.id = r.commitment_id";
const REQUESTS: &str = "SELECT r.id, r.commitment_id, c.no, c.title, r.status, r.requested_unit, \
    r.requested_at FROM change_request AS r \
    JOIN commitment AS c ON c.district_id = r.district_id AND c.id = r.commitment_id";
const SUPERVISIONS: &str = "SELECT s.id, s.commitment_id, c.no, c.title, s.status, s.owner_unit, s.due_day \
    FROM supervision AS s \
    JOIN commitment AS c ON c.district_id = s.district_id AND c.id = s.commitment_id";

pub(crate) static RECORD_IDS: Sql = Sql::new(
    "record.ids",
    "SELECT id FROM record WHERE district_id = $1 AND commitment_id = $2 ORDER BY day, id LIMIT 20000",
);

impl Store {
    /// A page of records, the newest claim first: one query.
    pub async fn records(
        &self,
        district: &DistrictId,
        filter: &RecordFilter,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Page<RecordRow>, StoreError> {
        let (text, params) = records_query(district, filter, after, limit)?;
        let rows = self.query_built(text, params).await?;
        let rows = rows.iter().map(record).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(rows, limit, |row| {
            vec![Value::from(&row.claimed_at), Value::from(&row.id)]
        }))
    }

    /// The ids of a commitment's records by day, at most 20,000.
    pub async fn record_ids(
        &self,
        district: &DistrictId,
        commitment: &str,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .query(&RECORD_IDS, params![district, commitment])
            .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// How many records of each of these commitments are in which status: one query, at most
    /// 500 commitments.
    pub async fn record_counts(
        &self,
        district: &DistrictId,
        commitments: &[String],
    ) -> Result<Vec<RecordCount>, StoreError> {
        if commitments.is_empty() {
            return Ok(Vec::new());
        }
        let (text, params) = record_counts_query(district, commitments)?;
        let rows = self.query_built(text, params).await?;
        let count = |row: &Row| {
            Ok(RecordCount {
                commitment: row.text(0)?,
                status: row.text(1)?,
                count: row.int(2)?,
            })
        };
        rows.iter().map(count).collect()
    }

    /// A page of requests to change, the newest first. `units`: asked by one of these.
    pub async fn change_requests(
        &self,
        district: &DistrictId,
        commitment: Option<&str>,
        statuses: &[String],
        units: &[String],
        after: Option<&str>,
        limit: usize,
    ) -> Result<Page<ChangeRequestRow>, StoreError> {
        let (text, params) = requests_query(district, commitment, statuses, units, after, limit)?;
        let rows = self.query_built(text, params).await?;
        let rows = rows.iter().map(request).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(rows, limit, |row| {
            vec![Value::from(&row.requested_at), Value::from(&row.id)]
        }))
    }

    /// A page of supervision items, the first due first. `owners`: owed by one of these units.
    pub async fn supervisions(
        &self,
        district: &DistrictId,
        commitment: Option<&str>,
        statuses: &[String],
        owners: &[String],
        after: Option<&str>,
        limit: usize,
    ) -> Result<Page<SupervisionRow>, StoreError> {
        let (text, params) =
            supervisions_query(district, commitment, statuses, owners, after, limit)?;
        let rows = self.query_built(text, params).await?;
        let rows = rows
            .iter()
            .map(supervision)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(rows, limit, |row| {
            vec![Value::from(&row.due), Value::from(&row.id)]
        }))
    }
}

type Built = Result<(String, Vec<Value>), StoreError>;

/// The keys that these lists are sorted by.
const DAY_AND_ID: [Key; 2] = [Key::Text, Key::Text];

pub(crate) fn records_query(
    district: &DistrictId,
    filter: &RecordFilter,
    after: Option<&str>,
    limit: usize,
) -> Built {
    let mut select = Select::new(district, RECORDS, "r.district_id");
    select
        .and_some("r.commitment_id = ?", filter.commitment.as_deref())
        .and_in("r.status", &filter.statuses, "")
        .and_in("r.claimed_unit", &filter.claimed_units, "")
        .and_some("r.claimed_by <> ?", filter.not_by.as_deref())
        .and_in("c.lead_unit", &filter.lead_units, "")
        .and_some("c.leader = ?", filter.leader.as_deref())
        .page(
            &["r.claimed_at", "r.id"],
            true,
            parse_cursor(after, &DAY_AND_ID)?,
            limit,
        );
    select.done()
}

pub(crate) fn record_counts_query(district: &DistrictId, commitments: &[String]) -> Built {
    let head = "SELECT r.commitment_id, r.status, COUNT(*) FROM record AS r";
    let mut select = Select::new(district, head, "r.district_id");
    select
        .and_in("r.commitment_id", commitments, "")
        .tail(" GROUP BY r.commitment_id, r.status ORDER BY r.commitment_id, r.status");
    select.done()
}

pub(crate) fn requests_query(
    district: &DistrictId,
    commitment: Option<&str>,
    statuses: &[String],
    units: &[String],
    after: Option<&str>,
    limit: usize,
) -> Built {
    let mut select = Select::new(district, REQUESTS, "r.district_id");
    select
        .and_some("r.commitment_id = ?", commitment)
        .and_in("r.status", statuses, "")
        .and_in("r.requested_unit", units, "")
        .page(
            &["r.requested_at", "r.id"],
            true,
            parse_cursor(after, &DAY_AND_ID)?,
            limit,
        );
    select.done()
}

pub(crate) fn supervisions_query(
    district: &DistrictId,
    commitment: Option<&str>,
    statuses: &[String],
    owners: &[String],
    after: Option<&str>,
    limit: usize,
) -> Built {
    let mut select = Select::new(district, SUPERVISIONS, "s.district_id");
    select
        .and_some("s.commitment_id = ?", commitment)
        .and_in("s.status", statuses, "")
        .and_in("s.owner_unit", owners, "")
        .page(
            &["s.due_day", "s.id"],
            false,
            parse_cursor(after, &DAY_AND_ID)?,
            limit,
        );
    select.done()
}

fn record(row: &Row) -> Result<RecordRow, StoreError> {
    Ok(RecordRow {
        id: row.text(0)?,
        commitment: row.text(1)?,
        no: row.int(2)?,
        title: row.text(3)?,
        lead: row.maybe_text(4)?,
        kind: row.text(5)?,
        status: row.text(6)?,
        day: row.text(7)?,
        amount: row.maybe_text(8)?,
        unit: row.maybe_text(9)?,
        place: row.maybe_text(10)?,
        claimed_by: row.text(11)?,
        claimed_unit: row.text(12)?,
        claimed_at: row.text(13)?,
    })
}

fn request(row: &Row) -> Result<ChangeRequestRow, StoreError> {
    Ok(ChangeRequestRow {
        id: row.text(0)?,
        commitment: row.text(1)?,
        no: row.int(2)?,
        title: row.text(3)?,
        status: row.text(4)?,
        requested_unit: row.text(5)?,
        requested_at: row.text(6)?,
    })
}

fn supervision(row: &Row) -> Result<SupervisionRow, StoreError> {
    Ok(SupervisionRow {
        id: row.text(0)?,
        commitment: row.text(1)?,
        no: row.int(2)?,
        title: row.text(3)?,
        status: row.text(4)?,
        owner_unit: row.text(5)?,
        due: row.text(6)?,
    })
}
