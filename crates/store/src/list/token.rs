//! API tokens of units.

use super::{Listed, Listing, Sorting};
use crate::select::{Key, Select};
use crate::token::{Token, read};
use crate::{DistrictId, Row, StoreError};

/// Conditions on tokens that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenFilter {
    /// Of one of these units.
    pub units: Vec<String>,
    /// Revoked, or working.
    pub revoked: Option<bool>,
    /// Of one of these units, whatever else is asked: how far the asker may see.
    pub within: Vec<String>,
    /// With these words in the purpose.
    pub text: Option<String>,
}

const LISTING: Listing = Listing {
    columns: "t.id, t.token_hash, t.unit, t.name, t.created_by, t.created_ms, t.revoked_ms",
    from: "api_token AS t",
    key: "t.district_id",
    sorts: &[
        Sorting {
            code: "created",
            keys: &[("t.created_ms", Key::Number), ("t.id", Key::Text)],
            falling: true,
        },
        Sorting {
            code: "name",
            keys: &[("t.name", Key::Text), ("t.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "unit",
            keys: &[("t.unit", Key::Text), ("t.id", Key::Text)],
            falling: false,
        },
    ],
};

impl Listed for TokenFilter {
    type Row = Token;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        select
            .and_in("t.unit", &self.units, "")
            .and_in("t.unit", &self.within, "")
            .and_words(&["t.name"], self.text.as_deref());
        match self.revoked {
            Some(true) => select.and("t.revoked_ms IS NOT NULL", []),
            Some(false) => select.and("t.revoked_ms IS NULL", []),
            None => select,
        };
    }

    fn read(_: &DistrictId, row: &Row) -> Result<Token, StoreError> {
        read(row)
    }
}
