//! Records.

use super::{Listed, Listing, Sorting, id};
use crate::select::{Key, Select};
use crate::{DistrictId, Row, StoreError};

/// Conditions on records that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// Of this commitment.
    pub commitment: Option<String>,
    /// In one of these statuses.
    pub statuses: Vec<String>,
    /// Of one of these kinds.
    pub kinds: Vec<String>,
    /// Claimed for one of these units.
    pub units: Vec<String>,
    /// Not claimed by this person (who can never verify them).
    pub not_by: Option<String>,
    /// Not claimed for this unit.
    pub not_for: Option<String>,
    /// Claimed for one of these units, whatever else is asked: how far the asker may see.
    pub within: Vec<String>,
    /// With these words in the commitment's title.
    pub text: Option<String>,
}

const LISTING: Listing = Listing {
    columns: "r.id",
    from: "record AS r JOIN commitment AS c ON c.district_id = r.district_id AND c.id = r.commitment_id",
    key: "r.district_id",
    sorts: &[
        Sorting {
            code: "claimed",
            keys: &[("r.claimed_at", Key::Text), ("r.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "day",
            keys: &[("r.day", Key::Text), ("r.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "unit",
            keys: &[
                ("r.claimed_unit", Key::Text),
                ("r.claimed_at", Key::Text),
                ("r.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "no",
            keys: &[
                ("c.report_id", Key::Text),
                ("c.no", Key::Number),
                ("r.id", Key::Text),
            ],
            falling: false,
        },
    ],
};

impl Listed for RecordFilter {
    type Row = String;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        select
            .and_some("r.commitment_id = ?", self.commitment.as_deref())
            .and_in("r.status", &self.statuses, "")
            .and_in("r.kind", &self.kinds, "")
            .and_in("r.claimed_unit", &self.units, "")
            .and_in("r.claimed_unit", &self.within, "")
            .and_some("r.claimed_by <> ?", self.not_by.as_deref())
            .and_some("r.claimed_unit <> ?", self.not_for.as_deref())
            .and_words(&["c.title"], self.text.as_deref());
    }

    fn read(_: &DistrictId, row: &Row) -> Result<String, StoreError> {
        id(row)
    }
}
