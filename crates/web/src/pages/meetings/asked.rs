//! Conditions of the list of items as they stand in an address.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::Paging;
use ::meeting::{Origin, Standing};
use app::list::Ask;
use app::meeting::ItemQuery;
use serde::Deserialize;

/// How an item stands.
pub const STANDINGS: [&str; 4] = ["open", "explained", "changed", "missed"];
/// What an item is about.
pub const ORIGINS: [&str; 4] = ["indicator", "commitment", "project", "blocker"];

/// Conditions of the list of items; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words of the name or the action.
    pub q: String,
    /// Code of the unit that owes it.
    pub unit: String,
    /// `open`, `explained`, `changed`, `missed`; several with commas.
    pub standing: String,
    /// `indicator`, `commitment`, `project`, `blocker`.
    pub origin: String,
    /// `1`: only those past their day.
    pub late: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<ItemQuery, Fault> {
        let standing = input::codes("standing", &self.standing, STANDINGS)?;
        let origin = input::code("origin", &self.origin, ORIGINS)?;
        input::code("sort", &paging.sort, ["due"])?;
        Ok(ItemQuery {
            text: input::given(&self.q),
            unit: input::given(&self.unit),
            standing: standing
                .iter()
                .filter_map(|s| Standing::from_code(s))
                .collect(),
            origin: origin.and_then(Origin::from_code),
            late: input::flag("late", &self.late)?,
            ask: Ask {
                after: input::given(&paging.after),
                limit: paging.limit.unwrap_or(0),
                reversed: input::flag("desc", &paging.desc)?,
                ..Ask::default()
            },
        })
    }
}
