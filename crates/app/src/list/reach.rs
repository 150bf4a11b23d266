//! How much of a list somebody may see.

use crate::{Actor, App, Result};
use org::{Action, Resource, Scope};

/// The units that a list is narrowed to, where the actor needs all of these rights on each row;
/// empty where the whole district may be seen.
///
/// Errors: `auth.forbidden` where a right is missing even on the actor's own unit.
pub(crate) fn within(
    app: &App,
    actor: &Actor,
    rights: &[(Action, Resource)],
) -> Result<Vec<String>> {
    let own = actor.unit.as_str();
    for (action, resource) in rights {
        app.require(actor, *action, *resource, &[own])?;
    }
    if actor.is_system() {
        return Ok(vec![]);
    }
    let widest = |(action, resource): &(Action, Resource)| {
        let reaches = actor.roles.iter();
        let reaches = reaches.filter_map(|role| org::reach(role, *action, *resource));
        reaches.max().unwrap_or(Scope::OwnUnit)
    };
    let reach = rights.iter().map(widest).min().unwrap_or(Scope::OwnUnit);
    if reach == Scope::District {
        return Ok(vec![]);
    }
    let profile = app.profile();
    let directory = &profile.directory;
    let below = directory.iter().filter(|unit| {
        unit.code != actor.unit
            && directory.scope_of(&actor.unit, &actor.oversees, &unit.code) <= reach
    });
    let below = below.map(|unit| unit.code.as_str().to_owned());
    Ok(std::iter::once(own.to_owned()).chain(below).collect())
}
