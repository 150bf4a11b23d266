//! Incidents.

use super::{CaseRow, Instant};
use serde::Serialize;
use utoipa::ToSchema;

/// An incident of the list.
#[derive(Serialize, ToSchema)]
pub struct ClusterLine {
    pub id: String,
    pub number: String,
    /// How many cases it has.
    pub cases: i64,
    pub formed_at: Instant,
    /// Not taken apart.
    pub open: bool,
    /// The case that is handled.
    pub leading: CaseRow,
}

/// A page of incidents.
#[derive(Serialize, ToSchema)]
pub struct Clusters {
    pub rows: Vec<ClusterLine>,
    /// Hand it back as `after`; null on the last page.
    pub next: Option<String>,
}

/// A case of an incident.
#[derive(Serialize, ToSchema)]
pub struct ClusterMember {
    pub row: CaseRow,
    /// It is the one that is handled.
    pub leading: bool,
    /// It follows the leading case.
    pub follows: bool,
    /// Why it does not follow any more, by code.
    pub stuck: Option<String>,
    pub joined_at: Instant,
    /// Who put it there, where a person did.
    pub by: Option<String>,
    pub why_zh: String,
    pub why_en: String,
    /// Metres east and north of the leading case.
    pub off: Option<Vec<i64>>,
}

/// A case that was taken out.
#[derive(Serialize, ToSchema)]
pub struct ClusterLeft {
    pub case: String,
    pub number: String,
    pub at: Instant,
    pub by: String,
    pub reason: String,
}

/// Words to all reporters.
#[derive(Serialize, ToSchema)]
pub struct ClusterBulletin {
    pub at: Instant,
    pub by: String,
    pub text: String,
}

/// An incident with its cases.
#[derive(Serialize, ToSchema)]
pub struct ClusterView {
    pub id: String,
    pub version: i64,
    pub number: String,
    pub formed_at: Instant,
    /// How many cases it has; those beyond the caller's reach are counted and not listed.
    pub cases: i64,
    /// The leading case first, then as reported; at most 200.
    pub members: Vec<ClusterMember>,
    pub left: Vec<ClusterLeft>,
    pub bulletins: Vec<ClusterBulletin>,
    /// Taken apart: when, by whom, why.
    pub dissolved: Option<Vec<String>>,
    /// `split`, `merge`, `answer`.
    pub may: Vec<String>,
}

/// Somebody who reported repeatedly, masked.
#[derive(Serialize, ToSchema)]
pub struct RepeatedReporter {
    pub name: String,
    pub phone: String,
    /// When last.
    pub last: Instant,
    /// The latest first, at most 20.
    pub rows: Vec<CaseRow>,
}
