//! Drafts of rules, tried on the cases of the last months before they are published or dropped.

use super::answer::{Answer, created, json, versioned};
use super::body::{Body, Form};
use super::caller::Caller;
use super::on::On;
use super::refusal;
use super::shape;
use super::sheet::FormatParams;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::file::download;
use crate::pages::list::Paging;
use crate::pages::rehearsals::asked::{Asked, Sought};
use crate::state::Web;
use app::rehearsal::{self, Given, Kind};
use axum::extract::{Path, Query, Request, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_rehearsals, open_rehearsal))
        .routes(routes!(list_rule_texts))
        .routes(routes!(show_rehearsal))
        .routes(routes!(list_rehearsed))
        .routes(routes!(export_rehearsed))
        .routes(routes!(rehearse_again))
        .routes(routes!(publish_rehearsal))
        .routes(routes!(drop_rehearsal))
}

/// Rehearsals, the newest first, at most 500.
#[utoipa::path(get, path = "/rehearsals", tag = "rehearsals", params(Asked), responses((status = 200, body = Vec<shape::RehearsalListed>)))]
async fn list_rehearsals(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Answer {
    json(&rehearsal::list(web.app(), &caller.actor, asked.kind()?).await?)
}

/// The present rules as texts that a draft may be edited from: each case type, the light rules, a notice.
#[utoipa::path(get, path = "/rehearsals/beginnings", tag = "rehearsals", responses((status = 200, body = Vec<shape::RehearsalBeginning>)))]
async fn list_rule_texts(State(web): State<Web>, caller: Caller) -> Answer {
    json(&rehearsal::beginnings(web.app(), &caller.actor)?)
}

/// A draft as a form.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
struct DraftForm {
    /// `duty_list`, `clocks`, `light_rules`, `notice` or `dispatch`.
    kind: String,
    /// In a line.
    title: String,
    /// Months looked back, 1 to 24.
    months: String,
    /// The sheet of the duty list, or the file of another rule; at most 4 MiB.
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
    /// The text of clocks, light rules or a notice, in place of a file.
    text: Option<String>,
    /// Name of a notice.
    name: Option<String>,
    /// For `dispatch`: thousandths; empty: the model's own.
    threshold: Option<String>,
    /// For `dispatch`: `1` where the platform dispatches by itself.
    automatic: Option<String>,
}

fn number(field: &str, text: Option<&String>) -> Result<Option<u32>, Fault> {
    let given = text.and_then(|text| input::given(text));
    let read = |text: String| {
        text.parse()
            .map_err(|_| input::wrong(field, "input.number"))
    };
    given.map(read).transpose()
}

/// Opens a rehearsal of a draft; it runs in the background.
#[utoipa::path(post, path = "/rehearsals", tag = "rehearsals",
    request_body(content = DraftForm, content_type = "multipart/form-data"),
    responses((status = 201, body = shape::RehearsalOpened, headers(("Location"), ("ETag")))))]
async fn open_rehearsal(State(web): State<Web>, caller: Caller, request: Request) -> Answer {
    let mut form = Form::read(request).await?;
    let kind = form.texts.remove("kind").unwrap_or_default();
    let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    let kind = input::code("kind", &kind, known)?.and_then(Kind::from_code);
    let kind = kind.ok_or_else(|| refusal::unfitting("missing part `kind`"))?;
    let text = |name: &str| form.texts.get(name).cloned().unwrap_or_default();
    let given = Given {
        kind: Some(kind),
        text: text("text"),
        name: text("name"),
        threshold: number("threshold", form.texts.get("threshold"))?,
        automatic: text("automatic") == "1",
        file: form.files.pop().map(|(_, file)| file),
    };
    let months = number("months", form.texts.get("months"))?.unwrap_or(0);
    let title = form.texts.get("title").cloned().unwrap_or_default();
    let it = rehearsal::open(web.app(), &caller.actor, &title, months, given).await?;
    created(&format!("/api/v1/rehearsals/{}", it.id), it.version, &it)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct RehearsalPath {
    /// Rehearsal id.
    rehearsal: String,
}

/// One rehearsal: how far it is, what was found, the draft, and how it ended.
#[utoipa::path(get, path = "/rehearsals/{rehearsal}", tag = "rehearsals", params(RehearsalPath),
    responses((status = 200, body = shape::Rehearsal, headers(("ETag")))))]
async fn show_rehearsal(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let found = rehearsal::show(web.app(), &caller.actor, &id).await?;
    versioned(found.version, &found)
}

/// A page of what would change and what could not be judged; by `found`, or by `shift`, the deadlines that move
/// furthest first. Hand `next` back as `after`.
#[utoipa::path(get, path = "/rehearsals/{rehearsal}/changes", tag = "rehearsals", params(RehearsalPath, Sought, Paging),
    responses((status = 200, body = shape::RehearsedPage)))]
async fn list_rehearsed(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Sought>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging)?;
    json(&rehearsal::changes(web.app(), &caller.actor, &id, &query).await?)
}

/// The rows of a query as a file, at most 20,000.
#[utoipa::path(get, path = "/rehearsals/{rehearsal}/changes/export", tag = "rehearsals",
    params(RehearsalPath, Sought, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_rehearsed(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Sought>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = rehearsal::export(web.app(), &caller.actor, &id, &query, form.read()?).await?;
    Ok(download(file))
}

/// Over how long it is run again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Again {
    /// Months looked back, 1 to 24.
    months: u32,
}

/// Runs it again beside the rule in force now.
#[utoipa::path(post, path = "/rehearsals/{rehearsal}/again", tag = "rehearsals", params(RehearsalPath), request_body = Again,
    responses((status = 200, body = shape::RehearsalOpened, headers(("ETag")))))]
async fn rehearse_again(on: On, Body(it): Body<Again>) -> Answer {
    let done =
        rehearsal::rehearse_again(on.app(), &on.actor, &on.id, on.version, it.months).await?;
    versioned(done.version, &done)
}

/// From when on, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PublishFrom {
    /// The first day.
    from: String,
    reason: String,
}

/// Publishes a rehearsed draft from a day on; never by its author.
#[utoipa::path(post, path = "/rehearsals/{rehearsal}/publish", tag = "rehearsals", params(RehearsalPath), request_body = PublishFrom,
    responses((status = 200, body = shape::RehearsalOpened, headers(("ETag")))))]
async fn publish_rehearsal(on: On, Body(it): Body<PublishFrom>) -> Answer {
    let from = input::day("from", &it.from)?;
    let (app, actor) = (on.app(), &on.actor);
    let version = rehearsal::publish(app, actor, &on.id, on.version, from, &it.reason).await?;
    let done = rehearsal::Opened { id: on.id, version };
    versioned(version, &done)
}

/// Why it is let go.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DroppedFor {
    reason: String,
}

/// Lets a draft go.
#[utoipa::path(post, path = "/rehearsals/{rehearsal}/drop", tag = "rehearsals", params(RehearsalPath), request_body = DroppedFor,
    responses((status = 200, body = shape::RehearsalOpened, headers(("ETag")))))]
async fn drop_rehearsal(on: On, Body(it): Body<DroppedFor>) -> Answer {
    let version = rehearsal::drop(on.app(), &on.actor, &on.id, on.version, &it.reason).await?;
    let done = rehearsal::Opened { id: on.id, version };
    versioned(version, &done)
}
