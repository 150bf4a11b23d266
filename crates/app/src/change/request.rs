//! A unit asks for another owner, target, deadline or plan.

use crate::change_of::made;
use crate::district::check_unit;
use crate::review::{Versioned, context};
use crate::{Actor, App, Result, ids, kinds, same_version};
use commitment::change::Request;
use commitment::{ChangeRequest, Changes, Commitment};
use org::{Action, Resource};
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
    if let Some(lead) = &changes.lead {
        check_unit(&profile, "lead", lead)?;
    }
    for unit in changes.supporting.iter().flatten() {
        check_unit(&profile, "supporting", unit)?;
    }
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
