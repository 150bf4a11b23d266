//! `…/edit`: what a draft says is mended.

use super::answer::{Island, Scene, filter_in};
use super::conflict::{self, Clash};
use super::item::Names;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input::{day_or_none, given, wrong};
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use app::review::{self, Edit};
use askama::Template;
use axum::extract::{Form, Path, RawQuery, State};
use axum::http::StatusCode;
use commitment::{Commitment, Kind, MeasuredBy};
use figure::Target;
use org::Action;
use serde::Deserialize;

/// The draft as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    back: String,
    text: String,
    title: String,
    kind: String,
    target: String,
    measure: String,
    deadline: String,
    no_deadline_reason: String,
    measured_by: String,
    review_every_days: String,
}

/// What facts can be measured by today; cases, projects and indicators come with their modules.
const MEASURES: [MeasuredBy; 4] = [
    MeasuredBy::Records,
    MeasuredBy::Readings,
    MeasuredBy::Milestones,
    MeasuredBy::Notes,
];

#[derive(Template)]
#[template(path = "review/edit.html")]
struct EditForm {
    f: Frame,
    action: String,
    no: u32,
    quote: String,
    typed: Typed,
    problems: Problems,
    clash: Option<Clash>,
    cancel: String,
}

impl EditForm {
    fn kinds() -> Vec<&'static str> {
        Kind::ALL.iter().map(|k| k.code()).collect()
    }
    fn measures() -> Vec<&'static str> {
        MEASURES.iter().map(|m| m.code()).collect()
    }
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
    scene.require(Action::Edit)?;
    let draft = review::show(web.app(), &viewer.actor, &report, &id).await?;
    let typed = Typed {
        version: draft.version,
        back: back.clone(),
        ..as_typed(&draft.value)
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
    let form = EditForm {
        f: Frame::of(scene.viewer, "review.edit_title"),
        action: format!("/reports/{}/review/{}/edit", c.report, c.id),
        no: c.no,
        quote: c.source.quote.clone(),
        typed,
        problems,
        clash,
        cancel: format!("{}#item-{}", scene.review_href(), c.id),
    };
    scene.form("review.edit_title", &form, status)
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
    scene.require(Action::Edit)?;
    let before = review::show(web.app(), &viewer.actor, &report, &id).await?;
    let done = match edit_of(&typed, &before.value) {
        Ok(cmd) => review::edit(web.app(), &viewer.actor, &id, typed.version, &cmd)
            .await
            .map_err(Fault::from),
        Err(fault) => Err(fault),
    };
    match done {
        Ok(draft) => scene.done(&[draft], "flash.draft_edited", &id).await,
        Err(fault) if fault.current_version.is_some() => {
            let f = Frame::of(&viewer, "review.edit_title");
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
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            form(
                &scene,
                &before.value,
                typed.clone(),
                problems,
                None,
                fault.status,
            )
        }
        Err(fault) => Err(fault),
    }
}

fn as_typed(c: &Commitment) -> Typed {
    Typed {
        text: c.text.clone(),
        title: c.title.clone(),
        kind: c.kind.code().to_owned(),
        target: c
            .target
            .as_ref()
            .map(review::target_words)
            .unwrap_or_default(),
        measure: c
            .target
            .as_ref()
            .map(|t| t.measure.clone())
            .unwrap_or_default(),
        deadline: c.deadline.map(|d| d.to_string()).unwrap_or_default(),
        no_deadline_reason: c.no_deadline_reason.clone().unwrap_or_default(),
        measured_by: c.measured_by.code().to_owned(),
        review_every_days: c
            .review_every_days
            .map(|d| d.to_string())
            .unwrap_or_default(),
        ..Typed::default()
    }
}

/// Only what differs from the draft, so that nothing is set that nobody typed.
fn edit_of(typed: &Typed, c: &Commitment) -> Result<Edit, Fault> {
    let was = as_typed(c);
    let mut edit = Edit::default();
    let differs = |new: &str, old: &str| new.trim() != old.trim();
    if differs(&typed.text, &was.text) {
        edit.text = Some(typed.text.trim().replace("\r\n", "\n"));
    }
    if differs(&typed.title, &was.title) {
        edit.title = Some(typed.title.trim().to_owned());
    }
    if differs(&typed.kind, &was.kind) {
        edit.kind = Some(Kind::from_code(&typed.kind).ok_or_else(|| wrong("kind", "form.choose"))?);
    }
    if differs(&typed.target, &was.target) || differs(&typed.measure, &was.measure) {
        edit.target = Some(target_of(typed, c, differs(&typed.target, &was.target))?);
    }
    if differs(&typed.deadline, &was.deadline) {
        edit.deadline = Some(day_or_none("deadline", &typed.deadline)?);
    }
    if differs(&typed.no_deadline_reason, &was.no_deadline_reason) {
        edit.no_deadline_reason = Some(given(&typed.no_deadline_reason));
    }
    if differs(&typed.measured_by, &was.measured_by) {
        edit.measured_by = Some(
            MeasuredBy::from_code(&typed.measured_by)
                .ok_or_else(|| wrong("measured_by", "form.choose"))?,
        );
    }
    if differs(&typed.review_every_days, &was.review_every_days) {
        let days = given(&typed.review_every_days).map(|d| {
            d.parse()
                .map_err(|_| wrong("review_every_days", "input.number"))
        });
        edit.review_every_days = Some(days.transpose()?);
    }
    Ok(edit)
}

/// The target as typed: words the spreadsheet understands too. Empty takes it away.
fn target_of(typed: &Typed, c: &Commitment, words_differ: bool) -> Result<Option<Target>, Fault> {
    let Some(words) = given(&typed.target) else {
        return Ok(None);
    };
    let read = if words_differ {
        app::sheet::read_target(&words, c.target.as_ref())
    } else {
        c.target.clone()
    };
    let mut target = read.ok_or_else(|| wrong("target", "review.target_unreadable"))?;
    target.measure = given(&typed.measure).unwrap_or_else(|| c.title.clone());
    Ok(Some(target))
}
