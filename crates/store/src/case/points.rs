//! Cases on the map: single points of a small part, clusters of a large one.
//!
//! Places are kept in millionths of a degree and by their Web Mercator tile of level 16, 0.6 km
//! wide at this latitude.

use super::ask::{Ask, Built};
use super::filter::{CaseFilter, MapBox};
use crate::value::Value;
use crate::{DistrictId, Row, Store, StoreError};
use std::f64::consts::PI;

/// The most points of one answer.
pub const MAX_POINTS: usize = 500;
/// The most cases that clusters are made of: the newest.
const MAX_CLUSTERED: i64 = 20_000;
/// The level of the tiles.
const LEVEL: u32 = 16;

/// One case on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePoint {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Its type.
    pub case_type: String,
    /// Its phase.
    pub phase: String,
    /// Its matter.
    pub matter: Option<String>,
    /// Longitude in millionths of a degree.
    pub lon_e6: i64,
    /// Latitude in millionths of a degree.
    pub lat_e6: i64,
    /// When its running clock runs out, ms UTC.
    pub due_ms: Option<i64>,
}

/// The cases of one tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCluster {
    /// The tile, `x-y` of level 16.
    pub tile: String,
    /// How many.
    pub count: i64,
    /// Their mean longitude in millionths of a degree.
    pub lon_e6: i64,
    /// Their mean latitude in millionths of a degree.
    pub lat_e6: i64,
}

impl Store {
    /// The newest cases with a place that meet the filter, at most `limit` and [`MAX_POINTS`], and of
    /// a crowded tile only its share: one query. Give [`CaseFilter::inside`].
    pub async fn case_points(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
        limit: usize,
    ) -> Result<Vec<CasePoint>, StoreError> {
        let (text, params) = points_query(district, filter, limit)?;
        let rows = self.query_built(text, params).await?;
        rows.iter().map(point).collect()
    }

    /// How many of the newest 20,000 cases (of the open: of all) with a place that meet the filter are
    /// in which tile: one query.
    pub async fn case_clusters(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
    ) -> Result<Vec<CaseCluster>, StoreError> {
        let (text, params) = clusters_query(district, filter)?;
        let rows = self.query_built(text, params).await?;
        rows.iter().map(cluster).collect()
    }
}

pub(crate) fn points_query(
    district: &DistrictId,
    filter: &CaseFilter,
    limit: usize,
) -> Result<Built, StoreError> {
    let limit = limit.clamp(1, MAX_POINTS);
    let mut ask = Ask::new(district);
    let tiles = filter.inside.as_ref().map(tiles).unwrap_or_default();
    if !(1..=crate::select::MAX_IN).contains(&tiles.len()) {
        ask.say(POINT).say(" AND c.tile IS NOT NULL");
        filter.apply(&mut ask);
        newest(&mut ask, filter, limit);
        return ask.done();
    }
    // One branch for each tile, the first rows of an index; so a part costs the same however many
    // cases lie in it, and a crowded tile does not hide the others.
    let each = (4 * limit / tiles.len()).clamp(20, limit.max(20));
    ask.say("SELECT * FROM (");
    for (number, tile) in tiles.iter().enumerate() {
        let union = if number > 0 { " UNION ALL " } else { "" };
        ask.say(union).say("SELECT * FROM (").say(POINT);
        ask.and("c.tile = ?", [Value::from(tile)]);
        filter.apply_within(&mut ask);
        newest(&mut ask, filter, each);
        ask.say(&format!(") AS t{number}"));
    }
    ask.say(") AS p ORDER BY p.reported_ms DESC, p.id DESC LIMIT ");
    ask.value(Value::I64(limit as i64));
    ask.done()
}

const POINT: &str = "SELECT c.id, c.number, c.title, c.case_type, c.phase, c.matter, c.lon_e6, \
    c.lat_e6, c.due_ms, c.reported_ms FROM case_row AS c WHERE c.district_id = $1";

fn newest(ask: &mut Ask, filter: &CaseFilter, limit: usize) {
    filter.scope(ask);
    ask.say(" ORDER BY c.reported_ms DESC, c.id DESC LIMIT ");
    ask.value(Value::I64(limit as i64));
}

pub(crate) fn clusters_query(
    district: &DistrictId,
    filter: &CaseFilter,
) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    // Open cases are few and have an index of their own by tile, which gives them group by group.
    if filter.only_open() {
        ask.say(
            "SELECT c.tile, COUNT(*), CAST(SUM(c.lon_e6) AS BIGINT), CAST(SUM(c.lat_e6) AS BIGINT) \
             FROM case_row AS c WHERE c.district_id = $1 AND c.tile IS NOT NULL",
        );
        filter.apply(&mut ask);
        filter.scope(&mut ask);
        ask.say(" GROUP BY c.tile ORDER BY c.tile");
        return ask.done();
    }
    ask.say(
        "SELECT p.tile, COUNT(*), CAST(SUM(p.lon_e6) AS BIGINT), CAST(SUM(p.lat_e6) AS BIGINT) \
         FROM (SELECT c.tile, c.lon_e6, c.lat_e6 FROM case_row AS c \
         WHERE c.district_id = $1 AND c.tile IS NOT NULL",
    );
    filter.apply(&mut ask);
    filter.scope(&mut ask);
    ask.say(" ORDER BY c.reported_ms DESC, c.id DESC LIMIT ");
    ask.value(Value::I64(MAX_CLUSTERED));
    ask.say(") AS p GROUP BY p.tile ORDER BY p.tile");
    ask.done()
}

fn point(row: &Row) -> Result<CasePoint, StoreError> {
    Ok(CasePoint {
        id: row.text(0)?,
        number: row.text(1)?,
        title: row.text(2)?,
        case_type: row.text(3)?,
        phase: row.text(4)?,
        matter: row.maybe_text(5)?,
        lon_e6: row.int(6)?,
        lat_e6: row.int(7)?,
        due_ms: Some(row.int(8)?).filter(|due| *due != crate::projection::case::NO_DUE),
    })
}

fn cluster(row: &Row) -> Result<CaseCluster, StoreError> {
    let count = row.int(1)?;
    Ok(CaseCluster {
        tile: row.text(0)?,
        count,
        lon_e6: row.int(2)? / count.max(1),
        lat_e6: row.int(3)? / count.max(1),
    })
}

/// The tile of a place, `x-y`.
pub(crate) fn tile(lon: f64, lat: f64) -> String {
    let (x, y) = place(lon, lat);
    format!("{x}-{y}")
}

/// The tiles that a part of the map touches; more than can be asked for when it is large.
pub(super) fn tiles(of: &MapBox) -> Vec<String> {
    let ((west, north), (east, south)) = (place(of.west, of.north), place(of.east, of.south));
    let columns = (west..=east).take(crate::select::MAX_IN + 1);
    let all = columns.flat_map(|x| (north..=south).map(move |y| format!("{x}-{y}")));
    all.take(crate::select::MAX_IN + 1).collect()
}

fn place(lon: f64, lat: f64) -> (u32, u32) {
    let width = f64::from(1_u32 << LEVEL);
    let last = (1_u32 << LEVEL) - 1;
    let lat = lat.clamp(-85.0, 85.0).to_radians();
    let x = (lon + 180.0) / 360.0 * width;
    let y = (1.0 - lat.tan().asinh() / PI) / 2.0 * width;
    ((x as u32).min(last), (y as u32).min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_in_a_tile_of_the_part_around_it() {
        let (lon, lat) = (113.266_5, 23.132_2);
        let around = MapBox {
            west: lon - 0.01,
            south: lat - 0.01,
            east: lon + 0.01,
            north: lat + 0.01,
        };
        let tiles = tiles(&around);
        assert!(tiles.contains(&tile(lon, lat)) && tiles.len() < 30);
        // Known: the tile of the equator and the zero meridian.
        assert_eq!(tile(0.0, 0.0), "32768-32768");
    }

    #[test]
    fn a_part_too_large_is_more_than_may_be_asked() {
        let world = MapBox {
            west: -180.0,
            south: -85.0,
            east: 180.0,
            north: 85.0,
        };
        assert!(tiles(&world).len() > crate::select::MAX_IN);
    }
}
