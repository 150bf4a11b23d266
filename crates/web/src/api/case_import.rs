//! Tickets of another system.

use super::answer::{Answer, json};
use super::body::Form;
use super::caller::Caller;
use super::shape;
use super::sheet::DryParams;
use crate::state::Web;
use app::case::{self, TicketFile};
use axum::extract::{Query, Request, State};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(import_cases))
}

/// Tickets as a form.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
struct TicketForm {
    /// Name of the other system; with the number in it a ticket is known again.
    system: String,
    /// CSV or XLSX, at most 256 MB and 300,000 lines.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Tries a file of tickets line by line, and opens a case for each new one unless it is a dry run or a
/// line is wrong. A ticket whose number of this system is known is left alone, so the same file may be
/// sent again.
#[utoipa::path(post, path = "/cases/import", tag = "cases", params(DryParams),
    request_body(content = TicketForm, content_type = "multipart/form-data"),
    responses((status = 200, body = shape::TicketsImported)))]
async fn import_cases(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<DryParams>,
    request: Request,
) -> Answer {
    let form = Form::read(request).await?;
    let system = form.texts.get("system").cloned().unwrap_or_default();
    case::may_import(web.app(), &caller.actor)?;
    let file = TicketFile::read(form.file()?).await?;
    let dry = asked.dry_run;
    json(&case::import(web.app(), &caller.actor, &system, &file, dry, &app::silent).await?)
}
