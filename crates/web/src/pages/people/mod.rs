//! `/admin/people`: accounts. The system administrator makes and ends them, the security
//! administrator gives roles and first passwords.

mod change;

use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use app::person::{self, PersonRow};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use org::{Action, Resource, Role};

pub fn router() -> axum::Router<Web> {
    axum::Router::new()
        .route("/admin/people", get(show).post(change::create))
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

async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    page(&web, &viewer, Problems::none(), change::NewForm::default()).await
}

async fn page(web: &Web, viewer: &Viewer, problems: Problems, typed: change::NewForm) -> Answer {
    let app = web.app();
    let may = |action, resource| app.may(&viewer.actor, action, resource, &[]);
    html(&Page {
        f: Frame::of(viewer, "nav.people"),
        people: person::list(app, &viewer.actor).await?,
        units: units::all(app),
        roles: Role::ALL
            .iter()
            .filter(|r| **r != Role::ApiClient)
            .map(|r| r.code())
            .collect(),
        problems,
        typed,
        may_create: may(Action::Create, Resource::Person),
        may_disable: may(Action::Disable, Resource::Person),
        may_enable: may(Action::Edit, Resource::Person),
        may_grant: may(Action::Grant, Resource::Role),
        may_reset: may(Action::Revoke, Resource::Session),
    })
}

/// The page again with what was wrong and what was typed.
async fn again(web: &Web, viewer: &Viewer, fault: Fault, typed: change::NewForm) -> Answer {
    let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
    let page = page(web, viewer, problems, typed).await?;
    Ok((fault.status, page).into_response())
}

impl Page {
    fn holds(person: &PersonRow, role: &str) -> bool {
        person.roles.iter().any(|r| r == role)
    }
}
