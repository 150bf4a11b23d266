//! A reviewer mends a draft.

use super::{Versioned, one};
use crate::{Actor, App, Result, kinds};
use commitment::Commitment;
use commitment::review::Edit;
use org::Action;
use store::Loaded;

/// Changes text, kind, target, dates, plan or source of a draft. Errors: those of the domain, and
/// `cases.*`, `indicators.*` where cases or series are named that the district does not know.
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
    if cmd.indicators.is_some() || cmd.target.is_some() {
        check_series(app, id, cmd).await?;
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

/// The series that will measure the draft, against the target that it will have.
async fn check_series(app: &App, id: &str, cmd: &Edit) -> Result<()> {
    let draft: Loaded<Commitment> = app
        .load(kinds::COMMITMENT, id, ("这条任务", "commitment"))
        .await?;
    let draft = draft.state;
    let measure = cmd.indicators.as_ref().unwrap_or(&draft.indicators);
    let target = cmd.target.as_ref().unwrap_or(&draft.target);
    match measure {
        Some(measure) => crate::counting::check_indicators(app, measure, target.as_ref()).await,
        None => Ok(()),
    }
}
