//! What all changes of one project have in common: load, authorise, decide, append.

use crate::change_of::changed;
use crate::counting::append_projects;
use crate::review::Versioned;
use crate::{Actor, App, AppError, Result, kinds, same_version};
use indicator::{Context, Party};
use org::{Action, Resource};
use project::{Project, Refusal};
use store::{Loaded, Write};

/// Time and actor of a command.
pub(super) fn context(app: &App, actor: &Actor) -> Context {
    Context {
        now: app.now(),
        today: app.today(),
        actor: Party {
            person: actor.person.clone(),
            unit: actor.unit.as_str().to_owned(),
        },
    }
}

/// The units by which rights on a project are judged: its bureau.
pub(super) fn units_of(project: &Project) -> [&str; 1] {
    [project.bureau.as_str()]
}

pub(super) async fn load(app: &App, id: &str) -> Result<Loaded<Project>> {
    app.load(kinds::PROJECT, id, ("这个项目", "project")).await
}

/// A project that this person may see.
pub(super) async fn seen(app: &App, actor: &Actor, id: &str) -> Result<Loaded<Project>> {
    let found = load(app, id).await?;
    let units = units_of(&found.state);
    match app.may(actor, Action::View, Resource::Project, &units) {
        true => Ok(found),
        false => Err(AppError::not_found("这个项目", "project")),
    }
}

/// Refuses who has no right on the project, before anything they sent is looked at.
pub(super) async fn allowed(app: &App, actor: &Actor, right: Action, id: &str) -> Result<()> {
    let found = load(app, id).await?;
    app.require(actor, right, Resource::Project, &units_of(&found.state))
}

/// One project in at the version seen, one out.
pub(super) async fn step(
    app: &App,
    actor: &Actor,
    (right, name, reason): (Action, &str, Option<&str>),
    (id, expected): (&str, i64),
    writes: Vec<Write>,
    decide: impl FnOnce(&Project, &Context) -> std::result::Result<Project, Refusal>,
) -> Result<Versioned<Project>> {
    let before = load(app, id).await?;
    app.require(actor, right, Resource::Project, &units_of(&before.state))?;
    same_version(expected, before.seq)?;
    let after = decide(&before.state, &context(app, actor))?;
    let change = changed(&before, &format!("project.{name}"), reason, &after);
    let moved = [(&before.state, &after)];
    append_projects(app, actor, &moved, vec![change], writes).await?;
    Ok(Versioned {
        version: before.seq + 1,
        value: after,
    })
}
