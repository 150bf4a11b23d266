//! What a commitment's terms must hold, draft or not.

use crate::{Commitment, Refusal};

/// Refuses terms that contradict each other.
pub(crate) fn check_terms(state: &Commitment) -> Result<(), Refusal> {
    if state
        .deadline
        .is_some_and(|deadline| deadline < state.start)
    {
        return Err(Refusal::on("deadline_before_start", "deadline"));
    }
    Ok(())
}

/// Refuses a task that may not enter the ledger as it is.
pub(crate) fn check_issuable(state: &Commitment) -> Result<(), Refusal> {
    if state.lead.is_none() {
        return Err(Refusal::on("lead_required", "lead"));
    }
    check_terms(state)
}
