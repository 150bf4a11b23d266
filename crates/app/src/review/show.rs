//! One draft, and what happened to it since a reviewer looked.

use super::Versioned;
use crate::{Actor, App, AppError, Kind, Result, kinds};
use commitment::Commitment;
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::HashMap;
use store::{Entry, Loaded};

/// Most changes of one draft looked back through.
const STEPS_MAX: i64 = 200;

/// Opens one draft of a report.
pub async fn show(
    app: &App,
    actor: &Actor,
    report: &str,
    id: &str,
) -> Result<Versioned<Commitment>> {
    let draft = of_report(app, report, id).await?;
    app.require(
        actor,
        Action::View,
        Resource::DraftItem,
        &crate::actor::units_of(&draft.state),
    )?;
    Ok(draft.into())
}

async fn of_report(app: &App, report: &str, id: &str) -> Result<Loaded<Commitment>> {
    let draft: Loaded<Commitment> = app
        .load(kinds::COMMITMENT, id, ("这条任务", "commitment"))
        .await?;
    if draft.state.report != report {
        return Err(AppError::not_found("这条任务", "commitment"));
    }
    Ok(draft)
}

/// A draft as it was when somebody looked, and as it is now.
#[derive(Debug, Clone, Serialize)]
pub struct Since {
    /// At the version seen.
    pub then: Commitment,
    /// Now.
    pub now: Versioned<Commitment>,
    /// Name of whoever changed it last.
    pub by: String,
    /// When.
    pub at: Option<Timestamp>,
}

/// What others did to a draft since version `seen`, so that a refused change can be compared.
pub async fn since(app: &App, actor: &Actor, report: &str, id: &str, seen: i64) -> Result<Since> {
    let now = of_report(app, report, id).await?;
    app.require(
        actor,
        Action::View,
        Resource::DraftItem,
        &crate::actor::units_of(&now.state),
    )?;
    let steps = steps_after(app, &now, seen).await?;
    let then = before_steps(&now.state, &steps)?;
    let last = steps.last();
    let login = last.map(|s| s.actor.clone()).unwrap_or_default();
    Ok(Since {
        then,
        by: names(app).await?.remove(&login).unwrap_or(login),
        at: last.and_then(|s| Timestamp::from_millisecond(s.at_ms).ok()),
        now: now.into(),
    })
}

/// The draft as it was at a version; none where too much has happened since to say.
pub(crate) async fn then(
    app: &App,
    now: &Loaded<Commitment>,
    version: i64,
) -> Result<Option<Commitment>> {
    let steps = steps_after(app, now, version).await?;
    let all = i64::try_from(steps.len()).is_ok_and(|count| count == now.seq - version.max(1));
    all.then(|| before_steps(&now.state, &steps)).transpose()
}

async fn steps_after(app: &App, now: &Loaded<Commitment>, version: i64) -> Result<Vec<Entry>> {
    let store = app.store();
    let steps = store.history_after(app.district(), &now.subject, version.max(1), STEPS_MAX);
    Ok(steps.await?)
}

/// The state before the steps that led to it.
fn before_steps(now: &Commitment, steps: &[Entry]) -> Result<Commitment> {
    let mut then = serde_json::to_value(now).map_err(damaged)?;
    for step in steps.iter().rev() {
        let before: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&step.before).map_err(damaged)?;
        if let Some(fields) = then.as_object_mut() {
            fields.extend(before);
        }
    }
    serde_json::from_value(then).map_err(damaged)
}

/// Names of the district's people by account, to say who reviewed what.
pub async fn names(app: &App) -> Result<HashMap<String, String>> {
    Ok(crate::person::all(app)
        .await?
        .into_iter()
        .map(|p| (p.state.id, p.state.name))
        .collect())
}

fn damaged(why: serde_json::Error) -> AppError {
    AppError::new(
        Kind::Unavailable,
        "draft.damaged",
        "这条任务的历史无法读取",
        "The history of this draft cannot be read",
    )
    .with_detail(why)
}
