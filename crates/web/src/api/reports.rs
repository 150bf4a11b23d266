//! Reports: list, import, look, what stands in the way, issue.

use super::answer::{Answer, created, json, versioned};
use super::body::Form;
use super::caller::Caller;
use super::if_match::IfMatch;
use super::shape;
use super::sheet::FormatParams;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::file::download;
use crate::pages::list::Paging;
use crate::pages::review::asked::Asked;
use crate::state::Web;
use axum::extract::{Path, Query, Request, State};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_reports, import_report))
        .routes(routes!(export_reports))
        .routes(routes!(show_report))
        .routes(routes!(list_blockers))
        .routes(routes!(issue_report))
}

/// Address of one report.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ReportPath {
    /// Report id.
    #[allow(dead_code, reason = "for the document")]
    report: String,
}

/// A page of the reports, by `imported`, the latest first, unless `sort` says `year`, `title` or `state`.
/// Hand `next` back as `after`.
#[utoipa::path(get, path = "/reports", tag = "reports", params(Asked, Paging), responses((status = 200, body = shape::ReportPage)))]
async fn list_reports(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&app::report::list(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// All reports of a query as a file.
#[utoipa::path(get, path = "/reports/export", tag = "reports", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_reports(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = app::report::export(web.app(), &caller.actor, &query, form.read()?).await?;
    Ok(download(file))
}

/// A report as a form.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
struct ImportForm {
    /// The report: txt, md, docx, pdf with text, or saved html.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Overrides the year read from the text.
    year: Option<i16>,
}

/// Imports a report and drafts its ledger. Answers when all is stored; a long report takes a second.
#[utoipa::path(post, path = "/reports", tag = "reports",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 201, body = shape::ReportView, headers(("ETag"), ("Location")))))]
async fn import_report(State(web): State<Web>, caller: Caller, request: Request) -> Answer {
    let form = Form::read(request).await?;
    let year = year(form.texts.get("year"))?;
    let report =
        app::report::import(web.app(), &caller.actor, form.file()?, year, &app::silent).await?;
    created(
        &format!("/api/v1/reports/{}", report.report.id),
        report.version,
        &report,
    )
}

fn year(text: Option<&String>) -> Result<Option<i16>, Fault> {
    let given = text.and_then(|t| input::given(t));
    given
        .map(|t| t.parse().map_err(|_| input::wrong("year", "input.number")))
        .transpose()
}

/// A report with its text and everything read in it.
#[utoipa::path(get, path = "/reports/{report}", tag = "reports", params(ReportPath),
    responses((status = 200, body = shape::ReportView, headers(("ETag")))))]
async fn show_report(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let report = app::report::show(web.app(), &caller.actor, &id).await?;
    versioned(report.version, &report)
}

/// Everything that stands in the way of issuing, in the order of the drafts.
#[utoipa::path(get, path = "/reports/{report}/blockers", tag = "reports", params(ReportPath),
    responses((status = 200, body = Vec<shape::Blocker>)))]
async fn list_blockers(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    json(&app::report::blockers(web.app(), &caller.actor, &id).await?)
}

/// Issues the ledger of a report, all of it or nothing. `If-Match` names the report's version.
#[utoipa::path(post, path = "/reports/{report}/issue", tag = "reports", params(ReportPath),
    responses((status = 200, body = shape::IssueOutcome, headers(("ETag")))))]
async fn issue_report(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
) -> Answer {
    let done = app::report::issue(web.app(), &caller.actor, &id, version).await?;
    versioned(done.version, &done)
}
