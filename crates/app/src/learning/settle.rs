//! What became of proposals: given back, or ended as people confirmed it.

use super::confirmed::confirmed;
use super::state::{GivenBack, Outcome, ProposalState, Sent};
use crate::change_of::changed;
use crate::{App, Result, kinds};
use casework::{Case, Phase};
use std::collections::HashMap;
use store::Loaded;
use store::proposal::PAGE_MAX;

/// Notes what happened since; how many proposals moved.
pub(super) async fn settle(app: &App) -> Result<usize> {
    let (store, here) = (app.store(), app.district());
    let mut moved = 0;
    loop {
        let ids = store.proposals_moved(here).await?;
        if ids.is_empty() {
            return Ok(moved);
        }
        let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
        let cases: HashMap<&str, &Case> = cases
            .iter()
            .map(|case| (case.subject.id.as_str(), &case.state))
            .collect();
        let known: Vec<Loaded<ProposalState>> =
            store.load_many(here, kinds::PROPOSAL, &ids).await?;
        let mut changes = vec![];
        for said in &known {
            let Some(case) = cases.get(said.subject.id.as_str()) else {
                continue;
            };
            let after = after(&said.state, case);
            if after != said.state {
                let action = match after.outcome {
                    Some(_) => "learning.settle",
                    None => "learning.returned",
                };
                changes.push(changed(said, action, None, &after));
            }
        }
        if changes.is_empty() {
            return Ok(moved);
        }
        moved += changes.len();
        match app.append(&app.system(), changes).await {
            Err(error) if error.current_version().is_none() => return Err(error),
            Err(_) => return Ok(moved),
            Ok(_) => {}
        }
        if (ids.len() as i64) < PAGE_MAX {
            return Ok(moved);
        }
    }
}

/// The proposal as it stands after what the case tells.
fn after(said: &ProposalState, case: &Case) -> ProposalState {
    let mut after = said.clone();
    after.returns_seen = case.bounces;
    let by_system = case.dispatches.iter().find(|d| d.automatic);
    if let (None, Some(sent)) = (&after.sent, by_system) {
        after.sent = Some(Sent {
            at: sent.at,
            unit: sent.unit.to_string(),
            entry: sent.entry.clone(),
        });
        after.considered = Some("sent".to_owned());
    }
    let back = by_system.and_then(|sent| Some((sent.returned.as_ref()?, &sent.arbitration)));
    after.returned = back.map(|(back, word)| GivenBack {
        at: back.at,
        entry: back.entry.clone(),
        reason: privacy::mask_text(&back.reason),
        upheld: word
            .as_ref()
            .map(|w| w.result == casework::ArbitrationResult::Upheld),
    });
    if case.is_ended() {
        let known = confirmed(case).filter(|_| case.phase == Phase::Closed);
        after.outcome = Some(Outcome {
            at: case.closed.as_ref().map_or(case.entered_at, |c| c.at),
            matter: known.map(|(matter, _)| matter.to_owned()),
            unit: known.map(|(_, unit)| unit.to_owned()),
        });
    }
    after
}
