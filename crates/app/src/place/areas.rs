//! The areas of a layer on a day: drawn, and as a table.

use super::may_ask;
use crate::{Actor, App, Result};
use jiff::civil::Date;
use place::{Area, Crs, Layer};
use serde::Serialize;

/// Areas as GeoJSON.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// A feature collection (RFC 7946), each feature with a `middle` for its label.
    pub geojson: String,
}

/// What of the areas a table says.
#[derive(Debug, Clone, Serialize)]
pub struct AreasView {
    /// The day.
    pub on: Date,
    /// The area whose parts are listed; none above the coarsest layer.
    pub within: Option<AreaRow>,
    /// What that is part of, coarsest first.
    pub above: Vec<AreaRow>,
    /// The parts, by code.
    pub rows: Vec<AreaRow>,
    /// True where a border shown is made up for show.
    pub illustrative: bool,
    /// Days on which the areas changed, ascending.
    pub change_days: Vec<Date>,
}

/// One area in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Layer.
    pub layer: Layer,
    /// First day it holds.
    pub valid_from: Date,
    /// First day it no longer does.
    pub valid_to: Option<Date>,
    /// Hectares, rounded.
    pub hectares: u32,
    /// How many areas are directly part of it.
    pub parts: usize,
    /// How many grids it has.
    pub grids: usize,
}

/// The areas of a layer on a day (today where none is named) as GeoJSON. `crs`: the coordinates
/// to draw in, for pictures that are not in WGS 84. Errors: not allowed.
pub fn areas(app: &App, actor: &Actor, layer: Layer, on: Option<Date>, crs: Crs) -> Result<Drawn> {
    may_ask(app, actor)?;
    let profile = app.profile();
    let day = on.unwrap_or_else(|| app.today());
    Ok(Drawn {
        geojson: place::drawing(crs, profile.areas.on(layer, day)),
    })
}

/// The parts of an area on a day, or the coarsest areas. Errors: not allowed, no such area on
/// that day.
pub fn list(app: &App, actor: &Actor, within: Option<&str>, on: Option<Date>) -> Result<AreasView> {
    may_ask(app, actor)?;
    let profile = app.profile();
    let set = &profile.areas;
    let day = on.unwrap_or_else(|| app.today());
    let today: Vec<&Area> = Layer::ALL
        .into_iter()
        .flat_map(|layer| set.on(layer, day))
        .collect();
    let row = |area: &Area| AreaRow {
        code: area.code.clone(),
        name: area.name.clone(),
        layer: area.layer,
        valid_from: area.valid_from,
        valid_to: area.valid_to,
        hectares: (area.square_metres() / 10_000.0).round() as u32,
        parts: today.iter().filter(|a| is_part(a, area)).count(),
        grids: grids_within(&today, area),
    };
    let whole = match within {
        Some(code) => Some(
            set.get(code, day)
                .ok_or_else(|| crate::AppError::not_found("这一天的区域", "area on that day"))?,
        ),
        None => None,
    };
    let rows: Vec<&Area> = match whole {
        Some(whole) => today
            .iter()
            .filter(|a| is_part(a, whole))
            .copied()
            .collect(),
        None => today
            .iter()
            .filter(|a| a.parent.is_none())
            .copied()
            .collect(),
    };
    let above = whole
        .map(|w| set.located(w, day).parents)
        .unwrap_or_default();
    let above = above.iter().rev().filter_map(|p| set.get(&p.code, day));
    Ok(AreasView {
        on: day,
        within: whole.map(row),
        above: above.map(row).collect(),
        rows: rows.into_iter().map(row).collect(),
        illustrative: today.iter().any(|a| a.illustrative),
        change_days: set.change_days(),
    })
}

fn is_part(area: &Area, whole: &Area) -> bool {
    area.parent.as_deref() == Some(whole.code.as_str())
}

fn grids_within(today: &[&Area], whole: &Area) -> usize {
    let parts = today.iter().filter(|a| is_part(a, whole));
    parts
        .map(|part| match part.layer {
            Layer::Grid => 1,
            _ => grids_within(today, part),
        })
        .sum()
}
