//! How far somebody reaches into cases: by the units they concern and the areas they lie in.

use super::filer::Filer;
use crate::{Actor, App, AppError, Result};
use casework::Case;
use org::{Action, Resource, Role, Scope, UnitKind};
use store::case::CaseScope;

/// The units a case concerns, nearest first: who owes, handles, helps, was called, had it, opened
/// it, and the subdistrict and community it lies in.
fn units_of(case: &Case) -> Vec<&str> {
    let owner = case.owner.iter().map(|owner| owner.unit.as_str());
    let helping = case.co_handling.iter().map(|part| part.unit.as_str());
    let called = case
        .whistles
        .iter()
        .flat_map(|w| std::iter::once(&w.by_unit).chain(w.called.iter().map(|c| &c.unit)));
    let past = case.dispatches.iter().map(|d| d.unit.as_str());
    let acted = case.acts.iter().filter_map(|act| act.unit.as_ref());
    let place = case
        .place
        .iter()
        .flat_map(|p| p.subdistrict.iter().chain(&p.community));
    let opened = case.opened_by.unit.iter();
    owner
        .chain(case.handler.iter().map(|u| u.as_str()))
        .chain(helping)
        .chain(called.map(|u| u.as_str()))
        .chain(past)
        .chain(acted.chain(opened).chain(place).map(|u| u.as_str()))
        .collect()
}

/// Asks the table about one case.
pub(crate) fn require(
    app: &App,
    actor: &Actor,
    action: Action,
    resource: Resource,
    case: &Case,
) -> Result<()> {
    if not_own(actor, action, resource, case) {
        return Err(AppError::forbidden("a case that another filed"));
    }
    app.require(actor, action, resource, &units_of(case))
}

/// True where the table lets them.
pub(super) fn may(app: &App, actor: &Actor, action: Action, case: &Case) -> bool {
    !not_own(actor, action, Resource::Case, case)
        && app.may(actor, action, Resource::Case, &units_of(case))
}

/// A deputy has a right for the cases that the deputy filed, not for those of a unit (F1-06).
fn not_own(actor: &Actor, action: Action, resource: Resource, case: &Case) -> bool {
    let mut by = actor.roles.iter();
    let by = by.find(|role| *role != Role::Deputy && org::reach(*role, action, resource).is_some());
    actor.roles.contains(Role::Deputy) && by.is_none() && case.opened_by.person != actor.person
}

/// Whoever is not staff is known by other means than the table.
pub(super) fn require_act(app: &App, who: &Filer<'_>, case: &Case) -> Result<()> {
    match who {
        Filer::Staff(actor) => require(app, actor, Action::Act, Resource::Case, case),
        Filer::Public | Filer::System => Ok(()),
    }
}

/// What a list shows to somebody who needs all of these rights on each row.
/// Errors: `auth.forbidden`.
pub(crate) fn scope(app: &App, actor: &Actor, rights: &[Action]) -> Result<CaseScope> {
    let own = actor.unit.as_str();
    for right in rights {
        app.require(actor, *right, Resource::Case, &[own])?;
    }
    if actor.is_system() {
        return Ok(CaseScope::All);
    }
    let widest = |right: &Action| {
        let reaches = actor.roles.iter();
        let reaches = reaches.filter_map(|role| org::reach(role, *right, Resource::Case));
        reaches.max().unwrap_or(Scope::OwnUnit)
    };
    let reach = rights.iter().map(widest).min().unwrap_or(Scope::OwnUnit);
    if reach == Scope::District {
        return Ok(CaseScope::All);
    }
    let profile = app.profile();
    let directory = &profile.directory;
    let within = directory.iter().filter(|unit| {
        unit.code == actor.unit
            || directory.scope_of(&actor.unit, &actor.oversees, &unit.code) <= reach
    });
    let (mut units, mut subdistricts, mut communities) = (vec![], vec![], vec![]);
    for unit in within {
        let code = unit.code.as_str().to_owned();
        match unit.kind {
            UnitKind::Subdistrict => subdistricts.push(code.clone()),
            UnitKind::Community => communities.push(code.clone()),
            _ => {}
        }
        units.push(code);
    }
    // What lies in a subdistrict lies in its communities.
    if !subdistricts.is_empty() {
        communities.clear();
    }
    Ok(CaseScope::Within {
        units,
        subdistricts,
        communities,
    })
}
