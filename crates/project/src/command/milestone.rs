//! Claim that a batch was reached, with the files that prove it; take it back with a reason.

use super::{Decide, claimed, decided};
use crate::{Batch, Decision, Evidence, Milestone, Project, Refusal, Reversal, reached};
use indicator::Context;
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most milestones of one project, taken back ones included.
const MILESTONES_MAX: usize = 200;
/// Most files of one.
const FILES_MAX: usize = 20;

/// Claim a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimMilestone {
    /// The batch reached.
    pub batch: Batch,
    /// The day.
    pub date: Date,
    /// Files.
    pub evidence: Vec<Evidence>,
    /// In words.
    pub note: String,
}

/// Take a verified milestone back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReverseMilestone {
    /// Its number.
    pub no: u32,
    /// Why.
    pub reason: String,
}

/// Claims a milestone; the project moves once somebody else has verified it. Errors: `date_in_future`,
/// `evidence_missing` naming what lacks, `too_many_files`, `reached_already`, `waiting_already`,
/// `before_earlier_batch`, `not_started` (completion and use follow a start), `milestones_too_many`.
pub fn claim_milestone(
    state: &Project,
    cmd: &ClaimMilestone,
    ctx: &Context,
) -> Result<Project, Refusal> {
    if cmd.date > ctx.today {
        return Err(Refusal::on("date_in_future", "date").with("day", cmd.date));
    }
    check_evidence(cmd)?;
    if reached(state, cmd.batch, ctx.today).is_some() {
        return Err(Refusal::new("reached_already").with("batch", cmd.batch.zh()));
    }
    let waits = |m: &&Milestone| m.batch == cmd.batch && m.claim.decision == Decision::Waiting;
    if let Some(other) = state.milestones.iter().find(waits) {
        return Err(Refusal::new("waiting_already").with("no", other.no));
    }
    check_order(state, cmd, ctx)?;
    if state.milestones.len() >= MILESTONES_MAX {
        return Err(Refusal::new("milestones_too_many").with("max", MILESTONES_MAX));
    }
    let mut next = state.clone();
    let no = state.milestones.iter().map(|m| m.no).max().unwrap_or(0) + 1;
    next.milestones.push(Milestone {
        no,
        batch: cmd.batch,
        date: cmd.date,
        evidence: cmd.evidence.clone(),
        note: cmd.note.trim().to_owned(),
        claim: claimed(ctx),
    });
    Ok(next)
}

/// Verifies or returns a milestone. Errors: `no_such_entry`, `not_waiting`, `own_claim`, `required`.
pub fn decide_milestone(state: &Project, cmd: &Decide, ctx: &Context) -> Result<Project, Refusal> {
    let mut next = state.clone();
    let found = next.milestones.iter_mut().find(|m| m.no == cmd.no);
    let found = found.ok_or_else(|| Refusal::new("no_such_entry").with("no", cmd.no))?;
    found.claim = decided(&found.claim, cmd, ctx)?;
    Ok(next)
}

/// Takes a verified milestone back from today on: the project moves back, with a reason. Errors:
/// `no_such_entry`, `not_standing`, `own_claim`, `later_batch_stands`, `required`.
pub fn reverse_milestone(
    state: &Project,
    cmd: &ReverseMilestone,
    ctx: &Context,
) -> Result<Project, Refusal> {
    let found = state.milestones.iter().position(|m| m.no == cmd.no);
    let index = found.ok_or_else(|| Refusal::new("no_such_entry").with("no", cmd.no))?;
    let milestone = &state.milestones[index];
    if !milestone.claim.stands(ctx.today) {
        return Err(Refusal::new("not_standing").with("no", cmd.no));
    }
    if milestone.claim.by.person == ctx.actor.person {
        return Err(Refusal::new("own_claim"));
    }
    let later = |m: &&Milestone| m.batch > milestone.batch && m.claim.stands(ctx.today);
    if let Some(later) = state.milestones.iter().find(later) {
        return Err(Refusal::new("later_batch_stands").with("batch", later.batch.zh()));
    }
    let reason = required(&cmd.reason, "reason")?;
    let mut next = state.clone();
    next.milestones[index].claim.reversal = Some(Reversal {
        by: ctx.actor.clone(),
        on: ctx.today,
        reason,
    });
    Ok(next)
}

fn check_evidence(cmd: &ClaimMilestone) -> Result<(), Refusal> {
    if cmd.evidence.len() > FILES_MAX {
        return Err(Refusal::on("too_many_files", "evidence").with("max", FILES_MAX));
    }
    let lacks = |kind: &&crate::EvidenceKind| {
        !cmd.evidence
            .iter()
            .any(|e| e.kind == **kind && !e.hash.is_empty())
    };
    let missing: Vec<&str> = cmd
        .batch
        .evidence()
        .iter()
        .filter(lacks)
        .map(|kind| kind.zh())
        .collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Refusal::on("evidence_missing", "evidence")
            .with("batch", cmd.batch.zh())
            .with("missing", missing.join("、"))),
    }
}

fn check_order(state: &Project, cmd: &ClaimMilestone, ctx: &Context) -> Result<(), Refusal> {
    let started = reached(state, Batch::Commencement, ctx.today);
    if cmd.batch > Batch::Commencement && started.is_none() {
        return Err(Refusal::new("not_started").with("batch", cmd.batch.zh()));
    }
    for other in Batch::ALL {
        let Some(known) = reached(state, *other, ctx.today) else {
            continue;
        };
        let wrong = (*other < cmd.batch && cmd.date < known.date)
            || (*other > cmd.batch && cmd.date > known.date);
        if wrong {
            return Err(Refusal::on("before_earlier_batch", "date")
                .with("batch", other.zh())
                .with("day", known.date));
        }
    }
    Ok(())
}
