//! Merge two or more drafts into one.

use super::{check_draft, reviewed};
use crate::check::{kind_for, usual_measure};
use crate::{Commitment, Context, Id, MeasuredBy, Refusal, Source, Status};
use serde::{Deserialize, Serialize};

/// Most drafts merged at once.
const MERGED_DRAFTS_MAX: usize = 20;

/// Merge drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Identifier of the merged draft.
    pub new_id: Id,
    /// Its number.
    pub new_no: u32,
    /// The report's words from the first draft's start to the last one's end.
    pub quote: String,
}

/// Merges drafts of one report; they are replaced by one proposed draft over all their words.
/// It has the one target among them, the owners of the first that has a lead, every supporting
/// unit, and the latest deadline. Returns (originals, merged). `ctx.expected_version` is not
/// looked at. Errors: `merge_too_few`, `merge_too_many`, `merge_twice`, `merge_other_report`,
/// `merge_two_targets`, `merge_quote_mismatch` and those of any draft.
pub fn merge(
    states: &[Commitment],
    cmd: &Merge,
    ctx: &Context,
) -> Result<(Vec<Commitment>, Commitment), Refusal> {
    let ctx = &Context {
        expected_version: None,
        ..ctx.clone()
    };
    check_mergeable(states, ctx)?;
    let first = &states[0];
    let source = joined_source(states, &cmd.quote)?;
    let mut with_target = states.iter().filter(|state| state.target.is_some());
    let (bearer, other) = (with_target.next(), with_target.next());
    if bearer
        .zip(other)
        .is_some_and(|(one, two)| one.target != two.target)
    {
        return Err(Refusal::on("merge_two_targets", "target"));
    }
    let terms = bearer.unwrap_or(first);
    let kind = kind_for(first.kind, bearer.is_some());
    let measured_by = match kind == terms.kind {
        true => terms.measured_by,
        false => usual_measure(kind, terms.target.as_ref()),
    };
    let owners = states
        .iter()
        .find(|state| state.lead.is_some())
        .unwrap_or(first);
    let merged = Commitment {
        id: cmd.new_id.clone(),
        no: cmd.new_no,
        status: Status::Proposed,
        text: source.quote.trim().to_owned(),
        title: terms.title.clone(),
        kind,
        source,
        lead: owners.lead.clone(),
        supporting: supporting_of_all(states, owners.lead.as_deref()),
        leader: owners.leader.clone(),
        deadline: states.iter().filter_map(|state| state.deadline).max(),
        measured_by,
        cases: terms
            .cases
            .clone()
            .filter(|_| measured_by == MeasuredBy::Cases),
        projects: terms
            .projects
            .clone()
            .filter(|_| measured_by == MeasuredBy::Projects),
        certainty: states
            .iter()
            .map(|state| state.certainty)
            .min()
            .unwrap_or_default(),
        replaces: states.iter().map(|state| state.id.clone()).collect(),
        replaced_by: Vec::new(),
        version: 1,
        ..reviewed(terms, ctx)
    };
    let originals = states
        .iter()
        .map(|state| Commitment {
            status: Status::Replaced,
            replaced_by: vec![cmd.new_id.clone()],
            ..reviewed(state, ctx)
        })
        .collect();
    Ok((originals, merged))
}

fn check_mergeable(states: &[Commitment], ctx: &Context) -> Result<(), Refusal> {
    if states.len() < 2 {
        return Err(Refusal::new("merge_too_few"));
    }
    if states.len() > MERGED_DRAFTS_MAX {
        return Err(Refusal::new("merge_too_many").with("max", MERGED_DRAFTS_MAX));
    }
    for (index, state) in states.iter().enumerate() {
        check_draft(state, ctx)?;
        if state.report != states[0].report {
            return Err(Refusal::new("merge_other_report"));
        }
        if states[..index].iter().any(|earlier| earlier.id == state.id) {
            return Err(Refusal::new("merge_twice"));
        }
    }
    Ok(())
}

/// The source over all drafts; refuses a quote that is not the words between.
fn joined_source(states: &[Commitment], quote: &str) -> Result<Source, Refusal> {
    let first = states
        .iter()
        .min_by_key(|state| state.source.start)
        .unwrap_or(&states[0]);
    let start = first.source.start;
    let end = states
        .iter()
        .map(|state| state.source.end)
        .max()
        .unwrap_or(start);
    let chars: Vec<char> = quote.chars().collect();
    let holds = |state: &Commitment| {
        let words: Vec<char> = state.source.quote.chars().collect();
        let at = state.source.start - start;
        chars.get(at..at.saturating_add(words.len())) == Some(words.as_slice())
    };
    if chars.len() != end.saturating_sub(start) || !states.iter().all(holds) {
        return Err(Refusal::on("merge_quote_mismatch", "quote"));
    }
    Ok(Source {
        start,
        end,
        quote: quote.to_owned(),
        ..first.source.clone()
    })
}

fn supporting_of_all(states: &[Commitment], lead: Option<&str>) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for unit in states
        .iter()
        .flat_map(|state| state.lead.iter().chain(&state.supporting))
    {
        if lead != Some(unit.as_str()) && !units.contains(unit) {
            units.push(unit.clone());
        }
    }
    units
}
