//! Records: what waits to be verified, decisions, reversals, evidence.

use super::answer::{Answer, done, json};
use super::body::Body;
use super::caller::Caller;
use super::drafts::Grounds;
use super::on::On;
use super::shape;
use super::sheet::FormatParams;
use crate::pages::file::{download, look};
use crate::pages::list::Paging;
use crate::pages::verify::asked::Asked;
use crate::state::Web;
use app::record;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_to_verify))
        .routes(routes!(export_to_verify))
        .routes(routes!(verify_record))
        .routes(routes!(return_record))
        .routes(routes!(withdraw_record))
        .routes(routes!(reverse_record))
        .routes(routes!(get_evidence))
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct RecordPath {
    /// Record id.
    record: String,
}

/// A page of the claimed records that the caller may verify, the longest waiting first unless `sort` says
/// otherwise: `claimed`, `day`, `unit`, `no`; empty for those who verify nothing. Hand `next` back as `after`.
#[utoipa::path(get, path = "/records/to-verify", tag = "records", params(Asked, Paging), responses((status = 200, body = shape::RecordPage)))]
async fn list_to_verify(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&record::queue(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// All records of a query as a file, at most 20,000.
#[utoipa::path(get, path = "/records/to-verify/export", tag = "records", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_to_verify(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = record::export(web.app(), &caller.actor, &query, form.read()?).await?;
    Ok(download(file))
}

/// A word to go with it.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Word {
    /// May be absent.
    pub remark: Option<String>,
}

/// Verifies a record: from today it counts. Never by the claimant.
#[utoipa::path(post, path = "/records/{record}/verify", tag = "records", params(RecordPath), request_body = Word,
    responses((status = 200, body = shape::VersionedRecord, headers(("ETag")))))]
async fn verify_record(on: On, Body(with): Body<Word>) -> Answer {
    done(record::verify(on.app(), &on.actor, &on.id, on.version, with.remark).await?)
}

/// Returns a record with a reason; the unit can enter it again.
#[utoipa::path(post, path = "/records/{record}/return", tag = "records", params(RecordPath), request_body = Grounds,
    responses((status = 200, body = shape::VersionedRecord, headers(("ETag")))))]
async fn return_record(on: On, Body(why): Body<Grounds>) -> Answer {
    done(record::return_(on.app(), &on.actor, &on.id, on.version, &why.reason).await?)
}

/// The claimant's unit takes a claim back before it is decided.
#[utoipa::path(post, path = "/records/{record}/withdraw", tag = "records", params(RecordPath), request_body = Word,
    responses((status = 200, body = shape::VersionedRecord, headers(("ETag")))))]
async fn withdraw_record(on: On, Body(with): Body<Word>) -> Answer {
    done(record::withdraw(on.app(), &on.actor, &on.id, on.version, with.remark).await?)
}

/// Claims the reversal of a verified record; it must be verified itself. Answers the reversal.
#[utoipa::path(post, path = "/records/{record}/reverse", tag = "records", params(RecordPath), request_body = Grounds,
    responses((status = 200, body = shape::VersionedRecord, headers(("ETag")))))]
async fn reverse_record(on: On, Body(why): Body<Grounds>) -> Answer {
    done(record::reverse(on.app(), &on.actor, &on.id, on.version, &why.reason).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct EvidencePath {
    /// Record id.
    record: String,
    /// Hash of the file, as the record names it.
    hash: String,
}

/// An evidence file of a record.
#[utoipa::path(get, path = "/records/{record}/evidence/{hash}", tag = "records", params(EvidencePath),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn get_evidence(
    State(web): State<Web>,
    caller: Caller,
    Path((record, hash)): Path<(String, String)>,
) -> Answer {
    Ok(look(
        app::evidence::get(web.app(), &caller.actor, &record, &hash).await?,
    ))
}
