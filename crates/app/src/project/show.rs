//! One project with everything that follows from it on a day.

use super::step::{seen, units_of};
use super::view::{ProjectRow, row};
use crate::district::{leader_name, unit_name};
use crate::{Actor, App, AsOf, Result, person};
use jiff::civil::Date;
use org::{Action, Resource};
use project::{
    Approval, Blocker, Claim, CurvePoint, Investment, Lack, Maturity, Milestone, Project, YearPlan,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A project on a day, as it was known then.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectDetail {
    /// Version for the next change.
    pub version: i64,
    /// The day shown.
    pub on: Date,
    /// The year of plan, curve and light.
    pub year: i16,
    /// What the list shows.
    #[serde(flatten)]
    pub row: ProjectRow,
    /// The plan of the year.
    pub plan: Option<YearPlan>,
    /// Earlier plans of the year, the latest first.
    pub earlier_plans: Vec<YearPlan>,
    /// Plan and both ledgers, month by month.
    pub curve: Vec<CurvePoint>,
    /// Entries of the year, the latest first.
    pub investments: Vec<Investment>,
    /// Batches claimed, the latest first.
    pub milestones: Vec<Milestone>,
    /// How ripe it is, by the checklist of the day.
    pub maturity: Option<Maturity>,
    /// Each item of the checklist.
    pub approvals: Vec<ApprovalView>,
    /// Blockers, open ones first.
    pub blockers: Vec<BlockerView>,
    /// Where money comes from.
    pub funding: Vec<project::Funding>,
    /// Names of the people and units that occur, by id.
    pub names: BTreeMap<String, String>,
    /// `edit`, `claim`, `verify`, `reverse`, `open`, `close`: what this person may do today.
    pub may: Vec<&'static str>,
    /// Who may be made to owe a way out: unit code, login, name; only with `open`.
    #[serde(skip)]
    pub owners: Vec<(String, String, String)>,
}

/// An item of the checklist.
#[derive(Debug, Clone, Serialize)]
pub struct ApprovalView {
    /// Code of the item.
    pub code: String,
    /// Title.
    pub title: String,
    /// Weight.
    pub weight: u16,
    /// What was entered last, if anything.
    pub entered: Option<Approval>,
    /// Why it does not count.
    pub lack: Option<Lack>,
}

/// A blocker with names.
#[derive(Debug, Clone, Serialize)]
pub struct BlockerView {
    /// As entered.
    #[serde(flatten)]
    pub blocker: Blocker,
    /// Name of the unit that owes the way out.
    pub unit_name: String,
    /// Name of the person.
    pub owner_name: String,
    /// Days past its due day, 0 in time.
    pub late_days: i32,
    /// True where this person may close it.
    pub may_close: bool,
}

/// One project: three queries at most.
pub async fn show(
    app: &App,
    actor: &Actor,
    id: &str,
    year: Option<i16>,
    as_of: Option<Date>,
) -> Result<ProjectDetail> {
    let past = AsOf::past(as_of.map(AsOf::Day), app)?;
    let on = past.map_or_else(|| app.today(), AsOf::day);
    let year = year.unwrap_or_else(|| on.year());
    let found = seen(app, actor, id).await?;
    let project = &found.state;
    let may = match past {
        None => may(app, actor, project),
        Some(_) => vec![],
    };
    let people = person::all(app).await?;
    let name = |id: &str| {
        let person = people.iter().find(|p| p.subject.id == id);
        person.map_or_else(|| id.to_owned(), |p| p.state.name.clone())
    };
    let mut plans = project.plans.iter().rev();
    let mut plans = plans
        .by_ref()
        .filter(|p| p.year == year && p.on <= on)
        .cloned();
    let owners = match may.contains(&"open") {
        true => owners(app, &people),
        false => vec![],
    };
    let blocker = |b: &Blocker| BlockerView {
        unit_name: unit_name(&app.profile(), &b.owner_unit),
        owner_name: name(&b.owner),
        late_days: match b.closed {
            None => (on - b.due).get_days().max(0),
            Some(_) => 0,
        },
        may_close: b.closed.is_none() && may.contains(&"close") && b.owner != actor.person,
        blocker: b.clone(),
    };
    let mut blockers: Vec<BlockerView> = project
        .blockers
        .iter()
        .filter(|b| b.opened_on <= on)
        .map(blocker)
        .collect();
    blockers.sort_by_key(|b| (b.blocker.closed.is_some(), b.blocker.due));
    Ok(ProjectDetail {
        version: found.seq,
        on,
        year,
        row: row(app, project, year, on),
        plan: plans.next(),
        earlier_plans: plans.collect(),
        curve: project::curve(project, year, on, on).unwrap_or_default(),
        investments: known(&project.investments, on, |i| &i.claim, |i| i.year == year),
        milestones: known(&project.milestones, on, |m| &m.claim, |_| true),
        maturity: maturity(app, project, on),
        approvals: approvals(app, project, on),
        blockers,
        funding: project.funding.clone(),
        names: names_of(app, project, name),
        may,
        owners,
    })
}

/// Entries made by the end of a day, the latest first.
fn known<T: Clone>(
    all: &[T],
    on: Date,
    claim: impl Fn(&T) -> &Claim,
    fits: impl Fn(&T) -> bool,
) -> Vec<T> {
    let known = all.iter().rev();
    known
        .filter(|entry| claim(entry).on <= on && fits(entry))
        .cloned()
        .collect()
}

fn maturity(app: &App, project: &Project, on: Date) -> Option<Maturity> {
    let profile = app.profile();
    let checklist = profile.projects.checklist_on(on)?;
    Some(project::maturity(project, checklist, on))
}

fn approvals(app: &App, project: &Project, on: Date) -> Vec<ApprovalView> {
    let profile = app.profile();
    let Some(checklist) = profile.projects.checklist_on(on) else {
        return vec![];
    };
    let entered = project.approvals_on(on);
    let lacks = project::maturity(project, checklist, on).lacks;
    let view = |item: &project::Item| ApprovalView {
        code: item.code.clone(),
        title: item.title.clone(),
        weight: item.weight,
        entered: entered.get(item.code.as_str()).map(|a| (*a).clone()),
        lack: lacks.iter().find(|lack| lack.item == item.code).cloned(),
    };
    checklist.items.iter().map(view).collect()
}

fn may(app: &App, actor: &Actor, project: &Project) -> Vec<&'static str> {
    let rights = [
        (Action::Edit, "edit"),
        (Action::Claim, "claim"),
        (Action::Verify, "verify"),
        (Action::Reverse, "reverse"),
        (Action::Open, "open"),
        (Action::Close, "close"),
    ];
    let units = units_of(project);
    rights
        .into_iter()
        .filter(|(right, _)| app.may(actor, *right, Resource::Project, &units))
        .map(|(_, word)| word)
        .collect()
}

fn names_of(
    app: &App,
    project: &Project,
    name: impl Fn(&str) -> String,
) -> BTreeMap<String, String> {
    let mut people: BTreeSet<&str> = BTreeSet::new();
    let claims = project.investments.iter().map(|i| &i.claim);
    for claim in claims.chain(project.milestones.iter().map(|m| &m.claim)) {
        people.insert(&claim.by.person);
        people.extend(claim.decided_by.as_ref().map(|by| by.person.as_str()));
    }
    people.extend(project.plans.iter().map(|p| p.by.person.as_str()));
    let mut names: BTreeMap<String, String> = people
        .into_iter()
        .map(|id| (id.to_owned(), name(id)))
        .collect();
    if let Some(leader) = &project.leader {
        names.insert(leader.clone(), leader_name(&app.profile(), leader));
    }
    names
}

/// People who can owe a way out, by unit.
fn owners(
    app: &App,
    people: &[store::Loaded<crate::person::PersonState>],
) -> Vec<(String, String, String)> {
    let profile = app.profile();
    let mut all: Vec<(String, String, String)> = people
        .iter()
        .filter(|p| !p.state.disabled)
        .map(|p| {
            let unit = p.state.unit.as_str();
            let name = format!("{} · {}", unit_name(&profile, unit), p.state.name);
            (unit.to_owned(), p.state.id.clone(), name)
        })
        .collect();
    all.sort();
    all
}
