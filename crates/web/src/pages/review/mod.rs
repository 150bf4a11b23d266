//! `/reports`: a work report comes in, its draft ledger is reviewed and issued.

mod act;
mod answer;
pub mod asked;
mod assign;
mod conflict;
mod cut;
mod edit;
mod filter;
mod form;
mod import;
mod issue;
mod item;
mod leave_out;
mod list;
mod merge;
mod page;
mod poll;
mod sheet;
mod source;
mod split;
mod stances;
pub mod upload;

use crate::state::Web;
use axum::Router;
use axum::routing::{get, post};

/// Every page and form of this folder.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/reports", get(list::show).post(import::submit))
        .route("/reports/export/{format}", get(list::export))
        .route("/reports/{id}", get(page::resume))
        .route("/reports/{id}/review", get(page::show))
        .route("/reports/{id}/review/changes", get(poll::changes))
        .route("/reports/{id}/review/text", get(page::text))
        .route(
            "/reports/{id}/review/stances",
            get(stances::show).post(stances::submit),
        )
        .route("/reports/{id}/review/{item}", get(act::show))
        .route("/reports/{id}/review/{item}/accept", post(act::accept))
        .route("/reports/{id}/review/{item}/restore", post(act::restore))
        .route("/reports/{id}/review/{item}/lead", post(act::lead))
        .route(
            "/reports/{id}/review/{item}/edit",
            get(form::show::<edit::Typed>).post(edit::submit),
        )
        .route(
            "/reports/{id}/review/{item}/split",
            get(form::show::<split::Typed>).post(split::submit),
        )
        .route(
            "/reports/{id}/review/{item}/merge",
            get(merge::show).post(merge::submit),
        )
        .route(
            "/reports/{id}/review/{item}/drop",
            get(form::show::<leave_out::Typed>).post(leave_out::submit),
        )
        .route(
            "/reports/{id}/review/{item}/assign",
            get(form::show::<assign::Chosen>).post(assign::submit),
        )
        .route("/reports/{id}/issue", get(issue::show).post(issue::submit))
        .route("/reports/{id}/sheet", get(sheet::show).post(sheet::submit))
        .route("/reports/{id}/sheet/{format}", get(sheet::export))
}
