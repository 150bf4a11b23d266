//! A reviewer mends a draft.

use super::{Versioned, one};
use crate::{Actor, App, Result};
use commitment::Commitment;
use commitment::review::Edit;
use org::Action;

/// Changes text, kind, target, dates, plan or source of a draft. Errors: those of the domain, and
/// `cases.*` where cases are named that the district does not know.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: &Edit,
) -> Result<Versioned<Commitment>> {
    if let Some(Some(cases)) = &cmd.cases {
        crate::counting::check_measure(app, cases).await?;
    }
    if let Some(Some(projects)) = &cmd.projects {
        crate::counting::check_projects(app, projects)?;
    }
    one(
        app,
        actor,
        (Action::Edit, id, expected),
        None,
        |draft, ctx| commitment::review::edit(draft, cmd, ctx),
    )
    .await
}
