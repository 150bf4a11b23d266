//! A counted day moves because the notices of holidays changed.

use crate::{Refusal, Supervision, SupervisionStatus};
use jiff::civil::Date;

/// Moves the due day of an item that was counted by a limit. Errors: `supervision_closed`,
/// `due_set_by_hand`.
pub fn move_due(state: &Supervision, due: Date) -> Result<Supervision, Refusal> {
    if state.status == SupervisionStatus::Closed {
        return Err(Refusal::new("supervision_closed"));
    }
    if state.limit.is_none() {
        return Err(Refusal::new("due_set_by_hand"));
    }
    Ok(Supervision {
        due,
        ..state.clone()
    })
}
