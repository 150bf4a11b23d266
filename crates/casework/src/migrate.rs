//! What would become of a running case on another version of its type, before it is moved.

use crate::Refusal;
use crate::case::Case;
use crate::case_type::CaseTypes;
use serde::Serialize;

/// What moving a case to another version would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MigrationPreview {
    /// The case.
    pub case: String,
    /// Its number.
    pub number: String,
    /// The version it runs on.
    pub from_version: u32,
    /// The version it would run on.
    pub to_version: u32,
    /// The state it is in.
    pub from_state: String,
    /// The state it would be in.
    pub to_state: String,
    /// Clocks that would stop because the version does not know them.
    pub clocks_stopped: Vec<String>,
    /// Clocks that would start because its state needs them.
    pub clocks_started: Vec<String>,
}

/// What moving a case would change. Errors: the reason why it cannot be moved.
pub fn migration_preview(
    case: &Case,
    types: &CaseTypes,
    to_version: u32,
) -> Result<MigrationPreview, Refusal> {
    let _ = (case, types, to_version);
    Err(Refusal::new("no_case"))
}
