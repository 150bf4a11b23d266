//! What a list of tokens is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::list::{Query, TokenFilter};
use serde::Deserialize;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in the purpose.
    pub q: String,
    /// Unit code.
    pub unit: String,
    /// `in_use` or `revoked`.
    pub state: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<TokenFilter>, Fault> {
        Ok(Query {
            filter: TokenFilter {
                units: codes(&self.unit),
                revoked: input::code("state", &self.state, ["in_use", "revoked"])?
                    .map(|state| state == "revoked"),
                within: vec![],
                text: input::given(&self.q),
            },
            ask: paging.ask::<TokenFilter>()?,
        })
    }
}
