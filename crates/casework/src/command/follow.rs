//! A case follows the one that leads its incident: what is done to that one is done to this one by the
//! rules of its own type, with its own clocks.

use super::draft::Draft;
use super::{Act, Follow, act, check, effect};
use crate::case::{Carried, Case};
use crate::case_type::{ActionSpec, CaseType, CaseTypes, Effect, FieldType};
use crate::{Context, Event, Phase, REPORTER, Refusal, Step};

/// What a case has to do to be as far as the one that leads it.
#[derive(Debug, Clone, PartialEq)]
pub enum Following {
    /// It is as far.
    Level,
    /// Acts up to this number are not for it: they speak of one reporter, or it has them behind it.
    Pass(u32),
    /// It stands elsewhere and cannot follow.
    Stuck(u32),
    /// This act.
    Act(Box<Follow>),
}

/// From which act on a case follows the one that leads it; none where their types differ, so that acts
/// of one mean nothing to the other.
pub fn follows_from(lead: &Case, case: &Case) -> Option<u32> {
    if (&lead.case_type, lead.type_version) != (&case.case_type, case.type_version) {
        return None;
    }
    let here = lead
        .acts
        .iter()
        .position(|step| step.from == case.state && step.action != "open");
    let from = here.unwrap_or(lead.acts.len());
    u32::try_from(from).ok()
}

/// The next act that a carried case has to follow.
pub fn next_to_follow(lead: &Case, case: &Case, types: &CaseTypes) -> Following {
    let Some(carried) = case.carried.as_ref().filter(|it| it.stuck.is_none()) else {
        return Following::Level;
    };
    let kind = types.get(&case.case_type, case.type_version);
    let (Some(kind), Some(step)) = (kind, lead.acts.get(carried.done as usize)) else {
        return Following::Level;
    };
    let done = carried.done + 1;
    let spec = kind
        .action(&step.action)
        .filter(|spec| is_followed(spec, step));
    let Some(spec) = spec else {
        return Following::Pass(done);
    };
    if spec.from.contains(&case.state) && step.from == case.state {
        return Following::Act(Box::new(Follow {
            act: of_lead(lead, case, kind, spec, step),
            by: crate::Who {
                person: step.person.clone(),
                unit: step.unit.clone(),
            },
            allowed_by: allowed_by(lead, step),
            done,
        }));
    }
    let behind = case.is_ended() || case.phase == Phase::Confirm;
    match behind || step.from == step.to {
        true => Following::Pass(done),
        false => Following::Stuck(done),
    }
}

/// Acts that speak of one reporter, and ends without handling, are each case's own.
fn is_followed(spec: &ActionSpec, step: &Step) -> bool {
    let own = [
        Effect::Rate,
        Effect::CallBack,
        Effect::Contact,
        Effect::Reopen,
        Effect::Void,
        Effect::Decline,
        Effect::Missed,
        Effect::NotMissed,
    ];
    step.person != REPORTER && !own.contains(&spec.effect)
}

/// The act as it was done to the leading case.
fn of_lead(lead: &Case, case: &Case, kind: &CaseType, spec: &ActionSpec, step: &Step) -> Act {
    let to = spec.to.as_deref();
    let wanted = kind.fields.iter().filter(|field| {
        let lacks = !case.fields.contains_key(&field.key);
        let asked = spec.gives.contains(&field.key) || spec.corrects.contains(&field.key);
        asked || (lacks && field.required_at.as_deref() == to)
    });
    let (mut gives, mut matter, mut place) = (std::collections::BTreeMap::new(), None, None);
    for field in wanted {
        match field.kind {
            FieldType::Matter => matter.clone_from(&lead.matter),
            FieldType::Place if case.place.is_none() => place.clone_from(&lead.place),
            _ => gives.extend(
                lead.fields
                    .get(&field.key)
                    .map(|v| (field.key.clone(), v.clone())),
            ),
        }
    }
    let sent = lead.dispatches.iter().find(|sent| sent.at == step.at);
    let mut returned = lead
        .dispatches
        .iter()
        .filter_map(|sent| sent.returned.as_ref());
    let returned = returned.rfind(|returned| returned.at == step.at);
    let entry = sent.and_then(|sent| sent.entry.clone());
    let extended = lead.clocks.iter().flat_map(|run| &run.extensions);
    let shown = lead.evidence.iter().filter(|piece| {
        let kind = spec.evidence.as_ref().map(|wanted| &wanted.kind);
        Some(&piece.kind) == kind && piece.by.person != REPORTER
    });
    Act {
        action: spec.key.clone(),
        reason: step.reason.clone(),
        gives,
        matter,
        grade: lead
            .grade
            .clone()
            .filter(|_| spec.gives.iter().any(|key| key == "grade")),
        place,
        unit: sent.filter(|_| spec.to_unit).map(|sent| sent.unit.clone()),
        entry: entry.or_else(|| returned.map(|returned| returned.entry.clone())),
        evidence: shown.cloned().collect(),
        limit: extended
            .filter(|extension| extension.at == step.at)
            .map(|extension| extension.by)
            .next_back(),
        text: lead
            .reply
            .as_ref()
            .filter(|_| spec.effect == Effect::Reply)
            .map(|reply| reply.text.clone()),
        ..Act::default()
    }
}

fn allowed_by(lead: &Case, step: &Step) -> Option<crate::Who> {
    let decided = lead.decided.iter();
    let mut decided = decided.filter(|d| d.allowed && d.at == step.at && d.action == step.action);
    decided.next()?.by.clone()
}

/// Begins to follow, notes how far it is, or why it cannot. Errors: `case_ended` for one that ended
/// before it began.
pub(super) fn carry(draft: &mut Draft<'_>, carried: &Carried) -> Result<(), Refusal> {
    if draft.case.carried.is_none() {
        check::open(&draft.case)?;
    }
    if draft.case.carried.as_ref() != Some(carried) {
        draft.push(Event::Carried {
            carried: carried.clone(),
        });
    }
    Ok(())
}

/// Is handled by itself again.
pub(super) fn release(draft: &mut Draft<'_>) {
    if draft.case.carried.is_some() {
        draft.push(Event::Released);
    }
}

/// Does an act that was done to the leading case, in the name of who did it there. That they might is
/// known from there; what this case lacks, and who may not verify it, is asked here. Errors:
/// `not_carried`, and those of acts.
pub(super) fn follow(
    draft: &mut Draft<'_>,
    follow: &Follow,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let carried = draft.case.carried.clone();
    let carried = carried.ok_or_else(|| Refusal::new("not_carried"))?;
    let spec = draft.kind.action(&follow.act.action);
    let spec =
        spec.ok_or_else(|| Refusal::new("action_unknown").with("action", &follow.act.action))?;
    check::may_follow(draft.kind, &draft.case, spec, ctx)?;
    act::given(draft.kind, &draft.case, spec, &follow.act)?;
    let handles = follow.by.unit.is_some() && follow.by.unit == draft.case.handler;
    if handles && !draft.case.is_ended() {
        draft.push(Event::Handled {
            person: follow.by.person.clone(),
        });
    }
    effect::check(draft, spec, &follow.act, ctx)?;
    let allowed_by = follow.allowed_by.as_ref();
    effect::perform(draft, spec, &follow.act, &follow.by, allowed_by, ctx)?;
    draft.push(Event::Carried {
        carried: Carried {
            done: follow.done,
            ..carried
        },
    });
    Ok(())
}
