//! `/projects/{id}`: one project on any day.

use super::super::{Answer, file as files, html};
use super::chart::{self, Chart};
use super::row::{Line, line};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input;
use crate::state::Web;
use ::project::{ApprovalState, Claim, Decision, EvidenceKind, Milestone};
use app::project::{self, ApprovalView, ProjectDetail};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

/// Of which year, as of which day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct On {
    year: String,
    as_of: String,
}

#[derive(Template)]
#[template(path = "projects/project.html")]
struct Page {
    f: Frame,
    d: ProjectDetail,
    line: Line,
    chart: Option<Chart>,
    kinds: Vec<&'static str>,
    /// Sign-in name of who looks.
    actor: String,
}

impl Page {
    fn may(&self, word: &str) -> bool {
        self.d.may.contains(&word)
    }

    /// Name of a person or unit that occurs.
    fn name(&self, id: &str) -> String {
        self.d
            .names
            .get(id)
            .cloned()
            .unwrap_or_else(|| id.to_owned())
    }

    /// Code of the decision on a claim, and the class of its tag.
    fn decision(&self, claim: &Claim) -> (&'static str, &'static str) {
        match (&claim.decision, &claim.reversal) {
            (_, Some(_)) => ("reversed", "tag-bad"),
            (Decision::Waiting, None) => ("waiting", "tag-warn"),
            (Decision::Verified, None) => ("verified", "tag-good"),
            (Decision::Returned, None) => ("returned", "tag-bad"),
        }
    }

    /// True where this person may decide about a claim.
    fn decides(&self, claim: &Claim) -> bool {
        claim.decision == Decision::Waiting && self.may("verify") && claim.by.person != self.actor
    }

    /// True where a milestone can be taken back.
    fn reverses(&self, milestone: &Milestone) -> bool {
        self.may("reverse")
            && milestone.claim.stands(self.d.on)
            && milestone.claim.by.person != self.actor
    }

    /// What stands of an item of the checklist.
    fn stands(&self, item: &ApprovalView) -> String {
        let expired = item.lack.as_ref().and_then(|lack| lack.expired_on);
        match (&item.entered, expired) {
            (_, Some(day)) => self.f.t1("project.expired", "day", day),
            (None, None) => self.f.t("project.missing"),
            (Some(approval), None) => match &approval.state {
                ApprovalState::NotNeeded { reason } => {
                    self.f.t1("project.not_needed", "why", reason)
                }
                ApprovalState::Held {
                    number, issued_on, ..
                } => self
                    .f
                    .t2("project.held", "number", number, "day", issued_on),
            },
        }
    }

    /// Hash of the file of an item.
    fn hash<'a>(&self, item: &'a ApprovalView) -> Option<&'a str> {
        match &item.entered.as_ref()?.state {
            ApprovalState::Held { hash, .. } => Some(hash),
            ApprovalState::NotNeeded { .. } => None,
        }
    }
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(asked): Query<On>,
) -> Answer {
    let year = super::asked::year(&asked.year)?;
    let day = input::day_or_none("as_of", &asked.as_of)?;
    let detail = project::show(web.app(), &viewer.actor, &id, year, day).await?;
    let past = Some(detail.on).filter(|on| *on != web.app().today());
    let f = Frame::of(&viewer, "nav.projects")
        .titled(&detail.row.name)
        .under("/projects", "nav.projects")
        .shown_as_of(past);
    html(&Page {
        actor: viewer.actor.person.clone(),
        line: line(&f, detail.row.clone()),
        chart: chart::draw(&detail.curve),
        kinds: EvidenceKind::ALL.iter().map(|kind| kind.code()).collect(),
        d: detail,
        f,
    })
}

pub async fn file(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, hash)): Path<(String, String)>,
) -> Answer {
    let found = project::file(web.app(), &viewer.actor, &id, &hash).await?;
    Ok(files::look(found))
}
