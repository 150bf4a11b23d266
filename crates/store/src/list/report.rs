//! Imported reports.

use super::{Listed, Listing, Sorting};
use crate::select::{Key, Select};
use crate::{DistrictId, Row, StoreError};

/// Conditions on reports that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// In one of these statuses.
    pub statuses: Vec<String>,
    /// Of this year.
    pub year: Option<i64>,
    /// With these words in the title.
    pub text: Option<String>,
}

/// One imported report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The year its commitments are for.
    pub year: i64,
}

const LISTING: Listing = Listing {
    columns: "r.id, r.title, r.year",
    from: "report AS r",
    key: "r.district_id",
    sorts: &[
        Sorting {
            code: "imported",
            keys: &[("r.imported_at", Key::Text), ("r.id", Key::Text)],
            falling: true,
        },
        Sorting {
            code: "year",
            keys: &[
                ("r.year", Key::Number),
                ("r.imported_at", Key::Text),
                ("r.id", Key::Text),
            ],
            falling: true,
        },
        Sorting {
            code: "title",
            keys: &[("r.title", Key::Text), ("r.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "state",
            keys: &[
                ("r.status", Key::Text),
                ("r.imported_at", Key::Text),
                ("r.id", Key::Text),
            ],
            falling: true,
        },
    ],
};

impl Listed for ReportFilter {
    type Row = ReportRow;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        select
            .and_in("r.status", &self.statuses, "")
            .and_some("r.year = ?", self.year)
            .and_words(&["r.title"], self.text.as_deref());
    }

    fn read(_: &DistrictId, row: &Row) -> Result<ReportRow, StoreError> {
        Ok(ReportRow {
            id: row.text(0)?,
            title: row.text(1)?,
            year: row.int(2)?,
        })
    }
}
