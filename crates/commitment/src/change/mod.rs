//! Changes after issue: asked with a reason, approved by someone else, both versions kept.

mod approve;
mod refuse;
mod request;
mod withdraw;

pub use approve::{Approve, approve};
pub use refuse::{Refuse, refuse};
pub use request::{Request, request};
pub use withdraw::withdraw;

use crate::check::check_issuable;
use crate::quantity::is_convertible;
use crate::{
    ChangeRequest, ChangeStatus, Changes, Commitment, Context, Kind, MeasuredBy, Plan, Refusal,
};

/// Only an open request can be decided, and never by its requester.
fn check_decider(state: &ChangeRequest, ctx: &Context) -> Result<(), Refusal> {
    check_open(state)?;
    if state.requested_by.person == ctx.actor.person {
        return Err(Refusal::new("requester_cannot_decide"));
    }
    Ok(())
}

fn check_open(state: &ChangeRequest) -> Result<(), Refusal> {
    match state.status {
        ChangeStatus::Requested => Ok(()),
        status => Err(Refusal::new("request_closed").with("status", status.code())),
    }
}

/// Of a commitment the terms that these changes touch.
fn touched(commitment: &Commitment, changes: &Changes) -> Changes {
    Changes {
        lead: changes.lead.as_ref().and(commitment.lead.clone()),
        supporting: changes
            .supporting
            .as_ref()
            .map(|_| commitment.supporting.clone()),
        leader: changes.leader.as_ref().and(commitment.leader.clone()),
        target: changes.target.as_ref().and(commitment.target.clone()),
        deadline: changes.deadline.and(commitment.deadline),
        plan: changes.plan.as_ref().map(|_| commitment.plan.clone()),
        cases: changes.cases.as_ref().and(commitment.cases.clone()),
        projects: changes.projects.as_ref().and(commitment.projects.clone()),
    }
}

/// The commitment as it would be with the changes.
fn changed(commitment: &Commitment, request: &ChangeRequest) -> Commitment {
    let changes = request.changes.clone();
    let mut next = commitment.clone();
    if let Some(lead) = changes.lead {
        next.lead = Some(lead);
    }
    if let Some(supporting) = changes.supporting {
        next.supporting = supporting;
    }
    if let Some(leader) = changes.leader {
        next.leader = Some(leader);
    }
    if let Some(target) = changes.target {
        next.target_changed |= commitment.target.as_ref() != Some(&target);
        next.target = Some(target);
    }
    if let Some(deadline) = changes.deadline {
        next.deadline = Some(deadline);
        next.no_deadline_reason = None;
    }
    if let Some(plan) = changes.plan {
        next.plan = plan;
    }
    if let Some(cases) = changes.cases {
        next.measured_by = MeasuredBy::Cases;
        next.cases = Some(cases);
        next.projects = None;
        next.indicators = None;
    }
    if let Some(projects) = changes.projects {
        next.measured_by = MeasuredBy::Projects;
        next.projects = Some(projects);
        next.cases = None;
        next.indicators = None;
    }
    next.version = commitment.version.saturating_add(1);
    next
}

/// Refuses changes that would leave the ledger with terms it may not hold, or with records that
/// no longer add up because the target's unit is another thing's.
fn check_changed(before: &Commitment, after: &Commitment) -> Result<(), Refusal> {
    if let (Some(old), Some(new)) = (&before.target, &after.target)
        && !is_convertible(&old.unit, &new.unit)
    {
        let refusal = Refusal::on("unit_not_convertible", "target");
        return Err(refusal.with("unit", &old.unit).with("base", &new.unit));
    }
    let adds_up = matches!(
        before.measured_by,
        MeasuredBy::Records | MeasuredBy::Cases | MeasuredBy::Projects
    );
    if after.measured_by != before.measured_by && !adds_up {
        return Err(Refusal::on("source_frozen", "cases"));
    }
    if before.measured_by == MeasuredBy::Milestones && !keeps_points(&before.plan, &after.plan) {
        return Err(Refusal::on("milestones_reordered", "plan"));
    }
    match before.kind {
        Kind::Principle => Ok(()),
        _ => check_issuable(after),
    }
}

/// Records name points by index, so the points there are stay where they are; their days and
/// shares may change, and points may be added after them.
fn keeps_points(before: &Plan, after: &Plan) -> bool {
    let titles = |plan: &Plan| match plan {
        Plan::Milestones(points) => points.iter().map(|p| p.title.clone()).collect(),
        _ => Vec::new(),
    };
    titles(after).starts_with(&titles(before))
}
