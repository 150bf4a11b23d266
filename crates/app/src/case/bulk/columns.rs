//! What a line says, once for all forms of file.

use crate::case::Row;
use jiff::Timestamp;

/// A case with what only programs want to know of its place.
pub(super) struct Line {
    pub case: Row,
    pub community: Option<String>,
    pub grid: Option<String>,
    /// Longitude and latitude, millionths of a degree, WGS 84.
    pub point_e6: Option<(i64, i64)>,
}

/// How the values of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Count,
    Flag,
    Instant,
    /// Millionths of a degree.
    Degrees,
}

/// A value, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    Count(i64),
    Flag(bool),
    Instant(Timestamp),
    Degrees(i64),
    None,
}

pub(super) struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub cell: fn(&Line) -> Cell,
}

/// Names are stable: programs read them. New ones go to the end.
pub(super) const COLUMNS: &[Column] = &[
    text("number", |l| some(&l.case.number)),
    text("case_type", |l| some(&l.case.case_type)),
    text("state", |l| some(&l.case.state)),
    text("phase", |l| some(&l.case.phase)),
    text("channel", |l| some(&l.case.channel)),
    text("title", |l| some(&l.case.title)),
    text("matter", |l| maybe(&l.case.matter)),
    text("matter_name", |l| maybe(&l.case.matter_name)),
    text("grade", |l| maybe(&l.case.grade)),
    text("address", |l| some(&l.case.address)),
    text("subdistrict", |l| maybe(&l.case.subdistrict)),
    text("community", |l| maybe(&l.community)),
    text("grid", |l| maybe(&l.grid)),
    column("lon", Kind::Degrees, |l| degrees(l.point_e6.map(|p| p.0))),
    column("lat", Kind::Degrees, |l| degrees(l.point_e6.map(|p| p.1))),
    text("owner", |l| some(&l.case.owner)),
    text("handler", |l| maybe(&l.case.handler)),
    column("reported_at", Kind::Instant, |l| {
        Cell::Instant(l.case.reported_at)
    }),
    column("entered_at", Kind::Instant, |l| {
        Cell::Instant(l.case.entered_at)
    }),
    column("due_at", Kind::Instant, |l| instant(l.case.due)),
    column("closed_at", Kind::Instant, |l| instant(l.case.closed_at)),
    column("late", Kind::Flag, |l| Cell::Flag(l.case.late)),
    column("paused", Kind::Flag, |l| Cell::Flag(l.case.paused)),
    column("rework", Kind::Count, |l| Cell::Count(l.case.rework)),
    column("reopened", Kind::Count, |l| Cell::Count(l.case.reopened)),
    column("returned", Kind::Count, |l| Cell::Count(l.case.bounces)),
    column("joined", Kind::Count, |l| Cell::Count(l.case.joined)),
];

const fn column(name: &'static str, kind: Kind, cell: fn(&Line) -> Cell) -> Column {
    Column { name, kind, cell }
}

const fn text(name: &'static str, cell: fn(&Line) -> Cell) -> Column {
    column(name, Kind::Text, cell)
}

fn some(words: &str) -> Cell {
    match words.is_empty() {
        true => Cell::None,
        false => Cell::Text(words.to_owned()),
    }
}

fn maybe(words: &Option<String>) -> Cell {
    words.as_deref().map_or(Cell::None, some)
}

fn instant(at: Option<Timestamp>) -> Cell {
    at.map_or(Cell::None, Cell::Instant)
}

fn degrees(millionths: Option<i64>) -> Cell {
    millionths.map_or(Cell::None, Cell::Degrees)
}

/// Millionths as an exact decimal, `-0.000001`.
pub(super) fn decimal(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let all = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", all / 1_000_000, all % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_exact() {
        for (millionths, text) in [
            (113_264_385, "113.264385"),
            (-1, "-0.000001"),
            (0, "0.000000"),
            (-23_100_000, "-23.100000"),
        ] {
            assert_eq!(decimal(millionths), text);
        }
    }

    #[test]
    fn names_are_told_apart() {
        let names: std::collections::BTreeSet<_> = COLUMNS.iter().map(|c| c.name).collect();
        assert_eq!(names.len(), COLUMNS.len());
    }
}
