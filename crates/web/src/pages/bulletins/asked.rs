//! What the list of bulletins and a draft are asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::Paging;
use app::list::{BulletinFilter, Query};
use bulletin::Kind;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in the title.
    pub q: String,
    /// `daily`, `agenda`, `minutes`, `ten_day` or `monthly`.
    pub kind: String,
    /// What it speaks of: `2026-11-23`, `2026-W48`, `2026-11-X2`, `2026-11`.
    pub period: String,
}

/// Codes of the kinds.
pub fn codes() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().map(|kind| kind.code())
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<Query<BulletinFilter>, Fault> {
        Ok(Query {
            filter: BulletinFilter {
                kinds: input::codes("kind", &self.kind, codes())?,
                period: input::given(&self.period),
                text: input::given(&self.q),
            },
            ask: paging.ask::<BulletinFilter>()?,
        })
    }
}

/// Which bulletin is drafted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ToDraft {
    /// `daily`, `agenda`, `minutes`, `ten_day` or `monthly`.
    pub kind: String,
    /// What it speaks of: `2026-11-23`, `2026-W48`, `2026-11-X2`, `2026-11`.
    pub period: String,
    /// The day as known on; empty: now.
    pub as_of: String,
}

impl ToDraft {
    /// Its kind; one that is not known is named.
    pub fn kind(&self) -> Result<Kind, Fault> {
        kind(&self.kind)
    }

    /// The day as known on; none is now.
    pub fn as_of(&self) -> Result<Option<Date>, Fault> {
        input::day_or_none("as_of", &self.as_of)
    }
}

/// A kind by its code; one that is not known is named.
pub fn kind(code: &str) -> Result<Kind, Fault> {
    let known: Vec<&str> = codes().collect();
    let found = input::code("kind", code, codes())?;
    let found = found.and_then(Kind::from_code);
    found.ok_or_else(|| input::unknown("kind", &known.join(", ")))
}
