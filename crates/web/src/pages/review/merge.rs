//! `…/merge`: a draft and some of its neighbours become one.

use super::answer::{Island, Scene, filter_in};
use super::item::order;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use app::review::{self, Versioned};
use askama::Template;
use axum::extract::{Path, RawForm, RawQuery, State};
use axum::http::StatusCode;
use commitment::{Commitment, Status};
use org::Action;

/// Neighbours offered before and behind.
const BEFORE: usize = 2;
/// See [`BEFORE`].
const BEHIND: usize = 6;
/// Most drafts read from a form; the domain's own limit is lower.
const READ_MAX: usize = 50;

/// A draft that can be merged.
struct Neighbour {
    id: String,
    version: i64,
    no: u32,
    text: String,
    target: String,
    /// The draft merged with.
    own: bool,
    checked: bool,
}

#[derive(Template)]
#[template(path = "review/merge.html")]
struct MergeForm {
    f: Frame,
    action: String,
    no: u32,
    neighbours: Vec<Neighbour>,
    back: String,
    problems: Problems,
    changed_meanwhile: bool,
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
    scene.require(Action::Merge)?;
    form(&scene, &id, None, Problems::none(), StatusCode::OK).await
}

/// `chosen` are the ids ticked before; none ticks the next one.
async fn form(
    scene: &Scene<'_>,
    id: &str,
    chosen: Option<&[String]>,
    problems: Problems,
    status: StatusCode,
) -> Answer {
    let drafts = review::list(scene.web.app(), &scene.viewer.actor, scene.report).await?;
    let mut open: Vec<&Versioned<Commitment>> = drafts
        .iter()
        .filter(|d| matches!(d.value.status, Status::Proposed | Status::Accepted))
        .collect();
    open.sort_by_key(|d| order(&d.value));
    let at = open.iter().position(|d| d.value.id == id);
    let at = at.ok_or_else(|| Fault::from(app::AppError::not_found("这条任务", "commitment")))?;
    let near = open
        .iter()
        .enumerate()
        .skip(at.saturating_sub(BEFORE))
        .take_while(|(i, _)| *i <= at + BEHIND);
    let neighbour = |(index, d): (usize, &&Versioned<Commitment>)| Neighbour {
        id: d.value.id.clone(),
        version: d.version,
        no: d.value.no,
        text: d.value.text.clone(),
        target: d
            .value
            .target
            .as_ref()
            .map(review::target_words)
            .unwrap_or_default(),
        own: index == at,
        checked: chosen.map_or(index == at + 1, |ids| ids.contains(&d.value.id)),
    };
    let form = MergeForm {
        f: Frame::of(scene.viewer, "review.merge_title"),
        action: format!("/reports/{}/review/{id}/merge", scene.report),
        no: open[at].value.no,
        neighbours: near.map(neighbour).collect(),
        back: scene.back.to_owned(),
        problems,
        changed_meanwhile: status == StatusCode::CONFLICT,
        cancel: format!("{}#item-{id}", scene.review_href()),
    };
    scene.form("review.merge_title", &form, status)
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    RawForm(body): RawForm,
) -> Answer {
    let (back, chosen) = read(&body);
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &back,
    };
    scene.require(Action::Merge)?;
    match review::merge(web.app(), &viewer.actor, &chosen)
        .await
        .map_err(Fault::from)
    {
        Ok(drafts) => {
            let anchor = drafts.first().map_or(id, |merged| merged.value.id.clone());
            scene.done(&drafts, "flash.draft_merged", &anchor).await
        }
        Err(fault)
            if matches!(
                fault.status,
                StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY
            ) =>
        {
            let ids: Vec<String> = chosen.into_iter().map(|(id, _)| id).collect();
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            form(&scene, &id, Some(&ids), problems, fault.status).await
        }
        Err(fault) => Err(fault),
    }
}

/// The query to come back to, and ids with the versions seen (`id:version`).
fn read(body: &[u8]) -> (String, Vec<(String, i64)>) {
    let mut back = String::new();
    let mut chosen = vec![];
    for (name, value) in form_urlencoded::parse(body) {
        match name.as_ref() {
            "back" => back = value.into_owned(),
            "draft" if chosen.len() < READ_MAX => {
                if let Some((id, version)) = value.split_once(':') {
                    chosen.push((id.to_owned(), version.parse().unwrap_or(0)));
                }
            }
            _ => {}
        }
    }
    (back, chosen)
}
