//! `/admin/tokens`: tokens by which programs act for a unit. A secret is shown once.

pub mod asked;

use super::list::{Bar, Paging, format};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::format;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use app::list::TokenFilter;
use app::token::{self, TokenRow};
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use org::{Action, Resource};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/admin/tokens", get(show).post(create))
        .route("/admin/tokens/export/{format}", get(export))
        .route("/admin/tokens/{id}/revoke", post(revoke))
}

#[derive(Template)]
#[template(path = "tokens/tokens.html")]
struct Page {
    f: Frame,
    bar: Bar,
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

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let typed = NewForm::default();
    page(
        &web,
        &viewer,
        (asked, paging),
        Problems::none(),
        typed,
        None,
    )
    .await
}

/// The list as it is without conditions.
fn usual() -> (Asked, Paging) {
    (Asked::default(), Paging::default())
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging)?;
    let out = token::export(web.app(), &viewer.actor, &query, format(&code)?).await?;
    Ok(file::download(out))
}

async fn page(
    web: &Web,
    viewer: &Viewer,
    (asked, paging): (Asked, Paging),
    problems: Problems,
    typed: NewForm,
    secret: Option<String>,
) -> Answer {
    let app = web.app();
    let listed = token::list(app, &viewer.actor, &asked.query(&paging)?).await?;
    let f = Frame::of(viewer, "nav.tokens");
    let own = [viewer.actor.unit.as_str()];
    let sorts = app::list::sorts::<TokenFilter>();
    let states = ("list.token_state", &["in_use", "revoked"][..]);
    let bar = Bar::of(&f, "/admin/tokens", "tokens", sorts, &paging)
        .search(&f, &asked.q)
        .units(&f, "unit", "people.unit", &asked.unit, units::owners(app))
        .codes(&f, "state", "people.state", &asked.state, states)
        .paged(listed.next.as_deref(), listed.total)
        .exported(app.may(&viewer.actor, Action::Export, Resource::Token, &own));
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
        f,
        bar,
        tokens: listed.rows.into_iter().map(line).collect(),
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
                usual(),
                Problems::none(),
                NewForm::default(),
                Some(new.secret),
            )
            .await
        }
        Err(error) => {
            let fault = crate::edge::fault::Fault::from(error);
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let page = page(&web, &viewer, usual(), problems, form, None).await?;
            Ok((fault.status, page).into_response())
        }
    }
}

async fn revoke(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    token::revoke(web.app(), &viewer.actor, &id).await?;
    Ok(Flash::new("flash.token_revoked").go("/admin/tokens", web.options().secure_cookies))
}
