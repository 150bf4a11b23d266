//! `/map`: the district's areas on a day, drawn and as a table; points and addresses looked up.
//! Without scripts or WebGL the table and the look-up say the same.

pub(super) mod csp;

use super::{Answer, html};
use crate::api::ROOT;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input;
use crate::pages::case::asked::Asked as CasesAsked;
use crate::problems::Problems;
use crate::state::Web;
use crate::words::Lang;
use app::App;
use app::case::Phase;
use app::place::{self, AreaView, AreasView, CandidateView, Crs, PointQuery, PointView};
use askama::Template;
use axum::extract::{Query, RawQuery, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use org::{Action, Resource};
use serde::Deserialize;

/// Folder of the map library below `/static/`, with its version: its worker is found beside it.
pub(super) const LIBRARY: &str = "maplibre-6.17.0";

/// Parameters that are the map's own; all others choose cases.
const OWN: [&str; 6] = ["on", "area", "address", "lon", "lat", "crs"];

/// Conditions of cases that the page has fields for.
const FIELDS: [&str; 5] = ["phase", "from", "to", "open", "late"];

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/map", get(show))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    on: String,
    area: String,
    address: String,
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
    source: String,
    tiles: Option<Tiles>,
    library: &'static str,
    api: &'static str,
    /// Conditions of the cases shown, as the list's address has them; none for those who see no cases.
    cases: Option<Cases>,
}

/// Which cases are on the map.
struct Cases {
    asked: CasesAsked,
    query: String,
    phases: Vec<&'static str>,
    /// Conditions without a field of their own on this page; they are kept.
    kept: Vec<(String, String)>,
}

/// Pictures under the map.
pub(super) struct Tiles {
    pub url: String,
    pub attribution: String,
    pub crs: Crs,
    /// Scheme and host of an outside server.
    pub origin: Option<String>,
}

impl Tiles {
    /// The pictures that the district names.
    pub(super) fn of(app: &App) -> Option<Self> {
        let profile = app.profile();
        profile.district.tiles.as_ref().map(|t| Self {
            origin: t.origin().map(str::to_owned),
            url: t.url.clone(),
            attribution: t.attribution.clone(),
            crs: t.crs,
        })
    }
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

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(cases): Query<CasesAsked>,
    RawQuery(raw): RawQuery,
) -> Answer {
    let app = web.app();
    let on = input::day_or_none("on", &asked.on)?;
    let within = input::given(&asked.area);
    let mut areas = place::list(app, &viewer.actor, within.as_deref(), on)?;
    if let (None, [only]) = (&within, areas.rows.as_slice()) {
        // One district alone says little: its parts are shown at once.
        areas = place::list(app, &viewer.actor, Some(&only.code), on)?;
    }
    let profile = app.profile();
    let tiles = Tiles::of(app);
    let policy = csp::policy(tiles.as_ref().and_then(|t| t.origin.as_deref()));
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
    let own = [viewer.actor.unit.as_str()];
    let sees_cases = app.may(&viewer.actor, Action::List, Resource::Case, &own);
    let page = Page {
        cases: sees_cases.then(|| shown_cases(cases, raw.as_deref().unwrap_or_default())),
        source: words.get("map_source").cloned().unwrap_or_default(),
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

/// The conditions of the address without the map's own parameters; open cases where there are none.
fn shown_cases(mut asked: CasesAsked, raw: &str) -> Cases {
    let given: Vec<(String, String)> = form_urlencoded::parse(raw.as_bytes())
        .filter(|(name, value)| !OWN.contains(&name.as_ref()) && !value.is_empty())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut query = query.extend_pairs(&given).finish();
    if query.is_empty() {
        asked.open = "1".to_owned();
        query = "open=1".to_owned();
    }
    Cases {
        asked,
        query,
        phases: Phase::ALL.iter().map(|p| p.code()).collect(),
        kept: given
            .into_iter()
            .filter(|(name, _)| !FIELDS.contains(&name.as_str()))
            .collect(),
    }
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
    if let Some(text) = input::given(&asked.address) {
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
