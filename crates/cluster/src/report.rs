//! A report as far as incidents ask.

use crate::{Whereabouts, Words};
use jiff::Timestamp;

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its id.
    pub id: String,
    /// What it says.
    pub words: Words,
    /// Where.
    pub place: Whereabouts,
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
    pub place: Whereabouts,
    /// When its first report came.
    pub since: Timestamp,
    /// How many reports it has.
    pub members: u32,
}
