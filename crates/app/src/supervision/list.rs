//! Supervision items, the ones due first on top.

use crate::district::unit_name;
use crate::{Actor, App, Result, kinds};
use commitment::{Commitment, Supervision, SupervisionStatus};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::HashMap;
use store::Loaded;

/// Most items listed.
const ITEMS_MAX: i64 = 500;

/// An item with its commitment and what the actor may do.
#[derive(Debug, Clone, Serialize)]
pub struct SupervisionView {
    /// Version for the next change.
    pub version: i64,
    /// The item.
    #[serde(flatten)]
    pub item: Supervision,
    /// Number of the commitment.
    pub commitment_no: u32,
    /// Its short name.
    pub commitment_title: String,
    /// Name of the unit that owes the answer.
    pub owner_name: String,
    /// Why it was opened, in one sentence.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
    /// True when the answer is late.
    pub late: bool,
    /// True when the due day lies beyond the last holiday notice, so that it may yet move.
    pub beyond_notices: bool,
    /// `answer`, `close`.
    pub may: Vec<&'static str>,
}

/// Items the actor may see.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<SupervisionView>> {
    app.require(
        actor,
        Action::List,
        Resource::Supervision,
        &[actor.unit.as_str()],
    )?;
    let mut all: Vec<Loaded<Supervision>> = app
        .store()
        .all_of(app.district(), kinds::SUPERVISION, ITEMS_MAX)
        .await?;
    all.retain(|s| {
        app.may(
            actor,
            Action::View,
            Resource::Supervision,
            &[&s.state.owner_unit],
        )
    });
    all.sort_by_key(|s| (s.state.status == SupervisionStatus::Closed, s.state.due));
    let ids: Vec<String> = all.iter().map(|s| s.state.commitment.clone()).collect();
    let commitments: Vec<Loaded<Commitment>> = app
        .store()
        .load_many(app.district(), kinds::COMMITMENT, &ids)
        .await?;
    let by_id: HashMap<&str, &Commitment> = commitments
        .iter()
        .map(|c| (c.state.id.as_str(), &c.state))
        .collect();
    Ok(all
        .iter()
        .filter_map(|s| Some(view(app, actor, by_id.get(s.state.commitment.as_str())?, s)))
        .collect())
}

pub(crate) fn view(
    app: &App,
    actor: &Actor,
    on: &Commitment,
    item: &Loaded<Supervision>,
) -> SupervisionView {
    let state = &item.state;
    let closed = state.status == SupervisionStatus::Closed;
    SupervisionView {
        version: item.seq,
        commitment_no: on.no,
        commitment_title: on.title.clone(),
        owner_name: unit_name(&app.profile(), &state.owner_unit),
        reason_zh: state.light_reason.zh(),
        reason_en: state.light_reason.en(),
        beyond_notices: crate::district::beyond_notices(app.calendar(), state.due),
        late: state.status == SupervisionStatus::Open && state.due < app.today(),
        may: if closed {
            vec![]
        } else {
            may(app, actor, state)
        },
        item: state.clone(),
    }
}

fn may(app: &App, actor: &Actor, item: &Supervision) -> Vec<&'static str> {
    let unit = [item.owner_unit.as_str()];
    let mut may = vec![];
    if item.owner_unit == actor.unit.as_str()
        && app.may(actor, Action::Answer, Resource::Supervision, &unit)
    {
        may.push("answer");
    }
    let answered_by_other = item.status == SupervisionStatus::Answered
        && item.answered_by.as_deref() != Some(&actor.person);
    if answered_by_other && app.may(actor, Action::Close, Resource::Supervision, &unit) {
        may.push("close");
    }
    may
}
