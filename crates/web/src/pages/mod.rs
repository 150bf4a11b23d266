//! Pages. One noun, one folder: handler, view and template side by side, read top to bottom:
//! extract → call an action of `app` → answer.

mod password;
mod prefs;
mod sign_in;
mod work;

use crate::edge::fault::Fault;
use crate::state::Web;
use askama::Template;
use axum::Router;
use axum::response::{Html, IntoResponse, Response};

/// What a handler gives.
type Answer = Result<Response, Fault>;

/// All pages.
pub fn router() -> Router<Web> {
    Router::new().merge(sign_in::router()).merge(password::router()).merge(prefs::router()).merge(work::router())
}

/// A template as a page.
fn html(page: &impl Template) -> Answer {
    Ok(Html(page.render()?).into_response())
}
