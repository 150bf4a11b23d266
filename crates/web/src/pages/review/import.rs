//! `POST /reports`: a report comes in. Short work answers at once; long work shows how far it is.

use super::{list, upload};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input::{given, wrong};
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use crate::work::End;
use app::FileIn;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use std::time::Duration;
use tokio::sync::oneshot;

/// Longer work is followed on its own page.
const WAIT: Duration = Duration::from_secs(4);

pub async fn submit(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let year_typed = form.field("year").to_owned();
    let (file, year) = match read(form) {
        Ok(read) => read,
        Err(fault) => return again(&web, &viewer, fault, &year_typed).await,
    };
    let handle = web
        .works()
        .begin(&viewer.actor.person, "import")
        .ok_or_else(|| Fault::of(StatusCode::SERVICE_UNAVAILABLE, "busy"))?;
    let work = handle.id().to_owned();
    let (tell, told) = oneshot::channel();
    let (app, actor) = (web.app().clone(), viewer.actor.clone());
    tokio::spawn(async move {
        let steps = handle.clone();
        let done =
            app::report::import(&app, &actor, file, year, &move |step| steps.step(step)).await;
        let end = match done {
            Ok(view) => End::Done {
                location: format!("/reports/{}/review", view.report.id),
                flash: Flash::with("flash.report_imported", view.counts.proposed),
            },
            Err(error) => End::Failed(error.into()),
        };
        handle.end(end.clone());
        let _ = tell.send(end);
    });
    match tokio::time::timeout(WAIT, told).await {
        Ok(Ok(End::Done { location, flash })) => {
            Ok(flash.go(&location, web.options().secure_cookies))
        }
        Ok(Ok(End::Failed(fault)))
            if fault.status.is_client_error() && fault.status != StatusCode::FORBIDDEN =>
        {
            again(&web, &viewer, fault, &year_typed).await
        }
        Ok(Ok(End::Failed(fault))) => Err(fault),
        Ok(Err(_)) => Err(Fault::internal("the import ended without a word")),
        Err(_) => Ok(Redirect::to(&format!("/work/{work}")).into_response()),
    }
}

fn read(form: upload::Upload) -> Result<(FileIn, Option<i16>), Fault> {
    let year = given(form.field("year"))
        .map(|text| text.parse().map_err(|_| wrong("year", "review.year_wrong")));
    let year = year.transpose()?;
    let file = form
        .file
        .ok_or_else(|| wrong("file", "review.file_missing"))?;
    Ok((file, year))
}

async fn again(web: &Web, viewer: &Viewer, fault: Fault, year: &str) -> Answer {
    let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
    let page = list::page(web, viewer, problems, year).await?;
    Ok((fault.status, page).into_response())
}
