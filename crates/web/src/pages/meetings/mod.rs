//! `/meetings`: the weekly coordination: the agenda that writes itself, meetings with their minutes, items.

mod act;
pub mod asked;
mod items;

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::Frame;
use crate::state::Web;
use crate::units::{self, Choice};
use app::meeting::{self as meetings, LineView, MeetingRow, MeetingView, NextAgenda};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::civil::Date;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/meetings", get(list))
        .route("/meetings/next", get(next).post(act::freeze))
        .route("/meetings/items", get(items::list))
        .route("/meetings/items/{id}", get(items::show))
        .route("/meetings/items/{id}/{verb}", post(act::on_item))
        .route("/meetings/{id}", get(show))
        .route("/meetings/{id}/lines/{no}", post(act::assign))
        .route("/meetings/{id}/minutes", post(act::minute))
}

#[derive(Template)]
#[template(path = "meetings/list.html")]
struct ListPage {
    f: Frame,
    rows: Vec<MeetingRow>,
}

async fn list(State(web): State<Web>, viewer: Viewer) -> Answer {
    html(&ListPage {
        rows: meetings::list(web.app(), &viewer.actor).await?,
        f: Frame::of(&viewer, "nav.meetings"),
    })
}

#[derive(Template)]
#[template(path = "meetings/next.html")]
struct NextPage {
    f: Frame,
    a: NextAgenda,
}

async fn next(State(web): State<Web>, viewer: Viewer) -> Answer {
    html(&NextPage {
        a: meetings::agenda(web.app(), &viewer.actor).await?,
        f: Frame::of(&viewer, "meeting.next").under("/meetings", "nav.meetings"),
    })
}

#[derive(Template)]
#[template(path = "meetings/meeting.html")]
struct OnePage {
    f: Frame,
    m: MeetingView,
    /// Who can own a line.
    units: Vec<Choice>,
    /// The day of the next meeting: a week on.
    due: Date,
}

impl OnePage {
    fn may(&self, word: &str) -> bool {
        self.m.may.contains(&word)
    }

    fn at(&self, at: &Timestamp) -> String {
        format::instant(*at)
    }

    /// Whether a line begins a new part of the agenda.
    fn head(&self, line: &LineView) -> bool {
        let first = self.m.agenda.iter().find(|l| l.group == line.group);
        first.is_some_and(|first| first.no == line.no)
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let app = web.app();
    let m = meetings::show(app, &viewer.actor, &id).await?;
    let f = Frame::of(&viewer, "nav.meetings").under("/meetings", "nav.meetings");
    let title = f.t1("meeting.of_day", "day", m.row.on);
    let week = jiff::Span::new().days(7);
    html(&OnePage {
        units: match m.may.contains(&"assign") {
            true => units::owners(app),
            false => vec![],
        },
        due: app.today().saturating_add(week),
        f: f.titled(&title),
        m,
    })
}
