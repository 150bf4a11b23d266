//! What the list of reports is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::Paging;
use app::list::{Query, ReportFilter};
use commitment::ReportStatus;
use serde::Deserialize;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in the title.
    pub q: String,
    /// `reviewing` or `issued`.
    pub status: String,
    /// A year.
    #[serde(rename = "in")]
    #[param(rename = "in")]
    pub year: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<ReportFilter>, Fault> {
        let year = input::given(&self.year);
        let year = year.map(|y| y.parse().map_err(|_| input::wrong("in", "input.number")));
        Ok(Query {
            filter: ReportFilter {
                statuses: input::codes(
                    "status",
                    &self.status,
                    ReportStatus::ALL.iter().map(|s| s.code()),
                )?,
                year: year.transpose()?,
                text: input::given(&self.q),
            },
            ask: paging.ask::<ReportFilter>()?,
        })
    }
}
