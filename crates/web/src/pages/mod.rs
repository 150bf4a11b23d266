//! Pages. One noun, one folder: handler, view and template side by side, read top to bottom:
//! extract → call an action of `app` → answer.

pub mod ask;
pub mod audit;
pub mod bulletins;
mod carried;
pub mod case;
mod case_types;
pub mod changes;
pub mod clusters;
pub mod daily;
mod deputy;
pub mod duty;
pub mod evaluation;
mod evidence;
pub mod file;
pub mod indicators;
pub mod learning;
pub mod ledger;
pub mod list;
mod map;
pub mod meetings;
pub mod messages;
pub mod notices;
mod overview;
mod password;
pub mod people;
mod phone;
mod portal;
mod prefs;
pub mod projects;
mod record;
pub mod rehearsals;
pub mod review;
pub mod search;
mod sign_in;
pub mod supervision;
mod ten_day_reviews;
mod themes;
pub mod tokens;
pub mod verify;
mod views;
mod work;
pub mod worklist;

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
        .merge(search::router())
        .merge(case::router())
        .merge(case_types::router())
        .merge(clusters::router())
        .merge(messages::router())
        .merge(notices::router())
        .merge(deputy::router())
        .merge(worklist::router())
        .merge(verify::router())
        .merge(record::router())
        .merge(review::routes())
        .merge(evidence::router())
        .merge(changes::router())
        .merge(supervision::router())
        .merge(duty::router())
        .merge(projects::router())
        .merge(indicators::router())
        .merge(daily::router())
        .merge(bulletins::router())
        .merge(meetings::router())
        .merge(ten_day_reviews::router())
        .merge(ask::router())
        .merge(learning::router())
        .merge(rehearsals::router())
        .merge(audit::router())
        .merge(people::router())
        .merge(evaluation::router())
        .merge(portal::router())
        .merge(phone::router())
        .merge(themes::router())
        .merge(tokens::router())
        .merge(sign_in::router())
        .merge(password::router())
        .merge(prefs::router())
        .merge(views::router())
        .merge(work::router())
}

/// A template as a page.
pub fn html(page: &impl Template) -> Answer {
    Ok(Html(page.render()?).into_response())
}
