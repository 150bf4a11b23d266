//! A request is approved, refused or taken back; never by the one who made it, save the last.

use super::request::check_owners;
use crate::change_of::changed;
use crate::retry::on_the_side;
use crate::review::{Versioned, context};
use crate::standing::standing;
use crate::{Actor, App, Result, counting, kinds, lights, same_version};
use commitment::change::{Approve, Refuse};
use commitment::{ChangeRequest, Commitment, Supervision};
use org::{Action, Resource};
use store::{Change, Loaded};

/// Approves: the commitment takes the changes and a new version; the old one stays readable.
pub async fn approve(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    remark: Option<String>,
) -> Result<Versioned<ChangeRequest>> {
    on_the_side(|| approve_once(app, actor, id, expected, remark.clone())).await
}

async fn approve_once(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    remark: Option<String>,
) -> Result<Versioned<ChangeRequest>> {
    let (request, on) = open(app, id, expected).await?;
    app.require_on(
        actor,
        Action::ApproveChange,
        Resource::ChangeRequest,
        &on.state,
    )?;
    check_owners(&app.profile(), &request.state.changes)?;
    if let Some(cases) = &request.state.changes.cases {
        counting::check_measure(app, cases).await?;
    }
    let cmd = Approve {
        remark: remark.clone(),
    };
    if let Some(projects) = &request.state.changes.projects {
        counting::check_projects(app, projects)?;
    }
    let (after, decided) =
        commitment::change::approve(&on.state, &request.state, &cmd, &context(app, actor))?;
    let mut found = standing(app, &on.state.id).await?;
    let (gate, light) = (found.gate.pass(), found.light.take());
    let (_, records) = found.split();
    let mut changes = vec![
        changed(&request, "change.approve", remark.as_deref(), &decided),
        changed(
            &on,
            "commitment.change",
            Some(&request.state.reason),
            &after,
        ),
    ];
    changes.extend(items_that_follow(app, &on.state, &after).await?);
    let recount = counting::is_counted(&after)
        && (after.cases.as_ref(), after.start) != (on.state.cases.as_ref(), on.state.start);
    if recount {
        // What a new measure finds is counted next, and the light judged by it, not before.
        let register = counting::Register::load(app).await?;
        changes.extend(register.with([&after]));
        changes.push(gate);
    } else {
        if counting::is_by_projects(&after) && after.projects != on.state.projects {
            let register = counting::Register::load(app).await?;
            changes.extend(register.with([&after]));
            changes.push(gate);
        }
        changes.extend(lights::recompute(app, &after, &records, light).await?);
    }
    app.append(actor, changes).await?;
    if recount {
        counting::catch_up(app, &after.id).await?;
    }
    lights::follow(app, &after).await?;
    Ok(Versioned {
        version: expected + 1,
        value: decided,
    })
}

/// Open supervision items go to the new lead, with the change and in one transaction.
async fn items_that_follow(
    app: &App,
    before: &Commitment,
    after: &Commitment,
) -> Result<Vec<Change>> {
    let items: Vec<Loaded<Supervision>> = app
        .store()
        .supervision_of(app.district(), &before.id)
        .await?;
    let moved = items.iter().filter_map(|item| {
        let next = commitment::supervision::follow_lead(&item.state, before, after)?;
        Some(changed(item, "supervision.follow_lead", None, &next))
    });
    Ok(moved.collect())
}

/// Refuses, with a reason.
pub async fn refuse(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<ChangeRequest>> {
    let (request, on) = open(app, id, expected).await?;
    app.require_on(
        actor,
        Action::RefuseChange,
        Resource::ChangeRequest,
        &on.state,
    )?;
    let decided = commitment::change::refuse(
        &request.state,
        &Refuse {
            reason: reason.to_owned(),
        },
        &context(app, actor),
    )?;
    app.append(
        actor,
        vec![changed(&request, "change.refuse", Some(reason), &decided)],
    )
    .await?;
    Ok(Versioned {
        version: expected + 1,
        value: decided,
    })
}

/// Takes a request back; the requester's unit only.
pub async fn withdraw(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
) -> Result<Versioned<ChangeRequest>> {
    let (request, on) = open(app, id, expected).await?;
    app.require_on(
        actor,
        Action::RequestChange,
        Resource::Commitment,
        &on.state,
    )?;
    let withdrawn = commitment::change::withdraw(&request.state, &context(app, actor))?;
    app.append(
        actor,
        vec![changed(&request, "change.withdraw", None, &withdrawn)],
    )
    .await?;
    Ok(Versioned {
        version: expected + 1,
        value: withdrawn,
    })
}

async fn open(
    app: &App,
    id: &str,
    expected: i64,
) -> Result<(Loaded<ChangeRequest>, Loaded<Commitment>)> {
    let request: Loaded<ChangeRequest> = app
        .load(
            kinds::CHANGE_REQUEST,
            id,
            ("这项变更申请", "change request"),
        )
        .await?;
    same_version(expected, request.seq)?;
    let on = app
        .load(
            kinds::COMMITMENT,
            &request.state.commitment,
            ("这条任务", "commitment"),
        )
        .await?;
    Ok((request, on))
}
