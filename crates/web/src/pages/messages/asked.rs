//! Which messages.

use crate::edge::fault::Fault;
use crate::pages::notices::mark;
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
    /// The status.
    pub fn status(&self) -> &str {
        match self.status.as_str() {
            "" => "failed",
            status => status,
        }
    }
    /// Where the page goes on. Errors: `input.code`.
    pub fn before(&self) -> Result<Option<(i64, String)>, Fault> {
        mark(&self.before)
    }
}
