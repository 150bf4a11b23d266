//! Which messages.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::notices::mark;
use app::outbox::STATUSES;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is asked, as it stands in an address.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// `failed` (where left out), `waiting`, `sending`, `sent`.
    status: String,
    /// Older than this: `at_ms` and id of a message, with a dot between them.
    before: String,
}

impl Asked {
    /// The status. Errors: `value.unknown`.
    pub fn status(&self) -> Result<&'static str, Fault> {
        Ok(input::code("status", &self.status, STATUSES)?.unwrap_or("failed"))
    }
    /// Where the page goes on. Errors: `input.code`.
    pub fn before(&self) -> Result<Option<(i64, String)>, Fault> {
        mark(&self.before)
    }
}
