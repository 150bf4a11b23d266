//! `/indicators/verify`: what waits for a second pair of eyes, confirmed one by one or many at once.

use super::super::{Answer, html};
use super::words::{number, said};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use app::indicator::{self as indicators, CellEntry, WaitingCell, WaitingCells};
use askama::Template;
use axum::extract::{RawForm, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;

#[derive(Template)]
#[template(path = "indicators/verify.html")]
struct Page {
    f: Frame,
    waiting: WaitingCells,
    problems: Problems,
}

impl Page {
    fn value(&self, waits: &WaitingCell) -> String {
        said(&self.f, &waits.value, &waits.unit)
    }

    fn before(&self, waits: &WaitingCell) -> String {
        waits.before.as_ref().map(number).unwrap_or_default()
    }
}

pub async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    page(&web, &viewer, Problems::none()).await
}

async fn page(web: &Web, viewer: &Viewer, problems: Problems) -> Answer {
    html(&Page {
        f: Frame::of(viewer, "indicator.verify").under("/indicators", "nav.indicators"),
        waiting: indicators::waiting(web.app(), &viewer.actor).await?,
        problems,
    })
}

/// `POST`: boxes named `entry`, each `no:value`.
pub async fn submit(State(web): State<Web>, viewer: Viewer, RawForm(form): RawForm) -> Answer {
    let chosen = form_urlencoded::parse(&form).filter(|(name, _)| name == "entry");
    let entries: Option<Vec<CellEntry>> = chosen.map(|(_, value)| entry(&value)).collect();
    let entries = entries.ok_or_else(|| Fault::of(StatusCode::BAD_REQUEST, "unreadable"))?;
    match indicators::confirm_many(web.app(), &viewer.actor, &entries).await {
        Ok(count) => Ok(Flash::with("flash.indicator_confirmed", count)
            .go("/indicators/verify", web.options().secure_cookies)),
        Err(error) => {
            let fault: Fault = error.into();
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let page = page(&web, &viewer, problems).await?;
            Ok((fault.status, page).into_response())
        }
    }
}

fn entry(value: &str) -> Option<CellEntry> {
    let (no, cell) = value.split_once(':')?;
    Some(CellEntry {
        no: no.parse().ok()?,
        cell: cell.to_owned(),
    })
}
