//! Supervision items.

use super::{Listed, Listing, Sorting, id};
use crate::select::{Key, Select};
use crate::{DistrictId, Row, StoreError};

/// Conditions on supervision items that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SupervisionFilter {
    /// In one of these statuses.
    pub statuses: Vec<String>,
    /// Owed by one of these units.
    pub owners: Vec<String>,
    /// Due on or before this day, `YYYY-MM-DD`.
    pub due_before: Option<String>,
    /// Not answered although due before this day.
    pub late_on: Option<String>,
    /// Owed by one of these units, whatever else is asked: how far the asker may see.
    pub within: Vec<String>,
    /// With these words in the commitment's title.
    pub text: Option<String>,
}

const LISTING: Listing = Listing {
    columns: "s.id",
    from: "supervision AS s JOIN commitment AS c \
        ON c.district_id = s.district_id AND c.id = s.commitment_id",
    key: "s.district_id",
    sorts: &[
        Sorting {
            code: "waiting",
            keys: &[
                ("CASE s.status WHEN 'closed' THEN 1 ELSE 0 END", Key::Number),
                ("s.due_day", Key::Text),
                ("s.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "due",
            keys: &[("s.due_day", Key::Text), ("s.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "owner",
            keys: &[
                ("s.owner_unit", Key::Text),
                ("s.due_day", Key::Text),
                ("s.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "state",
            keys: &[
                ("s.status", Key::Text),
                ("s.due_day", Key::Text),
                ("s.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "no",
            keys: &[
                ("c.report_id", Key::Text),
                ("c.no", Key::Number),
                ("s.id", Key::Text),
            ],
            falling: false,
        },
    ],
};

impl Listed for SupervisionFilter {
    type Row = String;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        select
            .and_in("s.status", &self.statuses, "")
            .and_in("s.owner_unit", &self.owners, "")
            .and_in("s.owner_unit", &self.within, "")
            .and_some("s.due_day <= ?", self.due_before.as_deref())
            .and_some(
                "s.status = 'open' AND s.due_day < ?",
                self.late_on.as_deref(),
            )
            .and_words(&["c.title"], self.text.as_deref());
    }

    fn read(_: &DistrictId, row: &Row) -> Result<String, StoreError> {
        id(row)
    }
}
