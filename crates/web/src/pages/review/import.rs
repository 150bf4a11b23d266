//! `POST /reports`: a report comes in. Short work answers at once; long work shows how far it is.

use super::{list, upload};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input::{given, wrong};
use crate::pages::Answer;
use crate::pages::work::follow::{Followed, follow};
use crate::problems::Problems;
use crate::state::Web;
use crate::work::{End, Handle};
use app::FileIn;
use axum::extract::{Multipart, State};
use axum::response::IntoResponse;

pub async fn submit(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let year_typed = form.field("year").to_owned();
    let (file, year) = match read(form) {
        Ok(read) => read,
        Err(fault) => return again(&web, &viewer, fault, &year_typed).await,
    };
    let (app, actor) = (web.app().clone(), viewer.actor.clone());
    let work = |handle: Handle| async move {
        let tell = |step| handle.step(step);
        match app::report::import(&app, &actor, file, year, &tell).await {
            Ok(view) => End::Done {
                location: format!("/reports/{}/review", view.report.id),
                flash: Flash::with("flash.report_imported", view.counts.proposed),
            },
            Err(error) => End::Failed(error.into()),
        }
    };
    match follow(&web, &viewer, "import", work).await? {
        Followed::Answer(answer) => Ok(answer),
        Followed::Mend(fault) => again(&web, &viewer, fault, &year_typed).await,
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
