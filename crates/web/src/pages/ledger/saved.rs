//! Saved views: a person's named filters of the ledger.

use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use app::{Actor, App, view};
use axum::extract::{Form, Path, State};
use org::{Action, Resource};
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

pub async fn list(app: &App, actor: &Actor) -> app::Result<Vec<View>> {
    if !app.may(actor, Action::List, Resource::SavedView, &[actor.unit.as_str()]) {
        return Ok(vec![]);
    }
    let views = view::list(app, actor, PAGE).await?;
    Ok(views.into_iter().map(|v| View { href: format!("/ledger?{}", v.query), id: v.id, name: v.name }).collect())
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
        Ok(_) => Ok(Flash::with("flash.view_saved", &form.name).go(&back, web.options().secure_cookies)),
        Err(error) => Retry::to("/ledger/views".into(), &back)
            .hidden("query", &form.query)
            .field("name", "ledger.view_name", &form.name, Input::Line)
            .answer(&viewer, error.into()),
    }
}

pub async fn delete(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    view::delete(web.app(), &viewer.actor, &id).await?;
    Ok(Flash::new("flash.view_deleted").go("/ledger", web.options().secure_cookies))
}
