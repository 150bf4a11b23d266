//! A project as a row of a list.

use crate::App;
use crate::district::{leader_name, unit_name};
use figure::Decimal;
use jiff::civil::Date;
use light::Colour;
use project::{Batch, Decision, Lamp, Ledger, Progress, Project};
use serde::Serialize;

/// A project with what follows from its facts on a day.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectRow {
    /// Identifier.
    pub id: String,
    /// Code of the national platform.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// Owner.
    pub owner: String,
    /// Unit code of the bureau.
    pub bureau: String,
    /// Its name.
    pub bureau_name: String,
    /// Name of the leader.
    pub leader_name: Option<String>,
    /// Unit code of the subdistrict.
    pub place: Option<String>,
    /// Its name.
    pub place_name: Option<String>,
    /// Trade.
    pub category: String,
    /// Batch on the day.
    pub batch: Option<Batch>,
    /// Total investment, in 元.
    pub total: Option<Decimal>,
    /// The light with its findings.
    pub lamp: Lamp,
    /// Progress by reported investment; none without a plan.
    pub progress: Option<Progress>,
    /// By enrolled investment.
    pub enrolled: Option<Progress>,
    /// Blockers open on the day.
    pub open_blockers: usize,
    /// Entries that wait for a second person today.
    pub waiting: usize,
}

/// The row of a project for a year on a day, as it was known then.
pub(super) fn row(app: &App, project: &Project, year: i16, on: Date) -> ProjectRow {
    let profile = app.profile();
    let waits = |claim: &project::Claim| claim.decision == Decision::Waiting;
    let waiting = project
        .investments
        .iter()
        .filter(|i| waits(&i.claim))
        .count()
        + project
            .milestones
            .iter()
            .filter(|m| waits(&m.claim))
            .count();
    ProjectRow {
        id: project.id.clone(),
        code: project.code.clone(),
        name: project.name.clone(),
        owner: project.owner.clone(),
        bureau: project.bureau.clone(),
        bureau_name: unit_name(&profile, &project.bureau),
        leader_name: project
            .leader
            .as_deref()
            .map(|id| leader_name(&profile, id)),
        place: project.place.clone(),
        place_name: project
            .place
            .as_deref()
            .map(|code| unit_name(&profile, code)),
        category: project.category.clone(),
        batch: project::batch(project, on, on),
        total: project.total(on),
        lamp: lamp(app, project, year, on),
        progress: project::progress(project, year, Ledger::Reported, on, on),
        enrolled: project::progress(project, year, Ledger::Enrolled, on, on),
        open_blockers: project.open_blockers(on).count(),
        waiting,
    }
}

/// The light by the rule in force on the day.
pub(crate) fn lamp(app: &App, project: &Project, year: i16, on: Date) -> Lamp {
    match app.profile().projects.rule_on(on) {
        Some(rule) => project::lamp(project, rule, year, on),
        None => Lamp {
            colour: Colour::Grey,
            findings: vec![],
            rule: String::new(),
            version: 0,
        },
    }
}
