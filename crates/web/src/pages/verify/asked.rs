//! What the list of records to verify is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::list::{Query, RecordFilter};
use serde::Deserialize;

/// What records can be.
pub const KINDS: [&str; 4] = ["amount", "reading", "milestone", "note"];

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in the title of the commitment.
    pub q: String,
    /// `amount`, `reading`, `milestone`, `note`; several separated by commas.
    pub kind: String,
    /// Code of the claiming unit.
    pub unit: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<RecordFilter>, Fault> {
        Ok(Query {
            filter: RecordFilter {
                kinds: input::codes("kind", &self.kind, KINDS)?,
                units: codes(&self.unit),
                text: input::given(&self.q),
                ..RecordFilter::default()
            },
            ask: paging.ask::<RecordFilter>()?,
        })
    }
}
