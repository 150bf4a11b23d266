//! `/rehearsals/{id}/changes`: what would change, row by row.

use super::asked::{Sought, WHATS};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{Frame, with_query};
use crate::pages::list::{Paging, format as file_format};
use crate::pages::{Answer, file, html};
use crate::state::Web;
use crate::units::{self, Choice};
use app::rehearsal::{self, ChangeView, Found};
use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::Timestamp;

#[derive(Template)]
#[template(path = "rehearsals/changes.html")]
struct Page {
    f: Frame,
    d: Found,
    asked: Sought,
    whats: Vec<Choice>,
    units: Vec<Choice>,
    rows: Vec<ChangeView>,
    next: Option<String>,
    total: Option<i64>,
    query: String,
    shift: bool,
    may_export: bool,
}

impl Page {
    fn at(&self, at: &Option<Timestamp>) -> String {
        at.map(format::instant).unwrap_or_default()
    }
    /// A colour in the viewer's language, other things as they are.
    fn words(&self, row: &ChangeView, value: &str, words: &str) -> String {
        match (row.what.as_str(), value) {
            (_, "") if row.what == "unit" => self.f.t(match row.about.as_str() {
                "automatic" => "rehearsal.by_people",
                _ => "rehearsal.nobody",
            }),
            (_, "") => "—".to_owned(),
            ("light", code) => self.f.t_in("light", code),
            _ => words.to_owned(),
        }
    }
    fn why<'a>(&self, row: &'a ChangeView) -> &'a str {
        match self.f.lang() {
            crate::words::Lang::Zh => &row.reason_zh,
            crate::words::Lang::En => &row.reason_en,
        }
    }
    fn href(&self, row: &ChangeView) -> String {
        match row.kind.as_str() {
            "commitment" => format!("/ledger/{}", row.subject),
            "supervision" => format!("/supervision/{}", row.subject),
            _ => format!("/cases/{}", row.subject),
        }
    }
}

pub async fn list(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(asked): Query<Sought>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (app, actor) = (web.app(), &viewer.actor);
    let query = asked.query(&paging)?;
    let d = rehearsal::show(app, actor, &id).await?;
    let page = rehearsal::changes(app, actor, &id, &query).await?;
    let f = Frame::of(&viewer, "rehearsal.changes")
        .under("/rehearsals", "nav.rehearsals")
        .under_words(&format!("/rehearsals/{id}"), &d.title);
    let start = with_query(&f.here, "after", "");
    let named = |code: &&str| Choice {
        code: (*code).to_owned(),
        name: f.t_in("rehearsal_what", code),
    };
    html(&Page {
        whats: WHATS.iter().map(named).collect(),
        units: units::owners(app),
        next: page.next.map(|after| with_query(&f.here, "after", &after)),
        total: page.total,
        query: start
            .split_once('?')
            .map(|(_, q)| q.to_owned())
            .unwrap_or_default(),
        shift: paging.sort == "shift",
        may_export: crate::frame::holds(&d.may, "export"),
        rows: page.rows,
        asked,
        d,
        f,
    })
}

pub async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, code)): Path<(String, String)>,
    Query(asked): Query<Sought>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging)?;
    let form = file_format(&code)?;
    let out = rehearsal::export(web.app(), &viewer.actor, &id, &query, form).await?;
    Ok(file::download(out))
}
