//! `…/drop`: a draft is left out, with a reason.

use super::answer::{Island, Scene};
use super::conflict::Clash;
use super::form::{self, DraftForm, Head};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use app::review::{self, Versioned};
use askama::Template;
use axum::extract::{Form, Path, State};
use commitment::Commitment;
use org::Action;
use serde::Deserialize;

/// The reason as typed.
#[derive(Debug, Default, Deserialize)]
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

impl DraftForm for Typed {
    const ACTION: Action = Action::Drop;
    const PATH: &'static str = "drop";
    const TITLE: &'static str = "review.drop_title";
    const FLASH: &'static str = "flash.draft_dropped";

    fn fresh(_: &Commitment) -> Self {
        Self::default()
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn back(&self) -> &str {
        &self.back
    }
    fn at(self, version: i64, back: &str) -> Self {
        Self {
            version,
            back: back.to_owned(),
            ..self
        }
    }
    fn page(self, _: &Scene<'_>, c: &Commitment, head: Head) -> impl Template {
        let usual = |code: &&str| head.f.t_in("review.drop_usual", code);
        DropForm {
            usual: USUAL.iter().map(usual).collect(),
            text: c.text.clone(),
            typed: self,
            f: head.f,
            action: head.action,
            no: head.no,
            problems: head.problems,
            clash: head.clash,
            cancel: head.cancel,
        }
    }
    async fn act(
        &self,
        scene: &Scene<'_>,
        c: &Commitment,
    ) -> Result<Vec<Versioned<Commitment>>, Fault> {
        let (app, actor) = (scene.web.app(), &scene.viewer.actor);
        let dropped = review::drop(app, actor, &c.id, self.version, &self.reason).await?;
        Ok(vec![dropped])
    }
    async fn next(
        &self,
        scene: &Scene<'_>,
        draft: &Commitment,
        _: &[Versioned<Commitment>],
    ) -> Result<String, Fault> {
        match scene.island.0 {
            true => Ok(draft.id.clone()),
            false => scene.next_undecided(draft).await,
        }
    }
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path(place): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Answer {
    form::submit(&web, &viewer, island, place, typed).await
}
