//! What one verified case adds to a commitment.

use super::{CaseMeasure, CaseTotal, FieldIs, PlaceBy};
use figure::Decimal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A case that has been closed and was verified by somebody who did not handle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedCase {
    /// Its identifier.
    pub id: String,
    /// The type, by id.
    pub case_type: String,
    /// The final state, by key.
    pub outcome: String,
    /// The matter, by code.
    pub matter: Option<String>,
    /// The grid, by code.
    pub grid: Option<String>,
    /// The community, by code.
    pub community: Option<String>,
    /// The subdistrict, by code.
    pub subdistrict: Option<String>,
    /// The address in words.
    pub address: String,
    /// Fields as written, by key.
    pub fields: BTreeMap<String, String>,
    /// Those of them that are numbers.
    pub numbers: BTreeMap<String, Decimal>,
    /// The day it was verified.
    pub verified_on: Date,
}

/// What a case adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The day it was verified.
    pub date: Date,
    /// The number of the summed field, in the measure's unit; none where the case has none, and then
    /// it adds nothing.
    pub amount: Option<Decimal>,
    /// What makes its place the same as another's; none where it has none, and then it is no place.
    pub place: Option<String>,
}

/// What a case adds to a commitment that began on a day; none where it does not satisfy the measure.
pub fn share(measure: &CaseMeasure, start: Date, case: &VerifiedCase) -> Option<Share> {
    let among = |list: &[String], value: Option<&str>| {
        list.is_empty() || value.is_some_and(|value| list.iter().any(|one| one == value))
    };
    let areas = [&case.subdistrict, &case.community, &case.grid];
    let lies_in = measure.areas.is_empty()
        || areas.iter().any(|area| {
            area.as_ref()
                .is_some_and(|code| measure.areas.contains(code))
        });
    let has = |field: &FieldIs| {
        let value = case.fields.get(&field.field);
        value.is_some_and(|value| field.any_of.contains(value))
    };
    let on = case.verified_on;
    let satisfies = case.case_type == measure.case_type
        && among(&measure.matters, case.matter.as_deref())
        && among(&measure.outcomes, Some(&case.outcome))
        && lies_in
        && measure.fields.iter().all(has)
        && on >= measure.from.unwrap_or(start)
        && measure.to.is_none_or(|to| on <= to);
    satisfies.then(|| Share {
        date: on,
        amount: match &measure.total {
            CaseTotal::Sum { field, .. } => case.numbers.get(field).copied(),
            CaseTotal::Count | CaseTotal::Places { .. } => None,
        },
        place: match &measure.total {
            CaseTotal::Places { by } => place_of(*by, case),
            CaseTotal::Count | CaseTotal::Sum { .. } => None,
        },
    })
}

fn place_of(by: PlaceBy, case: &VerifiedCase) -> Option<String> {
    let place = match by {
        PlaceBy::Grid => case.grid.clone(),
        PlaceBy::Community => case.community.clone(),
        PlaceBy::Subdistrict => case.subdistrict.clone(),
        PlaceBy::Address => Some(normalised(&case.address)),
    };
    place.filter(|key| !key.is_empty())
}

/// Letters and digits alone, full-width forms narrowed, Latin letters small.
fn normalised(address: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    let letters = address.chars().map(narrow).filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
