//! What the duty list says to a dispatch or a return, before it is decided (F2-03).

use super::ground::Ground;
use crate::duty::InForce;
use crate::{AppError, Result};
use casework::{Act, ActionSpec, Case, Effect, Place};
use duty::{Dispatch, MatterCode};
use org::OfficialCode;
use profile::Profile;

/// The official code of the finest area a case lies in.
pub(crate) fn area(profile: &Profile, case: &Case) -> Option<OfficialCode> {
    area_of(profile, case.place.as_ref()?)
}

/// The official code of the area that a place lies in, as the duty list asks for it.
pub(crate) fn area_of(profile: &Profile, place: &Place) -> Option<OfficialCode> {
    let unit = place.community.as_ref().or(place.subdistrict.as_ref())?;
    profile.directory.get(unit)?.official_code.clone()
}

/// The matter of a case, or what an act makes it.
fn matter(case: &Case, act: &Act) -> Option<MatterCode> {
    let code = act.matter.as_deref().or(case.matter.as_deref())?;
    MatterCode::parse(code).ok()
}

/// Refuses a dispatch to a unit that only assists or from which the matter was reclaimed, and a
/// return that cites no entry of the list. An entry that a dispatch rests on is filled in; where
/// the list says nothing of the unit, a reason has to be given.
pub(super) fn check(
    duties: &InForce,
    ground: &Ground,
    case: &Case,
    spec: &ActionSpec,
    mut act: Act,
) -> Result<Act> {
    if let Some(code) = &act.matter {
        let known = MatterCode::parse(code).ok();
        if known.and_then(|c| duties.matter(&c)).is_none() {
            return Err(AppError::field(
                "matter",
                "case.matter_unknown",
                format!("事项目录中没有“{code}”"),
                "The catalogue has no such matter",
            ));
        }
    }
    if spec.effect == Effect::Return {
        let cited = act.entry.as_deref().unwrap_or_default();
        if !duties.list().iter().any(|e| e.id.to_string() == cited) {
            return Err(AppError::field(
                "entry",
                "case.entry_unknown",
                "退单须引用履职清单中的条目",
                "A return cites an entry of the duty list",
            ));
        }
        return Ok(act);
    }
    let dispatches = spec.effect == Effect::Dispatch || spec.to_unit;
    let (true, Some(unit), Some(matter)) = (dispatches, act.unit.clone(), matter(case, &act))
    else {
        return Ok(act);
    };
    let area = area(ground.profile(), case);
    match duties.check_dispatch(&unit, &matter, area.as_ref()) {
        Ok(Dispatch::Core(entry)) => {
            if act.entry.is_none() {
                act.entry = Some(entry.id.to_string());
            }
            Ok(act)
        }
        Ok(Dispatch::Unlisted) if act.reason.is_none() => Err(AppError::field(
            "reason",
            "case.unlisted",
            "履职清单未列该单位承担此事项，派遣须说明理由",
            "The duty list does not name this unit for the matter; give a reason",
        )),
        Ok(Dispatch::Unlisted) => Ok(act),
        Err(blocked) => {
            let (zh, en) = (blocked.zh(duties.list()), blocked.en(duties.list()));
            let refusal = AppError::field("unit", blocked.reason.code(), zh, en);
            Err(refusal.with_detail(&blocked.entry.id))
        }
    }
}
