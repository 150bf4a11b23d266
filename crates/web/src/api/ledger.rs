//! The ledger: list, overview, worklist, files.

use super::answer::{Answer, json};
use super::caller::Caller;
use super::shape;
use super::sheet::FormatParams;
use crate::input;
use crate::pages::file::download;
use crate::pages::ledger::asked::Asked;
use crate::pages::list::Paging;
use crate::pages::worklist::asked as worklist;
use crate::state::Web;
use app::ledger;
use axum::extract::{Query, State};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_ledger))
        .routes(routes!(show_overview))
        .routes(routes!(show_worklist))
        .routes(routes!(export_worklist))
        .routes(routes!(export_ledger))
}

/// A page of issued commitments with their lights. Pages are keyed: hand `next` back as `after`.
#[utoipa::path(get, path = "/ledger", tag = "ledger", params(Asked), responses((status = 200, body = shape::LedgerPage)))]
async fn list_ledger(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    json(&ledger::list(web.app(), &caller.actor, &asked.query()?).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct AsOf {
    /// A past day, everything as it was known at its end; or a past instant
    /// (`2026-06-30T10:00:00+08:00`).
    as_of: String,
}

impl AsOf {
    /// The moment asked for.
    pub fn read(&self) -> Result<Option<app::AsOf>, crate::edge::fault::Fault> {
        input::as_of_or_none("as_of", &self.as_of)
    }
}

/// What is red and why, what turned, what is due, by section, unit and leader.
#[utoipa::path(get, path = "/ledger/overview", tag = "ledger", params(AsOf), responses((status = 200, body = shape::Overview)))]
async fn show_overview(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<AsOf>,
) -> Answer {
    json(&ledger::overview(web.app(), &caller.actor, asked.read()?).await?)
}

/// A page of what the caller's unit owes, and the one thing each item needs next: what needs something now,
/// then what goes as planned, then what is done; within them by `urgency` unless `sort` says `due`, `light`
/// or `no`. Hand `next` back as `after`.
#[utoipa::path(get, path = "/ledger/worklist", tag = "ledger", params(worklist::Asked, Paging), responses((status = 200, body = shape::Worklist)))]
async fn show_worklist(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<worklist::Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&ledger::worklist(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// The worklist as a file.
#[utoipa::path(get, path = "/ledger/worklist/export", tag = "ledger", params(worklist::Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_worklist(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<worklist::Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = ledger::export_worklist(web.app(), &caller.actor, &query, form.read()?).await?;
    Ok(download(file))
}

/// All rows of a query as a file, at most 20,000.
#[utoipa::path(get, path = "/ledger/export", tag = "ledger", params(Asked, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_ledger(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let file = ledger::export(web.app(), &caller.actor, &asked.query()?, form.read()?).await?;
    Ok(download(file))
}
