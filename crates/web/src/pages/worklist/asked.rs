//! What a worklist is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::ledger::asked::ROLES;
use crate::pages::list::Paging;
use app::list::{DutyFilter, Query};
use light::Colour;
use serde::Deserialize;

/// What needs something now, what goes as planned, what is done.
pub const GROUPS: [&str; 3] = ["now", "later", "done"];

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
                groups: input::codes("group", &self.group, GROUPS)?,
                role: input::code("role", &self.role, ROLES)?.map(str::to_owned),
                colours: input::codes("light", &self.light, Colour::ALL.iter().map(|c| c.code()))?,
                text: input::given(&self.q),
                ..DutyFilter::default()
            },
            ask: paging.ask::<DutyFilter>()?,
        })
    }
}
