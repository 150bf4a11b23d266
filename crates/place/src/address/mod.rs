//! From the text of an address to places on the ground, each with how sure and why.

mod reason;
mod search;
mod similar;

pub use reason::Reason;

use crate::gazetteer::{self, Gazetteer, Kind};
use crate::{AreaSet, Located, Point};
use jiff::civil::Date;
use serde::Serialize;

/// Most characters of an address.
pub const ADDRESS_CHARS_MAX: usize = 200;
/// Most candidates of an answer.
pub const CANDIDATES_MAX: usize = 10;

/// A place that may be meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Name as the gazetteer or the area has it.
    pub name: String,
    /// What it is; none for an area.
    pub kind: Option<Kind>,
    /// Where, WGS 84. For an area, a point in its middle.
    pub point: Point,
    /// How sure, per cent.
    pub confidence: u8,
    /// Why.
    pub reason: Reason,
    /// Where the address names a community or subdistrict: whether the place is in it.
    pub agrees: Option<bool>,
    /// The finest area it lies in.
    pub area: Option<Located>,
}

/// Why an address cannot be looked up at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// The district has no gazetteer.
    #[error("the district has no gazetteer")]
    NoGazetteer,
    /// Nothing but marks and spaces.
    #[error("the address is empty")]
    Empty,
    /// Longer than [`ADDRESS_CHARS_MAX`].
    #[error("the address is longer than {ADDRESS_CHARS_MAX} characters")]
    TooLong,
}

impl AddressError {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoGazetteer => "address_no_gazetteer",
            Self::Empty => "address_empty",
            Self::TooLong => "address_too_long",
        }
    }

    /// Words for people.
    pub fn zh(self) -> String {
        match self {
            Self::NoGazetteer => "本区没有地名录，无法按地址查找，请在地图上选点".to_owned(),
            Self::Empty => "请填写地址".to_owned(),
            Self::TooLong => format!("地址至多{ADDRESS_CHARS_MAX}字"),
        }
    }
}

/// An address as two of them are compared: full and half width, numerals and marks written alike.
pub fn normal(text: &str) -> String {
    gazetteer::normal(text)
}

/// Candidates for an address, the surest first, as areas stand on a day.
/// Errors: no gazetteer, an empty or overlong text. No candidate is no error.
pub fn resolve(
    gazetteer: Option<&Gazetteer>,
    areas: &AreaSet,
    day: Date,
    text: &str,
) -> Result<Vec<Candidate>, AddressError> {
    if text.chars().count() > ADDRESS_CHARS_MAX {
        return Err(AddressError::TooLong);
    }
    let text = gazetteer::normal(text);
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    let gazetteer = gazetteer.ok_or(AddressError::NoGazetteer)?;
    let named_areas = search::areas(areas, day, &text);
    let mut found = search::entries(gazetteer, &text);
    if found.is_empty() {
        found = similar::entries(gazetteer, &text);
    }
    let mut candidates: Vec<Candidate> = found
        .into_iter()
        .map(|hit| hit.candidate(areas, day))
        .collect();
    for candidate in &mut candidates {
        weigh(candidate, &named_areas);
    }
    candidates.extend(search::middles(&named_areas, areas, day));
    candidates.sort_by(|a, b| (b.confidence, &a.name).cmp(&(a.confidence, &b.name)));
    candidates.dedup_by(|a, b| a.name == b.name && a.point == b.point);
    candidates.truncate(CANDIDATES_MAX);
    Ok(candidates)
}

/// A place in the community the address names is surer; one outside is hardly meant.
fn weigh(candidate: &mut Candidate, named: &[&crate::Area]) {
    let Some(located) = candidate.area.as_ref().filter(|_| !named.is_empty()) else {
        return;
    };
    let agrees = named
        .iter()
        .all(|area| located.code_in(area.layer) == Some(area.code.as_str()));
    candidate.agrees = Some(agrees);
    candidate.confidence = match agrees {
        true => (candidate.confidence + 4).min(99),
        false => candidate.confidence.saturating_sub(35).max(5),
    };
}

#[cfg(test)]
mod tests;
