//! `…/drop`: a draft is left out, with a reason.

use super::answer::{Island, Scene, filter_in};
use super::conflict::{self, Clash};
use super::item::Names;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use app::review;
use askama::Template;
use axum::extract::{Form, Path, RawQuery, State};
use axum::http::StatusCode;
use commitment::Commitment;
use org::Action;
use serde::Deserialize;

/// The reason as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    back: String,
    reason: String,
}

/// Catalogue keys of the usual reasons.
const USUAL: [&str; 4] = ["stance", "repeated", "past", "not_ours"];

#[derive(Template)]
#[template(path = "review/drop.html")]
struct DropForm {
    f: Frame,
    action: String,
    no: u32,
    text: String,
    typed: Typed,
    usual: Vec<String>,
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
    scene.require(Action::Drop)?;
    let draft = review::show(web.app(), &viewer.actor, &report, &id).await?;
    let typed = Typed {
        version: draft.version,
        back: back.clone(),
        reason: String::new(),
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
    typed: Typed,
    problems: Problems,
    clash: Option<Clash>,
    status: StatusCode,
) -> Answer {
    let f = Frame::of(scene.viewer, "review.drop_title");
    let form = DropForm {
        action: format!("/reports/{}/review/{}/drop", c.report, c.id),
        no: c.no,
        text: c.text.clone(),
        typed,
        usual: USUAL
            .iter()
            .map(|code| f.t_in("review.drop_usual", code))
            .collect(),
        problems,
        clash,
        cancel: format!("{}#item-{}", scene.review_href(), c.id),
        f,
    };
    scene.form("review.drop_title", &form, status)
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
    scene.require(Action::Drop)?;
    match review::drop(web.app(), &viewer.actor, &id, typed.version, &typed.reason)
        .await
        .map_err(Fault::from)
    {
        Ok(draft) => {
            let anchor = if island.0 {
                id
            } else {
                scene.next_undecided(&draft.value).await?
            };
            scene.done(&[draft], "flash.draft_dropped", &anchor).await
        }
        Err(fault) if fault.current_version.is_some() => {
            let f = Frame::of(&viewer, "review.drop_title");
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
