//! `/queue/{which}` and `/dispatch`: what waits at a place of the loop.

use super::view::{LearnedView, RowView, row, rows};
use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::pages::{Answer, html};
use crate::state::Web;
use app::case::{self, Suggested};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

/// The queues, in the order of the loop.
pub const QUEUES: [&str; 5] = ["intake", "dispatch", "verify", "approve", "arbitrate"];

#[derive(Template)]
#[template(path = "case/queue.html")]
struct Page {
    f: Frame,
    which: String,
    queues: [&'static str; 5],
    rows: Vec<RowView>,
    total: i64,
    next: Option<String>,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(which): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let after = crate::input::given(&asked.after);
    let page = case::queue(web.app(), &viewer.actor, &which, after).await?;
    let f = Frame::of(&viewer, &format!("queue.{which}"));
    html(&Page {
        next: page.next.map(|after| with_query(&f.here, "after", &after)),
        rows: rows(&page.rows),
        total: page.total,
        queues: QUEUES,
        which,
        f,
    })
}

/// A case to be dispatched.
struct Item {
    id: String,
    version: i64,
    row: RowView,
    action: Option<String>,
    proposed: Vec<Suggested>,
    learned: Option<LearnedView>,
    cluster: Option<(String, i64)>,
}

#[derive(Template)]
#[template(path = "case/dispatch.html")]
struct Dispatch {
    f: Frame,
    which: String,
    queues: [&'static str; 5],
    items: Vec<Item>,
    total: i64,
    next: Option<String>,
}

pub async fn dispatch(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
) -> Answer {
    let after = crate::input::given(&asked.after);
    let queue = case::to_dispatch(web.app(), &viewer.actor, after).await?;
    let f = Frame::of(&viewer, "nav.dispatch");
    html(&Dispatch {
        next: queue.next.map(|after| with_query(&f.here, "after", &after)),
        total: queue.total,
        items: queue
            .items
            .into_iter()
            .map(|i| Item {
                id: i.row.id.clone(),
                version: i.row.version,
                row: row(&i.row),
                action: i.action,
                proposed: i.proposed,
                learned: i.learned.as_ref().map(LearnedView::of),
                cluster: i.cluster,
            })
            .collect(),
        which: "dispatch".to_owned(),
        queues: QUEUES,
        f,
    })
}
