//! `/map`: the district's areas on a day, drawn and as a table; points and addresses looked up.
//! Without scripts or WebGL the table and the look-up say the same.

mod csp;

use super::{Answer, html};
use crate::api::ROOT;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input;
use crate::problems::Problems;
use crate::state::Web;
use crate::words::Lang;
use app::place::{self, AreaView, AreasView, CandidateView, Crs, PointQuery, PointView};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use serde::Deserialize;

/// Folder of the map library below `/static/`, with its version: its worker is found beside it.
const LIBRARY: &str = "maplibre-6.17.0";

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/map", get(show))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    on: String,
    area: String,
    q: String,
    lon: String,
    lat: String,
    crs: String,
}

#[derive(Template)]
#[template(path = "map/map.html")]
struct Page {
    f: Frame,
    asked: Asked,
    areas: AreasView,
    found: Option<Found>,
    problems: Problems,
    today: String,
    source: String,
    tiles: Option<Tiles>,
    library: &'static str,
    api: &'static str,
}

/// Pictures under the map.
struct Tiles {
    url: String,
    attribution: String,
    crs: Crs,
}

/// What was looked up, each place with where it is drawn.
struct Found {
    at: Option<(PointView, Drawn)>,
    candidates: Vec<(CandidateView, Drawn)>,
}

/// Coordinates on the map, which may not be WGS 84.
struct Drawn {
    lon: f64,
    lat: f64,
}

impl Page {
    fn crs(&self) -> &'static str {
        self.tiles.as_ref().map_or(Crs::Wgs84, |t| t.crs).code()
    }
    /// This page for an area of the table, on the same day.
    fn href(&self, code: &str) -> String {
        crate::frame::with_query(&format!("/map?on={}", self.areas.on), "area", code)
    }
    fn is_crs(&self, code: &str) -> bool {
        self.asked.crs == code
    }
    /// Names from the subdistrict down to the area.
    fn path(&self, area: &AreaView) -> String {
        let above = area.parents.iter().rev().skip(1).map(|p| p.name.as_str());
        let names: Vec<&str> = above.chain([area.name.as_str()]).collect();
        names.join(" / ")
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let on = input::day_or_none("on", &asked.on)?;
    let within = input::given(&asked.area);
    let mut areas = place::list(app, &viewer.actor, within.as_deref(), on)?;
    if let (None, [only]) = (&within, areas.rows.as_slice()) {
        // One district alone says little: its parts are shown at once.
        areas = place::list(app, &viewer.actor, Some(&only.code), on)?;
    }
    let profile = app.profile();
    let tiles = profile.district.tiles.as_ref().map(|t| Tiles {
        url: t.url.clone(),
        attribution: t.attribution.clone(),
        crs: t.crs,
    });
    let policy = csp::policy(profile.district.tiles.as_ref().and_then(|t| t.origin()));
    let crs = tiles.as_ref().map_or(Crs::Wgs84, |t| t.crs);
    let f = Frame::of(&viewer, "nav.map");
    let words = match f.lang() {
        Lang::Zh => &profile.words.zh,
        Lang::En => &profile.words.en,
    };
    let (found, problems) = match find(&web, &viewer, &asked, on, crs) {
        Ok(found) => (found, Problems::default()),
        Err(fault) => (None, Problems::of(f.lang(), &fault)),
    };
    let page = Page {
        source: words.get("map_source").cloned().unwrap_or_default(),
        today: app.today().to_string(),
        api: ROOT,
        library: LIBRARY,
        f,
        asked,
        areas,
        found,
        problems,
        tiles,
    };
    let answer = html(&page)?;
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], answer).into_response())
}

fn find(
    web: &Web,
    viewer: &Viewer,
    asked: &Asked,
    on: Option<jiff::civil::Date>,
    crs: Crs,
) -> Result<Option<Found>, crate::edge::fault::Fault> {
    let drawn = |point: place::Point| {
        let (lon, lat) = point.to_crs(crs);
        Drawn { lon, lat }
    };
    if let Some(text) = input::given(&asked.q) {
        let candidates = place::resolve_address(web.app(), &viewer.actor, &text, on)?;
        let candidates = candidates.into_iter().map(|c| (drawn(c.point), c));
        return Ok(Some(Found {
            at: None,
            candidates: candidates.map(|(d, c)| (c, d)).collect(),
        }));
    }
    if asked.lon.is_empty() && asked.lat.is_empty() {
        return Ok(None);
    }
    let query = PointQuery {
        lon: input::degrees("lon", &asked.lon)?,
        lat: input::degrees("lat", &asked.lat)?,
        crs: place::crs("crs", &asked.crs)?,
    };
    let at = place::resolve_point(web.app(), &viewer.actor, query, on)?;
    let drawn = drawn(at.point);
    Ok(Some(Found {
        at: Some((at, drawn)),
        candidates: vec![],
    }))
}
