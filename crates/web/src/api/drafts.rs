//! Drafts under review: each write names the version the reviewer saw and answers the new one.

use super::answer::{Answer, json, versioned};
use super::body::{Body, clearable};
use super::caller::Caller;
use super::on::OnDraft;
use super::shape;
use crate::state::Web;
use app::review::{self, Assign, Edit, Side, SplitCmd, Versioned};
use axum::extract::{Path, State};
use commitment::{
    Baseline, CaseMeasure, Commitment, IndicatorMeasure, Kind, MeasuredBy, Plan, ProjectMeasure,
};
use figure::Target;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_drafts))
        .routes(routes!(show_draft, edit_draft))
        .routes(routes!(draft_since))
        .routes(routes!(accept_draft))
        .routes(routes!(drop_draft))
        .routes(routes!(restore_draft))
        .routes(routes!(assign_draft))
        .routes(routes!(split_draft))
}

/// Address of one draft.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct DraftPath {
    /// Report id.
    report: String,
    /// Draft id.
    draft: String,
}

/// A draft with the version that the next change must name. The commitment inside has a version of
/// its own, that of its text.
#[derive(Serialize)]
pub struct Draft {
    version: i64,
    commitment: Commitment,
}

impl From<Versioned<Commitment>> for Draft {
    fn from(v: Versioned<Commitment>) -> Self {
        Self {
            version: v.version,
            commitment: v.value,
        }
    }
}

/// Several drafts in order.
pub fn several(drafts: Vec<Versioned<Commitment>>) -> Vec<Draft> {
    drafts.into_iter().map(Draft::from).collect()
}

fn one(draft: Versioned<Commitment>) -> Answer {
    versioned(draft.version, &Draft::from(draft))
}

type Place = Path<(String, String)>;

/// All drafts of a report, by number.
#[utoipa::path(get, path = "/reports/{report}/drafts", tag = "review", params(super::reports::ReportPath),
    responses((status = 200, body = Vec<shape::Draft>)))]
async fn list_drafts(State(web): State<Web>, caller: Caller, Path(report): Path<String>) -> Answer {
    json(&several(
        review::list(web.app(), &caller.actor, &report).await?,
    ))
}

/// One draft.
#[utoipa::path(get, path = "/reports/{report}/drafts/{draft}", tag = "review", params(DraftPath),
    responses((status = 200, body = shape::Draft, headers(("ETag")))))]
async fn show_draft(State(web): State<Web>, caller: Caller, Path((report, id)): Place) -> Answer {
    one(review::show(web.app(), &caller.actor, &report, &id).await?)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SinceParams {
    /// The version somebody looked at.
    version: i64,
}

#[derive(Serialize)]
struct DraftSince {
    then: Commitment,
    now: Draft,
    by: String,
    at: Option<jiff::Timestamp>,
}

/// A draft as it was at a version and as it is now, to compare after a refused change.
#[utoipa::path(get, path = "/reports/{report}/drafts/{draft}/since", tag = "review", params(DraftPath, SinceParams),
    responses((status = 200, body = shape::DraftSince)))]
async fn draft_since(
    State(web): State<Web>,
    caller: Caller,
    Path((report, id)): Place,
    axum::extract::Query(asked): axum::extract::Query<SinceParams>,
) -> Answer {
    let since = review::since(web.app(), &caller.actor, &report, &id, asked.version).await?;
    json(&DraftSince {
        then: since.then,
        now: since.now.into(),
        by: since.by,
        at: since.at,
    })
}

/// What to change; an absent member stays, `null` clears where that is allowed.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct DraftEdit {
    text: Option<String>,
    title: Option<String>,
    #[schema(value_type = Option<shape::Kind>)]
    kind: Option<Kind>,
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<shape::Target>)]
    target: Option<Option<Target>>,
    #[schema(value_type = Option<shape::Day>)]
    start: Option<Date>,
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<shape::Day>)]
    deadline: Option<Option<Date>>,
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<String>)]
    no_deadline_reason: Option<Option<String>>,
    #[schema(value_type = Option<shape::Plan>)]
    plan: Option<Plan>,
    #[schema(value_type = Option<shape::MeasuredBy>)]
    measured_by: Option<MeasuredBy>,
    /// Which cases add up; naming them makes it measured by cases.
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<shape::CaseMeasure>)]
    cases: Option<Option<CaseMeasure>>,
    /// What of which projects adds up; naming it makes it measured by projects.
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<shape::ProjectMeasure>)]
    projects: Option<Option<ProjectMeasure>>,
    /// What of which series measures it; naming it makes it measured by indicators.
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<shape::IndicatorMeasure>)]
    indicators: Option<Option<IndicatorMeasure>>,
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<shape::Baseline>)]
    baseline: Option<Option<Baseline>>,
    /// Days between notes or readings.
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<u16>)]
    review_every_days: Option<Option<u16>>,
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<String>)]
    hedge: Option<Option<String>>,
}

impl From<DraftEdit> for Edit {
    fn from(e: DraftEdit) -> Self {
        Self {
            text: e.text,
            title: e.title,
            kind: e.kind,
            target: e.target,
            start: e.start,
            deadline: e.deadline,
            no_deadline_reason: e.no_deadline_reason,
            plan: e.plan,
            measured_by: e.measured_by,
            cases: e.cases,
            projects: e.projects,
            indicators: e.indicators,
            baseline: e.baseline,
            review_every_days: e.review_every_days,
            hedge: e.hedge,
        }
    }
}

/// Mends a draft.
#[utoipa::path(patch, path = "/reports/{report}/drafts/{draft}", tag = "review", params(DraftPath), request_body = DraftEdit,
    responses((status = 200, body = shape::Draft, headers(("ETag")))))]
async fn edit_draft(OnDraft(on): OnDraft, Body(edit): Body<DraftEdit>) -> Answer {
    one(review::edit(on.app(), &on.actor, &on.id, on.version, &edit.into()).await?)
}

/// Takes a draft as it stands.
#[utoipa::path(post, path = "/reports/{report}/drafts/{draft}/accept", tag = "review", params(DraftPath),
    responses((status = 200, body = shape::Draft, headers(("ETag")))))]
async fn accept_draft(OnDraft(on): OnDraft) -> Answer {
    one(review::accept(on.app(), &on.actor, &on.id, on.version).await?)
}

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grounds {
    /// In the actor's words; must not be empty.
    pub reason: String,
}

/// Leaves a draft out, with a reason; it stays readable and can be restored.
#[utoipa::path(post, path = "/reports/{report}/drafts/{draft}/drop", tag = "review", params(DraftPath), request_body = Grounds,
    responses((status = 200, body = shape::Draft, headers(("ETag")))))]
async fn drop_draft(OnDraft(on): OnDraft, Body(why): Body<Grounds>) -> Answer {
    one(review::drop(on.app(), &on.actor, &on.id, on.version, &why.reason).await?)
}

/// Takes a dropped draft back into review.
#[utoipa::path(post, path = "/reports/{report}/drafts/{draft}/restore", tag = "review", params(DraftPath),
    responses((status = 200, body = shape::Draft, headers(("ETag")))))]
async fn restore_draft(OnDraft(on): OnDraft) -> Answer {
    one(review::restore(on.app(), &on.actor, &on.id, on.version).await?)
}

/// Owners; an absent member stays, `null` clears. With a lead and no leader, the leader who oversees
/// that unit is taken.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct Owners {
    /// Lead unit code.
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<String>)]
    lead: Option<Option<String>>,
    /// All supporting unit codes.
    supporting: Option<Vec<String>>,
    /// Leader id.
    #[serde(deserialize_with = "clearable")]
    #[schema(value_type = Option<String>)]
    leader: Option<Option<String>>,
}

/// Names the owners of a draft.
#[utoipa::path(post, path = "/reports/{report}/drafts/{draft}/assign", tag = "review", params(DraftPath), request_body = Owners,
    responses((status = 200, body = shape::Draft, headers(("ETag")))))]
async fn assign_draft(OnDraft(on): OnDraft, Body(owners): Body<Owners>) -> Answer {
    let cmd = Assign {
        lead: owners.lead,
        supporting: owners.supporting,
        leader: owners.leader,
    };
    one(review::assign(on.app(), &on.actor, &on.id, on.version, &cmd).await?)
}

/// Where to cut.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SplitAt {
    /// Code points of the quote that stay in the first half.
    at: usize,
    /// `first` or `second`: which half keeps the target.
    #[schema(value_type = String, pattern = "^(first|second)$")]
    target_in: Side,
    /// A target for the other half.
    #[schema(value_type = Option<shape::Target>)]
    other_target: Option<Target>,
}

/// Splits a draft in two; answers the original (now replaced) and the two halves.
#[utoipa::path(post, path = "/reports/{report}/drafts/{draft}/split", tag = "review", params(DraftPath), request_body = SplitAt,
    responses((status = 200, body = Vec<shape::Draft>)))]
async fn split_draft(OnDraft(on): OnDraft, Body(cut): Body<SplitAt>) -> Answer {
    let cmd = SplitCmd {
        at: cut.at,
        target_in: cut.target_in,
        other_target: cut.other_target,
    };
    json(&several(
        review::split(on.app(), &on.actor, &on.id, on.version, cmd).await?,
    ))
}
