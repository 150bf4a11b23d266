//! `/admin/people`: accounts. The system administrator makes and ends them, the security
//! administrator gives roles and first passwords.

pub mod asked;
mod change;

use super::list::{Bar, Paging, format, say};
use super::{Answer, file, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use app::list::PersonFilter;
use app::person::{self, PersonRow};
use askama::Template;
use asked::Asked;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use org::{Action, Resource, Role};

pub fn router() -> axum::Router<Web> {
    axum::Router::new()
        .route("/admin/people", get(show).post(change::create))
        .route("/admin/people/export/{format}", get(export))
        .route("/admin/people/{login}/disable", post(change::disable))
        .route("/admin/people/{login}/enable", post(change::enable))
        .route("/admin/people/{login}/roles", post(change::set_roles))
        .route(
            "/admin/people/{login}/password",
            post(change::reset_password),
        )
}

#[derive(Template)]
#[template(path = "people/people.html")]
struct Page {
    f: Frame,
    bar: Bar,
    people: Vec<PersonRow>,
    units: Vec<Choice>,
    roles: Vec<&'static str>,
    problems: Problems,
    typed: change::NewForm,
    may_create: bool,
    may_disable: bool,
    may_enable: bool,
    may_grant: bool,
    may_reset: bool,
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let typed = change::NewForm::default();
    page(&web, &viewer, (asked, paging), Problems::none(), typed).await
}

async fn page(
    web: &Web,
    viewer: &Viewer,
    (asked, paging): (Asked, Paging),
    problems: Problems,
    typed: change::NewForm,
) -> Answer {
    let app = web.app();
    let page = person::list(app, &viewer.actor, &asked.query(&paging)?).await?;
    let may = |action, resource| app.may(&viewer.actor, action, resource, &[]);
    let f = Frame::of(viewer, "nav.people");
    let roles: Vec<&str> = Role::ALL
        .iter()
        .filter(|r| **r != Role::ApiClient)
        .map(|r| r.code())
        .collect();
    let own = [viewer.actor.unit.as_str()];
    let sorts = app::list::sorts::<PersonFilter>();
    let states = ("people", &["in_use", "disabled"][..]);
    let bar = Bar::of(&f, "/admin/people", "people", sorts, &paging)
        .search(&f, &asked.q)
        .units(&f, "unit", "people.unit", &asked.unit, units::all(app))
        .codes(&f, "role", "people.roles", &asked.role, ("role", &roles))
        .codes(&f, "state", "people.state", &asked.state, states)
        .paged(page.next.as_deref(), page.total)
        .exported(app.may(&viewer.actor, Action::Export, Resource::Person, &own));
    html(&Page {
        f,
        bar,
        people: page.rows,
        units: units::all(app),
        roles,
        problems,
        typed,
        may_create: may(Action::Create, Resource::Person),
        may_disable: may(Action::Disable, Resource::Person),
        may_enable: may(Action::Edit, Resource::Person),
        may_grant: may(Action::Grant, Resource::Role),
        may_reset: may(Action::Revoke, Resource::Session),
    })
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (query, format) = (asked.query(&paging)?, format(&code)?);
    let out = person::export(web.app(), &viewer.actor, &query, format, &say).await?;
    Ok(file::download(out))
}

/// The page again with what was wrong and what was typed.
async fn again(web: &Web, viewer: &Viewer, fault: Fault, typed: change::NewForm) -> Answer {
    let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
    let usual = (Asked::default(), Paging::default());
    let page = page(web, viewer, usual, problems, typed).await?;
    Ok((fault.status, page).into_response())
}

impl Page {
    fn holds(person: &PersonRow, role: &str) -> bool {
        person.roles.iter().any(|r| r == role)
    }
}
