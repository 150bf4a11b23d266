//! The map of the portal: a resident points at where it is.

use crate::pages::Answer;
use crate::pages::map::{LIBRARY, Tiles, csp};
use crate::state::Web;
use app::App;
use app::place::Crs;
use app::portal::map as public;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

/// What the map is drawn with.
pub struct Pick {
    pub library: &'static str,
    pub tiles: Option<Tiles>,
    pub crs: &'static str,
    /// Names with their coordinates, as JSON.
    pub landmarks: String,
    pub illustrative: bool,
}

impl Pick {
    /// None where the district has no subdistricts to draw.
    pub fn of(app: &App) -> Option<Self> {
        let tiles = Tiles::of(app);
        let crs = tiles.as_ref().map_or(Crs::Wgs84, |tiles| tiles.crs);
        if !public::any(app) {
            return None;
        }
        let named = public::landmarks(app, crs);
        let named: Vec<(&str, f64, f64)> = named
            .iter()
            .map(|one| (one.name.as_str(), one.lon, one.lat))
            .collect();
        Some(Self {
            library: LIBRARY,
            tiles,
            crs: crs.code(),
            landmarks: serde_json::to_string(&named).unwrap_or_default(),
            illustrative: public::illustrative(app),
        })
    }
}

/// What the page with the map may load.
pub fn policy(map: Option<&Pick>) -> String {
    let tiles = map.and_then(|map| map.tiles.as_ref());
    csp::policy(tiles.and_then(|tiles| tiles.origin.as_deref()))
}

/// `GET /p/areas`: the subdistricts of today, for the map.
pub async fn areas(State(web): State<Web>) -> Answer {
    let app = web.app();
    let kind = [
        (header::CONTENT_TYPE, "application/geo+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    let crs = Tiles::of(app).map_or(Crs::Wgs84, |tiles| tiles.crs);
    Ok((kind, public::areas(app, crs)).into_response())
}
