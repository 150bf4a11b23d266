//! Reports, people and units as lists.

use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError};

/// One imported report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The year its commitments are for.
    pub year: i64,
    /// Its status.
    pub status: String,
    /// When imported, RFC 3339.
    pub imported_at: String,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The id.
    pub id: String,
    /// The name as shown.
    pub name: String,
    /// The sign-in name.
    pub login: String,
    /// The unit.
    pub unit: Option<String>,
    /// The roles, a JSON list.
    pub roles: String,
    /// Whether the account is disabled.
    pub disabled: bool,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// Its code.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short: String,
    /// What it is.
    pub kind: String,
    /// The unit above.
    pub parent: Option<String>,
    /// Its statistical code.
    pub official_code: Option<String>,
}

pub(crate) static REPORTS: Sql = Sql::new(
    "report.list",
    "SELECT id, title, year, status, imported_at FROM report WHERE district_id = $1 \
     ORDER BY year DESC, imported_at DESC, id LIMIT 200",
);
pub(crate) static PEOPLE: Sql = Sql::new(
    "person.list",
    "SELECT id, name, login, unit, roles, disabled FROM person WHERE district_id = $1 AND id > $2 \
     ORDER BY id LIMIT $3",
);
pub(crate) static PERSON_BY_LOGIN: Sql = Sql::new(
    "person.by_login",
    "SELECT id, name, login, unit, roles, disabled FROM person WHERE district_id = $1 AND login = $2",
);
pub(crate) static UNITS: Sql = Sql::new(
    "unit.list",
    "SELECT code, name, short, kind, parent, official_code FROM unit WHERE district_id = $1 \
     ORDER BY code LIMIT 5000",
);

impl Store {
    /// The district's reports, newest first, at most 200.
    pub async fn reports(&self, district: &DistrictId) -> Result<Vec<ReportRow>, StoreError> {
        let rows = self.query(&REPORTS, params![district]).await?;
        let report = |row: &Row| {
            Ok(ReportRow {
                id: row.text(0)?,
                title: row.text(1)?,
                year: row.int(2)?,
                status: row.text(3)?,
                imported_at: row.text(4)?,
            })
        };
        rows.iter().map(report).collect()
    }

    /// People in the order of their ids after one (empty for the first page), at most 1,000.
    pub async fn people(
        &self,
        district: &DistrictId,
        after: &str,
        limit: usize,
    ) -> Result<Vec<PersonRow>, StoreError> {
        let limit = limit.clamp(1, crate::MAX_LOAD) as i64;
        let rows = self.query(&PEOPLE, params![district, after, limit]).await?;
        rows.iter().map(person).collect()
    }

    /// The person with a sign-in name.
    pub async fn person_by_login(
        &self,
        district: &DistrictId,
        login: &str,
    ) -> Result<Option<PersonRow>, StoreError> {
        let rows = self
            .query(&PERSON_BY_LOGIN, params![district, login])
            .await?;
        rows.first().map(person).transpose()
    }

    /// All units by code, at most 5,000.
    pub async fn units(&self, district: &DistrictId) -> Result<Vec<UnitRow>, StoreError> {
        let rows = self.query(&UNITS, params![district]).await?;
        let unit = |row: &Row| {
            Ok(UnitRow {
                code: row.text(0)?,
                name: row.text(1)?,
                short: row.text(2)?,
                kind: row.text(3)?,
                parent: row.maybe_text(4)?,
                official_code: row.maybe_text(5)?,
            })
        };
        rows.iter().map(unit).collect()
    }
}

fn person(row: &Row) -> Result<PersonRow, StoreError> {
    Ok(PersonRow {
        id: row.text(0)?,
        name: row.text(1)?,
        login: row.text(2)?,
        unit: row.maybe_text(3)?,
        roles: row.text(4)?,
        disabled: row.flag(5)?,
    })
}
