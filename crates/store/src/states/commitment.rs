//! Commitments of a report, and the whole ledger in brief.

use crate::ledger::Filter;
use crate::projection::NO_DAY;
use crate::select::Select;
use crate::sql::Sql;
use crate::subject::{self, Loaded};
use crate::value::{Value, params};
use crate::{DistrictId, Row, Store, StoreError};
use serde::de::DeserializeOwned;

/// The most commitments of one report or of one brief ledger.
pub const MAX_COMMITMENTS: i64 = 20_000;

/// What counts and cuts of the ledger are made of: one row per issued commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The commitment.
    pub id: String,
    /// The report it is from.
    pub report: String,
    /// Its number in the report.
    pub no: i64,
    /// Its kind, by code.
    pub kind: String,
    /// Section labels from the root, joined with `/`.
    pub section_key: String,
    /// Heading it stands under.
    pub section_title: String,
    /// Lead unit.
    pub lead: Option<String>,
    /// Overseeing leader.
    pub leader: Option<String>,
    /// Deadline, ISO day.
    pub deadline: Option<String>,
    /// Colour code, once judged.
    pub colour: Option<String>,
    /// True when reached.
    pub done: bool,
    /// The day the colour began, ISO.
    pub since_day: Option<String>,
}

/// Commitments of a report by status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusCount {
    /// The report.
    pub report: String,
    /// The status, by code.
    pub status: String,
    /// How many.
    pub count: i64,
}

pub(crate) static OF_REPORT: Sql = Sql::new(
    "commitment.states_of_report",
    "SELECT s.kind, s.id, s.seq, s.state FROM commitment AS c LEFT JOIN subject AS s \
     ON s.district_id = c.district_id AND s.kind = 'commitment' AND s.id = c.id \
     WHERE c.district_id = $1 AND c.report_id = $2 ORDER BY c.no, c.id LIMIT $3",
);
pub(crate) static READINGS_OF_REPORT: Sql = Sql::new(
    "commitment.readings_of_report",
    "SELECT s.kind, s.id, s.seq, s.state FROM commitment AS c LEFT JOIN subject AS s \
     ON s.district_id = c.district_id AND s.kind = 'commitment' AND s.id = c.id \
     WHERE c.district_id = $1 AND c.report_id = $2 \
     AND (c.measured_by IN ('readings', 'indicators') OR c.target_comparator = 'in_step') ORDER BY c.no, c.id LIMIT $3",
);
const BRIEF: &str = "SELECT c.id, c.no, c.kind, c.section_key, c.section_title, c.lead_unit, c.leader, \
     c.deadline_day, l.colour, COALESCE(l.done, FALSE), l.since_day, c.report_id FROM commitment AS c \
     LEFT JOIN light AS l ON l.district_id = c.district_id AND l.commitment_id = c.id";
pub(crate) static STATUS_COUNTS: Sql = Sql::new(
    "commitment.status_counts",
    "SELECT c.report_id, c.status, COUNT(*) FROM commitment AS c \
     WHERE c.district_id = $1 GROUP BY c.report_id, c.status",
);
pub(crate) static LIGHTS_DUE: Sql = Sql::new(
    "light.due",
    "SELECT l.commitment_id FROM light AS l WHERE l.district_id = $1 AND l.next_change_day <= $2 \
     ORDER BY l.next_change_day, l.commitment_id LIMIT $3",
);
pub(crate) static OTHER_RULE: Sql = Sql::new(
    "light.of_other_rule",
    "SELECT l.commitment_id FROM light AS l WHERE l.district_id = $1 \
     AND (l.rule_version < $2 OR l.rule_version > $2) \
     ORDER BY l.commitment_id LIMIT $3",
);
pub(crate) static WITHOUT_LIGHT: Sql = Sql::new(
    "commitment.without_light",
    "SELECT c.id FROM commitment AS c LEFT JOIN light AS l \
     ON l.district_id = c.district_id AND l.commitment_id = c.id \
     WHERE c.district_id = $1 AND c.status = 'issued' AND c.kind <> 'principle' \
     AND l.commitment_id IS NULL ORDER BY c.id LIMIT $2",
);

impl Store {
    /// All commitments of a report in any status, by number.
    pub async fn drafts_of<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        report: &str,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let rows = self
            .query(&OF_REPORT, params![district, report, MAX_COMMITMENTS])
            .await?;
        rows.iter().map(subject::read).collect()
    }

    /// The commitments of a report that are judged by readings, their own or of a series, or move in step with others, by number.
    pub async fn readings_of<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        report: &str,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let rows = self
            .query(
                &READINGS_OF_REPORT,
                params![district, report, MAX_COMMITMENTS],
            )
            .await?;
        rows.iter().map(subject::read).collect()
    }

    /// Commitments in brief, by report and number: one query, no JSON, at most
    /// [`MAX_COMMITMENTS`].
    pub async fn ledger_brief(
        &self,
        district: &DistrictId,
        filter: &Filter,
    ) -> Result<Vec<Brief>, StoreError> {
        let (text, params) = brief_query(district, filter)?;
        let rows = self.query_built(text, params).await?;
        rows.iter().map(brief).collect()
    }

    /// Commitments of all reports by status.
    pub async fn status_counts(
        &self,
        district: &DistrictId,
    ) -> Result<Vec<StatusCount>, StoreError> {
        let rows = self.query(&STATUS_COUNTS, params![district]).await?;
        let count = |row: &Row| {
            Ok(StatusCount {
                report: row.text(0)?,
                status: row.text(1)?,
                count: row.int(2)?,
            })
        };
        rows.iter().map(count).collect()
    }

    /// Commitments whose light changes by itself on or before a day (ISO), the earliest first.
    pub async fn lights_due(
        &self,
        district: &DistrictId,
        day: &str,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .query(&LIGHTS_DUE, params![district, day, MAX_COMMITMENTS])
            .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Commitments whose light was judged by another version of the rules.
    pub async fn lights_of_other_rule(
        &self,
        district: &DistrictId,
        version: &str,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .query(&OTHER_RULE, params![district, version, MAX_COMMITMENTS])
            .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Issued commitments that have never been judged.
    pub async fn issued_without_light(
        &self,
        district: &DistrictId,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .query(&WITHOUT_LIGHT, params![district, MAX_COMMITMENTS])
            .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }
}

/// The text and parameters of [`Store::ledger_brief`].
pub(crate) fn brief_query(
    district: &DistrictId,
    filter: &Filter,
) -> Result<(String, Vec<Value>), StoreError> {
    let mut select = Select::new(district, BRIEF, "c.district_id");
    filter.conditions(&mut select);
    select.tail(" ORDER BY c.report_id, c.no, c.id LIMIT 20000");
    select.done()
}

fn brief(row: &Row) -> Result<Brief, StoreError> {
    Ok(Brief {
        id: row.text(0)?,
        no: row.int(1)?,
        kind: row.text(2)?,
        section_key: row.text(3)?,
        section_title: row.text(4)?,
        lead: row.maybe_text(5)?,
        leader: row.maybe_text(6)?,
        deadline: Some(row.text(7)?).filter(|day| day != NO_DAY),
        colour: row.maybe_text(8)?,
        done: row.flag(9)?,
        since_day: row.maybe_text(10)?,
        report: row.text(11)?,
    })
}
