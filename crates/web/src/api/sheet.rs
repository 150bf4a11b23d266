//! The task breakdown as a spreadsheet: out, and in again with a dry run.

use super::answer::{Answer, json};
use super::body::Form;
use super::caller::Caller;
use super::reports::ReportPath;
use super::shape;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::file::download;
use crate::state::Web;
use app::Format;
use axum::extract::{Path, Query, Request, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(export_sheet, import_sheet))
}

/// Which form of file.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormatParams {
    /// `xlsx` (default) or `csv`.
    #[serde(default)]
    pub format: String,
}

impl FormatParams {
    /// The format, or the field to mend.
    pub fn read(&self) -> Result<Format, Fault> {
        match self.format.as_str() {
            "" => Ok(Format::Xlsx),
            code => Format::from_code(code).ok_or_else(|| input::unknown("format", "csv, xlsx")),
        }
    }
}

/// The drafts or issued commitments of a report as a sheet.
#[utoipa::path(get, path = "/reports/{report}/sheet", tag = "review", params(ReportPath, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_sheet(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Query(asked): Query<FormatParams>,
) -> Answer {
    Ok(download(
        app::sheet::export(web.app(), &caller.actor, &report, asked.read()?).await?,
    ))
}

/// A sheet as a form.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
pub struct SheetForm {
    /// xlsx or csv, at most 10 MB and 5,000 lines.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DryParams {
    /// `true` (default): compare only. `false`: take it over where no line is bad.
    #[serde(default = "yes")]
    pub dry_run: bool,
}

fn yes() -> bool {
    true
}

/// Compares a sheet with the drafts, line by line, and takes it over unless it is a dry run.
#[utoipa::path(post, path = "/reports/{report}/sheet", tag = "review", params(ReportPath, DryParams),
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses((status = 200, body = shape::SheetDiff)))]
async fn import_sheet(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Query(asked): Query<DryParams>,
    request: Request,
) -> Answer {
    let file = Form::read(request).await?.file()?;
    json(&app::sheet::import(web.app(), &caller.actor, &report, file, asked.dry_run).await?)
}
