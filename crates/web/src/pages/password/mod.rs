//! `/password`: a person sets a new password.

use super::{Answer, html, sign_in};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use app::session::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use askama::Template;
use axum::extract::{Form, State};
use axum::response::IntoResponse;
use axum::routing::get;
use serde::Deserialize;

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/password", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "password/password.html")]
struct Page {
    f: Frame,
    must_change: bool,
    problems: Problems,
    chars_min: usize,
    chars_max: usize,
}

async fn show(viewer: Viewer) -> Answer {
    page(&viewer, Problems::none())
}

fn page(viewer: &Viewer, problems: Problems) -> Answer {
    html(&Page {
        f: Frame::of(viewer, "password.title"),
        must_change: viewer.visitor.must_change,
        problems,
        chars_min: PASSWORD_CHARS_MIN,
        chars_max: PASSWORD_CHARS_MAX,
    })
}

#[derive(Deserialize)]
struct Passwords {
    old_password: String,
    new_password: String,
    again: String,
}

async fn submit(State(web): State<Web>, viewer: Viewer, Form(form): Form<Passwords>) -> Answer {
    let lang = viewer.visitor.prefs.lang;
    if form.new_password != form.again {
        return page(&viewer, Problems::one(lang, "again", "password.differ"));
    }
    match app::session::change_password(
        web.app(),
        &viewer.actor,
        &form.old_password,
        &form.new_password,
    )
    .await
    {
        Ok(signed_in) => Ok(sign_in::enter(&web, &signed_in, "/")),
        Err(error) => {
            let fault = Fault::from(error);
            let page = page(&viewer, Problems::of(lang, &fault))?;
            Ok((fault.status, page).into_response())
        }
    }
}
