//! What the journal is asked.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::Paging;
use app::audit::JournalQuery;
use app::list::JournalFilter;
use serde::Deserialize;

/// Conditions of the list; an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Kind of subject.
    pub kind: String,
    /// Who, by sign-in name.
    pub actor: String,
    /// What, by code.
    pub action: String,
    /// Not before this day.
    pub from: String,
    /// Not after this day.
    pub to: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<JournalQuery, Fault> {
        Ok(JournalQuery {
            kind: input::code("kind", &self.kind, app::audit::KINDS.iter().copied())?
                .map(str::to_owned),
            actor: input::given(&self.actor),
            action: input::given(&self.action),
            from: input::day_or_none("from", &self.from)?,
            to: input::day_or_none("to", &self.to)?,
            ask: paging.ask::<JournalFilter>()?,
        })
    }
}
