//! `/indicators/sheets/{id}`: a sheet that was taken over; a second person confirms it as a whole.

use super::super::super::{Answer, html};
use super::super::words::{number, said};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use app::indicator::{self as indicators, BatchLine, BatchView};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;

#[derive(Template)]
#[template(path = "indicators/import/batch.html")]
struct Page {
    f: Frame,
    b: BatchView,
    problems: Problems,
}

impl Page {
    fn value(&self, line: &BatchLine) -> String {
        said(&self.f, &line.value, &line.unit)
    }

    fn growth(&self, line: &BatchLine) -> String {
        let growth = line.growth.as_ref();
        growth
            .map(|g| format!("{}%", number(g)))
            .unwrap_or_default()
    }

    fn codes(&self, codes: &[String]) -> String {
        codes.join(", ")
    }
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    page(&web, &viewer, &id, Problems::none()).await
}

async fn page(web: &Web, viewer: &Viewer, id: &str, problems: Problems) -> Answer {
    let b = indicators::show_batch(web.app(), &viewer.actor, id).await?;
    html(&Page {
        f: Frame::of(viewer, "indicator.batch").under("/indicators", "nav.indicators"),
        b,
        problems,
    })
}

/// `POST`: all that waits is confirmed.
pub async fn confirm(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    match indicators::confirm_batch(web.app(), &viewer.actor, &id).await {
        Ok(count) => Ok(Flash::with("flash.indicator_confirmed", count).go(
            &format!("/indicators/sheets/{id}"),
            web.options().secure_cookies,
        )),
        Err(error) => {
            let fault: Fault = error.into();
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let page = page(&web, &viewer, &id, problems).await?;
            Ok((fault.status, page).into_response())
        }
    }
}
