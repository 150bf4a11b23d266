//! Somebody of each role.

use crate::client::{Api, Caller};
use std::collections::BTreeMap;

/// Callers by role, a unit's program among them.
pub async fn everybody(api: &Api) -> BTreeMap<&'static str, Caller> {
    let mut all = BTreeMap::new();
    for login in [
        "office1", "works1", "works2", "east1", "deputy", "audit1", "sys1", "sec1", "aud1",
        "agent1", "desk1", "shift1", "disp1", "insp1", "grid1", "npc1",
    ] {
        let caller = api.person(login).await;
        let role = caller.actor.roles.iter().next().expect("a role").code();
        all.insert(role, caller);
    }
    all.insert("community_worker", api.community_worker().await);
    all.insert("api_client", api.program("works").await);
    all
}
