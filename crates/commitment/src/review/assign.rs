//! Name the lead unit, the supporting units and the overseeing leader.

use super::{check_draft, reviewed};
use crate::owners::check_owners;
use crate::{Commitment, Context, Refusal};
use serde::{Deserialize, Serialize};

/// What to assign; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assign {
    /// Lead unit.
    pub lead: Option<Option<String>>,
    /// All supporting units.
    pub supporting: Option<Vec<String>>,
    /// Overseeing leader.
    pub leader: Option<Option<String>>,
}

/// Assigns owners to a draft. Errors: `lead_also_supporting`, `supporting_twice`,
/// `too_many_supporting` and those of any draft.
pub fn assign(state: &Commitment, cmd: &Assign, ctx: &Context) -> Result<Commitment, Refusal> {
    check_draft(state, ctx)?;
    let mut next = reviewed(state, ctx);
    if let Some(lead) = &cmd.lead {
        next.lead = lead.clone();
    }
    if let Some(supporting) = &cmd.supporting {
        next.supporting = supporting.clone();
    }
    if let Some(leader) = &cmd.leader {
        next.leader = leader.clone();
    }
    check_owners(next.lead.as_deref(), &next.supporting)?;
    Ok(next)
}
