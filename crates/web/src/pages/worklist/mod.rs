//! `/worklist`: what the actor's unit owes, and the one thing each item needs next.

use super::ledger::view::{self, RowView};
use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use crate::words::Lang;
use app::ledger::{self, WorkItem};
use askama::Template;
use axum::extract::State;
use axum::routing::get;

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/worklist", get(show))
}

#[derive(Template)]
#[template(path = "worklist/worklist.html")]
struct Page {
    f: Frame,
    unit: String,
    now: Vec<Item>,
    later: Vec<Item>,
    done: Vec<RowView>,
}

/// One thing to do.
struct Item {
    row: RowView,
    step: String,
    href: String,
    due: String,
    leads: bool,
}

async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    let lang = viewer.visitor.prefs.lang;
    let list = ledger::worklist(web.app(), &viewer.actor).await?;
    html(&Page {
        f: Frame::of(&viewer, "nav.worklist"),
        unit: list.unit_name,
        now: list.now.iter().map(|i| item(i, lang)).collect(),
        later: list.later.iter().map(|i| item(i, lang)).collect(),
        done: view::rows(&list.done, lang, None),
    })
}

fn item(item: &WorkItem, lang: Lang) -> Item {
    let row = view::row(&item.row, lang, None);
    let href = match (item.step.code, &item.subject) {
        ("resubmit_returned", Some(record)) => format!("{}?resubmit={record}#claim", row.href),
        ("answer_supervision", _) => format!("{}#supervision", row.href),
        _ => format!("{}#claim", row.href),
    };
    Item {
        href,
        step: lang.pick(item.step.zh, item.step.en).to_owned(),
        due: item.due.map(|d| d.to_string()).unwrap_or_default(),
        leads: item.leads,
        row,
    }
}
