//! What is done on the page of an incident.

use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use app::cluster;
use axum::extract::{Form, Path, State};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Given {
    version: i64,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    text: String,
}

/// Ends a form: back to the page with a message, or once more with what was typed.
fn end(
    web: &Web,
    viewer: &Viewer,
    (id, verb, flash): (&str, &str, &str),
    form: &Given,
    done: app::Result<i64>,
) -> Answer {
    let back = format!("/clusters/{id}");
    let error = match done {
        Ok(_) => return Ok(Flash::new(flash).go(&back, web.options().secure_cookies)),
        Err(error) => error,
    };
    let mut retry = Retry::to(format!("{back}/{verb}"), &back).hidden("version", form.version);
    if verb == "announce" {
        return retry
            .long("text", "cluster.say", &form.text)
            .answer(viewer, error.into());
    }
    if verb == "take-out" {
        retry = retry.hidden("case", &form.case);
    }
    if verb == "add" {
        retry = retry.field("number", "cluster.case_number", &form.number, Input::Line);
    }
    retry
        .long("reason", "form.words", &form.reason)
        .answer(viewer, error.into())
}

pub async fn take_out(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Given>,
) -> Answer {
    let out = (form.case.as_str(), form.reason.as_str());
    let done = cluster::take_out(web.app(), &viewer.actor, &id, form.version, out).await;
    let ends = (id.as_str(), "take-out", "flash.cluster_taken_out");
    end(&web, &viewer, ends, &form, done)
}

pub async fn add(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Given>,
) -> Answer {
    let given = (form.number.as_str(), form.reason.as_str());
    let done = cluster::add(web.app(), &viewer.actor, &id, form.version, given).await;
    end(
        &web,
        &viewer,
        (&id, "add", "flash.cluster_added"),
        &form,
        done,
    )
}

pub async fn dissolve(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Given>,
) -> Answer {
    let done = cluster::dissolve(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    let ends = (id.as_str(), "dissolve", "flash.cluster_dissolved");
    end(&web, &viewer, ends, &form, done)
}

pub async fn restore(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Given>,
) -> Answer {
    let done = cluster::restore(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    let ends = (id.as_str(), "restore", "flash.cluster_restored");
    end(&web, &viewer, ends, &form, done)
}

pub async fn announce(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Given>,
) -> Answer {
    let done = cluster::announce(web.app(), &viewer.actor, &id, form.version, &form.text).await;
    let ends = (id.as_str(), "announce", "flash.cluster_announced");
    end(&web, &viewer, ends, &form, done)
}
