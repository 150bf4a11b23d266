//! What a list of supervision items is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::list::{Query, SupervisionFilter};
use commitment::SupervisionStatus;
use jiff::civil::Date;
use serde::Deserialize;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in the title of the commitment.
    pub q: String,
    /// `open`, `answered`, `closed`; several separated by commas.
    pub status: String,
    /// Code of the unit that owes the answer.
    pub unit: String,
    /// Last day for the answer, at the latest.
    pub due_before: String,
    /// `1`: only what is not answered in time.
    pub late: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging, today: Date) -> Result<Query<SupervisionFilter>, Fault> {
        let late = input::flag("late", &self.late)?;
        Ok(Query {
            filter: SupervisionFilter {
                statuses: input::codes(
                    "status",
                    &self.status,
                    SupervisionStatus::ALL.iter().map(|s| s.code()),
                )?,
                owners: codes(&self.unit),
                due_before: input::day_or_none("due_before", &self.due_before)?
                    .map(|d| d.to_string()),
                late_on: late.then(|| today.to_string()),
                within: vec![],
                text: input::given(&self.q),
            },
            ask: paging.ask::<SupervisionFilter>()?,
        })
    }
}
