//! What a list of change requests is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::list::{Query, RequestFilter};
use commitment::ChangeStatus;
use serde::Deserialize;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in the title of the commitment.
    pub q: String,
    /// `requested`, `approved`, `refused`, `withdrawn`; several separated by commas.
    pub status: String,
    /// Code of the asking unit.
    pub unit: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<RequestFilter>, Fault> {
        Ok(Query {
            filter: RequestFilter {
                statuses: input::codes(
                    "status",
                    &self.status,
                    ChangeStatus::ALL.iter().map(|s| s.code()),
                )?,
                units: codes(&self.unit),
                within: vec![],
                text: input::given(&self.q),
            },
            ask: paging.ask::<RequestFilter>()?,
        })
    }
}
