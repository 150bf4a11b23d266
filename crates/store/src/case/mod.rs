//! Cases: lists by pages, the map, counters, numbers.

mod as_of;
mod ask;
mod counted;
mod counted_for;
mod filter;
mod incident;
mod late;
mod list;
mod lookup;
mod measure;
mod numbers;
mod points;
mod row;
mod sums;
mod tally;
mod titled;
mod window;

pub use as_of::{CountedAsOf, CountedCase, PastPage};
pub(crate) use ask::{Ask, Built};
pub use counted::{Basis, CountAsk, CountBy};
#[cfg(test)]
pub(crate) use counted_for::groups_query;
pub use counted_for::{CountedFor, CountedGroup, MAX_GROUPS};
pub use filter::{CaseFilter, CaseOf, CaseScope, DueIn, Lacking, MapBox};
pub use incident::{ClusterRow, MAX_MEMBERS};
#[cfg(test)]
pub(crate) use incident::{
    LED, MEMBERS, REPEATED, callers_query, incidents_query, of_query, sizes_query,
};
pub(crate) use late::OpenCases;
#[cfg(test)]
pub(crate) use late::{MOVED_AFTER, open_query};
#[cfg(any(test, feature = "testing"))]
pub use list::list_query;
pub use list::{CaseOrder, CaseSort};
pub use lookup::MAX_SOURCES;
#[cfg(test)]
pub(crate) use lookup::{BY_NUMBER, BY_SOURCE, BY_TRACKING, sources_query};
pub use measure::{Counts, MEASURES, Mark, Measure, Step};
pub use numbers::MAX_NUMBERS;
pub(crate) use numbers::Numbers;
#[cfg(test)]
pub(crate) use numbers::TAKE_NUMBERS;
pub(crate) use points::tile;
pub use points::{CaseCluster, CasePoint, MAX_POINTS};
#[cfg(test)]
pub(crate) use points::{clusters_query, points_query};
pub use row::CaseRow;
pub(crate) use sums::Sums;
#[cfg(test)]
pub(crate) use sums::{MOVED, counts_query};
pub use tally::{CaseDimension, MAX_TALLIED};
#[cfg(test)]
pub(crate) use tally::{number_query, tally_query};
pub use titled::codes;
#[cfg(test)]
pub(crate) use titled::meeting_query;
#[cfg(test)]
pub(crate) use window::window_query;
pub use window::{MAX_SKIPPED, MAX_WINDOW};
