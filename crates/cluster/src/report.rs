//! A report as far as incidents ask.

use crate::Words;
use jiff::Timestamp;
use place::Point;

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its id.
    pub id: String,
    /// What it says.
    pub words: Words,
    /// Where.
    pub at: Point,
    /// The named spot it lies at: a crossing, a station, a building.
    pub spot: Option<String>,
    /// When it was reported.
    pub when: Timestamp,
    /// What it is about, by the code of the catalogue.
    pub matter: Option<String>,
    /// The incident it belongs to.
    pub group: Option<Group>,
    /// Incidents that a person took it out of: it does not come back to them by itself.
    pub apart: Vec<String>,
}

/// An incident that a report belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Where its leading report is.
    pub at: Point,
    /// When its first report came.
    pub since: Timestamp,
    /// How many reports it has.
    pub members: u32,
}
