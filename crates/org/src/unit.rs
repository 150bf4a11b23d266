//! An organisational unit of the district.

use crate::coded_enum;
use crate::{OfficialCode, UnitCode};
use serde::{Deserialize, Serialize};

coded_enum! {
    /// What a unit is.
    UnitKind {
        /// The district's government as a whole, the root.
        District => "district",
        /// The leaders' unit.
        Leadership => "leadership",
        /// The office that decomposes and supervises (府办, 督查).
        Office => "office",
        /// A bureau or department, party body or people's organisation.
        Department => "department",
        /// A branch of a higher authority that works in the district.
        Branch => "branch",
        /// A subdistrict (街道).
        Subdistrict => "subdistrict",
        /// A community (社区).
        Community => "community",
        /// A centre or station that a subdistrict or department runs.
        StreetLevelAgency => "street_level_agency",
        /// A word that stands for several units (各街道): never a lead by itself.
        Group => "group",
    }
}

/// One unit. Codes are unique inside the district; history refers to them for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The unit's own code.
    pub code: UnitCode,
    /// Full name.
    pub name: String,
    /// Short name for narrow columns.
    pub short: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above; none for the root.
    pub parent: Option<UnitCode>,
    /// Statistical code: 9 digits for a subdistrict, 12 for a community.
    pub official_code: Option<OfficialCode>,
    /// Duty phrases, against which commitments are matched to propose owners.
    pub duties: Vec<String>,
    /// Name of the duty-hour calendar it works by; the district's default if none.
    pub duty_hours: Option<String>,
}
