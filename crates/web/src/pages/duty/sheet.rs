//! `/duty/sheet`: the list as a spreadsheet, out and in again.
//!
//! As with the task breakdown, the dry run's page carries the file in its second form, and what is
//! applied must be what was shown.

use super::super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::carried::{self, Outcome, Shown};
use crate::pages::file::download;
use crate::pages::review::upload;
use crate::problems::Problems;
use crate::state::Web;
use app::duty::Imported;
use app::{AppError, Format};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use duty::sheet::LineChange;
use org::{Action, Resource};

#[derive(Template)]
#[template(path = "duty/sheet.html")]
struct Page {
    f: Frame,
    shown: Option<Shown<Imported>>,
    changed_meanwhile: bool,
    problems: Problems,
}

pub async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    page(&web, &viewer, None, false, Problems::none())
}

fn page(
    web: &Web,
    viewer: &Viewer,
    shown: Option<Shown<Imported>>,
    changed_meanwhile: bool,
    problems: Problems,
) -> Answer {
    let may = web
        .app()
        .may(&viewer.actor, Action::Import, Resource::DutyList, &[]);
    if !may {
        return Err(AppError::forbidden("import duty_list").into());
    }
    html(&Page {
        f: Frame::of(viewer, "duty.import").under("/duty", "nav.duty"),
        shown,
        changed_meanwhile,
        problems,
    })
}

/// `POST`: a dry run, or with `apply` and the digest of the difference shown, the step itself.
pub async fn submit(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let (app, actor) = (web.app(), &viewer.actor);
    let import = |file, dry| app::duty::import(app, actor, file, dry);
    match carried::step(form, |diff: &Imported| diff.comparison.errors, import).await {
        Ok(Outcome::Applied(done)) => {
            Ok(Flash::with("flash.sheet_applied", done.comparison.changed)
                .go("/duty", web.options().secure_cookies))
        }
        Ok(Outcome::Shown(shown, another)) => {
            page(&web, &viewer, Some(shown), another, Problems::none())
        }
        Err(fault) if fault.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let page = page(&web, &viewer, None, false, problems)?;
            Ok((fault.status, page).into_response())
        }
        Err(fault) => Err(fault),
    }
}

/// `GET /duty/sheet/{csv|xlsx}`.
pub async fn export(State(web): State<Web>, viewer: Viewer, Path(format): Path<String>) -> Answer {
    let format =
        Format::from_code(&format).ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_page"))?;
    let file = app::duty::export(web.app(), &viewer.actor, None, format).await?;
    Ok(download(file))
}
