//! `/views/{list}`: a person's named conditions of a list. The address carries the conditions to save.

use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::retry::{Input, Retry};
use crate::state::Web;
use app::view;
use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/views/{list}", get(show).post(save))
        .route("/views/{list}/{id}/delete", post(delete))
}

/// The lists that have views: code, address, catalogue key.
const LISTS: [(&str, &str, &str); 12] = [
    ("ledger", "/ledger", "nav.ledger"),
    ("cases", "/cases", "nav.cases"),
    ("worklist", "/worklist", "nav.worklist"),
    ("verify", "/verify", "nav.verify"),
    ("changes", "/changes", "nav.changes"),
    ("supervision", "/supervision", "nav.supervision"),
    ("reports", "/reports", "nav.reports"),
    ("audit", "/audit", "nav.audit"),
    ("people", "/admin/people", "nav.people"),
    ("tokens", "/admin/tokens", "nav.tokens"),
    ("projects", "/projects", "nav.projects"),
    ("indicators", "/indicators", "nav.indicators"),
];

fn list(code: &str) -> Result<(&'static str, &'static str, &'static str), Fault> {
    let found = LISTS.iter().find(|(list, ..)| *list == code);
    found
        .copied()
        .ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_page"))
}

/// One saved view.
struct View {
    id: String,
    name: String,
    href: String,
}

#[derive(Template)]
#[template(path = "views/views.html")]
struct Page {
    f: Frame,
    code: &'static str,
    path: &'static str,
    views: Vec<View>,
    query: String,
    words: String,
}

async fn show(State(web): State<Web>, viewer: Viewer, Path(code): Path<String>) -> Answer {
    let (code, path, key) = list(&code)?;
    let views = view::list(web.app(), &viewer.actor, code).await?;
    let views = views.into_iter().map(|v| View {
        href: format!("{path}?{}", v.query),
        id: v.id,
        name: v.name,
    });
    let query = viewer.visitor.query.clone();
    html(&Page {
        f: Frame::of(&viewer, "ledger.my_views").under(path, key),
        code,
        path,
        views: views.collect(),
        words: conditions(&query),
        query,
    })
}

/// The conditions of a query that are not empty, as they stand in the address.
fn conditions(query: &str) -> String {
    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty());
    pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("，")
}

#[derive(Deserialize)]
struct SaveForm {
    name: String,
    #[serde(default)]
    query: String,
}

async fn save(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Form(form): Form<SaveForm>,
) -> Answer {
    let (code, path, _) = list(&code)?;
    let back = format!("{path}?{}", form.query);
    match view::save(web.app(), &viewer.actor, code, &form.name, &form.query).await {
        Ok(_) => {
            Ok(Flash::with("flash.view_saved", &form.name).go(&back, web.options().secure_cookies))
        }
        Err(error) => Retry::to(format!("/views/{code}"), &back)
            .hidden("query", &form.query)
            .field("name", "ledger.view_name", &form.name, Input::Line)
            .answer(&viewer, error.into()),
    }
}

async fn delete(
    State(web): State<Web>,
    viewer: Viewer,
    Path((code, id)): Path<(String, String)>,
) -> Answer {
    let (code, ..) = list(&code)?;
    view::delete(web.app(), &viewer.actor, &id).await?;
    Ok(
        Flash::new("flash.view_deleted")
            .go(&format!("/views/{code}"), web.options().secure_cookies),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_list_with_views_has_a_page() {
        assert_eq!(super::LISTS.map(|(code, ..)| code), app::view::PAGES);
    }
}
