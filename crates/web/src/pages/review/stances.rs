//! `…/review/stances`: statements of principle bind nobody, so they may be seen and accepted together.

use super::answer::{Island, Scene};
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::state::Web;
use app::review;
use askama::Template;
use axum::extract::{Path, RawForm, State};
use commitment::{Kind, Status};
use org::Action;

struct Stance {
    id: String,
    version: i64,
    no: u32,
    text: String,
    certainty: u8,
}

#[derive(Template)]
#[template(path = "review/stances.html")]
struct Page {
    f: Frame,
    action: String,
    stances: Vec<Stance>,
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Path(report): Path<String>) -> Answer {
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island: Island(false),
        report: &report,
        back: "",
    };
    scene.require(Action::Accept)?;
    let drafts = review::list(web.app(), &viewer.actor, &report).await?;
    let open = drafts
        .into_iter()
        .filter(|d| d.value.kind == Kind::Principle && d.value.status == Status::Proposed);
    let stances = open.map(|d| Stance {
        id: d.value.id,
        version: d.version,
        no: d.value.no,
        text: d.value.text,
        certainty: d.value.certainty,
    });
    let back = scene.review_href();
    html(&Page {
        f: Frame::of(&viewer, "review.stances_title")
            .under("/reports", "nav.reports")
            .under(&back, "review.title"),
        action: format!("/reports/{report}/review/stances"),
        stances: stances.collect(),
    })
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path(report): Path<String>,
    RawForm(body): RawForm,
) -> Answer {
    let ticked: Vec<(String, i64)> = form_urlencoded::parse(&body)
        .filter(|(name, _)| name == "draft")
        .filter_map(|(_, value)| {
            value
                .split_once(':')
                .and_then(|(id, version)| Some((id.to_owned(), version.parse().ok()?)))
        })
        .collect();
    let outcomes = review::accept_many(web.app(), &viewer.actor, &ticked).await?;
    let accepted = outcomes.iter().filter(|o| o.version.is_some()).count();
    let left = outcomes.len() - accepted;
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: "",
    };
    let flash = match left {
        0 => Flash::with("flash.stances_accepted", accepted),
        _ => Flash::with("flash.stances_left", left),
    };
    Ok(flash.go(&scene.review_href(), web.options().secure_cookies))
}
