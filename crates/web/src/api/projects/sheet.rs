//! The annual plan and the monthly progress as sheets.

use crate::api::answer::{Answer, json};
use crate::api::body::Form;
use crate::api::caller::Caller;
use crate::api::shape;
use crate::api::sheet::{FormatParams, SheetForm};
use crate::pages::file::download;
use crate::state::Web;
use app::project;
use axum::extract::{Query, Request, State};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(export_project_plan, import_project_plan))
        .routes(routes!(export_project_progress, import_project_progress))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct YearParams {
    /// Year of the plan.
    year: i16,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MonthParams {
    /// Year.
    year: i16,
    /// 1 to 12; amounts are from January to its end.
    month: i8,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PlanParams {
    /// `true` (default): compare only.
    #[serde(default = "yes")]
    dry_run: bool,
    /// Document.
    #[serde(default)]
    basis: String,
    /// Why plans in force change.
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ProgressParams {
    /// `true` (default): compare only.
    #[serde(default = "yes")]
    dry_run: bool,
    /// In words; why, where an entry is replaced.
    #[serde(default)]
    note: String,
    /// `true`: what is unusual was looked at.
    #[serde(default)]
    sure: bool,
}

fn yes() -> bool {
    true
}

/// The plan of a year as a sheet that can be read back.
#[utoipa::path(get, path = "/projects/plan", tag = "projects", params(YearParams, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_project_plan(
    State(web): State<Web>,
    caller: Caller,
    Query(of): Query<YearParams>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let file = project::export_plan(web.app(), &caller.actor, of.year, form.read()?).await?;
    Ok(download(file))
}

/// Reads an annual plan, new projects among them, and takes it over unless it is a dry run; with one
/// fault nothing is written.
#[utoipa::path(post, path = "/projects/plan", tag = "projects", params(YearParams, PlanParams),
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses((status = 200, body = shape::PlanImport)))]
async fn import_project_plan(
    State(web): State<Web>,
    caller: Caller,
    Query(of): Query<YearParams>,
    Query(asked): Query<PlanParams>,
    request: Request,
) -> Answer {
    let file = Form::read(request).await?.file()?;
    let words = (asked.basis.as_str(), asked.reason.as_str());
    let app = web.app();
    json(&project::import_plan(app, &caller.actor, (file, of.year), words, asked.dry_run).await?)
}

/// The progress at the end of a month as a sheet that can be read back.
#[utoipa::path(get, path = "/projects/progress", tag = "projects", params(MonthParams, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_project_progress(
    State(web): State<Web>,
    caller: Caller,
    Query(of): Query<MonthParams>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let of = (of.year, of.month);
    let file = project::export_progress(web.app(), &caller.actor, of, form.read()?).await?;
    Ok(download(file))
}

/// Reads a month's progress and reports it unless it is a dry run; with one fault, or with a doubt that
/// `sure` does not say yes to, nothing is written.
#[utoipa::path(post, path = "/projects/progress", tag = "projects", params(MonthParams, ProgressParams),
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses((status = 200, body = shape::ProgressImport)))]
async fn import_project_progress(
    State(web): State<Web>,
    caller: Caller,
    Query(of): Query<MonthParams>,
    Query(asked): Query<ProgressParams>,
    request: Request,
) -> Answer {
    let file = Form::read(request).await?.file()?;
    let of = (file, of.year, of.month);
    let odd = (asked.note.as_str(), asked.sure);
    let app = web.app();
    json(&project::import_progress(app, &caller.actor, of, odd, asked.dry_run).await?)
}
