//! `/sign-in`, `/sign-in/demo`, `/sign-out`.

use super::{Answer, html};
use crate::edge::cookie::{self, Life};
use crate::edge::fault::Fault;
use crate::edge::remote::Remote;
use crate::edge::session::{SESSION, Viewer, Visitor};
use crate::flash::{Flash, own_path};
use crate::frame::Frame;
use crate::nav;
use crate::state::Web;
use app::session::{DemoSignIn, SignedIn};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::time::Instant;

/// Demonstration accounts shown at once; the profile puts the roles of the story first.
const DEMO_SHOWN: usize = 5;

pub fn router() -> axum::Router<Web> {
    axum::Router::new()
        .route("/sign-in", get(show).post(submit))
        .route("/sign-in/demo", post(demo))
        .route("/sign-out", post(sign_out))
}

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct Page {
    f: Frame,
    login: String,
    next: String,
    problem: Option<String>,
    demo: Vec<DemoSignIn>,
    demo_more: Vec<DemoSignIn>,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

async fn show(State(web): State<Web>, visitor: Visitor, Query(query): Query<Next>) -> Answer {
    if let Some(actor) = &visitor.actor {
        return Ok(Redirect::to(nav::home(web.app(), actor)).into_response());
    }
    page(&web, &visitor, String::new(), query.next, None).await
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    login: String,
    next: String,
    fault: Option<&Fault>,
) -> Answer {
    let f = Frame::new(visitor);
    let title = f.t("sign_in.title");
    let problem = fault.map(|p| p.words(f.lang()).to_owned());
    let mut demo = app::session::demo_sign_ins(web.app()).await?;
    let demo_more = demo.split_off(demo.len().min(DEMO_SHOWN));
    html(&Page {
        f: f.titled(&title),
        login,
        next,
        problem,
        demo,
        demo_more,
    })
}

#[derive(Deserialize)]
struct Credentials {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

async fn submit(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Form(form): Form<Credentials>,
) -> Answer {
    if !web.sign_in_tries().admit(&remote, Instant::now()) {
        return Err(Fault::of(StatusCode::TOO_MANY_REQUESTS, "too_many_tries"));
    }
    match app::session::sign_in(web.app(), &form.login, &form.password, &remote).await {
        Ok(signed_in) => Ok(enter(&web, &signed_in, &form.next)),
        Err(error) => {
            let fault = Fault::from(error);
            let page = page(&web, &visitor, form.login, form.next, Some(&fault)).await?;
            Ok((fault.status, page).into_response())
        }
    }
}

#[derive(Deserialize)]
struct Demo {
    login: String,
    #[serde(default)]
    next: String,
}

async fn demo(State(web): State<Web>, Remote(remote): Remote, Form(form): Form<Demo>) -> Answer {
    if !web.sign_in_tries().admit(&remote, Instant::now()) {
        return Err(Fault::of(StatusCode::TOO_MANY_REQUESTS, "too_many_tries"));
    }
    let signed_in = app::session::demo_sign_in(web.app(), &form.login, &remote).await?;
    Ok(enter(&web, &signed_in, &form.next))
}

/// Sets the session cookie and goes where the person wanted to go.
pub(super) fn enter(web: &Web, signed_in: &SignedIn, next: &str) -> Response {
    let to = match (signed_in.must_change, own_path(next)) {
        (true, _) => "/password",
        (false, "/") => nav::home(web.app(), &signed_in.actor),
        (false, path) => path,
    };
    let mut response = Redirect::to(to).into_response();
    let secure = web.options().secure_cookies;
    let value = cookie::set(SESSION, &signed_in.token, Life::Session, secure);
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}

async fn sign_out(State(web): State<Web>, viewer: Viewer) -> Answer {
    if let Some(token) = &viewer.visitor.token {
        app::session::sign_out(web.app(), &viewer.actor, token).await?;
    }
    let secure = web.options().secure_cookies;
    let mut response = Flash::new("flash.signed_out").go("/sign-in", secure);
    let gone = cookie::set(SESSION, "", Life::Gone, secure);
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
