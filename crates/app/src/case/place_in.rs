//! Where a case is: resolved to the areas of the day it was reported.

use crate::{AppError, Result};
use casework::Place;
use jiff::civil::Date;
use org::UnitCode;
use place::{Layer, Located, Point, address};
use profile::Profile;
use serde::{Deserialize, Serialize};

/// An address is taken for a point from this confidence on, per cent.
const SURE_PERCENT: u8 = 80;

/// A place as given: a point of WGS 84, an address, or both.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceIn {
    /// Degrees.
    pub lon: Option<f64>,
    /// Degrees.
    pub lat: Option<f64>,
    /// In words.
    pub address: String,
    /// `gps`, `photo`, `map`, `address`, `import`.
    pub how: String,
}

impl PlaceIn {
    /// True where nothing was given.
    pub fn is_empty(&self) -> bool {
        self.lon.is_none() && self.lat.is_none() && self.address.trim().is_empty()
    }
}

/// Areas and units of a place on a day. Outside of the district's areas a place stays without them.
/// Errors: `place` for half a point or one not on earth.
pub(super) fn resolve(profile: &Profile, given: &PlaceIn, day: Date) -> Result<Place> {
    let mut point = match (given.lon, given.lat) {
        (Some(lon), Some(lat)) => Some(Point::new(lon, lat).map_err(|e| off_earth(e.zh()))?),
        (None, None) => None,
        _ => return Err(off_earth("经度和纬度须同时填写")),
    };
    let mut how = given.how.trim().to_owned();
    let mut located = point.and_then(|point| profile.areas.resolve(point, day));
    if point.is_none()
        && let Some(found) = by_address(profile, &given.address, day)
    {
        (point, located) = (Some(found.point), found.area);
        how = "address".to_owned();
    }
    let words = given.address.trim();
    let words = match (words.is_empty(), point) {
        (true, Some(at)) => format!("{:.5}, {:.5}", at.lon(), at.lat()),
        _ => words.to_owned(),
    };
    let unit = |layer| {
        let code = located.as_ref()?.code_in(layer)?;
        unit_of(profile, code)
    };
    Ok(Place {
        lon: point.map(Point::lon),
        lat: point.map(Point::lat),
        address: words,
        grid: located
            .as_ref()
            .and_then(|at| at.code_in(Layer::Grid))
            .map(str::to_owned),
        community: unit(Layer::Community),
        subdistrict: unit(Layer::Subdistrict),
        how: if how.is_empty() {
            "address".to_owned()
        } else {
            how.chars().take(20).collect()
        },
    })
}

struct Found {
    point: Point,
    area: Option<Located>,
}

fn by_address(profile: &Profile, words: &str, day: Date) -> Option<Found> {
    let found = address::resolve(profile.gazetteer.as_deref(), &profile.areas, day, words).ok()?;
    let best = found
        .into_iter()
        .next()
        .filter(|c| c.confidence >= SURE_PERCENT)?;
    Some(Found {
        point: best.point,
        area: best.area,
    })
}

fn unit_of(profile: &Profile, code: &str) -> Option<UnitCode> {
    let named = |u: &&org::Unit| u.official_code.as_ref().is_some_and(|o| o.as_str() == code);
    profile.directory.iter().find(named).map(|u| u.code.clone())
}

fn off_earth(zh: &str) -> AppError {
    AppError::field("place", "case.place", zh, "That is no place on earth")
}
