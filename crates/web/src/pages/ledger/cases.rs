//! `/ledger/{id}/cases`: the cases behind a total, now or as they counted on a past day.

use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::pages::{Answer, html};
use crate::state::Web;
use crate::words::Lang;
use app::counting::{CountedCases, rows};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "ledger/cases.html")]
struct Page {
    f: Frame,
    total: String,
    words: Vec<String>,
    page: CountedCases,
    hidden: Option<u64>,
    next: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    as_of: String,
    after: Option<String>,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let app = web.app();
    let day = input::as_of_or_none("as_of", &asked.as_of)?;
    let mut page = rows(app, &viewer.actor, &id, day, asked.after).await?;
    let past = page.as_of;
    let query = past.map_or_else(String::new, |past| {
        with_query("", "as_of", &past.to_string())
    });
    let next = page.next.take().map(|after| {
        let mut more = form_urlencoded::Serializer::new(query.trim_start_matches('?').to_owned());
        more.append_pair("after", &after);
        format!("/ledger/{id}/cases?{}", more.finish())
    });
    let back = format!("/ledger/{id}{query}");
    let seen = u64::try_from(page.visible).unwrap_or(0);
    html(&Page {
        f: Frame::of(&viewer, "cases.title")
            .under("/ledger", "nav.ledger")
            .under(&back, "cases.commitment")
            .shown_as_of(past),
        total: super::view::total_words(&page.total.total),
        words: match viewer.visitor.prefs.lang {
            Lang::Zh => page.total.words.zh.clone(),
            Lang::En => page.total.words.en.clone(),
        },
        hidden: page
            .total
            .cases
            .checked_sub(seen)
            .filter(|hidden| *hidden > 0),
        next,
        page,
    })
}
