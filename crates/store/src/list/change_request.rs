//! Requests to change what is frozen.

use super::{Listed, Listing, Sorting, id};
use crate::select::{Key, Select};
use crate::{DistrictId, Row, StoreError};

/// Conditions on requests that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestFilter {
    /// In one of these statuses.
    pub statuses: Vec<String>,
    /// Asked by one of these units.
    pub units: Vec<String>,
    /// Of a commitment that one of these units leads or supports: how far the asker may see.
    pub within: Vec<String>,
    /// With these words in the commitment's title.
    pub text: Option<String>,
}

const LISTING: Listing = Listing {
    columns: "r.id",
    from: "change_request AS r JOIN commitment AS c \
        ON c.district_id = r.district_id AND c.id = r.commitment_id",
    key: "r.district_id",
    sorts: &[
        Sorting {
            code: "waiting",
            keys: &[
                (
                    "CASE r.status WHEN 'requested' THEN 1 ELSE 0 END",
                    Key::Number,
                ),
                ("r.requested_at", Key::Text),
                ("r.id", Key::Text),
            ],
            falling: true,
        },
        Sorting {
            code: "asked",
            keys: &[("r.requested_at", Key::Text), ("r.id", Key::Text)],
            falling: true,
        },
        Sorting {
            code: "unit",
            keys: &[
                ("r.requested_unit", Key::Text),
                ("r.requested_at", Key::Text),
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

const CONCERNED: &str = "r.commitment_id IN (SELECT u.commitment_id FROM commitment_unit AS u WHERE u.district_id = $1 AND u.unit";

impl Listed for RequestFilter {
    type Row = String;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        select
            .and_in("r.status", &self.statuses, "")
            .and_in("r.requested_unit", &self.units, "")
            .and_in(CONCERNED, &self.within, ")")
            .and_words(&["c.title"], self.text.as_deref());
    }

    fn read(_: &DistrictId, row: &Row) -> Result<String, StoreError> {
        id(row)
    }
}
