//! `…/split`: one draft becomes two, cut at a place of its words.

use super::answer::{Island, Scene, filter_in};
use super::conflict::{self, Clash};
use super::cut::{Cut, cuts};
use super::item::Names;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use app::review::{self, Side, SplitCmd};
use askama::Template;
use axum::extract::{Form, Path, RawQuery, State};
use axum::http::StatusCode;
use commitment::Commitment;
use org::Action;
use serde::Deserialize;

/// The cut as chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    back: String,
    at: usize,
    target_in: String,
}

#[derive(Template)]
#[template(path = "review/split.html")]
struct SplitForm {
    f: Frame,
    action: String,
    no: u32,
    cuts: Vec<Cut>,
    target: String,
    typed: Typed,
    problems: Problems,
    clash: Option<Clash>,
    cancel: String,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let back = filter_in(&query.unwrap_or_default()).query();
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &back,
    };
    scene.require(Action::Split)?;
    let draft = review::show(web.app(), &viewer.actor, &report, &id).await?;
    let typed = Typed {
        version: draft.version,
        back: back.clone(),
        ..Typed::default()
    };
    form(
        &scene,
        &draft.value,
        typed,
        Problems::none(),
        None,
        StatusCode::OK,
    )
}

fn form(
    scene: &Scene<'_>,
    c: &Commitment,
    mut typed: Typed,
    problems: Problems,
    clash: Option<Clash>,
    status: StatusCode,
) -> Answer {
    let cuts = cuts(&c.source.quote);
    if cuts.iter().all(|cut| cut.at != typed.at) {
        typed.at = cuts.first().map_or(0, |cut| cut.at);
    }
    let form = SplitForm {
        f: Frame::of(scene.viewer, "review.split_title"),
        action: format!("/reports/{}/review/{}/split", c.report, c.id),
        no: c.no,
        cuts,
        target: c
            .target
            .as_ref()
            .map(review::target_words)
            .unwrap_or_default(),
        typed,
        problems,
        clash,
        cancel: format!("{}#item-{}", scene.review_href(), c.id),
    };
    scene.form("review.split_title", &form, status)
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Answer {
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &typed.back,
    };
    scene.require(Action::Split)?;
    let target_in = if typed.target_in == "second" {
        Side::Second
    } else {
        Side::First
    };
    let cmd = SplitCmd {
        at: typed.at,
        target_in,
        other_target: None,
    };
    match review::split(web.app(), &viewer.actor, &id, typed.version, cmd)
        .await
        .map_err(Fault::from)
    {
        Ok(drafts) => {
            let anchor = drafts.get(1).map_or(id, |first| first.value.id.clone());
            scene.done(&drafts, "flash.draft_split", &anchor).await
        }
        Err(fault) if fault.current_version.is_some() => {
            let f = Frame::of(&viewer, "review.split_title");
            let names = Names::load(web.app()).await?;
            let (clash, since) = conflict::clash(&scene, &f, &names, &id, typed.version).await?;
            let typed = Typed {
                version: clash.version,
                ..typed.clone()
            };
            form(
                &scene,
                &since.now.value,
                typed,
                Problems::none(),
                Some(clash),
                StatusCode::CONFLICT,
            )
        }
        Err(fault) if fault.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let draft = review::show(web.app(), &viewer.actor, &report, &id).await?;
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            form(
                &scene,
                &draft.value,
                typed.clone(),
                problems,
                None,
                fault.status,
            )
        }
        Err(fault) => Err(fault),
    }
}
