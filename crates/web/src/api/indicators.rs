//! Indicators: listed, shown as known on a day, entered, confirmed, imported.

use super::answer::{Answer, json, versioned};
use super::body::{Body, Form};
use super::caller::Caller;
use super::on::On;
use super::refusal;
use super::shape;
use super::sheet::FormatParams;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::file::download;
use crate::pages::indicators::asked::Asked;
use crate::pages::list::Paging;
use crate::state::Web;
use ::indicator::Stage;
use ::indicator::observation::{Reject, Withdraw};
use app::indicator::{self as indicators, CellEntry, EnterCmd, ImportCmd};
use axum::extract::{Path, Query, Request, State};
use figure::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How final a value is.
const STAGES: [&str; 3] = ["estimate", "provisional", "official"];

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_indicators))
        .routes(routes!(export_indicators))
        .routes(routes!(list_indicator_entries))
        .routes(routes!(confirm_indicator_entries))
        .routes(routes!(import_indicator_sheet))
        .routes(routes!(confirm_indicator_sheet))
        .routes(routes!(show_indicator))
        .routes(routes!(enter_indicator_value))
        .routes(routes!(reject_indicator_entry))
        .routes(routes!(withdraw_indicator_entry))
}

/// A page of indicators with their latest values as known at the end of a day, by source unit unless `sort`
/// says otherwise: `source`, `name`, `known`. Hand `next` back as `after`.
#[utoipa::path(get, path = "/indicators", tag = "indicators", params(Asked, Paging), responses((status = 200, body = shape::IndicatorPage)))]
async fn list_indicators(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&indicators::list(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// All indicators of a query as a file.
#[utoipa::path(get, path = "/indicators/export", tag = "indicators", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_indicators(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = indicators::export(web.app(), &caller.actor, &query, form.read()?).await?;
    Ok(download(file))
}

/// Entries that the caller may confirm, the longest waiting first, at most 500.
#[utoipa::path(get, path = "/indicators/to-confirm", tag = "indicators", responses((status = 200, body = shape::WaitingIndicatorEntries)))]
async fn list_indicator_entries(State(web): State<Web>, caller: Caller) -> Answer {
    json(&indicators::waiting(web.app(), &caller.actor).await?)
}

/// Entries to confirm, each value once.
#[derive(Deserialize, ToSchema)]
struct EntriesToConfirm {
    /// 1 to 1,000.
    entries: Vec<EntryToConfirm>,
}

/// An entry of a value.
#[derive(Deserialize, ToSchema)]
struct EntryToConfirm {
    /// Id of the value.
    cell: String,
    /// Number of the entry.
    no: u32,
}

/// How many were confirmed.
#[derive(Serialize, ToSchema)]
struct ConfirmedCount {
    confirmed: usize,
}

/// Confirms entries in one transaction with the derived values that follow; never one's own.
#[utoipa::path(post, path = "/indicators/confirm", tag = "indicators", request_body = EntriesToConfirm,
    responses((status = 200, body = ConfirmedCount)))]
async fn confirm_indicator_entries(
    State(web): State<Web>,
    caller: Caller,
    Body(body): Body<EntriesToConfirm>,
) -> Answer {
    let entry = |e: EntryToConfirm| CellEntry {
        cell: e.cell,
        no: e.no,
    };
    let entries: Vec<CellEntry> = body.entries.into_iter().map(entry).collect();
    let confirmed = indicators::confirm_many(web.app(), &caller.actor, &entries).await?;
    json(&ConfirmedCount { confirmed })
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct IndicatorPath {
    /// Code of the indicator.
    indicator: String,
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct KnownParams {
    /// The day; empty: today.
    as_of: String,
}

/// One indicator as known at the end of a day: caliber, periods with every entry, what follows or why nothing
/// does, the target of the year and a forecast that is no figure.
#[utoipa::path(get, path = "/indicators/{indicator}", tag = "indicators", params(IndicatorPath, KnownParams),
    responses((status = 200, body = shape::IndicatorDetail)))]
async fn show_indicator(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Query(known): Query<KnownParams>,
) -> Answer {
    let day = input::day_or_none("as_of", &known.as_of)?;
    json(&indicators::show(web.app(), &caller.actor, &code, day).await?)
}

/// A value as it is entered.
#[derive(Deserialize, ToSchema)]
struct NewIndicatorValue {
    /// `2026-10`, `2026-01/02`, `2026-Q3`, `2026-10-15`.
    period: String,
    /// In `unit`.
    #[schema(value_type = shape::Exact)]
    value: Decimal,
    /// The definition's where absent.
    unit: Option<String>,
    /// Percent.
    #[schema(value_type = Option<shape::Exact>)]
    published_growth: Option<Decimal>,
    /// Last year's value on today's caliber, in `unit`.
    #[schema(value_type = Option<shape::Exact>)]
    comparable_base: Option<Decimal>,
    /// Firms behind it.
    contributors: Option<u32>,
    /// `estimate`, `provisional`, `official`.
    stage: String,
    /// Document or system.
    source: String,
    /// Remark; why, for a revision.
    #[serde(default)]
    note: String,
    /// Answers to doubts, by code.
    #[serde(default)]
    answers: BTreeMap<String, String>,
}

/// Enters a value; it counts once somebody else has confirmed it. With `doubts` nothing was written: answer
/// them by code and send it again.
#[utoipa::path(post, path = "/indicators/{indicator}/values", tag = "indicators", params(IndicatorPath), request_body = NewIndicatorValue,
    responses((status = 200, body = shape::EnteredIndicatorValue)))]
async fn enter_indicator_value(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<NewIndicatorValue>,
) -> Answer {
    let period = body.period.parse();
    let stage = input::code("stage", &body.stage, STAGES)?;
    let cmd = EnterCmd {
        period: period.map_err(|_| input::wrong("period", "input.choice"))?,
        value: body.value,
        unit: body.unit,
        published_growth: body.published_growth,
        comparable_base: body.comparable_base,
        contributors: body.contributors,
        stage: stage
            .and_then(Stage::from_code)
            .ok_or_else(|| input::wrong("stage", "input.choice"))?,
        source: body.source,
        file: None,
        note: body.note,
        answers: body.answers,
    };
    json(&indicators::enter(web.app(), &caller.actor, &code, cmd).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ValuePath {
    /// Id of the value.
    value: String,
}

/// Why an entry does not stand.
#[derive(Deserialize, ToSchema)]
struct EntryRefusal {
    /// Number of the entry.
    no: u32,
    /// Why.
    reason: String,
}

/// A value after a decision.
#[derive(Serialize, ToSchema)]
struct IndicatorValueState {
    /// Id of the value.
    id: String,
    /// For `If-Match`.
    version: i64,
}

/// Sends an entry back with a reason; never one's own.
#[utoipa::path(post, path = "/indicators/values/{value}/reject", tag = "indicators", params(ValuePath), request_body = EntryRefusal,
    responses((status = 200, body = IndicatorValueState, headers(("ETag")))))]
async fn reject_indicator_entry(on: On, Body(body): Body<EntryRefusal>) -> Answer {
    let cmd = Reject {
        no: body.no,
        reason: body.reason,
    };
    let at = (on.id.as_str(), on.version);
    let done = indicators::reject(on.app(), &on.actor, at, cmd).await?;
    let state = IndicatorValueState {
        id: on.id,
        version: done.version,
    };
    versioned(done.version, &state)
}

/// Takes one's own entry back with a reason.
#[utoipa::path(post, path = "/indicators/values/{value}/withdraw", tag = "indicators", params(ValuePath), request_body = EntryRefusal,
    responses((status = 200, body = IndicatorValueState, headers(("ETag")))))]
async fn withdraw_indicator_entry(on: On, Body(body): Body<EntryRefusal>) -> Answer {
    let cmd = Withdraw {
        no: body.no,
        reason: body.reason,
    };
    let at = (on.id.as_str(), on.version);
    let done = indicators::withdraw(on.app(), &on.actor, at, cmd).await?;
    let state = IndicatorValueState {
        id: on.id,
        version: done.version,
    };
    versioned(done.version, &state)
}

fn yes() -> bool {
    true
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SheetParams {
    /// `true` (default): read only.
    #[serde(default = "yes")]
    dry_run: bool,
}

/// A sheet with what it is and what was answered.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
struct IndicatorSheetForm {
    /// xlsx or csv, at most 10 MB and 1,000 values.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `2026-10`; absent: as the sheet says.
    period: Option<String>,
    /// `estimate`, `provisional` (default), `official`.
    stage: Option<String>,
    /// Document or system.
    source: Option<String>,
    /// Remark.
    note: Option<String>,
    /// What rows and columns are, as JSON; absent: as remembered for the unit and the heading.
    #[schema(value_type = Option<shape::SheetMapping>)]
    mapping: Option<String>,
    /// Answers by cell, as JSON.
    #[schema(value_type = Option<Vec<shape::SheetAnswer>>)]
    answers: Option<String>,
}

/// Reads a sheet as a unit sends it and, unless it is a dry run, enters its values. Without a mapping for its
/// heading `look` shows the sheet with a proposal; with anything in `asked` nothing is written.
#[utoipa::path(post, path = "/indicators/import", tag = "indicators", params(SheetParams),
    request_body(content = IndicatorSheetForm, content_type = "multipart/form-data"),
    responses((status = 200, body = shape::IndicatorSheetImport)))]
async fn import_indicator_sheet(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<SheetParams>,
    request: Request,
) -> Answer {
    let cmd = read_sheet(Form::read(request).await?)?;
    json(&indicators::import(web.app(), &caller.actor, &cmd, asked.dry_run).await?)
}

fn read_sheet(form: Form) -> Result<ImportCmd, Fault> {
    let text = |name: &str| form.texts.get(name).map(String::as_str).unwrap_or_default();
    let stage = input::code("stage", text("stage"), STAGES)?;
    let period = input::given(text("period")).map(|code| code.parse());
    let period = period
        .transpose()
        .map_err(|_| input::wrong("period", "input.choice"))?;
    let mapping = match text("mapping") {
        "" => None,
        json => Some(serde_json::from_str(json).map_err(refusal::unfitting)?),
    };
    let answers = match text("answers") {
        "" => vec![],
        json => serde_json::from_str(json).map_err(refusal::unfitting)?,
    };
    Ok(ImportCmd {
        period,
        stage: stage
            .and_then(Stage::from_code)
            .unwrap_or(Stage::Provisional),
        source: text("source").to_owned(),
        note: text("note").to_owned(),
        mapping,
        map: false,
        answers,
        file: form.file()?,
    })
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct IndicatorSheetPath {
    /// Id of the sheet.
    sheet: String,
}

/// Confirms all values of a sheet that wait, in one transaction; never one's own.
#[utoipa::path(post, path = "/indicators/sheets/{sheet}/confirm", tag = "indicators", params(IndicatorSheetPath),
    responses((status = 200, body = ConfirmedCount)))]
async fn confirm_indicator_sheet(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let confirmed = indicators::confirm_batch(web.app(), &caller.actor, &id).await?;
    json(&ConfirmedCount { confirmed })
}
