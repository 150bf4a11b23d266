//! Key projects: listed, added up, shown, entered, verified.

mod body;
mod sheet;

use super::answer::{Answer, created, json, versioned};
use super::body::{Body, Form};
use super::caller::Caller;
use super::if_match::IfMatch;
use super::on::On;
use super::shape;
use super::sheet::FormatParams;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::file::{download, look};
use crate::pages::list::Paging;
use crate::pages::projects::asked::{Asked, year};
use crate::state::Web;
use ::project::{CloseBlocker, Project};
use app::project;
use app::review::Versioned;
use axum::extract::{Path, Query, Request, State};
use body::{
    BlockerMove, BlockerSolution, ClaimDecision, ClaimsToVerify, MilestoneReversal, NewBlocker,
    NewInvestment, NewPlan, NewProject, NewTotal,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_projects, register_project))
        .routes(routes!(export_projects))
        .routes(routes!(sum_projects))
        .routes(routes!(list_fund_windows))
        .routes(routes!(list_project_claims))
        .routes(routes!(verify_project_claims))
        .routes(routes!(show_project))
        .routes(routes!(report_investment))
        .routes(routes!(set_project_plan))
        .routes(routes!(set_project_total))
        .routes(routes!(claim_project_milestone))
        .routes(routes!(reverse_project_milestone))
        .routes(routes!(decide_project_claim))
        .routes(routes!(enter_project_approval))
        .routes(routes!(open_project_blocker))
        .routes(routes!(move_project_blocker))
        .routes(routes!(close_project_blocker))
        .routes(routes!(get_project_file))
        .merge(sheet::router())
}

/// A project after a write.
#[derive(Serialize, ToSchema)]
pub struct ProjectState {
    id: String,
    /// For `If-Match`.
    version: i64,
}

fn written(done: &Versioned<Project>) -> Answer {
    let state = ProjectState {
        id: done.value.id.clone(),
        version: done.version,
    };
    versioned(done.version, &state)
}

/// A page of projects on a day, as known at its end; what is red and furthest behind first unless `sort`
/// says otherwise: `light`, `ahead`, `plan`, `done`, `name`, `bureau`. Hand `next` back as `after`.
#[utoipa::path(get, path = "/projects", tag = "projects", params(Asked, Paging), responses((status = 200, body = shape::ProjectPage)))]
async fn list_projects(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&project::list(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// All projects of a query as a file.
#[utoipa::path(get, path = "/projects/export", tag = "projects", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_projects(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = project::export(web.app(), &caller.actor, &query, form.read()?).await?;
    Ok(download(file))
}

/// Totals of a year on a day by a cut: sums of what was verified for each project.
#[utoipa::path(get, path = "/projects/totals", tag = "projects", params(Asked), responses((status = 200, body = shape::Portfolio)))]
async fn sum_projects(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Answer {
    let query = asked.query(&Paging::default())?;
    let cut = asked.cut()?;
    json(&project::portfolio(web.app(), &caller.actor, cut, query.year, query.as_of).await?)
}

/// Windows of policy funds: whom they fit today, and what the others lack.
#[utoipa::path(get, path = "/projects/fund-windows", tag = "projects", responses((status = 200, body = Vec<shape::FundWindow>)))]
async fn list_fund_windows(State(web): State<Web>, caller: Caller) -> Answer {
    json(&project::windows(web.app(), &caller.actor).await?)
}

/// Entries that the caller may verify, the longest waiting first, at most 500.
#[utoipa::path(get, path = "/projects/to-verify", tag = "projects", responses((status = 200, body = shape::WaitingEntries)))]
async fn list_project_claims(State(web): State<Web>, caller: Caller) -> Answer {
    json(&project::waiting(web.app(), &caller.actor).await?)
}

/// How many were verified.
#[derive(Serialize, ToSchema)]
struct VerifiedCount {
    verified: usize,
}

/// Verifies many entries in one transaction, at most 1,000; none where one of them cannot be verified.
#[utoipa::path(post, path = "/projects/verify", tag = "projects", request_body = ClaimsToVerify,
    responses((status = 200, body = VerifiedCount)))]
async fn verify_project_claims(
    State(web): State<Web>,
    caller: Caller,
    Body(body): Body<ClaimsToVerify>,
) -> Answer {
    let entries = body.entries();
    let verified = project::verify_many(web.app(), &caller.actor, &entries).await?;
    json(&VerifiedCount { verified })
}

/// Enters a project. Amounts in 元.
#[utoipa::path(post, path = "/projects", tag = "projects", request_body = NewProject,
    responses((status = 201, body = ProjectState, headers(("ETag"), ("Location")))))]
async fn register_project(
    State(web): State<Web>,
    caller: Caller,
    Body(new): Body<NewProject>,
) -> Answer {
    let done = project::register(web.app(), &caller.actor, new.command()).await?;
    let state = ProjectState {
        id: done.value.id.clone(),
        version: done.version,
    };
    let place = format!("/api/v1/projects/{}", state.id);
    created(&place, done.version, &state)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ProjectPath {
    /// Project id.
    project: String,
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct OnParams {
    /// Year of plan, curve and light; the day's own where absent.
    year: String,
    /// The day; empty: today.
    as_of: String,
}

/// One project with everything that follows from it on a day.
#[utoipa::path(get, path = "/projects/{project}", tag = "projects", params(ProjectPath, OnParams),
    responses((status = 200, body = shape::ProjectDetail, headers(("ETag")))))]
async fn show_project(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Query(on): Query<OnParams>,
) -> Answer {
    let day = input::day_or_none("as_of", &on.as_of)?;
    let found = project::show(web.app(), &caller.actor, &id, year(&on.year)?, day).await?;
    versioned(found.version, &found)
}

/// Reports investment of a month that is over; it counts once somebody else has verified it.
#[utoipa::path(post, path = "/projects/{project}/investments", tag = "projects", params(ProjectPath), request_body = NewInvestment,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn report_investment(on: On, Body(body): Body<NewInvestment>) -> Answer {
    let cmd = body.command()?;
    written(&project::report(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

/// Sets the plan of a year; an earlier one stays readable.
#[utoipa::path(post, path = "/projects/{project}/plan", tag = "projects", params(ProjectPath), request_body = NewPlan,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn set_project_plan(on: On, Body(body): Body<NewPlan>) -> Answer {
    let cmd = body.command();
    written(&project::set_plan(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

/// Sets the total anew.
#[utoipa::path(post, path = "/projects/{project}/total", tag = "projects", params(ProjectPath), request_body = NewTotal,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn set_project_total(on: On, Body(body): Body<NewTotal>) -> Answer {
    let cmd = body.command();
    written(&project::set_total(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

/// Claims a batch with the files that prove it.
#[utoipa::path(post, path = "/projects/{project}/milestones", tag = "projects", params(ProjectPath),
    request_body(content = body::MilestoneForm, content_type = "multipart/form-data"),
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn claim_project_milestone(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    request: Request,
) -> Answer {
    let cmd = body::milestone(Form::read(request).await?)?;
    written(&project::claim_milestone(web.app(), &caller.actor, &id, version, cmd).await?)
}

/// Takes a verified batch back, with a reason; never by who claimed it.
#[utoipa::path(post, path = "/projects/{project}/milestones/reverse", tag = "projects", params(ProjectPath), request_body = MilestoneReversal,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn reverse_project_milestone(on: On, Body(body): Body<MilestoneReversal>) -> Answer {
    let cmd = body.command();
    written(&project::reverse_milestone(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

/// Verifies or returns one entry; never one's own.
#[utoipa::path(post, path = "/projects/{project}/decide", tag = "projects", params(ProjectPath), request_body = ClaimDecision,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn decide_project_claim(on: On, Body(body): Body<ClaimDecision>) -> Answer {
    let cmd = body.command();
    written(&project::decide(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

/// Enters an approval with its document, or that none is needed.
#[utoipa::path(post, path = "/projects/{project}/approvals", tag = "projects", params(ProjectPath),
    request_body(content = body::ApprovalForm, content_type = "multipart/form-data"),
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn enter_project_approval(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    request: Request,
) -> Answer {
    let entry = body::approval(Form::read(request).await?)?;
    written(&project::enter_approval(web.app(), &caller.actor, &id, version, entry).await?)
}

/// Raises a blocker on a person of a unit.
#[utoipa::path(post, path = "/projects/{project}/blockers", tag = "projects", params(ProjectPath), request_body = NewBlocker,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn open_project_blocker(on: On, Body(body): Body<NewBlocker>) -> Answer {
    let cmd = body.command();
    written(&project::open_blocker(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

/// Moves the due day of a blocker, with a reason.
#[utoipa::path(post, path = "/projects/{project}/blockers/move", tag = "projects", params(ProjectPath), request_body = BlockerMove,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn move_project_blocker(on: On, Body(body): Body<BlockerMove>) -> Answer {
    let cmd = body.command();
    written(&project::move_blocker(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

/// Closes a blocker; never by who owes the way out.
#[utoipa::path(post, path = "/projects/{project}/blockers/close", tag = "projects", params(ProjectPath), request_body = BlockerSolution,
    responses((status = 200, body = ProjectState, headers(("ETag")))))]
async fn close_project_blocker(on: On, Body(body): Body<BlockerSolution>) -> Answer {
    let cmd: CloseBlocker = body.command();
    written(&project::close_blocker(on.app(), &on.actor, &on.id, on.version, cmd).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct FilePath {
    /// Project id.
    project: String,
    /// Hash of the file.
    hash: String,
}

/// A file of a project.
#[utoipa::path(get, path = "/projects/{project}/files/{hash}", tag = "projects", params(FilePath),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn get_project_file(
    State(web): State<Web>,
    caller: Caller,
    Path((id, hash)): Path<(String, String)>,
) -> Result<axum::response::Response, Fault> {
    Ok(look(
        project::file(web.app(), &caller.actor, &id, &hash).await?,
    ))
}
