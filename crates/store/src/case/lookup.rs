//! One case by what people know of it.

use super::ask::{Ask, Built};
use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Store, StoreError, Value};

pub(crate) static BY_NUMBER: Sql = Sql::new(
    "case_row.by_number",
    "SELECT id FROM case_row WHERE district_id = $1 AND number = $2",
);
pub(crate) static BY_SOURCE: Sql = Sql::new(
    "case_row.by_source",
    "SELECT id FROM case_row WHERE district_id = $1 AND source_system = $2 AND source_number = $3",
);
pub(crate) static BY_TRACKING: Sql = Sql::new(
    "case_row.by_tracking",
    "SELECT id FROM case_row WHERE district_id = $1 AND tracking = $2",
);
/// The most numbers looked up at once.
pub const MAX_SOURCES: usize = crate::select::MAX_IN;

pub(crate) fn sources_query(
    district: &DistrictId,
    system: &str,
    numbers: &[String],
) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say("SELECT c.source_number, c.id FROM case_row AS c WHERE c.district_id = $1");
    ask.and("c.source_system = ?", [system.into()]);
    ask.and_in("c.source_number", numbers);
    ask.done()
}

impl Store {
    /// The id of the case with this number.
    pub async fn case_by_number(
        &self,
        district: &DistrictId,
        number: &str,
    ) -> Result<Option<String>, StoreError> {
        self.case_id(&BY_NUMBER, params![district, number]).await
    }

    /// The id of the case imported from this system under this number.
    pub async fn case_by_source(
        &self,
        district: &DistrictId,
        system: &str,
        number: &str,
    ) -> Result<Option<String>, StoreError> {
        self.case_id(&BY_SOURCE, params![district, system, number])
            .await
    }

    /// The id of the case whose tracking code has this hash.
    pub async fn case_by_tracking(
        &self,
        district: &DistrictId,
        hash: &str,
    ) -> Result<Option<String>, StoreError> {
        self.case_id(&BY_TRACKING, params![district, hash]).await
    }

    /// Which of these numbers of a system were imported, each with the id of its case: one query, at
    /// most [`MAX_SOURCES`] numbers.
    pub async fn case_sources(
        &self,
        district: &DistrictId,
        system: &str,
        numbers: &[String],
    ) -> Result<Vec<(String, String)>, StoreError> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let (text, params) = sources_query(district, system, numbers)?;
        let rows = self.query_built(text, params).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?)))
            .collect()
    }

    async fn case_id(
        &self,
        sql: &'static Sql,
        params: Vec<Value>,
    ) -> Result<Option<String>, StoreError> {
        let rows = self.query(sql, params).await?;
        rows.first().map(|row| row.text(0)).transpose()
    }
}
