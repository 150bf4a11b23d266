//! `/admin/tokens`: tokens by which programs act for a unit. A secret is shown once.

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::format;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use app::token::{self, TokenRow};
use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use org::{Action, Resource};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/admin/tokens", get(show).post(create))
        .route("/admin/tokens/{id}/revoke", post(revoke))
}

#[derive(Template)]
#[template(path = "tokens/tokens.html")]
struct Page {
    f: Frame,
    tokens: Vec<Line>,
    units: Vec<Choice>,
    problems: Problems,
    typed: NewForm,
    secret: Option<String>,
    may_create: bool,
}

struct Line {
    token: TokenRow,
    created: String,
    may_revoke: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct NewForm {
    unit: String,
    name: String,
}

async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    page(&web, &viewer, Problems::none(), NewForm::default(), None).await
}

async fn page(
    web: &Web,
    viewer: &Viewer,
    problems: Problems,
    typed: NewForm,
    secret: Option<String>,
) -> Answer {
    let app = web.app();
    let tokens = token::list(app, &viewer.actor).await?;
    let line = |token: TokenRow| Line {
        created: format::millis(token.created_ms),
        may_revoke: !token.revoked
            && app.may(
                &viewer.actor,
                Action::Revoke,
                Resource::Token,
                &[&token.unit],
            ),
        token,
    };
    html(&Page {
        f: Frame::of(viewer, "nav.tokens"),
        tokens: tokens.into_iter().map(line).collect(),
        units: units::owners(app),
        problems,
        typed,
        secret,
        may_create: app.may(&viewer.actor, Action::Grant, Resource::Token, &[]),
    })
}

async fn create(State(web): State<Web>, viewer: Viewer, Form(form): Form<NewForm>) -> Answer {
    match token::create(web.app(), &viewer.actor, &form.unit, &form.name).await {
        Ok(new) => {
            page(
                &web,
                &viewer,
                Problems::none(),
                NewForm::default(),
                Some(new.secret),
            )
            .await
        }
        Err(error) => {
            let fault = crate::edge::fault::Fault::from(error);
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let page = page(&web, &viewer, problems, form, None).await?;
            Ok((fault.status, page).into_response())
        }
    }
}

async fn revoke(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    token::revoke(web.app(), &viewer.actor, &id).await?;
    Ok(Flash::new("flash.token_revoked").go("/admin/tokens", web.options().secure_cookies))
}
