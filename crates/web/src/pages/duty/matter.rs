//! `/duty/{code}`: one matter, its entries with what they rest on, and what was changed by whom.

use super::super::{Answer, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::Frame;
use crate::input;
use crate::state::Web;
use app::duty::MatterDetail;
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct DayAsked {
    as_of: String,
}

#[derive(Template)]
#[template(path = "duty/matter.html")]
struct Page {
    f: Frame,
    it: MatterDetail,
    as_of: String,
    limits: String,
    may_edit: bool,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<DayAsked>,
) -> Answer {
    let day = input::day_or_none("as_of", &asked.as_of)?;
    let it = app::duty::show(web.app(), &viewer.actor, &code, day).await?;
    let f = Frame::of(&viewer, "nav.duty")
        .titled(&it.matter.name)
        .under("/duty", "nav.duty")
        .shown_as_of(day.filter(|d| *d != web.app().today()));
    html(&Page {
        limits: limits(&it),
        may_edit: it.may.contains(&"edit"),
        as_of: asked.as_of,
        f,
        it,
    })
}

/// `4wh`, or by grade `a 4wh、b 1wd`.
fn limits(it: &MatterDetail) -> String {
    let words = it
        .matter
        .limits
        .iter()
        .map(|(grade, limit)| match grade.as_str() {
            "*" => limit.to_string(),
            grade => format!("{grade} {limit}"),
        });
    words.collect::<Vec<_>>().join("、")
}

fn when(at_ms: &i64) -> String {
    format::millis(*at_ms)
}
