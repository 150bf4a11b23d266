//! What a worklist is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::list::{DutyFilter, Query};
use serde::Deserialize;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in title or text.
    pub q: String,
    /// `now`, `later`, `done`; several separated by commas.
    pub group: String,
    /// `red,yellow`.
    pub light: String,
    /// `lead`, `supporting` or either.
    pub role: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<DutyFilter>, Fault> {
        Ok(Query {
            filter: DutyFilter {
                groups: codes(&self.group),
                role: input::given(&self.role),
                colours: codes(&self.light),
                text: input::given(&self.q),
                ..DutyFilter::default()
            },
            ask: paging.ask(),
        })
    }
}
