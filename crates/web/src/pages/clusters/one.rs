//! `/clusters/{id}`: the cases of one incident, why each is in it, where they lie, and how to undo it.

use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{self, Frame};
use crate::pages::case::view::{RowView, row};
use crate::pages::{Answer, html};
use crate::state::Web;
use app::cluster::{self, ClusterView, MemberView};
use askama::Template;
use axum::extract::{Path, State};
use jiff::Timestamp;

/// Half the side of the sketch, in its own units.
const HALF: i64 = 500;

/// A case in the reader's words.
struct Member {
    id: String,
    row: RowView,
    leading: bool,
    follows: bool,
    stuck: bool,
    joined: String,
    by: Option<String>,
    why_zh: String,
    why_en: String,
    /// Place of its mark in the sketch.
    mark: Option<(i64, i64)>,
}

#[derive(Template)]
#[template(path = "clusters/one.html")]
struct Page {
    f: Frame,
    d: ClusterView,
    members: Vec<Member>,
    /// Metres from the middle of the sketch to its edge.
    metres: i64,
    hidden: i64,
}

impl Page {
    fn may(&self, what: &str) -> bool {
        frame::holds(&self.d.may, what)
    }
    fn at(&self, at: &Timestamp) -> String {
        format::instant(*at)
    }
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let d = cluster::show(web.app(), &viewer.actor, &id).await?;
    let f = Frame::new(&viewer.visitor)
        .titled(&d.number)
        .under("/clusters", "nav.clusters");
    let far = d.members.iter().filter_map(|it| it.off);
    let far = far.map(|(east, north)| east.abs().max(north.abs())).max();
    let metres = far.unwrap_or(0).max(20) * 5 / 4;
    html(&Page {
        members: d.members.iter().map(|it| member(it, metres)).collect(),
        hidden: d.cases - i64::try_from(d.members.len()).unwrap_or(0),
        metres,
        d,
        f,
    })
}

fn member(it: &MemberView, metres: i64) -> Member {
    let mark = |(east, north): (i64, i64)| {
        let along = |off: i64| off * HALF / metres;
        (HALF + along(east), HALF - along(north))
    };
    Member {
        id: it.row.id.clone(),
        row: row(&it.row),
        leading: it.leading,
        follows: it.follows,
        stuck: it.stuck.is_some(),
        joined: format::instant(it.joined_at),
        by: it.by.clone(),
        why_zh: it.why_zh.clone(),
        why_en: it.why_en.clone(),
        mark: it.off.map(mark),
    }
}
