//! Who acts, and whether the permission table lets them.

use crate::{App, AppError, Result};
use commitment::{Commitment, Party};
use org::{Action, Resource, RoleSet, Scope, UnitCode};
use serde::Serialize;

/// How the actor came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A signed-in person.
    Session,
    /// A unit's API token, by its id.
    Token(String),
    /// The platform itself: clocks, lights, loading.
    System,
}

/// Somebody who asks for something to be done.
#[derive(Debug, Clone, Serialize)]
pub struct Actor {
    /// Person id; `system` for the platform, `token:<id>` for a program.
    pub person: String,
    /// Name as shown.
    pub name: String,
    /// The unit acted for.
    pub unit: UnitCode,
    /// Roles held.
    pub roles: RoleSet,
    /// Units overseen, for leaders.
    pub oversees: Vec<UnitCode>,
    /// How they came in.
    pub via: Via,
}

impl Actor {
    /// As the domain records it.
    pub fn party(&self) -> Party {
        Party {
            person: self.person.clone(),
            unit: self.unit.as_str().to_owned(),
        }
    }

    /// True for the platform itself.
    pub fn is_system(&self) -> bool {
        self.via == Via::System
    }
}

impl App {
    /// The platform itself as an actor; named so in the journal.
    pub(crate) fn system(&self) -> Actor {
        Actor {
            person: "system".into(),
            name: "系统".into(),
            unit: self.root().clone(),
            roles: RoleSet::default(),
            oversees: vec![],
            via: Via::System,
        }
    }

    /// The operator at the machine's own terminal, for commands that change facts; the journal
    /// names the platform itself.
    pub fn operator(&self) -> Actor {
        self.system()
    }

    /// May the actor do this to a thing that belongs to `units`? With no unit named, the whole
    /// district is meant. Pages use this to show or hide; every action asks again.
    pub fn may(&self, actor: &Actor, action: Action, resource: Resource, units: &[&str]) -> bool {
        if actor.is_system() {
            return true;
        }
        let scope = self.scope(actor, units);
        actor
            .roles
            .iter()
            .any(|role| org::may(role, action, resource, scope).is_allowed())
    }

    /// The units whose things the actor may do this to; none where that is the whole district.
    pub(crate) fn units_in_reach(
        &self,
        actor: &Actor,
        action: Action,
        resource: Resource,
    ) -> Option<Vec<String>> {
        if self.may(actor, action, resource, &[]) {
            return None;
        }
        let profile = self.profile();
        let units = profile.directory.iter().map(|unit| unit.code.as_str());
        let reached = units.filter(|unit| self.may(actor, action, resource, &[unit]));
        Some(reached.map(str::to_owned).collect())
    }

    /// As [`App::may`], or an error that names what was asked.
    pub(crate) fn require(
        &self,
        actor: &Actor,
        action: Action,
        resource: Resource,
        units: &[&str],
    ) -> Result<()> {
        if self.may(actor, action, resource, units) {
            return Ok(());
        }
        Err(AppError::forbidden(format_args!(
            "{} {}",
            action.code(),
            resource.code()
        )))
    }

    /// As [`App::require`], for a commitment's lead and supporting units.
    pub(crate) fn require_on(
        &self,
        actor: &Actor,
        action: Action,
        resource: Resource,
        on: &Commitment,
    ) -> Result<()> {
        self.require(actor, action, resource, &units_of(on))
    }

    fn scope(&self, actor: &Actor, units: &[&str]) -> Scope {
        let profile = self.profile();
        units
            .iter()
            .filter_map(|unit| UnitCode::parse(unit).ok())
            .map(|unit| {
                profile
                    .directory
                    .scope_of(&actor.unit, &actor.oversees, &unit)
            })
            .min()
            .unwrap_or(Scope::District)
    }
}

/// Lead and supporting units of a commitment.
pub(crate) fn units_of(c: &Commitment) -> Vec<&str> {
    c.lead
        .iter()
        .chain(&c.supporting)
        .map(String::as_str)
        .collect()
}
