//! A second person verifies or returns what was claimed, one by one or a whole month.

use super::step::{context, step, units_of};
use crate::change_of::changed;
use crate::counting::append_projects;
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result};
use org::{Action, Resource};
use project::{Decide, Project};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most entries verified at once.
const ENTRIES_MAX: usize = 1_000;

/// What kind of entry waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Investment of a month.
    Investment,
    /// A milestone.
    Milestone,
}

/// An entry of a project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The project.
    pub project: String,
    /// Kind.
    pub kind: EntryKind,
    /// Number within the project.
    pub no: u32,
}

/// Verifies or returns one entry. Errors: `no_such_entry`, `not_waiting`, `own_claim`, `required`.
pub async fn decide(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    (kind, cmd): (EntryKind, Decide),
) -> Result<Versioned<Project>> {
    let verb = match cmd.verified {
        true => "verify",
        false => "return",
    };
    let reason = Some(cmd.reason.as_str());
    let name = (Action::Verify, verb, reason);
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        decided(state, kind, &cmd, ctx)
    })
    .await
}

/// Verifies many entries in one transaction; none where one of them cannot be verified.
pub async fn verify_many(app: &App, actor: &Actor, entries: &[Entry]) -> Result<usize> {
    if entries.is_empty() || entries.len() > ENTRIES_MAX {
        return Err(AppError::new(
            Kind::Unprocessable,
            "project.entries",
            format!("请选择1至{ENTRIES_MAX}项"),
            format!("Choose 1 to {ENTRIES_MAX} entries"),
        ));
    }
    let held = super::held::held(app).await?;
    let mut by_project: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_project.entry(&entry.project).or_default().push(entry);
    }
    let ctx = context(app, actor);
    let (mut changes, mut moved) = (vec![], vec![]);
    for (id, entries) in by_project {
        let before = held.loaded(id);
        let before = before.ok_or_else(|| AppError::not_found("这个项目", "project"))?;
        app.require(
            actor,
            Action::Verify,
            Resource::Project,
            &units_of(&before.state),
        )?;
        let mut after = before.state.clone();
        for entry in entries {
            let cmd = Decide {
                no: entry.no,
                verified: true,
                reason: String::new(),
            };
            after = decided(&after, entry.kind, &cmd, &ctx)?;
        }
        changes.push(changed(&before, "project.verify", None, &after));
        moved.push((before.state, after));
    }
    let moved: Vec<(&Project, &Project)> = moved.iter().map(|(b, a)| (b, a)).collect();
    append_projects(app, actor, &moved, changes, vec![]).await?;
    Ok(entries.len())
}

fn decided(
    state: &Project,
    kind: EntryKind,
    cmd: &Decide,
    ctx: &indicator::Context,
) -> std::result::Result<Project, project::Refusal> {
    match kind {
        EntryKind::Investment => project::decide_investment(state, cmd, ctx),
        EntryKind::Milestone => project::decide_milestone(state, cmd, ctx),
    }
}
