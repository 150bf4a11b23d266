//! One commitment: look, claim a record, ask for a change, open supervision.

use super::answer::{Answer, created, json, versioned};
use super::body::{Body, Form};
use super::caller::Caller;
use super::if_match::IfMatch;
use super::ledger::AsOf;
use super::{claim, shape};
use crate::input;
use crate::state::Web;
use app::{change, counting, ledger, record, supervision};
use axum::extract::{FromRequest, Path, Query, Request, State};
use commitment::Changes;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(show_commitment))
        .routes(routes!(list_counted_cases))
        .routes(routes!(list_counted_projects))
        .routes(routes!(list_counted_series))
        .routes(routes!(claim_record))
        .routes(routes!(request_change))
        .routes(routes!(open_supervision))
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct CommitmentPath {
    /// Commitment id.
    commitment: String,
}

/// A commitment with everything behind it, now or as known at the end of a past day.
#[utoipa::path(get, path = "/commitments/{commitment}", tag = "ledger", params(CommitmentPath, AsOf),
    responses((status = 200, body = shape::Detail, headers(("ETag")))))]
async fn show_commitment(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<AsOf>,
) -> Answer {
    let detail = ledger::show(web.app(), &caller.actor, &id, asked.read()?).await?;
    versioned(detail.row.version, &detail)
}

#[derive(Deserialize, IntoParams, Default)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct CountedParams {
    /// A past day, at its end, or instant: the total and the cases as they counted then.
    as_of: String,
    /// Where the last page ended.
    after: Option<String>,
}

/// The cases behind the total of a commitment that is measured by cases: those that the caller may
/// see, masked as the list of cases is. 422 where it is measured otherwise.
#[utoipa::path(get, path = "/commitments/{commitment}/cases", tag = "ledger", params(CommitmentPath, CountedParams),
    responses((status = 200, body = shape::CountedCases)))]
async fn list_counted_cases(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<CountedParams>,
) -> Answer {
    let past = input::as_of_or_none("as_of", &asked.as_of)?;
    json(&counting::rows(web.app(), &caller.actor, &id, past, asked.after).await?)
}

/// The values of the series by which a commitment is measured, the latest period first. 422 where it is
/// measured otherwise.
#[utoipa::path(get, path = "/commitments/{commitment}/series", tag = "ledger", params(CommitmentPath, AsOf),
    responses((status = 200, body = shape::CountedSeries)))]
async fn list_counted_series(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<AsOf>,
) -> Answer {
    json(&counting::series(web.app(), &caller.actor, &id, asked.read()?).await?)
}

/// The projects behind the total of a commitment that is measured by projects: those that the caller may
/// see. 422 where it is measured otherwise.
#[utoipa::path(get, path = "/commitments/{commitment}/projects", tag = "ledger", params(CommitmentPath, AsOf),
    responses((status = 200, body = shape::CountedProjects)))]
async fn list_counted_projects(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<AsOf>,
) -> Answer {
    json(&counting::projects(web.app(), &caller.actor, &id, asked.read()?).await?)
}

/// A unit reports progress, once. Evidence files come in a form; without files, JSON does.
#[utoipa::path(post, path = "/commitments/{commitment}/records", tag = "records", params(CommitmentPath),
    request_body(content((claim::Claim = "application/json"), (claim::ClaimForm = "multipart/form-data"))),
    responses((status = 201, body = shape::VersionedRecord, headers(("ETag"), ("Location")))))]
async fn claim_record(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    request: Request,
) -> Answer {
    let cmd = match Form::is_in(&request) {
        true => claim::from_form(Form::read(request).await?)?,
        false => Body::<claim::Claim>::from_request(request, &())
            .await?
            .0
            .command(vec![])?,
    };
    let made = record::claim(web.app(), &caller.actor, &id, cmd).await?;
    created(&format!("/api/v1/commitments/{id}"), made.version, &made)
}

/// What should change, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRequest {
    #[schema(value_type = shape::Changes)]
    changes: Changes,
    reason: String,
}

/// Asks for another owner, target, deadline or plan. `If-Match` names the commitment's version.
#[utoipa::path(post, path = "/commitments/{commitment}/change-requests", tag = "changes", params(CommitmentPath), request_body = NewRequest,
    responses((status = 201, body = shape::VersionedRequest, headers(("ETag"), ("Location")))))]
async fn request_change(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    Body(new): Body<NewRequest>,
) -> Answer {
    let made = change::request(
        web.app(),
        &caller.actor,
        &id,
        version,
        new.changes,
        &new.reason,
    )
    .await?;
    created(
        &format!("/api/v1/change-requests/{}", made.value.id),
        made.version,
        &made,
    )
}

/// By when an answer is owed, and by whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewItem {
    #[schema(value_type = shape::Day)]
    due: Date,
    /// The person who owes the answer.
    #[serde(default)]
    owner: Option<String>,
}

/// Opens a supervision item by hand, with the light's reason of today.
#[utoipa::path(post, path = "/commitments/{commitment}/supervision", tag = "supervision", params(CommitmentPath), request_body = NewItem,
    responses((status = 201, body = shape::VersionedSupervision, headers(("ETag"), ("Location")))))]
async fn open_supervision(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Body(new): Body<NewItem>,
) -> Answer {
    let made = supervision::open(web.app(), &caller.actor, &id, new.due, new.owner).await?;
    created(
        &format!("/api/v1/supervision/{}", made.value.id),
        made.version,
        &made,
    )
}
