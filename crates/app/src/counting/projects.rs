//! What projects count for commitments measured by them: a verified entry moves the total and the light in
//! the transaction of its verification, one that is taken back or replaced likewise.

use super::register::Register;
use crate::journalled::parsed;
use crate::project::held;
use crate::retry::on_the_side;
use crate::standing::standing;
use crate::{Actor, App, Result, kinds, lights};
use commitment::{
    Commitment, Counts, MeasuredBy, ProjectFact, ProjectFacts, ProjectMeasure, ProjectTotal, Status,
};
use jiff::Timestamp;
use project::{Batch, Ledger, Project, Spell, entered_spells, invested_spells};
use store::{Change, Write};

/// Whether verified entries of projects move the total of a commitment.
pub(crate) fn is_by_projects(c: &Commitment) -> bool {
    c.status == Status::Issued && c.measured_by == MeasuredBy::Projects
}

/// What these projects give to a commitment; nothing to one that is not measured by projects.
pub(super) fn facts<'a>(
    c: &Commitment,
    projects: impl IntoIterator<Item = &'a Project>,
) -> ProjectFacts {
    let Some(measure) = c.projects.as_ref() else {
        return ProjectFacts::default();
    };
    let given = projects.into_iter().flat_map(|project| {
        spells(measure, project)
            .into_iter()
            .map(|spell| ProjectFact {
                project: project.id.clone(),
                amount: spell.amount,
                date: spell.date,
                known_on: spell.known_on,
                withdrawn_on: spell.withdrawn_on,
            })
    });
    ProjectFacts::new(c, given)
}

fn spells(measure: &ProjectMeasure, project: &Project) -> Vec<Spell> {
    let same =
        |asked: &Option<String>, own: Option<&str>| asked.is_none() || asked.as_deref() == own;
    let fits = same(&measure.bureau, Some(&project.bureau))
        && same(&measure.place, project.place.as_deref())
        && same(&measure.category, Some(&project.category));
    match &measure.total {
        _ if !fits => vec![],
        ProjectTotal::Reported => invested_spells(project, Ledger::Reported),
        ProjectTotal::Enrolled => invested_spells(project, Ledger::Enrolled),
        ProjectTotal::Entered { batch } => {
            Batch::from_code(batch).map_or_else(Vec::new, |batch| entered_spells(project, batch))
        }
    }
}

/// All projects as the journal had them at an instant.
pub(super) async fn projects_then(app: &App, at: Timestamp) -> Result<Vec<Project>> {
    let then = app
        .store()
        .as_of(app.district(), kinds::PROJECT, at)
        .await?;
    then.into_iter().map(|one| parsed(one.state)).collect()
}

/// Appends changes of projects. Where they begin or cease to count for a commitment, its light is in the
/// same transaction; a collision there is tried anew, since it is not the actor's.
pub(crate) async fn append_projects(
    app: &App,
    actor: &Actor,
    moved: &[(&Project, &Project)],
    changes: Vec<Change>,
    writes: Vec<Write>,
) -> Result<()> {
    let after: Vec<&Project> = moved
        .iter()
        .filter(|(before, after)| gives(before) != gives(after))
        .map(|(_, after)| *after)
        .collect();
    if after.is_empty() {
        app.append_with(actor, changes, vec![], writes).await?;
        return Ok(());
    }
    on_the_side(|| once(app, actor, &after, &changes, &writes)).await
}

/// All that a project can give to any measure.
fn gives(project: &Project) -> Vec<Vec<Spell>> {
    let ledgers = [Ledger::Reported, Ledger::Enrolled];
    let invested = ledgers.map(|ledger| invested_spells(project, ledger));
    let entered = Batch::ALL
        .iter()
        .map(|batch| entered_spells(project, *batch));
    invested.into_iter().chain(entered).collect()
}

/// Read in this order, which keeps totals exact: the register, which every verification expects unchanged;
/// the commitment with its turnstile; then the projects.
async fn once(
    app: &App,
    actor: &Actor,
    after: &[&Project],
    changes: &[Change],
    writes: &[Write],
) -> Result<()> {
    let register = Register::load(app).await?;
    let mut changes = changes.to_vec();
    for id in register.by_projects() {
        let mut found = standing(app, id).await?;
        let (gate, light) = (found.gate.pass(), found.light.take());
        let (c, records) = found.split();
        if !is_by_projects(&c) {
            continue;
        }
        let held = held(app).await?;
        let next = held.all.iter().map(|known| {
            let moved = after.iter().find(|project| project.id == known.id);
            moved.copied().unwrap_or(known)
        });
        let next = facts(&c, next);
        if next == facts(&c, &held.all) {
            continue;
        }
        changes.push(gate);
        let counts = Counts::from(next);
        let basis = lights::Basis::new(&records, &counts);
        changes.extend(lights::recompute_by(app, &c, basis, light).await?);
    }
    let expects = vec![register.expected()];
    app.append_with(actor, changes, expects, writes.to_vec())
        .await?;
    Ok(())
}
