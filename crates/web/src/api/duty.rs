//! The catalogue of matters and the duty list.

use super::answer::{Answer, json, versioned};
use super::body::{Body, Form};
use super::caller::Caller;
use super::if_match::IfMatch;
use super::shape;
use super::sheet::{DryParams, FormatParams, SheetForm};
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::duty::Asked;
use crate::pages::file::download;
use crate::state::Web;
use app::duty::{EntryForm, MatterDetail};
use axum::extract::{Path, Query, Request, State};
use duty::EntryKind;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_duties))
        .routes(routes!(export_duties, import_duties))
        .routes(routes!(find_matters))
        .routes(routes!(show_matter))
        .routes(routes!(check_dispatch))
        .routes(routes!(add_entry))
        .routes(routes!(change_entry))
}

/// Matters in force on a day with their entries: core, assisting, reclaimed.
#[utoipa::path(get, path = "/duty-list", tag = "duty", params(Asked), responses((status = 200, body = shape::MatterPage)))]
async fn list_duties(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    json(&app::duty::list(web.app(), &caller.actor, &asked.query()?).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct DayParams {
    /// The day; empty: today.
    as_of: String,
}

/// The whole list as a sheet, or the entries in force on a day.
#[utoipa::path(get, path = "/duty-list/sheet", tag = "duty", params(FormatParams, DayParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_duties(
    State(web): State<Web>,
    caller: Caller,
    Query(format): Query<FormatParams>,
    Query(asked): Query<DayParams>,
) -> Answer {
    let day = input::day_or_none("as_of", &asked.as_of)?;
    Ok(download(
        app::duty::export(web.app(), &caller.actor, day, format.read()?).await?,
    ))
}

/// Compares a sheet with the list, line by line, and takes it over unless it is a dry run. Entries
/// that the sheet leaves out stay.
#[utoipa::path(post, path = "/duty-list/sheet", tag = "duty", params(DryParams),
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses((status = 200, body = shape::DutySheetDiff)))]
async fn import_duties(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<DryParams>,
    request: Request,
) -> Answer {
    let file = Form::read(request).await?.file()?;
    json(&app::duty::import(web.app(), &caller.actor, file, asked.dry_run).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct TextParams {
    /// What somebody wrote; the first 2,000 characters are read.
    text: String,
}

/// Matters that a text seems to be about, the likeliest first, at most 10, with the words that
/// spoke for each. A person decides.
#[utoipa::path(get, path = "/matters", tag = "duty", params(TextParams), responses((status = 200, body = Vec<shape::SuggestedMatter>)))]
async fn find_matters(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<TextParams>,
) -> Answer {
    json(&app::duty::suggest(web.app(), &caller.actor, &asked.text).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct MatterPath {
    /// Matter code.
    matter: String,
}

/// One matter: versions, all entries, changes.
#[utoipa::path(get, path = "/matters/{matter}", tag = "duty", params(MatterPath, DayParams),
    responses((status = 200, body = shape::MatterDetail, headers(("ETag")))))]
async fn show_matter(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Query(asked): Query<DayParams>,
) -> Answer {
    let day = input::day_or_none("as_of", &asked.as_of)?;
    shown(&web, &caller, &code, day).await
}

async fn shown(web: &Web, caller: &Caller, code: &str, day: Option<Date>) -> Answer {
    let it: MatterDetail = app::duty::show(web.app(), &caller.actor, code, day).await?;
    versioned(it.version, &it)
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct DispatchParams {
    /// Unit code.
    unit: String,
    /// Official code of the subdistrict or community; empty: unknown.
    area: String,
    /// The day; empty: today.
    as_of: String,
}

/// Whether the list allows a matter to be dispatched to a unit, with the entry that says so, and
/// the units it could go to instead, ranked with their reasons.
#[utoipa::path(get, path = "/matters/{matter}/dispatch", tag = "duty", params(MatterPath, DispatchParams),
    responses((status = 200, body = shape::DispatchCheck)))]
async fn check_dispatch(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Query(asked): Query<DispatchParams>,
) -> Answer {
    let day = input::day_or_none("as_of", &asked.as_of)?;
    let area = input::given(&asked.area);
    let check = app::duty::check(
        web.app(),
        &caller.actor,
        &code,
        &asked.unit,
        area.as_deref(),
        day,
    );
    json(&check.await?)
}

/// An entry, and why it is put in the list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EntryBody {
    /// Unit code; a group stands for each of its members on its own ground.
    unit: String,
    /// `core`, `assisting` or `reclaimed`.
    #[schema(value_type = shape::EntryKind)]
    kind: String,
    /// Official codes of subdistricts (9 digits) or communities (12); none: the whole district.
    #[serde(default)]
    places: Vec<String>,
    /// Whom it helps, or who took it over: a unit code.
    #[serde(default)]
    counterpart: Option<String>,
    /// The first day.
    #[schema(value_type = shape::Day)]
    valid_from: Date,
    /// The last day.
    #[serde(default)]
    #[schema(value_type = Option<shape::Day>)]
    valid_to: Option<Date>,
    /// What it rests on.
    basis: String,
    /// Why it is put so.
    reason: String,
}

impl EntryBody {
    fn form(&self, id: Option<String>) -> Result<EntryForm, Fault> {
        let known = "core, assisting, reclaimed";
        let kind = EntryKind::from_code(&self.kind);
        Ok(EntryForm {
            id,
            unit: self.unit.clone(),
            kind: kind.ok_or_else(|| input::unknown("kind", known))?,
            places: self.places.clone(),
            counterpart: self.counterpart.clone(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            basis: self.basis.clone(),
        })
    }
}

/// Adds an entry. Refused where another unit owns the matter at the same place and time.
#[utoipa::path(post, path = "/matters/{matter}/entries", tag = "duty", params(MatterPath), request_body = EntryBody,
    responses((status = 200, body = shape::MatterDetail, headers(("ETag")))))]
async fn add_entry(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    IfMatch(version): IfMatch,
    Body(body): Body<EntryBody>,
) -> Answer {
    let form = body.form(None)?;
    app::duty::put(
        web.app(),
        &caller.actor,
        &code,
        version,
        &form,
        &body.reason,
    )
    .await?;
    shown(&web, &caller, &code, None).await
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct EntryPath {
    /// Matter code.
    matter: String,
    /// Entry id.
    entry: String,
}

/// Changes an entry, or ends it by its last day. Entries are never taken out: cases cite them.
#[utoipa::path(put, path = "/matters/{matter}/entries/{entry}", tag = "duty", params(EntryPath), request_body = EntryBody,
    responses((status = 200, body = shape::MatterDetail, headers(("ETag")))))]
async fn change_entry(
    State(web): State<Web>,
    caller: Caller,
    Path((code, entry)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Body(body): Body<EntryBody>,
) -> Answer {
    let form = body.form(Some(entry))?;
    app::duty::put(
        web.app(),
        &caller.actor,
        &code,
        version,
        &form,
        &body.reason,
    )
    .await?;
    shown(&web, &caller, &code, None).await
}
