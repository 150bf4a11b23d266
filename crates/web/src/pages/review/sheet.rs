//! `/reports/{id}/sheet`: the task breakdown as a spreadsheet, out and in again.
//!
//! The dry run's page carries the file in its second form (`carried`).

use super::item::Rights;
use super::upload;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::carried::{self, Outcome, Shown};
use crate::pages::file::download;
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use app::Format;
use app::sheet::{LineChange, SheetDiff};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;

#[derive(Template)]
#[template(path = "review/sheet.html")]
struct Page {
    f: Frame,
    id: String,
    rights: Rights,
    shown: Option<Shown<SheetDiff>>,
    changed_meanwhile: bool,
    problems: Problems,
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    page(&web, &viewer, id, None, false, Problems::none()).await
}

async fn page(
    web: &Web,
    viewer: &Viewer,
    id: String,
    shown: Option<Shown<SheetDiff>>,
    changed_meanwhile: bool,
    problems: Problems,
) -> Answer {
    let view = app::report::show(web.app(), &viewer.actor, &id).await?;
    let review = format!("/reports/{id}/review");
    html(&Page {
        f: Frame::of(viewer, "review.sheet_title")
            .under("/reports", "nav.reports")
            .under(&review, "review.title"),
        rights: Rights::of(web.app(), &viewer.actor, view.report.status),
        id,
        shown,
        changed_meanwhile,
        problems,
    })
}

/// `POST`: a dry run, or with `apply` and the digest of the difference shown, the step itself.
pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer {
    let form = upload::read(form).await?;
    let (app, actor) = (web.app(), &viewer.actor);
    let import = |file, dry| app::sheet::import(app, actor, &id, file, dry);
    match carried::step(form, |diff: &SheetDiff| diff.errors, import).await {
        Ok(Outcome::Applied(done)) => Ok(Flash::with("flash.sheet_applied", done.changed).go(
            &format!("/reports/{id}/review"),
            web.options().secure_cookies,
        )),
        Ok(Outcome::Shown(shown, another)) => {
            page(&web, &viewer, id, Some(shown), another, Problems::none()).await
        }
        Err(fault)
            if fault.status.is_client_error()
                && fault.status != StatusCode::FORBIDDEN
                && fault.status != StatusCode::NOT_FOUND =>
        {
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let status = fault.status;
            let page = page(&web, &viewer, id, None, false, problems).await?;
            Ok((status, page).into_response())
        }
        Err(fault) => Err(fault),
    }
}

/// `GET /reports/{id}/sheet/{csv|xlsx}`.
pub async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, format)): Path<(String, String)>,
) -> Answer {
    let format =
        Format::from_code(&format).ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_page"))?;
    let file = app::sheet::export(web.app(), &viewer.actor, &id, format).await?;
    Ok(download(file))
}
