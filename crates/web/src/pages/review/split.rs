//! `…/split`: one draft becomes two, cut at a place of its words.

use super::answer::{Island, Scene};
use super::conflict::Clash;
use super::cut::{Cut, cuts};
use super::form::{self, DraftForm, Head};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use app::review::{self, Side, SplitCmd, Versioned};
use askama::Template;
use axum::extract::{Form, Path, State};
use commitment::Commitment;
use org::Action;
use serde::Deserialize;

/// The cut as chosen.
#[derive(Debug, Default, Deserialize)]
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

impl DraftForm for Typed {
    const ACTION: Action = Action::Split;
    const PATH: &'static str = "split";
    const TITLE: &'static str = "review.split_title";
    const FLASH: &'static str = "flash.draft_split";

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
    fn page(mut self, _: &Scene<'_>, c: &Commitment, head: Head) -> impl Template {
        let cuts = cuts(&c.source.quote);
        if cuts.iter().all(|cut| cut.at != self.at) {
            self.at = cuts.first().map_or(0, |cut| cut.at);
        }
        let target = c.target.as_ref().map(review::target_words);
        SplitForm {
            cuts,
            target: target.unwrap_or_default(),
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
        let target_in = match self.target_in.as_str() {
            "second" => Side::Second,
            _ => Side::First,
        };
        let cmd = SplitCmd {
            at: self.at,
            target_in,
            other_target: None,
        };
        let (app, actor) = (scene.web.app(), &scene.viewer.actor);
        Ok(review::split(app, actor, &c.id, self.version, cmd).await?)
    }
    async fn next(
        &self,
        _: &Scene<'_>,
        draft: &Commitment,
        changed: &[Versioned<Commitment>],
    ) -> Result<String, Fault> {
        let first = changed.get(1).map(|first| &first.value.id);
        Ok(first.unwrap_or(&draft.id).clone())
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
