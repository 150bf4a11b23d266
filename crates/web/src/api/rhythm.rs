//! The daily board, the weekly coordination with its items, the ten-day review.

use super::answer::{Answer, created, done, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::on::On;
use super::shape;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::daily::Asked as DailyAsked;
use crate::pages::list::Paging;
use crate::pages::meetings::asked::Asked;
use crate::state::Web;
use ::meeting::{Explain, IssueReview, Item, Meeting, Minute, Review};
use app::meeting::{self as meetings, AssignCmd, FreezeCmd};
use app::review::Versioned;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(show_daily_board))
        .routes(routes!(list_meetings, freeze_agenda))
        .routes(routes!(show_next_agenda))
        .routes(routes!(show_meeting))
        .routes(routes!(assign_meeting_line))
        .routes(routes!(issue_minutes))
        .routes(routes!(list_meeting_items))
        .routes(routes!(show_meeting_item))
        .routes(routes!(end_meeting_item))
        .routes(routes!(explain_meeting_item))
        .routes(routes!(answer_meeting_item))
        .routes(routes!(list_ten_day_reviews))
        .routes(routes!(show_ten_day_review, issue_ten_day_review))
}

/// A meeting, an item or a review after a write.
#[derive(Serialize, ToSchema)]
pub struct RhythmState {
    id: String,
    /// For `If-Match`.
    version: i64,
}

impl RhythmState {
    fn of(id: &str, version: i64) -> Versioned<Written> {
        let value = Written { id: id.to_owned() };
        Versioned { version, value }
    }
}

#[derive(Serialize)]
struct Written {
    id: String,
}

fn of_meeting(it: app::Result<Versioned<Meeting>>) -> Answer {
    let it = it?;
    done(RhythmState::of(&it.value.id, it.version))
}

fn of_item(it: app::Result<Versioned<Item>>) -> Answer {
    let it = it?;
    done(RhythmState::of(&it.value.id, it.version))
}

/// The daily board: what arrived since a day, what is beyond its usual range, what is overdue; as known on a day.
#[utoipa::path(get, path = "/daily", tag = "rhythm", params(DailyAsked), responses((status = 200, body = shape::DailyBoard)))]
async fn show_daily_board(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<DailyAsked>,
) -> Answer {
    let (since, as_of) = asked.days()?;
    json(&app::indicator::board(web.app(), &caller.actor, since, as_of).await?)
}

/// The meetings, the latest first, at most 520.
#[utoipa::path(get, path = "/meetings", tag = "rhythm", responses((status = 200, body = Vec<shape::MeetingRow>)))]
async fn list_meetings(State(web): State<Web>, caller: Caller) -> Answer {
    json(&meetings::list(web.app(), &caller.actor).await?)
}

/// The agenda of the next meeting as the facts of now make it.
#[utoipa::path(get, path = "/meetings/next", tag = "rhythm", responses((status = 200, body = shape::NextAgenda)))]
async fn show_next_agenda(State(web): State<Web>, caller: Caller) -> Answer {
    json(&meetings::agenda(web.app(), &caller.actor).await?)
}

/// What is left out of an agenda.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct AgendaToFreeze {
    /// Keys of new lines.
    leave_out: Vec<String>,
    /// Why; needed where any are left out.
    why: String,
}

/// Freezes the agenda of today's meeting; items whose number came end with it.
#[utoipa::path(post, path = "/meetings", tag = "rhythm", request_body = AgendaToFreeze,
    responses((status = 201, body = RhythmState, headers(("Location"), ("ETag")))))]
async fn freeze_agenda(
    State(web): State<Web>,
    caller: Caller,
    Body(it): Body<AgendaToFreeze>,
) -> Answer {
    let cmd = FreezeCmd {
        leave_out: it.leave_out,
        why: it.why,
    };
    let made = meetings::freeze(web.app(), &caller.actor, cmd).await?;
    let at = format!("/api/v1/meetings/{}", made.value.id);
    created(
        &at,
        made.version,
        &RhythmState::of(&made.value.id, made.version),
    )
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct MeetingPath {
    /// The week of the meeting: 2026-W48.
    meeting: String,
}

/// One meeting with its lines and minutes.
#[utoipa::path(get, path = "/meetings/{meeting}", tag = "rhythm", params(MeetingPath),
    responses((status = 200, body = shape::MeetingView, headers(("ETag")))))]
async fn show_meeting(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let found = meetings::show(web.app(), &caller.actor, &id).await?;
    versioned(found.version, &found)
}

/// Who owns a line, what it will do, by when.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LineDecision {
    /// Number of the line.
    no: u32,
    /// Code of the one unit.
    unit: String,
    /// What it will do.
    words: String,
    /// Last day.
    due: String,
    /// A number promised for that day, where another than the one wanted.
    #[schema(value_type = Option<String>)]
    promised: Option<String>,
}

/// Gives a line its one owner unit, an action and a day; the unit is told.
#[utoipa::path(post, path = "/meetings/{meeting}/assign", tag = "rhythm", params(MeetingPath), request_body = LineDecision,
    responses((status = 200, body = RhythmState, headers(("ETag")))))]
async fn assign_meeting_line(on: On, Body(it): Body<LineDecision>) -> Answer {
    let cmd = AssignCmd {
        no: it.no,
        unit: it.unit,
        words: it.words,
        due: input::day("due", &it.due)?,
        promised: input::number_or_none("promised", it.promised.as_deref().unwrap_or_default())?,
    };
    of_meeting(meetings::assign(on.app(), &on.actor, (&on.id, on.version), cmd).await)
}

/// The minutes of a meeting.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMinutes {
    /// Who chaired.
    chair: String,
    /// What was said beside the lines.
    #[serde(default)]
    words: String,
}

/// Issues the minutes once every line has an outcome.
#[utoipa::path(post, path = "/meetings/{meeting}/minutes", tag = "rhythm", params(MeetingPath), request_body = NewMinutes,
    responses((status = 200, body = RhythmState, headers(("ETag")))))]
async fn issue_minutes(on: On, Body(it): Body<NewMinutes>) -> Answer {
    let cmd = Minute {
        chair: it.chair,
        words: it.words,
    };
    of_meeting(meetings::minute(on.app(), &on.actor, (&on.id, on.version), cmd).await)
}

/// A page of items, the next due first, ended ones last.
#[utoipa::path(get, path = "/meeting-items", tag = "rhythm", params(Asked, Paging),
    responses((status = 200, body = shape::MeetingItemPage)))]
async fn list_meeting_items(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging)?;
    json(&meetings::items(web.app(), &caller.actor, &query).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ItemPath {
    /// Item id.
    item: String,
}

/// One item with how its number stands now.
#[utoipa::path(get, path = "/meeting-items/{item}", tag = "rhythm", params(ItemPath),
    responses((status = 200, body = shape::MeetingItemView, headers(("ETag")))))]
async fn show_meeting_item(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let found = meetings::show_item(web.app(), &caller.actor, &id).await?;
    versioned(found.version, &found)
}

/// Ends an item whose number changed to the stated measure, as the platform reads it now.
#[utoipa::path(post, path = "/meeting-items/{item}/end", tag = "rhythm", params(ItemPath),
    responses((status = 200, body = RhythmState, headers(("ETag")))))]
async fn end_meeting_item(on: On) -> Answer {
    of_item(meetings::close(on.app(), &on.actor, &on.id, on.version).await)
}

/// Why a number was missed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MissExplained {
    why: String,
    /// What is learned.
    learned: String,
}

/// Explains a miss, for the unit that owes the item, once its day is over.
#[utoipa::path(post, path = "/meeting-items/{item}/explain", tag = "rhythm", params(ItemPath), request_body = MissExplained,
    responses((status = 200, body = RhythmState, headers(("ETag")))))]
async fn explain_meeting_item(on: On, Body(it): Body<MissExplained>) -> Answer {
    let cmd = Explain {
        why: it.why,
        learned: it.learned,
    };
    of_item(meetings::explain(on.app(), &on.actor, (&on.id, on.version), cmd).await)
}

/// What somebody of another unit makes of an explanation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MissAnswered {
    accepted: bool,
    /// Needed where it is sent back.
    #[serde(default)]
    reason: String,
}

/// Accepts an explained miss, which ends the item, or sends it back.
#[utoipa::path(post, path = "/meeting-items/{item}/answer", tag = "rhythm", params(ItemPath), request_body = MissAnswered,
    responses((status = 200, body = RhythmState, headers(("ETag")))))]
async fn answer_meeting_item(on: On, Body(it): Body<MissAnswered>) -> Answer {
    let answer = (it.accepted, it.reason.as_str());
    of_item(meetings::answer(on.app(), &on.actor, (&on.id, on.version), answer).await)
}

/// Ten-day reviews, the latest first: issued ones, and drafts of the last ten days that are over.
#[utoipa::path(get, path = "/ten-day-reviews", tag = "rhythm", responses((status = 200, body = Vec<shape::ReviewRow>)))]
async fn list_ten_day_reviews(State(web): State<Web>, caller: Caller) -> Answer {
    json(&meetings::list_reviews(web.app(), &caller.actor).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ReviewPath {
    /// The ten days: 2026-11-X2.
    review: String,
}

/// One review: as issued, or drafted as known today.
#[utoipa::path(get, path = "/ten-day-reviews/{review}", tag = "rhythm", params(ReviewPath),
    responses((status = 200, body = shape::ReviewView)))]
async fn show_ten_day_review(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    json(&meetings::show_review(web.app(), &caller.actor, &id).await?)
}

/// What we learn.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviewLearned {
    learned: String,
}

/// Issues the review of ten days that are over; it does not change again.
#[utoipa::path(post, path = "/ten-day-reviews/{review}", tag = "rhythm", params(ReviewPath), request_body = ReviewLearned,
    responses((status = 201, body = RhythmState, headers(("Location"), ("ETag")))))]
async fn issue_ten_day_review(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Body(it): Body<ReviewLearned>,
) -> Result<axum::response::Response, Fault> {
    let cmd = IssueReview {
        learned: it.learned,
    };
    let done: Versioned<Review> =
        meetings::issue_review(web.app(), &caller.actor, &id, cmd).await?;
    let at = format!("/api/v1/ten-day-reviews/{id}");
    created(&at, done.version, &RhythmState::of(&id, done.version))
}
