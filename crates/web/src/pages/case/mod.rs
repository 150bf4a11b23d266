//! Cases (案件): the list, one case with its forms, the desk, the queues of the loop, and what one's
//! unit owes.

mod act;
pub mod asked;
mod desk;
mod detail;
pub mod form;
mod import;
pub mod list;
mod photo;
mod queue;
mod together;
pub mod view;
mod work;

pub use detail::named;
pub use list::subdistricts;

use crate::state::Web;
use axum::Router;
use axum::routing::{get, post};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/cases", get(list::show))
        .route("/cases/export/{format}", get(list::export))
        .route("/cases/import", get(import::show).post(import::submit))
        .route("/cases/import/{id}", get(import::look).post(import::apply))
        .route("/case-work", get(work::show))
        .route("/cases/{id}", get(detail::show))
        .route("/cases/{id}/act", post(act::act))
        .route("/cases/{id}/approve", post(act::approve))
        .route("/cases/{id}/note", post(act::note))
        .route("/cases/{id}/info", post(act::info))
        .route("/cases/{id}/hand-over", post(act::hand_over))
        .route("/cases/{id}/unmask", post(act::unmask))
        .route("/cases/{id}/join", post(act::join))
        .route("/cases/{id}/help", post(together::ask))
        .route("/cases/{id}/help/{part}/{what}", post(together::answer))
        .route("/cases/{id}/whistle", post(together::whistle))
        .route(
            "/cases/{id}/whistle/{part}/{what}",
            post(together::whistled),
        )
        .route("/cases/{id}/evidence/{hash}", get(act::evidence))
        .route(
            "/cases/{id}/photos/{hash}",
            get(photo::show).post(photo::blacken),
        )
        .route("/cases/{id}/photos/{hash}/original", post(photo::original))
        .route("/desk", get(desk::show).post(desk::file))
        .route("/dispatch", get(queue::dispatch))
        .route("/queue/{which}", get(queue::show))
}
