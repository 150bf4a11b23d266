//! An item follows the lead of its commitment.

use crate::{Commitment, Supervision, SupervisionStatus};

/// The item as an approved change leaves it; none where nothing moves. An item that is not closed
/// goes to the new lead where the old lead owed the answer, or where the unit that owed it no longer
/// has part in the commitment. The day and an answer given stay; the person named does not, being
/// of the other unit.
pub fn follow_lead(
    state: &Supervision,
    before: &Commitment,
    after: &Commitment,
) -> Option<Supervision> {
    let lead = after.lead.as_ref()?;
    let by_lead = before.lead.as_deref() == Some(state.owner_unit.as_str());
    let stays = !by_lead && after.owned_by(&state.owner_unit);
    if state.status == SupervisionStatus::Closed || stays || *lead == state.owner_unit {
        return None;
    }
    Some(Supervision {
        owner_unit: lead.clone(),
        owner: None,
        ..state.clone()
    })
}
