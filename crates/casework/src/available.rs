//! What somebody may do with a case now: pages build their buttons from it.

use crate::Context;
use crate::case::Case;
use crate::case_type::{ActionSpec, CaseType, Effect, FieldType};
use crate::command::{has, may_act, may_decide};
use serde::Serialize;

/// Something that has to be given with an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "need", content = "of")]
pub enum Need {
    /// A reason.
    Reason,
    /// A field of the type, by its key; a matter, place or photo as well.
    Field(String),
    /// The grade.
    Grade,
    /// A unit.
    Unit,
    /// The entry of the duty list.
    Entry,
    /// So many pieces of evidence of a kind, besides what is there.
    Evidence {
        /// Its kind.
        kind: String,
        /// How many.
        min: u32,
    },
    /// How much longer.
    Limit,
    /// Words to the reporter.
    Text,
    /// Solved? Treated well?
    Rating,
    /// Whether anybody answered.
    Reached,
}

/// An action that the actor may do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The action's key.
    pub action: String,
    /// The words of its button.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    /// Where it leads; none where the case stays where it is.
    pub to: Option<String>,
    /// What has to be given.
    pub needs: Vec<Need>,
    /// What the case has and may be said anew with it: fields by key, or the grade.
    pub corrects: Vec<Need>,
    /// Whether somebody else has to allow it.
    pub asks_approval: bool,
}

/// The actions of the type that the actor may do now, in the order of the file.
pub fn available(case: &Case, ctx: &Context<'_>) -> Vec<Offer> {
    let Some(kind) = ctx.types.get(&case.case_type, case.type_version) else {
        return Vec::new();
    };
    let here = kind.actions_from(&case.state);
    let may = here.filter(|spec| may_act(kind, case, spec, ctx).is_ok());
    let offer = |spec: &ActionSpec| {
        let needs = needs(kind, case, spec);
        Offer {
            action: spec.key.clone(),
            name: spec.name.clone(),
            effect: spec.effect,
            to: spec.to.clone(),
            corrects: corrects(spec, &needs),
            needs,
            asks_approval: spec.approval.is_some(),
        }
    };
    may.map(offer).collect()
}

/// Whether the actor may decide what waits for approval.
pub fn may_approve(case: &Case, ctx: &Context<'_>) -> bool {
    let asked = case.pending.as_ref();
    asked.is_some_and(|asked| may_decide(case, asked, ctx).is_ok())
}

/// What may be put right with an action. What it needs anyway is not among it.
fn corrects(spec: &ActionSpec, needed: &[Need]) -> Vec<Need> {
    let may = spec.corrects.iter().map(|key| match key.as_str() {
        "grade" => Need::Grade,
        key => Need::Field(key.to_owned()),
    });
    may.filter(|need| !needed.contains(need)).collect()
}

/// What has to be given with an action; what the case has already is left out.
fn needs(kind: &CaseType, case: &Case, spec: &ActionSpec) -> Vec<Need> {
    let mut needs = Vec::new();
    if spec.reason {
        needs.push(Need::Reason);
    }
    let to = spec.to.as_deref().filter(|to| *to != case.state);
    let ends = matches!(spec.effect, Effect::Void | Effect::Decline);
    for field in &kind.fields {
        let wanted = spec.gives.contains(&field.key)
            || (!ends && to.is_some() && field.required_at.as_deref() == to);
        // What was done is said anew when it had to be done again.
        let anew = spec.effect == Effect::Complete
            && case.round() > 0
            && spec.gives.contains(&field.key)
            && matches!(field.kind, FieldType::Text | FieldType::LongText);
        if wanted && (anew || !has(case, field)) {
            needs.push(Need::Field(field.key.clone()));
        }
    }
    if spec.gives.iter().any(|key| key == "grade") && case.grade.is_none() {
        needs.push(Need::Grade);
    }
    if spec.to_unit {
        needs.push(Need::Unit);
    }
    match spec.effect {
        Effect::Return => needs.push(Need::Entry),
        Effect::Extend => needs.push(Need::Limit),
        Effect::Reply => needs.push(Need::Text),
        Effect::Rate => needs.push(Need::Rating),
        Effect::CallBack => needs.extend([Need::Reached, Need::Rating]),
        _ => {}
    }
    if let Some(evidence) = &spec.evidence {
        needs.push(Need::Evidence {
            kind: evidence.kind.clone(),
            min: evidence.min,
        });
    }
    needs
}
