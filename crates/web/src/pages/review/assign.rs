//! `…/assign`: lead unit, supporting units and overseeing leader.

use super::answer::{Island, Scene, filter_in};
use super::conflict::{self, Clash};
use super::item::Names;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use app::review::{self, Assign};
use askama::Template;
use axum::extract::{Path, RawForm, RawQuery, State};
use axum::http::StatusCode;
use commitment::Commitment;
use org::Action;

/// The owners as chosen.
#[derive(Debug, Clone, Default)]
struct Chosen {
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

    fn of(c: &Commitment, version: i64, back: &str) -> Self {
        Self {
            version,
            back: back.to_owned(),
            lead: c.lead.clone().unwrap_or_default(),
            leader: c.leader.clone().unwrap_or_else(|| BY_LEAD.to_owned()),
            supporting: c.supporting.clone(),
        }
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
    scene.require(Action::Assign)?;
    let draft = review::show(web.app(), &viewer.actor, &report, &id).await?;
    let chosen = Chosen::of(&draft.value, draft.version, &back);
    form(
        &scene,
        &draft.value,
        chosen,
        Problems::none(),
        None,
        StatusCode::OK,
    )
    .await
}

async fn form(
    scene: &Scene<'_>,
    c: &Commitment,
    chosen: Chosen,
    problems: Problems,
    clash: Option<Clash>,
    status: StatusCode,
) -> Answer {
    let app = scene.web.app();
    let names = Names::load(app).await?;
    let form = AssignForm {
        f: Frame::of(scene.viewer, "review.assign_title"),
        action: format!("/reports/{}/review/{}/assign", c.report, c.id),
        no: c.no,
        text: c.text.clone(),
        proposals: c
            .proposals
            .iter()
            .map(|p| (names.unit(&p.unit), p.matched.join("、")))
            .collect(),
        units: units::owners(app),
        leaders: units::leaders(app),
        chosen,
        problems,
        clash,
        cancel: format!("{}#item-{}", scene.review_href(), c.id),
    };
    scene.form("review.assign_title", &form, status)
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    RawForm(body): RawForm,
) -> Answer {
    let chosen = Chosen::read(&body);
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &chosen.back,
    };
    scene.require(Action::Assign)?;
    let before = review::show(web.app(), &viewer.actor, &report, &id).await?;
    let cmd = chosen.command(&before.value);
    match review::assign(web.app(), &viewer.actor, &id, chosen.version, &cmd)
        .await
        .map_err(Fault::from)
    {
        Ok(draft) => scene.done(&[draft], "flash.draft_assigned", &id).await,
        Err(fault) if fault.current_version.is_some() => {
            let f = Frame::of(&viewer, "review.assign_title");
            let names = Names::load(web.app()).await?;
            let (clash, since) = conflict::clash(&scene, &f, &names, &id, chosen.version).await?;
            let chosen = Chosen {
                version: clash.version,
                ..chosen.clone()
            };
            form(
                &scene,
                &since.now.value,
                chosen,
                Problems::none(),
                Some(clash),
                StatusCode::CONFLICT,
            )
            .await
        }
        Err(fault) if fault.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            form(
                &scene,
                &before.value,
                chosen.clone(),
                problems,
                None,
                fault.status,
            )
            .await
        }
        Err(fault) => Err(fault),
    }
}
