//! Cases: filed, listed, shown, moved. Writes name the version seen; joining needs none.

use super::answer::{Answer, created, json, versioned};
use super::body::{Body, Form};
use super::caller::Caller;
use super::case_body::{ActOn, NewCase, from_parts};
use super::if_match::IfMatch;
use super::ledger::AsOf;
use super::shape;
use super::sheet::FormatParams;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::case::asked::Asked;
use crate::pages::file::{download, look};
use crate::state::Web;
use app::case::{self, Area, Case, Filer, MapBox};
use app::place::{self, Crs, Point};
use app::review::Versioned;
use axum::extract::{FromRequest, Path, Query, Request, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_cases, open_case))
        .routes(routes!(export_cases))
        .routes(routes!(list_case_types))
        .routes(routes!(list_case_points))
        .routes(routes!(show_case_worklist))
        .routes(routes!(list_case_queue))
        .routes(routes!(suggest_case_matters))
        .routes(routes!(show_case))
        .routes(routes!(act_on_case))
        .routes(routes!(approve_on_case))
        .routes(routes!(note_on_case))
        .routes(routes!(join_case))
        .routes(routes!(unmask_case))
        .routes(routes!(propose_units))
        .routes(routes!(get_case_evidence))
        .routes(routes!(blacken_case_photo))
        .routes(routes!(open_case_original))
        .routes(routes!(list_snapshots))
}

/// Where a case stands after a write.
#[derive(Serialize, ToSchema)]
pub struct CaseState {
    id: String,
    /// For `If-Match`.
    version: i64,
    number: String,
    /// State, by key.
    state: String,
}

impl From<&Versioned<Case>> for CaseState {
    fn from(case: &Versioned<Case>) -> Self {
        Self {
            id: case.value.id.clone(),
            version: case.version,
            number: case.value.number.clone(),
            state: case.value.state.clone(),
        }
    }
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
pub struct CasePath {
    /// Case id.
    case: String,
}

/// A page of cases that the caller may see. Pages are keyed: hand `next` back as `after`.
#[utoipa::path(get, path = "/cases", tag = "cases", params(Asked), responses((status = 200, body = shape::CasePage)))]
async fn list_cases(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let query = asked.query(web.app().now())?;
    json(&case::list(web.app(), &caller.actor, &query).await?)
}

/// The cases of a filter as a file, at most 20,000; personal data masked.
#[utoipa::path(get, path = "/cases/export", tag = "cases", params(Asked, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_cases(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(format): Query<FormatParams>,
) -> Answer {
    let query = asked.query(web.app().now())?;
    Ok(download(
        case::export(web.app(), &caller.actor, &query, format.read()?).await?,
    ))
}

/// The case types in force today with their fields.
#[utoipa::path(get, path = "/cases/types", tag = "cases", responses((status = 200, body = Vec<shape::CaseTypeView>)))]
async fn list_case_types(State(web): State<Web>, caller: Caller) -> Answer {
    json(&case::types(web.app(), &caller.actor)?)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MapParams {
    /// `west,south,east,north` in degrees.
    bbox: String,
    /// Coordinates of `bbox` and of the answer: `wgs84` (where left out), `cgcs2000`, `gcj02` or `bd09`.
    #[serde(default)]
    crs: String,
    /// Zoom of the map, 0 to 22: single cases from 15 on, clusters before.
    zoom: u8,
}

/// Cases on a part of the map, by the same conditions as the list.
#[utoipa::path(get, path = "/cases/points", tag = "cases", params(MapParams, Asked), responses((status = 200, body = shape::CasePoints)))]
async fn list_case_points(
    State(web): State<Web>,
    caller: Caller,
    Query(map): Query<MapParams>,
    Query(asked): Query<Asked>,
) -> Answer {
    let crs = place::crs("crs", &map.crs)?;
    let inside = inside(&map.bbox, crs)?;
    let filter = asked.filter(web.app().now())?;
    let mut found = case::points(web.app(), &caller.actor, &filter, inside, map.zoom).await?;
    let points = found.points.iter_mut().map(|p| (&mut p.lon, &mut p.lat));
    let clusters = found.clusters.iter_mut().map(|c| (&mut c.lon, &mut c.lat));
    for (lon, lat) in points.chain(clusters) {
        (*lon, *lat) = crs.from_wgs84(*lon, *lat);
    }
    json(&found)
}

/// A part of the map as written, in WGS 84.
fn inside(bbox: &str, crs: Crs) -> Result<MapBox, Fault> {
    let wrong = || input::wrong("bbox", "input.bbox");
    let sides: Vec<f64> = bbox
        .split(',')
        .map(|side| input::degrees("bbox", side))
        .collect::<Result<_, _>>()?;
    let [west, south, east, north] = sides[..] else {
        return Err(wrong());
    };
    let corner = |lon, lat| Point::from_crs(crs, lon, lat).map_err(|_| wrong());
    let (low, high) = (corner(west, south)?, corner(east, north)?);
    Ok(MapBox {
        west: low.lon(),
        south: low.lat(),
        east: high.lon(),
        north: high.lat(),
    })
}

/// What the caller's unit owes on cases, and the one thing each needs next.
#[utoipa::path(get, path = "/cases/worklist", tag = "cases", responses((status = 200, body = shape::CaseWorklist)))]
async fn show_case_worklist(State(web): State<Web>, caller: Caller) -> Answer {
    json(&case::worklist(web.app(), &caller.actor).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct QueuePath {
    /// `intake`, `dispatch`, `verify`, `approve`, `arbitrate`.
    queue: String,
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct After {
    /// Where the last page ended.
    after: String,
}

/// What waits at a place of the loop, the first due first.
#[utoipa::path(get, path = "/cases/queues/{queue}", tag = "cases", params(QueuePath, After), responses((status = 200, body = shape::CasePage)))]
async fn list_case_queue(
    State(web): State<Web>,
    caller: Caller,
    Path(queue): Path<String>,
    Query(asked): Query<After>,
) -> Answer {
    let after = input::given(&asked.after);
    json(&case::queue(web.app(), &caller.actor, &queue, after).await?)
}

/// A text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CaseText {
    text: String,
}

/// The matters a text seems to be about, the likeliest first.
#[utoipa::path(post, path = "/cases/suggest", tag = "cases", request_body = CaseText, responses((status = 200, body = Vec<shape::Suggested>)))]
async fn suggest_case_matters(
    State(web): State<Web>,
    caller: Caller,
    Body(said): Body<CaseText>,
) -> Answer {
    json(&case::suggest(web.app(), &caller.actor, &said.text).await?)
}

/// A new case, filed.
#[derive(Serialize, ToSchema)]
struct Filed {
    #[serde(flatten)]
    case: CaseState,
    /// For the reporter alone, shown once; null where nobody reports.
    tracking_code: Option<String>,
}

/// Files a case: JSON, or a form with `command` (the same JSON) and files whose part's name is the
/// kind of evidence.
#[utoipa::path(post, path = "/cases", tag = "cases",
    request_body(content((NewCase = "application/json"), (shape::CommandForm = "multipart/form-data"))),
    responses((status = 201, body = Filed, headers(("ETag"), ("Location")))))]
async fn open_case(State(web): State<Web>, caller: Caller, request: Request) -> Answer {
    let (new, files) = match Form::is_in(&request) {
        true => from_parts::<NewCase>(Form::read(request).await?)?,
        false => (Body::<NewCase>::from_request(request, &()).await?.0, vec![]),
    };
    let cmd = new.command(files)?;
    let made = case::open(web.app(), &Filer::Staff(&caller.actor), cmd).await?;
    let filed = Filed {
        case: CaseState::from(&made.case),
        tracking_code: made.tracking_code,
    };
    let at = format!("/api/v1/cases/{}", made.case.value.id);
    created(&at, made.case.version, &filed)
}

/// A case with everything behind it and what the caller may do, now or as of a past day.
#[utoipa::path(get, path = "/cases/{case}", tag = "cases", params(CasePath, AsOf), responses((status = 200, body = shape::CaseDetail, headers(("ETag")))))]
async fn show_case(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<AsOf>,
) -> Answer {
    let detail = case::detail(web.app(), &caller.actor, &id, asked.read()?).await?;
    versioned(detail.version, &detail)
}

/// Does an action that the case offers, or asks for it where somebody has to allow it.
#[utoipa::path(post, path = "/cases/{case}/act", tag = "cases", params(CasePath),
    request_body(content((ActOn = "application/json"), (shape::CommandForm = "multipart/form-data"))),
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn act_on_case(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    request: Request,
) -> Answer {
    let (act, files) = match Form::is_in(&request) {
        true => from_parts::<ActOn>(Form::read(request).await?)?,
        false => (Body::<ActOn>::from_request(request, &()).await?.0, vec![]),
    };
    let who = Filer::Staff(&caller.actor);
    let done = case::act(web.app(), &who, &id, version, act.command(files)).await?;
    versioned(done.version, &CaseState::from(&done))
}

/// A decision on what waits for approval.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Decision {
    /// The approval's id, as the case shows it.
    approval: String,
    allow: bool,
    /// Needed to refuse.
    #[serde(default)]
    reason: String,
}

/// Allows or refuses what was asked for. Never by the one who asked.
#[utoipa::path(post, path = "/cases/{case}/approvals", tag = "cases", params(CasePath), request_body = Decision,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn approve_on_case(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    Body(word): Body<Decision>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let word = (word.approval.as_str(), word.allow, word.reason.as_str());
    let done = case::approve(web.app(), &who, &id, version, word).await?;
    versioned(done.version, &CaseState::from(&done))
}

/// A remark with the accounts it names.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CaseNote {
    text: String,
    #[serde(default)]
    mentions: Vec<String>,
}

/// Adds a remark.
#[utoipa::path(post, path = "/cases/{case}/notes", tag = "cases", params(CasePath), request_body = CaseNote,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn note_on_case(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    Body(note): Body<CaseNote>,
) -> Answer {
    let who = Filer::Staff(&caller.actor);
    let words = (note.text.as_str(), note.mentions);
    let done = case::note(web.app(), &who, &id, version, words).await?;
    versioned(done.version, &CaseState::from(&done))
}

/// Counts somebody else who reported the same.
#[utoipa::path(post, path = "/cases/{case}/join", tag = "cases", params(CasePath), responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn join_case(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let done = case::join(web.app(), &Filer::Staff(&caller.actor), &id).await?;
    versioned(done.version, &CaseState::from(&done))
}

/// Why somebody wants to know.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Why {
    /// 4 to 200 characters; kept for the auditor with who asked.
    purpose: String,
}

/// Shows who reported, for a stated purpose that goes on record.
#[utoipa::path(post, path = "/cases/{case}/unmask", tag = "cases", params(CasePath), request_body = Why, responses((status = 200, body = shape::Revealed)))]
async fn unmask_case(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Body(why): Body<Why>,
) -> Answer {
    json(&case::unmask(web.app(), &caller.actor, &id, &why.purpose).await?)
}

/// To whom it could go by the duty list, ranked with reasons, and who is blocked.
#[utoipa::path(get, path = "/cases/{case}/proposals", tag = "cases", params(CasePath), responses((status = 200, body = shape::CaseProposals)))]
async fn propose_units(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    json(&case::proposals(web.app(), &caller.actor, &id).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct EvidencePath {
    /// Case id.
    case: String,
    /// Digest of the file, as the case names it.
    hash: String,
}

/// A photograph or file of a case.
#[utoipa::path(get, path = "/cases/{case}/evidence/{hash}", tag = "cases", params(EvidencePath),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn get_case_evidence(
    State(web): State<Web>,
    caller: Caller,
    Path((id, hash)): Path<(String, String)>,
) -> Answer {
    Ok(look(
        case::evidence(web.app(), &caller.actor, &id, &hash).await?,
    ))
}

/// A part of a photograph, in thousandths of its width and height.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AreaIn {
    x: u16,
    y: u16,
    width: u16,
    height: u16,
}

/// What to blacken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Blacken {
    /// All areas, at most 50; none, to show the whole picture again.
    areas: Vec<AreaIn>,
}

/// Blackens areas of a photograph: others see a copy from then on, what it was drawn from is sealed. The
/// photograph has another digest afterwards.
#[utoipa::path(post, path = "/cases/{case}/evidence/{hash}/blacken", tag = "cases", params(EvidencePath), request_body = Blacken,
    responses((status = 200, body = CaseState, headers(("ETag")))))]
async fn blacken_case_photo(
    State(web): State<Web>,
    caller: Caller,
    Path((id, hash)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    Body(asked): Body<Blacken>,
) -> Answer {
    let area = |a: AreaIn| Area {
        x: a.x,
        y: a.y,
        width: a.width,
        height: a.height,
    };
    let areas = asked.areas.into_iter().map(area).collect();
    let done = case::redact(web.app(), &caller.actor, &id, version, (&hash, areas)).await?;
    versioned(done.version, &CaseState::from(&done))
}

/// The file that is sealed under a blackened photograph, for a stated purpose that goes on record.
#[utoipa::path(post, path = "/cases/{case}/evidence/{hash}/original", tag = "cases", params(EvidencePath), request_body = Why,
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn open_case_original(
    State(web): State<Web>,
    caller: Caller,
    Path((id, hash)): Path<(String, String)>,
    Body(why): Body<Why>,
) -> Answer {
    let asked = (hash.as_str(), why.purpose.as_str());
    Ok(look(
        case::original(web.app(), &caller.actor, &id, asked).await?,
    ))
}

/// A deputy's own snapshots, the newest first, with how many are open and wait to be rated.
#[utoipa::path(get, path = "/snapshots", tag = "cases", params(After), responses((status = 200, body = shape::Snapshots)))]
async fn list_snapshots(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<After>,
) -> Answer {
    let after = input::given(&asked.after);
    json(&app::deputy::list(web.app(), &caller.actor, after).await?)
}
