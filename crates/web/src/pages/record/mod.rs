//! `/records/{id}/…`: somebody verifies, returns, withdraws or reverses a record.

mod view;

pub use view::{RecordLine, line};

use super::Answer;
use crate::edge::session::Viewer;
use crate::flash::{Flash, own_path};
use crate::retry::Retry;
use crate::state::Web;
use app::record;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::post;
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/records/{id}/verify", post(verify))
        .route("/records/{id}/return", post(return_))
        .route("/records/{id}/withdraw", post(withdraw))
        .route("/records/{id}/reverse", post(reverse))
}

#[derive(Deserialize)]
struct Decision {
    version: i64,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    back: String,
}

impl Decision {
    /// The reason where it is not empty.
    fn reason_given(&self) -> Option<String> {
        let reason = self.reason.trim();
        (!reason.is_empty()).then(|| reason.to_owned())
    }
}

async fn verify(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = record::verify(
        web.app(),
        &viewer.actor,
        &id,
        form.version,
        form.reason_given(),
    )
    .await;
    answer(
        &web,
        &viewer,
        done,
        &id,
        "verify",
        "flash.record_verified",
        &form,
    )
}

async fn return_(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = record::return_(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    answer(
        &web,
        &viewer,
        done,
        &id,
        "return",
        "flash.record_returned",
        &form,
    )
}

async fn withdraw(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = record::withdraw(
        web.app(),
        &viewer.actor,
        &id,
        form.version,
        form.reason_given(),
    )
    .await;
    answer(
        &web,
        &viewer,
        done,
        &id,
        "withdraw",
        "flash.record_withdrawn",
        &form,
    )
}

async fn reverse(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = record::reverse(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    answer(
        &web,
        &viewer,
        done,
        &id,
        "reverse",
        "flash.record_reversed",
        &form,
    )
}

fn answer<T>(
    web: &Web,
    viewer: &Viewer,
    done: app::Result<T>,
    id: &str,
    verb: &str,
    flash: &str,
    form: &Decision,
) -> Answer {
    match done {
        Ok(_) => Ok(Flash::new(flash).go(own_path(&form.back), web.options().secure_cookies)),
        Err(error) => Retry::to(format!("/records/{id}/{verb}"), &form.back)
            .hidden("version", form.version)
            .long("reason", "form.reason", &form.reason)
            .answer(viewer, error.into()),
    }
}
