//! `/reports/{id}/sheet`: the task breakdown as a spreadsheet, out and in again.
//!
//! The dry run's page carries the file in its second form, so that nothing is kept on the server
//! between the look and the step. What is applied must be what was shown: the difference is worked
//! out again, and where it is another one it is shown instead.

use super::item::Rights;
use super::upload;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input::wrong;
use crate::pages::carried::{digest_of, from_hex, to_hex};
use crate::pages::file::download;
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use app::sheet::{LineChange, SheetDiff};
use app::{FileIn, Format};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;

/// The difference, and the file it comes from.
struct Shown {
    diff: SheetDiff,
    name: String,
    hex: String,
    digest: String,
}

#[derive(Template)]
#[template(path = "review/sheet.html")]
struct Page {
    f: Frame,
    id: String,
    rights: Rights,
    shown: Option<Shown>,
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
    shown: Option<Shown>,
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
    let (apply, digest) = (form.field("apply") == "1", form.field("digest").to_owned());
    match import(&web, &viewer, &id, form, apply, &digest).await {
        Ok(Outcome::Applied(changed)) => Ok(Flash::with("flash.sheet_applied", changed).go(
            &format!("/reports/{id}/review"),
            web.options().secure_cookies,
        )),
        Ok(Outcome::Shown(shown)) => {
            let another = apply && shown.digest != digest;
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

enum Outcome {
    Applied(usize),
    Shown(Shown),
}

async fn import(
    web: &Web,
    viewer: &Viewer,
    id: &str,
    form: upload::Upload,
    apply: bool,
    digest: &str,
) -> Result<Outcome, Fault> {
    let carried = from_hex(form.field("carried")).map(|bytes| FileIn {
        name: form.field("name").to_owned(),
        bytes,
    });
    let file = form
        .file
        .or(carried.filter(|f| !f.bytes.is_empty()))
        .ok_or_else(|| wrong("file", "review.file_missing"))?;
    let diff = app::sheet::import(web.app(), &viewer.actor, id, file.clone(), true).await?;
    let shown = Shown {
        digest: digest_of(&diff),
        hex: to_hex(&file.bytes),
        name: file.name.clone(),
        diff,
    };
    if !apply || shown.digest != digest || shown.diff.errors > 0 {
        return Ok(Outcome::Shown(shown));
    }
    let done = app::sheet::import(web.app(), &viewer.actor, id, file, false).await?;
    Ok(Outcome::Applied(done.changed))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_difference_has_another_digest() {
        let one = SheetDiff {
            lines: vec![],
            same: 3,
            changed: 0,
            errors: 0,
            applied: false,
        };
        let two = SheetDiff {
            same: 4,
            ..one.clone()
        };
        assert_ne!(digest_of(&one), digest_of(&two));
    }
}
