//! `/projects/verify`: what waits for a second person, verified one by one or many at once.

use super::super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use app::project::{self, Entry, EntryKind, Waiting, WaitingEntry};
use askama::Template;
use axum::extract::{RawForm, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;

#[derive(Template)]
#[template(path = "projects/verify.html")]
struct Page {
    f: Frame,
    waiting: Waiting,
    problems: Problems,
}

impl Page {
    /// The value of an entry's box.
    fn key(&self, waits: &WaitingEntry) -> String {
        let kind = match waits.entry.kind {
            EntryKind::Investment => "investment",
            EntryKind::Milestone => "milestone",
        };
        format!("{kind}:{}:{}", waits.entry.no, waits.entry.project)
    }

    fn says(&self, waits: &WaitingEntry) -> String {
        if let (Some(of), Some(amount)) = (waits.month, waits.amount) {
            let ledger = self.f.t_in("project.ledger", of.ledger.code());
            let month = format!("{}-{:02}", of.year, of.month);
            let amount = super::wan(&amount);
            let words = self
                .f
                .t2("project.month_amount", "month", month, "n", amount);
            return format!("{ledger} {words}");
        }
        waits.milestone.map_or_else(String::new, |step| {
            let batch = self.f.t_in("project.batch", step.batch.code());
            format!("{batch} {}", step.date)
        })
    }
}

pub async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    page(&web, &viewer, Problems::none()).await
}

async fn page(web: &Web, viewer: &Viewer, problems: Problems) -> Answer {
    html(&Page {
        f: Frame::of(viewer, "project.verify").under("/projects", "nav.projects"),
        waiting: project::waiting(web.app(), &viewer.actor).await?,
        problems,
    })
}

/// `POST`: boxes named `entry`, each `kind:no:project`.
pub async fn submit(State(web): State<Web>, viewer: Viewer, RawForm(form): RawForm) -> Answer {
    let chosen = form_urlencoded::parse(&form).filter(|(name, _)| name == "entry");
    let entries: Option<Vec<Entry>> = chosen.map(|(_, value)| entry(&value)).collect();
    let entries = entries.ok_or_else(|| Fault::of(StatusCode::BAD_REQUEST, "unreadable"))?;
    match project::verify_many(web.app(), &viewer.actor, &entries).await {
        Ok(count) => Ok(Flash::with("flash.project_verified", count)
            .go("/projects/verify", web.options().secure_cookies)),
        Err(error) => {
            let fault: Fault = error.into();
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let page = page(&web, &viewer, problems).await?;
            Ok((fault.status, page).into_response())
        }
    }
}

fn entry(value: &str) -> Option<Entry> {
    let mut parts = value.splitn(3, ':');
    let kind = match parts.next()? {
        "investment" => EntryKind::Investment,
        "milestone" => EntryKind::Milestone,
        _ => return None,
    };
    Some(Entry {
        no: parts.next()?.parse().ok()?,
        project: parts.next()?.to_owned(),
        kind,
    })
}
