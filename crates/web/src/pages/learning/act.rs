//! The forms of `/learning`: each carries the version seen and a reason.

use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input;
use crate::pages::Answer;
use crate::pages::review::upload;
use crate::retry::{self, Retry};
use crate::state::Web;
use app::learning;
use axum::extract::{Form, Multipart, State};
use serde::Deserialize;

const BACK: &str = "/learning";

#[derive(Deserialize)]
pub(super) struct Threshold {
    version: i64,
    /// Thousandths; empty: the model's own.
    #[serde(default)]
    threshold: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn threshold(
    State(web): State<Web>,
    viewer: Viewer,
    Form(form): Form<Threshold>,
) -> Answer {
    let chosen = input::given(&form.threshold);
    // What is no number is no threshold; the action says so.
    let chosen = chosen.map(|text| text.parse::<u32>().unwrap_or(0));
    let done =
        learning::choose_threshold(web.app(), &viewer.actor, form.version, chosen, &form.reason);
    match done.await {
        Ok(()) => said(&web, "flash.learning_threshold"),
        Err(error) => Retry::to("/learning/threshold".into(), BACK)
            .hidden("version", form.version)
            .field(
                "threshold",
                "learning.per_mille",
                &form.threshold,
                retry::Input::Line,
            )
            .long("reason", "form.reason", &form.reason)
            .answer(&viewer, error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct Automatic {
    version: i64,
    #[serde(default)]
    on: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn automatic(
    State(web): State<Web>,
    viewer: Viewer,
    Form(form): Form<Automatic>,
) -> Answer {
    let on = form.on == "1";
    let done = learning::set_automatic(web.app(), &viewer.actor, form.version, on, &form.reason);
    match done.await {
        Ok(()) if on => said(&web, "flash.learning_on"),
        Ok(()) => said(&web, "flash.learning_off"),
        Err(error) => Retry::to("/learning/automatic".into(), BACK)
            .hidden("version", form.version)
            .hidden("on", &form.on)
            .long("reason", "form.reason", &form.reason)
            .answer(&viewer, error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct Force {
    version: i64,
    /// Empty: none, the phrases alone.
    #[serde(default)]
    model: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn force(
    State(web): State<Web>,
    viewer: Viewer,
    Form(form): Form<Force>,
) -> Answer {
    let model = input::given(&form.model).map(|text| text.parse::<u32>().unwrap_or(0));
    let done = learning::put_in_force(web.app(), &viewer.actor, form.version, model, &form.reason);
    match done.await {
        Ok(()) => said(&web, "flash.learning_force"),
        Err(error) => Retry::to("/learning/force".into(), BACK)
            .hidden("version", form.version)
            .hidden("model", &form.model)
            .long("reason", "form.reason", &form.reason)
            .answer(&viewer, error.into()),
    }
}

/// `POST /learning/train`: from the cases, and from a labelled file where one is chosen.
pub(super) async fn train(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let version = input::given(form.field("version")).and_then(|v| v.parse().ok());
    let version = version.unwrap_or(0);
    match learning::ask_training(web.app(), &viewer.actor, version, form.file).await {
        Ok(_) => said(&web, "flash.learning_asked"),
        Err(error) => Retry::to("/learning/train".into(), BACK)
            .hidden("version", version)
            .field("file", "learning.file", "", retry::Input::Files)
            .answer(&viewer, error.into()),
    }
}

fn said(web: &Web, flash: &str) -> Answer {
    Ok(Flash::new(flash).go(BACK, web.options().secure_cookies))
}
