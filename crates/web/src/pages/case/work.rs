//! `/case-work`: what the viewer's unit owes on cases, and the one thing each needs next.

use super::view::{RowView, row, when};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::state::Web;
use app::case;
use askama::Template;
use axum::extract::State;

/// One thing to do.
struct Item {
    row: RowView,
    step: String,
    part: &'static str,
    due: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "case/work.html")]
struct Page {
    f: Frame,
    unit: String,
    now: Vec<Item>,
    waiting: Vec<Item>,
}

pub async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    let list = case::worklist_in_short(web.app(), &viewer.actor).await?;
    let item = |i: case::WorkItem| Item {
        row: row(&i.row),
        step: i.step,
        part: i.part,
        due: when(i.due),
        late: i.late,
    };
    html(&Page {
        f: Frame::of(&viewer, "nav.case_work"),
        unit: list.unit_name,
        now: list.now.into_iter().map(item).collect(),
        waiting: list.waiting.into_iter().map(item).collect(),
    })
}
