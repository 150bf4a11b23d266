//! What lists of rehearsals and of what they found are asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::list::{Query, RehearsedFilter};
use app::rehearsal::Kind;
use serde::Deserialize;

/// What may change, and what could not be judged.
pub const WHATS: [&str; 4] = ["unit", "deadline", "light", "unjudged"];

/// Conditions of the list of rehearsals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// `duty_list`, `clocks`, `light_rules`, `notice` or `dispatch`.
    pub kind: String,
}

impl Asked {
    /// The kind asked for; an unknown one is refused.
    pub fn kind(&self) -> Result<Option<Kind>, Fault> {
        let known = Kind::ALL.iter().map(|kind| kind.code());
        Ok(input::code("kind", &self.kind, known)?.and_then(Kind::from_code))
    }
}

/// Conditions on what a rehearsal found; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Sought {
    /// Words in the number.
    pub q: String,
    /// `unit`, `deadline`, `light` or `unjudged`; several with commas.
    pub what: String,
    /// Code of the unit it is counted for.
    pub unit: String,
    /// Code of the unit that it would go to by the draft.
    pub to: String,
    /// `1` for those not ended, `0` for ended ones.
    pub open: String,
}

impl Sought {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<RehearsedFilter>, Fault> {
        Ok(Query {
            filter: RehearsedFilter {
                rehearsal: String::new(),
                whats: input::codes("what", &self.what, WHATS)?,
                units: codes(&self.unit),
                to: codes(&self.to),
                open: input::code("open", &self.open, ["1", "0"])?.map(|open| open == "1"),
                text: input::given(&self.q),
            },
            ask: paging.ask::<RehearsedFilter>()?,
        })
    }
}
