//! Cases on the map: single points of a small part, clusters of a large one.

use super::reach;
use crate::{Actor, App, AppError, Result};
use org::Action;
use serde::Serialize;
use store::case::{CaseFilter, MAX_POINTS, MapBox};

/// From this zoom on single cases are given.
pub const POINTS_FROM_ZOOM: u8 = 15;

/// A case on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointView {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Part of the loop, by code.
    pub phase: String,
    /// Degrees, WGS 84.
    pub lon: f64,
    /// Degrees, WGS 84.
    pub lat: f64,
    /// The running clock is past its due instant.
    pub late: bool,
}

/// Several cases of one tile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterView {
    /// How many.
    pub count: i64,
    /// Mean place, WGS 84.
    pub lon: f64,
    /// Mean place, WGS 84.
    pub lat: f64,
}

/// What the map shows of a part.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Points {
    /// Single cases; empty where clusters are given.
    pub points: Vec<PointView>,
    /// Clusters; empty where single cases are given.
    pub clusters: Vec<ClusterView>,
    /// More than 500 single cases lie here; the newest are given.
    pub cut: bool,
}

/// The cases of a filter within a part of the map that the actor may see: single points from zoom
/// 15 on, clusters before. One query. Errors: `case.box`.
pub async fn points(
    app: &App,
    actor: &Actor,
    filter: &CaseFilter,
    inside: MapBox,
    zoom: u8,
) -> Result<Points> {
    let sane = inside.west <= inside.east && inside.south <= inside.north;
    let on_earth = [inside.west, inside.east].iter().all(|d| d.abs() <= 180.0)
        && [inside.south, inside.north].iter().all(|d| d.abs() <= 90.0);
    if !(sane && on_earth) {
        return Err(AppError::field(
            "bbox",
            "case.box",
            "地图范围应为：西,南,东,北（度）",
            "A part of the map is west,south,east,north in degrees",
        ));
    }
    let single = zoom >= POINTS_FROM_ZOOM;
    let filter = CaseFilter {
        scope: reach::scope(app, actor, &[Action::List])?,
        inside: single.then_some(inside),
        ..filter.clone()
    };
    let degrees = |e6: i64| e6 as f64 / 1e6;
    if single {
        let now = app.now().as_millisecond();
        let found = app
            .store()
            .case_points(app.district(), &filter, MAX_POINTS)
            .await?;
        let cut = found.len() == MAX_POINTS;
        let points = found.into_iter().map(|p| PointView {
            late: p.due_ms.is_some_and(|due| now > due),
            lon: degrees(p.lon_e6),
            lat: degrees(p.lat_e6),
            id: p.id,
            number: p.number,
            title: privacy::mask_persons(&p.title),
            phase: p.phase,
        });
        return Ok(Points {
            points: points.collect(),
            clusters: vec![],
            cut,
        });
    }
    let found = app.store().case_clusters(app.district(), &filter).await?;
    let clusters = found.into_iter().map(|c| ClusterView {
        count: c.count,
        lon: degrees(c.lon_e6),
        lat: degrees(c.lat_e6),
    });
    let within = |c: &ClusterView| {
        (inside.west..=inside.east).contains(&c.lon)
            && (inside.south..=inside.north).contains(&c.lat)
    };
    Ok(Points {
        points: vec![],
        clusters: clusters.filter(within).collect(),
        cut: false,
    })
}
