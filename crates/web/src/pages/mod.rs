//! Pages. One noun, one folder: handler, view and template side by side, read top to bottom:
//! extract → call an action of `app` → answer.

mod audit;
mod changes;
mod evidence;
pub mod file;
pub mod ledger;
mod map;
mod overview;
mod password;
mod people;
mod prefs;
mod record;
mod review;
mod sign_in;
mod supervision;
mod tokens;
mod verify;
mod work;
mod worklist;

use crate::edge::fault::Fault;
use crate::state::Web;
use askama::Template;
use axum::Router;
use axum::response::{Html, IntoResponse, Response};

/// What a handler gives.
pub type Answer = Result<Response, Fault>;

/// All pages.
pub fn router() -> Router<Web> {
    Router::new()
        .merge(overview::router())
        .merge(map::router())
        .merge(ledger::router())
        .merge(worklist::router())
        .merge(verify::router())
        .merge(record::router())
        .merge(review::routes())
        .merge(evidence::router())
        .merge(changes::router())
        .merge(supervision::router())
        .merge(audit::router())
        .merge(people::router())
        .merge(tokens::router())
        .merge(sign_in::router())
        .merge(password::router())
        .merge(prefs::router())
        .merge(work::router())
}

/// A template as a page.
pub fn html(page: &impl Template) -> Answer {
    Ok(Html(page.render()?).into_response())
}
