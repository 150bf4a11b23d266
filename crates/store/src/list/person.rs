//! People with accounts.

use super::{Listed, Listing, Sorting, id};
use crate::select::{Key, Select};
use crate::{DistrictId, Row, StoreError};

/// Conditions on people that must all hold; empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonFilter {
    /// Of one of these units.
    pub units: Vec<String>,
    /// With this role, by code.
    pub role: Option<String>,
    /// Out of use, or in use.
    pub disabled: Option<bool>,
    /// Of one of these units, whatever else is asked: how far the asker may see.
    pub within: Vec<String>,
    /// With these words in name or sign-in name.
    pub text: Option<String>,
}

const LISTING: Listing = Listing {
    columns: "p.id",
    from: "person AS p",
    key: "p.district_id",
    sorts: &[
        Sorting {
            code: "login",
            keys: &[("p.login", Key::Text), ("p.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "name",
            keys: &[("p.name", Key::Text), ("p.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "unit",
            keys: &[("COALESCE(p.unit, '')", Key::Text), ("p.id", Key::Text)],
            falling: false,
        },
    ],
};

impl Listed for PersonFilter {
    type Row = String;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        // Roles are a JSON list of codes.
        let role = self.role.as_ref().map(|role| format!("\"{role}\""));
        select
            .and_in("p.unit", &self.units, "")
            .and_in("p.unit", &self.within, "")
            .and_some("p.disabled = ?", self.disabled)
            .and_words(&["p.roles"], role.as_deref())
            .and_words(&["p.name", "p.login"], self.text.as_deref());
    }

    fn read(_: &DistrictId, row: &Row) -> Result<String, StoreError> {
        id(row)
    }
}
