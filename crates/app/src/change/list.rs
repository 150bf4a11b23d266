//! Change requests, the open ones first.

use crate::district::unit_name;
use crate::{Actor, App, Result, kinds};
use commitment::{ChangeRequest, ChangeStatus, Commitment};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::HashMap;
use store::Loaded;

/// Most requests listed.
const REQUESTS_MAX: i64 = 500;

/// A request with its commitment and what the actor may do.
#[derive(Debug, Clone, Serialize)]
pub struct RequestView {
    /// Version for the next change.
    pub version: i64,
    /// The request.
    #[serde(flatten)]
    pub request: ChangeRequest,
    /// Number of the commitment.
    pub commitment_no: u32,
    /// Its short name.
    pub commitment_title: String,
    /// What it says now, for comparison.
    pub now: Commitment,
    /// Name of the asking unit.
    pub unit_name: String,
    /// `approve`, `refuse`, `withdraw`.
    pub may: Vec<&'static str>,
}

/// Requests the actor may see; with a status, only those.
pub async fn list(
    app: &App,
    actor: &Actor,
    status: Option<ChangeStatus>,
) -> Result<Vec<RequestView>> {
    app.require(
        actor,
        Action::List,
        Resource::ChangeRequest,
        &[actor.unit.as_str()],
    )?;
    let mut all: Vec<Loaded<ChangeRequest>> = app
        .store()
        .all_of(app.district(), kinds::CHANGE_REQUEST, REQUESTS_MAX)
        .await?;
    all.retain(|r| status.is_none_or(|s| r.state.status == s));
    all.sort_by_key(|r| {
        (
            r.state.status != ChangeStatus::Requested,
            std::cmp::Reverse(r.state.requested_at),
        )
    });
    let ids: Vec<String> = all.iter().map(|r| r.state.commitment.clone()).collect();
    let commitments: Vec<Loaded<Commitment>> = app
        .store()
        .load_many(app.district(), kinds::COMMITMENT, &ids)
        .await?;
    let by_id: HashMap<&str, &Commitment> = commitments
        .iter()
        .map(|c| (c.state.id.as_str(), &c.state))
        .collect();
    let seen = all.iter().filter_map(|r| {
        let on = by_id.get(r.state.commitment.as_str())?;
        let visible = app.may(
            actor,
            Action::View,
            Resource::ChangeRequest,
            &crate::actor::units_of(on),
        );
        visible.then(|| view(app, actor, on, r))
    });
    Ok(seen.collect())
}

pub(crate) fn view(
    app: &App,
    actor: &Actor,
    on: &Commitment,
    request: &Loaded<ChangeRequest>,
) -> RequestView {
    RequestView {
        version: request.seq,
        commitment_no: on.no,
        commitment_title: on.title.clone(),
        now: on.clone(),
        unit_name: unit_name(&app.profile(), &request.state.requested_by.unit),
        may: may(app, actor, on, &request.state),
        request: request.state.clone(),
    }
}

fn may(app: &App, actor: &Actor, on: &Commitment, request: &ChangeRequest) -> Vec<&'static str> {
    if request.status != ChangeStatus::Requested {
        return vec![];
    }
    let units = crate::actor::units_of(on);
    let other = request.requested_by.person != actor.person;
    let mut may = vec![];
    if other
        && app.may(
            actor,
            Action::ApproveChange,
            Resource::ChangeRequest,
            &units,
        )
    {
        may.push("approve");
    }
    if other && app.may(actor, Action::RefuseChange, Resource::ChangeRequest, &units) {
        may.push("refuse");
    }
    if request.requested_by.unit == actor.unit.as_str() {
        may.push("withdraw");
    }
    may
}
