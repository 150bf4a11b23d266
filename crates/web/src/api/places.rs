//! Areas by date, points, addresses.

use super::answer::{Answer, json};
use super::caller::Caller;
use super::shape;
use crate::input;
use crate::state::Web;
use app::place::{self, CandidateView, PointQuery, PointView};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(draw_areas))
        .routes(routes!(resolve_place))
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct AreaParams {
    /// `district`, `subdistrict`, `community` or `grid`.
    layer: String,
    /// The day the areas hold; today where left out.
    on: String,
    /// Coordinates of the answer: `wgs84` (where left out), `cgcs2000`, `gcj02` or `bd09`.
    crs: String,
}

/// The areas of a layer on a day, as GeoJSON. Borders marked `illustrative` are made up for show.
#[utoipa::path(get, path = "/areas", tag = "places", params(AreaParams), responses((status = 200, body = shape::AreaCollection, content_type = "application/geo+json"), (status = 304, description = "Not changed since the `ETag` sent in `If-None-Match`")))]
async fn draw_areas(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Query(asked): Query<AreaParams>,
) -> Answer {
    let layer = place::layer("layer", &asked.layer)?;
    let crs = place::crs("crs", &asked.crs)?;
    let on = input::day_or_none("on", &asked.on)?;
    let text = place::areas(web.app(), &caller.actor, layer, on, crs)?.geojson;
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let etag = format!("\"{:016x}\"", hasher.finish());
    let kept = headers.get(header::IF_NONE_MATCH);
    let fixed = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    if kept.is_some_and(|v| v.as_bytes() == etag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "application/geo+json")];
    Ok((fixed, kind, text).into_response())
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct PlaceParams {
    /// Words of an address; then no coordinates.
    q: String,
    /// Longitude, degrees.
    #[param(value_type = Option<f64>)]
    lon: String,
    /// Latitude, degrees.
    #[param(value_type = Option<f64>)]
    lat: String,
    /// System of the coordinates: `wgs84` (where left out), `cgcs2000`, `gcj02` or `bd09`.
    crs: String,
    /// The day on which areas are looked up; today where left out.
    on: String,
}

/// What was found of a place.
#[derive(Serialize)]
struct Found {
    at: Option<PointView>,
    candidates: Vec<CandidateView>,
}

/// Which area a point lies in, or which places an address may mean. Where the district has no names of
/// places an address answers 422 with `address_no_gazetteer`.
#[utoipa::path(get, path = "/places/resolve", tag = "places", params(PlaceParams), responses((status = 200, body = shape::FoundPlace)))]
async fn resolve_place(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<PlaceParams>,
) -> Answer {
    let on = input::day_or_none("on", &asked.on)?;
    if !asked.q.is_empty() {
        let candidates = place::resolve_address(web.app(), &caller.actor, &asked.q, on)?;
        return json(&Found {
            at: None,
            candidates,
        });
    }
    let query = PointQuery {
        lon: input::degrees("lon", &asked.lon)?,
        lat: input::degrees("lat", &asked.lat)?,
        crs: place::crs("crs", &asked.crs)?,
    };
    let at = place::resolve_point(web.app(), &caller.actor, query, on)?;
    json(&Found {
        at: Some(at),
        candidates: vec![],
    })
}
