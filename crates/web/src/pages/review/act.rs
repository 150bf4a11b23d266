//! What one press decides: accept, restore, take a proposed lead unit. And one draft by itself.

use super::answer::{Island, Scene};
use super::conflict;
use super::item::{Item, Names, Rights, item};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::state::Web;
use app::review::{self, Assign, Versioned};
use askama::Template;
use axum::extract::{Form, Path, RawQuery, State};
use axum::http::StatusCode;
use commitment::{Commitment, ReportStatus};
use serde::Deserialize;

/// A press, on the version that was shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Press {
    /// Version seen.
    pub version: i64,
    /// Query of the list to come back to.
    pub back: String,
    /// Unit taken as lead.
    pub lead: String,
}

pub async fn accept(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    Form(press): Form<Press>,
) -> Answer {
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &press.back,
    };
    let done = review::accept(web.app(), &viewer.actor, &id, press.version).await;
    answer(
        &scene,
        &id,
        press.version,
        done,
        "flash.draft_accepted",
        true,
    )
    .await
}

pub async fn restore(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    Form(press): Form<Press>,
) -> Answer {
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &press.back,
    };
    let done = review::restore(web.app(), &viewer.actor, &id, press.version).await;
    answer(
        &scene,
        &id,
        press.version,
        done,
        "flash.draft_restored",
        false,
    )
    .await
}

pub async fn lead(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    Form(press): Form<Press>,
) -> Answer {
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &press.back,
    };
    let supporting = match review::show(web.app(), &viewer.actor, &report, &id).await {
        Ok(draft) => draft
            .value
            .supporting
            .into_iter()
            .filter(|u| *u != press.lead)
            .collect(),
        Err(error) => return Err(error.into()),
    };
    let cmd = Assign {
        lead: Some(Some(press.lead.clone())),
        supporting: Some(supporting),
        leader: None,
    };
    let done = review::assign(web.app(), &viewer.actor, &id, press.version, &cmd).await;
    answer(
        &scene,
        &id,
        press.version,
        done,
        "flash.draft_assigned",
        false,
    )
    .await
}

async fn answer(
    scene: &Scene<'_>,
    id: &str,
    seen: i64,
    done: app::Result<Versioned<Commitment>>,
    flash: &str,
    goes_on: bool,
) -> Answer {
    match done {
        Ok(draft) => {
            let anchor = if goes_on && !scene.island.0 {
                scene.next_undecided(&draft.value).await?
            } else {
                id.to_owned()
            };
            scene.done(&[draft], flash, &anchor).await
        }
        Err(error) if error.current_version().is_some() => conflict::press(scene, id, seen).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "review/one.html")]
struct Page {
    f: Frame,
    rights: Rights,
    item: Item,
    quote: String,
    back: String,
}

/// `GET /reports/{id}/review/{item}`: one draft; alone for the island.
pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let app = web.app();
    let draft = review::show(app, &viewer.actor, &report, &id).await?;
    let back = query.unwrap_or_default();
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &back,
    };
    let f = Frame::of(&viewer, "review.title");
    if island.0 {
        return scene
            .fragment(f, &[draft], String::new(), StatusCode::OK)
            .await;
    }
    let names = Names::load(app).await?;
    let item = item(&f, &names, &draft);
    let title = f.t1("review.no", "no", item.no);
    let f = f
        .under("/reports", "nav.reports")
        .under(&scene.review_href(), "review.title")
        .titled(&title);
    let rights = Rights::of(app, &viewer.actor, ReportStatus::Reviewing);
    html(&Page {
        f,
        rights,
        item,
        quote: draft.value.source.quote,
        back: back.clone(),
    })
}
