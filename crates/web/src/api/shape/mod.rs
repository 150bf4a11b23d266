//! The shapes of answers and of nested request values, for the OpenAPI document alone. The values
//! themselves are the view types of `app`; the API tests hold every answer to these shapes.
#![allow(dead_code, reason = "read by the document, never built")]

mod ask;
mod bulletin;
mod calendar;
mod case;
mod case_more;
mod cluster;
mod commitment;
mod counting;
mod daily;
mod duty;
mod indicator;
mod indicator_sheet;
mod learning;
mod ledger;
mod meeting;
mod message;
mod people;
mod place;
mod project;
mod record;
mod rehearsal;
mod report;
mod search;
mod theme;

pub use ask::*;
pub use bulletin::*;
pub use calendar::*;
pub use case::*;
pub use case_more::*;
pub use cluster::*;
pub use commitment::*;
pub use counting::*;
pub use daily::*;
pub use duty::*;
pub use indicator::*;
pub use indicator_sheet::*;
pub use learning::*;
pub use ledger::*;
pub use meeting::*;
pub use message::*;
pub use people::*;
pub use place::*;
pub use project::*;
pub use record::*;
pub use rehearsal::*;
pub use report::*;
pub use search::*;
pub use theme::*;

use serde::Serialize;
use utoipa::ToSchema;

/// A civil day, `2026-07-01`.
#[derive(Serialize, ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-07-01")]
pub struct Day(String);

/// A past day as known at its end, `2026-06-30`; or a past instant, `2026-06-30T10:00:00+08:00`.
#[derive(Serialize, ToSchema)]
#[schema(value_type = String, example = "2026-06-30")]
pub struct PastMoment(String);

/// An instant in UTC, `2026-07-01T08:30:00Z`.
#[derive(Serialize, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-07-01T08:30:00Z")]
pub struct Instant(String);

/// An exact decimal number, written as text so that no digit is lost.
#[derive(Serialize, ToSchema)]
#[schema(value_type = String, pattern = r"^-?[0-9]+(\.[0-9]+)?$", example = "120.5")]
pub struct Exact(String);

/// An error (RFC 9457). `code` never changes; `detail` is in Chinese unless `Accept-Language` prefers English.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// `urn:xiuhua:problem:` and the code.
    pub r#type: String,
    /// The class of error in words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What is wrong and how to mend it.
    pub detail: String,
    /// Stable code, for programs.
    pub code: String,
    /// The path asked for.
    pub instance: String,
    /// Name of the request in the server's log.
    pub request_id: String,
    /// What to mend, by field.
    pub fields: Option<Vec<ProblemField>>,
    /// The version now stored, after a conflict.
    pub current_version: Option<i64>,
}

/// One field to mend.
#[derive(Serialize, ToSchema)]
pub struct ProblemField {
    /// Name of the member.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// Words.
    pub detail: String,
}

/// The answer to a repeated request with an `Idempotency-Key`.
#[derive(Serialize, ToSchema)]
pub struct Replayed {
    /// What the request had changed.
    pub changed: Vec<Changed>,
}

/// One subject changed.
#[derive(Serialize, ToSchema)]
pub struct Changed {
    /// Kind of subject.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its version after the change.
    pub version: i64,
}

/// The report that a number belongs to, where several are in force.
#[derive(Serialize, ToSchema)]
pub struct ReportMark {
    pub year: i64,
    /// Where another report of the same year is in force too.
    pub title: Option<String>,
}

macro_rules! page {
    ($name:ident, $row:ty, $words:literal) => {
        #[doc = $words]
        #[derive(Serialize, ToSchema)]
        pub struct $name {
            pub rows: Vec<$row>,
            /// For `after`; null on the last page.
            pub next: Option<String>,
            /// How many there are in all; null where they are not counted.
            pub total: Option<i64>,
        }
    };
}

page!(
    SupervisionPage,
    SupervisionView,
    "A page of supervision items."
);
page!(ProjectPage, ProjectRow, "A page of projects.");
page!(
    MeetingItemPage,
    MeetingItemRow,
    "A page of items of the weekly coordination."
);
page!(RequestPage, RequestView, "A page of change requests.");
page!(RecordPage, RecordView, "A page of records.");
page!(PeoplePage, PersonRow, "A page of accounts.");
page!(TokenPage, TokenRow, "A page of tokens.");
page!(
    RehearsedPage,
    RehearsedRow,
    "A page of what a rehearsal found."
);
page!(ReportPage, ReportRow, "A page of reports.");
page!(
    JournalPage,
    EntryView,
    "A page of the journal; not counted."
);

/// A code with its names.
#[derive(Serialize, ToSchema)]
pub struct Named {
    /// Code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
}

/// A person acting for a unit.
#[derive(Serialize, ToSchema)]
pub struct Party {
    /// Person id, or `token-<id>` for a program.
    pub person: String,
    /// Unit code.
    pub unit: String,
}
