//! Units that work together on a case: help, whistles, hand-over, and what the reporter adds.

use super::answer::{Answer, versioned};
use super::body::{Body, Form};
use super::caller::Caller;
use super::case_body::from_parts;
use super::cases::{CasePath, CaseState};
use super::if_match::IfMatch;
use super::shape;
use crate::state::Web;
use app::case::{self, Case, Filer};
use app::review::Versioned;
use axum::extract::{FromRequest, Path, Request, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(ask_for_help))
        .routes(routes!(finish_help))
        .routes(routes!(withdraw_help))
        .routes(routes!(blow_whistle))
        .routes(routes!(arrive_at_whistle))
        .routes(routes!(judge_whistle))
        .routes(routes!(judge_response))
        .routes(routes!(hand_over_case))
        .routes(routes!(add_case_info))
}

fn moved(done: &Versioned<Case>) -> Answer {
    versioned(done.version, &CaseState::from(done))
}

/// Whom to ask, for what, how long they have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HelpWanted {
    /// Unit code.
    unit: String,
    /// What it is to do.
    task: String,
    /// Such as `3wd`; absent: what the type says.
    #[serde(default)]
    limit: Option<String>,
}

/// Asks a unit to help, with a clock of its own; the handler stays responsible.
#[utoipa::path(post, path = "/cases/{case}/help", tag = "cases", params(CasePath), request_body = HelpWanted,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn ask_for_help(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    Body(help): Body<HelpWanted>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let asked = (
        help.unit.as_str(),
        help.task.as_str(),
        help.limit.as_deref(),
    );
    moved(&case::co_handle(web.app(), &who, &id, version, asked).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct HelpPath {
    /// Case id.
    case: String,
    /// The part, as the case names it.
    part: String,
}

/// What was done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HelpDone {
    result: String,
}

/// The helping unit has done its part.
#[utoipa::path(post, path = "/cases/{case}/help/{part}/done", tag = "cases", params(HelpPath), request_body = HelpDone,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn finish_help(
    State(web): State<Web>,
    caller: Caller,
    Path((id, part)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Body(done): Body<HelpDone>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let word = (part.as_str(), done.result.as_str());
    moved(&case::co_handle_done(web.app(), &who, &id, version, word).await?)
}

/// A reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoMore {
    reason: String,
}

/// The asking unit takes a part back.
#[utoipa::path(post, path = "/cases/{case}/help/{part}/withdraw", tag = "cases", params(HelpPath), request_body = NoMore,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn withdraw_help(
    State(web): State<Web>,
    caller: Caller,
    Path((id, part)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Body(why): Body<NoMore>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let word = (part.as_str(), why.reason.as_str());
    moved(&case::co_handle_withdraw(web.app(), &who, &id, version, word).await?)
}

/// Whom to call, why, how long they have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WhistleCall {
    /// Unit codes.
    units: Vec<String>,
    reason: String,
    /// Such as `2h`; absent: what the type says.
    #[serde(default)]
    limit: Option<String>,
}

/// Calls units to the place (吹哨); each must come by a clock.
#[utoipa::path(post, path = "/cases/{case}/whistles", tag = "cases", params(CasePath), request_body = WhistleCall,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn blow_whistle(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    Body(call): Body<WhistleCall>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let called = (
        call.units.as_slice(),
        call.reason.as_str(),
        call.limit.as_deref(),
    );
    moved(&case::whistle(web.app(), &who, &id, version, called).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct WhistlePath {
    /// Case id.
    case: String,
    /// The whistle, as the case names it.
    whistle: String,
}

/// The caller's unit has come.
#[utoipa::path(post, path = "/cases/{case}/whistles/{whistle}/arrive", tag = "cases", params(WhistlePath),
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn arrive_at_whistle(
    State(web): State<Web>,
    caller: Caller,
    Path((id, whistle)): Path<(String, String)>,
    IfMatch(version): IfMatch,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    moved(&case::arrive(web.app(), &who, &id, version, &whistle).await?)
}

/// What a called unit says of the whistle.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WhistleWord {
    needed: bool,
    reason: String,
}

/// A called unit says whether the whistle was needed.
#[utoipa::path(post, path = "/cases/{case}/whistles/{whistle}/judge", tag = "cases", params(WhistlePath), request_body = WhistleWord,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn judge_whistle(
    State(web): State<Web>,
    caller: Caller,
    Path((id, whistle)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Body(word): Body<WhistleWord>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let word = (whistle.as_str(), word.needed, word.reason.as_str());
    moved(&case::judge_whistle(web.app(), &who, &id, version, word).await?)
}

/// How a called unit responded.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResponseWord {
    /// Unit code.
    unit: String,
    /// `good`, `fair`, `poor`.
    response: String,
}

/// The unit that whistled says how a called unit responded.
#[utoipa::path(post, path = "/cases/{case}/whistles/{whistle}/responses", tag = "cases", params(WhistlePath), request_body = ResponseWord,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn judge_response(
    State(web): State<Web>,
    caller: Caller,
    Path((id, whistle)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Body(word): Body<ResponseWord>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let word = (whistle.as_str(), word.unit.as_str(), word.response.as_str());
    moved(&case::judge_response(web.app(), &who, &id, version, word).await?)
}

/// Who takes it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandOver {
    /// A unit that takes the handler's place; only the centre may name one.
    #[serde(default)]
    unit: Option<String>,
    /// Sign-in name of a person of the unit.
    #[serde(default)]
    person: Option<String>,
    reason: String,
}

/// Hands a case over to a person of its unit, or to another unit.
#[utoipa::path(post, path = "/cases/{case}/hand-over", tag = "cases", params(CasePath), request_body = HandOver,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn hand_over_case(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    Body(to): Body<HandOver>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let to = (to.unit.as_deref(), to.person.as_deref(), to.reason.as_str());
    moved(&case::hand_over(web.app(), &who, &id, version, to).await?)
}

/// Words for the reporter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Added {
    text: String,
}

/// Adds what the reporter says: JSON, or a form with `command` (the same JSON) and files whose
/// part's name is the kind of evidence.
#[utoipa::path(post, path = "/cases/{case}/info", tag = "cases", params(CasePath),
    request_body(content((Added = "application/json"), (shape::CommandForm = "multipart/form-data"))),
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn add_case_info(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    request: Request,
) -> Answer {
    let (added, files) = match Form::is_in(&request) {
        true => from_parts::<Added>(Form::read(request).await?)?,
        false => (Body::<Added>::from_request(request, &()).await?.0, vec![]),
    };
    let who = Filer::Staff(&caller.actor);
    let said = (added.text.as_str(), files);
    moved(&case::add_info(web.app(), &who, &id, version, said).await?)
}
