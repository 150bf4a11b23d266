//! `/projects/new`: a project is registered.

use super::super::{Answer, html};
use super::act::{Fields, needed, of};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use app::AppError;
use app::project::{self, RegisterCmd};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use org::{Action, Resource};

#[derive(Template)]
#[template(path = "projects/new.html")]
struct NewPage {
    f: Frame,
    fields: Fields,
    bureaus: Vec<Choice>,
    problems: Problems,
}

impl NewPage {
    fn value(&self, name: &str) -> &str {
        of(&self.fields, name)
    }
}

pub async fn ask(State(web): State<Web>, viewer: Viewer) -> Answer {
    html(&new_page(&web, &viewer, Fields::new(), Problems::none())?)
}

fn new_page(
    web: &Web,
    viewer: &Viewer,
    fields: Fields,
    problems: Problems,
) -> Result<NewPage, Fault> {
    let app = web.app();
    let may = |unit: &str| app.may(&viewer.actor, Action::Create, Resource::Project, &[unit]);
    let bureaus: Vec<Choice> = units::owners(app)
        .into_iter()
        .filter(|choice| may(&choice.code))
        .collect();
    if bureaus.is_empty() {
        return Err(AppError::forbidden("create project").into());
    }
    Ok(NewPage {
        f: Frame::of(viewer, "project.new").under("/projects", "nav.projects"),
        fields,
        bureaus,
        problems,
    })
}

pub async fn register(
    State(web): State<Web>,
    viewer: Viewer,
    Form(fields): Form<Fields>,
) -> Answer {
    let done = match needed("total", &fields) {
        Ok(total) => {
            let cmd = RegisterCmd {
                code: input::given(of(&fields, "code")),
                name: of(&fields, "name").to_owned(),
                owner: of(&fields, "owner").to_owned(),
                bureau: of(&fields, "bureau").to_owned(),
                leader: None,
                place: input::given(of(&fields, "place")),
                category: of(&fields, "category").to_owned(),
                total,
                basis: of(&fields, "basis").to_owned(),
                funding: vec![],
            };
            let done = project::register(web.app(), &viewer.actor, cmd).await;
            done.map_err(Fault::from)
        }
        Err(fault) => Err(fault),
    };
    match done {
        Ok(made) => Ok(Flash::new("flash.project_changed").go(
            &format!("/projects/{}", made.value.id),
            web.options().secure_cookies,
        )),
        Err(fault) if fault.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let page = new_page(&web, &viewer, fields, problems)?;
            Ok((fault.status, html(&page)?).into_response())
        }
        Err(fault) => Err(fault),
    }
}
