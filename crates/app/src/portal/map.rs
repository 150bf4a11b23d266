//! The map that a resident points on: what everybody may know of the district's places.

use crate::App;
use place::{Crs, Layer, drawing};

/// Most places named on the map.
const LANDMARKS_MAX: usize = 300;

/// A place by which somebody finds their way.
#[derive(Debug, Clone)]
pub struct Landmark {
    /// Its name.
    pub name: String,
    /// Degrees, in the system asked for.
    pub lon: f64,
    /// Degrees, in the system asked for.
    pub lat: f64,
}

/// The subdistricts of today as GeoJSON, drawn in a system of coordinates.
pub fn areas(app: &App, crs: Crs) -> String {
    let profile = app.profile();
    let drawn = profile.areas.on(Layer::Subdistrict, app.today());
    drawing(crs, drawn)
}

/// True where there are any.
pub fn any(app: &App) -> bool {
    let profile = app.profile();
    let mut drawn = profile.areas.on(Layer::Subdistrict, app.today());
    drawn.next().is_some()
}

/// True where their borders are made up for show.
pub fn illustrative(app: &App) -> bool {
    let profile = app.profile();
    let mut drawn = profile.areas.on(Layer::Subdistrict, app.today());
    drawn.any(|area| area.illustrative)
}

/// Stations, landmarks and other named places of the district, at most 300.
pub fn landmarks(app: &App, crs: Crs) -> Vec<Landmark> {
    let profile = app.profile();
    let gazetteer = profile.gazetteer.as_deref();
    let named = gazetteer.into_iter().flat_map(|all| all.iter());
    named
        .take(LANDMARKS_MAX)
        .map(|entry| {
            let (lon, lat) = entry.point.to_crs(crs);
            Landmark {
                name: entry.name.clone(),
                lon,
                lat,
            }
        })
        .collect()
}
