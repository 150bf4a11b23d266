//! Sealed bulletins.

use super::{Listed, Listing, Sorting};
use crate::select::{Key, Select};
use crate::{DistrictId, Row, StoreError};

/// Conditions on bulletins that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BulletinFilter {
    /// Of one of these kinds.
    pub kinds: Vec<String>,
    /// Of exactly this period.
    pub period: Option<String>,
    /// With these words in the title.
    pub text: Option<String>,
}

/// One sealed bulletin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulletinRow {
    /// Its id.
    pub id: String,
    /// Code of its kind.
    pub kind: String,
    /// What it speaks of.
    pub period: String,
    /// Year of its number.
    pub year: i64,
    /// Its number in the year.
    pub no: i64,
    /// Title.
    pub title: String,
    /// Code of the unit that issued it.
    pub unit: String,
    /// The day as known on.
    pub known_on: String,
    /// When it was issued.
    pub issued_at: String,
    /// Who issued it.
    pub issued_by: String,
    /// Digest of the file, hex.
    pub file_hash: String,
}

const LISTING: Listing = Listing {
    columns: "b.id, b.kind, b.period, b.year, b.no, b.title, b.unit, b.known_on, b.issued_at, b.issued_by, \
              b.file_hash",
    from: "bulletin AS b",
    key: "b.district_id",
    sorts: &[
        Sorting {
            code: "issued",
            keys: &[("b.issued_at", Key::Text), ("b.id", Key::Text)],
            falling: true,
        },
        Sorting {
            code: "number",
            keys: &[
                ("b.kind", Key::Text),
                ("b.year", Key::Number),
                ("b.no", Key::Number),
                ("b.id", Key::Text),
            ],
            falling: false,
        },
    ],
};

impl Listed for BulletinFilter {
    type Row = BulletinRow;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        let period = self.period.as_deref().map(str::to_owned);
        select
            .and_in("b.kind", &self.kinds, "")
            .and_some("b.period = ?", period)
            .and_words(&["b.title"], self.text.as_deref());
    }

    fn read(_: &DistrictId, row: &Row) -> Result<BulletinRow, StoreError> {
        Ok(BulletinRow {
            id: row.text(0)?,
            kind: row.text(1)?,
            period: row.text(2)?,
            year: row.int(3)?,
            no: row.int(4)?,
            title: row.text(5)?,
            unit: row.text(6)?,
            known_on: row.text(7)?,
            issued_at: row.text(8)?,
            issued_by: row.text(9)?,
            file_hash: row.text(10)?,
        })
    }
}
