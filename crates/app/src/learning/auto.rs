//! May the platform dispatch this case by itself? Only where its type lets the system do so, one
//! unit alone owns the matter there by the duty list, and the model is sure of the same.

use super::state::ProposalState;
use crate::duty::InForce;
use casework::{Case, Effect};
use duty::{Dispatch, EntryKind, MatterCode};
use org::{OfficialCode, UnitCode};
use profile::Profile;
use std::collections::BTreeMap;

/// What the platform would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ready {
    pub action: String,
    pub matter: String,
    pub unit: UnitCode,
    pub entry: String,
}

/// Why it does not; codes are kept with the proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Withheld {
    /// Automatic dispatch is switched off.
    Off,
    /// The type of the case has no dispatch by the system, or wants more than matter and unit.
    TypeForbids,
    /// The model is not sure.
    NotSure,
    /// A person named another matter.
    OtherMatter,
    /// The duty list names no unit, or several, for the matter there.
    NotOneUnit,
    /// The model of units is at least as sure of another unit.
    OtherUnit,
}

impl Withheld {
    pub fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::TypeForbids => "type_forbids",
            Self::NotSure => "not_sure",
            Self::OtherMatter => "other_matter",
            Self::NotOneUnit => "not_one_unit",
            Self::OtherUnit => "other_unit",
        }
    }
}

/// Decides by what is known now; `threshold` is the one in force.
pub(super) fn decide(
    (profile, duties): (&Profile, &InForce),
    case: &Case,
    area: Option<&OfficialCode>,
    said: &ProposalState,
    (on, threshold): (bool, u32),
) -> Result<Ready, Withheld> {
    if !on {
        return Err(Withheld::Off);
    }
    let action = action(profile, case).ok_or(Withheld::TypeForbids)?;
    if said.matter.per_mille < threshold {
        return Err(Withheld::NotSure);
    }
    if case.matter.as_ref().is_some_and(|m| *m != said.matter.code) {
        return Err(Withheld::OtherMatter);
    }
    let matter = MatterCode::parse(&said.matter.code).map_err(|_| Withheld::NotOneUnit)?;
    let (unit, entry) = only_unit(duties, &matter, area).ok_or(Withheld::NotOneUnit)?;
    let other = said.unit.as_ref().filter(|u| u.code != unit.as_str());
    if other.is_some_and(|other| other.per_mille >= threshold) {
        return Err(Withheld::OtherUnit);
    }
    Ok(Ready {
        action,
        matter: said.matter.code.clone(),
        unit,
        entry,
    })
}

/// The action by which the system may dispatch the case where it is, by the file of its type.
fn action(profile: &Profile, case: &Case) -> Option<String> {
    let kind = profile.case_types.get(&case.case_type, case.type_version)?;
    let mut here = kind.actions_from(&case.state);
    let found = here.find(|spec| {
        spec.effect == Effect::Dispatch
            && spec.by.contains(&casework::By::System)
            && spec.approval.is_none()
            && spec.evidence.is_none()
    });
    found.map(|spec| spec.key.clone())
}

/// The one unit that owns a matter at a place, with its entry.
fn only_unit(
    duties: &InForce,
    matter: &MatterCode,
    area: Option<&OfficialCode>,
) -> Option<(UnitCode, String)> {
    let mut owners: BTreeMap<UnitCode, String> = BTreeMap::new();
    for named in duties.entries(matter, area) {
        if named.entry.kind != EntryKind::Core {
            continue;
        }
        if let Ok(Dispatch::Core(entry)) = duties.check_dispatch(&named.unit, matter, area) {
            owners.insert(named.unit.clone(), entry.id.to_string());
        }
    }
    let one = owners.len() == 1;
    owners.into_iter().next().filter(|_| one)
}
