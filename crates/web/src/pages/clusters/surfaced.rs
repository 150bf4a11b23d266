//! `/bounced` and `/repeated`: what deserves a second look. Nobody is scored: both are sorted by date.

use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::pages::case::view::{RowView, rows};
use crate::pages::{Answer, html};
use crate::state::Web;
use app::case::{self, Filter, Mark, REPEATED_DAYS, REPEATED_LEAST};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "clusters/bounced.html")]
struct Bounced {
    f: Frame,
    rows: Vec<RowView>,
    total: i64,
    next: Option<String>,
}

#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    after: String,
}

/// Cases that a unit gave back at least once, the newest first.
pub async fn bounced(State(web): State<Web>, viewer: Viewer, Query(asked): Query<After>) -> Answer {
    let query = case::Query {
        filter: Filter {
            marks: vec![Mark::Returned],
            ..Filter::default()
        },
        after: input::given(&asked.after),
        ..case::Query::default()
    };
    let page = case::list(web.app(), &viewer.actor, &query).await?;
    let f = Frame::of(&viewer, "nav.bounced");
    html(&Bounced {
        next: page.next.map(|after| with_query(&f.here, "after", &after)),
        rows: rows(&page.rows),
        total: page.total,
        f,
    })
}

/// Somebody who reported repeatedly, masked.
struct Person {
    name: String,
    phone: String,
    last: String,
    rows: Vec<RowView>,
}

#[derive(Template)]
#[template(path = "clusters/repeated.html")]
struct Repeated {
    f: Frame,
    days: i64,
    least: i64,
    people: Vec<Person>,
}

/// People who reported three times or more within ninety days, who reported last first.
pub async fn repeated(State(web): State<Web>, viewer: Viewer) -> Answer {
    let found = case::repeated(web.app(), &viewer.actor).await?;
    let person = |it: case::Repeated| Person {
        rows: rows(&it.rows),
        last: format::instant(it.last),
        name: it.name,
        phone: it.phone,
    };
    html(&Repeated {
        f: Frame::of(&viewer, "nav.repeated"),
        days: REPEATED_DAYS,
        least: REPEATED_LEAST,
        people: found.into_iter().map(person).collect(),
    })
}
