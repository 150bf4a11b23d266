//! What a rehearsal found, row by row.

use super::{Listed, Listing, Sorting};
use crate::rehearsal::{COLUMNS, Rehearsed, read};
use crate::select::{Key, Select};
use crate::{DistrictId, Row, StoreError};

/// Conditions on the rows of one rehearsal that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RehearsedFilter {
    /// The rehearsal.
    pub rehearsal: String,
    /// One of these: `unit`, `deadline`, `light`, `unjudged`.
    pub whats: Vec<String>,
    /// Counted for one of these units.
    pub units: Vec<String>,
    /// By the draft it would go to one of these units.
    pub to: Vec<String>,
    /// Not ended, or ended.
    pub open: Option<bool>,
    /// With these words in the number.
    pub text: Option<String>,
}

const LISTING: Listing = Listing {
    columns: COLUMNS,
    from: "rehearsed AS c",
    key: "c.district_id",
    sorts: &[
        Sorting {
            code: "found",
            keys: &[("c.no", Key::Number)],
            falling: false,
        },
        Sorting {
            code: "shift",
            keys: &[("c.shift_ms", Key::Number), ("c.no", Key::Number)],
            falling: true,
        },
    ],
};

impl Listed for RehearsedFilter {
    type Row = Rehearsed;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        select
            .and("c.rehearsal = ?", [self.rehearsal.as_str().into()])
            .and_in("c.what", &self.whats, "")
            .and_in("c.unit", &self.units, "")
            .and_in("c.new", &self.to, "")
            .and_words(&["c.number"], self.text.as_deref());
        match self.open {
            Some(true) => select.and("c.is_open = TRUE", []),
            Some(false) => select.and("c.is_open = FALSE", []),
            None => select,
        };
    }

    fn read(_: &DistrictId, row: &Row) -> Result<Rehearsed, StoreError> {
        read(row)
    }
}
