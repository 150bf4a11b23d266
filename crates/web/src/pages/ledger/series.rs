//! `/ledger/{id}/series`: the values of a series behind a light, now or as they stood on a past day.

use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::pages::{Answer, html};
use crate::state::Web;
use crate::words::Lang;
use app::counting::{CountedSeries, series};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "ledger/series.html")]
struct Page {
    f: Frame,
    total: String,
    words: Vec<String>,
    page: CountedSeries,
    /// The past day, for links.
    query: String,
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
    let page = series(web.app(), &viewer.actor, &id, day).await?;
    let past = page.as_of;
    let day = |value: String| with_query("", "as_of", &value);
    let back = past.map_or_else(String::new, |past| day(past.to_string()));
    let total = page.total.total.as_ref();
    html(&Page {
        f: Frame::of(&viewer, "counted_series.title")
            .under("/ledger", "nav.ledger")
            .under(&format!("/ledger/{id}{back}"), "cases.commitment")
            .shown_as_of(past),
        total: total.map(super::view::total_words).unwrap_or_default(),
        words: match viewer.visitor.prefs.lang {
            Lang::Zh => page.total.words.zh.clone(),
            Lang::En => page.total.words.en.clone(),
        },
        query: past.map_or_else(String::new, |past| day(past.day().to_string())),
        page,
    })
}
