//! A reviewer names the owners of a draft.

use super::{Versioned, one};
use crate::district::{check_unit, leader_by_words, overseer};
use crate::{Actor, App, AppError, Result};
use commitment::Commitment;
use commitment::review::Assign;
use org::Action;
use profile::Profile;

/// Names lead, supporting units and overseeing leader. Where a lead is named without a leader,
/// the leader who oversees that unit is taken from the profile.
pub async fn assign(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: &Assign,
) -> Result<Versioned<Commitment>> {
    let profile = app.profile();
    let cmd = completed(&profile, cmd)?;
    one(
        app,
        actor,
        (Action::Assign, id, expected),
        None,
        |draft, ctx| commitment::review::assign(draft, &cmd, ctx),
    )
    .await
}

/// The command with known codes only and the leader filled in.
pub(crate) fn completed(profile: &Profile, cmd: &Assign) -> Result<Assign> {
    let mut cmd = cmd.clone();
    if let Some(Some(lead)) = &cmd.lead {
        check_unit(profile, "lead", lead)?;
        if cmd.leader.is_none() {
            cmd.leader = Some(overseer(profile, lead));
        }
    }
    for unit in cmd.supporting.iter().flatten() {
        check_unit(profile, "supporting", unit)?;
    }
    if let Some(Some(leader)) = &cmd.leader
        && leader_by_words(profile, leader).is_none()
    {
        return Err(AppError::field(
            "leader",
            "leader.unknown",
            format!("没有“{leader}”这位分管领导"),
            "No such leader",
        ));
    }
    Ok(cmd)
}
