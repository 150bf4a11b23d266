//! How many commitments of which colour, by section, unit or leader.

use super::Filter;
use crate::select::Select;
use crate::value::Value;
use crate::{DistrictId, Store, StoreError};

/// What counts are grouped by, beside the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Nothing: colours alone.
    Colour,
    /// The section.
    Section,
    /// The lead unit.
    Lead,
    /// Every unit concerned; a commitment counts once for each.
    Unit,
    /// The overseeing leader.
    Leader,
    /// The kind.
    Kind,
    /// The status.
    Status,
    /// The report.
    Report,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The group's code; empty when the commitment has none, or for [`Dimension::Colour`].
    pub key: String,
    /// The section's heading or the report's title; empty for other dimensions.
    pub title: String,
    /// The report's year; 0 for other dimensions.
    pub year: i64,
    /// The colour.
    pub colour: String,
    /// How many of them are done.
    pub done: i64,
    /// How many.
    pub count: i64,
}

impl Store {
    /// Counts by colour and a dimension, under the same conditions as a list: one query,
    /// at most 5,000 groups.
    pub async fn ledger_counts(
        &self,
        district: &DistrictId,
        filter: &Filter,
        by: Dimension,
    ) -> Result<Vec<Count>, StoreError> {
        let (text, params) = count_query(district, filter, by)?;
        let rows = self.query_built(text, params).await?;
        let count = |row: &crate::Row| {
            Ok(Count {
                key: row.text(0)?,
                title: row.text(1)?,
                year: row.int(2)?,
                colour: row.text(3)?,
                done: row.int(4)?,
                count: row.int(5)?,
            })
        };
        rows.iter().map(count).collect()
    }
}

macro_rules! head {
    ($key:literal, $title:literal, $join:literal) => {
        head!($key, $title, "0", $join)
    };
    ($key:literal, $title:literal, $year:literal, $join:literal) => {
        concat!(
            "SELECT ",
            $key,
            ", ",
            $title,
            ", ",
            $year,
            ", COALESCE(l.colour, 'grey'), ",
            "COUNT(CASE WHEN l.done THEN 1 END), COUNT(*) FROM commitment AS c ",
            "LEFT JOIN light AS l ON l.district_id = c.district_id AND l.commitment_id = c.id",
            $join
        )
    };
}

const UNITS: &str = head!(
    "w.unit",
    "''",
    " JOIN commitment_unit AS w ON w.district_id = c.district_id AND w.commitment_id = c.id"
);

const REPORTS: &str = head!(
    "c.report_id",
    "COALESCE(MIN(q.title), '')",
    "COALESCE(MIN(q.year), 0)",
    " LEFT JOIN report AS q ON q.district_id = c.district_id AND q.id = c.report_id"
);

/// The text and parameters of [`Store::ledger_counts`].
pub fn count_query(
    district: &DistrictId,
    filter: &Filter,
    by: Dimension,
) -> Result<(String, Vec<Value>), StoreError> {
    let head = match by {
        Dimension::Colour => head!("''", "''", ""),
        Dimension::Section => head!("c.section_key", "MIN(c.section_title)", ""),
        Dimension::Lead => head!("COALESCE(c.lead_unit, '')", "''", ""),
        Dimension::Unit => UNITS,
        Dimension::Leader => head!("COALESCE(c.leader, '')", "''", ""),
        Dimension::Kind => head!("c.kind", "''", ""),
        Dimension::Status => head!("c.status", "''", ""),
        Dimension::Report => REPORTS,
    };
    let group = match by {
        Dimension::Colour => " GROUP BY COALESCE(l.colour, 'grey') ORDER BY 4 LIMIT 5000",
        Dimension::Section => {
            " GROUP BY c.section_key, COALESCE(l.colour, 'grey') ORDER BY 1, 4 LIMIT 5000"
        }
        Dimension::Lead => {
            " GROUP BY COALESCE(c.lead_unit, ''), COALESCE(l.colour, 'grey') ORDER BY 1, 4 LIMIT 5000"
        }
        Dimension::Unit => " GROUP BY w.unit, COALESCE(l.colour, 'grey') ORDER BY 1, 4 LIMIT 5000",
        Dimension::Leader => {
            " GROUP BY COALESCE(c.leader, ''), COALESCE(l.colour, 'grey') ORDER BY 1, 4 LIMIT 5000"
        }
        Dimension::Kind => " GROUP BY c.kind, COALESCE(l.colour, 'grey') ORDER BY 1, 4 LIMIT 5000",
        Dimension::Status => {
            " GROUP BY c.status, COALESCE(l.colour, 'grey') ORDER BY 1, 4 LIMIT 5000"
        }
        Dimension::Report => {
            " GROUP BY c.report_id, COALESCE(l.colour, 'grey') ORDER BY 1, 4 LIMIT 5000"
        }
    };
    let mut select = Select::new(district, head, "c.district_id");
    filter.conditions(&mut select);
    select.tail(group);
    select.done()
}
