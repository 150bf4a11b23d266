//! Which area a point lies in, and which places an address may mean.

use super::{locate, may_ask, unit_of};
use crate::{Actor, App, AppError, Kind, Result};
use jiff::civil::Date;
use place::address::{self, AddressError, Candidate};
use place::{AreaRef, Crs, Layer, Located, Point};
use serde::Serialize;

/// How far a named place may be to be told, in metres.
const NEAR_METRES_MAX: f64 = 500.0;

/// A point as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointQuery {
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
    /// Their system.
    pub crs: Crs,
}

/// Where a point is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointView {
    /// WGS 84.
    pub point: Point,
    /// The day on which areas were looked up.
    pub on: Date,
    /// The finest area; none outside the district.
    pub area: Option<AreaView>,
    /// The nearest named place.
    pub near: Option<NearView>,
}

/// An area a point lies in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaView {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Layer.
    pub layer: Layer,
    /// True where the border is made up for show.
    pub illustrative: bool,
    /// What it is part of, nearest first.
    pub parents: Vec<AreaRef>,
    /// The unit of the finest area that has one.
    pub unit: Option<String>,
}

/// A named place near a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NearView {
    /// Name.
    pub name: String,
    /// Metres, rounded.
    pub metres: u32,
}

/// A place an address may mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateView {
    /// Name.
    pub name: String,
    /// `address`, `road`, `crossing`, `building`, `estate`, `landmark`, `metro_station`,
    /// `bus_stop`; `area` where only an area is known.
    pub kind: &'static str,
    /// WGS 84.
    pub point: Point,
    /// Per cent.
    pub confidence: u8,
    /// Stable code of the reason.
    pub reason: &'static str,
    /// The reason in Chinese.
    pub zh: String,
    /// The reason in English.
    pub en: String,
    /// Where the address names a community or subdistrict: whether the place is in it.
    pub agrees: Option<bool>,
    /// The finest area.
    pub area: Option<AreaView>,
}

/// Where a point is on a day (today where none is named). A point outside the district is no
/// error. Errors: not allowed, `point_off_earth`.
pub fn resolve_point(
    app: &App,
    actor: &Actor,
    query: PointQuery,
    on: Option<Date>,
) -> Result<PointView> {
    may_ask(app, actor)?;
    let point = Point::from_crs(query.crs, query.lon, query.lat).map_err(|e| {
        let en = "Longitude is within 180 and latitude within 90 degrees";
        AppError::field("lon", e.code(), e.zh(), en)
    })?;
    let profile = app.profile();
    let day = on.unwrap_or_else(|| app.today());
    let near = profile
        .gazetteer
        .as_ref()
        .and_then(|g| g.near(point, NEAR_METRES_MAX));
    Ok(PointView {
        point,
        on: day,
        area: locate(app, point, day),
        near: near.map(|(entry, metres)| NearView {
            name: entry.name.clone(),
            metres: metres.round() as u32,
        }),
    })
}

/// Places an address may mean, the surest first, at most [`address::CANDIDATES_MAX`]; none found is no
/// error. Errors: not allowed; `address_no_gazetteer` where the district has no names of places,
/// `address_empty`, `address_too_long`.
pub fn resolve_address(
    app: &App,
    actor: &Actor,
    text: &str,
    on: Option<Date>,
) -> Result<Vec<CandidateView>> {
    may_ask(app, actor)?;
    let profile = app.profile();
    let day = on.unwrap_or_else(|| app.today());
    let found = address::resolve(profile.gazetteer.as_deref(), &profile.areas, day, text);
    let found = found.map_err(refusal)?;
    Ok(found.into_iter().map(|c| candidate(app, c)).collect())
}

fn refusal(error: AddressError) -> AppError {
    let en = match error {
        AddressError::NoGazetteer => {
            "This district has no names of places; choose a point on the map".to_owned()
        }
        other => format!("{other}"),
    };
    match error {
        AddressError::NoGazetteer => {
            AppError::new(Kind::Unprocessable, error.code(), error.zh(), en)
        }
        _ => AppError::field("q", error.code(), error.zh(), en),
    }
}

fn candidate(app: &App, found: Candidate) -> CandidateView {
    CandidateView {
        kind: found.kind.map_or("area", |k| k.code()),
        confidence: found.confidence,
        reason: found.reason.code(),
        zh: found.reason.zh(),
        en: found.reason.en(),
        agrees: found.agrees,
        point: found.point,
        name: found.name,
        area: found.area.map(|l| view(app, l)),
    }
}

pub(super) fn view(app: &App, located: Located) -> AreaView {
    AreaView {
        unit: unit_of(app, &located),
        code: located.code,
        name: located.name,
        layer: located.layer,
        illustrative: located.illustrative,
        parents: located.parents,
    }
}
