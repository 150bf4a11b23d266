//! `/api/v1`: everything the pages do, for programs. One file, one resource; an endpoint reads top to
//! bottom in one place. The OpenAPI document and the page `/api` are drawn from the same handlers.

mod answer;
mod ask;
pub(crate) mod body;
mod bulletins;
mod calendar;
mod caller;
mod case_body;
mod case_desk;
mod case_import;
mod case_streams;
mod case_together;
mod case_types;
mod cases;
mod change_requests;
mod claim;
mod clusters;
mod commitments;
mod document;
mod drafts;
mod duty;
mod evaluation;
mod if_match;
mod indicators;
mod journal;
mod learning;
mod ledger;
mod messages;
mod on;
mod once;
mod page;
mod people;
mod places;
mod projects;
mod records;
mod refusal;
mod rehearsals;
mod reports;
mod review;
mod rhythm;
mod search;
mod session;
mod shape;
mod sheet;
mod supervision;
mod themes;
mod tokens;
mod units;
mod views;

use crate::state::Web;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use std::sync::Arc;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// Where the API begins.
pub const ROOT: &str = "/api/v1";

/// The API, its document at `/api/v1/openapi.json` and its page at `/api`.
pub fn routes(web: &Web) -> Router<Web> {
    let (endpoints, document) = parts();
    let json = Arc::new(document::text(&document));
    let endpoints = endpoints
        .layer(from_fn_with_state(web.clone(), once::layer))
        .layer(from_fn(if_match::layer));
    let document_route = get(move || async move { document::answer(&json).into_response() });
    Router::new()
        .merge(endpoints)
        .route(&format!("{ROOT}/openapi.json"), document_route)
        .merge(page::routes(document))
}

/// The OpenAPI document as JSON text, indented, ending in a line break: what the repository keeps.
pub fn openapi() -> String {
    document::text(&parts().1)
}

fn parts() -> (Router<Web>, OpenApi) {
    let resources = OpenApiRouter::new()
        .merge(session::router())
        .merge(reports::router())
        .merge(review::router())
        .merge(rhythm::router())
        .merge(bulletins::router())
        .merge(drafts::router())
        .merge(sheet::router())
        .merge(ledger::router())
        .merge(search::router())
        .merge(cases::router())
        .merge(case_together::router())
        .merge(case_desk::router())
        .merge(case_import::router())
        .merge(case_types::router())
        .merge(evaluation::router())
        .merge(messages::router())
        .merge(case_streams::router())
        .merge(clusters::router())
        .merge(commitments::router())
        .merge(records::router())
        .merge(change_requests::router())
        .merge(supervision::router())
        .merge(duty::router())
        .merge(projects::router())
        .merge(indicators::router())
        .merge(ask::router())
        .merge(learning::router())
        .merge(rehearsals::router())
        .merge(people::router())
        .merge(themes::router())
        .merge(tokens::router())
        .merge(journal::router())
        .merge(views::router())
        .merge(calendar::router())
        .merge(units::router())
        .merge(places::router());
    let (router, mut document) = OpenApiRouter::with_openapi(document::head())
        .nest(ROOT, resources)
        .split_for_parts();
    document::complete(&mut document);
    (router, document)
}
