//! What places cost: reading and checking a district's areas, finding the grid of a point, an address.

use crate::table::Table;
use anyhow::Context;
use jiff::civil::Date;
use place::{AreaSet, Gazetteer, Layer, Point, address};
use std::path::Path;
use std::time::{Duration, Instant};

/// Points looked up in one measurement.
const POINTS: u32 = 200_000;
/// Points looked up without the index.
const POINTS_SCANNED: u32 = 2_000;
/// Readings of the files; the middle one is told.
const READINGS: usize = 7;

pub(crate) fn measure(profile: &Path) -> anyhow::Result<Table> {
    let files = files(&profile.join("geo"))?;
    let shapes: Vec<(&str, &str)> = files
        .iter()
        .filter(|(name, _)| name.starts_with("areas") && name.ends_with(".geojson"))
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let mut times = vec![];
    let mut set = AreaSet::default();
    for _ in 0..READINGS {
        let begun = Instant::now();
        let read = place::sources(&shapes, None).and_then(|areas| AreaSet::import(areas, None));
        set = read.map_err(|faults| anyhow::anyhow!("{} faults", faults.len()))?;
        times.push(begun.elapsed());
    }
    times.sort();
    let mut table = Table::new("Places", &["what", "how many", "time"]);
    let days = set.change_days();
    let last = *days.last().context("no areas")?;
    let grids = set.on(Layer::Grid, last).count();
    let row = |table: &mut Table, what: &str, many: String, time: String| {
        table.row([what.to_owned(), many, time]);
    };
    let middle = times[READINGS / 2].as_secs_f64() * 1e3;
    let all = set.iter().count();
    row(
        &mut table,
        "areas read and checked",
        format!("{all} areas"),
        format!("{middle:.0} ms"),
    );
    let points = points(&set, last);
    let by_index = each(POINTS, |i| {
        set.resolve(points[i % points.len()], days[i % days.len()])
            .is_some()
    });
    row(
        &mut table,
        "a point's grid, any day",
        format!("{grids} grids"),
        micros(by_index),
    );
    let scanned = each(POINTS_SCANNED, |i| {
        let point = points[i % points.len()];
        set.on(Layer::Grid, last).any(|area| area.contains(point))
    });
    row(
        &mut table,
        "the same without an index",
        format!("{grids} grids"),
        micros(scanned),
    );
    if let Some((_, text)) = files.iter().find(|(name, _)| name == "gazetteer.csv") {
        let gazetteer = Gazetteer::read("gazetteer.csv", text)
            .map_err(|faults| anyhow::anyhow!("{} faults", faults.len()))?;
        let names: Vec<String> = gazetteer
            .iter()
            .map(|e| format!("{}旁边", e.name))
            .collect();
        let found = each(POINTS_SCANNED, |i| {
            address::resolve(Some(&gazetteer), &set, last, &names[i % names.len()])
                .is_ok_and(|found| !found.is_empty())
        });
        row(
            &mut table,
            "an address",
            format!("{} names", gazetteer.len()),
            micros(found),
        );
    }
    let ratio = scanned.as_secs_f64() / by_index.as_secs_f64();
    table.note(format!("One thread, middle of {READINGS} readings; the index is {ratio:.0} times as fast as looking at every grid."));
    Ok(table)
}

fn files(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = vec![];
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        if name.ends_with(".geojson") || name.ends_with(".csv") {
            files.push((name.to_owned(), std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// The middle of every grid, and points beside it.
fn points(set: &AreaSet, day: Date) -> Vec<Point> {
    let middles = set.on(Layer::Grid, day).filter_map(|area| area.middle());
    let around = |p: Point| {
        [(0.0, 0.0), (1e-4, 0.0), (0.0, -1e-4)]
            .into_iter()
            .filter_map(move |(x, y)| Point::new(p.lon() + x, p.lat() + y).ok())
    };
    middles.flat_map(around).collect()
}

fn each(count: u32, look: impl Fn(usize) -> bool) -> Duration {
    let begun = Instant::now();
    let found = (0..count as usize).filter(|i| look(*i)).count();
    assert!(found > 0, "nothing was found");
    begun.elapsed() / count
}

fn micros(time: Duration) -> String {
    format!("{:.2} µs", time.as_secs_f64() * 1e6)
}
