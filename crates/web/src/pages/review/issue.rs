//! `/reports/{id}/issue`: what stands in the way, the step itself, and what it did.

use super::item::{Names, Rights};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::format;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use app::report::Blocker;
use app::review::Versioned;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use commitment::{Commitment, Kind, ReportStatus, Status};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Obstacles of one kind.
struct Group {
    code: String,
    words: String,
    blockers: Vec<Blocker>,
}

#[derive(Template)]
#[template(path = "review/issue.html")]
struct Page {
    f: Frame,
    id: String,
    version: i64,
    issued_at: Option<String>,
    issued_by: String,
    groups: Vec<Group>,
    count: usize,
    kinds: Vec<(&'static str, usize)>,
    dropped: usize,
    units: Vec<(String, usize)>,
    rights: Rights,
    problems: Problems,
}

/// The step, confirmed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Confirmed {
    version: i64,
    sure: String,
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    page(&web, &viewer, &id, Problems::none()).await
}

async fn page(web: &Web, viewer: &Viewer, id: &str, problems: Problems) -> Answer {
    let app = web.app();
    let view = app::report::show(app, &viewer.actor, id).await?;
    let issued = view.report.status == ReportStatus::Issued;
    let drafts = app::review::list(app, &viewer.actor, id).await?;
    let rights = Rights::of(app, &viewer.actor, view.report.status);
    let blockers = if issued || !rights.issue {
        vec![]
    } else {
        app::report::blockers(app, &viewer.actor, id).await?
    };
    let names = Names::load(app).await?;
    let review = format!("/reports/{id}/review");
    let f = Frame::of(viewer, "review.issue_title")
        .under("/reports", "nav.reports")
        .under(&review, "review.title");
    let counted = if issued {
        Status::Issued
    } else {
        Status::Accepted
    };
    let taken: Vec<&Commitment> = drafts
        .iter()
        .map(|d| &d.value)
        .filter(|c| c.status == counted)
        .collect();
    html(&Page {
        id: id.to_owned(),
        version: view.version,
        issued_at: view.report.issued_at.map(format::instant),
        issued_by: view
            .report
            .issued_by
            .as_deref()
            .map(|p| names.person(p))
            .unwrap_or_default(),
        groups: groups(&f, blockers),
        count: taken.len(),
        kinds: Kind::ALL
            .iter()
            .map(|k| (k.code(), taken.iter().filter(|c| c.kind == *k).count()))
            .collect(),
        dropped: dropped(&drafts),
        units: units(&names, &taken),
        rights,
        problems,
        f,
    })
}

fn dropped(drafts: &[Versioned<Commitment>]) -> usize {
    drafts
        .iter()
        .filter(|d| d.value.status == Status::Dropped)
        .count()
}

/// Obstacles by kind, in the order in which the kinds first occur.
fn groups(f: &Frame, blockers: Vec<Blocker>) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![];
    for blocker in blockers {
        match groups.iter_mut().find(|g| g.code == blocker.code) {
            Some(group) => group.blockers.push(blocker),
            None => {
                let words = match f.t_in("review.blocker", &blocker.code) {
                    unknown if unknown == blocker.code => {
                        f.pick(&blocker.zh, &blocker.en).to_owned()
                    }
                    words => words,
                };
                groups.push(Group {
                    code: blocker.code.clone(),
                    words,
                    blockers: vec![blocker],
                });
            }
        }
    }
    groups
}

/// Commitments by lead unit, the most first.
fn units(names: &Names, taken: &[&Commitment]) -> Vec<(String, usize)> {
    let mut by_unit: BTreeMap<&str, usize> = BTreeMap::new();
    for lead in taken.iter().filter_map(|c| c.lead.as_deref()) {
        *by_unit.entry(lead).or_default() += 1;
    }
    let mut units: Vec<(String, usize)> = by_unit
        .into_iter()
        .map(|(code, n)| (names.unit(code), n))
        .collect();
    units.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    units
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Confirmed>,
) -> Answer {
    let lang = viewer.visitor.prefs.lang;
    if form.sure != "1" {
        let page = page(
            &web,
            &viewer,
            &id,
            Problems::one(lang, "sure", "review.issue_unsure"),
        )
        .await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    match app::report::issue(web.app(), &viewer.actor, &id, form.version)
        .await
        .map_err(Fault::from)
    {
        Ok(outcome) => Ok(Flash::with("flash.report_issued", outcome.issued).go(
            &format!("/reports/{id}/issue"),
            web.options().secure_cookies,
        )),
        Err(fault)
            if matches!(
                fault.status,
                StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT
            ) =>
        {
            let page = page(&web, &viewer, &id, Problems::of(lang, &fault)).await?;
            Ok((fault.status, page).into_response())
        }
        Err(fault) => Err(fault),
    }
}
