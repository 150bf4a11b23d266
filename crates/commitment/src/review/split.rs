//! Split one draft into two.

use super::{check_draft, reviewed};
use crate::check::{check_terms, kind_for, usual_measure};
use crate::draft::trimmed;
use crate::{Commitment, Context, Id, MeasuredBy, Plan, Refusal, Source, Status};
use figure::Target;
use serde::{Deserialize, Serialize};

/// One of the two halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The words before the cut.
    First,
    /// The words from the cut on.
    Second,
}

/// Cut the quoted words in two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Code points of the quote that stay in the first half.
    pub at: usize,
    /// Which half keeps the target.
    pub target_in: Side,
    /// A target for the other half, where it has its own.
    pub other_target: Option<Target>,
    /// Identifiers of the halves.
    pub new_ids: [Id; 2],
    /// Numbers of the halves.
    pub new_nos: [u32; 2],
}

/// Splits a draft; the original is replaced by two proposed halves whose spans together are
/// its span. Returns (original, first, second). Errors: `cut_outside`, `half_empty`, those
/// of a target, and those of any draft.
pub fn split(
    state: &Commitment,
    cmd: &Split,
    ctx: &Context,
) -> Result<(Commitment, Commitment, Commitment), Refusal> {
    check_draft(state, ctx)?;
    let chars: Vec<char> = state.source.quote.chars().collect();
    if cmd.at == 0 || cmd.at >= chars.len() {
        return Err(Refusal::on("cut_outside", "at").with("length", chars.len()));
    }
    let middle = state.source.start.saturating_add(cmd.at);
    let (kept, other) = (state.target.clone(), cmd.other_target.clone());
    let (first_target, second_target) = match cmd.target_in {
        Side::First => (kept, other),
        Side::Second => (other, kept),
    };
    let first = half(
        state,
        ctx,
        (state.source.start, middle),
        &chars[..cmd.at],
        first_target,
    );
    let second = half(
        state,
        ctx,
        (middle, state.source.end),
        &chars[cmd.at..],
        second_target,
    );
    let first = Commitment {
        id: cmd.new_ids[0].clone(),
        no: cmd.new_nos[0],
        ..first
    };
    let second = Commitment {
        id: cmd.new_ids[1].clone(),
        no: cmd.new_nos[1],
        ..second
    };
    if first.text.is_empty() || second.text.is_empty() {
        return Err(Refusal::on("half_empty", "at"));
    }
    check_terms(&first)?;
    check_terms(&second)?;
    let original = Commitment {
        status: Status::Replaced,
        replaced_by: cmd.new_ids.to_vec(),
        ..reviewed(state, ctx)
    };
    Ok((original, first, second))
}

fn half(
    state: &Commitment,
    ctx: &Context,
    (start, end): (usize, usize),
    quote: &[char],
    target: Option<Target>,
) -> Commitment {
    let quote: String = quote.iter().collect();
    let kind = kind_for(state.kind, target.is_some());
    let measured_by = match target == state.target {
        true => state.measured_by,
        false => usual_measure(kind, target.as_ref()),
    };
    let text = trimmed(&quote).to_owned();
    let keeps_target = target == state.target && target.is_some();
    Commitment {
        title: text.clone(),
        text,
        source: Source {
            start,
            end,
            quote,
            ..state.source.clone()
        },
        status: Status::Proposed,
        kind,
        measured_by,
        cases: state
            .cases
            .clone()
            .filter(|_| measured_by == MeasuredBy::Cases),
        projects: state
            .projects
            .clone()
            .filter(|_| measured_by == MeasuredBy::Projects),
        plan: if keeps_target {
            state.plan.clone()
        } else {
            Plan::LinearDays
        },
        baseline: state.baseline.clone().filter(|_| keeps_target),
        target,
        replaces: vec![state.id.clone()],
        version: 1,
        ..reviewed(state, ctx)
    }
}
