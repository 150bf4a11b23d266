//! The forms of one rehearsal: run again, publish, drop. Each carries the version seen.

use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use app::rehearsal;
use axum::extract::{Form, Path, State};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Decided {
    version: i64,
    #[serde(default)]
    months: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn again(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decided>,
) -> Answer {
    let months = form.months.trim().parse().unwrap_or(0);
    let done = rehearsal::rehearse_again(web.app(), &viewer.actor, &id, form.version, months).await;
    let back = format!("/rehearsals/{id}");
    match done {
        Ok(_) => Ok(Flash::new("flash.rehearsal_opened").go(&back, web.options().secure_cookies)),
        Err(error) => Retry::to(format!("{back}/again"), &back)
            .hidden("version", form.version)
            .field("months", "rehearsal.months", &form.months, Input::Line)
            .answer(&viewer, error.into()),
    }
}

pub(super) async fn publish(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decided>,
) -> Answer {
    let done = match input::day("from", &form.from) {
        Err(fault) => Err(fault),
        Ok(from) => {
            let (app, actor) = (web.app(), &viewer.actor);
            rehearsal::publish(app, actor, &id, form.version, from, &form.reason)
                .await
                .map_err(Into::into)
        }
    };
    let back = format!("/rehearsals/{id}");
    match done {
        Ok(_) => {
            Ok(Flash::new("flash.rehearsal_published").go(&back, web.options().secure_cookies))
        }
        Err(fault) => Retry::to(format!("{back}/publish"), &back)
            .hidden("version", form.version)
            .field("from", "rehearsal.from", &form.from, Input::Day)
            .long("reason", "form.reason", &form.reason)
            .answer(&viewer, fault),
    }
}

pub(super) async fn drop(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decided>,
) -> Answer {
    let (app, actor) = (web.app(), &viewer.actor);
    let done = rehearsal::drop(app, actor, &id, form.version, &form.reason).await;
    let back = format!("/rehearsals/{id}");
    match done {
        Ok(_) => Ok(Flash::new("flash.rehearsal_dropped").go(&back, web.options().secure_cookies)),
        Err(error) => Retry::to(format!("{back}/drop"), &back)
            .hidden("version", form.version)
            .long("reason", "form.reason", &form.reason)
            .answer(&viewer, error.into()),
    }
}
