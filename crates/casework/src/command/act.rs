//! An action of the type: checked, then done or put before somebody else.

use super::check::{may_act, required};
use super::draft::Draft;
use super::{Act, effect, fields};
use crate::case::{Approval, Case};
use crate::case_type::{ActionSpec, CaseType, Effect, FieldType};
use crate::{Context, Event, Refusal};

/// Does an action or asks for it. Errors: `action_unknown`, those of [`may_act`], of what has
/// to be given and of the effect.
pub(super) fn act(draft: &mut Draft<'_>, act: &Act, ctx: &Context<'_>) -> Result<(), Refusal> {
    let spec = draft.kind.action(&act.action);
    let spec = spec.ok_or_else(|| Refusal::new("action_unknown").with("action", &act.action))?;
    may_act(draft.kind, &draft.case, spec, ctx)?;
    given(draft.kind, &draft.case, spec, act)?;
    let act = clean(act);
    let handles = ctx.actor.unit().is_some() && ctx.actor.unit() == draft.case.handler.as_ref();
    if handles && !draft.case.is_ended() {
        draft.push(Event::Handled {
            person: ctx.actor.person().to_owned(),
        });
    }
    effect::check(draft, spec, &act, ctx)?;
    if let Some(approval) = &spec.approval {
        return ask(draft, spec, approval, act, ctx);
    }
    effect::perform(draft, spec, &act, &ctx.actor.who(), None, ctx)
}

/// Puts an action before those who may allow it. What was shown is shown at once.
fn ask(
    draft: &mut Draft<'_>,
    spec: &ActionSpec,
    approval: &crate::ApprovalSpec,
    mut act: Act,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let evidence = std::mem::take(&mut act.evidence);
    if !evidence.is_empty() {
        draft.push(Event::Shown { evidence });
    }
    draft.push(Event::ApprovalAsked {
        approval: Box::new(Approval {
            id: ctx.new_id.to_owned(),
            action: spec.key.clone(),
            asked_by: ctx.actor.who(),
            asked_at: ctx.now,
            reason: act.reason.clone().unwrap_or_default(),
            act,
            approvers: approval.by.iter().map(|by| by.code().to_owned()).collect(),
        }),
    });
    Ok(())
}

/// Refuses what lacks a part or has one that does not fit. Errors: `reason_required`,
/// `required`, `field_required`, `not_asked`, `evidence_missing`, and those of values.
pub(super) fn given(
    kind: &CaseType,
    case: &Case,
    spec: &ActionSpec,
    act: &Act,
) -> Result<(), Refusal> {
    match act
        .reason
        .as_deref()
        .filter(|words| !words.trim().is_empty())
    {
        None if spec.reason => return Err(Refusal::on("reason_required", "reason")),
        None => {}
        Some(words) => {
            required(words, "reason")?;
        }
    }
    if let Some(text) = &act.text {
        required(text, "text")?;
    }
    fields::check_values(kind, &act.gives)?;
    fields::check_grade(kind, act.grade.as_deref())?;
    fields::check_place(act.place.as_ref())?;
    fields::check_evidence(case, &act.evidence)?;
    asked_for(kind, spec, act)?;
    for key in &spec.gives {
        if !gives(kind, case, act, key) {
            let label = kind.field(key).map_or("等级", |field| &field.label);
            return Err(Refusal::on("field_required", key).with("field", label));
        }
    }
    if let Some(wanted) = &spec.evidence {
        let there = act.evidence.iter().filter(|e| e.kind == wanted.kind);
        if there.count() < wanted.min as usize {
            return Err(Refusal::on("evidence_missing", "evidence")
                .with("kind", &wanted.kind)
                .with("min", wanted.min));
        }
    }
    Ok(())
}

/// Refuses values that the action neither asks for nor lets put right, so that nobody changes a
/// case by the way. Errors: `not_asked`.
fn asked_for(kind: &CaseType, spec: &ActionSpec, act: &Act) -> Result<(), Refusal> {
    let asked = |key: &str| {
        let named = spec.gives.iter().chain(&spec.corrects);
        let mut named = named.map(String::as_str);
        let wanted = |field: &crate::case_type::Field| {
            field.required_at.is_some() && field.required_at == spec.to
        };
        named.any(|one| one == key) || kind.field(key).is_some_and(wanted)
    };
    let of_kind = |wanted: FieldType| {
        let mut fields = kind.fields.iter().filter(|field| field.kind == wanted);
        fields.any(|field| asked(&field.key))
    };
    let refused = |field: &str| Err(Refusal::on("not_asked", field).with("action", &spec.name));
    if let Some(key) = act.gives.keys().find(|key| !asked(key)) {
        return refused(key);
    }
    if act.matter.is_some() && !of_kind(FieldType::Matter) {
        return refused("matter");
    }
    if act.place.is_some() && !of_kind(FieldType::Place) {
        return refused("place");
    }
    if act.grade.is_some() && !asked("grade") {
        return refused("grade");
    }
    Ok(())
}

/// Whether the act gives a field, or the case has it already.
fn gives(kind: &CaseType, case: &Case, act: &Act, key: &str) -> bool {
    if key == "grade" {
        return act.grade.is_some() || case.grade.is_some();
    }
    let Some(field) = kind.field(key) else {
        return false;
    };
    let now = match field.kind {
        FieldType::Matter => act.matter.is_some(),
        FieldType::Place => act.place.is_some(),
        FieldType::Photo => act.evidence.iter().any(|piece| piece.kind == field.key),
        _ => act.gives.contains_key(key),
    };
    now || fields::has(case, field)
}

/// Texts without surrounding space; empty ones are none.
fn clean(act: &Act) -> Act {
    let trimmed = |words: &Option<String>| {
        let words = words.as_deref().map(str::trim);
        words.filter(|words| !words.is_empty()).map(str::to_owned)
    };
    Act {
        reason: trimmed(&act.reason),
        text: trimmed(&act.text),
        entry: trimmed(&act.entry),
        ..act.clone()
    }
}

/// Whether an effect writes words to the reporter.
pub(super) fn wants_text(effect: Effect) -> bool {
    effect == Effect::Reply
}
