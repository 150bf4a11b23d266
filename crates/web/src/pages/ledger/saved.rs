//! `/ledger/views`: a person's named filters of the ledger. The address carries the filter to save.

use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::retry::{Input, Retry};
use crate::state::Web;
use app::view;
use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;

/// The page's code in saved views.
const PAGE: &str = "ledger";

/// One saved view.
pub struct View {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
}

#[derive(Template)]
#[template(path = "ledger/views.html")]
struct Page {
    f: Frame,
    views: Vec<View>,
    query: String,
    words: String,
}

pub async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    let views = view::list(web.app(), &viewer.actor, PAGE).await?;
    let views = views.into_iter().map(|v| View {
        href: format!("/ledger?{}", v.query),
        id: v.id,
        name: v.name,
    });
    let query = viewer.visitor.query.clone();
    html(&Page {
        f: Frame::of(&viewer, "ledger.my_views").under("/ledger", "nav.ledger"),
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
pub struct SaveForm {
    name: String,
    #[serde(default)]
    query: String,
}

pub async fn save(State(web): State<Web>, viewer: Viewer, Form(form): Form<SaveForm>) -> Answer {
    let back = format!("/ledger?{}", form.query);
    match view::save(web.app(), &viewer.actor, PAGE, &form.name, &form.query).await {
        Ok(_) => {
            Ok(Flash::with("flash.view_saved", &form.name).go(&back, web.options().secure_cookies))
        }
        Err(error) => Retry::to("/ledger/views".into(), &back)
            .hidden("query", &form.query)
            .field("name", "ledger.view_name", &form.name, Input::Line)
            .answer(&viewer, error.into()),
    }
}

pub async fn delete(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    view::delete(web.app(), &viewer.actor, &id).await?;
    Ok(Flash::new("flash.view_deleted").go("/ledger/views", web.options().secure_cookies))
}
