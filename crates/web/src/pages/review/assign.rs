//! `…/assign`: lead unit, supporting units and overseeing leader.

use super::answer::{Island, Scene};
use super::conflict::Clash;
use super::form::{self, DraftForm, Head};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use app::review::{self, Assign, Versioned};
use askama::Template;
use axum::extract::{Path, RawForm, State};
use commitment::Commitment;
use org::Action;

/// The owners as chosen.
#[derive(Debug, Default)]
pub struct Chosen {
    version: i64,
    back: String,
    lead: String,
    leader: String,
    supporting: Vec<String>,
}

/// The choice that takes the leader from the profile.
const BY_LEAD: &str = "by_lead";

impl Chosen {
    fn read(form: &[u8]) -> Self {
        let mut chosen = Self::default();
        for (name, value) in form_urlencoded::parse(form) {
            match name.as_ref() {
                "version" => chosen.version = value.parse().unwrap_or(0),
                "back" => chosen.back = value.into_owned(),
                "lead" => chosen.lead = value.into_owned(),
                "leader" => chosen.leader = value.into_owned(),
                "supporting" if chosen.supporting.len() < SUPPORTING_READ_MAX => {
                    chosen.supporting.push(value.into_owned())
                }
                _ => {}
            }
        }
        chosen
    }

    /// A new lead brings its own leader, unless another leader was chosen as well.
    fn command(&self, c: &Commitment) -> Assign {
        let lead = (!self.lead.is_empty()).then(|| self.lead.clone());
        let lead_changed = lead != c.lead;
        let leader_kept = Some(self.leader.as_str()) == c.leader.as_deref();
        let leader = match self.leader.as_str() {
            BY_LEAD => None,
            _ if lead_changed && leader_kept => None,
            "" => Some(None),
            code => Some(Some(code.to_owned())),
        };
        let supporting = self
            .supporting
            .iter()
            .filter(|u| **u != self.lead)
            .cloned()
            .collect();
        Assign {
            lead: Some(lead),
            supporting: Some(supporting),
            leader,
        }
    }
}

/// Most supporting units read from a form; the domain's own limit is lower.
const SUPPORTING_READ_MAX: usize = 500;

#[derive(Template)]
#[template(path = "review/assign.html")]
struct AssignForm {
    f: Frame,
    action: String,
    no: u32,
    text: String,
    proposals: Vec<(String, String)>,
    units: Vec<Choice>,
    leaders: Vec<Choice>,
    chosen: Chosen,
    problems: Problems,
    clash: Option<Clash>,
    cancel: String,
}

impl AssignForm {
    fn supports(&self, code: &str) -> bool {
        self.chosen.supporting.iter().any(|u| u == code)
    }
}

impl DraftForm for Chosen {
    const ACTION: Action = Action::Assign;
    const PATH: &'static str = "assign";
    const TITLE: &'static str = "review.assign_title";
    const FLASH: &'static str = "flash.draft_assigned";

    fn fresh(c: &Commitment) -> Self {
        Self {
            lead: c.lead.clone().unwrap_or_default(),
            leader: c.leader.clone().unwrap_or_else(|| BY_LEAD.to_owned()),
            supporting: c.supporting.clone(),
            ..Self::default()
        }
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
    fn page(self, scene: &Scene<'_>, c: &Commitment, head: Head) -> impl Template {
        let app = scene.web.app();
        let proposals = c.proposals.iter();
        AssignForm {
            proposals: proposals
                .map(|p| (units::name(app, &p.unit), p.matched.join("、")))
                .collect(),
            text: c.text.clone(),
            units: units::owners(app),
            leaders: units::leaders(app),
            chosen: self,
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
        let assigned = review::assign(app, actor, &c.id, self.version, &self.command(c)).await?;
        Ok(vec![assigned])
    }
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path(place): Path<(String, String)>,
    RawForm(body): RawForm,
) -> Answer {
    form::submit(&web, &viewer, island, place, Chosen::read(&body)).await
}
