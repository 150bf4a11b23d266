//! A unit asks for another owner, target, deadline or plan.

use crate::change_of::made;
use crate::district::{check_unit, leader_by_words};
use crate::review::{Versioned, context};
use crate::{Actor, App, AppError, Result, ids, kinds, same_version};
use commitment::change::Request;
use commitment::{ChangeRequest, Changes, Commitment};
use org::{Action, Resource};
use profile::Profile;
use store::Loaded;

/// Requests a change of an issued commitment, at the version seen.
pub async fn request(
    app: &App,
    actor: &Actor,
    commitment: &str,
    expected: i64,
    changes: Changes,
    reason: &str,
) -> Result<Versioned<ChangeRequest>> {
    let on: Loaded<Commitment> = app
        .load(kinds::COMMITMENT, commitment, ("这条任务", "commitment"))
        .await?;
    app.require_on(
        actor,
        Action::RequestChange,
        Resource::Commitment,
        &on.state,
    )?;
    same_version(expected, on.seq)?;
    let profile = app.profile();
    check_owners(&profile, &changes)?;
    if let Some(cases) = &changes.cases {
        crate::counting::check_measure(app, cases).await?;
    }
    if let Some(projects) = &changes.projects {
        crate::counting::check_projects(app, projects)?;
    }
    let changes = Changes {
        leader: changes
            .leader
            .and_then(|words| leader_by_words(&profile, &words)),
        ..changes
    };
    let cmd = Request {
        new_id: ids::new_id(),
        changes,
        reason: reason.to_owned(),
    };
    let request = commitment::change::request(&on.state, &cmd, &context(app, actor))?;
    let change = made(
        kinds::CHANGE_REQUEST,
        &request.id,
        "change.request",
        &request,
    );
    app.append_with(actor, vec![change], vec![(on.subject, on.seq)], vec![])
        .await?;
    Ok(Versioned {
        version: 1,
        value: request,
    })
}

/// Refuses owners that the profile does not know: lead, supporting units, leader.
pub(super) fn check_owners(profile: &Profile, changes: &Changes) -> Result<()> {
    if let Some(lead) = &changes.lead {
        check_unit(profile, "lead", lead)?;
    }
    for unit in changes.supporting.iter().flatten() {
        check_unit(profile, "supporting", unit)?;
    }
    match &changes.leader {
        Some(leader) if leader_by_words(profile, leader).is_none() => Err(AppError::field(
            "leader",
            "leader.unknown",
            format!("没有“{leader}”这位分管领导"),
            "No such leader",
        )),
        _ => Ok(()),
    }
}
