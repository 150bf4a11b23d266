//! `/ledger/{id}/projects`: the projects behind a total, now or as they counted on a past day.

use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::pages::{Answer, html};
use crate::state::Web;
use crate::words::Lang;
use app::counting::{CountedProjects, projects};
use askama::Template;
use axum::extract::{Path, Query, State};
use figure::Decimal;
use serde::Deserialize;

/// 万元 in 元.
const WAN: i64 = 10_000;

#[derive(Template)]
#[template(path = "ledger/projects.html")]
struct Page {
    f: Frame,
    total: String,
    words: Vec<String>,
    page: CountedProjects,
    hidden: Option<usize>,
    /// The past day, for links.
    query: String,
}

impl Page {
    fn wan(&self, amount: &Decimal) -> String {
        let shown = amount.checked_div(Decimal::from(WAN));
        shown.map_or_else(String::new, |n| n.normalize().to_string())
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    as_of: String,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let day = input::as_of_or_none("as_of", &asked.as_of)?;
    let page = projects(web.app(), &viewer.actor, &id, day).await?;
    let past = page.as_of;
    let day = |value: String| with_query("", "as_of", &value);
    let back = past.map_or_else(String::new, |past| day(past.to_string()));
    html(&Page {
        f: Frame::of(&viewer, "counted_projects.title")
            .under("/ledger", "nav.ledger")
            .under(&format!("/ledger/{id}{back}"), "cases.commitment")
            .shown_as_of(past),
        total: super::view::total_words(&page.total.total),
        words: match viewer.visitor.prefs.lang {
            Lang::Zh => page.total.words.zh.clone(),
            Lang::En => page.total.words.en.clone(),
        },
        hidden: Some(page.total.projects - page.rows.len()).filter(|hidden| *hidden > 0),
        query: past.map_or_else(String::new, |past| day(past.day().to_string())),
        page,
    })
}
