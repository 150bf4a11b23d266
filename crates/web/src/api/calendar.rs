//! Working time by the district's calendar.

use super::answer::{Answer, json};
use super::caller::Caller;
use super::shape;
use crate::state::Web;
use app::working_time::{self, DueQuery};
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(explain_due))
        .routes(routes!(show_day))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DueParams {
    /// When it starts: `2026-09-24T16:30` in civil time, with an offset, or a date.
    from: String,
    /// A number with `h`, `wh` (working hours), `wd` (working days), `d` or `mo`.
    limit: String,
    /// `false`: an end in days or months stays on a day that is not worked.
    #[serde(default = "yes")]
    roll: bool,
    /// `true`: ends with duty on the last day instead of at 24:00.
    #[serde(default)]
    close: bool,
    /// Duty hours, such as `mon-fri 09:00-12:00,13:00-17:00`.
    duty_hours: Option<String>,
}

fn yes() -> bool {
    true
}

/// When a limit runs out, with each day and why it counts or not.
#[utoipa::path(get, path = "/calendar/due", tag = "calendar", params(DueParams), responses((status = 200, body = shape::DueView)))]
async fn explain_due(State(web): State<Web>, caller: Caller, Query(p): Query<DueParams>) -> Answer {
    let query = DueQuery {
        from: p.from,
        limit: p.limit,
        roll: p.roll,
        close: p.close,
        duty_hours: p.duty_hours,
    };
    json(&working_time::due(web.app(), &caller.actor, &query)?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct DayPath {
    /// The civil day, such as `2026-10-01`.
    date: String,
}

/// Whether a day is worked, and why.
#[utoipa::path(get, path = "/calendar/days/{date}", tag = "calendar", params(DayPath), responses((status = 200, body = shape::DayView)))]
async fn show_day(State(web): State<Web>, caller: Caller, Path(date): Path<String>) -> Answer {
    json(&working_time::day(web.app(), &caller.actor, &date)?)
}
