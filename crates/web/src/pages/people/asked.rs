//! What a list of accounts is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::list::{PersonFilter, Query};
use org::Role;
use serde::Deserialize;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in name or sign-in name.
    pub q: String,
    /// Unit code.
    pub unit: String,
    /// Role code.
    pub role: String,
    /// `in_use` or `disabled`.
    pub state: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<PersonFilter>, Fault> {
        Ok(Query {
            filter: PersonFilter {
                units: codes(&self.unit),
                role: input::code("role", &self.role, Role::ALL.iter().map(|r| r.code()))?
                    .map(str::to_owned),
                disabled: input::code("state", &self.state, ["in_use", "disabled"])?
                    .map(|state| state == "disabled"),
                within: vec![],
                text: input::given(&self.q),
            },
            ask: paging.ask::<PersonFilter>()?,
        })
    }
}
