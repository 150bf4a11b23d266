//! Incidents: which there are, and which case is in which.

use super::ask::{Ask, Built};
use super::filter::{CaseFilter, CaseScope};
use crate::select::{Key, MAX_IN, Page, page_size, parse_cursor};
use crate::sql::Sql;
use crate::value::{Value, params};
use crate::{DistrictId, Store, StoreError};
use std::collections::BTreeMap;

/// The most cases of one incident that are read.
pub const MAX_MEMBERS: i64 = 1_000;

/// One incident of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterRow {
    /// Its id.
    pub id: String,
    /// Its number as printed.
    pub number: String,
    /// The case that leads it.
    pub leading: String,
    /// When it was formed, ms UTC.
    pub formed_ms: i64,
    /// Not dissolved.
    pub is_open: bool,
}

pub(crate) static MEMBERS: Sql = Sql::new(
    "cluster_member.of",
    "SELECT case_id FROM cluster_member WHERE district_id = $1 AND cluster_id = $2 \
     ORDER BY joined_ms, case_id LIMIT $3",
);
pub(crate) static LED: Sql = Sql::new(
    "cluster_row.led",
    "SELECT id FROM cluster_row WHERE district_id = $1 AND lead_case = $2 AND is_open = TRUE \
     ORDER BY id LIMIT 1",
);
pub(crate) static REPEATED: Sql = Sql::new(
    "caller.repeated",
    "SELECT caller, COUNT(*), MAX(at_ms) FROM caller WHERE district_id = $1 AND at_ms >= $2 \
     GROUP BY caller HAVING COUNT(*) >= $3 ORDER BY MAX(at_ms) DESC, caller LIMIT $4",
);

/// The most reports looked at behind repeated callers.
const MAX_REPORTS: i64 = 1_000;

impl Store {
    /// The cases of these callers since an instant (ms UTC), the latest first: digest and case. One
    /// query, at most 1,000.
    pub async fn subjects_of_callers(
        &self,
        district: &DistrictId,
        callers: &[String],
        since_ms: i64,
    ) -> Result<Vec<(String, String)>, StoreError> {
        if callers.is_empty() {
            return Ok(Vec::new());
        }
        let (text, params) = callers_query(district, callers, since_ms)?;
        let rows = self.query_built(text, params).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?)))
            .collect()
    }

    /// A page of incidents whose leading case is within the scope, the newest first: one query.
    pub async fn clusters(
        &self,
        district: &DistrictId,
        scope: &CaseScope,
        open: Option<bool>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Page<ClusterRow>, StoreError> {
        let (text, params) = incidents_query(district, scope, open, after, limit)?;
        let rows = self.query_built(text, params).await?;
        let rows = rows.iter().map(|row| {
            Ok(ClusterRow {
                id: row.text(0)?,
                number: row.text(1)?,
                leading: row.text(2)?,
                formed_ms: row.int(3)?,
                is_open: row.flag(4)?,
            })
        });
        let rows: Vec<ClusterRow> = rows.collect::<Result<_, StoreError>>()?;
        Ok(Page::cut(rows, limit, |row| {
            vec![Value::I64(row.formed_ms), Value::from(&row.id)]
        }))
    }

    /// The cases of an incident, those that joined first first, at most [`MAX_MEMBERS`].
    pub async fn cluster_members(
        &self,
        district: &DistrictId,
        cluster: &str,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .query(&MEMBERS, params![district, cluster, MAX_MEMBERS])
            .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// The incident that a case leads.
    pub async fn cluster_led_by(
        &self,
        district: &DistrictId,
        case: &str,
    ) -> Result<Option<String>, StoreError> {
        let rows = self.query(&LED, params![district, case]).await?;
        rows.first().map(|row| row.text(0)).transpose()
    }

    /// Which of these cases are in which incident: one query, at most 500 cases.
    pub async fn clusters_of(
        &self,
        district: &DistrictId,
        cases: &[String],
    ) -> Result<BTreeMap<String, String>, StoreError> {
        if cases.is_empty() {
            return Ok(BTreeMap::new());
        }
        let (text, params) = of_query(district, cases)?;
        let rows = self.query_built(text, params).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?)))
            .collect()
    }

    /// How many cases each of these incidents has: one query, at most 500 incidents.
    pub async fn cluster_sizes(
        &self,
        district: &DistrictId,
        clusters: &[String],
    ) -> Result<BTreeMap<String, i64>, StoreError> {
        if clusters.is_empty() {
            return Ok(BTreeMap::new());
        }
        let (text, params) = sizes_query(district, clusters)?;
        let rows = self.query_built(text, params).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.int(1)?)))
            .collect()
    }

    /// Callers, by keyed digest, with at least so many cases since an instant (ms UTC), the latest
    /// first: digest, how many, when last. At most [`MAX_IN`].
    pub async fn repeated_callers(
        &self,
        district: &DistrictId,
        since_ms: i64,
        least: i64,
        limit: i64,
    ) -> Result<Vec<(String, i64, i64)>, StoreError> {
        let limit = limit.clamp(1, MAX_IN as i64);
        let params = params![district, since_ms, least, limit];
        let rows = self.query(&REPEATED, params).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.int(1)?, row.int(2)?)))
            .collect()
    }
}

pub(crate) fn incidents_query(
    district: &DistrictId,
    scope: &CaseScope,
    open: Option<bool>,
    after: Option<&str>,
    limit: usize,
) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say(
        "SELECT k.id, k.number, k.lead_case, k.formed_ms, k.is_open FROM cluster_row AS k \
         JOIN case_row AS c ON c.district_id = k.district_id AND c.id = k.lead_case \
         WHERE k.district_id = $1",
    );
    match open {
        Some(true) => ask.say(" AND k.is_open = TRUE"),
        Some(false) => ask.say(" AND k.is_open = FALSE"),
        None => &mut ask,
    };
    let filter = CaseFilter {
        scope: scope.clone(),
        ..CaseFilter::default()
    };
    filter.scope(&mut ask);
    if let Some(after) = parse_cursor(after, &[Key::Number, Key::Text])? {
        ask.and("(k.formed_ms, k.id) < (?, ?)", after);
    }
    ask.say(" ORDER BY k.formed_ms DESC, k.id DESC LIMIT ");
    ask.value(Value::I64(page_size(limit) as i64 + 1));
    ask.done()
}

pub(crate) fn callers_query(
    district: &DistrictId,
    callers: &[String],
    since_ms: i64,
) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say("SELECT a.caller, a.subject FROM caller AS a WHERE a.district_id = $1");
    ask.and("a.at_ms >= ?", [Value::I64(since_ms)]);
    ask.and_in("a.caller", callers);
    ask.say(" ORDER BY a.at_ms DESC, a.subject LIMIT ");
    ask.value(Value::I64(MAX_REPORTS));
    ask.done()
}

pub(crate) fn of_query(district: &DistrictId, cases: &[String]) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say("SELECT m.case_id, m.cluster_id FROM cluster_member AS m WHERE m.district_id = $1");
    ask.and_in("m.case_id", cases);
    ask.done()
}

pub(crate) fn sizes_query(district: &DistrictId, clusters: &[String]) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say("SELECT m.cluster_id, COUNT(*) FROM cluster_member AS m WHERE m.district_id = $1");
    ask.and_in("m.cluster_id", clusters);
    ask.say(" GROUP BY m.cluster_id");
    ask.done()
}
