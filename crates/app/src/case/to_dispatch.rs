//! The dispatcher's queue with proposals for each case.

use super::proposals::{Suggested, add_learned};
use super::reach;
use super::row::Row;
use crate::district::unit_name;
use crate::duty::{InForce, in_force};
use crate::learning::{self, Offered};
use crate::{Actor, App, Result};
use casework::{Effect, Phase};
use duty::MatterCode;
use org::{Action, OfficialCode, UnitCode};
use profile::Profile;
use serde::Serialize;
use store::case::{CaseFilter, CaseRow, CaseSort, Mark};

/// Cases of one page.
const ROWS: usize = 30;
/// Units proposed for one.
const PROPOSED_MAX: usize = 3;

/// A case that waits to be dispatched.
#[derive(Debug, Clone, Serialize)]
pub struct ToDispatch {
    /// The case.
    pub row: Row,
    /// The action of its type that dispatches it, where it is the actor's.
    pub action: Option<String>,
    /// Units by the duty list, the best first; past cases are looked at on the case's own page.
    pub proposed: Vec<Suggested>,
    /// What the learnt model says of it; none while nothing was proposed.
    pub learned: Option<Offered>,
    /// The incident it leads: its id, and how many cases it has.
    pub cluster: Option<(String, i64)>,
}

/// A page of the queue.
#[derive(Debug, Clone, Serialize)]
pub struct DispatchQueue {
    /// The first due first.
    pub items: Vec<ToDispatch>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How many wait, counted up to 10,000.
    pub total: i64,
}

/// Cases at the centre that wait to be dispatched: six queries.
pub async fn to_dispatch(app: &App, actor: &Actor, after: Option<String>) -> Result<DispatchQueue> {
    let profile = app.profile();
    let centre = profile
        .district
        .casework
        .as_ref()
        .map(|c| c.centre.to_string());
    let filter = CaseFilter {
        scope: reach::scope(app, actor, &[Action::List])?,
        phases: vec![Phase::Dispatch.code().to_owned()],
        owners: centre.into_iter().collect(),
        without: vec![Mark::Carried],
        open: Some(true),
        ..CaseFilter::default()
    };
    let (store, district) = (app.store(), app.district());
    let order = CaseSort::Due;
    let page = store
        .case_list(district, &filter, order, after.as_deref(), ROWS)
        .await?;
    let total = store.case_count_up_to(district, &filter, 10_000).await?;
    let duties = in_force(app, app.today()).await?;
    let ids: Vec<String> = page.rows.iter().map(|r| r.id.clone()).collect();
    let clusters = crate::cluster::sizes_of(app, &ids).await?;
    let mut learned = learning::of_cases(app, &duties, &ids).await?;
    let mut item = |r: &CaseRow| {
        let learned = learned.remove(&r.id);
        let mut units = proposed(&profile, &duties, r);
        add_learned(&mut units, learned.as_ref());
        ToDispatch {
            row: Row::of(&profile, &duties, r, app.now()),
            action: action(&profile, actor, r),
            proposed: units,
            learned,
            cluster: clusters.get(&r.id).cloned(),
        }
    };
    Ok(DispatchQueue {
        items: page.rows.iter().map(&mut item).collect(),
        next: page.next,
        total,
    })
}

fn action(profile: &Profile, actor: &Actor, row: &CaseRow) -> Option<String> {
    let version = u32::try_from(row.type_version).ok()?;
    let kind = profile.case_types.get(&row.case_type, version)?;
    let mut here = kind.actions_from(&row.state);
    let mine = |by: &casework::By| match by {
        casework::By::Role(role) => actor.roles.contains(*role),
        _ => false,
    };
    let found = here.find(|a| a.effect == Effect::Dispatch && a.by.iter().any(mine));
    found.map(|a| a.key.clone())
}

fn proposed(profile: &Profile, duties: &InForce, row: &CaseRow) -> Vec<Suggested> {
    let code = row
        .matter
        .as_deref()
        .and_then(|m| MatterCode::parse(m).ok());
    let Some(code) = code else { return vec![] };
    let unit = row.community.as_deref().or(row.subdistrict.as_deref());
    let area = unit.and_then(|u| official(profile, u));
    let found = duties.propose(&code, area.as_ref(), &[]);
    let found = found.into_iter().take(PROPOSED_MAX).map(|p| Suggested {
        name: unit_name(profile, p.unit.as_str()),
        code: p.unit.to_string(),
        reasons: p.reasons.iter().map(|r| (r.zh(), r.en())).collect(),
    });
    found.collect()
}

fn official(profile: &Profile, unit: &str) -> Option<OfficialCode> {
    let code = UnitCode::parse(unit).ok()?;
    profile.directory.get(&code)?.official_code.clone()
}
