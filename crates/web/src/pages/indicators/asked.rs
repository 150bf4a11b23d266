//! Conditions of the list as they stand in an address.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::Paging;
use app::indicator::{IndicatorQuery, SORTS};
use app::list::Ask;
use indicator::Cadence;
use serde::Deserialize;

/// How often series are observed.
pub const CADENCES: [&str; 7] = ["day", "week", "xun", "month", "quarter", "half", "year"];

/// Parameters of `/indicators` and of the API's list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words of name or code.
    pub q: String,
    /// Unit code of the source.
    pub source: String,
    /// `day`, `week`, `xun`, `month`, `quarter`, `half`, `year`.
    pub cadence: String,
    /// `1`: only what is overdue.
    pub late: String,
    /// The day; empty: today.
    pub as_of: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<IndicatorQuery, Fault> {
        let cadence = input::code("cadence", &self.cadence, CADENCES)?;
        Ok(IndicatorQuery {
            text: input::given(&self.q),
            source: input::given(&self.source),
            cadence: cadence.and_then(Cadence::from_code),
            late: input::flag("late", &self.late)?,
            as_of: input::day_or_none("as_of", &self.as_of)?,
            ask: Ask {
                sort: input::code("sort", &paging.sort, SORTS.map(|(code, _)| code))?
                    .unwrap_or_default()
                    .to_owned(),
                reversed: input::flag("desc", &paging.desc)?,
                after: input::given(&paging.after),
                limit: paging.limit.unwrap_or(0),
            },
        })
    }
}
