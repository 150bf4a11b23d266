//! `/rehearsals`: drafts of rules tried on the cases of the last months, published with a date or dropped.

mod act;
pub mod asked;
mod changes;
mod new;

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{self, Frame};
use crate::state::Web;
use crate::units::Choice;
use app::rehearsal::{self, Found, Kind, Listed, Looked, MONTHS_MAX};
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use jiff::Timestamp;
use org::{Action, Resource};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/rehearsals", get(list).post(new::submit))
        .route("/rehearsals/new", get(new::ask))
        .route("/rehearsals/{id}", get(show))
        .route("/rehearsals/{id}/changes", get(changes::list))
        .route("/rehearsals/{id}/changes/{format}", get(changes::export))
        .route("/rehearsals/{id}/again", post(act::again))
        .route("/rehearsals/{id}/publish", post(act::publish))
        .route("/rehearsals/{id}/drop", post(act::drop))
}

#[derive(Template)]
#[template(path = "rehearsals/list.html")]
struct List {
    f: Frame,
    rows: Vec<Listed>,
    kinds: Vec<Choice>,
    kind: String,
    may_create: bool,
}

impl List {
    fn at(&self, at: &Timestamp) -> String {
        format::instant(*at)
    }
}

async fn list(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let rows = rehearsal::list(web.app(), &viewer.actor, asked.kind()?).await?;
    let f = Frame::of(&viewer, "nav.rehearsals");
    let right = (Action::Create, Resource::Rehearsal);
    html(&List {
        kinds: kinds(&f),
        kind: asked.kind,
        may_create: web.app().may(&viewer.actor, right.0, right.1, &[]),
        rows,
        f,
    })
}

fn kinds(f: &Frame) -> Vec<Choice> {
    let choice = |kind: &Kind| Choice {
        code: kind.code().to_owned(),
        name: f.t_in("rehearsal_kind", kind.code()),
    };
    Kind::ALL.iter().map(choice).collect()
}

/// A count that opens to its rows.
struct Part {
    words: String,
    count: u64,
    href: String,
}

#[derive(Template)]
#[template(path = "rehearsals/one.html")]
struct One {
    f: Frame,
    d: Found,
    parts: Vec<Part>,
    reasons: Vec<Part>,
    effects: Vec<Part>,
    percent: Option<u64>,
}

impl One {
    fn may(&self, what: &str) -> bool {
        frame::holds(&self.d.may, what)
    }
    fn at(&self, at: &Timestamp) -> String {
        format::instant(*at)
    }
    fn months_max(&self) -> u32 {
        MONTHS_MAX
    }
    fn still(&self) -> bool {
        matches!(self.d.standing, "waiting" | "running")
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let d = rehearsal::show(web.app(), &viewer.actor, &id).await?;
    let mut f = Frame::new(&viewer.visitor)
        .titled(&d.title)
        .under("/rehearsals", "nav.rehearsals");
    if matches!(d.standing, "waiting" | "running") {
        f.refresh_seconds = Some(5);
    }
    let rows = format!("/rehearsals/{id}/changes");
    let part = |group: &str, param: &str, (code, count): (&String, &u64)| Part {
        words: f.t_in(group, code),
        count: *count,
        href: format!("{rows}?{param}={code}"),
    };
    let counts = &d.counts;
    let parts = counts
        .by_what
        .iter()
        .map(|it| part("rehearsal_what", "what", it));
    let reasons = counts.by_reason.iter().map(|(code, count)| Part {
        words: f.t_in("rehearsal_reason", code),
        count: *count,
        href: format!("{rows}?what=unjudged"),
    });
    let effects = counts.by_effect.iter().map(|(code, count)| Part {
        words: f.t_in("rehearsal_effect", code),
        count: *count,
        href: rows.clone(),
    });
    html(&One {
        parts: parts.collect(),
        reasons: reasons.collect(),
        effects: effects.collect(),
        percent: d.looked.as_ref().and_then(percent),
        f,
        d,
    })
}

fn percent(looked: &Looked) -> Option<u64> {
    (looked.total > 0).then(|| (looked.done * 100 / looked.total).min(100))
}
